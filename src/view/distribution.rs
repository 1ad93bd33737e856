//! Distribution lists: whom a state tells of outages and releases, service by service, ready to paste into a mail.
//!
//! Recipients are those to whom the state's own paths lead, and nobody else: an organization that is named, whoever
//! answers first level, the competent authorities, the Kommunen that carry one. Everybody stands in a list once.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::contact::{Contact, Reader};
use super::scene::{Frame, Scene};
use crate::key::StateCode;
use crate::model::{End, Path, ServiceId};
use crate::situation::{Here, Party};
use crate::vocabulary::{ChannelKind, Purpose, Vocabulary};

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

impl Scene<'_> {
    /// The services about which a state tells somebody: those that it operates or uses.
    fn told_about(&self, state: StateCode) -> Vec<ServiceId> {
        let all: BTreeSet<ServiceId> = self.operated(state).into_iter().chain(self.services(state)).collect();
        all.into_iter().collect()
    }

    /// The paths of a state that carry news.
    fn notice_paths(&self, state: StateCode) -> impl Iterator<Item = &Path> {
        self.model().paths.iter().filter(move |path| {
            path.state == state
                && path.purpose.is_some_and(|purpose| NOTICES.contains(&purpose))
                && !matches!(path.to.value, End::Citizen | End::Undecidable)
                && self.holds(path)
        })
    }

    /// Whether a state has distribution lists.
    pub fn has_distribution(&self, state: StateCode) -> bool {
        self.notice_paths(state).next().is_some()
    }

    /// The distribution lists of a state.
    pub fn distribution(&self, state: StateCode) -> Distribution {
        let services = self.told_about(state).into_iter();
        let services: Vec<ServiceLists> =
            services.map(|service| self.service_lists(state, service)).collect();
        let mut lists = services.iter().flat_map(|service| &service.lists);
        Distribution {
            names_anybody: lists.any(|list| !list.recipients.is_empty()),
            frame: self.frame(&[state], 1),
            state: self.tell(&state.name()),
            services,
        }
    }

    fn service_lists(&self, state: StateCode, service: ServiceId) -> ServiceLists {
        let mut lists = Vec::new();
        let mut missing = Vec::new();
        for notice in NOTICES {
            let before = lists.len();
            let name = self.say(notice.label());
            for (from, gathered) in self.senders(state, service, notice) {
                lists.push(list(name.clone(), from, gathered));
            }
            if lists.len() == before {
                missing.push(name);
            }
        }
        ServiceLists { name: self.model().service(service).name.clone(), lists, missing }
    }

    /// Who tells of something, in the order of the files, and whom.
    fn senders(&self, state: StateCode, service: ServiceId, notice: Purpose) -> Vec<(String, Gathered)> {
        let mut senders: Vec<(String, Gathered)> = Vec::new();
        let paths = self.notice_paths(state);
        for path in paths.filter(|path| path.purpose == Some(notice) && path.services.has(&service)) {
            let from = self.end(path.from.value);
            let recipients = self.recipients(state, service, path);
            let occasion = self.occasion(path);
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
    fn occasion(&self, path: &Path) -> Option<String> {
        let within = path.within.map(|within| within.words(self.language));
        match (path.trigger.clone(), within) {
            (Some(trigger), Some(within)) => {
                let deadline = self.word("Frist", "deadline");
                Some(format!("{trigger} ({deadline}: {within})"))
            }
            (Some(trigger), None) => Some(trigger),
            (None, Some(within)) => Some(format!("{}: {within}", self.word("Frist", "deadline"))),
            (None, None) => None,
        }
    }

    /// Those to whom a path leads.
    fn recipients(&self, state: StateCode, service: ServiceId, path: &Path) -> BTreeSet<Recipient> {
        if path.to.value == End::Municipality {
            return self.told_municipalities(state, service, path);
        }
        let mut parties = BTreeSet::new();
        if let End::Organization(id) = path.to.value {
            parties.insert(Party::Organization(id));
        } else {
            let range = self.table.places().of_state(state);
            for (row, _) in self.rows(state, service, &range) {
                let day = row.judged_on(self.on).unwrap_or(self.on);
                let here = Here::of_row(self.table, row, day).filter(|here| here.holds(path));
                parties.extend(here.into_iter().flat_map(|here| here.parties(path.to.value, path.track)));
            }
        }
        let organizations = parties.into_iter().filter_map(|party| match party {
            Party::Organization(id) => Some(self.contact(id, Reader::Authority)),
            Party::Citizen | Party::Municipality => None,
        });
        organizations.map(|contact| self.recipient(contact, path.channel)).collect()
    }

    /// The Kommunen that carry a competent authority; one without a contact is named by its own name.
    fn told_municipalities(&self, state: StateCode, service: ServiceId, path: &Path) -> BTreeSet<Recipient> {
        let inside = |key| match &path.area {
            crate::model::Scope::All => true,
            crate::model::Scope::Only(areas) => {
                areas.iter().any(|area: &crate::key::Area| area.contains(key) || key.contains(*area))
            }
        };
        let carriers: BTreeMap<_, _> = self.carriers(state);
        let concerned = carriers.into_iter().filter(|(key, own)| own.contains(&service) && inside(*key));
        let told = concerned.map(|(key, _)| match self.carrier_contact(key) {
            Some(contact) => self.recipient(contact, path.channel),
            None => Recipient {
                name: self.place(key).name,
                channel: self.say(path.channel.unwrap_or(ChannelKind::Email).label()),
                address: None,
                link: None,
                is_mail: path.channel.is_none_or(|kind| kind == ChannelKind::Email),
            },
        });
        told.collect()
    }

    fn recipient(&self, contact: Contact, agreed: Option<ChannelKind>) -> Recipient {
        let kind = agreed.unwrap_or(ChannelKind::Email);
        let channel = self.say(kind.label());
        let way = contact.ways.into_iter().find(|way| way.kind == channel);
        Recipient {
            name: contact.name,
            link: way.as_ref().and_then(|way| way.link.clone()),
            address: way.map(|way| way.address),
            channel,
            is_mail: kind == ChannelKind::Email,
        }
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
