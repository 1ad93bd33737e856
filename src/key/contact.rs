//! Telephone numbers as people write them, and as a telephone dials them.

use std::fmt;

use super::problem::{Problem, hidden, quoted, trimmed};
use crate::text::text;

/// A telephone number: international (`+49 30 23125 042`), national with area code (`030 23125 042`), the 115
/// (`115`, `+49 421 115`) or a harmonised number (116 and three digits). Shown as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone {
    /// As written, without blanks at the ends.
    written: String,
    /// What is dialled: `+493023125042`, or a short number.
    dialled: String,
    /// Whether it reaches the Behördennummer 115.
    is_115: bool,
}

impl Phone {
    /// Reads a number with digits, blanks and `+ - / ( ) .`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let written = trimmed(text);
        let shown = quoted(written);
        if written.is_empty() {
            return Err(Problem::new(text!("Die Telefonnummer ist leer.", "The telephone number is empty.")));
        }
        let strange = |(place, c): (usize, char)| {
            let plus = c == '+' && place == 0;
            !(plus
                || c.is_ascii_digit()
                || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-' | '–' | '/' | '(' | ')' | '.'))
        };
        if let Some((_, c)) = written.char_indices().find(|found| strange(*found)) {
            let c = if hidden(c) { '\u{fffd}' } else { c };
            return Err(Problem::new(text!(
                "Die Telefonnummer „{shown}“ enthält „{c}“.",
                "The telephone number “{shown}” contains “{c}”."
            ))
            .help(text!(
                "Bitte genau eine Nummer angeben, ohne Worte: +49 30 23125 042.",
                "Please give exactly one number, without words: +49 30 23125 042."
            ))
            .repair(written, written.trim_start_matches("tel:").trim().to_owned(), Self::parse));
        }
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        let dialled = if written.starts_with('+') {
            international(written, &digits)?
        } else if let Some(rest) = digits.strip_prefix("00") {
            international(written, rest)?
        } else if let Some(rest) = digits.strip_prefix('0') {
            german(written, rest)?
        } else if digits == "115" || (digits.len() == 6 && digits.starts_with("116")) {
            digits
        } else {
            return Err(Problem::new(text!(
                "Der Telefonnummer „{shown}“ fehlt die Vorwahl.",
                "The telephone number “{shown}” lacks the area code."
            ))
            .help(text!(
                "Bitte mit Vorwahl angeben, am besten international: +49 30 23125 042. Ohne Vorwahl geht nur die 115.",
                "Please give the area code, preferably in international form: +49 30 23125 042. Only 115 goes without."
            )));
        };
        let is_115 = reaches_115(written, &dialled);
        Ok(Self { written: written.to_owned(), dialled, is_115 })
    }

    /// The number as written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The link that dials it: `tel:+493023125042`, `tel:115`. Equal for all ways to write a number.
    pub fn uri(&self) -> String {
        format!("tel:{}", self.dialled)
    }

