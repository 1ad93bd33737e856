//! Where the hand-over of questions in a state breaks: what rules report. Judged by classes of rows, so that a state with a
//! thousand municipalities costs what its few ways of answering cost; all rows are told.

use std::collections::{BTreeMap, BTreeSet};

use super::lane::{Lane, lanes};
use super::{Cycle, DeadEnd, LongestTime, SinglePoint, Skipped, Unreached, hang, steps};
use crate::graph::SupportGraph;
use crate::graph::classes::{Classes, classes};
use crate::graph::parts::{Edge, EdgeKind, GapKind, NodeId, View};
use crate::key::StateCode;
use crate::model::OrganizationId;
use crate::routing::Table;
use crate::situation::Situation;
use crate::source::Span;
use crate::vocabulary::{Level, Track};

/// A hand-over that the table implies and nobody agreed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotAgreed {
    /// Who would hand on.
    pub from: NodeId,
    /// To whom.
    pub to: NodeId,
    /// Questions of which track.
    pub track: Track,
    /// In which rows.
    pub rows: BTreeSet<usize>,
}

/// Questions are handed to somebody who stands on no level and hands on to nobody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Aside {
    /// Who.
    pub organization: OrganizationId,
    /// Questions of which track.
    pub track: Track,
    /// The paths that lead there.
    pub spans: BTreeSet<Span>,
    /// In which rows.
    pub rows: BTreeSet<usize>,
}

/// First level does not hand on both kinds of questions (R10).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unsorted {
    /// Who.
    pub node: NodeId,
    /// Questions on the subject matter are not handed on.
    pub subject_matter: bool,
    /// Technical questions, of whatever kind, are not handed on.
    pub technical: bool,
    /// In which rows.
    pub rows: BTreeSet<usize>,
}

/// The hand-over of questions in a state, and where it breaks. One defect stands in one list only.
#[derive(Debug, Clone)]
pub struct Ladder {
    /// The graph of one row of each class.
    pub graph: SupportGraph,
    /// Which rows fare alike.
    pub classes: Classes,
    /// Owners to whom questions are handed by agreement, and who have no way to hand them on, though somebody stands on the
    /// next level.
    pub broken_off: Vec<DeadEnd>,
    /// Where agreed ways leave the levels and end.
    pub aside: Vec<Aside>,
    /// Hand-overs that nobody agreed, where no agreed way led to the one who would hand on.
    pub not_agreed: Vec<NotAgreed>,
    /// First levels that do not sort.
    pub unsorted: Vec<Unsorted>,
    /// Circles in which questions come back to a level that had them.
    pub cycles: Vec<Cycle>,
    /// Whether there are more circles than are told.
    pub more_cycles: bool,
    /// Levels that are passed by, where no way leads through them.
    pub skipped: Vec<Skipped>,
    /// Owners to whom neither an agreed nor an implied way leads.
    pub unreached: Vec<Unreached>,
}

impl Ladder {
    /// Judges a state on a day.
    pub fn new(situation: &Situation, state: StateCode) -> Self {
        let table = situation.table();
        let classes = classes(situation, state);
        let graph = SupportGraph::of_rows(situation, &View::escalation(state, situation.on()), &classes);
        let all = decidable(table, &graph);
        let mut found = Found::default();
        for lane in &all {
            found.lane(lane);
        }
        let unsorted = unsorted(&all);
        // A circle needs a way that does not rise.
        let turning: Vec<Lane<'_>> =
            all.iter().filter(|lane| lane.edges.iter().any(|e| falls(e))).cloned().collect();
        let (cycles, more_cycles) = hang::cycles(&turning);
        let skipped = steps::skipped_only(&all);
        let wide = |rows: BTreeSet<usize>| widen(&classes, &rows);
        Self {
            broken_off: found
                .broken_off
                .into_iter()
                .map(|((node, track), rows)| DeadEnd { node, track, rows: wide(rows) })
                .collect(),
            aside: found
                .aside
                .into_iter()
                .map(|((organization, track), (spans, rows))| Aside {
                    organization,
                    track,
                    spans,
                    rows: wide(rows),
                })
                .collect(),
            not_agreed: found
                .not_agreed
                .into_iter()
                .map(|((from, to, track), rows)| NotAgreed { from, to, track, rows: wide(rows) })
                .collect(),
            unsorted: unsorted.into_iter().map(|one| Unsorted { rows: wide(one.rows), ..one }).collect(),
            cycles: cycles.into_iter().map(|one| Cycle { rows: wide(one.rows), ..one }).collect(),
            more_cycles,
            skipped: skipped.into_iter().map(|one| Skipped { rows: wide(one.rows), ..one }).collect(),
            unreached: found
                .unreached
                .into_iter()
                .map(|(node, rows)| Unreached { node, rows: wide(rows) })
                .collect(),
            graph,
            classes,
        }
    }

    /// The longest agreed way to the last level, for each service and track.
    pub fn longest(&self, table: &Table) -> Vec<LongestTime> {
        hang::longest(&decidable(table, &self.graph))
    }

    /// Organizations without which questions reach nobody.
    pub fn single_points(&self, table: &Table) -> Vec<SinglePoint> {
        let mut points = hang::single_points(table, &decidable(table, &self.graph));
        for point in &mut points {
            point.questions = point
                .questions
                .iter()
                .flat_map(|(row, track)| {
                    self.classes.get(row).into_iter().flatten().map(|row| (*row, *track))
                })
                .collect();
        }
        points
    }
}

