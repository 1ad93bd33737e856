//! Who is there: states, organizations, channels, competences, the 115.

use super::bounds::Bounds;
use super::ids::{ComponentId, Link, OrganizationId, PartId, Scope, ServiceId};
use crate::key::{Area, DestinationId, DvdvKey, Email, GlobalId, OeId, Phone, StateCode};
use crate::source::{Located, Span};
use crate::time::{Date, Duration, Period};
use crate::vocabulary::{Audience, Carrier, ChannelKind, OrganizationKind, Participation, Tier};

/// One of the 16 Länder (or the federation) whose files were loaded.
#[derive(Debug, Clone)]
pub struct State {
    /// Its code.
    pub code: StateCode,
    /// The first `[state]` table.
    pub span: Span,
    /// Whether a file of it could not be read: open cells of it are undecidable.
    pub tainted: bool,
    /// Who answers for the support structure.
    pub coordination: Option<Located<Link<OrganizationId>>>,
    /// To whom orphaned duties fall.
    pub last_resort: Option<Located<Link<OrganizationId>>>,
    /// Whom municipalities ask about the support solution, for all of them.
    pub support_contact: SupportContact,
    /// Closing days beside public holidays, sorted.
    pub closing_days: Vec<Date>,
    /// The legal deadline to answer accessibility feedback here (R54); never assumed.
    pub accessibility_deadline: Option<Located<Duration>>,
    /// The law that sets it.
    pub accessibility_law: Option<String>,
    /// Whether its contents are an example.
    pub example: bool,
}

/// Contacts in the state for the support solution (S10).
#[derive(Debug, Clone, Default)]
pub struct SupportContact {
    /// For the interim solution.
    pub interim: Option<Located<Link<OrganizationId>>>,
    /// For the long-term solution.
    pub long_term: Option<Located<Link<OrganizationId>>>,
}

/// Who stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deputy {
    /// Arranged inside the organization.
    Internal,
    /// Another organization.
    Organization(Link<OrganizationId>),
}

/// An authority, unit, provider, service centre.
#[derive(Debug, Clone)]
pub struct Organization {
    /// Its id, `ni/koordination`.
    pub id: GlobalId,
    /// The record.
    pub span: Span,
    /// Where its id stands.
    pub id_span: Span,
    /// Its name.
    pub name: String,
    /// Its kind; `None` where the file's word is broken.
    pub kind: Option<Located<OrganizationKind>>,
    /// Who inside answers.
    pub role: Option<String>,
    /// Its deputy.
    pub deputy: Option<Located<Deputy>>,
    /// Its superior.
    pub superior: Option<Located<Link<OrganizationId>>>,
    /// How it is reached, in file order.
    pub channels: Vec<Channel>,
    /// Whether the files tried to name channels but a part was broken.
    pub channels_broken: bool,
    /// The municipality it belongs to, which carries it.
    pub municipality: Option<Located<Area>>,
    /// Who carries it, where that is no municipality. Ask [`Organization::carried_by`].
    pub carrier: Option<Located<Carrier>>,
    /// Its municipality or carrier is written and could not be read, or both are written: nobody can tell who carries it.
    pub carrier_broken: bool,
    /// The other id of the same body, `hb/provider` (semantics 26). Ask [`super::Model::body`].
    pub same_as: Option<Located<Link<OrganizationId>>>,
    /// Its own components, sorted.
    pub uses: Vec<ComponentId>,
    /// Whose holidays it keeps; its state unless said otherwise.
    pub seat: StateCode,
    /// When its contact data were last confirmed.
    pub confirmed: Option<Located<Date>>,
    /// Its id in the editorial system.
    pub oe_id: Option<OeId>,
    /// Its DVDV key.
    pub dvdv: Option<Located<DvdvKey>>,
    /// Its FIT-Connect destination.
    pub destination_id: Option<DestinationId>,
}

/// Who carries an office, as the files say it (semantics 29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CarriedBy {
    /// A municipality, by its key.
    Municipality(Area),
    /// The Land, the federation, an association: no municipality owes anything for it.
    Other(Carrier),
    /// What is written about it is broken: nothing may be assumed.
    Undecidable,
}

