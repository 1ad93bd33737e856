//! `lotse route`: a question followed hop by hop.

use std::path::PathBuf;

use crate::cli::commands::select::{self, Typed};
use crate::cli::failure::{Exit, Failure};
use crate::cli::help::Help;
use crate::cli::{Session, output};
use crate::render::{lines, route as render};
use crate::situation::Situation;
use crate::text::Words;
use crate::trace::{Question, follow};
use crate::view::route as view;
use crate::view::saying::Saying;
use crate::vocabulary::Track;

/// Arguments of `lotse route`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PFAD")]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "DIENST")]
    service: String,
    #[arg(long, value_name = "ORT", value_parser = select::typed)]
    at: Typed,
    #[arg(long, value_name = "LEISTUNG")]
    part: Option<String>,
    #[arg(long, value_name = "ART", value_parser = select::track)]
    track: Option<Track>,
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: select::Format,
}

/// Its help.
pub const HELP: Help = Help {
    command: "route",
    about: Words::new(
        "Eine Frage Schritt für Schritt verfolgen: wer, wann erreichbar, wer danach",
        "Follow a question hop by hop: who, reachable when, who next",
    ),
    arguments: &[
        (
            "paths",
            Words::new(
                "Ordner oder Dateien; ohne Angabe der aktuelle Ordner",
                "folders or files; left out: the current folder",
            ),
        ),
        (
            "service",
            Words::new("Onlinedienst, z. B. hb/unterhaltsvorschuss", "service, e.g. hb/unterhaltsvorschuss"),
        ),
        (
            "at",
            Words::new(
                "Kommune oder Gebiet, Schlüssel oder Name, z. B. 03452; wo die Antwort verschieden ist, steht jede einmal",
                "municipality or area, key or name, e.g. 03452; where answers differ, each is shown once",
            ),
        ),
        (
            "part",
            Words::new("nur diese enthaltene Leistung, z. B. kindergeld", "only this service contained, e.g. kindergeld"),
        ),
        (
            "track",
            Words::new(
                "Art der Frage: subject-matter, technical-service, technical-state; ohne Angabe alle",
                "what it is about: subject-matter, technical-service, technical-state; left out: all",
            ),
        ),
        ("format", Words::new("Form: text, json", "form: text, json")),
    ],
    example: "lotse route states --service hb/unterhaltsvorschuss --at 03452",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let (workspace, _) = session.load(&args.paths)?;
    let situation = Situation::new(&workspace.table(), session.on);
    let at = select::place(&workspace, &args.at)?;
    let language = session.speaks(&workspace);
    let service = select::service(&workspace.model, &args.service)?;
    let question = Question {
        state: at.state(),
        service,
        part: select::part(&workspace.model, service, args.part.as_deref())?,
        area: at,
        track: args.track,
        on: session.moment(),
    };
    let say = Saying { model: &workspace.model, sources: &workspace.sources, language };
    let route = view::route(&say, situation.table(), &question, &follow(&situation, &question));
    output::stdout(&match args.format {
        select::Format::Text => render::text(&route, language, output::screen().width),
        select::Format::Json => lines::json(&route),
    })?;
    Ok(Exit::Clean)
}
