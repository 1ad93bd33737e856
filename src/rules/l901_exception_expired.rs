//! L901: an accepted deviation whose time is over.

use super::examples::operating_state;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L901"),
        name: "exception-expired",
        summary: Words::new("eine Ausnahme ist abgelaufen", "an exception has expired"),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob jede Ausnahme am Stichtag noch gilt. Eine abgelaufene nimmt nichts mehr hin.",
            "Whether each exception still holds on the day. An expired one accepts nothing any more.",
        ),
        why: Words::new(
            "Eine Ausnahme hat ein Ende, damit jemand noch einmal hinsieht.",
            "An exception has an end so that somebody looks again.",
        ),
        fix: Words::new(
            "Den Befund beheben und die Ausnahme löschen, oder sie neu billigen lassen und `until` verlängern.",
            "Mend the defect and delete the exception, or have it approved again and extend `until`.",
        ),
        bad: concat!(
            operating_state!(),
            "[[exception]]\nrule = \"L101\"\nreason = \"Aufbau läuft\"\napproved-by = \"Leitung\"\nuntil = 2026-06-30\n"
        ),
        good: operating_state!(),
    },
    runs: Runs::Last,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for exception in context.model.exceptions.iter().filter(|exception| exception.until.value < context.on) {
        let (rule, until) = (&exception.rule.value, exception.until.value);
        let subject = exception.subject.clone().unwrap_or_default();
        let about = Subject::state(exception.state).record(format!("{rule} {subject}").trim_end());
        let finding = Finding::new(
            exception.until.span,
            text!("die Ausnahme von {rule} ist abgelaufen", "the exception from {rule} has expired"),
            about,
        )
        .label(text!("galt bis {until}", "held until {until}"))
        .help(text!(
            "löschen Sie die Ausnahme, oder lassen Sie sie neu billigen und setzen Sie `until` neu",
            "delete the exception, or have it approved again and set `until` anew"
        ));
        findings.report(finding);
    }
}
