//! `lotse audit`: the report for auditors.

mod evidence;

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::cli::commands::select;
use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::Help;
use crate::cli::output::{Folder, Stale};
use crate::cli::threads::Threads;
use crate::cli::{Loaded, Session, output};
use crate::render::form::Form;
use crate::render::pages::Pages;
use crate::render::template::Templates;
use crate::render::{audit as render, lines};
use crate::text::{Language, Words, text};
use crate::view::audit::{self, Audit, Input, Options};
use crate::view::scene::Scene;

/// Arguments of `lotse audit`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "PFAD")]
    paths: Vec<PathBuf>,
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORM")]
    format: Vec<Format>,
    #[arg(long, short, value_name = "DATEI", conflicts_with = "out")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "ORDNER")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "ZAHL", default_value_t = 25)]
    sample: usize,
    #[arg(long, value_name = "ZAHL", default_value_t = 1)]
    seed: u64,
    #[arg(long)]
    strict_currency: bool,
    #[arg(long, value_name = "REVISION")]
    rev: Option<String>,
}

/// What the report is written in: a document, or for a terminal or a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Format {
    Text,
    In(Form),
    Json,
}

/// All of them, in the order in which help names them.
static FORMATS: LazyLock<Vec<Format>> = LazyLock::new(|| {
    let forms = Form::ALL.into_iter().map(Format::In);
    [Format::Text].into_iter().chain(forms).chain([Format::Json]).collect()
});

impl clap::ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &FORMATS
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.word()))
    }
}

impl Format {
    /// The form of a document.
    const fn form(self) -> Option<Form> {
        match self {
            Self::In(form) => Some(form),
            Self::Text | Self::Json => None,
        }
    }

    /// The word of `--format`.
    const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::In(_) | Self::Json => self.ending(),
        }
    }

    /// The ending of its file.
    const fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::In(form) => form.ending(),
            Self::Json => "json",
        }
    }
}

/// Its help.
pub const HELP: Help = Help {
    command: "audit",
    about: Words::new(
        "Der Prüfbericht: jede Anforderung mit Urteil, Zähler und Nenner und Belegen",
        "The audit report: every requirement with verdict, numerator and denominator, and evidence",
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
            "format",
            Words::new(
                "Formen, mit Komma getrennt; ohne Angabe text, mit --out md, html, odt, pdf und json; ods, xlsx und csv enthalten die Tabellen",
                "forms, separated by commas; left out: text, with --out md, html, odt, pdf and json; ods, xlsx and csv hold the tables",
            ),
        ),
        ("output", Words::new("in diese Datei schreiben", "write into this file")),
        ("out", Words::new("in diesen Ordner schreiben", "write into this folder")),
        (
            "sample",
            Words::new(
                "so viele Aussagen zum Nachprüfen von Hand ziehen",
                "draw so many claims to be checked by hand",
            ),
        ),
        (
            "seed",
            Words::new(
                "Startzahl der Ziehung; dieselbe Zahl zieht dasselbe",
                "seed of the draw; the same seed draws the same",
            ),
        ),
        (
            "strict_currency",
            Words::new("Veraltetes gilt als nicht besetzt", "what is out of date counts as not covered"),
        ),
        (
            "rev",
            Words::new(
                "die Dateien einer Revision in Git; mit . der Ordner, wie er ist; ohne Angabe, wie sie am Stichtag standen",
                "the files of a git revision; with . the folder as it is; left out: as they stood on the day",
            ),
        ),
    ],
    example: "lotse audit states --on 2027-03-01 --out pruefung --sample 25 --seed 7",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    let formats = formats(args)?;
    let workers = Threads::new();
    let mut evidence = evidence::evidence(&args.paths, args.rev.as_deref(), session.on)?;
    let sums = Session::checksums(&evidence.input, &workers);
    let input = std::mem::take(&mut evidence.input);
    let Loaded { workspace, templates, .. } = Session::understand(input, &workers)?;
    // The program ends when all is told: giving back a country piece by piece would only keep people waiting.
    let workspace = ManuallyDrop::new(workspace);
    let table = ManuallyDrop::new(workspace.table_with(&workers));
    let judgement = ManuallyDrop::new(workspace.judge_with(&table, session.on, &workers));
    let language = session.speaks(&workspace);
    let scene = Scene::new(&workspace, &table, &judgement, session.on, language);
    let templates = Templates::new(&templates);
    let mut audit = audit::audit(
        &scene,
        &Options {
            strict_currency: args.strict_currency,
            sample: args.sample,
            seed: args.seed,
            inputs: sums.into_iter().map(|(path, sha256)| Input { path, sha256 }).collect(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            revision: evidence.revision.clone(),
        },
    );
    evidence.date(&mut audit, &workspace.sources);
    let pages = Pages::new(&scene, &templates);
    let mut files = Vec::new();
    for format in &formats {
        let to_screen = args.output.is_none() && args.out.is_none();
        files.extend(written(*format, &pages, &audit, language, to_screen)?);
    }
    deliver(args, &files, language)?;
    Ok(Exit::Clean)
}

