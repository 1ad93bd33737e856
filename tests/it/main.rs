//! The integration tests: the reader against bad input, the routing table against a slow oracle.

mod oracle;
mod reading;
mod reading_properties;
mod routing_properties;
mod support;
mod workspace;
