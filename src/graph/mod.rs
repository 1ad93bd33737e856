//! The support graph: who hands questions to whom, who tells whom, and what follows from it.
//!
//! Built from the routing table and the paths; petgraph works behind it, and no index of it leaves this module.

mod algo;
mod analysis;
mod build;
mod classes;

pub mod fold;

mod parts;
#[cfg(test)]
mod tests;

pub use analysis::{Aside, Cycle, Ladder, LongestTime, NotAgreed, Unsorted};
pub use classes::Classes;

pub use parts::{Edge, EdgeId, EdgeKind, GapKind, Node, NodeId, View};

use crate::situation::Situation;

/// The graph of a view. Nodes and edges are in order of their ids, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportGraph {
    view: View,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

impl SupportGraph {
    /// The graph of a view of the table, with what is known of later days: who takes over, where nobody follows.
    pub fn new(situation: &Situation, view: &View) -> Self {
        build::Builder::new(situation, view, true).build()
    }

    /// The graph of the day alone (or of the go-live, where that is later): what analyses judge.
    pub fn on_day(situation: &Situation, view: &View) -> Self {
        build::Builder::new(situation, view, false).build()
    }

    /// The graph of the day in some rows alone, one for each class of them.
    fn of_rows(situation: &Situation, view: &View, classes: &Classes) -> Self {
        build::Builder::new(situation, view, false).only(classes).build()
    }

    /// What it is a graph of.
    pub const fn view(&self) -> &View {
        &self.view
    }

    /// All nodes, by id.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// All edges, by id.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }
}
