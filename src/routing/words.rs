//! Places in words: "alle 24 Kommunen im Kreis Aurich", "45 Kommunen in Aurich, Leer, Wittmund".

use std::collections::BTreeMap;
use std::ops::Range;

use super::Places;
use crate::key::{Area, StateCode};
use crate::text::Text;
use crate::text::list::{self, Case, and_list, more_of};

/// As many places are named one by one; more are counted.
const NAMED: usize = 4;
/// As many districts are named; more are counted.
const DISTRICTS: usize = 6;

impl Places {
    /// The places of some ranges in words, short enough for one line.
    pub fn words(&self, ranges: &[Range<usize>]) -> Text {
        let mut indices: Vec<usize> = ranges.iter().cloned().flatten().collect();
        indices.sort_unstable();
        indices.dedup();
        let units: Vec<_> = indices.iter().filter_map(|at| self.units().get(*at)).collect();
        let count = units.len();
        let mut by_state: BTreeMap<StateCode, usize> = BTreeMap::new();
        for unit in &units {
            *by_state.entry(unit.key.state()).or_default() += 1;
        }
        let whole = by_state.iter().all(|(state, count)| self.of_state(*state).len() == *count);
        if whole && count > 0 && (count > NAMED || units.iter().all(|unit| unit.key.len() == 2)) {
            let german: Vec<String> = by_state.keys().map(|state| state.name().de).collect();
            let english: Vec<String> = by_state.keys().map(|state| state.name().en).collect();
            let (de, en) = (and_list(&german).de, and_list(&english).en);
            if units.iter().all(|unit| unit.key.len() == 2) {
                return Text::new(de, en);
            }
            return Text::new(
                format!("alle {count} Kommunen in {de}"),
                format!("all {count} municipalities in {en}"),
            );
        }
        if count <= NAMED {
            let names: Vec<String> =
                units.iter().map(|unit| self.unit_name(unit.key, unit.district.as_deref())).collect();
            return and_list(&names);
        }
        self.by_district(&units.iter().map(|unit| unit.key).collect::<Vec<_>>())
    }

    /// The name of a unit, with its district if it has one.
    pub fn unit_name(&self, key: Area, district: Option<&str>) -> String {
        match district {
            Some(district) => format!("{} ({district})", self.name(key)),
            None => self.name(key),
        }
    }

    fn by_district(&self, keys: &[Area]) -> Text {
        let count = keys.len();
        let mut districts: BTreeMap<Area, usize> = BTreeMap::new();
        for key in keys {
            *districts.entry(self.reading().district(*key)).or_default() += 1;
        }
        let complete = districts.iter().all(|(district, count)| self.within(*district).len() == *count);
        let names: Vec<String> = districts.keys().map(|district| self.name(*district)).collect();
        let shown: Vec<String> = names.iter().take(DISTRICTS).cloned().collect();
        let more = names.len().saturating_sub(DISTRICTS);
        let (mut de, mut en) = if more == 0 {
            let names = and_list(&shown);
            (names.de, names.en)
        } else {
            let (names, more) = (shown.join(", "), more_of(more, list::DISTRICTS, Case::Dative));
            (format!("{names} und {}", more.de), format!("{names} and {}", more.en))
        };
        let all = complete && more == 0;
        if names.len() == 1 {
            // "Landkreis Aurich" says already what it is.
            if !de.split_whitespace().next().is_some_and(|word| word.to_lowercase().ends_with("kreis")) {
                de = format!("Kreis {de}");
            }
            en = format!("the district {en}");
        }
        if all {
            let preposition = if names.len() == 1 { "im" } else { "in" };
            Text::new(
                format!("alle {count} Kommunen {preposition} {de}"),
                format!("all {count} municipalities in {en}"),
            )
        } else {
            let preposition = if names.len() == 1 { "im" } else { "in" };
            Text::new(
                format!("{count} Kommunen {preposition} {de}"),
                format!("{count} municipalities in {en}"),
            )
        }
    }

    /// How many units the ranges hold.
    pub fn count(ranges: &[Range<usize>]) -> usize {
        ranges.iter().map(ExactSizeIterator::len).sum()
    }
}
