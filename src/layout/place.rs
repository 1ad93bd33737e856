//! Where items stand from left to right: in their order, not nearer than they may, and as straight above one another as
//! that allows.

use std::collections::BTreeMap;

use super::net::{Item, Net, Row, ends};
use super::{BoxSpec, Px, Spacing};

/// Room that a passage takes.
const PASSAGE: Px = 18;
/// Room between the line and its label, and after the label.
pub(super) const LABEL_GAP: Px = 5;
/// Times that the places are drawn to their neighbours.
const PULLS: usize = 12;

/// Items with their left edge and width, and the lanes.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) rows: usize,
    pub(super) items: BTreeMap<Item, (Px, Px)>,
    pub(super) lanes: Vec<(Px, Px)>,
}

impl Placed {
    pub(super) fn center(&self, item: Item) -> Px {
        self.items.get(&item).map_or(0, |(x, width)| x + width / 2)
    }
}

/// The room that a net takes at the top of its box.
pub(super) const fn slot(net: &Net) -> Px {
    if net.label_width == 0 { 16 } else { net.label_width + 2 * LABEL_GAP + 6 }
}

pub(super) fn place(rows: &[Row], boxes: &[BoxSpec], nets: &[Net], spacing: Spacing) -> Placed {
    let mut arriving: BTreeMap<usize, Px> = BTreeMap::new();
    for net in nets {
        *arriving.entry(net.target).or_default() += slot(net);
    }
    let width = |item: Item| match item {
        Item::Box(at) => {
            let own = boxes.get(at).map_or(0, |one| one.width);
            own.max(arriving.get(&at).copied().unwrap_or_default() + 24)
        }
        Item::Pass { .. } => PASSAGE,
    };
    let lane_count = rows.first().map_or(0, Vec::len);
    let mut placed = Placed { rows: rows.len(), items: BTreeMap::new(), lanes: Vec::new() };
    let mut left = 0;
    for lane in 0..lane_count {
        let needed = |row: &Row| -> Px {
            let items = row.get(lane).map_or(&[][..], Vec::as_slice);
            items.iter().map(|item| width(*item)).sum::<Px>()
                + items
                    .windows(2)
                    .filter_map(|pair| Some(gap(*pair.first()?, *pair.last()?, spacing)))
                    .sum::<Px>()
        };
        let room = rows.iter().map(needed).max().unwrap_or(0);
        for row in rows {
            let mut x = left + (room - needed(row)) / 2;
            let items = row.get(lane).map_or(&[][..], Vec::as_slice);
            for (at, item) in items.iter().enumerate() {
                placed.items.insert(*item, (x, width(*item)));
                x += width(*item) + items.get(at + 1).map_or(0, |next| gap(*item, *next, spacing));
            }
        }
        placed.lanes.push((left, left + room));
        left += room + spacing.lane;
    }
    pull(&mut placed, rows, boxes, nets, spacing);
    placed
}

const fn gap(one: Item, two: Item, spacing: Spacing) -> Px {
    match (one, two) {
        (Item::Box(_), Item::Box(_)) => spacing.gap,
        (Item::Pass { .. }, Item::Pass { .. }) => 0,
        _ => spacing.track,
    }
}

/// Draws every item to the middle of those it is joined with.
fn pull(placed: &mut Placed, rows: &[Row], boxes: &[BoxSpec], nets: &[Net], spacing: Spacing) {
    let mut joined: BTreeMap<Item, Vec<Item>> = BTreeMap::new();
    for (at, net) in nets.iter().enumerate() {
        for row in 0..=rows.len() {
            let (above, below) = ends(net, at, boxes, row);
            for one in &above {
                for two in &below {
                    joined.entry(*one).or_default().push(*two);
                    joined.entry(*two).or_default().push(*one);
                }
            }
        }
    }
    for turn in 0..PULLS {
        for step in 0..rows.len() {
            let at = if turn % 2 == 0 { step } else { rows.len() - 1 - step };
            let Some(row) = rows.get(at) else { continue };
            for (items, (left, right)) in row.iter().zip(placed.lanes.clone()) {
                settle(placed, items, &joined, (left, right), spacing);
            }
        }
    }
}

/// The nearest places to the wished ones that keep order and distance: pool adjacent violators, then the lane's edges.
fn settle(
    placed: &mut Placed,
    items: &[Item],
    joined: &BTreeMap<Item, Vec<Item>>,
    (left, right): (Px, Px),
    spacing: Spacing,
) {
    // Subtracting what stands before makes "not nearer than" into "not decreasing".
    let mut offsets = Vec::with_capacity(items.len());
    let mut sum = 0;
    for (at, item) in items.iter().enumerate() {
        offsets.push(sum);
        let width = placed.items.get(item).map_or(0, |(_, width)| *width);
        sum += width + items.get(at + 1).map_or(0, |next| gap(*item, *next, spacing));
    }
    let wish = |item: &Item| {
        let (x, width) = placed.items.get(item).copied().unwrap_or_default();
        let straight = |other: &&Item| {
            // A passage goes straight on to the next passage if there is one.
            !matches!(item, Item::Pass { .. })
                || matches!(other, Item::Pass { .. })
                || !joined.get(item).is_some_and(|all| all.iter().any(|one| matches!(one, Item::Pass { .. })))
        };
        let centers: Vec<Px> = joined
            .get(item)
            .into_iter()
            .flatten()
            .filter(straight)
            .map(|other| placed.center(*other))
            .collect();
        let count = Px::try_from(centers.len()).unwrap_or(1);
        if count == 0 { x } else { centers.iter().sum::<Px>() / count - width / 2 }
    };
    let mut pools: Vec<(i64, i64)> = Vec::new();
    for (item, offset) in items.iter().zip(&offsets) {
        // Passages follow more willingly than boxes.
        let weight = if matches!(item, Item::Box(_)) { 4 } else { 1 };
        let mut pool = (i64::from(wish(item) - offset) * weight, weight);
        while let Some(last) = pools.last().copied() {
            if last.0 * pool.1 <= pool.0 * last.1 {
                break;
            }
            pools.pop();
            pool = (pool.0 + last.0, pool.1 + last.1);
        }
        pools.push(pool);
    }
    // Every pool gives its mean to as many items as its weight holds.
    let mut means = pools.iter().map(|(total, weight)| (total / weight, *weight));
    let (mut mean, mut rest) = means.next().unwrap_or((0, 0));
    for (item, offset) in items.iter().zip(&offsets) {
        let weight = if matches!(item, Item::Box(_)) { 4 } else { 1 };
        if rest == 0 {
            (mean, rest) = means.next().unwrap_or((mean, weight));
        }
        rest -= weight;
        let most = right - sum;
        let base = Px::try_from(mean).unwrap_or(left).clamp(left, most.max(left));
        if let Some(entry) = placed.items.get_mut(item) {
            entry.0 = base + offset;
        }
    }
}
