//! What a folder holds: files of states, folders, links. Folders need not each other, so several can be looked at at once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::cause;
use crate::folder::{SETTINGS, is_apart, is_hidden, is_toml};
use crate::text::Text;

/// A file that was found, and whether its folder called it an ordinary file.
pub(super) struct Found {
    pub(super) place: Place,
    pub(super) ordinary: bool,
}

/// What stands in a folder.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) files: Vec<Found>,
    pub(super) folders: Vec<Place>,
    pub(super) links: Vec<PathBuf>,
    /// Path and cause of what cannot be read.
    pub(super) refused: Vec<(PathBuf, Text)>,
}

impl Listing {
    pub(super) fn of(folder: &Place, root: &Path) -> Self {
        let mut listing = Self::default();
        match entries(&folder.path) {
            Ok(entries) => {
                let in_root = folder.path == root;
                for entry in &entries {
                    listing.add(entry, folder, in_root);
                }
            }
            Err(error) => listing.refused.push((folder.path.clone(), cause(&error))),
        }
        listing
    }

    fn add(&mut self, entry: &fs::DirEntry, folder: &Place, in_root: bool) {
        let path = entry.path();
        if hidden(&path) || left_out(&path, in_root) {
            return;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_symlink() => self.links.push(path),
            Ok(kind) if kind.is_dir() => {
                if !path.join(SETTINGS).is_file() {
                    self.folders.push(folder.inside(path));
                }
            }
            Ok(kind) if wanted(&path) => {
                self.files.push(Found { place: folder.inside(path), ordinary: kind.is_file() });
            }
            Ok(_) => {}
            Err(error) => self.refused.push((path, cause(&error))),
        }
    }
}

/// Something found: the path that leads there, and the same without links.
pub(super) struct Place {
    pub(super) path: PathBuf,
    pub(super) real: PathBuf,
}

impl Place {
    pub(super) fn of(path: &Path) -> Self {
        // What cannot be resolved is visited once under the name it has; reading it will tell what is wrong.
        Self { path: path.to_owned(), real: path.canonicalize().unwrap_or_else(|_| path.to_owned()) }
    }

    /// Something in this folder that is no link itself: the system need not be asked where it really is.
    fn inside(&self, path: PathBuf) -> Self {
        let real = path.file_name().map_or_else(|| path.clone(), |name| self.real.join(name));
        Self { path, real }
    }
}

pub(super) fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_cached_key(fs::DirEntry::file_name);
    Ok(entries)
}

/// The name of a path; names that are no Unicode are none of ours.
fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

pub(super) fn left_out(path: &Path, in_root: bool) -> bool {
    is_apart(name(path), in_root)
}

pub(super) fn hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| is_hidden(&name.to_string_lossy()))
}

pub(super) fn wanted(path: &Path) -> bool {
    path.file_name().is_some_and(|name| is_toml(&name.to_string_lossy()))
}
