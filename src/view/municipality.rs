//! One page for one Kommune: whom do I ask, whom do I tell, who tells me, what is left to do.

use std::collections::BTreeSet;

use serde::Serialize;

use super::competence::{self, Found, Other};
use super::contact::{self, Contact, Reader};
use super::document::{Each, Kind, Readership, seen};
use super::feedback::{self, FeedbackView};
use super::place::{self, Place};
use super::plan::Count;
use super::scene::{Frame, Scene};
use super::word::TurnWord;
use super::together::{self, Together};
use super::ways::{self, PathView};
use super::{checklist, duties, offices};
use crate::key::{Area, StateCode};
use crate::model::{End, OrganizationId, PartId, Path, Scope, ServiceId};
use crate::situation::{Asked, Authority as Office, Duty, Said, Successors};
use crate::text::Words;
use crate::vocabulary::{Level, Purpose};

/// The page of a Kommune.
pub static DOCUMENT: Kind = Kind {
    id: "municipality",
    name: Words::new("Seiten der Kommunen", "Pages of municipalities"),
    addressees: &[Readership::Municipality],
    persons: false,
    each: &[Each::Municipality {
        folder: FOLDER,
        ending: None,
        wanted: |scene, state| scene.situation().concerned(state).into_iter().collect(),
        view: |scene, state, key| seen(&municipality(scene, state, key)),
    }],
    templates: [
        include_str!("../../templates/de/municipality.md"),
        include_str!("../../templates/en/municipality.md"),
    ],
};

/// Where pages and checklists of Kommunen lie.
pub(super) const FOLDER: Words = Words::new("kommunen", "municipalities");
/// How the file of a checklist ends that lies beside the page.
pub(super) const CHECKLIST: Words = Words::new("checkliste", "checklist");

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MunicipalityPage {
    /// Head and foot.
    pub frame: Frame,
    /// The Kommune.
    pub place: Place,
    /// "in Niedersachsen".
    pub in_state: String,
    /// The services for which an authority of this Kommune is competent, in a list; nothing: for none.
    pub own: Option<String>,
    /// Those of them for which it is competent on the day on which they are judged.
    pub own_now: Option<String>,
    /// Its competent authorities.
    pub own_authorities: Vec<Authority>,
    /// Those of them of which it is only concluded that it carries them, in a list.
    pub assumed: Option<String>,
    /// What it was competent for, or will be no longer, or not yet.
    pub turns: Vec<CompetenceTurn>,
    /// Who is competent for the others.
    pub others: Vec<Other>,
    /// How many services there are here.
    pub service_count: usize,
    /// Whether the Kommune stands for several places (a Kreis, a Samtgemeinde).
    pub is_wide: bool,
    /// For whom it acts, where it acts for others than itself.
    pub covers: Vec<Cover>,
    /// Who answers citizens; services that are answered alike are one entry.
    pub services: Vec<Together>,
    /// Whom the Kommune itself asks about the services that it is competent for.
    pub own_services: Vec<Together>,
    /// Whom it asks about the interim solution.
    pub interim_contact: Option<Contact>,
    /// Whom it asks about the long-term solution.
    pub long_term_contact: Option<Contact>,
    /// Of which of them it cannot be told: `interim`, `long-term`.
    pub unclear_contacts: Vec<&'static str>,
    /// Whether both are the same.
    pub same_contact: bool,
    /// Who warns or informs it.
    pub warnings: Vec<PathView>,
    /// What it reports itself: security, accessibility, privacy, outages.
    pub reports: Vec<PathView>,
    /// Where its feedback goes.
    pub feedback: Vec<FeedbackView>,
    /// What it has still to do, as sentences without full stop.
    pub duties: Vec<String>,
    /// How many of its steps are done, by its checklist.
    pub steps: Count,
    /// The checklist, without ending, seen from here; nothing where it has none.
    pub checklist: Option<String>,
}

