//! What is recorded of a Kommune: statement by statement, the nearest record first, `[state]` last (semantics 11, 30).

use std::collections::BTreeMap;

use super::Situation;
use crate::key::{Area, StateCode};
use crate::model::{FeedbackOn, Link, Model, Municipality, OrganizationId, ServiceId, SupportContact};
use crate::source::{Located, Span};
use crate::vocabulary::OrganizationKind;

/// What the records say of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said<T> {
    /// This, at that place.
    Known(T, Span),
    /// The nearest statement is broken: nobody can tell, and it does not fall through to the next.
    Undecidable(Span),
    /// Nothing.
    Unsaid,
}

impl<T> Said<T> {
    /// What is said, if it can be read.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(thing, _) => Some(thing),
            Self::Undecidable(_) | Self::Unsaid => None,
        }
    }

    /// Whether nothing is said: only then is something missing.
    pub const fn is_unsaid(&self) -> bool {
        matches!(self, Self::Unsaid)
    }
}

/// Whom a Kommune asks in the Land about the support solution (S10, semantics 21).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contacts {
    /// About the interim solution.
    pub interim: Said<OrganizationId>,
    /// About the long-term solution.
    pub long_term: Said<OrganizationId>,
}

/// The records about Kommunen, by key: of several with one key the first holds, the Land's own before others'.
#[derive(Debug)]
pub(super) struct Records(BTreeMap<Area, usize>);

impl Records {
    pub(super) fn new(model: &Model) -> Self {
        let mut found: BTreeMap<Area, usize> = BTreeMap::new();
        for (at, record) in model.municipalities.iter().enumerate() {
            let key = record.key.value;
            // The Land speaks of its own Kommunen, and the federation may speak of any.
            if record.state != key.state() && record.state != StateCode::BUND {
                continue;
            }
            let first = found.entry(key).or_insert(at);
            let is_own = |at: usize| model.municipalities.get(at).is_some_and(|one| one.state == key.state());
            if is_own(at) && !is_own(*first) {
                *first = at;
            }
        }
        Self(found)
    }

    fn of<'m>(&self, model: &'m Model, key: Area) -> Option<&'m Municipality> {
        model.municipalities.get(*self.0.get(&key)?)
    }
}

impl Situation {
    /// A Kommune's own record.
    pub fn record_of(&self, key: Area) -> Option<&Municipality> {
        self.records.of(&self.model, key)
    }

    /// The records that speak of a Kommune: its own, then those of what it lies in, the nearest first.
    pub fn records_about(&self, key: Area) -> impl Iterator<Item = &Municipality> {
        let keys = std::iter::once(key).chain(key.ancestors());
        keys.filter_map(|key| self.record_of(key))
    }

    /// All Kommunen that have a record, in order of their keys.
    pub fn recorded(&self) -> impl Iterator<Item = (Area, &Municipality)> {
        self.records.0.iter().filter_map(|(key, at)| Some((*key, self.model.municipalities.get(*at)?)))
    }

    /// Whom one asks at a Kommune: only its own record says that (semantics 30).
    pub fn contact(&self, key: Area) -> Said<OrganizationId> {
        self.record_of(key).map_or(Said::Unsaid, |record| said(record.contact.as_ref()))
    }

    /// The contact that speaks for a Kommune: the one that it names, where that is its own office or a municipal one. The Land's
    /// coordination or a provider, named as the contact, stays who it is: what the Kommune tells it has been told on.
    pub fn own_contact(&self, key: Area) -> Option<OrganizationId> {
        let is_municipal = |id: &OrganizationId| {
            let kind = self.model.organization(*id).kind.as_ref().map(|kind| kind.value);
            matches!(
                kind,
                None | Some(OrganizationKind::Authority | OrganizationKind::MunicipalAdministration)
            )
        };
        self.contact(key).known().filter(|id| self.home(*id) == Some(key) || is_municipal(id))
    }

    /// Whom a Kommune asks in the Land: by its own record, those around it, at last by `[state]`.
    pub fn support_contacts(&self, key: Area) -> Contacts {
        let of_state = self.model.states.get(&key.state()).map(|state| &state.support_contact);
        let all: Vec<&SupportContact> =
            self.records_about(key).map(|record| &record.support_contact).chain(of_state).collect();
        let nearest = |pick: fn(&SupportContact) -> &Option<Located<Link<OrganizationId>>>| {
            all.iter()
                .find_map(|contact| pick(contact).as_ref())
                .map_or(Said::Unsaid, |link| said(Some(link)))
        };
        Contacts { interim: nearest(|all| &all.interim), long_term: nearest(|all| &all.long_term) }
    }

    /// Whom all Kommunen of a state ask, by `[state]`.
    pub fn state_contacts(&self, state: StateCode) -> Contacts {
        let contacts = self.model.states.get(&state).map(|state| &state.support_contact);
        Contacts {
            interim: said(contacts.and_then(|contacts| contacts.interim.as_ref())),
            long_term: said(contacts.and_then(|contacts| contacts.long_term.as_ref())),
        }
    }

    /// What a Kommune's own record, or the nearest around it, says of feedback on a service, with the place of the
    /// statement: one fact, its parts are never mixed from several records.
    pub fn feedback_said(&self, key: Area, service: ServiceId) -> Option<(FeedbackOn<'_>, Span)> {
        self.records_about(key).find_map(|record| {
            let place = record.feedback.as_ref().map_or(record.span, |said| said.span);
            Some((record.feedback_on(service)?, place))
        })
    }
}

fn said(link: Option<&Located<Link<OrganizationId>>>) -> Said<OrganizationId> {
    match link {
        None => Said::Unsaid,
        Some(Located { value: Link::To(id), span }) => Said::Known(*id, *span),
        Some(Located { value: Link::Undecidable, span }) => Said::Undecidable(*span),
    }
}
