//! Earlier states of the files: a revision of a git repository, read without the git program and without its settings.
//!
//! The same files count as in a folder (see [`super`]). A link is followed inside the revision, never out of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gix::ObjectId;
use gix::bstr::ByteSlice as _;
use gix::discover::upwards::Options as Upwards;

use super::{Failure, Input, Kind};
use crate::folder::{
    LARGEST, PREVIOUS, REGISTER, Role, SETTINGS, decoded, is_apart, is_hidden, is_toml, role, too_large,
};
use crate::text::{Text, text};

/// Links are followed so often; a chain that is longer is a loop.
const LINKS: usize = 8;

/// A folder in a repository, of which revisions can be read.
pub struct Repository {
    pub(super) git: gix::Repository,
    /// The folder below the root of the working tree, with `/`; empty for the root.
    folder: String,
}

impl std::fmt::Debug for Repository {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Repository").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Repository {
    /// The repository that a folder lies in. Only the repository's own settings count, none of the user or the system.
    pub fn around(folder: &Path) -> Result<Self, Failure> {
        let real = super::canonical(folder)?;
        let folder = super::folder_of(&real);
        let shown = folder.display();
        let none = || {
            Failure::new(
                Kind::Input,
                text!(
                    "„{shown}“ liegt in keinem Git-Repository",
                    "“{shown}” does not lie in a git repository"
                ),
            )
            .hint(text!(
                "zwei Ordner vergleichen: lotse diff ALT NEU",
                "compare two folders: lotse diff OLD NEW"
            ))
        };
        let options = gix::open::Options::isolated();
        let git = gix::discover_opts(folder, Upwards::default(), options).map_err(|_| none())?;
        let mut found = Self { folder: String::new(), git };
        found.folder = found.below_root(folder).ok_or_else(none)?;
        Ok(found)
    }

    /// The folder's files as they stood in a revision: a branch, a tag, a commit or what git calls one (`HEAD~2`).
    pub fn load(&self, revision: &str) -> Result<Input, Failure> {
        let tree = self.git.rev_parse_single(revision).ok().and_then(|id| {
            let tree = id.object().ok()?.peel_to_tree().ok()?;
            Some(tree.id)
        });
        let tree = tree.ok_or_else(|| no_such_revision(revision))?;
        self.read(tree).map_err(|cause| {
            Failure::new(
                Kind::Input,
                Text::new(
                    format!("die Revision „{revision}“ kann nicht gelesen werden: {}", cause.de),
                    format!("the revision “{revision}” cannot be read: {}", cause.en),
                ),
            )
        })
    }

    /// The way from the root of the working tree to a folder in it, with `/`; `None` where it lies outside.
    pub fn below_root(&self, folder: &Path) -> Option<String> {
        let root = super::canonical(self.git.workdir()?).ok()?;
        let below = folder.strip_prefix(root).ok()?;
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        Some(parts.join("/"))
    }

    /// The newest commit from which both revisions come: with it, only what the newer one did counts.
    pub fn common(&self, one: &str, two: &str) -> Result<String, Failure> {
        let both = self.commit_id(one).zip(self.commit_id(two));
        let base = both.and_then(|(one, two)| self.git.merge_base(one, two).ok()?);
        base.map(|id| id.to_string()).ok_or_else(|| {
            Failure::new(
                Kind::Input,
                text!(
                    "„{one}“ und „{two}“ haben hier keinen gemeinsamen Vorgänger",
                    "“{one}” and “{two}” have no common ancestor here"
                ),
            )
        })
    }

    /// The commit that a revision names.
    pub(super) fn commit_id(&self, revision: &str) -> Option<ObjectId> {
        let id = self.git.rev_parse_single(revision).ok()?;
        Some(id.object().ok()?.peel_to_commit().ok()?.id)
    }

    fn read(&self, tree: ObjectId) -> Result<Input, Text> {
        let mut snapshot = Snapshot { git: &self.git, files: BTreeMap::new(), links: BTreeMap::new() };
        snapshot.list(tree)?;
        Ok(snapshot.input(&self.folder))
    }
}

/// There is no such revision.
pub(super) fn no_such_revision(revision: &str) -> Failure {
    Failure::new(
        Kind::Input,
        text!("die Revision „{revision}“ gibt es hier nicht", "there is no revision “{revision}” here"),
    )
    .hint(text!(
        "einen Zweig, eine Marke oder einen Commit nennen; in der CI reicht ein flacher Klon oft nicht",
        "name a branch, a tag or a commit; in CI a shallow clone is often not enough"
    ))
}

/// All files of a revision by path.
struct Snapshot<'g> {
    git: &'g gix::Repository,
    files: BTreeMap<String, ObjectId>,
    links: BTreeMap<String, ObjectId>,
}

