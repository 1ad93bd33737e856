//! One file per output; nothing here decides anything, it only writes down.

pub mod dot;
pub mod graph_json;
pub mod graph_text;
pub mod mermaid;
pub mod svg;
