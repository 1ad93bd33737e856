//! Which places count: the units of the denominator, their names, and where both come from (semantics 10, 11).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::key::{Area, AreaLevel, Reading, StateCode};
use crate::model::{Model, Scope, Wave};
use crate::register::{Kind, Register};
use crate::text::named::Named;

/// Where the units come from; every figure says which it used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denominator {
    /// The keys that the files name.
    Files,
    /// The official register, with its edition.
    Register {
        /// Territorial state, `2025-11-30`.
        edition: String,
    },
}

/// One unit of the denominator: a municipality, or the smallest area that the files name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// Its key.
    pub key: Area,
    /// A district of a city that names its districts.
    pub district: Option<String>,
    /// Inhabitants, where the register tells.
    pub inhabitants: Option<u32>,
}

/// All units, by key, and the names of all places.
#[derive(Debug, Clone)]
pub struct Places {
    units: Vec<Unit>,
    states: BTreeMap<StateCode, Range<usize>>,
    names: BTreeMap<Area, String>,
    /// What bodies are, as the register knows.
    kinds: BTreeMap<Area, Kind>,
    reading: Arc<Reading>,
    denominator: Denominator,
}

impl Places {
    /// The places of a model: from the register where there is one, else from the files.
    pub fn new(model: &Model, register: Option<&Register>) -> Self {
        Self::of(&[model], register)
    }

    /// The places of several models together, so that their tables can be held against each other unit by unit: from the
    /// register, else the leaves among the keys that any of them names. A name that stands in the last model holds.
    pub fn of(models: &[&Model], register: Option<&Register>) -> Self {
        let reading = models.last().map(|model| Arc::clone(&model.reading)).unwrap_or_default();
        let mut units = Vec::new();
        let mut states = BTreeMap::new();
        let mut codes: Vec<StateCode> =
            models.iter().flat_map(|model| model.states.keys().copied()).collect();
        codes.sort_unstable_by_key(|code| code.digits());
        codes.dedup();
        let keys = if register.is_none() { named(models) } else { BTreeMap::new() };
        let split = districts(models);
        for state in codes {
            let begin = units.len();
            match register {
                Some(register) => units.extend(registered(register, &reading, state)),
                None => units.extend(leaves(keys.get(&state).map_or(&[], Vec::as_slice), state)),
            }
            split_cities(&split, &mut units, begin);
            states.insert(state, begin..units.len());
        }
        let mut names: BTreeMap<Area, String> = BTreeMap::new();
        let mut kinds: BTreeMap<Area, Kind> = BTreeMap::new();
        for entry in register.into_iter().flat_map(|register| &register.units) {
            if let Ok(key) = Area::parse(&entry.key) {
                // Of a city that stands there as Kreis and as Gemeinde, the Gemeinde comes last.
                names.insert(reading.read(key), entry.plain_name().to_owned());
                kinds.insert(reading.read(key), entry.kind);
            }
        }
        for record in models.iter().flat_map(|model| &model.municipalities) {
            if let Some(name) = &record.name {
                names.insert(record.key.value, name.clone());
            }
        }
        let denominator = register.map_or(Denominator::Files, |register| Denominator::Register {
            edition: register.edition.clone(),
        });
        Self { units, states, names, kinds, reading, denominator }
    }

    /// All units, by state (in order of their digits) and key.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The units of a range that this table handed out.
    pub fn slice(&self, range: &Range<usize>) -> &[Unit] {
        self.units.get(range.clone()).unwrap_or(&[])
    }

    /// The range of a state's units.
    pub fn of_state(&self, state: StateCode) -> Range<usize> {
        self.states.get(&state).cloned().unwrap_or(0..0)
    }

    /// The range of units inside an area.
    pub fn within(&self, area: Area) -> Range<usize> {
        let state = self.of_state(area.state());
        let offset = state.start;
        let slice = self.slice(&state);
        let begin = slice.partition_point(|unit| unit.key.first() < area.first());
        let end = slice.partition_point(|unit| unit.key.first() <= area.last());
        let range = offset + begin..offset + end;
        // A wider unit that begins at the same key is not inside the area.
        if self.slice(&range).iter().all(|unit| area.contains(unit.key)) { range } else { offset..offset }
    }

    /// The units inside an area, else the unit around it: a Gemeinde where the files name only its Kreis.
    pub fn around(&self, area: Area) -> Range<usize> {
        let inside = self.within(area);
        if !inside.is_empty() {
            return inside;
        }
        let mut all = self.of_state(area.state());
        let around = all.find(|at| self.units.get(*at).is_some_and(|unit| unit.key.contains(area)));
        around.map_or(0..0, |at| at..at + 1)
    }

    /// The units that a wave names, by number, in order.
    pub fn of_wave(&self, wave: &Wave) -> BTreeSet<usize> {
        let units = wave.area.iter().flat_map(|area| self.within(*area));
        let is_meant =
            |at: &usize| self.units.get(*at).is_some_and(|unit| wave.takes_in(unit.district.as_deref()));
        units.filter(is_meant).collect()
    }

