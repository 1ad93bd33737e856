//! Links to one box become nets; nets get the passages they need through rows; everything gets a number.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{BoxSpec, LinkSpec, Px};

/// All links of one group to one box.
#[derive(Debug, Clone)]
pub(super) struct Net {
    pub(super) target: usize,
    /// Sources with the link that joins them, in order.
    pub(super) sources: Vec<(usize, usize)>,
    pub(super) label_width: Px,
    pub(super) label_height: Px,
    /// The rows that it passes through: from below its highest source to its lowest.
    pub(super) passes: Range<usize>,
    /// The item of its first passage; the others follow.
    first_item: usize,
}

impl Net {
    /// The item that stands for its passage through a row.
    pub(super) fn pass(&self, row: usize) -> Option<usize> {
        self.passes.contains(&row).then(|| self.first_item + row - self.passes.start)
    }
}

/// What a net touches in a channel: items above it, items below it.
#[derive(Debug, Clone)]
pub(super) struct Ends {
    pub(super) net: usize,
    pub(super) above: Vec<usize>,
    pub(super) below: Vec<usize>,
}

/// Boxes and passages (items, boxes first), rows of lanes of items, and what happens in the channel above each row.
#[derive(Debug)]
pub(super) struct Grid {
    pub(super) nets: Vec<Net>,
    pub(super) boxes: usize,
    pub(super) items: usize,
    pub(super) rows: Vec<Vec<Vec<usize>>>,
    /// One more than rows: the last runs below everything.
    pub(super) channels: Vec<Vec<Ends>>,
}

impl Grid {
    pub(super) fn new(boxes: &[BoxSpec], links: &[LinkSpec]) -> Self {
        let mut nets = nets(boxes, links);
        let count = boxes.iter().map(|one| one.row + 1).max().unwrap_or(0);
        let lanes = boxes.iter().map(|one| one.lane + 1).max().unwrap_or(0);
        let mut rows: Vec<Vec<Vec<usize>>> = vec![vec![Vec::new(); lanes]; count];
        let mut put = |row: usize, lane: usize, item: usize| {
            if let Some(list) = rows.get_mut(row).and_then(|row| row.get_mut(lane)) {
                list.push(item);
            }
        };
        for (item, one) in boxes.iter().enumerate() {
            put(one.row, one.lane, item);
        }
        let mut items = boxes.len();
        for net in &mut nets {
            net.first_item = items;
            items += net.passes.len();
            let lane = boxes.get(net.target).map_or(0, |target| target.lane);
            for row in net.passes.clone() {
                put(row, lane, net.first_item + row - net.passes.start);
            }
        }
        let channels = channels(&nets, boxes, count);
        Self { nets, boxes: boxes.len(), items, rows, channels }
    }

    pub(super) fn net(&self, number: usize) -> Option<&Net> {
        self.nets.get(number)
    }

    pub(super) const fn is_box(&self, item: usize) -> bool {
        item < self.boxes
    }
}

fn nets(boxes: &[BoxSpec], links: &[LinkSpec]) -> Vec<Net> {
    let mut found: BTreeMap<(usize, usize), Net> = BTreeMap::new();
    for (number, link) in links.iter().enumerate() {
        let (Some(from), Some(to)) = (boxes.get(link.from), boxes.get(link.to)) else { continue };
        // Down: through the rows between. Up or aside: through its own row and all above, down to the target's.
        let passes = if from.row < to.row { from.row + 1..to.row } else { to.row..from.row + 1 };
        let net = found.entry((link.to, link.group)).or_insert_with(|| Net {
            target: link.to,
            sources: Vec::new(),
            label_width: 0,
            label_height: 0,
            passes: passes.clone(),
            first_item: 0,
        });
        net.sources.push((link.from, number));
        net.label_width = net.label_width.max(link.label_width);
        net.label_height = net.label_height.max(link.label_height);
        if net.passes.is_empty() {
            net.passes = passes;
        } else if !passes.is_empty() {
            net.passes = net.passes.start.min(passes.start)..net.passes.end.max(passes.end);
        }
    }
    let mut nets: Vec<Net> = found.into_values().collect();
    for net in &mut nets {
        net.sources.sort_unstable();
    }
    nets
}

