//! What all documents of a run are built from: workspace, table, verdicts, the day and the language.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;

use super::coverage::{By, Counts, coverage};
use super::found_once::{ForNow, Lacking, WordedRows};
use crate::key::{Area, StateCode};
use crate::model::{Model, PartId, Scope, ServiceId};
use crate::routing::{Row, Table, and_list};
use crate::situation::Situation;
use crate::text::{Language, Text, Words};
use crate::time::{Calendar, Date, Period, ServiceHours, format_date};
use crate::work::Workers;
use crate::workspace::{Judgement, Rollout, Workspace};

/// Everything a document may draw on.
#[derive(Debug)]
pub struct Scene<'w> {
    /// The workspace.
    pub workspace: &'w Workspace,
    /// Who answers.
    pub table: &'w Table,
    /// What is wrong.
    pub judgement: &'w Judgement,
    /// The day of the documents.
    pub on: Date,
    /// Their language.
    pub language: Language,
    /// Whether persons are shown by name: for documents that stay in the house.
    pub internal: bool,
    rollout: OnceLock<Rollout<'w>>,
    by_place: OnceLock<BTreeMap<(StateCode, Area), Vec<usize>>>,
    hours: OnceLock<BTreeMap<&'w str, String>>,
    calendars: OnceLock<BTreeMap<StateCode, Calendar>>,
    figures: OnceLock<BTreeMap<String, Counts>>,
    pub(super) lacking: Lacking,
    /// Who answers in the interim solution.
    pub(super) for_now: ForNow,
    pub(super) rows_told: WordedRows,
}

/// What stands at the head and the foot of every document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// The day in words.
    pub on: String,
    /// Whether the contents are an example.
    pub example: bool,
    /// Where the number of municipalities comes from.
    pub counted: String,
    /// The name of the undertaking, if it has one.
    pub undertaking: Option<String>,
    /// The way back to the overview: `../../`.
    pub root: String,
}

impl<'w> Scene<'w> {
    /// Gathers what documents ask for again and again.
    pub fn new(
        workspace: &'w Workspace,
        table: &'w Table,
        judgement: &'w Judgement,
        on: Date,
        language: Language,
    ) -> Self {
        Self {
            workspace,
            table,
            judgement,
            on,
            language,
            internal: false,
            rollout: OnceLock::new(),
            by_place: OnceLock::new(),
            hours: OnceLock::new(),
            calendars: OnceLock::new(),
            figures: OnceLock::new(),
            lacking: Lacking::new(&workspace.model),
            for_now: ForNow::new(&workspace.model),
            rows_told: WordedRows::default(),
        }
    }

    /// The same for documents that stay in the house: persons are shown by name.
    #[must_use]
    pub const fn internal(mut self, internal: bool) -> Self {
        self.internal = internal;
        self
    }

    /// Makes with several hands what else the first document would make alone while all others wait for it.
    pub fn prepare(&self, workers: &impl Workers) {
        self.rollout.get_or_init(|| self.workspace.plan_with(self.judgement, workers));
    }

