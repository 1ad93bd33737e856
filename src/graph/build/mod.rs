//! From the routing table and the paths to nodes and edges.

mod ways;

use std::collections::{BTreeMap, BTreeSet};

use super::SupportGraph;
use super::classes::Classes;
use super::parts::{Edge, EdgeId, EdgeKind, GapKind, Node, NodeId, View};
use crate::model::{ComponentId, End, OrganizationId, PartId, PathId};
use crate::routing::{Answerer, Row, Segment, Table, Timeline, Verdict};
use crate::situation::{Here, Party, Situation};
use crate::source::Span;
use crate::time::{Date, Period};
use crate::vocabulary::{ChannelKind, EscalationKind, Level, Purpose, Track};

/// After so many changes ahead the graph looks no further; a place changes its owner once or twice.
const MOMENTS: usize = 4;

/// The graph being built.
pub(super) struct Builder<'t> {
    situation: &'t Situation,
    table: &'t Table,
    view: &'t View,
    moments: usize,
    only: Option<&'t Classes>,
    /// The paths of the view's purposes that may hold in its state.
    paths: Vec<PathId>,
    /// What stands between two nodes by a path in the row at hand.
    drawn: Vec<(PathId, NodeId, NodeId)>,
    nodes: BTreeMap<NodeId, Node>,
    edges: BTreeMap<EdgeId, Edge>,
}

/// A row at one moment.
pub(super) struct Moment<'t> {
    at: usize,
    row: &'t Row,
    here: Here<'t>,
    on: Date,
    /// Those who stand in a cell then, with the service contained and the component that they stand for.
    standing: Vec<(NodeId, Option<PartId>, Option<ComponentId>)>,
}

impl Moment<'_> {
    fn on_level(&self, level: Level, track: Option<Track>) -> impl Iterator<Item = NodeId> {
        self.standing.iter().map(|(node, ..)| *node).filter(move |node| {
            node.cell().is_some_and(|cell| {
                cell.level == level && (cell.track.is_none() || track.is_none() || cell.track == track)
            })
        })
    }

    /// Whether two nodes may stand for the same of the services contained; who stands on no level is asked about all.
    fn share_a_part(&self, one: NodeId, other: NodeId) -> bool {
        let parts = |wanted: NodeId| {
            let own = self.standing.iter().filter(move |(node, ..)| *node == wanted);
            own.map(|(_, part, _)| *part).collect::<Vec<_>>()
        };
        let (own, others) = (parts(one), parts(other));
        own.is_empty()
            || others.is_empty()
            || own.iter().any(|part| others.iter().any(|other| same_part(*part, *other)))
    }

    /// The parts of an organization that fit a track, by level.
    fn parts(&self, organization: OrganizationId, track: Option<Track>) -> BTreeSet<NodeId> {
        [Level::First, Level::Second, Level::Third]
            .into_iter()
            .flat_map(|level| self.on_level(level, track))
            .filter(|node| node.organization() == Some(organization))
            .collect()
    }
}

impl<'t> Builder<'t> {
    /// With `ahead`, what is known of later days goes in as well.
    pub(super) fn new(situation: &'t Situation, view: &'t View, ahead: bool) -> Self {
        let table = situation.table();
        Self {
            situation,
            table,
            view,
            moments: if ahead { MOMENTS } else { 1 },
            only: None,
            paths: situation.paths_in(view.state, &view.purposes),
            drawn: Vec::new(),
            nodes: BTreeMap::new(),
            edges: BTreeMap::new(),
        }
    }

    /// Only one row of each class.
    pub(super) const fn only(mut self, classes: &'t Classes) -> Self {
        self.only = Some(classes);
        self
    }

    /// Goes through all rows of the view.
    pub(super) fn build(mut self) -> SupportGraph {
        for (at, row) in self.table.rows().iter().enumerate() {
            if self.only.is_none_or(|classes| classes.contains_key(&at))
                && let Some(day) = self.shows(row)
            {
                self.row(at, row, day);
            }
        }
        self.join_sides();
        self.deputies();
        SupportGraph {
            view: self.view.clone(),
            nodes: self.nodes.into_values().collect(),
            edges: self.edges.into_values().collect(),
        }
    }

