//! Lotse plans, checks and documents the support structure behind shared public online services.
//!
//! Data flows one way:
//!
//! ```text
//! read → parse with spans → resolve into the model → route / graph / plan → rules → view → render → command line
//!  cli     config             resolve, register        routing graph plan      rules   view    render    cli
//! ```

#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod render;
pub mod source;
pub mod text;
