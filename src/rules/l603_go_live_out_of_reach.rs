//! L603: with the durations given, a go-live cannot be kept.

use super::bundle::day;
use super::examples::{co_user, first_level, operator};
use super::{Context, Finding, Findings, Rule, Runs, rollout};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::plan::Due;
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L603"),
        name: "go-live-out-of-reach",
        summary: Words::new(
            "ein Start ist mit den angegebenen Dauern nicht zu schaffen",
            "a go-live cannot be reached with the durations given",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob die Schritte vor einem Start, hintereinander und mit den angegebenen Dauern ([durations]) vom Stichtag an gerechnet, vor dem Start fertig werden. Gerechnet wird mit den Arbeitstagen dessen, der arbeitet; ein Schritt ohne Angabe zählt null Tage.",
            "Whether the steps before a go-live, one after another with the durations given ([durations]), reckoned from the day in question, are finished before go-live. Reckoned with the working days of whoever works; a step without a duration counts zero days.",
        ),
        why: Words::new(
            "Wer das heute weiß, verschiebt eine Welle. Wer es am Tag davor merkt, startet ohne Vorbereitung.",
            "Whoever knows this today moves a wave. Whoever notices the day before goes live unprepared.",
        ),
        fix: Words::new(
            "Den Start verschieben (go-live), Schritte nebeneinander erledigen oder die Dauer berichtigen.",
            "Move the go-live, do steps side by side, or correct the duration.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            "\n[[use]]\nservice = \"hb/a\"\ngo-live = 2027-02-01\n",
            "\n[durations]\ntraining-held = \"60 wd\"\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            "\n[[use]]\nservice = \"hb/a\"\ngo-live = 2027-06-01\n",
            "\n[durations]\ntraining-held = \"60 wd\"\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(rollout) = context.rollout() else { return };
    for late in rollout::late(context, Due::GoLive) {
        let Some(span) = rollout::place(context, late.start) else { continue };
        let (name, deadline, finish) =
            (rollout::name(context, late.start), day(late.conflict.deadline), day(late.conflict.finish));
        let mut finding = Finding::new(
            span,
            Text::new(
                format!("der Start am {} ist nicht zu schaffen: {}", deadline.de, name.de),
                format!("the go-live on {} cannot be reached: {}", deadline.en, name.en),
            ),
            rollout::subject(context, late.start),
        )
        .label(late.label(context, rollout));
        if let Some(cause) = late.cause(rollout) {
            finding = finding.cause(cause);
        }
        let (de, en) = (finish.de, finish.en);
        findings.report(finding.help(text!(
            "verschieben Sie den Start auf einen Tag nach dem {de}, oder verkürzen Sie einen dieser Schritte in [durations]",
            "move the go-live to a day after {en}, or shorten one of these steps in [durations]"
        )));
    }
}
