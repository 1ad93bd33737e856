//! The order in which activities can be computed, and the cycles that forbid one.

use super::{Link, Network};
use crate::plan::raw::Relation;

/// A link as seen from one of its ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    /// The activity at the other end.
    pub(super) other: usize,
    /// The link, as a place in the network's list.
    pub(super) number: u32,
    /// Its lag.
    pub(super) lag: i32,
    /// Its kind.
    pub(super) relation: Relation,
}

/// Which end of its links an activity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The links that begin here.
    From,
    /// The links that end here.
    To,
}

/// The links at each activity, side by side in memory: `list[bounds[v]..bounds[v + 1]]`.
#[derive(Debug)]
pub(super) struct Fan {
    bounds: Vec<usize>,
    list: Vec<Arc>,
}

impl Fan {
    /// Sorts the links by one of their ends; each end's links stay in order.
    pub(super) fn new(network: &Network, end: End) -> Self {
        let here = |link: &Link| if end == End::From { link.from } else { link.to };
        let mut bounds = vec![0; network.activities.len() + 1];
        for link in &network.links {
            if let Some(slot) = bounds.get_mut(here(link) + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut bounds {
            sum += *slot;
            *slot = sum;
        }
        let mut next = bounds.clone();
        let mut list = vec![Arc { other: 0, number: 0, lag: 0, relation: Relation::FinishStart }; sum];
        for (number, link) in (0..).zip(&network.links) {
            let Some(slot) = next.get_mut(here(link)) else { continue };
            if let Some(place) = list.get_mut(*slot) {
                let other = if end == End::From { link.to } else { link.from };
                *place = Arc { other, number, lag: link.lag, relation: link.relation };
            }
            *slot += 1;
        }
        Self { bounds, list }
    }

    /// The links at an activity.
    pub(super) fn at(&self, activity: usize) -> &[Arc] {
        match (self.bounds.get(activity), self.bounds.get(activity + 1)) {
            (Some(begin), Some(end)) => self.list.get(*begin..*end).unwrap_or(&[]),
            _ => &[],
        }
    }
}

/// The activities that can be computed, each after those it depends on; the others lie in or behind a cycle.
pub(super) fn order(network: &Network, out: &Fan) -> Vec<usize> {
    let count = network.activities.len();
    let mut waiting = vec![0_u32; count];
    for link in &network.links {
        if let Some(slot) = waiting.get_mut(link.to) {
            *slot += 1;
        }
    }
    // The last found goes first: a chain stays together, and so does what it reads from memory.
    let mut ready: Vec<usize> =
        waiting.iter().enumerate().rev().filter(|(_, left)| **left == 0).map(|(at, _)| at).collect();
    let mut order: Vec<usize> = Vec::with_capacity(count);
    while let Some(activity) = ready.pop() {
        order.push(activity);
        for arc in out.at(activity) {
            if let Some(slot) = waiting.get_mut(arc.other) {
                *slot -= 1;
                if *slot == 0 {
                    ready.push(arc.other);
                }
            }
        }
    }
    order
}

/// One shortest cycle for each knot of activities that wait for each other, in the order of the dependencies, each
/// beginning with its first activity.
pub(super) fn cycles(network: &Network, out: &Fan, order: &[usize]) -> Vec<Vec<usize>> {
    let mut left = vec![true; network.activities.len()];
    for at in order {
        if let Some(slot) = left.get_mut(*at) {
            *slot = false;
        }
    }
    let next = |at: usize| out.at(at).iter().map(|arc| arc.other);
    let mut told = vec![false; network.activities.len()];
    let mut cycles = Vec::new();
    for begin in 0..network.activities.len() {
        let open = |at: usize, told: &[bool]| {
            left.get(at).copied().unwrap_or(false) && !told.get(at).copied().unwrap_or(true)
        };
        if !open(begin, &told) {
            continue;
        }
        // Breadth first from `begin` back to itself: the first return is a shortest cycle through it.
        let mut from: Vec<Option<usize>> = vec![None; network.activities.len()];
        let mut queue = vec![begin];
        let mut head = 0;
        let mut last = None;
        'search: while let Some(at) = queue.get(head).copied() {
            head += 1;
            for to in next(at) {
                if to == begin {
                    last = Some(at);
                    break 'search;
                }
                if open(to, &told)
                    && let Some(slot) = from.get_mut(to)
                    && slot.is_none()
                {
                    *slot = Some(at);
                    queue.push(to);
                }
            }
        }
        let Some(last) = last else { continue };
        let mut cycle = vec![last];
        while let Some(at) = cycle.last().copied().filter(|at| *at != begin) {
            let Some(before) = from.get(at).copied().flatten() else { break };
            cycle.push(before);
        }
        cycle.reverse();
        for at in &cycle {
            if let Some(slot) = told.get_mut(*at) {
                *slot = true;
            }
        }
        cycles.push(cycle);
    }
    cycles
}