    /// The day on which a row is shown, if it is.
    fn shows(&self, row: &Row) -> Option<Date> {
        let inside = self.view.area.is_none_or(|area| {
            let places = self.table.places();
            let within = places.within(area);
            let overlaps = row.units.start < within.end && within.start < row.units.end;
            overlaps || places.slice(&row.units).iter().any(|unit| unit.key.contains(area))
        });
        let wanted = row.state == self.view.state
            && self.view.service.is_none_or(|service| service == row.service)
            && inside;
        if wanted { row.judged_on(self.view.on) } else { None }
    }

    fn row(&mut self, at: usize, row: &'t Row, day: Date) {
        self.drawn.clear();
        let mut changes: BTreeSet<Date> = [day].into();
        for segment in row.timelines.iter().flat_map(|timeline| &timeline.segments) {
            changes.extend(segment.period.from.filter(|from| *from > day));
        }
        let mut known = BTreeSet::new();
        for on in changes.into_iter().take(self.moments) {
            let Some(here) = Here::of_row(self.table, row, on) else { continue };
            let mut moment = Moment { at, row, here, on, standing: Vec::new() };
            for timeline in &row.timelines {
                self.cell(&mut moment, timeline, on == day);
            }
            let now = on == day;
            if self.view.purposes.contains(&Purpose::Escalation) {
                self.entries(&moment, now, &known);
                self.hand_overs(&moment, now, &known);
            }
            if now {
                self.others(&moment);
            } else if self.view.purposes.contains(&Purpose::Escalation) {
                self.purpose(&moment, Purpose::Escalation, Some(&known));
            }
            known.extend(moment.standing.iter().map(|(node, ..)| *node));
        }
    }

    /// The nodes of one cell at one moment.
    fn cell(&mut self, moment: &mut Moment<'_>, timeline: &Timeline, now: bool) {
        let Some(segment) = timeline.at(moment.on) else { return };
        let mut found: BTreeSet<NodeId> = BTreeSet::new();
        for answer in &segment.answers {
            let Answerer::Organization(organization) = answer.answerer else { continue };
            let record = self.table.model().support(answer.record);
            let id = NodeId::Part {
                cell: timeline.cell,
                solution: record.solution.as_ref().map(|solution| solution.value),
                organization,
            };
            let node = self.node(id, moment, segment.period, now);
            node.spans.insert(record.span);
            node.channels.extend(answer.channel);
            node.components.extend(timeline.component);
            node.parts.extend(timeline.part);
            node.roles.extend(record.role.clone());
            found.insert(id);
        }
        if let Some(kind) = gap(segment) {
            let from = segment.period.from.filter(|from| *from > self.view.on);
            let Timeline { cell, part, component, .. } = *timeline;
            let id = NodeId::Gap { cell, part, component, from, kind };
            let node = self.node(id, moment, segment.period, now);
            node.components.extend(timeline.component);
            node.parts.extend(timeline.part);
            let rivals: Vec<Span> =
                segment.rivals.iter().map(|id| self.table.model().support(*id).span).collect();
            if let Some(node) = self.nodes.get_mut(&id) {
                node.spans.extend(rivals);
            }
            found.insert(id);
        }
        moment.standing.extend(found.into_iter().map(|id| (id, timeline.part, timeline.component)));
    }

    pub(super) fn node(&mut self, id: NodeId, moment: &Moment<'_>, period: Period, now: bool) -> &mut Node {
        let from = if now { None } else { period.from };
        let node = self.nodes.entry(id).or_insert_with(|| Node {
            id,
            rows: BTreeSet::new(),
            services: BTreeSet::new(),
            components: BTreeSet::new(),
            parts: BTreeSet::new(),
            channels: BTreeSet::new(),
            roles: BTreeSet::new(),
            from,
            until: period.last_day(),
            spans: BTreeSet::new(),
        });
        if node.rows.insert(moment.at) {
            node.services.insert(moment.row.service);
        }
        node.from = node.from.min(from);
        // Without end in one place is without end.
        node.until = match (node.until, period.last_day()) {
            (Some(one), Some(two)) => Some(one.max(two)),
            _ => None,
        };
        node
    }

    pub(super) fn actor(&mut self, id: NodeId, moment: &Moment<'_>) {
        let node = self.node(id, moment, Period::ALWAYS, true);
        node.until = None;
    }

