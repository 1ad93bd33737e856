//! Keys of services: Leistungsschlüssel (LeiKa/FIM) and OZG number.

use super::problem::{Problem, compact, digit_count, is_digits, no_blanks, quoted};
use super::shown_as_text;
use crate::text::{Text, Words, text};

/// A Leistungsschlüssel of 14 digits: 99, Leistungsgruppierung (3), Leistung (3), Verrichtung (3), detail (3).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leistungsschluessel(String);
shown_as_text!(Leistungsschluessel);

const KEY: Words = Words::new("Der Leistungsschlüssel", "The service key");

impl Leistungsschluessel {
    /// Reads 14 digits that begin with 99; a detail without a Verrichtung is an error.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        no_blanks(KEY, text, compact, Self::parse)?;
        let shown = quoted(text);
        if !is_digits(text) {
            let bare: String = text.chars().filter(|c| !matches!(c, '-' | '.' | '/' | '_')).collect();
            return Err(Problem::new(text!(
                "Der Leistungsschlüssel „{shown}“ enthält andere Zeichen als Ziffern.",
                "The service key “{shown}” contains characters other than digits."
            ))
            .repair(text, bare, Self::parse));
        }
        if text.len() != 14 {
            let Text { de, en } = digit_count(text.len());
            return Err(Problem::new(text!(
                "Der Leistungsschlüssel „{shown}“ hat {de} statt 14.",
                "The service key “{shown}” has {en} instead of 14."
            ))
            .help(text!(
                "Er steht im FIM-Portal: 99, dann Gruppierung, Leistung, Verrichtung und Detail mit je drei Ziffern.",
                "It is listed in the FIM portal: 99, then group, service, action and detail with three digits each."
            )));
        }
        if !text.starts_with("99") {
            return Err(Problem::new(text!(
                "Der Leistungsschlüssel „{shown}“ beginnt nicht mit 99.",
                "The service key “{shown}” does not begin with 99."
            ))
            .help(text!(
                "Schlüssel des Leistungskatalogs beginnen immer mit 99; örtliche Schlüssel gehören nicht hierher.",
                "Keys of the national catalogue always begin with 99; local keys do not belong here."
            )));
        }
        let key = Self(text.to_owned());
        if key.verrichtung() == "000" && key.detail() != "000" {
            return Err(Problem::new(text!(
                "Der Leistungsschlüssel „{shown}“ nennt ein Verrichtungsdetail, aber keine Verrichtung.",
                "The service key “{shown}” names a detail of an action, but no action."
            ))
            .help(text!(
                "Die Ziffern 9 bis 11 (Verrichtung) sind 000, die Ziffern 12 bis 14 (Detail) nicht.",
                "Digits 9 to 11 (action) are 000, digits 12 to 14 (detail) are not."
            )));
        }
        Ok(key)
    }

    /// The Verrichtungskennung, digits 9 to 11; `000` where only the object is named.
    pub fn verrichtung(&self) -> &str {
        self.0.get(8..11).unwrap_or_default()
    }

    /// The Verrichtungsdetail, digits 12 to 14.
    pub fn detail(&self) -> &str {
        self.0.get(11..14).unwrap_or_default()
    }

    /// A key without Verrichtung: valid, but finding the competent authority usually needs the full key.
    pub fn warning(&self) -> Option<Problem> {
        (self.verrichtung() == "000").then(|| {
            Problem::new(text!(
                "Der Leistungsschlüssel „{self}“ nennt ein Leistungsobjekt ohne Verrichtung.",
                "The service key “{self}” names an object without an action."
            ))
            .help(text!(
                "Für die Zuständigkeitssuche wird meist der volle Schlüssel mit Verrichtung gebraucht.",
                "Looking up the competent authority usually needs the full key with an action."
            ))
        })
    }
}

/// The number of an OZG-Leistung: five digits, for example `10119`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OzgId(String);
shown_as_text!(OzgId);

const OZG: Words = Words::new("Die OZG-Nummer", "The OZG number");

impl OzgId {
    /// Reads five digits.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        no_blanks(OZG, text, compact, Self::parse)?;
        if is_digits(text) && text.len() == 5 {
            return Ok(Self(text.to_owned()));
        }
        let shown = quoted(text);
        let bare = text.trim_start_matches(|c: char| c.is_ascii_alphabetic() || matches!(c, '-' | ':' | '_'));
        Err(Problem::new(text!(
            "Die OZG-Nummer „{shown}“ hat nicht genau fünf Ziffern.",
            "The OZG number “{shown}” does not have exactly five digits."
        ))
        .help(text!(
            "Beispiel: 10119. Ein Leistungsschlüssel (14 Ziffern) gehört in ein anderes Feld.",
            "Example: 10119. A service key (14 digits) belongs in another field."
        ))
        .repair(text, bare.to_owned(), Self::parse))
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn service_keys_are_checked() {
        let object = Leistungsschluessel::parse("99107021000000").unwrap();
        assert!(object.warning().is_some());
        let action = Leistungsschluessel::parse("99001001002000").unwrap();
        assert_eq!((action.verrichtung(), action.detail()), ("002", "000"));
        assert_eq!(action.warning(), None);
        let wrong = |text| Leistungsschluessel::parse(text).unwrap_err();
        assert!(wrong("77000000000317").message.de.contains("nicht mit 99"));
        assert!(wrong("99107021000001").message.de.contains("keine Verrichtung"));
        assert!(wrong("9910702100000").message.de.contains("13 Ziffern statt 14"));
        assert_eq!(wrong("99 107 021 000 000").replacement.as_deref(), Some("99107021000000"));
        assert_eq!(wrong("99107-021-000000").replacement.as_deref(), Some("99107021000000"));
    }

    #[test]
    fn ozg_numbers_have_five_digits() {
        assert_eq!(OzgId::parse("10119").unwrap().to_string(), "10119");
        assert_eq!(OzgId::parse("OZG-10119").unwrap_err().replacement.as_deref(), Some("10119"));
        assert!(OzgId::parse("1011").is_err());
    }

    proptest! {
        #[test]
        fn nothing_panics_and_all_reads_back(text in "99[0-9]{12}|[0-9]{0,15}|.*") {
            match Leistungsschluessel::parse(&text) {
                Ok(read) => prop_assert_eq!(Leistungsschluessel::parse(&read.to_string()), Ok(read)),
                Err(problem) => {
                    prop_assert!(problem.replacement.is_none_or(|right| Leistungsschluessel::parse(&right).is_ok()));
                }
            }
            match OzgId::parse(&text) {
                Ok(read) => prop_assert_eq!(OzgId::parse(&read.to_string()), Ok(read)),
                Err(problem) => prop_assert!(problem.replacement.is_none_or(|right| OzgId::parse(&right).is_ok())),
            }
        }
    }
}
