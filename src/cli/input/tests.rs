//! What is read, and what is left out.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::*;

fn workspace(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    // The prefix: a temporary folder must not be a hidden one.
    let folder = tempfile::Builder::new().prefix("lotse-").tempdir().unwrap();
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn load(folder: &tempfile::TempDir, paths: &[&str]) -> Input {
    let paths: Vec<PathBuf> = paths.iter().map(|path| folder.path().join(path)).collect();
    Workspace::load(&paths).unwrap()
}

fn names(input: &Input) -> Vec<&str> {
    input.files.iter().map(|(path, _)| path.as_str()).collect()
}

const EXAMPLE: &[(&str, &[u8])] = &[
    ("lotse.toml", b"format = 1"),
    ("register.csv", b"ars"),
    ("states/ni/state.toml", b"[state]"),
    ("states/hb.toml", b""),
    ("states/hb.txt", b""),
    ("templates/x.toml", b""),
    ("target/x.toml", b""),
    ("states/target/kept.toml", b""),
    (".git/x.toml", b""),
    ("states/.hidden.toml", b""),
    ("nested/lotse.toml", b""),
    ("nested/states/by.toml", b""),
];

#[test]
fn what_counts_and_what_does_not() {
    let folder = workspace(EXAMPLE);
    let input = load(&folder, &["."]);
    assert_eq!(names(&input), ["states/hb.toml", "states/ni/state.toml", "states/target/kept.toml"]);
    assert_eq!(input.settings, Some(("lotse.toml".to_owned(), "format = 1".to_owned())));
    assert_eq!(input.register.as_deref(), Some("ars"));
    assert_eq!(input.unreadable, []);
    assert_eq!(load(&folder, &["lotse.toml"]), input);
    assert_eq!(names(&load(&folder, &["nested"])), ["states/by.toml"]);
}

#[test]
fn a_part_knows_its_root() {
    let folder = workspace(EXAMPLE);
    let input = load(&folder, &["states/ni", "states/hb.toml", "states/ni/state.toml"]);
    assert_eq!(names(&input), ["states/hb.toml", "states/ni/state.toml"]);
    assert!(input.settings.is_some() && input.register.is_some());
    assert_eq!(names(&load(&folder, &["states/hb.txt"])), ["states/hb.txt"], "named, so read");
}

#[test]
fn without_settings_the_folder_is_the_root() {
    let folder = workspace(&[("a/x.toml", b""), ("b/y.toml", b""), ("b/c/z.toml", b"")]);
    assert_eq!(names(&load(&folder, &["a"])), ["x.toml"]);
    assert_eq!(names(&load(&folder, &["b/y.toml"])), ["y.toml"]);
    assert_eq!(names(&load(&folder, &["a", "b/c"])), ["a/x.toml", "b/c/z.toml"]);
    assert_eq!(load(&folder, &["a"]).settings, None);
}

#[test]
fn paths_of_two_workspaces_do_not_mix() {
    let folder = workspace(EXAMPLE);
    let paths = [folder.path().join("nested"), folder.path().join("states")];
    assert_eq!(Workspace::load(&paths).unwrap_err().kind, Kind::Usage);
}

#[test]
fn a_missing_path_is_told_in_both_languages() {
    let failure = Workspace::load(&[PathBuf::from("gibt/es/nicht")]).unwrap_err();
    assert_eq!(failure.kind, Kind::Input);
    assert_eq!(failure.message, Text::new("„gibt/es/nicht“ gibt es nicht", "“gibt/es/nicht” does not exist"));
    assert_eq!(failure.hints.len(), 1);
}

#[test]
fn files_that_are_no_utf_8() {
    let folder = workspace(&[
        ("a.toml", b"# eins\nname = \"Gr\xf6\xdfe\"\n"),
        ("b.toml", b"\xff\xfea\0"),
        ("c.toml", "# größe".as_bytes()),
    ]);
    let input = load(&folder, &["."]);
    assert_eq!(names(&input), ["c.toml"]);
    assert_eq!(input.unreadable[0].0, "a.toml");
    assert!(input.unreadable[0].1.de.contains("Zeile 2, Byte 18 der Datei (0xF6)"), "{:?}", input.unreadable);
    assert!(input.unreadable[0].1.en.contains("Windows-1252"));
    assert!(input.unreadable[1].1.de.contains("UTF-16"));
}

#[test]
fn files_that_are_too_large() {
    let folder = workspace(&[("big.toml", b"")]);
    fs::File::create(folder.path().join("big.toml")).unwrap().set_len(LARGEST + 1).unwrap();
    assert_eq!(load(&folder, &["."]).unreadable, [("big.toml".to_owned(), too_large())]);
}

#[cfg(unix)]
#[test]
fn links_end() {
    use std::os::unix::fs::symlink;
    let folder = workspace(&[("w/lotse.toml", b""), ("w/z/x.toml", b""), ("shared/y.toml", b"")]);
    let root = folder.path().join("w");
    symlink(&root, root.join("z/loop")).unwrap();
    symlink(folder.path(), root.join("above")).unwrap();
    symlink(root.join("z"), root.join("a")).unwrap();
    symlink("self.toml", root.join("self.toml")).unwrap();
    symlink("nowhere", root.join("dangling.toml")).unwrap();
    symlink(folder.path().join("shared"), root.join("s1")).unwrap();
    symlink(folder.path().join("shared"), root.join("s2")).unwrap();
    symlink(root.join("z/x.toml"), root.join("again.toml")).unwrap();
    let input = load(&folder, &["w"]);
    assert_eq!(names(&input), ["s1/y.toml", "z/x.toml"]);
    let refused: Vec<&str> = input.unreadable.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(refused, ["dangling.toml", "self.toml"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_does_not_hang() {
    let folder = workspace(&[]);
    let pipe = folder.path().join("pipe.toml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert_eq!(load(&folder, &["."]).unreadable.len(), 1);
}
