//! Organizations that play the same part in many places become one stack, so that a picture of a Land can be read.
//!
//! Nodes are equal if they stand in the same cell for the same services, and their ways lead to equal nodes in the same
//! manner: the coarsest such partition, found by refining until nothing changes.

use std::collections::{BTreeMap, BTreeSet};

use super::SupportGraph;
use super::parts::{Edge, EdgeKind, Node, NodeId};
use crate::key::{Area, StateCode};
use crate::model::{ComponentId, Model, ServiceId};
use crate::profile::Cell;
use crate::routing::Table;
use crate::time::{Date, Duration};
use crate::vocabulary::{ChannelKind, OrganizationKind, Solution, Track};

/// Above so many boxes nobody reads a picture: then nodes are folded that differ in services and dates as well.
pub const READABLE: usize = 60;

/// One box of the picture: a node, or a stack of equal ones.
#[derive(Debug, Clone)]
pub struct Group<'g> {
    /// Its nodes, by id; at least one.
    pub members: Vec<&'g Node>,
}

impl Group<'_> {
    /// The first member's id, which stands for the group.
    pub fn id(&self) -> NodeId {
        self.members.first().map_or(NodeId::Citizen, |node| node.id)
    }
}

/// All ways of one kind between two groups.
#[derive(Debug, Clone)]
pub struct Bundle<'g> {
    /// From which group (its place in [`Folded::groups`]).
    pub from: usize,
    /// To which group.
    pub to: usize,
    /// The edges, by id; at least one, all of one kind, track and standing; other purposes than escalation together.
    pub edges: Vec<&'g Edge>,
}

/// A graph with its stacks folded.
#[derive(Debug, Clone)]
pub struct Folded<'g> {
    /// The groups, by the id of their first member.
    pub groups: Vec<Group<'g>>,
    /// The bundles, by from, to, kind, track.
    pub bundles: Vec<Bundle<'g>>,
    /// Whether nodes were folded that differ in services or dates, because there are too many.
    pub coarse: bool,
}

/// What nodes have in common before their ways are looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Trait {
    /// Never folded with another.
    Only(NodeId),
    Part {
        state: StateCode,
        cell: Cell,
        solution: Option<Solution>,
        kind: Option<OrganizationKind>,
        detail: Option<Detail>,
    },
    Gap {
        cell: Cell,
        kind: super::GapKind,
        services: Option<BTreeSet<ServiceId>>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Detail {
    services: BTreeSet<ServiceId>,
    components: BTreeSet<ComponentId>,
    channels: BTreeSet<ChannelKind>,
    from: Option<Date>,
    until: Option<Date>,
}

/// How a way looks from one of its ends.
type Look = (bool, EdgeKind, Option<Track>, bool, BTreeSet<ChannelKind>, Option<Duration>, usize);

/// What one line of the picture stands for: from, to, kind, track, and whether it is implied.
type Line = (usize, usize, EdgeKind, Option<Track>, bool);

/// Folds a graph; what lies in one of the areas of `expand` stays unfolded.
pub fn fold<'g>(table: &Table, graph: &'g SupportGraph, expand: &[Area]) -> Folded<'g> {
    let strict = colours(table, graph, expand, false);
    let count = strict.values().collect::<BTreeSet<_>>().len();
    if count <= READABLE {
        return folded(graph, &strict, false);
    }
    folded(graph, &colours(table, graph, expand, true), true)
}