    /// The node of an organization that is meant as a whole: its lowest part, else it stands beside.
    pub(super) fn whole(
        &mut self,
        organization: OrganizationId,
        track: Option<Track>,
        moment: &Moment<'_>,
    ) -> NodeId {
        if let Some(part) = moment.parts(organization, track).first() {
            return *part;
        }
        if let Some(part) = moment.parts(organization, None).first() {
            return *part;
        }
        let id = NodeId::Side(organization);
        let span = self.table.model().organization(organization).span;
        let node = self.node(id, moment, Period::ALWAYS, true);
        node.until = None;
        node.spans.insert(span);
        id
    }

    pub(super) fn edge(&mut self, id: EdgeId, moment: &Moment<'_>) -> &mut Edge {
        let path = id.path.map(|path| self.table.model().path(path));
        self.drawn.extend(id.path.map(|path| (path, id.from, id.to)));
        let edge = self.edges.entry(id.clone()).or_insert_with(|| Edge {
            implied: id.path.is_none(),
            channels: path.and_then(|path| path.channel).into_iter().collect(),
            trigger: path.and_then(|path| path.trigger.clone()),
            within: path.and_then(|path| path.within),
            established: path.and_then(|path| path.established),
            rows: BTreeSet::new(),
            services: BTreeSet::new(),
            spans: path.map(|path| path.span).into_iter().collect(),
            id,
        });
        edge.rows.insert(moment.at);
        edge.services.insert(moment.row.service);
        edge
    }

    /// Citizens ask whoever answers first level.
    fn entries(&mut self, moment: &Moment<'_>, now: bool, known: &BTreeSet<NodeId>) {
        let first: BTreeSet<NodeId> = moment.on_level(Level::First, None).collect();
        for to in first.into_iter().filter(|to| now || !known.contains(to)) {
            self.actor(NodeId::Citizen, moment);
            let Some(organization) = to.organization() else {
                self.edge(edge_id(NodeId::Citizen, to, EdgeKind::Entry, None, None), moment);
                continue;
            };
            let declared = self.declared(moment, None, |path| {
                path.from.value == End::Citizen
                    && moment
                        .here
                        .parties(path.to.value, path.track)
                        .contains(&Party::Organization(organization))
            });
            // The records of the cell say on which channels; a path may add trigger and deadline.
            let channels: BTreeSet<ChannelKind> = moment
                .row
                .timelines
                .iter()
                .filter(|timeline| Some(timeline.cell) == to.cell())
                .filter_map(|timeline| timeline.at(moment.on))
                .flat_map(|segment| &segment.answers)
                .filter(|answer| answer.answerer == Answerer::Organization(organization))
                .filter_map(|answer| answer.channel)
                .collect();
            let paths: Vec<Option<PathId>> =
                if declared.is_empty() { vec![None] } else { declared.into_iter().map(Some).collect() };
            for path in paths {
                let id = edge_id(NodeId::Citizen, to, EdgeKind::Entry, None, path);
                let edge = self.edge(id, moment);
                edge.implied = false;
                edge.channels.extend(channels.iter().copied());
            }
        }
    }

    /// Functional paths that hold here and fit.
    pub(super) fn declared(
        &self,
        moment: &Moment<'_>,
        track: Option<Track>,
        fits: impl Fn(&crate::model::Path) -> bool,
    ) -> Vec<PathId> {
        let model = self.table.model();
        self.paths
            .iter()
            .copied()
            .filter(|id| {
                let path = model.path(*id);
                path.purpose == Some(Purpose::Escalation)
                    && path.kind == EscalationKind::Functional
                    && (path.track.is_none() || track.is_none() || path.track == track)
                    && moment.here.holds(path)
                    && fits(path)
            })
            .collect()
    }
}

/// Whether questions about one may be those about the other: `None` stands for all services contained.
fn same_part(one: Option<PartId>, other: Option<PartId>) -> bool {
    one.is_none() || other.is_none() || one == other
}

pub(super) const fn edge_id(
    from: NodeId,
    to: NodeId,
    kind: EdgeKind,
    track: Option<Track>,
    path: Option<PathId>,
) -> EdgeId {
    EdgeId { from, to, kind, track, path }
}

/// Why a segment is a gap; `None` if somebody stands there.
const fn gap(segment: &Segment) -> Option<GapKind> {
    match segment.verdict {
        Verdict::Covered => None,
        Verdict::Deliberate => Some(GapKind::Deliberate),
        Verdict::Undecidable => Some(GapKind::Undecidable),
        Verdict::WithoutCompetent => Some(GapKind::WithoutCompetent),
        Verdict::Ambiguous => Some(GapKind::Ambiguous),
        Verdict::Open => Some(GapKind::Open),
    }
}
