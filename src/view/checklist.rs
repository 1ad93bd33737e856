//! The rollout checklist of a state, and the short list of a municipality: the steps of the plan, so that no list says
//! "done" where the plan says otherwise. Each tick has its reason.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::coverage::Counts;
use super::missing::GapView;
use super::place::Place;
use super::plan::{Choice, Count, PhaseView};
use super::scene::{Frame, Scene};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::plan::{Instance, Per, Phase, Status, Task};
use crate::routing::GoLive;
use crate::text::list::{Case, short_list};
use crate::time::Date;
use crate::vocabulary::Vocabulary as _;

/// As many places or waves are named one by one.
const NAMED: usize = 8;

/// The checklist of a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checklist {
    /// Head and foot.
    pub frame: Frame,
    /// The state's name.
    pub state: String,
    /// The figures.
    pub counts: Counts,
    /// All phases with their progress.
    pub phases: Vec<PhaseView>,
    /// The steps by service.
    pub services: Vec<ServiceSteps>,
    /// Steps that belong to no single service.
    pub state_steps: Vec<PhaseSteps>,
    /// Whether an authority is named: only then is it clear which municipalities have something to do.
    pub authorities: bool,
    /// What nobody answers.
    pub gaps: Vec<GapView>,
}

/// The short list of a municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceChecklist {
    /// Head and foot.
    pub frame: Frame,
    /// The municipality.
    pub place: Place,
    /// Its page, without ending, seen from here.
    pub page: String,
    /// How far it is.
    pub counts: Count,
    /// Its steps by service.
    pub services: Vec<ServiceSteps>,
    /// Steps that belong to no single service.
    pub own_steps: Vec<PhaseSteps>,
}

/// The steps for one service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceSteps {
    /// The service.
    pub name: String,
    /// Days of go-live that lie ahead, in order: the first is the deadline of what must stand then.
    pub go_lives: Vec<String>,
    /// The steps.
    pub phases: Vec<PhaseSteps>,
}

/// The steps of one phase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhaseSteps {
    /// The phase.
    pub name: String,
    /// How far it is.
    pub counts: Count,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// One step, for all places and waves that it exists for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The task's id, as `[[done]]` names it.
    pub id: String,
    /// Where the founding text asks for it: "S9, S10"; empty elsewhere.
    pub source: String,
    /// What to do.
    pub task: String,
    /// Who does it.
    pub who: String,
    /// Whether all have it.
    pub done: bool,
    /// May be left out.
    pub optional: bool,
    /// Numerator.
    pub have: usize,
    /// Denominator.
    pub of: usize,
    /// What is counted, in the plural; nothing where there is only one.
    pub unit: Option<String>,
    /// Why it is done or not, where that is one reason for all.
    pub why: Option<String>,
    /// The day before which it must be finished.
    pub before: Option<String>,
    /// Which still lack it; nothing if none, or if there is only one.
    pub missing: Option<String>,
}

