//! What each file of a workspace is, by its path: settings, a profile, the register, a file of a state, or nothing of ours.
//! Decided here alone, for folders, for revisions of a repository, and for whoever brings bytes by path
//! (docs/decisions/0010-bytes-by-path.md).

use crate::text::{Text, text};

/// The file of the settings; it makes a folder a workspace.
pub const SETTINGS: &str = "lotse.toml";
/// The names of persons in a workspace.
pub const PERSONS: &str = "persons.toml";
/// The register of municipalities in a workspace.
pub const REGISTER: &str = "register.csv";
/// The edition before it: from both, the successors of abolished keys are known.
pub const PREVIOUS: &str = "register-previous.csv";
/// The folder of the workspace's own profiles, task lists and document templates.
pub const TEMPLATES: &str = "templates";
/// Larger files are refused, in bytes: 64 MiB.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role<'p> {
    /// `lotse.toml` in the root.
    Settings,
    /// `persons.toml` in the root.
    Persons,
    /// `register.csv` in the root.
    Register,
    /// `register-previous.csv` in the root.
    Previous,
    /// A profile of the workspace's own: `templates/profiles/*.toml`.
    Profile,
    /// A task list of the workspace's own: `templates/plans/*.toml`.
    Plan,
    /// A document template of the workspace's own, by its name below `templates/`: `de/index.md`.
    Template(&'p str),
    /// A file of a state: any other `*.toml`.
    State,
    /// Nothing of ours, and why.
    LeftOut(Why),
}

/// Why a file is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its name, or that of a folder around it, begins with a dot.
    Hidden,
    /// It is no TOML.
    OtherKind,
    /// It lies in a folder of the root that holds something else: `templates/`, `target/`.
    OtherFolder,
    /// It lies in a folder with settings of its own: that is another workspace.
    OtherWorkspace,
}

impl Why {
    /// In words, half a sentence.
    pub fn words(self) -> Text {
        match self {
            Self::Hidden => text!("der Name beginnt mit einem Punkt", "the name begins with a dot"),
            Self::OtherKind => text!("ist keine TOML-Datei", "is no TOML file"),
            Self::OtherFolder => {
                text!("liegt in einem Ordner für anderes", "lies in a folder for something else")
            }
            Self::OtherWorkspace => text!(
                "liegt in einem Ordner mit eigener lotse.toml: ein anderer Arbeitsordner",
                "lies in a folder with a lotse.toml of its own: another workspace"
            ),
        }
    }
}

/// What a file is by its path below the root, with `/`. That a folder around it is another workspace, only the other paths tell:
/// see [`workspaces`].
pub fn role(path: &str) -> Role<'_> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match path {
        SETTINGS => return Role::Settings,
        PERSONS => return Role::Persons,
        REGISTER => return Role::Register,
        PREVIOUS => return Role::Previous,
        _ => {}
    }
    if let Some(own) = own(path, folder, name) {
        return own;
    }
    let mut parts = path.split('/');
    if parts.any(is_hidden) {
        return Role::LeftOut(Why::Hidden);
    }
    let first = path.split('/').next().unwrap_or_default();
    if !folder.is_empty() && is_apart(first, true) {
        return Role::LeftOut(Why::OtherFolder);
    }
    if name == SETTINGS {
        return Role::LeftOut(Why::OtherWorkspace);
    }
    if is_toml(name) { Role::State } else { Role::LeftOut(Why::OtherKind) }
}

/// A profile, task list or template of the workspace's own.
fn own<'p>(path: &'p str, folder: &str, name: &str) -> Option<Role<'p>> {
    let below = path.strip_prefix(TEMPLATES)?.strip_prefix('/')?;
    match folder.strip_prefix(TEMPLATES)?.trim_start_matches('/') {
        "profiles" if is_toml(name) => Some(Role::Profile),
        "plans" if is_toml(name) => Some(Role::Plan),
        "" if name == "layout.html" => Some(Role::Template(below)),
        "de" | "en" if has_ending(name, "md") => Some(Role::Template(below)),
        _ => None,
    }
}

/// Whether something of this name lies among the files of states and is none; some only directly in the root.
pub fn is_apart(name: &str, in_root: bool) -> bool {
    name == SETTINGS || in_root && [PERSONS, TEMPLATES, "target"].contains(&name)
}

/// Whether a name is hidden: it begins with a dot.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// Whether a name is that of a TOML file.
pub fn is_toml(name: &str) -> bool {
    has_ending(name, "toml")
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, found)| !stem.is_empty() && found == ending)
}

