//! L401: a Kommune that does not know where to give feedback on a service for which its authority is competent.

use std::collections::{BTreeMap, BTreeSet};

use super::duties::{Owed, body_names, home, owed, standings};
use super::examples::{authority, co_using_state, operating_state};
use super::uses::{coordination, only, reference, service_names, shared};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::{Area, StateCode};
use crate::model::{OrganizationId, ServiceId};
use crate::text::list::Case;
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L401"),
        name: "municipality-without-feedback",
        summary: Words::new(
            "eine Kommune hat keinen Weg, Feedback zu einem Onlinedienst zu geben",
            "a municipality has no way to give feedback on a service",
        ),
        severity: Severity::Error,
        sources: &["S10", "R31"],
        since: "0.1.0",
        step: InStep::Of(Step::Feedback),
        looks_at: Some(LooksAt::Feedback),
        yields_to: &[],
        what: Words::new(
            "Ob jede Kommune mit einer zuständigen Behörde für jeden mitgenutzten Onlinedienst einen Weg für ihr Feedback hat: im Eintrag [[municipality]] (auch dem des Kreises darüber) oder als [[path]] mit purpose = \"feedback\". Kommunen ohne eigene Zuständigkeit schulden nichts.",
            "Whether each municipality with a competent authority has a way for its feedback on each co-used service: in its record [[municipality]] (or that of the district above it), or as a [[path]] with purpose = \"feedback\". Municipalities without a competence owe nothing.",
        ),
        why: Words::new(
            "Die Behörde vor Ort merkt als Erste, dass ein Formular falsch ist. Ohne abgesprochenen Weg bleibt es falsch.",
            "The authority on the spot is the first to notice that a form is wrong. Without an agreed way it stays wrong.",
        ),
        fix: Words::new(
            "Mit dem Land absprechen, wohin das Feedback geht, und feedback = { to = \"…\" } in den Eintrag [[municipality]] schreiben.",
            "Agree with the state where feedback goes, and write feedback = { to = \"…\" } into the record [[municipality]].",
        ),
        bad: concat!(
            operating_state!(),
            co_using_state!(),
            authority!(),
            "[[municipality]]\nkey = \"03462\"\nname = \"Landkreis Wittmund\"\n"
        ),
        good: concat!(
            operating_state!(),
            co_using_state!(),
            authority!(),
            "[[municipality]]\nkey = \"03462\"\nname = \"Landkreis Wittmund\"\nfeedback = { to = \"koordination\", channel = \"email\" }\n[[path]]\npurpose = \"feedback\"\nfrom = \"koordination\"\nto = \"hb/koordination\"\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // Kommunen that lack a way for the same services are one finding.
    let mut lacking: BTreeMap<(StateCode, Area), (Owed<'_>, BTreeSet<ServiceId>)> = BTreeMap::new();
    for (state, service, judged) in standings(context).filter(|(_, _, judged)| judged.standing.is_missing()) {
        let Some(owed) = owed(context, service, judged) else { continue };
        lacking.entry((state, judged.key)).or_insert_with(|| (owed, BTreeSet::new())).1.insert(service);
    }
    let mut groups: BTreeMap<(StateCode, BTreeSet<ServiceId>), BTreeMap<Area, Owed<'_>>> = BTreeMap::new();
    for ((state, key), (owed, services)) in lacking {
        groups.entry((state, services)).or_default().insert(key, owed);
    }
    for ((state, services), bodies) in groups {
        report(context, findings, state, (&services, &bodies));
    }
    bodies_without_way(context, findings);
}

/// Offices of the Land, the federation or an association owe for themselves (semantics 29).
fn bodies_without_way(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut lacking: BTreeMap<(StateCode, OrganizationId), BTreeSet<ServiceId>> = BTreeMap::new();
    let states: BTreeSet<StateCode> = shared(context).map(|usage| usage.state).collect();
    for state in states {
        for (service, id) in context.situation.silent_offices(state) {
            lacking.entry((state, id)).or_default().insert(service);
        }
    }
    for ((state, id), services) in lacking {
        let organization = context.model.organization(id);
        let (name, service) = (&organization.name, service_names(context.model, &services, Case::Dative));
        let (from, to) = (reference(context.model, state, id), coordination(context.model, state, state));
        let mut about = Subject::state(state).record(organization.id.local.to_string());
        about.service = only(&services);
        let (de, en) = (&service.de, &service.en);
        let finding = Finding::new(
            organization.id_span,
            text!("{name} hat keinen Weg für Feedback zu {de}", "{name} has no way to give feedback on {en}"),
            about,
        )
        .cause(text!(
            "die Stelle trägt keine Kommune, und kein [[path]] sagt, wohin ihr Feedback geht",
            "no municipality carries the office, and no [[path]] says where its feedback goes"
        ))
        .help(text!(
            "ergänzen Sie: [[path]] purpose = \"feedback\", from = \"{from}\", to = \"{to}\", channel = \"email\"",
            "add: [[path]] purpose = \"feedback\", from = \"{from}\", to = \"{to}\", channel = \"email\""
        ));
        findings.report(finding);
    }
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    state: StateCode,
    (services, bodies): (&BTreeSet<ServiceId>, &BTreeMap<Area, Owed<'_>>),
) {
    let Some(span) = bodies.iter().find_map(|(key, owed)| home(context, *key, owed)) else {
        return;
    };
    let (names, service) =
        (body_names(context, bodies), service_names(context.model, services, Case::Dative));
    let to = coordination(context.model, state, state);
    let count = bodies.len();
    let (subject_de, subject_en) = if count == 1 {
        (names.de.clone(), names.en.clone())
    } else {
        (format!("{count} Kommunen"), format!("{count} municipalities"))
    };
    let verb = if count == 1 { ("hat", "has") } else { ("haben", "have") };
    let mut about = Subject::state(state).areas(bodies.keys().copied());
    about.service = only(services);
    let finding = Finding::new(
        span,
        Text::new(
            format!("{subject_de} {} keinen Weg für Feedback zu {}", verb.0, service.de),
            format!("{subject_en} {} no way to give feedback on {}", verb.1, service.en),
        ),
        about,
    )
    .label(Text::new(format!("betrifft {}", names.de), format!("concerns {}", names.en)))
    .cause(text!(
        "dort ist eine Behörde zuständig, aber weder [[municipality]] noch ein [[path]] sagt, wohin das Feedback geht",
        "an authority is competent there, but neither [[municipality]] nor a [[path]] says where feedback goes"
    ))
    .help(text!(
        "ergänzen Sie im Eintrag [[municipality]]: feedback = {{ to = \"{to}\", channel = \"email\", agreed = … }}",
        "add to the record [[municipality]]: feedback = {{ to = \"{to}\", channel = \"email\", agreed = … }}"
    ));
    findings.report(finding);
}
