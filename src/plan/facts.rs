//! Statements that one can read off the files without a rule: is there a contact, an agreement, a path?

use super::go_live;
use super::local;
use super::observation::Observation;
use super::raw::Fact;
use super::scope::{Ground, Scope};
use super::statement::{
    both, home, missing, not_agreed, operator_home, stated, there, told, undecidable, usage,
};
use crate::model::{AgreementId, Knowledge, Link, Payment, Support};
use crate::routing::Row;
use crate::situation::knowledge::Side;
use crate::situation::{Asked, Contract, Evidence, Force, Limited as _, Reached, Said};
use crate::source::{Located, Span};
use crate::text::{Language, Text, text};
use crate::time::format_date;
use crate::vocabulary::{KnowledgeSink, Level, Solution, Tier, Track, Vocabulary};

/// A statement of the Land about itself.
fn said<T: Copy>(link: Option<&Located<Link<T>>>) -> Said<T> {
    link.map_or(Said::Unsaid, |link| match link.value {
        Link::To(id) => Said::Known(id, link.span),
        Link::Undecidable => Said::Undecidable(link.span),
    })
}

/// Looks at one fact.
pub fn see(ground: &Ground<'_>, scope: &Scope, fact: Fact) -> Observation {
    let own = || home(ground, scope);
    let state = ground.model.states.get(&scope.state);
    match fact {
        Fact::Coordination => stated(fact, &said(state.and_then(|state| state.coordination.as_ref())), own()),
        Fact::SupportContacts => {
            let contact = state.map(|state| &state.support_contact);
            let interim = said(contact.and_then(|contact| contact.interim.as_ref()));
            let long_term = said(contact.and_then(|contact| contact.long_term.as_ref()));
            stated(fact, &both(interim, long_term), own())
        }
        Fact::GoLiveDate => go_live::day(ground, scope),
        Fact::Live => go_live::live(ground, scope),
        Fact::InterimBounded => interim(ground, scope),
        Fact::Handouts => {
            let service = scope.service.map(|id| ground.model.service(id));
            let found = service.filter(|service| {
                service.handouts.iter().any(|handout| handout.version.is_some() || handout.date.is_some())
            });
            told(fact, found.and_then(|service| service.span), operator_home(ground, scope))
        }
        Fact::ContractSigned => contract(ground, scope),
        Fact::OperatorLevelsAgreed => agreed(ground, scope),
        Fact::ReactionTimes => {
            let found = operator_supports(ground, scope).find(|support| !support.reaction.is_empty());
            told(fact, found.map(|support| support.span), operator_home(ground, scope))
        }
        Fact::LegalBasis => told(
            fact,
            usage(ground, scope).filter(|usage| usage.legal_basis.is_some()).map(|usage| usage.span),
            own(),
        ),
        Fact::PaymentDecided => {
            let found = usage(ground, scope).and_then(|usage| usage.payment.as_ref());
            told(fact, found.map(|payment| payment.span), own())
        }
        Fact::Tier115Basic => tier(ground, scope, fact, &[Tier::Basic, Tier::Full, Tier::OnlineServices]),
        Fact::Tier115Full => tier(ground, scope, fact, &[Tier::Full, Tier::OnlineServices]),
        Fact::Tier115OnlineServices => tier(ground, scope, fact, &[Tier::OnlineServices]),
        Fact::KnowledgeOwner115 => {
            reached(ground, scope, fact, ground.situation.knowledge_keeper_115(scope.state))
        }
        Fact::KnowledgeOwnSide
        | Fact::KnowledgeOperatorSide
        | Fact::KnowledgeCadence
        | Fact::KnowledgeSinks => knowledge(ground, scope, fact),
        Fact::MunicipalityContact
        | Fact::MunicipalityFeedback
        | Fact::MunicipalitySupportContact
        | Fact::DeliveryAddress
        | Fact::OeId
        | Fact::AuthorityMailbox => local::see(ground, scope, fact),
    }
}

