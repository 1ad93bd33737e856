//! The plan put together: what is chosen, phases, the critical path, conflicts, holidays.

use std::collections::{BTreeMap, BTreeSet};

use super::{ConflictView, Count, Day, HolidayView, PhaseView, PlanView, Step};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::plan::{Dates, Instance, Phase, Tally, Who, agenda};
use crate::time::{Date, holidays};
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

impl Scene<'_> {
    /// The plan, or the part of it that is chosen.
    pub fn plan(&self, choice: &Choice) -> PlanView {
        let plan = &self.rollout().plan;
        let chosen = self.chosen(choice);
        let critical = self.critical(&chosen);
        let rows = self.plan_rows(&chosen, &critical.iter().copied().collect());
        let wanted: BTreeSet<usize> = chosen.iter().copied().collect();
        let range = self.plan_range(&chosen);
        let states: Vec<StateCode> =
            chosen.iter().filter_map(|at| plan.instances.get(*at)).map(|found| found.scope.state).collect();
        let holidays = self.plan_holidays(&chosen, range);
        PlanView {
            frame: self.frame(&states, 1),
            language: self.language.code(),
            title: self.plan_title(choice),
            today: Day(self.on),
            range: (Day(range.0), Day(range.1)),
            counts: self.counted(&chosen),
            without_duration: rows
                .iter()
                .filter(|row| row.dates.as_ref().is_some_and(|dates| dates.assumption.is_some()))
                .count(),
            phases: self.phases(&chosen),
            waves: self.plan_waves(&chosen, &rows),
            critical: critical.iter().filter_map(|at| self.plan_step(*at)).collect(),
            conflicts: self.conflicts(&wanted),
            cycles: self
                .rollout()
                .schedule
                .cycles
                .iter()
                .filter(|cycle| cycle.iter().any(|at| wanted.contains(at)))
                .map(|cycle| cycle.iter().filter_map(|at| self.plan_step(*at)).collect())
                .collect(),
            holidays,
            rows,
        }
    }

    /// The instances that are wanted, as places in the plan.
    pub(in crate::view) fn chosen(&self, choice: &Choice) -> Vec<usize> {
        let instances = self.rollout().plan.instances.iter().enumerate();
        instances.filter(|(_, found)| choice.wants(self, found)).map(|(at, _)| at).collect()
    }

    fn plan_title(&self, choice: &Choice) -> String {
        let mut parts: Vec<String> = choice.states.iter().map(|state| self.tell(&state.name())).collect();
        parts.extend(choice.services.iter().map(|id| self.model().service(*id).name.clone()));
        parts.extend(choice.places.iter().map(|key| self.place(*key).name));
        let head = self.word("Rollout-Plan", "Rollout plan");
        if parts.is_empty() { head } else { format!("{head} {}", parts.join(", ")) }
    }

    /// The dates of an instance.
    pub(in crate::view) fn dates_of(&self, at: usize) -> Option<&Dates> {
        self.rollout().schedule.dates.get(at).and_then(Option::as_ref)
    }

    /// The critical path of what is chosen: the chain to the row with the least slack; of equal ones to the last.
    fn critical(&self, chosen: &[usize]) -> Vec<usize> {
        let open = chosen.iter().filter_map(|at| Some((*at, self.dates_of(*at)?)));
        let Some((mut at, _)) =
            open.min_by_key(|(at, dates)| (dates.total_slack, std::cmp::Reverse(dates.finish), *at))
        else {
            return Vec::new();
        };
        let mut chain = vec![at];
        let open = |at: usize| self.dates_of(at).and_then(|dates| dates.driver);
        while let Some(driver) = open(at).filter(|driver| self.dates_of(*driver).is_some()) {
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
    pub(super) fn plan_step(&self, at: usize) -> Option<Step> {
        let instance = self.rollout().plan.instances.get(at)?;
        let task = self.workspace.catalog.tasks.get(instance.task)?;
        Some(Step {
            id: instance.id.clone(),
            title: self.tell(&task.title),
            scope: self.scope_words(instance),
        })
    }

    /// How many of the rows are done.
    pub(in crate::view) fn counted(&self, chosen: &[usize]) -> Count {
        let Tally { done, required } =
            self.rollout().plan.tally(&self.workspace.catalog, chosen.iter().copied());
        Count { done, required }
    }

    /// The phases of the rows with their progress.
    pub(in crate::view) fn phases(&self, chosen: &[usize]) -> Vec<PhaseView> {
        let mut by_phase: BTreeMap<Phase, Vec<usize>> = BTreeMap::new();
        for at in chosen {
            let instance = self.rollout().plan.instances.get(*at);
            let task = instance.and_then(|found| self.workspace.catalog.tasks.get(found.task));
            if let Some(task) = task {
                by_phase.entry(task.phase).or_default().push(*at);
            }
        }
        by_phase
            .into_iter()
            .map(|(phase, rows)| PhaseView {
                phase: self.coded(phase.word(), phase.label()),
                counts: self.counted(&rows),
            })
            .filter(|phase| phase.counts.required > 0)
            .collect()
    }

    fn conflicts(&self, wanted: &BTreeSet<usize>) -> Vec<ConflictView> {
        let rollout = self.rollout();
        let conflicts = rollout.schedule.conflicts.iter().filter(|found| wanted.contains(&found.instance));
        conflicts
            .filter_map(|found| {
                Some(ConflictView {
                    id: rollout.plan.instances.get(found.instance)?.id.clone(),
                    deadline: Day(found.deadline),
                    finish: Day(found.finish),
                    overdue: found.overdue,
                    chain: found.chain.iter().filter_map(|at| self.plan_step(*at)).collect(),
                    words: self.tell(&agenda::conflict_words(&rollout.input, &rollout.plan, found)),
                })
            })
            .collect()
    }

    fn plan_range(&self, chosen: &[usize]) -> (Date, Date) {
        let (mut first, mut last) = (self.on, self.on);
        for dates in chosen.iter().filter_map(|at| self.dates_of(*at)) {
            first = first.min(dates.start).min(dates.latest_start);
            last = last.max(dates.finish).max(dates.latest_finish);
            last = dates.planned.map_or(last, |(_, finish)| last.max(finish));
            last = dates.deadline.map_or(last, |deadline| last.max(deadline));
        }
        (first, last)
    }

    /// The days on which the states that work in these rows do not work.
    fn plan_holidays(&self, chosen: &[usize], (first, last): (Date, Date)) -> Vec<HolidayView> {
        let instances = chosen.iter().filter_map(|at| self.rollout().plan.instances.get(*at));
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
                    add(day, self.say(name));
                }
            }
            for day in self.model().states.get(&state).into_iter().flat_map(|state| &state.closing_days) {
                add(*day, self.word("geschlossen", "closed"));
            }
        }
        days.into_iter().collect()
    }
}
