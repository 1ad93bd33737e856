//! From the picture's data to boxes and links with sizes, for the layout.

use std::collections::BTreeMap;

use super::look::{label_lines, text_lines};
use super::measure::{width, wrap};
use super::{ABREAST, BIG, BOX, PAD, SMALL, STACK};
use crate::layout::{BoxSpec, Layout, LinkSpec, Px, Spacing, layout};
use crate::view::graph::{LineStyle, Picture, PictureNode};

/// Boxes and ways on their places.
pub(in crate::render) struct Arranged {
    /// The places.
    pub(in crate::render) layout: Layout,
    /// The level of each row of the layout.
    pub(in crate::render) levels: Vec<u8>,
}

/// How wide a box is before labels that arrive at it widen it.
pub(in crate::render) const fn box_width(node: &PictureNode) -> Px {
    if node.count > 1 { BOX + STACK } else { BOX }
}

/// Puts boxes of these heights, in the order of the picture's nodes, on their places.
pub(in crate::render) fn arranged(picture: &Picture, heights: &[Px]) -> Arranged {
    let rows = rows(picture);
    let mut numbers: Vec<(u8, usize)> = rows.clone();
    numbers.sort_unstable();
    numbers.dedup();
    let row = |at: usize| rows.get(at).and_then(|row| numbers.binary_search(row).ok()).unwrap_or(0);
    let lane =
        |node: &PictureNode| picture.lanes.iter().position(|lane| lane.number == node.lane).unwrap_or(0);
    let nodes = picture.nodes.iter().zip(heights).enumerate();
    let boxes: Vec<BoxSpec> = nodes
        .map(|(at, (node, height))| BoxSpec {
            row: row(at),
            lane: lane(node),
            width: box_width(node),
            height: *height,
        })
        .collect();
    let layout = layout(&boxes, &links(picture), Spacing::default());
    Arranged { layout, levels: numbers.iter().map(|(level, _)| *level).collect() }
}

/// A box with its text broken into lines.
pub(super) struct Shape<'p> {
    pub(super) node: &'p PictureNode,
    pub(super) title: Vec<String>,
    pub(super) lines: Vec<String>,
}

pub(super) fn shape(node: &PictureNode) -> Shape<'_> {
    let room = BOX - 2 * PAD;
    Shape {
        node,
        title: wrap(&node.title, BIG, true, room),
        lines: text_lines(node).iter().flat_map(|line| wrap(line, SMALL, false, room)).collect(),
    }
}

pub(super) fn height(shape: &Shape<'_>) -> Px {
    let count = |lines: &[String]| Px::try_from(lines.len()).unwrap_or(1);
    let stack = if shape.node.count > 1 { STACK } else { 0 };
    2 * PAD + count(&shape.title) * (BIG + 3) + count(&shape.lines) * (SMALL + 3) - 1 + stack
}

/// Level and place below each other of every box: who only hears from others of the same level stands below them, and
/// no more than a few stand abreast.
fn rows(picture: &Picture) -> Vec<(u8, usize)> {
    let at: BTreeMap<&str, usize> =
        picture.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
    let level = |at: usize| picture.nodes.get(at).map(|node| node.level);
    let inner: Vec<(usize, usize)> = picture
        .edges
        .iter()
        .filter(|edge| !matches!(edge.style, LineStyle::InHouse | LineStyle::Other))
        .filter_map(|edge| Some((*at.get(edge.from.as_str())?, *at.get(edge.to.as_str())?, edge.style)))
        .filter(|(from, to, _)| from != to && level(*from) == level(*to))
        // A deputy stands below only beside the levels: on a level it is one of many.
        .filter(|(from, _, style)| *style != LineStyle::Deputy || level(*from) == Some(4))
        .map(|(from, to, _)| (from, to))
        .collect();
    let mut depth = vec![0_usize; picture.nodes.len()];
    // Enough turns for real chains; a circle stops there.
    for _ in 0..3 {
        let before = depth.clone();
        for (from, to) in &inner {
            let below = before.get(*from).copied().unwrap_or(0) + 1;
            if let Some(entry) = depth.get_mut(*to) {
                *entry = (*entry).max(below.min(3));
            }
        }
    }
    let mut seen: BTreeMap<(u8, u8, usize), usize> = BTreeMap::new();
    for node in picture.nodes.iter().zip(&depth) {
        *seen.entry((node.0.level, node.0.lane, *node.1)).or_default() += 1;
    }
    let mut placed: BTreeMap<(u8, u8, usize), usize> = BTreeMap::new();
    picture
        .nodes
        .iter()
        .zip(&depth)
        .map(|(node, depth)| {
            let key = (node.level, node.lane, *depth);
            let all = seen.get(&key).copied().unwrap_or(1);
            // Evenly: seven become four and three.
            let lines = all.div_ceil(ABREAST);
            let abreast = all.div_ceil(lines.max(1)).max(1);
            let number = placed.entry(key).or_default();
            let line = *number / abreast;
            *number += 1;
            (node.level, depth * 100 + line)
        })
        .collect()
}

fn links(picture: &Picture) -> Vec<LinkSpec> {
    let at: BTreeMap<&str, usize> =
        picture.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
    let mut groups: BTreeMap<(LineStyle, bool, &[String]), usize> = BTreeMap::new();
    picture
        .edges
        .iter()
        .map(|edge| {
            let count = groups.len();
            let group = *groups.entry((edge.style, edge.implied, &edge.label)).or_insert(count);
            let lines = label_lines(&edge.label);
            let lines_count = Px::try_from(lines.len()).unwrap_or(0);
            LinkSpec {
                from: at.get(edge.from.as_str()).copied().unwrap_or(usize::MAX),
                to: at.get(edge.to.as_str()).copied().unwrap_or(usize::MAX),
                group,
                label_width: lines.iter().map(|line| width(line, SMALL, false)).max().unwrap_or(0),
                label_height: lines_count * (SMALL + 2),
            }
        })
        .collect()
}
