//! The integration tests, one file per matter; each file is named after what it tests.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod asked;
mod oracle;
mod reading;
mod reading_properties;
mod routing;
mod routing_places;
mod routing_properties;
mod rules_reachability;
mod support;
mod workspace;
