//! Where items stand from left to right: in their order, not nearer than they may, and as straight above one another as
//! that allows.
//!
//! Each row in turn is drawn to the middle of its neighbours (the priority method of Sugiyama, Tagawa, Toda 1981); the
//! nearest places that keep order and distance come from pooling adjacent violators (Ayer, Brunk, Ewing, Reid, Silverman
//! 1955), in one pass over the row.

use super::net::{Grid, Joins, Net};
use super::{BoxSpec, Px, Spacing, at};

/// Room that a passage takes.
const PASSAGE: Px = 18;
/// Room between the line and its label, and after the label.
pub(super) const LABEL_GAP: Px = 7;
/// Times that the places are drawn to their neighbours.
const PULLS: usize = 12;

/// Items with their left edge and width, and the lanes.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) items: Vec<(Px, Px)>,
    pub(super) lanes: Vec<(Px, Px)>,
}

impl Placed {
    pub(super) fn center(&self, item: usize) -> Px {
        let (x, width) = at(&self.items, item);
        x + width / 2
    }
}

/// The room that a net takes at the top of its box.
pub(super) const fn slot(net: &Net) -> Px {
    if net.label_width == 0 { 16 } else { net.label_width + 2 * LABEL_GAP + 6 }
}

pub(super) fn place(grid: &Grid, joins: &Joins, boxes: &[BoxSpec], spacing: Spacing) -> Placed {
    let mut widths: Vec<Px> = vec![24; grid.boxes];
    for net in &grid.nets {
        if let Some(width) = widths.get_mut(net.target) {
            *width += slot(net);
        }
    }
    for (width, one) in widths.iter_mut().zip(boxes) {
        *width = one.width.max(*width);
    }
    widths.resize(grid.items, PASSAGE);
    let mut placed = Placed { items: widths.iter().map(|width| (0, *width)).collect(), lanes: Vec::new() };
    let mut left = 0;
    for lane in 0..grid.rows.first().map_or(0, Vec::len) {
        let items = |row: &'_ Vec<Vec<usize>>| row.get(lane).cloned().unwrap_or_default();
        let needed = |row: &Vec<Vec<usize>>| offsets(grid, &placed, &items(row), spacing).1;
        let room = grid.rows.iter().map(needed).max().unwrap_or(0);
        for row in &grid.rows {
            let items = items(row);
            let (offsets, needed) = offsets(grid, &placed, &items, spacing);
            for (item, offset) in items.iter().zip(offsets) {
                if let Some(entry) = placed.items.get_mut(*item) {
                    entry.0 = left + (room - needed) / 2 + offset;
                }
            }
        }
        placed.lanes.push((left, left + room));
        left += room + spacing.lane;
    }
    for turn in 0..PULLS {
        for step in 0..grid.rows.len() {
            let row = if turn % 2 == 0 { step } else { grid.rows.len() - 1 - step };
            for (items, lane) in grid.rows.get(row).into_iter().flatten().zip(placed.lanes.clone()) {
                settle(&mut placed, grid, items, joins, lane, spacing);
            }
        }
    }
    placed
}

const fn gap(one: bool, two: bool, spacing: Spacing) -> Px {
    match (one, two) {
        (true, true) => spacing.gap,
        (false, false) => 0,
        _ => spacing.track,
    }
}

/// How far from the first each item stands at least, and the width of all.
fn offsets(grid: &Grid, placed: &Placed, items: &[usize], spacing: Spacing) -> (Vec<Px>, Px) {
    let mut offsets = Vec::with_capacity(items.len());
    let mut sum = 0;
    let mut rest = items.iter().peekable();
    while let Some(item) = rest.next() {
        offsets.push(sum);
        sum += at(&placed.items, *item).1;
        sum += rest.peek().map_or(0, |next| gap(grid.is_box(*item), grid.is_box(**next), spacing));
    }
    (offsets, sum)
}

/// Where an item would stand best: at the middle of those it is joined with.
fn wish(placed: &Placed, grid: &Grid, item: usize, joins: &Joins) -> Px {
    let (x, width) = at(&placed.items, item);
    // A passage goes straight on to the next passage if there is one.
    let only_passages = !grid.is_box(item) && joins.all(item).any(|other| !grid.is_box(other));
    let mut sum = 0_i64;
    let mut count = 0_i64;
    for other in joins.all(item).filter(|other| !only_passages || !grid.is_box(*other)) {
        sum += i64::from(placed.center(other));
        count += 1;
    }
    if count == 0 { x } else { Px::try_from(sum / count).unwrap_or(x) - width / 2 }
}

/// The nearest places to the wished ones that keep order and distance: pool adjacent violators, then the lane's edges.
fn settle(
    placed: &mut Placed,
    grid: &Grid,
    items: &[usize],
    joins: &Joins,
    (left, right): (Px, Px),
    spacing: Spacing,
) {
    // Subtracting what stands before makes "not nearer than" into "not decreasing".
    let (offsets, sum) = offsets(grid, placed, items, spacing);
    let most = (right - sum).max(left);
    let mut pools: Vec<(i64, i64, usize)> = Vec::new();
    for (item, offset) in items.iter().zip(&offsets) {
        // Passages follow more willingly than boxes.
        let weight = if grid.is_box(*item) { 4 } else { 1 };
        let mut pool = (i64::from(wish(placed, grid, *item, joins) - offset) * weight, weight, 1);
        while let Some(last) = pools.last().copied() {
            if last.0 * pool.1 <= pool.0 * last.1 {
                break;
            }
            pools.pop();
            pool = (pool.0 + last.0, pool.1 + last.1, pool.2 + last.2);
        }
        pools.push(pool);
    }
    // Every pool gives its mean to all its items.
    let means = pools.iter().flat_map(|(total, weight, count)| std::iter::repeat_n(total / weight, *count));
    for ((item, offset), mean) in items.iter().zip(&offsets).zip(means) {
        if let Some(entry) = placed.items.get_mut(*item) {
            entry.0 = Px::try_from(mean).unwrap_or(left).clamp(left, most) + offset;
        }
    }
}
