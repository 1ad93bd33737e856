//! L607: a record names a step that does not exist, or not for what it names.

use super::examples::{co_user, first_level, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, RuleInfo, Severity};
use crate::plan::Reason;
use crate::source::Located;
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L607"),
        name: "step-unknown",
        summary: Words::new(
            "ein Eintrag nennt einen Schritt, den es dort nicht gibt",
            "a record names a step that does not exist there",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        what: Words::new(
            "Ob es jeden Schritt gibt, den [[done]] oder [durations] nennt, und für den Onlinedienst, die Welle oder die Kommune, die der Eintrag nennt.",
            "Whether each step that [[done]] or [durations] names exists, and for the service, the wave or the municipality that the record names.",
        ),
        why: Words::new(
            "Ein Häkchen, das zu nichts gehört, fehlt an anderer Stelle.",
            "A tick that belongs to nothing is missing elsewhere.",
        ),
        fix: Words::new(
            "Den Namen berichtigen; alle Schritte zeigt „lotse plan --all“.",
            "Correct the name; \"lotse plan --all\" shows all steps.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            in_use!(),
            "\n[[done]]\ntask = \"training-hold\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Teilnehmerliste\"\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            in_use!(),
            "\n[[done]]\ntask = \"training-held\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Teilnehmerliste\"\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some((plan, schedule)) = context.rollout() else { return };
    for found in &plan.unmatched {
        let Some(record) = context.model.done.get(found.record) else { continue };
        let mut about = Subject::state(record.state).record(record.task.value.clone());
        about.service = record.service;
        match &found.reason {
            Reason::UnknownTask(_) => findings.report(unknown(context, &record.task, about)),
            Reason::NothingThere => {
                let name = &record.task.value;
                findings.report(
                    Finding::new(
                        record.task.span,
                        text!(
                            "den Schritt „{name}“ gibt es nicht für das, was der Eintrag nennt",
                            "there is no step \"{name}\" for what the record names"
                        ),
                        about,
                    )
                    .help(text!(
                        "berichtigen Sie service, component, wave oder municipality; wofür es den Schritt gibt, sagt „lotse plan --why {name}“",
                        "correct service, component, wave or municipality; \"lotse plan --why {name}\" says what the step exists for"
                    )),
                );
            }
            Reason::Observable => {}
        }
    }
    for at in &schedule.unknown_durations {
        let Some(record) = context.model.durations.get(*at) else { continue };
        let about = Subject::state(record.state).record(record.task.value.clone());
        findings.report(unknown(context, &record.task, about));
    }
}

fn unknown(context: &Context<'_>, task: &Located<String>, about: Subject) -> Finding {
    let name = &task.value;
    let finding = Finding::new(
        task.span,
        text!("einen Schritt „{name}“ gibt es nicht", "there is no step \"{name}\""),
        about,
    );
    match context.catalog.nearest(name) {
        Some(close) => finding.help(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?")),
        None => finding
            .help(text!("alle Schritte zeigt „lotse plan --all“", "\"lotse plan --all\" shows all steps")),
    }
}
