//! The only door to reading: files, folders and the clock.
//!
//! # Which files are read
//!
//! The *root* is the nearest folder with `lotse.toml`, looking upwards from what was given; where there is none, it is
//! the given folder (of a file: its folder; of several: the folder that holds them all). Settings and register come
//! from the root, and all paths are told relative to it; of the rest only the given part is read. Below a given folder
//! every `*.toml` counts, save `lotse.toml`, `persons.toml` in the root, hidden files and folders, `templates/` and `target/` directly in the root,
//! and folders with a `lotse.toml` of their own. A file that is named on the command line is read whatever its name.
//!
//! Symbolic links are followed once each, after everything that needs no link; never to a folder that holds the root.

#[cfg(feature = "git")]
pub mod git;
#[cfg(feature = "git")]
pub mod history;
mod listing;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use self::listing::{Found, Listing, Place, entries, wanted};
use super::failure::{Failure, Kind};
use super::threads::Threads;
pub use crate::folder::{PREVIOUS, REGISTER};
use crate::folder::{LARGEST, PERSONS, Role, SETTINGS, TEMPLATES, decoded, role, too_large};
use crate::text::{Text, text};
use crate::work::Workers;

/// Everything that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Input {
    /// The root, absolute and without links.
    pub root: PathBuf,
    /// Path (`lotse.toml`) and text of the settings.
    pub settings: Option<(String, String)>,
    /// Path (`persons.toml`) and text of the names of persons.
    pub persons: Option<(String, String)>,
    /// Path relative to the root, with `/`, and text of every file, by path.
    pub files: Vec<(String, String)>,
    /// The text of `register.csv`.
    pub register: Option<String>,
    /// The text of `register-previous.csv`.
    pub previous: Option<String>,
    /// Path and text of the workspace's own profiles: `templates/profiles/*.toml`.
    pub profiles: Vec<(String, String)>,
    /// Path and text of the workspace's own task lists: `templates/plans/*.toml`.
    pub plans: Vec<(String, String)>,
    /// Name below `templates/` (`de/index.md`) and text of the workspace's own document templates.
    pub templates: Vec<(String, String)>,
    /// Path and cause of everything that should have been read and could not be, by path.
    pub unreadable: Vec<(String, Text)>,
}

/// Loads workspaces.
#[derive(Debug, Clone, Copy)]
pub struct Workspace;

impl Workspace {
    /// Reads what the paths name; no path means the current folder. See the module's description for what counts.
    ///
    /// Fails where a given path does not exist, or where the paths belong to different workspaces. A file that cannot
    /// be read is no failure; it stands in [`Input::unreadable`].
    pub fn load(paths: &[PathBuf]) -> Result<Input, Failure> {
        Self::load_with(paths, &Threads::new())
    }

    /// The same, the files shared out among workers.
    pub fn load_with(paths: &[PathBuf], workers: &impl Workers) -> Result<Input, Failure> {
        let current = [PathBuf::from(".")];
        let paths = if paths.is_empty() { &current } else { paths };
        let given = paths.iter().map(|path| canonical(path)).collect::<Result<Vec<_>, _>>()?;
        let root = root(&given)?;
        let mut reader = Reader::new(root);
        reader.fixed_files();
        for path in given {
            if path.is_dir() {
                reader.folder(&path, workers);
            } else if path.file_name().is_some_and(|name| name == SETTINGS) {
                reader.folder(parent(&path), workers);
            } else {
                reader.file(Place::of(&path), false);
            }
        }
        reader.links(workers);
        Ok(reader.finish(workers))
    }
}

/// Today, by the clock and time zone of the system.
pub fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}

/// The text of one file, or why there is none. For files outside a workspace: templates, data to import.
pub fn read_text(path: &Path) -> Result<String, Failure> {
    read(path).map_err(|cause| unreadable(path, &cause))
}

/// The bytes of one file, for data in other encodings than UTF-8 and for office files.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    bytes(path).map_err(|cause| unreadable(path, &cause))
}

/// The system that this program was built for: `linux x86_64`.
pub fn system() -> String {
    format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)
}

/// The bytes of this very program, where the system tells where it lies.
pub fn own_bytes() -> Option<Vec<u8>> {
    fs::read(std::env::current_exe().ok()?).ok()
}

/// Whether something lies there already.
pub fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Where a path really leads, without links.
pub fn real(path: &Path) -> Result<PathBuf, Failure> {
    canonical(path)
}

/// The root of the workspace that a folder belongs to: the nearest folder upwards with `lotse.toml`, else the folder.
pub fn workspace_root(folder: &Path) -> Result<PathBuf, Failure> {
    root(&[canonical(folder)?])
}

/// The way from the current folder down to a root, with `/` at its end; empty where there is none. What other programs
/// need in front of a path to find the file from where the command was run.
pub fn prefix(root: &Path) -> String {
    let Ok(current) = canonical(Path::new(".")) else { return String::new() };
    let Ok(way) = root.strip_prefix(&current) else { return String::new() };
    let parts = way.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.chain([String::new()]).collect::<Vec<_>>().join("/")
}

