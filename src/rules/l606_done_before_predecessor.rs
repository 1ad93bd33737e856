//! L606: a step is recorded as done although one that comes before it is not, or was later.

use std::collections::BTreeMap;

use super::bundle::day;
use super::examples::{co_user, first_level, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs, rollout};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::key::Area;
use crate::model::Done;
use crate::plan::{Relation, Task, around};
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
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob vor jedem als erledigt eingetragenen Schritt auch die Schritte eingetragen sind, die ihm vorausgehen, und mit keinem späteren Tag. Fehlende Einträge zählen nur, wo es den Schritt davor für dasselbe gibt (etwa für dieselbe Welle). Schritte, die die Dateien selbst zeigen, zählen nicht: sie haben keinen Tag.",
            "Whether before each step recorded as done the steps that precede it are recorded, too, and with no later day. Missing records count only where the earlier step exists for the same thing (the same wave, for instance). Steps that the files show by themselves do not count: they have no day.",
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

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let by_task = Index::new(context);
    for ((_, name), records) in rollout::records(context) {
        let Some(task) = context.catalog.task(name).filter(|task| !task.is_observable()) else { continue };
        for after in task.after.iter().filter(|after| after.relation == Relation::FinishStart) {
            let Some(earlier) = context.catalog.task(&after.task) else { continue };
            // A step of another kind (per municipality before one of the wave) may have been done without a record.
            if earlier.is_observable()
                || earlier.optional
                || earlier.per != task.per
                || earlier.only_if.is_some()
            {
                continue;
            }
            let late = |record: &&Done| match by_task.first(&earlier.id, record) {
                None => record.on <= context.on,
                Some(day) => after.lag >= 0 && day > record.on,
            };
            let found: Vec<&Done> = records.iter().copied().filter(|record| late(record)).collect();
            report(task, earlier, &found, &by_task, findings);
        }
    }
}

/// The records of tasks that others come after, by task and area.
struct Index<'c>(BTreeMap<&'c str, BTreeMap<Option<Area>, Vec<&'c Done>>>);

impl<'c> Index<'c> {
    fn new(context: &'c Context<'_>) -> Self {
        let earlier = context.catalog.tasks.iter().flat_map(|task| &task.after);
        let mut index: BTreeMap<&str, BTreeMap<Option<Area>, Vec<&Done>>> =
            earlier.map(|after| (after.task.as_str(), BTreeMap::new())).collect();
        for record in &context.model.done {
            if let Some(of_task) = index.get_mut(record.task.value.as_str()) {
                of_task.entry(record.municipality).or_default().push(record);
            }
        }
        Self(index)
    }

    /// The first day recorded for a task by records that have to do with another: where both name something, they agree.
    fn first(&self, task: &str, record: &Done) -> Option<Date> {
        fn agree<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        let of_task = self.0.get(task);
        let areas = of_task.into_iter().flat_map(|by_area| {
            around(record.municipality).into_iter().filter_map(|area| by_area.get(&area))
        });
        areas
            .flatten()
            .filter(|other| {
                agree(other.service.as_ref(), record.service.as_ref())
                    && agree(other.component.as_ref(), record.component.as_ref())
                    && agree(other.wave.as_ref(), record.wave.as_ref())
            })
            .map(|other| other.on)
            .min()
    }
}

fn report(task: &Task, earlier: &Task, records: &[&Done], by_task: &Index<'_>, findings: &mut Findings<'_>) {
    let Some(first) = records.first() else { return };
    let (de, en) = (&task.title.de, &task.title.en);
    let (before, before_en) = (&earlier.title.de, &earlier.title.en);
    let mut label = match by_task.first(&earlier.id, first).map(day) {
        Some(on) => Text::new(
            format!("davor kommt „{before}“, eingetragen für den {}", on.de),
            format!("before it comes \"{before_en}\", recorded for {}", on.en),
        ),
        None => text!(
            "davor kommt und ist nicht als erledigt eingetragen: „{before}“",
            "before it comes, and is not recorded as done: \"{before_en}\""
        ),
    };
    let more = rollout::more(records);
    if !more.de.is_empty() {
        label = Text::new(format!("{} ({})", label.de, more.de), format!("{} ({})", label.en, more.en));
    }
    let id = &earlier.id;
    findings.report(
        Finding::new(
            first.span,
            text!(
                "„{de}“ ist erledigt, ein Schritt davor aber nicht",
                "\"{en}\" is done, but a step before it is not"
            ),
            rollout::about(records),
        )
        .label(label)
        .help(text!(
            "tragen Sie den Schritt davor ein: [[done]] mit task = \"{id}\", oder berichtigen Sie den Tag (on)",
            "record the step before it: [[done]] with task = \"{id}\", or correct the day (on)"
        )),
    );
}