    /// Where the units come from.
    pub const fn denominator(&self) -> &Denominator {
        &self.denominator
    }

    /// The name of a place, if it is known.
    pub fn known_name(&self, key: Area) -> Option<&str> {
        self.names.get(&self.reading.read(key)).map(String::as_str)
    }

    /// How keys are read.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The name of a place: from the files or the register, a state's own name, else its key.
    pub fn name(&self, key: Area) -> String {
        self.known_name(key).map_or_else(
            || if key.len() == 2 { key.state().name().de } else { key.digits() },
            ToOwned::to_owned,
        )
    }

    /// A place as people say it, with its kind and article; `None` where no name is known.
    pub fn named(&self, key: Area) -> Option<Named> {
        let kind = self.kinds.get(&self.reading.read(key)).filter(|_| key.level() > AreaLevel::State);
        Some(Named::new(self.known_name(key)?, kind.map(|kind| kind.words().de)))
    }

    /// Inhabitants of some units; `None` without a register.
    pub fn inhabitants(&self, range: &Range<usize>) -> Option<u64> {
        self.inhabitants_of(std::iter::once(range.clone()))
    }

    /// Inhabitants of some ranges of units that do not overlap; `None` without a register. The districts of a city have no
    /// number of their own.
    pub fn inhabitants_of(&self, ranges: impl IntoIterator<Item = Range<usize>>) -> Option<u64> {
        let units = ranges.into_iter().flat_map(|range| self.slice(&range));
        units.filter_map(|unit| unit.inhabitants).map(u64::from).reduce(|one, other| one + other)
    }
}

/// Ranges in order and apart: those that overlap or touch are one.
pub fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut result: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match result.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => result.push(range),
        }
    }
    result
}

/// The inhabited municipalities of a state in the register.
fn registered(register: &Register, reading: &Reading, state: StateCode) -> impl Iterator<Item = Unit> {
    let digits = state.digits().unwrap_or("--");
    register.within(digits).iter().filter(|entry| entry.is_municipality()).filter_map(|entry| {
        let key = reading.read(Area::parse(&entry.key).ok()?);
        Some(Unit { key, district: None, inhabitants: entry.population })
    })
}

/// The keys that municipality, wave and support records name, by the Land they lie in, sorted.
fn named(models: &[&Model]) -> BTreeMap<StateCode, Vec<Area>> {
    let mut keys: BTreeMap<StateCode, Vec<Area>> = BTreeMap::new();
    let mut add = |key: Area| keys.entry(key.state()).or_default().push(key);
    for model in models {
        let records = model.municipalities.iter().map(|record| (record.state, record.key.value));
        let waves = model.waves.iter().flat_map(|wave| wave.area.iter().map(|key| (wave.state, *key)));
        records.chain(waves).filter(|(state, key)| key.state() == *state).for_each(|(_, key)| add(key));
        // Also those of an operating state that speaks of areas here.
        for support in &model.supports {
            if let Scope::Only(areas) = &support.area {
                areas.iter().copied().for_each(&mut add);
            }
        }
    }
    for own in keys.values_mut() {
        own.sort_unstable();
        own.dedup();
    }
    keys
}

/// The disjoint leaves among the keys of a state; none named: the Land.
fn leaves(keys: &[Area], state: StateCode) -> Vec<Unit> {
    let unit = |key| Unit { key, district: None, inhabitants: None };
    let leaves: Vec<Unit> = keys
        .iter()
        .enumerate()
        .filter(|(at, key)| keys.get(at + 1).is_none_or(|next| !key.contains(*next)))
        .map(|(_, key)| unit(*key))
        .collect();
    if leaves.is_empty() { Area::whole(state).into_iter().map(unit).collect() } else { leaves }
}

/// The districts of the cities that name any.
fn districts<'m>(models: &[&'m Model]) -> BTreeMap<Area, BTreeSet<&'m String>> {
    let mut split: BTreeMap<Area, BTreeSet<&String>> = BTreeMap::new();
    for model in models {
        // The first record of a key holds, as everywhere.
        let mut own: BTreeSet<Area> = BTreeSet::new();
        for record in model.municipalities.iter().filter(|record| !record.districts.is_empty()) {
            if own.insert(record.key.value) {
                split.entry(record.key.value).or_default().extend(&record.districts);
            }
        }
    }
    split
}

/// A city that names its districts counts once per district.
fn split_cities(split: &BTreeMap<Area, BTreeSet<&String>>, units: &mut Vec<Unit>, begin: usize) {
    for (key, districts) in split {
        let Some(at) = units.iter().skip(begin).position(|unit| unit.key == *key) else {
            continue;
        };
        let unit = units.remove(begin + at);
        let parts = districts.iter().map(|district| Unit {
            district: Some((*district).clone()),
            inhabitants: None,
            ..unit.clone()
        });
        units.splice(begin + at..begin + at, parts);
    }
}
