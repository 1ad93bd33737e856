//! Who carried an office once: after the last day of its competence a Kommune owes nothing (semantics 31).

use std::collections::{BTreeMap, BTreeSet};

use super::Situation;
use super::force::{Asked, Force, Limited as _};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;

/// Kommunen that carried an authority for a service and carry none for it any more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Former(BTreeMap<Area, BTreeSet<ServiceId>>);

impl Former {
    /// Whether a Kommune carried an authority for a service, or for any.
    pub fn carried(&self, key: Area, service: Option<ServiceId>) -> bool {
        let services = self.0.get(&key);
        services.is_some_and(|services| service.is_none_or(|service| services.contains(&service)))
    }
}

impl Situation {
    /// The Kommunen of a state that carried an authority for a service in use and do not any more.
    pub fn former(&self, state: StateCode) -> Former {
        let services = self.services_of(state);
        let mut former = Former::default();
        for competence in self.model.competences.iter().filter(|competence| competence.state == state) {
            if competence.force(Asked::from(self.on)) != Force::No {
                continue;
            }
            let Some(key) = self.home(competence.organization) else { continue };
            let over = services.iter().filter(|service| competence.services.has(service));
            let over = over.filter(|service| self.duty(**service, key).is_none());
            former.0.entry(key).or_default().extend(over);
        }
        former.0.retain(|_, services| !services.is_empty());
        former
    }
}
