//! L606: a step is recorded as done although one that comes before it is not, or was later.

use std::collections::BTreeMap;

use super::bundle::day;
use super::examples::{co_user, first_level, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs, Subject, rollout};
use crate::diagnostic::{Code, RuleInfo, Severity};
use crate::plan::{Plan, Relation, Status, Task};
use crate::source::Span;
use crate::text::{Text, Words, text};
use crate::time::Date;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L606"),
        name: "done-before-predecessor",
        summary: Words::new(
            "ein Schritt ist vor einem erledigt, der ihm vorausgeht",
            "a step is done before one that precedes it",
        ),
        severity: Severity::Note,
        sources: &[],
        since: "0.1.0",
        what: Words::new(
            "Ob vor jedem als erledigt eingetragenen Schritt auch die Schritte eingetragen sind, die ihm vorausgehen, und mit keinem späteren Tag. Fehlende Einträge zählen nur, wo es den Schritt davor für dasselbe gibt (für dieselbe Welle, dieselbe Kommune). Schritte, die die Dateien selbst zeigen, zählen nicht: sie haben keinen Tag.",
            "Whether before each step recorded as done the steps that precede it are recorded, too, and with no later day. Missing records count only where the earlier step exists for the same thing (the same wave, the same municipality). Steps that the files show by themselves do not count: they have no day.",
        ),
        why: Words::new(
            "Meist fehlt nur ein Eintrag. Manchmal aber wurde geschult, bevor es etwas zu zeigen gab.",
            "Mostly just a record is missing. But sometimes training was held before there was anything to show.",
        ),
        fix: Words::new(
            "Den früheren Schritt eintragen oder den Tag berichtigen.",
            "Record the earlier step, or correct the day.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            in_use!(),
            "\n[[done]]\ntask = \"training-held\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Teilnehmerliste\"\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            in_use!(),
            "\n[[done]]\ntask = \"authorities-told\"\nservice = \"hb/a\"\non = 2026-10-01\nevidence = \"Rundschreiben\"\n",
            "\n[[done]]\ntask = \"training-held\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Teilnehmerliste\"\n"
        ),
    },
    runs: Runs::Always,
    check,
};

/// A step that comes too late: the task, and the day recorded for it.
type Earlier<'c> = (&'c Task, Option<Date>);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some((plan, _)) = context.rollout() else { return };
    for (span, (task, about, earlier)) in found(context, plan) {
        let Some((first, on)) = earlier.first() else { continue };
        let (de, en) = (&task.title.de, &task.title.en);
        let names = rollout::titles(earlier.iter().map(|(task, _)| *task));
        let label = match on.map(day) {
            Some(on) => Text::new(
                format!("davor kommt {}, eingetragen für den {}", names.de, on.de),
                format!("before it comes {}, recorded for {}", names.en, on.en),
            ),
            None => Text::new(
                format!("davor kommt und ist nicht als erledigt eingetragen: {}", names.de),
                format!("before it comes, and is not recorded as done: {}", names.en),
            ),
        };
        let id = &first.id;
        findings.report(
            Finding::new(
                span,
                text!(
                    "„{de}“ ist erledigt, ein Schritt davor aber nicht",
                    "\"{en}\" is done, but a step before it is not"
                ),
                about,
            )
            .label(label)
            .help(text!(
                "tragen Sie den Schritt davor ein: [[done]] mit task = \"{id}\", oder berichtigen Sie den Tag (on)",
                "record the step before it: [[done]] with task = \"{id}\", or correct the day (on)"
            )),
        );
    }
}

/// By record: the task it ticks, and the steps before it that are open or later.
fn found<'c>(context: &'c Context<'_>, plan: &Plan) -> BTreeMap<Span, (&'c Task, Subject, Vec<Earlier<'c>>)> {
    let mut found: BTreeMap<Span, (&Task, Subject, Vec<Earlier<'c>>)> = BTreeMap::new();
    for instance in &plan.instances {
        let (Some(on), Some(span)) = (instance.progress.done_on, instance.progress.places.first()) else {
            continue;
        };
        let Some(task) = rollout::task(context, instance) else { continue };
        for edge in instance.after.iter().filter(|edge| edge.relation == Relation::FinishStart) {
            let Some(other) = plan.instances.get(edge.from) else { continue };
            let Some(earlier) = rollout::task(context, other) else { continue };
            let late = match other.progress.status {
                // What is open elsewhere (a step per municipality before one of the wave) is not told here.
                Status::Open => !earlier.is_observable() && earlier.per == task.per,
                Status::Done => edge.lag >= 0 && other.progress.done_on.is_some_and(|day| day > on),
                Status::NotApplicable => false,
            };
            if !late || earlier.optional {
                continue;
            }
            let mut about = Subject::state(instance.scope.state).record(task.id.clone());
            about.service = instance.scope.service;
            let entry = found.entry(*span).or_insert_with(|| (task, about, Vec::new()));
            if entry.2.iter().all(|(known, _)| known.id != earlier.id) {
                entry.2.push((earlier, other.progress.done_on));
            }
        }
    }
    found
}
