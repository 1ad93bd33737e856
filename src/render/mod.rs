//! One file per output; nothing here decides anything, it only writes down.

pub mod columns;
pub mod coverage;
pub mod csv;
pub mod dot;
pub mod explain;
pub mod graph_json;
pub mod graph_text;
pub mod json;
pub mod mermaid;
pub mod register;
pub mod svg;
#[cfg(feature = "cli")]
pub mod terminal;
