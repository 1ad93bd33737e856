//! Who is the competent authority: longest area, then service named (semantics 6).

use std::collections::{BTreeMap, BTreeSet};

use super::index::ByArea;
use super::place::Place;
use super::{Matter, Table, Unit};
use crate::key::{Area, StateCode};
use crate::model::{Competence, OrganizationId};
use crate::time::{Date, Period};
use crate::vocabulary::ComponentSide;

/// Who is the competent authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Competent {
    /// One organization.
    One(OrganizationId),
    /// None is named.
    Nobody,
    /// These are equally competent.
    Several(Vec<OrganizationId>),
    /// A competence entry is broken.
    Undecidable,
}

/// The competences that hold at a place, each with the length of its area.
#[derive(Debug, Clone)]
pub struct Held {
    state: StateCode,
    by_length: BTreeMap<usize, u8>,
}

impl Table {
    pub(super) fn competence_bounds(&self, place: &Place<'_>, matter: Matter) -> BTreeSet<Date> {
        self.bounds_of(place.state, &place.competences, matter)
    }

    /// The days on which one of some competences begins or ends.
    fn bounds_of(
        &self,
        state: StateCode,
        competences: &BTreeMap<usize, u8>,
        matter: Matter,
    ) -> BTreeSet<Date> {
        let mut found = BTreeSet::new();
        for at in competences.keys().copied().chain(self.vague_of(state)) {
            let Some(competence) = self.model.competences.get(at) else { continue };
            if competence.is_for(matter.service, matter.part) {
                found.extend(competence.period.bounds());
            }
            // Of a broken one also the days on which it may begin or end.
            let shadow = competence.shadow.iter().filter(|may| may.services.has(&matter.service));
            found.extend(shadow.flat_map(|may| may.period.bounds()));
        }
        found
    }

    /// The competent authority: longest area, then service named (semantics 6), then part named (39).
    pub(super) fn competent_at(&self, place: &Place<'_>, matter: Matter, day: Date) -> Competent {
        self.competent_among(place.state, &place.competences, matter, day)
    }

    /// The same, among the competences that hold at a place, each with the length of its area. One of which a part is broken
    /// makes it undecidable where it would win, as far as what can be read of it allows (semantics 36).
    fn competent_among(
        &self,
        state: StateCode,
        competences: &BTreeMap<usize, u8>,
        matter: Matter,
        day: Date,
    ) -> Competent {
        let mut best: Option<Step> = None;
        let mut found: BTreeSet<OrganizationId> = BTreeSet::new();
        for (at, length) in competences {
            let Some(competence) = self.model.competences.get(*at) else { continue };
            if !self.holds(competence, state, matter, day) {
                continue;
            }
            let step = step(competence, *length, matter);
            if best.is_none_or(|best| step > best) {
                best = Some(step);
                found.clear();
            }
            if best == Some(step) {
                found.insert(competence.organization);
            }
        }
        let rivals = self.may_be_competent((state, matter, day), competences);
        // One that would win is another reading, unless it only says the same; one that would tie with several is none.
        let other = |(step, organization): &(Step, OrganizationId)| match best {
            None => true,
            Some(best) if *step == best => found.len() == 1 && !found.contains(organization),
            Some(best) => *step > best && (found.len() > 1 || !found.contains(organization)),
        };
        if rivals.iter().any(other) {
            return Competent::Undecidable;
        }
        match (found.len(), found.first()) {
            (1, Some(organization)) => Competent::One(*organization),
            (0, _) if self.may_lack_competences(state, matter) => Competent::Undecidable,
            (0, _) => Competent::Nobody,
            _ => Competent::Several(found.into_iter().collect()),
        }
    }

    /// Those that may be competent at a place, by what can be read of a broken competence, each with how closely it would match:
    /// what cannot be read may match as closely as can be.
    fn may_be_competent(
        &self,
        (state, matter, day): (StateCode, Matter, Date),
        competences: &BTreeMap<usize, u8>,
    ) -> Vec<(Step, OrganizationId)> {
        let vague = self.vague_of(state).map(|at| (at, u8::MAX));
        let near = competences.iter().map(|(at, length)| (*at, *length));
        let mut found = Vec::new();
        for (at, length) in near.chain(vague) {
            let Some(competence) = self.model.competences.get(at) else { continue };
            let Some(may) = &competence.shadow else { continue };
            let certain = length < u8::MAX && self.holds(competence, state, matter, day);
            let may_be_meant = competence.parts_broken || competence.parts.takes(matter.part);
            let reads = may.services.has(&matter.service) && may_be_meant && self.speaks(competence, state, matter);
            if reads && may.period.contains(day) && !certain {
                let (_, service, part) = step(competence, length, matter);
                let service = service || may.services != competence.services;
                let part = part || (competence.parts_broken && matter.part.is_some());
                found.push(((length, service, part), competence.organization));
            }
        }
        found
    }

    /// The competences that hold at a place, whatever the service and the day: found once, and asked for each service.
    pub fn competences_at(&self, key: Area, district: Option<&str>) -> Held {
        let state = key.state();
        Held { state, by_length: self.competences_reaching(state, key, district) }
    }

