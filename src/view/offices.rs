//! What a Kommune carries, and whom one addresses there: for each service the office that is competent for it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;

use super::contact::{self, Contact, Reader};
use super::place;
use super::scene::Scene;
use crate::key::Area;
use crate::model::{OrganizationId, ServiceId};
use crate::situation::{Carrier, Duty};
use crate::time::Date;

/// Somebody at a Kommune to turn to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Addressee {
    /// For which services; nothing: the Kommune's own contact, for all.
    pub services: Option<String>,
    /// Who.
    pub contact: Contact,
}

/// What a Kommune owes something for: services that are planned, and for which it is competent, or will be.
pub(super) fn owed<'w>(scene: &Scene<'w>, key: Area) -> Vec<(ServiceId, &'w Duty)> {
    let all = scene.situation().carried(key.state()).into_iter().flat_map(|carried| &carried.duties);
    all.filter_map(|(service, bodies)| Some((*service, bodies.get(&key)?)))
        .filter(|(_, duty)| duty.is_owed())
        .collect()
}

/// The same with the day on which each is judged.
pub(super) fn owed_days(scene: &Scene<'_>, key: Area) -> Vec<(ServiceId, Date)> {
    owed(scene, key).into_iter().filter_map(|(service, duty)| Some((service, duty.day?))).collect()
}

/// The offices of a Kommune that are competent for some services, each with those of them that are its own.
fn offices_for(
    scene: &Scene<'_>,
    key: Area,
    wanted: impl Fn(ServiceId) -> bool,
) -> BTreeMap<OrganizationId, Vec<ServiceId>> {
    let mut found: BTreeMap<OrganizationId, Vec<ServiceId>> = BTreeMap::new();
    for (service, duty) in owed(scene, key).into_iter().filter(|(service, _)| wanted(*service)) {
        for id in duty.offices() {
            found.entry(*id).or_default().push(service);
        }
    }
    found
}

/// Whom one addresses at a Kommune about some services: the contact that it names itself, then the offices that are
/// competent for them.
pub(super) fn addressees(scene: &Scene<'_>, key: Area, wanted: impl Fn(ServiceId) -> bool) -> Vec<Addressee> {
    let contact = scene.situation().contact(key).known();
    let offices = offices_for(scene, key, wanted);
    let own = contact.filter(|id| !offices.contains_key(id));
    let own =
        own.map(|id| Addressee { services: None, contact: contact::contact(scene, id, Reader::Authority) });
    let offices = offices.iter().map(|(id, services)| Addressee {
        services: scene.names_of(services),
        contact: contact::contact(scene, *id, Reader::Authority),
    });
    own.into_iter().chain(offices).collect()
}

/// Whether a Kommune is only concluded to carry an office (semantics 29).
pub(super) fn is_assumed(scene: &Scene<'_>, office: OrganizationId) -> bool {
    matches!(scene.situation().carrier(office), Carrier::Kommune { assumed: true, .. })
}

/// Places in words: units of the table, and areas inside of some.
pub(super) fn places_and(scene: &Scene<'_>, units: &[Range<usize>], inside: &BTreeSet<Area>) -> String {
    let mut names: Vec<String> = Vec::new();
    if !units.is_empty() {
        names.push(place::places(scene, units));
    }
    names.extend(inside.iter().map(|area| place::place(scene, *area).name));
    scene.list(&names)
}

/// The first start ahead of what a Kommune is competent for.
pub(super) fn first_start(scene: &Scene<'_>, key: Area) -> Option<Date> {
    let starts = owed(scene, key).into_iter().flat_map(|(service, duty)| {
        let places = scene.table.places();
        let inside = duty.inside.iter().map(|area| places.around(*area));
        let all: Vec<_> = duty.units.iter().cloned().chain(inside).collect();
        all.into_iter().flat_map(move |units| scene.rows(key.state(), service, &units)).map(move |row| (row.0, duty))
    });
    let is_own = |duty: &Duty, part| duty.parts.is_empty() || duty.parts.contains(&part);
    starts.filter_map(|(row, duty)| row.start_ahead_of(scene.on, |part| is_own(duty, part))).min()
}
