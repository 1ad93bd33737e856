//! L417: a Land offers its Kommunen a way for feedback that is laid down, but not lived yet.

use std::collections::{BTreeMap, BTreeSet};

use super::duties::{Owed, body_names, owed, standings};
use super::examples::{authority, co_using_state, operating_state};
use super::uses::{only, service_names};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::key::{Area, StateCode};
use crate::model::{PathId, ServiceId};
use crate::situation::feedback::Standing;
use crate::text::list::Case;
use crate::text::{Language, Text, Words, text};
use crate::time::format_date;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L417"),
        name: "feedback-offer-not-lived",
        summary: Words::new(
            "ein angebotener Weg für Feedback wird noch nicht gelebt",
            "a way for feedback that is offered is not lived yet",
        ),
        severity: Severity::Note,
        sources: &["S10"],
        since: "0.2.0",
        step: InStep::Of(Step::Feedback),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob der Weg, den ein Land seinen Kommunen für Feedback anbietet (ein [[path]] mit from = \"municipality\" oder \"@competent\"), am Stichtag schon gelebt wird: `established` nennt einen Tag, der erreicht ist. Bis dahin zählt er nicht als angeboten.",
            "Whether the way for feedback that a state offers to its municipalities (a [[path]] with from = \"municipality\" or \"@competent\") is lived on the day: `established` names a day that is reached. Until then it does not count as offered.",
        ),
        why: Words::new(
            "Die Kommunen verlassen sich auf diesen Weg, statt einen eigenen abzusprechen.",
            "The municipalities rely on this way instead of agreeing one of their own.",
        ),
        fix: Words::new(
            "Den Weg erproben und beim [[path]] ergänzen: established = (Tag, seit dem er gelebt wird).",
            "Try the way and add to the [[path]]: established = (day since which it is lived).",
        ),
        bad: concat!(
            operating_state!(),
            co_using_state!(),
            authority!(),
            "[[municipality]]\nkey = \"03462\"\n[[path]]\npurpose = \"feedback\"\nfrom = \"municipality\"\nto = \"hb/koordination\"\n"
        ),
        good: concat!(
            operating_state!(),
            co_using_state!(),
            authority!(),
            "[[municipality]]\nkey = \"03462\"\n[[path]]\npurpose = \"feedback\"\nfrom = \"municipality\"\nto = \"hb/koordination\"\nestablished = 2026-10-01\n"
        ),
    },
    runs: Runs::Always,
    check,
};

/// The services and Kommunen that count on one path.
type Offer<'c> = (BTreeSet<ServiceId>, BTreeMap<Area, Owed<'c>>);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut offers: BTreeMap<(StateCode, PathId), Offer<'_>> = BTreeMap::new();
    for (state, service, judged) in standings(context) {
        if judged.standing != Standing::LaidDown {
            continue;
        }
        let Some(owed) = owed(context, service, judged) else { continue };
        let reach = context.situation.feedback(judged.key, service, judged.day);
        // What a Kommune wrote down itself is its own to agree.
        let first = reach.there.first().filter(|_| reach.statement.is_none());
        let Some(path) = first.and_then(|hop| hop.path) else { continue };
        let offer = offers.entry((state, path)).or_default();
        offer.0.insert(service);
        offer.1.insert(judged.key, owed);
    }
    for ((state, path), offer) in offers {
        report(context, findings, (state, path), &offer);
    }
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    (state, path): (StateCode, PathId),
    (services, bodies): &Offer<'_>,
) {
    let path = context.model.path(path);
    let (names, service) =
        (body_names(context, bodies), service_names(context.model, services, Case::Dative));
    let mut about = Subject::state(state).areas(bodies.keys().copied());
    about.service = only(services);
    let home = state.name();
    let finding = Finding::new(
        path.span,
        Text::new(
            format!(
                "{} bietet einen Weg für Feedback zu {} an, der noch nicht gelebt wird",
                home.de, service.de
            ),
            format!("{} offers a way for feedback on {} that is not lived yet", home.en, service.en),
        ),
        about,
    )
    .label(Text::new(format!("betrifft {}", names.de), format!("concerns {}", names.en)))
    .cause(match path.established {
        Some(since) => Text::new(
            format!("er wird erst ab {} gelebt", format_date(since, Language::De)),
            format!("it is lived only from {} on", format_date(since, Language::En)),
        ),
        None => text!("die Angabe `established` fehlt", "`established` is missing"),
    })
    .help(text!(
        "erproben Sie den Weg und ergänzen Sie: established = JJJJ-MM-TT",
        "try the way and add: established = YYYY-MM-DD"
    ));
    findings.report(finding);
}
