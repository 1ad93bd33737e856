//! The responsibility matrix of a state in VDBI letters: V verantwortlich, D durchführend, B beratend, I informiert.
//!
//! V and D come from who is named for a cell; where a provider carries out a technical cell, its Land stays responsible (S3,
//! S4, S6, S7). B and I come from paths and knowledge records alone; where nothing is recorded, the field stays empty.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::concept::Share;
use super::contact::PersonView;
use super::scene::{Frame, Scene};
use crate::key::StateCode;
use crate::model::{End, OrganizationId, Owner, Path, ServiceId};
use crate::profile::Cell;
use crate::routing::{Answerer, Verdict};
use crate::vocabulary::{Level, OrganizationKind, Purpose, Solution, Track, Vocabulary as _};

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

/// A column: somebody who may have a part in a duty. In the order of the columns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// The competent authority, whichever it is in the place.
    Competent,
    /// Each municipality.
    Municipality,
    /// An organization: whether it belongs to another state, its kind, its name.
    Organization(bool, Option<OrganizationKind>, String, OrganizationId),
    /// A Land that names no coordination.
    Land(StateCode),
}

/// A letter. In the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Letter {
    V,
    D,
    B,
    I,
}

impl Letter {
    const fn word(self) -> &'static str {
        match self {
            Self::V => "V",
            Self::D => "D",
            Self::B => "B",
            Self::I => "I",
        }
    }
}

/// A duty with its letters.
#[derive(Debug)]
pub(super) struct Duty {
    pub(super) name: String,
    level: Option<Level>,
    track: Option<Track>,
    letters: BTreeMap<Column, BTreeSet<Letter>>,
}

impl Duty {
    pub(super) fn give(&mut self, column: Column, letter: Letter) {
        self.letters.entry(column).or_default().insert(letter);
    }

    fn has(&self, column: &Column, letter: Letter) -> bool {
        self.letters.get(column).is_some_and(|letters| letters.contains(&letter))
    }

    /// Whoever is responsible or carries out.
    fn owners(&self) -> Vec<Column> {
        let own = |column: &&Column| self.has(column, Letter::V) || self.has(column, Letter::D);
        self.letters.keys().filter(own).cloned().collect()
    }

    /// Gives a letter to those who have no part in it yet.
    pub(super) fn give_others(&mut self, columns: Vec<Column>, letter: Letter) {
        for column in columns {
            if !self.letters.contains_key(&column) {
                self.give(column, letter);
            }
        }
    }
}

