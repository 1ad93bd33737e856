//! Annotations of GitHub Actions: one line per finding (`::error file=…,line=…::message`).
//!
//! Source: "Workflow commands for GitHub Actions"; what a line may not contain is percent-encoded as the toolkit does.

use std::fmt::Write as _;

use super::Report;
use crate::diagnostic::Severity;

/// The findings as annotations.
pub fn annotations(report: &Report<'_>) -> String {
    let mut out = String::new();
    for finding in report.findings {
        let level = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = report.place(finding.span);
        let title = property(&format!("{} {}", finding.code, finding.name));
        let message = data(&report.sentences(finding).join("\n"));
        // GitHub takes columns only where a finding stands on one line.
        let columns = if place.line == place.end_line && place.end_column > place.column {
            format!(",col={},endColumn={}", place.column, place.end_column)
        } else {
            String::new()
        };
        let _ = writeln!(
            out,
            "::{level} file={},line={},endLine={}{columns},title={title}::{message}",
            property(&place.path),
            place.line,
            place.end_line,
        );
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_line_or_a_property() {
        assert_eq!(property("a:b,c\n%"), "a%3Ab%2Cc%0A%25");
        assert_eq!(data("a: b\r\n::error::x"), "a: b%0D%0A::error::x");
    }
}
