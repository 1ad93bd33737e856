//! The knowledge process of a state in words: who evaluates, for which services nobody does, and for which nobody can tell.

use std::collections::BTreeSet;

use super::feedback;
use super::scene::Scene;
use crate::key::StateCode;
use crate::model::{Knowledge, ServiceId};
use crate::situation::knowledge::Process;
use crate::situation::{Force, Limited as _};
use crate::source::Span;
use crate::text::Language;

/// The process of a service for a state that uses it, on the day on which the use is judged.
pub(super) fn process<'s>(scene: &'s Scene<'_>, state: StateCode, service: ServiceId) -> Process<'s> {
    let situation = scene.situation();
    let day = situation.used(state, service).map_or(scene.on, |usage| usage.day);
    situation.knowledge(state, service, day)
}

/// The knowledge process of both sides, in sentences, in the order of the files. A state that uses nothing tells of its
/// own side.
pub fn knowledge_of(scene: &Scene<'_>, state: StateCode, services: &[ServiceId]) -> Vec<String> {
    let processes: Vec<Process<'_>> = services.iter().map(|id| process(scene, state, *id)).collect();
    let own = processes.iter().flat_map(|process| process.own.planned());
    let operators = processes.iter().flat_map(|process| process.operator.planned());
    let whole = scene.situation().knowledge_of(state);
    let mut all: Vec<&Knowledge> = own.chain(operators).chain(whole).collect();
    all.sort_by_key(|record| record.span);
    let mut told: BTreeSet<Span> = BTreeSet::new();
    all.into_iter()
        .filter(|record| told.insert(record.span))
        .filter_map(|record| {
            let sentence = feedback::knowledge_sentence(scene, record)?;
            Some(match (record.begins_after(scene.on).map(|day| scene.day(day)), scene.language) {
                (None, _) => sentence,
                (Some(day), Language::De) => format!("{sentence} (ab {day})"),
                (Some(day), Language::En) => format!("{sentence} (from {day})"),
            })
        })
        .collect()
}

/// Services for which a state has no side of the process of its own, and owes one.
pub(super) fn without_knowledge(
    scene: &Scene<'_>,
    state: StateCode,
    services: &[ServiceId],
) -> Option<String> {
    owned(scene, state, services, Force::No)
}

/// Services for which nobody can tell, as a record cannot be read.
pub(super) fn undecidable_knowledge(
    scene: &Scene<'_>,
    state: StateCode,
    services: &[ServiceId],
) -> Option<String> {
    owned(scene, state, services, Force::Unknown)
}

fn owned(scene: &Scene<'_>, state: StateCode, services: &[ServiceId], wanted: Force) -> Option<String> {
    let names: Vec<String> = services
        .iter()
        .filter(|service| {
            let process = process(scene, state, **service);
            !process.is_own && process.own.is_owned() == wanted
        })
        .map(|service| scene.model().service(*service).name.clone())
        .collect();
    (!names.is_empty()).then(|| scene.list(&names))
}
