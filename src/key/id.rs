//! The ids that the files give to organizations, services and components, and references to them.

use std::fmt;

use super::problem::{Problem, quoted, trimmed};
use super::slug::{transliterated, truncate};
use super::{StateCode, shown_as_text};
use crate::text::text;

/// An id within the files of one state: small letters, digits and hyphens, at most 64, not a reserved word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalId(String);
shown_as_text!(LocalId);

/// The longest id, in characters.
const LONGEST: usize = 64;

impl LocalId {
    /// Words with a meaning of their own in the files, therefore no ids (semantics 12, 20).
    pub const RESERVED: [&str; 4] = ["citizen", "internal", "municipality", "none"];

    /// Whether the word has a meaning of its own; check this before `parse` where such a word may stand.
    pub fn is_reserved(word: &str) -> bool {
        Self::RESERVED.contains(&word)
    }

    /// Reads an id.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let shown = quoted(text);
        if Self::is_reserved(text) {
            return Err(Problem::new(text!(
                "„{text}“ ist ein festes Wort und kann keine Kennung sein.",
                "“{text}” is a reserved word and cannot be an id."
            ))
            .help(text!(
                "Bitte eine andere Kennung wählen; das Wort hat nur in bestimmten Feldern eine Bedeutung.",
                "Please choose another id; the word has a meaning in certain fields only."
            )));
        }
        if trimmed(text).is_empty() {
            return Err(Problem::new(text!("Die Kennung ist leer.", "The id is empty.")));
        }
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !text.bytes().all(allowed) || text.starts_with('-') {
            return Err(Problem::new(text!(
                "„{shown}“ ist keine Kennung.",
                "“{shown}” is no id."
            ))
            .help(text!(
                "Kennungen bestehen aus kleinen Buchstaben (a–z), Ziffern und Bindestrichen und beginnen nicht mit einem Bindestrich.",
                "Ids consist of small letters (a–z), digits and hyphens and do not begin with a hyphen."
            ))
            .repair(text, suggestion(text), Self::parse));
        }
        if text.len() > LONGEST {
            let length = text.len();
            return Err(Problem::new(text!(
                "Die Kennung „{shown}“ ist mit {length} Zeichen zu lang; erlaubt sind {LONGEST}.",
                "The id “{shown}” is too long with {length} characters; {LONGEST} are allowed."
            )));
        }
        Ok(Self(text.to_owned()))
    }
}

/// `Standesamt Aurich` → `standesamt-aurich`.
fn suggestion(text: &str) -> String {
    let mut id = transliterated(text);
    truncate(&mut id, LONGEST);
    id
}

/// An id together with the state whose files define it: `ni/koordination`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GlobalId {
    /// The state whose files define it.
    pub state: StateCode,
    /// The id there.
    pub local: LocalId,
}

impl GlobalId {
    /// Reads `hb/dataport`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let reference = Reference::parse(text).map_err(|problem| {
            // Without its state the right local id would be wrong again.
            let replacement = problem.replacement.filter(|right| right.contains('/'));
            Problem { replacement, ..problem }
        });
        match reference? {
            Reference { state: Some(state), local } => Ok(Self { state, local }),
            Reference { state: None, local } => {
                Err(Problem::new(text!("Bei „{local}“ fehlt das Land.", "The Land is missing in “{local}”."))
                    .help(text!("Zum Beispiel: hb/{local}.", "For example: hb/{local}.")))
            }
        }
    }
}

impl fmt::Display for GlobalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.state.slug(), self.local)
    }
}

/// An id as a file mentions it: of the own state (`koordination`) or of another (`hb/dataport`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The other state, if one is named.
    pub state: Option<StateCode>,
    /// The id there.
    pub local: LocalId,
}

impl Reference {
    /// Reads `koordination` or `hb/dataport`.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let Some((before, after)) = text.split_once('/') else {
            return LocalId::parse(text).map(|local| Self { state: None, local });
        };
        let shown = quoted(text);
        if after.contains('/') {
            return Err(Problem::new(text!(
                "„{shown}“ enthält mehr als einen Schrägstrich.",
                "“{shown}” contains more than one slash."
            ))
            .help(text!(
                "Vor dem Schrägstrich steht das Land, dahinter die Kennung: hb/dataport.",
                "The Land stands before the slash, the id after it: hb/dataport."
            )));
        }
        let Some(state) = StateCode::from_slug(before) else {
            return Err(unknown_state(text, before, after));
        };
        match LocalId::parse(after) {
            Ok(local) => Ok(Self { state: Some(state), local }),
            Err(problem) => {
                let right = problem.replacement.map(|id| format!("{}/{id}", state.slug()));
                Err(Problem { replacement: right, ..problem })
            }
        }
    }

    /// What is meant when it stands in the files of `own`.
    pub fn within(self, own: StateCode) -> GlobalId {
        GlobalId { state: self.state.unwrap_or(own), local: self.local }
    }
}

