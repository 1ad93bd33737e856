//! L402: feedback of a Kommune that stops before it reaches the operating state.

use std::collections::{BTreeMap, BTreeSet};

use super::duties::{Duties, Duty, Records, body_names, duties};
use super::examples::{authority, co_using_state, operating_state};
use super::feedback::{Walk, Ways, is_operators};
use super::uses::{coordination, only, organization_names, service_names};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, RuleInfo, Severity};
use crate::key::{Area, StateCode};
use crate::model::{End, Link, OrganizationId, ServiceId};
use crate::source::Span;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::Purpose;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L402"),
        name: "feedback-ends-short",
        summary: Words::new(
            "das Feedback der Kommunen kommt nicht beim betreibenden Land an",
            "the municipalities' feedback does not arrive at the operating state",
        ),
        severity: Severity::Error,
        sources: &["S10", "R31"],
        since: "0.1.0",
        what: Words::new(
            "Ob das Feedback jeder Kommune über am Prüftag gültige Wege mit purpose = \"feedback\", in beliebig vielen Schritten, eine Stelle des betreibenden Landes oder seines IT-Dienstleisters erreicht.",
            "Whether the feedback of each municipality reaches, over paths with purpose = \"feedback\" valid on the day and in any number of hops, an organization of the operating state or its IT provider.",
        ),
        why: Words::new(
            "Ändern kann den Onlinedienst nur, wer ihn betreibt. Feedback, das vorher liegen bleibt, ändert nichts.",
            "Only who operates the service can change it. Feedback that is left lying before changes nothing.",
        ),
        fix: Words::new(
            "Von der Stelle, bei der es endet, einen [[path]] mit purpose = \"feedback\" zum betreibenden Land ergänzen.",
            "Add a [[path]] with purpose = \"feedback\" from the organization where it ends to the operating state.",
        ),
        bad: concat!(
            operating_state!(),
            co_using_state!(),
            authority!(),
            "[[municipality]]\nkey = \"03462\"\nfeedback = { to = \"koordination\" }\n"
        ),
        good: concat!(
            operating_state!(),
            co_using_state!(),
            authority!(),
            "[[municipality]]\nkey = \"03462\"\nfeedback = { to = \"koordination\" }\n[[path]]\npurpose = \"feedback\"\nfrom = \"koordination\"\nto = \"hb/koordination\"\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

/// An end, and the path that leads to it.
type Hop = (End, Option<Span>);
/// Where feedback ends.
type Stop = BTreeSet<OrganizationId>;

/// What ends at the same place: the last hop that leads there, services and Kommunen.
#[derive(Debug, Default)]
struct Group {
    hop: Option<Span>,
    services: BTreeSet<ServiceId>,
    bodies: BTreeMap<Area, Duty>,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let records = Records::new(context.model);
    for (state, duties) in duties(context) {
        let mut groups: BTreeMap<Stop, Group> = BTreeMap::new();
        for (stop, hop, service, key, duty) in stops(context, &records, state, &duties) {
            let group = groups.entry(stop).or_default();
            group.hop = group.hop.or(Some(hop));
            group.services.insert(service);
            group.bodies.insert(key, duty);
        }
        for (stop, group) in groups {
            report(context, findings, state, &stop, &group);
        }
    }
}

fn stops(
    context: &Context<'_>,
    records: &Records<'_>,
    state: StateCode,
    duties: &Duties,
) -> Vec<(Stop, Span, ServiceId, Area, Duty)> {
    let mut stops = Vec::new();
    for (service, bodies) in duties {
        let mut ways_by_day = BTreeMap::new();
        // Most Kommunen of a Land begin at the same organization: the way from there is followed once.
        let mut followed: BTreeMap<_, Option<Vec<Hop>>> = BTreeMap::new();
        for (key, duty) in bodies {
            let operator = context.model.service(*service).operating_state(duty.day);
            let ways = ways_by_day.entry(duty.day).or_insert_with(|| {
                Ways::new(context, Purpose::Feedback, *service, (state, operator), duty.day)
            });
            let Some((starts, first)) = starts(records, ways, *service, *key, duty) else { continue };
            if ways.uncertain || starts.is_empty() {
                continue;
            }
            let ends = followed.entry((duty.day, starts.clone(), ways.at(*key))).or_insert_with(|| {
                let walk = ways.follow(&starts, Some(*key));
                (!arrives(context, &walk, *service, operator, duty)).then(|| last_hops(&walk))
            });
            let Some(ends) = ends else { continue };
            let organizations: BTreeSet<OrganizationId> = ends
                .iter()
                .filter_map(|(end, _)| match end {
                    End::Organization(organization) => Some(*organization),
                    _ => None,
                })
                .collect();
            let span = ends.iter().find_map(|(_, span)| *span).or(first);
            if let Some(span) = span {
                stops.push((organizations, span, *service, *key, duty.clone()));
            }
        }
    }
    stops
}

/// Where the feedback of a Kommune begins, and where that is said; `None` where a name leads to nothing known.
fn starts(
    records: &Records<'_>,
    ways: &Ways<'_>,
    service: ServiceId,
    key: Area,
    duty: &Duty,
) -> Option<(BTreeSet<End>, Option<Span>)> {
    for record in records.of(key) {
        if record.feedback_broken {
            return None;
        }
        if let Some(feedback) = record.feedback.as_ref().filter(|feedback| feedback.services.has(&service)) {
            let Link::To(organization) = feedback.to else { return None };
            return Some((BTreeSet::from([End::Organization(organization)]), Some(feedback.span)));
        }
    }
    let own: BTreeSet<End> = ways
        .paths()
        .iter()
        .map(|path| path.from.value)
        .filter(|end| match end {
            End::Municipality | End::Competent => true,
            End::Organization(organization) => duty.organizations.contains(organization),
            End::Citizen | End::Level(_) | End::Undecidable => false,
        })
        .collect();
    Some((own, None))
}

fn arrives(
    context: &Context<'_>,
    walk: &Walk<'_>,
    service: ServiceId,
    operator: StateCode,
    duty: &Duty,
) -> bool {
    walk.reached.iter().any(|(end, _)| match end {
        End::Organization(organization) => {
            is_operators(context.model, *organization, service, operator, duty.day)
        }
        _ => false,
    })
}

/// The ends from which nothing leads on, with the hop that leads to each; all of them where paths go round in a circle.
fn last_hops(walk: &Walk<'_>) -> Vec<Hop> {
    walk.reached
        .iter()
        .filter(|(end, _)| walk.last.is_empty() || walk.last.contains(end))
        .map(|(end, path)| (*end, path.map(|path| path.to.span)))
        .collect()
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    state: StateCode,
    organizations: &Stop,
    Group { hop, services, bodies }: &Group,
) {
    let Some(span) = *hop else { return };
    let service = service_names(context.model, services, Case::Dative);
    let at = organization_names(context.model, organizations, Case::Dative);
    let (at_de, at_en) = if organizations.is_empty() {
        ("im Land".to_owned(), "in the state".to_owned())
    } else {
        (format!("bei {}", at.de), format!("at {}", at.en))
    };
    let operator = services
        .first()
        .zip(bodies.values().next())
        .map_or(state, |(service, duty)| context.model.service(*service).operating_state(duty.day));
    let from = organizations
        .first()
        .map_or_else(|| "…".to_owned(), |from| super::uses::reference(context.model, state, *from));
    let to = coordination(context.model, state, operator);
    let names = body_names(context, bodies);
    let mut about = Subject::state(state).areas(bodies.keys().copied());
    about.service = only(services);
    let home = operator.name();
    let (home_de, home_en) = (home.de, home.en);
    let finding = Finding::new(
        span,
        Text::new(
            format!("das Feedback zu {} endet {at_de}", service.de),
            format!("the feedback on {} ends {at_en}", service.en),
        ),
        about,
    )
    .label(Text::new(
        format!("letzter Schritt für {}", names.de),
        format!("the last hop for {}", names.en),
    ))
    .cause(text!(
        "von dort führt kein am Prüftag gültiger Weg mit purpose = \"feedback\" weiter nach {home_de}, das den Onlinedienst betreibt",
        "no path with purpose = \"feedback\" that is valid on the day leads on from there to {home_en}, which operates the service"
    ))
    .help(text!(
        "ergänzen Sie: [[path]] purpose = \"feedback\", from = \"{from}\", to = \"{to}\"",
        "add: [[path]] purpose = \"feedback\", from = \"{from}\", to = \"{to}\""
    ));
    findings.report(finding);
}
