//! The engine against the textbook, against brute force, and against an independent checker.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use super::*;
use proptest::prelude::*;

fn network(lengths: &[u32], links: &[(usize, usize)]) -> Network {
    Network {
        activities: lengths
            .iter()
            .map(|length| Activity { length: *length, ..Activity::default() })
            .collect(),
        links: links.iter().map(|(from, to)| link(*from, *to, Relation::FinishStart, 0)).collect(),
        calendars: vec![WorkDays::every_day()],
        first: 0,
    }
}

fn link(from: usize, to: usize, relation: Relation, lag: i32) -> Link {
    Link { from, to, relation, lag }
}

/// The network that textbooks print, activities A to H: A 3, B 4, C 2 after A, D 5 after B, E 1 after C, F 2 after C,
/// G 4 after D and E, H 3 after F and G. By hand: length 16 along B–D–G–H; slack A, C and E 3, F 6.
/// The earliest finish of everything.
fn end(solution: &Solution) -> Day {
    solution.times.iter().flatten().map(|times| times.early_finish).max().unwrap()
}

#[test]
fn the_textbook_network() {
    let links = [(0, 2), (1, 3), (2, 4), (2, 5), (3, 6), (4, 6), (5, 7), (6, 7)];
    let network = network(&[3, 4, 2, 5, 1, 2, 4, 3], &links);
    let solution = solve(&network);
    let times: Vec<Times> = solution.times.iter().map(|times| times.unwrap()).collect();
    assert_eq!(end(&solution), 16);
    assert_eq!(solution.critical(&network), [1, 3, 6, 7]);
    let early: Vec<(Day, Day)> = times.iter().map(|times| (times.early_start, times.early_finish)).collect();
    assert_eq!(early, [(0, 3), (0, 4), (3, 5), (4, 9), (5, 6), (5, 7), (9, 13), (13, 16)]);
    let late: Vec<(Day, Day)> = times.iter().map(|times| (times.late_start, times.late_finish)).collect();
    assert_eq!(late, [(3, 6), (0, 4), (6, 8), (4, 9), (8, 9), (11, 13), (9, 13), (13, 16)]);
    let total: Vec<i32> = times.iter().map(|times| times.total_slack).collect();
    assert_eq!(total, [3, 0, 3, 0, 3, 6, 0, 0]);
    let free: Vec<i32> = times.iter().map(|times| times.free_slack).collect();
    assert_eq!(free, [0, 0, 0, 0, 3, 6, 0, 0]);
}

#[test]
fn cycles_name_exactly_those_who_wait_for_each_other() {
    let solution = solve(&network(&[1; 6], &[(0, 1), (1, 2), (2, 3), (3, 1), (3, 4), (5, 5)]));
    assert_eq!(solution.cycles, [vec![1, 2, 3], vec![5]]);
    assert!(solution.times[0].is_some());
    assert!(solution.times[4].is_none());
}

#[test]
fn an_impossible_deadline_names_the_chain() {
    let mut network = network(&[5, 5, 1, 1], &[(0, 1), (1, 2), (2, 3)]);
    network.activities[2].deadline = Some(8);
    network.activities[3].deadline = Some(9);
    let solution = solve(&network);
    assert_eq!(
        solution.impossible,
        [Impossible { activity: 2, deadline: 8, finish: 11, chain: vec![0, 1, 2] }]
    );
    assert_eq!(solution.times[0].unwrap().total_slack, -3);
}

#[test]
fn weekends_and_the_four_kinds() {
    // Day 0 is a Monday.
    let week = WorkDays::new((0..700).map(|day| day % 7 < 5));
    let mut network = network(&[3, 3], &[]);
    network.calendars = vec![week];
    let starts = |network: &Network, relation, lag| {
        let mut network = network.clone();
        network.links = vec![link(0, 1, relation, lag)];
        solve(&network).times[1].map(|times| (times.early_start, times.early_finish)).unwrap()
    };
    assert_eq!(starts(&network, Relation::FinishStart, 0), (3, 8)); // Thursday, Friday, Monday
    assert_eq!(starts(&network, Relation::FinishStart, 2), (7, 10));
    assert_eq!(starts(&network, Relation::FinishStart, -2), (1, 4));
    assert_eq!(starts(&network, Relation::StartStart, 1), (1, 4));
    assert_eq!(starts(&network, Relation::FinishFinish, 2), (2, 5));
    assert_eq!(starts(&network, Relation::StartFinish, 5), (2, 5));
}

/// Longest path by trying every path.
fn brute(lengths: &[u32], links: &[(usize, usize)], at: usize) -> u32 {
    let before = links.iter().filter(|(_, to)| *to == at).map(|(from, _)| brute(lengths, links, *from)).max();
    before.unwrap_or(0) + lengths[at]
}

