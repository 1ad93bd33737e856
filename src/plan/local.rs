//! What a municipality and its authorities state, and the paths of a scope.

use super::facts::{both, home, missing, there, told};
use super::observe::Observation;
use super::raw::Fact;
use super::scope::{Ground, Scope};
use crate::model::{Municipality, Organization, Path, ServiceId};
use crate::source::Span;
use crate::text::Text;
use crate::time::Date;
use crate::vocabulary::{ChannelKind, Purpose, Vocabulary};

/// The record with the longest key around a municipality that has something (semantics 11).
pub(super) fn by_prefix<'a>(
    ground: &Ground<'a>,
    scope: &Scope,
    has: impl Fn(&Municipality) -> bool,
) -> Option<&'a Municipality> {
    ground.about(scope.municipality?).find(|record| has(record))
}

/// Looks at one fact about a municipality or its authorities.
pub(super) fn see(ground: &Ground<'_>, scope: &Scope, fact: Fact) -> Observation {
    let own = || home(ground, scope);
    let state = ground.model.states.get(&scope.state);
    match fact {
        Fact::MunicipalityContact => {
            let found = by_prefix(ground, scope, |record| record.contact.is_some());
            told(fact, found.and_then(|record| record.contact.as_ref()).map(|contact| contact.span), own())
        }
        Fact::MunicipalityFeedback => {
            let found = by_prefix(ground, scope, |record| record.feedback_told().is_some());
            told(fact, found.and_then(Municipality::feedback_told).map(|feedback| feedback.span), own())
        }
        Fact::MunicipalitySupportContact => {
            let local = by_prefix(ground, scope, |record| both(&record.support_contact).is_some());
            let found = local.and_then(|record| both(&record.support_contact));
            told(fact, found.or_else(|| state.and_then(|state| both(&state.support_contact))), own())
        }
        Fact::DeliveryAddress => authority(ground, scope, fact, |organization| {
            organization
                .dvdv
                .as_ref()
                .map(|key| key.span)
                .or_else(|| organization.destination_id.as_ref().map(|_| organization.span))
        }),
        Fact::OeId => authority(ground, scope, fact, |organization| {
            organization.oe_id.as_ref().map(|_| organization.span)
        }),
        Fact::AuthorityMailbox => authority(ground, scope, fact, |organization| {
            let mut channels = organization.channels.iter();
            channels.find(|channel| channel.kind == ChannelKind::Email).map(|channel| channel.span)
        }),
        _ => missing(&fact.label().into(), own()),
    }
}

/// Each authority of the municipality that is competent for the service must have it.
fn authority(
    ground: &Ground<'_>,
    scope: &Scope,
    fact: Fact,
    place: impl Fn(&Organization) -> Option<Span>,
) -> Observation {
    let (Some(service), Some(municipality)) = (scope.service, scope.municipality) else {
        return missing(&fact.label().into(), home(ground, scope));
    };
    let mut found = Vec::new();
    for id in ground.authorities(scope.state, service, municipality) {
        let organization = ground.model.organization(id);
        let Some(span) = place(organization) else {
            let (label, name) = (fact.label(), &organization.name);
            return Observation::no(
                Text::new(
                    format!("{}: fehlt bei {name}", label.de),
                    format!("{}: missing with {name}", label.en),
                ),
                vec![organization.span],
            );
        };
        found.push(span);
    }
    told(fact, found.first().copied(), home(ground, scope))
}

/// Whether a path for a purpose is laid down for a scope, and lived where that is asked.
pub fn path(
    ground: &Ground<'_>,
    scope: &Scope,
    on: Date,
    purpose: Purpose,
    established: bool,
) -> Observation {
    let sides = |service: ServiceId| ground.model.service(service).operating_state(on);
    let operator = scope.service.map(sides);
    let fits = |path: &&Path| {
        path.purpose == Some(purpose)
            && (path.state == scope.state || Some(path.state) == operator)
            && scope.service.is_none_or(|service| path.services.has(&service))
            && !path.period.is_over(on)
    };
    let found: Vec<&Path> = ground.model.paths.iter().filter(fits).collect();
    let label = purpose.label();
    if found.is_empty() {
        return missing(
            &Text::new(format!("Weg für „{}“", label.de), format!("path for \"{}\"", label.en)),
            home(ground, scope),
        );
    }
    let lived = |path: &&&Path| path.established.is_some_and(|day| day <= on);
    match found.iter().find(|path| !lived(path)) {
        Some(path) if established => Observation::no(
            Text::new(
                format!("Weg für „{}“: festgelegt, aber noch nicht gelebt", label.de),
                format!("path for \"{}\": laid down, but not lived yet", label.en),
            ),
            vec![path.span],
        ),
        _ => there(
            &Text::new(format!("Weg für „{}“", label.de), format!("path for \"{}\"", label.en)),
            found.iter().map(|path| path.span).collect(),
        ),
    }
}
