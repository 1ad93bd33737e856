//! Two sides that are told together, and how they call things.

use std::ops::Range;

use super::saying::Saying;
use crate::key::GlobalId;
use crate::model::OrganizationId;
use crate::routing::Places;
use crate::time::Date;

/// Two sides that are told together; each speaks of its own model and files.
#[derive(Debug, Clone, Copy)]
pub struct Sides<'s> {
    /// The older side.
    pub old: &'s Saying<'s>,
    /// The newer side.
    pub new: &'s Saying<'s>,
    /// The places of both.
    pub places: &'s Places,
    /// The day from which differences count.
    pub on: Date,
}

impl Sides<'_> {
    pub(super) fn inhabitants(&self, units: &[Range<usize>]) -> Option<u64> {
        self.places.inhabitants_of(units.iter().cloned())
    }

    pub(super) fn words(&self, units: &[Range<usize>]) -> String {
        if units.is_empty() {
            return String::new();
        }
        self.places.words(units).get(self.new.language).to_owned()
    }

    /// The name of a service.
    pub(super) fn service(&self, id: &GlobalId) -> String {
        let named = [self.new, self.old]
            .into_iter()
            .find_map(|say| say.model.services.iter().find(|service| service.id == *id));
        named.map_or_else(|| id.to_string(), |service| service.name.clone())
    }

    /// An organization by its id, in the newer model where it is there.
    pub(super) fn find(&self, id: &GlobalId) -> Option<(&Saying<'_>, OrganizationId)> {
        [self.new, self.old].into_iter().find_map(|say| {
            let mut numbers = say.model.organization_ids();
            numbers.find(|number| say.model.organization(*number).id == *id).map(|number| (say, number))
        })
    }

    pub(super) fn name(&self, id: &GlobalId) -> String {
        self.find(id).map_or_else(|| id.to_string(), |(say, number)| say.name(number))
    }
}
