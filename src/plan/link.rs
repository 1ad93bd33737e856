//! Which instance waits for which: tasks depend on tasks, and instances on those that share their scope.

use std::collections::BTreeMap;

use super::Instance;
use super::lists::Catalog;
use super::raw::{Per, Relation};
use super::scope::{Ground, Scope};
use super::task::{After, Task};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;

/// A dependency of an instance on an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The earlier instance, as a place in the plan's list.
    pub from: usize,
    /// How.
    pub relation: Relation,
    /// Lag in working days.
    pub lag: i32,
}

/// What two kinds of tasks have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Shared {
    service: bool,
    wave: bool,
    municipality: bool,
}

impl Shared {
    const fn of(per: Per) -> Self {
        Self {
            service: matches!(per, Per::Service | Per::Wave | Per::Authority),
            wave: matches!(per, Per::Wave | Per::Authority),
            municipality: matches!(per, Per::Municipality | Per::Authority),
        }
    }

    const fn both(self, other: Self) -> Self {
        Self {
            service: self.service && other.service,
            wave: self.wave && other.wave,
            municipality: self.municipality && other.municipality,
        }
    }

    fn key(self, scope: &Scope) -> Key {
        (
            scope.state,
            scope.service.filter(|_| self.service),
            scope.wave.filter(|_| self.wave),
            scope.municipality.filter(|_| self.municipality),
        )
    }
}

type Key = (StateCode, Option<ServiceId>, Option<usize>, Option<Area>);

/// The dependencies of every instance, sorted; both lists are in the same order.
pub fn edges(ground: &Ground<'_>, catalog: &Catalog, instances: &[Instance]) -> Vec<Vec<Edge>> {
    let mut of_task: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, instance) in instances.iter().enumerate() {
        of_task.entry(instance.task).or_default().push(at);
    }
    // What each task waits for, found once and not for each of its instances.
    let earlier: Vec<Vec<(&After, usize, &Task)>> = catalog
        .tasks
        .iter()
        .map(|task| {
            let known = task.after.iter().filter_map(|after| {
                let at = catalog.index(&after.task)?;
                Some((after, at, catalog.tasks.get(at)?))
            });
            known.collect()
        })
        .collect();
    let mut groups: BTreeMap<(usize, Shared), BTreeMap<Key, Vec<usize>>> = BTreeMap::new();
    let mut result: Vec<Vec<Edge>> = vec![Vec::new(); instances.len()];
    for (instance, edges) in instances.iter().zip(&mut result) {
        let Some(task) = catalog.tasks.get(instance.task) else { continue };
        for (after, earlier, other) in earlier.get(instance.task).into_iter().flatten().copied() {
            let shared = Shared::of(task.per).both(Shared::of(other.per));
            let group = groups.entry((earlier, shared)).or_insert_with(|| {
                let mut group: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
                for at in of_task.get(&earlier).into_iter().flatten() {
                    if let Some(found) = instances.get(*at) {
                        group.entry(shared.key(&found.scope)).or_default().push(*at);
                    }
                }
                group
            });
            let found = group.get(&shared.key(&instance.scope)).into_iter().flatten();
            edges.extend(
                found
                    .filter(|at| {
                        instances
                            .get(**at)
                            .is_some_and(|other| concerns(ground, &instance.scope, &other.scope))
                    })
                    .map(|at| Edge { from: *at, relation: after.relation, lag: after.lag }),
            );
        }
        edges.sort_unstable();
        edges.dedup();
    }
    result
}

/// Whether a component and a service of the two scopes have to do with each other.
fn concerns(ground: &Ground<'_>, one: &Scope, other: &Scope) -> bool {
    let agree = |component: &Scope, service: &Scope| match (component.component, service.service) {
        (Some(component), Some(service)) => ground.model.component(component).services.has(&service),
        _ => true,
    };
    agree(one, other)
        && agree(other, one)
        && (one.component.is_none() || other.component.is_none() || one.component == other.component)
}
