//! A schedule that never takes more than there is: serial schedule generation under capacity.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::order::{End, Fan, order};
use super::passes::{earliest, span};
use super::workdays::signed;
use super::{Activity, Day, Network, Solution};

/// How much of something scarce there is on each day from day 0 on; nothing after the last day given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Capacity {
    /// So much on each day.
    Daily(Vec<u32>),
}

/// When an activity happens under capacity: begin and finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Begin.
    pub start: Day,
    /// Finish (the day after the last day of work).
    pub finish: Day,
}

/// Places every activity as early as its dependencies and the capacity allow, in the order of priority (first what must begin earliest; of equals what has less slack; else the list). `None`: in
/// or behind a cycle, or behind an activity for which there is never enough.
pub fn level(network: &Network, solution: &Solution, capacities: &[Capacity]) -> Vec<Option<Placed>> {
    let count = network.activities.len();
    let out = Fan::new(network, End::From);
    let into = Fan::new(network, End::To);
    let mut free: Vec<Capacity> = capacities.to_vec();
    let mut waiting: Vec<usize> = (0..count).map(|at| into.at(at).len()).collect();
    let mut reachable = vec![false; count];
    for at in order(network, &out) {
        if let Some(slot) = reachable.get_mut(at) {
            *slot = true;
        }
    }
    let key = |at: usize| {
        let times = solution.times.get(at).copied().flatten();
        Reverse((
            times.map_or(i32::MAX, |times| times.late_start),
            times.map_or(0, |times| times.total_slack),
            at,
        ))
    };
    let mut ready: BinaryHeap<_> =
        waiting.iter().enumerate().filter(|(_, left)| **left == 0).map(|(at, _)| key(at)).collect();
    let mut placed: Vec<Option<Placed>> = vec![None; count];
    while let Some(Reverse((_, _, at))) = ready.pop() {
        let Some(activity) = network.activities.get(at) else { continue };
        let found = bound(network, &into, &placed, at, activity)
            .and_then(|bound| place(network, activity, bound, &mut free));
        if let Some(slot) = placed.get_mut(at) {
            *slot = found;
        }
        for arc in out.at(at) {
            if let Some(left) = waiting.get_mut(arc.other) {
                *left -= 1;
                if *left == 0 && reachable.get(arc.other).copied().unwrap_or(false) {
                    ready.push(key(arc.other));
                }
            }
        }
    }
    placed
}

/// The first instant at which an activity may begin; `None` behind one that could not be placed.
fn bound(
    network: &Network,
    into: &Fan,
    placed: &[Option<Placed>],
    at: usize,
    activity: &Activity,
) -> Option<Day> {
    let mut bound = activity.not_before.map_or(network.first, |day| day.max(network.first));
    if activity.over.is_some() {
        return Some(bound);
    }
    for arc in into.at(at) {
        if network.activities.get(arc.other).is_some_and(|before| before.over.is_some()) {
            continue;
        }
        let before = placed.get(arc.other).copied().flatten()?;
        bound = bound.max(earliest(
            network.calendar(activity),
            activity.length,
            arc,
            before.start,
            before.finish,
        ));
    }
    Some(bound)
}

/// Finds the first stretch of working days with enough left, and takes it.
fn place(network: &Network, activity: &Activity, bound: Day, free: &mut [Capacity]) -> Option<Placed> {
    if let Some(instant) = activity.over {
        return Some(Placed { start: instant, finish: instant });
    }
    let calendar = network.calendar(activity);
    let (start, finish) = span(calendar, activity, bound);
    let Some((what, number)) = activity.needs.filter(|_| activity.length > 0) else {
        return Some(Placed { start, finish });
    };
    let left = match free.get_mut(what) {
        None => return Some(Placed { start, finish }),
        Some(Capacity::Daily(left)) => left,
    };
    let length = signed(activity.length);
    let mut first = calendar.before(start);
    let mut next = first;
    while next < first + length {
        let day = usize::try_from(calendar.day(next)).ok();
        match day.map(|day| left.get(day)) {
            // After the last day for which capacity is given there is nothing more to hope for.
            Some(None) => return None,
            Some(Some(there)) if *there >= number => next += 1,
            Some(Some(_)) | None => {
                next += 1;
                first = next;
            }
        }
    }
    for number_of_day in first..first + length {
        let day = usize::try_from(calendar.day(number_of_day)).ok();
        if let Some(slot) = day.and_then(|day| left.get_mut(day)) {
            *slot -= number;
        }
    }
    let start = calendar.day(first);
    Some(Placed { start, finish: calendar.finish(start, activity.length) })
}
