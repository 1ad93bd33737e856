//! L306: an escalation path that does not say over what.

use super::examples::{first_ways, ladder, operator, way};
use super::incomplete_paths::{self, Detail};
use super::{Context, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::text::Words;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L306"),
        name: "hand-over-without-channel",
        summary: Words::new("ein Eskalationsweg nennt keinen Kanal", "an escalation path names no channel"),
        severity: Severity::Warning,
        sources: &["R51"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Escalation),
        yields_to: &[],
        what: Words::new(
            "Ob jeder Weg, auf dem Fragen weitergegeben oder eskaliert werden, sagt, worüber: Telefon, E-Mail, Ticketsystem.",
            "Whether each path on which questions are handed on or escalated says over what: phone, e-mail, ticket system.",
        ),
        why: Words::new(
            "Zu einer Eskalationsstrategie gehört der Kanal. Wer im Ernstfall erst sucht, verliert Zeit.",
            "The medium is part of an escalation strategy. Who has to look for it first loses time.",
        ),
        fix: Words::new("Beim [[path]] das Feld channel ergänzen.", "Add the field channel to the [[path]]."),
        bad: concat!(
            operator!(),
            ladder!(),
            first_ways!(),
            "[[path]]\npurpose = \"escalation\"\nfrom = \"stelle\"\nto = \"hersteller\"\ntrack = \"technical-state\"\ntrigger = \"nicht selbst zu klären\"\nwithin = \"1 wd\"\n"
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
        lacks: |path| path.channel.is_none(),
        without: Words::new("ohne Kanal", "without a channel"),
        field: "channel",
        example: Words::new("\"phone\"", "\"phone\""),
    };
    incomplete_paths::check(context, findings, detail);
}
