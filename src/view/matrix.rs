//! The responsibility matrix of a state in VDBI letters: V verantwortlich, D durchführend, B beratend, I informiert.
//!
//! V and D come from who is named for a cell; where a provider carries out a technical cell, its Land stays responsible (S3,
//! S4, S6, S7). B and I come from paths and knowledge records alone; where nothing is recorded, the field stays empty.

use super::document::{Each, Kind, Readership, seen, uses_services};
use super::matrix_duty::{
    Column, Duty, Letter, column, column_name, columns, notice_duty, service_paths, words,
};
use super::{knowledge, matrix_feedback};
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::contact::{self, PersonView};
use super::figures::Share;
use super::scene::{Frame, Scene};
use crate::key::StateCode;
use crate::model::{End, OrganizationId, Owner, ServiceId};
use crate::profile::Cell;
use crate::routing::{Answerer, Verdict};
use crate::text::Words;
use crate::vocabulary::{Level, OrganizationKind, Purpose, Solution, Track, Vocabulary as _};

/// The responsibility matrix of a state.
pub static DOCUMENT: Kind = Kind {
    id: "matrix",
    name: Words::new("Aufgabenverteilung", "Responsibility matrices"),
    addressees: &[Readership::State],
    persons: true,
    each: &[Each::State {
        stem: Words::new("aufgabenverteilung", "responsibility-matrix"),
        wanted: uses_services,
        view: |scene, state| seen(&matrix(scene, state)),
    }],
    templates: [include_str!("../../templates/de/matrix.md"), include_str!("../../templates/en/matrix.md")],
};

/// As many columns beside the duties fit on a page of A4.
const COLUMNS: usize = 4;

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Matrix {
    /// Head and foot.
    pub frame: Frame,
    /// The state's name.
    pub state: String,
    /// "in Niedersachsen".
    pub in_state: String,
    /// One part per service.
    pub services: Vec<ServiceMatrix>,
    /// Who works at the organizations with a share, by name; empty but in documents that stay in the house.
    pub persons: Vec<OfOrganization>,
}

/// The persons of an organization.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OfOrganization {
    /// The organization.
    pub name: String,
    /// Who works there.
    pub persons: Vec<PersonView>,
}

/// The matrix of one service, in as many tables as its columns need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceMatrix {
    /// The service.
    pub name: String,
    /// The tables.
    pub tables: Vec<MatrixTable>,
    /// Duties for which nobody is named.
    pub missing: Vec<String>,
    /// Duties for which nobody can tell, as a record cannot be read.
    pub undecidable: Vec<String>,
    /// How many of those that owe feedback have a way for it; nothing where all have one.
    pub feedback: Option<Share>,
    /// The organizations with a share.
    #[serde(skip)]
    organizations: BTreeSet<OrganizationId>,
}

/// A table that fits on a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatrixTable {
    /// Organizations and roles.
    pub columns: Vec<String>,
    /// The duties.
    pub rows: Vec<MatrixRow>,
}

/// A duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatrixRow {
    /// What is to be done.
    pub duty: String,
    /// Letters per column: "V, D", or nothing.
    pub letters: Vec<String>,
}

/// The responsibility matrix of a state.
pub fn matrix(scene: &Scene<'_>, state: StateCode) -> Matrix {
    let services: Vec<ServiceMatrix> =
        scene.services(state).into_iter().map(|id| service_matrix(scene, state, id)).collect();
    let organizations: BTreeSet<OrganizationId> =
        services.iter().flat_map(|service| &service.organizations).copied().collect();
    let persons: BTreeSet<OfOrganization> = organizations
        .into_iter()
        .map(|id| (scene.model().organization(id).name.clone(), contact::persons(scene, id)))
        .filter(|(_, persons)| !persons.is_empty())
        .map(|(name, persons)| OfOrganization { name, persons })
        .collect();
    Matrix {
        frame: scene.frame(&[state], 1),
        state: scene.tell(&state.name()),
        in_state: scene.in_state(state),
        services,
        persons: persons.into_iter().collect(),
    }
}

