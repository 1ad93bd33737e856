//! L609: with the durations given, the successor of an interim solution does not stand in time.

use super::bundle::day;
use super::examples::{co_user, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs, rollout};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::plan::{Due, Ground};
use crate::situation::Limited as _;
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L609"),
        name: "interim-out-of-reach",
        summary: Words::new(
            "eine Interimslösung kann nicht rechtzeitig abgelöst werden",
            "an interim solution cannot be relieved in time",
        ),
        severity: Severity::Warning,
        sources: &["S2"],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob die Schritte zur langfristigen Lösung, mit den angegebenen Dauern ([durations]) vom Stichtag an gerechnet, vor dem Ende der Interimslösung fertig werden. Eine Vorlaufzeit (lead-time) oder Kündigungsfrist (notice) prüft L205.",
            "Whether the steps to the long-term solution, reckoned from the day in question with the durations given ([durations]), are finished before the interim solution ends. A lead time or notice period is checked by L205.",
        ),
        why: Words::new(
            "Am Tag nach dem Ende der Interimslösung antwortet sonst niemand.",
            "Else nobody answers on the day after the interim solution ends.",
        ),
        fix: Words::new(
            "Die Interimslösung verlängern (until) oder die Schritte verkürzen.",
            "Extend the interim solution (until), or shorten the steps.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = 2027-02-28\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nfrom = 2027-03-01\n",
            "\n[durations]\nswitch-announced = \"90 wd\"\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = 2028-02-29\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nfrom = 2028-03-01\n",
            "\n[durations]\nswitch-announced = \"90 wd\"\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(rollout) = context.rollout() else { return };
    let late = rollout::late(context, Due::InterimEnd);
    if late.is_empty() {
        return;
    }
    let ground = Ground::new(context.situation);
    for late in late {
        let Some(instance) = rollout.plan.instances.get(late.conflict.instance) else { continue };
        let interims = crate::plan::interims(&ground, &instance.scope);
        let ending = interims.iter().find(|support| support.end() == Some(late.conflict.deadline));
        let Some(record) = ending else { continue };
        let (name, finish) = (rollout::name(context, late.start), day(late.conflict.finish));
        let end = record.limits().last_day().map(day).unwrap_or_default();
        let mut finding = Finding::new(
            record.until_span.unwrap_or(record.span),
            Text::new(
                format!(
                    "die Interimslösung endet am {}, bevor ihr Nachfolger stehen kann: {}",
                    end.de, name.de
                ),
                format!(
                    "the interim solution ends on {}, before its successor can stand: {}",
                    end.en, name.en
                ),
            ),
            rollout::subject(context, late.start),
        )
        .label(late.label(context, rollout));
        if let Some(cause) = late.cause(rollout) {
            finding = finding.cause(cause);
        }
        let (de, en) = (finish.de, finish.en);
        findings.report(finding.help(text!(
            "verlängern Sie until mindestens bis zum {de}, oder verkürzen Sie einen dieser Schritte in [durations]",
            "extend until to {en} at least, or shorten one of these steps in [durations]"
        )));
    }
}
