//! L604: in operation although something was missing without which there is no go-live.

use std::collections::BTreeMap;

use super::bundle::day;
use super::examples::{co_user, first_level, operator};
use super::rollout::{self, Start};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, RuleInfo, Severity};
use crate::plan::{Status, Task};
use crate::text::{Text, Words, text};
use crate::time::Date;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L604"),
        name: "gate-missed",
        summary: Words::new(
            "gestartet, obwohl eine Voraussetzung für den Start fehlt",
            "gone live although a condition for go-live is missing",
        ),
        severity: Severity::Error,
        sources: &["S4", "S8"],
        since: "0.1.0",
        what: Words::new(
            "Ob am Tag des Starts die Voraussetzungen erfüllt sind, ohne die nicht gestartet wird (gate): Second und Third Level vereinbart, Kommunikationswege festgelegt, dazu eigene. Ob jemand antwortet, melden L101, L201 und L206; das wiederholt die Regel nicht. Gilt nur, wo ein Rollout-Plan geführt wird: wo es einen Eintrag [[done]] oder [durations] gibt.",
            "Whether on the day of go-live the conditions hold without which there is no go-live (gate): second and third level agreed, communication paths laid down, and your own. Whether somebody answers is reported by L101, L201 and L206; the rule does not repeat it. Only where a rollout plan is kept: where there is a record [[done]] or [durations].",
        ),
        why: Words::new(
            "Ohne Vereinbarung und Wege bleibt die erste schwierige Frage liegen, und niemand ist zuständig.",
            "Without an agreement and paths the first difficult question is left lying, and nobody is responsible.",
        ),
        fix: Words::new(
            "Nachholen, was fehlt, oder den Start verschieben (go-live).",
            "Catch up on what is missing, or move the go-live.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            "\n[[use]]\nservice = \"hb/a\"\ngo-live = 2026-12-01\n",
            "\n[durations]\ntraining-held = \"2 wd\"\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            "\n[[use]]\nservice = \"hb/a\"\ngo-live = 2027-12-01\n",
            "\n[durations]\ntraining-held = \"2 wd\"\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(rollout) = context.rollout() else { return };
    let mut found: BTreeMap<(Start, Date), Vec<&Task>> = BTreeMap::new();
    for instance in rollout.plan.instances.iter().filter(|instance| instance.progress.status == Status::Open)
    {
        let Some(task) = rollout::task(rollout, instance).filter(|task| task.gate) else { continue };
        let Some(go_live) = instance.go_live.filter(|day| *day <= context.on) else { continue };
        // Empty cells, and what a rule finds, are told where they stand.
        let told = task
            .done_when
            .as_ref()
            .is_some_and(|what| !what.cells.is_empty() || what.rules.iter().any(|code| context.asks(code)));
        if !told {
            found.entry((rollout::start(&instance.scope), go_live)).or_default().push(task);
        }
    }
    for ((start, go_live), tasks) in found {
        let Some(span) = rollout::place(context, start) else { continue };
        let (name, begun, titles) =
            (rollout::name(context, start), day(go_live), rollout::titles(tasks.iter().copied()));
        let first = tasks.first().map_or("", |task| task.id.as_str());
        let finding = Finding::new(
            span,
            Text::new(
                format!("seit dem {} in Betrieb, aber eine Voraussetzung dafür fehlt: {}", begun.de, name.de),
                format!("in operation since {}, but a condition for that is missing: {}", begun.en, name.en),
            ),
            rollout::subject(context, start),
        );
        findings.report(
            finding.label(Text::new(format!("offen: {}", titles.de), format!("open: {}", titles.en))).help(
                text!(
                    "was genau fehlt und wo, sagt „lotse plan --why {first}“",
                    "\"lotse plan --why {first}\" says what exactly is missing, and where"
                ),
            ),
        );
    }
}
