//! The routing table: who answers which question where and when.
//!
//! A cell is service × municipality × level × track. Municipalities that match the same records behave alike, so the
//! table routes *stretches* of municipalities between the boundaries that records bring, and cuts time into *segments*
//! at the boundaries of their periods. The work grows with the records, and the answer covers every municipality and day.
//! A slow and obvious oracle in the tests (each municipality, cell, day: filter, sort, pick) is held against it.

mod alike;
mod competent;
mod components;
pub mod gaps;
mod index;
mod parts;
mod place;
mod places;
mod segments;
mod ties;
mod verdict;
pub mod why;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use self::alike::Routed;
pub use self::competent::{Competent, Held};
pub use self::gaps::{Gap, GapKind};
pub use self::index::ByArea;
use self::index::StateRecords;
pub use self::places::{Denominator, Places, Unit, joined};
pub use self::segments::Closeness;
pub use self::verdict::{Answer, Answerer, GoLive, Matter, Row, Segment, Started, Timeline, Timelines, Verdict};
use crate::key::{Area, StateCode};
use crate::model::{ComponentId, Model, PartId, ServiceId, Use};
use crate::profile::Requirements;
pub use crate::text::list::and_list;
use crate::time::Date;
use crate::vocabulary::ComponentSide;
use crate::work::{Alone, Workers};

/// What is routed already at a place, by class of uses and start: uses of one class that start alike stand alike.
type Known = BTreeMap<(usize, GoLive), (Timelines, Timelines)>;

/// The whole table, with the records' index for further questions.
#[derive(Debug)]
pub struct Table {
    model: Arc<Model>,
    places: Places,
    rows: Vec<Row>,
    records: BTreeMap<StateCode, StateRecords>,
    competences: BTreeMap<StateCode, ByArea<usize>>,
    /// Competences of which the area could not be read, by state: they may hold anywhere there.
    vague: BTreeMap<StateCode, Vec<usize>>,
    components: BTreeMap<StateCode, ByArea<ComponentId>>,
    /// The days on which a component begins or ceases to be in use (semantics 38); where a place is cut in vain by one of another's, it
    /// is put together again.
    component_bounds: BTreeSet<Date>,
    /// Whether the federation provides a service that another contains: its competences may hold everywhere then.
    has_federal_parts: bool,
    /// What most rows have, once.
    no_parts: Arc<[Started]>,
    /// Waves, as places in the model's list.
    waves: BTreeMap<(StateCode, ServiceId), ByArea<usize>>,
}

impl Table {
    /// Routes every required cell of every used service in every place.
    pub fn new(model: &Arc<Model>, requirements: &Requirements, places: Places) -> Self {
        Self::with(model, requirements, places, &Alone)
    }

    /// The same, the stretches of places shared out among workers.
    pub fn with(
        model: &Arc<Model>,
        requirements: &Requirements,
        places: Places,
        workers: &impl Workers,
    ) -> Self {
        let mut table = Self {
            model: Arc::clone(model),
            places,
            rows: Vec::new(),
            records: index::records(model),
            competences: BTreeMap::new(),
            vague: BTreeMap::new(),
            components: BTreeMap::new(),
            component_bounds: BTreeSet::new(),
            has_federal_parts: model.parts.iter().any(|part| part.side == ComponentSide::Federal),
            no_parts: Arc::from([]),
            waves: BTreeMap::new(),
        };
        for (at, competence) in model.competences.iter().enumerate() {
            if competence.is_area_broken() {
                table.vague.entry(competence.state).or_default().push(at);
            }
            table.competences.entry(competence.state).or_default().insert(&competence.area, at);
        }
        for id in model.component_ids() {
            let component = model.component(id);
            table.components.entry(component.id.state).or_default().insert(&component.area, id);
            table.component_bounds.extend(component.period.bounds());
        }
        for (at, wave) in model.waves.iter().enumerate() {
            table.waves.entry((wave.state, wave.service)).or_default().insert_in(&wave.area, at);
        }
        let uses = alike::routed(model, requirements);
        let stretches: Vec<(StateCode, Range<usize>)> = uses
            .keys()
            .flat_map(|state| table.stretches(*state).into_iter().map(|units| (*state, units)))
            .collect();
        let rows = workers.map(&stretches, |(state, units)| {
            let (Some(unit), Some(uses)) = (table.places.units().get(units.start), uses.get(state)) else {
                return Vec::new();
            };
            let place = table.place(*state, unit);
            let mut known = Known::new();
            uses.iter().map(|routed| table.row(routed, units, &place, &mut known)).collect()
        });
        let mut rows: Vec<Row> = rows.into_iter().flatten().collect();
        rows.sort_by_key(|a| (a.state, a.service, a.units.start));
        table.rows = rows;
        table
    }

    /// All rows, by state, service and place.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rows of a service that a state uses, in order of place.
    pub fn rows_of(&self, state: StateCode, service: ServiceId) -> &[Row] {
        let begin = self.rows.partition_point(|row| (row.state, row.service) < (state, service));
        let end = self.rows.partition_point(|row| (row.state, row.service) <= (state, service));
        self.rows.get(begin..end).unwrap_or_default()
    }

