//! How an organization is reached, for citizens or among authorities.

use serde::Serialize;

use super::cell::Way;
use super::scene::Scene;
use crate::key::{Email, Phone, StateCode, Url};
use crate::model::{Channel, ComponentId, Deputy, OrganizationId};
use crate::vocabulary::{Audience, ChannelKind, ComponentSide, Vocabulary};

/// For whom a contact is shown; an internal mailbox never reaches citizens (semantics 12 c).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Citizens.
    Citizen,
    /// People in authorities.
    Authority,
}

/// An organization with all that a caller needs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Contact {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Option<String>,
    /// Who inside answers.
    pub role: Option<String>,
    /// Who stands in.
    pub deputy: Option<String>,
    /// How it is reached.
    pub ways: Vec<Way>,
    /// When this was last confirmed.
    pub confirmed: Option<String>,
    /// Whether the confirmation is older than the workspace allows.
    pub stale: bool,
    /// Who works there, by name; empty but in documents that stay in the house.
    pub persons: Vec<PersonView>,
}

/// A person, for documents that stay in the house.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PersonView {
    /// Her name, and what she does there: "Anna Berg (Referatsleitung)".
    pub name: String,
    /// Her own mailbox and number.
    pub ways: Vec<Way>,
}

/// An organization for a reader.
pub fn contact(scene: &Scene<'_>, id: OrganizationId, reader: Reader) -> Contact {
    let organization = scene.model().organization(id);
    let deputy = organization.deputy.as_ref().and_then(|deputy| match deputy.value {
        Deputy::Internal => Some(scene.word("im Haus geregelt", "arranged inside")),
        Deputy::Organization(link) => link.known().map(|id| scene.model().organization(id).name.clone()),
    });
    Contact {
        name: organization.name.clone(),
        kind: organization.kind.as_ref().map(|kind| scene.say(kind.value.label())),
        role: organization.role.clone(),
        deputy,
        ways: ways(scene, id, reader, |_| true),
        confirmed: organization.confirmed.as_ref().map(|day| scene.day(day.value)),
        stale: is_stale(scene, id),
        persons: persons(scene, id),
    }
}

/// The persons of an organization; none but for documents that stay in the house.
pub fn persons(scene: &Scene<'_>, id: OrganizationId) -> Vec<PersonView> {
    let all = scene.workspace.persons.iter().filter(|_| scene.internal);
    let own = all.filter(|person| person.organization == Some(id));
    own.map(|person| PersonView {
        name: match &person.function {
            Some(function) => format!("{} ({function})", person.name.value),
            None => person.name.value.clone(),
        },
        ways: [
            person.phone.as_ref().map(|phone| plain_way(scene, ChannelKind::Phone, &phone.value.to_string())),
            person.email.as_ref().map(|email| plain_way(scene, ChannelKind::Email, &email.value.to_string())),
        ]
        .into_iter()
        .flatten()
        .collect(),
    })
    .collect()
}

/// The channels of an organization for a reader, of the wanted kinds.
pub fn ways(
    scene: &Scene<'_>,
    id: OrganizationId,
    reader: Reader,
    wanted: impl Fn(ChannelKind) -> bool,
) -> Vec<Way> {
    let organization = scene.model().organization(id);
    organization
        .channels
        .iter()
        .filter(|channel| wanted(channel.kind))
        .filter(|channel| match reader {
            Reader::Citizen => channel.is_for_citizens(),
            Reader::Authority => channel.audience != Some(Audience::Citizens),
        })
        .map(|channel| way(scene, channel, reader))
        .collect()
}

fn way(scene: &Scene<'_>, channel: &Channel, reader: Reader) -> Way {
    let hours = channel.hours.as_ref().map(|hours| scene.hours(&hours.value));
    let address = channel.address.value.clone();
    Way {
        kind: scene.say(channel.kind.label()),
        link: link(channel.kind, &address),
        address,
        hours,
        closed: channel.closed.clone(),
        audience: channel
            .audience
            .filter(|_| reader == Reader::Authority)
            .map(|audience| scene.say(audience.label())),
    }
}

/// The contact form of a service.
pub fn form(scene: &Scene<'_>, address: &str) -> Way {
    plain_way(scene, ChannelKind::ContactForm, address)
}

/// A way of which nothing but the address is known.
fn plain_way(scene: &Scene<'_>, kind: ChannelKind, address: &str) -> Way {
    Way {
        kind: scene.say(kind.label()),
        address: address.to_owned(),
        link: link(kind, address),
        hours: None,
        closed: None,
        audience: None,
    }
}

/// Whether an organization's contact data were confirmed too long ago; never where no interval is set.
pub fn is_stale(scene: &Scene<'_>, id: OrganizationId) -> bool {
    let organization = scene.model().organization(id);
    let Some(interval) = scene.workspace.settings.review.contact else { return false };
    let Some(calendar) = scene.calendar(organization.seat) else { return false };
    organization
        .confirmed
        .as_ref()
        .is_some_and(|day| interval.after(day.value, calendar).is_some_and(|deadline| deadline < scene.on))
}

/// Where a click leads; nowhere for what is not clearly a number, a mailbox or a page.
fn link(kind: ChannelKind, address: &str) -> Option<String> {
    match kind {
        ChannelKind::Phone | ChannelKind::Fax => Phone::parse(address).ok().map(|phone| phone.uri()),
        ChannelKind::Email => Email::parse(address).ok().map(|email| format!("mailto:{email}")),
        _ => Url::parse(address).ok().map(|url| url.to_string()),
    }
}

/// Who coordinates for a state.
pub(super) fn coordination_of(scene: &Scene<'_>, state: StateCode) -> Option<OrganizationId> {
    scene.model().states.get(&state)?.coordination.as_ref()?.value.known()
}

/// The coordination of a state, as authorities reach it.
pub fn coordination(scene: &Scene<'_>, state: StateCode) -> Option<Contact> {
    coordination_of(scene, state).map(|id| contact(scene, id, Reader::Authority))
}

/// What a component is called; one of the federation says so.
pub(super) fn component_name(scene: &Scene<'_>, id: ComponentId) -> String {
    let component = scene.model().component(id);
    match component.side {
        ComponentSide::State => component.name.clone(),
        ComponentSide::Federal => format!("{} ({})", component.name, scene.say(component.side.label())),
    }
}
