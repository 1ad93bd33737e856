//! Two routing tables held against each other: who loses an answer, who gains one, whose owner or channel changes, where
//! and from when. What would be without an organization, and what a change to the files means, are the same question.
//!
//! Both tables are built over the same [`Places`] (see [`Places::of`]); then stretches and periods are compared, not
//! municipalities and days: the work grows with the records. Names, not numbers, are compared, so that the two models
//! may come from different files.

mod alike;
pub mod contacts;
pub mod edit;
mod feedback;
mod grade;
mod paths;
mod standing;
pub mod ways;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use self::contacts::{ContactChange, contact_changes};
pub use self::edit::Edit;
pub use self::feedback::{FeedbackChange, Told, feedback_changes};
pub use self::grade::{Changes, Grade, changes};
pub use self::paths::{Terms, Tip, WayChange};
pub use self::standing::{Kind, Reply, Standing, Who};
use crate::key::{GlobalId, LocalId, StateCode};
use crate::profile::Cell;
use crate::routing::{Places, Row, Table, Timeline, joined};
use crate::time::{Date, Period};

/// What is different in a cell for some time, with all places where it is the same difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// What kind of difference; the worst first.
    pub kind: Kind,
    /// Whose questions.
    pub state: StateCode,
    /// About which service.
    pub service: GlobalId,
    /// Level and track.
    pub cell: Cell,
    /// Which of the services contained, by its id, where not all are answered alike.
    pub part: Option<LocalId>,
    /// The component, where the cell is about one.
    pub component: Option<GlobalId>,
    /// When.
    pub period: Period,
    /// How it stands in the first table.
    pub before: Standing,
    /// How it stands in the second.
    pub after: Standing,
    /// Where, as ranges of [`Places::units`], in order and without overlap.
    pub units: Vec<Units>,
}

/// A range of units that can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Units {
    /// The first unit.
    pub start: usize,
    /// The first unit after.
    pub end: usize,
}

impl Units {
    /// The same as a range.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl Difference {
    /// The first day from `on` forward on which the difference is there; `None` if it lies behind.
    pub fn since(&self, on: Date) -> Option<Date> {
        let first = self.period.from.map_or(on, |from| from.max(on));
        self.period.contains(first).then_some(first)
    }

    /// The places as ranges.
    pub fn ranges(&self) -> Vec<Range<usize>> {
        self.units.iter().map(|units| units.range()).collect()
    }
}

/// How far differences reach, each place counted once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impact {
    /// The places, in order and without overlap.
    pub units: Vec<Range<usize>>,
    /// How many units.
    pub count: usize,
    /// How many people live there; `None` without a register.
    pub inhabitants: Option<u64>,
    /// Which services.
    pub services: BTreeSet<GlobalId>,
    /// The first day from the day of the question forward.
    pub since: Option<Date>,
}

/// How far some differences reach, seen from a day.
pub fn impact<'d>(
    differences: impl IntoIterator<Item = &'d Difference>,
    places: &Places,
    on: Date,
) -> Impact {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut services = BTreeSet::new();
    let mut since: Option<Date> = None;
    for difference in differences {
        let Some(first) = difference.since(on) else { continue };
        since = Some(since.map_or(first, |known| known.min(first)));
        all.extend(difference.ranges());
        services.insert(difference.service.clone());
    }
    let units = joined(all);
    let inhabitants = places.inhabitants_of(units.iter().cloned());
    Impact { count: Places::count(&units), units, inhabitants, services, since }
}

/// All differences between two tables over the same places, worst first, then by state, service, cell and time.
///
/// Tables over different places have nothing in common by which to compare them: then nothing is found.
pub fn compare(before: &Table, after: &Table) -> Vec<Difference> {
    compare_with(before, after, &contact_changes(before.model(), after.model()))
}

/// The same, where it is known already how contacts differ.
fn compare_with(before: &Table, after: &Table, contacts: &[ContactChange]) -> Vec<Difference> {
    if before.places().units() != after.places().units() {
        return Vec::new();
    }
    let mut rows: BTreeMap<(StateCode, &GlobalId), [Vec<&Row>; 2]> = BTreeMap::new();
    for (side, table) in [before, after].into_iter().enumerate() {
        for row in table.rows() {
            let key = (row.state, &table.model().service(row.service).id);
            if let Some(list) = rows.entry(key).or_default().get_mut(side) {
                list.push(row);
            }
        }
    }
    let contacts = contacts::changed(contacts);
    let alike = alike::Alike::new(before, after, &contacts);
    let mut found: BTreeMap<Difference, Vec<Range<usize>>> = BTreeMap::new();
    for ((state, service), [old, new]) in &rows {
        for (units, old, new) in pieces(old, new) {
            if old.zip(new).is_some_and(|(old, new)| alike.rows(old, new)) {
                continue;
            }
            for difference in between([before, after], [old, new], *state, service, &contacts) {
                found.entry(difference).or_default().push(units.clone());
            }
        }
    }
    found
        .into_iter()
        .map(|(difference, units)| {
            let units = joined(units).into_iter().map(|range| Units { start: range.start, end: range.end });
            Difference { units: units.collect(), ..difference }
        })
        .collect()
}

