//! Which documents a change to the files concerns.

use std::collections::BTreeSet;
use std::ops::Range;

use super::document::{Document, Readership};
use crate::compare::Changes;
use crate::key::StateCode;
use crate::routing::Places;

/// The places and states for which something changes.
#[derive(Debug, Clone)]
pub struct Concerned<'p> {
    places: &'p Places,
    units: Vec<Range<usize>>,
    /// States with a place concerned, or with an organization that is reached otherwise.
    states: BTreeSet<StateCode>,
    /// States that operate a service concerned.
    operating: BTreeSet<StateCode>,
}

impl<'p> Concerned<'p> {
    /// Of a change; `places` are those over which it was found.
    pub fn new(changes: &Changes, places: &'p Places) -> Self {
        let units = changes.all_affected();
        let of_units = units.iter().flat_map(|range| places.slice(range));
        let reached = changes.contacts.iter().map(|(_, change, _)| change.id.state);
        let states = of_units.map(|unit| unit.key.state()).chain(reached).collect();
        let services = changes.differences.iter().map(|(_, found)| found.service.state);
        let feedback = changes.feedback.iter().map(|(_, found)| found.service.state);
        Self { places, states, operating: services.chain(feedback).collect(), units }
    }

    /// Whether a document has to be written anew; the overview, if any has.
    pub fn has(&self, document: &Document) -> bool {
        if let Some(place) = document.place() {
            let own = self.places.around(place);
            return self.units.iter().any(|range| range.start < own.end && own.start < range.end);
        }
        // What is for the operator alone tells of all who use its services.
        let is_operators = document.kind.addressees == [Readership::Operator];
        match document.state() {
            Some(state) => self.states.contains(&state) || is_operators && self.operating.contains(&state),
            None => !self.states.is_empty(),
        }
    }
}
