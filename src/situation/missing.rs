//! Who is missing: every question that nobody answers for some time, and what they have in common. All outputs count these, and
//! no others: a gap of the table, and a competent authority that is asked for and not named.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Situation;
use crate::key::StateCode;
use crate::model::{ComponentId, PartId, ServiceId};
use crate::profile::Cell;
use crate::routing::gaps::gaps;
use crate::routing::{Answerer, GapKind, GoLive, Row, Timeline, Verdict, joined};
use crate::time::Date;

/// What nobody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// Questions of a level and track, about a component where the cell is about one: no record names anybody.
    Owner(Cell, Option<ComponentId>),
    /// Whatever the competent authority shall answer: none is named. Told once, not for each level (semantics 6).
    Competent,
    /// The same, and two authorities are equally competent.
    OneCompetent,
}

/// A question about one service that nobody answers for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Whose files would have to name somebody.
    pub home: StateCode,
    /// The states whose questions nobody answers, sorted.
    pub states: BTreeSet<StateCode>,
    /// About which service.
    pub service: ServiceId,
    /// About which of the services that it contains, where not about all in use.
    pub part: Option<PartId>,
    /// What.
    pub lack: Lack,
    /// The first day; `None`: nobody ever did, or since ever.
    pub from: Option<Date>,
    /// The first day on which somebody answers.
    pub until: Option<Date>,
    /// Where, as ranges of the table's units, in order and apart.
    pub units: Vec<Range<usize>>,
}

/// What is missing for the same cause: the same question in the same places at the same time, about one service or several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cause {
    /// Whose files would have to name somebody.
    pub home: StateCode,
    /// About which of the services contained, where not about all in use.
    pub part: Option<PartId>,
    /// What.
    pub lack: Lack,
    /// The first day.
    pub from: Option<Date>,
    /// The first day on which somebody answers.
    pub until: Option<Date>,
    /// Where, as starts and ends of ranges of the table's units, in order and apart.
    pub units: Vec<(usize, usize)>,
    /// About which services: as many are missing.
    pub services: Vec<ServiceId>,
}

impl Cause {
    /// Where, as ranges of the table's units.
    pub fn ranges(&self) -> Vec<Range<usize>> {
        self.units.iter().map(|(start, end)| *start..*end).collect()
    }
}

type Key = (StateCode, ServiceId, Option<PartId>, Lack, Option<Date>, Option<Date>);
/// A lack for some time.
type Stretch = (Lack, Option<Date>, Option<Date>);
type Places = BTreeMap<Key, Vec<(StateCode, Range<usize>)>>;

impl Situation {
    /// Everybody who is missing on the day or later, by whose files would have to name them.
    pub fn missing(&self) -> &[Missing] {
        self.missing.get_or_init(|| {
            let mut found: Places = BTreeMap::new();
            for gap in gaps(&self.table, self.on) {
                let (from, until) = period(gap.kind);
                let lack = Lack::Owner(gap.cell, gap.component);
                let key = (gap.home, gap.service, gap.part, lack, from, until);
                let (home, units) = (gap.home, gap.units.into_iter());
                let placed = units.map(|units| (self.state_of(&units).unwrap_or(home), units));
                found.entry(key).or_default().extend(placed);
            }
            for row in self.table.rows() {
                self.without_competent(row, &mut found);
            }
            found
                .into_iter()
                .map(|((home, service, part, lack, from, until), places)| Missing {
                    home,
                    states: places.iter().map(|(state, _)| *state).collect(),
                    service,
                    part,
                    lack,
                    from,
                    until,
                    units: joined(places.into_iter().map(|(_, units)| units).collect()),
                })
                .collect()
        })
    }

