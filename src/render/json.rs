//! Findings as JSON, for other programs: `lotse check --format json`.
//!
//! `version` is raised when a key changes its meaning or vanishes; new keys may come at any time.

use serde::Serialize;

use super::lines;
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};
use crate::text::Text;
use crate::view::summary::Summary;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    on: &'a str,
    summary: &'a Summary,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'a str,
    message: &'a Text,
    help: Option<&'a Text>,
    subject: &'a str,
    sources: &'a [String],
    #[serde(flatten)]
    place: Range<'a>,
    related: Vec<Related<'a>>,
    cause: Option<&'a Text>,
    fix: Vec<Change<'a>>,
    /// What it tells of at once, each with its own subject and place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<Member<'a>>,
}

#[derive(Serialize)]
struct Member<'a> {
    subject: &'a str,
    message: &'a Text,
    file: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Range<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a Text,
}

#[derive(Serialize)]
struct Change<'a> {
    #[serde(flatten)]
    place: Range<'a>,
    replacement: &'a str,
}

/// The findings in the order given, as JSON with two spaces of indentation and a newline at the end. `on` is the day
/// for which was checked, `2027-01-01`. Lines and columns count from 1, columns count characters; the end is exclusive.
pub fn findings_json(findings: &[Diagnostic], sources: &Sources, on: &str, summary: &Summary) -> String {
    let findings = findings.iter().map(|diagnostic| finding(diagnostic, sources)).collect();
    let report = Report { version: 1, on, summary, findings };
    lines::json(&report)
}

fn finding<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Finding<'a> {
    Finding {
        code: diagnostic.code.0,
        name: diagnostic.name,
        severity: diagnostic.severity.word(),
        message: &diagnostic.message,
        help: diagnostic.help.as_ref(),
        subject: &diagnostic.subject,
        sources: &diagnostic.sources,
        place: range(diagnostic.span, sources),
        related: diagnostic
            .related
            .iter()
            .map(|label| {
                let Range { file, line, column, .. } = range(label.span, sources);
                Related { file, line, column, message: &label.message }
            })
            .collect(),
        cause: diagnostic.cause.as_ref(),
        fix: diagnostic
            .fix
            .iter()
            .map(|edit| Change { place: range(edit.span, sources), replacement: &edit.replacement })
            .collect(),
        members: diagnostic
            .members
            .iter()
            .map(|member| {
                let Range { file, line, column, .. } = range(member.span, sources);
                Member { subject: &member.subject, message: &member.message, file, line, column }
            })
            .collect(),
    }
}

fn range(span: Span, sources: &Sources) -> Range<'_> {
    let (start, end) = sources.positions(span);
    Range {
        file: sources.get(span.source).path(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Severity, Step};

    #[test]
    fn findings_as_json() {
        let sources = Sources::new([("a.toml".to_owned(), "# ä\nowner = 'it'\n".to_owned())]);
        let id = sources.find("a.toml").expect("is there");
        let finding = Diagnostic {
            code: Code("L101"),
            name: "level-without-owner",
            severity: Severity::Error,
            step: Step::First,
            message: Text::new("niemand", "nobody"),
            span: Span::new(id, 2..4),
            label: Text::default(),
            related: Vec::new(),
            cause: None,
            help: Some(Text::new("so", "thus")),
            subject: "ni/first".to_owned(),
            sources: vec!["S4".to_owned()],
            fix: Vec::new(),
            members: Vec::new(),
        }
        .related(Span::new(id, 5..10), Text::same("owner"))
        .edit(Span::new(id, 13..17), "'it-ni'");
        let summary =
            Summary { errors: 1, more: vec![("municipalities".to_owned(), 3)], ..Summary::default() };
        let json = findings_json(&[finding], &sources, "2027-01-01", &summary);
        insta::assert_snapshot!(json, @r#"
        {
          "version": 1,
          "on": "2027-01-01",
          "summary": {
            "errors": 1,
            "warnings": 0,
            "notes": 0,
            "cells_required": 0,
            "cells_covered": 0,
            "municipalities": 3
          },
          "findings": [
            {
              "code": "L101",
              "name": "level-without-owner",
              "severity": "error",
              "message": {
                "de": "niemand",
                "en": "nobody"
              },
              "help": {
                "de": "so",
                "en": "thus"
              },
              "subject": "ni/first",
              "sources": [
                "S4"
              ],
              "file": "a.toml",
              "line": 1,
              "column": 3,
              "end_line": 1,
              "end_column": 4,
              "related": [
                {
                  "file": "a.toml",
                  "line": 2,
                  "column": 1,
                  "message": {
                    "de": "owner",
                    "en": "owner"
                  }
                }
              ],
              "cause": null,
              "fix": [
                {
                  "file": "a.toml",
                  "line": 2,
                  "column": 9,
                  "end_line": 2,
                  "end_column": 13,
                  "replacement": "'it-ni'"
                }
              ]
            }
          ]
        }
        "#);
    }

    #[test]
    fn nothing_found() {
        let json = findings_json(&[], &Sources::default(), "2027-01-01", &Summary::default());
        assert!(json.ends_with("\"findings\": []\n}\n"), "{json}");
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }
}