/// What stands before the slash is no state.
fn unknown_state(text: &str, before: &str, after: &str) -> Problem {
    let (shown, land) = (quoted(text), quoted(before));
    let problem =
        Problem::new(text!("In „{shown}“ ist „{land}“ kein Land.", "In “{shown}”, “{land}” is no Land."));
    let (code, why) = match StateCode::parse(before) {
        Ok(state) => (Some(state), None),
        Err(other) => (other.replacement.and_then(|code| StateCode::parse(&code).ok()), other.help),
    };
    match (code, why) {
        (Some(state), _) => {
            let slug = state.slug();
            problem
                .help(text!(
                    "Vor dem Schrägstrich steht das Land in kleinen Buchstaben: {slug}.",
                    "The Land stands before the slash in small letters: {slug}."
                ))
                .repair(text, format!("{slug}/{after}"), Reference::parse)
        }
        (None, Some(why)) => problem.help(why),
        (None, None) => problem,
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.state {
            Some(state) => write!(f, "{}/{}", state.slug(), self.local),
            None => write!(f, "{}", self.local),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_turned_into_ids() {
        assert_eq!(LocalId::parse("standesamt-aurich").unwrap().as_str(), "standesamt-aurich");
        let replacement = |text| LocalId::parse(text).unwrap_err().replacement;
        assert_eq!(replacement("Standesamt Aurich").as_deref(), Some("standesamt-aurich"));
        assert_eq!(replacement("jugendämter").as_deref(), Some("jugendaemter"));
        assert_eq!(replacement("None"), None, "the repair would be a reserved word");
        assert_eq!(replacement("none"), None);
        assert_eq!(replacement("../x").as_deref(), Some("x"));
        assert_eq!(replacement("…"), None);
        assert!(LocalId::parse(&"a".repeat(64)).is_ok());
        assert!(LocalId::parse(&"a".repeat(65)).is_err());
    }

    #[test]
    fn references_name_a_state_or_mean_their_own() {
        let own = Reference::parse("koordination").unwrap();
        assert_eq!(own.within(StateCode::NI).to_string(), "ni/koordination");
        let other = Reference::parse("hb/dataport").unwrap();
        assert_eq!(other.to_string(), "hb/dataport");
        assert_eq!(other.within(StateCode::NI), GlobalId::parse("hb/dataport").unwrap());
        assert_eq!(GlobalId::parse("bund/familienkasse").unwrap().state, StateCode::BUND);
        let replacement = |text| Reference::parse(text).unwrap_err().replacement;
        assert_eq!(replacement("HB/dataport").as_deref(), Some("hb/dataport"));
        assert_eq!(replacement("hb/Dataport AöR").as_deref(), Some("hb/dataport-aoer"));
        assert_eq!(replacement("xx/dataport"), None);
        assert_eq!(replacement("hb/a/b"), None);
        assert!(GlobalId::parse("dataport").unwrap_err().message.de.contains("fehlt das Land"));
        let replacement = |text| GlobalId::parse(text).unwrap_err().replacement;
        assert_eq!(replacement("Dataport"), None, "the repair would lack its state");
        assert_eq!(replacement("HB/dataport").as_deref(), Some("hb/dataport"));
        assert!(Reference::parse("hb/").is_err() && Reference::parse("/x").is_err());
    }

    proptest! {
        #[test]
        fn nothing_panics_and_all_reads_back(text in "([a-zA-Z]{2}/)?[a-zA-Z0-9 -]{0,70}|.*") {
            match Reference::parse(&text) {
                Ok(read) => {
                    prop_assert_eq!(&Reference::parse(&read.to_string()), &Ok(read.clone()));
                    let global = read.within(StateCode::HB);
                    prop_assert_eq!(GlobalId::parse(&global.to_string()), Ok(global));
                }
                Err(problem) => prop_assert!(problem.replacement.is_none_or(|right| Reference::parse(&right).is_ok())),
            }
            if let Err(problem) = LocalId::parse(&text) {
                prop_assert!(problem.replacement.is_none_or(|right| LocalId::parse(&right).is_ok()));
            }
        }
    }
}
