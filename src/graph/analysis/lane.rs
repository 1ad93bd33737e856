//! One row and one track of the graph: small enough for any search.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::parts::{Edge, EdgeKind, NodeId};
use crate::graph::SupportGraph;
use crate::model::ServiceId;
use crate::routing::Table;
use crate::vocabulary::{Level, Track};

/// One row and track of the graph, small.
#[derive(Clone)]
pub(super) struct Lane<'g> {
    pub(super) row: usize,
    pub(super) service: ServiceId,
    pub(super) track: Track,
    pub(super) nodes: Vec<NodeId>,
    pub(super) edges: Vec<&'g Edge>,
    pub(super) last: Level,
}

impl Lane<'_> {
    pub(super) fn number(&self, id: NodeId) -> Option<usize> {
        self.nodes.binary_search(&id).ok()
    }

    /// The edges as pairs of numbers, from every final owner to a common end with the number after the last.
    pub(super) fn links(&self, with_implied: bool) -> BTreeSet<(usize, usize)> {
        let mut links: BTreeSet<(usize, usize)> = self
            .edges
            .iter()
            .filter(|edge| with_implied || !edge.implied)
            .filter_map(|edge| Some((self.number(edge.id.from)?, self.number(edge.id.to)?)))
            .collect();
        let ends = self.finals().filter_map(|id| self.number(id)).map(|at| (at, self.nodes.len()));
        links.extend(ends.collect::<Vec<_>>());
        links
    }

    pub(super) fn finals(&self) -> impl Iterator<Item = NodeId> {
        self.nodes.iter().copied().filter(|id| !id.is_gap() && id.level() == Some(self.last))
    }

    /// Ways that lead on, in this row.
    pub(super) fn leads_on(&self, from: NodeId) -> bool {
        self.edges.iter().any(|edge| edge.id.from == from && !edge.implied && !edge.id.to.is_gap())
    }
}

pub(super) fn lanes<'g>(table: &Table, graph: &'g SupportGraph) -> Vec<Lane<'g>> {
    let mut nodes: BTreeMap<usize, Vec<NodeId>> = BTreeMap::new();
    for node in graph.nodes() {
        for row in &node.rows {
            nodes.entry(*row).or_default().push(node.id);
        }
    }
    let mut edges: BTreeMap<usize, Vec<&Edge>> = BTreeMap::new();
    for edge in graph.edges() {
        if matches!(edge.id.kind, EdgeKind::Entry | EdgeKind::HandOver | EdgeKind::InHouse) {
            for row in &edge.rows {
                edges.entry(*row).or_default().push(edge);
            }
        }
    }
    let mut lanes = Vec::new();
    for (at, all) in nodes {
        let Some(row) = table.rows().get(at) else { continue };
        for track in [Track::SubjectMatter, Track::TechnicalService, Track::TechnicalState] {
            let cells = row.timelines.iter().map(|timeline| timeline.cell);
            let Some(last) = cells.filter(|cell| cell.track == Some(track)).map(|cell| cell.level).max()
            else {
                continue;
            };
            let fits = |found: Option<Track>| found.is_none() || found == Some(track);
            let nodes =
                all.iter().copied().filter(|id| fits(id.cell().and_then(|cell| cell.track))).collect();
            let edges =
                edges.get(&at).into_iter().flatten().copied().filter(|edge| fits(edge.id.track)).collect();
            lanes.push(Lane { row: at, service: row.service, track, nodes, edges, last });
        }
    }
    lanes
}
