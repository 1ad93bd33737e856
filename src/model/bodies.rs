//! Bodies: one body may stand under several ids, which say so with `same-as` (semantics 26).

use super::ids::{Link, OrganizationId};
use super::{Model, Organization};

/// For each organization the one that stands for its body: the smallest number among all that are the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Bodies(Vec<OrganizationId>);

impl Bodies {
    /// Follows `same-as` in both directions, over any number of ids; circles and an organization that names itself are
    /// harmless.
    fn of(organizations: &[Organization]) -> Self {
        let mut bodies = Self((0..organizations.len()).map(OrganizationId::new).collect());
        for (index, organization) in organizations.iter().enumerate() {
            if let Some(Link::To(other)) = organization.same_as.as_ref().map(|same| same.value) {
                bodies.join(OrganizationId::new(index), other);
            }
        }
        // Smaller numbers are settled first, and each points at a smaller one: one step is enough.
        for index in 0..bodies.0.len() {
            let next = bodies.next(OrganizationId::new(index));
            bodies.set(OrganizationId::new(index), bodies.next(next));
        }
        bodies
    }

    fn next(&self, id: OrganizationId) -> OrganizationId {
        self.0.get(id.index()).copied().unwrap_or(id)
    }

    fn set(&mut self, id: OrganizationId, to: OrganizationId) {
        if let Some(place) = self.0.get_mut(id.index()) {
            *place = to;
        }
    }

    /// The last of a chain of ever smaller numbers; the way there is halved on the way.
    fn root(&mut self, mut id: OrganizationId) -> OrganizationId {
        while self.next(id) != id {
            let over = self.next(self.next(id));
            self.set(id, over);
            id = over;
        }
        id
    }

    fn join(&mut self, one: OrganizationId, other: OrganizationId) {
        let (one, other) = (self.root(one), self.root(other));
        self.set(one.max(other), one.min(other));
    }
}

impl Model {
    /// The organization that stands for the body of `id`: the smallest id of all that are the same body by `same-as`,
    /// directly or over others. Whoever is nobody else stands for itself.
    pub fn body(&self, id: OrganizationId) -> OrganizationId {
        self.bodies.next(id)
    }

    /// Finds out anew which organizations are one body; due when the organizations or their `same_as` have changed.
    pub fn unite_bodies(&mut self) {
        self.bodies = Bodies::of(&self.organizations);
    }
}
