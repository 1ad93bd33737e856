//! Findings for other programs: code scanning, merge requests, test reports.
//!
//! All forms say the same findings at the same places. Paths are told relative to where the command was run, as these
//! programs expect it; a finding is recognised over runs by code, subject and message ([`crate::baseline`]), so that
//! lines inserted above it change nothing.

pub mod github;
pub mod gitlab;
pub mod junit;
pub mod sarif;

use std::collections::BTreeMap;

use crate::baseline;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;
use crate::text::Language;

/// What all forms draw on.
#[derive(Debug, Clone, Copy)]
pub struct Report<'r> {
    /// The findings, in order.
    pub findings: &'r [Diagnostic],
    /// The files that they point into.
    pub sources: &'r Sources,
    /// The language of the messages.
    pub language: Language,
    /// What stands before each path: `` or `states/`.
    pub prefix: &'r str,
    /// Whether warnings count as errors.
    pub strict: bool,
}

/// Where a finding stands, for people: all numbers from 1, columns in characters, the end exclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

impl Report<'_> {
    fn place(&self, span: crate::source::Span) -> Place {
        let (start, end) = self.sources.positions(span);
        Place {
            path: format!("{}{}", self.prefix, self.sources.get(span.source).path()),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }

    /// One sentence, and what explains it: message, label, cause, way out.
    fn sentences(&self, finding: &Diagnostic) -> Vec<String> {
        let parts =
            [Some(&finding.message), Some(&finding.label), finding.cause.as_ref(), finding.help.as_ref()];
        parts
            .into_iter()
            .flatten()
            .map(|text| text.get(self.language))
            .filter(|text| !text.is_empty())
            .map(sentence)
            .collect()
    }

    /// What recognises each finding in the next run: the fingerprint, and which of several alike it is.
    fn fingerprints(&self) -> Vec<String> {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        self.findings
            .iter()
            .map(|finding| {
                let print = baseline::fingerprint(finding);
                let count = seen.entry(print.clone()).or_default();
                *count += 1;
                if *count == 1 { print } else { format!("{print}-{count}") }
            })
            .collect()
    }
}

/// A sentence as it stands alone: a capital letter in front, a full stop at the end.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let mut out: String =
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    if !out.ends_with(['.', '!', '?', ':', '…']) {
        out.push('.');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_stand_alone() {
        assert_eq!(sentence("über alles"), "Über alles.");
        assert_eq!(sentence("Wer antwortet?"), "Wer antwortet?");
        assert_eq!(sentence(""), ".");
    }
}