    /// The rows of a service in all states that use it.
    pub fn rows_of_service(&self, service: ServiceId) -> impl Iterator<Item = &Row> {
        self.model.states.keys().flat_map(move |state| self.rows_of(*state, service))
    }

    /// The places.
    pub const fn places(&self) -> &Places {
        &self.places
    }

    /// The model that was routed.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The same, to be kept.
    pub fn shared_model(&self) -> Arc<Model> {
        Arc::clone(&self.model)
    }

    /// The row of a service at a place, given any unit inside it.
    pub fn row_at(&self, state: StateCode, service: ServiceId, unit: usize) -> Option<&Row> {
        let place = |row: &Row| (row.state, row.service, row.units.start);
        let after = self.rows.partition_point(|row| place(row) <= (state, service, unit));
        let reached = place(self.rows.get(after.checked_sub(1)?)?);
        let first = self.rows.partition_point(|row| place(row) < reached);
        self.rows
            .get(first)
            .filter(|row| row.state == state && row.service == service && row.units.contains(&unit))
    }

    /// The ranges of a state's units between the boundaries of all areas that matter there.
    fn stretches(&self, state: StateCode) -> Vec<Range<usize>> {
        let range = self.places.of_state(state);
        let mut cuts: BTreeSet<usize> = [range.start, range.end].into();
        let mut areas: BTreeSet<Area> = BTreeSet::new();
        if let Some(records) = self.records.get(&state) {
            areas.extend(records.own.areas());
        }
        // What operating states say about their services may name areas here.
        areas.extend(self.records.values().flat_map(|records| records.service.areas()));
        for other in self.records.values() {
            areas.extend(other.abroad.iter().flat_map(|id| self.model.support(*id).area.listed()));
        }
        areas.extend(self.competence_areas(state));
        areas.extend(self.components.get(&state).into_iter().flat_map(ByArea::areas));
        for ((_, _), waves) in
            self.waves.range((state, ServiceId::new(0))..).take_while(|((code, _), _)| *code == state)
        {
            areas.extend(waves.areas());
        }
        let slice = self.places.slice(&range);
        for area in areas {
            cuts.insert(range.start + slice.partition_point(|unit| unit.key.first() < area.first()));
            cuts.insert(range.start + slice.partition_point(|unit| unit.key.first() <= area.last()));
        }
        for (at, unit) in slice.iter().enumerate() {
            if unit.district.is_some() {
                cuts.extend([range.start + at, range.start + at + 1]);
            }
        }
        let cuts: Vec<usize> = cuts.into_iter().collect();
        cuts.windows(2)
            .filter_map(|pair| Some(*pair.first()?..*pair.last()?))
            .filter(|range| !range.is_empty())
            .collect()
    }

    /// The row of a service at a place. What is known already of a service that stands alike there is shared.
    fn row(
        &self,
        routed: &Routed<'_>,
        units: &Range<usize>,
        place: &place::Place<'_>,
        known: &mut Known,
    ) -> Row {
        let usage = routed.usage;
        let start = |part| self.go_live(usage, part, place);
        let parts: Arc<[Started]> = if self.model.service(usage.service.value).parts.is_empty() {
            Arc::clone(&self.no_parts)
        } else {
            let parts = parts::parts_in_use(&self.model, usage).into_iter();
            parts.map(|(part, _)| Started { part, go_live: start(Some(part)) }).collect()
        };
        let go_live = if parts.is_empty() { start(None) } else { parts::first(&parts) };
        let timelines = || {
            let cells = routed.cells.iter();
            let lines = cells.flat_map(|cell| self.timelines(usage, place, *cell, (go_live, &parts)));
            parts::told(lines.collect(), !parts.is_empty())
        };
        let (timelines, apart) = known.entry((routed.class, go_live)).or_insert_with(timelines).clone();
        Row {
            state: usage.state,
            service: usage.service.value,
            units: units.clone(),
            go_live,
            end: usage.end,
            timelines,
            apart,
            parts,
        }
    }

    /// The go-live of a service, or of one that it contains, at a place: the wave with the longest matching area, then the one that names
    /// the part, else the use (semantics 7, 39).
    fn go_live(&self, usage: &Use, part: Option<PartId>, place: &place::Place<'_>) -> GoLive {
        let by_use = match &usage.go_live {
            Some(day) => GoLive::On(day.value),
            None if usage.go_live_broken => GoLive::Undecidable,
            None => GoLive::Unknown,
        };
        let Some(waves) = self.waves.get(&(usage.state, usage.service.value)) else { return by_use };
        let mut best: Option<((u8, bool), GoLive)> = None;
        for (at, length) in waves.at(place.key) {
            let Some(wave) = self.model.waves.get(at) else { continue };
            let Some(length) = wave.reach(length, place.district).filter(|_| wave.parts.takes(part)) else {
                continue;
            };
            let length = (length, part.is_some_and(|part| wave.parts.names(&part)));
            let day = wave.go_live.as_ref().map_or(GoLive::Undecidable, |day| GoLive::On(day.value));
            best = match best {
                Some((longest, _)) if longest > length => best,
                Some((longest, other)) if longest == length && other != day => {
                    Some((length, GoLive::Undecidable))
                }
                _ => Some((length, day)),
            };
        }
        best.map_or(GoLive::NotPlanned, |(_, day)| day)
    }
}
