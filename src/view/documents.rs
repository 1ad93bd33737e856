//! Which documents there are, and where each lies.

use std::collections::BTreeSet;

use super::graph::{self, Picture};
use super::scene::Scene;
use super::{asking, asking_offices, checklist, distribution, place};
use crate::graph::View;
use crate::key::{Area, StateCode, slug};
use crate::model::{OrganizationId, ServiceId};
use crate::text::Words;
use crate::vocabulary::{Purpose, Vocabulary as _};

/// The kinds of documents, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Support concept of a state.
    Concept,
    /// Communication paths of a state.
    Communication,
    /// Responsibility matrix of a state.
    Matrix,
    /// Rollout checklist of a state.
    Checklist,
    /// Call list of a state.
    Calls,
    /// Information sheet of a service for first level.
    Sheet,
    /// Co-use and distribution lists of an operating state.
    CoUse,
    /// Whom a state tells of outages and releases.
    Distribution,
    /// The page of a Kommune.
    Municipality,
    /// The checklist of a Kommune.
    PlaceChecklist,
    /// The form that collects what an authority has to tell.
    Collection,
    /// The letter to a Kommune without a feedback channel.
    Letter,
    /// The overview of everything.
    Index,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::Concept,
        Self::Communication,
        Self::Matrix,
        Self::Checklist,
        Self::Calls,
        Self::Sheet,
        Self::CoUse,
        Self::Distribution,
        Self::Municipality,
        Self::PlaceChecklist,
        Self::Collection,
        Self::Letter,
        Self::Index,
    ];

    /// The name of its template.
    pub const fn template(self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Communication => "communication",
            Self::Matrix => "matrix",
            Self::Checklist => "checklist",
            Self::Calls => "calls",
            Self::Sheet => "sheet",
            Self::CoUse => "couse",
            Self::Distribution => "distribution",
            Self::Municipality => "municipality",
            Self::PlaceChecklist => "place-checklist",
            Self::Collection => "collection",
            Self::Letter => "letter",
            Self::Index => "index",
        }
    }

    /// Whether it stays in the house, so that it may name persons where that is asked for.
    pub const fn names_persons(self) -> bool {
        matches!(self, Self::Communication | Self::Calls | Self::Matrix)
    }

    /// What people call it, in the plural.
    pub const fn name(self) -> Words {
        match self {
            Self::Concept => Words::new("Supportkonzepte", "Support concepts"),
            Self::Matrix => Words::new("Aufgabenverteilung", "Responsibility matrices"),
            Self::Collection => Words::new("Datenabfragen", "Data-collection forms"),
            Self::Letter => Words::new("Anschreiben", "Letters"),
            Self::Communication => Words::new("Kommunikationswege", "Communication paths"),
            Self::Checklist => Words::new("Rollout-Checklisten", "Rollout checklists"),
            Self::Calls => Words::new("Anruflisten", "Call lists"),
            Self::Sheet => Words::new("Merkblätter", "Information sheets"),
            Self::CoUse => Words::new("Mitnutzung", "Co-use overviews"),
            Self::Distribution => Words::new("Verteiler", "Distribution lists"),
            Self::Municipality => Words::new("Seiten der Kommunen", "Pages of municipalities"),
            Self::PlaceChecklist => Words::new("Checklisten der Kommunen", "Checklists of municipalities"),
            Self::Index => Words::new("Übersicht", "Overview"),
        }
    }
}

/// One document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its kind.
    pub kind: Kind,
    /// The state it is about.
    pub state: Option<StateCode>,
    /// The place it is about.
    pub place: Option<Area>,
    /// The office that it goes to, where no Kommune carries it.
    pub office: Option<OrganizationId>,
    /// The service it is about.
    pub service: Option<ServiceId>,
    /// Its path without ending, with `/`: `ni/kommunen/034520013013-juist`.
    pub stem: String,
}

