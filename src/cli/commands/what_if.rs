//! `lotse what-if`: what would be without somebody, or if a record ended earlier.

use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::commands::select;
use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::Help;
use crate::cli::{Session, output};
use crate::compare::Edit;
use crate::render::{lines, what_if as render};
use crate::routing::Table;
use crate::text::{Words, text};
use crate::time::{Date, parse_date};
use crate::view::saying::Saying;
use crate::view::what_if as view;
use crate::workspace::Workspace;

/// Arguments of `lotse what-if`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PFAD")]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "STELLE|115|WEG", required_unless_present = "end", conflicts_with = "end")]
    without: Option<String>,
    #[arg(long, value_name = "DATUM", value_parser = crate::cli::date, conflicts_with = "end")]
    from: Option<Date>,
    #[arg(long, num_args = 2, value_names = ["EINTRAG", "DATUM"])]
    end: Option<Vec<String>>,
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: select::Format,
}

/// Its help.
pub const HELP: Help = Help {
    command: "what-if",
    about: Words::new(
        "Was wäre, wenn jemand ausfällt oder ein Eintrag früher endet",
        "What would be if somebody were gone, or a record ended earlier",
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
            "without",
            Words::new(
                "ohne diese Stelle (ni/it-land), ohne die 115 (115) oder ohne diesen Weg (Kennung oder Datei:Zeile)",
                "without this body (ni/it-land), without the 115 (115) or without this path (id or file:line)",
            ),
        ),
        (
            "from",
            Words::new(
                "ab diesem Tag; ohne Angabe ab dem Stichtag",
                "from this day; left out: the day of --on",
            ),
        ),
        (
            "end",
            Words::new(
                "dieser Eintrag (Kennung oder Datei:Zeile) endet mit diesem Tag",
                "this record (id or file:line) ends with this day",
            ),
        ),
        ("format", Words::new("Form: text, json", "form: text, json")),
    ],
    example: "lotse what-if states --without ni/it-land --from 2027-05-01",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let (workspace, _) = session.load(&args.paths)?;
    let edit = edit(args, &workspace, session.on)?;
    let changed = Arc::new(edit.apply(&workspace.model));
    let before = workspace.table();
    let after = Arc::new(Table::new(&changed, &workspace.requirements, before.places().clone()));
    let language = session.speaks(&workspace);
    let say = Saying { model: &workspace.model, sources: &workspace.sources, language };
    let what_if = view::what_if(&say, [&before, &after], edit, session.on, args.format.detail());
    output::stdout(&match args.format {
        select::Format::Text => render::text(&what_if, language, output::screen().width),
        select::Format::Json => lines::json(&what_if),
    })?;
    Ok(Exit::Clean)
}

fn edit(args: &Args, workspace: &Workspace, on: Date) -> Result<Edit, Failure> {
    let from = args.from.unwrap_or(on);
    if let Some([record, last]) = args.end.as_deref() {
        let last = parse_date(last).ok_or_else(|| {
            Failure::new(
                Kind::Usage,
                text!("„{last}“ ist kein Datum wie 2027-06-30", "\"{last}\" is no date like 2027-06-30"),
            )
        })?;
        return Ok(Edit::End(select::support(workspace, record)?, last));
    }
    let name = args.without.as_deref().unwrap_or_default();
    if name == "115" {
        return Ok(Edit::Without115(from));
    }
    if let Some(path) = select::path(workspace, name) {
        return Ok(Edit::WithoutPath(path, from));
    }
    Ok(Edit::WithoutOrganization(select::organization(&workspace.model, name)?, from))
}
