//! The only door to writing: standard output, standard error, files.
//!
//! Single files are written here; [`Folder`] looks after a whole folder of documents.

mod folder;
mod manifest;

use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

pub use self::folder::{Folder, Outcome, Stale};
pub use self::manifest::checksum;
use super::failure::{Failure, Kind};
use crate::text::{Text, text};

/// What standard output can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Whether a person reads there.
    pub terminal: bool,
    /// Whether colour is wanted and possible (`NO_COLOR`, `CLICOLOR`, `TERM` are heeded).
    pub colour: bool,
    /// Columns: what `COLUMNS` says, else 80.
    pub width: usize,
}

/// Looks at standard output and the environment.
pub fn screen() -> Screen {
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let colour = anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    Screen { terminal, colour, width: told.filter(|columns| *columns >= 40).unwrap_or(80) }
}

/// Writes to standard output, unbuffered at the end. A reader that has seen enough (`lotse … | head`) is no failure.
pub fn stdout(text: &str) -> Result<(), Failure> {
    to_stream(&mut io::stdout().lock(), text.as_bytes())
}

/// Writes bytes to standard output: PDF, pictures.
pub fn stdout_bytes(bytes: &[u8]) -> Result<(), Failure> {
    to_stream(&mut io::stdout().lock(), bytes)
}

/// Writes to standard error. There is nobody left to tell if that fails.
pub fn stderr(text: &str) {
    let mut stream = io::stderr().lock();
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}

fn to_stream(stream: &mut impl io::Write, bytes: &[u8]) -> Result<(), Failure> {
    match stream.write_all(bytes).and_then(|()| stream.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let message = text!(
                "die Ausgabe kann nicht geschrieben werden: {error}",
                "output cannot be written: {error}"
            );
            Err(Failure::new(Kind::Output, message))
        }
        _ => Ok(()),
    }
}

/// Writes one file below `root`, whole or not at all: beside it first, then renamed. Folders are made as needed.
///
/// An existing file is replaced; who must not lose what a person wrote uses [`Folder`]. Fails for a path that leaves
/// `root`, by `..` or through a link, and for names that some system cannot store.
pub fn write_file(root: &Path, relative: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = place(root, relative)?;
    fs::create_dir_all(root).map_err(|error| not_written(root, &error))?;
    prepare(root, &path, relative)?;
    replace(&path, bytes)
}

/// Writes one file that the caller's user named (`--output bericht.json`), whole or not at all.
pub fn write_named(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| not_written(parent, &error))?;
    }
    replace(path, bytes)
}

/// `relative` below `root`, if it is a clean path that every system can store.
fn place(root: &Path, relative: &str) -> Result<PathBuf, Failure> {
    if let Some(parts) = clean(relative) {
        return Ok(parts.into_iter().fold(root.to_owned(), |path, part| path.join(part)));
    }
    Err(Failure::new(
        Kind::Internal,
        text!(
            "„{relative}“ ist kein Pfad innerhalb des Ausgabeordners",
            "“{relative}” is no path inside the output folder"
        ),
    ))
}

/// The parts of a relative path without empty ones and `.`; nothing where a part is unfit.
fn clean(relative: &str) -> Option<Vec<&str>> {
    if relative.starts_with('/') {
        return None;
    }
    let parts: Vec<&str> = relative.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    (!parts.is_empty() && parts.iter().all(|part| storable(part))).then_some(parts)
}

/// Whether Linux, macOS and Windows alike can store a file under this name, and it is none of our own.
fn storable(name: &str) -> bool {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let numbered = |word: &str| {
        stem.strip_prefix(word)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    name.len() <= 200
        && !name.starts_with(".lotse-")
        && !name.ends_with(['.', ' '])
        && !name.chars().any(|character| character.is_control() || "\\:<>\"|?*".contains(character))
        && !DEVICES.contains(&stem.as_str())
        && !numbered("com")
        && !numbered("lpt")
}

/// Makes the folders for `path`, after a look at where they would really lie.
fn prepare(root: &Path, path: &Path, relative: &str) -> Result<(), Failure> {
    let parent = path.parent().unwrap_or(root);
    let existing = parent.ancestors().find(|ancestor| ancestor.symlink_metadata().is_ok()).unwrap_or(root);
    let real = |path: &Path| path.canonicalize().map_err(|error| not_written(path, &error));
    if !real(existing)?.starts_with(real(root)?) {
        return Err(Failure::new(
            Kind::Output,
            text!(
                "„{relative}“ wird nicht geschrieben: ein Verweis führt aus dem Ausgabeordner hinaus",
                "“{relative}” is not written: a link leads out of the output folder"
            ),
        ));
    }
    fs::create_dir_all(parent).map_err(|error| not_written(parent, &error))
}

/// Whether a file really lies in the folder, links resolved.
fn inside(root: &Path, path: &Path) -> bool {
    match (root.canonicalize(), path.canonicalize()) {
        (Ok(root), Ok(path)) => path.starts_with(root),
        _ => false,
    }
}

/// Where a file is written before it is renamed: beside it, so that renaming never crosses a file system.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".lotse-{name}.tmp"))
}

fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    put(path, bytes, fs::metadata(path).ok().as_ref())
}

/// Writes a file beside its place, then renames it; `present` is what lies there already.
fn put(path: &Path, bytes: &[u8], present: Option<&fs::Metadata>) -> Result<(), Failure> {
    let temporary = beside(path);
    // `create_new` makes sure that we write through no link.
    let create = || match fs::File::create_new(&temporary) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            // What an interrupted run left.
            let _ = fs::remove_file(&temporary);
            fs::File::create_new(&temporary)
        }
        created => created,
    };
    let keep = |file: &fs::File| match present {
        // What only some may read stays so.
        Some(present) => file.set_permissions(present.permissions()),
        None => Ok(()),
    };
    let written = create()
        .and_then(|mut file| keep(&file).and_then(|()| file.write_all(bytes)))
        .and_then(|()| fs::rename(&temporary, path));
    written.map_err(|error| {
        let _ = fs::remove_file(&temporary);
        not_written(path, &error)
    })
}

fn not_written(path: &Path, error: &io::Error) -> Failure {
    let shown = path.display();
    let Text { de, en } = match error.kind() {
        io::ErrorKind::PermissionDenied => {
            text!("die Schreibrechte fehlen", "permission to write is missing")
        }
        io::ErrorKind::StorageFull => text!("der Datenträger ist voll", "the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => {
            text!("der Datenträger ist schreibgeschützt", "the disk is read-only")
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            text!("dort liegt eine Datei, wo ein Ordner sein müsste", "a file lies where a folder should be")
        }
        io::ErrorKind::IsADirectory => text!("dort liegt ein Ordner", "a folder lies there"),
        _ => text!("Fehler des Systems: {error}", "error of the system: {error}"),
    };
    Failure::new(
        Kind::Output,
        text!("„{shown}“ kann nicht geschrieben werden: {de}", "“{shown}” cannot be written: {en}"),
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    struct Broken(io::ErrorKind);

    impl io::Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_no_failure_but_a_full_disk_is() {
        assert!(to_stream(&mut Broken(io::ErrorKind::BrokenPipe), b"x").is_ok());
        assert!(to_stream(&mut Broken(io::ErrorKind::StorageFull), b"x").is_err());
    }

    #[test]
    fn paths_stay_inside() {
        for bad in [
            "",
            ".",
            "..",
            "../x",
            "a/../../x",
            "/etc/x",
            "a\\..\\x",
            "C:/x",
            "a/con.txt",
            "LPT1",
            "a/x.",
            "a\nb",
            ".lotse-manifest.json",
            "de/.lotse-x.tmp",
        ] {
            assert_eq!(clean(bad), None, "{bad}");
        }
        assert_eq!(clean("./de//größe.md"), Some(vec!["de", "größe.md"]));
        assert_eq!(clean("company/common.md"), Some(vec!["company", "common.md"]));
    }

    #[test]
    fn a_file_is_written_whole_with_its_folders() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("out");
        write_file(&root, "de/03452/seite.md", b"eins").unwrap();
        write_file(&root, "de/03452/seite.md", b"zwei").unwrap();
        assert_eq!(fs::read(root.join("de/03452/seite.md")).unwrap(), b"zwei");
        assert_eq!(fs::read_dir(root.join("de/03452")).unwrap().count(), 1, "nothing is left beside it");
        assert!(write_file(&root, "../outside", b"x").is_err());
        assert!(!folder.path().join("outside").exists());
        assert!(write_file(&root, "de", b"x").unwrap_err().message.de.contains("Ordner"));
        assert!(write_file(&root, "de/03452/seite.md/x", b"x").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let (root, elsewhere) = (folder.path().join("out"), folder.path().join("elsewhere"));
        fs::create_dir_all(&root).unwrap();
        fs::create_dir_all(&elsewhere).unwrap();
        std::os::unix::fs::symlink(&elsewhere, root.join("de")).unwrap();
        assert!(write_file(&root, "de/x.md", b"x").is_err());
        assert!(write_file(&root, "de/new/x.md", b"x").is_err());
        assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);
    }
}