/// Whether a person sits at standard input.
pub fn interactive() -> bool {
    io::stdin().is_terminal()
}

/// One line that a person types, without blanks around it; `None` at the end of the input.
pub fn line() -> Result<Option<String>, Failure> {
    let mut typed = String::new();
    match io::stdin().read_line(&mut typed) {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(typed.trim().to_owned())),
        Err(error) => Err(unreadable(Path::new("stdin"), &cause(&error))),
    }
}

fn unreadable(path: &Path, cause: &Text) -> Failure {
    let shown = path.display();
    Failure::new(
        Kind::Input,
        Text::new(
            format!("„{shown}“ kann nicht gelesen werden: {}", cause.de),
            format!("“{shown}” cannot be read: {}", cause.en),
        ),
    )
}

fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|error| {
        let shown = path.display();
        let failure = |message| Failure::new(Kind::Input, message);
        if error.kind() == io::ErrorKind::NotFound {
            failure(text!("„{shown}“ gibt es nicht", "“{shown}” does not exist")).hint(text!(
                "einen vorhandenen Ordner oder eine Datei angeben; ohne Angabe gilt der aktuelle Ordner",
                "name a folder or file that exists; without any, the current folder is meant"
            ))
        } else {
            let Text { de, en } = cause(&error);
            failure(text!("„{shown}“ kann nicht gelesen werden: {de}", "“{shown}” cannot be read: {en}"))
        }
    })
}

fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

fn folder_of(path: &Path) -> &Path {
    if path.is_dir() { path } else { parent(path) }
}

/// The root that all given paths share.
fn root(given: &[PathBuf]) -> Result<PathBuf, Failure> {
    let workspace = |path: &PathBuf| {
        folder_of(path).ancestors().find(|folder| folder.join(SETTINGS).is_file()).map(Path::to_owned)
    };
    let roots: BTreeSet<Option<PathBuf>> = given.iter().map(workspace).collect();
    if roots.len() > 1 {
        let names: Vec<String> = roots.iter().flatten().map(|root| root.display().to_string()).collect();
        let names = names.join(", ");
        return Err(Failure::new(
            Kind::Usage,
            text!(
                "die Angaben gehören nicht zu demselben Arbeitsordner ({names})",
                "what was given does not belong to one workspace ({names})"
            ),
        )
        .hint(text!("jeden Arbeitsordner für sich prüfen", "check each workspace on its own")));
    }
    if let Some(Some(root)) = roots.into_iter().next() {
        return Ok(root);
    }
    let mut folders = given.iter().map(|path| folder_of(path));
    let first = folders.next().unwrap_or(Path::new(".")).to_owned();
    Ok(folders.fold(first, |common, folder| {
        common.ancestors().find(|ancestor| folder.starts_with(ancestor)).unwrap_or(&common).to_owned()
    }))
}

struct Reader {
    input: Input,
    /// Files to be read; some may have been found twice.
    found: Vec<Found>,
    /// Folders that were visited already, without links, so that a loop ends and nothing is read twice. Compared as bare
    /// text: comparing paths part by part takes longer than reading them.
    seen: BTreeSet<OsString>,
    /// Links found on the way; followed last, so that a file bears its own name where it has one.
    links: BTreeSet<PathBuf>,
}

impl Reader {
    fn new(root: PathBuf) -> Self {
        Self {
            input: Input { root, ..Input::default() },
            found: Vec::new(),
            seen: BTreeSet::new(),
            links: BTreeSet::new(),
        }
    }

    /// Settings and register of the root.
    fn fixed_files(&mut self) {
        let settings = self.input.root.join(SETTINGS);
        if settings.is_file() {
            self.input.settings = self.text(&settings).map(|text| (SETTINGS.to_owned(), text));
        }
        let persons = self.input.root.join(PERSONS);
        if persons.is_file() {
            self.input.persons = self.text(&persons).map(|text| (PERSONS.to_owned(), text));
        }
        let register = self.input.root.join(REGISTER);
        if register.is_file() {
            self.input.register = self.text(&register);
        }
        let previous = self.input.root.join(PREVIOUS);
        if previous.is_file() {
            self.input.previous = self.text(&previous);
        }
        self.own_files();
    }

    /// The workspace's own profiles, task lists and document templates.
    fn own_files(&mut self) {
        let own = self.input.root.join(TEMPLATES);
        let folders = ["profiles", "plans", "de", "en"].map(|name| own.join(name));
        for folder in [own].iter().chain(&folders) {
            for entry in entries(folder).unwrap_or_default() {
                let path = entry.path();
                let shown = self.shown(&path);
                let role = role(&shown);
                if !matches!(role, Role::Profile | Role::Plan | Role::Template(_)) || path.is_dir() {
                    continue;
                }
                let Some(text) = self.text(&path) else { continue };
                match role {
                    Role::Profile => self.input.profiles.push((shown, text)),
                    Role::Plan => self.input.plans.push((shown, text)),
                    Role::Template(name) => self.input.templates.push((name.to_owned(), text)),
                    _ => {}
                }
            }
        }
    }

