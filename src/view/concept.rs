//! The support concept of a state, in the order of the founding text: first level long-term and interim, second level, third
//! level, knowledge, next steps (S1–S10). Every part says who it is, or that nobody is named.

use std::ops::Range;

use serde::Serialize;

use super::answers;
use super::cell::{CellView, Turn};
use super::coverage::Counts;
use super::document::{Each, Kind, Readership, seen, uses_services};
use super::figures::{self, AskedAbout, FeedbackShare, Share};
use super::missing::{self, GapView, Missed};
use super::scene::{Frame, Scene};
use super::{communication, contact, knowledge, place, service_table};
use crate::key::StateCode;
use crate::model::{ComponentId, ServiceId};
use crate::profile::Cell;
use crate::routing::{Row, Timeline, Verdict};
use crate::text::Words;
use crate::vocabulary::{Level, Solution, Track, Vocabulary as _};

/// The support concept of a state.
pub static DOCUMENT: Kind = Kind {
    id: "concept",
    name: Words::new("Supportkonzepte", "Support concepts"),
    addressees: &[Readership::State],
    persons: false,
    each: &[Each::State {
        stem: Words::new("supportkonzept", "support-concept"),
        wanted: uses_services,
        view: |scene, state| seen(&concept(scene, state)),
    }],
    templates: [include_str!("../../templates/de/concept.md"), include_str!("../../templates/en/concept.md")],
};

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Concept {
    /// Head and foot.
    pub frame: Frame,
    /// The state's name.
    pub state: String,
    /// "in Niedersachsen".
    pub in_state: String,
    /// The services that it uses.
    pub services: String,
    /// Who operates them.
    pub operators: String,
    /// The figures.
    pub counts: Counts,
    /// First level in the long term.
    pub long_term: Vec<Stretch>,
    /// Services and places without a long-term solution.
    pub without_long_term: Vec<Missing>,
    /// First level until then.
    pub interim: Vec<Stretch>,
    /// Stretches of first level that nobody answers.
    pub first_open: Vec<Stretch>,
    /// Second level by track.
    pub second: Vec<Part>,
    /// Third level by track.
    pub third: Vec<Part>,
    /// Services for which nothing is paid, each with the payment components that therefore do not hold for it.
    pub unpaid: Vec<Unpaid>,
    /// The knowledge process, in sentences.
    pub knowledge: Vec<String>,
    /// Services without one on the state's own side.
    pub without_knowledge: Option<String>,
    /// Services for which nobody can tell.
    pub undecidable_knowledge: Option<String>,
    /// Whom municipalities ask about the interim solution.
    pub interim_contact: AskedAbout,
    /// Whom municipalities ask about the long-term solution.
    pub long_term_contact: AskedAbout,
    /// Whether both are the same, and one for all.
    pub same_contact: bool,
    /// The ways of feedback of the municipalities.
    pub feedback: FeedbackShare,
    /// To whom orphaned duties fall.
    pub last_resort: Option<String>,
    /// What the state has still to do (S9), in the order of the founding text.
    pub steps: ConceptSteps,
    /// What nobody answers.
    pub gaps: Vec<GapView>,
    /// How many are missing.
    pub missed: Missed,
}

/// A track of a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// `technical-service`, `technical-state`, `subject-matter`.
    pub track: &'static str,
    /// The track as people say it.
    pub name: String,
    /// Who answers.
    pub stretches: Vec<Stretch>,
}

/// Somebody answers, or nobody, for some services in some places for some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The services.
    pub services: String,
    /// Which of the services contained, where they are not all answered alike.
    pub part: Option<String>,
    /// The component.
    pub component: Option<String>,
    /// Where; nothing: everywhere.
    pub places: Option<String>,
    /// Who and when.
    pub turn: Turn,
}

/// A service for which nothing is paid, though its state has a payment component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unpaid {
    /// The service.
    pub service: String,
    /// The components that do not hold for it.
    pub components: String,
}

/// Something that a service lacks somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The service.
    pub service: String,
    /// Where.
    pub places: String,
}

/// The next steps of a state and of its municipalities (S9, S10).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ConceptSteps {
    /// First level answered today or on the day of the start: services × municipalities.
    pub first: Share,
    /// A long-term first level named: services × municipalities.
    pub long_term: Share,
    /// Second level for state-specific IT: services × municipalities × components.
    pub second: Share,
    /// Third level for state-specific IT.
    pub third: Share,
    /// Communication paths that are lived, of those that are demanded: services × purposes.
    pub paths: Share,
    /// Municipalities that owe feedback and know whom to ask about both solutions.
    pub contacts: Share,
}

