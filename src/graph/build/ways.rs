//! Ways: from level to level, of other purposes, to deputies.

use std::collections::{BTreeMap, BTreeSet};

use super::{Builder, Moment, edge_id, same_part};
use crate::graph::parts::{Edge, EdgeKind, Node, NodeId};
use crate::model::{Deputy, End, FeedbackOn, Link, OrganizationId, PathId};
use crate::situation::Party;
use crate::source::Span;
use crate::vocabulary::{Level, Purpose, Track};

impl Builder<'_> {
    /// From each level to the next, per track and component: declared, implied, or in the house.
    pub(super) fn hand_overs(&mut self, moment: &Moment<'_>, now: bool, known: &BTreeSet<NodeId>) {
        let mut pairs: BTreeSet<(NodeId, NodeId, Track)> = BTreeSet::new();
        for (to, part, component) in &moment.standing {
            let Some(cell) = to.cell() else { continue };
            let Some(track) = cell.track else { continue };
            let below = match cell.level {
                Level::First => continue,
                Level::Second => Level::First,
                Level::Third => Level::Second,
            };
            for (from, part_of, of) in &moment.standing {
                // Nobody hands on from where nobody is.
                let stands = !from.is_gap()
                    && from.cell().is_some_and(|found| {
                        found.level == below && (found.track.is_none() || found.track == Some(track))
                    });
                let same_component = of.is_none() || component.is_none() || of == component;
                let same_part = same_part(*part_of, *part);
                if stands && same_component && same_part && (now || !known.contains(from) || !known.contains(to)) {
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
    pub(super) fn others(&mut self, moment: &Moment<'_>) {
        for purpose in &self.view.purposes {
            self.purpose(moment, *purpose, None);
        }
        if self.view.purposes.contains(&Purpose::Feedback) {
            self.feedback(moment);
        }
    }

    /// The paths of one purpose; with `known`, only those between whom one is new.
    pub(super) fn purpose(
        &mut self,
        moment: &Moment<'_>,
        purpose: Purpose,
        known: Option<&BTreeSet<NodeId>>,
    ) {
        let model = self.table.model();
        for id in self.paths.clone() {
            let path = model.path(id);
            if path.purpose != Some(purpose) || !moment.here.holds(path) {
                continue;
            }
            let kind = EdgeKind::of(purpose, path.kind);
            for from in moment.here.parties(path.from.value, path.track) {
                for to in moment.here.parties(path.to.value, path.track) {
                    if from == to || (kind == EdgeKind::HandOver && self.is_drawn(id, from, to)) {
                        continue;
                    }
                    let end = self.attach(moment, to, path.to.value, path.track);
                    let begin = self.attach(moment, from, path.from.value, path.track);
                    // A question about one part is not handed on to whoever answers for another.
                    if kind == EdgeKind::HandOver && !moment.share_a_part(begin, end) {
                        continue;
                    }
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
    fn is_drawn(&self, path: PathId, from: Party, to: Party) -> bool {
        let same = |node: NodeId, party: Party| match party {
            Party::Citizen => node == NodeId::Citizen,
            Party::Municipality => node == NodeId::Municipality,
            Party::Organization(id) => node.organization() == Some(id),
        };
        self.drawn.iter().any(|(known, one, two)| *known == path && same(*one, from) && same(*two, to))
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
            let stated = self.situation.feedback_said(unit.key, moment.row.service);
            let Some((FeedbackOn::Told(feedback), _)) = stated else { continue };
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
    pub(super) fn join_sides(&mut self) {
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
    pub(super) fn deputies(&mut self) {
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
