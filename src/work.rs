//! How many like pieces of work are done: one after another here; the command line has threads for them.
//!
//! The library starts no thread of its own, so that it runs wherever Rust runs. Where a stage falls into pieces that do
//! not need each other (files, stretches of places, rules), it hands them to the [`Workers`] that its caller brought. The
//! results come back in the order of the pieces, so what comes out does not depend on who did the work.

/// Whoever does pieces of work.
pub trait Workers {
    /// What `work` makes of each piece, in the order of the pieces.
    fn map<T: Sync, R: Send>(&self, pieces: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R>;
}

/// One piece after another, on the caller's thread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Alone;

impl Workers for Alone {
    fn map<T: Sync, R: Send>(&self, pieces: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
        pieces.iter().map(work).collect()
    }
}
