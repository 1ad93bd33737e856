//! Keys of the systems that carry applications: DVDV, FIT-Connect, XZuFi.

use std::fmt;

use super::problem::{Problem, compact, is_digits, no_blanks, quoted};
use super::shown_as_text;
use crate::text::{Words, text};

/// An Organisationsschlüssel of the DVDV: three small letters, perhaps a colon, 12 digits; the older keys of
/// registration authorities are `ags` with 8 digits (docs.fitko.de/dvdv).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DvdvKey(String);
shown_as_text!(DvdvKey);

const DVDV: Words = Words::new("Der DVDV-Schlüssel", "The DVDV key");

impl DvdvKey {
    /// Reads `wgb010540880000`, `wgb:010540880000`, `ags05315000`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        no_blanks(DVDV, text, compact, Self::parse)?;
        let fits = split(text).is_some_and(|(prefix, digits)| {
            is_digits(digits) && (digits.len() == 12 || (prefix == "ags" && digits.len() == 8))
        });
        if fits {
            return Ok(Self(text.to_owned()));
        }
        let shown = quoted(text);
        Err(Problem::new(text!(
            "Der DVDV-Schlüssel „{shown}“ hat nicht die Form eines Organisationsschlüssels.",
            "The DVDV key “{shown}” does not have the form of an organization key."
        ))
        .help(text!(
            "Er besteht aus drei kleinen Buchstaben und zwölf Ziffern, zum Beispiel wgb010540880000; ältere mit „ags“ haben acht Ziffern.",
            "It consists of three small letters and twelve digits, for example wgb010540880000; older ones with “ags” have eight digits."
        ))
        .repair(text, text.to_ascii_lowercase(), Self::parse))
    }

    /// The 12 (older: 8) digits of the organization.
    pub fn digits(&self) -> &str {
        split(&self.0).map_or("", |(_, digits)| digits)
    }

    /// The first two digits; they should be those of the Land of the authority's ARS.
    pub fn state_digits(&self) -> &str {
        self.digits().get(..2).unwrap_or_default()
    }
}

/// Three small letters and what follows them and a colon.
fn split(text: &str) -> Option<(&str, &str)> {
    let (prefix, rest) = text.split_at_checked(3)?;
    let letters = prefix.bytes().all(|byte| byte.is_ascii_lowercase());
    letters.then(|| (prefix, rest.strip_prefix(':').unwrap_or(rest)))
}

/// The `destinationId` of a Zustellpunkt of FIT-Connect: a UUID. Capitals are read, small letters are shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DestinationId(String);
shown_as_text!(DestinationId);

const DESTINATION: Words = Words::new("Die Zustellpunkt-ID", "The destination id");

impl DestinationId {
    /// Reads a UUID with hyphens; the one of zeros alone is a placeholder and an error.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        no_blanks(DESTINATION, text, compact, Self::parse)?;
        let shown = quoted(text);
        if !is_uuid(text) {
            let lower = text.to_ascii_lowercase();
            let bare: String = lower
                .trim_start_matches("urn:uuid:")
                .chars()
                .filter(|c| !matches!(c, '-' | '{' | '}'))
                .take(33)
                .collect();
            return Err(Problem::new(text!(
                "Die Zustellpunkt-ID „{shown}“ ist keine UUID.",
                "The destination id “{shown}” is no UUID."
            ))
            .help(text!(
                "Sie besteht aus 32 Zeichen (0–9, a–f) in Gruppen zu 8-4-4-4-12 und steht im Self-Service-Portal von FIT-Connect.",
                "It has 32 characters (0–9, a–f) in groups of 8-4-4-4-12 and is shown in the self-service portal of FIT-Connect."
            ))
            .repair(text, hyphenated(&bare), Self::parse));
        }
        if text.bytes().all(|byte| matches!(byte, b'0' | b'-')) {
            return Err(Problem::new(text!(
                "Die Zustellpunkt-ID besteht nur aus Nullen; das ist ein Platzhalter.",
                "The destination id consists of zeros alone; that is a placeholder."
            )));
        }
        Ok(Self(text.to_ascii_lowercase()))
    }
}

/// Groups of 8-4-4-4-12 hexadecimal digits.
fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// The characters with hyphens where a UUID has them.
fn hyphenated(bare: &str) -> String {
    let mut out = String::new();
    for (place, c) in bare.chars().enumerate() {
        if matches!(place, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        out.push(c);
    }
    out
}

/// The id of an Organisationseinheit in XZuFi: `L100012.OE.225060530`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OeId {
    /// The id of the Redaktion: `L100012`.
    editor: String,
    /// The number of the unit there, as written.
    number: String,
}

