//! L601: the day of go-live has come, and steps before it are not recorded as done.

use std::collections::BTreeMap;

use super::bundle::day;
use super::examples::{co_user, first_level, operator};
use super::rollout::{self, Start};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, RuleInfo, Severity};
use crate::plan::{Due, Status, Task};
use crate::text::{Text, Words, text};
use crate::time::Date;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L601"),
        name: "step-overdue",
        summary: Words::new("Schritte vor dem Start sind überfällig", "steps before go-live are overdue"),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        what: Words::new(
            "Ob alle Schritte, die vor einem Start fertig sein müssen und die nur ein Mensch bestätigen kann, am Tag des Starts als erledigt eingetragen sind ([[done]]). Gilt nur, wo ein Rollout-Plan geführt wird: wo es einen Eintrag [[done]] oder [durations] gibt. Was die Dateien selbst zeigen, melden andere Regeln; was jede Kommune für sich tut, steht in ihrer Checkliste.",
            "Whether all steps that must be finished before a go-live and that only a person can confirm are recorded as done ([[done]]) on the day of go-live. Only where a rollout plan is kept: where there is a record [[done]] or [durations]. What the files show by themselves, other rules report; what each municipality does on its own stands in its checklist.",
        ),
        why: Words::new(
            "Was vor dem Start liegen bleibt, holt nach dem Start meist niemand nach.",
            "What is left undone before go-live is rarely caught up on afterwards.",
        ),
        fix: Words::new(
            "Eintragen, was erledigt ist, mit Tag und Beleg. Ist es nicht erledigt: nachholen oder den Start verschieben (go-live).",
            "Record what is done, with day and evidence. If it is not done: catch up, or move the go-live.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            "\n[[use]]\nservice = \"hb/a\"\ngo-live = 2026-12-01\n",
            "\n[[done]]\ntask = \"authorities-told\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Rundschreiben\"\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            "\n[[use]]\nservice = \"hb/a\"\ngo-live = 2027-12-01\n",
            "\n[[done]]\ntask = \"authorities-told\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Rundschreiben\"\n"
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
        let Some(task) = rollout::task(rollout, instance) else { continue };
        let Some(go_live) = instance.go_live.filter(|day| *day <= context.on) else { continue };
        if task.due == Some(Due::GoLive) && !task.is_observable() && !task.optional {
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
                format!("Schritte vor dem Start am {} sind überfällig: {}", begun.de, name.de),
                format!("steps before the go-live on {} are overdue: {}", begun.en, name.en),
            ),
            rollout::subject(context, start),
        );
        findings.report(
            finding
                .label(Text::new(
                    format!("nicht als erledigt eingetragen: {}", titles.de),
                    format!("not recorded as done: {}", titles.en),
                ))
                .help(text!(
                    "tragen Sie ein, was erledigt ist: [[done]] mit task = \"{first}\", on = JJJJ-MM-TT und evidence; alle Schritte zeigt „lotse plan“",
                    "record what is done: [[done]] with task = \"{first}\", on = YYYY-MM-DD and evidence; \"lotse plan\" shows all steps"
                )),
        );
    }
}
