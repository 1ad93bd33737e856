//! Statements that one can read off the files without a rule: is there a contact, an agreement, a path?

use super::local::{self, by_prefix};
use super::observe::Observation;
use super::raw::Fact;
use super::scope::{Ground, Scope};
use crate::key::StateCode;
use crate::model::{Knowledge, Link, Municipality, Payment, Support, SupportContact, Use};
use crate::routing::{GoLive, Row};
use crate::source::{Located, Span};
use crate::text::{Language, Text, text};
use crate::time::{Date, format_date};
use crate::vocabulary::{KnowledgeSink, Level, Solution, Tier, Track, Vocabulary};

/// Where a person would write what is missing for a scope.
pub fn home(ground: &Ground<'_>, scope: &Scope) -> Vec<Span> {
    let model = ground.model;
    if let Some(record) = municipality(ground, scope) {
        return vec![record.span];
    }
    if let Some(wave) = scope.wave.and_then(|at| model.waves.get(at)) {
        return vec![wave.span];
    }
    if let Some(component) = scope.component {
        return vec![model.component(component).span];
    }
    if let Some(usage) = usage(ground, scope) {
        return vec![usage.span];
    }
    model.states.get(&scope.state).map(|state| state.span).into_iter().collect()
}

/// The place at the operating state's service, for what stands on its side.
fn operator_home(ground: &Ground<'_>, scope: &Scope) -> Vec<Span> {
    let service = scope.service.and_then(|id| ground.model.service(id).span);
    service.map_or_else(|| home(ground, scope), |span| vec![span])
}

fn usage<'a>(ground: &Ground<'a>, scope: &Scope) -> Option<&'a Use> {
    ground.model.use_of(scope.state, scope.service?)
}

/// What is known of a municipality: the record with the longest key around it (semantics 11).
fn municipality<'a>(ground: &Ground<'a>, scope: &Scope) -> Option<&'a Municipality> {
    by_prefix(ground, scope, |_| true)
}

pub(super) fn there(label: &Text, places: Vec<Span>) -> Observation {
    Observation::yes(Text::new(format!("{}: angegeben", label.de), format!("{}: given", label.en)), places)
}

pub(super) fn missing(label: &Text, places: Vec<Span>) -> Observation {
    Observation::no(Text::new(format!("{}: fehlt", label.de), format!("{}: missing", label.en)), places)
}

/// Says that a fact is there where `found` has a place, else that it is missing at `home`.
pub(super) fn told(fact: Fact, found: Option<Span>, home: Vec<Span>) -> Observation {
    let label: Text = fact.label().into();
    match found {
        Some(span) => there(&label, vec![span]),
        None => missing(&label, home),
    }
}

/// Looks at one fact.
pub fn see(ground: &Ground<'_>, scope: &Scope, on: Date, fact: Fact) -> Observation {
    let own = || home(ground, scope);
    let state = ground.model.states.get(&scope.state);
    match fact {
        Fact::Coordination => {
            told(fact, state.and_then(|state| state.coordination.as_ref()).map(|found| found.span), own())
        }
        Fact::SupportContacts => told(fact, state.and_then(|state| both(&state.support_contact)), own()),
        Fact::GoLiveDate => told(fact, go_live_place(ground, scope), own()),
        Fact::Live => live(ground, scope, on),
        Fact::InterimBounded => interim(ground, scope, on),
        Fact::Handouts => {
            let service = scope.service.map(|id| ground.model.service(id));
            let found = service.filter(|service| {
                service.handouts.iter().any(|handout| handout.version.is_some() || handout.date.is_some())
            });
            told(fact, found.and_then(|service| service.span), operator_home(ground, scope))
        }
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
        Fact::Tier115Basic => tier(ground, scope, on, fact, &[Tier::Basic, Tier::Full, Tier::OnlineServices]),
        Fact::Tier115Full => tier(ground, scope, on, fact, &[Tier::Full, Tier::OnlineServices]),
        Fact::Tier115OnlineServices => tier(ground, scope, on, fact, &[Tier::OnlineServices]),
        Fact::KnowledgeOwner115 => {
            let mut records = ground.model.services_115.iter().filter(|record| record.state == scope.state);
            told(
                fact,
                records.find(|record| record.knowledge_owner.is_some()).map(|record| record.span),
                own(),
            )
        }
        Fact::KnowledgeOwnSide
        | Fact::KnowledgeOperatorSide
        | Fact::KnowledgeCadence
        | Fact::KnowledgeSinks => knowledge(ground, scope, on, fact),
        Fact::MunicipalityContact
        | Fact::MunicipalityFeedback
        | Fact::MunicipalitySupportContact
        | Fact::DeliveryAddress
        | Fact::OeId
        | Fact::AuthorityMailbox => local::see(ground, scope, fact),
    }
}

pub(super) fn both(contact: &SupportContact) -> Option<Span> {
    contact.long_term.as_ref()?;
    contact.interim.as_ref().map(|found| found.span)
}

fn go_live_place(ground: &Ground<'_>, scope: &Scope) -> Option<Span> {
    let by_use = usage(ground, scope).and_then(|usage| usage.go_live.as_ref()).map(|day| day.span);
    let mut waves = ground.model.waves.iter().filter(|wave| {
        wave.state == scope.state && Some(wave.service) == scope.service && wave.go_live.is_some()
    });
    by_use
        .or_else(|| waves.next().map(|wave| wave.span))
        // In operation already, nobody knows since when: there is nothing left to plan.
        .or_else(|| {
            let rows = ground.rows_of(scope);
            let running = rows.iter().any(|row| row.go_live == GoLive::Unknown);
            running.then(|| usage(ground, scope).map(|usage| usage.span)).flatten()
        })
}

