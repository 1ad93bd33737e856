//! Distribution lists: whom a state tells of outages and releases, service by service, ready to paste into a mail.
//!
//! Recipients are those to whom the state's own paths lead, and nobody else: an organization that is named, whoever
//! answers first level, the competent authorities, the Kommunen that carry one. Everybody stands in a list once.

use std::collections::BTreeSet;

use serde::Serialize;

use super::contact::{self, Contact, Reader};
use super::document::{Each, Kind, Readership, seen};
use super::scene::{Frame, Scene};
use super::ways;
use crate::key::{Area, StateCode};
use crate::model::{End, OrganizationId, Path, Scope, ServiceId};
use crate::situation::{Asked, Here, Seat};
use crate::text::Words;
use crate::vocabulary::{ChannelKind, Purpose, Vocabulary};

/// Whom a state tells of outages and releases.
pub static DOCUMENT: Kind = Kind {
    id: "distribution",
    name: Words::new("Verteiler", "Distribution lists"),
    addressees: &[Readership::Operator, Readership::State],
    persons: false,
    each: &[Each::State {
        stem: Words::new("verteiler", "distribution-lists"),
        wanted: has_distribution,
        view: |scene, state| seen(&distribution(scene, state)),
    }],
    templates: [
        include_str!("../../templates/de/distribution.md"),
        include_str!("../../templates/en/distribution.md"),
    ],
};

/// The kinds of notices that have a list.
const NOTICES: [Purpose; 2] = [Purpose::Outage, Purpose::Release];

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Distribution {
    /// Head and foot.
    pub frame: Frame,
    /// The state's name.
    pub state: String,
    /// Each service with its lists.
    pub services: Vec<ServiceLists>,
    /// Whether anybody stands on a list.
    pub names_anybody: bool,
}

/// The lists of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ServiceLists {
    /// The service.
    pub name: String,
    /// One list per kind of notice and sender.
    pub lists: Vec<NoticeList>,
    /// Kinds of notices for which nobody is named.
    pub missing: Vec<String>,
}

/// Whom somebody tells of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoticeList {
    /// The kind of notice.
    pub notice: String,
    /// Who tells.
    pub from: String,
    /// On which occasions, and within which time; each once.
    pub occasions: Vec<String>,
    /// All mailboxes, ready to paste: "a@x.example; b@y.example". Nothing where there is none.
    pub addresses: Option<String>,
    /// How many mailboxes these are.
    pub count: usize,
    /// All recipients by name.
    pub recipients: Vec<Recipient>,
    /// Those of them who are told over another channel, by agreement.
    pub elsewhere: Vec<Recipient>,
    /// Those of them whose address is not known.
    pub unreachable: Vec<Recipient>,
}

/// Somebody who is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Recipient {
    /// Its name.
    pub name: String,
    /// The channel: the one that was agreed, else e-mail.
    pub channel: String,
    /// How it is reached over it; nothing where that is not known.
    pub address: Option<String>,
    /// Where a click leads.
    pub link: Option<String>,
    /// Whether this is a mailbox.
    pub is_mail: bool,
}

/// Where the paths of one purpose and sender lead.
#[derive(Default)]
struct Gathered {
    occasions: Vec<String>,
    recipients: BTreeSet<Recipient>,
}

/// The services about which a state tells somebody: those that it operates or uses.
fn told_about(scene: &Scene<'_>, state: StateCode) -> Vec<ServiceId> {
    let all: BTreeSet<ServiceId> = scene.operated(state).into_iter().chain(scene.services(state)).collect();
    all.into_iter().collect()
}

/// The paths of a state that carry a kind of news to somebody but citizens, in force on the day or later.
fn notice_paths<'s>(
    scene: &'s Scene<'_>,
    state: StateCode,
    notice: Purpose,
    asked: Asked,
) -> impl Iterator<Item = &'s Path> {
    let all = scene.situation().paths_in_force(notice, asked).map(|(_, path)| path);
    all.filter(move |path| path.state == state && !matches!(path.to.value, End::Citizen | End::Undecidable))
}

/// Whether a state has distribution lists, or will have some.
pub fn has_distribution(scene: &Scene<'_>, state: StateCode) -> bool {
    let asked = Asked::from(scene.on);
    NOTICES.iter().any(|notice| notice_paths(scene, state, *notice, asked).next().is_some())
}

/// The distribution lists of a state.
pub fn distribution(scene: &Scene<'_>, state: StateCode) -> Distribution {
    let services = told_about(scene, state).into_iter();
    let services: Vec<ServiceLists> = services.map(|service| service_lists(scene, state, service)).collect();
    let mut lists = services.iter().flat_map(|service| &service.lists);
    Distribution {
        names_anybody: lists.any(|list| !list.recipients.is_empty()),
        frame: scene.frame(&[state], 1),
        state: scene.tell(&state.name()),
        services,
    }
}

