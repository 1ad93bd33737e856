//! L605: a step is recorded as done, and nothing shows it.

use super::examples::{co_user, first_level, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs, rollout};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L605"),
        name: "done-without-evidence",
        summary: Words::new(
            "ein Schritt ist ohne Beleg als erledigt eingetragen",
            "a step is recorded as done without evidence",
        ),
        severity: Severity::Note,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob jeder Eintrag [[done]], der einen Schritt abhakt, einen Beleg nennt (evidence): eine Vereinbarung, ein Aktenzeichen, ein Schreiben.",
            "Whether each record [[done]] that ticks a step names its evidence: an agreement, a file number, a letter.",
        ),
        why: Words::new(
            "Ein Häkchen ohne Beleg kann nach einem Jahr niemand mehr erklären.",
            "After a year nobody can explain a tick without evidence.",
        ),
        fix: Words::new("evidence ergänzen.", "Add evidence."),
        bad: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            in_use!(),
            "\n[[done]]\ntask = \"authorities-told\"\nservice = \"hb/a\"\non = 2026-11-02\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            in_use!(),
            "\n[[done]]\ntask = \"authorities-told\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Rundschreiben vom 2. November 2026\"\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for ((_, name), mut records) in rollout::records(context) {
        // A task that does not exist, or that nobody can tick, is another finding.
        let Some(task) = context.catalog.task(name).filter(|task| !task.is_observable()) else { continue };
        records.retain(|record| record.evidence.is_none());
        let Some(first) = records.first() else { continue };
        let (de, en) = (&task.title.de, &task.title.en);
        findings.report(
            Finding::new(
                first.span,
                text!(
                    "„{de}“ ist ohne Beleg als erledigt eingetragen",
                    "\"{en}\" is recorded as done without evidence"
                ),
                rollout::about(&records),
            )
            .label(rollout::more(&records))
            .help(text!(
                "ergänzen Sie evidence = \"…\": eine Vereinbarung, ein Aktenzeichen oder ein Schreiben",
                "add evidence = \"…\": an agreement, a file number or a letter"
            )),
        );
    }
}
