//! `lotse register`: import of both forms, look-up, comparison, the edition before.

use std::fmt::Write as _;

use crate::run::{folder, lotse, read, write};

const OLD: &str = "ars;ags;name;type;kreis;land;population\n\
    032540001001;03254001;Alfeld (Leine), Stadt;Stadt;Hildesheim;Niedersachsen;18000\n\
    032540099099;03254099;Altdorf;kreisangehörige Gemeinde;Hildesheim;Niedersachsen;900\n";
const NEW: &str = "ars;ags;name;type;kreis;land;population\n\
    032540001001;03254001;Alfeld (Leine), Stadt;Stadt;Hildesheim;Niedersachsen;18200\n\
    032545401099;03254099;Altdorf;kreisangehörige Gemeinde;Hildesheim;Niedersachsen;905\n";

/// A line of GV100AD.
fn line(kind: u8, key: &str, association: &str, name: &str, code: &str, people: &str) -> String {
    let mut line = format!("{kind}20251130{key:<8}{association:<4}{name:<50}{:<50}{code:<2}", "");
    let _ = write!(line, "{:<4}{:011}{people:0>11}", "", 100);
    format!("{line:<220}\n")
}

#[test]
fn both_forms_are_read_and_the_edition_before_is_kept() {
    let folder = folder();
    let root = folder.path();
    write(root, &[("lotse.toml", "format = 1\n"), ("alt.csv", OLD), ("neu.csv", NEW), ("states/.keep", "")]);
    let run = lotse(root, &["register", "import", "alt.csv", "--edition", "2024-12-31"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("31. Dezember 2024"), "{}", run.stdout);
    assert!(run.stdout.contains("18.900"), "{}", run.stdout);
    assert!(!root.join("register-previous.csv").exists());
    // The workspace is found from below.
    let run = lotse(&root.join("states"), &["register", "import", "../neu.csv", "--edition", "2025-11-30"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(read(root, "register-previous.csv").contains("# edition: 2024-12-31"));
    assert!(read(root, "register.csv").contains("# edition: 2025-11-30"));
    // Importing an edition twice must not push out the one before.
    lotse(root, &["register", "import", "neu.csv", "--edition", "2025-11-30"]);
    assert!(read(root, "register-previous.csv").contains("# edition: 2024-12-31"));
    let run = lotse(root, &["register", "diff", "register-previous.csv", "register.csv"]);
    assert!(run.stdout.contains("umgeschlüsselt  032540099099  Altdorf  -> 032545401099"), "{}", run.stdout);
}

#[test]
fn an_older_edition_becomes_the_previous_one() {
    let folder = folder();
    let root = folder.path();
    write(root, &[("alt.csv", OLD), ("neu.csv", NEW)]);
    lotse(root, &["register", "import", "neu.csv", "--edition", "2025-11-30"]);
    let run = lotse(root, &["register", "import", "alt.csv", "--edition", "2024-12-31"]);
    assert!(run.stdout.contains("register-previous.csv"), "{}", run.stdout);
    assert!(read(root, "register.csv").contains("# edition: 2025-11-30"));
    assert!(read(root, "register-previous.csv").contains("# edition: 2024-12-31"));
}

#[test]
fn fixed_width_is_told_by_its_first_line_and_found_by_key_ags_and_name() {
    let folder = folder();
    let root = folder.path();
    let text = [
        line(10, "01", "", "Schleswig-Holstein", "", ""),
        line(40, "01057", "", "Plön", "43", ""),
        line(60, "01057057", "0057", "Plön, Stadt", "63", "8900"),
    ]
    .concat();
    // As older editions are stored.
    let bytes: Vec<u8> = text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    std::fs::write(root.join("GV100AD.txt"), bytes).unwrap();
    let run = lotse(root, &["register", "import", "GV100AD.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("30. November 2025"), "{}", run.stdout);
    for query in ["010570057057", "01057057", "ploen, stadt"] {
        let run = lotse(root, &["register", "show", query]);
        assert!(run.stdout.starts_with("Plön, Stadt\n"), "{query}: {}", run.stdout);
        assert!(run.stdout.contains("8.900"), "{}", run.stdout);
    }
    let run = lotse(root, &["register", "show", "0105"]);
    assert_eq!(run.stdout.lines().count(), 2, "{}", run.stdout);
    let run = lotse(root, &["register", "show", "nirgendwo"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}

#[test]
fn a_broken_file_changes_nothing() {
    let folder = folder();
    let root = folder.path();
    write(root, &[("alt.csv", OLD), ("kaputt.csv", "ars;name\n12;\nx;Y\n")]);
    lotse(root, &["register", "import", "alt.csv"]);
    let before = read(root, "register.csv");
    let run = lotse(root, &["register", "import", "kaputt.csv"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("Zeile 2"), "{}", run.stderr);
    assert_eq!(read(root, "register.csv"), before);
    let run = lotse(root, &["register", "show", "01", "--from", "nirgends"]);
    assert_eq!(run.code, 2);
}