/// The support records that answer first level in some rows from the day in question on.
fn first_level<'a>(ground: &Ground<'a>, rows: &[&'a Row]) -> Vec<&'a Support> {
    let on = ground.situation.on();
    let mut records: Vec<_> = rows
        .iter()
        .flat_map(|row| row.timelines.iter().filter(|line| line.cell.level == Level::First))
        .flat_map(|line| &line.segments)
        .filter(|segment| !segment.period.is_over(on))
        .flat_map(|segment| &segment.answers)
        .map(|answer| answer.record)
        .collect();
    records.sort_unstable();
    records.dedup();
    records.into_iter().map(|id| ground.model.support(id)).collect()
}

/// The interim records of a scope that answer from the day in question on.
pub fn interims<'a>(ground: &Ground<'a>, scope: &Scope) -> Vec<&'a Support> {
    let mut found = first_level(ground, &ground.rows_of(scope));
    found.retain(|support| support.solution.as_ref().is_some_and(|word| word.value == Solution::Interim));
    found
}

fn interim(ground: &Ground<'_>, scope: &Scope) -> Observation {
    let records = interims(ground, scope);
    if records.is_empty() {
        let answered = !first_level(ground, &ground.rows_of(scope)).is_empty();
        if answered {
            return Observation::void(text!(
                "es gibt keine Interimslösung mehr",
                "there is no interim solution any more"
            ));
        }
        return missing(&Fact::InterimBounded.label().into(), home(ground, scope));
    }
    let open = records.iter().find(|record| record.end().is_none() && record.review.is_none());
    let places = records
        .iter()
        .filter_map(|record| record.until_span.or_else(|| record.review.as_ref().map(|review| review.span)));
    match open {
        Some(record) => missing(&Fact::InterimBounded.label().into(), vec![record.span]),
        None => there(&Fact::InterimBounded.label().into(), places.collect()),
    }
}

/// What the operator answers on second and third level for a service, now or later.
fn operator_supports<'a>(ground: &Ground<'a>, scope: &Scope) -> impl Iterator<Item = &'a Support> {
    let (on, state, service) = (ground.situation.on(), scope.state, scope.service);
    let model = ground.model;
    let operators = service.map(|id| model.service(id).operating_states()).unwrap_or_default();
    model.supports.iter().filter(move |support| {
        operators.contains(&support.state)
            && support.track.as_ref().is_some_and(|track| track.value == Track::TechnicalService)
            && service.is_some_and(|service| support.force(Asked::from(on).service(service)).holds())
            && support.reaches(state)
    })
}

/// The contract on the use of a service.
fn contract(ground: &Ground<'_>, scope: &Scope) -> Observation {
    let label: Text = Fact::ContractSigned.label().into();
    let Some(service) = scope.service else { return missing(&label, home(ground, scope)) };
    match ground.situation.contract(scope.state, service) {
        Contract::Known(agreement, Evidence::Holds(Some(day))) => {
            let (de, en) = (format_date(day, Language::De), format_date(day, Language::En));
            let why = match &agreement.reference {
                Some(reference) => {
                    text!("Vertrag „{reference}“ vom {de}", "contract \"{reference}\" of {en}")
                }
                None => text!("Vertrag vom {de}", "contract of {en}"),
            };
            Observation { since: Some(day), ..Observation::yes(why, vec![agreement.span]) }
        }
        Contract::Known(agreement, Evidence::Holds(None)) => Observation::no(
            text!("der genannte Vertrag hat kein Datum", "the contract named has no date"),
            vec![agreement.span],
        ),
        Contract::Known(agreement, evidence) => not_agreed(&label, evidence, agreement.span),
        Contract::Undecidable(span) => undecidable(&label, vec![span]),
        Contract::Unsaid => Observation {
            unsaid: true,
            ..Observation::no(
                text!(
                    "niemand hat den Schritt als erledigt eingetragen, und das [[use]] nennt keinen Vertrag",
                    "nobody recorded the step as done, and the [[use]] names no contract"
                ),
                home(ground, scope),
            )
        },
    }
}

