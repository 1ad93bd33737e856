//! The call list of a project manager: who owes me which answer by when, what blocks the next wave, how many are connected.

use std::collections::BTreeMap;

use serde::Serialize;

use super::changes::{self, Change};
use super::contact::{self, Contact, Reader};
use super::document::{Each, Kind, Readership, seen, uses_services};
use super::offices::{self, Addressee};
use super::place::{self, Place};
use super::scene::{Frame, Scene};
use super::{asking, duties, missing};
use crate::key::StateCode;
use crate::model::{OrganizationId, ServiceId};
use crate::text::Words;
use crate::time::Date;

/// The call list of a state.
pub static DOCUMENT: Kind = Kind {
    id: "calls",
    name: Words::new("Anruflisten", "Call lists"),
    addressees: &[Readership::State],
    persons: true,
    each: &[Each::State {
        stem: Words::new("anrufliste", "call-list"),
        wanted: uses_services,
        view: |scene, state| seen(&calls(scene, state)),
    }],
    templates: [include_str!("../../templates/de/calls.md"), include_str!("../../templates/en/calls.md")],
};

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

/// The call list of a state.
pub fn calls(scene: &Scene<'_>, state: StateCode) -> CallList {
    let asked = asking::asked(scene, state);
    let mut calls: Vec<(Option<Date>, Call)> = Vec::new();
    for (key, _) in &asked {
        // What nobody answers in several places is the Land's to settle; it stands there once.
        let gaps = duties::gap_duties(scene, *key);
        let owes: Vec<String> =
            duties::duties(scene, *key).into_iter().filter(|duty| !gaps.contains(duty)).collect();
        if owes.is_empty() {
            continue;
        }
        let by = offices::first_start(scene, *key);
        let lacks = asking::without_feedback(scene, *key);
        let any = lacks.is_empty() && scene.situation().contact(*key).known().is_none();
        let contacts = offices::addressees(scene, *key, |service| any || lacks.contains(&service));
        let by_words = by.map(|day| scene.day(day));
        calls.push((by, Call { place: place::place(scene, *key), contacts, owes, by: by_words }));
    }
    calls.sort_by(|a, b| (a.0.is_none(), a.0, &a.1.place.key).cmp(&(b.0.is_none(), b.0, &b.1.place.key)));
    CallList {
        frame: scene.frame(&[state], 1),
        in_state: scene.in_state(state),
        waves: next_waves(scene, state),
        changes: changes::changes(scene, state),
        own: own_items(scene, state),
        others: offices_to_call(scene, state),
        connected: asked.len() - calls.len(),
        carriers: asked.len(),
        calls: calls.into_iter().map(|(_, call)| call).collect(),
    }
}

/// Offices that no Kommune carries, with the services for which nobody says whom they tell.
fn offices_to_call(scene: &Scene<'_>, state: StateCode) -> Vec<OfficeCall> {
    let mut found: BTreeMap<OrganizationId, Vec<ServiceId>> = BTreeMap::new();
    for (service, office) in scene.situation().silent_offices(state) {
        found.entry(office).or_default().push(service);
    }
    let call = |(office, services): (OrganizationId, Vec<ServiceId>)| {
        let services = scene.names_of(&services)?;
        Some(OfficeCall { contact: contact::contact(scene, office, Reader::Authority), services })
    };
    found.into_iter().filter_map(call).collect()
}

/// The days of start that lie ahead, with what is not covered then.
fn next_waves(scene: &Scene<'_>, state: StateCode) -> Vec<NextWave> {
    let range = scene.table.places().of_state(state);
    let mut waves: BTreeMap<(Date, ServiceId), Vec<std::ops::Range<usize>>> = BTreeMap::new();
    for service in scene.services(state) {
        for (row, units) in scene.rows(state, service, &range) {
            for day in row.starts_ahead(scene.on).into_keys() {
                waves.entry((day, service)).or_default().push(units.clone());
            }
        }
    }
    waves
        .into_iter()
        .map(|((day, service), places)| {
            let mut blocked_by: Vec<String> = Vec::new();
            for (row, _) in places.iter().flat_map(|place| scene.rows(state, service, place)) {
                for timeline in &row.timelines {
                    let covered =
                        timeline.at(day).is_some_and(|part| part.verdict == crate::routing::Verdict::Covered);
                    let component = timeline.component.map(|id| &scene.model().component(id).name);
                    let cell = scene.tell(&timeline.cell.words());
                    let part = timeline.part.map(|id| format!(" ({})", scene.model().part(id).name));
                    let cell = format!("{cell}{}", part.unwrap_or_default());
                    let words = component.map_or(cell.clone(), |name| format!("{cell}: {name}"));
                    if !covered && !blocked_by.contains(&words) {
                        blocked_by.push(words);
                    }
                }
            }
            NextWave {
                service: scene.model().service(service).name.clone(),
                day: scene.day(day),
                days: (day - scene.on).get_days(),
                places: place::places(scene, &places),
                blocked_by,
            }
        })
        .collect()
}

/// Who is missing, whoever has to name them, by the day on which that begins.
fn own_items(scene: &Scene<'_>, state: StateCode) -> Vec<Item> {
    let mut items: Vec<(Option<Date>, Item)> = missing::missing_causes(scene, state)
        .iter()
        .map(|cause| {
            let by = cause.from.filter(|day| *day > scene.on).map(|day| scene.day(day));
            (cause.from, Item { what: missing::to_settle(scene, state, cause), by })
        })
        .collect();
    items.sort_by_key(|(from, _)| *from);
    items.into_iter().map(|(_, item)| item).collect()
}