fn channels(nets: &[Net], boxes: &[BoxSpec], rows: usize) -> Vec<Vec<Ends>> {
    let mut channels: Vec<Vec<Ends>> = vec![Vec::new(); rows + 1];
    let mut put = |channel: usize, net: usize, item: usize, is_above: bool| {
        let Some(list) = channels.get_mut(channel) else { return };
        if list.last().is_none_or(|last| last.net != net) {
            list.push(Ends { net, above: Vec::new(), below: Vec::new() });
        }
        if let Some(last) = list.last_mut() {
            let items = if is_above { &mut last.above } else { &mut last.below };
            items.push(item);
        }
    };
    for (number, net) in nets.iter().enumerate() {
        let mut last = usize::MAX;
        for (source, _) in &net.sources {
            if *source != last {
                put(boxes.get(*source).map_or(0, |one| one.row) + 1, number, *source, true);
            }
            last = *source;
        }
        put(boxes.get(net.target).map_or(0, |one| one.row), number, net.target, false);
        for row in net.passes.clone() {
            let Some(item) = net.pass(row) else { continue };
            put(row + 1, number, item, true);
            put(row, number, item, false);
        }
    }
    channels
}

/// Of every item, those that a channel joins it with, one after the other.
#[derive(Debug, Default)]
pub(super) struct Lists {
    begins: Vec<usize>,
    items: Vec<usize>,
}

impl Lists {
    fn new(items: usize, pairs: &[(usize, usize)]) -> Self {
        let mut begins = vec![0; items + 1];
        for (item, _) in pairs {
            if let Some(count) = begins.get_mut(item + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for begin in &mut begins {
            sum += *begin;
            *begin = sum;
        }
        let mut next = begins.clone();
        let mut list = vec![0; pairs.len()];
        for (item, other) in pairs {
            let Some(place) = next.get_mut(*item) else { continue };
            if let Some(slot) = list.get_mut(*place) {
                *slot = *other;
            }
            *place += 1;
        }
        Self { begins, items: list }
    }

    pub(super) fn of(&self, item: usize) -> &[usize] {
        let (begin, end) = (self.begins.get(item), self.begins.get(item + 1));
        let range = begin.zip(end).map(|(begin, end)| *begin..*end);
        range.and_then(|range| self.items.get(range)).unwrap_or_default()
    }
}

/// The items that channels join: pairs above–below, and pairs on the same side of one.
#[derive(Debug)]
pub(super) struct Joins {
    /// Of every item, those in the row above.
    pub(super) up: Lists,
    /// Of every item, those in the row below.
    pub(super) down: Lists,
    /// Of every item, those in its own row.
    pub(super) aside: Lists,
}

impl Joins {
    pub(super) fn new(grid: &Grid) -> Self {
        let (mut up, mut down, mut aside) = (Vec::new(), Vec::new(), Vec::new());
        for ends in grid.channels.iter().flatten() {
            for above in &ends.above {
                down.extend(ends.below.iter().map(|below| (*above, *below)));
                up.extend(ends.below.iter().map(|below| (*below, *above)));
            }
            if !ends.below.is_empty() && !ends.above.is_empty() {
                continue;
            }
            // A line that turns round: all of one side meet at the passage, which is last.
            let side = if ends.below.is_empty() { &ends.above } else { &ends.below };
            let Some((last, rest)) = side.split_last() else { continue };
            aside.extend(rest.iter().flat_map(|one| [(*one, *last), (*last, *one)]));
        }
        let list = |pairs: &[(usize, usize)]| Lists::new(grid.items, pairs);
        Self { up: list(&up), down: list(&down), aside: list(&aside) }
    }

    pub(super) fn all(&self, item: usize) -> impl Iterator<Item = usize> + '_ {
        let lists = [&self.up, &self.down, &self.aside];
        lists.into_iter().flat_map(move |lists| lists.of(item)).copied()
    }
}
