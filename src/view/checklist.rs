//! The rollout checklist of a state, and the short list of a municipality: the steps of the plan, so that no list says
//! "done" where the plan says otherwise. Each tick has its reason.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::communication;
use super::coverage::Counts;
use super::document::{Each, Kind, Readership, seen, uses_services};
use super::missing::{self, GapView};
use super::place::{self};
use super::plan::{Choice, Count, PhaseView};
use super::scene::{Frame, Scene};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::plan::{Instance, Per, Phase, Status, Task};
use crate::routing::GoLive;
use crate::text::Words;
use crate::text::list::{Case, short_list};
use crate::time::Date;
use crate::vocabulary::Vocabulary as _;

/// The rollout checklist of a state.
pub static DOCUMENT: Kind = Kind {
    id: "checklist",
    name: Words::new("Rollout-Checklisten", "Rollout checklists"),
    addressees: &[Readership::State],
    persons: false,
    each: &[Each::State {
        stem: Words::new("rollout-checkliste", "rollout-checklist"),
        wanted: uses_services,
        view: |scene, state| seen(&checklist(scene, state)),
    }],
    templates: [
        include_str!("../../templates/de/checklist.md"),
        include_str!("../../templates/en/checklist.md"),
    ],
};

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

/// The checklist of a state.
pub fn checklist(scene: &Scene<'_>, state: StateCode) -> Checklist {
    let choice = Choice { states: vec![state], ..Choice::default() };
    let chosen = crate::view::plan::chosen(scene, &choice);
    let services = scene.services(state);
    Checklist {
        frame: scene.frame(&[state], 1),
        state: scene.tell(&state.name()),
        counts: communication::counts(scene, state),
        phases: crate::view::plan::phases(scene, &chosen),
        services: services.into_iter().map(|service| steps_of(scene, state, service, &chosen)).collect(),
        state_steps: by_phase(scene, &chosen, |instance| instance.scope.service.is_none()),
        authorities: scene
            .situation()
            .carried(state)
            .is_some_and(|carried| carried.kommunen().next().is_some()),
        gaps: missing::gaps(scene, state),
    }
}

/// The steps that exist for a municipality, as places in the plan.
pub fn steps_at(scene: &Scene<'_>, state: StateCode, key: Area) -> Vec<usize> {
    let all = scene.steps_by_place();
    all.get(&(state, key)).cloned().unwrap_or_default()
}

fn steps_of(scene: &Scene<'_>, state: StateCode, service: ServiceId, chosen: &[usize]) -> ServiceSteps {
    let range = scene.table.places().of_state(state);
    let mut days: BTreeSet<Date> = BTreeSet::new();
    for (row, _) in scene.rows(state, service, &range) {
        if let GoLive::On(day) = row.go_live
            && day > scene.on
        {
            days.insert(day);
        }
    }
    ServiceSteps {
        name: scene.model().service(service).name.clone(),
        go_lives: days.into_iter().map(|day| scene.day(day)).collect(),
        phases: by_phase(scene, chosen, |instance| instance.scope.service == Some(service)),
    }
}

pub(super) fn by_phase(
    scene: &Scene<'_>,
    chosen: &[usize],
    wanted: impl Fn(&Instance) -> bool,
) -> Vec<PhaseSteps> {
    let plan = &scene.rollout().plan;
    let mut phases: BTreeMap<Phase, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for at in chosen {
        let Some(instance) = plan.instances.get(*at).filter(|instance| wanted(instance)) else {
            continue;
        };
        let Some(task) = scene.workspace.catalog.tasks.get(instance.task) else { continue };
        if instance.progress.status != Status::NotApplicable && !task.milestone {
            phases.entry(task.phase).or_default().entry(instance.task).or_default().push(*at);
        }
    }
    phases
        .into_iter()
        .map(|(phase, tasks)| {
            let all: Vec<usize> = tasks.values().flatten().copied().collect();
            let steps = tasks.into_iter().filter_map(|(task, rows)| {
                Some(checklist_step(scene, scene.workspace.catalog.tasks.get(task)?, &rows))
            });
            PhaseSteps {
                name: scene.say(phase.label()),
                counts: crate::view::plan::counted(scene, &all),
                steps: steps.collect(),
            }
        })
        .collect()
}

fn checklist_step(scene: &Scene<'_>, task: &Task, rows: &[usize]) -> Step {
    let plan = &scene.rollout().plan;
    let instances: Vec<(usize, &Instance)> =
        rows.iter().filter_map(|at| Some((*at, plan.instances.get(*at)?))).collect();
    let open: Vec<(usize, &Instance)> =
        instances.iter().filter(|(_, instance)| instance.progress.status != Status::Done).copied().collect();
    let told = if open.is_empty() { &instances } else { &open };
    let reasons: BTreeSet<&str> =
        told.iter().map(|(_, instance)| instance.progress.why.get(scene.language)).collect();
    let before = open.iter().filter_map(|(at, _)| crate::view::plan::dates_of(scene, *at)?.deadline).min();
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
        task: scene.tell(&task.title),
        who: scene.say(task.who.label()),
        done: open.is_empty(),
        optional: task.optional,
        have: instances.len() - open.len(),
        of: instances.len(),
        unit: (!single).then(|| match task.per {
            Per::Wave => scene.word("Wellen", "waves"),
            Per::Component => scene.word("Komponenten", "components"),
            _ => scene.word("Kommunen", "municipalities"),
        }),
        why: reasons
            .first()
            // That nobody ticked a step of its own kind goes without saying.
            .filter(|_| reasons.len() == 1 && (open.is_empty() || task.is_observable()))
            .map(|&why| why.to_owned()),
        before: before.map(|day| scene.day(day)),
        missing: (!single && !open.is_empty()).then(|| named_some(scene, &open)),
    }
}

/// The first places or waves by name, and how many more there are.
fn named_some(scene: &Scene<'_>, open: &[(usize, &Instance)]) -> String {
    let names: Vec<String> = open
        .iter()
        .map(|(_, instance)| {
            let scope = &instance.scope;
            match (scope.municipality, scope.component, scope.wave) {
                (Some(place), _, _) => place::place(scene, place).name,
                (None, Some(component), _) => scene.model().component(component).name.clone(),
                (None, None, Some(wave)) => crate::view::plan::wave_name(scene, wave),
                (None, None, None) => crate::view::plan::scope_words(scene, instance),
            }
        })
        .collect();
    scene.tell(&short_list(&names, NAMED, Case::Nominative))
}
