//! The integration tests.

mod graph;
