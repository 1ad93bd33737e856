//! Level by level: who is reached, where it ends, what is passed by.

use std::collections::{BTreeMap, BTreeSet};

use super::lane::Lane;
use super::{DeadEnd, Question, Skipped, Standing, Unreached};
use crate::graph::parts::{Edge, EdgeId, EdgeKind, NodeId};
use crate::vocabulary::{Level, Track};

pub(super) fn questions(lanes: &[Lane<'_>]) -> Vec<Question> {
    lanes
        .iter()
        .map(|lane| {
            let (agreed, all) = (lane.reached(false), lane.reached(true));
            let finals = |reached: &BTreeSet<NodeId>| -> BTreeSet<NodeId> {
                lane.finals().filter(|id| reached.contains(id)).collect()
            };
            // A component that nobody answers for is an end even if another one is answered.
            let gaps: BTreeSet<NodeId> = lane.nodes.iter().copied().filter(|id| id.is_gap()).collect();
            let standing = match (finals(&agreed).is_empty(), finals(&all).is_empty() || !gaps.is_empty()) {
                (_, true) => Standing::Ends,
                (true, false) => Standing::NotAgreed,
                (false, false) => Standing::Agreed,
            };
            let stuck = all.iter().copied().filter(|id| {
                id.level().is_some_and(|level| level < lane.last) && !id.is_gap() && !lane.leads_on(*id)
            });
            let ends = if standing == Standing::Agreed {
                BTreeSet::new()
            } else {
                gaps.into_iter().chain(stuck).collect()
            };
            Question {
                row: lane.row,
                service: lane.service,
                track: lane.track,
                standing,
                finals: finals(&all),
                ends,
            }
        })
        .collect()
}

pub(super) fn dead_ends(lanes: &[Lane<'_>]) -> Vec<DeadEnd> {
    let mut found: BTreeMap<(NodeId, Track), BTreeSet<usize>> = BTreeMap::new();
    for lane in lanes {
        for id in lane.nodes.iter().filter(|id| !id.is_gap()) {
            if id.level().is_some_and(|level| level < lane.last) && !lane.leads_on(*id) {
                found.entry((*id, lane.track)).or_default().insert(lane.row);
            }
        }
    }
    found.into_iter().map(|((node, track), rows)| DeadEnd { node, track, rows }).collect()
}

pub(super) fn skipped(lanes: &[Lane<'_>]) -> Vec<Skipped> {
    passing_by(lanes, |_, _| true)
}

/// Only those of which nobody takes the way through the level between.
pub(super) fn skipped_only(lanes: &[Lane<'_>]) -> Vec<Skipped> {
    passing_by(lanes, |lane, edge| {
        let through = |other: &&Edge| {
            other.id.from == edge.id.from
                && !other.implied
                && !other.id.to.is_gap()
                && edge.id.from.level() < other.id.to.level()
                && other.id.to.level() < edge.id.to.level()
        };
        !lane.edges.iter().any(through)
    })
}

fn passing_by(lanes: &[Lane<'_>], counts: impl Fn(&Lane<'_>, &Edge) -> bool) -> Vec<Skipped> {
    let mut found: BTreeMap<EdgeId, Skipped> = BTreeMap::new();
    for lane in lanes {
        for edge in &lane.edges {
            let (Some(from), Some(to)) = (edge.id.from.level(), edge.id.to.level()) else { continue };
            let between = |id: &NodeId| {
                !id.is_gap()
                    && id.level().is_some_and(|level| from < level && level < to)
                    && id.organization() != edge.id.to.organization()
            };
            if edge.id.kind == EdgeKind::HandOver && lane.nodes.iter().any(between) && counts(lane, edge) {
                let entry = found.entry(edge.id.clone()).or_insert_with(|| Skipped {
                    edge: edge.id.clone(),
                    spans: edge.spans.clone(),
                    rows: BTreeSet::new(),
                });
                entry.rows.insert(lane.row);
            }
        }
    }
    found.into_values().collect()
}

pub(super) fn unreached(lanes: &[Lane<'_>]) -> Vec<Unreached> {
    let mut found: BTreeMap<NodeId, BTreeSet<usize>> = BTreeMap::new();
    for lane in lanes {
        for id in lane.nodes.iter().filter(|id| !id.is_gap() && id.level() > Some(Level::First)) {
            if !lane.edges.iter().any(|edge| edge.id.to == *id && !edge.implied) {
                found.entry(*id).or_default().insert(lane.row);
            }
        }
    }
    found.into_iter().map(|(node, rows)| Unreached { node, rows }).collect()
}
