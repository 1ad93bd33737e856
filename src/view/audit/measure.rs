//! Numerator and denominator of a requirement: cells, Kommunen, competent authorities, people.
//!
//! Counted is what is in operation on the day, for the services that the requirement holds for. A cell is an (online
//! service, Kommune) pair. Where the requirement demands an owner (`cell`), a cell is satisfied if it is covered
//! ([`crate::routing::Verdict::Covered`]); under strict currency, if it is not stale besides. Where it speaks through rules
//! only, a cell is satisfied if no open finding that is an error for this requirement concerns it. Cells deviate on purpose
//! where the files say that nobody answers deliberately, and where an exception accepts the finding. A Kommune, or a competent
//! authority, counts in the numerator if all its cells are satisfied.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;

use crate::diagnostic::Severity;
use crate::key::{Area, StateCode};
use crate::model::{OrganizationId, ServiceId, SupportId};
use crate::profile::{Cell, Requirement};
use crate::routing::{Competent, Places, Row, Table, Unit, Verdict, joined};
use crate::rules::review::Currency;
use crate::rules::{Found, Subject};
use crate::time::Date;
use crate::view::coverage::is_stale;

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
    pub(super) competent: &'g [BTreeSet<OrganizationId>],
    /// Uses whose knowledge process rests on a record that cannot be read.
    pub(super) unsettled: &'g BTreeSet<(StateCode, ServiceId)>,
}

/// The rule on the knowledge process.
const KNOWLEDGE: &str = "L404";

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

/// The competent authority of each row, of a bundle that of each of the services contained; all places of a row have the same.
pub(super) fn competent(table: &Table, on: Date) -> Vec<BTreeSet<OrganizationId>> {
    let one = |unit: &Unit, matter| match table.competent(unit, matter, on) {
        Competent::One(organization) => Some(organization),
        Competent::Nobody | Competent::Several(_) | Competent::Undecidable => None,
    };
    let of_row = |row: &Row| {
        let unit = table.places().slice(&row.units).first();
        unit.into_iter().flat_map(|unit| row.matters().filter_map(|matter| one(unit, matter))).collect()
    };
    table.rows().iter().map(of_row).collect()
}

/// Sums that grow cell by cell.
#[derive(Default)]
struct Sums {
    measure: Measure,
    /// Whether all cells of a Kommune are satisfied, and its unit in the table.
    municipalities: BTreeMap<Area, (bool, usize)>,
    authorities: BTreeMap<OrganizationId, bool>,
}