/// Whether what the operator answers is agreed: by the contract that the use names, else record by record.
fn agreed(ground: &Ground<'_>, scope: &Scope) -> Observation {
    let label: Text = Fact::OperatorLevelsAgreed.label().into();
    let Some(service) = scope.service else { return missing(&label, home(ground, scope)) };
    let see = |named: &Located<Link<AgreementId>>| match named.value {
        Link::To(id) => {
            not_agreed(&label, ground.situation.agreement_of(id, scope.state, service), named.span)
        }
        Link::Undecidable => undecidable(&label, vec![named.span]),
    };
    let of_use = usage(ground, scope).and_then(|usage| usage.agreement.as_ref()).map(see);
    if let Some(found) = of_use.as_ref().filter(|found| found.done) {
        return found.clone();
    }
    let mut records = Vec::new();
    for support in operator_supports(ground, scope) {
        match support.agreement.as_ref().map(see) {
            Some(found) if found.done => records.push(found),
            other => return of_use.or(other).unwrap_or_else(|| missing(&label, home(ground, scope))),
        }
    }
    if records.is_empty() {
        return of_use.unwrap_or_else(|| missing(&label, home(ground, scope)));
    }
    there(&label, records.into_iter().flat_map(|found| found.places).collect())
}

fn tier(ground: &Ground<'_>, scope: &Scope, fact: Fact, enough: &[Tier]) -> Observation {
    reached(ground, scope, fact, ground.situation.tier_115(scope.state, scope.service, enough))
}

fn reached(ground: &Ground<'_>, scope: &Scope, fact: Fact, found: Reached) -> Observation {
    let label: Text = fact.label().into();
    match found {
        Reached::Yes(span) => there(&label, vec![span]),
        Reached::From(day, span) => not_agreed(&label, Evidence::NotYet(day), span),
        Reached::Undecidable(span) => undecidable(&label, vec![span]),
        Reached::No => missing(&label, home(ground, scope)),
    }
}

fn knowledge(ground: &Ground<'_>, scope: &Scope, fact: Fact) -> Observation {
    let label: Text = fact.label().into();
    let Some(service) = scope.service else { return missing(&label, home(ground, scope)) };
    let process = ground.situation.knowledge(scope.state, service, ground.day(scope));
    let spans = |records: &[&Knowledge]| records.iter().map(|record| record.span).collect::<Vec<_>>();
    let owned = |side: &Side<'_>, home: Vec<Span>| match side.is_owned() {
        Force::Yes => there(&label, spans(&side.records)),
        Force::Unknown => undecidable(&label, home),
        Force::No => missing(&label, home),
    };
    let (found, place) = match fact {
        Fact::KnowledgeOwnSide => return owned(&process.own, home(ground, scope)),
        Fact::KnowledgeOperatorSide => return owned(&process.operator, operator_home(ground, scope)),
        Fact::KnowledgeCadence => {
            (process.records().find(|record| record.cadence.is_some()), home(ground, scope))
        }
        _ => {
            let has = |sink| process.records().find(|record| record.sinks.contains(&sink));
            let both = has(KnowledgeSink::Answering).and(has(KnowledgeSink::Development));
            (both, operator_home(ground, scope))
        }
    };
    match found {
        Some(record) => there(&label, vec![record.span]),
        None if process.is_uncertain() => undecidable(&label, place),
        None => missing(&label, place),
    }
}

/// What a used service is paid with, if something is paid.
pub fn is_paid(ground: &Ground<'_>, scope: &Scope) -> Option<Located<bool>> {
    let payment = usage(ground, scope)?.payment.as_ref()?;
    let paid = match payment.value {
        Payment::Nothing => false,
        Payment::Component(Link::To(_) | Link::Undecidable) => true,
    };
    Some(Located::new(paid, payment.span))
}

/// The legal basis of a use, for tasks that only one of them asks for.
pub fn legal_basis(ground: &Ground<'_>, scope: &Scope) -> Option<crate::vocabulary::LegalBasis> {
    usage(ground, scope)?.legal_basis
}