    /// Who is missing for a state: for its own questions, wherever the answer would have to stand, and for those of others
    /// that its files have to answer. Of what another state has to settle only its own places are told.
    pub fn missing_in(&self, state: StateCode) -> Vec<Missing> {
        let own = self.table.places().of_state(state);
        let concerned = self.missing().iter().filter(|one| one.home == state || one.states.contains(&state));
        concerned
            .map(|one| {
                let mut one = one.clone();
                if one.home != state {
                    let clip = |units: Range<usize>| units.start.max(own.start)..units.end.min(own.end);
                    one.units = one.units.into_iter().map(clip).filter(|units| !units.is_empty()).collect();
                }
                one
            })
            .collect()
    }

    /// Where the competent authority shall answer and there is not exactly one; stretch of time by stretch of time.
    fn without_competent(&self, row: &Row, found: &mut Places) {
        if row.go_live == GoLive::Undecidable {
            return;
        }
        let mut stretches_of: BTreeMap<Stretch, BTreeSet<Option<PartId>>> = BTreeMap::new();
        for timeline in &row.apart {
            let Some(judged) = row.judged_for(timeline.part, self.on) else { continue };
            for (lack, from, until) in stretches(timeline, judged) {
                let go_live = row.go_live_of(timeline.part);
                let always = from.is_none_or(|from| go_live == GoLive::On(from)) && until.is_none();
                let stretch = (lack, from.filter(|_| !always), until);
                stretches_of.entry(stretch).or_default().insert(timeline.part);
            }
        }
        for ((lack, from, until), parts) in stretches_of {
            // What all services contained lack is told once.
            let all = row.parts.iter().all(|own| parts.contains(&Some(own.part)));
            let parts = if all { [None].into() } else { parts };
            for part in parts {
                let key = (row.state, row.service, part, lack, from, until);
                found.entry(key).or_default().push((row.state, row.units.clone()));
            }
        }
    }

    fn state_of(&self, units: &Range<usize>) -> Option<StateCode> {
        self.table.places().slice(units).first().map(|unit| unit.key.state())
    }
}

/// What is missing, gathered by cause: services that lack the same in the same places at the same time are one.
pub fn causes(missing: &[Missing]) -> Vec<Cause> {
    let mut found: BTreeMap<_, BTreeSet<ServiceId>> = BTreeMap::new();
    for one in missing {
        let units: Vec<(usize, usize)> = one.units.iter().map(|units| (units.start, units.end)).collect();
        let key = (one.home, one.part, one.lack, one.from, one.until, units);
        found.entry(key).or_default().insert(one.service);
    }
    let mut causes: Vec<Cause> = found
        .into_iter()
        .map(|((home, part, lack, from, until, units), services)| Cause {
            home,
            part,
            lack,
            from,
            until,
            units,
            services: services.into_iter().collect(),
        })
        .collect();
    causes.sort_by(|a, b| (&a.services, a).cmp(&(&b.services, b)));
    causes
}

/// When a gap begins and ends; nothing for what nobody ever answers.
const fn period(kind: GapKind) -> (Option<Date>, Option<Date>) {
    match kind {
        GapKind::Never => (None, None),
        GapKind::NotAtGoLive { go_live, until } => (Some(go_live), until),
        GapKind::InterimEnds { from, .. } => (Some(from), None),
        GapKind::Hole { from, until, .. } => (from, until),
    }
}

/// The stretches of a timeline without competent authority that are not over on a day.
fn stretches(timeline: &Timeline, judged: Date) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut last = None;
    for (at, segment) in timeline.segments.iter().enumerate() {
        if segment.verdict != Verdict::WithoutCompetent {
            continue;
        }
        let several = segment.answers.iter().any(|answer| answer.answerer == Answerer::CompetenceConflict);
        let lack = if several { Lack::OneCompetent } else { Lack::Competent };
        match found.last_mut() {
            Some(before) if before.0 == lack && last == at.checked_sub(1) => before.2 = segment.period.until,
            _ => found.push((lack, segment.period.from, segment.period.until)),
        }
        last = Some(at);
    }
    found.retain(|(_, _, until)| until.is_none_or(|until| judged < until));
    found
}
