//! The integration tests.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod asked;
mod asking;
mod compare;
mod documents;
mod fix;
mod format;
mod function_lengths;
mod graph;
mod handbook;
mod help;
mod import;
mod init;
mod kept;
mod oracle;
mod pipeline;
mod plan;
mod plan_dates;
mod plan_files;
mod plan_view;
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
