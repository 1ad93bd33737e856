//! What may lie in a workspace: the program tells it and ends, and never reads elsewhere or for ever.

use std::fs;
use std::path::Path;

use crate::run::{Outcome, folder, lotse, write};

const STATE: &str = "[state]\ncode = \"NI\"\n";
const MEBIBYTE: u64 = 1024 * 1024;

/// A file of so many bytes, which takes no room on the disk.
fn large(path: &Path, bytes: u64) {
    fs::File::create(path).unwrap().set_len(bytes).unwrap();
}

/// Told as a failure that names the file; nothing on standard output.
fn refused(outcome: &Outcome, file: &str, why: &str) {
    assert_eq!(outcome.code, 2, "{}{}", outcome.stdout, outcome.stderr);
    assert!(outcome.stderr.contains(file) && outcome.stderr.contains(why), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "");
}

#[test]
fn a_file_of_100_megabytes_is_refused_wherever_one_is_read() {
    let folder = folder();
    let root = folder.path();
    write(root, &[("w/ni.toml", STATE)]);
    large(&root.join("w/groß.toml"), 100 * MEBIBYTE);
    let outcome = lotse(root, &["check", "w"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stdout.contains("L014") && outcome.stdout.contains("groß.toml"), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("größer als 64 MiB"), "{}", outcome.stdout);
    assert!(outcome.stderr.is_empty(), "{}", outcome.stderr);
    fs::remove_file(root.join("w/groß.toml")).unwrap();

    large(&root.join("large"), 100 * MEBIBYTE);
    for arguments in [
        ["import", "large", "--state", "NI", "--out", "w/neu.toml"].as_slice(),
        &["register", "import", "large"],
        &["check", "w", "--baseline", "large"],
    ] {
        refused(&lotse(root, arguments), "large", "64 MiB");
    }
    assert_eq!(fs::read_dir(root.join("w")).unwrap().count(), 1, "and nothing is written");
}

/// Some megabytes of brackets, of dots, of one line, of mistakes: told within the stack and the memory there is.
#[test]
fn monstrous_toml_is_told() {
    let folder = folder();
    let root = folder.path();
    let many = 200_000;
    for (name, text) in [
        ("brackets", format!("a = {}{}", "[".repeat(many), "]".repeat(many))),
        ("open", format!("a = {}", "[".repeat(many))),
        ("braces", "a = { a = ".repeat(many)),
        ("dots", format!("{} = 1", vec!["a"; many].join("."))),
        ("header", format!("[{}]", vec!["a"; many].join("."))),
        ("headers", "[[".repeat(many)),
        ("quotes", "\"".repeat(many)),
        ("string", format!("name = \"{}\"", "\\u0041".repeat(many))),
        ("line", format!("{STATE}x = [{}]", "1,".repeat(many))),
        ("number", format!("x = {}", "9".repeat(many))),
    ] {
        write(root, &[("w/a.toml", &text)]);
        let outcome = lotse(root, &["check", "w"]);
        assert_eq!(outcome.code, 1, "{name}: {}", outcome.stderr);
        assert!(outcome.stderr.is_empty(), "{name}: {}", outcome.stderr);
        assert!(outcome.stdout.len() < 20_000, "{name}: an excerpt is short: {}", outcome.stdout.len());
    }
}

#[test]
fn a_folder_may_be_called_like_a_file() {
    let folder = folder();
    write(folder.path(), &[("w/lotse.toml", "format = 1\n"), ("w/ni.toml/innen.toml", STATE)]);
    let outcome = lotse(folder.path(), &["check", "w"]);
    assert!(!outcome.stdout.contains("L014"), "{}", outcome.stdout);
    write(folder.path(), &[("v/lotse.toml/ni.toml", STATE)]);
    assert_eq!(lotse(folder.path(), &["check", "v"]).code, 0);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    /// Pipes, sockets and devices would keep a reader waiting for ever, or feed it for ever.
    #[test]
    fn what_is_no_ordinary_file_is_not_read() {
        let folder = folder();
        let root = folder.path();
        write(root, &[("w/ni.toml", STATE)]);
        pipe(&root.join("w/pipe.toml"));
        let _socket = UnixListener::bind(root.join("w/socket.toml")).unwrap();
        symlink("/dev/zero", root.join("w/zero.toml")).unwrap();
        let outcome = lotse(root, &["check", "w"]);
        assert_eq!(outcome.code, 1);
        for name in ["pipe.toml", "socket.toml", "zero.toml"] {
            assert!(outcome.stdout.contains(&format!("{name}:1:1")), "{}", outcome.stdout);
        }
        assert_eq!(outcome.stdout.matches("ist keine gewöhnliche Datei").count(), 3, "{}", outcome.stdout);

        pipe(&root.join("pipe"));
        for arguments in [
            ["import", "pipe", "--state", "NI"].as_slice(),
            &["register", "import", "pipe"],
            &["check", "w/ni.toml", "--baseline", "pipe"],
        ] {
            refused(&lotse(root, arguments), "pipe", "keine gewöhnliche Datei");
        }
    }

    #[test]
    fn pipes_in_the_place_of_settings_register_and_templates() {
        let folder = folder();
        let root = folder.path();
        write(root, &[("w/ni.toml", STATE), ("w/templates/de/x", ""), ("w/templates/profiles/x", "")]);
        for name in [
            "lotse.toml",
            "register.csv",
            "register-previous.csv",
            "templates/layout.html",
            "templates/de/index.md",
        ] {
            pipe(&root.join("w").join(name));
        }
        assert_eq!(lotse(root, &["docs", "w", "--out", "out"]).code, 0);
        pipe(&root.join("w/templates/profiles/p.toml"));
        let outcome = lotse(root, &["check", "w"]);
        assert!(outcome.stdout.contains("templates/profiles/p.toml"), "{}", outcome.stdout);
    }

    #[test]
    fn links_that_lead_in_circles_or_nowhere_end() {
        let folder = folder();
        let root = folder.path();
        write(root, &[("w/lotse.toml", "format = 1\n"), ("w/a/ni.toml", STATE)]);
        symlink("..", root.join("w/a/up")).unwrap();
        symlink("../a", root.join("w/a/again")).unwrap();
        symlink("two", root.join("w/one")).unwrap();
        symlink("one", root.join("w/two")).unwrap();
        symlink("self.toml", root.join("w/self.toml")).unwrap();
        symlink("nowhere", root.join("w/dangling.toml")).unwrap();
        symlink("/", root.join("w/everything")).unwrap();
        let outcome = lotse(root, &["check", "w", "--format", "json"]);
        assert_eq!(outcome.code, 1, "{}", outcome.stderr);
        let report: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
        let unreadable: Vec<&str> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["code"] == "L014")
            .map(|finding| finding["file"].as_str().unwrap())
            .collect();
        assert_eq!(unreadable, ["dangling.toml", "self.toml"]);
        refused(&lotse(root, &["check", "w/one"]), "w/one", "kann nicht gelesen werden");
        refused(&lotse(root, &["check", "w/dangling.toml"]), "w/dangling.toml", "gibt es nicht");
    }

    /// Root may read everything; without root this is the ordinary case, with it a word says what was not tried.
    #[test]
    #[expect(clippy::print_stdout, reason = "what was not tried must not look as if it had been")]
    fn what_may_not_be_read_is_told() {
        use std::os::unix::fs::PermissionsExt;

        let folder = folder();
        let root = folder.path();
        write(root, &[("w/ni.toml", STATE), ("w/locked.toml", ""), ("w/closed/x.toml", "")]);
        for name in ["w/locked.toml", "w/closed"] {
            fs::set_permissions(root.join(name), fs::Permissions::from_mode(0o000)).unwrap();
        }
        let allowed = fs::read(root.join("w/locked.toml")).is_ok();
        let outcome = lotse(root, &["check", "w"]);
        fs::set_permissions(root.join("w/closed"), fs::Permissions::from_mode(0o700)).unwrap();
        if allowed {
            println!("not tried: this user may read everything");
            return;
        }
        assert_eq!(outcome.code, 1);
        assert!(outcome.stdout.contains("locked.toml:1:1") && outcome.stdout.contains("closed:1:1"));
        assert_eq!(outcome.stdout.matches("die Leserechte fehlen").count(), 2, "{}", outcome.stdout);
    }
}
