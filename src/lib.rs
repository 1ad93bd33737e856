//! Lotse plans, checks and documents the support structure behind shared public online services.
//!
//! Data flows one way:
//!
//! ```text
//! read → parse with spans → resolve into the model → route / graph / plan → rules → view → render → command line
//!  cli     config             resolve, register        routing graph plan      rules   view    render    cli
//! ```

pub mod config;
pub mod diagnostic;
pub mod key;
pub mod model;
pub mod nearest;
pub mod plan;
pub mod profile;
pub mod register;
pub mod resolve;
pub mod routing;
pub mod source;
pub mod text;
pub mod time;
pub mod vocabulary;
