//! A place with everything that reaches it.

use std::collections::BTreeMap;

use super::{Table, Unit};
use crate::key::{Area, StateCode};
use crate::model::{ComponentId, SupportId};

/// A place with everything whose area reaches it, looked up once for all its services and cells.
#[derive(Debug)]
pub(super) struct Place<'t> {
    pub(super) key: Area,
    pub(super) district: Option<&'t str>,
    pub(super) state: StateCode,
    pub(super) own: BTreeMap<SupportId, u8>,
    /// Technical-service records that reach the place, by the state whose they are.
    pub(super) service: BTreeMap<StateCode, BTreeMap<SupportId, u8>>,
    pub(super) competences: BTreeMap<usize, u8>,
    pub(super) components: BTreeMap<ComponentId, u8>,
    /// Records of other states that wrongly name this place.
    pub(super) abroad: Vec<SupportId>,
}

impl Table {
    /// Looks up what reaches a place, for all its services and cells.
    pub(super) fn place<'u>(&self, state: StateCode, unit: &'u Unit) -> Place<'u> {
        let service =
            self.records.iter().map(|(code, records)| (*code, records.service.at(unit.key))).collect();
        let abroad = self
            .records
            .iter()
            .filter(|(code, _)| **code != state)
            .flat_map(|(_, records)| records.abroad.iter().copied())
            .filter(|id| self.model.support(*id).area.listed().iter().any(|area| area.contains(unit.key)))
            .collect();
        Place {
            key: unit.key,
            district: unit.district.as_deref(),
            state,
            own: self.records.get(&state).map(|records| records.own.at(unit.key)).unwrap_or_default(),
            service,
            competences: self.competences_reaching(state, unit.key, unit.district.as_deref()),
            components: self.components.get(&state).map(|all| all.at(unit.key)).unwrap_or_default(),
            abroad,
        }
    }
}
