//! Agreed ways that are no longer there: paths do not decide who answers, so the table alone would not show them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::graph::{Edge, EdgeId, SupportGraph, View};
use crate::key::StateCode;
use crate::model::ServiceId;
use crate::situation::Situation;
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
pub fn lost_ways(before: &Situation, after: &Situation, state: StateCode) -> Vec<LostWay> {
    let mut view = View::escalation(state, before.on());
    view.purposes = Purpose::all().iter().copied().collect();
    let [old, new] = [before, after].map(|situation| SupportGraph::on_day(situation, &view));
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
            let units =
                edge.rows.iter().filter_map(|at| before.table().rows().get(*at)).map(|row| row.units.clone());
            LostWay {
                state,
                edge: edge.id.clone(),
                remaining: kept.iter().filter(same).map(|id| (*id).clone()).collect(),
                services: edge.services.clone(),
                units: crate::routing::joined(units.collect()),
            }
        })
        .collect()
}
