//! L203: an interim solution will end, and nothing follows.

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
        code: Code("L203"),
        name: "interim-without-successor",
        summary: Words::new(
            "eine Interimslösung endet, und nichts folgt",
            "an interim solution ends, and nothing follows",
        ),
        severity: Severity::Error,
        sources: &["S1"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob nach dem letzten Tag jeder Interimslösung jemand anderes antwortet, in jedem Ort und für jeden Onlinedienst, für den sie galt.",
            "Whether somebody else answers after the last day of each interim solution, in each place and for each service for which it held.",
        ),
        why: Words::new(
            "Am Tag nach dem Ende steht der First Level leer, obwohl der Onlinedienst weiterläuft.",
            "On the day after the end first level is empty, though the service goes on.",
        ),
        fix: Words::new(
            "Die langfristige Lösung mit `from` am Tag nach dem Ende eintragen oder die Interimslösung verlängern.",
            "Enter the long-term solution with `from` on the day after the end, or extend the interim solution.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = 2027-06-30\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = 2027-06-30\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nfrom = 2027-07-01\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for ended in ended(context, |from| from > context.on) {
        let (last, from) = (day(day_before(ended.from)), ended.from);
        let message = |services: &Text| {
            Text::new(
                format!("die Interimslösung zu {} endet am {}, und nichts folgt", services.de, last.de),
                format!("the interim solution for {} ends on {}, and nothing follows", services.en, last.en),
            )
        };
        let finding = ended
            .finding(context, message)
            .cause(text!(
                "ab dem Tag danach antwortet auf diesem Level niemand mehr",
                "from the next day on nobody answers on this level any more"
            ))
            .help(text!(
                "ergänzen Sie [[support]] level = \"first\", solution = \"long-term\", from = {from}, oder verschieben Sie „until“",
                "add [[support]] level = \"first\", solution = \"long-term\", from = {from}, or move \"until\""
            ));
        findings.report(finding);
    }
}
