//! What goes out to authorities: the form that collects what Lotse needs to know, and the letter to a Kommune that has not
//! yet agreed where its feedback goes (S10).

use serde::Serialize;

use super::carriers::Authority;
use super::contact::{Contact, Reader};
use super::documents::Kind;
use super::place::Place;
use super::scene::{Frame, Scene};
use crate::key::{Area, StateCode};
use crate::model::{OrganizationId, ServiceId};

/// The form: prefilled for a Kommune, or blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Collection {
    /// Head and foot.
    pub frame: Frame,
    /// The state's name.
    pub state: String,
    /// "in Niedersachsen".
    pub in_state: String,
    /// The Kommune; nothing: the blank form.
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
}

/// A feedback channel that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KnownFeedback {
    /// For which services.
    pub services: String,
    /// To whom; nothing: not agreed.
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
    /// The Kommune.
    pub place: Place,
    /// The office that it goes to, where one is known.
    pub recipient: Option<Contact>,
    /// Whether the Kommune has named a contact for questions about support.
    pub has_contact: bool,
    /// The state's coordination.
    pub sender: Option<Contact>,
    /// Services for which a feedback channel is missing.
    pub services: String,
    /// The authorities that are competent.
    pub authorities: String,
    /// By when: the first start there that lies ahead.
    pub by: Option<String>,
    /// Whom to ask about the interim solution.
    pub interim_contact: Option<String>,
    /// Whom to ask about the long-term solution.
    pub long_term_contact: Option<String>,
    /// The address of the form, without ending, seen from here.
    pub form: String,
}

impl Scene<'_> {
    /// The form for a Kommune, or the blank form of a state.
    pub fn collection(&self, state: StateCode, place: Option<Area>) -> Collection {
        let carriers = self.carriers(state);
        let own = place.and_then(|key| Some((key, carriers.get(&key)?)));
        let authorities = own.map(|(key, _)| self.form_parts(state, key));
        let blank = FormPart { contact: None, services: None, places: None, components: None };
        let services = own.map_or_else(|| self.services(state), |(_, services)| services.clone());
        let names = self.names_of(&services);
        Collection {
            frame: self.frame(&[state], if place.is_some() { 2 } else { 1 }),
            state: self.tell(&state.name()),
            in_state: self.in_state(state),
            place: place.map(|key| self.place(key)),
            services: (!names.is_empty()).then(|| self.list(&names)),
            by: own
                .and_then(|(key, services)| self.first_start(state, key, services))
                .map(|day| self.day(day)),
            authorities: authorities.unwrap_or_else(|| vec![blank]),
            feedback: own
                .map(|(key, services)| self.known_feedback(state, key, services))
                .unwrap_or_default(),
            coordination: self.coordination(state),
        }
    }

    fn names_of(&self, services: &[ServiceId]) -> Vec<String> {
        services.iter().map(|id| self.model().service(*id).name.clone()).collect()
    }

    /// The competent authorities of a Kommune, each with its services and places.
    fn form_parts(&self, state: StateCode, key: Area) -> Vec<FormPart> {
        let part = |authority: &Authority| {
            let uses = &self.model().organization(authority.organization).uses;
            let uses: Vec<String> = uses.iter().map(|id| self.model().component(*id).name.clone()).collect();
            FormPart {
                contact: Some(self.contact(authority.organization, Reader::Authority)),
                services: Some(self.list(&self.names_of(&authority.services))),
                places: Some(self.places(&authority.places)),
                components: (!uses.is_empty()).then(|| self.list(&uses)),
            }
        };
        self.authorities_of(state, key).iter().map(part).collect()
    }

    fn known_feedback(&self, state: StateCode, key: Area, services: &[ServiceId]) -> Vec<KnownFeedback> {
        let ways = self.feedback(state, key, services).into_iter();
        ways.map(|way| {
            let first = way.hops.into_iter().next();
            KnownFeedback {
                services: way.services,
                channel: first.as_ref().and_then(|hop| hop.channel.clone()),
                to: first.map(|hop| hop.to),
                agreed: way.agreed,
            }
        })
        .collect()
    }

    /// The services of a Kommune for which it has not agreed where feedback goes.
    pub(super) fn without_feedback(
        &self,
        state: StateCode,
        key: Area,
        services: &[ServiceId],
    ) -> Vec<ServiceId> {
        let agreed = |id: ServiceId| {
            let statement = self.feedback_statement(state, key, id);
            statement.is_some_and(|statement| statement.to.known().is_some())
        };
        services.iter().copied().filter(|id| !agreed(*id)).collect()
    }

    /// The Kommunen that carry a competent authority, and whether a feedback channel is missing there.
    pub fn asked(&self, state: StateCode) -> Vec<(Area, bool)> {
        let carriers = self.carriers(state).into_iter();
        carriers
            .map(|(key, services)| (key, !self.without_feedback(state, key, &services).is_empty()))
            .collect()
    }

    /// The letter to a Kommune.
    pub fn letter(&self, state: StateCode, key: Area) -> Letter {
        let services = self.carriers(state).remove(&key).unwrap_or_default();
        let contacts = self.support_contact(state, key);
        let name = |link: &Option<crate::source::Located<crate::model::Link<OrganizationId>>>| {
            let id = link.as_ref()?.value.known()?;
            Some(self.model().organization(id).name.clone())
        };
        let parts = self.form_parts(state, key).into_iter();
        let authorities: Vec<String> = parts.filter_map(|part| Some(part.contact?.name)).collect();
        Letter {
            frame: self.frame(&[state], 2),
            state: self.tell(&state.name()),
            in_state: self.in_state(state),
            place: self.place(key),
            recipient: self.carrier_contact(key),
            has_contact: self.record_of(key).is_some_and(|record| {
                record.contact.as_ref().is_some_and(|link| link.value.known().is_some())
            }),
            sender: self.coordination(state),
            services: self.list(&self.names_of(&self.without_feedback(state, key, &services))),
            authorities: self.list(&authorities),
            by: self.first_start(state, key, &services).map(|day| self.day(day)),
            interim_contact: name(&contacts.interim),
            long_term_contact: name(&contacts.long_term),
            form: format!(
                "../{}",
                self.stem(Kind::Collection, state, Some(key), None)
                    .split_once('/')
                    .map_or("", |(_, rest)| rest)
            ),
        }
    }
}
