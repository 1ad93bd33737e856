//! The data-collection form asks for all that the checklist of the same Kommune calls missing: whoever ticks boxes finds
//! where to write the answer.

use std::collections::BTreeSet;

use lotse::{Alone, Form, Language, Opened, parse_date};

use crate::facade::files;

/// What open steps of a checklist say is missing: the words between the step and ": fehlt".
fn missing(checklist: &str) -> BTreeSet<&str> {
    checklist
        .lines()
        .filter(|line| line.starts_with("- [ ] "))
        .filter_map(|line| line.split_once("): ")?.1.split_once(": fehlt"))
        .map(|(label, _)| label)
        .collect()
}

/// How a form asks for it, where it uses other words than the checklist.
fn asked_as(label: &str) -> &[&'static str] {
    match label {
        "abgesprochener Feedback-Weg" => &["Feedback zu", "An wen, auf welchem Weg?"],
        "Postfach der Behörde" => &["Postfach der Behörde", "E-Mail"],
        _ => &[],
    }
}

#[test]
fn the_form_asks_for_what_the_checklist_calls_missing() {
    let mut seen = BTreeSet::new();
    for folder in ["states", "states/examples/bundle", "states/examples/complete"] {
        let opened = Opened::read(files(folder), &Alone);
        let day = opened.on(parse_date("2027-03-01").unwrap(), Language::De, &Alone);
        let documents = day.documents(&[Form::Markdown]).unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        for (path, bytes) in documents.iter().filter(|(path, _)| path.ends_with("-checkliste.md")) {
            let form = path.replace("/kommunen/", "/datenabfragen/").replace("-checkliste.md", ".md");
            let checklist = text(bytes);
            let Some((_, form)) = documents.iter().find(|(other, _)| *other == form) else { continue };
            let form = text(form);
            for label in missing(&checklist) {
                let words = asked_as(label);
                let row = |words: &str| form.lines().any(|line| line.starts_with(&format!("| {words}")));
                let asks = row(label) || words.iter().any(|words| row(words));
                assert!(asks, "{path}: nothing asks for \"{label}\":\n{form}");
                seen.insert(label.to_owned());
            }
        }
    }
    // Who fills in nothing sees nothing: the examples leave enough open.
    assert!(seen.len() >= 4, "{seen:?}");
}