/// The lanes in which every cell is certain.
fn decidable<'g>(table: &Table, graph: &'g SupportGraph) -> Vec<Lane<'g>> {
    let open = |id: &NodeId| matches!(id, NodeId::Gap { kind: GapKind::Undecidable, .. });
    let mut all = lanes(table, graph);
    all.retain(|lane| !lane.nodes.iter().any(open));
    all
}

fn widen(classes: &Classes, rows: &BTreeSet<usize>) -> BTreeSet<usize> {
    rows.iter().filter_map(|row| classes.get(row)).flatten().copied().collect()
}

/// Whether a declared way does not lead to a higher level.
fn falls(edge: &Edge) -> bool {
    edge.id.kind == EdgeKind::HandOver && !edge.implied && edge.id.to.level() <= edge.id.from.level()
}

#[derive(Default)]
struct Found {
    broken_off: BTreeMap<(NodeId, Track), BTreeSet<usize>>,
    aside: BTreeMap<(OrganizationId, Track), (BTreeSet<Span>, BTreeSet<usize>)>,
    not_agreed: BTreeMap<(NodeId, NodeId, Track), BTreeSet<usize>>,
    unreached: BTreeMap<NodeId, BTreeSet<usize>>,
}

impl Found {
    fn lane(&mut self, lane: &Lane<'_>) {
        for edge in lane.edges.iter().filter(|edge| edge.implied && !edge.id.to.is_gap()) {
            let from = edge.id.from;
            // Who hands on elsewhere is told there, if that is a defect at all.
            if lane.leads_on(from) {
                continue;
            }
            let handed = lane
                .edges
                .iter()
                .any(|other| other.id.to == from && other.id.kind == EdgeKind::HandOver && !other.implied);
            if handed && from.level() > Some(Level::First) {
                self.broken_off.entry((from, lane.track)).or_default().insert(lane.row);
            } else {
                self.not_agreed.entry((from, edge.id.to, lane.track)).or_default().insert(lane.row);
            }
        }
        for edge in lane.edges.iter().filter(|edge| ends_aside(lane, edge)) {
            let Some(organization) = edge.id.to.organization() else { continue };
            let (spans, rows) = self.aside.entry((organization, lane.track)).or_default();
            spans.extend(edge.spans.iter().copied());
            rows.insert(lane.row);
        }
        for id in lane.nodes.iter().copied().filter(|id| is_unreached(lane, *id)) {
            self.unreached.entry(id).or_default().insert(lane.row);
        }
    }
}

/// Whether a declared way below the last level leads to somebody without level and onward way, and its sender has no other.
fn ends_aside(lane: &Lane<'_>, edge: &Edge) -> bool {
    let (from, Some(to)) = (edge.id.from, edge.id.to.organization()) else { return false };
    let stands = |organization| {
        lane.nodes.iter().any(|id| id.organization() == Some(organization) && id.level().is_some())
    };
    edge.id.kind == EdgeKind::HandOver
        && !edge.implied
        && from.organization().is_some()
        && from.level() < Some(lane.last)
        && !stands(to)
        && !lane.edges.iter().any(|other| {
            other.id.from.organization() == Some(to) && other.id.kind == EdgeKind::HandOver && !other.implied
        })
        && !lane.edges.iter().any(|other| {
            other.id.from == from && !other.implied && other.id.to.organization().is_some_and(stands)
        })
}

/// Whether nobody hands on to an owner, though somebody stands on the level below. Where nobody stands there, or not for
/// every component, that is told as what it is.
fn is_unreached(lane: &Lane<'_>, id: NodeId) -> bool {
    let Some(below) = (match id.level() {
        Some(Level::Second) => Some(Level::First),
        Some(Level::Third) => Some(Level::Second),
        Some(Level::First) | None => None,
    }) else {
        return false;
    };
    let mut before = lane.nodes.iter().filter(|other| other.level() == Some(below)).peekable();
    !id.is_gap()
        && before.peek().is_some()
        && before.all(|other| !other.is_gap())
        && !lane.edges.iter().any(|edge| edge.id.to == id)
}

/// First levels that lack a hand-over of one kind altogether, where somebody stands on second level for it.
fn unsorted(lanes: &[Lane<'_>]) -> Vec<Unsorted> {
    // By row and owner: for the subject matter and for technical questions, whether one is handed on, and whether one is not.
    let mut seen: BTreeMap<(usize, NodeId), [(bool, bool); 2]> = BTreeMap::new();
    for lane in lanes {
        let kind = usize::from(lane.track != Track::SubjectMatter);
        for id in lane.nodes.iter().copied().filter(|id| !id.is_gap() && id.level() == Some(Level::First)) {
            let entry = seen.entry((lane.row, id)).or_default();
            if let Some((handed, open)) = entry.get_mut(kind) {
                *handed |= lane.leads_on(id);
                *open |=
                    lane.edges.iter().any(|edge| edge.implied && edge.id.from == id && !edge.id.to.is_gap());
            }
        }
    }
    let mut found: BTreeMap<(NodeId, bool, bool), BTreeSet<usize>> = BTreeMap::new();
    for ((row, id), [subject, technical]) in seen {
        let lacks = |(handed, open): (bool, bool)| open && !handed;
        if lacks(subject) || lacks(technical) {
            found.entry((id, lacks(subject), lacks(technical))).or_default().insert(row);
        }
    }
    found
        .into_iter()
        .map(|((node, subject_matter, technical), rows)| Unsorted { node, subject_matter, technical, rows })
        .collect()
}
