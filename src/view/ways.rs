//! Communication paths in words: who tells whom what, over which channel, when.

use serde::Serialize;

use super::contact::Reader;
use super::scene::Scene;
use crate::key::StateCode;
use crate::model::{End, Path};
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

impl Scene<'_> {
    /// Whether a path is not over and its purpose can be told.
    pub fn holds(&self, path: &Path) -> bool {
        !path.shadow && !path.period.is_over(self.on)
    }

    /// One end in words.
    pub fn end(&self, end: End) -> String {
        match end {
            End::Citizen => self.word("Bürgerinnen und Bürger", "citizens"),
            End::Municipality => self.word("jede Kommune", "every municipality"),
            End::Level(Level::First) => self.word("First Level", "first level"),
            End::Level(Level::Second) => self.word("Second Level", "second level"),
            End::Level(Level::Third) => self.word("Third Level", "third level"),
            End::Competent => self.word("zuständige Behörde", "competent authority"),
            End::Organization(id) => self.model().organization(id).name.clone(),
            End::Undecidable => self.word("eine Stelle, die nicht bekannt ist", "a body that is not known"),
        }
    }

    /// A path in words.
    pub fn path(&self, path: &Path) -> PathView {
        let bounded = path.period.from.is_some_and(|from| from > self.on) || path.period.until.is_some();
        let way = match (path.to.value, path.channel) {
            (End::Organization(id), Some(channel)) => {
                let reader =
                    if path.from.value == End::Citizen { Reader::Citizen } else { Reader::Authority };
                self.ways(id, reader, |kind| kind == channel).into_iter().next()
            }
            _ => None,
        };
        PathView {
            link: way.as_ref().and_then(|way| way.link.clone()),
            address: way.map(|way| way.address),
            from: self.end(path.from.value),
            to: self.end(path.to.value),
            track: path.track.map(|track| self.say(track.label())),
            services: self.service_names(&path.services),
            trigger: path.trigger.clone(),
            channel: path.channel.map(|channel| self.say(channel.label())),
            within: path.within.map(|within| within.words(self.language)),
            established: path.established.map(|day| self.day(day)),
            when: bounded.then(|| self.when(path.period)),
        }
    }

    /// Whether a path matters to a state: its own, or another's that reaches it or works on a service it uses.
    pub fn concerns(&self, path: &Path, state: StateCode) -> bool {
        if path.state == state {
            return true;
        }
        let homes: Vec<Option<StateCode>> = [path.from.value, path.to.value]
            .into_iter()
            .map(|end| match end {
                End::Organization(id) => Some(self.model().organization(id).id.state),
                _ => None,
            })
            .collect();
        let known = homes.iter().all(|home| home.is_some_and(|home| home == state || home == path.state));
        let reaches = homes.contains(&Some(state));
        let uses = self.services(state).iter().any(|service| {
            path.services.has(service)
                && self.model().service(*service).operating_state(self.on) == path.state
        });
        known && (reaches || uses)
    }

    /// The paths that matter to a state for some purposes, by purpose.
    pub fn purposes(&self, state: StateCode, purposes: &[Purpose]) -> Vec<PurposeView> {
        purposes
            .iter()
            .map(|purpose| PurposeView {
                name: self.say(purpose.label()),
                purpose: purpose.word(),
                paths: self
                    .model()
                    .paths
                    .iter()
                    .filter(|path| {
                        path.purpose == Some(*purpose) && self.holds(path) && self.concerns(path, state)
                    })
                    .map(|path| self.path(path))
                    .collect(),
            })
            .filter(|purpose| !purpose.paths.is_empty())
            .collect()
    }

    /// The escalation paths of a kind that matter to a state.
    pub fn escalation(&self, state: StateCode, kind: EscalationKind) -> Vec<PathView> {
        let paths = self.model().paths.iter().filter(|path| path.purpose == Some(Purpose::Escalation));
        paths
            .filter(|path| path.kind == kind && self.holds(path) && self.concerns(path, state))
            .map(|path| self.path(path))
            .collect()
    }
}
