//! What a kind of document says of itself, and one document. Each kind stands in a file of its own with its view; the list of
//! them is [`super::DOCUMENTS`].

use std::cmp::Ordering;
use std::fmt;

use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::graph::Picture;
use super::place;
use super::scene::Scene;
use crate::key::{Area, StateCode, slug};
use crate::model::{OrganizationId, ServiceId};
use crate::text::Words;

/// For whom a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Readership {
    /// A state's project management.
    State,
    /// A municipality.
    Municipality,
    /// Whoever takes questions on first level.
    FirstLevel,
    /// The operating state.
    Operator,
}

/// A kind of document.
pub struct Kind {
    /// The name of its template, without ending; the word of `[[note]] document`, where notes may stand in it.
    pub id: &'static str,
    /// What people call it, in the plural.
    pub name: Words,
    /// For whom it is; empty: for all.
    pub addressees: &'static [Readership],
    /// Whether it stays in the house, so that it may name persons where that is asked for.
    pub persons: bool,
    /// Of what there is one: where each lies, whether it is wanted, and what its template sees.
    pub each: &'static [Each],
    /// The texts of its templates, German and English.
    pub templates: [&'static str; 2],
}

/// Of what there is a document of a kind. `wanted` says of which, `view` what the template sees.
pub enum Each {
    /// The whole workspace.
    Workspace {
        /// Its path without ending.
        stem: &'static str,
        /// What the template sees.
        view: fn(&Scene<'_>) -> Value,
    },
    /// A state.
    State {
        /// The name of the file in the folder of the state.
        stem: Words,
        /// Whether there is something to tell.
        wanted: fn(&Scene<'_>, StateCode) -> bool,
        /// What the template sees.
        view: fn(&Scene<'_>, StateCode) -> Value,
    },
    /// A state, with pictures that lie beside the document.
    Drawn {
        /// The name of the file in the folder of the state.
        stem: Words,
        /// The pictures with the names of their files, without ending.
        pictures: fn(&Scene<'_>, StateCode) -> Vec<(String, Picture)>,
        /// What the template sees.
        view: fn(&Scene<'_>, StateCode, &[(String, Picture)]) -> Value,
    },
    /// A service in a state.
    Service {
        /// The beginning of the name of the file in the folder of the state.
        stem: Words,
        /// Of which services.
        wanted: fn(&Scene<'_>, StateCode) -> Vec<ServiceId>,
        /// What the template sees.
        view: fn(&Scene<'_>, StateCode, ServiceId) -> Value,
    },
    /// A Kommune.
    Municipality {
        /// The folder in that of the state.
        folder: Words,
        /// The end of the name of the file, where several kinds share the folder.
        ending: Option<Words>,
        /// Of which Kommunen.
        wanted: fn(&Scene<'_>, StateCode) -> Vec<Area>,
        /// What the template sees.
        view: fn(&Scene<'_>, StateCode, Area) -> Value,
    },
    /// A competent office that no Kommune carries.
    Office {
        /// The folder in that of the state.
        folder: Words,
        /// Of which offices.
        wanted: fn(&Scene<'_>, StateCode) -> Vec<OrganizationId>,
        /// What the template sees.
        view: fn(&Scene<'_>, StateCode, OrganizationId) -> Value,
    },
}

/// One document.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its kind.
    pub kind: &'static Kind,
    /// What it is about.
    pub about: About,
    /// Its path without ending, with `/`: `ni/kommunen/034520013013-juist`.
    pub stem: String,
}

/// What a document is about, with how its template comes to see it.
#[derive(Debug, Clone, Copy)]
pub enum About {
    /// The whole workspace.
    Workspace(fn(&Scene<'_>) -> Value),
    /// A state.
    State(StateCode, fn(&Scene<'_>, StateCode) -> Value),
    /// A state, with pictures.
    Drawn(
        StateCode,
        fn(&Scene<'_>, StateCode) -> Vec<(String, Picture)>,
        fn(&Scene<'_>, StateCode, &[(String, Picture)]) -> Value,
    ),
    /// A service in a state.
    Service(StateCode, ServiceId, fn(&Scene<'_>, StateCode, ServiceId) -> Value),
    /// A Kommune.
    Municipality(StateCode, Area, fn(&Scene<'_>, StateCode, Area) -> Value),
    /// An office that no Kommune carries.
    Office(StateCode, OrganizationId, fn(&Scene<'_>, StateCode, OrganizationId) -> Value),
}

/// What the template of a document sees of a view.
pub(super) fn seen(view: &impl Serialize) -> Value {
    Value::from(Serde(view))
}

/// Whether a state uses any service: then it has something to plan.
pub(super) fn uses_services(scene: &Scene<'_>, state: StateCode) -> bool {
    !scene.services(state).is_empty()
}

impl Document {
    /// The state that it is about.
    pub const fn state(&self) -> Option<StateCode> {
        match self.about {
            About::Workspace(_) => None,
            About::State(state, _)
            | About::Drawn(state, ..)
            | About::Service(state, ..)
            | About::Municipality(state, ..)
            | About::Office(state, ..) => Some(state),
        }
    }

    /// The Kommune that it is about.
    pub const fn place(&self) -> Option<Area> {
        match self.about {
            About::Municipality(_, place, _) => Some(place),
            _ => None,
        }
    }

    /// The service that it is about.
    pub const fn service(&self) -> Option<ServiceId> {
        match self.about {
            About::Service(_, service, _) => Some(service),
            _ => None,
        }
    }

    /// Whether it is for somebody.
    pub fn is_for(&self, who: Readership) -> bool {
        self.kind.addressees.is_empty() || self.kind.addressees.contains(&who)
    }

    /// Its pictures with the names of their files, without ending; they lie beside it.
    pub fn pictures(&self, scene: &Scene<'_>) -> Vec<(String, Picture)> {
        match self.about {
            About::Drawn(state, pictures, _) => pictures(scene, state),
            _ => Vec::new(),
        }
    }

    /// What its template sees.
    pub fn view(&self, scene: &Scene<'_>, pictures: &[(String, Picture)]) -> Value {
        match self.about {
            About::Workspace(view) => view(scene),
            About::State(state, view) => view(scene, state),
            About::Drawn(state, _, view) => view(scene, state, pictures),
            About::Service(state, service, view) => view(scene, state, service),
            About::Municipality(state, place, view) => view(scene, state, place),
            About::Office(state, office, view) => view(scene, state, office),
        }
    }
}

impl Kind {
    /// Where the document of a state lies; nothing for a kind that has none.
    pub fn of_state(&self, scene: &Scene<'_>, state: StateCode) -> Option<String> {
        self.each.iter().find_map(|each| match each {
            Each::State { stem, .. } | Each::Drawn { stem, .. } => {
                Some(format!("{}/{}", state.slug(), scene.say(*stem)))
            }
            _ => None,
        })
    }

    /// Where the document of a service in a state lies; nothing for a kind that has none.
    pub fn of_service(&self, scene: &Scene<'_>, state: StateCode, service: ServiceId) -> Option<String> {
        self.each.iter().find_map(|each| match each {
            Each::Service { stem, .. } => {
                Some(format!("{}/{}-{}", state.slug(), scene.say(*stem), service_slug(scene, service)))
            }
            _ => None,
        })
    }

    /// Where the document of a Kommune lies; nothing for a kind that has none. The key in front keeps any two apart, whatever
    /// their names.
    pub fn of_place(&self, scene: &Scene<'_>, state: StateCode, place: Area) -> Option<String> {
        self.each.iter().find_map(|each| match each {
            Each::Municipality { folder, ending, .. } => {
                let ending = ending.map(|ending| format!("-{}", scene.say(ending))).unwrap_or_default();
                let name = file_name(scene, place);
                Some(format!("{}/{}/{name}{ending}", state.slug(), scene.say(*folder)))
            }
            _ => None,
        })
    }

    /// Where the document of an office lies: by its id, as the state's files call it. A Kommune's begins with its key. Nothing
    /// for a kind that has none.
    pub fn of_office(&self, scene: &Scene<'_>, state: StateCode, office: OrganizationId) -> Option<String> {
        self.each.iter().find_map(|each| match each {
            Each::Office { folder, .. } => {
                let id = &scene.model().organization(office).id;
                let local = id.local.to_string();
                let name = if id.state == state { local } else { format!("{}-{local}", id.state.slug()) };
                let apart = if name.starts_with(|first: char| first.is_ascii_digit()) {
                    scene.word("stelle-", "office-")
                } else {
                    String::new()
                };
                Some(format!("{}/{}/{apart}{name}", state.slug(), scene.say(*folder)))
            }
            _ => None,
        })
    }
}

/// A service's id as part of a file name.
pub(super) fn service_slug(scene: &Scene<'_>, service: ServiceId) -> String {
    let id = &scene.model().service(service).id;
    format!("{}-{}", id.state.slug(), slug(&id.local.to_string()))
}

/// A Kommune as a file name: its key, and its name where that is known.
fn file_name(scene: &Scene<'_>, place: Area) -> String {
    let (digits, name) = (place.digits(), slug(&place::place(scene, place).short));
    if name == digits { digits } else { format!("{digits}-{name}") }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Kind {}

impl PartialOrd for Kind {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Kind {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id.cmp(other.id)
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Kind").field(&self.id).finish()
    }
}

impl fmt::Debug for Each {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Workspace { .. } => "Workspace",
            Self::State { .. } => "State",
            Self::Drawn { .. } => "Drawn",
            Self::Service { .. } => "Service",
            Self::Municipality { .. } => "Municipality",
            Self::Office { .. } => "Office",
        })
    }
}
