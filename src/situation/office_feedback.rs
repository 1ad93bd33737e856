//! Feedback of offices that no Kommune carries: of the Land, the federation, an association (semantics 29).

use std::collections::BTreeSet;

use super::Party;
use super::Situation;
use super::feedback::Standing;
use super::ways::{Hop, Network};
use crate::key::StateCode;
use crate::model::{End, OrganizationId, ServiceId};

impl Situation {
    /// The offices of a state that the Land, the federation or an association carries, and that no path for feedback lets tell
    /// anybody of a service that another state operates: they owe it for themselves (semantics 29).
    pub fn silent_offices(&self, state: StateCode) -> Vec<(ServiceId, OrganizationId)> {
        let others = self.carried(state).into_iter().flat_map(|carried| &carried.others);
        let owed = others.flat_map(|(service, offices)| offices.iter().map(|office| (*service, *office)));
        let is_silent = |(service, office): &(ServiceId, OrganizationId)| {
            let told = self.feedback_of_office(state, *service, *office);
            told.is_some_and(|(standing, _)| standing == Standing::None)
        };
        owed.filter(is_silent).collect()
    }

    /// How an office that no Kommune carries tells of a service that another state operates: how that came about, and the
    /// first hop; nothing where it owes none.
    pub fn feedback_of_office(
        &self,
        state: StateCode,
        service: ServiceId,
        office: OrganizationId,
    ) -> Option<(Standing, Option<Hop>)> {
        let usage = self.used(state, service).filter(|usage| usage.is_shared())?;
        let network = self.network(state, service, usage.day, false);
        let hops = self.hops_of_office(&network, office);
        let lived = hops.iter().find(|hop| hop.since.is_some_and(|since| since <= self.on));
        let standing = match (lived, hops.first()) {
            (Some(_), _) => Standing::Offered,
            (None, Some(_)) => Standing::LaidDown,
            (None, None) if network.is_uncertain() => Standing::Undecidable,
            (None, None) => Standing::None,
        };
        Some((standing, lived.or(hops.first()).cloned()))
    }

    /// The hops by which an office tells: it speaks as itself, and as the competent authority that a path means.
    fn hops_of_office(&self, network: &Network, office: OrganizationId) -> Vec<Hop> {
        let own = BTreeSet::from([self.model.body(office)]);
        let mut hops = network.hops_anywhere(self, &own);
        hops.retain(|hop| {
            let path = hop.path.map(|id| self.model.path(id).from.value);
            hop.from == Party::Municipality && path != Some(End::Municipality)
        });
        hops
    }
}
