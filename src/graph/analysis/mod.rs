//! What follows from the graph of a day: does every question arrive, where does it end, turn in a circle, hang on one.
//!
//! All results are plain data in order. "Declared" means by a path, or in the house; "implied" means that the routing
//! table names an owner whom nobody agreed to ask.

mod hang;
mod ladder;
mod lane;
#[cfg(test)]
pub mod proof;
mod steps;

use std::collections::BTreeSet;

pub use ladder::{Aside, Ladder, NotAgreed, Unsorted};

use super::parts::{EdgeId, NodeId};
use crate::model::{Deputy, OrganizationId, ServiceId};
use crate::source::Span;
use crate::time::Duration;
use crate::vocabulary::Track;

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