/// The support concept of a state.
pub fn concept(scene: &Scene<'_>, state: StateCode) -> Concept {
    let services = scene.services(state);
    let model = scene.model();
    let names: Vec<String> = services.iter().map(|id| model.service(*id).name.clone()).collect();
    let mut operators: Vec<StateCode> =
        services.iter().map(|id| model.service(*id).operating_state(scene.on)).collect();
    operators.sort_unstable();
    operators.dedup();
    let operators: Vec<String> = operators.iter().map(|state| scene.tell(&state.name())).collect();
    let all = stretches(scene, state, &services);
    let label = |solution: Solution| Some(scene.say(solution.label()));
    let first = |solution: Option<String>| -> Vec<Stretch> {
        let rows = all.iter().filter(|(cell, _)| cell.rank == "first");
        rows.filter(|(_, stretch)| stretch.turn.solution == solution)
            .map(|(_, stretch)| stretch.clone())
            .collect()
    };
    let interim = figures::asked_about(scene, state, Solution::Interim);
    let long_term = figures::asked_about(scene, state, Solution::LongTerm);
    Concept {
        frame: scene.frame(&[state], 1),
        state: scene.tell(&state.name()),
        in_state: scene.in_state(state),
        services: scene.list(&names),
        operators: scene.list(&operators),
        counts: communication::counts(scene, state),
        long_term: first(label(Solution::LongTerm)),
        without_long_term: without_long_term(scene, state, &services),
        interim: first(label(Solution::Interim)),
        first_open: first(None),
        second: parts(scene, &all, Level::Second),
        third: parts(scene, &all, Level::Third),
        unpaid: unpaid(scene, state),
        knowledge: knowledge::knowledge_of(scene, state, &services),
        without_knowledge: knowledge::without_knowledge(scene, state, &services),
        undecidable_knowledge: knowledge::undecidable_knowledge(scene, state, &services),
        same_contact: interim.contact.is_some() && interim == long_term && interim.others.is_empty(),
        interim_contact: interim,
        long_term_contact: long_term,
        last_resort: communication::last_resort(scene, state),
        feedback: figures::feedback_share(scene, state),
        steps: concept_steps(scene, state, &services),
        gaps: missing::gaps(scene, state),
        missed: missing::missed(scene, state),
    }
}

fn unpaid(scene: &Scene<'_>, state: StateCode) -> Vec<Unpaid> {
    let named = |(service, components): (ServiceId, Vec<ComponentId>)| {
        let names: Vec<String> =
            components.into_iter().map(|id| contact::component_name(scene, id)).collect();
        Unpaid { service: scene.model().service(service).name.clone(), components: scene.list(&names) }
    };
    scene.situation().unpaid(state).into_iter().map(named).collect()
}

/// All stretches of all cells; services that are answered alike are one line.
fn stretches(scene: &Scene<'_>, state: StateCode, services: &[ServiceId]) -> Vec<(CellView, Stretch)> {
    let mut all: Vec<(CellView, Stretch, Vec<String>)> = Vec::new();
    for service in services {
        let table = service_table::service_table(scene, state, *service);
        for line in table.first.into_iter().chain(table.further) {
            for turn in line.cell.turns.clone() {
                let cell = CellView { turns: Vec::new(), ..line.cell.clone() };
                let (part, component) = (cell.part.clone(), cell.component.clone());
                let stretch =
                    Stretch { services: String::new(), part, component, places: line.places.clone(), turn };
                match all.iter_mut().find(|(other, seen, _)| *other == cell && *seen == stretch) {
                    Some((_, _, names)) => names.push(table.name.clone()),
                    None => all.push((cell, stretch, vec![table.name.clone()])),
                }
            }
        }
    }
    let named = |names: &[String]| scene.list(names);
    all.into_iter()
        .map(|(cell, stretch, names)| (cell, Stretch { services: named(&names), ..stretch }))
        .collect()
}

fn parts(scene: &Scene<'_>, all: &[(CellView, Stretch)], level: Level) -> Vec<Part> {
    [Track::TechnicalService, Track::TechnicalState, Track::SubjectMatter]
        .into_iter()
        .map(|track| {
            let name = scene.say(track.label());
            let rows = all.iter().filter(|(cell, _)| {
                cell.rank == level.word() && cell.track.as_deref() == Some(name.as_str())
            });
            Part { track: track.word(), stretches: rows.map(|(_, stretch)| stretch.clone()).collect(), name }
        })
        // The founding text knows no third level on the subject matter; it is told where somebody has one.
        .filter(|part| level == Level::Second || part.track != "subject-matter" || !part.stretches.is_empty())
        .collect()
}

fn without_long_term(scene: &Scene<'_>, state: StateCode, services: &[ServiceId]) -> Vec<Missing> {
    let range = scene.table.places().of_state(state);
    let mut missing = Vec::new();
    for service in services {
        let rows = scene.rows(state, *service, &range).into_iter();
        let lacking: Vec<Range<usize>> = rows
            .filter(|(row, _)| row.judged_on(scene.on).is_some() && !answers::has_long_term(scene, row))
            .map(|(_, units)| units)
            .collect();
        if !lacking.is_empty() {
            let service = scene.model().service(*service).name.clone();
            missing.push(Missing { service, places: place::places(scene, &lacking) });
        }
    }
    missing
}

fn concept_steps(scene: &Scene<'_>, state: StateCode, services: &[ServiceId]) -> ConceptSteps {
    let mut steps = ConceptSteps::default();
    let range = scene.table.places().of_state(state);
    let specific = |cell: Cell, level| cell.level == level && cell.track == Some(Track::TechnicalState);
    for service in services {
        for (row, units) in scene.rows(state, *service, &range) {
            if row.judged_on(scene.on).is_none() {
                continue;
            }
            steps.long_term.of += units.len();
            steps.long_term.have += if answers::has_long_term(scene, row) { units.len() } else { 0 };
            for timeline in &row.timelines {
                let share = match timeline.cell {
                    cell if cell.level == Level::First => &mut steps.first,
                    cell if specific(cell, Level::Second) => &mut steps.second,
                    cell if specific(cell, Level::Third) => &mut steps.third,
                    _ => continue,
                };
                share.of += units.len();
                share.have += if is_covered(scene, row, timeline) { units.len() } else { 0 };
            }
        }
    }
    steps.paths = figures::ways_share(scene, state, services);
    steps.contacts = figures::contacts_share(scene, state);
    steps
}

/// Whether somebody answers on the day on which a row is judged: today, or on the day of its start.
fn is_covered(scene: &Scene<'_>, row: &Row, timeline: &Timeline) -> bool {
    let day = row.judged_on(scene.on);
    day.and_then(|day| timeline.at(day)).is_some_and(|part| part.verdict == Verdict::Covered)
}
