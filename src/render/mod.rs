//! One file per output; nothing here decides anything, it only writes down.

pub mod columns;
pub mod coverage;
pub mod csv;
pub mod explain;
pub mod json;
pub mod profile;
#[cfg(feature = "cli")]
pub mod terminal;