impl Snapshot<'_> {
    /// Lists the tree, not recursive in itself: depth is no matter of the stack.
    fn list(&mut self, root: ObjectId) -> Result<(), Text> {
        let mut waiting = vec![(String::new(), root)];
        while let Some((prefix, id)) = waiting.pop() {
            let tree = self.git.find_tree(id).map_err(|error| damaged(&error))?;
            for entry in tree.iter() {
                let entry = entry.map_err(|error| damaged(&error))?;
                let path = format!("{prefix}{}", entry.filename().to_str_lossy());
                let (mode, id) = (entry.mode(), entry.object_id());
                if mode.is_tree() {
                    waiting.push((format!("{path}/"), id));
                } else if mode.is_blob() {
                    self.files.insert(path, id);
                } else if mode.is_link() {
                    self.links.insert(path, id);
                }
            }
        }
        Ok(())
    }

    fn input(&self, folder: &str) -> Input {
        let root = self.root(folder);
        let mut input = Input { root: PathBuf::from(&root), ..Input::default() };
        let mut found: BTreeSet<ObjectId> = BTreeSet::new();
        let mut unreadable = Vec::new();
        let mut text = |path: &str, id: ObjectId| match self.text(id) {
            Ok(text) => Some(text),
            Err(cause) => {
                unreadable.push((path.to_owned(), cause));
                None
            }
        };
        let fixed = |name: &str| self.files.get(&inside(&root, name)).copied();
        input.settings = fixed(SETTINGS).and_then(|id| Some((SETTINGS.to_owned(), text(SETTINGS, id)?)));
        input.register = fixed(REGISTER).and_then(|id| text(REGISTER, id));
        input.previous = fixed(PREVIOUS).and_then(|id| text(PREVIOUS, id));
        for (path, id) in &self.files {
            let Some(shown) = below(&root, path) else { continue };
            let (name, list) = match role(shown) {
                Role::Profile => (shown, &mut input.profiles),
                Role::Plan => (shown, &mut input.plans),
                Role::Template(name) => (name, &mut input.templates),
                _ if self.counts(&root, folder, path) => (shown, &mut input.files),
                _ => continue,
            };
            if let Some(text) = text(shown, *id) {
                found.insert(*id);
                list.push((name.to_owned(), text));
            }
        }
        for path in self.links.keys().filter(|path| self.counts(&root, folder, path)) {
            let Some(shown) = below(&root, path) else { continue };
            // A file bears its own name where it has one; what leads out of the revision is not there.
            if let Some(id) = self.target(path)
                && found.insert(id)
                && let Some(text) = text(shown, id)
            {
                input.files.push((shown.to_owned(), text));
            }
        }
        input.files.sort();
        unreadable.sort();
        input.unreadable = unreadable;
        input
    }

    /// The nearest folder upwards with settings, else the folder itself.
    fn root(&self, folder: &str) -> String {
        let mut root = folder;
        loop {
            if self.files.contains_key(&inside(root, SETTINGS)) {
                return root.to_owned();
            }
            match root.rsplit_once('/') {
                Some((above, _)) => root = above,
                None if root.is_empty() => return folder.to_owned(),
                None => root = "",
            }
        }
    }

    /// Whether a file below the folder counts as one of a state.
    fn counts(&self, root: &str, folder: &str, path: &str) -> bool {
        let (Some(in_folder), Some(in_root)) = (below(folder, path), below(root, path)) else { return false };
        let (first, last) = (in_root.split('/').next(), in_root.rsplit('/').next());
        let is_apart = first.is_some_and(|name| is_apart(name, true)) || last.is_some_and(|name| is_apart(name, false));
        if is_apart || in_folder.split('/').any(is_hidden) || !last.is_some_and(is_toml) {
            return false;
        }
        // A folder with settings of its own is another workspace.
        let mut at = path;
        while let Some((above, _)) = at.rsplit_once('/') {
            if above == folder || above == root {
                break;
            }
            if self.files.contains_key(&inside(above, SETTINGS)) {
                return false;
            }
            at = above;
        }
        true
    }

    /// Where a link leads, inside the revision.
    fn target(&self, path: &str) -> Option<ObjectId> {
        let mut at = path.to_owned();
        for _ in 0..LINKS {
            let link = self.text(*self.links.get(&at)?).ok()?;
            let mut parts: Vec<&str> = at.split('/').collect();
            parts.pop();
            if link.starts_with('/') {
                return None;
            }
            for part in link.split('/') {
                match part {
                    "" | "." => {}
                    ".." => {
                        parts.pop()?;
                    }
                    name => parts.push(name),
                }
            }
            at = parts.join("/");
            if let Some(id) = self.files.get(&at) {
                return Some(*id);
            }
        }
        None
    }

    fn text(&self, id: ObjectId) -> Result<String, Text> {
        let header = self.git.find_header(id).map_err(|error| damaged(&error))?;
        if header.size() > LARGEST {
            return Err(too_large());
        }
        let blob = self.git.find_blob(id).map_err(|error| damaged(&error))?;
        decoded(blob.detach().data)
    }
}

/// The path of something in a folder.
pub fn inside(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The path below a folder.
fn below<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}

fn damaged(error: &dyn std::fmt::Display) -> Text {
    text!("ein Objekt ist nicht lesbar: {error}", "an object cannot be read: {error}")
}