fn service_lists(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> ServiceLists {
    let mut lists = Vec::new();
    let mut missing = Vec::new();
    for notice in NOTICES {
        let before = lists.len();
        let name = scene.say(notice.label());
        for (from, gathered) in senders(scene, state, service, notice) {
            lists.push(list(name.clone(), from, gathered));
        }
        if lists.len() == before {
            missing.push(name);
        }
    }
    ServiceLists { name: scene.model().service(service).name.clone(), lists, missing }
}

/// Who tells of something, in the order of the files, and whom.
fn senders(
    scene: &Scene<'_>,
    state: StateCode,
    service: ServiceId,
    notice: Purpose,
) -> Vec<(String, Gathered)> {
    let mut senders: Vec<(String, Gathered)> = Vec::new();
    for path in notice_paths(scene, state, notice, Asked::on(scene.on).service(service)) {
        let from = ways::end(scene, path.from.value);
        let recipients = recipients(scene, state, service, path);
        let occasion = occasion(scene, path);
        let at = senders.iter().position(|(other, _)| *other == from).unwrap_or_else(|| {
            senders.push((from, Gathered::default()));
            senders.len() - 1
        });
        let Some((_, gathered)) = senders.get_mut(at) else { continue };
        gathered.recipients.extend(recipients);
        gathered.occasions.extend(occasion.filter(|it| !gathered.occasions.contains(it)));
    }
    senders
}

/// "Störung bestätigt (Frist: 1 Stunde)".
fn occasion(scene: &Scene<'_>, path: &Path) -> Option<String> {
    let within = path.within.map(|within| within.words(scene.language));
    match (path.trigger.clone(), within) {
        (Some(trigger), Some(within)) => {
            let deadline = scene.word("Frist", "deadline");
            Some(format!("{trigger} ({deadline}: {within})"))
        }
        (Some(trigger), None) => Some(trigger),
        (None, Some(within)) => Some(format!("{}: {within}", scene.word("Frist", "deadline"))),
        (None, None) => None,
    }
}

/// Those to whom a path leads: only whoever has to do with the service (semantics 44).
fn recipients(scene: &Scene<'_>, state: StateCode, service: ServiceId, path: &Path) -> BTreeSet<Recipient> {
    let organizations = match path.to.value {
        End::Organization(id) => {
            let is_named = !path.services.listed().is_empty();
            BTreeSet::from([id])
                .into_iter()
                .filter(|id| is_named || scene.situation().is_affected(*id, service))
                .collect()
        }
        End::Municipality => told_kommunen(scene, state, service, path),
        End::Competent => told_offices(scene, state, service, path),
        End::Level(_) => told_levels(scene, state, service, path),
        End::Citizen | End::Undecidable => BTreeSet::new(),
    };
    let contacts = organizations.into_iter().map(|id| contact::contact(scene, id, Reader::Authority));
    contacts.map(|contact| recipient(scene, contact, path.channel)).collect()
}

/// Of each Kommune whose office is competent where the service is planned: that office, and the contact that it names.
fn told_kommunen(
    scene: &Scene<'_>,
    state: StateCode,
    service: ServiceId,
    path: &Path,
) -> BTreeSet<OrganizationId> {
    let seats = scene.situation().carried(state).and_then(|carried| carried.seats.get(&service));
    let at_home = |seat: &Seat| Some((scene.situation().home(seat.organization)?, seat.organization));
    let concerned = seats.into_iter().flatten().filter_map(at_home).filter(|(key, _)| reaches(path, *key));
    concerned
        .flat_map(|(key, office)| [office].into_iter().chain(scene.situation().contact(key).known()))
        .collect()
}

/// The offices that are competent for the service, whoever carries them.
fn told_offices(
    scene: &Scene<'_>,
    state: StateCode,
    service: ServiceId,
    path: &Path,
) -> BTreeSet<OrganizationId> {
    let seats = scene.situation().carried(state).and_then(|carried| carried.seats.get(&service));
    let here = |seat: &&Seat| match seat.inside {
        Some(area) => reaches(path, area),
        None => scene.table.places().slice(&seat.units).iter().any(|unit| reaches(path, unit.key)),
    };
    seats.into_iter().flatten().filter(here).map(|seat| seat.organization).collect()
}

/// Whoever answers on a level.
fn told_levels(
    scene: &Scene<'_>,
    state: StateCode,
    service: ServiceId,
    path: &Path,
) -> BTreeSet<OrganizationId> {
    let End::Level(level) = path.to.value else { return BTreeSet::new() };
    let rows = scene
        .situation()
        .rows(state, service)
        .filter(|row| scene.table.places().slice(&row.units).iter().any(|unit| reaches(path, unit.key)));
    rows.filter_map(|row| Here::of_row(scene.table, row, row.judged_on(scene.on)?))
        .flat_map(|here| here.owners(level, path.track))
        .collect()
}

fn recipient(scene: &Scene<'_>, contact: Contact, agreed: Option<ChannelKind>) -> Recipient {
    let kind = agreed.unwrap_or(ChannelKind::Email);
    let channel = scene.say(kind.label());
    let way = contact.ways.into_iter().find(|way| way.kind == channel);
    Recipient {
        name: contact.name,
        link: way.as_ref().and_then(|way| way.link.clone()),
        address: way.map(|way| way.address),
        channel,
        is_mail: kind == ChannelKind::Email,
    }
}

/// Whether a path reaches a place, or a part of it.
fn reaches(path: &Path, place: Area) -> bool {
    match &path.area {
        Scope::All => true,
        Scope::Only(areas) => areas.iter().any(|area| area.contains(place) || place.contains(*area)),
    }
}

/// A list from what was gathered: mailboxes in one line, each once, whoever shares them.
fn list(notice: String, from: String, gathered: Gathered) -> NoticeList {
    let recipients: Vec<Recipient> = gathered.recipients.into_iter().collect();
    let mut seen = BTreeSet::new();
    let mailboxes: Vec<&str> = recipients
        .iter()
        .filter(|one| one.is_mail)
        .filter_map(|one| one.address.as_deref())
        .filter(|address| seen.insert(address.to_lowercase()))
        .collect();
    let some =
        |wanted: fn(&Recipient) -> bool| recipients.iter().filter(|one| wanted(one)).cloned().collect();
    NoticeList {
        notice,
        from,
        occasions: gathered.occasions,
        addresses: (!mailboxes.is_empty()).then(|| mailboxes.join("; ")),
        count: mailboxes.len(),
        elsewhere: some(|one| !one.is_mail && one.address.is_some()),
        unreachable: some(|one| one.address.is_none()),
        recipients,
    }
}
