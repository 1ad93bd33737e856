//! L402: feedback of a Kommune that stops before it reaches the operating state.

use std::collections::{BTreeMap, BTreeSet};

use super::duties::{Owed, body_names, owed, standings};
use super::examples::{authority, co_using_state, operating_state};
use super::uses::{coordination, only, organization_names, service_names};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::{Area, StateCode};
use crate::model::{OrganizationId, ServiceId};
use crate::situation::Hop;
use crate::situation::feedback::Arrival;
use crate::source::Span;
use crate::text::list::Case;
use crate::text::{Text, Words, text};

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
        step: InStep::Of(Step::Feedback),
        looks_at: Some(LooksAt::Feedback),
        yields_to: &[],
        what: Words::new(
            "Ob das Feedback jeder Kommune über am Stichtag gültige Wege mit purpose = \"feedback\", in beliebig vielen Schritten, eine Stelle des betreibenden Landes oder seines IT-Dienstleisters erreicht.",
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

/// Where feedback ends.
type Stop = BTreeSet<OrganizationId>;

/// What ends at the same place: the last hop that leads there, services and Kommunen.
#[derive(Debug, Default)]
struct Group<'c> {
    hop: Option<Span>,
    services: BTreeSet<ServiceId>,
    bodies: BTreeMap<Area, Owed<'c>>,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<(StateCode, Stop, Area), Group<'_>> = BTreeMap::new();
    for (state, service, judged) in
        standings(context).filter(|(_, _, judged)| judged.arrival == Arrival::Stops)
    {
        let Some(owed) = owed(context, service, judged) else { continue };
        let reach = context.situation.feedback(judged.key, service, judged.day);
        let group = found.entry((state, reach.ends.into_iter().collect(), judged.key)).or_default();
        let at = |hop: &Hop| hop.path.map_or(hop.span, |path| context.model.path(path).to.span);
        group.hop = group.hop.or(reach.there.last().map(at));
        group.services.insert(service);
        group.bodies.insert(judged.key, owed);
    }
    // Told together is only what ends in the same place for the same services: else one would read it of each with all.
    let mut groups: BTreeMap<(StateCode, Stop, BTreeSet<ServiceId>), Group<'_>> = BTreeMap::new();
    for ((state, stop, _), Group { hop, services, bodies }) in found {
        let group = groups.entry((state, stop, services.clone())).or_default();
        group.hop = group.hop.or(hop);
        group.services = services;
        group.bodies.extend(bodies);
    }
    for ((state, stop, _), group) in groups {
        report(context, findings, state, &stop, &group);
    }
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    state: StateCode,
    organizations: &Stop,
    Group { hop, services, bodies }: &Group<'_>,
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
        .map_or(state, |(service, owed)| context.model.service(*service).operating_state(owed.day));
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
        "von dort führt kein am Stichtag gültiger Weg mit purpose = \"feedback\" weiter nach {home_de}, das den Onlinedienst betreibt",
        "no path with purpose = \"feedback\" that is valid on the day leads on from there to {home_en}, which operates the service"
    ))
    .help(text!(
        "ergänzen Sie: [[path]] purpose = \"feedback\", from = \"{from}\", to = \"{to}\"",
        "add: [[path]] purpose = \"feedback\", from = \"{from}\", to = \"{to}\""
    ));
    findings.report(finding);
}
