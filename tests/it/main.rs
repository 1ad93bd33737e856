//! The integration tests.

mod plan;
