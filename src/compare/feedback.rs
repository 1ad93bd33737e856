//! Whom municipalities tell their feedback, held against each other (S10, semantics 21).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::graph::Party;
use crate::graph::feedback::{Arrival, Reach, feedback_reach};
use crate::key::{GlobalId, StateCode};
use crate::model::{Model, ServiceId};
use crate::routing::Table;
use crate::time::Date;
use crate::vocabulary::ChannelKind;

/// Whom a municipality tells, and whether it arrives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// Who is told first, over which channel; `None`: nobody.
    pub target: Option<(GlobalId, Option<ChannelKind>)>,
    /// Whether the feedback reaches the operator's side.
    pub arrives: bool,
}

/// A change in whom municipalities tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackChange {
    /// Whose.
    pub state: StateCode,
    /// On which service.
    pub service: GlobalId,
    /// As it was.
    pub before: Told,
    /// As it is.
    pub after: Told,
    /// Where, as ranges of the places' units.
    pub units: Vec<Range<usize>>,
}

impl FeedbackChange {
    /// Whether feedback arrived and does not any more, or had somebody to be told and has nobody.
    pub const fn is_lost(&self) -> bool {
        self.before.arrives && !self.after.arrives
            || self.before.target.is_some() && self.after.target.is_none()
    }
}

/// All changes on a day for the services that a state uses before and after; both tables over the same places.
pub fn feedback_changes(before: &Table, after: &Table, on: Date) -> Vec<FeedbackChange> {
    let [old, new] = [before, after].map(|table| used(table.model()));
    let mut found: BTreeMap<(StateCode, &GlobalId, Told, Told), Vec<Range<usize>>> = BTreeMap::new();
    for (key, old_id) in &old {
        let Some(new_id) = new.get(key) else { continue };
        for at in before.places().of_state(key.0) {
            let Some(unit) = before.places().units().get(at) else { continue };
            let was = told(before, &feedback_reach(before, unit.key, *old_id, on));
            let is = told(after, &feedback_reach(after, unit.key, *new_id, on));
            if was != is {
                found.entry((key.0, key.1, was, is)).or_default().push(at..at + 1);
            }
        }
    }
    found
        .into_iter()
        .map(|((state, service, was, is), units)| FeedbackChange {
            state,
            service: service.clone(),
            before: was,
            after: is,
            units: super::joined(units),
        })
        .collect()
}

fn used(model: &Model) -> BTreeMap<(StateCode, &GlobalId), ServiceId> {
    let pairs: BTreeSet<(StateCode, ServiceId)> =
        model.uses.iter().map(|usage| (usage.state, usage.service.value)).collect();
    pairs.into_iter().map(|(state, id)| ((state, &model.service(id).id), id)).collect()
}

fn told(table: &Table, reach: &Reach) -> Told {
    let target = reach.there.first().and_then(|hop| match hop.to {
        Party::Organization(id) => Some((table.model().organization(id).id.clone(), hop.channel)),
        Party::Citizen | Party::Municipality => None,
    });
    Told { target, arrives: reach.arrival == Arrival::Arrives }
}
