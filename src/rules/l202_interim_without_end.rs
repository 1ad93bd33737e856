//! L202: an interim solution without an end.

use super::bundle::about_record;
use super::endless::endless;
use super::examples::{co_user, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity};
use crate::profile::Cell;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::Level;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L202"),
        name: "interim-without-end",
        summary: Words::new("eine Interimslösung ohne Ende", "an interim solution without an end"),
        severity: Severity::Warning,
        sources: &["S1"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob jede Interimslösung, die keine langfristige Lösung ablöst, einen letzten Tag nennt (until) oder ehrlich sagt, dass er offen ist (until = \"open\" mit review).",
            "Whether each interim solution that no long-term solution relieves gives a last day (until) or says honestly that it is open (until = \"open\" with review).",
        ),
        why: Words::new(
            "Eine Interimslösung ohne Ende wird zur Dauerlösung, die niemand beschlossen hat.",
            "An interim solution without end becomes a lasting one that nobody decided on.",
        ),
        fix: Words::new(
            "Den letzten Tag eintragen und die langfristige Lösung ergänzen; ist er nicht bekannt: until = \"open\" und review = DATUM.",
            "Enter the last day and add the long-term solution; if it is not known: until = \"open\" and review = DATE.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\n"
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
    for (id, endless) in endless(context) {
        let record = context.model.support(id);
        // With an open end said, or with a successor in other places, what is missing is the long-term solution.
        if record.open_end || endless.followed {
            continue;
        }
        let bundle = &endless.forever;
        let services = bundle.services(context, Case::Dative);
        let subject = bundle.subject(context, record.state).cell(Cell { level: Level::First, track: None });
        let span = record.solution.as_ref().map_or(record.span, |solution| solution.span);
        findings.report(
            Finding::new(
                span,
                Text::new(
                    format!("die Interimslösung zu {} hat kein Ende", services.de),
                    format!("the interim solution for {} has no end", services.en),
                ),
                about_record(context, subject, id),
            )
            .one_service_of(
                bundle,
                Text::new(
                    "die Interimslösung zu {} hat kein Ende",
                    "the interim solution for {} has no end",
                ),
                Case::Dative,
            )
            .label(bundle.concerns(context))
            .cause(text!(
                "„until“ fehlt, und keine langfristige Lösung löst sie ab",
                "\"until\" is missing, and no long-term solution relieves it"
            ))
            .help(text!(
                "ergänzen Sie until = JJJJ-MM-TT; ist der Tag nicht bekannt: until = \"open\" und review = JJJJ-MM-TT",
                "add until = YYYY-MM-DD; if the day is not known: until = \"open\" and review = YYYY-MM-DD"
            )),
        );
    }
}
