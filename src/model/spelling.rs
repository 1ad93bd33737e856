//! Keys in another form than that by which the model knows the body.

use super::Model;
use crate::key::{Area, StateCode};
use crate::source::Span;

/// A key that a file writes in another form than that of the model: the five digits of a kreisfreie Stadt, a Kreis filled
/// up with zeros (semantics 27). Only what is said of the file itself needs the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spelling {
    /// Whose file it is.
    pub state: StateCode,
    /// The key and nothing else, with its quotation marks.
    pub span: Span,
    /// The key as written.
    pub written: Area,
    /// The form in which it is usually written; the same as `written` where that is fine.
    pub form: Area,
    /// The key of the body in the model.
    pub body: Area,
}

impl Model {
    /// The keys inside a place that are written in another form than that of the model.
    pub fn spellings_in(&self, place: Span) -> impl Iterator<Item = &Spelling> {
        let before =
            |spelling: &Spelling| (spelling.span.source, spelling.span.start) < (place.source, place.start);
        let rest = self.spellings.get(self.spellings.partition_point(before)..).unwrap_or_default();
        rest.iter().take_while(move |spelling| {
            spelling.span.source == place.source && spelling.span.end <= place.end
        })
    }
}