    /// The competences of a state that reach a place, each with how closely: the length of its area, a district counting as one more.
    pub(super) fn competences_reaching(
        &self,
        state: StateCode,
        key: Area,
        district: Option<&str>,
    ) -> BTreeMap<usize, u8> {
        let near = self.indexes(state).flat_map(|all| all.at(key));
        let reaching =
            |(at, length): (usize, u8)| Some((at, self.model.competence(at)?.reach(length, district)?));
        near.filter_map(reaching).collect()
    }

    /// The competences that may hold in a state: its own, and those of the federation where it provides a part (semantics 39).
    fn indexes(&self, state: StateCode) -> impl Iterator<Item = &ByArea<usize>> {
        let federal = Some(StateCode::BUND).filter(|bund| self.has_federal_parts && state != *bund);
        [Some(state), federal].into_iter().flatten().filter_map(|state| self.competences.get(&state))
    }

    /// The areas that they name.
    pub(super) fn competence_areas(&self, state: StateCode) -> impl Iterator<Item = Area> {
        self.indexes(state).flat_map(ByArea::areas)
    }

    /// Those of them that may hold anywhere, because their area could not be read.
    fn vague_of(&self, state: StateCode) -> impl Iterator<Item = usize> {
        let federal = Some(StateCode::BUND).filter(|bund| self.has_federal_parts && state != *bund);
        let all = [Some(state), federal].into_iter().flatten().filter_map(|state| self.vague.get(&state));
        all.flatten().copied()
    }

    /// Whether a competence may be said by whose files it stands in: the federation speaks for what it provides.
    fn speaks(&self, competence: &Competence, state: StateCode, matter: Matter) -> bool {
        competence.state == state || self.is_federal(matter)
    }

    /// Whether a competence surely holds in a state on a day.
    pub(super) fn holds(&self, competence: &Competence, state: StateCode, matter: Matter, day: Date) -> bool {
        competence.is_for(matter.service, matter.part)
            && competence.period.contains(day)
            && self.speaks(competence, state, matter)
    }

    fn is_federal(&self, matter: Matter) -> bool {
        matter.part.is_some_and(|part| self.model.part(part).side == ComponentSide::Federal)
    }

    /// Whether files that could not be read may name somebody.
    fn may_lack_competences(&self, state: StateCode, matter: Matter) -> bool {
        let bund = StateCode::BUND;
        !self.model.is_complete(state)
            || (self.is_federal(matter)
                && self.model.states.contains_key(&bund)
                && !self.model.is_complete(bund))
    }

    /// Who is competent over some time, from stretch to stretch; neighbours differ.
    pub fn competent_over(&self, held: &Held, matter: Matter, span: Period) -> Vec<(Competent, Period)> {
        let bounds = self.bounds_of(held.state, &held.by_length, matter);
        let mut found: Vec<(Competent, Period)> = Vec::new();
        for period in span.cut(&bounds) {
            let competent = self.competent_among(held.state, &held.by_length, matter, period.a_day());
            match found.last_mut().filter(|(last, _)| *last == competent) {
                Some((_, last)) => last.until = period.until,
                None => found.push((competent, period)),
            }
        }
        found
    }

    /// The areas of a state's competences that are smaller than the unit around them, in order: without a register the files
    /// may name offices of places that nothing else names.
    pub fn inside_units(&self, state: StateCode) -> Vec<(Area, usize)> {
        let areas: BTreeSet<Area> = self.competence_areas(state).collect();
        let units = self.places.of_state(state);
        areas
            .into_iter()
            .filter(|area| area.state() == state)
            .filter_map(|area| {
                let around = self.places.around(area).start;
                let unit = self.places.units().get(around)?;
                (units.contains(&around) && unit.key != area && unit.key.contains(area))
                    .then_some((area, around))
            })
            .collect()
    }

    /// The competences that tie in a unit on a day, as places in the model's list; empty where one wins or none
    /// holds.
    pub fn competing(&self, unit: &Unit, matter: Matter, day: Date) -> Vec<usize> {
        let state = unit.key.state();
        let all = self.competences_reaching(state, unit.key, unit.district.as_deref());
        let holding = all.into_iter().filter_map(|(at, length)| {
            let competence = self.model.competences.get(at)?;
            self.holds(competence, state, matter, day).then(|| (at, step(competence, length, matter)))
        });
        let holding: Vec<(usize, Step)> = holding.collect();
        let best = holding.iter().map(|(_, step)| *step).max();
        holding.into_iter().filter(|(_, step)| Some(*step) == best).map(|(at, _)| at).collect()
    }

    /// The competent authority in a unit on a day.
    pub fn competent(&self, unit: &Unit, matter: Matter, day: Date) -> Competent {
        self.competent_in((unit.key, unit.district.as_deref()), matter, day)
    }

    /// The same at a place, which may lie inside a unit: its key, and its district if it has one.
    pub fn competent_in(
        &self,
        (key, district): (Area, Option<&str>),
        matter: Matter,
        day: Date,
    ) -> Competent {
        // Of all that holds at a place only the competences: this is asked for every row.
        let state = key.state();
        self.competent_among(state, &self.competences_reaching(state, key, district), matter, day)
    }
}

/// How closely a competence matches: digits of its area, service named, part named; greater wins.
type Step = (u8, bool, bool);

fn step(competence: &Competence, length: u8, Matter { service, part }: Matter) -> Step {
    (length, competence.services.names(&service), part.is_some_and(|part| competence.parts.names(&part)))
}
