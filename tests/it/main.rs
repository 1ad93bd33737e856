//! The integration tests: the reader against bad input, the routing table against a slow oracle.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod asked;
mod oracle;
mod reading;
mod reading_properties;
mod routing;
mod routing_places;
mod routing_properties;
mod support;
mod workspace;
