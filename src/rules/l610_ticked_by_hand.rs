//! L610: a step that the files show by themselves is ticked by hand.

use super::examples::{co_user, first_level, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs, rollout};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L610"),
        name: "ticked-by-hand",
        summary: Words::new(
            "ein Schritt, den die Dateien selbst zeigen, ist von Hand abgehakt",
            "a step that the files show by themselves is ticked by hand",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob ein Eintrag [[done]] einen Schritt nennt, der an den Dateien abgelesen wird (done-when). Ein solcher Eintrag bewirkt nichts.",
            "Whether a record [[done]] names a step that is read off the files (done-when). Such a record has no effect.",
        ),
        why: Words::new(
            "Eine Checkliste darf nicht „erledigt“ sagen, wo die Prüfung etwas anderes sagt.",
            "A checklist must not say \"done\" where the check says otherwise.",
        ),
        fix: Words::new(
            "Den Eintrag löschen und eintragen, woran man den Schritt sieht.",
            "Delete the record, and enter what shows the step.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            in_use!(),
            "\n[[done]]\ntask = \"first-level-in-force\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Vermerk\"\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            in_use!(),
            "\n[[done]]\ntask = \"authorities-told\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Rundschreiben\"\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for ((_, name), records) in rollout::records(context) {
        let Some(task) = context.catalog.task(name).filter(|task| task.is_observable()) else { continue };
        let Some(first) = records.first() else { continue };
        let (de, en) = (&task.title.de, &task.title.en);
        let more = rollout::more(&records);
        findings.report(
            Finding::new(
                first.task.span,
                text!("„{de}“ kann niemand von Hand abhaken", "nobody can tick \"{en}\" by hand"),
                rollout::about(&records),
            )
            .label(Text::new(
                format!("wird an den Dateien abgelesen {}", more.de).trim_end(),
                format!("is read off the files {}", more.en).trim_end(),
            ))
            .help(text!(
                "löschen Sie den Eintrag; woran man den Schritt sieht, sagt „lotse plan --why {name}“",
                "delete the record; \"lotse plan --why {name}\" says what shows the step"
            )),
        );
    }
}
