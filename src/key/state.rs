//! The sixteen Länder and the federation.

use std::fmt;

use super::problem::{Problem, quoted, trimmed};
use crate::text::noun::{Case, Gender};
use crate::text::{Text, Words, text};

/// A Land by its code of ISO 3166-2 without `DE-` (`NI`), or `BUND` for federal bodies (semantics 6).
///
/// Ordered by code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateCode(u8);

/// What is known of a Land.
struct Entry {
    code: &'static str,
    slug: &'static str,
    /// The first two digits of every ARS and AGS there.
    digits: Option<&'static str>,
    name: Words,
    /// "in Niedersachsen", "im Saarland".
    in_name_de: &'static str,
}

/// Declares the constants of the Länder; their order is that of the codes, and a code's number its place in it.
macro_rules! states {
    ($($code:ident $slug:literal $digits:expr, $de:literal $en:literal $in_de:literal;)*) => {
        #[expect(clippy::upper_case_acronyms, reason = "codes of Länder are written so")]
        enum Place { $($code,)* }

        impl StateCode {
            $(
                #[doc = concat!($de, ".")]
                pub const $code: Self = Self(Place::$code as u8);
            )*
        }

        const ENTRIES: &[Entry] = &[
            $(Entry {
                code: stringify!($code),
                slug: $slug,
                digits: $digits,
                name: Words::new($de, $en),
                in_name_de: $in_de,
            },)*
        ];
    };
}

states! {
    BB "bb" Some("12"), "Brandenburg" "Brandenburg" "in Brandenburg";
    BE "be" Some("11"), "Berlin" "Berlin" "in Berlin";
    BUND "bund" None, "Bund" "Federation" "beim Bund";
    BW "bw" Some("08"), "Baden-Württemberg" "Baden-Württemberg" "in Baden-Württemberg";
    BY "by" Some("09"), "Bayern" "Bavaria" "in Bayern";
    HB "hb" Some("04"), "Bremen" "Bremen" "in Bremen";
    HE "he" Some("06"), "Hessen" "Hesse" "in Hessen";
    HH "hh" Some("02"), "Hamburg" "Hamburg" "in Hamburg";
    MV "mv" Some("13"), "Mecklenburg-Vorpommern" "Mecklenburg-Western Pomerania" "in Mecklenburg-Vorpommern";
    NI "ni" Some("03"), "Niedersachsen" "Lower Saxony" "in Niedersachsen";
    NW "nw" Some("05"), "Nordrhein-Westfalen" "North Rhine-Westphalia" "in Nordrhein-Westfalen";
    RP "rp" Some("07"), "Rheinland-Pfalz" "Rhineland-Palatinate" "in Rheinland-Pfalz";
    SH "sh" Some("01"), "Schleswig-Holstein" "Schleswig-Holstein" "in Schleswig-Holstein";
    SL "sl" Some("10"), "Saarland" "Saarland" "im Saarland";
    SN "sn" Some("14"), "Sachsen" "Saxony" "in Sachsen";
    ST "st" Some("15"), "Sachsen-Anhalt" "Saxony-Anhalt" "in Sachsen-Anhalt";
    TH "th" Some("16"), "Thüringen" "Thuringia" "in Thüringen";
}

/// Abbreviations in daily use that are not the code.
const ABBREVIATIONS: [(&str, StateCode); 6] = [
    ("nrw", StateCode::NW),
    ("nds", StateCode::NI),
    ("rlp", StateCode::RP),
    ("lsa", StateCode::ST),
    ("meck-pomm", StateCode::MV),
    ("federal", StateCode::BUND),
];

impl StateCode {
    /// The sixteen Länder by code, without `BUND`.
    pub const ALL: [Self; 16] = [
        Self::BB,
        Self::BE,
        Self::BW,
        Self::BY,
        Self::HB,
        Self::HE,
        Self::HH,
        Self::MV,
        Self::NI,
        Self::NW,
        Self::RP,
        Self::SH,
        Self::SL,
        Self::SN,
        Self::ST,
        Self::TH,
    ];

