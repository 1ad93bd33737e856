//! The integration tests.

mod pipeline;
mod rules;
