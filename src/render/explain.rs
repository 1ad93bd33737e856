//! A rule as people read it: on the terminal and as a page of the reference; both from the same text.

// Writing into a string cannot fail; the results are dropped.
use std::fmt::Write as _;

use super::wrap::wrap;
use crate::diagnostic::RuleInfo;
use crate::text::noun::capital;
use crate::text::{Language, Words};

const WHAT: Words = Words::new("Was geprüft wird", "What it checks");
const WHY: Words = Words::new("Warum das wichtig ist", "Why it matters");
const FIX: Words = Words::new("Was zu tun ist", "How to fix it");
const BAD: Words = Words::new("So wird es gemeldet", "An example that is reported");
const GOOD: Words = Words::new("So ist es richtig", "The same, mended");
const NORM: Words = Words::new("Grundlage", "Source");
const OWN: Words = Words::new("eigene Regel", "a rule of our own");
const SEVERITY: Words = Words::new("Schwere", "Severity");
const SINCE: Words = Words::new("seit Fassung", "since version");

/// A severity as people say it.
pub const fn severity_words(severity: crate::diagnostic::Severity) -> Words {
    match severity {
        crate::diagnostic::Severity::Error => Words::new("Fehler", "error"),
        crate::diagnostic::Severity::Warning => Words::new("Warnung", "warning"),
        crate::diagnostic::Severity::Note => Words::new("Hinweis", "note"),
    }
}

/// The norms a rule stands on, in words.
fn norms(info: &RuleInfo, language: Language) -> String {
    if info.sources.is_empty() { OWN.get(language).to_owned() } else { info.sources.join(", ") }
}

/// One rule in Markdown.
pub fn markdown(info: &RuleInfo, language: Language) -> String {
    let mut page = format!("# {} · {}\n\n{}.\n\n", info.code, info.name, capital(info.summary.get(language)));
    let _ = writeln!(
        page,
        "{}: {} · {}: {} · {} {}",
        SEVERITY.get(language),
        severity_words(info.severity).get(language),
        NORM.get(language),
        norms(info, language),
        SINCE.get(language),
        info.since,
    );
    for (title, text) in [(WHAT, info.what), (WHY, info.why), (FIX, info.fix)] {
        let _ = write!(page, "\n## {}\n\n{}\n", title.get(language), text.get(language));
    }
    for (title, example) in [(BAD, info.bad), (GOOD, info.good)] {
        if !example.is_empty() {
            let _ = write!(page, "\n## {}\n\n```toml\n{}\n```\n", title.get(language), example.trim_end());
        }
    }
    page
}

/// The list of all rules, one line each, to fit 80 columns where the summary does.
pub fn list(infos: &[&RuleInfo], language: Language, width: usize) -> String {
    infos.iter().fold(String::new(), |mut list, info| {
        let code = format!("{}  ", info.code);
        let below = format!("\n{}", " ".repeat(code.chars().count()));
        let summary = wrap(info.summary.get(language), width.saturating_sub(below.len() - 1));
        let _ = writeln!(list, "{code}{}", summary.replace('\n', &below));
        list
    })
}

/// The list as a table of the reference; `folder` is where the pages stand.
#[cfg(feature = "inside")]
pub fn index(infos: &[&RuleInfo], language: Language) -> String {
    let (title, head) = match language {
        Language::De => ("# Alle Regeln", "| Regel | Name | Was gemeldet wird | Schwere | Grundlage |"),
        Language::En => ("# All rules", "| Rule | Name | What is reported | Severity | Source |"),
    };
    let mut page = format!("{title}\n\n{head}\n| --- | --- | --- | --- | --- |\n");
    for info in infos {
        let _ = writeln!(
            page,
            "| [{code}]({code}.md) | {} | {} | {} | {} |",
            info.name,
            info.summary.get(language),
            severity_words(info.severity).get(language),
            norms(info, language),
            code = info.code,
        );
    }
    page
}
