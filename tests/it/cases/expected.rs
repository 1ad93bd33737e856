//! What is known to go wrong.

/// The names of the cases that fail today. Whoever mends a kind strikes its names off; a name that no longer fails fails the run.
pub const EXPECTED_TO_FAIL: &[&str] = &[];
