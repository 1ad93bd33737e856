//! Rows of the table that fare alike: the same owners on the day, and the same paths. A state is judged by its classes, not
//! by its municipalities.

use std::collections::{BTreeMap, BTreeSet};

use crate::key::StateCode;
use crate::model::{ComponentId, End, Model, OrganizationId, PathId, ServiceId};
use crate::profile::Cell;
use crate::routing::{Answerer, GoLive, Row, Verdict};
use crate::situation::{Asked, Here, Situation};
use crate::vocabulary::{Purpose, Solution};

/// Rows that fare alike, by one of them: their numbers in [`crate::routing::Table::rows`].
pub type Classes = BTreeMap<usize, BTreeSet<usize>>;

/// A cell as the graph sees it.
type Stand = (Cell, Option<ComponentId>, Verdict, BTreeSet<(OrganizationId, Option<Solution>)>);

/// What distinguishes one class from another.
type Key = (StateCode, Vec<Stand>, Vec<PathId>, Option<OrganizationId>);

/// The classes of a state on a day, for the hand-over of questions.
///
/// Rows of which nothing certain can be said are left out: where the start, a file or an escalation path is broken.
pub fn classes(situation: &Situation, state: StateCode) -> Classes {
    let (table, on) = (situation.table(), situation.on());
    let model = table.model();
    let paths = situation.paths_in(state, &BTreeSet::from([Purpose::Escalation]));
    let mut doubts: BTreeMap<(StateCode, ServiceId), bool> = BTreeMap::new();
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
        let competent = if holding.iter().any(of_competent) { here.competent() } else { None };
        found.entry((operator, stands(model, row, day), holding, competent)).or_default().insert(at);
    }
    found.into_values().filter_map(|rows| Some((*rows.first()?, rows))).collect()
}

/// Whether a path that is broken, or files that are, may hold what seems to be missing.
fn is_doubtful(situation: &Situation, states: [StateCode; 2], service: ServiceId) -> bool {
    let asked = Asked::from(situation.on()).service(service);
    states.iter().any(|state| !situation.model().is_complete(*state))
        || situation.may_lack_a_path(Purpose::Escalation, &states, asked)
}

fn stands(model: &Model, row: &Row, day: crate::time::Date) -> Vec<Stand> {
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
            Some((timeline.cell, timeline.component, segment.verdict, owners))
        })
        .collect()
}
