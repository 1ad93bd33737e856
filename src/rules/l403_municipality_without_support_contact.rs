//! L403: a Kommune that does not know whom in its Land to ask about the interim or the long-term support solution.

use std::collections::{BTreeMap, BTreeSet};

use super::duties::{Owed, body_names};
use super::examples::{authority, co_using_state, operating_state};
use super::uses::{coordination, shared};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::{Area, StateCode};
use crate::text::{Text, Words, text};
use crate::vocabulary::{Solution, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L403"),
        name: "municipality-without-support-contact",
        summary: Words::new(
            "eine Kommune weiß nicht, wen im Land sie nach der Supportlösung fragt",
            "a municipality does not know whom in its state to ask about the support solution",
        ),
        severity: Severity::Warning,
        sources: &["S10", "R32"],
        since: "0.1.0",
        step: InStep::Of(Step::Feedback),
        looks_at: Some(LooksAt::Feedback),
        yields_to: &[],
        what: Words::new(
            "Ob für jede Kommune mit einer zuständigen Behörde feststeht, wen im Land sie nach der Interimslösung und wen nach der langfristigen Lösung fragt; gesetzt für alle auf [state] oder für einzelne auf [[municipality]].",
            "Whether it is settled for each municipality with a competent authority whom in its state it asks about the interim solution and whom about the long-term solution; set for all on [state], or for some on [[municipality]].",
        ),
        why: Words::new(
            "Kommunen sollen sich an die Verantwortlichen im Land wenden. Dazu müssen sie wissen, wer das ist.",
            "Municipalities shall turn to those responsible in the state. For that they must know who that is.",
        ),
        fix: Words::new(
            "Auf [state] ergänzen: support-contact = { interim = \"…\", long-term = \"…\" }.",
            "Add on [state]: support-contact = { interim = \"…\", long-term = \"…\" }.",
        ),
        bad: concat!(
            operating_state!(),
            co_using_state!(),
            authority!(),
            "[[municipality]]\nkey = \"03462\"\nfeedback = { to = \"hb/koordination\" }\nsupport-contact = { interim = \"koordination\" }\n"
        ),
        good: concat!(
            operating_state!(),
            co_using_state!(),
            authority!(),
            "[[municipality]]\nkey = \"03462\"\nfeedback = { to = \"hb/koordination\" }\nsupport-contact = { interim = \"koordination\", long-term = \"koordination\" }\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut bodies: BTreeMap<(StateCode, Area), Owed<'_>> = BTreeMap::new();
    for usage in shared(context) {
        for (key, duty, day) in context.situation.owing(usage.state, usage.service) {
            bodies.insert((usage.state, key), Owed { day, duty });
        }
    }
    let mut groups: BTreeMap<(StateCode, BTreeSet<Solution>), BTreeMap<Area, Owed<'_>>> = BTreeMap::new();
    for ((state, key), owed) in bodies {
        let contacts = context.situation.support_contacts(key);
        let mut lacking = BTreeSet::new();
        if contacts.interim.is_unsaid() {
            lacking.insert(Solution::Interim);
        }
        if contacts.long_term.is_unsaid() {
            lacking.insert(Solution::LongTerm);
        }
        if !lacking.is_empty() {
            groups.entry((state, lacking)).or_default().insert(key, owed);
        }
    }
    for ((state, lacking), bodies) in groups {
        report(context, findings, state, &lacking, &bodies);
    }
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    state: StateCode,
    lacking: &BTreeSet<Solution>,
    bodies: &BTreeMap<Area, Owed<'_>>,
) {
    let Some(land) = context.model.states.get(&state) else { return };
    let to = coordination(context.model, state, state);
    let keys = lacking
        .iter()
        .map(|solution| format!("{} = \"{to}\"", solution.word()))
        .collect::<Vec<_>>()
        .join(", ");
    let words = |pick: fn(Words) -> &'static str, word: &str| {
        lacking.iter().map(|solution| pick(solution.label())).collect::<Vec<_>>().join(&format!(" {word} "))
    };
    let (de, en) = (words(|label| label.de, "und"), words(|label| label.en, "and"));
    let names = body_names(context, bodies);
    let count = bodies.len();
    let message = if count == 1 {
        let (name_de, name_en) = (&names.de, &names.en);
        text!(
            "{name_de} kennt im Land keine Ansprechstelle für: {de}",
            "{name_en} knows no contact in the state for: {en}"
        )
    } else {
        text!(
            "{count} Kommunen kennen im Land keine Ansprechstelle für: {de}",
            "{count} municipalities know no contact in the state for: {en}"
        )
    };
    // Said once on [state], it holds for all.
    let finding = Finding::new(land.span, message, Subject::state(state).areas(bodies.keys().copied()))
        .label(Text::new(format!("betrifft {}", names.de), format!("concerns {}", names.en)))
        .cause(text!(
            "weder [state] noch [[municipality]] nennt sie; einen Standardwert gibt es nicht",
            "neither [state] nor [[municipality]] names it; there is no default"
        ))
        .help(text!(
            "ergänzen Sie unter [state]: support-contact = {{ {keys} }}",
            "add below [state]: support-contact = {{ {keys} }}"
        ));
    findings.report(finding);
}