    #[expect(clippy::indexing_slicing, reason = "every code is a place of the table that it was made with")]
    const fn entry(self) -> &'static Entry {
        &ENTRIES[self.0 as usize]
    }

    /// Reads a code in capitals: `NI`, `BUND`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if let Some(state) = every().find(|state| state.code() == text) {
            return Ok(state);
        }
        let shown = quoted(text);
        let problem =
            Problem::new(text!("„{shown}“ ist kein Länderkürzel.", "“{shown}” is no code of a Land."));
        if let Some(meant) = meant(text) {
            let (code, Text { de, en }) = (meant.code(), meant.name());
            return Err(problem
                .help(text!("{de} hat das Kürzel {code}.", "{en} has the code {code}."))
                .repair(text, code.to_owned(), Self::parse));
        }
        Err(problem.help(if let Some(near) = similar(text) {
            let (code, Text { de, en }) = (near.code(), near.name());
            text!("Ist {de} gemeint? Das Kürzel ist {code}.", "Did you mean {en}? Its code is {code}.")
        } else {
            let codes = Self::ALL.map(Self::code).join(", ");
            text!(
                "Möglich sind {codes} und BUND für Stellen des Bundes.",
                "Possible are {codes}, and BUND for federal bodies."
            )
        }))
    }

    /// The code: `NI`.
    pub const fn code(self) -> &'static str {
        self.entry().code
    }

    /// The code in small letters, for folders and global ids: `ni`.
    pub const fn slug(self) -> &'static str {
        self.entry().slug
    }

    /// Reads the code in small letters.
    pub fn from_slug(slug: &str) -> Option<Self> {
        every().find(|state| state.slug() == slug)
    }

    /// The name: Niedersachsen, Lower Saxony.
    pub fn name(self) -> Text {
        self.entry().name.into()
    }

    /// The German name as a place: "in Niedersachsen", "im Saarland", "beim Bund".
    pub const fn in_name_de(self) -> &'static str {
        self.entry().in_name_de
    }

    /// The name as a place: "in Niedersachsen", "im Saarland", "beim Bund"; "in Lower Saxony".
    pub fn place(self) -> Text {
        Text::new(self.entry().in_name_de, format!("in {}", self.entry().name.en))
    }

    /// The name in a sentence, with an article where it has one: "Niedersachsen", "das Saarland"; "dem Bund".
    pub fn with_article(self, case: Case) -> Text {
        let name = self.entry().name;
        let german = match self {
            Self::SL => format!("{} {}", Gender::Das.article(case), name.de),
            Self::BUND => format!("{} {}", Gender::Der.article(case), name.de),
            _ => name.de.to_owned(),
        };
        Text::new(german, name.en)
    }

    /// The first two digits of every ARS and AGS there: `03`; the federation has none.
    pub const fn digits(self) -> Option<&'static str> {
        self.entry().digits
    }

    /// The Land whose keys begin with these two digits.
    pub fn from_digits(digits: &str) -> Option<Self> {
        match digits.as_bytes() {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
                Self::from_number(u64::from(tens - b'0') * 10 + u64::from(ones - b'0'))
            }
            _ => None,
        }
    }

    /// The Land whose keys begin with this number, 1 to 16.
    pub(super) fn from_number(number: u64) -> Option<Self> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        BY_NUMBER.get(at).copied()
    }
}

/// The Länder in the order of their digits, from 01 on.
const BY_NUMBER: [StateCode; 16] = [
    StateCode::SH,
    StateCode::HH,
    StateCode::NI,
    StateCode::HB,
    StateCode::NW,
    StateCode::HE,
    StateCode::RP,
    StateCode::BW,
    StateCode::BY,
    StateCode::SL,
    StateCode::BE,
    StateCode::BB,
    StateCode::MV,
    StateCode::SN,
    StateCode::ST,
    StateCode::TH,
];

/// The Länder and the federation.
fn every() -> impl Iterator<Item = StateCode> {
    StateCode::ALL.into_iter().chain([StateCode::BUND])
}

