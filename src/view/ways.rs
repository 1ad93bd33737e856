//! Communication paths in words: who tells whom what, over which channel, when.

use serde::Serialize;

use super::contact::{self, Reader};
use super::scene::Scene;
use crate::key::StateCode;
use crate::model::{End, Path, ServiceId};
use crate::situation::{Asked, Limited as _};
use crate::vocabulary::{EscalationKind, Level, Purpose, Vocabulary};

/// One path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PathView {
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// What the question is about, where the path is limited to that.
    pub track: Option<String>,
    /// For which services; nothing for all.
    pub services: Option<String>,
    /// On which occasion.
    pub trigger: Option<String>,
    /// Over which channel.
    pub channel: Option<String>,
    /// How the receiver is reached over it, where it is one organization.
    pub address: Option<String>,
    /// Where a click leads.
    pub link: Option<String>,
    /// Within which time.
    pub within: Option<String>,
    /// Lived since.
    pub established: Option<String>,
    /// When it begins or ends, if that lies ahead.
    pub when: Option<String>,
}

/// Paths for one purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PurposeView {
    /// The purpose as people say it.
    pub name: String,
    /// Its word in the files, for templates that tell purposes apart.
    pub purpose: &'static str,
    /// The paths, in the order of the files.
    pub paths: Vec<PathView>,
}

/// One end in words.
pub fn end(scene: &Scene<'_>, end: End) -> String {
    match end {
        End::Citizen => scene.word("Bürgerinnen und Bürger", "citizens"),
        End::Municipality => scene.word("jede Kommune", "every municipality"),
        End::Level(Level::First) => scene.word("First Level", "first level"),
        End::Level(Level::Second) => scene.word("Second Level", "second level"),
        End::Level(Level::Third) => scene.word("Third Level", "third level"),
        End::Competent => scene.word("zuständige Behörde", "competent authority"),
        End::Organization(id) => scene.model().organization(id).name.clone(),
        End::Undecidable => scene.word("eine Stelle, die nicht bekannt ist", "a body that is not known"),
    }
}

/// A path in words.
pub fn path(scene: &Scene<'_>, path: &Path) -> PathView {
    let limits = path.limits();
    let bounded = path.begins_after(scene.on).is_some() || limits.until.is_some();
    let way = match (path.to.value, path.channel) {
        (End::Organization(id), Some(channel)) => {
            let reader = if path.from.value == End::Citizen { Reader::Citizen } else { Reader::Authority };
            contact::ways(scene, id, reader, |kind| kind == channel).into_iter().next()
        }
        _ => None,
    };
    PathView {
        link: way.as_ref().and_then(|way| way.link.clone()),
        address: way.map(|way| way.address),
        from: end(scene, path.from.value),
        to: end(scene, path.to.value),
        track: path.track.map(|track| scene.say(track.label())),
        services: scene.service_names(&path.services),
        trigger: path.trigger.clone(),
        channel: path.channel.map(|channel| scene.say(channel.label())),
        within: path.within.map(|within| within.words(scene.language)),
        established: path.established.map(|day| scene.day(day)),
        when: bounded.then(|| scene.when(limits)),
    }
}

/// The services that a path of another state is about for a state: of those that it uses or has planned, and that are
/// operated on the side whose files the path stands in (semantics 44).
fn services_for(scene: &Scene<'_>, path: &Path, state: StateCode) -> Vec<ServiceId> {
    let situation = scene.situation();
    let theirs = |service: &ServiceId| situation.operating_side(*service, scene.on).contains(&path.state);
    let used = scene.services(state).into_iter();
    used.filter(|service| path.services.has(service) && theirs(service)).collect()
}

/// Whether a path matters to a state: its own, or another's between that state and itself: one that names services and
/// reaches it, or one about a service that it uses.
pub fn concerns(scene: &Scene<'_>, path: &Path, state: StateCode) -> bool {
    if path.state == state {
        return true;
    }
    let home = |end: End| match end {
        End::Organization(id) => Some(scene.model().organization(id).id.state),
        _ => None,
    };
    let homes = [home(path.from.value), home(path.to.value)];
    let known = homes.iter().all(|home| home.is_some_and(|home| home == state || home == path.state));
    let reaches = !path.services.listed().is_empty() && homes.contains(&Some(state));
    known && (reaches || !services_for(scene, path, state).is_empty())
}

/// A path in words as a state has to do with it: another's that names no services is about those that the state uses.
pub fn path_for(scene: &Scene<'_>, path: &Path, state: StateCode) -> PathView {
    let view = self::path(scene, path);
    if path.state == state {
        return view;
    }
    limited_to(scene, view, path, &services_for(scene, path, state))
}

/// The same for some services only: they are named where the path itself names none and its state operates more.
pub(super) fn limited_to(scene: &Scene<'_>, view: PathView, path: &Path, services: &[ServiceId]) -> PathView {
    let all = scene.operated(path.state);
    if view.services.is_some() || all.iter().all(|service| services.contains(service)) {
        return view;
    }
    let names: Vec<String> = services.iter().map(|id| scene.model().service(*id).name.clone()).collect();
    PathView { services: Some(scene.list(&names)), ..view }
}

/// The paths that matter to a state for a purpose, in the order of the files.
pub(super) fn paths_for<'s>(
    scene: &'s Scene<'_>,
    state: StateCode,
    purpose: Purpose,
) -> impl Iterator<Item = &'s Path> {
    let paths = scene.situation().paths_in_force(purpose, Asked::from(scene.on)).map(|(_, path)| path);
    paths.filter(move |path| concerns(scene, path, state))
}

/// The paths that matter to a state for some purposes, by purpose.
pub fn purposes(scene: &Scene<'_>, state: StateCode, purposes: &[Purpose]) -> Vec<PurposeView> {
    purposes
        .iter()
        .map(|purpose| PurposeView {
            name: scene.say(purpose.label()),
            purpose: purpose.word(),
            paths: paths_for(scene, state, *purpose).map(|path| path_for(scene, path, state)).collect(),
        })
        .filter(|purpose| !purpose.paths.is_empty())
        .collect()
}

/// The escalation paths of a kind that matter to a state.
pub fn escalation(scene: &Scene<'_>, state: StateCode, kind: EscalationKind) -> Vec<PathView> {
    let paths = paths_for(scene, state, Purpose::Escalation).filter(|path| path.kind == kind);
    paths.map(|path| path_for(scene, path, state)).collect()
}
