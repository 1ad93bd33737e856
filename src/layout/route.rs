//! Lines: where they leave and arrive, which track they take in each channel, and the corners that result.

use std::collections::BTreeMap;

use super::net::{Item, Net, ends};
use super::place::{LABEL_GAP, Placed, slot};
use super::{BoxSpec, Layout, Px, Rect, Spacing, Wire};

/// What a net does in one channel.
#[derive(Debug, Clone, Default)]
struct Run {
    /// Verticals that come from above.
    above: Vec<Px>,
    /// Verticals that go below.
    below: Vec<Px>,
    track: usize,
}

impl Run {
    fn span(&self) -> (Px, Px) {
        let all = || self.above.iter().chain(&self.below).copied();
        (all().min().unwrap_or(0), all().max().unwrap_or(0))
    }
}

/// The verticals of all nets.
#[derive(Debug, Default)]
struct Ports {
    /// Where a net arrives at its box.
    arrive: BTreeMap<usize, Px>,
    /// Where a net leaves a box.
    leave: BTreeMap<(usize, usize), Px>,
    /// Where a net passes a row.
    pass: BTreeMap<(usize, usize), Px>,
}

pub(super) fn route(placed: &Placed, boxes: &[BoxSpec], nets: &[Net], spacing: Spacing) -> Layout {
    let ports = ports(placed, boxes, nets, spacing);
    let channels: Vec<BTreeMap<usize, Run>> =
        (0..=placed.rows).map(|row| channel(nets, boxes, &ports, row, spacing)).collect();
    let mut layout = Layout { lanes: placed.lanes.clone(), ..Layout::default() };
    // From top to bottom: tracks, labels, boxes.
    let mut y = 0;
    let mut tracks: Vec<Px> = Vec::new();
    let mut tops: Vec<Px> = Vec::new();
    for (row, runs) in channels.iter().enumerate() {
        let begin = y;
        let count = runs.values().map(|run| run.track + 1).max().unwrap_or(0);
        let has_runs = runs.values().any(|run| run.span().0 < run.span().1);
        y += spacing.margin;
        tracks.push(y);
        if has_runs {
            y += Px::try_from(count).unwrap_or(0) * spacing.track;
        }
        let labels = nets
            .iter()
            .filter(|net| boxes.get(net.target).is_some_and(|one| one.row == row))
            .map(|net| net.label_height)
            .max();
        y += spacing.margin + labels.map_or(0, |height| height + 6);
        tops.push(y);
        let height = boxes.iter().filter(|one| one.row == row).map(|one| one.height).max();
        if row < placed.rows {
            y += height.unwrap_or(0);
            layout.rows.push((begin, y + spacing.margin));
        }
    }
    layout.height = y;
    layout.width = placed.lanes.last().map_or(0, |(_, right)| *right);
    for (at, one) in boxes.iter().enumerate() {
        let (x, width) = placed.items.get(&Item::Box(at)).copied().unwrap_or_default();
        let y = tops.get(one.row).copied().unwrap_or(0);
        layout.boxes.push(Rect { x, y, width, height: one.height });
    }
    for (at, net) in nets.iter().enumerate() {
        let wire = wire(net, at, boxes, &layout.boxes, &ports, |row| {
            let track = channels.get(row).and_then(|runs| runs.get(&at)).map_or(0, |run| run.track);
            tracks.get(row).copied().unwrap_or(0) + Px::try_from(track).unwrap_or(0) * spacing.track
        });
        layout.wires.push(wire);
    }
    layout
}