/// The folders below the root that are workspaces of their own, of all its paths.
pub fn workspaces<'p>(paths: impl Iterator<Item = &'p str>) -> Vec<&'p str> {
    paths.filter_map(|path| path.strip_suffix(SETTINGS)?.strip_suffix('/')).collect()
}

/// Whether a path lies in one of some folders.
pub fn lies_in(path: &str, folders: &[&str]) -> bool {
    folders.iter().any(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
}

/// The text of a file.
///
/// # Errors
///
/// Says in which encoding it probably is, or where the first byte stands that is no UTF-8.
pub fn decoded(bytes: Vec<u8>) -> Result<String, Text> {
    if bytes.len() as u64 > LARGEST {
        return Err(too_large());
    }
    String::from_utf8(bytes).map_err(|error| encoding(error.as_bytes(), error.utf8_error().valid_up_to()))
}

/// What is said of a file that is larger than [`LARGEST`].
pub fn too_large() -> Text {
    text!("ist größer als 64 MiB", "is larger than 64 MiB")
}

/// Why bytes are no UTF-8; `at` is the first byte that does not fit.
fn encoding(bytes: &[u8], at: usize) -> Text {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return text!(
            "ist in UTF-16 gespeichert (in Windows oft „Unicode“ genannt), erwartet wird UTF-8",
            "is stored as UTF-16 (often called “Unicode” in Windows), but UTF-8 is expected"
        );
    }
    let before = bytes.get(..at).unwrap_or(bytes);
    let line = before.split(|&byte| byte == b'\n').count();
    let byte = bytes.get(at).copied().unwrap_or_default();
    let number = at + 1;
    text!(
        "ist nicht UTF-8: Zeile {line}, Byte {number} der Datei (0x{byte:02X}); wahrscheinlich in Windows-1252 („ANSI“) \
         gespeichert, bitte als UTF-8 speichern",
        "is not UTF-8: line {line}, byte {number} of the file (0x{byte:02X}); probably stored as Windows-1252 (“ANSI”), \
         please store it as UTF-8"
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn a_path_says_what_a_file_is() {
        for (path, role_of_it) in [
            ("lotse.toml", Role::Settings),
            ("persons.toml", Role::Persons),
            ("ni/persons.toml", Role::State),
            ("register.csv", Role::Register),
            ("ni/register.csv", Role::LeftOut(Why::OtherKind)),
            ("register-previous.csv", Role::Previous),
            ("templates/profiles/mein.toml", Role::Profile),
            ("templates/profiles/alt/mein.toml", Role::LeftOut(Why::OtherFolder)),
            ("templates/plans/mein.toml", Role::Plan),
            ("templates/de/letter.md", Role::Template("de/letter.md")),
            ("templates/fr/letter.md", Role::LeftOut(Why::OtherFolder)),
            ("templates/layout.html", Role::Template("layout.html")),
            ("ni/templates/x.toml", Role::State),
            ("target/x.toml", Role::LeftOut(Why::OtherFolder)),
            ("ni/target/x.toml", Role::State),
            ("ni/state.toml", Role::State),
            ("ni/.state.toml", Role::LeftOut(Why::Hidden)),
            (".git/state.toml", Role::LeftOut(Why::Hidden)),
            ("other/lotse.toml", Role::LeftOut(Why::OtherWorkspace)),
            ("ni/liste.xlsx", Role::LeftOut(Why::OtherKind)),
            ("ni/toml", Role::LeftOut(Why::OtherKind)),
        ] {
            assert_eq!(role(path), role_of_it, "{path}");
        }
    }

    #[test]
    fn a_folder_with_settings_of_its_own_is_another_workspace() {
        let paths = ["lotse.toml", "a/lotse.toml", "a/b.toml", "ab/c.toml"];
        let folders = workspaces(paths.into_iter());
        assert_eq!(folders, ["a"]);
        assert!(lies_in("a/b.toml", &folders) && !lies_in("ab/c.toml", &folders));
    }

    #[test]
    fn what_is_no_utf8_is_told_with_line_and_byte() {
        let told = decoded(b"a\nb\xe4".to_vec()).unwrap_err();
        assert!(told.de.contains("Zeile 2, Byte 4") && told.de.contains("0xE4"), "{}", told.de);
        assert!(decoded(vec![0xff, 0xfe, 0x41, 0]).unwrap_err().en.contains("UTF-16"));
    }
}
