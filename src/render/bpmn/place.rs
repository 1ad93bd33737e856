//! Where gateways and events stand at a box, and where ways leave them.

use crate::layout::{Px, Rect};

/// Room above an actor for its start event.
pub(super) const BEFORE: Px = 46;
/// Room below a box for a gateway or an end event.
pub(super) const AFTER: Px = 58;
const GAP: Px = 14;
const HALF: Px = 18;
const EVENT: Px = 28;
/// The end beside a gateway is small: it must fit between the box and the ways.
const SMALL_EVENT: Px = 18;
/// How far above the middle of the gateway the way to the end leaves.
const LIFT: Px = 14;

pub(super) const fn middle(rect: Rect) -> Px {
    rect.x + rect.width / 2
}

pub(super) const fn bottom(rect: Rect) -> Px {
    rect.y + rect.height
}

/// The gateway below a task.
pub(super) const fn gateway(task: Rect) -> Rect {
    Rect { x: middle(task) - HALF, y: bottom(task) + GAP, width: 2 * HALF, height: 2 * HALF }
}

/// Height of a word at a gateway or event.
const WORD: Px = 14;

/// The heading of a gateway, right of its upper half; `width` is that of the words.
pub(super) const fn gateway_label(gateway: Rect, width: Px) -> Rect {
    Rect { x: gateway.x + 2 * HALF - 2, y: gateway.y - 8, width, height: WORD }
}

/// The end event left of a gateway, and the way there.
pub(super) fn side_end(gateway: Rect) -> (Rect, Vec<(Px, Px)>) {
    let y = gateway.y + HALF - LIFT;
    let right = middle(gateway) - 26;
    let end =
        Rect { x: right - SMALL_EVENT, y: y - SMALL_EVENT / 2, width: SMALL_EVENT, height: SMALL_EVENT };
    (end, vec![(middle(gateway) - (HALF - LIFT), y), (right, y)])
}

/// The word left of a small end event.
pub(super) const fn side_end_label(end: Rect, width: Px) -> Rect {
    Rect { x: end.x - 3 - width, y: end.y + 2, width, height: WORD }
}

/// The end event below a task.
pub(super) const fn end(task: Rect) -> Rect {
    Rect { x: middle(task) - EVENT / 2, y: bottom(task) + GAP, width: EVENT, height: EVENT }
}

/// The word right of an end event.
pub(super) const fn end_label(event: Rect, width: Px) -> Rect {
    Rect { x: event.x + EVENT + 3, y: event.y + 7, width, height: WORD }
}

/// The word left of a start event: at the right it could leave the lane.
pub(super) const fn start_label(event: Rect, width: Px) -> Rect {
    Rect { x: event.x - 3 - width, y: event.y + 7, width, height: WORD }
}

/// The start event above a task; aside where ways arrive in the middle.
pub(super) const fn start(task: Rect, aside: bool) -> Rect {
    let x = if aside { task.x + task.width - EVENT - 6 } else { middle(task) - EVENT / 2 };
    Rect { x, y: task.y - GAP - EVENT, width: EVENT, height: EVENT }
}

/// The straight way down from one thing to the next.
pub(super) fn down(from: Rect, to: Rect) -> Vec<(Px, Px)> {
    let x = if from.width < to.width { middle(from) } else { middle(to) };
    vec![(x, bottom(from)), (x, to.y)]
}

/// A way that began at the bottom of a box begins at its gateway: straight down from the lower edges, else from a tip
/// at the side.
pub(super) fn from_gateway(gateway: Rect, way: &[(Px, Px)]) -> Vec<(Px, Px)> {
    let (x, y) = (middle(gateway), gateway.y + HALF);
    let Some((port, _)) = way.first().copied() else { return Vec::new() };
    let aside = port - x;
    let mut points = if aside.abs() < HALF {
        vec![(port, y + HALF - aside.abs())]
    } else {
        vec![(x + aside.signum() * HALF, y), (port, y)]
    };
    points.extend(way.iter().skip(1));
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_leave_on_the_edge_of_the_gateway() {
        let task = Rect { x: 0, y: 0, width: 190, height: 60 };
        let gateway = gateway(task);
        let (x, y) = (middle(gateway), gateway.y + HALF);
        for port in 0..190 {
            let way = from_gateway(gateway, &[(port, 118), (port, 140), (300, 140)]);
            let on_edge = way.first().map(|(px, py)| (px - x).abs() + (py - y).abs());
            assert_eq!(on_edge, Some(HALF), "{port}");
            // Nothing runs askew.
            let straight = way.windows(2).all(|pair| matches!(pair, [a, b] if a.0 == b.0 || a.1 == b.1));
            assert!(straight, "{way:?}");
        }
    }

    #[test]
    fn what_stands_below_a_box_fits_there_without_overlap() {
        let task = Rect { x: 0, y: 0, width: 190, height: 60 };
        let gateway = gateway(task);
        let (end, way) = side_end(gateway);
        assert!(bottom(gateway) <= bottom(task) + AFTER && bottom(super::end(task)) <= bottom(task) + AFTER);
        // The way along the middle of the gateway passes below the small end event.
        assert!(end.y > bottom(task) && bottom(end) < gateway.y + HALF);
        assert_eq!(way.last(), Some(&(end.x + end.width, end.y + end.height / 2)));
    }
}
