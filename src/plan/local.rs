//! What a Kommune and its authorities state, and the paths of a scope.

use super::observation::Observation;
use super::raw::Fact;
use super::scope::{Ground, Scope};
use super::statement::{both, home, missing, stated, there, told, undecidable};
use crate::key::Area;
use crate::model::{Organization, Path};
use crate::situation::Asked;
use crate::situation::feedback::{Reach, Standing};
use crate::source::Span;
use crate::text::{Text, text};
use crate::vocabulary::{ChannelKind, Purpose, Vocabulary};

/// Looks at one fact about a Kommune or its authorities.
pub(super) fn see(ground: &Ground<'_>, scope: &Scope, fact: Fact) -> Observation {
    let own = || home(ground, scope);
    let Some(key) = scope.municipality else { return missing(&fact.label().into(), own()) };
    match fact {
        Fact::MunicipalityContact => stated(fact, &ground.situation.contact(key), own()),
        Fact::MunicipalityFeedback => feedback(ground, scope, key),
        Fact::MunicipalitySupportContact => {
            let contacts = ground.situation.support_contacts(key);
            stated(fact, &both(contacts.interim, contacts.long_term), own())
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

/// Whether the Kommune has a way of feedback for every service that it owes one for: agreed, or offered and lived.
fn feedback(ground: &Ground<'_>, scope: &Scope, key: Area) -> Observation {
    let mut owed: Vec<(&str, Reach)> = Vec::new();
    for (service, duty) in ground.duties(scope) {
        // Where the service is not planned nothing is owed yet (semantics 7).
        let Some(day) = duty.day else { continue };
        let reach = ground.situation.feedback(key, service, day);
        if reach.standing != Standing::Own {
            owed.push((&ground.model.service(service).name, reach));
        }
    }
    let label: Text = Fact::MunicipalityFeedback.label().into();
    // The worst is told: missing, then nobody can tell, then not yet.
    let worst = owed.iter().max_by_key(|(_, reach)| match reach.standing {
        Standing::Declined | Standing::None => 3,
        Standing::Undecidable => 2,
        Standing::LaidDown => 1,
        Standing::Own | Standing::Agreed | Standing::Offered => 0,
    });
    let Some((name, reach)) = worst else {
        return Observation::void(text!(
            "die Kommune schuldet für keinen Onlinedienst einen Weg",
            "the municipality owes no way for any online service"
        ));
    };
    let places = |reach: &Reach| -> Vec<Span> {
        let statement = reach.statement.map(|span| vec![span]);
        statement.unwrap_or_else(|| reach.there.iter().map(|hop| hop.span).collect())
    };
    let own = || Some(places(reach)).filter(|found| !found.is_empty()).unwrap_or_else(|| home(ground, scope));
    match reach.standing {
        Standing::None => for_service(missing(&label, home(ground, scope)), name, owed.len()),
        Standing::Declined => {
            let (de, en) = (&label.de, &label.en);
            let why =
                text!("{de}: fehlt, die Kommune möchte keinen", "{en}: missing, the municipality wants none");
            for_service(Observation::no(why, own()), name, owed.len())
        }
        Standing::Undecidable => for_service(undecidable(&label, own()), name, owed.len()),
        Standing::LaidDown => {
            let (de, en) = (&label.de, &label.en);
            let why = text!(
                "{de}: festgelegt, aber noch nicht abgesprochen oder gelebt",
                "{en}: laid down, but not agreed or lived yet"
            );
            for_service(Observation::no(why, own()), name, owed.len())
        }
        Standing::Own | Standing::Agreed | Standing::Offered => {
            let all = owed.iter().flat_map(|(_, reach)| places(reach)).collect();
            if owed.iter().all(|(_, reach)| reach.standing == Standing::Offered) {
                let why = text!("das Land bietet einen Weg an", "the state offers a way");
                return Observation::yes(why, all);
            }
            there(&label, all)
        }
    }
}

/// Names the service, where it is one of several.
fn for_service(mut seen: Observation, name: &str, services: usize) -> Observation {
    if services > 1 {
        let Text { de, en } = &seen.why;
        seen.why = text!("{de} („{name}“)", "{en} (\"{name}\")");
    }
    seen
}

/// Each authority of the Kommune that is competent for the service must have it.
fn authority(
    ground: &Ground<'_>,
    scope: &Scope,
    fact: Fact,
    place: impl Fn(&Organization) -> Option<Span>,
) -> Observation {
    let mut found = Vec::new();
    let duties = ground.duties(scope);
    for id in duties.iter().flat_map(|(_, duty)| duty.organizations.iter().copied()) {
        let organization = ground.model.organization(id);
        let Some(span) = place(organization) else {
            let (label, name) = (fact.label(), &organization.name);
            return Observation::no(
                Text::new(
                    format!("{}: fehlt bei: {name}", label.de),
                    format!("{}: missing at: {name}", label.en),
                ),
                vec![organization.span],
            );
        };
        found.push(span);
    }
    told(fact, found.first().copied(), home(ground, scope))
}

/// Whether a path for a purpose is laid down for a scope, and lived where that is asked.
pub fn path(ground: &Ground<'_>, scope: &Scope, purpose: Purpose, established: bool) -> Observation {
    let label = purpose.label();
    let words = Text::new(format!("Weg für „{}“", label.de), format!("path for \"{}\"", label.en));
    let (situation, day) = (ground.situation, ground.day(scope));
    let Some(service) = scope.service else { return missing(&words, home(ground, scope)) };
    let found: Vec<&Path> = situation.paths_of_use(purpose, (scope.state, service), day).collect();
    if found.is_empty() {
        let sides = [scope.state, ground.model.service(service).operating_state(day)];
        if situation.may_lack_a_path(purpose, &sides, Asked::on(day).service(service)) {
            return undecidable(&words, home(ground, scope));
        }
        return missing(&words, home(ground, scope));
    }
    // Evidence of a later day counts as not yet (semantics 34).
    let is_lived = |path: &Path| path.established.is_some_and(|since| since <= situation.on());
    match found.iter().find(|path| !is_lived(path)) {
        Some(path) if established => Observation::no(
            Text::new(
                format!("{}: festgelegt, aber noch nicht gelebt", words.de),
                format!("{}: laid down, but not lived yet", words.en),
            ),
            vec![path.span],
        ),
        _ => there(&words, found.iter().map(|path| path.span).collect()),
    }
}
