//! Which Kommunen carry a competent authority: found once for each state, and asked for by every form and letter.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use super::scene::Scene;
use crate::key::{Area, StateCode};
use crate::model::{Model, OrganizationId, ServiceId};
use crate::routing::Competent;

/// A competent authority, with its services and the places for which it is competent, both in the order of the table.
#[derive(Debug)]
pub(super) struct Authority {
    /// Who.
    pub(super) organization: OrganizationId,
    /// For which services.
    pub(super) services: Vec<ServiceId>,
    /// Where, as ranges of units.
    pub(super) places: Vec<Range<usize>>,
}

type ByPlace = BTreeMap<Area, Vec<Authority>>;

/// The authorities of each state that uses a service, by the Kommune that carries them.
#[derive(Debug)]
pub(super) struct Carriers(BTreeMap<StateCode, OnceLock<ByPlace>>);

impl Carriers {
    pub(super) fn new(model: &Model) -> Self {
        Self(model.uses.iter().map(|usage| (usage.state, OnceLock::new())).collect())
    }
}

impl Scene<'_> {
    /// The Kommunen of a state that carry a competent authority, with the services it is competent for, sorted.
    pub fn carriers(&self, state: StateCode) -> BTreeMap<Area, Vec<ServiceId>> {
        let all = self.authorities(state).into_iter().flatten();
        all.map(|(place, authorities)| {
            let services: BTreeSet<ServiceId> =
                authorities.iter().flat_map(|authority| &authority.services).copied().collect();
            (*place, services.into_iter().collect())
        })
        .collect()
    }

    /// The competent authorities of a Kommune.
    pub(super) fn authorities_of(&self, state: StateCode, place: Area) -> &[Authority] {
        self.authorities(state).and_then(|places| places.get(&place)).map_or(&[], Vec::as_slice)
    }

    fn authorities(&self, state: StateCode) -> Option<&ByPlace> {
        Some(self.carriers.0.get(&state)?.get_or_init(|| self.by_place(state)))
    }

    fn by_place(&self, state: StateCode) -> ByPlace {
        let range = self.table.places().of_state(state);
        let mut found = ByPlace::new();
        for service in self.services(state) {
            for (row, units) in self.rows(state, service, &range) {
                let Some(unit) = self.table.places().units().get(units.start) else { continue };
                let day = row.judged_on(self.on).unwrap_or(self.on);
                let Competent::One(id) = self.table.competent(unit, service, day) else { continue };
                let Some(home) = &self.model().organization(id).municipality else { continue };
                let own = found.entry(home.value).or_default();
                if own.iter().all(|authority| authority.organization != id) {
                    own.push(Authority { organization: id, services: Vec::new(), places: Vec::new() });
                }
                if let Some(authority) = own.iter_mut().find(|authority| authority.organization == id) {
                    authority.services.push(service);
                    authority.services.dedup();
                    authority.places.push(units);
                }
            }
        }
        found
    }
}
