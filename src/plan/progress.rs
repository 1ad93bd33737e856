//! Whether an instance is done: read off the table, or recorded, or not applicable; each with its reason.

use std::collections::BTreeMap;

use super::facts;
use super::observe::{FiredRule, observe};
use super::raw::Condition;
use super::scope::{Ground, Scope, wave_key};
use super::statement::home;
use super::task::Task;
use crate::key::Area;
use crate::model::{Done, Owner};
use crate::situation::{Asked, Force, Limited as _};
use crate::source::Span;
use crate::text::{Language, Text, text};
use crate::time::{Date, format_date};
use crate::vocabulary::{LegalBasis, Level, OrganizationKind, Solution};

/// How far an instance is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Still to do.
    Open,
    /// Done.
    Done,
    /// Does not arise here.
    NotApplicable,
}

/// How far an instance is, why, and where one sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// How far.
    pub status: Status,
    /// Read off the files and the table, not recorded by hand.
    pub observed: bool,
    /// Why, half a sentence.
    pub why: Text,
    /// The records that show it, or where a person would write it.
    pub places: Vec<Span>,
    /// Recorded as done on.
    pub done_on: Option<Date>,
    /// The evidence recorded.
    pub evidence: Option<String>,
    /// A `[[done]]` record of a task that cannot be ticked by hand; it was not used.
    pub ignored: Option<Span>,
}

/// The `[[done]]` records by the task and the area they name: a country has tens of thousands.
#[derive(Debug)]
pub struct Records<'a> {
    by_task: BTreeMap<&'a str, BTreeMap<Option<Area>, Vec<&'a Done>>>,
}

impl<'a> Records<'a> {
    /// Sorts the records of a model by task.
    pub fn new(done: &'a [Done]) -> Self {
        let mut by_task: BTreeMap<&str, BTreeMap<Option<Area>, Vec<&Done>>> = BTreeMap::new();
        for record in done {
            let areas = by_task.entry(&record.task.value).or_default();
            areas.entry(record.municipality).or_default().push(record);
        }
        Self { by_task }
    }

