//! What the graph consists of: nodes in their part, and ways between them. Plain data, ordered.

use std::collections::BTreeSet;

use crate::key::{Area, StateCode};
use crate::model::{ComponentId, OrganizationId, PartId, PathId, ServiceId};
use crate::profile::Cell;
use crate::source::Span;
use crate::time::{Date, Duration};
use crate::vocabulary::{ChannelKind, EscalationKind, Level, Purpose, Solution, Track};

/// Of what a graph is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// The co-using state.
    pub state: StateCode,
    /// One service, or all that the state uses.
    pub service: Option<ServiceId>,
    /// The places in one area, or all.
    pub area: Option<Area>,
    /// The day; a service that is not in operation yet is shown as on its go-live.
    pub on: Date,
    /// The purposes of paths.
    pub purposes: BTreeSet<Purpose>,
}

impl View {
    /// The hand-over of questions in a state: escalation alone, which keeps a picture readable.
    pub fn escalation(state: StateCode, on: Date) -> Self {
        Self { state, service: None, area: None, on, purposes: [Purpose::Escalation].into() }
    }
}

/// Why nobody stands in a cell that should have somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapKind {
    /// Nobody answers.
    Open,
    /// "The competent authority", and none or two are named.
    WithoutCompetent,
    /// Two answer the same.
    Ambiguous,
    /// Empty on purpose.
    Deliberate,
    /// Something it depends on is broken or not there.
    Undecidable,
}

/// Who or what a node is. The order is the order in which nodes enter the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeId {
    /// The citizen.
    Citizen,
    /// The municipality.
    Municipality,
    /// An organization in its part.
    Part {
        /// Level and track.
        cell: Cell,
        /// Interim or long-term, on first level.
        solution: Option<Solution>,
        /// Who.
        organization: OrganizationId,
    },
    /// A required cell in which nobody stands.
    Gap {
        /// Level and track.
        cell: Cell,
        /// Which of the services contained, where not all have nobody.
        part: Option<PartId>,
        /// The component that nobody answers for, where components are in use.
        component: Option<ComponentId>,
        /// Since when, or from when.
        from: Option<Date>,
        /// Why.
        kind: GapKind,
    },
    /// An organization that plays no part in the levels, or is meant as a whole.
    Side(OrganizationId),
}

impl NodeId {
    /// The organization, if it is one.
    pub const fn organization(self) -> Option<OrganizationId> {
        match self {
            Self::Part { organization, .. } | Self::Side(organization) => Some(organization),
            Self::Citizen | Self::Municipality | Self::Gap { .. } => None,
        }
    }

    /// The cell in which it stands.
    pub const fn cell(self) -> Option<Cell> {
        match self {
            Self::Part { cell, .. } | Self::Gap { cell, .. } => Some(cell),
            Self::Citizen | Self::Municipality | Self::Side(_) => None,
        }
    }

    /// The level on which it stands.
    pub const fn level(self) -> Option<Level> {
        match self.cell() {
            Some(cell) => Some(cell.level),
            None => None,
        }
    }

    /// Whether it is a gap.
    pub const fn is_gap(self) -> bool {
        matches!(self, Self::Gap { .. })
    }
}

/// A node with all that is known of it here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Who or what.
    pub id: NodeId,
    /// The rows of the table (numbers in [`crate::routing::Table::rows`]) in which it stands.
    pub rows: BTreeSet<usize>,
    /// For which services.
    pub services: BTreeSet<ServiceId>,
    /// For which components.
    pub components: BTreeSet<ComponentId>,
    /// For which of the services contained, where others are answered otherwise.
    pub parts: BTreeSet<PartId>,
    /// On which channels it answers, where the records limit them.
    pub channels: BTreeSet<ChannelKind>,
    /// In which roles, as the records say.
    pub roles: BTreeSet<String>,
    /// The first day, if that is after the day of the view.
    pub from: Option<Date>,
    /// The last day, if there is one in every row.
    pub until: Option<Date>,
    /// The records that say so.
    pub spans: BTreeSet<Span>,
}

/// Of what kind a way is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EdgeKind {
    /// A citizen asks first level.
    Entry,
    /// A question is handed on, functionally.
    HandOver,
    /// The same organization goes on with it: "bleibt im Haus" (semantics 12 b).
    InHouse,
    /// Escalation to more authority.
    Hierarchical,
    /// A path of another purpose.
    Other(Purpose),
    /// Who stands in.
    Deputy,
}

impl EdgeKind {
    /// The kind of a declared path.
    pub const fn of(purpose: Purpose, kind: EscalationKind) -> Self {
        match (purpose, kind) {
            (Purpose::Escalation, EscalationKind::Functional) => Self::HandOver,
            (Purpose::Escalation, EscalationKind::Hierarchical) => Self::Hierarchical,
            (other, _) => Self::Other(other),
        }
    }

    /// The purpose of the paths of this kind; none for deputies and what stays in the house.
    pub const fn purpose(self) -> Option<Purpose> {
        match self {
            Self::Entry | Self::HandOver | Self::Hierarchical => Some(Purpose::Escalation),
            Self::Other(purpose) => Some(purpose),
            Self::InHouse | Self::Deputy => None,
        }
    }
}

/// What distinguishes one way from another between the same nodes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EdgeId {
    /// From whom.
    pub from: NodeId,
    /// To whom.
    pub to: NodeId,
    /// Of what kind.
    pub kind: EdgeKind,
    /// For which track; `None`: for all, or before it is sorted.
    pub track: Option<Track>,
    /// The path that declares it; `None`: the table implies it, or another record says so.
    pub path: Option<PathId>,
}

/// A way from one node to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Between whom, and what for.
    pub id: EdgeId,
    /// Nobody agreed it: the routing table implies it ("nicht vereinbart").
    pub implied: bool,
    /// Over which channels.
    pub channels: BTreeSet<ChannelKind>,
    /// When it is taken.
    pub trigger: Option<String>,
    /// The deadline.
    pub within: Option<Duration>,
    /// Lived, or agreed, since.
    pub established: Option<Date>,
    /// The rows of the table in which it holds.
    pub rows: BTreeSet<usize>,
    /// For which services.
    pub services: BTreeSet<ServiceId>,
    /// The records that say so; empty if implied.
    pub spans: BTreeSet<Span>,
}
