//! Lotse plans, checks and documents the support structure behind shared public online services.
//!
//! Data flows one way:
//!
//! ```text
//! read → parse with spans → resolve into the model → route / graph / plan → rules → view → render → command line
//!  cli     config             resolve, register        routing graph plan      rules   view    render    cli
//! ```

pub mod baseline;
pub mod catalog;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compare;
pub mod config;
pub mod departures;
pub mod diagnostic;
pub mod fix;
pub mod graph;
pub mod import;
pub mod key;
pub mod layout;
pub mod model;
pub mod nearest;
pub mod plan;
pub mod profile;
pub mod register;
pub mod render;
pub mod resolve;
pub mod routing;
pub mod rules;
pub mod situation;
pub mod source;
pub mod start;
pub mod text;
pub mod time;
pub mod trace;
pub mod view;
pub mod vocabulary;
pub mod work;
pub mod workspace;
