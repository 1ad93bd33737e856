//! The Amtlicher Gemeindeschlüssel (AGS), where a foreign system asks for it.

use super::problem::{Problem, compact, digit_count, is_digits, no_blanks, quoted};
use super::{Area, AreaLevel, StateCode, shown_as_text};
use crate::text::{Text, Words, text};

/// An AGS of 2 (Land), 3 (Regierungsbezirk), 5 (Kreis) or 8 digits (Gemeinde) below a Land that exists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ags(String);
shown_as_text!(Ags);

const WHAT: Words = Words::new("Der Gemeindeschlüssel", "The municipality key");

impl Ags {
    /// Reads a key of 2, 3, 5 or 8 digits.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        no_blanks(WHAT, text, compact, Self::parse)?;
        let shown = quoted(text);
        if !is_digits(text) {
            return Err(Problem::new(text!(
                "Der Gemeindeschlüssel „{shown}“ enthält andere Zeichen als Ziffern.",
                "The municipality key “{shown}” contains characters other than digits."
            )));
        }
        if !matches!(text.len(), 2 | 3 | 5 | 8) {
            return Err(wrong_length(text));
        }
        if text.get(..2).and_then(StateCode::from_digits).is_none() {
            return Err(Problem::new(text!(
                "Der Gemeindeschlüssel „{shown}“ beginnt nicht mit den Ziffern eines Landes (01 bis 16).",
                "The municipality key “{shown}” does not begin with the digits of a Land (01 to 16)."
            )));
        }
        Ok(Self(text.to_owned()))
    }
}

fn wrong_length(text: &str) -> Problem {
    let Text { de, en } = digit_count(text.len());
    let shown = quoted(text);
    let problem = Problem::new(text!(
        "Der Gemeindeschlüssel (AGS) „{shown}“ hat {de}; möglich sind 2, 3, 5 und 8.",
        "The municipality key (AGS) “{shown}” has {en}; possible are 2, 3, 5 and 8."
    ));
    if let Ok(area) = Area::parse(text)
        && area.level() == AreaLevel::Municipality
        && let Some(ags) = area.ags()
    {
        let help = text!(
            "Das ist ein Regionalschlüssel (ARS); der AGS dazu ist „{ags}“.",
            "This is a regional key (ARS); its AGS is “{ags}”."
        );
        return problem.help(help).repair(text, ags, Ags::parse);
    }
    if text.len() == 7 {
        let longer = format!("0{text}");
        let help = text!(
            "Vermutlich ging die führende Null verloren; Schlüssel bitte in Anführungszeichen schreiben.",
            "The leading zero was probably lost; please write keys in quotation marks."
        );
        let problem = problem.help(help);
        // With 10 to 16 in front the missing digit may be any other.
        let doubt = text.get(..2).and_then(StateCode::from_digits).is_some();
        return if doubt { problem } else { problem.repair(text, longer, Ags::parse) };
    }
    problem
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_are_read_or_repaired() {
        let read = Ags::parse("05315000").unwrap();
        assert_eq!(read.as_str(), "05315000");
        let replacement = |text| Ags::parse(text).unwrap_err().replacement;
        assert_eq!(replacement("145215115430").as_deref(), Some("14521430"));
        assert_eq!(replacement("5315000").as_deref(), Some("05315000"));
        assert_eq!(replacement("05 315 000").as_deref(), Some("05315000"));
        assert_eq!(replacement("1051000"), None);
        assert_eq!(replacement("0531"), None);
    }

    proptest! {
        #[test]
        fn nothing_panics_and_all_reads_back(text in "[0-9]{0,14}|.*") {
            match Ags::parse(&text) {
                Ok(read) => prop_assert_eq!(Ags::parse(&read.to_string()), Ok(read)),
                Err(problem) => prop_assert!(problem.replacement.is_none_or(|right| Ags::parse(&right).is_ok())),
            }
        }
    }
}