impl Scene<'_> {
    /// The responsibility matrix of a state.
    pub fn matrix(&self, state: StateCode) -> Matrix {
        let services: Vec<ServiceMatrix> =
            self.services(state).into_iter().map(|id| self.service_matrix(state, id)).collect();
        let organizations: BTreeSet<OrganizationId> =
            services.iter().flat_map(|service| &service.organizations).copied().collect();
        let persons: BTreeSet<OfOrganization> = organizations
            .into_iter()
            .map(|id| (self.model().organization(id).name.clone(), self.persons(id)))
            .filter(|(_, persons)| !persons.is_empty())
            .map(|(name, persons)| OfOrganization { name, persons })
            .collect();
        Matrix {
            frame: self.frame(&[state], 1),
            state: self.tell(&state.name()),
            in_state: self.in_state(state),
            services,
            persons: persons.into_iter().collect(),
        }
    }

    fn service_matrix(&self, state: StateCode, service: ServiceId) -> ServiceMatrix {
        let mut duties = self.support_duties(state, service);
        let knowledge = self.knowledge_duty(state, service);
        let process = self.process(state, service);
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
            let duty = self.notice_duty(state, service, purpose, &first);
            duties.push(duty);
        }
        let (feedback, lacking) = self.feedback_duty(state, service, &first);
        duties.extend(feedback);
        for path in self.service_paths(state, service, Purpose::Coordination) {
            let (from, to) =
                (self.columns(path.from.value, state, &first), self.columns(path.to.value, state, &first));
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
            name: self.model().service(service).name.clone(),
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
            tables: self.folded(&duties),
        }
    }

    /// The tables: all columns in order, so many at a time; in further tables only duties that have an entry there.
    fn folded(&self, duties: &[Duty]) -> Vec<MatrixTable> {
        let columns: BTreeSet<&Column> = duties.iter().flat_map(|duty| duty.letters.keys()).collect();
        let columns: Vec<&Column> = columns.into_iter().collect();
        // Evenly, so that no table has a single column.
        let tables = columns.len().div_ceil(COLUMNS).max(1);
        let each = columns.len().div_ceil(tables).max(1);
        columns
            .chunks(each)
            .enumerate()
            .map(|(at, columns)| MatrixTable {
                columns: columns.iter().map(|column| self.column_name(column)).collect(),
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
    fn support_duties(&self, state: StateCode, service: ServiceId) -> Vec<Duty> {
        let range = self.table.places().of_state(state);
        let mut found: BTreeMap<(Cell, Option<Solution>, String), Duty> = BTreeMap::new();
        for solution in [Solution::Interim, Solution::LongTerm] {
            let cell = Cell { level: Level::First, track: None };
            let name = format!("{}: {}", self.say(Level::First.label()), self.say(solution.label()));
            let duty = Duty { name, level: Some(Level::First), track: None, letters: BTreeMap::new() };
            found.insert((cell, Some(solution), String::new()), duty);
        }
        let operator = self.model().service(service).operating_state(self.on);
        for (row, _) in self.rows(state, service, &range) {
            for timeline in &row.timelines {
                let cell = timeline.cell;
                let component = timeline.component.map(|id| self.model().component(id).name.clone());
                let component = component.unwrap_or_default();
                if cell.level != Level::First {
                    found.entry((cell, None, component.clone())).or_insert_with(|| {
                        let name = if component.is_empty() {
                            self.tell(&cell.words())
                        } else {
                            format!("{}: {component}", self.say(cell.level.label()))
                        };
                        Duty { name, level: Some(cell.level), track: cell.track, letters: BTreeMap::new() }
                    });
                }
                let parts = timeline
                    .segments
                    .iter()
                    .filter(|part| part.verdict == Verdict::Covered && !part.period.is_over(self.on));
                for answer in parts.flat_map(|part| &part.answers) {
                    let Answerer::Organization(id) = answer.answerer else { continue };
                    let record = self.model().support(answer.record);
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
                        self.give_owner(duty, id, side, state);
                    }
                }
            }
        }
        found.into_values().collect()
    }

    /// V and D of a named owner; a provider carries out, its Land is responsible.
    fn give_owner(&self, duty: &mut Duty, id: OrganizationId, side: Option<StateCode>, home: StateCode) {
        let kind = self.model().organization(id).kind.as_ref().map(|kind| kind.value);
        let column = self.column(id, home);
        duty.give(column.clone(), Letter::D);
        match side.filter(|_| kind == Some(OrganizationKind::ItProvider)) {
            Some(side) => {
                let land = self.coordination_of(side);
                duty.give(land.map_or(Column::Land(side), |id| self.column(id, home)), Letter::V);
            }
            None => duty.give(column, Letter::V),
        }
    }

    fn knowledge_duty(&self, state: StateCode, service: ServiceId) -> Duty {
        let name = self.say(Purpose::Knowledge.label());
        let mut duty = Duty { name, level: None, track: None, letters: BTreeMap::new() };
        let process = self.process(state, service);
        let mut partners = Vec::new();
        for record in process.records() {
            if let Some(id) = record.owner.known() {
                duty.give(self.column(id, state), Letter::V);
                duty.give(self.column(id, state), Letter::D);
            }
            partners
                .extend(record.partner.and_then(crate::model::Link::known).map(|id| self.column(id, state)));
        }
        duty.give_others(partners, Letter::B);
        for path in self.service_paths(state, service, Purpose::Knowledge) {
            duty.give_others(self.columns(path.to.value, state, &BTreeSet::new()), Letter::I);
        }
        duty
    }

    /// Who tells whom about outages or changes.
    pub(super) fn notice_duty(
        &self,
        state: StateCode,
        service: ServiceId,
        purpose: Purpose,
        first: &BTreeSet<Column>,
    ) -> Duty {
        let mut duty =
            Duty { name: self.say(purpose.label()), level: None, track: None, letters: BTreeMap::new() };
        let paths = self.service_paths(state, service, purpose);
        for path in &paths {
            // A path says who tells, not who answers for it: V stays empty.
            for column in self.columns(path.from.value, state, first) {
                duty.give(column, Letter::D);
            }
        }
        for path in paths {
            duty.give_others(self.columns(path.to.value, state, first), Letter::I);
        }
        duty
    }

    fn service_paths(&self, state: StateCode, service: ServiceId, purpose: Purpose) -> Vec<&Path> {
        self.paths_for(state, purpose).filter(|path| path.services.has(&service)).collect()
    }

    /// Whom an end of a path means; other levels than first and citizens have no column.
    fn columns(&self, end: End, home: StateCode, first: &BTreeSet<Column>) -> Vec<Column> {
        match end {
            End::Organization(id) => vec![self.column(id, home)],
            End::Competent => vec![Column::Competent],
            End::Municipality => vec![Column::Municipality],
            End::Level(Level::First) => first.iter().cloned().collect(),
            End::Level(_) | End::Citizen | End::Undecidable => Vec::new(),
        }
    }

    pub(super) fn column(&self, id: OrganizationId, home: StateCode) -> Column {
        let organization = self.model().organization(id);
        let kind = organization.kind.as_ref().map(|kind| kind.value);
        Column::Organization(organization.id.state != home, kind, organization.name.clone(), id)
    }

    fn column_name(&self, column: &Column) -> String {
        match column {
            Column::Competent => self.word("zuständige Behörde", "competent authority"),
            Column::Municipality => self.word("jede Kommune", "every municipality"),
            Column::Organization(_, _, name, _) => name.clone(),
            Column::Land(state) => self.tell(&state.name()),
        }
    }
}

fn words(letters: Option<&BTreeSet<Letter>>) -> String {
    let words: Vec<&str> = letters.into_iter().flatten().map(|letter| letter.word()).collect();
    words.join(", ")
}
