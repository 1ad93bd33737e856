//! The overview: the figures, and the way to every document.

use super::document::{Each, Kind, seen};
use super::{
    asking, asking_offices, calls, checklist, collection, communication, concept, couse, distribution,
    feedback, letter, matrix, municipality, place, sheet,
};
use crate::text::Words;
use serde::Serialize;

use super::coverage::{By, Counts, coverage};
use super::missing::{self, Missed};
use super::scene::{Frame, Scene};
use crate::diagnostic::Severity;
use crate::key::StateCode;
use crate::text::Language;

/// The overview of everything.
pub static DOCUMENT: Kind = Kind {
    id: "index",
    name: Words::new("Übersicht", "Overview"),
    addressees: &[],
    persons: false,
    each: &[Each::Workspace { stem: "index", view: |scene| seen(&overview(scene)) }],
    templates: [include_str!("../../templates/de/index.md"), include_str!("../../templates/en/index.md")],
};

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
    let places: Vec<PlaceEntry> = scene
        .situation()
        .concerned(state)
        .into_iter()
        .map(|place| PlaceEntry {
            name: place::place(scene, place).name,
            key: place.digits(),
            page: municipality::DOCUMENT.of_place(scene, state, place).unwrap_or_default(),
        })
        .collect();
    StateEntry {
        name: scene.tell(&state.name()),
        in_state: scene.in_state(state),
        operates: names(scene.operated(state)),
        checklist: uses.as_ref().and_then(|_| checklist::DOCUMENT.of_state(scene, state)),
        uses,
        counts: communication::counts(scene, state),
        missed: missing::missed(scene, state),
        communication: communication::DOCUMENT.of_state(scene, state).unwrap_or_default(),
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
            (&concept::DOCUMENT, scene.word("Supportkonzept", "Support concept")),
            (&matrix::DOCUMENT, scene.word("Aufgabenverteilung", "Responsibility matrix")),
            (&calls::DOCUMENT, scene.word("Anrufliste", "Call list")),
            (
                &collection::DOCUMENT,
                scene.word("Datenabfrage zum Verschicken", "Data-collection form to send"),
            ),
        ] {
            more.extend(kind.of_state(scene, state).map(|page| More { name, page }));
        }
    }
    if distribution::has_distribution(scene, state) {
        let name = scene
            .word("Verteiler für Störungen und Änderungen", "Distribution lists for outages and changes");
        more.extend(distribution::DOCUMENT.of_state(scene, state).map(|page| More { name, page }));
    }
    more
}

/// The information sheets.
fn sheets(scene: &Scene<'_>, state: StateCode) -> Vec<More> {
    let services = scene.services(state).into_iter();
    services
        .filter_map(|service| {
            let name = &scene.model().service(service).name;
            let name = match scene.language {
                Language::De => format!("Merkblatt: {name}"),
                Language::En => format!("Information sheet: {name}"),
            };
            Some(More { name, page: sheet::DOCUMENT.of_service(scene, state, service)? })
        })
        .collect()
}

fn operator_entry(scene: &Scene<'_>, state: StateCode) -> Option<More> {
    let page = couse::DOCUMENT.of_state(scene, state).filter(|_| !scene.operated(state).is_empty())?;
    Some(More { name: scene.word("Mitnutzung", "Co-use overview"), page })
}

/// Letters and forms for each Kommune with a competent authority, by key; then for the offices that none carries.
fn sent(scene: &Scene<'_>, state: StateCode) -> Vec<More> {
    let mut sent = Vec::new();
    for (place, lacks_feedback) in asking::asked(scene, state) {
        let name = place::place(scene, place).name;
        let mut add = |kind: &Kind, what: String| {
            let page = kind.of_place(scene, state, place);
            sent.extend(page.map(|page| More { name: format!("{what}: {name}"), page }));
        };
        if lacks_feedback {
            add(&letter::DOCUMENT, scene.word("Anschreiben", "Letter"));
        }
        add(&collection::DOCUMENT, scene.word("Datenabfrage", "Data-collection form"));
    }
    for (office, lacks_feedback) in asking_offices::asked_offices(scene, state) {
        let name = feedback::organization_name(scene, office);
        let mut add = |kind: &Kind, what: String| {
            let page = kind.of_office(scene, state, office);
            sent.extend(page.map(|page| More { name: format!("{what}: {name}"), page }));
        };
        if lacks_feedback {
            add(&letter::DOCUMENT, scene.word("Anschreiben", "Letter"));
        }
        add(&collection::DOCUMENT, scene.word("Datenabfrage", "Data-collection form"));
    }
    sent
}
