//! Why a text is no such identifier, said so that an administrator can mend it.

use std::fmt::{self, Write as _};

use crate::text::{Text, Words, text};

/// Longer texts are no misspelt identifiers, in bytes.
const LONGEST_REPAIR: usize = 500;

/// Why a text is not the identifier it should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// What is wrong.
    pub message: Text,
    /// What to do about it, or why the rule exists.
    pub help: Option<Text>,
    /// The right text, only where there is no doubt about it; it always parses.
    pub replacement: Option<String>,
}

impl Problem {
    /// A problem without advice.
    pub fn new(message: Text) -> Self {
        Self { message, help: None, replacement: None }
    }

    /// What is wrong as a phrase: findings have no full stop.
    pub fn phrase(&self) -> Text {
        Text::new(self.message.de.trim_end_matches('.'), self.message.en.trim_end_matches('.'))
    }

    /// The same problem with advice.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// The same problem with `candidate` instead of `original`, provided that `parse` accepts it.
    ///
    /// A candidate may itself be in need of a repair; that it differs and is short keeps this from going on for long.
    #[must_use]
    pub(super) fn repair<T>(
        mut self,
        original: &str,
        candidate: String,
        parse: fn(&str) -> Result<T, Self>,
    ) -> Self {
        if candidate != original && candidate.len() <= LONGEST_REPAIR && parse(&candidate).is_ok() {
            self.replacement = Some(candidate);
        }
        self
    }
}

/// The text as it may stand in a message: short, and with nothing invisible in it. Nothing is done for a text that never
/// comes to be shown: most are right.
pub(super) const fn quoted(text: &str) -> Quoted<'_> {
    Quoted(text)
}

/// See [`quoted`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Quoted<'t>(&'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LIMIT: usize = 60;
        for c in self.0.chars().take(LIMIT) {
            f.write_char(if hidden(c) { '\u{fffd}' } else { c })?;
        }
        if self.0.chars().nth(LIMIT).is_some() { f.write_char('…') } else { Ok(()) }
    }
}

/// Characters that cannot be seen but change what a text is or how it reads: control characters,
/// zero-width characters, changes of direction, soft hyphen.
pub(super) fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text without blanks and hidden characters, for keys in which a blank never means anything.
pub(super) fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !hidden(*c)).collect()
}

/// The text without blanks and hidden characters at its ends.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || hidden(c))
}

/// Rejects an empty text, and blanks or hidden characters anywhere; offers what `mended` makes of it if that is right.
///
/// `what` is the subject of the sentence with its article: "Die OZG-Nummer", "The OZG number".
pub(super) fn no_blanks<T>(
    what: Words,
    text: &str,
    mended: fn(&str) -> String,
    parse: fn(&str) -> Result<T, Problem>,
) -> Result<(), Problem> {
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    let Words { de, en } = what;
    if trimmed(text).is_empty() {
        return Err(Problem::new(text!("{de} ist leer.", "{en} is empty.")));
    }
    let blank = text.chars().any(char::is_whitespace);
    if !blank && !text.chars().any(hidden) {
        return Ok(());
    }
    let shown = quoted(text);
    let message = if blank {
        text!("{de} „{shown}“ enthält Leerzeichen.", "{en} “{shown}” contains blanks.")
    } else {
        text!("{de} „{shown}“ enthält unsichtbare Zeichen.", "{en} “{shown}” contains invisible characters.")
    };
    let help = text!(
        "Solche Zeichen geraten oft beim Kopieren hinein; bitte entfernen.",
        "Such characters often slip in when copying; please remove them."
    );
    Err(Problem::new(message).help(help).repair(text, mended(text), parse))
}

/// Whether all characters are ASCII digits, and there is at least one.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// "1 Ziffer", "3 Ziffern" in both languages.
pub(super) fn digit_count(count: usize) -> Text {
    if count == 1 { text!("1 Ziffer", "1 digit") } else { text!("{count} Ziffern", "{count} digits") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_short_and_visible() {
        assert_eq!(quoted("a\u{202e}b\n").to_string(), "a\u{fffd}b\u{fffd}");
        assert_eq!(quoted(&"ä".repeat(100)).to_string().chars().count(), 61);
    }
}