/// The forms asked for; several need a folder, and a terminal takes no office file.
fn formats(args: &Args) -> Result<BTreeSet<Format>, Failure> {
    let formats: BTreeSet<Format> = match (args.format.is_empty(), args.out.is_some()) {
        (false, _) => args.format.iter().copied().collect(),
        (true, true) => [
            Format::In(Form::Markdown),
            Format::In(Form::Html),
            Format::In(Form::Odt),
            Format::In(Form::Pdf),
            Format::Json,
        ]
        .into_iter()
        .filter(|format| format.form().is_none_or(|form| form.built().is_ok()))
        .collect(),
        (true, false) => by_ending(args.output.as_deref())?.into_iter().collect(),
    };
    if args.out.is_none() && formats.len() > 1 {
        return Err(Failure::new(
            Kind::Usage,
            text!("mehrere Formen brauchen einen Ordner", "several forms need a folder"),
        )
        .hint(text!("--out ORDNER angeben", "name it with --out FOLDER")));
    }
    formats.iter().filter_map(|format| format.form()).try_for_each(select::built)?;
    if args.out.is_none() && formats.contains(&Format::In(Form::Csv)) {
        return Err(Failure::new(
            Kind::Usage,
            text!("als CSV ist jede Tabelle eine eigene Datei", "as CSV, each table is a file of its own"),
        )
        .hint(text!("--out ORDNER angeben", "name it with --out FOLDER")));
    }
    let closed = [Form::Odt, Form::Pdf, Form::Ods, Form::Xlsx].into_iter().find(|closed| {
        args.out.is_none() && args.output.is_none() && formats.iter().any(|one| one.form() == Some(*closed))
    });
    if let Some(form) = closed {
        let ending = form.ending();
        return Err(Failure::new(
            Kind::Usage,
            text!("die Form {ending} braucht eine Datei", "the form {ending} needs a file"),
        )
        .hint(text!("-o bericht.{ending} angeben", "name it with -o report.{ending}")));
    }
    Ok(formats)
}

/// The form that a file's ending means; without a file the short text.
fn by_ending(path: Option<&Path>) -> Result<Option<Format>, Failure> {
    let Some(path) = path else { return Ok(Some(Format::Text)) };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    FORMATS.iter().find(|format| format.ending() == ending).copied().map(Some).ok_or_else(|| {
        let known: Vec<&str> = FORMATS.iter().map(|format| format.word()).collect();
        let known = known.join(", ");
        Failure::new(
            Kind::Usage,
            text!("die Form ist am Dateinamen nicht zu erkennen", "the file name does not tell the form"),
        )
        .hint(text!("--format angeben: {known}", "name it with --format: {known}"))
    })
}

/// One form of the report, as (path, bytes); tables as CSV are several files.
fn written(
    format: Format,
    pages: &Pages<'_>,
    audit: &Audit,
    language: Language,
    to_screen: bool,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let stem = Words::new("pruefbericht", "audit-report").get(language);
    match format.form() {
        None if format == Format::Json => Ok(vec![(format!("{stem}.json"), lines::json(audit).into_bytes())]),
        None => {
            // A file is read on other screens.
            let width = if to_screen { output::screen().width } else { 80 };
            Ok(vec![(format!("{stem}.txt"), render::text(audit, language, width).into_bytes())])
        }
        Some(form) => pages.report((stem, "audit"), audit, &[form].into()).map_err(|problem| {
            let place = problem.line.map_or(problem.file.clone(), |line| format!("{}:{line}", problem.file));
            Failure::new(Kind::Input, problem.message).hint(text!("in {place}", "in {place}"))
        }),
    }
}

/// Into the folder, the file, or to the screen.
fn deliver(args: &Args, files: &[(String, Vec<u8>)], language: Language) -> Result<(), Failure> {
    if let Some(out) = &args.out {
        let folder = Folder::open(out)?;
        for (path, bytes) in files {
            folder.write(path, bytes)?;
        }
        let outcome = folder.finish(Stale::Leave)?;
        let names = |paths: &[String]| {
            paths.iter().map(|path| out.join(path).display().to_string()).collect::<Vec<_>>().join("\n")
        };
        let written = [&outcome.written[..], &outcome.unchanged[..]].concat();
        output::stdout(&format!("{}\n", names(&written)))?;
        if !outcome.kept.is_empty() {
            let kept = names(&outcome.kept);
            let told =
                text!("behalten, weil von Hand geändert:\n{kept}\n", "kept, as changed by hand:\n{kept}\n");
            output::stderr(told.get(language));
        }
        return Ok(());
    }
    for (_, bytes) in files {
        match &args.output {
            Some(path) => output::write_named(path, bytes)?,
            None => output::stdout_bytes(bytes)?,
        }
    }
    Ok(())
}
