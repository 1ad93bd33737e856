//! "Als Nächstes": what to do first, at the end of a long list.

use std::fmt::Write as _;

use annotate_snippets::normalize_untrusted_str;

use super::excerpt::tame;
use crate::diagnostic::{Code, Diagnostic, Severity, Step};
use crate::render::wrap::wrap;
use crate::source::Sources;
use crate::text::noun::{Case, FINDINGS};
use crate::text::{Language, Text, Words};

/// As many kinds of work are named.
const SHOWN: usize = 5;
const HEAD: Words = Words::new("Als Nächstes", "What comes next");

/// The next kinds of work in the order of the findings given, each with the place to begin at; nothing where at most one
/// is left. Notes are no work.
pub fn next(findings: &[Diagnostic], sources: &Sources, language: Language, width: usize) -> String {
    let mut kinds: Vec<((Severity, Step, Code), &Diagnostic, usize)> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity > Severity::Note) {
        let kind = (finding.severity, finding.step, finding.code);
        match kinds.iter_mut().find(|(known, ..)| *known == kind) {
            Some((.., count)) => *count += 1,
            None => kinds.push((kind, finding, 1)),
        }
    }
    if kinds.len() < 2 {
        return String::new();
    }
    let mut out = format!("\n{}\n", HEAD.get(language));
    for (at, ((_, step, code), finding, count)) in kinds.iter().take(SHOWN).enumerate() {
        let path = normalize_untrusted_str(sources.get(finding.span.source).path());
        let line = sources.positions(finding.span).0.line;
        let _ = writeln!(out, "  {}. {} · {path}:{line}", at + 1, step.words().get(language));
        let message = normalize_untrusted_str(&tame(finding.message.get(language)));
        let more = match FINDINGS.more(count - 1, Case::Nominative) {
            _ if *count < 2 => String::new(),
            more => {
                Text::new(format!("; dazu {}", more.de), format!("; {}", more.en)).get(language).to_owned()
            }
        };
        let sentence = format!("{message} [{code}{more}]");
        let _ = writeln!(out, "     {}", wrap(&sentence, width.saturating_sub(5)).replace('\n', "\n     "));
    }
    let left = kinds.iter().skip(SHOWN).map(|(.., count)| count).sum::<usize>();
    if left > 0 {
        let more = FINDINGS.more(left, Case::Nominative);
        let then = Text::new(format!("danach noch {}", more.de), format!("then {}", more.en));
        let _ = writeln!(out, "  {}", then.get(language));
    }
    out
}
