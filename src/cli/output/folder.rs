//! A folder of documents that is written again and again, and in which people may have changed something.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::manifest::{Manifest, checksum};
use super::{inside, not_written, place, prepare, put, replace};
use crate::cli::failure::{Failure, Kind};
use crate::text::text;

/// What happens to files of an earlier run that were not written this time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stale {
    /// Those with one of these endings are removed, unless a person changed them: the run wrote everything there is of them.
    Remove(Vec<&'static str>),
    /// They stay: the run wrote only a part.
    Leave,
}

/// What became of the files; paths relative to the folder, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// New or changed.
    pub written: Vec<String>,
    /// Already as they should be; not touched.
    pub unchanged: Vec<String>,
    /// Not ours, or changed by a person since: left alone.
    pub kept: Vec<String>,
    /// Ours, no longer wanted, removed.
    pub removed: Vec<String>,
}

/// An output folder while it is written: [`Folder::open`], [`Folder::write`] for each file, from as many threads as there
/// are, [`Folder::finish`].
///
/// A run that is killed at any moment leaves each file whole, old or new, and the next run carries on. Two runs at
/// once into one folder are not provided for.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    book: Mutex<Book>,
}

/// What is known of the files. Nobody holds it while a file is read or written; only the journal, which must be in order.
#[derive(Debug)]
struct Book {
    manifest: Manifest,
    wanted: BTreeSet<String>,
    /// Folders that really lie inside, and whether this run made them, so that nothing but ours lies in them.
    folders: BTreeMap<PathBuf, bool>,
    outcome: Outcome,
}

