//! The integration tests.

mod profiles;
mod rules_communication;
