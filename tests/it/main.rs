//! The integration tests.

#![cfg_attr(
    not(all(feature = "office", feature = "git", feature = "png")),
    allow(dead_code, unused_imports, reason = "for tests of what this build has not")
)]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod agreement;
mod asked;
mod asking;
mod audit;
mod audit_history;
mod cases;
mod collection;
mod compare;
mod corpus;
mod diff;
mod diff_command;
mod documents;
mod exits;
mod facade;
mod facts;
mod findings;
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
mod keys;
mod kommune_pages;
mod machine;
mod one_land;
mod one_word;
mod oracle;
mod persons;
mod pictures;
mod pipeline;
mod plan;
mod plan_dates;
mod plan_files;
mod plan_situation;
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
mod said;
mod set_ups;
mod states;
mod support;
mod template_limits;
mod template_words;
mod tidy;
mod tidy_files;
mod together;
mod why;
mod workspace;
