//! Places in words: "alle 24 Kommunen im Kreis Aurich", "45 Kommunen in Aurich, Leer, Wittmund".

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Places, Unit};
use crate::key::{Area, Body, StateCode};
use crate::text::list::{and_list, and_texts};
use crate::text::named::{Named, within_all};
use crate::text::noun::{Case, DISTRICTS, MUNICIPALITIES};
use crate::text::{Language, Text};

/// As many places are named one by one; more are counted.
const NAMED: usize = 4;
/// As many districts are named; more are counted.
const SHOWN: usize = 4;

impl Places {
    /// The places of some ranges in words, short enough for one line.
    pub fn words(&self, ranges: &[Range<usize>]) -> Text {
        let mut indices: Vec<usize> = ranges.iter().cloned().flatten().collect();
        indices.sort_unstable();
        indices.dedup();
        let units: Vec<&Unit> = indices.iter().filter_map(|at| self.units().get(*at)).collect();
        let mut by_state: BTreeMap<StateCode, usize> = BTreeMap::new();
        for unit in &units {
            *by_state.entry(unit.key.state()).or_default() += 1;
        }
        let whole = by_state.iter().all(|(state, count)| self.of_state(*state).len() == *count);
        let states = units.iter().all(|unit| unit.key.len() == 2);
        if whole && states && !units.is_empty() {
            return and_texts(by_state.keys().map(|state| state.name()));
        }
        if whole && units.len() > 2 {
            let all = MUNICIPALITIES.all_of(units.len(), Case::Nominative);
            let places = and_texts(by_state.keys().map(|state| state.place()));
            return Text::new(format!("{} {}", all.de, places.de), format!("{} {}", all.en, places.en));
        }
        if units.len() <= NAMED {
            return and_texts(units.iter().map(|unit| self.unit(unit)));
        }
        self.by_district(&units)
    }

    /// The name of a unit with its kind, and with its district if it has one.
    pub fn unit_name(&self, key: Area, district: Option<&str>) -> String {
        let name = self.named(key).map_or_else(|| self.name(key), |named| named.plain());
        match district {
            Some(district) => format!("{name} ({district})"),
            None => name,
        }
    }

    /// A unit in both languages; where no name is known, what it is and its key.
    fn unit(&self, unit: &Unit) -> Text {
        let Text { de, en } = self.in_both(unit.key);
        match &unit.district {
            Some(district) => Text::new(format!("{de} ({district})"), format!("{en} ({district})")),
            None => Text::new(de, en),
        }
    }

    fn in_both(&self, key: Area) -> Text {
        let plain = |language| self.named_or_keyed(key, language).plain();
        Text::new(plain(Language::De), plain(Language::En))
    }

    /// A place by its name; where none is known, by what it is and its key.
    pub fn named_or_keyed(&self, key: Area, language: Language) -> Named {
        self.named(key).unwrap_or_else(|| self.keyed(key, language))
    }

    /// A place of which only the key is known: "Kreis 03452".
    fn keyed(&self, key: Area, language: Language) -> Named {
        let (body, digits) = (self.reading().body(key), key.digits());
        match (language, body) {
            (_, Body::State) => Named::bare(key.state().name().get(language)),
            (Language::En, _) => Named::bare(&format!("{} {digits}", body.name().en)),
            (Language::De, Body::City) => Named::with_kind("Stadt", &digits),
            (Language::De, _) => Named::with_kind(body.name().de, &digits),
        }
    }

    /// "Stadt Emden und alle 5 Kommunen im Landkreis Wittmund"; where there are too many to name, all are counted.
    fn by_district(&self, units: &[&Unit]) -> Text {
        let mut districts: BTreeMap<Area, usize> = BTreeMap::new();
        for unit in units {
            *districts.entry(self.reading().district(unit.key)).or_default() += 1;
        }
        let mut complete = districts.iter().all(|(district, count)| self.within(*district).len() == *count);
        let more = districts.len().saturating_sub(SHOWN);
        let (mut alone, mut around) = (Vec::new(), Vec::new());
        for district in districts.keys().take(SHOWN) {
            // A city that is a district of its own holds no Kommunen: it is one.
            let is_one = units.iter().any(|unit| unit.key == *district && unit.district.is_none());
            if is_one && more == 0 { alone.push(*district) } else { around.push(*district) }
        }
        complete &= more == 0;
        let count = units.len() - alone.len();
        let cities = and_texts(alone.iter().map(|city| self.in_both(*city)));
        if around.is_empty() {
            return cities;
        }
        let counted = if complete && count > 1 {
            MUNICIPALITIES.all_of(count, Case::Nominative)
        } else {
            MUNICIPALITIES.counted(count, Case::Nominative)
        };
        let mut english: Vec<String> = around.iter().map(|key| self.in_both(*key).en).collect();
        if more > 0 {
            english.push(DISTRICTS.more(more, Case::Dative).en);
        }
        let around: Vec<Named> = around.iter().map(|key| self.named_or_keyed(*key, Language::De)).collect();
        let (de, en) = (within_all(&around, more), and_list(&english).en);
        let rest = Text::new(format!("{} {de}", counted.de), format!("{} in {en}", counted.en));
        if alone.is_empty() {
            return rest;
        }
        Text::new(format!("{} und {}", cities.de, rest.de), format!("{} and {}", cities.en, rest.en))
    }

    /// How many units the ranges hold.
    pub fn count(ranges: &[Range<usize>]) -> usize {
        ranges.iter().map(ExactSizeIterator::len).sum()
    }
}
