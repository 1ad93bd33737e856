//! L112: the 115 shall answer, and nobody keeps what it knows.

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity};
use crate::situation::{Asked, Limited as _};
use crate::text::{Words, text};
use crate::vocabulary::{Tier, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L112"),
        name: "115-without-knowledge-owner",
        summary: Words::new("niemand pflegt das Wissen der 115", "nobody keeps the knowledge of the 115"),
        severity: Severity::Note,
        sources: &[],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: Some(LooksAt::Service115),
        yields_to: &[],
        what: Words::new(
            "Ob dort, wo die 115 mehr als Zuständigkeiten und Kontaktdaten nennt, eine Stelle das Wissen dafür pflegt (knowledge-owner).",
            "Whether an organization keeps the knowledge (knowledge-owner) where the 115 answers more than responsibilities and contact data.",
        ),
        why: Words::new(
            "Die 115 antwortet aus einem gemeinsamen Wissensbestand. Wer ihn für das eigene Gebiet ergänzt und aktuell hält, muss früh feststehen.",
            "The 115 answers from a common stock of knowledge. Who adds to it for the own area and keeps it current must be settled early.",
        ),
        fix: Words::new(
            "Bei [[service-115]] ergänzen: knowledge-owner = \"<Stelle>\".",
            "Add to [[service-115]]: knowledge-owner = \"<organization>\".",
        ),
        bad: "[state]\ncode = \"NI\"\n[[service-115]]\ntier = \"full\"\n",
        good: "[state]\ncode = \"NI\"\n[[organization]]\nid = \"koordination\"\nname = \"Koordination\"\nkind = \"coordination\"\n[[service-115]]\ntier = \"full\"\nknowledge-owner = \"koordination\"\n",
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for record in &context.model.services_115 {
        let Some(tier) =
            record.tier.as_ref().filter(|tier| matches!(tier.value, Tier::Full | Tier::OnlineServices))
        else {
            continue;
        };
        if !record.force(Asked::from(context.on)).holds()
            || record.knowledge_owner.is_some()
            || !context.model.is_complete(record.state)
        {
            continue;
        }
        let label = tier.value.label();
        let (de, en) = (label.de, label.en);
        let finding = Finding::new(
            record.span,
            text!(
                "niemand pflegt das Wissen, aus dem die 115 antwortet",
                "nobody keeps the knowledge from which the 115 answers"
            ),
            Subject::state(record.state).areas(record.area.listed().iter().copied()),
        )
        .label(text!("hier fehlt „knowledge-owner“", "`knowledge-owner` is missing here"))
        .related(tier.span, text!("zugesagt: {de}", "promised: {en}"))
        .help(text!(
            "ergänzen Sie knowledge-owner = \"…\" mit der Stelle, die die Antworten pflegt",
            "add knowledge-owner = \"…\" with the organization that keeps the answers"
        ));
        findings.report(finding);
    }
}
