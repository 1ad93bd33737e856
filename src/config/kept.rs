//! What was read stays for the next time: of a country, one file changes between two checks.

use std::collections::BTreeMap;

use super::{RawFile, read_file};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Sources};
use crate::work::Workers;

/// The files of states as they were read last, for processes that check a workspace again and again.
///
/// It holds the texts and the raw records, about four times the bytes of the files.
#[derive(Debug, Default)]
pub struct Kept {
    files: BTreeMap<SourceId, Entry>,
}

#[derive(Debug)]
struct Entry {
    text: String,
    file: RawFile,
    found: Vec<Diagnostic>,
}

impl Kept {
    /// Reads the files of states, but for those whose text is what it was; what is wrong with all of them comes back.
    ///
    /// A new file moves the ids of those after it, so these are read again as well.
    pub fn read(&mut self, sources: &Sources, files: &[SourceId], workers: &impl Workers) -> Vec<Diagnostic> {
        let mut before = std::mem::take(&mut self.files);
        let mut changed = Vec::new();
        for id in files {
            match before.remove(id) {
                Some(entry) if entry.text == sources.get(*id).text() => {
                    self.files.insert(*id, entry);
                }
                Some(_) | None => changed.push(*id),
            }
        }
        let read = workers.map(&changed, |id| read_file(*id, sources.get(*id)));
        for (id, (file, found)) in changed.into_iter().zip(read) {
            let text = sources.get(id).text().to_owned();
            self.files.insert(id, Entry { text, file, found });
        }
        self.files.values().flat_map(|entry| entry.found.iter().cloned()).collect()
    }

    /// The raw records of all files, by path.
    pub fn files(&self) -> impl Iterator<Item = &RawFile> {
        self.files.values().map(|entry| &entry.file)
    }
}
