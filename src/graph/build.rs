//! From the routing table and the paths to nodes and edges.

use std::collections::{BTreeMap, BTreeSet};

use super::SupportGraph;
use super::ends::{Here, Party};
use super::feedback::statement;
use super::parts::{Edge, EdgeId, EdgeKind, GapKind, Node, NodeId, View};
use crate::model::{Deputy, End, Link, OrganizationId, PathId};
use crate::routing::{Answerer, Row, Segment, Table, Timeline, Verdict};
use crate::source::Span;
use crate::time::{Date, Period};
use crate::vocabulary::{ChannelKind, EscalationKind, Level, Purpose, Track};

/// After so many changes ahead the graph looks no further; a place changes its owner once or twice.
const MOMENTS: usize = 4;

/// The graph being built.
pub(super) struct Builder<'t> {
    table: &'t Table<'t>,
    view: &'t View,
    moments: usize,
    nodes: BTreeMap<NodeId, Node>,
    edges: BTreeMap<EdgeId, Edge>,
}

/// A row at one moment.
struct Moment<'t> {
    at: usize,
    row: &'t Row,
    here: Here<'t>,
    on: Date,
    /// Those who stand in a cell then, with the component they stand for.
    standing: Vec<(NodeId, Option<crate::model::ComponentId>)>,
}

