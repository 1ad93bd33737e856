//! Services that are answered alike are told once on the page of a Kommune, and none gets lost.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use lotse::render::form::Form;
use lotse::render::pages::Pages;
use lotse::render::template::Templates;
use lotse::text::Language;
use lotse::time::parse_date;
use lotse::view::documents::Selection;
use lotse::view::scene::Scene;
use lotse::workspace::{Texts, Workspace};

/// Six services with forms of their own; the Kreis answers for all of them, and a town itself for the sixth.
fn files() -> [(String, String); 2] {
    let mut operator = "[state]\ncode = \"HB\"\n".to_owned();
    let mut user = r#"[state]
code = "NI"

[[organization]]
id = "kreis"
name = "Amt des Kreises"
kind = "authority"
municipality = "03452"
competent = [{ area = ["03452"], services = ["hb/d1", "hb/d2", "hb/d3", "hb/d4", "hb/d5"] }]
channels = [{ kind = "phone", address = "+49 30 23125 042" }]

[[organization]]
id = "stadt"
name = "Amt der Stadt"
kind = "authority"
municipality = "034520001001"
competent = [{ area = ["03452"], services = ["hb/d6"] }]
channels = [{ kind = "phone", address = "+49 30 23125 043" }]

[[support]]
level = "first"
solution = "long-term"
owner = "@competent"
channels = ["contact-form", "phone"]
from = 2026-01-01

[[municipality]]
key = "03452"
name = "Landkreis Aurich"

[[municipality]]
key = "034520001001"
name = "Stadt Aurich"

[[municipality]]
key = "034520013013"
name = "Inselgemeinde Juist"
"#
    .to_owned();
    for number in 1..=6 {
        let _ = write!(
            operator,
            "\n[[service]]\nid = \"d{number}\"\nname = \"Dienst {number}\"\ncontact-form = \"https://dienst-{number}.example/kontakt\"\n"
        );
        let _ = write!(user, "\n[[use]]\nservice = \"hb/d{number}\"\ngo-live = 2026-06-01\n");
    }
    [("hb.toml".to_owned(), operator), ("ni.toml".to_owned(), user)]
}

fn page(stem: &str, language: Language) -> String {
    page_of(files(), stem, language)
}

fn page_of(files: [(String, String); 2], stem: &str, language: Language) -> String {
    let workspace =
        Workspace::read_with(Texts { files: files.into(), ..Texts::default() }, &lotse::work::Alone);
    assert!(workspace.problems.is_empty(), "{:?}", workspace.problems);
    let table = workspace.table();
    let on = parse_date("2027-01-01").unwrap();
    let judgement = workspace.judge(&table, on);
    let scene = Scene::new(&workspace, &table, &judgement, on, language);
    let templates = Templates::new(&[]);
    let pages = Pages::new(&scene, &templates);
    let documents = lotse::view::documents::documents(&scene, &Selection::default());
    let document =
        documents.iter().find(|document| document.kind.id == "municipality" && document.stem.contains(stem));
    let files = pages.files(document.unwrap(), &BTreeSet::from([Form::Markdown])).unwrap();
    String::from_utf8(files.into_iter().next().unwrap().1).unwrap()
}

#[test]
fn the_same_answers_are_told_once() {
    let page = page("-juist", Language::De);
    assert_eq!(page.matches("| Wann | Wer antwortet |").count(), 2, "{page}");
    for number in 1..=6 {
        // With others: its name in the list, and its form; alone: a heading, and the form where it is spoken of.
        let form = format!("(https://dienst-{number}.example/kontakt)");
        assert_eq!(page.matches(&form).count(), 1, "{page}");
    }
    insta::assert_snapshot!("together_juist", page);
}

#[test]
fn a_kreis_tells_of_its_own_services_and_who_is_competent_for_the_others() {
    for language in Language::ALL {
        let page = page("/03452-", language);
        for number in 1..=6 {
            assert!(page.contains(&format!("Dienst {number}")), "{page}");
        }
        insta::assert_snapshot!(format!("together_kreis_{}", language.code()), page);
    }
}

#[test]
fn a_kreis_where_only_one_town_has_an_authority_does_not_claim_it_for_all() {
    for language in Language::ALL {
        let [operator, (path, user)] = files();
        let user = user.replace(
            r#"area = ["03452"], services = ["hb/d1", "hb/d2", "hb/d3", "hb/d4", "hb/d5"]"#,
            r#"area = ["034520013013"], services = ["hb/d1", "hb/d2", "hb/d3", "hb/d4", "hb/d5"]"#,
        );
        let user = user.replace(r#"municipality = "03452""#, r#"municipality = "034520013013""#);
        let user = user.replace(
            r#"area = ["03452"], services = ["hb/d6"]"#,
            r#"area = ["034520013013"], services = ["hb/d6"]"#,
        );
        let page = page_of([operator, (path, user)], "/03452-", language);
        insta::assert_snapshot!(format!("together_partly_{}", language.code()), page);
    }
}

#[test]
fn a_form_that_all_services_share_stands_where_it_is_spoken_of() {
    let [(path, operator), user] = files();
    let operator = (1..=6).fold(operator, |text, number| {
        text.replace(&format!("https://dienst-{number}.example/"), "https://alle.example/")
    });
    let page = page_of([(path, operator), user], "-juist", Language::De);
    assert_eq!(page.matches("(https://alle.example/kontakt)").count(), 2, "once for each table: {page}");
    assert!(!page.contains("siehe unten"), "{page}");
}

#[test]
fn forms_that_second_level_uses_are_named_too() {
    let [operator, (path, user)] = files();
    let user = user
        + r#"
[[organization]]
id = "fach"
name = "Fachstelle"
kind = "authority"
channels = [{ kind = "phone", address = "+49 30 23125 044" }]

[[support]]
level = "second"
track = "subject-matter"
owner = "fach"
channels = ["contact-form"]
from = 2026-01-01
"#;
    let page = page_of([operator, (path, user)], "/03452-", Language::De);
    let (_, inside) = page.split_once("## Wen rufen wir an").unwrap();
    assert!(inside.contains("Kontaktformular: siehe unten"), "{page}");
    for number in 1..=5 {
        assert_eq!(
            inside.matches(&format!("(https://dienst-{number}.example/kontakt)")).count(),
            1,
            "{page}"
        );
    }
}
