//! What goes out to authorities: the form that collects what Lotse needs to know, and the letter to a Kommune that has not
//! yet agreed where its feedback goes (S10).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::contact::{self, Contact, Reader};
use super::feedback;
use super::offices::{self, Addressee};
use super::place::{self, Place};
use super::scene::{Frame, Scene};
use super::word::FeedbackWord;
use crate::key::{Area, StateCode};
use crate::model::{OrganizationId, ServiceId};
use crate::routing::Answerer;
use crate::situation::{Authority, Carried};
use crate::vocabulary::{ChannelKind, Level, Solution};

/// The form: prefilled for a Kommune, or blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Collection {
    /// Head and foot.
    pub frame: Frame,
    /// The state's name.
    pub state: String,
    /// "in Niedersachsen".
    pub in_state: String,
    /// The Kommune, or the office that none carries; nothing: the blank form.
    pub place: Option<Place>,
    /// The services that it is about.
    pub services: Option<String>,
    /// By when: the first start there that lies ahead.
    pub by: Option<String>,
    /// The competent authorities with what is known of them; one without anything in the blank form.
    pub authorities: Vec<FormPart>,
    /// The contact that the Kommune names for questions about support.
    pub own_contact: Option<String>,
    /// Where feedback goes, as far as it was agreed.
    pub feedback: Vec<KnownFeedback>,
    /// Where it is sent back to.
    pub coordination: Option<Contact>,
}

/// What is known of an authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormPart {
    /// Its name, role, deputy and channels.
    pub contact: Option<Contact>,
    /// What it is competent for.
    pub services: Option<String>,
    /// Where it is competent.
    pub places: Option<String>,
    /// Its own IT.
    pub components: Option<String>,
    /// The Kommune that carries it, where the files do not say so and it is concluded.
    pub assumed: Option<String>,
    /// Where applications are delivered: its DVDV key, its FIT-Connect destination.
    pub delivery: Option<String>,
    /// Its id in the editorial system.
    pub oe_id: Option<String>,
    /// Its shared mailbox is not known, though other channels are.
    pub lacks_mailbox: bool,
    /// For which services it answers citizens until the long-term solution is there.
    pub interim: Option<String>,
}

impl FormPart {
    /// Of an authority about which nothing is known.
    const fn blank() -> Self {
        Self {
            contact: None,
            services: None,
            places: None,
            components: None,
            assumed: None,
            delivery: None,
            oe_id: None,
            lacks_mailbox: false,
            interim: None,
        }
    }

    /// What the files say of an authority that is competent for some services of a state.
    pub(super) fn of(scene: &Scene<'_>, (state, id): (StateCode, OrganizationId), services: &[ServiceId]) -> Self {
        let organization = scene.model().organization(id);
        let uses: Vec<String> =
            organization.uses.iter().map(|id| scene.model().component(*id).name.clone()).collect();
        let dvdv = organization.dvdv.as_ref().map(|key| format!("DVDV {}", key.value));
        let destination = organization.destination_id.as_ref().map(|id| format!("FIT-Connect {id}"));
        let delivery: Vec<String> = dvdv.into_iter().chain(destination).collect();
        let mut channels = organization.channels.iter();
        let answers = |service| for_now(scene, state).is_some_and(|all| all.contains(&(service, id)));
        Self {
            contact: Some(contact::contact(scene, id, Reader::Authority)),
            services: scene.names_of(services),
            components: (!uses.is_empty()).then(|| scene.list(&uses)),
            delivery: (!delivery.is_empty()).then(|| delivery.join(", ")),
            oe_id: organization.oe_id.as_ref().map(ToString::to_string),
            lacks_mailbox: !organization.channels.is_empty()
                && channels.all(|channel| channel.kind != ChannelKind::Email),
            interim: scene.names_of(services.iter().filter(|service| answers(**service))),
            ..Self::blank()
        }
    }
}

