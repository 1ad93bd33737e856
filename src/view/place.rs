//! Places by their own kind and with the right article: "die Inselgemeinde Juist", "der Landkreis Aurich".

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::scene::Scene;
use crate::key::{Area, AreaLevel, Body};
use crate::text::Language;
use crate::text::list::{Case, DISTRICTS, more_of};

/// A place in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Its key.
    pub key: String,
    /// With its kind, where that is known: "Inselgemeinde Juist".
    pub name: String,
    /// The bare name: "Juist".
    pub short: String,
    /// As the subject at the beginning of a sentence: "Die Inselgemeinde Juist".
    pub subject: String,
    /// As the subject inside a sentence: "die Inselgemeinde Juist".
    pub nominative: String,
    /// After "für": "die Inselgemeinde Juist".
    pub object: String,
    /// After "in", "von": "der Inselgemeinde Juist".
    pub dative: String,
}

/// As many places are named one by one; more are counted.
const NAMED: usize = 4;

/// What kinds of Kommunen are called, with the article of the word.
const KINDS: &[(&str, Gender)] = &[
    ("Stadt", Gender::Die),
    ("Hansestadt", Gender::Die),
    ("Gemeinde", Gender::Die),
    ("Kreis", Gender::Der),
    ("Landkreis", Gender::Der),
    ("Markt", Gender::Der),
    ("Flecken", Gender::Der),
    ("Amt", Gender::Das),
    ("Verwaltungsgemeinschaft", Gender::Die),
    ("Verwaltungsverband", Gender::Der),
    ("Gemeindeverwaltungsverband", Gender::Der),
    ("Regionalverband", Gender::Der),
    ("Region", Gender::Die),
    ("Städteregion", Gender::Die),
    ("StädteRegion", Gender::Die),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    Der,
    Die,
    Das,
}

impl Gender {
    const fn articles(self) -> [&'static str; 3] {
        match self {
            Self::Der => ["der", "den", "dem"],
            Self::Die => ["die", "die", "der"],
            Self::Das => ["das", "das", "dem"],
        }
    }
}

/// The kind that a word names: exactly, or as its last part ("Samtgemeinde", "Kreisstadt").
fn gender(word: &str) -> Option<Gender> {
    let exact = KINDS.iter().find(|(kind, _)| *kind == word).map(|(_, gender)| *gender);
    exact.or_else(|| match word {
        word if word.ends_with("gemeinde") || word.ends_with("stadt") && !word.is_empty() => {
            Some(Gender::Die)
        }
        word if word.ends_with("kreis") => Some(Gender::Der),
        _ => None,
    })
}

