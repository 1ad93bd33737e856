//! The plan put together: what is chosen, phases, the critical path, conflicts, holidays.

use std::collections::{BTreeMap, BTreeSet};

use super::naming::{coded, counted, dates_of};
use super::{ConflictView, Day, HolidayView, PhaseView, PlanView, Step};
use super::{rows, waves};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::plan::{Instance, Phase, Who, agenda};
use crate::time::{Date, holidays};
use crate::view::place;
use crate::view::scene::Scene;
use crate::vocabulary::Vocabulary;

/// Which part of the plan is wanted; what is empty means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Of these states.
    pub states: Vec<StateCode>,
    /// About these services; steps that belong to no single service stay away then.
    pub services: Vec<ServiceId>,
    /// What these do.
    pub who: Vec<Who>,
    /// What these municipalities do or wait for, with the steps of the waves they are in.
    pub places: Vec<Area>,
}

impl Choice {
    /// Whether an instance is wanted.
    pub fn wants(&self, scene: &Scene<'_>, instance: &Instance) -> bool {
        let scope = &instance.scope;
        let catalog = &scene.workspace.catalog;
        let who = catalog.tasks.get(instance.task).map(|task| task.who);
        let wave = scope.wave.and_then(|at| scene.model().waves.get(at));
        let here = |place: &Area| match (scope.municipality, wave) {
            (Some(own), _) => own == *place || place.contains(own),
            (None, Some(wave)) => wave.area.iter().any(|area| area.contains(*place) || place.contains(*area)),
            (None, None) => false,
        };
        (self.states.is_empty() || self.states.contains(&scope.state))
            && (self.services.is_empty()
                || scope.service.is_some_and(|service| self.services.contains(&service)))
            && (self.who.is_empty() || who.is_some_and(|who| self.who.contains(&who)))
            && (self.places.is_empty() || self.places.iter().any(here))
    }
}

/// The plan, or the part of it that is chosen.
pub fn plan(scene: &Scene<'_>, choice: &Choice) -> PlanView {
    let plan = &scene.rollout().plan;
    let chosen = chosen(scene, choice);
    let critical = critical(scene, &chosen);
    let rows = rows::plan_rows(scene, &chosen, &critical.iter().copied().collect());
    let wanted: BTreeSet<usize> = chosen.iter().copied().collect();
    let range = plan_range(scene, &chosen);
    let states: Vec<StateCode> =
        chosen.iter().filter_map(|at| plan.instances.get(*at)).map(|found| found.scope.state).collect();
    let holidays = plan_holidays(scene, &chosen, range);
    PlanView {
        frame: scene.frame(&states, 1),
        language: scene.language.code(),
        title: plan_title(scene, choice),
        today: Day(scene.on),
        range: (Day(range.0), Day(range.1)),
        counts: counted(scene, &chosen),
        without_duration: rows
            .iter()
            .filter(|row| row.dates.as_ref().is_some_and(|dates| dates.assumption.is_some()))
            .count(),
        phases: phases(scene, &chosen),
        waves: waves::plan_waves(scene, &chosen, &rows),
        critical: critical.iter().filter_map(|at| plan_step(scene, *at)).collect(),
        conflicts: conflicts(scene, &wanted),
        cycles: scene
            .rollout()
            .schedule
            .cycles
            .iter()
            .filter(|cycle| cycle.iter().any(|at| wanted.contains(at)))
            .map(|cycle| cycle.iter().filter_map(|at| plan_step(scene, *at)).collect())
            .collect(),
        holidays,
        rows,
    }
}

/// The instances that are wanted, as places in the plan.
pub(in crate::view) fn chosen(scene: &Scene<'_>, choice: &Choice) -> Vec<usize> {
    let instances = scene.rollout().plan.instances.iter().enumerate();
    instances.filter(|(_, found)| choice.wants(scene, found)).map(|(at, _)| at).collect()
}

fn plan_title(scene: &Scene<'_>, choice: &Choice) -> String {
    let mut parts: Vec<String> = choice.states.iter().map(|state| scene.tell(&state.name())).collect();
    parts.extend(choice.services.iter().map(|id| scene.model().service(*id).name.clone()));
    parts.extend(choice.places.iter().map(|key| place::place(scene, *key).name));
    let head = scene.word("Rollout-Plan", "Rollout plan");
    if parts.is_empty() { head } else { format!("{head} {}", parts.join(", ")) }
}