/// Who answers citizens for which services in the interim solution, now or later.
fn for_now<'s>(scene: &'s Scene<'_>, state: StateCode) -> Option<&'s BTreeSet<(ServiceId, OrganizationId)>> {
    let find = || {
        let services = scene.services(state);
        let rows = services.iter().flat_map(|service| scene.table.rows_of(state, *service));
        let first = rows.flat_map(|row| {
            let lines = row.timelines.iter().filter(|line| line.cell.level == Level::First);
            lines.flat_map(|line| &line.segments).map(|segment| (row.service, segment))
        });
        first
            .filter(|(_, segment)| !segment.period.is_over(scene.on))
            .flat_map(|(service, segment)| segment.answers.iter().map(move |answer| (service, answer)))
            .filter_map(|(service, answer)| {
                let solution = scene.model().support(answer.record).solution.as_ref()?.value;
                match answer.answerer {
                    Answerer::Organization(id) if solution == Solution::Interim => Some((service, id)),
                    _ => None,
                }
            })
            .collect()
    };
    Some(scene.for_now.0.get(&state)?.get_or_init(find))
}

/// A feedback channel that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownFeedback {
    /// For which services.
    pub services: String,
    /// How it came about.
    pub standing: FeedbackWord,
    /// To whom; nothing: not known.
    pub to: Option<String>,
    /// Over which channel.
    pub channel: Option<String>,
    /// When it was agreed.
    pub agreed: Option<String>,
}

/// The letter to a Kommune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// Head and foot.
    pub frame: Frame,
    /// The state's name.
    pub state: String,
    /// "in Niedersachsen".
    pub in_state: String,
    /// The Kommune, or the office that none carries.
    pub place: Place,
    /// To whom it goes: the contact that the Kommune names, and the offices that are competent.
    pub recipients: Vec<Addressee>,
    /// Whether the Kommune has named a contact for questions about support.
    pub has_contact: bool,
    /// The state's coordination.
    pub sender: Option<Contact>,
    /// Services for which a feedback channel is missing.
    pub services: String,
    /// The authorities of the Kommune that are competent; nothing in a letter to such an office itself.
    pub authorities: Option<String>,
    /// By when: the first start there that lies ahead.
    pub by: Option<String>,
    /// Whom to ask about the interim solution.
    pub interim_contact: Option<String>,
    /// Whom to ask about the long-term solution.
    pub long_term_contact: Option<String>,
    /// The address of the form, without ending, seen from here.
    pub form: String,
}

/// The form for a Kommune, or the blank form of a state.
pub fn collection(scene: &Scene<'_>, state: StateCode, place: Option<Area>) -> Collection {
    let own: Vec<ServiceId> = place
        .map(|key| offices::owed(scene, key).into_iter().map(|(service, _)| service).collect())
        .unwrap_or_default();
    let parts = place.map(|key| form_parts(scene, key)).filter(|parts| !parts.is_empty());
    let services = if own.is_empty() { scene.services(state) } else { own };
    Collection {
        frame: scene.frame(&[state], if place.is_some() { 2 } else { 1 }),
        state: scene.tell(&state.name()),
        in_state: scene.in_state(state),
        place: place.map(|key| place::place(scene, key)),
        services: scene.names_of(&services),
        by: place.and_then(|key| offices::first_start(scene, key)).map(|day| scene.day(day)),
        authorities: parts.unwrap_or_else(|| vec![FormPart::blank()]),
        own_contact: place
            .and_then(|key| scene.situation().contact(key).known())
            .map(|id| scene.model().organization(id).name.clone()),
        feedback: place.map(|key| known_feedback(scene, key)).unwrap_or_default(),
        coordination: contact::coordination(scene, state),
    }
}

