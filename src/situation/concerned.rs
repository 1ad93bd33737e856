//! Which Kommunen a Land's support structure concerns: each has a page.

use std::collections::BTreeSet;

use super::Situation;
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::routing::{Answerer, Row, Verdict};

impl Situation {
    /// The Kommunen of a state that are concerned, in order of their keys: those with a record, those that carry an authority
    /// or did, and those in which a service is used or planned. The Land as a whole is none.
    pub fn concerned(&self, state: StateCode) -> BTreeSet<Area> {
        let mut found: BTreeSet<Area> =
            self.recorded().map(|(key, _)| key).filter(|key| key.state() == state).collect();
        if let Some(carried) = self.carried(state) {
            let kommunen = carried.kommunen().chain(carried.ended.values().flatten().map(|(key, _)| *key));
            found.extend(kommunen.filter(|key| key.state() == state));
        }
        for service in self.services_of(state) {
            for row in self.rows(state, service) {
                let units = self.table.places().slice(&row.units).iter().map(|unit| unit.key);
                found.extend(units.filter(|key| key.len() > 2));
            }
        }
        found
    }

    /// Whether a record asks for the competent authority in a row, on the day on which it is judged.
    pub fn asks_for_competent(&self, row: &Row) -> bool {
        let day = row.judged_on(self.on).unwrap_or(self.on);
        row.timelines.iter().filter_map(|line| line.at(day)).any(|segment| {
            segment.verdict == Verdict::WithoutCompetent
                || segment.answers.iter().any(|answer| {
                    matches!(answer.answerer, Answerer::NoCompetent | Answerer::CompetenceConflict)
                })
        })
    }

    /// Whether a state tells of a service on a path that names none: to those of another home only if they use it, plan it,
    /// or run it (semantics 44).
    pub fn is_affected(&self, organization: crate::model::OrganizationId, service: ServiceId) -> bool {
        let home = self.model.organization(organization).id.state;
        self.services_of(home).contains(&service)
            || self.operating_side(service, self.on).contains(&home)
            || self.is_operators(organization, service, self.on)
    }
}
