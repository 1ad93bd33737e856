//! L204: an interim solution has ended, and nothing followed.

use super::bundle::day;
use super::ended::ended;
use super::examples::{co_user, in_use, operator};
use super::{Context, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity};
use crate::text::{Text, Words, text};
use crate::time::day_before;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L204"),
        name: "interim-expired",
        summary: Words::new(
            "eine Interimslösung ist ausgelaufen, und seitdem antwortet niemand",
            "an interim solution has expired, and nobody has answered since",
        ),
        severity: Severity::Error,
        sources: &["S1"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob eine Interimslösung schon zu Ende ist, ohne dass etwas folgte.",
            "Whether an interim solution is over already without anything having followed.",
        ),
        why: Words::new(
            "Heute erreichen Fragen von Bürgerinnen und Bürgern hier niemanden.",
            "Today questions of citizens reach nobody here.",
        ),
        fix: Words::new(
            "Sofort klären, wer antwortet: die Interimslösung verlängern oder die langfristige Lösung eintragen.",
            "Settle at once who answers: extend the interim solution or enter the long-term solution.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = 2026-12-31\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = 2026-12-31\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nfrom = 2027-01-01\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for ended in ended(context, |from| from <= context.on) {
        let last = day(day_before(ended.from));
        let from = ended.from;
        let message = |services: &Text| {
            let (de, en) = (&services.de, &services.en);
            Text::new(
                format!("die Interimslösung zu {de} ist am {} ausgelaufen, und nichts folgte", last.de),
                format!("the interim solution for {en} expired on {}, and nothing followed", last.en),
            )
        };
        let finding = ended
            .finding(context, message)
            .cause(text!(
                "seit dem Tag danach antwortet auf diesem Level niemand",
                "since the next day nobody has answered on this level"
            ))
            .help(text!(
                "verlängern Sie „until“, oder ergänzen Sie [[support]] level = \"first\", solution = \"long-term\", from = {from}",
                "extend \"until\", or add [[support]] level = \"first\", solution = \"long-term\", from = {from}"
            ));
        findings.report(finding);
    }
}