/// The stretches in which neither side changes its row, each with the rows of both sides.
fn pieces<'t>(old: &[&'t Row], new: &[&'t Row]) -> Vec<(Range<usize>, Option<&'t Row>, Option<&'t Row>)> {
    let cuts: BTreeSet<usize> =
        old.iter().chain(new).flat_map(|row| [row.units.start, row.units.end]).collect();
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let at = |rows: &[&'t Row], unit: usize| {
        let next = rows.partition_point(|row| row.units.end <= unit);
        rows.get(next).copied().filter(|row| row.units.contains(&unit))
    };
    cuts.windows(2)
        .filter_map(|pair| Some(*pair.first()?..*pair.last()?))
        .map(|range| (range.clone(), at(old, range.start), at(new, range.start)))
        .filter(|(_, old, new)| old.is_some() || new.is_some())
        .collect()
}

/// A row, and one of its timelines.
type Line<'t> = (&'t Row, &'t Timeline);
/// The timelines of a cell and component on both sides, by the service contained.
type Lines<'t> = [BTreeMap<Option<&'t LocalId>, Line<'t>>; 2];

/// The differences of one stretch; their units are still to be filled in.
fn between(
    tables: [&Table; 2],
    rows: [Option<&Row>; 2],
    state: StateCode,
    service: &GlobalId,
    contacts: &contacts::Changed,
) -> Vec<Difference> {
    let mut cells: BTreeMap<(Cell, Option<&GlobalId>), Lines<'_>> = BTreeMap::new();
    for (side, (table, row)) in tables.into_iter().zip(rows).enumerate() {
        let Some(row) = row else { continue };
        for timeline in &row.apart {
            let part = timeline.part.map(|id| &table.model().part(id).id);
            let component = timeline.component.map(|id| &table.model().component(id).id);
            if let Some(lines) = cells.entry((timeline.cell, component)).or_default().get_mut(side) {
                lines.insert(part, (row, timeline));
            }
        }
    }
    let mut differences: Vec<Difference> = Vec::new();
    for ((cell, component), lines) in cells {
        let named: BTreeSet<&LocalId> = lines.iter().flat_map(BTreeMap::keys).copied().flatten().collect();
        let parts: Vec<Option<&LocalId>> =
            if named.is_empty() { vec![None] } else { named.into_iter().map(Some).collect() };
        let count = parts.len();
        let mut found: BTreeMap<Change, Vec<Option<&LocalId>>> = BTreeMap::new();
        for part in parts {
            // What a side tells of the whole service, it tells of each part.
            let own = [0, 1].map(|side| {
                let lines = lines.get(side)?;
                lines.get(&part).or_else(|| lines.get(&None)).copied()
            });
            for change in changes_of(tables, own, contacts) {
                found.entry(change).or_default().push(part);
            }
        }
        for ((period, kind, before, after), parts) in found {
            let parts = if parts.len() == count { vec![None] } else { parts };
            differences.extend(parts.into_iter().map(|part| Difference {
                kind,
                state,
                service: service.clone(),
                cell,
                part: part.cloned(),
                component: component.cloned(),
                period,
                before: before.clone(),
                after: after.clone(),
                units: Vec::new(),
            }));
        }
    }
    differences
}

/// When something differs, how, and what is said on both sides.
type Change = (Period, Kind, Standing, Standing);

/// The differences between two timelines; one that goes on is one.
fn changes_of(tables: [&Table; 2], lines: [Option<Line<'_>>; 2], contacts: &contacts::Changed) -> Vec<Change> {
    let bounds: BTreeSet<Date> = lines
        .iter()
        .flatten()
        .flat_map(|(_, timeline)| &timeline.segments)
        .flat_map(|segment| segment.period.bounds())
        .collect();
    let mut found: Vec<Change> = Vec::new();
    for period in Period::ALWAYS.cut(&bounds) {
        let [before, after] = [0, 1].map(|side| {
            let line = lines.get(side).copied().flatten();
            let table = tables.get(side);
            table.map_or(Standing::NotRequired, |table| Standing::of(table, line, period.a_day()))
        });
        let Some(kind) = Kind::of(&before, &after, contacts) else { continue };
        if let Some((last, ..)) = found.last_mut().filter(|(last, other, one, two)| {
            last.until.is_some()
                && last.until == period.from
                && (*other, one, two) == (kind, &before, &after)
        }) {
            last.until = period.until;
            continue;
        }
        found.push((period, kind, before, after));
    }
    found
}
