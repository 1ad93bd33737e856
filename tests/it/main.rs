//! The integration tests.

mod pipeline;
mod rules;
mod rules_ownership;
mod rules_time;
mod states;