fn folded<'g>(graph: &'g SupportGraph, colours: &BTreeMap<NodeId, usize>, coarse: bool) -> Folded<'g> {
    let mut groups: Vec<Group<'g>> = Vec::new();
    let mut at: BTreeMap<usize, usize> = BTreeMap::new();
    let mut place: BTreeMap<NodeId, usize> = BTreeMap::new();
    for node in graph.nodes() {
        let Some(colour) = colours.get(&node.id) else { continue };
        let index = *at.entry(*colour).or_insert_with(|| {
            groups.push(Group { members: Vec::new() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(index) {
            group.members.push(node);
        }
        place.insert(node.id, index);
    }
    let mut bundles: BTreeMap<Line, Vec<&'g Edge>> = BTreeMap::new();
    for edge in graph.edges() {
        let (Some(from), Some(to)) = (place.get(&edge.id.from), place.get(&edge.id.to)) else { continue };
        let inside = from == to && matches!(edge.id.kind, EdgeKind::InHouse | EdgeKind::Deputy);
        if !inside {
            // Paths of other purposes between the same two share one line that names them all.
            let track = edge.id.track.filter(|_| !matches!(edge.id.kind, EdgeKind::Other(_)));
            let kind = match edge.id.kind {
                EdgeKind::Other(_) => EdgeKind::Other(crate::vocabulary::Purpose::Coordination),
                kind => kind,
            };
            let key = (*from, *to, kind, track, edge.implied);
            bundles.entry(key).or_default().push(edge);
        }
    }
    let bundles = bundles.into_iter().map(|((from, to, ..), edges)| Bundle { from, to, edges }).collect();
    Folded { groups, bundles, coarse }
}

/// A number for each node; equal numbers are folded together.
fn colours(table: &Table, graph: &SupportGraph, expand: &[Area], coarse: bool) -> BTreeMap<NodeId, usize> {
    let traits: BTreeMap<NodeId, Trait> =
        graph.nodes().iter().map(|node| (node.id, of(table, node, expand, coarse))).collect();
    let mut colours = numbered(&traits);
    if coarse {
        return colours;
    }
    loop {
        let mut looks: BTreeMap<NodeId, (usize, BTreeSet<Look>)> =
            colours.iter().map(|(id, colour)| (*id, (*colour, BTreeSet::new()))).collect();
        for edge in graph.edges() {
            for (own, other, out) in [(edge.id.from, edge.id.to, true), (edge.id.to, edge.id.from, false)] {
                // Gaps are told apart by what is missing, and deputies are a matter of the house.
                if own.is_gap() || edge.id.kind == EdgeKind::Deputy {
                    continue;
                }
                let Some(colour) = colours.get(&other).copied() else { continue };
                let channels = edge.channels.clone();
                let look = (out, edge.id.kind, edge.id.track, edge.implied, channels, edge.within, colour);
                if let Some((_, set)) = looks.get_mut(&own) {
                    set.insert(look);
                }
            }
        }
        let finer = numbered(&looks);
        let count = |of: &BTreeMap<NodeId, usize>| of.values().collect::<BTreeSet<_>>().len();
        if count(&finer) == count(&colours) {
            return colours;
        }
        colours = finer;
    }
}

fn numbered<T: Ord>(of: &BTreeMap<NodeId, T>) -> BTreeMap<NodeId, usize> {
    let kinds: BTreeSet<&T> = of.values().collect();
    let numbers: BTreeMap<&T, usize> = kinds.into_iter().enumerate().map(|(at, kind)| (kind, at)).collect();
    of.iter().filter_map(|(id, kind)| Some((*id, *numbers.get(kind)?))).collect()
}

fn of(table: &Table, node: &Node, expand: &[Area], coarse: bool) -> Trait {
    let model: &Model = table.model();
    match node.id {
        NodeId::Part { cell, solution, organization } => {
            let record = model.organization(organization);
            let home = record.municipality.as_ref().map(|place| place.value);
            let unfolded = expand.iter().any(|area| {
                home.is_some_and(|home| area.contains(home) || home.contains(*area))
                    || (home.is_none() && is_inside(table, node, *area))
            });
            if unfolded {
                return Trait::Only(node.id);
            }
            let detail = (!coarse).then(|| Detail {
                services: node.services.clone(),
                components: node.components.clone(),
                channels: node.channels.clone(),
                from: node.from,
                until: node.until,
            });
            let kind = record.kind.as_ref().map(|kind| kind.value);
            Trait::Part { state: record.id.state, cell, solution, kind, detail }
        }
        NodeId::Gap { cell, kind, .. } => {
            Trait::Gap { cell, kind, services: (!coarse).then(|| node.services.clone()) }
        }
        NodeId::Citizen | NodeId::Municipality | NodeId::Side(_) => Trait::Only(node.id),
    }
}

/// Whether a node stands only in places inside an area.
fn is_inside(table: &Table, node: &Node, area: Area) -> bool {
    let rows = table.rows();
    node.rows
        .iter()
        .filter_map(|at| rows.get(*at))
        .all(|row| table.places().slice(&row.units).iter().all(|unit| area.contains(unit.key)))
}
