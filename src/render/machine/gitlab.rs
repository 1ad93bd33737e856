//! GitLab Code Quality: what a merge request shows beside the changed lines.
//!
//! Source: GitLab's documentation, "Code Quality report format": description, check name, fingerprint, severity,
//! path and first line of each finding; the fingerprints of a report differ.

use serde::Serialize;

use super::Report;
use crate::diagnostic::Severity;
use crate::render::lines;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// The findings as a Code Quality report.
pub fn code_quality(report: &Report<'_>) -> String {
    let issues: Vec<Issue> = report
        .findings
        .iter()
        .zip(report.fingerprints())
        .map(|(finding, fingerprint)| {
            let place = report.place(finding.span);
            Issue {
                description: format!("{}: {}", finding.code, report.sentences(finding).join(" ")),
                check_name: format!("{} {}", finding.code, finding.name),
                fingerprint,
                severity: match finding.severity {
                    Severity::Error => "critical",
                    Severity::Warning => "major",
                    Severity::Note => "info",
                },
                location: Location { path: place.path, lines: Lines { begin: place.line } },
            }
        })
        .collect();
    lines::json(&issues)
}
