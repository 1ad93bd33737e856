//! `lotse profile`: the requirements that can be chosen, and where each comes from.

use std::path::PathBuf;

use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::Help;
use crate::cli::{Session, output};
use crate::nearest::nearest;
use crate::render::profile as render;
use crate::text::{Words, text};

/// Arguments of `lotse profile`.
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    List(List),
    Show(Show),
}

#[derive(Debug, clap::Args)]
struct List {
    #[arg(value_name = "ORDNER")]
    paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: Format,
}

#[derive(Debug, clap::Args)]
struct Show {
    #[arg(value_name = "PROFIL")]
    id: String,
    #[arg(value_name = "ORDNER")]
    paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Json,
}

/// Its help.
pub const HELP: Help = Help {
    command: "profile",
    about: Words::new(
        "Anforderungsprofile: welche es gibt und was sie verlangen",
        "Profiles of requirements: which there are and what they ask",
    ),
    arguments: &[],
    example: "lotse profile list\nlotse profile show familie-und-kind",
};

const PATHS: Words = Words::new(
    "Ordner mit eigenen Profilen unter templates/profiles; ohne Angabe der aktuelle",
    "folder with profiles of your own under templates/profiles; left out: the current one",
);
const FORM: Words = Words::new("Form der Ausgabe", "form of the output");

/// The help of `profile list`.
pub const HELP_LIST: Help = Help {
    command: "profile list",
    about: Words::new("Alle Profile, mitgelieferte und eigene", "All profiles, built-in and your own"),
    arguments: &[("paths", PATHS), ("format", FORM)],
    example: "lotse profile list states",
};

/// The help of `profile show`.
pub const HELP_SHOW: Help = Help {
    command: "profile show",
    about: Words::new(
        "Ein Profil: Anforderungen mit Fundstelle, Verbindlichkeit und Regeln",
        "One profile: requirements with section, strength and rules",
    ),
    arguments: &[
        ("id", Words::new("Kennung des Profils", "id of the profile")),
        ("paths", PATHS),
        ("format", FORM),
    ],
    example: "lotse profile show eskalation-bsi",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let (paths, format) = match &args.what {
        What::List(list) => (&list.paths, list.format),
        What::Show(show) => (&show.paths, show.format),
    };
    let (workspace, _) = session.load(paths)?;
    let language = session.speaks(&workspace);
    let width = output::screen().width;
    let text = match &args.what {
        What::List(_) if format == Format::Json => render::list_json(&workspace.profiles),
        What::List(_) => render::list(&workspace.profiles, language, width),
        What::Show(show) => {
            let Some(profile) = workspace.profiles.iter().find(|profile| profile.id == show.id) else {
                return Err(unknown(&show.id, workspace.profiles.iter().map(|profile| profile.id.as_str())));
            };
            match format {
                Format::Json => render::json(profile),
                Format::Text => render::text(profile, language, width),
            }
        }
    };
    output::stdout(&text)?;
    Ok(Exit::Clean)
}

fn unknown<'a>(id: &str, known: impl Iterator<Item = &'a str> + Clone) -> Failure {
    let failure =
        Failure::new(Kind::Usage, text!("ein Profil „{id}“ gibt es nicht", "there is no profile \"{id}\""));
    if let Some(close) = nearest(id, known.clone()) {
        return failure.hint(text!("meinten Sie {close}?", "did you mean {close}?"));
    }
    let list = known.collect::<Vec<_>>().join(", ");
    failure.hint(text!("es gibt: {list}", "there are: {list}"))
}
