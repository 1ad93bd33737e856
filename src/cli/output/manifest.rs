//! What Lotse wrote into a folder: path and checksum of each file.
//!
//! Two files keep it: `.lotse-manifest.json`, written when a run ends, and `.lotse-journal`, to which a line is added
//! *before* each file is written. A run that was interrupted leaves the journal; the next one reads both, so that no
//! file of ours is ever taken for a person's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{beside, clean, inside, not_written, place, replace};
use crate::cli::failure::Failure;

const MANIFEST: &str = ".lotse-manifest.json";
const JOURNAL: &str = ".lotse-journal";

/// The checksum of a file's content: SHA-256 in hexadecimal digits.
pub fn checksum(bytes: &[u8]) -> String {
    let nibbles = |byte: u8| [byte >> 4, byte & 15];
    let digit = |nibble| char::from_digit(u32::from(nibble), 16).unwrap_or_default();
    Sha256::digest(bytes).into_iter().flat_map(nibbles).map(digit).collect()
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Stored {
    version: u32,
    files: BTreeMap<String, BTreeSet<String>>,
}

/// The content of an ordinary file: a link may lead elsewhere, and a pipe would keep us waiting for ever.
fn ordinary(path: &Path) -> Option<Vec<u8>> {
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    fs::read(path).ok()
}

/// Which contents of which paths are ours.
#[derive(Debug)]
pub struct Manifest {
    folder: PathBuf,
    files: BTreeMap<String, BTreeSet<String>>,
    /// The bytes of the journal up to the end of its last whole line.
    whole: u64,
    journal: Option<fs::File>,
}

impl Manifest {
    /// Reads what earlier runs left. A manifest that cannot be understood counts as none: then every file that is not
    /// already as it should be is kept.
    pub fn load(folder: &Path) -> Self {
        let stored: Stored = ordinary(&folder.join(MANIFEST))
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let mut files = stored.files;
        let journal = ordinary(&folder.join(JOURNAL)).unwrap_or_default();
        // The last line may be torn; its file was not written yet.
        let whole = journal.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        let lines = String::from_utf8_lossy(journal.get(..whole).unwrap_or_default());
        for (checksum, path) in lines.lines().filter_map(|line| line.split_once(' ')) {
            files.entry(path.to_owned()).or_default().insert(checksum.to_owned());
        }
        // The manifest is a file like any other: a path in it must not lead out of the folder.
        files.retain(|path, _| clean(path).is_some());
        Self { folder: folder.to_owned(), files, whole: whole as u64, journal: None }
    }

    /// Clears away what an interrupted run left half-written beside files of ours, and links, pipes and folders in the
    /// place of our own two files: writing through them would lead elsewhere, or nowhere.
    pub fn clear(&self) {
        for path in self.files.keys().filter_map(|path| place(&self.folder, path).ok()) {
            let temporary = beside(&path);
            // Not through a link that leads out of the folder.
            if temporary.symlink_metadata().is_ok()
                && temporary.parent().is_some_and(|it| inside(&self.folder, it))
            {
                let _ = fs::remove_file(temporary);
            }
        }
        let _ = fs::remove_file(beside(&self.folder.join(MANIFEST)));
        for own in [MANIFEST, JOURNAL].map(|name| self.folder.join(name)) {
            if own.symlink_metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
                let _ = fs::remove_file(own);
            }
        }
    }

    /// All paths that were ever written.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Whether this content of this path was written by us.
    pub fn is_ours(&self, path: &str, checksum: &str) -> bool {
        self.files.get(path).is_some_and(|ours| ours.contains(checksum))
    }

    /// Announces that `path` will get this content; returns once that is on file.
    pub fn announce(&mut self, path: &str, checksum: &str) -> Result<(), Failure> {
        let place = self.folder.join(JOURNAL);
        let failed = |error: std::io::Error| not_written(&place, &error);
        if self.journal.is_none() {
            let file = fs::OpenOptions::new().create(true).append(true).open(&place).map_err(failed)?;
            // Without the line that an interrupted run may have left torn.
            file.set_len(self.whole).map_err(failed)?;
            self.journal = Some(file);
        }
        if let Some(journal) = &mut self.journal {
            journal.write_all(format!("{checksum} {path}\n").as_bytes()).map_err(failed)?;
        }
        self.files.entry(path.to_owned()).or_default().insert(checksum.to_owned());
        Ok(())
    }

    /// Settles on one content of a path.
    pub fn settle(&mut self, path: &str, checksum: &str) {
        self.files.insert(path.to_owned(), BTreeSet::from([checksum.to_owned()]));
    }

    /// Forgets a path that is gone.
    pub fn forget(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// Writes the manifest and drops the journal.
    pub fn save(self) -> Result<(), Failure> {
        let place = self.folder.join(MANIFEST);
        // Strings under string keys always have a JSON form.
        let mut json =
            serde_json::to_string_pretty(&Stored { version: 1, files: self.files }).unwrap_or_default();
        json.push('\n');
        if fs::read(&place).ok().is_none_or(|present| present != json.as_bytes()) {
            replace(&place, json.as_bytes())?;
        }
        drop(self.journal);
        let _ = fs::remove_file(self.folder.join(JOURNAL));
        Ok(())
    }
}
