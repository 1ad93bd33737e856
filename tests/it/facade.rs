//! The library as others see it: nothing but what `lib.rs` exports is named here.

use std::collections::BTreeMap;

use lotse::{Alone, Day, Form, Kept, Language, Opened, parse_date};

/// The files of an example as bytes by path.
pub fn files(folder: &str) -> BTreeMap<String, Vec<u8>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = BTreeMap::new();
    let mut waiting = vec![root.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn day(opened: &Opened) -> Day<'_> {
    opened.on(parse_date("2027-03-01").unwrap(), Language::De, &Alone)
}

/// The text of a document by its path.
fn document(documents: &[(String, Vec<u8>)], name: &str) -> String {
    let (_, bytes) = documents.iter().find(|(path, _)| path == name).unwrap_or_else(|| panic!("no {name}"));
    String::from_utf8(bytes.clone()).unwrap()
}

#[test]
fn a_folder_without_a_terminal_says_what_the_command_says() {
    let opened = Opened::read(files("states"), &Alone);
    let day = day(&opened);
    // Another workspace inside is left out, and said to be.
    let left = opened.left_out(Language::De);
    assert!(
        left.iter().any(|(path, why)| path.starts_with("examples/") && why.contains("Arbeitsordner")),
        "{left:?}"
    );
    let findings: serde_json::Value = serde_json::from_str(&day.findings()).unwrap();
    let coverage: serde_json::Value = serde_json::from_str(&day.coverage()).unwrap();
    assert!(!findings["findings"].as_array().unwrap().is_empty());
    assert_eq!(findings["summary"]["cells_required"], coverage["total"]["required"]);
    let documents = day.documents(&[Form::Markdown, Form::Html]).unwrap();
    assert!(documents.iter().any(|(path, _)| path == "index.html"));
    assert!(documents.iter().any(|(path, _)| path.ends_with("-juist.md")));
    assert!(day.picture("NI").unwrap().starts_with("<svg"));
    assert_eq!(day.picture("XX").unwrap_err(), "kein Land „XX“");
    let route: serde_json::Value =
        serde_json::from_str(&day.route("hb/eheschliessung", "034520013013").unwrap()).unwrap();
    assert!(route["ways"].as_array().is_some_and(|ways| !ways.is_empty()), "{route}");
    assert!(day.route("hb/eheschliessung", "Nirgendwo").is_err());
}

#[test]
fn what_is_no_utf8_and_no_register_is_a_finding_and_nothing_else_is_lost() {
    let mut files = files("states");
    files.insert("ni/umlaut.toml".to_owned(), b"[state]\ncode = \"NI\"\nname = \"F\xfcr\"\n".to_vec());
    files.insert("register-previous.csv".to_owned(), b"garbage".to_vec());
    let opened = Opened::read(files, &Alone);
    let broken = day(&opened).findings();
    assert!(broken.contains("ni/umlaut.toml") && broken.contains("register-previous.csv"), "{broken}");
    assert_eq!(broken.matches("\"die Datei kann nicht gelesen werden\"").count(), 2, "{broken}");
}

#[test]
fn reading_again_what_changed_is_reading_all() {
    let mut files = files("states");
    let mut kept = Kept::default();
    let first = day(&Opened::read_again(files.clone(), &mut kept, &Alone)).findings();
    assert_eq!(first, day(&Opened::read(files.clone(), &Alone)).findings());
    let (path, bytes) = files.iter().find(|(path, _)| path.starts_with("ni/")).unwrap();
    let (path, mut bytes) = (path.clone(), bytes.clone());
    bytes.extend_from_slice(b"\n[[support]]\nlevel = \"second\"\n");
    files.insert(path, bytes);
    let again = day(&Opened::read_again(files.clone(), &mut kept, &Alone)).findings();
    assert_ne!(again, first);
    assert_eq!(again, day(&Opened::read(files, &Alone)).findings());
}

/// Who answers for which of the services contained is said to each reader: to first level, to whoever reads the paths, to the Kommune that
/// carries one of them.
#[test]
fn documents_say_who_answers_for_which_part() {
    let opened = Opened::read(files("states/examples/bundle"), &Alone);
    let day = opened.on(parse_date("2027-05-01").unwrap(), Language::De, &Alone);
    let documents = day.documents(&[Form::Markdown]).unwrap();
    let page = document(&documents, "ni/kommunen/034520002.md");
    for line in [
        "zuständig für Kombinierte Familienleistungen (Namensbestimmung)**",
        "- Namensbestimmung: Standesamt Borkum (Beispiel)",
        "- Kindergeld: Familienkasse (Beispiel)",
        "- Elterngeld: Elterngeldstelle Aurich (Beispiel)",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    for name in ["ni/merkblatt-hb-familienleistungen.md", "ni/kommunikationswege.md"] {
        let page = document(&documents, name);
        for line in [
            "- In Betrieb (Namensbestimmung und Kindergeld):",
            "- Start 1. Oktober 2027 (Elterngeld):",
            "fachliche Fragen (Elterngeld); ab 1. Oktober 2027 |",
            "PDF per E-Mail; 1. Oktober 2027 bis 31. März 2028 |",
        ] {
            assert!(page.contains(line), "{line}: {page}");
        }
    }
}

/// Whoever answers the phone finds the office of every place, its number, what kind of question it is, and what to do when the next level
/// is closed.
#[test]
fn the_sheet_of_first_level_holds_what_is_needed_at_the_phone() {
    let opened = Opened::read(files("states"), &Alone);
    let documents = day(&opened).documents(&[Form::Markdown]).unwrap();
    let page = document(&documents, "ni/merkblatt-hb-unterhaltsvorschuss.md");
    for line in [
        "| Stadt Emden | Jugendamt Stadt Emden (Beispiel) | Telefon: [+49 30 23125 119](tel:+493023125119)",
        "| Landkreis Aurich | Jugendamt Landkreis Aurich (Beispiel) | Telefon:",
        "„Was ist mit meinem Antrag?“",
        "technische Fragen zum Onlinedienst | Dataport | kritisch 1 Stunde",
        "Außerhalb der Servicezeiten (Telefon):",
        "### Wer behält den Fall, und wer antwortet?",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    // Every Kommune of the Land stands in one row: alone, or with the whole Kreis.
    let table =
        page.split("## Wer ist wo zuständig?").nth(1).unwrap().split("\n## ").next().unwrap().to_owned();
    for place in ["Stadt Emden", "Landkreis Aurich", "Landkreis Leer", "Landkreis Wittmund"] {
        assert_eq!(table.matches(&format!("| {place} |")).count(), 1, "{place}: {table}");
    }
}

/// The overview of the operating Land says what each agreement covers, and with whom nothing is agreed; a contract with its own provider
/// covers no other Land.
#[test]
fn the_co_use_overview_says_what_each_agreement_covers() {
    let opened = Opened::read(files("states"), &Alone);
    let documents = day(&opened).documents(&[Form::Markdown]).unwrap();
    let page = document(&documents, "hb/mitnutzung.md");
    let part = page.split("### Unterhaltsvorschuss Online").nth(1).unwrap();
    for line in [
        "| Niedersachsen | Beispiel MU 2026-04 (4. Mai 2026) | Second Level und Third Level | 6 Monate |",
        "| Schleswig-Holstein | **keine angegeben** | nichts; es fehlen Second Level und Third Level | – |",
        "**Noch nicht vereinbart** mit: Schleswig-Holstein.",
    ] {
        assert!(part.contains(line), "{line}: {part}");
    }
}
