//! The operator's side of a service, for feedback, knowledge and escalation (semantics 26).
//!
//! Wrong side is another question: it is judged by the record's state, never by the owner's home (semantics 6).

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use super::Situation;
use crate::key::StateCode;
use crate::model::{Link, OrganizationId, ServiceId};
use crate::routing::Answerer;
use crate::time::Date;
use crate::vocabulary::{OrganizationKind, Track};

impl Situation {
    /// The states on whose side a service is operated on a day: the operating and the responsible one, each once.
    pub fn operating_side(&self, service: ServiceId, day: Date) -> BTreeSet<StateCode> {
        let known = self.model.service(service);
        BTreeSet::from([known.operating_state(day), known.responsible_state])
    }

    /// Whether an organization stands on the operator's side of a service on a day, under any of its ids: of the operating
    /// and the responsible state the bodies that steer or run it, the service's IT provider, and the owners of those of
    /// their technical records that win a cell that day.
    pub fn is_operators(&self, organization: OrganizationId, service: ServiceId, day: Date) -> bool {
        self.operators_of(service, day).contains(&self.model.body(organization))
    }

    /// All organizations of the operator's side, each by the id that stands for its body, sorted.
    pub fn operators_of(&self, service: ServiceId, day: Date) -> Arc<BTreeSet<OrganizationId>> {
        let mut known = self.operators.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry((service, day)).or_insert_with(|| Arc::new(self.side(service, day))))
    }

    fn side(&self, service: ServiceId, day: Date) -> BTreeSet<OrganizationId> {
        let model = &self.model;
        let states = self.operating_side(service, day);
        let mut found: BTreeSet<OrganizationId> = model
            .organization_ids()
            .filter(|id| {
                let organization = model.organization(*id);
                states.contains(&organization.id.state)
                    // A broken word may be any of them: nothing is called missing because of it.
                    && organization.kind.as_ref().is_none_or(|kind| is_steering(kind.value) || runs(kind.value))
            })
            .collect();
        found.extend(model.service(service).it_provider(day).and_then(Link::known));
        for row in self.table.rows_of_service(service) {
            let about = row.timelines.iter().filter(|line| line.cell.track == Some(Track::TechnicalService));
            for answer in about.filter_map(|line| line.at(day)).flat_map(|segment| &segment.answers) {
                if let Answerer::Organization(id) = answer.answerer
                    && states.contains(&model.support(answer.record).state)
                {
                    found.insert(id);
                }
            }
        }
        found.into_iter().map(|id| model.body(id)).collect()
    }

    /// Whether a body of the operator's side decides for its Land, rather than running the service for it.
    pub(super) fn is_land_of_operator(
        &self,
        organization: OrganizationId,
        service: ServiceId,
        day: Date,
    ) -> bool {
        let states = self.operating_side(service, day);
        let body = self.model.body(organization);
        let alike = self.model.organization_ids().filter(|id| self.model.body(*id) == body);
        alike.map(|id| self.model.organization(id)).any(|organization| {
            states.contains(&organization.id.state)
                && organization.kind.as_ref().is_none_or(|kind| is_steering(kind.value))
        })
    }
}

const fn is_steering(kind: OrganizationKind) -> bool {
    matches!(
        kind,
        OrganizationKind::Coordination | OrganizationKind::SteeringBody | OrganizationKind::Ministry
    )
}

const fn runs(kind: OrganizationKind) -> bool {
    matches!(kind, OrganizationKind::ItProvider)
}
