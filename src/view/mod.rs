//! Plain, serialisable data for documents and tables: everything sorted, dates as text, no spans.

pub mod coverage;
pub mod graph;
