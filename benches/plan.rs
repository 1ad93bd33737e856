//! A plan of 100,000 tasks (400 Kreise with 250 each) with calendars and deadlines, told as a ratio: a plain topological
//! sort of the same graph is 1. Checked before it is timed; times are the best of several runs.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "a benchmark talks and fails by panicking; its numbers are small"
)]

use std::time::{Duration, Instant};

use lotse::plan::Relation;
use lotse::plan::schedule::{Activity, Link, Network, WorkDays, solve};
use lotse::time::{Calendar, Date};

const KREISE: usize = 400;
const TASKS: usize = 250;
const RUNS: usize = 9;
const STATES: [&str; 16] =
    ["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"];

fn main() {
    let network = network();
    let count = network.activities.len();
    println!("{count} tasks, {} dependencies, {} calendars", network.links.len(), network.calendars.len());
    let plain = best(|| sorted(count, &network.links).len() == count);
    let whole = best(|| {
        let solution = solve(&network);
        assert!(solution.cycles.is_empty());
        assert!(solution.times.iter().all(Option::is_some));
        solution.times.iter().flatten().map(|times| times.early_finish).max().unwrap_or_default() > 0
            && !solution.critical(&network).is_empty()
    });
    println!("  plain topological sort: {:.1} ms", plain.as_secs_f64() * 1e3);
    println!("  plan with both passes, slack and critical path: {:.1} ms", whole.as_secs_f64() * 1e3);
    println!("\n| what | × plain topological sort |\n| --- | --- |");
    println!("| plan of {count} tasks | {:.1} |", whole.as_secs_f64() / plain.as_secs_f64());
}

/// The best of several runs; each must succeed.
fn best(work: impl Fn() -> bool) -> Duration {
    let run = || {
        let begin = Instant::now();
        assert!(work());
        begin.elapsed()
    };
    (0..RUNS).map(|_| run()).min().unwrap()
}

/// Every Kreis has the same list: steps in four rows that cross, a lag here and there, a gate at the end.
fn network() -> Network {
    let begin = Date::constant(2027, 1, 1);
    let end = Date::constant(2047, 1, 1);
    let calendars = STATES.iter().map(|state| {
        let calendar = Calendar::new(state);
        WorkDays::between(begin, end, |day| calendar.is_working_day(day))
    });
    let mut network = Network { calendars: calendars.collect(), ..Network::default() };
    for kreis in 0..KREISE {
        let first = kreis * TASKS;
        for task in 0..TASKS {
            let last = task + 1 == TASKS;
            network.activities.push(Activity {
                calendar: kreis % STATES.len(),
                length: ((task * 7 + kreis) % 11) as u32,
                deadline: last.then_some(6000 + (kreis % 40) as i32),
                ..Activity::default()
            });
            let mut after = |steps: usize, relation, lag| {
                if task >= steps {
                    network.links.push(Link { from: first + task - steps, to: first + task, relation, lag });
                }
            };
            after(4, Relation::FinishStart, (task % 3) as i32);
            if task % 2 == 0 {
                after(3, Relation::FinishStart, 0);
            }
            match task % 5 {
                0 => after(9, Relation::StartStart, 2),
                1 => after(13, Relation::FinishFinish, 1),
                _ => {}
            }
        }
    }
    network
}

/// Kahn's algorithm, and nothing else: what any engine must do at least.
fn sorted(count: usize, links: &[Link]) -> Vec<usize> {
    let mut bounds = vec![0; count + 2];
    let mut waiting = vec![0u32; count];
    for link in links {
        bounds[link.from + 2] += 1;
        waiting[link.to] += 1;
    }
    for at in 1..bounds.len() {
        bounds[at] += bounds[at - 1];
    }
    let mut list = vec![0; links.len()];
    for link in links {
        list[bounds[link.from + 1]] = link.to;
        bounds[link.from + 1] += 1;
    }
    let mut order: Vec<usize> = (0..count).filter(|at| waiting[*at] == 0).collect();
    let mut next = 0;
    while let Some(at) = order.get(next).copied() {
        next += 1;
        for to in &list[bounds[at]..bounds[at + 1]] {
            waiting[*to] -= 1;
            if waiting[*to] == 0 {
                order.push(*to);
            }
        }
    }
    order
}
