//! Which state of the files an audit reads, and what version control knows of them.

#[cfg(feature = "git")]
use std::path::Path;
use std::path::PathBuf;

use crate::cli::failure::Failure;
#[cfg(feature = "git")]
use crate::cli::failure::Kind;
use crate::cli::input;
use crate::source::Sources;
#[cfg(feature = "git")]
use crate::text::text;
use crate::time::Date;
#[cfg(feature = "git")]
use crate::view::word::ReadWord;
use crate::view::audit::{Audit, Revision};

/// This stands for the folder as it is, whatever the day.
pub(super) const FOLDER: &str = ".";

/// What an audit reads.
#[derive(Debug)]
pub(super) struct Evidence {
    /// The files.
    pub(super) input: input::Input,
    /// Which state of them that is, where they lie in version control.
    pub(super) revision: Option<Revision>,
    #[cfg(feature = "git")]
    history: Option<History>,
}

/// Where to ask for the last changes.
#[cfg(feature = "git")]
#[derive(Debug)]
struct History {
    repository: input::git::Repository,
    commit: input::history::Commit,
    /// The way from the root of the working tree to that of the workspace.
    root: String,
}

/// The files: of the revision asked for; else, if what is checked out is newer than the day, as they stood on the day; else
/// as they are.
#[cfg(feature = "git")]
pub(super) fn evidence(paths: &[PathBuf], asked: Option<&str>, on: Date) -> Result<Evidence, Failure> {
    let first = paths.first().map_or(Path::new(FOLDER), PathBuf::as_path);
    if let Some(asked) = asked.filter(|asked| *asked != FOLDER) {
        single(paths)?;
        let repository = input::git::Repository::around(first)?;
        let commit = repository.commit(asked)?;
        let input = super::super::diff::files_at(&repository, asked, first)?;
        let root = input.root.to_string_lossy().into_owned();
        let history = History { repository, commit, root };
        return Ok(history.evidence(input, ReadWord::Asked, Some(asked.to_owned())));
    }
    let here = input::Workspace::load(paths)?;
    // Whoever has no repository has nothing to be told about one.
    let found = input::git::Repository::around(first).ok().and_then(|repository| {
        let standing = repository.standing(on)?;
        let root = repository.below_root(&here.root)?;
        Some((repository, standing, root))
    });
    let Some((repository, standing, root)) = found else {
        return Ok(Evidence { input: here, revision: None, history: None });
    };
    if standing.newer && asked.is_none() {
        if let Some(commit) = standing.then {
            let input = repository.load(&commit.full())?;
            if !input.files.is_empty() || input.settings.is_some() {
                single(paths)?;
                let root = input.root.to_string_lossy().into_owned();
                return Ok(History { repository, commit, root }.evidence(input, ReadWord::Day, None));
            }
        }
        return Ok(History { repository, commit: standing.head, root }.evidence(here, ReadWord::Before, None));
    }
    Ok(History { repository, commit: standing.head, root }.evidence(here, ReadWord::Folder, None))
}

/// An earlier state is read of one folder.
#[cfg(feature = "git")]
fn single(paths: &[PathBuf]) -> Result<(), Failure> {
    if paths.len() < 2 {
        return Ok(());
    }
    Err(Failure::new(
        Kind::Usage,
        text!(
            "eine frühere Fassung wird von einem Ordner gelesen, nicht von mehreren",
            "an earlier state is read of one folder, not of several"
        ),
    )
    .hint(text!(
        "einen Ordner nennen, oder mit --rev . die Dateien lesen, wie sie sind",
        "name one folder, or read the files as they are with --rev ."
    )))
}

#[cfg(feature = "git")]
impl History {
    fn evidence(self, input: input::Input, read: ReadWord, asked: Option<String>) -> Evidence {
        // What comes from a revision is in it.
        let uncommitted = if [ReadWord::Folder, ReadWord::Before].contains(&read) {
            let all = input.settings.iter().chain(&input.files).chain(&input.profiles).chain(&input.plans);
            self.repository.uncommitted(&self.commit, &self.root, all)
        } else {
            Vec::new()
        };
        let revision = Revision {
            read,
            asked,
            commit: self.commit.name.clone(),
            on: crate::time::iso(self.commit.on),
            uncommitted,
        };
        Evidence { input, revision: Some(revision), history: Some(self) }
    }
}

impl Evidence {
    /// Adds to each fact of a report when it was changed last.
    #[cfg(feature = "git")]
    pub(super) fn date(&self, audit: &mut Audit, sources: &Sources) {
        use std::collections::BTreeMap;

        use crate::view::audit::Change;
        use input::history::LastChange;

        let Some(history) = &self.history else { return };
        let told = |change: LastChange| match change {
            LastChange::Commit(name, on) => Change { commit: Some(name), on: Some(crate::time::iso(on)) },
            LastChange::Uncommitted => Change { commit: None, on: None },
        };
        let mut changes = BTreeMap::new();
        for (path, lines) in audit.places() {
            let Some(source) = sources.find(&path) else { continue };
            let text = sources.get(source).text();
            let inside = input::git::inside(&history.root, &path);
            let found = history.repository.last_changes(&history.commit, &inside, text, &lines);
            changes.insert(path, found.into_iter().map(|(line, change)| (line, told(change))).collect());
        }
        audit.dated(&changes);
    }

    /// Nothing is known of changes.
    #[cfg(not(feature = "git"))]
    #[expect(clippy::unused_self, reason = "with git, the same call asks the history")]
    pub(super) fn date(&self, _: &mut Audit, _: &Sources) {}
}

/// The files as they are; revisions cannot be read.
#[cfg(not(feature = "git"))]
pub(super) fn evidence(paths: &[PathBuf], asked: Option<&str>, _: Date) -> Result<Evidence, Failure> {
    match asked.filter(|asked| *asked != FOLDER) {
        Some(asked) => Err(super::super::diff::no_revisions(asked)),
        None => Ok(Evidence { input: input::Workspace::load(paths)?, revision: None }),
    }
}
