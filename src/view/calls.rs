//! The call list of a project manager: who owes me which answer by when, what blocks the next wave, how many are connected.

use std::collections::BTreeMap;

use serde::Serialize;

use super::changes::Change;
use super::contact::{Contact, Reader};
use super::offices::Addressee;
use super::place::Place;
use super::scene::{Frame, Scene};
use crate::key::{Area, StateCode};
use crate::model::{OrganizationId, ServiceId};
use crate::routing::GoLive;
use crate::time::Date;

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallList {
    /// Head and foot.
    pub frame: Frame,
    /// "in Niedersachsen".
    pub in_state: String,
    /// The next waves, soonest first.
    pub waves: Vec<NextWave>,
    /// What changed within a week, latest first.
    pub changes: Vec<Change>,
    /// What the Land itself has to settle, soonest first.
    pub own: Vec<Item>,
    /// The Kommunen to call.
    pub calls: Vec<Call>,
    /// Offices of the Land, the federation or an association that owe an answer for themselves.
    pub others: Vec<OfficeCall>,
    /// Kommunen with a competent authority that owe nothing.
    pub connected: usize,
    /// Kommunen with a competent authority.
    pub carriers: usize,
}

/// A day on which a service starts somewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NextWave {
    /// The service.
    pub service: String,
    /// The day.
    pub day: String,
    /// How many days until then.
    pub days: i32,
    /// Where.
    pub places: String,
    /// What is not covered on that day, in words.
    pub blocked_by: Vec<String>,
}

/// Something to settle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What.
    pub what: String,
    /// By when; nothing: as soon as possible.
    pub by: Option<String>,
}

/// A Kommune that owes an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    /// The Kommune.
    pub place: Place,
    /// Whom to call there: its own contact, and the offices that are competent for what is missing.
    pub contacts: Vec<Addressee>,
    /// What it owes.
    pub owes: Vec<String>,
    /// By when: the first start there that lies ahead.
    pub by: Option<String>,
}

/// An office that no Kommune carries, and that owes an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficeCall {
    /// Who.
    pub contact: Contact,
    /// The services for which it has no way of feedback.
    pub services: String,
}

impl Scene<'_> {
    /// The call list of a state.
    pub fn calls(&self, state: StateCode) -> CallList {
        let asked = self.asked(state);
        let mut calls: Vec<(Option<Date>, Call)> = Vec::new();
        for (key, _) in &asked {
            // What nobody answers in several places is the Land's to settle; it stands there once.
            let gaps = self.gap_duties(*key);
            let owes: Vec<String> =
                self.duties(*key).into_iter().filter(|duty| !gaps.contains(duty)).collect();
            if owes.is_empty() {
                continue;
            }
            let by = self.first_start(*key);
            let lacks = self.without_feedback(*key);
            let any = lacks.is_empty() && self.situation().contact(*key).known().is_none();
            let contacts = self.addressees(*key, |service| any || lacks.contains(&service));
            let by_words = by.map(|day| self.day(day));
            calls.push((by, Call { place: self.place(*key), contacts, owes, by: by_words }));
        }
        calls.sort_by(|a, b| (a.0.is_none(), a.0, &a.1.place.key).cmp(&(b.0.is_none(), b.0, &b.1.place.key)));
        CallList {
            frame: self.frame(&[state], 1),
            in_state: self.in_state(state),
            waves: self.next_waves(state),
            changes: self.changes(state),
            own: self.own_items(state),
            others: self.offices_to_call(state),
            connected: asked.len() - calls.len(),
            carriers: asked.len(),
            calls: calls.into_iter().map(|(_, call)| call).collect(),
        }
    }

    /// Offices that no Kommune carries, with the services for which nobody says whom they tell.
    fn offices_to_call(&self, state: StateCode) -> Vec<OfficeCall> {
        let mut found: BTreeMap<OrganizationId, Vec<ServiceId>> = BTreeMap::new();
        for (service, office) in self.situation().silent_offices(state) {
            found.entry(office).or_default().push(service);
        }
        let call = |(office, services): (OrganizationId, Vec<ServiceId>)| {
            let services = self.names_of(&services)?;
            Some(OfficeCall { contact: self.contact(office, Reader::Authority), services })
        };
        found.into_iter().filter_map(call).collect()
    }

    /// The first start ahead of what a Kommune is competent for.
    pub(super) fn first_start(&self, key: Area) -> Option<Date> {
        let starts = self.owed(key).into_iter().flat_map(|(service, duty)| {
            let places = self.table.places();
            let inside = duty.inside.iter().map(|area| places.around(*area));
            let all: Vec<_> = duty.units.iter().cloned().chain(inside).collect();
            all.into_iter().flat_map(move |units| self.rows(key.state(), service, &units))
        });
        starts
            .filter_map(|(row, _)| match row.go_live {
                GoLive::On(day) if day > self.on => Some(day),
                _ => None,
            })
            .min()
    }

    /// The days of start that lie ahead, with what is not covered then.
    fn next_waves(&self, state: StateCode) -> Vec<NextWave> {
        let range = self.table.places().of_state(state);
        let mut waves: BTreeMap<(Date, ServiceId), Vec<std::ops::Range<usize>>> = BTreeMap::new();
        for service in self.services(state) {
            for (row, units) in self.rows(state, service, &range) {
                if let GoLive::On(day) = row.go_live
                    && day > self.on
                {
                    waves.entry((day, service)).or_default().push(units);
                }
            }
        }
        waves
            .into_iter()
            .map(|((day, service), places)| {
                let mut blocked_by: Vec<String> = Vec::new();
                for (row, _) in places.iter().flat_map(|place| self.rows(state, service, place)) {
                    for timeline in &row.timelines {
                        let covered = timeline
                            .at(day)
                            .is_some_and(|part| part.verdict == crate::routing::Verdict::Covered);
                        let component = timeline.component.map(|id| &self.model().component(id).name);
                        let cell = self.tell(&timeline.cell.words());
                        let words = component.map_or(cell.clone(), |name| format!("{cell}: {name}"));
                        if !covered && !blocked_by.contains(&words) {
                            blocked_by.push(words);
                        }
                    }
                }
                NextWave {
                    service: self.model().service(service).name.clone(),
                    day: self.day(day),
                    days: (day - self.on).get_days(),
                    places: self.places(&places),
                    blocked_by,
                }
            })
            .collect()
    }

    /// Who is missing, whoever has to name them, by the day on which that begins.
    fn own_items(&self, state: StateCode) -> Vec<Item> {
        let mut items: Vec<(Option<Date>, Item)> = self
            .missing_causes(state)
            .iter()
            .map(|cause| {
                let by = cause.from.filter(|day| *day > self.on).map(|day| self.day(day));
                (cause.from, Item { what: self.to_settle(state, cause), by })
            })
            .collect();
        items.sort_by_key(|(from, _)| *from);
        items.into_iter().map(|(_, item)| item).collect()
    }
}
