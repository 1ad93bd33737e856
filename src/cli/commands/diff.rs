//! `lotse diff`: what a change to the files means, between two folders or two revisions.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::failure::{Exit, Failure, Kind};
use crate::cli::help::Help;
use crate::cli::threads::Threads;
use crate::cli::{Session, input, output};
use crate::compare::{Changes, changes};
use crate::render::{diff as render, lines};
use crate::routing::{Places, Table};
use crate::situation::Situation;
use crate::text::{Words, text};
use crate::time::Date;
use crate::view::cell::Detail;
use crate::view::diff::diff;
use crate::view::diff_sides::Sides;
use crate::view::saying::Saying;
use crate::workspace::Workspace;

/// Arguments of `lotse diff`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "ALT|REVISION")]
    old: String,
    #[arg(value_name = "NEU|ORDNER")]
    new: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: Format,
    #[arg(long)]
    exit_code: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Markdown,
    Json,
}

/// Its help.
pub const HELP: Help = Help {
    command: "diff",
    about: Words::new(
        "Was eine Änderung bedeutet: wer Support verliert oder bekommt, wer zu informieren ist",
        "What a change means: who loses or gains support, and whom to inform",
    ),
    arguments: &[
        (
            "old",
            Words::new(
                "älterer Ordner; oder Revisionen in Git: main (gegen den Ordner), main..zweig, main...zweig (seit dem gemeinsamen Vorgänger)",
                "older folder; or git revisions: main (against the folder), main..branch, main...branch (since their common ancestor)",
            ),
        ),
        (
            "new",
            Words::new(
                "neuerer Ordner; bei Revisionen der Ordner im Repository, ohne Angabe der aktuelle",
                "newer folder; with revisions the folder in the repository, left out: the current one",
            ),
        ),
        ("format", Words::new("Form der Ausgabe", "form of the output")),
        (
            "exit_code",
            Words::new(
                "Rückgabewert 1, wenn jemand eine Antwort oder einen Kanal verliert",
                "return 1 if somebody loses an answer or a channel",
            ),
        ),
    ],
    example: "lotse diff main states --format markdown",
};

/// Runs it.
pub fn run(args: &Args, session: Session) -> Result<Exit, Failure> {
    // The program ends when all is told: giving back two workspaces piece by piece would only keep people waiting.
    let compared = ManuallyDrop::new(compared(&args.old, args.new.as_deref(), session)?);
    let language = session.speaks(&compared.new);
    let breaking = with_changes([&compared.old, &compared.new], session.on, |changes, places| {
        let [old, new] = [&compared.old, &compared.new].map(|side| Saying {
            model: &side.model,
            sources: &side.sources,
            language,
        });
        let sides = Sides { old: &old, new: &new, places, on: session.on };
        let names = [compared.names.0.as_str(), compared.names.1.as_str()];
        let detail = if args.format == Format::Json { Detail::Names } else { Detail::Records };
        let diff = diff(sides, changes, names, detail);
        output::stdout(&match args.format {
            Format::Text => render::text(&diff, language, output::screen().width),
            Format::Markdown => render::markdown(&diff, language),
            Format::Json => lines::json(&diff),
        })?;
        Ok(changes.is_breaking())
    })?;
    Ok(if args.exit_code && breaking { Exit::Findings } else { Exit::Clean })
}

/// Two sides, read, with the names that the person gave them.
struct Compared {
    old: Workspace,
    new: Workspace,
    names: (String, String),
}

/// Routes both sides over the same places, those of the newer register, and hands on what changes.
pub(super) fn with_changes<T>(
    [old, new]: [&Workspace; 2],
    on: Date,
    then: impl FnOnce(&Changes, &Places) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let workers = Threads::new();
    let register = new.register.as_ref().or(old.register.as_ref());
    let places = Places::of(&[&old.model, &new.model], register);
    let [before, after] = [old, new].map(|side| {
        let table = Table::with(&side.model, &side.requirements, places.clone(), &workers);
        Situation::new(&Arc::new(table), on)
    });
    then(&changes(&before, &after), &places)
}

