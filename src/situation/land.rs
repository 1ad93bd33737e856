//! The paths for a purpose as a whole Land sees them: all its Kommunen and their offices speak as one.

use std::collections::BTreeSet;

use super::Situation;
use super::ends::Party;
use super::ways::{Hop, Network, Walk};
use crate::key::StateCode;
use crate::model::{OrganizationId, ServiceId};
use crate::time::Date;
use crate::vocabulary::Purpose;

/// Who tells whom about a service in a Land, on a day.
#[derive(Debug)]
pub struct Land {
    hops: Vec<Hop>,
    voices: BTreeSet<OrganizationId>,
    /// A path that is broken may be the one that seems to be missing.
    pub uncertain: bool,
}

impl Situation {
    /// Who tells whom for a purpose about a service in a Land.
    pub fn land(&self, purpose: Purpose, (state, service): (StateCode, ServiceId), day: Date) -> Land {
        let network = Network::new(self, &[purpose], (state, service, day));
        let duties = self.carried(state).and_then(|carried| carried.duties.get(&service));
        let offices = duties.into_iter().flatten().flat_map(|(_, duty)| duty.organizations.iter());
        let contacts = duties.into_iter().flatten().filter_map(|(key, _)| self.own_contact(*key));
        let voices = offices.copied().chain(contacts).map(|id| self.model.body(id)).collect();
        let hops = network.hops_anywhere(self, &voices);
        Land { hops, voices, uncertain: network.is_uncertain() }
    }
}

impl Land {
    /// As whom an organization tells and is told: an office of a Kommune speaks for it.
    pub fn party(&self, situation: &Situation, organization: OrganizationId) -> Party {
        let body = situation.model().body(organization);
        if self.voices.contains(&body) { Party::Municipality } else { Party::Organization(body) }
    }

    /// Everybody who tells somebody.
    pub fn tellers(&self) -> BTreeSet<Party> {
        self.hops.iter().map(|hop| hop.from).collect()
    }

    /// Everybody who is told by somebody.
    pub fn told(&self) -> BTreeSet<Party> {
        self.hops.iter().map(|hop| hop.to).collect()
    }

    /// All hops, in order of the files.
    pub fn hops(&self) -> &[Hop] {
        &self.hops
    }

    /// Everybody who is told in the end, from some parties on.
    pub fn walk(&self, begin: &BTreeSet<Party>) -> Walk {
        Walk::from(begin, &self.hops)
    }
}
