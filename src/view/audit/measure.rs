//! Numerator and denominator of a requirement: cells, Kommunen, competent authorities, people.
//!
//! Counted is what is in operation on the day, for the services that the requirement holds for. A cell is an (online
//! service, Kommune) pair. Where the requirement demands an owner (`cell`), a cell is satisfied if it is covered
//! ([`crate::routing::Verdict::Covered`]); under strict currency, if it is not stale besides. Where it speaks through rules
//! only, a cell is satisfied if no open finding that is an error for this requirement concerns it. Cells deviate on purpose
//! where the files say that nobody answers deliberately, and where an exception accepts the finding. A Kommune, or a competent
//! authority, counts in the numerator if all its cells are satisfied.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::key::Area;
use crate::model::{OrganizationId, SupportId};
use crate::profile::{Cell, Requirement};
use crate::routing::{Competent, Row, Table, Unit, Verdict};
use crate::rules::review::Currency;
use crate::rules::{Found, Subject};
use crate::time::Date;
use crate::view::coverage::{cells, is_stale};

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Part<T> {
    /// The numerator.
    pub met: T,
    /// The denominator.
    pub of: T,
}

/// What a requirement comes to in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Cells in operation.
    pub cells: Part<usize>,
    /// Of the unsatisfied cells, those that deviate on purpose.
    pub deviating: usize,
    /// Of the unsatisfied cells, those of which nothing can be said.
    pub undecidable: usize,
    /// Covered cells that are past a review interval; among the satisfied ones, except under strict currency.
    pub stale: usize,
    /// Cells not yet in operation.
    pub planned: usize,
    /// Kommunen: units of the denominator, a city with districts once.
    pub municipalities: Part<usize>,
    /// Competent authorities that are named.
    pub authorities: Part<usize>,
    /// Inhabitants of these Kommunen; `None` without a register.
    pub inhabitants: Option<Part<u64>>,
    /// Covered cells: somebody is named. `None` where no owner is demanded.
    pub declared: Option<usize>,
    /// Of these, every record that carries the cell names its agreement.
    pub agreed: Option<usize>,
    /// Of these, every record that carries the cell was tested.
    pub tested: Option<usize>,
}

/// What is measured with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gauge<'g> {
    pub(super) table: &'g Table,
    pub(super) on: Date,
    pub(super) currency: &'g Currency,
    pub(super) strict: bool,
    /// The competent authority of each row on the day, by the row's place in the table.
    pub(super) competent: &'g [Option<OrganizationId>],
}

/// How one cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Met,
    Deviating,
    Undecidable,
    Open,
}

/// The findings of one requirement: those that hit cells, and those that are accepted.
#[derive(Debug, Default)]
pub(super) struct Against<'f> {
    pub(super) open: Vec<(&'f Found, Severity)>,
    pub(super) accepted: Vec<&'f Found>,
}

/// The competent authority of each row; all places of a row have the same.
pub(super) fn competent(table: &Table, on: Date) -> Vec<Option<OrganizationId>> {
    let one = |row: &Row| match table.competent(table.places().slice(&row.units).first()?, row.service, on) {
        Competent::One(organization) => Some(organization),
        Competent::Nobody | Competent::Several(_) | Competent::Undecidable => None,
    };
    table.rows().iter().map(one).collect()
}

/// Sums that grow cell by cell.
#[derive(Default)]
struct Sums {
    measure: Measure,
    municipalities: BTreeMap<Area, (bool, Option<u32>)>,
    authorities: BTreeMap<OrganizationId, bool>,
}

