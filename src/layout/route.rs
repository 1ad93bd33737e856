//! Lines: the corners that result from verticals and tracks, and how high rows and channels are.

use super::net::{Grid, Net};
use super::place::{LABEL_GAP, Placed};
use super::ports::{Ports, ports};
use super::tracks::{Run, runs};
use super::{BoxSpec, Layout, Px, Rect, Spacing, Wire, at};

pub(super) fn route(placed: &Placed, grid: &Grid, boxes: &[BoxSpec], spacing: Spacing) -> Layout {
    let ports = ports(placed, grid, boxes, spacing);
    let channels: Vec<Vec<Run>> = grid.channels.iter().map(|ends| runs(ends, &ports, spacing)).collect();
    let mut layout = Layout { lanes: placed.lanes.clone(), ..Layout::default() };
    let (tracks, tops) = heights(&mut layout, &channels, grid, boxes, spacing);
    layout.width = placed.lanes.last().map_or(0, |(_, right)| *right);
    for (item, one) in boxes.iter().enumerate() {
        let (x, width) = at(&placed.items, item);
        layout.boxes.push(Rect { x, y: at(&tops, one.row), width, height: one.height });
    }
    for (number, net) in grid.nets.iter().enumerate() {
        let track = |row: usize| {
            let runs = channels.get(row).map_or(&[][..], Vec::as_slice);
            let run =
                runs.binary_search_by_key(&number, |run| run.net).ok().and_then(|place| runs.get(place));
            let track = run.map_or(0, |run| run.track);
            at(&tracks, row) + Px::try_from(track).unwrap_or(0) * spacing.track
        };
        layout.wires.push(wire(net, number, boxes, &layout.boxes, &ports, track));
    }
    layout
}

/// From top to bottom: tracks, labels, boxes. The first track of each channel and the top of each row's boxes.
fn heights(
    layout: &mut Layout,
    channels: &[Vec<Run>],
    grid: &Grid,
    boxes: &[BoxSpec],
    spacing: Spacing,
) -> (Vec<Px>, Vec<Px>) {
    let mut labels: Vec<Option<Px>> = vec![None; channels.len()];
    for net in &grid.nets {
        let row = boxes.get(net.target).map_or(0, |one| one.row);
        if let Some(entry) = labels.get_mut(row) {
            *entry = (*entry).max(Some(net.label_height));
        }
    }
    let mut tallest: Vec<Px> = vec![0; channels.len()];
    for one in boxes {
        if let Some(entry) = tallest.get_mut(one.row) {
            *entry = (*entry).max(one.height);
        }
    }
    let (mut tracks, mut tops) = (Vec::new(), Vec::new());
    let mut y = 0;
    for (row, runs) in channels.iter().enumerate() {
        let begin = y;
        let count = runs.iter().filter(|run| run.is_wide()).map(|run| run.track + 1).max().unwrap_or(0);
        y += spacing.margin;
        tracks.push(y);
        y += Px::try_from(count).unwrap_or(0) * spacing.track;
        y += spacing.margin + at(&labels, row).map_or(0, |height| height + 6);
        tops.push(y);
        if row + 1 < channels.len() {
            y += at(&tallest, row);
            layout.rows.push((begin, y + spacing.margin));
        }
    }
    layout.height = y;
    (tracks, tops)
}

/// The corners of every link of a net.
fn wire(
    net: &Net,
    number: usize,
    boxes: &[BoxSpec],
    rects: &[Rect],
    ports: &Ports,
    track: impl Fn(usize) -> Px,
) -> Wire {
    let target = at(rects, net.target);
    let goal = boxes.get(net.target).map_or(0, |one| one.row);
    let arrive = ports.below(number, net.target);
    let mut wire = Wire { links: Vec::new(), ways: Vec::new(), label: Rect::default() };
    for (source, link) in &net.sources {
        let (Some(rect), Some(one)) = (rects.get(*source), boxes.get(*source)) else { continue };
        let leave = ports.above(number, *source);
        let pass = |row: usize| net.pass(row).map_or(arrive, |item| ports.below(number, item));
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
