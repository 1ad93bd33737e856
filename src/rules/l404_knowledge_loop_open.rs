//! L404: the knowledge process between operating and co-using state has a loose end.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::{co_using_state, operating_state};
use super::uses::{coordination, only, service_names, services_line, shared, state_names};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::model::{Knowledge, ServiceId};
use crate::source::Span;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::{KnowledgeSink, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L404"),
        name: "knowledge-loop-open",
        summary: Words::new(
            "das Wissensmanagement zwischen betreibendem und mitnutzendem Land ist nicht geschlossen",
            "the knowledge process between operating and co-using state is not closed",
        ),
        severity: Severity::Warning,
        sources: &["S8", "R26"],
        since: "0.1.0",
        step: InStep::Of(Step::Knowledge),
        looks_at: Some(LooksAt::Knowledge),
        yields_to: &[],
        what: Words::new(
            "Ob zu jedem mitgenutzten Onlinedienst beide Seiten einen Eintrag [[knowledge]] haben, die mitnutzende Seite sagt, was ausgewertet wird, und beide zusammen Auskünfte und Weiterentwicklung bedienen. Wer seinen eigenen Onlinedienst nutzt, schuldet sich nichts.",
            "Whether both sides have a record [[knowledge]] for each co-used service, the co-using side says what is evaluated, and both together feed answering and further development. Who uses its own service owes itself nothing.",
        ),
        why: Words::new(
            "Ausgewertete Anfragen sollen bessere Auskünfte und einen besseren Onlinedienst ergeben. Fehlt eine Seite, wird gesammelt, aber nichts gelernt. Das ist eine langfristige Aufgabe, kein Hindernis für den Start.",
            "Evaluated questions shall make better answers and a better service. Where a side is missing, much is gathered and nothing learnt. It is a long-term task, no obstacle to go-live.",
        ),
        fix: Words::new(
            "Auf der fehlenden Seite einen Eintrag [[knowledge]] mit owner, sources und sinks ergänzen.",
            "Add a record [[knowledge]] with owner, sources and sinks on the side that lacks it.",
        ),
        bad: concat!(
            operating_state!(),
            "[[knowledge]]\nowner = \"koordination\"\nsinks = [\"development\"]\n",
            co_using_state!(),
            "[[knowledge]]\nowner = \"koordination\"\nsources = [\"tickets\"]\nsinks = [\"development\"]\n"
        ),
        good: concat!(
            operating_state!(),
            "[[knowledge]]\nowner = \"koordination\"\nsinks = [\"development\"]\n",
            co_using_state!(),
            "[[knowledge]]\nowner = \"koordination\"\nsources = [\"tickets\"]\nsinks = [\"answering\"]\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

/// What is missing, on which side, and where to write it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Lack {
    Record,
    Sources,
    Sinks(BTreeSet<KnowledgeSink>),
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut operators: BTreeMap<(StateCode, ServiceId), BTreeSet<StateCode>> = BTreeMap::new();
    let mut states: BTreeMap<(StateCode, Lack, Span), BTreeSet<ServiceId>> = BTreeMap::new();
    for usage in shared(context) {
        let process = context.situation.knowledge(usage.state, usage.service, usage.day);
        if process.is_uncertain() {
            continue;
        }
        let own: Vec<&Knowledge> = process.own.planned().collect();
        let other: Vec<&Knowledge> = process.operator.planned().collect();
        if other.is_empty() {
            operators.entry((usage.operator, usage.service)).or_default().insert(usage.state);
        }
        let Some(first) = own.first() else {
            // All services without a record share their cause; the first use is the place.
            let place = states
                .keys()
                .find(|(state, lack, _)| *state == usage.state && *lack == Lack::Record)
                .map_or(usage.span, |(_, _, span)| *span);
            states.entry((usage.state, Lack::Record, place)).or_default().insert(usage.service);
            continue;
        };
        if own.iter().all(|record| record.sources.is_empty()) {
            states.entry((usage.state, Lack::Sources, first.span)).or_default().insert(usage.service);
        }
        let fed: BTreeSet<KnowledgeSink> =
            own.iter().chain(&other).flat_map(|record| record.sinks.iter().copied()).collect();
        let unfed: BTreeSet<KnowledgeSink> =
            KnowledgeSink::all().iter().copied().filter(|sink| !fed.contains(sink)).collect();
        if !other.is_empty() && !unfed.is_empty() {
            states.entry((usage.state, Lack::Sinks(unfed), first.span)).or_default().insert(usage.service);
        }
    }
    for ((operator, service), users) in operators {
        report_operator(context, findings, operator, service, &users);
    }
    for ((state, lack, span), services) in states {
        report_state(context, findings, (state, &lack, span), &services);
    }
}

fn report_operator(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    operator: StateCode,
    service: ServiceId,
    users: &BTreeSet<StateCode>,
) {
    let Some(span) = context.model.service(service).span else { return };
    let (home, name) = (operator.name(), &context.model.service(service).name);
    let names = state_names(users, Case::Dative);
    let line = services_line(context.model, &BTreeSet::from([service]));
    let owner = coordination(context.model, operator, operator);
    let finding = Finding::new(
        span,
        Text::new(
            format!("im Wissensmanagement zu „{name}“ fehlt die Seite des betreibenden Landes ({})", home.de),
            format!("the knowledge process on \"{name}\" lacks the operating state's side ({})", home.en),
        ),
        Subject::state(operator).service(service),
    )
    .label(Text::new(format!("mitgenutzt von {}", names.de), format!("co-used by {}", names.en)))
    .cause(text!(
        "kein Eintrag [[knowledge]] des betreibenden Landes gilt für diesen Onlinedienst",
        "no record [[knowledge]] of the operating state holds for this service"
    ))
    .help(text!(
        "ergänzen Sie: [[knowledge]] owner = \"{owner}\", sinks = [\"answering\", \"development\"], {line}",
        "add: [[knowledge]] owner = \"{owner}\", sinks = [\"answering\", \"development\"], {line}"
    ))
    .at_most(Severity::Warning);
    findings.report(finding);
}

fn report_state(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    (state, lack, span): (StateCode, &Lack, Span),
    services: &BTreeSet<ServiceId>,
) {
    let (message, help) = words(context, state, lack, services);
    let mut about = Subject::state(state);
    about.service = only(services);
    let finding = Finding::new(span, message, about)
        .cause(text!(
            "der Kreis schließt sich erst, wenn beide Seiten auswerten und das Ergebnis in Auskünfte und Weiterentwicklung fließt",
            "the loop closes only when both sides evaluate and the result flows into answers and further development"
        ))
        .help(help)
        .at_most(Severity::Warning);
    findings.report(finding);
}

/// What is missing, and what to write.
fn words(
    context: &Context<'_>,
    state: StateCode,
    lack: &Lack,
    services: &BTreeSet<ServiceId>,
) -> (Text, Text) {
    let (home, names) =
        (state.with_article(Case::Dative), service_names(context.model, services, Case::Dative));
    let line = services_line(context.model, services);
    let owner = coordination(context.model, state, state);
    match lack {
        Lack::Record => (
            Text::new(
                format!("im Wissensmanagement zu {} fehlt die Seite von {}", names.de, home.de),
                format!("the knowledge process on {} lacks the side of {}", names.en, home.en),
            ),
            text!(
                "ergänzen Sie: [[knowledge]] owner = \"{owner}\", sources = [\"tickets\", \"feedback\"], sinks = [\"answering\"], {line}",
                "add: [[knowledge]] owner = \"{owner}\", sources = [\"tickets\", \"feedback\"], sinks = [\"answering\"], {line}"
            ),
        ),
        Lack::Sources => (
            Text::new(
                format!("das Wissensmanagement zu {} sagt nicht, was ausgewertet wird", names.de),
                format!("the knowledge process on {} does not say what is evaluated", names.en),
            ),
            text!(
                "ergänzen Sie: sources = [\"tickets\", \"feedback\"]",
                "add: sources = [\"tickets\", \"feedback\"]"
            ),
        ),
        Lack::Sinks(sinks) => {
            let list = |pick: fn(Words) -> &'static str, word: &str| {
                sinks.iter().map(|sink| pick(sink.label())).collect::<Vec<_>>().join(&format!(" {word} "))
            };
            let words =
                sinks.iter().map(|sink| format!("\"{}\"", sink.word())).collect::<Vec<_>>().join(", ");
            (
                Text::new(
                    format!(
                        "das Wissensmanagement zu {} erreicht nicht: {}",
                        names.de,
                        list(|w| w.de, "und")
                    ),
                    format!("the knowledge process on {} does not feed: {}", names.en, list(|w| w.en, "and")),
                ),
                text!(
                    "ergänzen Sie bei sinks, hier oder im betreibenden Land: {words}",
                    "add to sinks, here or in the operating state: {words}"
                ),
            )
        }
    }
}
