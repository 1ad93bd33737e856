//! Profiles of requirements as people and programs read them.

// Writing into a string cannot fail; the results are dropped.
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::explain::severity_words;
use super::lines::filled;
use crate::diagnostic::Severity;
use crate::profile::{Profile, Requirement};
use crate::text::{Language, Words};
use crate::vocabulary::Vocabulary as _;

const BUILT_IN: Words = Words::new("mitgeliefert", "built-in");
const OWN: Words = Words::new("eigenes Profil", "your own");
const VERSION: Words = Words::new("Fassung", "Version");
const DOCUMENT: Words = Words::new("Dokument", "Document");
const PLACE: Words = Words::new("Fundstelle", "Place");
const NOTE: Words = Words::new("Hinweis", "Note");
const EXTENDS: Words = Words::new("Erweitert", "Extends");
const NO_RULE: Words = Words::new("keine Regel: von Menschen zu prüfen", "no rule: for people to check");

const fn origin(profile: &Profile) -> Words {
    if profile.built_in { BUILT_IN } else { OWN }
}

/// All profiles, a paragraph each.
pub fn list(profiles: &[Profile], language: Language, width: usize) -> String {
    let mut text = String::new();
    for profile in profiles {
        let count = profile.requirements.len();
        let noun = match (count, language) {
            (1, Language::De) => "Anforderung",
            (1, Language::En) => "requirement",
            (_, Language::De) => "Anforderungen",
            (_, Language::En) => "requirements",
        };
        let _ = writeln!(text, "{}  ({}, {count} {noun})", profile.id, origin(profile).get(language));
        paragraph(&mut text, profile.name.get(language), "  ", "  ", width);
        let document = profile.document.get(language);
        if document != profile.name.get(language) {
            paragraph(&mut text, document, "  ", "  ", width);
        }
    }
    text
}

/// One profile with all its requirements.
pub fn text(profile: &Profile, language: Language, width: usize) -> String {
    let mut text = format!("{}  ({})\n", profile.id, origin(profile).get(language));
    paragraph(&mut text, profile.name.get(language), "", "", width);
    text.push('\n');
    let extends = profile.extends.iter().map(|base| base.value.as_str()).collect::<Vec<_>>().join(", ");
    let facts = [
        (DOCUMENT, profile.document.get(language)),
        (VERSION, profile.version.as_str()),
        (PLACE, profile.url.as_deref().unwrap_or_default()),
        (EXTENDS, extends.as_str()),
        (NOTE, profile.note.as_ref().map_or("", |note| note.get(language))),
    ];
    for (label, fact) in facts {
        if !fact.is_empty() {
            paragraph(&mut text, fact, &format!("{}: ", label.get(language)), "  ", width);
        }
    }
    for line in &profile.requirements {
        requirement(&mut text, line, language, width);
    }
    text
}

fn requirement(text: &mut String, line: &Requirement, language: Language, width: usize) {
    let _ = writeln!(text, "\n{} · {} · {}", line.id, line.strength.label().get(language), line.section);
    paragraph(text, line.text.get(language), "  ", "  ", width);
    if let Some(required) = &line.cell {
        let words = required.cell.words();
        let cell = format!("→ {} ({})", words.get(language), required.side.label().get(language));
        paragraph(text, &cell, "  ", "    ", width);
    }
    let rules = rules(line, language);
    let rules = if rules.is_empty() { NO_RULE.get(language).to_owned() } else { rules };
    paragraph(text, &rules, "  ", "  ", width);
}

/// The rules by severity: "Fehler: L101, L102 · Warnung: L107".
fn rules(line: &Requirement, language: Language) -> String {
    [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| {
            let codes: Vec<&str> = line
                .rules
                .iter()
                .filter(|(_, asked)| **asked == severity)
                .map(|(code, _)| code.as_str())
                .collect();
            (!codes.is_empty())
                .then(|| format!("{}: {}", severity_words(severity).get(language), codes.join(", ")))
        })
        .collect::<Vec<_>>()
        .join(" · ")
}

/// A paragraph with its line end.
fn paragraph(text: &mut String, words: &str, first: &str, rest: &str, width: usize) {
    let _ = writeln!(text, "{}", filled(words, first, rest, width));
}

/// All profiles without their requirements, for programs.
pub fn list_json(profiles: &[Profile]) -> String {
    let all: Vec<Value> = profiles.iter().map(head).collect();
    format!("{:#}\n", json!({"version": 1, "profiles": all}))
}

/// One profile, for programs.
pub fn json(profile: &Profile) -> String {
    let lines: Vec<Value> = profile.requirements.iter().map(line_json).collect();
    format!("{:#}\n", json!({"version": 1, "profile": head(profile), "requirements": lines}))
}

fn head(profile: &Profile) -> Value {
    let extends: Vec<&str> = profile.extends.iter().map(|base| base.value.as_str()).collect();
    json!({
        "id": profile.id,
        "name": profile.name,
        "document": profile.document,
        "version": profile.version,
        "url": profile.url,
        "note": profile.note,
        "extends": extends,
        "built_in": profile.built_in,
        "requirements": profile.requirements.len(),
    })
}

fn line_json(line: &Requirement) -> Value {
    let rules: serde_json::Map<String, Value> =
        line.rules.iter().map(|(code, severity)| (code.clone(), json!(severity.word()))).collect();
    let cell = line.cell.as_ref().map(|required| {
        let forbidden: Vec<&str> = required.forbidden.iter().map(|kind| kind.word()).collect();
        json!({"cell": required.cell.path(), "side": required.side.word(), "forbidden_kinds": forbidden})
    });
    json!({
        "id": line.id,
        "text": line.text,
        "section": line.section,
        "strength": line.strength.word(),
        "cell": cell,
        "rules": rules,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{BUILT_IN, read};
    use crate::source::Sources;

    fn built_in() -> Vec<Profile> {
        let texts = BUILT_IN.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned()));
        let sources = Sources::new(texts);
        sources.iter().filter_map(|(id, _)| read(id, &sources).0).collect()
    }

    #[test]
    fn every_requirement_is_shown_with_section_and_strength() {
        for profile in built_in() {
            let page = text(&profile, Language::De, 80);
            for line in &profile.requirements {
                let head = format!("\n{} · {} · {}\n", line.id, line.strength.label().de, line.section);
                assert!(page.contains(&head), "{head}");
            }
            let long = page.lines().find(|line| line.chars().count() > 80 && !line.contains("http"));
            assert!(long.is_none(), "{long:?}");
        }
    }

    #[test]
    fn the_note_on_analogy_is_shown() {
        let profiles = built_in();
        let bsi = profiles.iter().find(|profile| profile.id == "eskalation-bsi");
        let page = bsi.map(|profile| text(profile, Language::De, 80)).unwrap_or_default();
        assert!(page.contains("Hinweis: ") && page.contains("sinngemäß"), "{page}");
    }

    #[test]
    fn json_names_every_profile() {
        let value: Value = serde_json::from_str(&list_json(&built_in())).unwrap_or_default();
        assert_eq!(value.pointer("/profiles").and_then(Value::as_array).map(Vec::len), Some(BUILT_IN.len()));
    }
}
