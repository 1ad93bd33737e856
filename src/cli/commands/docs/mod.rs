//! `lotse docs`: all documents, for everybody, into a folder.

mod persons;
mod summary;

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use self::summary::Run;
use crate::cli::commands::diff::{earlier, with_changes};
use crate::cli::commands::select::{self, Typed};
use crate::cli::failure::{Exit, Failure, Kind as FailureKind};
use crate::cli::help::Help;
use crate::cli::output::{Folder, Stale};
use crate::cli::progress::Progress;
use crate::cli::session::Loaded;
use crate::cli::threads::Threads;
use crate::cli::{Session, output};
use crate::key::StateCode;
use crate::render::documents::list;
use crate::render::form::Form;
use crate::render::pages::Pages;
use crate::render::template::{TemplateProblem, Templates};
use crate::text::{Words, text};
use crate::view::concerned::Concerned;
use crate::view::document::{Document, Readership};
use crate::view::documents::{self, Selection};
use crate::view::scene::Scene;
use crate::work::Workers as _;
use crate::workspace::Workspace;

/// Arguments of `lotse docs`.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub struct Args {
    #[arg(value_name = "PFAD")]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "ORDNER", default_value = "out")]
    out: PathBuf,
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORM", default_values = ["md", "html"])]
    format: Vec<Form>,
    #[arg(long, value_delimiter = ',', value_name = "LAND", value_parser = select::state)]
    state: Vec<StateCode>,
    #[arg(long, value_delimiter = ',', value_name = "ORT", value_parser = select::typed)]
    municipality: Vec<Typed>,
    #[arg(long, value_name = "ALT|REVISION")]
    changed_since: Option<String>,
    #[arg(long = "for", value_enum, value_delimiter = ',', value_name = "ART")]
    addressees: Vec<For>,
    #[arg(long)]
    internal: bool,
    #[arg(long)]
    only_changed: bool,
    #[arg(long)]
    list: bool,
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum For {
    State,
    Municipality,
    FirstLevel,
    Operator,
}

impl For {
    const fn addressee(self) -> Readership {
        match self {
            Self::State => Readership::State,
            Self::Municipality => Readership::Municipality,
            Self::FirstLevel => Readership::FirstLevel,
            Self::Operator => Readership::Operator,
        }
    }
}

/// After so many documents a run stops at the latest that cannot write.
const PORTION: usize = 512;

/// Its help.
pub const HELP: Help = Help {
    command: "docs",
    about: Words::new("Alle Dokumente in einen Ordner schreiben", "Write all documents into a folder"),
    arguments: &[
        (
            "paths",
            Words::new(
                "Ordner oder Dateien; ohne Angabe der aktuelle Ordner",
                "folders or files; left out: the current folder",
            ),
        ),
        ("out", Words::new("wohin geschrieben wird", "where to write")),
        (
            "format",
            Words::new(
                "Formen der Dokumente, mit Komma getrennt; ods, xlsx und csv enthalten nur die Tabellen",
                "forms of the documents, separated by commas; ods, xlsx and csv hold the tables only",
            ),
        ),
        ("state", Words::new("nur diese Länder, z. B. NI", "only these states, e.g. NI")),
        (
            "municipality",
            Words::new(
                "nur die Seiten dieser Kommunen, Schlüssel oder Name, z. B. 03452",
                "only the pages of these municipalities, key or name, e.g. 03452",
            ),
        ),
        (
            "changed_since",
            Words::new(
                "nur für die, für die sich etwas ändert, seit diesem Ordner oder dieser Revision in Git",
                "only for those for whom something changes, since this folder or git revision",
            ),
        ),
        (
            "addressees",
            Words::new(
                "nur die Dokumente für diese: das Land, die Kommunen, den First Level, das betreibende Land",
                "only the documents for these: the state, the municipalities, first level, the operating state",
            ),
        ),
        (
            "internal",
            Words::new(
                "für das eigene Haus: Kommunikationswege, Aufgabenverteilung und Anrufliste nennen die Personen aus persons.toml",
                "for your own house: communication paths, responsibility matrix and call list name the persons of persons.toml",
            ),
        ),
        (
            "only_changed",
            Words::new(
                "am Ende nur die Dateien nennen, die sich geändert haben",
                "at the end, name only the files that changed",
            ),
        ),
        (
            "list",
            Words::new(
                "nichts schreiben; zeigen, welche Dokumente es gibt und was ihre Vorlagen sehen",
                "write nothing; show which documents there are and what their templates see",
            ),
        ),
        (
            "quiet",
            Words::new("keine Fortschrittsanzeige, keine Zusammenfassung", "no progress bars, no summary"),
        ),
    ],
    example: "lotse docs states --out out",
};

