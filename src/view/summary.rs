//! The counts of one run: findings by severity, and how far the cells are covered.

use serde::Serialize;
use serde::ser::SerializeMap as _;

use super::coverage::Counts;
use crate::diagnostic::Severity;
use crate::workspace::Judgement;

/// The counts of one run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity note.
    pub notes: usize,
    /// Cells that a profile requires.
    pub cells_required: usize,
    /// Cells among them that are covered.
    pub cells_covered: usize,
    /// Further counts, printed after the others in this order.
    pub more: Vec<(String, usize)>,
}

impl Summary {
    /// Of what was found on a day, with the counts of the cells.
    pub fn of(judgement: &Judgement, counts: Counts) -> Self {
        let further = [
            ("cells_open", counts.open),
            ("cells_ambiguous", counts.ambiguous),
            ("cells_without_competent", counts.without_competent),
            ("cells_deliberate", counts.deliberate),
            ("cells_undecidable", counts.undecidable),
            ("cells_not_live", counts.not_live),
            ("cells_not_live_covered", counts.not_live_covered),
            ("municipalities_not_planned", counts.not_planned),
            ("accepted", judgement.accepted.len()),
        ];
        Self {
            errors: judgement.count(Severity::Error),
            warnings: judgement.count(Severity::Warning),
            notes: judgement.count(Severity::Note),
            cells_required: counts.required,
            cells_covered: counts.covered,
            more: further.into_iter().map(|(name, count)| (name.to_owned(), count)).collect(),
        }
    }
}

impl Serialize for Summary {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(5 + self.more.len()))?;
        map.serialize_entry("errors", &self.errors)?;
        map.serialize_entry("warnings", &self.warnings)?;
        map.serialize_entry("notes", &self.notes)?;
        map.serialize_entry("cells_required", &self.cells_required)?;
        map.serialize_entry("cells_covered", &self.cells_covered)?;
        for (name, count) in &self.more {
            map.serialize_entry(name, count)?;
        }
        map.end()
    }
}
