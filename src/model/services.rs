//! What is operated and used: services, uses, components, agreements, waves.

use super::ids::{AgreementId, ComponentId, Link, OrganizationId, PartId, Scope, ServiceId};
use crate::key::{Area, GlobalId, LocalId, Leistungsschluessel, OzgId, StateCode};
use crate::source::{Located, Span};
use crate::time::{Date, Duration, Period};
use crate::vocabulary::{ComponentKind, ComponentSide, LegalBasis};

/// An online service.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its id, `hb/unterhaltsvorschuss`.
    pub id: GlobalId,
    /// The record; `None` for a service of a state that was not loaded.
    pub span: Option<Span>,
    /// Its name, or its id where it is not known.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Its service keys.
    pub keys: Vec<Located<Leistungsschluessel>>,
    /// The services that it contains, as they are written; none for a service that is one (semantics 39).
    pub parts: Vec<PartId>,
    /// Its OZG id.
    pub ozg_id: Option<OzgId>,
    /// The responsible Land.
    pub responsible_state: StateCode,
    /// Who operates it, by periods; sorted by period.
    pub operation: Vec<Operation>,
    /// The contact form.
    pub contact_form: Option<String>,
    /// Entry points as (name, address).
    pub entry_points: Vec<EntryPoint>,
    /// Handouts for first level.
    pub handouts: Vec<Handout>,
    /// Additional profiles.
    pub profiles: Vec<Located<String>>,
    /// The public source of these facts.
    pub source: Option<String>,
}

impl Service {
    /// Who operates it on a day: the first matching period, else the state in whose files it stands (semantics 6).
    pub fn operating_state(&self, on: Date) -> StateCode {
        self.operation
            .iter()
            .find(|operation| operation.period.contains(on))
            .map_or(self.id.state, |operation| operation.state)
    }

    /// Every state that operates it at some time.
    pub fn operating_states(&self) -> Vec<StateCode> {
        let mut states: Vec<_> = self.operation.iter().map(|operation| operation.state).collect();
        if states.is_empty() {
            states.push(self.id.state);
        }
        states.sort_unstable();
        states.dedup();
        states
    }

    /// The IT provider on a day.
    pub fn it_provider(&self, on: Date) -> Option<Link<OrganizationId>> {
        self.operation
            .iter()
            .find(|operation| operation.period.contains(on))
            .and_then(|operation| operation.it_provider)
    }
}

/// A service that another contains: a bundle has several, each at an office of its own (semantics 39).
#[derive(Debug, Clone)]
pub struct Part {
    /// The service that contains it.
    pub service: ServiceId,
    /// Its id, unique in that service.
    pub id: LocalId,
    /// Its name.
    pub name: String,
    /// Its service key.
    pub key: Option<Located<Leistungsschluessel>>,
    /// Who provides it: what the federation provides may be the matter of federal offices.
    pub side: ComponentSide,
}

/// Where citizens find a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPoint {
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
    /// Who puts an outage notice there.
    pub notice: Option<Link<OrganizationId>>,
    /// The record.
    pub span: Span,
}

/// Who operates a service for some time.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// The operating Land.
    pub state: StateCode,
    /// The IT provider.
    pub it_provider: Option<Link<OrganizationId>>,
    /// When.
    pub period: Period,
}

/// Instructions for first level (R27).
#[derive(Debug, Clone)]
pub struct Handout {
    /// Title.
    pub title: String,
    /// Address.
    pub url: Option<String>,
    /// Version.
    pub version: Option<String>,
    /// Date.
    pub date: Option<Date>,
}

/// A state uses a service.
#[derive(Debug, Clone)]
pub struct Use {
    /// Who.
    pub state: StateCode,
    /// The record.
    pub span: Span,
    /// Which service, where it is named.
    pub service: Located<ServiceId>,
    /// Which of the services that it contains.
    pub parts: Scope<PartId>,
    /// One of them could not be read: it may be any.
    pub parts_broken: bool,
    /// In operation from; `None`: in operation, nobody knows since when.
    pub go_live: Option<Located<Date>>,
    /// A broken go-live: nothing about time is decidable.
    pub go_live_broken: bool,
    /// A wave of the state is broken in service or area: whom no wave reaches is not certain.
    pub waves_broken: bool,
    /// The first day after the use.
    pub end: Option<Date>,
    /// The agreement.
    pub agreement: Option<Located<Link<AgreementId>>>,
    /// What is paid with.
    pub payment: Option<Located<Payment>>,
    /// The legal basis.
    pub legal_basis: Option<LegalBasis>,
    /// Additional profiles.
    pub profiles: Vec<Located<String>>,
}

/// What a use pays with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payment {
    /// Nothing is paid.
    Nothing,
    /// With a component.
    Component(Link<ComponentId>),
}

/// State-specific IT.
#[derive(Debug, Clone)]
pub struct Component {
    /// Its id.
    pub id: GlobalId,
    /// The record.
    pub span: Span,
    /// Its kind; `None` where the word is broken.
    pub kind: Option<ComponentKind>,
    /// Its name.
    pub name: String,
    /// For which services.
    pub services: Scope<ServiceId>,
    /// For which of the services that these contain.
    pub parts: Scope<PartId>,
    /// In which areas.
    pub area: Scope<Area>,
    /// Who provides it.
    pub side: ComponentSide,
    /// When it is in use (semantics 38): what is not in use on a day asks for nobody.
    pub period: Period,
}

/// An agreement.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Its id.
    pub id: GlobalId,
    /// The record.
    pub span: Span,
    /// The parties.
    pub parties: Vec<Link<OrganizationId>>,
    /// File number or place.
    pub reference: Option<String>,
    /// Concluded on.
    pub date: Option<Located<Date>>,
    /// When it holds.
    pub period: Period,
    /// Where its end stands.
    pub until_span: Option<Span>,
    /// Notice period.
    pub notice: Option<Duration>,
    /// Last confirmed on.
    pub confirmed: Option<Located<Date>>,
}

/// A rollout wave.
#[derive(Debug, Clone)]
pub struct Wave {
    /// Whose.
    pub state: StateCode,
    /// The record.
    pub span: Span,
    /// Its id.
    pub id: Option<String>,
    /// Of which service.
    pub service: ServiceId,
    /// Of which of the services that it contains.
    pub parts: Scope<PartId>,
    /// Its name.
    pub name: Option<String>,
    /// Where, sorted.
    pub area: Vec<Area>,
    /// Where they stand.
    pub area_span: Option<Span>,
    /// In which district of a city.
    pub district: Option<String>,
    /// A district is written that nobody knows: it reaches no place for certain.
    pub district_broken: bool,
    /// A key of its area, its district or a part is broken: it may reach further.
    pub area_broken: bool,
    /// In operation from; `None` where the date is broken.
    pub go_live: Option<Located<Date>>,
}

impl Wave {
    /// How closely it reaches a place: the digits of its area, of which the longest was found, and one more for a district; `None` where
    /// it is for another district.
    pub fn reach(&self, area: u8, district: Option<&str>) -> Option<u8> {
        match &self.district {
            _ if self.district_broken => None,
            Some(own) => (district == Some(own)).then_some(area + 1),
            None => Some(area),
        }
    }

    /// Whether it is for this part of the places that its area names.
    pub fn takes_in(&self, district: Option<&str>) -> bool {
        self.reach(0, district).is_some()
    }
}