/// Chooses all verticals: arrivals first (their labels are wide), passages next, departures last.
fn ports(placed: &Placed, boxes: &[BoxSpec], nets: &[Net], spacing: Spacing) -> Ports {
    let mut ports = Ports::default();
    // Taken places by channel.
    let mut taken: Vec<Vec<(Px, usize)>> = vec![Vec::new(); placed.rows + 1];
    let mut take = |row: usize, x: Px, net: usize| {
        if let Some(list) = taken.get_mut(row) {
            list.push((x, net));
        }
    };
    let comes_from = |at: usize, net: &Net, row: usize| -> Px {
        let (above, below) = ends(net, at, boxes, row);
        let others: Vec<Px> = above
            .iter()
            .chain(&below)
            .filter(|item| **item != Item::Box(net.target))
            .map(|item| placed.center(*item))
            .collect();
        let count = Px::try_from(others.len()).unwrap_or(1).max(1);
        others.iter().sum::<Px>() / count
    };
    for (at, one) in boxes.iter().enumerate() {
        let mut arriving: Vec<usize> =
            nets.iter().enumerate().filter(|(_, net)| net.target == at).map(|(at, _)| at).collect();
        arriving.sort_by_key(|net| nets.get(*net).map(|found| comes_from(*net, found, one.row)));
        let total: Px = arriving.iter().filter_map(|net| nets.get(*net)).map(slot).sum();
        let mut x = placed.center(Item::Box(at)) - total / 2 + LABEL_GAP;
        if let ([_], Some(net)) = (arriving.as_slice(), arriving.first().and_then(|net| nets.get(*net))) {
            // A single line arrives in the middle if its label still fits beside it.
            let half = placed.items.get(&Item::Box(at)).map_or(0, |(_, width)| width / 2);
            if slot(net) <= half {
                x = placed.center(Item::Box(at));
            }
        }
        for net in arriving {
            ports.arrive.insert(net, x);
            take(one.row, x, net);
            x += nets.get(net).map_or(0, slot);
        }
    }
    for (at, net) in nets.iter().enumerate() {
        for row in &net.passes {
            let center = placed.center(Item::Pass { net: at, row: *row });
            let before = row.checked_sub(1).and_then(|before| ports.pass.get(&(at, before)).copied());
            let wished = before.unwrap_or(center).clamp(center - 8, center + 8);
            let x = free(&taken, &[*row, row + 1], at, wished, (center - 8, center + 8), spacing);
            ports.pass.insert((at, *row), x);
            for channel in [*row, row + 1] {
                if let Some(list) = taken.get_mut(channel) {
                    list.push((x, at));
                }
            }
        }
    }
    for (at, one) in boxes.iter().enumerate() {
        let mut leaving: Vec<usize> = nets
            .iter()
            .enumerate()
            .filter(|(_, net)| net.sources.iter().any(|(source, _)| *source == at))
            .map(|(net, _)| net)
            .collect();
        let goes_to = |net: usize| {
            ports
                .pass
                .get(&(net, one.row + 1))
                .or_else(|| ports.pass.get(&(net, one.row)))
                .or_else(|| ports.arrive.get(&net))
                .copied()
                .unwrap_or(0)
        };
        leaving.sort_by_key(|net| (goes_to(*net), *net));
        let (x, width) = placed.items.get(&Item::Box(at)).copied().unwrap_or_default();
        let count = Px::try_from(leaving.len()).unwrap_or(1);
        let targets: Vec<(usize, Px)> = leaving.iter().map(|net| (*net, goes_to(*net))).collect();
        for (place, (net, to)) in (1..).zip(targets) {
            let even = x + width * place / (count + 1);
            // Straight down if the only line leaves for something right below.
            let wished = if count == 1 && to > x + 14 && to < x + width - 14 { to } else { even };
            let chosen = free(&taken, &[one.row + 1], net, wished, (x + 10, x + width - 10), spacing);
            ports.leave.insert((net, at), chosen);
            if let Some(list) = taken.get_mut(one.row + 1) {
                list.push((chosen, net));
            }
        }
    }
    ports
}

/// The free place nearest to the wished one.
fn free(
    taken: &[Vec<(Px, usize)>],
    channels: &[usize],
    net: usize,
    wished: Px,
    (from, to): (Px, Px),
    spacing: Spacing,
) -> Px {
    let is_free = |x: Px, distance: Px| {
        channels
            .iter()
            .filter_map(|channel| taken.get(*channel))
            .flatten()
            .all(|(other, of)| *of == net || (other - x).abs() >= distance)
    };
    for distance in [spacing.track - 2, 5, 3, 1] {
        let found = (0..=(to - from).max(0))
            .flat_map(|step| [wished + step, wished - step])
            .find(|x| (from..=to).contains(x) && is_free(*x, distance));
        if let Some(x) = found {
            return x;
        }
    }
    wished
}

/// The runs of one channel, each with its track.
fn channel(
    nets: &[Net],
    boxes: &[BoxSpec],
    ports: &Ports,
    row: usize,
    spacing: Spacing,
) -> BTreeMap<usize, Run> {
    let mut runs: BTreeMap<usize, Run> = BTreeMap::new();
    for (at, net) in nets.iter().enumerate() {
        let (above, below) = ends(net, at, boxes, row);
        let x = |item: &Item, is_above: bool| match item {
            Item::Box(found) if is_above => ports.leave.get(&(at, *found)).copied(),
            Item::Box(_) => ports.arrive.get(&at).copied(),
            Item::Pass { net, row } => ports.pass.get(&(*net, *row)).copied(),
        };
        let run = Run {
            above: above.iter().filter_map(|item| x(item, true)).collect(),
            below: below.iter().filter_map(|item| x(item, false)).collect(),
            track: 0,
        };
        if !run.above.is_empty() || !run.below.is_empty() {
            runs.insert(at, run);
        }
    }
    let mut order: Vec<usize> =
        runs.iter().filter(|(_, run)| run.span().0 < run.span().1).map(|(at, _)| *at).collect();
    order.sort_by_key(|at| runs.get(at).map(Run::span));
    improve(&mut order, &runs);
    let mut done: Vec<(usize, Px, Px)> = Vec::new();
    for at in order {
        let Some(run) = runs.get_mut(&at) else { continue };
        let (from, to) = run.span();
        let near = |one: &&(usize, Px, Px)| one.1 <= to + spacing.track && from <= one.2 + spacing.track;
        run.track = done.iter().filter(near).map(|(track, _, _)| track + 1).max().unwrap_or(0);
        done.push((run.track, from, to));
    }
    runs
}