fn compared(old: &str, new: Option<&Path>, session: Session) -> Result<Compared, Failure> {
    if input::exists(Path::new(old)) {
        let Some(new) = new else {
            return Err(Failure::new(
                Kind::Usage,
                text!("womit soll „{old}“ verglichen werden?", "with what shall “{old}” be compared?"),
            )
            .hint(text!(
                "zwei Ordner nennen, oder eine Revision: lotse diff main {old}",
                "name two folders, or a revision: lotse diff main {old}"
            )));
        };
        let names = (old.to_owned(), new.display().to_string());
        let [old, new] = [PathBuf::from(old), new.to_owned()].map(|path| session.load(&[path]));
        return Ok(Compared { old: old?.0, new: new?.0, names });
    }
    revisions(old, new.unwrap_or(Path::new(".")), session)
}

/// The workspace of a folder as it stood in a folder beside it or in a revision.
pub(super) fn earlier(name: &str, folder: &Path, session: Session) -> Result<Workspace, Failure> {
    if input::exists(Path::new(name)) {
        return session.load(&[PathBuf::from(name)]).map(|(workspace, _)| workspace);
    }
    at_revision(name, folder)
}

#[cfg(feature = "git")]
fn revisions(spec: &str, folder: &Path, session: Session) -> Result<Compared, Failure> {
    let head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
    let here = folder.display();
    if let Some((one, two)) = spec.split_once("...") {
        let (one, two) = (head(one), head(two));
        let base = input::git::Repository::around(folder)?.common(&one, &two)?;
        let [old, new] = [&base, &two].map(|name| at_revision(name, folder));
        return Ok(Compared { old: old?, new: new?, names: (format!("{one} ({base:.10})"), two) });
    }
    if let Some((one, two)) = spec.split_once("..") {
        let (one, two) = (head(one), head(two));
        let [old, new] = [&one, &two].map(|name| at_revision(name, folder));
        return Ok(Compared { old: old?, new: new?, names: (one, two) });
    }
    let names = (spec.to_owned(), here.to_string());
    Ok(Compared { old: at_revision(spec, folder)?, new: session.load(&[folder.to_owned()])?.0, names })
}

#[cfg(feature = "git")]
fn at_revision(name: &str, folder: &Path) -> Result<Workspace, Failure> {
    let input = files_at(&input::git::Repository::around(folder)?, name, folder)?;
    Session::understand(input, &Threads::new()).map(|loaded| loaded.workspace)
}

/// The files of a folder in a revision; that there are none is a failure.
#[cfg(feature = "git")]
pub(super) fn files_at(
    repository: &input::git::Repository,
    name: &str,
    folder: &Path,
) -> Result<input::Input, Failure> {
    let input = repository.load(name)?;
    if input.files.is_empty() && input.settings.is_none() && input.unreadable.is_empty() {
        let shown = folder.display();
        return Err(Failure::new(
            Kind::Input,
            text!(
                "in der Revision „{name}“ gibt es „{shown}“ nicht, oder es sind keine Dateien darin",
                "in the revision “{name}” there is no “{shown}”, or there are no files in it"
            ),
        ));
    }
    Ok(input)
}

#[cfg(not(feature = "git"))]
fn revisions(spec: &str, folder: &Path, _: Session) -> Result<Compared, Failure> {
    let names = (spec.to_owned(), folder.display().to_string());
    Ok(Compared { old: at_revision(spec, folder)?, new: at_revision(spec, folder)?, names })
}

#[cfg(not(feature = "git"))]
fn at_revision(name: &str, _: &Path) -> Result<Workspace, Failure> {
    Err(no_revisions(name))
}

/// Neither a folder nor, for this program, a revision.
#[cfg(not(feature = "git"))]
pub(super) fn no_revisions(name: &str) -> Failure {
    Failure::new(
        Kind::Usage,
        text!(
            "„{name}“ gibt es nicht als Ordner, und Revisionen kann dieses Programm nicht lesen",
            "there is no folder “{name}”, and this program cannot read revisions"
        ),
    )
    .hint(text!("mit `cargo build --features git` bauen", "build it with `cargo build --features git`"))
}