impl Gauge<'_> {
    /// The rows that a requirement asks about.
    pub(super) fn rows<'a>(&'a self, line: &'a Requirement) -> impl Iterator<Item = (usize, &'a Row)> {
        self.table.rows().iter().enumerate().filter(|(_, row)| {
            line.holds_for(Some(row.service))
                && line.cell.as_ref().is_none_or(|required| row.of(required.cell).next().is_some())
        })
    }

    /// Measures a requirement.
    pub(super) fn measure(&self, line: &Requirement, against: &Against<'_>) -> Measure {
        let mut sums = Sums::default();
        let cell = line.cell.as_ref().map(|required| required.cell);
        let errors = against.open.iter().filter(|(_, severity)| *severity == Severity::Error);
        let errors = self.hits(errors.map(|(found, _)| &found.about));
        let accepted = self.hits(against.accepted.iter().map(|found| &found.about));
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
            let place = (row.state, row.service);
            let unsettled = cell.is_none() && unsettled(line, row, self);
            for (index, unit) in row.units.clone().zip(self.table.places().slice(&row.units)) {
                let excused = accepted.has(place, index);
                let standing = match cell {
                    Some(cell) => self.of_cell(row, cell, excused),
                    None if errors.has(place, index) => Standing::Open,
                    None if excused => Standing::Deviating,
                    None if unsettled => Standing::Undecidable,
                    None => Standing::Met,
                };
                sums.add(standing, (index, unit), self.competent.get(at));
            }
        }
        sums.finish(cell.is_some(), self.table.places())
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
        let reached = self.reached(about);
        let mut found = false;
        for (state, service) in self.concerned(about) {
            if !line.holds_for(Some(service)) {
                continue;
            }
            for range in &reached {
                let asked = |row: &&Row| {
                    line.cell.as_ref().is_none_or(|required| row.of(required.cell).next().is_some())
                };
                for row in rows_in(self.table.rows_of(state, service), range).filter(asked) {
                    if row.is_live(self.on) {
                        return false;
                    }
                    found = true;
                }
            }
        }
        found
    }

    /// The uses whose questions a finding is about: its state's, or those about a service that its state operates.
    fn concerned(&self, about: &Subject) -> Vec<(StateCode, ServiceId)> {
        let model = self.table.model();
        let operator = |service: ServiceId| model.service(service).operating_state(self.on);
        let uses = model.uses.iter().map(|usage| (usage.state, usage.service.value));
        uses.filter(|(_, service)| about.service.is_none_or(|wanted| wanted == *service))
            .filter(|(state, service)| {
                about.state.is_none_or(|wanted| wanted == *state || wanted == operator(*service))
            })
            .collect()
    }

    /// The units that a finding is about, as ranges in order; one without places is about all.
    fn reached(&self, about: &Subject) -> Vec<Range<usize>> {
        let places = self.table.places();
        if about.areas.is_empty() {
            return std::iter::once(0..places.units().len()).collect();
        }
        about.areas.iter().map(|area| places.around(*area)).filter(|range| !range.is_empty()).collect()
    }

    /// All that some findings are about.
    fn hits<'s>(&self, subjects: impl Iterator<Item = &'s Subject>) -> Hits {
        let mut found: BTreeMap<(StateCode, ServiceId), Vec<Range<usize>>> = BTreeMap::new();
        for about in subjects {
            let reached = self.reached(about);
            for usage in self.concerned(about) {
                found.entry(usage).or_default().extend(reached.iter().cloned());
            }
        }
        for ranges in found.values_mut() {
            *ranges = joined(std::mem::take(ranges));
        }
        Hits(found)
    }
}

/// The units that findings are about, by use, as ranges in order and apart.
struct Hits(BTreeMap<(StateCode, ServiceId), Vec<Range<usize>>>);

impl Hits {
    fn has(&self, usage: (StateCode, ServiceId), unit: usize) -> bool {
        self.0.get(&usage).is_some_and(|ranges| {
            let at = ranges.partition_point(|range| range.end <= unit);
            ranges.get(at).is_some_and(|range| range.contains(&unit))
        })
    }
}

/// The rows of a use that touch a range of units.
fn rows_in<'r>(rows: &'r [Row], range: &Range<usize>) -> impl Iterator<Item = &'r Row> {
    let first = rows.partition_point(|row| row.units.end <= range.start);
    let end = range.end;
    rows.iter().skip(first).take_while(move |row| row.units.start < end)
}

/// Whether a requirement on the knowledge process cannot be judged for a row, as a record on it cannot be read.
fn unsettled(line: &Requirement, row: &Row, gauge: &Gauge<'_>) -> bool {
    line.rules.contains_key(KNOWLEDGE) && gauge.unsettled.contains(&(row.state, row.service))
}

impl Sums {
    fn add(&mut self, standing: Standing, (index, unit): (usize, &Unit), competent: Option<&BTreeSet<OrganizationId>>) {
        let met = standing == Standing::Met;
        self.measure.cells.of += 1;
        match standing {
            Standing::Met => self.measure.cells.met += 1,
            Standing::Deviating => self.measure.deviating += 1,
            Standing::Undecidable => self.measure.undecidable += 1,
            Standing::Open => {}
        }
        let place = self.municipalities.entry(unit.key).or_insert((true, index));
        place.0 &= met;
        for organization in competent.into_iter().flatten().copied() {
            *self.authorities.entry(organization).or_insert(true) &= met;
        }
    }

    fn finish(self, owned: bool, all: &Places) -> Measure {
        let places = self.municipalities.values();
        let people = |only: bool| {
            let counted = places.clone().filter(|(met, _)| !only || *met);
            all.inhabitants_of(counted.map(|(_, unit)| *unit..*unit + 1))
        };
        let inhabitants = people(false).map(|of| Part { met: people(true).unwrap_or(0), of });
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
            inhabitants,
            declared: measure.declared.or(zero),
            agreed: measure.agreed.or(zero),
            tested: measure.tested.or(zero),
            ..measure
        }
    }
}
