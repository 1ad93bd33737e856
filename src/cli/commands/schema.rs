//! `lotse schema`: the form of the files for editors, as JSON Schema.

use crate::cli::failure::{Exit, Failure};
use crate::cli::help::Help;
use crate::cli::{Session, output};
use crate::config::persons::RawPersons;
use crate::config::schema;
use crate::profile::RawProfile;
use crate::text::Words;

/// Arguments of `lotse schema`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_enum, default_value = "state", value_name = "ART")]
    file: File,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum File {
    State,
    Settings,
    Profile,
    Persons,
}

/// Its help.
pub const HELP: Help = Help {
    command: "schema",
    about: Words::new(
        "JSON Schema der Dateien, für Vorschläge und Erklärungen im Editor",
        "JSON Schema of the files, for suggestions and explanations in an editor",
    ),
    arguments: &[(
        "file",
        Words::new(
            "wofür: state (Datei eines Landes), settings (lotse.toml), profile (Anforderungsprofil), persons (persons.toml)",
            "of what: state (file of a state), settings (lotse.toml), profile (profile of requirements), persons (persons.toml)",
        ),
    )],
    example: "lotse schema > lotse-state.schema.json\nlotse schema --file settings > lotse-settings.schema.json",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let language = session.language.unwrap_or_default();
    let schema = match args.file {
        File::State => schema::state(language),
        File::Settings => schema::settings(language),
        File::Persons => schema::whole(&RawPersons::INFO, language),
        File::Profile => schema::whole(&RawProfile::INFO, language),
    };
    // The alternate form is indented; a JSON value always prints.
    output::stdout(&format!("{schema:#}\n"))?;
    Ok(Exit::Clean)
}
