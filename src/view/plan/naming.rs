//! What the rows, the steps and the waves of a plan have in common: dates, counts, names.

use super::{Coded, Count};
use crate::plan::{Dates, Instance, Per, Scope, Tally, Task};
use crate::routing::joined;
use crate::text::Words;
use crate::view::place;
use crate::view::scene::Scene;

/// The dates of an instance.
pub(in crate::view) fn dates_of<'s>(scene: &'s Scene<'_>, at: usize) -> Option<&'s Dates> {
    scene.rollout().schedule.dates.get(at).and_then(Option::as_ref)
}

/// How many of the rows are done.
pub(in crate::view) fn counted(scene: &Scene<'_>, chosen: &[usize]) -> Count {
    let Tally { done, required } =
        scene.rollout().plan.tally(&scene.workspace.catalog, chosen.iter().copied());
    Count { done, required }
}

/// Whether the name of a wave says already which service it is about: "Eheschließung, Welle 1".
pub(super) fn names(wave: &str, service: &str) -> bool {
    service.split_whitespace().next().is_some_and(|first| wave.starts_with(first))
}

/// A word of a closed list in the language.
pub(super) fn coded(scene: &Scene<'_>, code: &str, label: Words) -> Coded {
    Coded { code: code.to_owned(), label: scene.say(label) }
}

/// The wave's name; without one its places.
pub(in crate::view) fn wave_name(scene: &Scene<'_>, at: usize) -> String {
    let Some(wave) = scene.model().waves.get(at) else { return String::new() };
    let named = wave.name.clone().or_else(|| wave.id.clone());
    named.unwrap_or_else(|| {
        let units = scene.table.places().of_wave(wave);
        place::places(scene, &joined(units.into_iter().map(|at| at..at + 1).collect()))
    })
}

/// The id of the wave that a row folds into: only steps of a wave and of its municipalities do.
pub(super) fn wave_of(scene: &Scene<'_>, instance: &Instance, task: &Task) -> Option<String> {
    let scope = &instance.scope;
    matches!(task.per, Per::Wave | Per::Authority)
        .then(|| Scope { municipality: None, component: None, ..scope.clone() }.key(scene.model()))
}
