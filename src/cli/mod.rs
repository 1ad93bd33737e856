//! The command line. `input`, `output` and `progress` are the only doors to files, clock and terminal.

pub mod failure;
pub mod input;
pub mod output;
pub mod progress;
