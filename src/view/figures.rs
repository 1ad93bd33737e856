//! What a Land and its Kommunen have reached, in numbers and in words: ways of feedback, contacts, demanded ways.

use std::collections::BTreeSet;

use serde::Serialize;

use super::contact::{self, Contact, Reader};
use super::place;
use super::scene::Scene;
use super::word::AskedWord;
use crate::key::{Area, StateCode};
use crate::model::{OrganizationId, ServiceId};
use crate::situation::Said;
use crate::situation::figures::FeedbackFigures;
use crate::text::list::{self, Case};
use crate::vocabulary::{Purpose, Solution};

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// So many have it.
    pub have: usize,
    /// So many need it.
    pub of: usize,
}

/// As many Kommunen are named one by one; more are counted.
const NAMED: usize = 12;

/// The ways that norms demand for each service, with the rule that speaks for them: counted are those that the workspace's
/// profiles ask for. Feedback is counted by Kommunen.
const DEMANDED: [(Purpose, &str); 5] = [
    (Purpose::Escalation, "L405"),
    (Purpose::Outage, "L407"),
    (Purpose::Release, "L408"),
    (Purpose::Accessibility, "L410"),
    (Purpose::Security, "L412"),
];

/// How the ways of feedback stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedbackShare {
    /// Kommunen that owe one.
    pub owing: usize,
    /// They have one: agreed or offered.
    pub have: usize,
    /// They agreed it themselves.
    pub agreed: usize,
    /// The Land offers it.
    pub offered: usize,
    /// They have none.
    pub none: usize,
    /// It is written down, and not agreed or not lived yet.
    pub laid_down: usize,
    /// Nothing can be said.
    pub undecidable: usize,
    /// Those without, in words.
    pub without: Option<String>,
}

/// Whom Kommunen ask in the Land about a solution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskedAbout {
    /// Whether they know.
    pub said: AskedWord,
    /// Whoever is named for all.
    pub contact: Option<Contact>,
    /// Whoever is named for single Kommunen, by name.
    pub others: Vec<Contact>,
    /// How many Kommunen know nobody.
    pub lacking: usize,
}

/// How the ways of feedback of a state's Kommunen stand.
pub fn feedback_share(scene: &Scene<'_>, state: StateCode) -> FeedbackShare {
    let figures = scene.situation().feedback_figures(state);
    let have = figures.have();
    let FeedbackFigures { owing, agreed, offered, laid_down, undecidable, without } = figures;
    FeedbackShare {
        owing,
        have,
        agreed,
        offered,
        none: without.len(),
        laid_down,
        undecidable,
        without: kommunen(scene, &without),
    }
}

/// Kommunen by name; many are counted.
fn kommunen(scene: &Scene<'_>, keys: &BTreeSet<Area>) -> Option<String> {
    let mut names: Vec<String> = keys.iter().take(NAMED).map(|key| place::place(scene, *key).name).collect();
    let more = keys.len() - names.len();
    if more > 0 {
        names.push(scene.tell(&list::more(more, Case::Nominative)));
    }
    (!names.is_empty()).then(|| scene.list(&names))
}

/// How many of the ways that are demanded of a state are lived: one for each service and purpose.
pub(super) fn ways_share(scene: &Scene<'_>, state: StateCode, services: &[ServiceId]) -> Share {
    let mut share = Share::default();
    let situation = scene.situation();
    let shared = services.iter().filter_map(|service| situation.used(state, *service));
    for usage in shared.filter(|usage| usage.is_shared()) {
        let asked = |rule: &str| scene.workspace.requirements.asks_of(rule, Some(usage.service));
        for (purpose, _) in DEMANDED.iter().filter(|(_, rule)| asked(rule)) {
            share.of += 1;
            share.have += usize::from(situation.is_lived(*purpose, (state, usage.service)).holds());
        }
    }
    share
}

/// How many of the Kommunen that owe feedback know whom to ask about both solutions.
pub(super) fn contacts_share(scene: &Scene<'_>, state: StateCode) -> Share {
    let owing = scene.situation().all_owing(state);
    let knows = |key: &Area| {
        let contacts = scene.situation().support_contacts(*key);
        contacts.interim.known().is_some() && contacts.long_term.known().is_some()
    };
    Share { have: owing.keys().filter(|key| knows(key)).count(), of: owing.len() }
}

/// Whom Kommunen ask in a state about a solution: said for all on `[state]`, for some in their records.
pub(super) fn asked_about(scene: &Scene<'_>, state: StateCode, solution: Solution) -> AskedAbout {
    let pick = |key: Area| {
        let contacts = scene.situation().support_contacts(key);
        if solution == Solution::Interim { contacts.interim } else { contacts.long_term }
    };
    let whole = scene.situation().state_contacts(state);
    let whole = if solution == Solution::Interim { whole.interim } else { whole.long_term };
    let mut others: BTreeSet<OrganizationId> = BTreeSet::new();
    let (mut lacking, mut uncertain) = (0, matches!(whole, Said::Undecidable(_)));
    let for_all = whole.known();
    for key in scene.situation().all_owing(state).into_keys() {
        match pick(key) {
            Said::Known(id, _) => others.extend(Some(id).filter(|id| Some(*id) != for_all)),
            Said::Undecidable(_) => uncertain = true,
            Said::Unsaid => lacking += 1,
        }
    }
    let mut others: Vec<Contact> =
        others.into_iter().map(|id| contact::contact(scene, id, Reader::Authority)).collect();
    others.sort();
    AskedAbout {
        said: match (for_all, others.is_empty(), uncertain) {
            (Some(_), ..) => AskedWord::State,
            (None, false, _) => AskedWord::Places,
            (None, true, true) => AskedWord::Undecidable,
            (None, true, false) => AskedWord::None,
        },
        contact: for_all.map(|id| contact::contact(scene, id, Reader::Authority)),
        others,
        lacking,
    }
}