impl Gauge<'_> {
    /// The rows that a requirement asks about.
    pub(super) fn rows<'a>(&'a self, line: &'a Requirement) -> impl Iterator<Item = (usize, &'a Row)> {
        self.table.rows().iter().enumerate().filter(|(_, row)| {
            line.holds_for(Some(row.service))
                && line.cell.as_ref().is_none_or(|required| cells(row).contains(&required.cell))
        })
    }

    /// Measures a requirement.
    pub(super) fn measure(&self, line: &Requirement, against: &Against<'_>) -> Measure {
        let mut sums = Sums::default();
        let cell = line.cell.as_ref().map(|required| required.cell);
        for (at, row) in self.rows(line) {
            if !row.is_live(self.on) {
                if row.judged_on(self.on).is_some() {
                    sums.measure.planned += row.units.len();
                }
                continue;
            }
            if let Some(cell) = cell {
                self.carried(row, cell, &mut sums.measure);
            }
            let errors = against.open.iter().filter(|(_, severity)| *severity == Severity::Error);
            let errors: Vec<&Subject> =
                errors.map(|(found, _)| &found.about).filter(|about| self.concerns(about, row)).collect();
            let accepted: Vec<&Subject> = against
                .accepted
                .iter()
                .map(|found| &found.about)
                .filter(|about| self.concerns(about, row))
                .collect();
            for unit in self.table.places().slice(&row.units) {
                let excused = accepted.iter().any(|about| reaches(about, unit));
                let standing = match cell {
                    Some(cell) => self.of_cell(row, cell, excused),
                    None if errors.iter().any(|about| reaches(about, unit)) => Standing::Open,
                    None if excused => Standing::Deviating,
                    None => Standing::Met,
                };
                sums.add(standing, unit, self.competent.get(at).copied().flatten());
            }
        }
        sums.finish(cell.is_some())
    }

    fn of_cell(&self, row: &Row, cell: Cell, excused: bool) -> Standing {
        match row.verdict(cell, self.on) {
            Some(Verdict::Covered) if self.strict && is_stale(row, cell, self.on, self.currency) => {
                Standing::Open
            }
            Some(Verdict::Covered) => Standing::Met,
            Some(Verdict::Deliberate) => Standing::Deviating,
            _ if excused => Standing::Deviating,
            Some(Verdict::Undecidable) => Standing::Undecidable,
            Some(Verdict::WithoutCompetent | Verdict::Ambiguous | Verdict::Open) | None => Standing::Open,
        }
    }

    /// Adds declared, agreed, tested and stale cells of a row.
    fn carried(&self, row: &Row, cell: Cell, measure: &mut Measure) {
        if row.verdict(cell, self.on) != Some(Verdict::Covered) {
            return;
        }
        let (units, model) = (row.units.len(), self.table.model());
        let records = self.records(row, cell);
        let all = |holds: &dyn Fn(SupportId) -> bool| {
            if !records.is_empty() && records.iter().all(|id| holds(*id)) { units } else { 0 }
        };
        let agreed = all(&|id| model.support(id).agreement.is_some());
        let tested = all(&|id| model.support(id).tested.is_some());
        *measure.declared.get_or_insert(0) += units;
        *measure.agreed.get_or_insert(0) += agreed;
        *measure.tested.get_or_insert(0) += tested;
        if is_stale(row, cell, self.on, self.currency) {
            measure.stale += units;
        }
    }

    /// The records that carry a cell on the day.
    pub(super) fn records(&self, row: &Row, cell: Cell) -> BTreeSet<SupportId> {
        let segments = row.of(cell).filter_map(|timeline| timeline.at(self.on));
        segments.flat_map(|segment| &segment.answers).map(|answer| answer.record).collect()
    }

    /// Whether a finding is about nothing but what is not yet in operation. It is told, but speaks against nothing that is.
    pub(super) fn only_planned(&self, line: &Requirement, about: &Subject) -> bool {
        let touched = self.rows(line).map(|(_, row)| row).filter(|row| {
            let places = self.table.places().slice(&row.units);
            self.concerns(about, row) && places.iter().any(|unit| reaches(about, unit))
        });
        let mut live = touched.map(|row| row.is_live(self.on)).peekable();
        live.peek().is_some() && !live.any(|live| live)
    }

    /// Whether a finding is about the questions of a row: its state's, or those about a service that its state operates.
    fn concerns(&self, about: &Subject, row: &Row) -> bool {
        let operator = self.table.model().service(row.service).operating_state(self.on);
        about.service.is_none_or(|service| service == row.service)
            && about.state.is_none_or(|state| state == row.state || state == operator)
    }
}

/// Whether a finding is about a place; one without places is about all.
fn reaches(about: &Subject, unit: &Unit) -> bool {
    let touches = |area: &Area| area.contains(unit.key) || unit.key.contains(*area);
    about.areas.is_empty() || about.areas.iter().any(touches)
}

impl Sums {
    fn add(&mut self, standing: Standing, unit: &Unit, competent: Option<OrganizationId>) {
        let met = standing == Standing::Met;
        self.measure.cells.of += 1;
        match standing {
            Standing::Met => self.measure.cells.met += 1,
            Standing::Deviating => self.measure.deviating += 1,
            Standing::Undecidable => self.measure.undecidable += 1,
            Standing::Open => {}
        }
        let place = self.municipalities.entry(unit.key).or_insert((true, unit.inhabitants));
        place.0 &= met;
        if let Some(organization) = competent {
            *self.authorities.entry(organization).or_insert(true) &= met;
        }
    }

    fn finish(self, owned: bool) -> Measure {
        let places = self.municipalities.values();
        let people = |only: bool| {
            let places = self.municipalities.values().filter(|(met, _)| !only || *met);
            places.filter_map(|(_, count)| *count).map(u64::from).sum()
        };
        let counted = places.clone().any(|(_, count)| count.is_some());
        let zero = owned.then_some(0);
        let measure = self.measure;
        Measure {
            municipalities: Part {
                met: places.clone().filter(|(met, _)| *met).count(),
                of: self.municipalities.len(),
            },
            authorities: Part {
                met: self.authorities.values().filter(|met| **met).count(),
                of: self.authorities.len(),
            },
            inhabitants: counted.then(|| Part { met: people(true), of: people(false) }),
            declared: measure.declared.or(zero),
            agreed: measure.agreed.or(zero),
            tested: measure.tested.or(zero),
            ..measure
        }
    }
}
