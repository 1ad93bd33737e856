//! What passes by a level.

use std::collections::{BTreeMap, BTreeSet};

use super::lane::Lane;
use super::Skipped;
use crate::graph::parts::{Edge, EdgeId, EdgeKind, NodeId};

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

pub(super) fn passing_by(lanes: &[Lane<'_>], counts: impl Fn(&Lane<'_>, &Edge) -> bool) -> Vec<Skipped> {
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

