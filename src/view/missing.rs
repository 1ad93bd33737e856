//! Who is missing, in words: one list for the communication paths, the picture, the overview, the support concept, the call
//! list and the audit.

use super::{contact, duties, place};
use serde::Serialize;

use super::scene::Scene;
use crate::graph::View;
use crate::key::StateCode;
use crate::routing::GapKind;
use crate::situation::Situation;
use crate::situation::missing::{Cause, Lack, causes};
use crate::text::Language;

/// What is missing for one cause, in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct GapView {
    /// The services.
    pub service: String,
    /// "Third Level, technische Fragen zur landesspezifischen IT".
    pub cell: String,
    /// The component.
    pub component: Option<String>,
    /// Where.
    pub places: String,
    /// When: "ab 1. Januar 2028".
    pub when: String,
    /// How many are missing: one for each service.
    pub count: usize,
}

/// How many are missing, and for how many causes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Missed {
    /// Stretches that nobody answers, for each service.
    pub gaps: usize,
    /// Causes: the same question in the same places at the same time, about whichever service.
    pub causes: usize,
}

impl Missed {
    /// Of some causes.
    pub fn of(causes: &[Cause]) -> Self {
        Self { gaps: causes.iter().map(|cause| cause.services.len()).sum(), causes: causes.len() }
    }

    /// For the services that a picture shows: what nobody answers there, and what the state's files have to answer for others.
    pub fn in_view(situation: &Situation, view: &View) -> Self {
        let inside = view.area.map(|area| situation.table().places().around(area));
        let mut missing = situation.missing_in(view.state);
        missing.retain(|one| {
            let shown = !situation.table().rows_of(view.state, one.service).is_empty();
            view.service.map_or(shown, |service| service == one.service)
                && inside.as_ref().is_none_or(|inside| {
                    one.units.iter().any(|units| units.start < inside.end && inside.start < units.end)
                })
        });
        Self::of(&causes(&missing))
    }
}

/// Why somebody is missing in a state, from the day on.
pub(super) fn missing_causes(scene: &Scene<'_>, state: StateCode) -> Vec<Cause> {
    causes(&scene.situation().missing_in(state))
}

/// How many are missing in a state, from the day on.
pub fn missed(scene: &Scene<'_>, state: StateCode) -> Missed {
    Missed::of(&missing_causes(scene, state))
}

/// Who is missing in a state, from the day on.
pub fn gaps(scene: &Scene<'_>, state: StateCode) -> Vec<GapView> {
    missing_causes(scene, state).iter().map(|cause| gap(scene, cause)).collect()
}

/// A cause in words.
pub(super) fn gap(scene: &Scene<'_>, cause: &Cause) -> GapView {
    let names: Vec<String> =
        cause.services.iter().map(|id| scene.model().service(*id).name.clone()).collect();
    let (cell, component) = match cause.lack {
        Lack::Owner(cell, component) => (scene.tell(&cell.words()), component),
        Lack::Competent => (scene.word("zuständige Behörde", "competent authority"), None),
        Lack::OneCompetent => {
            (scene.word("genau eine zuständige Behörde", "exactly one competent authority"), None)
        }
    };
    let services = scene.list(&names);
    let part = cause.part.map(|id| format!(" ({})", scene.model().part(id).name)).unwrap_or_default();
    GapView {
        service: format!("{services}{part}"),
        cell,
        component: component.map(|id| contact::component_name(scene, id)),
        places: place::places(scene, &cause.ranges()),
        when: duties::gap_time(scene, GapKind::Hole { from: cause.from, until: cause.until, after: None }),
        count: cause.services.len(),
    }
}

/// What is to be done about a cause, seen from a state: it names somebody itself, or turns to the state that has to.
pub(super) fn to_settle(scene: &Scene<'_>, state: StateCode, cause: &Cause) -> String {
    let GapView { service, cell, component, places, count, .. } = gap(scene, cause);
    let component = component.map(|name| format!(": {name}")).unwrap_or_default();
    let home = scene.tell(&cause.home.name());
    let what = match (scene.language, cause.home == state, count) {
        (Language::De, true, 1) => "Eine Stelle benennen".to_owned(),
        (Language::De, true, _) => format!("{count} Stellen benennen"),
        (Language::De, false, 1) => format!("Mit {home} klären, welche Stelle antwortet"),
        (Language::De, false, _) => format!("Mit {home} klären, welche {count} Stellen antworten"),
        (Language::En, true, 1) => "Name an owner".to_owned(),
        (Language::En, true, _) => format!("Name {count} owners"),
        (Language::En, false, 1) => format!("Settle with {home} who answers"),
        (Language::En, false, _) => format!("Settle with {home} which {count} owners answer"),
    };
    match scene.language {
        Language::De => format!("{what}: {service}, {cell}{component}. Betroffen: {places}"),
        Language::En => format!("{what}: {service}, {cell}{component}. Affected: {places}"),
    }
}
