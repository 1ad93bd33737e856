//! The overview: the figures, and the way to every document.

use super::{asking, asking_offices, communication, distribution, feedback, place};
use serde::Serialize;

use super::coverage::{By, Counts, coverage};
use super::document::{self, Kind};
use super::documents;
use super::missing::{self, Missed};
use super::scene::{Frame, Scene};
use crate::diagnostic::Severity;
use crate::key::StateCode;
use crate::text::Language;

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// Head and foot.
    pub frame: Frame,
    /// All cells together.
    pub counts: Counts,
    /// Errors, warnings, notes.
    pub findings: Findings,
    /// The states.
    pub states: Vec<StateEntry>,
}

/// How many findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

/// A state with its documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StateEntry {
    /// Its name.
    pub name: String,
    /// "in Niedersachsen".
    pub in_state: String,
    /// What it operates for others.
    pub operates: Option<String>,
    /// What it uses.
    pub uses: Option<String>,
    /// Its figures.
    pub counts: Counts,
    /// How many are missing.
    pub missed: Missed,
    /// The address of the communication paths, without ending.
    pub communication: String,
    /// The address of the checklist, where it has one.
    pub checklist: Option<String>,
    /// Further documents for the state itself.
    pub more: Vec<More>,
    /// Documents for first level.
    pub first_level: Vec<More>,
    /// The document for an operating state.
    pub operator: Option<More>,
    /// What is to be sent: forms and letters.
    pub sent: Vec<More>,
    /// Its Kommunen.
    pub places: Vec<PlaceEntry>,
}

/// A further document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct More {
    /// What it is.
    pub name: String,
    /// Its address, without ending.
    pub page: String,
}

/// A Kommune with its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceEntry {
    /// Its name.
    pub name: String,
    /// Its key.
    pub key: String,
    /// The address of its page, without ending.
    pub page: String,
}

/// The overview.
pub fn overview(scene: &Scene<'_>) -> Overview {
    let states: Vec<StateCode> = scene.model().states.keys().copied().collect();
    let count = |severity| scene.judgement.count(severity);
    Overview {
        frame: scene.frame(&states, 0),
        counts: coverage(scene.table, By::Cell, scene.on).total,
        findings: Findings {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        },
        states: states.into_iter().map(|state| state_entry(scene, state)).collect(),
    }
}

fn state_entry(scene: &Scene<'_>, state: StateCode) -> StateEntry {
    let names = |services: Vec<crate::model::ServiceId>| {
        let names: Vec<String> = services.iter().map(|id| scene.model().service(*id).name.clone()).collect();
        (!names.is_empty()).then(|| scene.list(&names))
    };
    let uses = names(scene.services(state));
    let places: Vec<PlaceEntry> = documents::pages_of(scene, state)
        .into_iter()
        .map(|place| PlaceEntry {
            name: place::place(scene, place).name,
            key: place.digits(),
            page: document::stem(scene, Kind::Municipality, state, Some(place), None),
        })
        .collect();
    StateEntry {
        name: scene.tell(&state.name()),
        in_state: scene.in_state(state),
        operates: names(scene.operated(state)),
        checklist: uses.as_ref().map(|_| document::stem(scene, Kind::Checklist, state, None, None)),
        uses,
        counts: communication::counts(scene, state),
        missed: missing::missed(scene, state),
        communication: document::stem(scene, Kind::Communication, state, None, None),
        more: more(scene, state),
        first_level: sheets(scene, state),
        operator: operator_entry(scene, state),
        sent: sent(scene, state),
        places,
    }
}

/// The further documents of a state.
fn more(scene: &Scene<'_>, state: StateCode) -> Vec<More> {
    let mut more = Vec::new();
    let services = scene.services(state);
    if !services.is_empty() {
        for (kind, name) in [
            (Kind::Concept, scene.word("Supportkonzept", "Support concept")),
            (Kind::Matrix, scene.word("Aufgabenverteilung", "Responsibility matrix")),
            (Kind::Calls, scene.word("Anrufliste", "Call list")),
            (Kind::Collection, scene.word("Datenabfrage zum Verschicken", "Data-collection form to send")),
        ] {
            more.push(More { name, page: document::stem(scene, kind, state, None, None) });
        }
    }
    if distribution::has_distribution(scene, state) {
        let name = scene
            .word("Verteiler für Störungen und Änderungen", "Distribution lists for outages and changes");
        more.push(More { name, page: document::stem(scene, Kind::Distribution, state, None, None) });
    }
    more
}

/// The information sheets.
fn sheets(scene: &Scene<'_>, state: StateCode) -> Vec<More> {
    let services = scene.services(state).into_iter();
    services
        .map(|service| {
            let name = &scene.model().service(service).name;
            let name = match scene.language {
                Language::De => format!("Merkblatt: {name}"),
                Language::En => format!("Information sheet: {name}"),
            };
            More { name, page: document::stem(scene, Kind::Sheet, state, None, Some(service)) }
        })
        .collect()
}

fn operator_entry(scene: &Scene<'_>, state: StateCode) -> Option<More> {
    (!scene.operated(state).is_empty()).then(|| More {
        name: scene.word("Mitnutzung", "Co-use overview"),
        page: document::stem(scene, Kind::CoUse, state, None, None),
    })
}

/// Letters and forms for each Kommune with a competent authority, by key; then for the offices that none carries.
fn sent(scene: &Scene<'_>, state: StateCode) -> Vec<More> {
    let mut sent = Vec::new();
    for (place, lacks_feedback) in asking::asked(scene, state) {
        let name = place::place(scene, place).name;
        let mut add = |kind, what: String| {
            let page = document::stem(scene, kind, state, Some(place), None);
            sent.push(More { name: format!("{what}: {name}"), page });
        };
        if lacks_feedback {
            add(Kind::Letter, scene.word("Anschreiben", "Letter"));
        }
        add(Kind::Collection, scene.word("Datenabfrage", "Data-collection form"));
    }
    for (office, lacks_feedback) in asking_offices::asked_offices(scene, state) {
        let name = feedback::organization_name(scene, office);
        let mut add = |kind, what: String| {
            let page = asking_offices::office_stem(scene, kind, state, office);
            sent.push(More { name: format!("{what}: {name}"), page });
        };
        if lacks_feedback {
            add(Kind::Letter, scene.word("Anschreiben", "Letter"));
        }
        add(Kind::Collection, scene.word("Datenabfrage", "Data-collection form"));
    }
    sent
}