impl Scene<'_> {
    /// The checklist of a state.
    pub fn checklist(&self, state: StateCode) -> Checklist {
        let choice = Choice { states: vec![state], ..Choice::default() };
        let chosen = self.chosen(&choice);
        let services = self.services(state);
        Checklist {
            frame: self.frame(&[state], 1),
            state: self.tell(&state.name()),
            counts: self.counts(state),
            phases: self.phases(&chosen),
            services: services.into_iter().map(|service| self.steps_of(state, service, &chosen)).collect(),
            state_steps: self.by_phase(&chosen, |instance| instance.scope.service.is_none()),
            authorities: self
                .situation()
                .carried(state)
                .is_some_and(|carried| carried.kommunen().next().is_some()),
            gaps: self.gaps(state),
        }
    }

    /// The short list of a municipality: what it does itself, and what its own records show.
    pub fn place_checklist(&self, state: StateCode, key: Area) -> PlaceChecklist {
        let chosen = self.steps_at(state, key);
        let stem = self.stem(super::documents::Kind::Municipality, state, Some(key), None);
        let page = stem.rsplit_once('/').map_or(stem.as_str(), |(_, name)| name).to_owned();
        let services = self.services(state).into_iter().map(|service| ServiceSteps {
            name: self.model().service(service).name.clone(),
            go_lives: self.own_go_lives(service, &chosen),
            phases: self.by_phase(&chosen, |instance| instance.scope.service == Some(service)),
        });
        PlaceChecklist {
            frame: self.frame(&[state], 2),
            place: self.place(key),
            page,
            counts: self.counted(&chosen),
            services: services.filter(|steps| !steps.phases.is_empty()).collect(),
            own_steps: self.by_phase(&chosen, |instance| instance.scope.service.is_none()),
        }
    }

    /// The days of go-live ahead that steps of a service belong to.
    fn own_go_lives(&self, service: ServiceId, chosen: &[usize]) -> Vec<String> {
        let instances = chosen.iter().filter_map(|at| self.rollout().plan.instances.get(*at));
        let own = instances.filter(|instance| instance.scope.service == Some(service));
        let days: BTreeSet<Date> =
            own.filter_map(|instance| instance.go_live).filter(|day| *day > self.on).collect();
        days.into_iter().map(|day| self.day(day)).collect()
    }

    /// The steps that exist for a municipality, as places in the plan.
    pub fn steps_at(&self, state: StateCode, key: Area) -> Vec<usize> {
        let all = self.steps_by_place();
        all.get(&(state, key)).cloned().unwrap_or_default()
    }

    fn steps_of(&self, state: StateCode, service: ServiceId, chosen: &[usize]) -> ServiceSteps {
        let range = self.table.places().of_state(state);
        let mut days: BTreeSet<Date> = BTreeSet::new();
        for (row, _) in self.rows(state, service, &range) {
            if let GoLive::On(day) = row.go_live
                && day > self.on
            {
                days.insert(day);
            }
        }
        ServiceSteps {
            name: self.model().service(service).name.clone(),
            go_lives: days.into_iter().map(|day| self.day(day)).collect(),
            phases: self.by_phase(chosen, |instance| instance.scope.service == Some(service)),
        }
    }

    fn by_phase(&self, chosen: &[usize], wanted: impl Fn(&Instance) -> bool) -> Vec<PhaseSteps> {
        let plan = &self.rollout().plan;
        let mut phases: BTreeMap<Phase, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
        for at in chosen {
            let Some(instance) = plan.instances.get(*at).filter(|instance| wanted(instance)) else {
                continue;
            };
            let Some(task) = self.workspace.catalog.tasks.get(instance.task) else { continue };
            if instance.progress.status != Status::NotApplicable && !task.milestone {
                phases.entry(task.phase).or_default().entry(instance.task).or_default().push(*at);
            }
        }
        phases
            .into_iter()
            .map(|(phase, tasks)| {
                let all: Vec<usize> = tasks.values().flatten().copied().collect();
                let steps = tasks.into_iter().filter_map(|(task, rows)| {
                    Some(self.checklist_step(self.workspace.catalog.tasks.get(task)?, &rows))
                });
                PhaseSteps {
                    name: self.say(phase.label()),
                    counts: self.counted(&all),
                    steps: steps.collect(),
                }
            })
            .collect()
    }

    fn checklist_step(&self, task: &Task, rows: &[usize]) -> Step {
        let plan = &self.rollout().plan;
        let instances: Vec<(usize, &Instance)> =
            rows.iter().filter_map(|at| Some((*at, plan.instances.get(*at)?))).collect();
        let open: Vec<(usize, &Instance)> = instances
            .iter()
            .filter(|(_, instance)| instance.progress.status != Status::Done)
            .copied()
            .collect();
        let told = if open.is_empty() { &instances } else { &open };
        let reasons: BTreeSet<&str> =
            told.iter().map(|(_, instance)| instance.progress.why.get(self.language)).collect();
        let before = open.iter().filter_map(|(at, _)| self.dates_of(*at)?.deadline).min();
        let single = instances.len() == 1;
        Step {
            id: task.id.clone(),
            source: task
                .sources
                .iter()
                .filter(|source| source.starts_with('S') && source.len() > 1)
                .cloned()
                .collect::<Vec<_>>()
                .join(", "),
            task: self.tell(&task.title),
            who: self.say(task.who.label()),
            done: open.is_empty(),
            optional: task.optional,
            have: instances.len() - open.len(),
            of: instances.len(),
            unit: (!single).then(|| match task.per {
                Per::Wave => self.word("Wellen", "waves"),
                Per::Component => self.word("Komponenten", "components"),
                _ => self.word("Kommunen", "municipalities"),
            }),
            why: reasons
                .first()
                // That nobody ticked a step of its own kind goes without saying.
                .filter(|_| reasons.len() == 1 && (open.is_empty() || task.is_observable()))
                .map(|&why| why.to_owned()),
            before: before.map(|day| self.day(day)),
            missing: (!single && !open.is_empty()).then(|| self.named_some(&open)),
        }
    }

    /// The first places or waves by name, and how many more there are.
    fn named_some(&self, open: &[(usize, &Instance)]) -> String {
        let names: Vec<String> = open
            .iter()
            .map(|(_, instance)| {
                let scope = &instance.scope;
                match (scope.municipality, scope.component, scope.wave) {
                    (Some(place), _, _) => self.place(place).name,
                    (None, Some(component), _) => self.model().component(component).name.clone(),
                    (None, None, Some(wave)) => self.wave_name(wave),
                    (None, None, None) => self.scope_words(instance),
                }
            })
            .collect();
        self.tell(&short_list(&names, NAMED, Case::Nominative))
    }
}
