//! L410: nobody to whom a citizen can report a barrier in the service.

use super::examples::{co_using_state, operating_state};
use super::{Context, Findings, Rule, Runs, citizens};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::text::Words;
use crate::vocabulary::Purpose;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L410"),
        name: "accessibility-path-missing",
        summary: Words::new(
            "Barrieren in einem Onlinedienst lassen sich niemandem melden",
            "barriers in a service can be reported to nobody",
        ),
        severity: Severity::Warning,
        sources: &["R54"],
        since: "0.1.0",
        step: InStep::Of(Step::Notices),
        looks_at: Some(LooksAt::Accessibility),
        yields_to: &[],
        what: Words::new(
            "Ob zu jedem genutzten Onlinedienst ein Weg mit purpose = \"accessibility\" von den Bürgerinnen und Bürgern zu einer Stelle führt, im betreibenden oder im nutzenden Land.",
            "Whether a path with purpose = \"accessibility\" leads from citizens to an organization for each service in use, in the operating or in the using state.",
        ),
        why: Words::new(
            "Die Gesetze zur Barrierefreiheit verlangen einen unmittelbar erreichbaren Weg, Barrieren zu melden. Im First Level ginge eine solche Meldung unter.",
            "The laws on accessibility demand a directly reachable way to report barriers. In first level such a report would be lost.",
        ),
        fix: Words::new(
            "Einen [[path]] mit purpose = \"accessibility\" und from = \"citizen\" ergänzen.",
            "Add a [[path]] with purpose = \"accessibility\" and from = \"citizen\".",
        ),
        bad: concat!(operating_state!(), co_using_state!()),
        good: concat!(
            operating_state!(),
            "[[path]]\npurpose = \"accessibility\"\nfrom = \"citizen\"\nto = \"koordination\"\n",
            co_using_state!()
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let purpose = Purpose::Accessibility;
    let what = Words::new("lassen sich Barrieren niemandem melden", "barriers can be reported to nobody");
    let cause = Words::new(
        "kein am Stichtag gültiger Weg mit purpose = \"accessibility\" beginnt bei den Bürgerinnen und Bürgern",
        "no path with purpose = \"accessibility\" that is valid on the day begins with citizens",
    );
    for (operator, services) in &citizens::without_path(context, purpose) {
        citizens::report(context, findings, (*operator, services), purpose, (what, cause, "…"));
    }
}
