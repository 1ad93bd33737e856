//! Where boxes stand and lines run: rows are given, columns (lanes) are given, the rest is found here.
//!
//! Made for escalation pictures: a line leaves a box at its bottom, runs in the channel above a row, passes rows in gaps
//! between boxes, and arrives at the top of its box, beside its label. Lines of one kind to one box share their way (a *net*).
//! So nothing can overlap: boxes and passages share a row, labels have places of their own above their box, and in a
//! channel every net has its own track and every vertical its own place. Same input, same output, no floating surprises:
//! whole numbers throughout.

#[cfg(feature = "inside")]
mod cross;
mod net;
mod order;
mod place;
mod ports;
mod route;
mod tracks;
mod tree;

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
    #[cfg(feature = "inside")]
    pub fn crossings(&self) -> usize {
        cross::crossings(self)
    }
}

/// Places boxes and routes links. Links to or from boxes that do not exist are left out.
pub fn layout(boxes: &[BoxSpec], links: &[LinkSpec], spacing: Spacing) -> Layout {
    let mut grid = net::Grid::new(boxes, links);
    let joins = net::Joins::new(&grid);
    order::order(&mut grid, &joins);
    let placed = place::place(&grid, &joins, boxes, spacing);
    route::route(&placed, &grid, boxes, spacing)
}

/// An entry of a list, or nothing in particular.
fn at<T: Copy + Default>(list: &[T], place: usize) -> T {
    list.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

    use super::*;
    use proptest::prelude::*;

    /// Boxes in four rows and three lanes, links between any of them.
    fn input() -> impl Strategy<Value = (Vec<BoxSpec>, Vec<LinkSpec>)> {
        let one = (0_usize..4, 0_usize..3, 60..200_i32, 30..120_i32)
            .prop_map(|(row, lane, width, height)| BoxSpec { row, lane, width, height });
        proptest::collection::vec(one, 1..14).prop_flat_map(|boxes| {
            let count = boxes.len();
            let link = (0..count, 0..count, 0_usize..3).prop_map(|(from, to, group)| LinkSpec {
                from,
                to,
                group,
                label_width: 60,
                label_height: 26,
            });
            (Just(boxes), proptest::collection::vec(link, 0..20))
        })
    }

    fn overlap(one: &Rect, two: &Rect) -> bool {
        one.x < two.x + two.width
            && two.x < one.x + one.width
            && one.y < two.y + two.height
            && two.y < one.y + one.height
    }

    /// The inside of a stretch of line, without its ends.
    fn stretch(pair: &[(Px, Px)]) -> Rect {
        let (one, two) = (pair[0], pair[1]);
        let (x, y) = (one.0.min(two.0), one.1.min(two.1));
        Rect { x, y: y + 1, width: (one.0 - two.0).abs().max(1), height: ((one.1 - two.1).abs() - 2).max(1) }
    }

    proptest! {
        #[test]
        fn nothing_overlaps((boxes, links) in input()) {
            let found = layout(&boxes, &links, Spacing::default());
            let labels: Vec<&Rect> = found.wires.iter().map(|wire| &wire.label).collect();
            let shapes: Vec<&Rect> = found.boxes.iter().chain(labels).collect();
            for (at, one) in shapes.iter().enumerate() {
                for two in &shapes[at + 1..] {
                    prop_assert!(!overlap(one, two), "{one:?} {two:?}");
                }
            }
            for pair in found.wires.iter().flat_map(|wire| &wire.ways).flat_map(|way| way.windows(2)) {
                prop_assert!(pair[0].0 == pair[1].0 || pair[0].1 == pair[1].1, "not orthogonal: {pair:?}");
                for shape in &shapes {
                    prop_assert!(!overlap(&stretch(pair), shape), "{pair:?} runs through {shape:?}");
                }
            }
        }

        #[test]
        fn every_link_has_its_way((boxes, links) in input()) {
            let found = layout(&boxes, &links, Spacing::default());
            let carried: usize = found.wires.iter().map(|wire| wire.links.len()).sum();
            prop_assert_eq!(carried, links.len());
            prop_assert_eq!(found.boxes.len(), boxes.len());
            prop_assert_eq!(&found, &layout(&boxes, &links, Spacing::default()));
        }
    }

    #[test]
    fn nothing_at_all_is_no_problem() {
        assert_eq!(layout(&[], &[], Spacing::default()).boxes, []);
        let far = LinkSpec { from: 3, to: 4, group: 0, label_width: 0, label_height: 0 };
        assert_eq!(layout(&[], &[far], Spacing::default()).wires, []);
    }
}
