//! The reference of the format as Markdown, from the field list that the reader uses.

// Writing into a string cannot fail; the results are dropped.
use std::fmt::Write as _;

use super::TABLES;
use super::persons::RawPersons;
use super::schema::{DATE, SINGLE};
use super::settings::RawSettings;
use super::shape::{FieldInfo, RecordInfo, Shape};
use crate::text::{Language, Words};

const TITLE: Words = Words::new(
    "# Das Dateiformat\n\nAlle Dateien sind TOML. Diese Seite entsteht aus derselben Liste, nach der Lotse liest; \
     `lotse schema` gibt sie\nals JSON Schema für den Editor aus. Ein Schlüssel, der hier nicht steht, wird als Fehler gemeldet.\n",
    "# The file format\n\nAll files are TOML. This page comes from the list by which Lotse reads; `lotse schema` prints it \
     as JSON Schema\nfor your editor. A key that is not listed here is reported as an error.\n",
);
const STATE: Words = Words::new(
    "## Dateien eines Landes\n\nJede Datei nennt in `[state]` ihr Land. Wie sich die Tabellen auf Dateien verteilen, ist frei.\n",
    "## Files of a state\n\nEach file names its state in `[state]`. How the tables are spread over files is up to you.\n",
);
const SETTINGS: Words = Words::new("## Einstellungen: lotse.toml\n", "## Settings: lotse.toml\n");
const PERSONS: Words = Words::new(
    "## Personen: persons.toml\n\nDiese Datei liegt neben `lotse.toml` und darf fehlen. Nur sie nennt Menschen beim Namen. Ihre Angaben stehen in \
     keinem Dokument, außer\nin denen, die `lotse docs --internal` für das eigene Haus schreibt. Nehmen Sie sie nicht in ein öffentliches Repository auf.\n",
    "## Persons: persons.toml\n\nThis file lies beside `lotse.toml` and may be missing. Only it names people. What it says stands in no document but \
     those\nthat `lotse docs --internal` writes for your own house. Keep it out of a public repository.\n",
);
const PROFILE: Words = Words::new(
    "## Anforderungsprofil: templates/profiles/*.toml\n",
    "## Profile of requirements: templates/profiles/*.toml\n",
);
const HEAD: Words = Words::new(
    "| Schlüssel | nötig | Form | Bedeutung |\n| --- | --- | --- | --- |\n",
    "| Key | required | Form | Meaning |\n| --- | --- | --- | --- |\n",
);
const YES: Words = Words::new("ja", "yes");

/// The whole reference; `profile` is the list of a profile's keys.
pub fn markdown(profile: &RecordInfo, language: Language) -> String {
    let mut page = TITLE.get(language).to_owned();
    let mut seen = Vec::new();
    let _ = write!(page, "\n{}", STATE.get(language));
    for (name, info) in TABLES {
        let heading = if SINGLE.contains(name) { format!("[{name}]") } else { format!("[[{name}]]") };
        table(&mut page, &heading, info, language, &mut seen);
    }
    let files = [
        (SETTINGS, &RawSettings::INFO, "lotse.toml"),
        (PERSONS, &RawPersons::INFO, "persons.toml"),
        (PROFILE, profile, "profile"),
    ];
    for (title, info, heading) in files {
        let _ = write!(page, "\n{}", title.get(language));
        table(&mut page, heading, info, language, &mut seen);
    }
    page
}

/// One table, its words, then the tables inside it that no earlier one has brought.
fn table(
    page: &mut String,
    heading: &str,
    info: &RecordInfo,
    language: Language,
    seen: &mut Vec<&'static str>,
) {
    let fields = (info.fields)();
    let about = about(info, language);
    let stop = if about.ends_with('…') { "" } else { "." };
    let _ = write!(page, "\n### `{heading}`\n\n{about}{stop}\n\n{}", HEAD.get(language));
    for field in &fields {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} |",
            field.key,
            if field.required { YES.get(language) } else { "" },
            escaped(&form(&field.shape, language)),
            escaped(field.about.get(language)),
        );
    }
    for field in &fields {
        words(page, field, language);
    }
    for field in &fields {
        if let Some(inner) = inner(&field.shape).filter(|inner| !seen.contains(&inner.name)) {
            seen.push(inner.name);
            table(page, inner.name, inner, language, seen);
        }
    }
}

fn about(info: &RecordInfo, language: Language) -> String {
    let text = info.about.get(language);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The words of a closed list with their meanings, below the table.
fn words(page: &mut String, field: &FieldInfo, language: Language) {
    let mut shape = &field.shape;
    while let Shape::List(item) = shape {
        shape = item;
    }
    let Shape::Word(words) = shape else { return };
    let _ = writeln!(page, "\n`{}`:\n", field.key);
    for (word, label) in words {
        let _ = writeln!(page, "- `{word}`: {}", label.get(language));
    }
}

/// The record inside a shape.
fn inner(shape: &Shape) -> Option<&'static RecordInfo> {
    match shape {
        Shape::Record(info) | Shape::RecordOr(info, _) => Some(info),
        Shape::List(item) | Shape::Map(item) => inner(item),
        _ => None,
    }
}

fn form(shape: &Shape, language: Language) -> String {
    let say = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    match shape {
        Shape::Text { what, .. } => what.get(language).to_owned(),
        Shape::Integer => say("ganze Zahl", "whole number").to_owned(),
        Shape::Boolean => "true, false".to_owned(),
        Shape::Date => DATE.get(language).to_owned(),
        Shape::DateOr(words) => or_words(DATE.get(language).to_owned(), words, language),
        Shape::Word(_) => say("Wort, siehe unten", "word, see below").to_owned(),
        Shape::List(item) => format!("{}: {}", say("Liste", "list"), form(item, language)),
        Shape::Record(info) => link(info, language),
        Shape::RecordOr(info, words) => or_words(link(info, language), words, language),
        Shape::Map(item) => format!("{}: {}", say("freie Schlüssel", "free keys"), form(item, language)),
    }
}

/// A table by its name, as a link to where it is told of.
fn link(info: &RecordInfo, language: Language) -> String {
    let table = Words::new("Tabelle", "table").get(language);
    format!("{table} [`{}`](#{})", info.name, anchor(info.name))
}

/// A form, or one of a few words with their meanings.
fn or_words(form: String, words: &[(&'static str, Words)], language: Language) -> String {
    let or = Words::new("oder", "or").get(language);
    words
        .iter()
        .fold(form, |text, (word, label)| format!("{text}; {or} `\"{word}\"` ({})", label.get(language)))
}

/// The anchor that Markdown renderers give a heading: dots vanish.
fn anchor(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric() || *letter == '-').collect()
}

/// Text inside a cell of a table.
fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}
