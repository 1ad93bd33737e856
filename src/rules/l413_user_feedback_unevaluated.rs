//! L413: nobody evaluates what users say of the service.

use super::examples::{co_using_state, operating_state};
use super::{Context, Findings, Rule, Runs, citizens};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::text::Words;
use crate::vocabulary::Purpose;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L413"),
        name: "user-feedback-unevaluated",
        summary: Words::new(
            "Rückmeldungen der Nutzenden wertet niemand aus",
            "nobody evaluates the feedback of users",
        ),
        severity: Severity::Warning,
        sources: &["R33"],
        since: "0.1.0",
        step: InStep::Of(Step::Feedback),
        looks_at: Some(LooksAt::Knowledge),
        yields_to: &[],
        what: Words::new(
            "Ob zu jedem genutzten Onlinedienst ein Weg mit purpose = \"user-feedback\" von den Bürgerinnen und Bürgern zu einer Stelle führt, die die Rückmeldungen auswertet. Sie werden ausgewertet, nicht einzeln beantwortet: das ist kein Support.",
            "Whether a path with purpose = \"user-feedback\" leads from citizens to an organization that evaluates feedback, for each service in use. It is evaluated, not answered one by one: that is no support.",
        ),
        why: Words::new(
            "Die steuernde Stelle soll aus den Rückmeldungen lernen, was am Onlinedienst zu ändern ist.",
            "The steering body shall learn from the feedback what to change in the service.",
        ),
        fix: Words::new(
            "Einen [[path]] mit purpose = \"user-feedback\", from = \"citizen\" zur steuernden Stelle ergänzen.",
            "Add a [[path]] with purpose = \"user-feedback\", from = \"citizen\" to the steering body.",
        ),
        bad: concat!(operating_state!(), co_using_state!()),
        good: concat!(
            operating_state!(),
            "[[path]]\npurpose = \"user-feedback\"\nfrom = \"citizen\"\nto = \"koordination\"\n",
            co_using_state!()
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let purpose = Purpose::UserFeedback;
    let what =
        Words::new("wertet niemand die Rückmeldungen der Nutzenden aus", "nobody evaluates users' feedback");
    let cause = Words::new(
        "kein am Stichtag gültiger Weg mit purpose = \"user-feedback\" führt von den Bürgerinnen und Bürgern zu einer auswertenden Stelle",
        "no path with purpose = \"user-feedback\" that is valid on the day leads from citizens to an organization that evaluates it",
    );
    for (operator, services) in &citizens::without_path(context, purpose) {
        citizens::report(context, findings, (*operator, services), purpose, (what, cause, "…"));
    }
}
