//! The escalation picture as BPMN 2.0 with diagram interchange: one pool, a lane for each side, a task for each box.
//!
//! Places come from the layout that draws the SVG; boxes are only taller, because gateways and events stand below them.
//! Where a question can end or go on, a gateway decides; a gap ends in an error event; stacks are multi-instance tasks;
//! deputies are associations. Colours use the OMG's extension, which programs that do not know it may ignore.
//!
//! Source: OMG, Business Process Model and Notation 2.0.2 (formal/2013-12-09).

mod build;
mod look;
mod place;
mod plan;
mod write;

use crate::layout::{Px, Rect};
use crate::view::graph::Picture;

/// The picture as BPMN XML.
pub fn bpmn(picture: &Picture) -> String {
    write::write(&build::diagram(picture))
}

/// What is written: elements with their places.
struct Diagram {
    language: &'static str,
    name: String,
    documentation: String,
    pool: Rect,
    lanes: Vec<Lane>,
    nodes: Vec<Node>,
    flows: Vec<Flow>,
    notes: Vec<Note>,
    /// What the error means in which a question ends at a gap.
    fault: &'static str,
}

struct Lane {
    number: u8,
    label: String,
    bounds: Rect,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    Task {
        stacked: bool,
    },
    /// Exclusive, or inclusive where several can be told at once.
    Gateway {
        inclusive: bool,
    },
    End,
    /// The end of a question that nobody answers.
    Fault,
}

struct Node {
    id: String,
    kind: Kind,
    lane: u8,
    name: Vec<String>,
    documentation: Vec<String>,
    bounds: Rect,
    label: Option<Rect>,
    /// Fill and line, where they differ from black on white.
    colours: Option<(&'static str, &'static str)>,
}

struct Flow {
    id: String,
    from: String,
    to: String,
    /// A deputy is no step of the process.
    association: bool,
    name: Vec<String>,
    condition: Option<String>,
    documentation: Vec<String>,
    way: Vec<(Px, Px)>,
    label: Option<Rect>,
    colour: Option<&'static str>,
}

struct Note {
    id: String,
    lines: Vec<String>,
    bounds: Rect,
}
