//! Which Kommunen owe feedback: those that carry a competent authority for a used service (semantics 12 a, 29, 31).

use std::collections::BTreeMap;

use super::Context;
use super::uses::{names_in, shared};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::situation::Duty;
use crate::situation::feedback::Judged;
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

/// A state, a service that it co-uses, and how the feedback of a Kommune on it stands.
pub(super) type Standing<'c> = (StateCode, ServiceId, &'c Judged);

/// How the feedback stands that Kommunen owe on services that another state operates, both sides readable; by state and
/// service, in order of the Kommunen.
pub(super) fn standings<'c>(context: &Context<'c>) -> impl Iterator<Item = Standing<'c>> {
    let situation = context.situation;
    shared(context).flat_map(move |usage| {
        let judged = situation.feedback_owed(usage.state).and_then(|all| all.get(&usage.service));
        judged.into_iter().flatten().map(|judged| (usage.state, usage.service, judged))
    })
}

/// What a Kommune owes for a service, which is judged on a day.
pub(super) fn owed<'c>(context: &Context<'c>, service: ServiceId, judged: &Judged) -> Option<Owed<'c>> {
    Some(Owed { day: judged.day, duty: context.situation.duty(service, judged.key)? })
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
