//! The overview: the figures, and the way to every document.

use serde::Serialize;

use super::coverage::{By, Counts, coverage};
use super::documents::Kind;
use super::missing::Missed;
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

impl Scene<'_> {
    /// The overview.
    pub fn overview(&self) -> Overview {
        let states: Vec<StateCode> = self.model().states.keys().copied().collect();
        let count = |severity| self.judgement.count(severity);
        Overview {
            frame: self.frame(&states, 0),
            counts: coverage(self.table, By::Cell, self.on).total,
            findings: Findings {
                errors: count(Severity::Error),
                warnings: count(Severity::Warning),
                notes: count(Severity::Note),
            },
            states: states.into_iter().map(|state| self.state_entry(state)).collect(),
        }
    }

    fn state_entry(&self, state: StateCode) -> StateEntry {
        let names = |services: Vec<crate::model::ServiceId>| {
            let names: Vec<String> =
                services.iter().map(|id| self.model().service(*id).name.clone()).collect();
            (!names.is_empty()).then(|| self.list(&names))
        };
        let uses = names(self.services(state));
        let places: Vec<PlaceEntry> = self
            .pages_of(state)
            .into_iter()
            .map(|place| PlaceEntry {
                name: self.place(place).name,
                key: place.digits(),
                page: self.stem(Kind::Municipality, state, Some(place), None),
            })
            .collect();
        StateEntry {
            name: self.tell(&state.name()),
            in_state: self.in_state(state),
            operates: names(self.operated(state)),
            checklist: uses.as_ref().map(|_| self.stem(Kind::Checklist, state, None, None)),
            uses,
            counts: self.counts(state),
            missed: self.missed(state),
            communication: self.stem(Kind::Communication, state, None, None),
            more: self.more(state),
            first_level: self.sheets(state),
            operator: self.operator_entry(state),
            sent: self.sent(state),
            places,
        }
    }

    /// The further documents of a state.
    fn more(&self, state: StateCode) -> Vec<More> {
        let mut more = Vec::new();
        let services = self.services(state);
        if !services.is_empty() {
            for (kind, name) in [
                (Kind::Concept, self.word("Supportkonzept", "Support concept")),
                (Kind::Matrix, self.word("Aufgabenverteilung", "Responsibility matrix")),
                (Kind::Calls, self.word("Anrufliste", "Call list")),
                (Kind::Collection, self.word("Datenabfrage zum Verschicken", "Data-collection form to send")),
            ] {
                more.push(More { name, page: self.stem(kind, state, None, None) });
            }
        }
        if self.has_distribution(state) {
            let name = self
                .word("Verteiler für Störungen und Änderungen", "Distribution lists for outages and changes");
            more.push(More { name, page: self.stem(Kind::Distribution, state, None, None) });
        }
        more
    }

    /// The information sheets.
    fn sheets(&self, state: StateCode) -> Vec<More> {
        let services = self.services(state).into_iter();
        services
            .map(|service| {
                let name = &self.model().service(service).name;
                let name = match self.language {
                    Language::De => format!("Merkblatt: {name}"),
                    Language::En => format!("Information sheet: {name}"),
                };
                More { name, page: self.stem(Kind::Sheet, state, None, Some(service)) }
            })
            .collect()
    }

    fn operator_entry(&self, state: StateCode) -> Option<More> {
        (!self.operated(state).is_empty()).then(|| More {
            name: self.word("Mitnutzung", "Co-use overview"),
            page: self.stem(Kind::CoUse, state, None, None),
        })
    }

    /// Letters and forms for each Kommune with a competent authority, by key; then for the offices that none carries.
    fn sent(&self, state: StateCode) -> Vec<More> {
        let mut sent = Vec::new();
        for (place, lacks_feedback) in self.asked(state) {
            let name = self.place(place).name;
            let mut add = |kind, what: String| {
                let page = self.stem(kind, state, Some(place), None);
                sent.push(More { name: format!("{what}: {name}"), page });
            };
            if lacks_feedback {
                add(Kind::Letter, self.word("Anschreiben", "Letter"));
            }
            add(Kind::Collection, self.word("Datenabfrage", "Data-collection form"));
        }
        for (office, lacks_feedback) in self.asked_offices(state) {
            let name = self.organization_name(office);
            let mut add = |kind, what: String| {
                let page = self.office_stem(kind, state, office);
                sent.push(More { name: format!("{what}: {name}"), page });
            };
            if lacks_feedback {
                add(Kind::Letter, self.word("Anschreiben", "Letter"));
            }
            add(Kind::Collection, self.word("Datenabfrage", "Data-collection form"));
        }
        sent
    }
}
