//! L307: an escalation path that does not say when.

use super::examples::{first_ways, ladder, operator, way};
use super::incomplete_paths::{self, Detail};
use super::{Context, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::text::Words;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L307"),
        name: "hand-over-without-trigger",
        summary: Words::new("ein Eskalationsweg nennt keinen Anlass", "an escalation path names no trigger"),
        severity: Severity::Warning,
        sources: &["R51"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Escalation),
        yields_to: &[],
        what: Words::new(
            "Ob jeder Weg, auf dem Fragen weitergegeben oder eskaliert werden, sagt, wann er genommen wird.",
            "Whether each path on which questions are handed on or escalated says when it is taken.",
        ),
        why: Words::new(
            "Ohne Anlass entscheidet jede und jeder anders, wann eine Frage weitergeht.",
            "Without a trigger everybody decides differently when a question moves on.",
        ),
        fix: Words::new("Beim [[path]] das Feld trigger ergänzen.", "Add the field trigger to the [[path]]."),
        bad: concat!(
            operator!(),
            ladder!(),
            first_ways!(),
            "[[path]]\npurpose = \"escalation\"\nfrom = \"stelle\"\nto = \"hersteller\"\ntrack = \"technical-state\"\nchannel = \"ticket\"\nwithin = \"1 wd\"\n"
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
        lacks: |path| path.trigger.is_none(),
        without: Words::new("ohne Anlass", "without a trigger"),
        field: "trigger",
        example: Words::new("\"…\"", "\"…\""),
    };
    incomplete_paths::check(context, findings, detail);
}
