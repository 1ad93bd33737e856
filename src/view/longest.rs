//! How long a question takes at most, by the deadlines that were agreed on the way.

use serde::Serialize;

use super::scene::Scene;
use crate::graph::{Ladder, LongestTime};
use crate::key::StateCode;
use crate::vocabulary::Vocabulary as _;

/// The longest agreed way of one kind of question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LongestWay {
    /// The services for which it is so, in a list.
    pub services: String,
    /// "fachliche Fragen".
    pub track: String,
    /// Who hands on to whom: "Servicecenter 115 → Standesamt → Fachstelle".
    pub way: String,
    /// The sum of the deadlines: "4 Stunden und 2 Arbeitstage".
    pub total: String,
    /// For how many hops of the way no deadline is agreed: what they take is in no sum.
    pub without: usize,
}

/// The longest agreed way to the last level for each kind of question of a state; none where no deadline was agreed.
pub(super) fn longest(scene: &Scene<'_>, state: StateCode) -> Vec<LongestWay> {
    let mut found: Vec<(LongestWay, Vec<String>)> = Vec::new();
    for time in Ladder::new(scene.situation(), state).longest(scene.table) {
        if time.total.is_empty() {
            continue;
        }
        let (way, name) = (told(scene, &time), scene.model().service(time.service).name.clone());
        match found.iter_mut().find(|(other, _)| *other == way) {
            Some((_, services)) => services.push(name),
            None => found.push((way, vec![name])),
        }
    }
    found.into_iter().map(|(way, names)| LongestWay { services: scene.list(&names), ..way }).collect()
}

/// A way without the services for which it is so.
fn told(scene: &Scene<'_>, time: &LongestTime) -> LongestWay {
    let mut names: Vec<&str> = Vec::new();
    for id in time.hops.iter().filter_map(|(edge, _)| edge.to.organization()) {
        let name = scene.model().organization(id).name.as_str();
        if names.last() != Some(&name) {
            names.push(name);
        }
    }
    let total: Vec<String> = time.total.iter().map(|sum| sum.words(scene.language)).collect();
    LongestWay {
        services: String::new(),
        track: scene.say(time.track.label()),
        way: names.join(" → "),
        total: scene.list(&total),
        without: time.without,
    }
}
