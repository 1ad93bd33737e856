//! The rollout plan that ticks itself.
//!
//! Tasks are data ([`lists`]); each exists once per state, service, component, wave or municipality of the model
//! ([`scope`]). An *observable* task is done when the table, the files and the rules say so ([`observe`], `facts`); a
//! *recorded* one when a `[[done]]` record says so. Both tell why, and where one sees it.

pub mod agenda;
pub mod dates;
mod facts;
mod go_live;
pub mod link;
pub mod lists;
mod local;
mod observation;
pub mod observe;
pub mod progress;
mod raw;
mod read;
pub mod schedule;
pub mod scope;
mod statement;
mod task;
pub mod waves;

pub use agenda::{Urgency, urgencies};
pub use dates::{Conflict, Dates, Schedule, schedule, schedule_with};
pub use facts::interims;
pub use link::Edge;
pub use lists::Catalog;
pub use observe::FiredRule;
pub use progress::{Progress, Status, around};
pub use raw::{Due, Per, Phase, Relation, Who};
pub use scope::{Ground, Scope, Start, wave_key};
pub use task::{After, DoneWhen, Task};

use std::collections::{BTreeMap, BTreeSet};

use crate::key::{Area, StateCode};
use crate::model::{Link, Model};
use crate::routing::Table;
use crate::situation::Situation;
use crate::source::Span;
use crate::time::Date;
use crate::work::{Alone, Workers};

/// What a plan is made from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// What is the case on the day in question.
    pub situation: &'a Situation,
    /// The tasks.
    pub catalog: &'a Catalog,
    /// What the rules found.
    pub fired: &'a [FiredRule],
}

impl<'a> Input<'a> {
    /// The model.
    pub fn model(&self) -> &'a Model {
        self.situation.model()
    }

    /// Its table.
    pub fn table(&self) -> &'a Table {
        self.situation.table()
    }

    /// The day in question.
    pub const fn on(&self) -> Date {
        self.situation.on()
    }
}

/// One task for one state, service, component, wave or municipality.
#[derive(Debug, Clone)]
pub struct Instance {
    /// `training-held@ni:hb/eheschliessung:ehe-1`: the same on every run.
    pub id: String,
    /// The task, as a place in [`Catalog::tasks`].
    pub task: usize,
    /// For what it exists.
    pub scope: Scope,
    /// Whose working days it keeps.
    pub worker: StateCode,
    /// How far it is, and why.
    pub progress: Progress,
    /// The day of go-live that it belongs to.
    pub go_live: Option<Date>,
    /// Whether it is planned at all: without a wave a Kommune's steps have no dates.
    pub planned: bool,
    /// What it waits for, sorted.
    pub after: Vec<Edge>,
}

/// A `[[done]]` record that ticks nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched {
    /// The record, as a place in the model's list.
    pub record: usize,
    /// Its place.
    pub span: Span,
    /// Why it ticks nothing.
    pub reason: Reason,
}

/// Why a `[[done]]` record ticks nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There is no such task; with the id that comes closest.
    UnknownTask(Option<String>),
    /// The task is observable: it is done when the files say so.
    Observable,
    /// The task exists for nothing that the record names.
    NothingThere,
}

/// All tasks with their state.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The day in question.
    pub on: Date,
    /// All instances: by state, then in the order of the tasks, then by scope.
    pub instances: Vec<Instance>,
    /// Records that tick nothing.
    pub unmatched: Vec<Unmatched>,
}

impl Plan {
    /// Whether nothing that an instance waits for is open.
    pub fn is_ready(&self, instance: &Instance) -> bool {
        instance.progress.status == Status::Open && self.waits_for(instance).next().is_none()
    }

    /// The open instances that an instance waits for before it can begin.
    pub fn waits_for<'p>(&'p self, instance: &'p Instance) -> impl Iterator<Item = &'p Instance> {
        instance
            .after
            .iter()
            .filter(|edge| matches!(edge.relation, Relation::FinishStart | Relation::StartStart))
            .filter_map(|edge| self.instances.get(edge.from))
            .filter(|earlier| earlier.progress.status == Status::Open)
    }

    /// How many of some instances, given by their places, are done: the only place where steps are counted.
    pub fn tally(&self, catalog: &Catalog, chosen: impl IntoIterator<Item = usize>) -> Tally {
        let instances = chosen.into_iter().filter_map(|at| self.instances.get(at));
        let counted = instances.filter(|instance| instance.counts(catalog));
        counted.fold(Tally::default(), |tally, instance| Tally {
            done: tally.done + usize::from(instance.progress.status == Status::Done),
            required: tally.required + 1,
        })
    }
}

impl Instance {
    /// Whether it is one of the steps that are counted: it arises, it is not optional, and there is something to do;
    /// a milestone is a date.
    pub fn counts(&self, catalog: &Catalog) -> bool {
        let task = catalog.tasks.get(self.task);
        self.progress.status != Status::NotApplicable
            && task.is_some_and(|task| !task.optional && !task.milestone)
    }
}

