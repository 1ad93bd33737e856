//! Records by the area they name, so that a place finds its candidates by its own key's few prefixes.

use std::collections::BTreeMap;

use crate::key::{Area, StateCode};
use crate::model::{Model, Scope, SupportId};
use crate::vocabulary::{Level, Track};

/// Things limited to areas.
#[derive(Debug)]
pub struct ByArea<T> {
    everywhere: Vec<T>,
    areas: BTreeMap<Area, Vec<T>>,
}

impl<T> Default for ByArea<T> {
    fn default() -> Self {
        Self { everywhere: Vec::new(), areas: BTreeMap::new() }
    }
}

impl<T: Copy + Ord> ByArea<T> {
    /// The thing holds in the areas of a scope.
    pub fn insert(&mut self, scope: &Scope<Area>, thing: T) {
        match scope {
            Scope::All => self.everywhere.push(thing),
            Scope::Only(areas) => self.insert_in(areas, thing),
        }
    }

    /// The thing holds in these areas only.
    pub(super) fn insert_in(&mut self, areas: &[Area], thing: T) {
        for area in areas {
            self.areas.entry(*area).or_default().push(thing);
        }
    }

    /// All things that hold at a place, each with the length of its longest matching area (0: everywhere).
    pub fn at(&self, place: Area) -> BTreeMap<T, u8> {
        let mut found: BTreeMap<T, u8> = self.everywhere.iter().map(|thing| (*thing, 0)).collect();
        // Widest first, so that a longer area overwrites a shorter one.
        for area in place.ancestors().into_iter().rev().chain([place]) {
            for thing in self.areas.get(&area).into_iter().flatten() {
                found.insert(*thing, area.len());
            }
        }
        found
    }

    /// All things, those of several areas several times.
    pub fn all(&self) -> impl Iterator<Item = T> {
        self.everywhere.iter().chain(self.areas.values().flatten()).copied()
    }

    pub(super) fn areas(&self) -> impl Iterator<Item = Area> {
        self.areas.keys().copied()
    }
}

/// The support records of one state, by what they reach.
#[derive(Debug, Default)]
pub(super) struct StateRecords {
    /// Records that bind the state's own cells.
    pub(super) own: ByArea<SupportId>,
    /// Records about the services themselves: they bind all who co-use what the state operates (semantics 5).
    pub(super) service: ByArea<SupportId>,
    /// Records of which a limit is broken.
    pub(super) shadows: Vec<SupportId>,
    /// Records that name areas of another Land although they bind only their own.
    pub(super) abroad: Vec<SupportId>,
}

/// All support records, by state.
pub(super) fn records(model: &Model) -> BTreeMap<StateCode, StateRecords> {
    let mut states: BTreeMap<StateCode, StateRecords> = BTreeMap::new();
    for id in model.support_ids() {
        let record = model.support(id);
        let state = states.entry(record.state).or_default();
        if record.shadow.is_some() {
            state.shadows.push(id);
        }
        let (Some(level), track) = (&record.level, &record.track) else { continue };
        let about_service = track.as_ref().is_some_and(|track| track.value == Track::TechnicalService);
        if level.value != Level::First && about_service {
            state.service.insert(&record.area, id);
        } else {
            if record.area.listed().iter().any(|area| area.state() != record.state)
                && record.state != StateCode::BUND
            {
                state.abroad.push(id);
            }
            state.own.insert(&record.area, id);
        }
    }
    states
}