/// What became of a document.
enum Made {
    /// It lies in the folder.
    Written { has_no_table: bool },
    /// Its template is broken.
    Broken(TemplateProblem),
    /// It names a person, and was not written.
    Leaks(Failure),
}

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    if args.list {
        let language = session.language.unwrap_or_default();
        output::stdout(&list(language))?;
        return Ok(Exit::Clean);
    }
    let Loaded { workspace, templates, .. } = session.load_all(&args.paths)?;
    // The program ends after this; to give back the memory of a country piece by piece would take longer than to end.
    let workspace = ManuallyDrop::new(workspace);
    let workers = Threads::new();
    let table = ManuallyDrop::new(workspace.table_with(&workers));
    let judgement = ManuallyDrop::new(workspace.judge_with(&table, session.on, &workers));
    let language = session.speaks(&workspace);
    let scene = Scene::new(&workspace, &table, &judgement, session.on, language).internal(args.internal);
    let scene = ManuallyDrop::new(scene);
    let asked = select::places(&workspace, &args.municipality)?;
    let addressees = args.addressees.iter().map(|who| who.addressee()).collect();
    let places = asked.into_iter().flat_map(|place| documents::meant(&scene, place)).collect();
    let selection = Selection { states: args.state.clone(), places, addressees };
    scene.prepare(&workers);
    let documents = documents::documents(&scene, &selection);
    refuse_unknown(&selection, &scene, &documents)?;
    let documents = match &args.changed_since {
        Some(name) => concerned(documents, name, args, &workspace, session)?,
        None => documents,
    };
    let templates = Templates::new(&templates);
    let forms: BTreeSet<Form> = args.format.iter().copied().collect();
    forms.iter().try_for_each(|form| select::built(*form))?;
    let pages = Pages::new(&scene, &templates);
    // What stands in a PDF cannot be searched for names; it is made from the same text as the Markdown, which can.
    let extra = (forms.contains(&Form::Pdf) && !forms.contains(&Form::Markdown)).then_some(Form::Markdown);
    let made: BTreeSet<Form> = forms.iter().copied().chain(extra).collect();
    let absence = persons::absence(&workspace.persons);
    let folder = Folder::open(&args.out)?;
    // A document is written by whoever made it, so that no more than one of each thread lies in memory.
    let write = |document: &Document| -> Result<Made, Failure> {
        let mut files = match pages.files(document, &made) {
            Ok(files) => files,
            Err(problem) => return Ok(Made::Broken(problem)),
        };
        let inside = args.internal && document.kind.persons;
        if let Some((path, person)) = if inside { None } else { absence.broken_by(&files) } {
            return Ok(Made::Leaks(persons::leak(path, person, &workspace)));
        }
        files.retain(|(path, _)| extra.is_none_or(|form| !is_in(path, form)));
        for (path, bytes) in &files {
            folder.write(path, bytes)?;
        }
        Ok(Made::Written { has_no_table: has_no_table(&files, &forms) })
    };
    let mut named = Vec::new();
    let mut broken: BTreeSet<TemplateProblem> = BTreeSet::new();
    let mut without_table = 0;
    let progress = Progress::new(!args.quiet);
    for documents in documents.chunk_by(|one, next| one.kind == next.kind) {
        let name = documents.first().map_or("", |document| document.kind.name.get(language));
        let bar = progress.stage(name, documents.len());
        for portion in documents.chunks(PORTION) {
            let tell = |document: &Document| {
                let made = write(document);
                bar.tick();
                made
            };
            for document in workers.map(portion, tell) {
                match document? {
                    Made::Written { has_no_table } => without_table += usize::from(has_no_table),
                    Made::Leaks(leak) => named.push(leak),
                    Made::Broken(problem) => {
                        broken.insert(problem);
                    }
                }
            }
        }
    }
    // A run that wrote only a part knows nothing about the rest.
    let partial =
        !selection.is_everything() || args.changed_since.is_some() || !broken.is_empty() || !named.is_empty();
    let stale = if partial { Stale::Leave } else { Stale::Remove(endings(&forms)) };
    let outcome = folder.finish(stale)?;
    if args.only_changed {
        output::stdout(&summary::changed(&outcome, language))?;
    } else if !args.quiet {
        let index = [("html", Form::Html), ("md", Form::Markdown), ("pdf", Form::Pdf)].into_iter();
        let index =
            index.filter(|(_, form)| forms.contains(form)).map(|(ending, _)| format!("index.{ending}"));
        // Without a form that has an overview, the folder is where to begin.
        let begin = index.take(1).fold(args.out.clone(), |folder, index| folder.join(index));
        let persons = persons::told(workspace.persons.len(), args.internal, named.len(), language);
        let begin = begin.display().to_string();
        let run = Run { outcome: &outcome, begin: &begin, without_table, persons };
        output::stdout(&summary::summary(&scene, &run, language))?;
    }
    if broken.is_empty() && named.is_empty() {
        return Ok(Exit::Clean);
    }
    for failure in named {
        output::stderr(&failure.describe(language));
    }
    for problem in broken {
        let file = problem.line.map_or(problem.file.clone(), |line| format!("{}:{line}", problem.file));
        let failure = Failure::new(FailureKind::Input, problem.message).hint(text!("in {file}", "in {file}"));
        output::stderr(&failure.describe(language));
    }
    Ok(Exit::Failed)
}