    /// Whether it is the Behördennummer 115, with or without area code.
    pub const fn is_115(&self) -> bool {
        self.is_115
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// What is dialled for the digits after `+` or `00`.
fn international(written: &str, digits: &str) -> Result<String, Problem> {
    if let Some(national) = digits.strip_prefix("49") {
        return german(written, national);
    }
    // E.164: a country code does not begin with 0, and all in all there are at most 15 digits.
    if digits.starts_with('0') || !(7..=15).contains(&digits.len()) {
        return Err(not_a_number(written));
    }
    Ok(format!("+{digits}"))
}

/// What is dialled for a German number without its leading zero.
fn german(written: &str, national: &str) -> Result<String, Problem> {
    if let Some(rest) = national.strip_prefix('0') {
        let shown = quoted(written);
        return Err(Problem::new(text!(
            "In der Telefonnummer „{shown}“ ist eine Null zu viel.",
            "The telephone number “{shown}” has a zero too many."
        ))
        .help(text!(
            "Nach +49 entfällt die Null der Vorwahl: +49 30 23125 042.",
            "After +49 the zero of the area code is left out: +49 30 23125 042."
        ))
        .repair(written, without_zero(written, rest), Phone::parse));
    }
    let is_115 = national == "115";
    if !is_115 && !(5..=13).contains(&national.len()) {
        return Err(not_a_number(written));
    }
    Ok(format!("+49{national}"))
}

/// The number without the zero after the country code; grouping is kept where that is simple.
fn without_zero(written: &str, rest: &str) -> String {
    for (wrong, right) in [("+49 (0) ", "+49 "), ("+49 (0)", "+49 "), ("+49(0)", "+49 "), ("+49 0", "+49 ")] {
        if let Some(tail) = written.strip_prefix(wrong) {
            return format!("{right}{}", tail.trim_start());
        }
    }
    // `0030 …` may be Greece just as well as a zero too many.
    if written.starts_with("+49") { format!("+49{rest}") } else { String::new() }
}

fn not_a_number(written: &str) -> Problem {
    let shown = quoted(written);
    Problem::new(text!("„{shown}“ kann keine Telefonnummer sein.", "“{shown}” cannot be a telephone number."))
        .help(text!(
            "Sie ist zu kurz oder zu lang, oder die Landesvorwahl stimmt nicht. Beispiel: +49 30 23125 042.",
            "It is too short or too long, or the country code is wrong. Example: +49 30 23125 042."
        ))
}

/// Whether the number is 115 alone, or an area code and 115.
///
/// An area code of five digits followed by 115 may also be a longer number; only the blank between them tells.
fn reaches_115(written: &str, dialled: &str) -> bool {
    let national = dialled.strip_prefix("+49").unwrap_or(dialled);
    let Some(area_code) = national.strip_suffix("115") else { return false };
    let apart = written.rsplit(|c: char| !c.is_ascii_digit()).find(|group| !group.is_empty()) == Some("115");
    let groups = written.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).count();
    let country = usize::from(written.starts_with('+') || written.starts_with("00"));
    let area_and_115 = apart && groups == country + 2 && (2..=4).contains(&area_code.len());
    let unbroken = groups == 1 && (2..=3).contains(&area_code.len());
    area_code.is_empty() || area_and_115 || unbroken
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn all_ways_to_write_dial_the_same() {
        for text in [
            "+49 30 23125 042",
            "030 23125 042",
            " (030) 23125-042 ",
            "030/23125042",
            "0049 30 23125 042",
            "+493023125042",
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!(phone.uri(), "tel:+493023125042", "{text}");
            assert_eq!(phone.to_string(), text.trim());
            assert!(!phone.is_115());
        }
        assert_eq!(Phone::parse("116 117").unwrap().uri(), "tel:116117");
    }

    #[test]
    fn the_115_is_recognised() {
        for text in ["115", "+49 421 115", "0421 115", "+49421115", "030 115", "+49 115", "(0421) 115"] {
            assert!(Phone::parse(text).unwrap().is_115(), "{text}");
        }
        assert_eq!(Phone::parse("+49 421 115").unwrap().uri(), "tel:+49421115");
        assert_eq!(Phone::parse("115").unwrap().uri(), "tel:115");
        for text in ["+49 30 23125 115", "030 23 115", "+49 30 23125115"] {
            assert!(!Phone::parse(text).unwrap().is_115(), "{text}");
        }
    }

    #[test]
    fn mistakes_are_explained() {
        let wrong = |text| Phone::parse(text).unwrap_err();
        assert_eq!(wrong("+49 (0)30 23125 042").replacement.as_deref(), Some("+49 30 23125 042"));
        assert_eq!(wrong("+49 030 23125 042").replacement.as_deref(), Some("+49 30 23125 042"));
        assert_eq!(wrong("tel:+493023125042").replacement.as_deref(), Some("+493023125042"));
        assert!(wrong("23125 042").message.de.contains("Vorwahl"));
        assert!(wrong("030 23125 042 oder 043").message.de.contains("„o“"));
        assert!(wrong("+49 1").message.de.contains("keine Telefonnummer"));
        assert!(wrong("").message.de.contains("leer"));
        assert!(wrong("+").replacement.is_none());
    }

    proptest! {
        #[test]
        fn nothing_panics_and_all_reads_back(text in "\\+?[0-9 ()/-]{0,20}|.*") {
            match Phone::parse(&text) {
                Ok(read) => prop_assert_eq!(Phone::parse(&read.to_string()), Ok(read)),
                Err(problem) => prop_assert!(problem.replacement.is_none_or(|right| Phone::parse(&right).is_ok())),
            }
        }
    }
}
