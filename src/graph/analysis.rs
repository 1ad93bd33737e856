//! What follows from the graph of a day: does every question arrive, where does it end, turn in a circle, hang on one.
//!
//! All results are plain data in order. "Declared" means by a path, or in the house; "implied" means that the routing
//! table names an owner whom nobody agreed to ask.

use std::collections::{BTreeMap, BTreeSet};

use super::parts::{Edge, EdgeId, EdgeKind, NodeId, View};
use super::{SupportGraph, algo};
use crate::model::{Deputy, OrganizationId, ServiceId};
use crate::routing::Table;
use crate::source::Span;
use crate::time::{Duration, Unit};
use crate::vocabulary::{Level, Track};

/// At most so many circles of one row and track are told.
const CIRCLES: usize = 50;

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

/// One row and track of the graph, small.
struct Lane<'g> {
    row: usize,
    service: ServiceId,
    track: Track,
    nodes: Vec<NodeId>,
    edges: Vec<&'g Edge>,
    last: Level,
}

impl Lane<'_> {
    fn number(&self, id: NodeId) -> Option<usize> {
        self.nodes.binary_search(&id).ok()
    }

    /// The edges as pairs of numbers, from every final owner to a common end with the number after the last.
    fn links(&self, with_implied: bool) -> BTreeSet<(usize, usize)> {
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

    fn finals(&self) -> impl Iterator<Item = NodeId> {
        self.nodes.iter().copied().filter(|id| !id.is_gap() && id.level() == Some(self.last))
    }

    fn reached(&self, with_implied: bool) -> BTreeSet<NodeId> {
        let Some(start) = self.number(NodeId::Citizen) else { return BTreeSet::new() };
        algo::reach(self.nodes.len() + 1, &self.links(with_implied), start)
            .into_iter()
            .filter_map(|at| self.nodes.get(at).copied())
            .collect()
    }

    /// Ways that lead on, in this row.
    fn leads_on(&self, from: NodeId) -> bool {
        self.edges.iter().any(|edge| edge.id.from == from && !edge.implied && !edge.id.to.is_gap())
    }
}

impl Proof {
    /// Judges a view; the view should have the purpose escalation, else there is nothing to judge.
    pub fn new(table: &Table<'_>, view: &View) -> Self {
        let graph = SupportGraph::on_day(table, view);
        let lanes = lanes(table, &graph);
        let (cycles, more_cycles) = cycles(&lanes);
        let (questions, dead_ends, skipped) = (questions(&lanes), dead_ends(&lanes), skipped(&lanes));
        let (unreached, longest) = (unreached(&lanes), longest(&lanes));
        let single_points = single_points(table, &lanes);
        Self { questions, dead_ends, cycles, more_cycles, skipped, unreached, single_points, longest, graph }
    }
}

