//! Which documents there are, and where each lies.

use std::collections::BTreeSet;

use super::document::{Addressee, Document, Kind, service_slug, stem};
use super::graph::{self, Picture};
use super::scene::Scene;
use super::{asking, asking_offices, checklist, distribution};
use crate::graph::View;
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::vocabulary::{Purpose, Vocabulary as _};

/// Which documents are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only of these states; empty: all.
    pub states: Vec<StateCode>,
    /// Only of these Kommunen; empty: all.
    pub places: Vec<Area>,
    /// Only for these people; empty: for all.
    pub addressees: Vec<Addressee>,
}

impl Selection {
    /// Whether everything is wanted.
    pub const fn is_everything(&self) -> bool {
        self.states.is_empty() && self.places.is_empty() && self.addressees.is_empty()
    }

    fn wants_state(&self, state: StateCode) -> bool {
        self.places.is_empty() && (self.states.is_empty() || self.states.contains(&state))
    }

    fn wants_place(&self, place: Area) -> bool {
        (self.states.is_empty() || self.states.contains(&place.state()))
            && (self.places.is_empty() || self.places.contains(&place))
    }
}

/// All wanted documents, the overview last.
pub fn documents(scene: &Scene<'_>, selection: &Selection) -> Vec<Document> {
    let mut documents = Vec::new();
    let states: Vec<StateCode> = scene.model().states.keys().copied().collect();
    for state in states.iter().filter(|state| selection.wants_state(**state)) {
        let services = scene.services(*state);
        let mut add = |kind, service| {
            let stem = stem(scene, kind, *state, None, service);
            documents.push(Document { kind, state: Some(*state), place: None, office: None, service, stem });
        };
        add(Kind::Communication, None);
        if !services.is_empty() {
            add(Kind::Concept, None);
            add(Kind::Matrix, None);
            add(Kind::Collection, None);
            add(Kind::Checklist, None);
            add(Kind::Calls, None);
        }
        for service in services {
            add(Kind::Sheet, Some(service));
        }
        if !scene.operated(*state).is_empty() {
            add(Kind::CoUse, None);
        }
        if distribution::has_distribution(scene, *state) {
            add(Kind::Distribution, None);
        }
        documents.extend(asking_offices::office_documents(scene, *state));
    }
    documents.extend(place_documents(scene, &states, selection));
    documents.retain(|document| {
        let mut who = selection.addressees.iter();
        selection.addressees.is_empty() || who.any(|who| document.is_for(*who))
    });
    documents.sort_by(|a, b| (a.kind, &a.stem).cmp(&(b.kind, &b.stem)));
    documents.push(Document {
        kind: Kind::Index,
        state: None,
        place: None,
        office: None,
        service: None,
        stem: "index".to_owned(),
    });
    documents
}

/// The Kommunen that somebody means who asks for the documents of a place: itself, where it has any; else those that lie in
/// it, else the one around it, as a route is found.
pub fn meant(scene: &Scene<'_>, place: Area) -> Vec<Area> {
    let pages = pages_of(scene, place.state());
    if pages.contains(&place) {
        return vec![place];
    }
    let inside: Vec<Area> = pages.iter().copied().filter(|key| place.contains(*key)).collect();
    if !inside.is_empty() {
        return inside;
    }
    let around = place.ancestors().into_iter().find(|key| pages.contains(key));
    vec![around.unwrap_or(place)]
}

/// The documents of Kommunen: pages, checklists, forms, letters.
fn place_documents(scene: &Scene<'_>, states: &[StateCode], selection: &Selection) -> Vec<Document> {
    let mut documents = Vec::new();
    for (state, place) in pages(scene) {
        if !selection.wants_place(place) {
            continue;
        }
        let checklist =
            (!checklist::steps_at(scene, state, place).is_empty()).then_some(Kind::PlaceChecklist);
        for kind in [Kind::Municipality].into_iter().chain(checklist) {
            let stem = stem(scene, kind, state, Some(place), None);
            let (state, place) = (Some(state), Some(place));
            documents.push(Document { kind, state, place, office: None, service: None, stem });
        }
    }
    for state in states.iter().copied() {
        for (place, lacks) in asking::asked(scene, state) {
            let letter = lacks.then_some(Kind::Letter);
            for kind in [Kind::Collection].into_iter().chain(letter) {
                if selection.wants_place(place) {
                    let stem = stem(scene, kind, state, Some(place), None);
                    let (state, place) = (Some(state), Some(place));
                    documents.push(Document { kind, state, place, office: None, service: None, stem });
                }
            }
        }
    }
    documents
}

/// The passages that a person wrote for a document, in the order of the files; not cleaned yet.
pub fn notes<'s>(scene: &'s Scene<'_>, document: &Document) -> Vec<&'s str> {
    let wanted = scene.model().notes.iter().filter(|note| {
        Some(note.state) == document.state
            && note.document.word() == document.kind.template()
            && note.municipality.is_none_or(|area| document.place.is_some_and(|place| area.contains(place)))
            && (note.service.is_none() || note.service == document.service)
    });
    wanted.map(|note| note.text.as_str()).collect()
}

/// The escalation pictures of a state with the names of their files, without ending; they lie beside the
/// communication paths. All services together come first, then, if there are several, one each.
pub fn pictures(scene: &Scene<'_>, state: StateCode) -> Vec<(String, Picture)> {
    let services = scene.services(state);
    let name = scene.word("eskalation", "escalation");
    let draw = |service: Option<ServiceId>| {
        let purposes = [Purpose::Escalation].into();
        let view = View { state, service, area: None, on: scene.on, purposes };
        graph::picture(scene.situation(), &view, &[], scene.language)
    };
    let mut pictures = Vec::new();
    if !services.is_empty() {
        pictures.push((name.clone(), draw(None)));
    }
    if services.len() > 1 {
        pictures.extend(
            services
                .into_iter()
                .map(|service| (format!("{name}-{}", service_slug(scene, service)), draw(Some(service)))),
        );
    }
    pictures
}

/// The Kommunen that have a page, by state and key: all that are concerned.
pub fn pages(scene: &Scene<'_>) -> Vec<(StateCode, Area)> {
    let states = scene.model().states.keys().copied();
    states.flat_map(|state| pages_of(scene, state).into_iter().map(move |place| (state, place))).collect()
}

/// The Kommunen of a state that have a page, by key.
pub fn pages_of(scene: &Scene<'_>, state: StateCode) -> BTreeSet<Area> {
    scene.situation().concerned(state)
}
