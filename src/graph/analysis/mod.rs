//! What follows from the graph of a day: does every question arrive, where does it end, turn in a circle, hang on one.
//!
//! All results are plain data in order. "Declared" means by a path, or in the house; "implied" means that the routing
//! table names an owner whom nobody agreed to ask.

mod hang;
mod ladder;
mod lane;
mod steps;

use std::collections::BTreeSet;

pub use ladder::{Aside, Ladder, NotAgreed, Unsorted};

use super::SupportGraph;
use super::parts::{EdgeId, NodeId, View};
use crate::model::{Deputy, OrganizationId, ServiceId};
use crate::situation::Situation;
use crate::source::Span;
use crate::time::Duration;
use crate::vocabulary::Track;

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

/// An owner below the last level who has no agreed way to hand on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeadEnd {
    /// Who.
    pub node: NodeId,
    /// Questions of which track.
    pub track: Track,
    /// In which rows.
    pub rows: BTreeSet<usize>,
}

/// A circle of functional escalation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cycle {
    /// Who hands on to whom, and the last to the first; begins with the smallest id.
    pub organizations: Vec<OrganizationId>,
    /// Questions of which tracks.
    pub tracks: BTreeSet<Track>,
    /// The paths.
    pub spans: BTreeSet<Span>,
    /// In which rows.
    pub rows: BTreeSet<usize>,
}

/// A hand-over that passes by an owner of the level between.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The way.
    pub edge: EdgeId,
    /// The path.
    pub spans: BTreeSet<Span>,
    /// In which rows.
    pub rows: BTreeSet<usize>,
}

/// An owner of second or third level to whom no declared way leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unreached {
    /// Who.
    pub node: NodeId,
    /// In which rows.
    pub rows: BTreeSet<usize>,
}

/// An organization without which questions reach nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinglePoint {
    /// Who.
    pub organization: OrganizationId,
    /// Who stands in; `None`: nobody is named, and its absence is an outage.
    pub deputy: Option<Deputy>,
    /// The questions, as row and track.
    pub questions: BTreeSet<(usize, Track)>,
}

/// The longest way to the last level by the agreed deadlines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongestTime {
    /// The service.
    pub service: ServiceId,
    /// The track.
    pub track: Track,
    /// The hops with their deadlines.
    pub hops: Vec<(EdgeId, Option<Duration>)>,
    /// The sums, one for each unit: working days and hours have no common measure.
    pub total: Vec<Duration>,
    /// Hops of the way for which no deadline is agreed.
    pub without: usize,
    /// A row in which it is so.
    pub row: usize,
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
    /// Whether there are more circles than are told.
    pub more_cycles: bool,
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
        let lanes = lane::lanes(table, &graph);
        let (cycles, more_cycles) = hang::cycles(&lanes);
        let (questions, dead_ends, skipped) =
            (steps::questions(&lanes), steps::dead_ends(&lanes), steps::skipped(&lanes));
        let (unreached, longest) = (steps::unreached(&lanes), hang::longest(&lanes));
        let single_points = hang::single_points(table, &lanes);
        Self { graph, questions, dead_ends, cycles, more_cycles, skipped, unreached, single_points, longest }
    }
}
