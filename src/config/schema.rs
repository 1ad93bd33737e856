//! The JSON Schema (draft-07) of the files, from the field list that the reader uses.
//!
//! No `oneOf`: editors answer it with "matches none of the alternatives", which helps nobody. Records are written out where
//! they stand instead of referred to, because beside `$ref` draft-07 ignores the description that an editor shows.

use serde_json::{Map, Value, json};

use super::TABLES;
use super::settings::RawSettings;
use super::shape::{ANY, FieldInfo, RecordInfo, Shape};
use crate::text::{Language, Words};

/// The tables of a state's file that stand once; all others are lists in double brackets.
pub(super) const SINGLE: &[&str] = &["state", "durations"];

/// The schema of a state's file.
pub fn state(language: Language) -> Value {
    let mut properties = Map::new();
    for (name, info) in TABLES {
        let table = record(info, language);
        let value = if SINGLE.contains(name) {
            table
        } else {
            json!({"type": "array", "description": info.about.get(language), "items": table})
        };
        properties.insert((*name).to_owned(), value);
    }
    let title = Words::new("Lotse: Datei eines Landes", "Lotse: file of a state");
    let about = Words::new(
        "Was ein Land über Onlinedienste, Stellen und Support festhält.",
        "What a state records about online services, organizations and support.",
    );
    json!({
        "$schema": DRAFT,
        "title": title.get(language),
        "description": about.get(language),
        "type": "object",
        "properties": properties,
        "required": ["state"],
        "additionalProperties": false,
    })
}

/// The schema of `lotse.toml`.
pub fn settings(language: Language) -> Value {
    whole(&RawSettings::INFO, language)
}

/// The schema of a file that is one table as a whole: settings, a profile.
pub fn whole(info: &RecordInfo, language: Language) -> Value {
    let mut schema = record(info, language);
    if let Some(object) = schema.as_object_mut() {
        object.insert("$schema".to_owned(), json!(DRAFT));
        object.insert("title".to_owned(), json!(format!("Lotse: {}", info.name)));
    }
    schema
}

/// The draft that Taplo, Tombi and the editors built on them understand.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

fn record(info: &RecordInfo, language: Language) -> Value {
    let fields = (info.fields)();
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    let (free, named): (Vec<&FieldInfo>, Vec<&FieldInfo>) = fields.iter().partition(|field| field.key == ANY);
    let properties: Map<String, Value> =
        named.iter().map(|field| (field.key.to_owned(), described(field, language))).collect();
    let others = free.first().map_or(json!(false), |field| described(field, language));
    let mut table = json!({
        "type": "object",
        "description": info.about.get(language),
        "properties": properties,
        "additionalProperties": others,
    });
    if let Some(object) = table.as_object_mut().filter(|_| !required.is_empty()) {
        object.insert("required".to_owned(), json!(required));
    }
    table
}

/// A field: its shape, with its own meaning and its form as the description.
fn described(field: &FieldInfo, language: Language) -> Value {
    let mut value = shape(&field.shape, language);
    if let Some(object) = value.as_object_mut() {
        let form = form(&field.shape, language);
        let about = field.about.get(language);
        let text = if form.is_empty() { about.to_owned() } else { format!("{about}\n\n{form}") };
        object.insert("description".to_owned(), json!(text));
    }
    value
}

/// What an editor adds to a field's meaning: its form, or the words with theirs.
fn form(shape: &Shape, language: Language) -> String {
    match shape {
        Shape::Text { pattern: "", .. }
        | Shape::Integer
        | Shape::Boolean
        | Shape::Record(_)
        | Shape::Map(_) => String::new(),
        Shape::Text { what, .. } => what.get(language).to_owned(),
        Shape::Date => DATE.get(language).to_owned(),
        Shape::DateOr(words) => format!("{}\n\n{}", DATE.get(language), list(words, language)),
        Shape::Word(words) | Shape::RecordOr(_, words) => list(words, language),
        Shape::List(item) => form(item, language),
    }
}

/// How a date is written.
pub(super) const DATE: Words =
    Words::new("Datum ohne Anführungszeichen: 2027-03-01", "date without quotes: 2027-03-01");

fn list(words: &[(&'static str, Words)], language: Language) -> String {
    words
        .iter()
        .map(|(word, label)| format!("- \"{word}\": {}", label.get(language)))
        .collect::<Vec<_>>()
        .join("\n")
}

fn shape(shape: &Shape, language: Language) -> Value {
    match shape {
        Shape::Text { pattern: "", .. } => json!({"type": "string", "minLength": 1}),
        Shape::Text { pattern, what } => {
            json!({"type": "string", "pattern": pattern, "description": what.get(language)})
        }
        Shape::Integer => json!({"type": "integer", "minimum": 0}),
        Shape::Boolean => json!({"type": "boolean"}),
        Shape::Date => json!({"type": "string", "format": "date"}),
        Shape::DateOr(words) => {
            json!({"anyOf": [{"type": "string", "format": "date"}, word(words, language)]})
        }
        Shape::Word(words) => word(words, language),
        Shape::List(item) => json!({"type": "array", "items": self::shape(item, language)}),
        Shape::Record(info) => record(info, language),
        Shape::RecordOr(info, words) => {
            json!({"anyOf": [record(info, language), word(words, language)]})
        }
        Shape::Map(item) => json!({"type": "object", "additionalProperties": self::shape(item, language)}),
    }
}

/// A closed list; editors read the meanings from different keys.
fn word(words: &[(&'static str, Words)], language: Language) -> Value {
    let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let labels: Vec<&str> = words.iter().map(|(_, label)| label.get(language)).collect();
    json!({
        "type": "string",
        "enum": names,
        "description": list(words, language),
        "markdownEnumDescriptions": labels,
        "x-taplo": {"docs": {"enumValues": labels}},
    })
}