impl Organization {
    /// Who carries it; `None` where the files say nothing, so that semantics 29 has to conclude it from its competence.
    pub fn carried_by(&self) -> Option<CarriedBy> {
        if self.carrier_broken {
            return Some(CarriedBy::Undecidable);
        }
        let municipality = self.municipality.as_ref().map(|key| CarriedBy::Municipality(key.value));
        municipality.or_else(|| self.carrier.as_ref().map(|carrier| CarriedBy::Other(carrier.value)))
    }
}

/// One way to reach an organization.
#[derive(Debug, Clone)]
pub struct Channel {
    /// The record.
    pub span: Span,
    /// Its kind.
    pub kind: ChannelKind,
    /// Address, number, link.
    pub address: Located<String>,
    /// Service hours in the OpenStreetMap syntax.
    pub hours: Option<Located<String>>,
    /// What to do outside them.
    pub closed: Option<String>,
    /// For whom; everybody if left out.
    pub audience: Option<Audience>,
}

impl Channel {
    /// Whether citizens may be told of it (semantics 12 c).
    pub fn is_for_citizens(&self) -> bool {
        self.audience != Some(Audience::Authorities)
    }
}

/// Somebody by name; only for documents that stay in the house.
#[derive(Debug, Clone)]
pub struct Person {
    /// Where she works; `None` where that is not known.
    pub organization: Option<OrganizationId>,
    /// Her name.
    pub name: Located<String>,
    /// What she does there.
    pub function: Option<String>,
    /// Her own mailbox.
    pub email: Option<Located<Email>>,
    /// Her own number.
    pub phone: Option<Located<Phone>>,
}

/// For what, where and when an organization is the competent authority.
#[derive(Debug, Clone)]
pub struct Competence {
    /// Who.
    pub organization: OrganizationId,
    /// Whose files say so.
    pub state: StateCode,
    /// The entry.
    pub span: Span,
    /// For which services.
    pub services: Scope<ServiceId>,
    /// For which of the services that these contain.
    pub parts: Scope<PartId>,
    /// A part is named that nobody knows: it may be any.
    pub parts_broken: bool,
    /// In which areas.
    pub area: Scope<Area>,
    /// Where they stand.
    pub area_span: Option<Span>,
    /// In which district of a city.
    pub district: Option<String>,
    /// A district is written that nobody knows: it may hold in any.
    pub district_broken: bool,
    /// When.
    pub period: Period,
    /// A part of it is broken: it may hold more widely than it says, and how far.
    pub shadow: Option<Bounds>,
}

impl Competence {
    /// Whether it is for a service, or for one of those that this contains.
    pub fn is_for(&self, service: ServiceId, part: Option<PartId>) -> bool {
        self.services.has(&service) && self.parts.takes(part)
    }

    /// How closely it reaches a place: the digits of its area, of which the longest was found, and one more for a district; `None` where
    /// it is for another district.
    pub fn reach(&self, area: u8, district: Option<&str>) -> Option<u8> {
        match &self.district {
            Some(own) => (district == Some(own)).then_some(area + 1),
            None => Some(area + u8::from(self.district_broken)),
        }
    }

    /// Whether a key of its area could not be read: it may be competent anywhere in its Land.
    pub fn is_area_broken(&self) -> bool {
        self.shadow.as_ref().is_some_and(|bounds| bounds.area != self.area)
    }
}

/// What the 115 can do, somewhere, for some time (semantics 13).
#[derive(Debug, Clone)]
pub struct Service115 {
    /// Whose files say so.
    pub state: StateCode,
    /// The record.
    pub span: Span,
    /// Its tier; `None` where the word is broken.
    pub tier: Option<Located<Tier>>,
    /// The way of taking part.
    pub participation: Option<Participation>,
    /// The service centre.
    pub center: Option<Link<OrganizationId>>,
    /// Who keeps the knowledge.
    pub knowledge_owner: Option<Link<OrganizationId>>,
    /// For which services.
    pub services: Scope<ServiceId>,
    /// In which areas.
    pub area: Scope<Area>,
    /// When.
    pub period: Period,
    /// A part of it is broken: how far it may hold.
    pub shadow: Option<Bounds>,
}
