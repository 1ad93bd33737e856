//! What becomes of each box: its name in lines, and what stands above and below it.

use std::collections::BTreeMap;

use super::place;
use crate::layout::Px;
use crate::render::svg::arrange::box_width;
use crate::render::svg::measure::wrap;
use crate::view::graph::{BoxStyle, LineStyle, Picture, PictureNode};

/// Font size of names, as bpmn-js and the Camunda Modeler draw them, and the height of a line.
pub(super) const FONT: Px = 12;
pub(super) const LINE: Px = 15;
/// Room between a task and its text, and for the sign of a stack.
const PAD: Px = 10;
const STACK_SIGN: Px = 16;
/// What stands below a box.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Nothing,
    End,
    /// A gateway; with an end beside it where the box answers itself.
    Gateway {
        ends: bool,
    },
}

/// A box before it has its place.
pub(super) struct Plan<'p> {
    pub(super) node: &'p PictureNode,
    pub(super) name: Vec<String>,
    pub(super) starts: bool,
    pub(super) arrivals: bool,
    pub(super) after: After,
    pub(super) inclusive: bool,
}

/// How many steps leave a box and arrive there; whether one of them tells rather than asks.
#[derive(Clone, Copy, Default)]
struct Steps {
    leaving: usize,
    arriving: usize,
    telling: bool,
}

/// What becomes of the boxes, in their order.
pub(super) fn plans(picture: &Picture) -> Vec<Plan<'_>> {
    let mut steps: BTreeMap<&str, Steps> = BTreeMap::new();
    for edge in picture.edges.iter().filter(|edge| edge.style != LineStyle::Deputy) {
        let from = steps.entry(&edge.from).or_default();
        from.leaving += 1;
        from.telling |= edge.style == LineStyle::Other;
        steps.entry(&edge.to).or_default().arriving += 1;
    }
    let of = |node: &PictureNode| steps.get(node.id.as_str()).copied().unwrap_or_default();
    picture.nodes.iter().map(|node| Plan::new(node, of(node))).collect()
}

impl Plan<'_> {
    fn new(node: &PictureNode, steps: Steps) -> Plan<'_> {
        let actor = node.style == BoxStyle::Actor;
        let empty = matches!(node.style, BoxStyle::Gap | BoxStyle::Pale);
        let answers = !actor && !empty;
        let after = match steps.leaving {
            0 => After::End,
            1 if !answers => After::Nothing,
            _ => After::Gateway { ends: answers },
        };
        let room = box_width(node) - 2 * PAD;
        let name = std::iter::once(&node.title).chain(&node.lines);
        Plan {
            node,
            name: name.flat_map(|line| wrap(line, FONT, false, room)).collect(),
            starts: actor && (steps.leaving > 0 || steps.arriving == 0),
            arrivals: steps.arriving > 0,
            after,
            inclusive: steps.telling,
        }
    }

    /// Room above the task.
    pub(super) const fn before(&self) -> Px {
        if self.starts { place::BEFORE } else { 0 }
    }

    /// Room below the task.
    pub(super) fn below(&self) -> Px {
        if self.after == After::Nothing { 0 } else { place::AFTER }
    }

    /// Height of all together.
    pub(super) fn height(&self) -> Px {
        let sign = if self.node.count > 1 { STACK_SIGN } else { 0 };
        self.before() + count(&self.name) * LINE + 2 * PAD + sign + self.below()
    }
}

/// How many lines, as a length.
pub(super) fn count(lines: &[String]) -> Px {
    Px::try_from(lines.len()).unwrap_or(1)
}
