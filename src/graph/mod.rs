//! The support graph: who hands questions to whom, who tells whom, and what follows from it.
//!
//! Built from the routing table and the paths; petgraph works behind it, and no index of it leaves this module.

mod ends;
pub mod feedback;
pub mod knowledge;
#[cfg(test)]
mod testing;

pub use ends::{Here, Party};