impl Moment<'_> {
    fn on_level(&self, level: Level, track: Option<Track>) -> impl Iterator<Item = NodeId> {
        self.standing.iter().map(|(node, _)| *node).filter(move |node| {
            node.cell().is_some_and(|cell| {
                cell.level == level && (cell.track.is_none() || track.is_none() || cell.track == track)
            })
        })
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
    pub(super) fn new(table: &'t Table<'t>, view: &'t View, ahead: bool) -> Self {
        Self {
            table,
            view,
            moments: if ahead { MOMENTS } else { 1 },
            nodes: BTreeMap::new(),
            edges: BTreeMap::new(),
        }
    }

    /// Goes through all rows of the view.
    pub(super) fn build(mut self) -> SupportGraph {
        for (at, row) in self.table.rows().iter().enumerate() {
            if let Some(day) = self.shows(row) {
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
            known.extend(moment.standing.iter().map(|(node, _)| *node));
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
            node.roles.extend(record.role.clone());
            found.insert(id);
        }
        if let Some(kind) = gap(segment) {
            let from = segment.period.from.filter(|from| *from > self.view.on);
            let id = NodeId::Gap { cell: timeline.cell, component: timeline.component, from, kind };
            let node = self.node(id, moment, segment.period, now);
            node.components.extend(timeline.component);
            let rivals: Vec<Span> =
                segment.rivals.iter().map(|id| self.table.model().support(*id).span).collect();
            if let Some(node) = self.nodes.get_mut(&id) {
                node.spans.extend(rivals);
            }
            found.insert(id);
        }
        moment.standing.extend(found.into_iter().map(|id| (id, timeline.component)));
    }

    fn node(&mut self, id: NodeId, moment: &Moment<'_>, period: Period, now: bool) -> &mut Node {
        let from = if now { None } else { period.from };
        let node = self.nodes.entry(id).or_insert_with(|| Node {
            id,
            rows: BTreeSet::new(),
            services: BTreeSet::new(),
            components: BTreeSet::new(),
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

    fn actor(&mut self, id: NodeId, moment: &Moment<'_>) {
        let node = self.node(id, moment, Period::ALWAYS, true);
        node.until = None;
    }

    /// The node of an organization that is meant as a whole: its lowest part, else it stands beside.
    fn whole(&mut self, organization: OrganizationId, track: Option<Track>, moment: &Moment<'_>) -> NodeId {
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

    fn edge(&mut self, id: EdgeId, moment: &Moment<'_>) -> &mut Edge {
        let path = id.path.map(|path| self.table.model().path(path));
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
    fn declared(
        &self,
        moment: &Moment<'_>,
        track: Option<Track>,
        fits: impl Fn(&crate::model::Path) -> bool,
    ) -> Vec<PathId> {
        let model = self.table.model();
        model
            .path_ids()
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

    /// From each level to the next, per track and component: declared, implied, or in the house.
    fn hand_overs(&mut self, moment: &Moment<'_>, now: bool, known: &BTreeSet<NodeId>) {
        let mut pairs: BTreeSet<(NodeId, NodeId, Track)> = BTreeSet::new();
        for (to, component) in &moment.standing {
            let Some(cell) = to.cell() else { continue };
            let Some(track) = cell.track else { continue };
            let below = match cell.level {
                Level::First => continue,
                Level::Second => Level::First,
                Level::Third => Level::Second,
            };
            for (from, of) in &moment.standing {
                // Nobody hands on from where nobody is.
                let stands = !from.is_gap()
                    && from.cell().is_some_and(|found| {
                        found.level == below && (found.track.is_none() || found.track == Some(track))
                    });
                let same_component = of.is_none() || component.is_none() || of == component;
                if stands && same_component && (now || !known.contains(from) || !known.contains(to)) {
                    pairs.insert((*from, *to, track));
                }
            }
        }
        let mut agreed: BTreeMap<(NodeId, Track), bool> = BTreeMap::new();
        for (from, to, track) in &pairs {
            let paths = self.between(moment, *from, *to, *track);
            let in_house = from.organization().is_some() && from.organization() == to.organization();
            *agreed.entry((*from, *track)).or_default() |= in_house || !paths.is_empty();
            if in_house {
                self.edge(edge_id(*from, *to, EdgeKind::InHouse, Some(*track), None), moment).implied = false;
                continue;
            }
            for path in paths {
                self.edge(edge_id(*from, *to, EdgeKind::HandOver, Some(*track), Some(path)), moment);
            }
        }
        for (from, to, track) in pairs {
            // Somebody who hands on elsewhere by agreement is not said to hand on here as well.
            if !agreed.get(&(from, track)).copied().unwrap_or_default() {
                self.edge(edge_id(from, to, EdgeKind::HandOver, Some(track), None), moment);
            }
        }
    }

    fn between(&self, moment: &Moment<'_>, from: NodeId, to: NodeId, track: Track) -> Vec<PathId> {
        let (Some(from), Some(to)) = (from.organization(), to.organization()) else { return Vec::new() };
        self.declared(moment, Some(track), |path| {
            moment.here.parties(path.from.value, Some(track)).contains(&Party::Organization(from))
                && moment.here.parties(path.to.value, Some(track)).contains(&Party::Organization(to))
        })
    }

    /// All declared paths of the view's purposes that are not there yet.
    fn others(&mut self, moment: &Moment<'_>) {
        for purpose in &self.view.purposes {
            self.purpose(moment, *purpose, None);
        }
        if self.view.purposes.contains(&Purpose::Feedback) {
            self.feedback(moment);
        }
    }

    /// The paths of one purpose; with `known`, only those between whom one is new.
    fn purpose(&mut self, moment: &Moment<'_>, purpose: Purpose, known: Option<&BTreeSet<NodeId>>) {
        let model = self.table.model();
        for id in model.path_ids() {
            let path = model.path(id);
            if path.purpose != Some(purpose) || !moment.here.holds(path) {
                continue;
            }
            let kind = EdgeKind::of(purpose, path.kind);
            for from in moment.here.parties(path.from.value, path.track) {
                for to in moment.here.parties(path.to.value, path.track) {
                    if from == to || (kind == EdgeKind::HandOver && self.is_drawn(moment, id, from, to)) {
                        continue;
                    }
                    let end = self.attach(moment, to, path.to.value, path.track);
                    let begin = self.attach(moment, from, path.from.value, path.track);
                    let is_new = |node: &NodeId| known.is_none_or(|known| !known.contains(node));
                    if is_new(&begin) && begin.level().is_some()
                        || is_new(&end) && end.level().is_some()
                        || known.is_none()
                    {
                        self.edge(edge_id(begin, end, kind, path.track, Some(id)), moment);
                    }
                }
            }
        }
    }

    /// Whether a functional path already stands between two levels in this row.
    fn is_drawn(&self, moment: &Moment<'_>, path: PathId, from: Party, to: Party) -> bool {
        let same = |node: NodeId, party: Party| match party {
            Party::Citizen => node == NodeId::Citizen,
            Party::Municipality => node == NodeId::Municipality,
            Party::Organization(id) => node.organization() == Some(id),
        };
        self.edges.values().any(|edge| {
            edge.id.path == Some(path)
                && edge.rows.contains(&moment.at)
                && same(edge.id.from, from)
                && same(edge.id.to, to)
        })
    }

    fn attach(&mut self, moment: &Moment<'_>, party: Party, end: End, track: Option<Track>) -> NodeId {
        match (party, end) {
            (Party::Citizen, _) => {
                self.actor(NodeId::Citizen, moment);
                NodeId::Citizen
            }
            (Party::Municipality, _) => {
                self.actor(NodeId::Municipality, moment);
                NodeId::Municipality
            }
            (Party::Organization(organization), End::Level(level)) => {
                let found =
                    moment.on_level(level, track).find(|node| node.organization() == Some(organization));
                found.unwrap_or_else(|| self.whole(organization, track, moment))
            }
            (Party::Organization(organization), _) => self.whole(organization, track, moment),
        }
    }

    /// What municipalities say of their own feedback.
    fn feedback(&mut self, moment: &Moment<'_>) {
        let mut said: BTreeSet<(Span, OrganizationId)> = BTreeSet::new();
        let places = self.table.places();
        for unit in places.slice(&moment.row.units) {
            let own = statement(self.table, unit.key, moment.row.service);
            let Some(feedback) = own.feedback else { continue };
            let Link::To(to) = feedback.to else { continue };
            if !said.insert((feedback.span, to)) {
                continue;
            }
            self.actor(NodeId::Municipality, moment);
            let to = self.whole(to, None, moment);
            let kind = EdgeKind::Other(Purpose::Feedback);
            let edge = self.edge(edge_id(NodeId::Municipality, to, kind, None, None), moment);
            edge.implied = false;
            edge.channels.extend(feedback.channel);
            edge.established = edge.established.or(feedback.agreed);
            edge.spans.insert(feedback.span);
        }
    }

    /// An organization that has a part somewhere is not drawn beside the levels as well.
    fn join_sides(&mut self) {
        let mut parts: BTreeMap<OrganizationId, NodeId> = BTreeMap::new();
        for id in self.nodes.keys().filter(|id| !matches!(id, NodeId::Side(_))) {
            if let Some(organization) = id.organization() {
                parts.entry(organization).or_insert(*id);
            }
        }
        let moved = |id: NodeId| match id {
            NodeId::Side(organization) => parts.get(&organization).copied().unwrap_or(id),
            other => other,
        };
        self.nodes.retain(|id, _| moved(*id) == *id);
        for (mut id, mut edge) in std::mem::take(&mut self.edges) {
            id.from = moved(id.from);
            id.to = moved(id.to);
            if id.from == id.to {
                continue;
            }
            edge.id = id.clone();
            match self.edges.get_mut(&id) {
                Some(known) => {
                    known.rows.extend(edge.rows);
                    known.services.extend(edge.services);
                    known.channels.extend(edge.channels);
                    known.spans.extend(edge.spans);
                }
                None => {
                    self.edges.insert(id, edge);
                }
            }
        }
    }

    /// Deputies that are organizations of their own.
    fn deputies(&mut self) {
        if !self.view.purposes.contains(&Purpose::Escalation) {
            return;
        }
        let model = self.table.model();
        let parts: Vec<NodeId> = self.nodes.keys().copied().collect();
        let mut done: BTreeSet<OrganizationId> = BTreeSet::new();
        for from in parts {
            let Some(organization) = from.organization() else { continue };
            let Some(deputy) = &model.organization(organization).deputy else { continue };
            let Deputy::Organization(Link::To(to)) = deputy.value else { continue };
            if to == organization || !done.insert(organization) {
                continue;
            }
            let Some(node) = self.nodes.get(&from).cloned() else { continue };
            let stands = self.nodes.keys().copied().find(|id| id.organization() == Some(to));
            let target = stands.unwrap_or(NodeId::Side(to));
            self.nodes.entry(target).or_insert_with(|| Node {
                id: target,
                components: BTreeSet::new(),
                channels: BTreeSet::new(),
                roles: BTreeSet::new(),
                from: None,
                until: None,
                spans: [model.organization(to).span].into(),
                ..node.clone()
            });
            let id = edge_id(from, target, EdgeKind::Deputy, None, None);
            self.edges.insert(
                id.clone(),
                Edge {
                    id,
                    implied: false,
                    channels: BTreeSet::new(),
                    trigger: None,
                    within: None,
                    established: None,
                    rows: node.rows,
                    services: node.services,
                    spans: [deputy.span].into(),
                },
            );
        }
    }
}

const fn edge_id(
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
