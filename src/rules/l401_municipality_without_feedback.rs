//! L401: a Kommune that does not know where to give feedback on a service for which its authority is competent.

use std::collections::{BTreeMap, BTreeSet};

use super::duties::{Duty, Records, body_names, duties};
use super::examples::{authority, co_using_state, operating_state};
use super::feedback::Ways;
use super::uses::{coordination, only, service_names};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, RuleInfo, Severity};
use crate::key::{Area, StateCode};
use crate::model::{End, ServiceId};
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::Purpose;

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
    let records = Records::new(context.model);
    for (state, duties) in duties(context) {
        // Kommunen that lack a way for the same services are one finding.
        let mut lacking: BTreeMap<Area, (Duty, BTreeSet<ServiceId>)> = BTreeMap::new();
        for (service, bodies) in &duties {
            for (key, duty) in without_way(context, &records, (state, *service), bodies) {
                lacking.entry(key).or_insert_with(|| (duty.clone(), BTreeSet::new())).1.insert(*service);
            }
        }
        let mut groups: BTreeMap<BTreeSet<ServiceId>, BTreeMap<Area, Duty>> = BTreeMap::new();
        for (key, (duty, services)) in lacking {
            groups.entry(services).or_default().insert(key, duty);
        }
        for (services, bodies) in groups {
            report(context, findings, &records, state, (&services, &bodies));
        }
    }
}

/// The Kommunen for which neither a record nor a path says where feedback on a service goes.
fn without_way<'d>(
    context: &Context<'_>,
    records: &Records<'_>,
    (state, service): (StateCode, ServiceId),
    bodies: &'d BTreeMap<Area, Duty>,
) -> Vec<(Area, &'d Duty)> {
    let mut lacking = Vec::new();
    // Paths are looked up once per day; all Kommunen of a wave share it.
    let mut by_day = BTreeMap::new();
    for (key, duty) in bodies {
        let said = records.of(*key).any(|record| {
            record.feedback_broken
                || record.feedback.as_ref().is_some_and(|feedback| feedback.services.has(&service))
        });
        if said {
            continue;
        }
        let ways = by_day.entry(duty.day).or_insert_with(|| {
            let operator = context.model.service(service).operating_state(duty.day);
            Ways::new(context, Purpose::Feedback, service, (state, operator), duty.day)
        });
        let starts = ways.paths().iter().any(|path| {
            let speaks = match path.from.value {
                End::Municipality | End::Competent => true,
                End::Organization(organization) => duty.organizations.contains(&organization),
                End::Citizen | End::Level(_) | End::Undecidable => false,
            };
            let areas = path.area.listed();
            speaks && (areas.is_empty() || areas.iter().any(|area| area.contains(*key)))
        });
        if !starts && !ways.uncertain {
            lacking.push((*key, duty));
        }
    }
    lacking
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    records: &Records<'_>,
    state: StateCode,
    (services, bodies): (&BTreeSet<ServiceId>, &BTreeMap<Area, Duty>),
) {
    let Some(span) = bodies.iter().find_map(|(key, duty)| records.place(context.model, *key, duty)) else {
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
