//! The short list of a Kommune: what it does itself, and what its own records show.

use std::collections::BTreeSet;

use serde::Serialize;

use super::checklist::{PhaseSteps, ServiceSteps, by_phase, steps_at};
use super::document::{Each, Kind, Readership, seen};
use super::municipality::{self, CHECKLIST, FOLDER};
use super::place::{self, Place};
use super::plan::{self, Count};
use super::scene::{Frame, Scene};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::text::Words;
use crate::time::Date;

/// The checklist of a Kommune.
pub static DOCUMENT: Kind = Kind {
    id: "place-checklist",
    name: Words::new("Checklisten der Kommunen", "Checklists of municipalities"),
    addressees: &[Readership::Municipality],
    persons: false,
    each: &[Each::Municipality {
        folder: FOLDER,
        ending: Some(CHECKLIST),
        wanted,
        view: |scene, state, key| seen(&place_checklist(scene, state, key)),
    }],
    templates: [
        include_str!("../../templates/de/place-checklist.md"),
        include_str!("../../templates/en/place-checklist.md"),
    ],
};

/// The short list of a municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceChecklist {
    /// Head and foot.
    pub frame: Frame,
    /// The municipality.
    pub place: Place,
    /// Its page, without ending, seen from here.
    pub page: String,
    /// How far it is.
    pub counts: Count,
    /// Its steps by service.
    pub services: Vec<ServiceSteps>,
    /// Steps that belong to no single service.
    pub own_steps: Vec<PhaseSteps>,
}

/// The concerned Kommunen for which there are steps.
fn wanted(scene: &Scene<'_>, state: StateCode) -> Vec<Area> {
    let all = scene.steps_by_place();
    let mut concerned: Vec<Area> = scene.situation().concerned(state).into_iter().collect();
    concerned.retain(|key| all.get(&(state, *key)).is_some_and(|steps| !steps.is_empty()));
    concerned
}

/// The short list of a municipality: what it does itself, and what its own records show.
pub fn place_checklist(scene: &Scene<'_>, state: StateCode, key: Area) -> PlaceChecklist {
    let chosen = steps_at(scene, state, key);
    let stem = municipality::DOCUMENT.of_place(scene, state, key).unwrap_or_default();
    let page = stem.rsplit_once('/').map_or(stem.as_str(), |(_, name)| name).to_owned();
    let services = scene.services(state).into_iter().map(|service| ServiceSteps {
        name: scene.model().service(service).name.clone(),
        go_lives: own_go_lives(scene, service, &chosen),
        phases: by_phase(scene, &chosen, |instance| instance.scope.service == Some(service)),
    });
    PlaceChecklist {
        frame: scene.frame(&[state], 2),
        place: place::place(scene, key),
        page,
        counts: plan::counted(scene, &chosen),
        services: services.filter(|steps| !steps.phases.is_empty()).collect(),
        own_steps: by_phase(scene, &chosen, |instance| instance.scope.service.is_none()),
    }
}

/// The days of go-live ahead that steps of a service belong to.
fn own_go_lives(scene: &Scene<'_>, service: ServiceId, chosen: &[usize]) -> Vec<String> {
    let instances = chosen.iter().filter_map(|at| scene.rollout().plan.instances.get(*at));
    let own = instances.filter(|instance| instance.scope.service == Some(service));
    let days: BTreeSet<Date> =
        own.filter_map(|instance| instance.go_live).filter(|day| *day > scene.on).collect();
    days.into_iter().map(|day| scene.day(day)).collect()
}
