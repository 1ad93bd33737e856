//! Who answers for one service in a whole state: as few lines as there are differences.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::answers;
use super::cell::{CellView, Detail};
use super::place;
use super::scene::Scene;
use super::word::StatusWord;
use crate::key::StateCode;
use crate::model::{ComponentId, PartId, ServiceId};
use crate::profile::Cell;
use crate::routing::{GoLive, Row};
use crate::time::Date;
use crate::vocabulary::{Level, Vocabulary as _};

/// A cell and the places where it is answered so.
type Place = (CellView, Vec<Range<usize>>);

/// The table of one service in a whole state: starts, first level, further levels, each with the places it holds for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceTable {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// When it starts where.
    pub starts: Vec<Start>,
    /// Who answers citizens.
    pub first: Vec<Line>,
    /// Who helps further.
    pub further: Vec<Line>,
}

/// Places that start together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Start {
    /// Whether the service is in operation.
    pub status: StatusWord,
    /// The day, while it lies ahead.
    pub day: Option<String>,
    /// Of which of the services contained, where not all start alike.
    pub parts: Option<String>,
    /// Where.
    pub places: String,
}

/// One kind of question in places that answer it alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The cell.
    pub cell: CellView,
    /// Where; nothing: everywhere the service is used.
    pub places: Option<String>,
}

/// The day of a start ahead, how the service stands, and of which of the services contained that is said.
type Starting = (Option<Date>, StatusWord, Vec<PartId>);

/// The table of a service in a state.
pub fn service_table(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> ServiceTable {
    let range = scene.table.places().of_state(state);
    let rows = scene.rows(state, service, &range);
    let is_live = |row: &Row| row.is_live(scene.on);
    let mut starts: BTreeMap<Starting, Vec<Range<usize>>> = BTreeMap::new();
    let mut cells: BTreeMap<(Cell, Option<ComponentId>), Vec<Place>> = BTreeMap::new();
    let mut everywhere = 0;
    let mixed = rows.windows(2).any(|pair| matches!(pair, [(one, _), (other, _)] if is_live(one) != is_live(other)));
    for (row, units) in rows {
        for starting in starts_in(scene, row) {
            starts.entry(starting).or_default().push(units.clone());
        }
        if row.go_live != GoLive::NotPlanned {
            everywhere += units.len();
        }
        for (timeline, mut view) in answers::told(scene, row, Level::all(), Detail::Records) {
            // Where the service starts later, the same holds from then on: that is told with the start, not once more here.
            if let (true, [turn]) = (mixed && view.always && timeline.cell.level != Level::First, view.turns.as_mut_slice()) {
                turn.when = scene.word("solange in Betrieb", "while in operation");
                turn.now = true;
            }
            let lines = cells.entry((timeline.cell, timeline.component)).or_default();
            match lines.iter_mut().find(|(other, _)| *other == view) {
                Some((_, places)) => places.push(units.clone()),
                None => lines.push((view, vec![units.clone()])),
            }
        }
    }
    let (mut first, mut further) = (Vec::new(), Vec::new());
    for (cell, places) in cells.into_values().flatten() {
        let count: usize = places.iter().map(ExactSizeIterator::len).sum();
        let places = (count < everywhere).then(|| place::places(scene, &places));
        let lines = if cell.rank == "first" { &mut first } else { &mut further };
        lines.push(Line { cell, places });
    }
    let known = scene.model().service(service);
    ServiceTable {
        name: known.name.clone(),
        description: known.description.clone(),
        starts: starts
            .into_iter()
            .map(|((day, status, parts), places)| Start {
                status,
                day: day.map(|day| scene.day(day)),
                parts: scene.part_names(&parts),
                places: place::places(scene, &places),
            })
            .collect(),
        first,
        further,
    }
}

/// Whether and when the service starts in a row, with the services contained where they do not all start alike.
fn starts_in(scene: &Scene<'_>, row: &Row) -> Vec<Starting> {
    let mut found: BTreeMap<(Option<Date>, StatusWord), Vec<PartId>> = BTreeMap::new();
    for matter in row.matters() {
        let start = row.go_live_of(matter.part);
        let day = match start {
            GoLive::On(day) if day > scene.on => Some(day),
            _ => None,
        };
        found.entry((day, answers::status_of(scene, start).0)).or_default().extend(matter.part);
    }
    if found.len() == 1 {
        found.values_mut().for_each(Vec::clear);
    }
    found.into_iter().map(|((day, status), parts)| (day, status, parts)).collect()
}
