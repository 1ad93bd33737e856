//! What turns in a circle, what hangs on one organization, what takes longest.

use std::collections::{BTreeMap, BTreeSet};

use super::lane::Lane;
use super::{Cycle, LongestTime, SinglePoint};
use crate::graph::algo;
use crate::graph::parts::{Edge, EdgeId, EdgeKind, NodeId};
use crate::model::OrganizationId;
use crate::model::ServiceId;
use crate::routing::Table;
use crate::source::Span;
use crate::time::{Duration, Unit};
use crate::vocabulary::Track;

/// At most so many circles of one row and track are told.
const CIRCLES: usize = 50;

pub(super) fn cycles(lanes: &[Lane<'_>]) -> (Vec<Cycle>, bool) {
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

pub(super) fn single_points(table: &Table, lanes: &[Lane<'_>]) -> Vec<SinglePoint> {
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

pub(super) fn longest(lanes: &[Lane<'_>]) -> Vec<LongestTime> {
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