impl StateCode {
    /// The Land of a code or of a name, as people type it: `NI`, `ni`, `Niedersachsen`, `Lower Saxony`, `03`.
    pub fn named(text: &str) -> Option<Self> {
        meant(text)
    }
}

/// The Land that is certainly meant by `ni`, `DE-NI`, `Niedersachsen`, `Lower Saxony`, `03`.
fn meant(text: &str) -> Option<StateCode> {
    let lower = trimmed(text).to_lowercase();
    let word = lower.strip_prefix("de-").unwrap_or(&lower);
    every()
        .find(|state| {
            let Text { de, en } = state.name();
            state.slug() == word
                || de.to_lowercase() == word
                || en.to_lowercase() == word
                || format!("land {}", de.to_lowercase()) == word
        })
        .or_else(|| of_key(word))
        .or_else(|| ABBREVIATIONS.into_iter().find(|(short, _)| *short == word).map(|(_, state)| state))
}

/// The Land of a key that means all of it, the federation of zeros alone: `03`, `030000000000`, `000000000000`.
fn of_key(word: &str) -> Option<StateCode> {
    let (land, rest) = word.split_at_checked(2)?;
    let whole = matches!(rest.len(), 0 | 10) && rest.bytes().all(|byte| byte == b'0');
    match land {
        "00" if rest.len() == 10 && whole => Some(StateCode::BUND),
        _ => StateCode::from_digits(land).filter(|_| whole),
    }
}

/// The Land whose name is so near that a slip of the pen is likely.
fn similar(text: &str) -> Option<StateCode> {
    let lower = trimmed(text).to_lowercase();
    // Longer texts are no misspelt names, and comparing them costs time.
    if lower.chars().count() > 40 {
        return None;
    }
    let near = |state: &StateCode| strsim::damerau_levenshtein(&state.name().de.to_lowercase(), &lower);
    every()
        .map(|state| (near(&state), state))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, state)| state)
}

impl fmt::Display for StateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for StateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_land_reads_back() {
        for state in every() {
            assert_eq!(StateCode::parse(state.code()), Ok(state));
            assert_eq!(StateCode::from_slug(state.slug()), Some(state));
            assert_eq!(state.slug(), state.code().to_lowercase());
            assert_eq!(state.digits().and_then(StateCode::from_digits), state.digits().map(|_| state));
        }
        assert!(StateCode::ALL.is_sorted());
        let mut digits: Vec<_> = StateCode::ALL.iter().filter_map(|state| state.digits()).collect();
        digits.sort_unstable();
        let expected: Vec<_> = (1..=16).map(|n| format!("{n:02}")).collect();
        assert_eq!(digits, expected);
        for wrong in ["", "0", "00", "17", "3", "003", "a1", "ä"] {
            assert_eq!(StateCode::from_digits(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn other_ways_to_write_are_repaired() {
        for text in [
            "ni",
            "DE-NI",
            "de-ni",
            "Niedersachsen",
            "Lower Saxony",
            "03",
            " NI ",
            "Land Niedersachsen",
            "NDS",
        ] {
            assert_eq!(StateCode::parse(text).unwrap_err().replacement.as_deref(), Some("NI"), "{text}");
        }
        let near = StateCode::parse("Niedersachen").unwrap_err();
        assert_eq!(near.replacement, None);
        assert_eq!(near.help.unwrap().de, "Ist Niedersachsen gemeint? Das Kürzel ist NI.");
        assert!(StateCode::parse("XY").unwrap_err().help.unwrap().de.contains("BUND"));
    }

    #[test]
    fn a_code_may_stand_in_a_pattern() {
        assert!(matches!(StateCode::parse("SL"), Ok(StateCode::SL)));
        assert_eq!(StateCode::SL.in_name_de(), "im Saarland");
        assert_eq!(StateCode::from_digits("00"), None);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in any::<String>()) {
            if let Err(problem) = StateCode::parse(&text) && let Some(right) = problem.replacement {
                prop_assert!(StateCode::parse(&right).is_ok());
            }
        }
    }
}
