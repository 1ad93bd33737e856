//! One step explained: how far it is and why, where one sees it, where its dates come from, what it waits for.

use super::{build, rows};
use serde::Serialize;

use super::Step;
use crate::plan::{Instance, agenda};
use crate::view::scene::Scene;

/// A row explained like a person would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// Which row.
    pub step: Step,
    /// What is to be done.
    pub text: String,
    /// How far it is, and where its dates come from: whole sentences.
    pub said: Vec<String>,
    /// Where one sees it, or where one would write it.
    pub places: Vec<String>,
    /// Open steps that it waits for.
    pub waits_for: Vec<Step>,
    /// How one would tick it; nothing where the files show it.
    pub tick: Option<String>,
}

/// Whether a row answers to a name: the task's id, or the row's.
pub fn is_called(instance: &Instance, name: &str) -> bool {
    instance.id == name || instance.id.split('@').next() == Some(name)
}

/// Explains the row at a place of the plan.
pub fn explain_step(scene: &Scene<'_>, at: usize) -> Option<Explained> {
    let rollout = scene.rollout();
    let instance = rollout.plan.instances.get(at)?;
    let task = scene.workspace.catalog.tasks.get(instance.task)?;
    let said = agenda::why(&rollout.input, &rollout.plan, &rollout.schedule, at);
    let by_hand = !task.is_observable() && instance.progress.done_on.is_none();
    let waits: Vec<&str> = rollout.plan.waits_for(instance).map(|earlier| earlier.id.as_str()).collect();
    let places = rollout.plan.instances.iter().enumerate();
    Some(Explained {
        step: build::plan_step(scene, at)?,
        text: scene.tell(&task.text),
        said: said.iter().map(|text| scene.tell(text)).collect(),
        places: instance.progress.places.iter().map(|span| rows::file_and_line(scene, *span)).collect(),
        waits_for: places
            .filter(|(_, other)| waits.contains(&other.id.as_str()))
            .filter_map(|(at, _)| build::plan_step(scene, at))
            .collect(),
        tick: by_hand.then(|| tick(scene, instance, &task.id)),
    })
}

/// The record that ticks a row.
fn tick(scene: &Scene<'_>, instance: &Instance, task: &str) -> String {
    let (model, scope) = (scene.model(), &instance.scope);
    let mut lines = vec!["[[done]]".to_owned(), format!("task = \"{task}\"")];
    lines.extend(scope.service.map(|id| format!("service = \"{}\"", model.service(id).id)));
    lines.extend(scope.component.map(|id| format!("component = \"{}\"", model.component(id).id)));
    match (scope.municipality, scope.wave.and_then(|at| model.waves.get(at))) {
        (Some(place), _) => lines.push(format!("municipality = \"{}\"", place.digits())),
        (None, Some(wave)) => {
            lines.extend(wave.id.as_ref().map(|id| format!("wave = \"{id}\"")));
        }
        (None, None) => {}
    }
    lines.push(format!("on = {}", crate::time::iso(scene.on)));
    lines.push(format!("evidence = \"{}\"", scene.word("…", "…")));
    lines.join("\n")
}
