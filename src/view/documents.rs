//! Which documents there are, and where each lies.

use super::document::{About, Document, Each, Kind, Readership};
use super::scene::Scene;
use crate::key::{Area, StateCode};
use crate::vocabulary::Vocabulary as _;

/// Which documents are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only of these states; empty: all.
    pub states: Vec<StateCode>,
    /// Only of these Kommunen; empty: all.
    pub places: Vec<Area>,
    /// Only for these people; empty: for all.
    pub addressees: Vec<Readership>,
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

/// All wanted documents in the order of [`super::DOCUMENTS`], the overview last.
pub fn documents(scene: &Scene<'_>, selection: &Selection) -> Vec<Document> {
    let states: Vec<StateCode> = scene.model().states.keys().copied().collect();
    let mut documents = Vec::new();
    for kind in super::DOCUMENTS {
        let mut of_kind = Vec::new();
        for each in kind.each {
            of_kind.extend(of_each(scene, (kind, each), &states, selection));
        }
        of_kind.sort_by(|a, b| a.stem.cmp(&b.stem));
        documents.extend(of_kind);
    }
    documents.retain(|document| {
        let mut who = selection.addressees.iter();
        selection.addressees.is_empty() || who.any(|who| document.is_for(*who))
    });
    documents
}

/// The wanted documents of a kind about states, or services, or Kommunen, or offices.
fn of_each(
    scene: &Scene<'_>,
    (kind, each): (&'static Kind, &'static Each),
    states: &[StateCode],
    selection: &Selection,
) -> Vec<Document> {
    let document = |stem: Option<String>, about| stem.map(|stem| Document { kind, about, stem });
    let mut all = states.iter().copied();
    let chosen = all.clone().filter(|state| selection.wants_state(*state));
    match *each {
        Each::Workspace { stem, view } => {
            vec![Document { kind, about: About::Workspace(view), stem: stem.to_owned() }]
        }
        Each::State { wanted, view, .. } => chosen
            .filter(|state| wanted(scene, *state))
            .filter_map(|state| document(kind.of_state(scene, state), About::State(state, view)))
            .collect(),
        Each::Drawn { pictures, view, .. } => chosen
            .filter_map(|state| document(kind.of_state(scene, state), About::Drawn(state, pictures, view)))
            .collect(),
        Each::Service { wanted, view, .. } => chosen
            .flat_map(|state| wanted(scene, state).into_iter().map(move |service| (state, service)))
            .filter_map(|(state, service)| {
                document(kind.of_service(scene, state, service), About::Service(state, service, view))
            })
            .collect(),
        Each::Office { wanted, view, .. } => chosen
            .flat_map(|state| wanted(scene, state).into_iter().map(move |office| (state, office)))
            .filter_map(|(state, office)| {
                document(kind.of_office(scene, state, office), About::Office(state, office, view))
            })
            .collect(),
        Each::Municipality { wanted, view, .. } => all
            .by_ref()
            .flat_map(|state| wanted(scene, state).into_iter().map(move |place| (state, place)))
            .filter(|(_, place)| selection.wants_place(*place))
            .filter_map(|(state, place)| {
                document(kind.of_place(scene, state, place), About::Municipality(state, place, view))
            })
            .collect(),
    }
}

/// The Kommunen that somebody means who asks for the documents of a place: itself, where it has any; else those that lie in
/// it, else the one around it, as a route is found.
pub fn meant(scene: &Scene<'_>, place: Area) -> Vec<Area> {
    let pages = scene.situation().concerned(place.state());
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

/// The passages that a person wrote for a document, in the order of the files; not cleaned yet.
pub fn notes<'s>(scene: &'s Scene<'_>, document: &Document) -> Vec<&'s str> {
    let wanted = scene.model().notes.iter().filter(|note| {
        Some(note.state) == document.state()
            && note.document.word() == document.kind.id
            && note.municipality.is_none_or(|area| document.place().is_some_and(|place| area.contains(place)))
            && (note.service.is_none() || note.service == document.service())
    });
    wanted.map(|note| note.text.as_str()).collect()
}
