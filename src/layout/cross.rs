//! Crossings of a finished layout, counted where a reader sees them: a stretch that several links share is one line.

use std::collections::BTreeMap;

use super::tree::Sums;
use super::{Layout, Px};

/// Stretches of one net on one line: net, line, from, to.
type Stretches = Vec<(usize, Px, Px, Px)>;

/// Counts crossings of verticals and horizontals of different nets, by a sweep from left to right in O(n log n).
pub(super) fn crossings(layout: &Layout) -> usize {
    let (verticals, horizontals) = stretches(layout);
    let all = count(&verticals, &horizontals);
    let mut own: BTreeMap<usize, (Stretches, Stretches)> = BTreeMap::new();
    for one in verticals {
        own.entry(one.0).or_default().0.push(one);
    }
    for one in horizontals {
        own.entry(one.0).or_default().1.push(one);
    }
    let own: usize = own.values().map(|(verticals, horizontals)| count(verticals, horizontals)).sum();
    all.saturating_sub(own)
}

fn stretches(layout: &Layout) -> (Stretches, Stretches) {
    let (mut verticals, mut horizontals) = (Stretches::new(), Stretches::new());
    for (net, wire) in layout.wires.iter().enumerate() {
        for pair in wire.ways.iter().flat_map(|way| way.windows(2)) {
            let [one, two] = pair else { continue };
            if one.0 == two.0 {
                verticals.push((net, one.0, one.1.min(two.1), one.1.max(two.1)));
            } else {
                horizontals.push((net, one.1, one.0.min(two.0), one.0.max(two.0)));
            }
        }
    }
    (merged(verticals), merged(horizontals))
}

/// Without what is drawn twice.
fn merged(mut stretches: Stretches) -> Stretches {
    stretches.sort_unstable();
    let mut out = Stretches::new();
    for one in stretches {
        match out.last_mut() {
            Some(last) if last.0 == one.0 && last.1 == one.1 && one.2 <= last.3 => last.3 = last.3.max(one.3),
            _ => out.push(one),
        }
    }
    out
}

fn count(verticals: &Stretches, horizontals: &Stretches) -> usize {
    let mut levels: Vec<Px> = horizontals.iter().map(|(_, y, ..)| *y).collect();
    levels.sort_unstable();
    levels.dedup();
    let level = |y: Px| levels.partition_point(|one| *one < y);
    // At one x: horizontals end before verticals are asked, and begin after: touching is not crossing.
    let mut events: Vec<(Px, u8, usize, usize)> = Vec::new();
    for (_, y, from, to) in horizontals {
        events.extend([(*to, 0, level(*y), 0), (*from, 2, level(*y), 0)]);
    }
    for (_, x, top, bottom) in verticals {
        events.push((*x, 1, levels.partition_point(|one| one <= top), level(*bottom)));
    }
    events.sort_unstable();
    let mut open = Sums::new(levels.len());
    let before = |open: &Sums, place: usize| place.checked_sub(1).map_or(0, |last| open.until(last));
    let mut total = 0;
    for (_, kind, one, two) in events {
        match kind {
            0 => open.add(one, -1),
            2 => open.add(one, 1),
            _ => total += before(&open, two).saturating_sub(before(&open, one)),
        }
    }
    total
}
