//! The hand-over of questions in each state, judged once for all rules, and how they tell of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::context::Context;
use super::subject::Subject;
use super::uses::{only, service_names};
use crate::graph::Ladder;
use crate::key::StateCode;
use crate::model::{OrganizationId, ServiceId};
use crate::profile::Cell;
use crate::routing::Row;
use crate::source::Span;
use crate::text::Text;
use crate::text::list::Case;
use crate::vocabulary::{Level, Track};
use crate::work::Workers;

impl Context<'_> {
    /// The hand-over of questions in each state, by state.
    pub(super) fn hand_overs(&self) -> &[Ladder] {
        self.ladders.0.get_or_init(|| self.states().into_iter().map(|state| self.ladder(state)).collect())
    }

    /// Makes now, shared out among workers, what several rules need. Rules run beside each other; else the first to ask would
    /// make it all by itself while the others wait for it.
    pub(super) fn prepare(&self, workers: &impl Workers) {
        let pieces: Vec<Option<StateCode>> =
            [None].into_iter().chain(self.states().into_iter().map(Some)).collect();
        // The rollout is one piece, and the longest: it comes first.
        let made = workers.map(&pieces, |piece| {
            if piece.is_none() {
                self.rollout();
            }
            piece.map(|state| self.ladder(state))
        });
        self.ladders.0.get_or_init(|| made.into_iter().flatten().collect());
    }

    fn states(&self) -> BTreeSet<StateCode> {
        self.model.uses.iter().map(|usage| usage.state).collect()
    }

    fn ladder(&self, state: StateCode) -> Ladder {
        Ladder::new(self.situation, state)
    }
}

/// What has the same cause: who, where, by which records.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// Who it is about.
    pub(super) organizations: BTreeSet<OrganizationId>,
    /// In which rows of the table.
    pub(super) rows: BTreeSet<usize>,
}

/// Groups by whose files should say it, and by what else makes it one cause.
#[derive(Debug)]
pub(super) struct Groups<K>(pub(super) BTreeMap<(StateCode, K), Group>);

impl<K: Ord + Copy> Groups<K> {
    pub(super) const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Adds an organization in some rows; a hand-over from `from` is laid down by the operating state if it stands on a
    /// level for questions about the service, else by the co-using one.
    pub(super) fn add(
        &mut self,
        context: &Context<'_>,
        (key, from): (K, Cell),
        organization: Option<OrganizationId>,
        rows: &BTreeSet<usize>,
    ) {
        for at in rows {
            let Some(row) = context.table.rows().get(*at) else { continue };
            let group = self.0.entry((home(context, row, from), key)).or_default();
            group.organizations.extend(organization);
            group.rows.insert(*at);
        }
    }
}

fn home(context: &Context<'_>, row: &Row, from: Cell) -> StateCode {
    if from.track == Some(Track::TechnicalService) {
        context.model.service(row.service).operating_state(context.on)
    } else {
        row.state
    }
}

/// Rows of the table, as a person is told of them.
#[derive(Debug)]
pub(super) struct Told {
    /// Where to write what is missing (semantics 18).
    pub(super) span: Span,
    /// What it is about.
    pub(super) about: Subject,
    /// Services and places in words.
    pub(super) label: Text,
    /// The services.
    pub(super) services: BTreeSet<ServiceId>,
}

/// Tells of rows: `from` says where it is to be written, `cell` what it is about.
pub(super) fn tell(
    context: &Context<'_>,
    home: StateCode,
    rows: &BTreeSet<usize>,
    (from, cell): (Cell, Cell),
) -> Option<Told> {
    let rows: Vec<&Row> = rows.iter().filter_map(|at| context.table.rows().get(*at)).collect();
    let services: BTreeSet<ServiceId> = rows.iter().map(|row| row.service).collect();
    let states: Vec<StateCode> =
        rows.iter().map(|row| row.state).collect::<BTreeSet<_>>().into_iter().collect();
    let span = services.iter().find_map(|service| context.absence(home, &states, *service, from))?;
    let label = label(context, &services, &rows);
    let mut about = Subject::state(home).cell(cell);
    about.service = only(&services);
    if states == [home] {
        about = about.areas(partial(context, home, &rows));
    }
    Some(Told { span, about, label, services })
}

/// „A“ und „B“ in 12 Kommunen.
pub(super) fn label(context: &Context<'_>, services: &BTreeSet<ServiceId>, rows: &[&Row]) -> Text {
    let ranges: Vec<Range<usize>> = rows.iter().map(|row| row.units.clone()).collect();
    let (names, places) =
        (service_names(context.model, services, Case::Accusative), context.table.places().words(&ranges));
    Text::new(
        format!("betrifft {}: {}", names.de, places.de),
        format!("concerns {}: {}", names.en, places.en),
    )
}

/// The places, where they are not all of the state.
fn partial(context: &Context<'_>, state: StateCode, rows: &[&Row]) -> Vec<crate::key::Area> {
    let places = context.table.places();
    let units: BTreeSet<usize> = rows.iter().flat_map(|row| row.units.clone()).collect();
    if units.len() == places.of_state(state).len() {
        return Vec::new();
    }
    units.iter().filter_map(|at| places.units().get(*at)).map(|unit| unit.key).collect()
}

/// The level after one.
pub(super) const fn next(level: Level) -> Level {
    match level {
        Level::First => Level::Second,
        Level::Second | Level::Third => Level::Third,
    }
}

/// The cell from which questions come to a cell.
pub(super) const fn before(cell: Cell) -> Cell {
    match cell.level {
        Level::Third => Cell { level: Level::Second, track: cell.track },
        Level::First | Level::Second => Cell { level: Level::First, track: None },
    }
}