    /// The rollout plan, made once by the first document that asks for it.
    pub fn rollout(&self) -> &Rollout<'w> {
        self.rollout.get_or_init(|| self.workspace.plan(self.judgement))
    }

    /// The steps of each municipality, as places in the plan.
    pub(super) fn steps_by_place(&self) -> &BTreeMap<(StateCode, Area), Vec<usize>> {
        self.by_place.get_or_init(|| {
            let mut found: BTreeMap<(StateCode, Area), Vec<usize>> = BTreeMap::new();
            for (at, instance) in self.rollout().plan.instances.iter().enumerate() {
                if let Some(place) = instance.scope.municipality {
                    found.entry((instance.scope.state, place)).or_default().push(at);
                }
            }
            found
        })
    }

    /// Service hours in words, as they were written where they cannot be understood. A country keeps few kinds of hours and
    /// tells them on tens of thousands of pages, so each kind is put into words once.
    pub(super) fn hours(&self, written: &str) -> String {
        let words = |written: &str| {
            ServiceHours::parse(written)
                .map_or_else(|_| written.to_owned(), |parsed| parsed.words(self.language))
        };
        let known = self.hours.get_or_init(|| {
            let organizations = self.workspace.model.organizations.iter();
            let channels = organizations.flat_map(|organization| &organization.channels);
            let kinds: BTreeSet<&str> =
                channels.filter_map(|channel| Some(channel.hours.as_ref()?.value.as_str())).collect();
            kinds.into_iter().map(|kind| (kind, words(kind))).collect()
        });
        known.get(written).cloned().unwrap_or_else(|| words(written))
    }

    /// The figures of each state by its code.
    pub(super) fn figures(&self) -> &BTreeMap<String, Counts> {
        self.figures.get_or_init(|| {
            let lines = coverage(self.table, By::State, self.on).rows;
            lines.into_iter().filter_map(|line| Some((line.state?, line.counts))).collect()
        })
    }

    /// The public holidays where an organization has its seat.
    pub(super) fn calendar(&self, seat: StateCode) -> Option<&Calendar> {
        let all = self.calendars.get_or_init(|| {
            let organizations = self.workspace.model.organizations.iter();
            let seats: BTreeSet<StateCode> = organizations.map(|organization| organization.seat).collect();
            seats.into_iter().map(|seat| (seat, Calendar::new(seat.code()))).collect()
        });
        all.get(&seat)
    }

    /// What is the case on the day.
    pub fn situation(&self) -> &'w Situation {
        &self.judgement.situation
    }

    /// The model.
    pub fn model(&self) -> &'w Model {
        &self.workspace.model
    }

    /// Fixed words in the documents' language.
    pub fn say(&self, words: Words) -> String {
        words.get(self.language).to_owned()
    }

    /// Words in the documents' language.
    pub fn tell(&self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }

    /// One of two words.
    pub fn word(&self, de: &'static str, en: &'static str) -> String {
        Words::new(de, en).get(self.language).to_owned()
    }

    /// A date in words.
    pub fn day(&self, date: Date) -> String {
        format_date(date, self.language)
    }

    /// A list in words: "a, b und c".
    pub fn list(&self, names: &[String]) -> String {
        self.tell(&and_list(names))
    }

    /// A state as a place: "in Niedersachsen", "im Saarland".
    pub fn in_state(&self, state: StateCode) -> String {
        match self.language {
            Language::De => state.in_name_de().to_owned(),
            Language::En => format!("in {}", state.name().en),
        }
    }

    /// When something holds, seen from the day of the document.
    pub fn when(&self, period: Period) -> String {
        let from = period.from.filter(|from| *from > self.on).map(|from| self.day(from));
        let until = period.last_day().map(|day| self.day(day));
        match (self.language, from, until) {
            (Language::De, None, None) => "jetzt, ohne Enddatum".to_owned(),
            (Language::De, None, Some(until)) => format!("jetzt bis {until}"),
            (Language::De, Some(from), None) => format!("ab {from}"),
            (Language::De, Some(from), Some(until)) => format!("{from} bis {until}"),
            (Language::En, None, None) => "now, without end date".to_owned(),
            (Language::En, None, Some(until)) => format!("now until {until}"),
            (Language::En, Some(from), None) => format!("from {from}"),
            (Language::En, Some(from), Some(until)) => format!("{from} to {until}"),
        }
    }

    /// The rows of a service that touch a range of units, each with the part inside.
    pub fn rows(
        &self,
        state: StateCode,
        service: ServiceId,
        range: &Range<usize>,
    ) -> Vec<(&'w Row, Range<usize>)> {
        self.situation().rows_within(state, service, range).collect()
    }

    /// The services that a state uses and has not left behind, by id.
    pub fn services(&self, state: StateCode) -> Vec<ServiceId> {
        self.situation().services_of(state)
    }

    /// The services that a state operates on the day.
    pub fn operated(&self, state: StateCode) -> Vec<ServiceId> {
        let model = self.model();
        model.service_ids().filter(|id| model.service(*id).operating_state(self.on) == state).collect()
    }

    /// The names of services in a list; nothing for all of them.
    pub fn service_names(&self, scope: &Scope<ServiceId>) -> Option<String> {
        let names: Vec<String> =
            scope.listed().iter().map(|id| self.model().service(*id).name.clone()).collect();
        (!names.is_empty()).then(|| self.list(&names))
    }

    /// Whether a state's contents are an example.
    pub fn is_example(&self, state: StateCode) -> bool {
        self.model().states.get(&state).is_some_and(|state| state.example)
    }

    /// Services by name, in a list; nothing for none.
    pub fn names_of<'s>(&self, services: impl IntoIterator<Item = &'s ServiceId>) -> Option<String> {
        let names: Vec<String> =
            services.into_iter().map(|id| self.model().service(*id).name.clone()).collect();
        (!names.is_empty()).then(|| self.list(&names))
    }

    /// Services contained by name, in a list; nothing for none.
    pub fn part_names<'s>(&self, parts: impl IntoIterator<Item = &'s PartId>) -> Option<String> {
        let names: Vec<String> = parts.into_iter().map(|id| self.model().part(*id).name.clone()).collect();
        (!names.is_empty()).then(|| self.list(&names))
    }

    /// Head and foot of a document of some states, `depth` folders below the overview.
    pub fn frame(&self, states: &[StateCode], depth: usize) -> Frame {
        Frame {
            on: self.day(self.on),
            example: states.iter().any(|state| self.is_example(*state)),
            counted: self.tell(&super::coverage::denominator(self.table).words),
            undertaking: self.workspace.settings.name.clone(),
            root: "../".repeat(depth),
        }
    }
}
