//! The integration tests: the reader against bad input, the routing table against a slow oracle.

mod oracle;
mod routing_properties;
mod support;
mod workspace;
