//! One place, one service, one cell: candidates, precedence, and the timeline they make.

use std::collections::{BTreeMap, BTreeSet};

use super::place::Place;
use super::ties::Weight;
use super::verdict::{Answer, Answerer, Matter, Segment, Timeline, Verdict};
use super::{Competent, Table};
use crate::key::StateCode;
use crate::model::{ComponentId, Owner, PartId, Scope, Support, SupportId, Use};
use crate::profile::Cell;
use crate::time::{Date, Period};
use crate::vocabulary::{ChannelKind, Level, Solution, Track};

/// How closely a record matches a cell; greater wins (semantics 4, compared in the order of the fields).
#[expect(clippy::struct_excessive_bools, reason = "one for each step of precedence")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Closeness {
    /// Long-term wins over interim.
    pub long_term: bool,
    /// Digits of the longest matching area; a district counts as one more.
    pub area: u8,
    /// The record names the service.
    pub names_service: bool,
    /// The record names the service contained.
    pub names_part: bool,
    /// The record names the component.
    pub names_component: bool,
}

/// A record that reaches a cell, with how closely.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'m> {
    pub(super) id: SupportId,
    pub(super) record: &'m Support,
    pub(super) closeness: Closeness,
}

/// A question at a place: what about, on which level and track.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    pub(super) matter: Matter,
    pub(super) cell: Cell,
    pub(super) component: Option<ComponentId>,
}

impl Table {
    /// The timelines of a cell while a service, or a part of it, is in operation: one, or one per component in use.
    pub(super) fn timelines_of(
        &self,
        usage: &Use,
        place: &Place<'_>,
        (cell, part): (Cell, Option<PartId>),
        whole: Period,
    ) -> Vec<Timeline> {
        if whole.is_empty() {
            return Vec::new();
        }
        let matter = Matter { service: usage.service.value, part };
        if cell.track != Some(Track::TechnicalState) {
            let segments = self.segments(place, Question { matter, cell, component: None }, whole);
            return vec![Timeline { cell, part, component: None, segments }];
        }
        // Which components are in use may change when the competent authority changes, or when one begins or ends.
        let mut by_component: BTreeMap<Option<ComponentId>, Vec<Segment>> = BTreeMap::new();
        let mut bounds = self.competence_bounds(place, matter);
        bounds.extend(&self.component_bounds);
        for period in whole.cut(&bounds) {
            let competent = match self.competent_at(place, matter, period.a_day()) {
                Competent::One(organization) => Some(organization),
                Competent::Nobody | Competent::Several(_) | Competent::Undecidable => None,
            };
            let in_use = self.components_in_use(usage, place, (part, competent), period.a_day());
            let keys: BTreeSet<Option<ComponentId>> = if in_use.is_empty() {
                BTreeSet::from([None])
            } else {
                in_use.into_iter().map(Some).collect()
            };
            for component in keys {
                let segments = self.segments(place, Question { matter, cell, component }, period);
                by_component.entry(component).or_default().extend(segments);
            }
        }
        by_component
            .into_iter()
            .map(|(component, segments)| Timeline { cell, part, component, segments: merged(segments) })
            .collect()
    }

    fn segments(&self, place: &Place<'_>, question: Question, whole: Period) -> Vec<Segment> {
        let Question { matter, cell, .. } = question;
        let candidates = self.candidates(place, question);
        let mut bounds: BTreeSet<Date> =
            candidates.iter().flat_map(|candidate| candidate.record.period.bounds()).collect();
        if candidates.iter().any(|candidate| candidate.record.owner.value == Owner::Competent) {
            bounds.extend(self.competence_bounds(place, matter));
        }
        if about_service(cell) {
            let operation = &self.model.service(matter.service).operation;
            bounds.extend(operation.iter().flat_map(|phase| phase.period.bounds()));
        }
        let segments =
            whole.cut(&bounds).map(|period| self.segment(place, question, &candidates, period)).collect();
        merged(segments)
    }

