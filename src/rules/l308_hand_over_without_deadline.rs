//! L308: an escalation path that does not say by when.

use super::examples::{first_ways, ladder, operator, way};
use super::incomplete_paths::{self, Detail};
use super::{Context, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::text::Words;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L308"),
        name: "hand-over-without-deadline",
        summary: Words::new("ein Eskalationsweg nennt keine Frist", "an escalation path names no deadline"),
        severity: Severity::Warning,
        sources: &["R51"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Escalation),
        yields_to: &[],
        what: Words::new(
            "Ob jeder Weg, auf dem Fragen weitergegeben oder eskaliert werden, sagt, bis wann.",
            "Whether each path on which questions are handed on or escalated says by when.",
        ),
        why: Words::new(
            "Zu einer Eskalationsstrategie gehört, bis wann: sofort, am nächsten Tag, am nächsten Arbeitstag.",
            "By when is part of an escalation strategy: at once, the next day, the next working day.",
        ),
        fix: Words::new("Beim [[path]] das Feld within ergänzen.", "Add the field within to the [[path]]."),
        bad: concat!(
            operator!(),
            ladder!(),
            first_ways!(),
            "[[path]]\npurpose = \"escalation\"\nfrom = \"stelle\"\nto = \"hersteller\"\ntrack = \"technical-state\"\nchannel = \"ticket\"\ntrigger = \"nicht selbst zu klären\"\n"
        ),
        good: concat!(
            operator!(),
            ladder!(),
            first_ways!(),
            "[[path]]\npurpose = \"escalation\"\nfrom = \"stelle\"\nto = \"hersteller\"\ntrack = \"technical-state\"\nchannel = \"ticket\"\ntrigger = \"nicht selbst zu klären\"\nwithin = \"1 wd\"\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let detail = Detail {
        lacks: |path| path.within.is_none(),
        without: Words::new("ohne Frist", "without a deadline"),
        field: "within",
        example: Words::new("\"1 wd\" (ein Arbeitstag)", "\"1 wd\" (one working day)"),
    };
    incomplete_paths::check(context, findings, detail);
}