impl Folder {
    /// Opens or makes the folder, and clears away what an interrupted run left half-written.
    pub fn open(root: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(root).map_err(|error| not_written(root, &error))?;
        let manifest = Manifest::load(root);
        manifest.clear();
        let (wanted, folders) = (BTreeSet::new(), BTreeMap::new());
        let book = Mutex::new(Book { manifest, wanted, folders, outcome: Outcome::default() });
        Ok(Self { root: root.to_owned(), book })
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        // Each change of the book is whole, so that a panic elsewhere leaves nothing half-done.
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes one file, unless it is already so, or a person's.
    ///
    /// Fails where a path leaves the folder, comes twice in one run, or cannot be written.
    pub fn write(&self, relative: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = place(&self.root, relative)?;
        if !self.book().wanted.insert(relative.to_owned()) {
            return Err(Failure::new(
                Kind::Internal,
                text!("„{relative}“ wird zweimal geschrieben", "“{relative}” is written twice"),
            ));
        }
        let (relative, new) = (relative.to_owned(), checksum(bytes));
        let folder = path.parent().unwrap_or(&self.root);
        let known = self.book().folders.get(folder).copied();
        let present = if known == Some(true) { Present::Nothing } else { present(&path)? };
        match present {
            Present::File(old) if old == new => {
                let mut book = self.book();
                book.manifest.settle(&relative, &new);
                book.outcome.unchanged.push(relative);
                return Ok(());
            }
            Present::File(old) if !self.book().manifest.is_ours(&relative, &old) => {
                self.book().outcome.kept.push(relative);
                return Ok(());
            }
            Present::Other => {
                self.book().outcome.kept.push(relative);
                return Ok(());
            }
            Present::Nothing | Present::File(_) => {}
        }
        if known.is_none() {
            let is_new = folder.symlink_metadata().is_err();
            prepare(&self.root, &path, &relative)?;
            // Of several threads that come first together, one has made it.
            self.book().folders.entry(folder.to_owned()).and_modify(|made| *made |= is_new).or_insert(is_new);
        }
        self.book().manifest.announce(&relative, &new)?;
        // In a folder of ours there is nothing to look at.
        if known == Some(true) { put(&path, bytes, None) } else { replace(&path, bytes) }?;
        let mut book = self.book();
        book.manifest.settle(&relative, &new);
        book.outcome.written.push(relative);
        Ok(())
    }

    /// Ends the run: deals with stale files and notes what was written.
    pub fn finish(self, stale: Stale) -> Result<Outcome, Failure> {
        let Self { root, book } = self;
        let mut book = book.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Stale::Remove(endings) = stale {
            let old: Vec<String> = book
                .manifest
                .paths()
                .filter(|path| {
                    let ending = Path::new(path).extension().and_then(|ending| ending.to_str());
                    !book.wanted.contains(*path) && ending.is_some_and(|ending| endings.contains(&ending))
                })
                .map(ToOwned::to_owned)
                .collect();
            for relative in old {
                book.remove(&root, relative)?;
            }
        }
        book.manifest.save()?;
        let mut outcome = book.outcome;
        for list in [&mut outcome.written, &mut outcome.unchanged, &mut outcome.kept, &mut outcome.removed] {
            list.sort();
        }
        Ok(outcome)
    }
}

impl Book {
    fn remove(&mut self, root: &Path, relative: String) -> Result<(), Failure> {
        let path = place(root, &relative)?;
        match present(&path)? {
            Present::Nothing => self.manifest.forget(&relative),
            Present::File(old) if self.manifest.is_ours(&relative, &old) && inside(root, &path) => {
                fs::remove_file(&path).map_err(|error| not_written(&path, &error))?;
                self.manifest.forget(&relative);
                // Folders that became empty go too; the first that holds something ends it.
                for folder in path.ancestors().skip(1).take_while(|folder| *folder != root) {
                    if fs::remove_dir(folder).is_err() {
                        break;
                    }
                }
                self.outcome.removed.push(relative);
            }
            Present::File(_) | Present::Other => self.outcome.kept.push(relative),
        }
        Ok(())
    }
}

/// What lies at a path.
enum Present {
    Nothing,
    /// An ordinary file with this checksum.
    File(String),
    /// A folder, a link, a pipe: certainly not ours.
    Other,
}

fn present(path: &Path) -> Result<Present, Failure> {
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Present::Nothing);
        }
        Err(error) => return Err(not_written(path, &error)),
    };
    if !metadata.is_file() {
        return Ok(Present::Other);
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Present::File(checksum(&bytes))),
        // What we may not read we did not write.
        Err(_) => Ok(Present::Other),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn run(root: &Path, files: &[(&str, &str)]) -> Outcome {
        let folder = Folder::open(root).unwrap();
        for (path, text) in files {
            folder.write(path, text.as_bytes()).unwrap();
        }
        folder.finish(Stale::Remove(vec!["md"])).unwrap()
    }

    fn read(root: &Path, path: &str) -> String {
        fs::read_to_string(root.join(path)).unwrap()
    }

    fn strings(paths: &[&str]) -> Vec<String> {
        paths.iter().map(|&path| path.to_owned()).collect()
    }

    #[test]
    fn written_then_unchanged_then_changed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        assert_eq!(run(root, &[("de/a.md", "1"), ("b.md", "1")]).written, strings(&["b.md", "de/a.md"]));
        let manifest = read(root, ".lotse-manifest.json");
        let modified = fs::metadata(root.join("b.md")).unwrap().modified().unwrap();
        assert_eq!(run(root, &[("de/a.md", "1"), ("b.md", "1")]).unchanged, strings(&["b.md", "de/a.md"]));
        assert_eq!(fs::metadata(root.join("b.md")).unwrap().modified().unwrap(), modified);
        assert_eq!(read(root, ".lotse-manifest.json"), manifest);
        let outcome = run(root, &[("de/a.md", "2"), ("b.md", "1")]);
        assert_eq!((outcome.written, outcome.unchanged), (strings(&["de/a.md"]), strings(&["b.md"])));
        assert_eq!(read(root, "de/a.md"), "2");
        assert!(!root.join(".lotse-journal").exists());
    }

    #[test]
    fn what_a_person_wrote_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("foreign.md"), "mine").unwrap();
        let outcome = run(root, &[("foreign.md", "1"), ("ours.md", "1")]);
        assert_eq!((outcome.kept, outcome.written), (strings(&["foreign.md"]), strings(&["ours.md"])));
        assert_eq!(read(root, "foreign.md"), "mine");

        fs::write(root.join("ours.md"), "1, and by hand").unwrap();
        assert_eq!(run(root, &[("ours.md", "2")]).kept, strings(&["ours.md"]));
        assert_eq!(run(root, &[]).kept, strings(&["ours.md"]), "nor is it removed");
        assert_eq!(read(root, "ours.md"), "1, and by hand");

        fs::write(root.join("ours.md"), "1").unwrap();
        assert_eq!(
            run(root, &[("ours.md", "2")]).written,
            strings(&["ours.md"]),
            "the change was taken back"
        );
    }

    #[test]
    fn stale_files_go_and_their_empty_folders() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        run(root, &[("de/x/a.md", "1"), ("de/b.md", "1")]);
        fs::write(root.join("de/note.txt"), "mine").unwrap();
        let part = Folder::open(root).unwrap();
        part.write("de/b.md", b"1").unwrap();
        assert_eq!(part.finish(Stale::Leave).unwrap().removed, strings(&[]));
        let other = Folder::open(root).unwrap();
        other.write("de/b.html", b"1").unwrap();
        assert_eq!(
            other.finish(Stale::Remove(vec!["html"])).unwrap().removed,
            strings(&[]),
            "another form knows nothing about Markdown"
        );
        let none = Folder::open(root).unwrap();
        none.write("de/c.md", b"1").unwrap();
        assert_eq!(none.finish(Stale::Remove(vec!["html"])).unwrap().removed, strings(&["de/b.html"]));
        assert_eq!(run(root, &[]).removed, strings(&["de/b.md", "de/c.md", "de/x/a.md"]));
        assert!(!root.join("de/x").exists());
        assert_eq!(read(root, "de/note.txt"), "mine");
    }

    #[test]
    fn an_interrupted_run_is_carried_on() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        run(root, &[("a.md", "1"), ("b.md", "1")]);
        let killed = Folder::open(root).unwrap();
        killed.write("a.md", b"2").unwrap();
        drop(killed); // no manifest is written, the journal stays
        fs::write(root.join(".lotse-b.md.tmp"), "half").unwrap();
        // A line that was torn while it was announced, in the middle of a checksum.
        let mut journal = fs::read_to_string(root.join(".lotse-journal")).unwrap();
        journal.push_str("0123");
        fs::write(root.join(".lotse-journal"), journal).unwrap();

        let outcome = run(root, &[("a.md", "3"), ("b.md", "2")]);
        assert_eq!(outcome.written, strings(&["a.md", "b.md"]));
        assert_eq!(outcome.kept, strings(&[]));
        assert!(!root.join(".lotse-b.md.tmp").exists());
        assert!(!root.join(".lotse-journal").exists());
    }

    #[test]
    fn killed_before_or_after_the_rename() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        run(root, &[("a.md", "1")]);
        for state in ["1", "2"] {
            fs::write(root.join(".lotse-journal"), format!("{} a.md\n", checksum(b"2"))).unwrap();
            fs::write(root.join("a.md"), state).unwrap();
            assert_eq!(run(root, &[("a.md", "1")]).kept, strings(&[]), "{state}");
        }
    }

    #[test]
    fn a_hostile_manifest_leads_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("out");
        fs::create_dir(&root).unwrap();
        fs::write(folder.path().join("victim"), "1").unwrap();
        let manifest = format!("{{\"version\":1,\"files\":{{\"../victim\":[\"{}\"]}}}}", checksum(b"1"));
        fs::write(root.join(".lotse-manifest.json"), manifest).unwrap();
        assert_eq!(run(&root, &[]), Outcome::default());
        assert_eq!(read(folder.path(), "victim"), "1");
        fs::write(root.join(".lotse-manifest.json"), "{ broken").unwrap();
        assert_eq!(run(&root, &[("a.md", "1")]).written, strings(&["a.md"]));
    }

    #[test]
    fn paths_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let open = Folder::open(folder.path()).unwrap();
        assert!(open.write("../x", b"").is_err());
        assert!(open.write("a", b"").is_ok());
        assert!(open.write("a", b"").is_err(), "twice");
        fs::create_dir(folder.path().join("d")).unwrap();
        open.write("d", b"").unwrap();
        assert_eq!(open.finish(Stale::Remove(vec!["md"])).unwrap().kept, strings(&["d"]));
    }

    #[test]
    fn many_may_write_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let names: Vec<String> = (0..200).map(|at| format!("{}/{at}.md", at % 7)).collect();
        for round in ["1", "2", "2"] {
            let open = Folder::open(root).unwrap();
            std::thread::scope(|scope| {
                for part in names.chunks(50) {
                    let open = &open;
                    scope.spawn(move || {
                        for name in part {
                            open.write(name, round.as_bytes()).unwrap();
                        }
                    });
                }
            });
            assert!(open.write("0/0.md", b"3").is_err(), "twice");
            let outcome = open.finish(Stale::Remove(vec!["md"])).unwrap();
            assert_eq!(outcome.written.len() + outcome.unchanged.len(), names.len());
            assert!(names.iter().all(|name| read(root, name) == round));
        }
    }

    #[test]
    fn the_checksum_is_sha_256() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(checksum(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
