//! Findings for people at a terminal: the place, the line, the cause, the norm, the way out.

mod excerpt;
mod next;
#[cfg(test)]
mod tests;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Level, Renderer, normalize_untrusted_str};

use self::excerpt::{Excerpt, change, excerpts, tame};
pub use self::next::next;
use super::wrap::wrap;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;
use crate::text::list;
use crate::text::noun::{Case, ERRORS, NOTES, WARNINGS};
use crate::text::{Language, Words};

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// With ANSI colours.
    pub colour: bool,
    /// Columns to keep within, where words allow it.
    pub width: usize,
    /// Frames out of ASCII characters only; the texts keep their umlauts.
    pub ascii: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, width: 80, ascii: true }
    }
}

const ERROR: Words = Words::new("Fehler", "error");
const WARNING: Words = Words::new("Warnung", "warning");
const NOTE: Words = Words::new("Hinweis", "note");
const CAUSE: Words = Words::new("Ursache", "cause");
const NORM: Words = Words::new("Norm", "norm");
const OWN_RULE: Words = Words::new("eigene Regel", "own rule");
const HELP: Words = Words::new("Lösung", "help");
const CHANGE: Words = Words::new("Änderung", "change");
/// As many subjects are named.
const SUBJECTS: usize = 3;
const AND: Words = Words::new("und", "and");
const SUBJECT: Words = Words::new("Gegenstand", "subject");

/// All findings in the order given, each followed by an empty line.
pub fn render(findings: &[Diagnostic], sources: &Sources, language: Language, style: Style) -> String {
    let mut all = String::new();
    for finding in findings {
        all.push_str(&render_one(finding, sources, language, style));
        all.push_str("\n\n");
    }
    all
}

/// One finding, without a newline at the end.
pub fn render_one(finding: &Diagnostic, sources: &Sources, language: Language, style: Style) -> String {
    let (level, word) = match finding.severity {
        Severity::Error => (Level::ERROR, ERROR),
        Severity::Warning => (Level::WARNING, WARNING),
        Severity::Note => (Level::NOTE, NOTE),
    };
    let word = word.get(language);
    let code = finding.code.0;
    let title_width = style.width.saturating_sub(word.chars().count() + code.chars().count() + 4);
    let title = wrap(&tame(finding.message.get(language)), title_width);
    let mut excerpts = excerpts(finding, sources, language);
    let gutter = excerpts.iter().map(|excerpt| excerpt.last_line).max().unwrap_or(1).to_string().len();
    let group = level.with_name(word).primary_title(title).id(code);
    let columns = style.width.saturating_sub(gutter + 3);
    let mut notes = Vec::new();
    for excerpt in &mut excerpts {
        excerpt.move_long_labels(columns, &mut notes);
    }
    let notes = notes.into_iter().enumerate().map(|(at, note)| (format!("[{}]", at + 1), note));
    let footers = notes.chain(footers(finding, sources, language)).map(|(word, text)| {
        let text = wrap(&text, columns.saturating_sub(word.chars().count() + 2));
        Level::NOTE.with_name(word).message(tame(&normalize_untrusted_str(&text)))
    });
    let group = group.elements(excerpts.iter().map(Excerpt::snippet)).elements(footers);
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let decor = if style.ascii { DecorStyle::Ascii } else { DecorStyle::Unicode };
    renderer.term_width(style.width).decor_style(decor).render(&[group])
}

/// "1 Fehler, 2 Warnungen, keine Hinweise" without what is not there; "keine Befunde" where nothing is.
pub fn summary(errors: usize, warnings: usize, notes: usize, language: Language) -> String {
    let words = [(errors, ERRORS), (warnings, WARNINGS), (notes, NOTES)];
    let parts: Vec<String> = words
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, noun)| format!("{count} {}", noun.word(count, Case::Nominative).get(language)))
        .collect();
    if parts.is_empty() {
        return Words::new("keine Befunde", "no findings").get(language).to_owned();
    }
    parts.join(", ")
}

/// The lines below the excerpts: a word and what it says.
fn footers(finding: &Diagnostic, sources: &Sources, language: Language) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut add = |word: Words, text: &str| lines.push((word.get(language).to_owned(), text.to_owned()));
    if let Some(cause) = &finding.cause {
        add(CAUSE, cause.get(language));
    }
    if finding.sources.is_empty() {
        add(OWN_RULE, finding.name);
    } else {
        add(NORM, &finding.sources.join(", "));
    }
    if let Some(help) = &finding.help {
        add(HELP, help.get(language));
    }
    for edit in &finding.fix {
        add(CHANGE, &change(edit, sources));
    }
    // What an exception would name: of many the first, and how many more.
    let each = finding.each();
    for member in each.iter().filter(|member| !member.subject.is_empty()).take(SUBJECTS) {
        add(SUBJECT, &member.subject);
    }
    if each.len() > SUBJECTS {
        let more = list::more(each.len() - SUBJECTS, Case::Nominative);
        add(SUBJECT, &format!("{} {}", AND.get(language), more.get(language)));
    }
    lines
}