/// A competence of the Kommune that is over, ends, or begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CompetenceTurn {
    /// The services in a list.
    pub services: String,
    /// What happens to it.
    pub what: TurnWord,
    /// Its last day; of one that begins, the first.
    pub day: String,
    /// Its authorities, in a list.
    pub authorities: String,
    /// Who is competent afterwards, in a list; nothing: nobody, or it cannot be told.
    pub successors: Option<String>,
    /// Whether afterwards nobody is competent, at least in some place.
    pub nobody: bool,
    /// Whether it cannot be told, at least in some place.
    pub unclear: bool,
}

/// The places for which an authority of a Kommune is competent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// The services in a list.
    pub service: String,
    /// How many places.
    pub count: usize,
    /// All of them by name.
    pub places: String,
}

/// A competent authority of the Kommune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Authority {
    /// For what.
    pub services: String,
    /// Who.
    pub contact: Contact,
}

/// Which of the contacts nobody can tell.
fn unclear(contacts: [(Said<OrganizationId>, &'static str); 2]) -> Vec<&'static str> {
    let unclear = contacts.into_iter().filter(|(said, _)| matches!(said, Said::Undecidable(_)));
    unclear.map(|(_, which)| which).collect()
}

/// The page of a Kommune; any key of a state whose files were loaded has one.
pub fn municipality(scene: &Scene<'_>, state: StateCode, key: Area) -> MunicipalityPage {
    let range = scene.table.places().around(key);
    let services = scene.services(state);
    let owed = offices::owed(scene, key);
    let own: Vec<ServiceId> = owed.iter().map(|(service, _)| *service).collect();
    let now: Vec<ServiceId> =
        owed.iter().filter(|(_, duty)| !duty.now.is_empty()).map(|(service, _)| *service).collect();
    let shared = shared(scene, &owed);
    // Until its own competence begins another office answers.
    let foreign = services.iter().filter(|service| !now.contains(service) || shared.contains(service));
    let found: Vec<(ServiceId, Found)> =
        foreign.map(|service| (*service, competence::competence(scene, state, *service, &range))).collect();
    let contacts = scene.situation().support_contacts(key);
    let contact =
        |said: Said<OrganizationId>| said.known().map(|id| contact::contact(scene, id, Reader::Authority));
    let (interim, long_term) = (contact(contacts.interim), contact(contacts.long_term));
    let others = competence::others(scene, &found, &range);
    let is_wide = range.len() > 1;
    let elsewhere = |service: ServiceId| {
        let found = others.iter().find(|(services, _)| {
            (is_wide || shared.contains(&service)) && services.contains(&service)
        });
        found.map(|(_, other)| other.elsewhere.clone())
    };
    let citizens: (_, &'static [Level]) = (&range, &[Level::First]);
    let inside: (_, &'static [Level]) = (&range, &[Level::Second, Level::Third]);
    let voices: BTreeSet<OrganizationId> =
        owed.iter().flat_map(|(_, duty)| duty.offices().iter().copied()).collect();
    let chosen = checklist::steps_at(scene, state, key);
    MunicipalityPage {
        frame: scene.frame(&[state], 2),
        place: place::place(scene, key),
        in_state: scene.in_state(state),
        own: carried_names(scene, owed.iter()),
        own_now: carried_names(scene, owed.iter().filter(|(_, duty)| !duty.now.is_empty())),
        own_authorities: offices(scene, key, &own),
        assumed: assumed(scene, &voices),
        turns: competence_turns(scene, key),
        service_count: services.len(),
        services: together::together(scene, state, &services, citizens, elsewhere),
        own_services: together::together(scene, state, &own, inside, |_| None),
        others: others.into_iter().map(|(_, other)| other).collect(),
        is_wide,
        covers: covers(scene, key, &owed),
        same_contact: interim.is_some() && interim == long_term,
        interim_contact: interim,
        long_term_contact: long_term,
        unclear_contacts: unclear([(contacts.interim, "interim"), (contacts.long_term, "long-term")]),
        warnings: paths_of(scene, key, &services, &voices, false),
        reports: paths_of(scene, key, &services, &voices, true),
        feedback: feedback::feedback(scene, key, &offices::owed_days(scene, key)),
        duties: duties::duties(scene, key),
        steps: crate::view::plan::counted(scene, &chosen),
        checklist: (!chosen.is_empty()).then(|| checklist_name(scene, state, key)),
    }
}

/// Those of the services contained that a Kommune carries, where others carry the others.
fn shared_parts<'d>(scene: &Scene<'_>, service: ServiceId, duty: &'d Duty) -> Option<&'d BTreeSet<PartId>> {
    let mut all = scene.model().service(service).parts.iter();
    let some = !duty.parts.is_empty() && !all.all(|part| duty.parts.contains(part));
    some.then_some(&duty.parts)
}

/// The bundles of which it carries some parts, and others the others.
fn shared(scene: &Scene<'_>, owed: &[(ServiceId, &Duty)]) -> Vec<ServiceId> {
    let shared = owed.iter().filter(|(service, duty)| shared_parts(scene, *service, duty).is_some());
    shared.map(|(service, _)| *service).collect()
}

/// What a Kommune carries in a list, a bundle with what it carries of it: "Familienleistungen (Namensbestimmung)".
fn carried_names<'d>(
    scene: &Scene<'_>,
    owed: impl Iterator<Item = &'d (ServiceId, &'d Duty)>,
) -> Option<String> {
    let name = |(service, duty): &(ServiceId, &Duty)| {
        let name = &scene.model().service(*service).name;
        let parts = shared_parts(scene, *service, duty).and_then(|parts| scene.part_names(parts));
        parts.map_or_else(|| name.clone(), |parts| format!("{name} ({parts})"))
    };
    let names: Vec<String> = owed.map(name).collect();
    (!names.is_empty()).then(|| scene.list(&names))
}

/// The file of a Kommune's own checklist, beside its page.
fn checklist_name(scene: &Scene<'_>, state: StateCode, key: Area) -> String {
    let page = DOCUMENT.of_place(scene, state, key).unwrap_or_default();
    let name = page.rsplit_once('/').map_or(page.as_str(), |(_, name)| name);
    format!("{name}-{}", scene.say(CHECKLIST))
}

/// The offices that a Kommune is only assumed to carry.
fn assumed(scene: &Scene<'_>, offices: &BTreeSet<OrganizationId>) -> Option<String> {
    let assumed = offices.iter().filter(|id| offices::is_assumed(scene, **id));
    let names: Vec<String> = assumed.map(|id| feedback::organization_name(scene, *id)).collect();
    (!names.is_empty()).then(|| scene.list(&names))
}

/// What a Kommune was competent for and is no longer, will not be any more, or will be.
fn competence_turns(scene: &Scene<'_>, key: Area) -> Vec<CompetenceTurn> {
    let mut turns: Vec<(CompetenceTurn, Vec<ServiceId>)> = Vec::new();
    let mut add =
        |service: ServiceId, turn: CompetenceTurn| match turns.iter_mut().find(|(other, _)| *other == turn) {
            Some((_, services)) => services.push(service),
            None => turns.push((turn, vec![service])),
        };
    for (service, ended) in scene.situation().ended(key) {
        let after = scene.situation().successors(key, service, ended);
        let day = crate::time::day_before(ended.since);
        add(service, competence_turn(scene, (TurnWord::Over, day), &ended.organizations, &after));
    }
    let carried = scene.situation().carried(key.state()).into_iter().flat_map(|carried| &carried.duties);
    for (service, duty) in carried.filter_map(|(service, bodies)| Some((*service, bodies.get(&key)?))) {
        if let Some(day) = duty.day.filter(|_| duty.now.is_empty()) {
            add(
                service,
                competence_turn(scene, (TurnWord::Begins, day), &duty.organizations, &Successors::default()),
            );
        }
        if let Some((day, after)) = scene.situation().successors_of(key, service, duty) {
            let last = crate::time::day_before(day);
            add(service, competence_turn(scene, (TurnWord::Ends, last), &duty.organizations, &after));
        }
    }
    turns
        .into_iter()
        .map(|(turn, own)| CompetenceTurn { services: scene.names_of(&own).unwrap_or_default(), ..turn })
        .collect()
}

fn competence_turn(
    scene: &Scene<'_>,
    (what, day): (TurnWord, crate::time::Date),
    authorities: &BTreeSet<OrganizationId>,
    after: &Successors,
) -> CompetenceTurn {
    let names = |ids: &BTreeSet<OrganizationId>| {
        let names: Vec<String> = ids.iter().map(|id| feedback::organization_name(scene, *id)).collect();
        scene.list(&names)
    };
    CompetenceTurn {
        services: String::new(),
        what,
        day: scene.day(day),
        authorities: names(authorities),
        successors: (!after.organizations.is_empty()).then(|| names(&after.organizations)),
        nobody: after.nobody,
        unclear: after.unclear,
    }
}

/// All places by name; services for which it acts for the same places are one entry. Nothing for a Kommune that is
/// competent for itself alone.
fn covers(scene: &Scene<'_>, key: Area, owed: &[(ServiceId, &Duty)]) -> Vec<Cover> {
    let mut found: Vec<(Vec<Area>, Vec<ServiceId>)> = Vec::new();
    for (service, duty) in owed {
        let units = duty.units.iter().flat_map(|range| scene.table.places().slice(range));
        let mut keys: Vec<Area> = units.map(|unit| unit.key).chain(duty.inside.iter().copied()).collect();
        keys.retain(|other| *other != key);
        keys.sort_unstable();
        keys.dedup();
        match found.iter_mut().find(|(other, _)| *other == keys) {
            Some((_, services)) => services.push(*service),
            None => found.push((keys, vec![*service])),
        }
    }
    let cover = |(keys, services): (Vec<Area>, Vec<ServiceId>)| {
        let names: Vec<String> = keys.iter().map(|key| place::place(scene, *key).name).collect();
        Cover {
            service: scene.names_of(&services).unwrap_or_default(),
            count: names.len(),
            places: scene.list(&names),
        }
    };
    found.into_iter().map(cover).filter(|cover| cover.count > 0).collect()
}

/// The competent authorities of a Kommune, with those of its services that are planned.
fn offices(scene: &Scene<'_>, key: Area, own: &[ServiceId]) -> Vec<Authority> {
    let authority = |office: &Office| {
        let services = office.services.iter().filter(|service| own.contains(service));
        let contact = contact::contact(scene, office.organization, Reader::Authority);
        Some(Authority { services: scene.names_of(services)?, contact })
    };
    scene.situation().authorities_of(key).iter().filter_map(authority).collect()
}

/// Paths that begin (`outward`) or end at every municipality, and, where it has one, at its competent authority: those
/// that reach this one, for services that are used here (semantics 44).
fn paths_of(
    scene: &Scene<'_>,
    key: Area,
    services: &[ServiceId],
    voices: &BTreeSet<OrganizationId>,
    outward: bool,
) -> Vec<PathView> {
    let purposes: &[Purpose] = if outward {
        &[Purpose::Outage, Purpose::Security, Purpose::Accessibility, Purpose::Privacy, Purpose::Coordination]
    } else {
        &[Purpose::Outage, Purpose::Release, Purpose::Security, Purpose::Coordination]
    };
    let here = |end: End| match end {
        End::Municipality => true,
        End::Competent => !voices.is_empty(),
        End::Organization(id) => voices.contains(&id),
        End::Citizen | End::Level(_) | End::Undecidable => false,
    };
    let reaches = |path: &Path| {
        let is_used = services.iter().any(|service| path.services.has(service));
        is_used
            && match &path.area {
                Scope::All => true,
                Scope::Only(areas) => areas.iter().any(|area| area.contains(key) || key.contains(*area)),
            }
    };
    let mut paths = Vec::new();
    for purpose in purposes {
        for (_, path) in scene.situation().paths_in_force(*purpose, Asked::from(scene.on)) {
            let end = if outward { path.from.value } else { path.to.value };
            let bound = path.state == key.state() || matches!(end, End::Organization(_));
            if bound && here(end) && reaches(path) {
                paths.push(ways::path(scene, path));
            }
        }
    }
    paths
}
