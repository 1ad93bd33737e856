//! Where a record says "the competent authority" and that leads to none or to several: told once per cause, not per level.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Context;
use crate::key::StateCode;
use crate::model::{ServiceId, SupportId};
use crate::routing::{Answerer, Row, Verdict};
use crate::time::{Date, Period};

/// A stretch of time in which `@competent` leads nowhere, in the places of one row.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    pub(super) state: StateCode,
    pub(super) service: ServiceId,
    pub(super) units: Range<usize>,
    /// A day of it, on or after the day of judging.
    pub(super) day: Date,
    /// From when; `None`: from the day of judging on, so it is no change that is seen coming.
    pub(super) since: Option<Date>,
    /// The first day on which it leads somewhere again.
    pub(super) until: Option<Date>,
    /// The records that say `@competent`.
    pub(super) records: BTreeSet<SupportId>,
}

/// All stretches in which the table holds this answer, from the context's day on.
pub(super) fn failures(context: &Context<'_>, wanted: Answerer) -> Vec<Failure> {
    context.table.rows().iter().flat_map(|row| of_row(row, wanted, context.on)).collect()
}

fn of_row(row: &Row, wanted: Answerer, on: Date) -> Vec<Failure> {
    let Some(judged) = row.judged_on(on).filter(|_| row.go_live != crate::routing::GoLive::Undecidable)
    else {
        return Vec::new();
    };
    let mut pieces: Vec<(Period, SupportId)> = row
        .timelines
        .iter()
        .flat_map(|timeline| &timeline.segments)
        .filter(|segment| segment.verdict != Verdict::Ambiguous)
        .flat_map(|segment| segment.answers.iter().map(move |answer| (segment.period, answer)))
        .filter(|(period, answer)| answer.answerer == wanted && !period.is_over(judged))
        .map(|(period, answer)| {
            let since = period.from.filter(|from| *from > judged);
            (Period::new(since, period.until), answer.record)
        })
        .collect();
    pieces.sort_unstable();
    let mut found: Vec<Failure> = Vec::new();
    for (period, record) in pieces {
        let touches = |last: &Failure| match (period.from, last.until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        match found.last_mut() {
            Some(last) if touches(last) => {
                last.until = last.until.zip(period.until).map(|(one, two)| one.max(two));
                last.records.insert(record);
            }
            _ => found.push(Failure {
                state: row.state,
                service: row.service,
                units: row.units.clone(),
                day: period.from.unwrap_or(judged),
                since: period.from,
                until: period.until,
                records: BTreeSet::from([record]),
            }),
        }
    }
    found
}
