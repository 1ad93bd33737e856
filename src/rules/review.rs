//! How old a confirmation is, measured with the workspace's review intervals.

use std::collections::{BTreeMap, BTreeSet};

use super::Review;
use crate::key::StateCode;
use crate::model::{Agreement, AgreementId, Model, Organization, OrganizationId, Support, SupportId};
use crate::routing::{Answer, Answerer};
use crate::situation::{Asked, Limited as _};
use crate::source::Located;
use crate::text::{Language, Text, text};
use crate::time::{Calendar, Date, Duration, format_date};

/// Tells whether confirmations still hold, with one calendar per state.
#[derive(Debug, Default)]
pub(super) struct Reviews {
    calendars: BTreeMap<StateCode, Calendar>,
}

/// What is wrong with a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stale {
    /// There is none.
    Never,
    /// It held up to this day.
    Since(Date),
}

impl Reviews {
    /// Whether a confirmation no longer holds on a day; an interval that is no number of days says nothing.
    pub(super) fn stale(
        &mut self,
        last: Option<Date>,
        interval: Duration,
        state: StateCode,
        on: Date,
    ) -> Option<Stale> {
        let Some(last) = last else { return Some(Stale::Never) };
        let calendar = self.calendars.entry(state).or_insert_with(|| Calendar::new(state.code()));
        let due = interval.after(last, calendar)?;
        (due < on).then_some(Stale::Since(due))
    }
}

impl Stale {
    /// Beside the place: since when it is too old.
    pub(super) fn words(self) -> Text {
        match self {
            Self::Never => text!("hier fehlt „confirmed“", "`confirmed` is missing here"),
            Self::Since(due) => {
                let (de, en) = (format_date(due, Language::De), format_date(due, Language::En));
                text!("die Bestätigung galt bis {de}", "the confirmation held until {en}")
            }
        }
    }
}

/// The last time that a contact was confirmed.
pub(super) const fn of_contact(organization: &Organization) -> Option<&Located<Date>> {
    organization.confirmed.as_ref()
}

/// The last time that an agreement was confirmed; to conclude it is to confirm it.
pub fn of_agreement(agreement: &Agreement) -> Option<&Located<Date>> {
    [agreement.date.as_ref(), agreement.confirmed.as_ref()].into_iter().flatten().max_by_key(|day| day.value)
}

/// The last time that a support record was confirmed; a trial shows more than a confirmation does.
pub fn of_support(record: &Support) -> Option<&Located<Date>> {
    [record.tested.as_ref(), record.confirmed.as_ref()].into_iter().flatten().max_by_key(|day| day.value)
}

/// What is past its review interval on a day. The same intervals and dates as the rules L208, L210 and L211; a thing that
/// was never confirmed is stale too, unless a file that may confirm it could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Currency {
    supports: BTreeSet<SupportId>,
    organizations: BTreeSet<OrganizationId>,
    agreements: BTreeSet<AgreementId>,
}

impl Currency {
    /// Judges every contact, agreement and support record; kinds without an interval are never stale.
    pub fn new(model: &Model, review: Review, on: Date) -> Self {
        let mut reviews = Reviews::default();
        let mut currency = Self::default();
        let mut stale = |last: Option<&Located<Date>>, interval: Option<Duration>, state, home| {
            let Some(interval) = interval else { return false };
            match reviews.stale(last.map(|day| day.value), interval, state, on) {
                None => false,
                Some(Stale::Never) => model.is_complete(home),
                Some(Stale::Since(_)) => true,
            }
        };
        for (at, found) in model.agreements.iter().enumerate() {
            if found.force(Asked::from(on)).may_hold()
                && stale(of_agreement(found), review.agreement, found.id.state, found.id.state)
            {
                currency.agreements.insert(AgreementId::new(at));
            }
        }
        for id in model.organization_ids() {
            let found = model.organization(id);
            if stale(of_contact(found), review.contact, found.seat, found.id.state) {
                currency.organizations.insert(id);
            }
        }
        for id in model.support_ids() {
            let found = model.support(id);
            let agreement = found.agreement.as_ref().and_then(|link| link.value.known());
            if agreement.is_some_and(|id| currency.agreements.contains(&id))
                || stale(of_support(found), review.support, found.state, found.state)
            {
                currency.supports.insert(id);
            }
        }
        currency
    }

    /// Whether what carries an answer is past its interval: the record, its agreement, or the contact data of who answers.
    pub fn is_stale(&self, answer: &Answer) -> bool {
        let contact = match answer.answerer {
            Answerer::Organization(id) => self.organizations.contains(&id),
            Answerer::Nobody
            | Answerer::NoCompetent
            | Answerer::CompetenceConflict
            | Answerer::Undecidable => false,
        };
        contact || self.supports.contains(&answer.record)
    }
}

/// "geprüft wird alle 12 Monate (lotse.toml)".
pub(super) fn interval_words(interval: Duration) -> Text {
    let (de, en) = (interval.words(Language::De), interval.words(Language::En));
    text!("der Prüfabstand in lotse.toml ist {de}", "the review interval in lotse.toml is {en}")
}

/// What to do about an old confirmation.
pub(super) fn way_out() -> Text {
    text!("fragen Sie nach und schreiben Sie confirmed = JJJJ-MM-TT", "ask, and write confirmed = YYYY-MM-DD")
}