    /// The record that covers an instance: of its state or of the state that operates the service; what it leaves out
    /// it means for all. Of several the earliest.
    pub fn of(&self, ground: &Ground<'_>, task: &Task, scope: &Scope, on: Date) -> Option<&'a Done> {
        let areas = self.by_task.get(task.id.as_str())?;
        around(scope.municipality)
            .into_iter()
            .filter_map(|area| areas.get(&area))
            .flatten()
            .filter(|record| covers(ground, record, scope, on))
            .min_by_key(|record| record.on)
            .copied()
    }
}

/// What a record may name to cover a municipality: nothing, itself, what it lies in.
pub fn around(municipality: Option<Area>) -> Vec<Option<Area>> {
    let own = municipality.into_iter().flat_map(|area| area.ancestors().into_iter().chain([area]));
    let mut areas: Vec<Option<Area>> = own.map(Some).chain([None]).collect();
    areas.sort_unstable();
    areas.dedup();
    areas
}

/// Whether a record covers a scope: a broader one covers a narrower.
pub fn covers(ground: &Ground<'_>, record: &Done, scope: &Scope, on: Date) -> bool {
    let operator = scope.service.map(|service| ground.model.service(service).operating_state(on));
    let wave = scope.wave.and_then(|at| ground.model.waves.get(at));
    (record.state == scope.state || Some(record.state) == operator)
        && (record.service.is_none() || record.service == scope.service)
        && (record.component.is_none() || record.component == scope.component)
        && record.municipality.is_none_or(|area| scope.municipality.is_some_and(|own| area.contains(own)))
        && record.wave.as_ref().is_none_or(|name| {
            wave.is_some_and(|wave| wave_key(wave) == *name || wave.name.as_ref() == Some(name))
        })
}

/// Judges an instance.
pub fn judge(
    ground: &Ground<'_>,
    fired: &[FiredRule],
    records: &Records<'_>,
    task: &Task,
    scope: &Scope,
) -> Progress {
    let on = ground.situation.on();
    let record = records.of(ground, task, scope, on);
    let mut progress = Progress {
        status: Status::Open,
        observed: task.done_when.is_some(),
        why: Text::default(),
        places: Vec::new(),
        done_on: None,
        evidence: None,
        ignored: None,
    };
    if let Some(why) = not_applicable(ground, task, scope, on) {
        return Progress { status: Status::NotApplicable, why, ..progress };
    }
    if let Some(what) = &task.done_when {
        let seen = observe(ground, fired, scope, what);
        if seen.unsaid
            && what.or_recorded
            && let Some(record) = record
        {
            return recorded(record, Progress { observed: false, ..progress }, on);
        }
        progress.status = match (seen.void, seen.done) {
            (true, _) => Status::NotApplicable,
            (false, true) => Status::Done,
            (false, false) => Status::Open,
        };
        progress.ignored = record.map(|record| record.span);
        progress.done_on = seen.since;
        // What could stand in for a silent file does not count beside one that says no.
        let beaten = record.filter(|_| what.or_recorded && !seen.void && !seen.done);
        let why = beaten.map_or(seen.why.clone(), |record| beside(&seen.why, record));
        return Progress { why, places: seen.places, ..progress };
    }
    let Some(record) = record else {
        progress.why =
            text!("niemand hat den Schritt als erledigt eingetragen", "nobody recorded the step as done");
        progress.places = home(ground, scope);
        return progress;
    };
    recorded(record, progress, on)
}

/// Why a step is open although it is recorded as done.
fn beside(why: &Text, record: &Done) -> Text {
    let (de, en) = (format_date(record.on, Language::De), format_date(record.on, Language::En));
    Text::new(
        format!("{}; dass er am {de} als erledigt eingetragen ist, zählt daneben nicht", why.de),
        format!("{}; that it is recorded as done on {en} does not count beside this", why.en),
    )
}

fn recorded(record: &Done, progress: Progress, on: Date) -> Progress {
    let (de, en) = (format_date(record.on, Language::De), format_date(record.on, Language::En));
    let places = vec![record.span];
    if record.on > on {
        let why = text!("erst für den {de} als erledigt eingetragen", "recorded as done only for {en}");
        return Progress { why, places, ..progress };
    }
    let why = match &record.evidence {
        Some(evidence) => text!("erledigt am {de}, Beleg: {evidence}", "done on {en}, evidence: {evidence}"),
        None => text!("erledigt am {de}, ohne Beleg", "done on {en}, without evidence"),
    };
    Progress {
        status: Status::Done,
        why,
        places,
        done_on: Some(record.on),
        evidence: record.evidence.clone(),
        ..progress
    }
}

/// Why a task does not arise for a scope.
fn not_applicable(ground: &Ground<'_>, task: &Task, scope: &Scope, on: Date) -> Option<Text> {
    let operated = |service| ground.model.service(service).operating_state(on) == scope.state;
    if task.between_states && scope.service.is_some_and(operated) {
        return Some(text!(
            "das Land nutzt den eigenen Onlinedienst",
            "the state uses its own online service"
        ));
    }
    match task.only_if? {
        Condition::Payment => match facts::is_paid(ground, scope) {
            Some(paid) if !paid.value => Some(text!("es wird nichts bezahlt", "nothing is paid")),
            _ => None,
        },
        Condition::By115 => answered_otherwise(ground, scope),
        Condition::ProcessingAgreement => lacks_basis(
            ground,
            scope,
            LegalBasis::ProcessingAgreement,
            "ein Vertrag zur Auftragsverarbeitung",
            "a data-processing agreement",
        ),
        Condition::JointControl => lacks_basis(
            ground,
            scope,
            LegalBasis::JointControllers,
            "gemeinsame Verantwortung",
            "joint control",
        ),
    }
}

/// No agreement is demanded that the files do not state as their basis (R47, R48).
fn lacks_basis(ground: &Ground<'_>, scope: &Scope, basis: LegalBasis, de: &str, en: &str) -> Option<Text> {
    (facts::legal_basis(ground, scope) != Some(basis)).then(|| {
        text!("als Rechtsgrundlage ist nicht {de} angegeben", "{en} is not stated as the legal basis")
    })
}

/// The long-term solution is settled, and it is not the 115.
fn answered_otherwise(ground: &Ground<'_>, scope: &Scope) -> Option<Text> {
    let model = ground.model;
    let mut asked = Asked::from(ground.situation.on());
    asked.service = scope.service;
    let mut kinds: Vec<Option<OrganizationKind>> = Vec::new();
    for support in model.supports.iter().filter(|support| {
        support.state == scope.state
            && support.level.as_ref().is_some_and(|level| level.value == Level::First)
            && support.solution.as_ref().is_some_and(|word| word.value == Solution::LongTerm)
    }) {
        match support.force(asked) {
            Force::No => {}
            // What cannot be read may be the 115.
            Force::Unknown => return None,
            Force::Yes => kinds.push(match support.owner.value {
                Owner::Organization(id) => model.organization(id).kind.as_ref().map(|kind| kind.value),
                _ => None,
            }),
        }
    }
    let centre = |kind: &Option<OrganizationKind>| *kind == Some(OrganizationKind::ServiceCenter115);
    (!kinds.is_empty() && !kinds.iter().any(centre)).then(|| {
        text!(
            "langfristig antwortet nicht die 115, sondern eine eigene Lösung des Landes",
            "in the long run not the 115 answers but a solution of the state's own"
        )
    })
}
