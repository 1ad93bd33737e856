//! Who answers, who tells whom: support records, paths, municipalities, knowledge, steps done, exceptions.

use super::bounds::Bounds;
use super::ids::{AgreementId, ComponentId, Link, OrganizationId, PartId, Scope, ServiceId};
use crate::key::{Area, StateCode};
use crate::source::{Located, Span};
use crate::time::{Date, Duration, Period};
use crate::vocabulary::{
    ChannelKind, EscalationKind, KnowledgeSink, KnowledgeSource, Level, Purpose, SeverityClass, Solution,
    Track,
};

/// Who a support record says will answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// The competent authority of the place.
    Competent,
    /// Nobody, on purpose (semantics 12).
    Nobody,
    /// An organization.
    Organization(OrganizationId),
    /// A name that leads to nothing known.
    Undecidable,
}

/// Somebody answers questions of a level and track, within limits.
#[derive(Debug, Clone)]
pub struct Support {
    /// Whose files say so.
    pub state: StateCode,
    /// The record.
    pub span: Span,
    /// Its id, if it has one.
    pub id: Option<String>,
    /// The level; `None` only where it is broken.
    pub level: Option<Located<Level>>,
    /// The track; `None` on first level and where it is broken.
    pub track: Option<Located<Track>>,
    /// Interim or long-term, on first level.
    pub solution: Option<Located<Solution>>,
    /// Who answers.
    pub owner: Located<Owner>,
    /// In which role.
    pub role: Option<String>,
    /// For which services.
    pub services: Scope<ServiceId>,
    /// For which of the services that these contain.
    pub parts: Scope<PartId>,
    /// For which components.
    pub components: Scope<ComponentId>,
    /// Where.
    pub area: Scope<Area>,
    /// Where the area stands.
    pub area_span: Option<Span>,
    /// In which district of a city.
    pub district: Option<String>,
    /// On which channels.
    pub channels: Scope<ChannelKind>,
    /// When.
    pub period: Period,
    /// Where the last day stands.
    pub until_span: Option<Span>,
    /// `until = "open"`: an honest interim.
    pub open_end: bool,
    /// When an open end is reviewed.
    pub review: Option<Located<Date>>,
    /// The lead time that a successor needs.
    pub lead_time: Option<Located<Duration>>,
    /// The agreement.
    pub agreement: Option<Located<Link<AgreementId>>>,
    /// Reaction times, most severe first.
    pub reaction: Vec<(SeverityClass, Located<Duration>)>,
    /// Recovery times, most severe first.
    pub recovery: Vec<(SeverityClass, Located<Duration>)>,
    /// A time was written that could not be read: none is missing.
    pub times_broken: bool,
    /// Last tested on.
    pub tested: Option<Located<Date>>,
    /// Last confirmed on.
    pub confirmed: Option<Located<Date>>,
    /// Why nobody answers.
    pub reason: Option<String>,
    /// Who approved that.
    pub approved_by: Option<String>,
    /// A limit of it is broken: it occupies what nobody else answers as far as it may hold, and makes it undecidable (semantics
    /// 17, 36).
    pub shadow: Option<Bounds>,
}

/// One end of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// The citizen.
    Citizen,
    /// Each municipality.
    Municipality,
    /// Whoever answers on a level.
    Level(Level),
    /// The competent authority.
    Competent,
    /// An organization.
    Organization(OrganizationId),
    /// A name that leads to nothing known.
    Undecidable,
}

/// A communication path.
#[derive(Debug, Clone)]
pub struct Path {
    /// Whose files say so.
    pub state: StateCode,
    /// The record.
    pub span: Span,
    /// Its id, if it has one.
    pub id: Option<String>,
    /// What for; `None` where the word is broken.
    pub purpose: Option<Purpose>,
    /// From whom.
    pub from: Located<End>,
    /// To whom.
    pub to: Located<End>,
    /// Kind of escalation; functional unless said otherwise.
    pub kind: EscalationKind,
    /// For which track.
    pub track: Option<Track>,
    /// For which services.
    pub services: Scope<ServiceId>,
    /// Where.
    pub area: Scope<Area>,
    /// Over which channel.
    pub channel: Option<ChannelKind>,
    /// When it is taken.
    pub trigger: Option<String>,
    /// The deadline.
    pub within: Option<Duration>,
    /// Lived since.
    pub established: Option<Date>,
    /// That day is written and could not be read.
    pub established_broken: bool,
    /// The agreement.
    pub agreement: Option<Link<AgreementId>>,
    /// When it holds.
    pub period: Period,
    /// A part of it is broken: how far it may hold.
    pub shadow: Option<Bounds>,
    /// Channel, trigger or deadline is written and could not be read: none is missing.
    pub details_broken: bool,
}

/// One side of the knowledge process (S8, semantics 22).
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// Whose side.
    pub state: StateCode,
    /// The record.
    pub span: Span,
    /// For which services.
    pub services: Scope<ServiceId>,
    /// Who owns it on this side.
    pub owner: Link<OrganizationId>,
    /// The counterpart.
    pub partner: Option<Link<OrganizationId>>,
    /// What is evaluated, sorted.
    pub sources: Vec<KnowledgeSource>,
    /// What it feeds, sorted.
    pub sinks: Vec<KnowledgeSink>,
    /// How often.
    pub cadence: Option<Duration>,
    /// When it holds.
    pub period: Period,
    /// A part of it is broken: how far it may hold.
    pub shadow: Option<Bounds>,
}

/// A step done that no rule sees for itself.
#[derive(Debug, Clone)]
pub struct Done {
    /// Whose files say so.
    pub state: StateCode,
    /// The record.
    pub span: Span,
    /// The task.
    pub task: Located<String>,
    /// Of which service.
    pub service: Option<ServiceId>,
    /// Of which component.
    pub component: Option<ComponentId>,
    /// Of which wave.
    pub wave: Option<String>,
    /// Of which municipality.
    pub municipality: Option<Area>,
    /// When.
    pub on: Date,
    /// Evidence.
    pub evidence: Option<String>,
}

/// An accepted deviation (semantics 16).
#[derive(Debug, Clone)]
pub struct Exception {
    /// Whose files say so.
    pub state: StateCode,
    /// The record.
    pub span: Span,
    /// The code it silences.
    pub rule: Located<String>,
    /// The subject it names.
    pub subject: Option<String>,
    /// The service it names.
    pub service: Option<ServiceId>,
    /// Where; empty: anywhere.
    pub area: Vec<Area>,
    /// The level it names.
    pub level: Option<Level>,
    /// The track it names.
    pub track: Option<Track>,
    /// The component it names.
    pub component: Option<ComponentId>,
    /// Why.
    pub reason: String,
    /// Who approved.
    pub approved_by: String,
    /// Last day, inclusive.
    pub until: Located<Date>,
}
