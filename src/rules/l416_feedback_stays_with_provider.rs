//! L416: feedback that reaches the provider, of which nothing says that it gets on to the operating Land.

use std::collections::{BTreeMap, BTreeSet};

use super::duties::{body_names, owed, standings};
use super::examples::{authority, co_using_state, operating_state};
use super::uses::{coordination, only, organization_names, service_names};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::key::{Area, StateCode};
use crate::model::{OrganizationId, ServiceId};
use crate::situation::Party;
use crate::situation::feedback::Arrival;
use crate::source::Span;
use crate::text::list::Case;
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L416"),
        name: "feedback-stays-with-provider",
        summary: Words::new(
            "Feedback kommt beim IT-Dienstleister an, und nichts sagt, was dann daraus wird",
            "feedback arrives at the IT provider, and nothing says what becomes of it then",
        ),
        severity: Severity::Note,
        sources: &["S8", "R33"],
        since: "0.2.0",
        step: InStep::Of(Step::Feedback),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob Feedback, das beim IT-Dienstleister des Onlinedienstes ankommt, von dort weitergeht: ein [[path]] mit purpose = \"feedback\" zur Koordination des betreibenden Landes, oder dessen [[knowledge]] nennt, wer auswertet.",
            "Whether feedback that arrives at the service's IT provider gets on from there: a [[path]] with purpose = \"feedback\" to the operating state's coordination, or its [[knowledge]] names who evaluates.",
        ),
        why: Words::new(
            "Über die Weiterentwicklung entscheidet das betreibende Land, nicht sein Dienstleister.",
            "The operating state decides on further development, not its provider.",
        ),
        fix: Words::new(
            "Im betreibenden Land einen [[path]] vom Dienstleister zur Koordination ergänzen, oder [[knowledge]] mit owner.",
            "Add a [[path]] from the provider to the coordination in the operating state, or [[knowledge]] with owner.",
        ),
        bad: concat!(
            operating_state!(),
            "[[organization]]\nid = \"rz\"\nname = \"Rechenzentrum\"\nkind = \"it-provider\"\n",
            co_using_state!(),
            authority!(),
            "[[municipality]]\nkey = \"03462\"\nfeedback = { to = \"hb/rz\" }\n"
        ),
        good: concat!(
            operating_state!(),
            "[[organization]]\nid = \"rz\"\nname = \"Rechenzentrum\"\nkind = \"it-provider\"\n[[path]]\npurpose = \"feedback\"\nfrom = \"rz\"\nto = \"koordination\"\n",
            co_using_state!(),
            authority!(),
            "[[municipality]]\nkey = \"03462\"\nfeedback = { to = \"hb/rz\" }\n"
        ),
    },
    runs: Runs::Always,
    check,
};

/// Where feedback stays: services, the Kommunen it comes from, and the last hop.
type Stay<'c> = (BTreeSet<ServiceId>, BTreeMap<Area, super::duties::Owed<'c>>, Span);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut stays: BTreeMap<(StateCode, OrganizationId), Stay<'_>> = BTreeMap::new();
    let at_provider = standings(context).filter(|(_, _, judged)| judged.arrival == Arrival::AtProvider);
    for (state, service, judged) in at_provider {
        let Some(owed) = owed(context, service, judged) else { continue };
        let reach = context.situation.feedback(judged.key, service, judged.day);
        let Some((hop, Party::Organization(at))) = reach.there.last().map(|hop| (hop, hop.to)) else {
            continue;
        };
        let new = || (BTreeSet::new(), BTreeMap::new(), hop.span);
        let stay = stays.entry((state, at)).or_insert_with(new);
        stay.0.insert(service);
        stay.1.insert(judged.key, owed);
    }
    for ((state, at), (services, bodies, span)) in stays {
        report(context, findings, (state, at), (&services, &bodies, span));
    }
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    (state, at): (StateCode, OrganizationId),
    (services, bodies, span): (&BTreeSet<ServiceId>, &BTreeMap<Area, super::duties::Owed<'_>>, Span),
) {
    let operator = services
        .first()
        .zip(bodies.values().next())
        .map_or(state, |(service, owed)| context.model.service(*service).operating_state(owed.day));
    let (names, service) =
        (body_names(context, bodies), service_names(context.model, services, Case::Dative));
    let place = organization_names(context.model, &BTreeSet::from([at]), Case::Dative);
    let from = super::uses::reference(context.model, operator, at);
    let to = coordination(context.model, operator, operator);
    let mut about = Subject::state(state).areas(bodies.keys().copied());
    about.service = only(services);
    let finding = Finding::new(
        span,
        Text::new(
            format!("das Feedback zu {} kommt bei {} an; ob es weitergeht, ist nicht gesagt", service.de, place.de),
            format!("the feedback on {} arrives at {}; whether it gets on is not said", service.en, place.en),
        ),
        about,
    )
    .label(Text::new(format!("betrifft {}", names.de), format!("concerns {}", names.en)))
    .cause(text!(
        "kein Weg führt von dort zum betreibenden Land, und dessen [[knowledge]] nennt niemanden, der auswertet",
        "no path leads on from there to the operating state, and its [[knowledge]] names nobody who evaluates"
    ))
    .help(text!(
        "ergänzen Sie beim betreibenden Land: [[path]] purpose = \"feedback\", from = \"{from}\", to = \"{to}\"",
        "add in the operating state: [[path]] purpose = \"feedback\", from = \"{from}\", to = \"{to}\""
    ));
    findings.report(finding);
}