    /// The files below a folder, one storey of folders after the other.
    fn folder(&mut self, folder: &Path, workers: &impl Workers) {
        let mut waiting = vec![Place::of(folder)];
        while !waiting.is_empty() {
            waiting.retain(|folder| self.seen.insert(folder.real.clone().into()));
            let listings = workers.map(&waiting, |folder| Listing::of(folder, &self.input.root));
            waiting.clear();
            for listing in listings {
                self.found.extend(listing.files);
                self.links.extend(listing.links);
                waiting.extend(listing.folders);
                for (path, cause) in listing.refused {
                    self.refuse(&path, cause);
                }
            }
        }
    }

    /// Follows the links, and those found behind them.
    fn links(&mut self, workers: &impl Workers) {
        while let Some(link) = self.links.pop_first() {
            match link.canonicalize() {
                Ok(target) if target.is_dir() => {
                    let holds_root = self.input.root.starts_with(&target);
                    if !holds_root
                        && !target.join(SETTINGS).is_file()
                        && !self.seen.contains(target.as_os_str())
                    {
                        self.folder(&link, workers);
                    }
                }
                Ok(_) if wanted(&link) => self.file(Place::of(&link), false),
                Err(error) if wanted(&link) => self.refuse(&link, cause(&error)),
                Ok(_) | Err(_) => {}
            }
        }
    }

    fn file(&mut self, place: Place, ordinary: bool) {
        self.found.push(Found { place, ordinary });
    }

    fn text(&mut self, path: &Path) -> Option<String> {
        match read(path) {
            Ok(text) => Some(text),
            Err(cause) => {
                self.refuse(path, cause);
                None
            }
        }
    }

    fn refuse(&mut self, path: &Path, cause: Text) {
        let shown = self.shown(path);
        self.input.unreadable.push((shown, cause));
    }

    /// The path as people see it: relative to the root, with `/`.
    fn shown(&self, path: &Path) -> String {
        let relative = path.strip_prefix(&self.input.root).unwrap_or(path);
        let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        if parts.is_empty() { ".".to_owned() } else { parts.join("/").replace("//", "/") }
    }

    /// Reads what was found.
    fn finish(mut self, workers: &impl Workers) -> Input {
        let mut found = std::mem::take(&mut self.found);
        // What was found twice is read once, under the name it was found by first.
        found.sort_by(|a, b| a.place.real.as_os_str().cmp(b.place.real.as_os_str()));
        found.dedup_by(|again, first| again.place.real.as_os_str() == first.place.real.as_os_str());
        for (shown, read) in workers.map(&found, |Found { place, ordinary }| {
            (self.shown(&place.path), text_of(&place.path, *ordinary))
        }) {
            match read {
                Ok(text) => self.input.files.push((shown, text)),
                Err(cause) => self.input.unreadable.push((shown, cause)),
            }
        }
        self.input.files.sort();
        self.input.unreadable.sort();
        self.input
    }
}

fn read(path: &Path) -> Result<String, Text> {
    text_of(path, false)
}

/// The same; a path that is known to be an ordinary file need not be looked at before it is opened.
fn text_of(path: &Path, ordinary: bool) -> Result<String, Text> {
    decoded(bytes_of(path, ordinary)?)
}

fn bytes(path: &Path) -> Result<Vec<u8>, Text> {
    bytes_of(path, false)
}

fn bytes_of(path: &Path, ordinary: bool) -> Result<Vec<u8>, Text> {
    let told = |error: io::Error| cause(&error);
    let strange = || text!("ist keine gewöhnliche Datei", "is no ordinary file");
    // Opening a pipe would keep us waiting for ever.
    if !ordinary && !fs::metadata(path).map_err(told)?.is_file() {
        return Err(strange());
    }
    let file = fs::File::open(path).map_err(told)?;
    let metadata = file.metadata().map_err(told)?;
    if !metadata.is_file() {
        return Err(strange());
    }
    if metadata.len() > LARGEST {
        return Err(too_large());
    }
    // As much as the file holds: growing by doubling would take up to twice the memory, and to ask once more for the end
    // takes as long as to read. So a file counts as it was when it was opened, even if somebody goes on writing. What does
    // not tell its size is read to its end.
    let told_size = if metadata.len() > 0 { metadata.len() } else { LARGEST + 1 };
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.take(told_size).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    Ok(bytes)
}

fn cause(error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::NotFound => text!("gibt es nicht", "does not exist"),
        io::ErrorKind::PermissionDenied => text!("die Leserechte fehlen", "permission to read is missing"),
        io::ErrorKind::IsADirectory => text!("ist ein Ordner", "is a folder"),
        _ => text!("Fehler des Systems: {error}", "error of the system: {error}"),
    }
}
