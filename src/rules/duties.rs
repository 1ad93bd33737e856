//! Which Kommunen owe feedback: those that carry a competent authority for a used service (semantics 12 a, 29, 31).

use std::collections::BTreeMap;

use super::Context;
use super::uses::{names_in, shared};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::situation::Duty;
use crate::source::Span;
use crate::text::Text;
use crate::text::list::Case;
use crate::time::Date;

/// What a Kommune owes for a service, and the day on which it is judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owed<'c> {
    /// The day.
    pub(super) day: Date,
    /// What it carries.
    pub(super) duty: &'c Duty,
}

/// All duties of a state: by service, then by Kommune.
pub(super) type Duties<'c> = BTreeMap<ServiceId, BTreeMap<Area, Owed<'c>>>;

/// The duties of all states that co-use services.
pub(super) fn duties<'c>(context: &Context<'c>) -> BTreeMap<StateCode, Duties<'c>> {
    let mut found: BTreeMap<StateCode, Duties<'c>> = BTreeMap::new();
    for usage in shared(context) {
        let owing = context.situation.owing(usage.state, usage.service);
        let bodies: BTreeMap<Area, Owed<'c>> =
            owing.map(|(key, duty, day)| (key, Owed { day, duty })).collect();
        if !bodies.is_empty() {
            found.entry(usage.state).or_default().insert(usage.service, bodies);
        }
    }
    found
}

/// Where a person would write about a Kommune: in its own record, else at its authority.
pub(super) fn home(context: &Context<'_>, key: Area, owed: &Owed<'_>) -> Option<Span> {
    context.situation.record_of(key).map(|record| record.span).or_else(|| {
        let first = owed.duty.organizations.first();
        first.map(|organization| context.model.organization(*organization).id_span)
    })
}

/// Kommunen by name, in words; where no name is known, by the name of the authority.
pub(super) fn body_names(context: &Context<'_>, bodies: &BTreeMap<Area, Owed<'_>>) -> Text {
    let places = context.table.places();
    let names: Vec<String> = bodies
        .iter()
        .map(|(key, owed)| match (places.known_name(*key), owed.duty.organizations.first()) {
            (Some(name), _) => name.to_owned(),
            (None, Some(organization)) => context.model.organization(*organization).name.clone(),
            (None, None) => key.digits(),
        })
        .collect();
    let list = names_in(&names, Case::Nominative);
    match names.len() {
        1 => list,
        count => Text::new(
            format!("{count} Kommunen: {}", list.de),
            format!("{count} municipalities: {}", list.en),
        ),
    }
}
