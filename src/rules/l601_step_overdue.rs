//! L601: the day of go-live has come, and steps before it are not recorded as done.

use super::examples::{co_user, first_level, operator};
use super::rollout::{self, Telling};
use super::{Context, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::plan::{Due, Task};
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L601"),
        name: "step-overdue",
        summary: Words::new("Schritte vor dem Start sind überfällig", "steps before go-live are overdue"),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob alle Schritte, die vor einem Start fertig sein müssen und die nur ein Mensch bestätigen kann, am Tag des Starts als erledigt eingetragen sind ([[done]]). Gilt nur für ein Land, das einen Rollout-Plan führt: dessen Dateien einen Eintrag [[done]] oder [durations] haben. Was die Dateien selbst zeigen, melden andere Regeln; was jede Kommune für sich tut, steht in ihrer Checkliste.",
            "Whether all steps that must be finished before a go-live and that only a person can confirm are recorded as done ([[done]]) on the day of go-live. Only for a state that keeps a rollout plan: whose files have a record [[done]] or [durations]. What the files show by themselves, other rules report; what each municipality does on its own stands in its checklist.",
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
    // A gate that is missed is told as such.
    let wanted =
        |task: &Task| task.due == Some(Due::GoLive) && !task.is_observable() && !task.optional && !task.gate;
    let telling = Telling {
        message: |name, day| {
            Text::new(
                format!("Schritte vor dem Start am {} sind überfällig: {}", day.de, name.de),
                format!("steps before the go-live on {} are overdue: {}", day.en, name.en),
            )
        },
        open: Words::new("nicht als erledigt eingetragen", "not recorded as done"),
        help: |first| {
            text!(
                "tragen Sie ein, was erledigt ist: [[done]] mit task = \"{first}\", on = JJJJ-MM-TT und evidence; alle Schritte zeigt „lotse plan“",
                "record what is done: [[done]] with task = \"{first}\", on = YYYY-MM-DD and evidence; \"lotse plan\" shows all steps"
            )
        },
    };
    rollout::report_begun(context, findings, wanted, &telling);
}
