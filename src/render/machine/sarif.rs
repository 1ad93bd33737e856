//! SARIF 2.1.0, for code scanning: rules with their help, results with places, repairs and fingerprints.
//!
//! Source: OASIS Standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 27 March 2020.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::{Place, Report};
use crate::diagnostic::{Diagnostic, RuleInfo, Severity};
use crate::render::lines;
use crate::text::Language;

/// The findings as a SARIF log. `catalog` are all codes that can be reported.
pub fn log(report: &Report<'_>, catalog: &[&RuleInfo]) -> String {
    let rules: Vec<Value> = catalog.iter().map(|info| rule(info, report.language)).collect();
    let results: Vec<Value> = report
        .findings
        .iter()
        .zip(report.fingerprints())
        .map(|(finding, print)| result(report, catalog, finding, &print))
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Lotse",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "language": match report.language { Language::De => "de-DE", Language::En => "en-GB" },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    lines::json(&log)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn rule(info: &RuleInfo, language: Language) -> Value {
    let (why, fix) = match language {
        Language::De => ("Warum", "So beheben"),
        Language::En => ("Why", "How to fix"),
    };
    let [what_words, why_words, fix_words] = [info.what, info.why, info.fix].map(|words| words.get(language));
    json!({
        "id": info.code.0,
        "name": pascal(info.name),
        "shortDescription": { "text": super::sentence(info.summary.get(language)) },
        "fullDescription": { "text": what_words },
        "help": {
            "text": format!("{what_words}\n\n{why}: {why_words}\n\n{fix}: {fix_words}"),
            "markdown": format!("{what_words}\n\n**{why}:** {why_words}\n\n**{fix}:** {fix_words}"),
        },
        "defaultConfiguration": { "level": level(info.severity) },
        "properties": { "tags": info.sources },
    })
}

fn result(report: &Report<'_>, catalog: &[&RuleInfo], finding: &Diagnostic, print: &str) -> Value {
    let mut result = json!({
        "ruleId": finding.code.0,
        "level": level(finding.severity),
        "message": { "text": report.sentences(finding).join(" ") },
        "locations": [{ "physicalLocation": physical(&report.place(finding.span)) }],
        "partialFingerprints": { "lotse/v1": print },
        "properties": { "subject": finding.subject, "tags": finding.sources },
    });
    let Some(map) = result.as_object_mut() else { return result };
    if let Some(index) = catalog.iter().position(|info| info.code == finding.code) {
        map.insert("ruleIndex".to_owned(), index.into());
    }
    if !finding.related.is_empty() || !finding.members.is_empty() {
        map.insert("relatedLocations".to_owned(), related(report, finding));
    }
    if !finding.fix.is_empty() {
        map.insert("fixes".to_owned(), fixes(report, finding));
    }
    result
}

fn related(report: &Report<'_>, finding: &Diagnostic) -> Value {
    let labels = finding.related.iter().map(|label| (label.span, &label.message));
    let members = finding.members.iter().map(|member| (member.span, &member.message));
    // The members of a finding are all its places; its labels are the first of them.
    let all: Vec<_> = if finding.members.is_empty() { labels.collect() } else { members.collect() };
    all.into_iter()
        .map(|(span, message)| {
            json!({
                "physicalLocation": physical(&report.place(span)),
                "message": { "text": super::sentence(message.get(report.language)) },
            })
        })
        .collect()
}

/// The repair: one replacement per edit, gathered by file as SARIF wants it.
fn fixes(report: &Report<'_>, finding: &Diagnostic) -> Value {
    let mut changes: Vec<(String, Vec<Value>)> = Vec::new();
    for edit in &finding.fix {
        let place = report.place(edit.span);
        let replacement =
            json!({ "deletedRegion": region(&place), "insertedContent": { "text": edit.replacement } });
        match changes.iter_mut().find(|(path, _)| *path == place.path) {
            Some((_, list)) => list.push(replacement),
            None => changes.push((place.path, vec![replacement])),
        }
    }
    let changes: Vec<Value> = changes
        .into_iter()
        .map(|(path, replacements)| {
            json!({ "artifactLocation": { "uri": uri(&path) }, "replacements": replacements })
        })
        .collect();
    json!([{ "artifactChanges": changes }])
}

fn physical(place: &Place) -> Value {
    json!({ "artifactLocation": { "uri": uri(&place.path) }, "region": region(place) })
}

fn region(place: &Place) -> Value {
    let mut map = Map::new();
    for (key, value) in [
        ("startLine", place.line),
        ("startColumn", place.column),
        ("endLine", place.end_line),
        ("endColumn", place.end_column),
    ] {
        map.insert(key.to_owned(), value.into());
    }
    Value::Object(map)
}

/// A path as a relative reference (RFC 3986): everything outside the unreserved characters and `/` is percent-encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// `level-without-owner` → `LevelWithoutOwner`: SARIF names rules in one word.
fn pascal(name: &str) -> String {
    name.split('-')
        .map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_uppercase().chain(letters).collect::<String>())
                .unwrap_or_default()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses() {
        assert_eq!(pascal("level-without-owner"), "LevelWithoutOwner");
        assert_eq!(uri("länder/a b%.toml"), "l%C3%A4nder/a%20b%25.toml");
    }
}
