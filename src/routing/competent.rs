//! Who is the competent authority: longest area, then service named (semantics 6).

use std::collections::{BTreeMap, BTreeSet};

use super::index::ByArea;
use super::place::Place;
use super::{Table, Unit};
use crate::key::{Area, StateCode};
use crate::model::{Competence, OrganizationId, ServiceId};
use crate::time::{Date, Period};

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
    pub(super) fn competence_bounds(&self, place: &Place<'_>, service: ServiceId) -> BTreeSet<Date> {
        self.bounds_of(place.state, &place.competences, service)
    }

    /// The days on which one of some competences begins or ends.
    fn bounds_of(
        &self,
        state: StateCode,
        competences: &BTreeMap<usize, u8>,
        service: ServiceId,
    ) -> BTreeSet<Date> {
        let mut found = BTreeSet::new();
        for at in competences.keys().chain(self.vague.get(&state).into_iter().flatten()) {
            let Some(competence) = self.model.competences.get(*at) else { continue };
            if competence.services.has(&service) {
                found.extend(competence.period.bounds());
            }
            // Of a broken one also the days on which it may begin or end.
            let shadow = competence.shadow.iter().filter(|may| may.services.has(&service));
            found.extend(shadow.flat_map(|may| may.period.bounds()));
        }
        found
    }

    /// The competent authority: longest area, then service named (semantics 6).
    pub(super) fn competent_at(&self, place: &Place<'_>, service: ServiceId, day: Date) -> Competent {
        self.competent_among(place.state, &place.competences, service, day)
    }

    /// The same, among the competences that hold at a place, each with the length of its area. One of which a part is broken
    /// makes it undecidable where it would win, as far as what can be read of it allows (semantics 36).
    fn competent_among(
        &self,
        state: StateCode,
        competences: &BTreeMap<usize, u8>,
        service: ServiceId,
        day: Date,
    ) -> Competent {
        let mut best: Option<(u8, bool)> = None;
        let mut found: BTreeSet<OrganizationId> = BTreeSet::new();
        for (at, length) in competences {
            let Some(competence) = self.model.competences.get(*at) else { continue };
            if !holds(competence, service, day) {
                continue;
            }
            let step = (*length, competence.services.names(&service));
            if best.is_none_or(|best| step > best) {
                best = Some(step);
                found.clear();
            }
            if best == Some(step) {
                found.insert(competence.organization);
            }
        }
        let rivals = self.may_be_competent((state, service, day), competences);
        // One that would win is another reading, unless it only says the same; one that would tie with several is none.
        let other = |(step, organization): &((u8, bool), OrganizationId)| match best {
            None => true,
            Some(best) if *step == best => found.len() == 1 && !found.contains(organization),
            Some(best) => *step > best && (found.len() > 1 || !found.contains(organization)),
        };
        if rivals.iter().any(other) {
            return Competent::Undecidable;
        }
        match (found.len(), found.first()) {
            (1, Some(organization)) => Competent::One(*organization),
            (0, _) if !self.model.is_complete(state) => Competent::Undecidable,
            (0, _) => Competent::Nobody,
            _ => Competent::Several(found.into_iter().collect()),
        }
    }

    /// Those that may be competent at a place, by what can be read of a broken competence, each with how closely it would match:
    /// what cannot be read may match as closely as can be.
    fn may_be_competent(
        &self,
        (state, service, day): (StateCode, ServiceId, Date),
        competences: &BTreeMap<usize, u8>,
    ) -> Vec<((u8, bool), OrganizationId)> {
        let vague = self.vague.get(&state).into_iter().flatten().map(|at| (*at, u8::MAX));
        let near = competences.iter().map(|(at, length)| (*at, *length));
        let mut found = Vec::new();
        for (at, length) in near.chain(vague) {
            let Some(competence) = self.model.competences.get(at) else { continue };
            let Some(may) = &competence.shadow else { continue };
            let certain = length < u8::MAX && holds(competence, service, day);
            if may.services.has(&service) && may.period.contains(day) && !certain {
                let names = competence.services.names(&service) || may.services != competence.services;
                found.push(((length, names), competence.organization));
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
        let near = self.competences.get(&state).map(|all| all.at(key)).unwrap_or_default();
        let reaching =
            |(at, length): (usize, u8)| Some((at, self.model.competence(at)?.reach(length, district)?));
        near.into_iter().filter_map(reaching).collect()
    }

    /// Who is competent for a service over some time, from stretch to stretch; neighbours differ.
    pub fn competent_over(&self, held: &Held, service: ServiceId, span: Period) -> Vec<(Competent, Period)> {
        let bounds = self.bounds_of(held.state, &held.by_length, service);
        let mut found: Vec<(Competent, Period)> = Vec::new();
        for period in span.cut(&bounds) {
            let competent = self.competent_among(held.state, &held.by_length, service, period.a_day());
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
        let areas = self.competences.get(&state).into_iter().flat_map(ByArea::areas);
        let units = self.places.of_state(state);
        areas
            .filter(|area| area.state() == state)
            .filter_map(|area| {
                let around = self.places.around(area).start;
                let unit = self.places.units().get(around)?;
                (units.contains(&around) && unit.key != area && unit.key.contains(area))
                    .then_some((area, around))
            })
            .collect()
    }

    /// The competences that tie for a service in a unit on a day, as places in the model's list; empty where one wins or none
    /// holds.
    pub fn competing(&self, unit: &Unit, service: ServiceId, day: Date) -> Vec<usize> {
        let all = self.competences_reaching(unit.key.state(), unit.key, unit.district.as_deref());
        let holding = all.into_iter().filter_map(|(at, length)| {
            let competence = self.model.competences.get(at)?;
            holds(competence, service, day).then(|| (at, (length, competence.services.names(&service))))
        });
        let holding: Vec<(usize, (u8, bool))> = holding.collect();
        let best = holding.iter().map(|(_, step)| *step).max();
        holding.into_iter().filter(|(_, step)| Some(*step) == best).map(|(at, _)| at).collect()
    }

    /// The competent authority for a service in a unit on a day.
    pub fn competent(&self, unit: &Unit, service: ServiceId, day: Date) -> Competent {
        self.competent_in((unit.key, unit.district.as_deref()), service, day)
    }

    /// The same at a place, which may lie inside a unit: its key, and its district if it has one.
    pub fn competent_in(
        &self,
        (key, district): (Area, Option<&str>),
        service: ServiceId,
        day: Date,
    ) -> Competent {
        // Of all that holds at a place only the competences: this is asked for every row.
        let state = key.state();
        self.competent_among(state, &self.competences_reaching(state, key, district), service, day)
    }
}

/// Whether a competence surely holds for a service on a day.
fn holds(competence: &Competence, service: ServiceId, day: Date) -> bool {
    competence.services.has(&service) && competence.period.contains(day)
}
