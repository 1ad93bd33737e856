//! Dates from dependencies: the critical path method with calendars, over a plain network.
//!
//! Activities take working days of their own calendar and hang on each other in the four usual ways with lags. A
//! forward pass gives the earliest dates from a first day on, a backward pass the latest from deadlines; what lies
//! between is slack. All arithmetic is on numbered days ([`WorkDays`]); the work grows with activities and links.

mod capacity;
mod order;
mod passes;
#[cfg(test)]
mod tests;
mod workdays;

pub use capacity::{Capacity, level};
pub use workdays::{Day, WorkDays};

use super::raw::Relation;
use order::{End, Fan};

/// One activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Activity {
    /// Whose working days it takes, as a place in [`Network::calendars`].
    pub calendar: usize,
    /// How many working days; 0 is an instant.
    pub length: u32,
    /// Not before this instant.
    pub not_before: Option<Day>,
    /// Finished by this instant.
    pub deadline: Option<Day>,
    /// Over already, at this instant: it waits for nothing and delays nothing.
    pub over: Option<Day>,
    /// What it takes of something scarce: a place in the list of capacities, and how many.
    pub needs: Option<(usize, u32)>,
}

/// A dependency between two activities, as places in [`Network::activities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The one it depends on.
    pub from: usize,
    /// The one that depends.
    pub to: usize,
    /// How.
    pub relation: Relation,
    /// Lag in working days of the one that depends; negative: overlap.
    pub lag: i32,
}

/// Activities with their dependencies.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// The activities.
    pub activities: Vec<Activity>,
    /// The dependencies.
    pub links: Vec<Link>,
    /// The calendars.
    pub calendars: Vec<WorkDays>,
    /// Nothing that is not over begins before this instant.
    pub first: Day,
}

impl Network {
    /// The calendar of an activity; without one, every day is a working day.
    pub fn calendar(&self, activity: &Activity) -> &WorkDays {
        static EVERY: WorkDays = WorkDays::every_day();
        self.calendars.get(activity.calendar).unwrap_or(&EVERY)
    }
}

/// When an activity can and must happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// Earliest begin.
    pub early_start: Day,
    /// Earliest finish (the day after the last day of work).
    pub early_finish: Day,
    /// Latest begin that keeps every deadline.
    pub late_start: Day,
    /// Latest finish.
    pub late_finish: Day,
    /// Working days by which it can slip before a deadline or the end moves; negative: it is too late already.
    pub total_slack: i32,
    /// Working days by which it can slip before any other activity moves.
    pub free_slack: i32,
    /// The link that decides its earliest begin; `None`: the first day, or a date of its own.
    pub driver: Option<u32>,
}

/// A deadline that cannot be kept, and the chain of activities that says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impossible {
    /// The activity with the deadline.
    pub activity: usize,
    /// The deadline.
    pub deadline: Day,
    /// Its earliest finish.
    pub finish: Day,
    /// The activities one after another that decide that finish, ending with it.
    pub chain: Vec<usize>,
}

/// The dates of a network.
#[derive(Debug, Clone, Default)]
pub struct Solution {
    /// The times of each activity; `None` in or behind a cycle.
    pub times: Vec<Option<Times>>,
    /// Cycles of activities that wait for each other.
    pub cycles: Vec<Vec<usize>>,
    /// Deadlines that cannot be kept; where one deadline follows from another, only the first.
    pub impossible: Vec<Impossible>,
    links: Vec<usize>,
}

impl Solution {
    /// The activities one after another that decide the earliest begin of one, ending with it.
    pub fn chain(&self, activity: usize) -> Vec<usize> {
        let mut chain = vec![activity];
        let mut at = activity;
        while let Some(link) = self.times.get(at).copied().flatten().and_then(|times| times.driver) {
            let Some(from) = self.links.get(link as usize) else { break };
            at = *from;
            chain.push(at);
        }
        chain.reverse();
        chain
    }

    /// The critical path: the chain to the activity with the least slack; of equal ones to the last to finish, then to
    /// the first in the list. Activities that are over do not end it.
    pub fn critical(&self, network: &Network) -> Vec<usize> {
        let open = network.activities.iter().zip(&self.times).enumerate();
        let last = open
            .filter(|(_, (activity, _))| activity.over.is_none())
            .filter_map(|(at, (_, times))| times.map(|times| (at, times)))
            .min_by_key(|(at, times)| (times.total_slack, std::cmp::Reverse(times.early_finish), *at));
        last.map_or_else(Vec::new, |(at, _)| self.chain(at))
    }
}

/// Computes all dates.
pub fn solve(network: &Network) -> Solution {
    let count = network.activities.len();
    let out = Fan::new(network, End::From);
    let into = Fan::new(network, End::To);
    let order = order::order(network, &out);
    let cycles = if order.len() == count { Vec::new() } else { order::cycles(network, &out, &order) };
    let mut times = passes::forward(network, &into, &order);
    let ends = network.activities.iter().zip(&times).filter(|(activity, _)| activity.over.is_none());
    let end = ends.filter_map(|(_, times)| times.map(|times| times.early_finish)).max();
    let end = end.unwrap_or(network.first);
    passes::backward(network, &out, &order, end, &mut times);
    let links = network.links.iter().map(|link| link.from).collect();
    let mut solution = Solution { times, cycles, impossible: Vec::new(), links };
    solution.impossible = impossible(network, &solution);
    solution
}

fn impossible(network: &Network, solution: &Solution) -> Vec<Impossible> {
    let late = |at: usize| {
        let activity = network.activities.get(at)?;
        let times = solution.times.get(at).copied().flatten()?;
        let deadline = activity.deadline.filter(|_| activity.over.is_none())?;
        (times.early_finish > deadline).then_some((deadline, times.early_finish))
    };
    let mut found = Vec::new();
    for at in 0..network.activities.len() {
        let Some((deadline, finish)) = late(at) else { continue };
        let chain = solution.chain(at);
        let follows = chain.iter().any(|other| *other != at && late(*other).is_some());
        if !follows {
            found.push(Impossible { activity: at, deadline, finish, chain });
        }
    }
    found
}
