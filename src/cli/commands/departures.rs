//! `lotse departures`: what hangs on an organization or a mailbox, and to whom it falls.

use std::path::PathBuf;

use crate::cli::commands::select;
use crate::cli::failure::{Exit, Failure};
use crate::cli::help::Help;
use crate::cli::{Session, output};
use crate::render::{departures as render, lines};
use crate::situation::Situation;
use crate::text::Words;
use crate::view::departures as view;
use crate::view::saying::Saying;

/// Arguments of `lotse departures`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "STELLE|POSTFACH")]
    who: String,
    #[arg(value_name = "PFAD")]
    paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: select::Format,
}

/// Its help.
pub const HELP: Help = Help {
    command: "departures",
    about: Words::new(
        "Was an einer Stelle oder einem Postfach hängt, wer es übernimmt und was verwaist",
        "What hangs on a body or a mailbox, who takes it over, and what is orphaned",
    ),
    arguments: &[
        (
            "who",
            Words::new(
                "Stelle (ni/koordination) oder E-Mail-Adresse eines Postfachs",
                "body (ni/koordination) or e-mail address of a mailbox",
            ),
        ),
        (
            "paths",
            Words::new(
                "Ordner oder Dateien; ohne Angabe der aktuelle Ordner",
                "folders or files; left out: the current folder",
            ),
        ),
        ("format", Words::new("Form: text, json", "form: text, json")),
    ],
    example: "lotse departures ni/koordination states --on 2027-03-01",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let (workspace, _) = session.load(&args.paths)?;
    let situation = Situation::new(&workspace.table(), session.on);
    let language = session.speaks(&workspace);
    let say = Saying { model: &workspace.model, sources: &workspace.sources, language };
    let requirements = &workspace.requirements;
    let departures = if args.who.contains('@') {
        view::mailbox(&say, &situation, requirements, &args.who)
    } else {
        let id = select::organization(&workspace.model, &args.who)?;
        view::organization(&say, &situation, requirements, id, args.format.detail())
    };
    output::stdout(&match args.format {
        select::Format::Text => render::text(&departures, language, output::screen().width),
        select::Format::Json => lines::json(&departures),
    })?;
    Ok(Exit::Clean)
}