impl Scene<'_> {
    /// A place in words.
    pub fn place(&self, key: Area) -> Place {
        let known = self.table.places().known_name(key).unwrap_or_default();
        let kind = self.register_kind(key);
        let name = full_name(known, kind.as_deref());
        if name.is_empty() {
            return self.nameless(key);
        }
        let (word, rest) = name.split_once(' ').unwrap_or(("", &name));
        let found = gender(word).filter(|_| !rest.is_empty());
        let short = if found.is_some() { rest.to_owned() } else { name.clone() };
        let [subject, object, dative] = match (self.language, found) {
            (Language::De, Some(gender)) => gender.articles().map(|article| format!("{article} {name}")),
            _ => [name.clone(), name.clone(), name.clone()],
        };
        Place {
            key: key.digits(),
            short,
            subject: capital(&subject),
            nominative: subject,
            object,
            dative,
            name,
        }
    }

    fn nameless(&self, key: Area) -> Place {
        let digits = key.digits();
        let body = self.table.places().reading().body(key);
        let (de, articles) = match body {
            Body::State => ("", None),
            Body::Region => ("Regierungsbezirk", Some(Gender::Der)),
            Body::District => ("Kreis", Some(Gender::Der)),
            Body::City => ("Stadt", Some(Gender::Die)),
            Body::Association => ("Gemeindeverband", Some(Gender::Der)),
            Body::Municipality => ("Gemeinde", Some(Gender::Die)),
            Body::Unincorporated => (body.name().de, None),
        };
        let (name, articles) = match (self.language, body) {
            (_, Body::State) => (self.tell(&key.state().name()), None),
            (Language::De, _) => (format!("{de} {digits}"), articles),
            (Language::En, _) => (format!("{} {digits}", body.name().en), None),
        };
        let [subject, object, dative] = match articles {
            Some(gender) => gender.articles().map(|article| format!("{article} {name}")),
            None => [name.clone(), name.clone(), name.clone()],
        };
        Place {
            key: digits.clone(),
            short: digits,
            subject: capital(&subject),
            nominative: subject,
            object,
            dative,
            name,
        }
    }

    /// Places in words, short enough for a line: named one by one if few, else counted by Kreis.
    pub fn places(&self, ranges: &[Range<usize>]) -> String {
        let places = self.table.places();
        let mut indices: Vec<usize> = ranges.iter().cloned().flatten().collect();
        indices.sort_unstable();
        indices.dedup();
        let units: Vec<_> = indices.iter().filter_map(|at| places.units().get(*at)).collect();
        let count = units.len();
        let name = |unit: &crate::routing::Unit| match &unit.district {
            Some(district) => format!("{} ({district})", self.place(unit.key).name),
            None => self.place(unit.key).name,
        };
        let state = units.first().map(|unit| unit.key.state());
        if let Some(state) = state.filter(|state| places.of_state(*state).len() == count) {
            let whole = count == 1 && units.iter().all(|unit| unit.key.len() == 2);
            return match (whole, self.language) {
                (true, _) => self.tell(&state.name()),
                (false, _) if count == 1 => self.list(&units.into_iter().map(name).collect::<Vec<_>>()),
                (false, Language::De) => format!("alle {count} Kommunen {}", self.in_state(state)),
                (false, Language::En) => format!("all {count} municipalities {}", self.in_state(state)),
            };
        }
        if count <= NAMED {
            return self.list(&units.into_iter().map(name).collect::<Vec<_>>());
        }
        let mut districts: BTreeMap<Area, usize> = BTreeMap::new();
        for unit in &units {
            *districts.entry(places.reading().district(unit.key)).or_default() += 1;
        }
        let all = districts.iter().all(|(district, count)| places.within(*district).len() == *count);
        let shown: Vec<Place> = districts.keys().take(NAMED).map(|district| self.place(*district)).collect();
        let more = districts.len() - shown.len();
        let mut names: Vec<String> = shown.iter().map(|place| place.dative.clone()).collect();
        if more > 0 {
            names.push(self.tell(&more_of(more, DISTRICTS, Case::Dative)));
        }
        let list = self.list(&names);
        match self.language {
            Language::De => {
                let list =
                    list.strip_prefix("dem ").map_or(format!("in {list}"), |rest| format!("im {rest}"));
                format!("{}{count} Kommunen {list}", if all && more == 0 { "alle " } else { "" })
            }
            Language::En => {
                format!("{}{count} municipalities in {list}", if all && more == 0 { "all " } else { "" })
            }
        }
    }

    /// The word for a place in the register, if it says more than "kind not given".
    fn register_kind(&self, key: Area) -> Option<String> {
        let register = self.workspace.register.as_ref().filter(|_| key.level() > AreaLevel::State)?;
        let entry = register.body(self.table.places().reading(), key)?;
        let word = entry.kind.words().de.split_whitespace().last()?.to_owned();
        gender(&word).is_some().then_some(word)
    }
}

/// "Norderney, Stadt" becomes "Stadt Norderney"; a kind from the register is put before a bare name.
fn full_name(known: &str, kind: Option<&str>) -> String {
    if let Some((name, suffix)) = known.split_once(", ")
        && suffix.split_whitespace().last().is_some_and(|word| gender(word).is_some())
        && suffix.split_whitespace().count() == 1
    {
        return format!("{suffix} {name}");
    }
    let first = known.split_whitespace().next().unwrap_or_default();
    match kind {
        Some(kind) if !known.is_empty() && gender(first).is_none() => format!("{kind} {known}"),
        _ => known.to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_come_first() {
        assert_eq!(full_name("Norderney, Stadt", None), "Stadt Norderney");
        assert_eq!(full_name("Marienhafe, Flecken", None), "Flecken Marienhafe");
        assert_eq!(full_name("Moormerland", None), "Moormerland");
        assert_eq!(full_name("Moormerland", Some("Gemeinde")), "Gemeinde Moormerland");
        assert_eq!(full_name("Landkreis Aurich", Some("Landkreis")), "Landkreis Aurich");
    }

    #[test]
    fn articles_fit() {
        assert_eq!(gender("Inselgemeinde").map(Gender::articles), Some(["die", "die", "der"]));
        assert_eq!(gender("Landkreis").map(Gender::articles), Some(["der", "den", "dem"]));
        assert_eq!(gender("Aurich"), None);
    }
}
