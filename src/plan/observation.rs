//! Whether something is so, and why.

use crate::source::Span;
use crate::text::Text;
use crate::time::Date;

/// Whether something is so, why, and where one sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Observation {
    /// Whether it is so.
    pub done: bool,
    /// It does not exist here: no cell of the profile, no component in use.
    pub void: bool,
    /// Why, half a sentence.
    pub why: Text,
    /// The records that show it, or the place where a person would write it.
    pub places: Vec<Span>,
    /// Since when it is so, where the files say it.
    pub since: Option<Date>,
    /// The files say nothing about it either way.
    pub unsaid: bool,
}

impl Observation {
    /// It is so.
    pub const fn yes(why: Text, places: Vec<Span>) -> Self {
        Self { done: true, void: false, why, places, since: None, unsaid: false }
    }

    /// It is not so.
    pub fn no(why: Text, places: Vec<Span>) -> Self {
        Self { done: false, ..Self::yes(why, places) }
    }

    /// The question does not arise.
    pub fn void(why: Text) -> Self {
        Self { void: true, ..Self::yes(why, Vec::new()) }
    }
}
