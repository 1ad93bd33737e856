//! `lotse coverage`: the matrix with numerator and denominator.

use std::path::PathBuf;

use crate::cli::failure::{Exit, Failure};
use crate::cli::help::Help;
use crate::cli::{Session, output};
use crate::render::coverage as render;
use crate::rules::review::Currency;
use crate::text::Words;
use crate::view::coverage::{self as view, coverage_with};

/// Arguments of `lotse coverage`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PFAD")]
    paths: Vec<PathBuf>,
    #[arg(long, value_enum, value_name = "WONACH")]
    by: Option<By>,
    #[arg(long, value_enum, default_value = "table", value_name = "FORM")]
    format: Format,
    #[arg(long)]
    strict_currency: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum By {
    Level,
    Service,
    State,
    Kreis,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Table,
    Json,
    Csv,
}

/// Its help.
pub const HELP: Help = Help {
    command: "coverage",
    about: Words::new(
        "Wie viele Kommunen auf welchem Level versorgt sind",
        "How many municipalities are covered on which level",
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
            "by",
            Words::new(
                "zusammenfassen nach level, service, state oder kreis",
                "gather by level, service, state or kreis",
            ),
        ),
        ("format", Words::new("Form der Ausgabe", "form of the output")),
        (
            "strict_currency",
            Words::new("Veraltetes gilt als nicht besetzt", "what is out of date counts as not covered"),
        ),
    ],
    example: "lotse coverage states --by level --on 2027-07-01",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let (workspace, _) = session.load(&args.paths)?;
    let table = workspace.table();
    let by = match args.by {
        None => view::By::Cell,
        Some(By::Level) => view::By::Level,
        Some(By::Service) => view::By::Service,
        Some(By::State) => view::By::State,
        Some(By::Kreis) => view::By::District,
    };
    let currency = Currency::new(&workspace.model, workspace.settings.review, session.on);
    let mut figures = coverage_with(&table, by, session.on, &currency);
    if args.strict_currency {
        figures = figures.strict();
    }
    let language = session.speaks(&workspace);
    let width = output::screen().width;
    output::stdout(&match (args.format, args.by) {
        (Format::Json, _) => render::json(&figures),
        (Format::Csv, _) => render::csv(&figures, language),
        (Format::Table, None) => render::matrix(&figures, language, width),
        (Format::Table, Some(_)) => render::list(&figures, language, width),
    })?;
    Ok(Exit::Clean)
}
