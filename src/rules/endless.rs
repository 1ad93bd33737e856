//! Interim solutions on first level that no end is written for, and where they would answer for ever.

use std::collections::BTreeMap;

use super::Context;
use super::bundle::Bundle;
use crate::model::SupportId;
use crate::routing::GoLive;
use crate::situation::Limited as _;
use crate::vocabulary::{Level, Solution};

/// An interim solution without end.
#[derive(Debug, Clone, Default)]
pub(super) struct Endless {
    /// Where it answers and nothing ever follows.
    pub(super) forever: Bundle,
    /// Whether something follows it in another place.
    pub(super) followed: bool,
}

/// All interim solutions without a last day that answer somewhere for ever, from the context's day on.
pub(super) fn endless(context: &Context<'_>) -> BTreeMap<SupportId, Endless> {
    let mut found: BTreeMap<SupportId, Endless> = BTreeMap::new();
    for row in context.table.rows().iter().filter(|row| row.go_live != GoLive::Undecidable) {
        if row.judged_on(context.on).is_none() {
            continue;
        }
        for timeline in row.timelines.iter().filter(|timeline| timeline.cell.level == Level::First) {
            let Some((last, earlier)) = timeline.segments.split_last() else { continue };
            let is_endless = |id: &SupportId| is_endless(context, *id);
            // Beside a long-term solution an interim may stay on a channel of its own.
            let relieved = last.answers.iter().any(|answer| is_long_term(context, answer.record));
            let lasting: Vec<SupportId> = last
                .answers
                .iter()
                .filter(|_| last.period.until.is_none() && !relieved)
                .map(|answer| answer.record)
                .filter(is_endless)
                .collect();
            for id in &lasting {
                found.entry(*id).or_default().forever.add(row.state, row.service, row.units.clone());
            }
            let answers = earlier.iter().flat_map(|segment| &segment.answers).map(|answer| answer.record);
            for id in answers.filter(is_endless).filter(|id| !lasting.contains(id)) {
                found.entry(id).or_default().followed = true;
            }
        }
    }
    found.retain(|_, endless| !endless.forever.services.is_empty());
    found
}

fn is_endless(context: &Context<'_>, id: SupportId) -> bool {
    let record = context.model.support(id);
    !record.is_broken()
        && record.end().is_none()
        && record.solution.as_ref().is_some_and(|solution| solution.value == Solution::Interim)
}

fn is_long_term(context: &Context<'_>, id: SupportId) -> bool {
    let solution = &context.model.support(id).solution;
    solution.as_ref().is_some_and(|solution| solution.value == Solution::LongTerm)
}
