//! What goes out to authorities: the form that collects what Lotse needs to know, and the letter to a Kommune that has not
//! yet agreed where its feedback goes (S10).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Serialize;

use super::contact::{Contact, Reader};
use super::documents::Kind;
use super::offices::Addressee;
use super::place::Place;
use super::scene::{Frame, Scene};
use crate::key::{Area, StateCode};
use crate::model::{Model, ServiceId};
use crate::situation::{Authority, Carried};

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
}

/// A feedback channel that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownFeedback {
    /// For which services.
    pub services: String,
    /// How it came about: `agreed`, `offered`, `laid-down`, `declined`, `missing`, `undecidable`.
    pub standing: &'static str,
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

/// For each Kommune that owes something the services for which it has no way of feedback; found once for each state.
#[derive(Debug)]
pub(super) struct Lacking(BTreeMap<StateCode, OnceLock<BTreeMap<Area, Vec<ServiceId>>>>);

impl Lacking {
    pub(super) fn new(model: &Model) -> Self {
        Self(model.uses.iter().map(|usage| (usage.state, OnceLock::new())).collect())
    }
}

impl Scene<'_> {
    /// The form for a Kommune, or the blank form of a state.
    pub fn collection(&self, state: StateCode, place: Option<Area>) -> Collection {
        let own: Vec<ServiceId> = place
            .map(|key| self.owed(key).into_iter().map(|(service, _)| service).collect())
            .unwrap_or_default();
        let parts = place.map(|key| self.form_parts(key)).filter(|parts| !parts.is_empty());
        let blank = FormPart { contact: None, services: None, places: None, components: None, assumed: None };
        let services = if own.is_empty() { self.services(state) } else { own };
        Collection {
            frame: self.frame(&[state], if place.is_some() { 2 } else { 1 }),
            state: self.tell(&state.name()),
            in_state: self.in_state(state),
            place: place.map(|key| self.place(key)),
            services: self.names_of(&services),
            by: place.and_then(|key| self.first_start(key)).map(|day| self.day(day)),
            authorities: parts.unwrap_or_else(|| vec![blank]),
            feedback: place.map(|key| self.known_feedback(key)).unwrap_or_default(),
            coordination: self.coordination(state),
        }
    }

    /// The competent authorities of a Kommune, each with its services and places.
    fn form_parts(&self, key: Area) -> Vec<FormPart> {
        let owed: BTreeSet<ServiceId> = self.owed(key).into_iter().map(|(service, _)| service).collect();
        let part = |authority: &Authority| {
            let services = authority.services.iter().filter(|service| owed.contains(service));
            let uses = &self.model().organization(authority.organization).uses;
            let uses: Vec<String> = uses.iter().map(|id| self.model().component(*id).name.clone()).collect();
            Some(FormPart {
                services: Some(self.names_of(services)?),
                contact: Some(self.contact(authority.organization, Reader::Authority)),
                places: Some(self.places_and(&authority.places, &authority.inside)),
                components: (!uses.is_empty()).then(|| self.list(&uses)),
                assumed: self.is_assumed(authority.organization).then(|| self.place(key).name),
            })
        };
        self.situation().authorities_of(key).iter().filter_map(part).collect()
    }

    fn known_feedback(&self, key: Area) -> Vec<KnownFeedback> {
        let ways = self.feedback(key, &self.owed_days(key)).into_iter().filter(|way| way.standing != "own");
        ways.map(|way| {
            let first = way.hops.into_iter().next();
            KnownFeedback {
                services: way.services,
                standing: way.standing,
                channel: first.as_ref().and_then(|hop| hop.channel.clone()),
                to: first.map(|hop| hop.to),
                agreed: way.since.filter(|_| way.standing == "agreed"),
            }
        })
        .collect()
    }

    /// Each Kommune that owes something, with the services for which it has no way of feedback.
    fn lacking(&self, state: StateCode) -> Option<&BTreeMap<Area, Vec<ServiceId>>> {
        let find = || {
            let all = self.situation().carried(state).into_iter().flat_map(Carried::kommunen);
            all.filter_map(|key| {
                let owed = self.owed_days(key);
                let lacks = owed.iter().filter(|(service, day)| {
                    self.situation().feedback(key, *service, *day).standing.is_missing()
                });
                (!owed.is_empty()).then(|| (key, lacks.map(|(service, _)| *service).collect()))
            })
            .collect()
        };
        Some(self.lacking.0.get(&state)?.get_or_init(find))
    }

    /// The services of a Kommune for which it has no way of feedback.
    pub(super) fn without_feedback(&self, key: Area) -> &[ServiceId] {
        let found = self.lacking(key.state()).and_then(|all| all.get(&key));
        found.map_or(&[], Vec::as_slice)
    }

    /// The Kommunen that carry a competent authority, and whether a feedback channel is missing there.
    pub fn asked(&self, state: StateCode) -> Vec<(Area, bool)> {
        let all = self.lacking(state).into_iter().flatten();
        all.map(|(key, lacks)| (*key, !lacks.is_empty())).collect()
    }

    /// The letter to a Kommune.
    pub fn letter(&self, state: StateCode, key: Area) -> Letter {
        let lacks = self.without_feedback(key);
        let contacts = self.situation().support_contacts(key);
        let offices: BTreeSet<_> = self
            .owed(key)
            .into_iter()
            .filter(|(service, _)| lacks.contains(service))
            .flat_map(|(_, duty)| duty.offices().iter().copied())
            .collect();
        let authorities: Vec<String> = offices.into_iter().map(|id| self.organization_name(id)).collect();
        let form = self.stem(Kind::Collection, state, Some(key), None);
        Letter {
            frame: self.frame(&[state], 2),
            state: self.tell(&state.name()),
            in_state: self.in_state(state),
            place: self.place(key),
            recipients: self.addressees(key, |service| lacks.contains(&service)),
            has_contact: !self.situation().contact(key).is_unsaid(),
            sender: self.coordination(state),
            services: self.names_of(lacks).unwrap_or_default(),
            authorities: Some(self.list(&authorities)),
            by: self.first_start(key).map(|day| self.day(day)),
            interim_contact: contacts.interim.known().map(|id| self.organization_name(id)),
            long_term_contact: contacts.long_term.known().map(|id| self.organization_name(id)),
            form: format!("../{}", form.split_once('/').map_or("", |(_, rest)| rest)),
        }
    }
}
