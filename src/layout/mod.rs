//! Where boxes stand and lines run: rows are given, columns (lanes) are given, the rest is found here.
//!
//! Made for escalation pictures: a line leaves a box at its bottom, runs in the channel above a row, passes rows in gaps
//! between boxes, and arrives at the top of its box, beside its label. Lines of one kind to one box share their way (a *net*).
//! So nothing can overlap: boxes and passages share a row, labels have places of their own above their box, and in a
//! channel every net has its own track and every vertical its own place. Same input, same output, no floating surprises:
//! whole numbers throughout.

mod net;
mod order;
mod place;
mod route;

/// Lengths in pixels of the picture.
pub type Px = i32;

/// A box to be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxSpec {
    /// Row, from 0 at the top.
    pub row: usize,
    /// Lane, from 0 at the left.
    pub lane: usize,
    /// Least width; grows with the labels that arrive.
    pub width: Px,
    /// Height.
    pub height: Px,
}

/// A line to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSpec {
    /// From which box.
    pub from: usize,
    /// To which box.
    pub to: usize,
    /// Lines of the same group to the same box share their way and their label.
    pub group: usize,
    /// Width of the label; 0 without.
    pub label_width: Px,
    /// Height of the label; 0 without.
    pub label_height: Px,
}

/// Distances.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spacing {
    /// Between boxes of a row.
    pub gap: Px,
    /// Between tracks of a channel, and between verticals.
    pub track: Px,
    /// Above the first and below the last track.
    pub margin: Px,
    /// Between lanes.
    pub lane: Px,
}

impl Default for Spacing {
    fn default() -> Self {
        Self { gap: 26, track: 10, margin: 14, lane: 40 }
    }
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// Left.
    pub x: Px,
    /// Top.
    pub y: Px,
    /// Width.
    pub width: Px,
    /// Height.
    pub height: Px,
}

/// The ways of one net.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wire {
    /// The links (numbers of the input) that it carries.
    pub links: Vec<usize>,
    /// One way per link, from the target's top back to the source's bottom, as corners; shared stretches coincide.
    pub ways: Vec<Vec<(Px, Px)>>,
    /// Where the label stands; empty without one.
    pub label: Rect,
}

/// A finished layout.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// Width of the whole.
    pub width: Px,
    /// Height of the whole.
    pub height: Px,
    /// The boxes, in the order of the input.
    pub boxes: Vec<Rect>,
    /// The nets.
    pub wires: Vec<Wire>,
    /// Top and bottom of each row, channel and labels included.
    pub rows: Vec<(Px, Px)>,
    /// Left and right of each lane.
    pub lanes: Vec<(Px, Px)>,
}

impl Layout {
    /// How many times lines of different nets cross.
    pub fn crossings(&self) -> usize {
        route::crossings(self)
    }
}

/// Places boxes and routes links. Links to or from boxes that do not exist are left out.
pub fn layout(boxes: &[BoxSpec], links: &[LinkSpec], spacing: Spacing) -> Layout {
    let nets = net::nets(boxes, links);
    let mut rows = net::rows(boxes, &nets);
    order::order(&mut rows, boxes, &nets);
    let placed = place::place(&rows, boxes, &nets, spacing);
    route::route(&placed, boxes, &nets, spacing)
}
