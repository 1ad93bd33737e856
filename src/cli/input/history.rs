//! Which revision stood on a day, and which commit changed a line last; read from the repository itself, without the git
//! program.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use gix::ObjectId;
use gix::blame::{self, BlameRanges, Start};
use gix::bstr::BStr;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use super::Failure;
use super::git::{Repository, inside};

/// Commits are told by so many of their digits.
const SHOWN: usize = 10;

impl Commit {
    /// Its whole name.
    pub fn full(&self) -> String {
        self.id.to_string()
    }
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    id: ObjectId,
    /// The first digits of its name.
    pub name: String,
    /// The day on which it was made, in the time zone of who made it.
    pub on: Date,
}

/// The last change of a line or of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LastChange {
    /// By this commit: its first digits, and its day.
    Commit(String, Date),
    /// Not checked in.
    Uncommitted,
}

/// What of a repository stood on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What is checked out.
    pub head: Commit,
    /// Whether that is newer than the day.
    pub newer: bool,
    /// The last commit up to the day; `None` where all are newer.
    pub then: Option<Commit>,
}

impl Repository {
    /// The commit that a revision names.
    ///
    /// # Errors
    ///
    /// Where there is no such revision.
    pub fn commit(&self, revision: &str) -> Result<Commit, Failure> {
        let found = self.commit_id(revision).and_then(|id| self.described(id));
        found.ok_or_else(|| super::git::no_such_revision(revision))
    }

    /// What stood on a day: the last commit up to its end, following first parents from what is checked out. `None` where
    /// nothing is checked in yet.
    pub fn standing(&self, on: Date) -> Option<Standing> {
        let head = self.described(self.git.head_id().ok()?.detach())?;
        let mut at = Some(head.clone());
        while let Some(commit) = at.take_if(|commit| commit.on > on) {
            let parent = self.git.find_commit(commit.id).ok();
            let parent = parent.and_then(|commit| Some(commit.parent_ids().next()?.detach()));
            at = parent.and_then(|id| self.described(id));
        }
        Some(Standing { newer: head.on > on, head, then: at })
    }

    fn described(&self, id: ObjectId) -> Option<Commit> {
        let time = self.git.find_commit(id).ok()?.time().ok()?;
        let zone = Offset::from_seconds(time.offset).map_or(TimeZone::UTC, TimeZone::fixed);
        let on = zone.to_datetime(Timestamp::from_second(time.seconds).ok()?).date();
        let name = id.to_string().chars().take(SHOWN).collect();
        Some(Commit { id, name, on })
    }