fn random() -> impl Strategy<Value = (Vec<u32>, Vec<(usize, usize)>)> {
    (2usize..9).prop_flat_map(|count| {
        let lengths = proptest::collection::vec(0u32..7, count);
        let links = proptest::collection::vec((0..count, 0..count), 0..14).prop_map(|pairs| {
            let pairs = pairs.into_iter().filter(|(from, to)| from != to);
            pairs.map(|(from, to)| (from.min(to), from.max(to))).collect()
        });
        (lengths, links)
    })
}

fn relation() -> impl Strategy<Value = (Relation, i32)> {
    let kinds = [Relation::FinishStart, Relation::StartStart, Relation::FinishFinish, Relation::StartFinish];
    (proptest::sample::select(kinds.to_vec()), -4i32..5)
}

/// Whether dates keep a link.
fn keeps(network: &Network, link: &Link, from: (Day, Day), to: (Day, Day)) -> bool {
    let calendar = network.calendar(&network.activities[link.to]);
    let (instant, bound) = match link.relation {
        Relation::FinishStart => (from.1, to.0),
        Relation::StartStart => (from.0, to.0),
        Relation::FinishFinish => (from.1, to.1),
        Relation::StartFinish => (from.0, to.1),
    };
    calendar.shift(instant, link.lag) <= bound
}

proptest! {
    #[test]
    fn the_length_is_the_longest_path((lengths, links) in random()) {
        let network = network(&lengths, &links);
        let solution = solve(&network);
        for at in 0..lengths.len() {
            let finish = solution.times[at].unwrap().early_finish;
            prop_assert_eq!(u32::try_from(finish).unwrap(), brute(&lengths, &links, at));
        }
        let critical = solution.critical(&network);
        let sum: u32 = critical.iter().map(|at| lengths[*at]).sum();
        prop_assert_eq!(i32::try_from(sum).unwrap(), end(&solution));
        for pair in critical.windows(2) {
            prop_assert!(links.contains(&(pair[0], pair[1])));
        }
    }

    #[test]
    fn early_and_late_dates_keep_every_link(
        (lengths, links) in random(), kinds in proptest::collection::vec(relation(), 14),
        working in proptest::collection::vec(proptest::bool::weighted(0.7), 90),
    ) {
        let mut network = network(&lengths, &links);
        network.calendars = vec![WorkDays::new(working), WorkDays::every_day()];
        for (link, (relation, lag)) in network.links.iter_mut().zip(kinds) {
            (link.relation, link.lag) = (relation, lag);
        }
        for (at, activity) in network.activities.iter_mut().enumerate() {
            activity.calendar = at % 2;
        }
        let solution = solve(&network);
        for link in &network.links {
            let (from, to) = (solution.times[link.from].unwrap(), solution.times[link.to].unwrap());
            prop_assert!(keeps(&network, link, (from.early_start, from.early_finish), (to.early_start, to.early_finish)));
            prop_assert!(keeps(&network, link, (from.late_start, from.late_finish), (to.late_start, to.late_finish)));
        }
        for times in solution.times.iter().flatten() {
            prop_assert!(times.total_slack >= 0 && times.free_slack >= 0);
            prop_assert!(times.free_slack <= times.total_slack);
        }
    }

    #[test]
    fn capacity_is_never_exceeded(
        (lengths, links) in random(), needs in proptest::collection::vec(0u32..4, 9),
        there in proptest::collection::vec(0u32..5, 200), works in proptest::collection::vec(proptest::bool::weighted(0.7), 200),
    ) {
        let mut network = network(&lengths, &links);
        network.calendars = vec![WorkDays::new(works.iter().copied())];
        for (activity, need) in network.activities.iter_mut().zip(&needs) {
            activity.needs = Some((0, *need));
        }
        let solution = solve(&network);
        let placed = level(&network, &solution, &[Capacity::Daily(there.clone())]);
        // The checker knows nothing of how they were placed: it counts each day.
        for day in 0..200i32 {
            let at = usize::try_from(day).unwrap();
            let used: u32 = network.activities.iter().zip(&placed)
                .filter(|(_, placed)| placed.is_some_and(|placed| placed.start <= day && day < placed.finish && works[at]))
                .map(|(activity, _)| activity.needs.unwrap().1).sum();
            prop_assert!(used <= there[at], "day {} uses {} of {}", day, used, there[at]);
        }
        for link in &network.links {
            if let (Some(from), Some(to)) = (placed[link.from], placed[link.to]) {
                prop_assert!(keeps(&network, link, (from.start, from.finish), (to.start, to.finish)));
            } else {
                prop_assert!(placed[link.to].is_none());
            }
        }
        for (at, found) in placed.iter().enumerate() {
            if let Some(found) = found {
                prop_assert!(found.start >= solution.times[at].unwrap().early_start);
            }
        }
    }
}
