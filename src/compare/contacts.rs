//! Contact data of the same organization held against each other: addresses, service hours, for whom; who inside answers,
//! and who stands in.
//!
//! Order and spelling do not count: a phone number with other blanks is the same number.

use std::collections::{BTreeMap, BTreeSet};

use crate::key::{GlobalId, Phone};
use crate::model::{Channel, Deputy, Link, Model, Organization, OrganizationId};
use crate::text::Language;
use crate::time::ServiceHours;
use crate::vocabulary::{Audience, ChannelKind, Vocabulary as _};

/// One way to reach an organization, in a form that can be compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// Number, address.
    pub address: String,
    /// Service hours as they are written.
    pub hours: Option<String>,
    /// What to do outside them.
    pub closed: Option<String>,
    /// For whom; everybody if left out.
    pub audience: Option<Audience>,
}

/// What changes on one kind of channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelChange {
    /// The kind.
    pub kind: ChannelKind,
    /// What is no longer so.
    pub before: Vec<Way>,
    /// What is new.
    pub after: Vec<Way>,
    /// Citizens or authorities could reach the organization on it and cannot any more.
    pub lost: bool,
}

/// What changes in how an organization is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactChange {
    /// The organization.
    pub id: GlobalId,
    /// Its number in the first and in the second model.
    pub numbers: [OrganizationId; 2],
    /// By kind of channel.
    pub channels: Vec<ChannelChange>,
    /// Who inside answers, and who stands in.
    pub people: Vec<PeopleChange>,
}

/// Another role answers, another deputy or superior is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleChange {
    /// What.
    pub what: People,
    /// Who it was; `None`: nobody was named.
    pub before: Option<Person>,
    /// Who it is.
    pub after: Option<Person>,
}

/// What of an organization's people is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum People {
    /// Who inside answers.
    Role,
    /// Who stands in.
    Deputy,
    /// To whom one turns for more authority.
    Superior,
}

/// Who is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Person {
    /// A role, as it is written.
    Role(String),
    /// Arranged inside.
    Inside,
    /// An organization.
    Organization(GlobalId),
    /// An organization of files that are not there.
    Unknown,
}

fn people(before: (&Model, &Organization), after: (&Model, &Organization)) -> Vec<PeopleChange> {
    let linked = |model: &Model, link: Link<OrganizationId>| match link {
        Link::To(id) => Person::Organization(model.organization(id).id.clone()),
        Link::Undecidable => Person::Unknown,
    };
    let named = |(model, found): (&Model, &Organization), what| match what {
        People::Role => found.role.as_deref().map(|role| Person::Role(words(role))),
        People::Deputy => found.deputy.as_ref().map(|deputy| match deputy.value {
            Deputy::Internal => Person::Inside,
            Deputy::Organization(link) => linked(model, link),
        }),
        People::Superior => found.superior.as_ref().map(|superior| linked(model, superior.value)),
    };
    [People::Role, People::Deputy, People::Superior]
        .into_iter()
        .map(|what| PeopleChange { what, before: named(before, what), after: named(after, what) })
        .filter(|change| change.before != change.after)
        .collect()
}

/// All organizations of both models whose contact data differ, by id.
pub fn contact_changes(before: &Model, after: &Model) -> Vec<ContactChange> {
    let old: BTreeMap<&GlobalId, OrganizationId> =
        before.organization_ids().map(|id| (&before.organization(id).id, id)).collect();
    let mut changes: Vec<ContactChange> = after
        .organization_ids()
        .filter_map(|number| {
            let organization = after.organization(number);
            let known = *old.get(&organization.id)?;
            let channels = channel_changes(before.organization(known), organization);
            let people = people((before, before.organization(known)), (after, organization));
            let (id, numbers) = (organization.id.clone(), [known, number]);
            let same = channels.is_empty() && people.is_empty();
            (!same).then_some(ContactChange { id, numbers, channels, people })
        })
        .collect();
    changes.sort_by(|a, b| a.id.cmp(&b.id));
    changes
}

fn channel_changes(before: &Organization, after: &Organization) -> Vec<ChannelChange> {
    // Most organizations stay as they were written: their numbers and hours need not be understood.
    let written = |organization: &Organization| -> Vec<(ChannelKind, Way)> {
        organization.channels.iter().map(|channel| (channel.kind, way(channel))).collect()
    };
    if written(before) == written(after) {
        return Vec::new();
    }
    let kinds: BTreeSet<ChannelKind> =
        before.channels.iter().chain(&after.channels).map(|channel| channel.kind).collect();
    let mut changes = Vec::new();
    for kind in kinds {
        let [old, new] = [before, after].map(|organization| {
            let of_kind = organization.channels.iter().filter(|channel| channel.kind == kind);
            of_kind.map(|channel| (plain(channel), way(channel))).collect::<BTreeMap<Way, Way>>()
        });
        let only = |one: &BTreeMap<Way, Way>, other: &BTreeMap<Way, Way>| -> Vec<Way> {
            one.iter().filter(|(plain, _)| !other.contains_key(*plain)).map(|(_, way)| way.clone()).collect()
        };
        let (gone, fresh) = (only(&old, &new), only(&new, &old));
        if gone.is_empty() && fresh.is_empty() {
            continue;
        }
        let lost = [Audience::Citizens, Audience::Authorities]
            .into_iter()
            .any(|reader| serves(&old, reader) && !serves(&new, reader));
        changes.push(ChannelChange { kind, before: gone, after: fresh, lost });
    }
    changes
}

/// Whether anybody of an audience is served.
fn serves(ways: &BTreeMap<Way, Way>, reader: Audience) -> bool {
    ways.keys().any(|way| way.audience.is_none_or(|audience| audience == reader))
}

/// As it is written.
fn way(channel: &Channel) -> Way {
    Way {
        address: channel.address.value.clone(),
        hours: channel.hours.as_ref().map(|hours| hours.value.clone()),
        closed: channel.closed.clone(),
        audience: channel.audience,
    }
}

/// The same without differences that mean nothing.
fn plain(channel: &Channel) -> Way {
    let written = way(channel);
    let address = match channel.kind {
        ChannelKind::Phone | ChannelKind::Fax => {
            Phone::parse(&written.address).map_or(written.address, |phone| phone.uri())
        }
        ChannelKind::Email => written.address.trim().to_lowercase(),
        _ => words(&written.address),
    };
    let hours =
        written.hours.map(|text| ServiceHours::parse(&text).map_or(text, |hours| hours.words(Language::De)));
    Way { address, hours, closed: written.closed.as_deref().map(words), audience: written.audience }
}

/// Text with single blanks.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which channels of which organizations change, and whether one is lost.
pub(super) type Changed = BTreeMap<(GlobalId, ChannelKind), bool>;

/// The same changes, to be looked up.
pub(super) fn changed(changes: &[ContactChange]) -> Changed {
    let mut found = Changed::new();
    for change in changes {
        // Who inside answers matters on whatever channel.
        if !change.people.is_empty() {
            found.extend(ChannelKind::all().iter().map(|kind| ((change.id.clone(), *kind), false)));
        }
        found.extend(change.channels.iter().map(|channel| ((change.id.clone(), channel.kind), channel.lost)));
    }
    found
}