fn service_matrix(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> ServiceMatrix {
    let mut duties = support_duties(scene, state, service);
    let knowledge = knowledge_duty(scene, state, service);
    let process = knowledge::process(scene, state, service);
    // Who uses its own service owes itself no loop; what cannot be read may name somebody.
    let open_knowledge = knowledge.owners().is_empty();
    let excused = open_knowledge && (process.is_own || process.is_uncertain());
    let undecidable =
        (open_knowledge && !process.is_own && process.is_uncertain()).then(|| knowledge.name.clone());
    let excused = excused.then(|| knowledge.name.clone());
    duties.push(knowledge);
    let first = duties.iter().filter(|duty| duty.level == Some(Level::First));
    let first: BTreeSet<Column> = first.flat_map(Duty::owners).collect();
    for purpose in [Purpose::Outage, Purpose::Release] {
        let duty = notice_duty(scene, state, service, purpose, &first);
        duties.push(duty);
    }
    let (feedback, lacking) = matrix_feedback::feedback_duty(scene, state, service, &first);
    duties.extend(feedback);
    for path in service_paths(scene, state, service, Purpose::Coordination) {
        let (from, to) =
            (columns(scene, path.from.value, state, &first), columns(scene, path.to.value, state, &first));
        // Who is told in every place is informed; a single body is consulted.
        let letter = match path.to.value {
            End::Organization(_) => Letter::B,
            _ => Letter::I,
        };
        for duty in &mut duties {
            if path.track.is_none_or(|track| duty.track == Some(track))
                && duty.owners().iter().any(|column| from.contains(column))
            {
                duty.give_others(to.clone(), letter);
            }
        }
    }
    let missing = duties.iter().filter(|duty| duty.owners().is_empty()).map(|duty| duty.name.clone());
    let missing = missing.filter(|name| Some(name) != excused.as_ref());
    ServiceMatrix {
        name: scene.model().service(service).name.clone(),
        missing: missing.collect(),
        feedback: lacking,
        undecidable: undecidable.into_iter().collect(),
        organizations: duties
            .iter()
            .flat_map(|duty| duty.letters.keys())
            .filter_map(|column| match column {
                Column::Organization(.., id) => Some(*id),
                _ => None,
            })
            .collect(),
        tables: folded(scene, &duties),
    }
}

/// The tables: all columns in order, so many at a time; in further tables only duties that have an entry there.
fn folded(scene: &Scene<'_>, duties: &[Duty]) -> Vec<MatrixTable> {
    let columns: BTreeSet<&Column> = duties.iter().flat_map(|duty| duty.letters.keys()).collect();
    let columns: Vec<&Column> = columns.into_iter().collect();
    // Evenly, so that no table has a single column.
    let tables = columns.len().div_ceil(COLUMNS).max(1);
    let each = columns.len().div_ceil(tables).max(1);
    columns
        .chunks(each)
        .enumerate()
        .map(|(at, columns)| MatrixTable {
            columns: columns.iter().map(|column| column_name(scene, column)).collect(),
            rows: duties
                .iter()
                .filter(|duty| at == 0 || columns.iter().any(|column| duty.letters.contains_key(*column)))
                .map(|duty| MatrixRow {
                    duty: duty.name.clone(),
                    letters: columns.iter().map(|column| words(duty.letters.get(*column))).collect(),
                })
                .collect(),
        })
        .collect()
}

/// First, second and third level.
fn support_duties(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> Vec<Duty> {
    let range = scene.table.places().of_state(state);
    let mut found: BTreeMap<(Cell, Option<Solution>, String), Duty> = BTreeMap::new();
    for solution in [Solution::Interim, Solution::LongTerm] {
        let cell = Cell { level: Level::First, track: None };
        let name = format!("{}: {}", scene.say(Level::First.label()), scene.say(solution.label()));
        let duty = Duty { name, level: Some(Level::First), track: None, letters: BTreeMap::new() };
        found.insert((cell, Some(solution), String::new()), duty);
    }
    let operator = scene.model().service(service).operating_state(scene.on);
    for (row, _) in scene.rows(state, service, &range) {
        for timeline in &row.timelines {
            let cell = timeline.cell;
            let component = timeline.component.map(|id| contact::component_name(scene, id));
            let component = component.unwrap_or_default();
            if cell.level != Level::First {
                found.entry((cell, None, component.clone())).or_insert_with(|| {
                    let name = if component.is_empty() {
                        scene.tell(&cell.words())
                    } else {
                        format!("{}: {component}", scene.say(cell.level.label()))
                    };
                    Duty { name, level: Some(cell.level), track: cell.track, letters: BTreeMap::new() }
                });
            }
            let parts = timeline
                .segments
                .iter()
                .filter(|part| part.verdict == Verdict::Covered && !part.period.is_over(scene.on));
            for answer in parts.flat_map(|part| &part.answers) {
                let Answerer::Organization(id) = answer.answerer else { continue };
                let record = scene.model().support(answer.record);
                let solution = (cell.level == Level::First)
                    .then(|| record.solution.as_ref().map(|found| found.value))
                    .flatten();
                let Some(duty) = found.get_mut(&(cell, solution, component.clone())) else { continue };
                let side = match cell.track {
                    Some(Track::TechnicalService) => Some(operator),
                    Some(Track::TechnicalState) => Some(state),
                    _ => None,
                };
                if record.owner.value == Owner::Competent {
                    duty.give(Column::Competent, Letter::V);
                    duty.give(Column::Competent, Letter::D);
                } else {
                    give_owner(scene, duty, id, side, state);
                }
            }
        }
    }
    found.into_values().collect()
}

/// V and D of a named owner; a provider carries out, its Land is responsible.
fn give_owner(
    scene: &Scene<'_>,
    duty: &mut Duty,
    id: OrganizationId,
    side: Option<StateCode>,
    home: StateCode,
) {
    let kind = scene.model().organization(id).kind.as_ref().map(|kind| kind.value);
    let own = column(scene, id, home);
    duty.give(own.clone(), Letter::D);
    match side.filter(|_| kind == Some(OrganizationKind::ItProvider)) {
        Some(side) => {
            let land = contact::coordination_of(scene, side);
            duty.give(land.map_or(Column::Land(side), |id| column(scene, id, home)), Letter::V);
        }
        None => duty.give(own, Letter::V),
    }
}

fn knowledge_duty(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> Duty {
    let name = scene.say(Purpose::Knowledge.label());
    let mut duty = Duty { name, level: None, track: None, letters: BTreeMap::new() };
    let process = knowledge::process(scene, state, service);
    let mut partners = Vec::new();
    for record in process.records() {
        if let Some(id) = record.owner.known() {
            duty.give(column(scene, id, state), Letter::V);
            duty.give(column(scene, id, state), Letter::D);
        }
        partners
            .extend(record.partner.and_then(crate::model::Link::known).map(|id| column(scene, id, state)));
    }
    duty.give_others(partners, Letter::B);
    for path in service_paths(scene, state, service, Purpose::Knowledge) {
        duty.give_others(columns(scene, path.to.value, state, &BTreeSet::new()), Letter::I);
    }
    duty
}
