//! The integration tests, one file per matter; each file is named after what it tests.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod asked;
mod graph;
mod import;
mod oracle;
mod pipeline;
mod profiles;
mod reading;
mod reading_properties;
mod routing;
mod routing_places;
mod routing_properties;
mod rules;
mod rules_communication;
mod rules_ownership;
mod rules_reachability;
mod rules_time;
mod states;
mod support;
mod workspace;
