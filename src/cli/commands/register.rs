//! `lotse register`: the official register of municipalities, brought into the workspace, looked up, compared.

use std::path::{Path, PathBuf};

use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::Help;
use crate::cli::session::{read_register, registered};
use crate::cli::{Session, input, output};
use crate::register::{self, Register};
use crate::render::register as render;
use crate::text::{Words, text};

/// Arguments of `lotse register`.
#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Import(ImportArgs),
    Show(ShowArgs),
    Diff(DiffArgs),
}

#[derive(Debug, clap::Args)]
struct ImportArgs {
    #[arg(value_name = "DATEI")]
    file: PathBuf,
    #[arg(long, value_name = "ORDNER", default_value = ".")]
    into: PathBuf,
    #[arg(long, value_name = "DATUM")]
    edition: Option<String>,
}

#[derive(Debug, clap::Args)]
struct ShowArgs {
    #[arg(value_name = "SUCHE")]
    query: String,
    #[arg(long, value_name = "ORDNER", default_value = ".")]
    from: PathBuf,
}

#[derive(Debug, clap::Args)]
struct DiffArgs {
    #[arg(value_name = "ALT")]
    old: PathBuf,
    #[arg(value_name = "NEU")]
    new: PathBuf,
}

/// Its help.
pub const HELP: Help = Help {
    command: "register",
    about: Words::new(
        "Das amtliche Gemeindeverzeichnis: übernehmen, nachschlagen, vergleichen",
        "The official register of municipalities: import, look up, compare",
    ),
    arguments: &[],
    example: "lotse register import GV100AD_30112025.txt\nlotse register show Aurich",
};

/// Help of `lotse register import`.
pub const IMPORT: Help = Help {
    command: "register import",
    about: Words::new(
        "Übernimmt das Gemeindeverzeichnis (GV100AD von Destatis oder eine Tabelle) als register.csv",
        "Takes over the register (GV100AD of Destatis, or a table) as register.csv",
    ),
    arguments: &[
        (
            "file",
            Words::new(
                "GV100AD-Datei oder CSV mit den Spalten ars, name",
                "GV100AD file, or CSV with the columns ars, name",
            ),
        ),
        (
            "into",
            Words::new("Arbeitsordner; ohne Angabe der aktuelle", "workspace; left out: the current folder"),
        ),
        (
            "edition",
            Words::new(
                "Gebietsstand, wenn die Datei ihn nicht nennt, z. B. 2025-11-30",
                "territorial state where the file does not tell it, e.g. 2025-11-30",
            ),
        ),
    ],
    example: "lotse register import GV100AD_30112025.txt --into .",
};

/// Help of `lotse register show`.
pub const SHOW: Help = Help {
    command: "register show",
    about: Words::new(
        "Schlägt nach: Regionalschlüssel (oder sein Anfang), AGS oder Name",
        "Looks up: regional key (or its beginning), AGS, or name",
    ),
    arguments: &[
        ("query", Words::new("Schlüssel, AGS oder Name", "key, AGS or name")),
        (
            "from",
            Words::new("Arbeitsordner; ohne Angabe der aktuelle", "workspace; left out: the current folder"),
        ),
    ],
    example: "lotse register show 03452\nlotse register show Neuenkirchen",
};

/// Help of `lotse register diff`.
pub const DIFF: Help = Help {
    command: "register diff",
    about: Words::new(
        "Vergleicht zwei Ausgaben: neue, umbenannte, umgeschlüsselte, aufgelöste Einheiten",
        "Compares two editions: new, renamed, renumbered, abolished units",
    ),
    arguments: &[
        ("old", Words::new("ältere Ausgabe (GV100AD oder CSV)", "older edition (GV100AD or CSV)")),
        ("new", Words::new("neuere Ausgabe (GV100AD oder CSV)", "newer edition (GV100AD or CSV)")),
    ],
    example: "lotse register diff register-previous.csv register.csv",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    match &args.command {
        Command::Import(args) => import(args, session),
        Command::Show(args) => show(args, session),
        Command::Diff(args) => diff(args, session),
    }
}

