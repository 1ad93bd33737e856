//! One file per output; nothing here decides anything, it only writes down.

pub mod json;
#[cfg(feature = "cli")]
pub mod terminal;