/// The critical path of what is chosen: the chain to the row with the least slack; of equal ones to the last.
fn critical(scene: &Scene<'_>, chosen: &[usize]) -> Vec<usize> {
    let open = chosen.iter().filter_map(|at| Some((*at, dates_of(scene, *at)?)));
    let Some((mut at, _)) =
        open.min_by_key(|(at, dates)| (dates.total_slack, std::cmp::Reverse(dates.finish), *at))
    else {
        return Vec::new();
    };
    let mut chain = vec![at];
    let open = |at: usize| dates_of(scene, at).and_then(|dates| dates.driver);
    while let Some(driver) = open(at).filter(|driver| dates_of(scene, *driver).is_some()) {
        if chain.contains(&driver) {
            break;
        }
        chain.push(driver);
        at = driver;
    }
    chain.reverse();
    chain
}

/// A row named in a chain.
pub(super) fn plan_step(scene: &Scene<'_>, at: usize) -> Option<Step> {
    let instance = scene.rollout().plan.instances.get(at)?;
    let task = scene.workspace.catalog.tasks.get(instance.task)?;
    Some(Step {
        id: instance.id.clone(),
        title: scene.tell(&task.title),
        scope: rows::scope_words(scene, instance),
    })
}

/// The phases of the rows with their progress.
pub(in crate::view) fn phases(scene: &Scene<'_>, chosen: &[usize]) -> Vec<PhaseView> {
    let mut by_phase: BTreeMap<Phase, Vec<usize>> = BTreeMap::new();
    for at in chosen {
        let instance = scene.rollout().plan.instances.get(*at);
        let task = instance.and_then(|found| scene.workspace.catalog.tasks.get(found.task));
        if let Some(task) = task {
            by_phase.entry(task.phase).or_default().push(*at);
        }
    }
    by_phase
        .into_iter()
        .map(|(phase, rows)| PhaseView {
            phase: coded(scene, phase.word(), phase.label()),
            counts: counted(scene, &rows),
        })
        .filter(|phase| phase.counts.required > 0)
        .collect()
}

fn conflicts(scene: &Scene<'_>, wanted: &BTreeSet<usize>) -> Vec<ConflictView> {
    let rollout = scene.rollout();
    let conflicts = rollout.schedule.conflicts.iter().filter(|found| wanted.contains(&found.instance));
    conflicts
        .filter_map(|found| {
            Some(ConflictView {
                id: rollout.plan.instances.get(found.instance)?.id.clone(),
                deadline: Day(found.deadline),
                finish: Day(found.finish),
                overdue: found.overdue,
                chain: found.chain.iter().filter_map(|at| plan_step(scene, *at)).collect(),
                words: scene.tell(&agenda::conflict_words(&rollout.input, &rollout.plan, found)),
            })
        })
        .collect()
}

fn plan_range(scene: &Scene<'_>, chosen: &[usize]) -> (Date, Date) {
    let (mut first, mut last) = (scene.on, scene.on);
    for dates in chosen.iter().filter_map(|at| dates_of(scene, *at)) {
        first = first.min(dates.start).min(dates.latest_start);
        last = last.max(dates.finish).max(dates.latest_finish);
        last = dates.planned.map_or(last, |(_, finish)| last.max(finish));
        last = dates.deadline.map_or(last, |deadline| last.max(deadline));
    }
    (first, last)
}

/// The days on which the states that work in these rows do not work.
fn plan_holidays(scene: &Scene<'_>, chosen: &[usize], (first, last): (Date, Date)) -> Vec<HolidayView> {
    let instances = chosen.iter().filter_map(|at| scene.rollout().plan.instances.get(*at));
    let states: BTreeSet<StateCode> = instances.map(|instance| instance.worker).collect();
    let mut days = BTreeSet::new();
    for state in states {
        let mut add = |day: Date, name: String| {
            if (first..=last).contains(&day) {
                days.insert(HolidayView { day: Day(day), state: state.code().to_owned(), name });
            }
        };
        for year in first.year()..=last.year() {
            for (day, name) in holidays(state.code(), year) {
                add(day, scene.say(name));
            }
        }
        for day in scene.model().states.get(&state).into_iter().flat_map(|state| &state.closing_days) {
            add(*day, scene.word("geschlossen", "closed"));
        }
    }
    days.into_iter().collect()
}