fn live(ground: &Ground<'_>, scope: &Scope, on: Date) -> Observation {
    let rows = ground.rows_of(scope);
    let total: usize = rows.iter().map(|row| row.units.len()).sum();
    let running: usize = rows.iter().filter(|row| row.is_live(on)).map(|row| row.units.len()).sum();
    if total > 0 && running == total {
        return Observation::yes(
            text!("in Betrieb in {running} von {total}", "in operation in {running} of {total}"),
            home(ground, scope),
        );
    }
    let why = ground.go_live(scope).map_or_else(
        || text!("kein Starttermin angegeben", "no date of go-live is given"),
        |day| {
            Text::new(
                format!("der Start ist am {}", format_date(day, Language::De)),
                format!("go-live is on {}", format_date(day, Language::En)),
            )
        },
    );
    Observation::no(why, home(ground, scope))
}

/// The support records that answer first level in some rows from a day on.
fn first_level<'a>(ground: &Ground<'a>, rows: &[&'a Row], on: Date) -> Vec<&'a Support> {
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

/// The interim records of a scope that answer from a day on.
pub fn interims<'a>(ground: &Ground<'a>, scope: &Scope, on: Date) -> Vec<&'a Support> {
    let mut found = first_level(ground, &ground.rows_of(scope), on);
    found.retain(|support| support.solution.as_ref().is_some_and(|word| word.value == Solution::Interim));
    found
}

fn interim(ground: &Ground<'_>, scope: &Scope, on: Date) -> Observation {
    let records = interims(ground, scope, on);
    if records.is_empty() {
        let answered = !first_level(ground, &ground.rows_of(scope), on).is_empty();
        if answered {
            return Observation::void(text!(
                "es gibt keine Interimslösung mehr",
                "there is no interim solution any more"
            ));
        }
        return missing(&Fact::InterimBounded.label().into(), home(ground, scope));
    }
    let open = records.iter().find(|record| record.period.until.is_none() && record.review.is_none());
    let places = records
        .iter()
        .filter_map(|record| record.until_span.or_else(|| record.review.as_ref().map(|review| review.span)));
    match open {
        Some(record) => missing(&Fact::InterimBounded.label().into(), vec![record.span]),
        None => there(&Fact::InterimBounded.label().into(), places.collect()),
    }
}

/// What the operator answers on second and third level for a service.
fn operator_supports<'a>(ground: &Ground<'a>, scope: &Scope) -> impl Iterator<Item = &'a Support> {
    let service = scope.service;
    let model = ground.model;
    let operators = service.map(|id| model.service(id).operating_states()).unwrap_or_default();
    model.supports.iter().filter(move |support| {
        operators.contains(&support.state)
            && support.track.as_ref().is_some_and(|track| track.value == Track::TechnicalService)
            && service.is_some_and(|service| support.services.has(&service))
    })
}

fn agreed(ground: &Ground<'_>, scope: &Scope) -> Observation {
    let label: Text = Fact::OperatorLevelsAgreed.label().into();
    if let Some(agreement) = usage(ground, scope).and_then(|usage| usage.agreement.as_ref()) {
        return there(&label, vec![agreement.span]);
    }
    let mut open = operator_supports(ground, scope).filter(|support| support.agreement.is_none()).peekable();
    let covered: Vec<Span> = operator_supports(ground, scope)
        .filter_map(|support| support.agreement.as_ref().map(|agreement| agreement.span))
        .collect();
    if !covered.is_empty() && open.peek().is_none() {
        return there(&label, covered);
    }
    missing(&label, home(ground, scope))
}

fn tier(ground: &Ground<'_>, scope: &Scope, on: Date, fact: Fact, enough: &[Tier]) -> Observation {
    let mut records = ground.model.services_115.iter().filter(|record| {
        record.state == scope.state
            && !record.period.is_over(on)
            && scope.service.is_none_or(|service| record.services.has(&service))
            && record.tier.as_ref().is_some_and(|tier| enough.contains(&tier.value))
    });
    let Some(record) = records.next() else {
        return missing(&fact.label().into(), home(ground, scope));
    };
    match record.period.from.filter(|from| on < *from) {
        Some(from) => {
            let label = fact.label();
            Observation::no(
                Text::new(
                    format!("{}: erst ab {}", label.de, format_date(from, Language::De)),
                    format!("{}: only from {}", label.en, format_date(from, Language::En)),
                ),
                vec![record.span],
            )
        }
        None => there(&fact.label().into(), vec![record.span]),
    }
}

fn knowledge(ground: &Ground<'_>, scope: &Scope, on: Date, fact: Fact) -> Observation {
    let Some(service) = scope.service else { return missing(&fact.label().into(), home(ground, scope)) };
    let operator = ground.model.service(service).operating_state(on);
    let side = |state: StateCode| {
        let records = ground.model.knowledge.iter();
        records
            .filter(|record| {
                record.state == state && record.services.has(&service) && record.period.contains(on)
            })
            .collect::<Vec<&Knowledge>>()
    };
    let (own, other) = (side(scope.state), side(operator));
    let all = || own.iter().chain(&other);
    let (found, place) = match fact {
        Fact::KnowledgeOwnSide => (own.first().copied(), home(ground, scope)),
        Fact::KnowledgeOperatorSide => (other.first().copied(), operator_home(ground, scope)),
        Fact::KnowledgeCadence => {
            (all().find(|record| record.cadence.is_some()).copied(), home(ground, scope))
        }
        _ => {
            let has = |sink: KnowledgeSink| all().find(|record| record.sinks.contains(&sink)).copied();
            (has(KnowledgeSink::Answering).and(has(KnowledgeSink::Development)), operator_home(ground, scope))
        }
    };
    told(fact, found.map(|record| record.span), place)
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
