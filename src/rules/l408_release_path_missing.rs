//! L408: a change of the service that the co-using state or its Kommunen do not hear of beforehand.

use super::examples::{authority, co_using_state, operating_state};
use super::{Context, Findings, Rule, Runs, notices};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::text::Words;
use crate::vocabulary::Purpose;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L408"),
        name: "release-path-missing",
        summary: Words::new(
            "die Ankündigung einer Änderung erreicht ein mitnutzendes Land oder seine Kommunen nicht",
            "the notice of a change does not reach a co-using state or its municipalities",
        ),
        severity: Severity::Warning,
        sources: &["R22", "R23"],
        since: "0.1.0",
        step: InStep::Of(Step::Notices),
        looks_at: Some(LooksAt::Releases),
        yields_to: &[],
        what: Words::new(
            "Ob Wege mit purpose = \"release\" vom betreibenden Land zu jedem mitnutzenden Land führen und von dort weiter zu den Kommunen mit einer zuständigen Behörde.",
            "Whether paths with purpose = \"release\" lead from the operating state to each co-using state, and on from there to the municipalities with a competent authority.",
        ),
        why: Words::new(
            "Eine Änderung, von der niemand wusste, kommt bei der Behörde und beim First Level als Störung an.",
            "A change that nobody knew of arrives at the authority and at first level as a fault.",
        ),
        fix: Words::new(
            "Den fehlenden [[path]] mit purpose = \"release\" ergänzen: im betreibenden Land zum mitnutzenden, im mitnutzenden zu \"municipality\".",
            "Add the missing [[path]] with purpose = \"release\": in the operating state to the co-using one, in the co-using state to \"municipality\".",
        ),
        bad: concat!(operating_state!(), co_using_state!()),
        good: concat!(
            operating_state!(),
            "[[path]]\npurpose = \"release\"\nfrom = \"koordination\"\nto = \"ni/koordination\"\n",
            co_using_state!(),
            authority!(),
            "[[path]]\npurpose = \"release\"\nfrom = \"koordination\"\nto = \"municipality\"\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let what = Words::new("die Ankündigung von Änderungen", "the notice of changes");
    notices::check(context, findings, Purpose::Release, what);
}
