//! Verticals: where lines arrive at boxes, pass rows and leave boxes.

use std::collections::{BTreeMap, BTreeSet};

use super::net::Grid;
use super::place::{LABEL_GAP, Placed, slot};
use super::{BoxSpec, Px, Spacing, at};

/// The verticals of all nets.
#[derive(Debug, Default)]
pub(super) struct Ports {
    /// Where each net arrives at its box.
    arrive: Vec<Px>,
    /// Where a net leaves a box.
    leave: BTreeMap<(usize, usize), Px>,
    /// Where each passage (items after the boxes) passes its row.
    pass: Vec<Px>,
    /// The number of boxes.
    boxes: usize,
}

impl Ports {
    /// Where a net touches an item above a channel.
    pub(super) fn above(&self, net: usize, item: usize) -> Px {
        if item < self.boxes {
            self.leave.get(&(net, item)).copied().unwrap_or(0)
        } else {
            self.passage(item)
        }
    }

    /// Where a net touches an item below a channel.
    pub(super) fn below(&self, net: usize, item: usize) -> Px {
        if item < self.boxes { at(&self.arrive, net) } else { self.passage(item) }
    }

    fn passage(&self, item: usize) -> Px {
        at(&self.pass, item.saturating_sub(self.boxes))
    }
}

/// The verticals of each channel that are taken.
struct Taken {
    channels: Vec<BTreeSet<(Px, usize)>>,
    track: Px,
}

impl Taken {
    fn take(&mut self, channel: usize, x: Px, net: usize) {
        if let Some(list) = self.channels.get_mut(channel) {
            list.insert((x, net));
        }
    }

    fn is_free(&self, channels: &[usize], net: usize, x: Px, distance: Px) -> bool {
        channels
            .iter()
            .filter_map(|channel| self.channels.get(*channel))
            .all(|list| list.range((x - distance + 1, 0)..(x + distance, 0)).all(|(_, other)| *other == net))
    }

    /// The free place nearest to the wished one; distances shrink where it is crowded.
    fn free(&self, channels: &[usize], net: usize, wished: Px, (from, to): (Px, Px)) -> Px {
        for distance in [self.track - 2, 5, 3, 1] {
            let found = (0..=(to - from).max(0))
                .flat_map(|step| [wished + step, wished - step])
                .find(|x| (from..=to).contains(x) && self.is_free(channels, net, *x, distance));
            if let Some(x) = found {
                return x;
            }
        }
        wished
    }
}

/// Chooses all verticals: arrivals first (their labels are wide), passages next, departures last.
pub(super) fn ports(placed: &Placed, grid: &Grid, boxes: &[BoxSpec], spacing: Spacing) -> Ports {
    let mut ports = Ports {
        arrive: vec![0; grid.nets.len()],
        leave: BTreeMap::new(),
        pass: vec![0; grid.items - grid.boxes],
        boxes: grid.boxes,
    };
    let mut taken = Taken { channels: vec![BTreeSet::new(); grid.channels.len()], track: spacing.track };
    arrivals(&mut ports, &mut taken, placed, grid, boxes);
    passages(&mut ports, &mut taken, placed, grid);
    departures(&mut ports, &mut taken, placed, grid, boxes);
    ports
}

/// Of each net the middle of what it comes from, in the channel above its box.
fn origins(placed: &Placed, grid: &Grid) -> Vec<Px> {
    let mut origins = vec![0; grid.nets.len()];
    for ends in grid.channels.iter().flatten() {
        let Some(net) = grid.net(ends.net) else { continue };
        if !ends.below.contains(&net.target) {
            continue;
        }
        let others = ends.above.iter().chain(&ends.below).filter(|item| **item != net.target);
        let (mut sum, mut count) = (0_i64, 0_i64);
        for item in others {
            sum += i64::from(placed.center(*item));
            count += 1;
        }
        if let Some(entry) = origins.get_mut(ends.net) {
            *entry = Px::try_from(sum / count.max(1)).unwrap_or(0);
        }
    }
    origins
}

fn arrivals(ports: &mut Ports, taken: &mut Taken, placed: &Placed, grid: &Grid, boxes: &[BoxSpec]) {
    let origins = origins(placed, grid);
    let mut of_box: Vec<Vec<usize>> = vec![Vec::new(); grid.boxes];
    for (number, net) in grid.nets.iter().enumerate() {
        if let Some(list) = of_box.get_mut(net.target) {
            list.push(number);
        }
    }
    for ((item, mut arriving), one) in of_box.into_iter().enumerate().zip(boxes) {
        arriving.sort_by_key(|net| at(&origins, *net));
        let room = |net: &usize| grid.net(*net).map_or(0, slot);
        let total: Px = arriving.iter().map(room).sum();
        let mut x = placed.center(item) - total / 2 + LABEL_GAP;
        if let [only] = arriving.as_slice() {
            // A single line arrives in the middle if its label still fits beside it.
            if room(only) <= at(&placed.items, item).1 / 2 {
                x = placed.center(item);
            }
        }
        for net in arriving {
            if let Some(entry) = ports.arrive.get_mut(net) {
                *entry = x;
            }
            taken.take(one.row, x, net);
            x += room(&net);
        }
    }
}

fn passages(ports: &mut Ports, taken: &mut Taken, placed: &Placed, grid: &Grid) {
    for (number, net) in grid.nets.iter().enumerate() {
        let mut before = None;
        for row in net.passes.clone() {
            let Some(item) = net.pass(row) else { continue };
            let center = placed.center(item);
            let wished: Px = before.unwrap_or(center).clamp(center - 8, center + 8);
            let x = taken.free(&[row, row + 1], number, wished, (center - 8, center + 8));
            before = Some(x);
            if let Some(entry) = ports.pass.get_mut(item - grid.boxes) {
                *entry = x;
            }
            taken.take(row, x, number);
            taken.take(row + 1, x, number);
        }
    }
}

fn departures(ports: &mut Ports, taken: &mut Taken, placed: &Placed, grid: &Grid, boxes: &[BoxSpec]) {
    let mut of_box: Vec<Vec<(Px, usize)>> = vec![Vec::new(); grid.boxes];
    for (number, net) in grid.nets.iter().enumerate() {
        let mut last = usize::MAX;
        for (source, _) in &net.sources {
            if *source == last {
                continue;
            }
            last = *source;
            let row = boxes.get(*source).map_or(0, |one| one.row);
            let next = net.pass(row + 1).or_else(|| net.pass(row));
            let to = next.map_or_else(|| at(&ports.arrive, number), |item| ports.passage(item));
            if let Some(list) = of_box.get_mut(*source) {
                list.push((to, number));
            }
        }
    }
    for ((item, mut leaving), one) in of_box.into_iter().enumerate().zip(boxes) {
        leaving.sort_unstable();
        let (x, width) = at(&placed.items, item);
        let count = Px::try_from(leaving.len()).unwrap_or(1);
        for (place, (to, net)) in (1..).zip(leaving) {
            let even = x + width * place / (count + 1);
            // Straight down if the only line leaves for something right below, or a small step aside would remain.
            let straight = (count == 1 || (to - even).abs() <= 8) && to > x + 14 && to < x + width - 14;
            let wished = if straight { to } else { even };
            let chosen = taken.free(&[one.row + 1], net, wished, (x + 10, x + width - 10));
            ports.leave.insert((net, item), chosen);
            taken.take(one.row + 1, chosen, net);
        }
    }
}