    /// The records that may answer the question at some time, whatever the day.
    pub(super) fn candidates(&self, place: &Place<'_>, question: Question) -> Vec<Candidate<'_>> {
        let Question { matter: Matter { service, part }, cell, component } = question;
        let reach: Vec<(SupportId, u8)> = if about_service(cell) {
            let operators = self.model.service(service).operating_states();
            operators
                .iter()
                .filter_map(|state| place.service.get(state))
                .flat_map(|records| records.iter().map(|(id, length)| (*id, *length)))
                .collect()
        } else {
            place.own.iter().map(|(id, length)| (*id, *length)).collect()
        };
        reach
            .into_iter()
            .filter_map(|(id, length)| {
                let record = self.model.support(id);
                let fits = record.level.as_ref().map(|level| level.value) == Some(cell.level)
                    && record.track.as_ref().map(|track| track.value) == cell.track
                    && record.services.has(&service)
                    && record.parts.takes(part)
                    && record.components.takes(component)
                    && record.district.as_deref().is_none_or(|district| place.district == Some(district));
                let long_term = record.solution.as_ref().is_some_and(|found| found.value == Solution::LongTerm);
                fits.then(|| Candidate {
                    id,
                    record,
                    closeness: Closeness {
                        long_term,
                        area: length + u8::from(record.district.is_some()),
                        names_service: record.services.names(&service),
                        names_part: part.is_some_and(|part| record.parts.names(&part)),
                        names_component: component
                            .is_some_and(|component| record.components.names(&component)),
                    },
                })
            })
            .collect()
    }

    /// The cell during a period in which nothing changes.
    pub(super) fn segment(
        &self,
        place: &Place<'_>,
        question: Question,
        candidates: &[Candidate<'_>],
        period: Period,
    ) -> Segment {
        let Question { matter, cell, .. } = question;
        let day = period.a_day();
        let operator = self.model.service(matter.service).operating_state(day);
        let valid: Vec<&Candidate<'_>> = candidates
            .iter()
            .filter(|candidate| candidate.record.period.contains(day))
            .filter(|candidate| !about_service(cell) || candidate.record.state == operator)
            .collect();
        let mut channels: BTreeSet<Option<ChannelKind>> = BTreeSet::new();
        for candidate in &valid {
            match &candidate.record.channels {
                Scope::All => {
                    channels.insert(None);
                }
                Scope::Only(list) => channels.extend(list.iter().map(|channel| Some(*channel))),
            }
        }
        let mut answers = Vec::new();
        let mut rivals: BTreeSet<SupportId> = BTreeSet::new();
        for channel in channels {
            let competing = valid.iter().filter(|candidate| match (&candidate.record.channels, channel) {
                (Scope::All, _) => true,
                (scope @ Scope::Only(_), Some(channel)) => scope.has(&channel),
                (Scope::Only(_), None) => false,
            });
            let best = competing.clone().map(|candidate| candidate.closeness).max();
            let winners: Vec<(Answerer, SupportId)> = competing
                .filter(|candidate| Some(candidate.closeness) == best)
                .map(|candidate| {
                    (self.answerer(place, matter, candidate.record.owner.value, day), candidate.id)
                })
                .collect();
            let owners: BTreeSet<Answerer> = winners.iter().map(|(answerer, _)| *answerer).collect();
            // An owner that nobody can tell may be the same as its rival; two others cannot.
            let unknown = owners.contains(&Answerer::Undecidable);
            if owners.len() > 1 + usize::from(unknown) {
                rivals.extend(winners.iter().map(|(_, id)| *id));
            }
            answers.extend(self.foremost(&winners).map(|(answerer, record)| Answer {
                channel,
                answerer: if unknown { Answerer::Undecidable } else { answerer },
                record,
            }));
        }
        let verdict = if rivals.is_empty() {
            self.verdict(place, question, &answers, operator)
        } else {
            Verdict::Ambiguous
        };
        Segment { period, verdict, answers, rivals: rivals.into_iter().collect() }
    }

    /// The record that stands for all that match equally closely.
    fn foremost(&self, winners: &[(Answerer, SupportId)]) -> Option<(Answerer, SupportId)> {
        match winners {
            [] => None,
            [only] => Some(*only),
            several => {
                several.iter().min_by_key(|(_, id)| Weight::of(&self.model, self.model.support(*id))).copied()
            }
        }
    }

    fn verdict(
        &self,
        place: &Place<'_>,
        question: Question,
        answers: &[Answer],
        operator: StateCode,
    ) -> Verdict {
        let has = |wanted: fn(&Answerer) -> bool| answers.iter().any(|answer| wanted(&answer.answerer));
        // Two competent authorities are two owners on that channel: nothing covers the cell then (semantics 2, 6).
        if has(|answerer| matches!(answerer, Answerer::CompetenceConflict)) {
            return Verdict::WithoutCompetent;
        }
        if has(|answerer| matches!(answerer, Answerer::Organization(_))) {
            return Verdict::Covered;
        }
        if has(|answerer| matches!(answerer, Answerer::Undecidable))
            || self.is_uncertain(place, question, operator)
        {
            return Verdict::Undecidable;
        }
        if has(|answerer| matches!(answerer, Answerer::NoCompetent)) {
            return Verdict::WithoutCompetent;
        }
        if has(|answerer| matches!(answerer, Answerer::Nobody)) { Verdict::Deliberate } else { Verdict::Open }
    }

    /// Whether something broken may stand for what seems to be missing (semantics 17).
    fn is_uncertain(&self, place: &Place<'_>, question: Question, operator: StateCode) -> bool {
        let Question { matter: Matter { service, .. }, cell, .. } = question;
        let home = if about_service(cell) { operator } else { place.state };
        if !self.model.is_complete(home) || !self.model.is_complete(place.state) {
            return true;
        }
        let may_mean = |id: &SupportId| {
            let record = self.model.support(*id);
            record.level.as_ref().is_none_or(|level| level.value == cell.level)
                // On first level a track is the error itself; the record occupies its cell all the same.
                && (cell.level == Level::First
                    || record.track.as_ref().is_none_or(|track| Some(track.value) == cell.track))
        };
        let shadowed = |state: StateCode| {
            self.records.get(&state).is_some_and(|records| records.shadows.iter().any(may_mean))
        };
        // A record on the wrong side is reported as such; the cell that it claims is not called empty as well.
        let claimed = || {
            place.service.get(&place.state).is_some_and(|records| {
                records.keys().filter(|id| self.model.support(**id).services.has(&service)).any(may_mean)
            })
        };
        shadowed(home)
            || shadowed(place.state)
            || (about_service(cell) && home != place.state && claimed())
            || place.abroad.iter().any(may_mean)
    }

    fn answerer(&self, place: &Place<'_>, matter: Matter, owner: Owner, day: Date) -> Answerer {
        match owner {
            Owner::Organization(organization) => Answerer::Organization(organization),
            Owner::Nobody => Answerer::Nobody,
            Owner::Undecidable => Answerer::Undecidable,
            Owner::Competent => match self.competent_at(place, matter, day) {
                Competent::One(organization) => Answerer::Organization(organization),
                Competent::Nobody => Answerer::NoCompetent,
                Competent::Several(_) => Answerer::CompetenceConflict,
                Competent::Undecidable => Answerer::Undecidable,
            },
        }
    }
}

/// Cells that the operating state's files fill (semantics 5).
pub(super) const fn about_service(cell: Cell) -> bool {
    matches!(cell.track, Some(Track::TechnicalService))
}

/// Neighbours that say the same become one.
pub(super) fn merged(segments: Vec<Segment>) -> Vec<Segment> {
    let mut result: Vec<Segment> = Vec::with_capacity(segments.len());
    for segment in segments {
        match result.last_mut() {
            Some(last)
                if last.period.until == segment.period.from
                    && last.period.until.is_some()
                    && last.says_the_same(&segment) =>
            {
                last.period.until = segment.period.until;
            }
            _ => result.push(segment),
        }
    }
    result
}