/// How many steps are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Done.
    pub done: usize,
    /// That are counted.
    pub required: usize,
}

/// All tasks of a workspace with their state, without dates.
pub fn tasks(input: &Input<'_>) -> Plan {
    tasks_with(input, &Alone)
}

/// The same with several hands.
pub fn tasks_with(input: &Input<'_>, workers: &impl Workers) -> Plan {
    let (model, on) = (input.model(), input.on());
    let ground = Ground::new(input.situation);
    let records = progress::Records::new(&model.done);
    let mut wanted: Vec<(usize, &Task, Scope, Start)> = Vec::new();
    let mut scopes: BTreeMap<Per, Vec<(Scope, Start)>> = BTreeMap::new();
    for (at, task) in input.catalog.tasks.iter().enumerate() {
        let known = scopes.entry(task.per).or_insert_with(|| {
            let scopes = ground.scopes(task.per);
            // All tasks of a scope have the same start.
            let starts = workers.map(&scopes, |scope| ground.start(scope));
            scopes.into_iter().zip(starts).collect()
        });
        for (scope, start) in known.iter() {
            if task.states.is_empty() || task.states.contains(&scope.state) {
                wanted.push((at, task, scope.clone(), *start));
            }
        }
    }
    let mut instances = workers.map(&wanted, |(at, task, scope, start)| Instance {
        id: format!("{}@{}", task.id, scope.key(model)),
        task: *at,
        worker: worker(model, task, scope, on),
        progress: progress::judge(&ground, input.fired, &records, task, scope),
        go_live: start.day,
        planned: start.planned,
        after: Vec::new(),
        scope: scope.clone(),
    });
    instances.sort_by(|a, b| (a.scope.state, a.task, &a.scope).cmp(&(b.scope.state, b.task, &b.scope)));
    let edges = link::edges(&ground, input.catalog, &instances);
    for (instance, after) in instances.iter_mut().zip(edges) {
        instance.after = after;
    }
    let unmatched = unmatched(input, &ground, &instances);
    Plan { on, instances, unmatched }
}

/// Whose working days count: those of the body that works.
fn worker(model: &Model, task: &Task, scope: &Scope, on: Date) -> StateCode {
    let Some(service) = scope.service.map(|id| model.service(id)) else { return scope.state };
    match task.who {
        Who::State | Who::Municipality => scope.state,
        Who::OperatingState => service.operating_state(on),
        Who::ItProvider => match service.it_provider(on) {
            Some(Link::To(provider)) => model.organization(provider).seat,
            Some(Link::Undecidable) | None => service.operating_state(on),
        },
    }
}

fn unmatched(input: &Input<'_>, ground: &Ground<'_>, instances: &[Instance]) -> Vec<Unmatched> {
    let (model, on) = (input.model(), input.on());
    let named: BTreeSet<usize> =
        model.done.iter().filter_map(|record| input.catalog.index(&record.task.value)).collect();
    // Instances under every area that a record could name for them.
    let mut by_area: BTreeMap<(usize, Option<Area>), Vec<&Instance>> = BTreeMap::new();
    for instance in instances.iter().filter(|instance| named.contains(&instance.task)) {
        for area in around(instance.scope.municipality) {
            by_area.entry((instance.task, area)).or_default().push(instance);
        }
    }
    let mut closest: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut reason = |record: &crate::model::Done, id| -> Option<Reason> {
        let Some(at) = input.catalog.index(id) else {
            let close = closest.entry(id).or_insert_with(|| input.catalog.nearest(id).map(ToOwned::to_owned));
            return Some(Reason::UnknownTask(close.clone()));
        };
        if input.catalog.tasks.get(at).is_some_and(Task::is_observable) {
            return Some(Reason::Observable);
        }
        let mut own = by_area.get(&(at, record.municipality)).into_iter().flatten();
        let ticks = own.any(|instance| progress::covers(ground, record, &instance.scope, on));
        (!ticks && !is_over(ground, record)).then_some(Reason::NothingThere)
    };
    let records = model.done.iter().enumerate();
    records
        .filter_map(|(at, record)| {
            let reason = reason(record, &record.task.value)?;
            Some(Unmatched { record: at, span: record.task.span, reason })
        })
        .collect()
}

/// Whether a record speaks of what was: a use that has ended, a Kommune whose competence is over.
fn is_over(ground: &Ground<'_>, record: &crate::model::Done) -> bool {
    let on = ground.situation.on();
    let uses = ground.model.uses.iter().filter(|usage| {
        usage.state == record.state && record.service.is_none_or(|service| service == usage.service.value)
    });
    let ended = |usage: &crate::model::Use| usage.end.is_some_and(|end| end <= on);
    let mut uses = uses.peekable();
    (uses.peek().is_some() && uses.all(ended))
        || record.municipality.is_some_and(|key| ground.carried_once(key, record.service))
}
