//! The communication paths, by purpose: the only list of them that is looked through.

use std::collections::{BTreeMap, BTreeSet};

use super::Situation;
use super::ends::{concerns, may_hold};
use super::force::{Asked, Force, Limited};
use crate::key::StateCode;
use crate::model::{Model, Path, PathId, ServiceId};
use crate::time::Date;
use crate::vocabulary::Purpose;

/// The paths of each purpose in order of the files; those of which the purpose is broken may have any.
#[derive(Debug, Default)]
pub(super) struct ByPurpose {
    known: BTreeMap<Purpose, Vec<PathId>>,
    unknown: Vec<PathId>,
}

impl ByPurpose {
    pub(super) fn new(model: &Model) -> Self {
        let mut found = Self::default();
        for id in model.path_ids() {
            match model.path(id).purpose {
                Some(purpose) => found.known.entry(purpose).or_default().push(id),
                None => found.unknown.push(id),
            }
        }
        found
    }
}

impl Situation {
    /// The paths of a purpose that are in force, or of which nobody can tell, in order of the files.
    pub fn paths(&self, purpose: Purpose, asked: Asked) -> impl Iterator<Item = (PathId, &Path, Force)> {
        let ids = self.paths.known.get(&purpose).into_iter().flatten().copied();
        ids.filter_map(move |id| {
            let path = self.model.path(id);
            let force = path.force(asked);
            force.may_hold().then_some((id, path, force))
        })
    }

    /// The paths of a purpose that are certainly in force.
    pub fn paths_in_force(&self, purpose: Purpose, asked: Asked) -> impl Iterator<Item = (PathId, &Path)> {
        self.paths(purpose, asked).filter(|(_, _, force)| force.holds()).map(|(id, path, _)| (id, path))
    }

    /// The paths of a purpose that are certainly in force for a state that uses a service: its own, and those of the
    /// operating state that concern it.
    pub fn paths_of_use(
        &self,
        purpose: Purpose,
        (state, service): (StateCode, ServiceId),
        day: Date,
    ) -> impl Iterator<Item = &Path> {
        let operator = self.model.service(service).operating_state(day);
        let paths = self.paths_in_force(purpose, Asked::on(day).service(service)).map(|(_, path)| path);
        paths.filter(move |path| {
            path.state == state || (path.state == operator && concerns(&self.model, path, state, service))
        })
    }

    /// All paths that are in force, whatever their purpose, in order of the files.
    pub fn all_paths(&self, asked: Asked) -> impl Iterator<Item = (PathId, &Path)> {
        let ids = self.model.path_ids();
        ids.map(|id| (id, self.model.path(id))).filter(move |(_, path)| path.force(asked).holds())
    }

    /// The paths of some purposes that may hold somewhere in a state, whatever the day, in order of the files.
    pub fn paths_in(&self, state: StateCode, purposes: &BTreeSet<Purpose>) -> Vec<PathId> {
        let ids = purposes.iter().filter_map(|purpose| self.paths.known.get(purpose)).flatten().copied();
        let mut found: Vec<PathId> = ids.filter(|id| may_hold(self.model.path(*id), state)).collect();
        found.sort_unstable();
        found
    }

    /// The paths that may be for a purpose and in force, and of which nobody can tell: a part of them is broken, or leads to a
    /// name that nobody knows.
    pub(super) fn doubtful_paths(
        &self,
        purpose: Purpose,
        asked: Asked,
    ) -> impl Iterator<Item = (PathId, &Path)> {
        let ids = self.paths.known.get(&purpose).into_iter().flatten().chain(&self.paths.unknown);
        let paths = ids.map(|id| (*id, self.model.path(*id)));
        paths.filter(move |(_, path)| path.force(asked) == Force::Unknown)
    }

    /// Whether a path of some states may be the one that seems to be missing for what is asked.
    pub fn may_lack_a_path(&self, purpose: Purpose, states: &[StateCode], asked: Asked) -> bool {
        self.doubtful_paths(purpose, asked).any(|(_, path)| states.contains(&path.state))
    }
}
