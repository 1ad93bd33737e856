//! The integration tests.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod asked;
mod asking;
mod audit;
mod compare;
mod corpus;
mod documents;
mod fix;
mod format;
mod function_lengths;
mod graph;
mod handbook;
mod hardening_input;
mod hardening_output;
mod help;
mod import;
mod init;
mod kept;
mod oracle;
mod pictures;
mod pipeline;
mod plan;
mod plan_dates;
mod plan_view;
mod planted;
mod profiles;
mod reading;
mod reading_properties;
mod register;
mod routing;
mod routing_places;
mod routing_properties;
mod rule_pages;
mod rules;
mod rules_communication;
mod rules_ownership;
mod rules_reachability;
mod rules_time;
mod run;
mod states;
mod support;
mod tidy;
mod why;
mod workspace;
