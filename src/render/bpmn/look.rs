//! Colours, and the words that keep ids of flows apart.

use crate::view::graph::{BoxStyle, LineStyle, PictureEdge};

/// Fill and line of a box: what the words in it say as well.
pub(super) const fn colours(style: BoxStyle) -> Option<(&'static str, &'static str)> {
    match style {
        BoxStyle::Gap => Some(("#fff3f3", "#b00020")),
        BoxStyle::Pale => Some(("#ffffff", "#777777")),
        BoxStyle::Interim => Some(("#fff8e1", "#7a5c00")),
        BoxStyle::LongTerm => Some(("#e8f2fb", "#0b4f8a")),
        BoxStyle::Side => Some(("#efefef", "#555555")),
        BoxStyle::Actor | BoxStyle::Part => None,
    }
}

/// The line of a way; none for black.
pub(super) const fn colour(edge: &PictureEdge) -> Option<&'static str> {
    if edge.implied {
        return Some("#b00020");
    }
    match edge.style {
        LineStyle::Plain => None,
        LineStyle::SubjectMatter => Some("#1b5e20"),
        LineStyle::TechnicalService => Some("#0b4f8a"),
        LineStyle::TechnicalState => Some("#8a3b00"),
        LineStyle::Other => Some("#6a1b9a"),
        LineStyle::Hierarchical | LineStyle::InHouse | LineStyle::Deputy => Some("#4a4a4a"),
    }
}

/// A kind of way as part of an id.
pub(super) const fn word(style: LineStyle) -> &'static str {
    match style {
        LineStyle::Plain => "question",
        LineStyle::SubjectMatter => "subject-matter",
        LineStyle::TechnicalService => "technical-service",
        LineStyle::TechnicalState => "technical-state",
        LineStyle::Hierarchical => "hierarchical",
        LineStyle::Other => "other",
        LineStyle::InHouse => "in-house",
        LineStyle::Deputy => "deputy",
    }
}
