//! Rows of the table that fare alike: the same owners on the day, and the same paths. A state is judged by its classes, not
//! by its municipalities.

use std::collections::{BTreeMap, BTreeSet};

use crate::key::StateCode;
use crate::model::{ComponentId, End, Model, OrganizationId, PartId, PathId, ServiceId};
use crate::profile::Cell;
use crate::routing::{Answerer, GoLive, Row, Timelines, Verdict};
use crate::situation::{Asked, Here, Situation};
use crate::time::Date;
use crate::vocabulary::{Purpose, Solution};

/// Rows that fare alike, by one of them: their numbers in [`crate::routing::Table::rows`].
pub type Classes = BTreeMap<usize, BTreeSet<usize>>;

/// A cell as the graph sees it.
type Stand = (Cell, Option<PartId>, Option<ComponentId>, Verdict, BTreeSet<(OrganizationId, Option<Solution>)>);

/// What distinguishes one class from another; how its cells stand is told by number.
type Key = (StateCode, usize, Vec<PathId>, BTreeSet<OrganizationId>);

/// How the cells of rows stand, each way numbered once. Services that share their timelines at a place stand alike.
#[derive(Default)]
struct Stands<'t> {
    numbers: BTreeMap<Vec<Stand>, usize>,
    /// By the first unit of a row: the timelines looked at, on which day, and their number.
    shared: BTreeMap<usize, Vec<(&'t Timelines, Date, usize)>>,
}

impl<'t> Stands<'t> {
    fn number(&mut self, model: &Model, row: &'t Row, day: Date) -> usize {
        let seen = self.shared.entry(row.units.start).or_default();
        let known = seen.iter().find(|(timelines, on, _)| *on == day && timelines.is_shared(&row.timelines));
        if let Some((_, _, number)) = known {
            return *number;
        }
        let next = self.numbers.len();
        let number = *self.numbers.entry(stands(model, row, day)).or_insert(next);
        seen.push((&row.timelines, day, number));
        number
    }
}

/// The classes of a state on a day, for the hand-over of questions.
///
/// Rows of which nothing certain can be said are left out: where the start, a file or an escalation path is broken.
pub fn classes(situation: &Situation, state: StateCode) -> Classes {
    let (table, on) = (situation.table(), situation.on());
    let model = table.model();
    let paths = situation.paths_in(state, &BTreeSet::from([Purpose::Escalation]));
    let mut doubts: BTreeMap<(StateCode, ServiceId), bool> = BTreeMap::new();
    let mut stands = Stands::default();
    let mut found: BTreeMap<Key, BTreeSet<usize>> = BTreeMap::new();
    for (at, row) in table.rows().iter().enumerate().filter(|(_, row)| row.state == state) {
        let Some(day) = row.judged_on(on).filter(|_| row.go_live != GoLive::Undecidable) else { continue };
        let Some(here) = Here::of_row(table, row, day) else { continue };
        let operator = here.operator();
        let doubtful = *doubts
            .entry((operator, row.service))
            .or_insert_with(|| is_doubtful(situation, [state, operator], row.service));
        if doubtful {
            continue;
        }
        let holding: Vec<PathId> = paths.iter().copied().filter(|id| here.holds(model.path(*id))).collect();
        let of_competent = |id: &PathId| {
            let path = model.path(*id);
            path.from.value == End::Competent || path.to.value == End::Competent
        };
        let competent = if holding.iter().any(of_competent) { here.competent() } else { BTreeSet::new() };
        let number = stands.number(model, row, day);
        found.entry((operator, number, holding, competent)).or_default().insert(at);
    }
    found.into_values().filter_map(|rows| Some((*rows.first()?, rows))).collect()
}

/// Whether a path that is broken, or files that are, may hold what seems to be missing.
fn is_doubtful(situation: &Situation, states: [StateCode; 2], service: ServiceId) -> bool {
    let asked = Asked::from(situation.on()).service(service);
    states.iter().any(|state| !situation.model().is_complete(*state))
        || situation.may_lack_a_path(Purpose::Escalation, &states, asked)
}

fn stands(model: &Model, row: &Row, day: Date) -> Vec<Stand> {
    row.timelines
        .iter()
        .filter_map(|timeline| {
            let segment = timeline.at(day)?;
            let owners = segment
                .answers
                .iter()
                .filter_map(|answer| match answer.answerer {
                    Answerer::Organization(organization) => {
                        let solution = model.support(answer.record).solution.as_ref();
                        Some((organization, solution.map(|solution| solution.value)))
                    }
                    _ => None,
                })
                .collect();
            Some((timeline.cell, timeline.part, timeline.component, segment.verdict, owners))
        })
        .collect()
}
