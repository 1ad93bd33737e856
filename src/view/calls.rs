//! The call list of a project manager: who owes me which answer by when, what blocks the next wave, how many are connected.

use std::collections::BTreeMap;

use serde::Serialize;

use super::changes::Change;
use super::contact::{Contact, Reader};
use super::place::Place;
use super::scene::{Frame, Scene};
use crate::key::{Area, StateCode};
use crate::model::{Link, ServiceId};
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
    /// Whom to call there.
    pub contact: Option<Contact>,
    /// What it owes.
    pub owes: Vec<String>,
    /// By when: the first start there that lies ahead.
    pub by: Option<String>,
}

impl Scene<'_> {
    /// The call list of a state.
    pub fn calls(&self, state: StateCode) -> CallList {
        let carriers = self.carriers(state);
        let mut calls: Vec<(Option<Date>, Call)> = Vec::new();
        for (key, services) in &carriers {
            let range = self.table.places().within(*key);
            // What nobody answers in several places is the Land's to settle; it stands there once.
            let gaps = self.gap_duties(state, services, &range);
            let owes: Vec<String> = self
                .duties(state, *key, services, &range)
                .into_iter()
                .filter(|duty| !gaps.contains(duty))
                .collect();
            if owes.is_empty() {
                continue;
            }
            let by = self.first_start(state, *key, services);
            let contact = self.carrier_contact(*key);
            let by_words = by.map(|day| self.day(day));
            calls.push((by, Call { place: self.place(*key), contact, owes, by: by_words }));
        }
        calls.sort_by(|a, b| (a.0.is_none(), a.0, &a.1.place.key).cmp(&(b.0.is_none(), b.0, &b.1.place.key)));
        CallList {
            frame: self.frame(&[state], 1),
            in_state: self.in_state(state),
            waves: self.next_waves(state),
            changes: self.changes(state),
            own: self.own_items(state),
            connected: carriers.len() - calls.len(),
            carriers: carriers.len(),
            calls: calls.into_iter().map(|(_, call)| call).collect(),
        }
    }

    /// The contact that a Kommune names, else its competent authority.
    pub(super) fn carrier_contact(&self, key: Area) -> Option<Contact> {
        let model = self.model();
        let record = self.record_of(key);
        let named = record.and_then(|record| record.contact.as_ref()).and_then(|link| match link.value {
            Link::To(id) => Some(id),
            Link::Undecidable => None,
        });
        let own = || {
            model.organization_ids().find(|id| {
                let organization = model.organization(*id);
                organization.municipality.as_ref().is_some_and(|home| home.value == key)
            })
        };
        named.or_else(own).map(|id| self.contact(id, Reader::Authority))
    }

    /// The first start in a Kommune that lies ahead.
    pub(super) fn first_start(&self, state: StateCode, key: Area, services: &[ServiceId]) -> Option<Date> {
        let range = self.table.places().within(key);
        let rows = services.iter().flat_map(|service| self.rows(state, *service, &range));
        rows.filter_map(|(row, _)| match row.go_live {
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