fn lanes<'g>(table: &Table<'_>, graph: &'g SupportGraph) -> Vec<Lane<'g>> {
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

fn questions(lanes: &[Lane<'_>]) -> Vec<Question> {
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
    let mut found: BTreeMap<EdgeId, Skipped> = BTreeMap::new();
    for lane in lanes {
        for edge in &lane.edges {
            let (Some(from), Some(to)) = (edge.id.from.level(), edge.id.to.level()) else { continue };
            let between = |id: &NodeId| {
                !id.is_gap()
                    && id.level().is_some_and(|level| from < level && level < to)
                    && id.organization() != edge.id.to.organization()
            };
            if edge.id.kind == EdgeKind::HandOver && lane.nodes.iter().any(between) {
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

fn cycles(lanes: &[Lane<'_>]) -> (Vec<Cycle>, bool) {
    let mut found: BTreeMap<Vec<OrganizationId>, Cycle> = BTreeMap::new();
    let mut more = false;
    for lane in lanes {
        let handed: Vec<(OrganizationId, OrganizationId, &BTreeSet<Span>)> = lane
            .edges
            .iter()
            .filter(|edge| edge.id.kind == EdgeKind::HandOver && !edge.implied)
            .filter_map(|edge| Some((edge.id.from.organization()?, edge.id.to.organization()?, &edge.spans)))
            .filter(|(from, to, _)| from != to)
            .collect();
        let names: Vec<OrganizationId> = handed
            .iter()
            .flat_map(|(from, to, _)| [*from, *to])
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let links = handed
            .iter()
            .filter_map(|(from, to, _)| {
                Some((names.binary_search(from).ok()?, names.binary_search(to).ok()?))
            })
            .collect();
        let (circles, cut) = algo::cycles(names.len(), &links, CIRCLES);
        more |= cut;
        for circle in circles {
            let organizations: Vec<OrganizationId> =
                circle.iter().filter_map(|at| names.get(*at).copied()).collect();
            let next = organizations.iter().skip(1).chain(organizations.first());
            let pairs: BTreeSet<_> = organizations.iter().zip(next).map(|(one, two)| (*one, *two)).collect();
            let spans = handed
                .iter()
                .filter(|(from, to, _)| pairs.contains(&(*from, *to)))
                .flat_map(|(_, _, spans)| spans.iter().copied());
            let cycle = found.entry(organizations.clone()).or_insert_with(|| Cycle {
                organizations,
                tracks: BTreeSet::new(),
                spans: BTreeSet::new(),
                rows: BTreeSet::new(),
            });
            cycle.spans.extend(spans);
            cycle.tracks.insert(lane.track);
            cycle.rows.insert(lane.row);
        }
    }
    (found.into_values().collect(), more)
}

fn single_points(table: &Table<'_>, lanes: &[Lane<'_>]) -> Vec<SinglePoint> {
    let mut found: BTreeMap<OrganizationId, BTreeSet<(usize, Track)>> = BTreeMap::new();
    for lane in lanes {
        let Some(start) = lane.number(NodeId::Citizen) else { continue };
        let (count, links) = (lane.nodes.len() + 1, lane.links(true));
        let Some(points) = algo::unavoidable(count, &links, start, lane.nodes.len()) else { continue };
        let mut organizations: BTreeSet<OrganizationId> =
            points.iter().filter_map(|at| lane.nodes.get(*at)).filter_map(|id| id.organization()).collect();
        // Who has several parts takes them all away.
        let mut parts: BTreeMap<OrganizationId, BTreeSet<usize>> = BTreeMap::new();
        for (at, id) in lane.nodes.iter().enumerate() {
            if let Some(organization) = id.organization() {
                parts.entry(organization).or_default().insert(at);
            }
        }
        for (organization, parts) in parts.into_iter().filter(|(_, parts)| parts.len() > 1) {
            let rest = links
                .iter()
                .copied()
                .filter(|(from, to)| !parts.contains(from) && !parts.contains(to))
                .collect();
            if !algo::reach(count, &rest, start).contains(&lane.nodes.len()) {
                organizations.insert(organization);
            }
        }
        for organization in organizations {
            found.entry(organization).or_default().insert((lane.row, lane.track));
        }
    }
    let deputy = |id| table.model().organization(id).deputy.as_ref().map(|deputy| deputy.value);
    found
        .into_iter()
        .map(|(organization, questions)| SinglePoint {
            organization,
            deputy: deputy(organization),
            questions,
        })
        .collect()
}

fn longest(lanes: &[Lane<'_>]) -> Vec<LongestTime> {
    let mut found: BTreeMap<(ServiceId, Track), (u64, LongestTime)> = BTreeMap::new();
    for lane in lanes {
        let mut way: Vec<&Edge> = Vec::new();
        let mut best: Option<(u64, Vec<&Edge>)> = None;
        climb(lane, NodeId::Citizen, &mut way, &mut best);
        let Some((weight, way)) = best else { continue };
        let key = (lane.service, lane.track);
        if found.get(&key).is_some_and(|(known, _)| *known >= weight) {
            continue;
        }
        let hops: Vec<(EdgeId, Option<Duration>)> =
            way.iter().map(|edge| (edge.id.clone(), edge.within)).collect();
        let without =
            way.iter().filter(|edge| edge.within.is_none() && edge.id.kind == EdgeKind::HandOver).count();
        let total = sums(hops.iter().filter_map(|(_, within)| *within));
        let time =
            LongestTime { service: lane.service, track: lane.track, hops, total, without, row: lane.row };
        found.insert(key, (weight, time));
    }
    found.into_values().map(|(_, time)| time).collect()
}

/// Every way up the levels, for levels only rise: few and short.
fn climb<'g>(lane: &Lane<'g>, at: NodeId, way: &mut Vec<&'g Edge>, best: &mut Option<(u64, Vec<&'g Edge>)>) {
    if at.level() == Some(lane.last) {
        let weight = way.iter().filter_map(|edge| edge.within).map(nominal).sum();
        if best.as_ref().is_none_or(|(known, _)| weight > *known) {
            *best = Some((weight, way.clone()));
        }
        return;
    }
    for edge in lane.edges.iter().copied().filter(|edge| edge.id.from == at && !edge.implied) {
        if edge.id.to.level() > at.level() && !edge.id.to.is_gap() {
            way.push(edge);
            climb(lane, edge.id.to, way, best);
            way.pop();
        }
    }
}

/// Nominal minutes, to say which of two ways is longer; a working day counts as a day. Never shown.
fn nominal(within: Duration) -> u64 {
    let unit = match within.unit() {
        Unit::Minutes => 1,
        Unit::Hours | Unit::ServiceHours => 60,
        Unit::WorkingDays | Unit::CalendarDays => 1_440,
        Unit::Weeks => 10_080,
        Unit::Months => 43_200,
        Unit::Years => 525_600,
    };
    u64::from(within.amount()) * unit
}

fn sums(all: impl Iterator<Item = Duration>) -> Vec<Duration> {
    let mut units: BTreeMap<Unit, u32> = BTreeMap::new();
    for one in all {
        let sum = units.entry(one.unit()).or_default();
        *sum = sum.saturating_add(one.amount());
    }
    units.into_iter().rev().map(|(unit, amount)| Duration::new(amount, unit)).collect()
}
