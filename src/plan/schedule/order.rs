//! The order in which activities can be computed, and the cycles that forbid one.

use super::{Link, Network};

/// The links at each activity, as places in the network's list: `list[bounds[v]..bounds[v + 1]]`.
#[derive(Debug)]
pub(super) struct Fan {
    bounds: Vec<usize>,
    list: Vec<usize>,
}

impl Fan {
    /// Sorts the links by one of their ends; each end's links stay in order.
    pub(super) fn new(count: usize, links: &[Link], end: impl Fn(&Link) -> usize) -> Self {
        let mut bounds = vec![0; count + 1];
        for link in links {
            if let Some(slot) = bounds.get_mut(end(link) + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut bounds {
            sum += *slot;
            *slot = sum;
        }
        let mut next = bounds.clone();
        let mut list = vec![0; sum];
        for (at, link) in links.iter().enumerate() {
            if let Some(slot) = next.get_mut(end(link)) {
                if let Some(place) = list.get_mut(*slot) {
                    *place = at;
                }
                *slot += 1;
            }
        }
        Self { bounds, list }
    }

    /// The links at an activity.
    pub(super) fn at(&self, activity: usize) -> &[usize] {
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
    let mut order: Vec<usize> = Vec::with_capacity(count);
    order.extend(waiting.iter().enumerate().filter(|(_, left)| **left == 0).map(|(at, _)| at));
    let mut head = 0;
    while let Some(activity) = order.get(head).copied() {
        head += 1;
        for link in out.at(activity).iter().filter_map(|at| network.links.get(*at)) {
            if let Some(slot) = waiting.get_mut(link.to) {
                *slot -= 1;
                if *slot == 0 {
                    order.push(link.to);
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
    let next = |at: usize| out.at(at).iter().filter_map(|link| network.links.get(*link)).map(|link| link.to);
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
