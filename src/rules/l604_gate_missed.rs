//! L604: in operation although something was missing without which there is no go-live.

use super::examples::{co_user, first_level, operator};
use super::rollout::{self, Telling};
use super::{Context, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::plan::{DoneWhen, Task};
use crate::text::{Text, Words, text};

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
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob am Tag des Starts die Voraussetzungen erfüllt sind, ohne die nicht gestartet wird (gate): Second und Third Level vereinbart, Kommunikationswege festgelegt, dazu eigene. Ob jemand antwortet, melden L101, L201 und L206; das wiederholt die Regel nicht. Gilt nur für ein Land, das einen Rollout-Plan führt: dessen Dateien einen Eintrag [[done]] oder [durations] haben.",
            "Whether on the day of go-live the conditions hold without which there is no go-live (gate): second and third level agreed, communication paths laid down, and your own. Whether somebody answers is reported by L101, L201 and L206; the rule does not repeat it. Only for a state that keeps a rollout plan: whose files have a record [[done]] or [durations].",
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
    // Empty cells, and what a rule finds, are told where they stand.
    let told = |what: &DoneWhen| !what.cells.is_empty() || what.rules.iter().any(|code| context.asks(code));
    let wanted = |task: &Task| task.gate && !task.done_when.as_ref().is_some_and(told);
    let telling = Telling {
        message: |name, day| {
            Text::new(
                format!("seit dem {} in Betrieb, aber eine Voraussetzung dafür fehlt: {}", day.de, name.de),
                format!("in operation since {}, but a condition for that is missing: {}", day.en, name.en),
            )
        },
        open: Words::new("offen", "open"),
        help: |first| {
            text!(
                "was genau fehlt und wo, sagt „lotse plan --why {first}“",
                "\"lotse plan --why {first}\" says what exactly is missing, and where"
            )
        },
    };
    rollout::report_begun(context, findings, wanted, &telling);
}
