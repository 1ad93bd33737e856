//! `lotse check --fix` and `--baseline`: files are mended without losing a comment; only new findings fail.

use crate::run::{folder, lotse, read, write};

const BROKEN: &str = "# Kopf bleibt\n[state]\ncode = \"NI\"  # Land\n\n[[organization]]\nid = \"a\"\nnmae = \"A\" # Name\nkind = \"coordination\"\nmunicipality = 034520001001\nchannels = [{ kind = \"email\", address = \"a@ni.example\" }]\n";

#[test]
fn a_dry_run_shows_and_a_run_writes() {
    let folder = folder();
    let root = folder.path();
    write(root, &[("lotse.toml", "format = 1\n"), ("ni.toml", &format!("\u{feff}{BROKEN}"))]);
    let run = lotse(root, &["check", "--fix", "--dry-run"]);
    assert!(run.stdout.contains("-nmae = \"A\" # Name\n"), "{}", run.stdout);
    assert!(run.stdout.contains("+name = \"A\" # Name\n"), "{}", run.stdout);
    assert_eq!(read(root, "ni.toml"), format!("\u{feff}{BROKEN}"));
    let run = lotse(root, &["check", "--fix"]);
    let wanted = BROKEN.replace("nmae", "name").replace("= 0345", "= \"0345").replace("1001\n", "1001\"\n");
    assert_eq!(read(root, "ni.toml"), format!("\u{feff}{wanted}"), "{}", run.stdout);
    assert!(run.stdout.contains("2 Stellen in 1 Datei berichtigt"), "{}", run.stdout);
    assert_eq!(
        lotse(root, &["check", "--fix"]).stdout.lines().next(),
        Some("nichts, was sicher berichtigt werden kann")
    );
    let left: Vec<_> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn a_name_of_the_files_is_never_guessed() {
    let folder = folder();
    let root = folder.path();
    let text = "[state]\ncode = \"NI\"\ncoordination = \"referat-41\"\n[[organization]]\nid = \"referat-42\"\nname = \"A\"\nkind = \"ministry\"\n";
    write(root, &[("ni.toml", text)]);
    let run = lotse(root, &["check", "--fix"]);
    assert!(run.stdout.contains("meinten Sie „referat-42“?"), "{}", run.stdout);
    assert_eq!(read(root, "ni.toml"), text);
}

#[test]
fn abolished_keys_get_their_successor() {
    let folder = folder();
    let root = folder.path();
    let table = |key: &str| {
        format!(
            "ars;name;kreis;land\n{key};Altdorf;Hildesheim;Niedersachsen\n032540001001;Alfeld;Hildesheim;Niedersachsen\n"
        )
    };
    write(
        root,
        &[
            ("register-previous.csv", &format!("# edition: 2024-12-31\n{}", table("032540099099"))),
            ("register.csv", &format!("# edition: 2025-11-30\n{}", table("032545401099"))),
            ("ni.toml", "[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"032540099099\" # alt\n"),
        ],
    );
    let run = lotse(root, &["check", "--fix"]);
    assert!(read(root, "ni.toml").ends_with("key = \"032545401099\" # alt\n"), "{}", run.stdout);
}

const OPEN: &str =
    "[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"A\"\n[[use]]\nservice = \"a\"\n";

#[test]
fn a_baseline_hides_what_is_known_and_only_shrinks() {
    let folder = folder();
    let root = folder.path();
    write(root, &[("hb.toml", OPEN)]);
    assert_eq!(lotse(root, &["check", "--baseline", "bekannt.json"]).code, 2);
    let before = lotse(root, &["check"]);
    assert_eq!(before.code, 1);
    assert_eq!(lotse(root, &["check", "--write-baseline", "bekannt.json"]).code, 0);
    let full = read(root, "bekannt.json");
    // A record moved, a comment added: still known.
    write(root, &[("hb.toml", &format!("# neu\n{OPEN}"))]);
    let run = lotse(root, &["check", "--baseline", "bekannt.json"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    // Something new fails, and does not slip in.
    write(root, &[("hb.toml", &format!("{OPEN}onwer = \"x\"\n"))]);
    let run = lotse(root, &["check", "--baseline", "bekannt.json"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("L002") && !run.stdout.contains("L101"), "{}", run.stdout);
    let run = lotse(root, &["check", "--write-baseline", "bekannt.json"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("Neue Befunde kommen nicht hinein"), "{}", run.stdout);
    assert!(!read(root, "bekannt.json").contains("L002"));
    // Something solved is dropped.
    let solved = "[[organization]]\nid = \"o\"\nname = \"O\"\nkind = \"state-helpdesk\"\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"o\"\n";
    write(root, &[("hb.toml", &format!("{OPEN}{solved}"))]);
    lotse(root, &["check", "--write-baseline", "bekannt.json"]);
    assert!(read(root, "bekannt.json").lines().count() < full.lines().count());
    let run = lotse(root, &["check", "--baseline", "bekannt.json", "--format", "json"]);
    assert!(run.stdout.contains("\"known\""), "{}", run.stdout);
}