/// The competent authorities of a Kommune, each with its services and places.
fn form_parts(scene: &Scene<'_>, key: Area) -> Vec<FormPart> {
    let owed: BTreeSet<ServiceId> =
        offices::owed(scene, key).into_iter().map(|(service, _)| service).collect();
    let part = |authority: &Authority| {
        let services = authority.services.iter().copied().filter(|service| owed.contains(service));
        let services: Vec<ServiceId> = services.collect();
        let id = authority.organization;
        (!services.is_empty()).then(|| FormPart {
            places: Some(offices::places_and(scene, &authority.places, &authority.inside)),
            assumed: offices::is_assumed(scene, id).then(|| place::place(scene, key).name),
            ..FormPart::of(scene, (key.state(), id), &services)
        })
    };
    scene.situation().authorities_of(key).iter().filter_map(part).collect()
}

fn known_feedback(scene: &Scene<'_>, key: Area) -> Vec<KnownFeedback> {
    let ways = feedback::feedback(scene, key, &offices::owed_days(scene, key))
        .into_iter()
        .filter(|way| way.standing != FeedbackWord::Own);
    ways.map(|way| {
        let first = way.hops.into_iter().next();
        KnownFeedback {
            services: way.services,
            standing: way.standing,
            channel: first.as_ref().and_then(|hop| hop.channel.clone()),
            to: first.map(|hop| hop.to),
            agreed: way.since.filter(|_| way.standing == FeedbackWord::Agreed),
        }
    })
    .collect()
}

/// Each Kommune that owes something, with the services for which it has no way of feedback.
fn lacking<'s>(scene: &'s Scene<'_>, state: StateCode) -> Option<&'s BTreeMap<Area, Vec<ServiceId>>> {
    let find = || {
        let all = scene.situation().carried(state).into_iter().flat_map(Carried::kommunen);
        all.filter_map(|key| {
            let owed = offices::owed_days(scene, key);
            let lacks = owed.iter().filter(|(service, day)| {
                scene.situation().feedback(key, *service, *day).standing.is_missing()
            });
            (!owed.is_empty()).then(|| (key, lacks.map(|(service, _)| *service).collect()))
        })
        .collect()
    };
    Some(scene.lacking.0.get(&state)?.get_or_init(find))
}

/// The services of a Kommune for which it has no way of feedback.
pub(super) fn without_feedback<'s>(scene: &'s Scene<'_>, key: Area) -> &'s [ServiceId] {
    let found = lacking(scene, key.state()).and_then(|all| all.get(&key));
    found.map_or(&[], Vec::as_slice)
}

/// The Kommunen that carry a competent authority, and whether a feedback channel is missing there.
pub fn asked(scene: &Scene<'_>, state: StateCode) -> Vec<(Area, bool)> {
    let all = lacking(scene, state).into_iter().flatten();
    all.map(|(key, lacks)| (*key, !lacks.is_empty())).collect()
}

/// The letter to a Kommune; `form` is where its form lies.
pub fn letter(scene: &Scene<'_>, (state, key): (StateCode, Area), form: &str) -> Letter {
    let lacks = without_feedback(scene, key);
    let contacts = scene.situation().support_contacts(key);
    let offices: BTreeSet<_> = offices::owed(scene, key)
        .into_iter()
        .filter(|(service, _)| lacks.contains(service))
        .flat_map(|(_, duty)| duty.offices().iter().copied())
        .collect();
    let authorities: Vec<String> =
        offices.into_iter().map(|id| feedback::organization_name(scene, id)).collect();
    Letter {
        frame: scene.frame(&[state], 2),
        state: scene.tell(&state.name()),
        in_state: scene.in_state(state),
        place: place::place(scene, key),
        recipients: offices::addressees(scene, key, |service| lacks.contains(&service)),
        has_contact: !scene.situation().contact(key).is_unsaid(),
        sender: contact::coordination(scene, state),
        services: scene.names_of(lacks).unwrap_or_default(),
        authorities: Some(scene.list(&authorities)),
        by: offices::first_start(scene, key).map(|day| scene.day(day)),
        interim_contact: contacts.interim.known().map(|id| feedback::organization_name(scene, id)),
        long_term_contact: contacts.long_term.known().map(|id| feedback::organization_name(scene, id)),
        form: format!("../{}", form.split_once('/').map_or("", |(_, rest)| rest)),
    }
}