/// Crossings if `one` runs above `two`.
fn cost(one: &Run, two: &Run) -> usize {
    let inside = |x: Px, (from, to): (Px, Px)| from <= x && x <= to;
    let (upper, lower) = (one.span(), two.span());
    one.below.iter().filter(|x| inside(**x, lower)).count()
        + two.above.iter().filter(|x| inside(**x, upper)).count()
}

/// Exchanges neighbouring tracks as long as that saves crossings.
fn improve(order: &mut [usize], runs: &BTreeMap<usize, Run>) {
    for _ in 0..order.len().min(60) {
        let mut better = false;
        for at in 1..order.len() {
            let (Some(one), Some(two)) = (order.get(at - 1).copied(), order.get(at).copied()) else {
                continue;
            };
            let (Some(upper), Some(lower)) = (runs.get(&one), runs.get(&two)) else { continue };
            if cost(lower, upper) < cost(upper, lower) {
                order.swap(at - 1, at);
                better = true;
            }
        }
        if !better {
            return;
        }
    }
}

/// The corners of every link of a net.
fn wire(
    net: &Net,
    at: usize,
    boxes: &[BoxSpec],
    rects: &[Rect],
    ports: &Ports,
    track: impl Fn(usize) -> Px,
) -> Wire {
    let target = rects.get(net.target).copied().unwrap_or_default();
    let goal = boxes.get(net.target).map_or(0, |one| one.row);
    let arrive = ports.arrive.get(&at).copied().unwrap_or(0);
    let mut wire = Wire { links: Vec::new(), ways: Vec::new(), label: Rect::default() };
    for (source, link) in &net.sources {
        let (Some(rect), Some(one)) = (rects.get(*source), boxes.get(*source)) else { continue };
        let leave = ports.leave.get(&(at, *source)).copied().unwrap_or(0);
        let pass = |row: usize| ports.pass.get(&(at, row)).copied().unwrap_or(arrive);
        let mut way = vec![(arrive, target.y), (arrive, track(goal))];
        let begin = one.row + 1;
        if begin <= goal {
            // From the target up to the source: channel by channel, through the rows between.
            for row in (begin..goal).rev() {
                way.extend([(pass(row), track(row + 1)), (pass(row), track(row))]);
            }
        } else {
            for row in goal..begin {
                way.extend([(pass(row), track(row)), (pass(row), track(row + 1))]);
            }
        }
        way.extend([(leave, track(begin)), (leave, rect.y + rect.height)]);
        wire.links.push(*link);
        wire.ways.push(simple(way));
    }
    if net.label_width > 0 {
        wire.label = Rect {
            x: arrive + LABEL_GAP,
            y: target.y - net.label_height - 8,
            width: net.label_width,
            height: net.label_height,
        };
    }
    wire
}

/// Without points that are no corners.
fn simple(way: Vec<(Px, Px)>) -> Vec<(Px, Px)> {
    let mut out: Vec<(Px, Px)> = Vec::with_capacity(way.len());
    for point in way {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., one, two] = out.as_slice() {
            let straight = (one.0 == two.0 && two.0 == point.0) || (one.1 == two.1 && two.1 == point.1);
            if straight {
                out.pop();
            }
        }
        out.push(point);
    }
    out
}

/// Counts crossings of verticals and horizontals of different nets.
pub(super) fn crossings(layout: &Layout) -> usize {
    let mut vertical: std::collections::BTreeSet<(usize, Px, Px, Px)> = std::collections::BTreeSet::new();
    let mut horizontal = vertical.clone();
    for (net, wire) in layout.wires.iter().enumerate() {
        for way in &wire.ways {
            for pair in way.windows(2) {
                let [one, two] = pair else { continue };
                if one.0 == two.0 {
                    vertical.insert((net, one.0, one.1.min(two.1), one.1.max(two.1)));
                } else {
                    horizontal.insert((net, one.1, one.0.min(two.0), one.0.max(two.0)));
                }
            }
        }
    }
    horizontal
        .iter()
        .map(|(net, y, from, to)| {
            let crosses = |(other, x, top, bottom): &&(usize, Px, Px, Px)| {
                other != net && from < x && x < to && top < y && y < bottom
            };
            vertical.iter().filter(crosses).count()
        })
        .sum()
}
