//! Row by row, what [`super::ladder`] tells by classes of rows: slow and obvious, for the tests that hold both against each other.

use std::collections::{BTreeMap, BTreeSet};

use super::lane::{Lane, lanes};
use super::steps::passing_by;
use super::{Cycle, DeadEnd, LongestTime, SinglePoint, Skipped, Unreached, hang};
use crate::graph::parts::{NodeId, View};
use crate::graph::{SupportGraph, algo};
use crate::model::ServiceId;
use crate::situation::Situation;
use crate::vocabulary::{Level, Track};

/// How a question fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It reaches the last level, every hop declared.
    Agreed,
    /// It would reach the last level, but at least one hop is not agreed.
    NotAgreed,
    /// It ends before the last level.
    Ends,
}

/// A question of one track in one stretch of municipalities.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// The row of the table.
    pub row: usize,
    /// The service.
    pub service: ServiceId,
    /// What it is about.
    pub track: Track,
    /// How it fares.
    pub standing: Standing,
    /// Those on the last level whom it reaches.
    pub finals: BTreeSet<NodeId>,
    /// Where it ends before: gaps, and owners from whom nothing leads on.
    pub ends: BTreeSet<NodeId>,
}

/// All analyses of a view.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The graph of the day that was judged.
    pub graph: SupportGraph,
    /// Every question, by row and track.
    pub questions: Vec<Question>,
    /// Dead ends, by node and track.
    pub dead_ends: Vec<DeadEnd>,
    /// Circles, by organizations.
    pub cycles: Vec<Cycle>,
    /// Skipped levels, by edge.
    pub skipped: Vec<Skipped>,
    /// Owners nothing reaches, by node.
    pub unreached: Vec<Unreached>,
    /// Single points, by organization.
    pub single_points: Vec<SinglePoint>,
    /// Longest times, by service and track.
    pub longest: Vec<LongestTime>,
}

impl Proof {
    /// Judges a view; the view should have the purpose escalation, else there is nothing to judge.
    pub fn new(situation: &Situation, view: &View) -> Self {
        let table = situation.table();
        let graph = SupportGraph::on_day(situation, view);
        let lanes = lanes(table, &graph);
        let (cycles, _) = hang::cycles(&lanes);
        let (questions, dead_ends, skipped) =
            (questions(&lanes), dead_ends(&lanes), skipped(&lanes));
        let (unreached, longest) = (unreached(&lanes), hang::longest(&lanes));
        let single_points = hang::single_points(table, &lanes);
        Self { graph, questions, dead_ends, cycles, skipped, unreached, single_points, longest }
    }
}

/// Whom a question reaches, by agreed hops alone or by all.
fn reached(lane: &Lane<'_>, with_implied: bool) -> BTreeSet<NodeId> {
    let Some(start) = lane.number(NodeId::Citizen) else { return BTreeSet::new() };
    let found = algo::reach(lane.nodes.len() + 1, &lane.links(with_implied), start).into_iter();
    found.filter_map(|at| lane.nodes.get(at).copied()).collect()
}

fn questions(lanes: &[Lane<'_>]) -> Vec<Question> {
    lanes
        .iter()
        .map(|lane| {
            let (agreed, all) = (reached(lane, false), reached(lane, true));
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

fn dead_ends(lanes: &[Lane<'_>]) -> Vec<DeadEnd> {
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

fn skipped(lanes: &[Lane<'_>]) -> Vec<Skipped> {
    passing_by(lanes, |_, _| true)
}

fn unreached(lanes: &[Lane<'_>]) -> Vec<Unreached> {
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