/// For whom a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Addressee {
    /// A state's project management.
    State,
    /// A municipality.
    Municipality,
    /// Whoever takes questions on first level.
    FirstLevel,
    /// The operating state.
    Operator,
}

impl Document {
    /// Whether it is for somebody; the overview is for all.
    pub const fn is_for(&self, who: Addressee) -> bool {
        match self.kind {
            Kind::Index => true,
            Kind::Concept | Kind::Communication | Kind::Matrix | Kind::Checklist | Kind::Calls => {
                matches!(who, Addressee::State)
            }
            Kind::Sheet => matches!(who, Addressee::FirstLevel),
            Kind::CoUse => matches!(who, Addressee::Operator),
            Kind::Distribution => matches!(who, Addressee::Operator | Addressee::State),
            Kind::Municipality | Kind::PlaceChecklist => matches!(who, Addressee::Municipality),
            // A state sends them, a municipality gets them.
            Kind::Collection | Kind::Letter => matches!(who, Addressee::State | Addressee::Municipality),
        }
    }
}

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

/// A service's id as part of a file name.
fn service_slug(scene: &Scene<'_>, service: ServiceId) -> String {
    let id = &scene.model().service(service).id;
    format!("{}-{}", id.state.slug(), slug(&id.local.to_string()))
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

/// A Kommune as a file name: its key, and its name where that is known.
fn file_name(scene: &Scene<'_>, place: Area) -> String {
    let (digits, name) = (place.digits(), slug(&place::place(scene, place).short));
    if name == digits { digits } else { format!("{digits}-{name}") }
}

/// Where a document lies. The key in front keeps any two apart, whatever their names.
pub fn stem(
    scene: &Scene<'_>,
    kind: Kind,
    state: StateCode,
    place: Option<Area>,
    service: Option<ServiceId>,
) -> String {
    let folder = state.slug();
    let service = service.map(|id| service_slug(scene, id)).unwrap_or_default();
    match (kind, place) {
        (Kind::Communication, _) => {
            format!("{folder}/{}", scene.word("kommunikationswege", "communication-paths"))
        }
        (Kind::Checklist, _) => {
            format!("{folder}/{}", scene.word("rollout-checkliste", "rollout-checklist"))
        }
        (Kind::Concept, _) => format!("{folder}/{}", scene.word("supportkonzept", "support-concept")),
        (Kind::Matrix, _) => {
            format!("{folder}/{}", scene.word("aufgabenverteilung", "responsibility-matrix"))
        }
        (Kind::Collection, None) => {
            format!("{folder}/{}", scene.word("datenabfrage", "data-collection"))
        }
        (Kind::Collection, Some(place)) => {
            format!(
                "{folder}/{}/{}",
                scene.word("datenabfragen", "data-collections"),
                file_name(scene, place)
            )
        }
        (Kind::Letter, Some(place)) => {
            format!("{folder}/{}/{}", scene.word("anschreiben", "letters"), file_name(scene, place))
        }
        (Kind::Calls, _) => format!("{folder}/{}", scene.word("anrufliste", "call-list")),
        (Kind::Sheet, _) => format!("{folder}/{}-{service}", scene.word("merkblatt", "information-sheet")),
        (Kind::CoUse, _) => format!("{folder}/{}", scene.word("mitnutzung", "co-use")),
        (Kind::Distribution, _) => format!("{folder}/{}", scene.word("verteiler", "distribution-lists")),
        (Kind::PlaceChecklist, Some(_)) => {
            let page = stem(scene, Kind::Municipality, state, place, None);
            format!("{page}-{}", scene.word("checkliste", "checklist"))
        }
        (Kind::Municipality, Some(place)) => {
            format!("{folder}/{}/{}", scene.word("kommunen", "municipalities"), file_name(scene, place))
        }
        (Kind::Letter | Kind::Municipality | Kind::PlaceChecklist | Kind::Index, _) => "index".to_owned(),
    }
}