    /// The paths of files that are not in a commit as they are here, sorted. Line ends do not count.
    pub fn uncommitted<'f>(
        &self,
        commit: &Commit,
        root: &str,
        files: impl Iterator<Item = &'f (String, String)>,
    ) -> Vec<String> {
        let tree = self.tree(commit);
        let differs = |path: &str, text: &str| {
            let blob = tree.as_ref().and_then(|tree| blob(tree, &inside(root, path)));
            blob.is_none_or(|blob| *unix(&blob) != *unix(text.as_bytes()))
        };
        let mut changed: Vec<String> =
            files.filter(|(path, text)| differs(path, text)).map(|(path, _)| path.clone()).collect();
        changed.sort();
        changed
    }

    /// The files of a commit.
    fn tree(&self, commit: &Commit) -> Option<gix::Tree<'_>> {
        self.git.find_commit(commit.id).ok()?.tree().ok()
    }

    /// The last change of the records that begin in some lines of a file, by line from 1. A record is the whole table that
    /// begins there; a line that begins none stands for itself. What cannot be found out is left out.
    pub fn last_changes(
        &self,
        commit: &Commit,
        path: &str,
        text: &str,
        lines: &BTreeSet<usize>,
    ) -> BTreeMap<usize, LastChange> {
        let all: Vec<&str> = text.lines().collect();
        let records: Vec<(usize, std::ops::Range<u32>)> =
            lines.iter().filter_map(|line| Some((*line, extent(&all, line.checked_sub(1)?)?))).collect();
        let ranges = records.iter().map(|(_, range)| range.start + 1..=range.end).collect();
        let blamed = BlameRanges::from_one_based_inclusive_ranges(ranges)
            .ok()
            .and_then(|ranges| self.blamed(commit, path, text, ranges));
        let Some(blamed) = blamed else { return BTreeMap::new() };
        let mut commits: BTreeMap<ObjectId, Option<Commit>> = BTreeMap::new();
        let mut found = BTreeMap::new();
        for (line, range) in records {
            let touching = blamed.iter().filter(|entry| {
                let start = entry.start_in_blamed_file;
                start < range.end && range.start < start + entry.len.get()
            });
            let ids: BTreeSet<ObjectId> = touching.map(|entry| entry.commit_id).collect();
            if ids.iter().any(ObjectId::is_null) {
                found.insert(line, LastChange::Uncommitted);
                continue;
            }
            let known =
                ids.iter().filter_map(|id| commits.entry(*id).or_insert_with(|| self.described(*id)).clone());
            if let Some(newest) = known.max_by_key(|commit| (commit.on, commit.name.clone())) {
                found.insert(line, LastChange::Commit(newest.name, newest.on));
            }
        }
        found
    }

    fn blamed(
        &self,
        commit: &Commit,
        path: &str,
        text: &str,
        ranges: BlameRanges,
    ) -> Option<Vec<blame::BlameEntry>> {
        let windows = self
            .tree(commit)
            .and_then(|tree| blob(&tree, path))
            .is_some_and(|blob| blob.windows(2).any(|pair| pair == b"\r\n"));
        let contents = if windows { Cow::Borrowed(text.as_bytes()) } else { unix(text.as_bytes()) };
        let start = Start::Contents { first_suspect: commit.id, contents };
        let cache = self.git.commit_graph_if_enabled().ok()?;
        let mut resources = self.git.diff_resource_cache_for_tree_diff().ok()?;
        let options = blame::Options { ranges, ..blame::Options::default() };
        let path: &BStr = path.into();
        let found = blame::file(&self.git.objects, start, cache, &mut resources, path, options);
        Some(found.ok()?.entries)
    }
}

/// The bytes of a file of a commit.
fn blob(tree: &gix::Tree<'_>, path: &str) -> Option<Vec<u8>> {
    let entry = tree.lookup_entry_by_path(path).ok()??;
    Some(entry.object().ok()?.detach().data)
}

/// Lines that end as on Unix.
fn unix(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().peekable();
    while let Some(byte) = rest.next() {
        if !(*byte == b'\r' && rest.peek() == Some(&&b'\n')) {
            out.push(*byte);
        }
    }
    Cow::Owned(out)
}

/// The lines of the record that begins in a line, all counted from 0: a table with the tables inside it, without the blank
/// lines and comments behind.
fn extent(lines: &[&str], at: usize) -> Option<std::ops::Range<u32>> {
    let name = |line: &str| {
        let line = line.trim_start();
        line.starts_with('[').then(|| line.trim_start_matches('[').split(']').next().unwrap_or("").to_owned())
    };
    let first = lines.get(at)?;
    let mut end = at + 1;
    if let Some(own) = name(first) {
        let inner = format!("{}.", own.trim());
        for (behind, line) in lines.iter().enumerate().skip(at + 1) {
            if name(line).is_some_and(|other| !other.trim().starts_with(&inner)) {
                break;
            }
            if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
                end = behind + 1;
            }
        }
    }
    Some(u32::try_from(at).ok()?..u32::try_from(end).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_reaches_to_the_next_table() {
        let text = "[state]\ncode = \"NI\"\n\n# Kommentar\n[[support]]\nlevel = \"first\"\n[support.reaction]\nlow = \"1 h\"\n\n# zum nächsten\n[[support]]\nlevel = \"second\"\n";
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(extent(&lines, 0), Some(0..2));
        assert_eq!(extent(&lines, 4), Some(4..8));
        assert_eq!(extent(&lines, 10), Some(10..12));
        assert_eq!(extent(&lines, 5), Some(5..6));
        assert_eq!(extent(&lines, 12), None);
    }

    #[test]
    fn line_ends_of_windows_count_as_those_of_unix() {
        assert_eq!(*unix(b"a\r\nb\rc\r\n"), *b"a\nb\rc\n");
    }
}
