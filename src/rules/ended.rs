//! Interim solutions that end without successor, gathered by the record that ends.

use std::collections::BTreeMap;

use super::bundle::{Bundle, about_record, end_of};
use super::{Context, Finding, Subject};
use crate::key::StateCode;
use crate::model::SupportId;
use crate::profile::Cell;
use crate::routing::GapKind;
use crate::text::Text;
use crate::text::list::Case;
use crate::time::Date;

/// An interim solution after which nobody answers.
#[derive(Debug, Clone)]
pub(super) struct Ended {
    home: StateCode,
    cell: Cell,
    /// The record.
    pub(super) record: SupportId,
    /// The first day without owner.
    pub(super) from: Date,
    /// Where and what for.
    pub(super) bundle: Bundle,
}

/// All interim solutions without successor whose end fits.
pub(super) fn ended(context: &Context<'_>, fits: impl Fn(Date) -> bool) -> Vec<Ended> {
    let mut found: BTreeMap<(StateCode, Cell, SupportId, Date), Bundle> = BTreeMap::new();
    for gap in context.gaps {
        if let GapKind::InterimEnds { record, from } = gap.kind
            && fits(from)
        {
            found.entry((gap.home, gap.cell, record, from)).or_default().add_gap(gap);
        }
    }
    found
        .into_iter()
        .map(|((home, cell, record, from), bundle)| Ended { home, cell, record, from, bundle })
        .collect()
}

impl Ended {
    /// A finding at the record's last day; the message about some services is given.
    pub(super) fn finding(&self, context: &Context<'_>, message: impl Fn(&Text) -> Text) -> Finding {
        let subject: Subject = self.bundle.subject(context, self.home).cell(self.cell);
        let about = about_record(context, subject, self.record);
        let own = message(&self.bundle.services(context, Case::Dative));
        Finding::new(end_of(context, self.record), own, about)
            .one_service_of(&self.bundle, message(&Text::same("{}")), Case::Dative)
            .label(self.bundle.concerns(context))
    }
}
