//! Forward and backward pass.

use super::order::{Arc, Fan};
use super::workdays::signed;
use super::{Activity, Day, Network, Times, WorkDays};
use crate::plan::raw::Relation;

/// The earliest instant at which an activity may begin because of one that it depends on.
pub(super) fn earliest(calendar: &WorkDays, length: u32, link: &Arc, start: Day, finish: Day) -> Day {
    let instant = match link.relation {
        Relation::FinishStart | Relation::FinishFinish => finish,
        Relation::StartStart | Relation::StartFinish => start,
    };
    let bound = calendar.shift(instant, link.lag);
    match link.relation {
        Relation::FinishStart | Relation::StartStart => bound,
        Relation::FinishFinish | Relation::StartFinish => calendar.begin_to_finish(bound, length),
    }
}

/// Begin and finish of an activity from the first instant at which it may begin.
pub(super) fn span(calendar: &WorkDays, activity: &Activity, bound: Day) -> (Day, Day) {
    if activity.length == 0 {
        return (bound, bound);
    }
    let start = calendar.begin(bound);
    (start, calendar.finish(start, activity.length))
}

/// Earliest dates; latest ones are filled in by [`backward`].
pub(super) fn forward(network: &Network, into: &Fan, order: &[usize]) -> Vec<Option<Times>> {
    let mut times: Vec<Option<Times>> = vec![None; network.activities.len()];
    let over = over(network);
    for at in order {
        let Some(activity) = network.activities.get(*at) else { continue };
        let calendar = network.calendar(activity);
        let mut bound = activity.not_before.map_or(network.first, |day| day.max(network.first));
        let mut driver = None;
        if activity.over.is_none() {
            for link in into.at(*at) {
                if over.get(link.other).copied().unwrap_or(false) {
                    continue;
                }
                let Some(before) = times.get(link.other).and_then(Option::as_ref) else { continue };
                let next = earliest(calendar, activity.length, link, before.early_start, before.early_finish);
                // Of equal bounds a dependency that took time explains more than the first day does.
                let tells = next == bound && driver.is_none() && before.early_start < bound;
                if next > bound || tells {
                    bound = next;
                    driver = Some(link.number);
                }
            }
        }
        let (early_start, early_finish) = match activity.over {
            Some(instant) => (instant, instant),
            None => span(calendar, activity, bound),
        };
        if let Some(slot) = times.get_mut(*at) {
            *slot = Some(Times {
                early_start,
                early_finish,
                late_start: early_start,
                late_finish: early_finish,
                total_slack: 0,
                free_slack: 0,
                driver,
            });
        }
    }
    times
}

/// Which activities are over: small enough to stay at hand.
fn over(network: &Network) -> Vec<bool> {
    network.activities.iter().map(|activity| activity.over.is_some()).collect()
}

/// The bounds that an activity's successors set: for its begin and for its finish.
#[derive(Clone, Copy)]
struct Bounds {
    start: Option<Day>,
    finish: Option<Day>,
}

impl Bounds {
    fn tighten(&mut self, network: &Network, link: &Arc, start: Day, finish: Day) {
        let bound = match link.relation {
            Relation::FinishStart | Relation::StartStart => start,
            Relation::FinishFinish | Relation::StartFinish => finish,
        };
        let instant = match network.activities.get(link.other) {
            Some(later) if link.lag != 0 => network.calendar(later).unshift(bound, link.lag),
            _ => bound,
        };
        let slot = match link.relation {
            Relation::FinishStart | Relation::FinishFinish => &mut self.finish,
            Relation::StartStart | Relation::StartFinish => &mut self.start,
        };
        *slot = Some(slot.map_or(instant, |other| other.min(instant)));
    }

    /// The last begin that keeps both, as the number of a working day.
    fn last(self, calendar: &WorkDays, length: u32) -> Option<i32> {
        let by_finish = self.finish.map(|finish| calendar.before(finish) - signed(length));
        let by_start = self.start.map(|start| calendar.before(start + 1) - 1);
        match (by_finish, by_start) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        }
    }

    /// The last instant that keeps both, for an activity without length.
    fn instant(self) -> Option<Day> {
        match (self.finish, self.start) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        }
    }
}

/// Latest dates and slack.
pub(super) fn backward(network: &Network, out: &Fan, order: &[usize], end: Day, times: &mut [Option<Times>]) {
    let over = over(network);
    for at in order.iter().rev() {
        let (Some(activity), Some(own)) = (network.activities.get(*at), times.get(*at).copied().flatten())
        else {
            continue;
        };
        if activity.over.is_some() {
            continue;
        }
        let mut late = Bounds { start: None, finish: activity.deadline };
        let mut free = Bounds { start: None, finish: None };
        for link in out.at(*at) {
            if over.get(link.other).copied().unwrap_or(false) {
                continue;
            }
            let Some(next) = times.get(link.other).and_then(Option::as_ref) else { continue };
            late.tighten(network, link, next.late_start, next.late_finish);
            free.tighten(network, link, next.early_start, next.early_finish);
        }
        // Where nothing limits the finish, the end of everything does.
        late.finish = late.finish.or(Some(end.max(own.early_finish)));
        if let Some(slot) = times.get_mut(*at) {
            *slot = Some(slack(network.calendar(activity), activity.length, own, late, free));
        }
    }
}

fn slack(calendar: &WorkDays, length: u32, own: Times, late: Bounds, free: Bounds) -> Times {
    if length == 0 {
        let last = late.instant().unwrap_or(own.early_finish);
        let days = |instant: Day| calendar.before(instant) - calendar.before(own.early_finish);
        let total_slack = days(last);
        let free_slack = free.instant().map_or(total_slack, days).min(total_slack).max(0);
        return Times { late_start: last, late_finish: last, total_slack, free_slack, ..own };
    }
    let begin = calendar.before(own.early_start);
    let last = late.last(calendar, length).unwrap_or(begin);
    let total_slack = last - begin;
    Times {
        late_start: calendar.day(last),
        late_finish: calendar.day(last + signed(length) - 1) + 1,
        total_slack,
        free_slack: free
            .last(calendar, length)
            .map_or(total_slack, |number| number - begin)
            .min(total_slack)
            .max(0),
        ..own
    }
}
