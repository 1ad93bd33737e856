//! Where a record says "the competent authority" and that leads to none or to several: told once per cause, not per level.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Context;
use crate::key::StateCode;
use crate::model::{OrganizationId, Owner, PartId, SupportId};
use crate::routing::{Answerer, GoLive, Matter, Row, Timeline, Verdict};
use crate::time::{Date, Period, day_before};

/// A stretch of time in which `@competent` leads nowhere for a service, or for one of those that it contains, in the places of one row.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    pub(super) state: StateCode,
    pub(super) matter: Matter,
    pub(super) units: Range<usize>,
    /// A day of it, on or after the day of judging.
    pub(super) day: Date,
    /// From when; `None`: from the day of judging on, so it is no change that is seen coming.
    pub(super) since: Option<Date>,
    /// Whether an authority was competent until then; else a record first asks for one on that day.
    pub(super) ended: bool,
    /// The first day on which no record asks in vain any more, and what is the case then.
    pub(super) until: Option<(Date, Then)>,
    /// The records that say `@competent`.
    pub(super) records: BTreeSet<SupportId>,
}

/// What is the case on the day after the last on which `@competent` leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Then {
    /// An authority is competent.
    Competent,
    /// Another record holds, and this organization answers.
    Answered(OrganizationId),
    /// No record asks for a competent authority any more.
    NotAsked,
}

/// All stretches in which the table holds this answer, from the context's day on.
pub(super) fn failures(context: &Context<'_>, wanted: Answerer) -> Vec<Failure> {
    fn of_row<'c>(context: &'c Context<'_>, row: &'c Row, wanted: Answerer) -> impl Iterator<Item = Failure> {
        let parts: BTreeSet<Option<PartId>> = row.apart.iter().map(|timeline| timeline.part).collect();
        parts.into_iter().flat_map(move |part| of_part(context, (row, part), wanted))
    }
    context.table.rows().iter().flat_map(|row| of_row(context, row, wanted)).collect()
}

fn of_part(context: &Context<'_>, (row, part): (&Row, Option<PartId>), wanted: Answerer) -> Vec<Failure> {
    let Some(judged) =
        row.judged_for(part, context.on).filter(|_| row.go_live != GoLive::Undecidable)
    else {
        return Vec::new();
    };
    let lines: Vec<&Timeline> = row.apart.iter().filter(|timeline| timeline.part == part).collect();
    let mut pieces: Vec<(Period, SupportId)> = lines
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
    let mut stretches: Vec<(Period, BTreeSet<SupportId>)> = Vec::new();
    for (period, record) in pieces {
        let touches = |last: &Period| match (period.from, last.until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        match stretches.last_mut() {
            Some((last, records)) if touches(last) => {
                last.until = last.until.zip(period.until).map(|(one, two)| one.max(two));
                records.insert(record);
            }
            _ => stretches.push((period, BTreeSet::from([record]))),
        }
    }
    stretches
        .into_iter()
        .map(|(period, records)| Failure {
            state: row.state,
            matter: Matter { service: row.service, part },
            units: row.units.clone(),
            day: period.from.unwrap_or(judged),
            since: period.from,
            ended: period.from.is_some_and(|from| was_competent(context, &lines, day_before(from))),
            until: period.until.map(|until| (until, then(context, &lines, wanted, until))),
            records,
        })
        .collect()
}

/// Whether on a day an authority answers because it is competent.
fn was_competent(context: &Context<'_>, lines: &[&Timeline], day: Date) -> bool {
    lines.iter().any(|timeline| matches!(answers(context, timeline, day), Some(Then::Competent)))
}

/// What is the case on the day on which `@competent` no longer leads nowhere, in the cells in which it did.
fn then(context: &Context<'_>, lines: &[&Timeline], wanted: Answerer, day: Date) -> Then {
    let failed = |timeline: &&&Timeline| {
        let before = timeline.at(day_before(day));
        before.is_some_and(|segment| segment.answers.iter().any(|answer| answer.answerer == wanted))
    };
    let cells = lines.iter().filter(failed);
    cells.filter_map(|timeline| answers(context, timeline, day)).min().unwrap_or(Then::NotAsked)
}

/// Who answers a cell on a day, and whether because of its competence.
fn answers(context: &Context<'_>, timeline: &Timeline, day: Date) -> Option<Then> {
    let answers = timeline.at(day).into_iter().flat_map(|segment| &segment.answers);
    let named = answers.filter_map(|answer| match answer.answerer {
        Answerer::Organization(id)
            if context.model.support(answer.record).owner.value != Owner::Competent =>
        {
            Some(Then::Answered(id))
        }
        Answerer::Organization(_) => Some(Then::Competent),
        _ => None,
    });
    named.min()
}
