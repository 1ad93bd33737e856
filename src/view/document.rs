//! What a document is, and where it lies.

use super::place;
use super::scene::Scene;
use crate::key::{Area, StateCode, slug};
use crate::model::{OrganizationId, ServiceId};
use crate::text::Words;

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