const UNIT: Words = Words::new("Die ID der Organisationseinheit", "The id of the organizational unit");

impl OeId {
    /// Reads a capital, six digits, `.OE.` and a number.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        no_blanks(UNIT, text, compact, Self::parse)?;
        if let Some((editor, number)) = text.split_once(".OE.")
            && is_digits(number)
            && let Some((letter, digits)) = editor.split_at_checked(1)
            && letter.bytes().all(|byte| byte.is_ascii_uppercase())
            && is_digits(digits)
            && digits.len() == 6
        {
            return Ok(Self { editor: editor.to_owned(), number: number.to_owned() });
        }
        let shown = quoted(text);
        Err(Problem::new(text!(
            "Die ID der Organisationseinheit „{shown}“ hat nicht die Form der XZuFi-Daten.",
            "The id of the organizational unit “{shown}” does not have the form of XZuFi data."
        ))
        .help(text!(
            "Beispiel: L100012.OE.225060530 (Redaktion, „OE“, Nummer); sie steht im Landesredaktionssystem.",
            "Example: L100012.OE.225060530 (editorial office, “OE”, number); it is shown in the editorial system of the Land."
        ))
        .repair(text, text.to_ascii_uppercase(), Self::parse))
    }
}

impl fmt::Display for OeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.OE.{}", self.editor, self.number)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dvdv_keys_name_a_land() {
        let key = DvdvKey::parse("wgb010540880000").unwrap();
        assert_eq!((key.digits(), key.state_digits()), ("010540880000", "01"));
        assert_eq!(DvdvKey::parse("wgb:010540880000").unwrap().digits(), "010540880000");
        assert_eq!(DvdvKey::parse("ags:05315000").unwrap().state_digits(), "05");
        assert!(DvdvKey::parse("wgb05315000").is_err());
        assert_eq!(DvdvKey::parse("WGB 010540880000").unwrap_err().replacement, None);
        assert_eq!(
            DvdvKey::parse("WGB010540880000").unwrap_err().replacement.as_deref(),
            Some("wgb010540880000")
        );
        assert!(DvdvKey::parse("äb").is_err());
    }

    #[test]
    fn destinations_are_uuids() {
        let right = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
        assert_eq!(DestinationId::parse(&right.to_uppercase()).unwrap().as_str(), right);
        for text in [
            "6ba7b8109dad11d180b400c04fd430c8",
            "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            "{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}",
            " 6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        ] {
            assert_eq!(DestinationId::parse(text).unwrap_err().replacement.as_deref(), Some(right), "{text}");
        }
        assert!(DestinationId::parse("00000000-0000-0000-0000-000000000000").is_err());
        assert!(DestinationId::parse("6ba7b810-9dad-11d1-80b4-00c04fd430cg").is_err());
    }

    #[test]
    fn units_are_read_or_repaired() {
        let unit = OeId::parse("L100012.OE.225060530").unwrap();
        assert_eq!(unit.to_string(), "L100012.OE.225060530");
        assert!(OeId::parse("L10012.OE.1").is_err());
        assert_eq!(OeId::parse("l100012.oe.1").unwrap_err().replacement.as_deref(), Some("L100012.OE.1"));
    }

    proptest! {
        #[test]
        fn nothing_panics_and_all_reads_back(
            text in "[a-z]{3}:?[0-9]{8,12}|[A-Z][0-9]{6}\\.OE\\.[0-9]{1,9}|[0-9a-fA-F]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|.*"
        ) {
            match DvdvKey::parse(&text) {
                Ok(read) => prop_assert_eq!(DvdvKey::parse(&read.to_string()), Ok(read)),
                Err(problem) => prop_assert!(problem.replacement.is_none_or(|right| DvdvKey::parse(&right).is_ok())),
            }
            match DestinationId::parse(&text) {
                Ok(read) => prop_assert_eq!(DestinationId::parse(&read.to_string()), Ok(read)),
                Err(problem) => prop_assert!(problem.replacement.is_none_or(|right| DestinationId::parse(&right).is_ok())),
            }
            match OeId::parse(&text) {
                Ok(read) => prop_assert_eq!(OeId::parse(&read.to_string()), Ok(read)),
                Err(problem) => prop_assert!(problem.replacement.is_none_or(|right| OeId::parse(&right).is_ok())),
            }
        }
    }
}
