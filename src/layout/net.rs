//! Links to one box become nets, and rows get the passages that nets need.

use std::collections::{BTreeMap, BTreeSet};

use super::{BoxSpec, LinkSpec, Px};

/// All links of one group to one box.
#[derive(Debug, Clone)]
pub(super) struct Net {
    pub(super) target: usize,
    /// Sources with the link that joins them.
    pub(super) sources: Vec<(usize, usize)>,
    pub(super) label_width: Px,
    pub(super) label_height: Px,
    /// The rows that it passes through.
    pub(super) passes: BTreeSet<usize>,
}

/// What stands in a row: a box, or a passage of a net.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Item {
    Box(usize),
    Pass { net: usize, row: usize },
}

/// One row: the items of each lane from left to right.
pub(super) type Row = Vec<Vec<Item>>;

pub(super) fn nets(boxes: &[BoxSpec], links: &[LinkSpec]) -> Vec<Net> {
    let mut found: BTreeMap<(usize, usize), Net> = BTreeMap::new();
    for (at, link) in links.iter().enumerate() {
        let (Some(from), Some(to)) = (boxes.get(link.from), boxes.get(link.to)) else { continue };
        let net = found.entry((link.to, link.group)).or_insert_with(|| Net {
            target: link.to,
            sources: Vec::new(),
            label_width: 0,
            label_height: 0,
            passes: BTreeSet::new(),
        });
        net.sources.push((link.from, at));
        net.label_width = net.label_width.max(link.label_width);
        net.label_height = net.label_height.max(link.label_height);
        // Down: through the rows between. Up or aside: through its own row and all above, down to the target's.
        let down = from.row + 1..to.row;
        let up = to.row..from.row + 1;
        net.passes.extend(if from.row < to.row { down } else { up });
    }
    found.into_values().collect()
}

/// The rows with boxes in the order of the input and passages after them.
pub(super) fn rows(boxes: &[BoxSpec], nets: &[Net]) -> Vec<Row> {
    let count = boxes.iter().map(|one| one.row + 1).max().unwrap_or(0);
    let lanes = boxes.iter().map(|one| one.lane + 1).max().unwrap_or(0);
    let mut rows: Vec<Row> = vec![vec![Vec::new(); lanes]; count];
    let mut put = |row: usize, lane: usize, item: Item| {
        if let Some(list) = rows.get_mut(row).and_then(|row| row.get_mut(lane)) {
            list.push(item);
        }
    };
    for (at, one) in boxes.iter().enumerate() {
        put(one.row, one.lane, Item::Box(at));
    }
    for (at, net) in nets.iter().enumerate() {
        let lane = boxes.get(net.target).map_or(0, |target| target.lane);
        for row in &net.passes {
            put(*row, lane, Item::Pass { net: at, row: *row });
        }
    }
    rows
}

/// What a net touches in the channel above `row` (`row` may be one after the last): items above it, items below it.
pub(super) fn ends(net: &Net, at: usize, boxes: &[BoxSpec], row: usize) -> (Vec<Item>, Vec<Item>) {
    let mut above: Vec<Item> = net
        .sources
        .iter()
        .map(|(source, _)| *source)
        .filter(|source| boxes.get(*source).is_some_and(|one| one.row + 1 == row))
        .map(Item::Box)
        .collect();
    above.sort_unstable();
    above.dedup();
    if row > 0 && net.passes.contains(&(row - 1)) {
        above.push(Item::Pass { net: at, row: row - 1 });
    }
    let mut below = Vec::new();
    if boxes.get(net.target).is_some_and(|one| one.row == row) {
        below.push(Item::Box(net.target));
    }
    if net.passes.contains(&row) {
        below.push(Item::Pass { net: at, row });
    }
    (above, below)
}
