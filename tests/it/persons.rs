//! Persons by name: read with the other files, shown only for internal use, and proved absent from everything else.

use std::fmt::Write as _;
use std::path::Path;

use lotse::workspace::{Texts, Workspace};

use crate::run::{folder, lotse, write};

const PERSONS: &str = concat!(
    "[[person]]\n",
    "organization = \"sl/koordination\"\n",
    "name = \"Erika Musterfrau-Beispiel\"\n",
    "function = \"Referatsleitung\"\n",
    "email = \"erika@persoenlich.example\"\n",
    "phone = \"+49 30 23125 998\"\n",
);

/// The same files with persons, one at each organization.
pub fn with_persons(mut texts: Texts) -> Texts {
    let workspace = Workspace::read_with(texts.clone(), &lotse::work::Alone);
    let mut text = String::new();
    for (at, id) in workspace.model.organization_ids().enumerate() {
        let organization = &workspace.model.organization(id).id;
        write!(
            text,
            "[[person]]\norganization = \"{organization}\"\nname = \"Erika Musterfrau {at}\"\n\
             email = \"erika@persoenlich.example\"\nphone = \"+49 30 23125 998\"\n"
        )
        .unwrap();
    }
    texts.persons = Some(("persons.toml".to_owned(), text));
    texts
}

/// The complete example in a folder, with persons.
fn example(folder: &Path, persons: &str) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("states/examples/complete");
    for entry in std::fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
        }
    }
    write(folder, &[("persons.toml", persons)]);
}

/// All files below a folder that name the person, whatever their kind.
fn naming(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(at) = waiting.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let mut texts = vec![String::from_utf8_lossy(&bytes).into_owned()];
            if bytes.starts_with(b"PK") {
                let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
                for at in 0..archive.len() {
                    let mut part = Vec::new();
                    std::io::Read::read_to_end(&mut archive.by_index(at).unwrap(), &mut part).unwrap();
                    texts.push(String::from_utf8_lossy(&part).into_owned());
                }
            }
            if texts.iter().any(|text| text.contains("Musterfrau") || text.contains("persoenlich")) {
                let shown = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.push(shown);
            }
        }
    }
    found.sort();
    found
}

const FORMS: &str = "md,html,odt,ods,xlsx,csv";

#[cfg(feature = "office")]
#[test]
fn a_public_run_names_nobody_and_says_so() {
    let root = folder();
    example(root.path(), PERSONS);
    let run = lotse(root.path(), &["docs", "--on", "2027-01-01", "--format", FORMS]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("Personen:   1 Name geprüft, er kommt nicht vor"), "{}", run.stdout);
    assert_eq!(naming(&root.path().join("out")), Vec::<String>::new());
}

#[cfg(feature = "office")]
#[test]
fn an_internal_run_names_them_marked_in_the_documents_that_stay() {
    let root = folder();
    example(root.path(), PERSONS);
    let run = lotse(root.path(), &["docs", "--internal", "--on", "2027-01-01", "--format", FORMS]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("nur für den internen Gebrauch"), "{}", run.stdout);
    let found = naming(&root.path().join("out"));
    for form in ["md", "html", "odt"] {
        let path = format!("sl/kommunikationswege.{form}");
        assert!(found.contains(&path), "{path}: {found:?}");
    }
    for path in &found {
        let stays = ["kommunikationswege", "aufgabenverteilung", "anrufliste"];
        // Also those of another state that has something to do with the person's organization.
        let name = path.split_once('/').map_or("", |(_, name)| name);
        assert!(stays.iter().any(|stays| name.starts_with(stays)), "{path}");
    }
    let text = crate::run::read(root.path(), "out/sl/kommunikationswege.md");
    let mut lines = text.lines();
    assert!(lines.next().unwrap().starts_with("# "));
    assert!(lines.nth(1).unwrap().starts_with("> **Nur für den internen Gebrauch.**"), "{text}");
    assert!(
        text.contains("Ansprechperson (intern): Erika Musterfrau-Beispiel (Referatsleitung), "),
        "{text}"
    );
}

#[cfg(feature = "office")]
#[test]
fn a_name_typed_elsewhere_keeps_its_document_from_being_written() {
    let root = folder();
    example(root.path(), PERSONS);
    write(
        root.path(),
        &[(
            "note.toml",
            "[state]\ncode = \"SL\"\n\n[[note]]\ndocument = \"communication\"\ntext = \"Fragen an Frau **Musterfrau-Beispiel**, Erika.\"\n",
        )],
    );
    let run = lotse(root.path(), &["docs", "--on", "2027-01-01", "--format", FORMS]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(
        run.stderr.contains("„sl/kommunikationswege.") && run.stderr.contains("persons.toml:3"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("Musterfrau"), "{}", run.stderr);
    assert!(run.stdout.contains("1 Dokument nicht geschrieben"), "{}", run.stdout);
    assert_eq!(naming(&root.path().join("out")), Vec::<String>::new());
    assert!(!root.path().join("out/sl/kommunikationswege.md").exists());
    assert!(root.path().join("out/sl/anrufliste.md").exists(), "the others are written");
}

#[test]
fn mistakes_in_the_file_are_told() {
    let root = folder();
    example(
        root.path(),
        &PERSONS.replace("sl/koordination", "sl/koordinatoin").replace("function", "funktion"),
    );
    let run = lotse(root.path(), &["check", "--on", "2027-01-01"]);
    assert!(
        run.stdout.contains("sl/koordination") && run.stdout.contains("persons.toml:2"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("function") && run.stdout.contains("persons.toml:4"), "{}", run.stdout);
    example(root.path(), &PERSONS.replace("sl/", ""));
    let run = lotse(root.path(), &["check", "--on", "2027-01-01"]);
    assert!(run.stdout.contains("fehlt das Land"), "{}", run.stdout);
}