fn import(args: &ImportArgs, session: Session) -> Result<Exit, Failure> {
    let root = input::workspace_root(&args.into)?;
    let language = session.language.unwrap_or_default();
    let bytes = input::read_bytes(&args.file)?;
    let name = file_name(&args.file);
    let mut register = read_register(&name, &bytes)?.with_source(&name, output::checksum(&bytes));
    if let Some(edition) = &args.edition {
        register.edition = crate::time::parse_date(edition).map(crate::time::iso).ok_or_else(|| {
            Failure::new(
                Kind::Usage,
                text!("„{edition}“ ist kein Datum wie 2025-11-30", "“{edition}” is no date like 2025-11-30"),
            )
        })?;
    }
    let mut told = String::new();
    let mut place = input::REGISTER;
    let present = root.join(input::REGISTER);
    if input::exists(&present) {
        let text = input::read_text(&present)?;
        let before = registered(input::REGISTER, &text)?;
        if before.edition > register.edition && !register.edition.is_empty() {
            // The older edition is wanted for its successors; the newer one stays what counts.
            place = input::PREVIOUS;
            told.push_str(render::OLDER.get(language));
        } else if before.units != register.units {
            output::write_file(&root, input::PREVIOUS, text.as_bytes())?;
            told.push_str(render::KEPT.get(language));
        }
    }
    output::write_file(&root, place, register::csv::write(&register).as_bytes())?;
    output::stdout(&format!("{}{told}", render::summary(&register, place, language)))?;
    Ok(Exit::Clean)
}

fn show(args: &ShowArgs, session: Session) -> Result<Exit, Failure> {
    let language = session.language.unwrap_or_default();
    let root = input::workspace_root(&args.from)?;
    let path = root.join(input::REGISTER);
    if !input::exists(&path) {
        let folder = root.display();
        return Err(Failure::new(
            Kind::Input,
            text!("in „{folder}“ liegt kein register.csv", "there is no register.csv in “{folder}”"),
        )
        .hint(text!(
            "`lotse register import DATEI` übernimmt das Gemeindeverzeichnis von Destatis",
            "`lotse register import FILE` takes over the register of Destatis"
        )));
    }
    let register = registered(input::REGISTER, &input::read_text(&path)?)?;
    let found = find(&register, args.query.trim());
    if found.is_empty() {
        let query = &args.query;
        return Err(Failure::new(
            Kind::Usage,
            text!(
                "im Register ist nichts unter „{query}“ zu finden",
                "the register has nothing under “{query}”"
            ),
        )
        .hint(text!(
            "gesucht wird nach Regionalschlüssel (2, 5, 9 oder 12 Ziffern), AGS (8 Ziffern) oder Name",
            "what counts is the regional key (2, 5, 9 or 12 digits), the AGS (8 digits) or the name"
        )));
    }
    output::stdout(&render::units(&register, &found, language, output::screen().width))?;
    Ok(Exit::Clean)
}

/// The units that a query means: exactly one by its key, or all that bear a name or a beginning.
fn find<'r>(register: &'r Register, query: &str) -> Vec<&'r register::Entry> {
    if query.is_empty() || !query.bytes().all(|byte| byte.is_ascii_digit()) {
        return register.search(query);
    }
    match register.get(query).or_else(|| register.by_ags(query)) {
        Some(unit) => vec![unit],
        None => register.within(query).iter().collect(),
    }
}

fn diff(args: &DiffArgs, session: Session) -> Result<Exit, Failure> {
    let language = session.language.unwrap_or_default();
    let old = read_register(&file_name(&args.old), &input::read_bytes(&args.old)?)?;
    let new = read_register(&file_name(&args.new), &input::read_bytes(&args.new)?)?;
    output::stdout(&render::changes(&old, &new, language, output::screen().width))?;
    Ok(Exit::Clean)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
