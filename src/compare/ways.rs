//! Agreed ways that are no longer there: paths do not decide who answers, so the table alone would not show them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::graph::feedback::{Arrival, feedback_reach};
use crate::graph::{Edge, EdgeId, SupportGraph, View};
use crate::key::StateCode;
use crate::model::ServiceId;
use crate::routing::Table;
use crate::time::Date;
use crate::vocabulary::{Purpose, Vocabulary as _};

/// An agreed way that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostWay {
    /// Whose.
    pub state: StateCode,
    /// Between whom, and what for; nodes of the graph of the first table.
    pub edge: EdgeId,
    /// Agreed ways of the same kind from the same place that remain.
    pub remaining: Vec<EdgeId>,
    /// For which services.
    pub services: BTreeSet<ServiceId>,
    /// Where, as ranges of the places' units.
    pub units: Vec<Range<usize>>,
}

/// The agreed ways of a state that are there in the first table on a day and not in the second.
pub fn lost_ways(before: &Table, after: &Table, state: StateCode, on: Date) -> Vec<LostWay> {
    let mut view = View::escalation(state, on);
    view.purposes = Purpose::all().iter().copied().collect();
    let [old, new] = [before, after].map(|table| SupportGraph::on_day(table, &view));
    let agreed = |edge: &&Edge| !edge.implied && edge.id.path.is_some();
    let kept: BTreeSet<&EdgeId> = new.edges().iter().filter(agreed).map(|edge| &edge.id).collect();
    old.edges()
        .iter()
        .filter(agreed)
        .filter(|edge| !kept.contains(&edge.id))
        .map(|edge| {
            let same = |other: &&&EdgeId| {
                other.from == edge.id.from && other.kind == edge.id.kind && other.track == edge.id.track
            };
            let units = edge.rows.iter().filter_map(|at| before.rows().get(*at)).map(|row| row.units.clone());
            LostWay {
                state,
                edge: edge.id.clone(),
                remaining: kept.iter().filter(same).map(|id| (*id).clone()).collect(),
                services: edge.services.clone(),
                units: super::joined(units.collect()),
            }
        })
        .collect()
}

/// Where feedback on a service reached the operator's side on a day by the first table, and does not by the second.
pub fn lost_feedback(
    before: &Table,
    after: &Table,
    state: StateCode,
    on: Date,
) -> Vec<(ServiceId, Vec<Range<usize>>)> {
    let places = before.places();
    let services: BTreeSet<ServiceId> = before
        .model()
        .uses
        .iter()
        .filter(|usage| usage.state == state)
        .map(|usage| usage.service.value)
        .collect();
    let mut lost = Vec::new();
    for service in services {
        let arrives = |table: &Table, at: usize| {
            places
                .units()
                .get(at)
                .is_some_and(|unit| feedback_reach(table, unit.key, service, on).arrival == Arrival::Arrives)
        };
        let units: Vec<Range<usize>> = places
            .of_state(state)
            .filter(|at| arrives(before, *at) && !arrives(after, *at))
            .map(|at| at..at + 1)
            .collect();
        if !units.is_empty() {
            lost.push((service, super::joined(units)));
        }
    }
    lost
}
