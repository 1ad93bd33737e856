//! Lines of a report on a terminal: wrapped, with hanging indents; what comes from files is made harmless.

use std::fmt::Write as _;

use crate::text::noun::{Case, MUNICIPALITIES, number};
use crate::text::{Language, Words};

/// A report that is put together line by line.
#[derive(Debug)]
pub struct Lines {
    text: String,
    width: usize,
}

impl Lines {
    /// An empty report; lines keep within `width` where words allow it.
    pub const fn new(width: usize) -> Self {
        Self { text: String::new(), width }
    }

    /// An empty line, unless the report begins with it or one stands there already.
    pub fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A paragraph: `first` before its first line, `rest` before the others.
    pub fn put(&mut self, first: &str, rest: &str, paragraph: &str) {
        self.text.push_str(&filled(paragraph, first, rest, self.width));
        self.text.push('\n');
    }

    /// A paragraph indented by so many columns.
    pub fn line(&mut self, indent: usize, paragraph: &str) {
        let indent = " ".repeat(indent);
        self.put(&indent, &indent, paragraph);
    }

    /// A point of a list: a dash, and the text hanging beside it.
    pub fn point(&mut self, indent: usize, paragraph: &str) {
        let indent = " ".repeat(indent);
        self.put(&format!("{indent}- "), &format!("{indent}  "), paragraph);
    }

    /// A heading with a rule of its length below it.
    pub fn heading(&mut self, text: &str) {
        self.blank();
        let longest = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().count();
        self.line(0, text);
        self.line(0, &"-".repeat(longest.min(self.width)));
    }

    /// The whole report.
    pub fn finish(self) -> String {
        self.text
    }
}

/// A paragraph broken into lines of `width` characters, where words allow it: `first` before the first, `rest` before the
/// others; what comes from files is made harmless.
pub(super) fn filled(paragraph: &str, first: &str, rest: &str, width: usize) -> String {
    let mut text = String::with_capacity(paragraph.len() + first.len());
    let mut line = first.to_owned();
    let mut filled = line.chars().count();
    let mut fresh = true;
    for word in paragraph.split_whitespace().map(harmless) {
        let length = word.chars().count();
        if !fresh && filled + 1 + length > width {
            text.push_str(line.trim_end());
            text.push('\n');
            rest.clone_into(&mut line);
            filled = line.chars().count();
            fresh = true;
        }
        // Writing into a string cannot fail.
        let _ = write!(line, "{}{word}", if fresh { "" } else { " " });
        filled += length + usize::from(!fresh);
        fresh = false;
    }
    text.push_str(line.trim_end());
    text
}

/// A word without power over a terminal: control characters and those that turn the direction of writing become dots.
pub(super) fn harmless(word: &str) -> String {
    word.chars()
        .map(|letter| {
            let turns =
                matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if letter.is_control() || turns { '·' } else { letter }
        })
        .collect()
}

/// How many people, where a register tells: ", 1.234 Menschen".
pub fn people(inhabitants: Option<u64>, language: Language) -> String {
    let Some(count) = inhabitants else { return String::new() };
    let word = Words::new("Menschen", "people").get(language);
    format!(", {} {word}", number(count, language))
}

/// "1 Kommune", "14 Kommunen".
pub(super) fn municipalities(count: usize, language: Language) -> String {
    format!("{count} {}", MUNICIPALITIES.word(count, Case::Nominative).get(language))
}

/// Data as JSON for other programs, with two blanks a level and a newline at the end. Views hold nothing that JSON cannot say.
pub fn json(data: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(data).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_counted_in_thousands() {
        assert_eq!(people(Some(1_234_567), Language::De), ", 1.234.567 Menschen");
        assert_eq!(people(Some(123), Language::En), ", 123 people");
        assert_eq!(people(None, Language::De), "");
    }

    #[test]
    fn lines_hang_and_are_harmless() {
        let mut lines = Lines::new(20);
        lines.blank();
        lines.heading("Kopf\nzeile");
        lines.point(2, "ein langer Satz mit \u{1b}[31m und \u{202e}");
        lines.blank();
        lines.blank();
        lines.line(1, "");
        assert_eq!(lines.finish(), "Kopf zeile\n----------\n  - ein langer Satz\n    mit ·[31m und ·\n\n\n");
    }
}
