//! What goes out to competent offices that no Kommune carries: of the Land, the federation, an association. They owe for
//! themselves (semantics 29), so they are asked themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::asking::{Collection, FormPart, KnownFeedback, Letter};
use super::contact;
use super::place::Place;
use super::scene::Scene;
use super::{feedback, offices};
use crate::key::StateCode;
use crate::model::{OrganizationId, ServiceId};
use crate::situation::{Party, Seat};
use crate::time::Date;
use crate::vocabulary::Vocabulary as _;

/// The offices that no Kommune carries and that are competent for a planned service, with those services.
fn offices_of_others(scene: &Scene<'_>, state: StateCode) -> BTreeMap<OrganizationId, Vec<ServiceId>> {
    let mut found: BTreeMap<OrganizationId, Vec<ServiceId>> = BTreeMap::new();
    let others = scene.situation().carried(state).into_iter().flat_map(|carried| &carried.others);
    for (service, offices) in others {
        if scene.situation().used(state, *service).is_some() {
            for office in offices {
                found.entry(*office).or_default().push(*service);
            }
        }
    }
    found
}

/// The offices that no Kommune carries and that are asked, and whether a way of feedback is missing there.
pub fn asked_offices(scene: &Scene<'_>, state: StateCode) -> Vec<(OrganizationId, bool)> {
    let silent: BTreeSet<OrganizationId> =
        scene.situation().silent_offices(state).into_iter().map(|(_, office)| office).collect();
    let offices = offices_of_others(scene, state).into_keys();
    offices.map(|office| (office, silent.contains(&office))).collect()
}

/// Where an office is competent for some services on the days on which they are judged.
fn seats<'s>(scene: &'s Scene<'_>, state: StateCode, office: OrganizationId) -> Vec<(ServiceId, &'s Seat)> {
    let seats = scene.situation().carried(state).into_iter().flat_map(|carried| &carried.seats);
    seats
        .flat_map(|(service, seats)| seats.iter().map(move |seat| (*service, seat)))
        .filter(|(_, seat)| seat.organization == office)
        .collect()
}

/// The first start ahead of what an office is competent for.
fn first_start_of(scene: &Scene<'_>, state: StateCode, office: OrganizationId) -> Option<Date> {
    let rows = seats(scene, state, office)
        .into_iter()
        .flat_map(|(service, seat)| scene.rows(state, service, &seat.units).into_iter().map(move |row| (row.0, seat)));
    rows.filter_map(|(row, seat)| row.start_ahead_of(scene.on, |part| seat.part.is_none_or(|own| own == part)))
        .min()
}

/// The form for an office.
pub fn office_collection(scene: &Scene<'_>, state: StateCode, office: OrganizationId) -> Collection {
    let services = offices_of_others(scene, state).remove(&office).unwrap_or_default();
    let seats = seats(scene, state, office);
    let mut units: Vec<_> = Vec::new();
    let mut inside = BTreeSet::new();
    for (_, seat) in &seats {
        match seat.inside {
            Some(area) => drop(inside.insert(area)),
            // It may be competent for several of the services contained.
            None if units.contains(&seat.units) => {}
            None => units.push(seat.units.clone()),
        }
    }
    let part = FormPart {
        places: (!seats.is_empty()).then(|| offices::places_and(scene, &units, &inside)),
        ..FormPart::of(scene, (state, office), &services)
    };
    Collection {
        frame: scene.frame(&[state], 2),
        state: scene.tell(&state.name()),
        in_state: scene.in_state(state),
        place: Some(office_in_words(scene, office)),
        services: scene.names_of(&services),
        by: first_start_of(scene, state, office).map(|day| scene.day(day)),
        authorities: vec![part],
        own_contact: None,
        feedback: services.iter().filter_map(|id| known_of_office(scene, state, *id, office)).collect(),
        coordination: contact::coordination(scene, state),
    }
}

fn known_of_office(
    scene: &Scene<'_>,
    state: StateCode,
    service: ServiceId,
    office: OrganizationId,
) -> Option<KnownFeedback> {
    let (standing, hop) = scene.situation().feedback_of_office(state, service, office)?;
    let to = hop.as_ref().and_then(|hop| match hop.to {
        Party::Organization(id) => Some(feedback::organization_name(scene, id)),
        Party::Citizen | Party::Municipality => None,
    });
    Some(KnownFeedback {
        services: scene.names_of([&service])?,
        standing: feedback::standing(standing),
        to,
        channel: hop.and_then(|hop| hop.channel).map(|kind| scene.say(kind.label())),
        agreed: None,
    })
}

/// The letter to an office for which a way of feedback is missing; `form` is where its form lies.
pub fn office_letter(scene: &Scene<'_>, (state, office): (StateCode, OrganizationId), form: &str) -> Letter {
    let silent = scene.situation().silent_offices(state).into_iter();
    let lacks: Vec<ServiceId> =
        silent.filter(|(_, other)| *other == office).map(|(service, _)| service).collect();
    let contacts = scene.situation().state_contacts(state);
    Letter {
        frame: scene.frame(&[state], 2),
        state: scene.tell(&state.name()),
        in_state: scene.in_state(state),
        place: office_in_words(scene, office),
        recipients: Vec::new(),
        // It is the contact itself.
        has_contact: true,
        sender: contact::coordination(scene, state),
        services: scene.names_of(&lacks).unwrap_or_default(),
        authorities: None,
        by: first_start_of(scene, state, office).map(|day| scene.day(day)),
        interim_contact: contacts.interim.known().map(|id| feedback::organization_name(scene, id)),
        long_term_contact: contacts.long_term.known().map(|id| feedback::organization_name(scene, id)),
        form: format!("../{}", form.split_once('/').map_or("", |(_, rest)| rest)),
    }
}

/// An office where a document speaks of a Kommune.
fn office_in_words(scene: &Scene<'_>, office: OrganizationId) -> Place {
    let name = feedback::organization_name(scene, office);
    Place {
        key: scene.model().organization(office).id.to_string(),
        short: name.clone(),
        subject: name.clone(),
        nominative: name.clone(),
        object: name.clone(),
        dative: name.clone(),
        name,
    }
}
