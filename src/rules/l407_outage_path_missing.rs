//! L407: a fault of the service that the co-using state or its Kommunen do not hear of.

use super::examples::{authority, co_using_state, operating_state};
use super::{Context, Findings, Rule, Runs, notices};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::text::Words;
use crate::vocabulary::Purpose;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L407"),
        name: "outage-path-missing",
        summary: Words::new(
            "eine Störungsmeldung erreicht ein mitnutzendes Land oder seine Kommunen nicht",
            "an outage notice does not reach a co-using state or its municipalities",
        ),
        severity: Severity::Warning,
        sources: &["R19"],
        since: "0.1.0",
        step: InStep::Of(Step::Notices),
        looks_at: Some(LooksAt::Outages),
        yields_to: &[],
        what: Words::new(
            "Ob Wege mit purpose = \"outage\" vom betreibenden Land zu jedem mitnutzenden Land führen und von dort weiter zu den Kommunen mit einer zuständigen Behörde.",
            "Whether paths with purpose = \"outage\" lead from the operating state to each co-using state, and on from there to the municipalities with a competent authority.",
        ),
        why: Words::new(
            "Wer von der Störung nichts weiß, sucht den Fehler bei sich und kann den Bürgerinnen und Bürgern nichts sagen.",
            "Who does not know of the fault looks for it in the wrong place and cannot tell citizens anything.",
        ),
        fix: Words::new(
            "Den fehlenden [[path]] mit purpose = \"outage\" ergänzen: im betreibenden Land zum mitnutzenden, im mitnutzenden zu \"municipality\".",
            "Add the missing [[path]] with purpose = \"outage\": in the operating state to the co-using one, in the co-using state to \"municipality\".",
        ),
        bad: concat!(
            operating_state!(),
            "[[path]]\npurpose = \"outage\"\nfrom = \"koordination\"\nto = \"ni/koordination\"\n",
            co_using_state!(),
            authority!()
        ),
        good: concat!(
            operating_state!(),
            "[[path]]\npurpose = \"outage\"\nfrom = \"koordination\"\nto = \"ni/koordination\"\n",
            co_using_state!(),
            authority!(),
            "[[path]]\npurpose = \"outage\"\nfrom = \"koordination\"\nto = \"municipality\"\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let what = Words::new("die Störungsmeldung", "the outage notice");
    notices::check(context, findings, Purpose::Outage, what);
}
