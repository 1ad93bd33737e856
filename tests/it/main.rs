//! The integration tests.

mod rules_reachability;
