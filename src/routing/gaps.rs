//! Stretches without owner, each classified once (semantics 9) and gathered over the places that share its cause.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{GoLive, Row, Segment, Table, Timeline, Verdict};
use crate::key::StateCode;
use crate::model::{ComponentId, Model, Owner, PartId, ServiceId, SupportId};
use crate::profile::Cell;
use crate::time::Date;
use crate::vocabulary::{Solution, Track};

/// Why nobody answers; the first that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapKind {
    /// Nobody on the whole timeline.
    Never,
    /// Nobody on the day of go-live.
    NotAtGoLive {
        /// The day.
        go_live: Date,
        /// From when somebody answers, if ever.
        until: Option<Date>,
    },
    /// An interim ends and nothing follows.
    InterimEnds {
        /// The interim.
        record: SupportId,
        /// The first day without owner.
        from: Date,
    },
    /// Any other gap.
    Hole {
        /// The first day; `None`: since ever.
        from: Option<Date>,
        /// From when somebody answers again, if ever.
        until: Option<Date>,
        /// The record that ends before the gap.
        after: Option<SupportId>,
    },
}

/// One cause, with all places that it leaves without owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Whose files would have to name the owner.
    pub home: StateCode,
    /// The states whose questions nobody answers, sorted.
    pub states: Vec<StateCode>,
    /// The service.
    pub service: ServiceId,
    /// Level and track.
    pub cell: Cell,
    /// Which of the services contained, where not all of them have the same gap.
    pub part: Option<PartId>,
    /// The component, where the cell is about one.
    pub component: Option<ComponentId>,
    /// Why.
    pub kind: GapKind,
    /// The places, as ranges of [`super::Places::units`], in order.
    pub units: Vec<Range<usize>>,
}

type Key = (StateCode, ServiceId, Cell, Option<PartId>, Option<ComponentId>, GapKind);

/// All gaps that still matter on `on` or after it.
pub fn gaps(table: &Table, on: Date) -> Vec<Gap> {
    let mut found: BTreeMap<Key, Vec<(StateCode, Range<usize>)>> = BTreeMap::new();
    for row in table.rows() {
        if row.judged_on(on).is_none() || row.go_live == GoLive::Undecidable {
            continue;
        }
        for (cell, part, component, kind) in of_row(table, row, on) {
            let home = if cell.track == Some(Track::TechnicalService) {
                table.model().service(row.service).operating_state(row.judged_on(on).unwrap_or(on))
            } else {
                row.state
            };
            // Who never answers for a service answers nobody: one finding, whoever asks.
            let key = (home, row.service, cell, part, component, kind);
            found.entry(key).or_default().push((row.state, row.units.clone()));
        }
    }
    found
        .into_iter()
        .map(|((home, service, cell, part, component, kind), places)| {
            let mut states: Vec<StateCode> = places.iter().map(|(state, _)| *state).collect();
            states.sort_unstable();
            states.dedup();
            let units = places.into_iter().map(|(_, units)| units).collect();
            Gap { home, states, service, cell, part, component, kind, units }
        })
        .collect()
}

/// The deliberate record (`owner = "none"`) after which a gap opens, and its first day. Such a gap is told as the end of
/// that record, not as a gap besides.
pub fn after_deliberate(model: &Model, gap: &Gap) -> Option<(SupportId, Date)> {
    match gap.kind {
        GapKind::Hole { from: Some(from), after: Some(record), .. } => {
            (model.support(record).owner.value == Owner::Nobody).then_some((record, from))
        }
        _ => None,
    }
}

/// The gaps of a row; of a bundle once, where each of the services contained has it.
fn of_row(
    table: &Table,
    row: &Row,
    on: Date,
) -> Vec<(Cell, Option<PartId>, Option<ComponentId>, GapKind)> {
    let mut found: BTreeMap<(Cell, Option<ComponentId>, GapKind), Vec<Option<PartId>>> = BTreeMap::new();
    for timeline in &row.apart {
        for kind in classify(table, row, timeline, on) {
            found.entry((timeline.cell, timeline.component, kind)).or_default().push(timeline.part);
        }
    }
    let lines = |cell, component| {
        row.apart.iter().filter(|line| (line.cell, line.component) == (cell, component)).count()
    };
    found
        .into_iter()
        .flat_map(|((cell, component, kind), parts)| {
            let all = parts.len() == lines(cell, component);
            let parts = if all { vec![None] } else { parts };
            parts.into_iter().map(move |part| (cell, part, component, kind))
        })
        .collect()
}

fn classify(table: &Table, row: &Row, timeline: &Timeline, on: Date) -> Vec<GapKind> {
    let open = |segment: &Segment| segment.verdict == Verdict::Open;
    if !timeline.segments.is_empty() && timeline.segments.iter().all(open) {
        return vec![GapKind::Never];
    }
    let mut kinds = Vec::new();
    for (at, segment) in timeline.segments.iter().enumerate() {
        if !open(segment) || segment.period.until.is_some_and(|until| until <= on) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| timeline.segments.get(at));
        kinds.push(kind(table, (row, timeline.part), segment, before));
    }
    kinds
}

fn kind(
    table: &Table,
    (row, part): (&Row, Option<PartId>),
    segment: &Segment,
    before: Option<&Segment>,
) -> GapKind {
    let until = segment.period.until;
    if let (GoLive::On(go_live), Some(from)) = (row.go_live_of(part), segment.period.from)
        && go_live == from
    {
        return GapKind::NotAtGoLive { go_live, until };
    }
    let ended = before.and_then(|before| before.answers.first().map(|answer| answer.record));
    let interim =
        before.into_iter().flat_map(|before| &before.answers).map(|answer| answer.record).find(|record| {
            table
                .model()
                .support(*record)
                .solution
                .as_ref()
                .is_some_and(|found| found.value == Solution::Interim)
        });
    // The end of a use is no gap, so only a gap without end, or up to the end of the use, lacks a successor.
    match (interim, segment.period.from, until.is_none() || until == row.end) {
        (Some(record), Some(from), true) => GapKind::InterimEnds { record, from },
        _ => GapKind::Hole { from: segment.period.from, until, after: ended },
    }
}