/// Only the documents of those for whom something changes; the others may be as they are.
fn concerned(
    documents: Vec<Document>,
    since: &str,
    args: &Args,
    workspace: &Workspace,
    session: Session,
) -> Result<Vec<Document>, Failure> {
    let here = Path::new(".");
    let earlier = earlier(since, args.paths.first().map_or(here, PathBuf::as_path), session)?;
    with_changes([&earlier, workspace], session.on, |changes, places| {
        let concerned = Concerned::new(changes, places);
        Ok(documents.into_iter().filter(|document| concerned.has(document)).collect())
    })
}

/// The endings of everything that a run in these forms writes; pictures belong to the forms that show them as files.
fn endings(forms: &BTreeSet<Form>) -> Vec<&'static str> {
    let mut endings: Vec<&'static str> = forms.iter().map(|form| form.ending()).collect();
    if forms.contains(&Form::Html) || forms.contains(&Form::Markdown) {
        endings.extend(["svg", "dot", "mmd", "bpmn"]);
    }
    endings
}

/// Whether a document had nothing to write in a form that holds tables only.
fn has_no_table(files: &[(String, Vec<u8>)], forms: &BTreeSet<Form>) -> bool {
    let mut tables = forms.iter().filter(|form| form.holds_tables_only());
    tables.any(|form| files.iter().all(|(path, _)| !is_in(path, *form)))
}

/// Whether a file is one of a form.
fn is_in(path: &str, form: Form) -> bool {
    path.rsplit('.').next() == Some(form.ending())
}

/// A Land or a Kommune of which nothing is known is a slip, not an empty result.
fn refuse_unknown(selection: &Selection, scene: &Scene<'_>, documents: &[Document]) -> Result<(), Failure> {
    let missing = selection.states.iter().find(|state| !scene.model().states.contains_key(state));
    if let Some(state) = missing {
        let known: Vec<&str> = scene.model().states.keys().map(|state| state.code()).collect();
        let known = known.join(", ");
        return Err(Failure::new(
            FailureKind::Usage,
            text!("zu {state} gibt es keine Dateien", "there are no files of {state}"),
        )
        .hint(text!("vorhanden sind: {known}", "there are: {known}")));
    }
    let missing = selection
        .places
        .iter()
        .find(|place| documents.iter().all(|document| document.place() != Some(**place)));
    match missing {
        Some(place) => Err(Failure::new(
            FailureKind::Usage,
            text!(
                "zur Kommune {place} gibt es keinen Eintrag",
                "there is no record of the municipality {place}"
            ),
        )),
        None => Ok(()),
    }
}
