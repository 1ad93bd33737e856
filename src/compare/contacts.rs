//! Contact data of the same organization held against each other: addresses, service hours, for whom.
//!
//! Order and spelling do not count: a phone number with other blanks is the same number.

use std::collections::{BTreeMap, BTreeSet};

use crate::key::{GlobalId, Phone};
use crate::model::{Channel, Model, Organization, OrganizationId};
use crate::text::Language;
use crate::time::ServiceHours;
use crate::vocabulary::{Audience, ChannelKind};

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
            let id = organization.id.clone();
            (!channels.is_empty()).then_some(ContactChange { id, numbers: [known, number], channels })
        })
        .collect();
    changes.sort_by(|a, b| a.id.cmp(&b.id));
    changes
}

fn channel_changes(before: &Organization, after: &Organization) -> Vec<ChannelChange> {
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
    let all = changes.iter().flat_map(|change| change.channels.iter().map(move |channel| (change, channel)));
    all.map(|(change, channel)| ((change.id.clone(), channel.kind), channel.lost)).collect()
}
