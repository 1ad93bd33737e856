//! L414: an authority of which the files do not say who carries it, so that nobody is asked for its feedback.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::{co_using_state, operating_state};
use super::uses::organization_names;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::model::OrganizationId;
use crate::text::list::Case;
use crate::text::{Words, text};

/// So many other offices are shown; more are counted.
const SHOWN: usize = 3;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L414"),
        name: "carrier-unknown",
        summary: Words::new(
            "bei einer zuständigen Stelle ist nicht gesagt, wer sie trägt",
            "the files do not say who carries a competent authority",
        ),
        severity: Severity::Warning,
        sources: &["S10"],
        since: "0.2.0",
        step: InStep::Of(Step::Organizations),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob bei jeder Stelle, die am Ort wirklich zuständig ist, feststeht, welche Kommune sie trägt, oder dass Land, Bund oder ein Verband es tut. Liegt alles, wofür sie zuständig ist, in einem Kreis oder Verband, wird dieser angenommen (L415).",
            "Whether it is settled for each organization that is competent somewhere which municipality carries it, or that the state, the federation or an association does. Where all that it is competent for lies in one district or association, that one is assumed (L415).",
        ),
        why: Words::new(
            "Wer eine Behörde trägt, schuldet dem Land einen Weg für Feedback. Ist es nicht gesagt, wird niemand gefragt, und das fällt nicht auf.",
            "Whoever carries an authority owes its state a way of feedback. Where that is not said nobody is asked, and nobody notices.",
        ),
        fix: Words::new(
            "Bei der Stelle municipality = \"Schlüssel der Kommune\" ergänzen; trägt sie keine Kommune, carrier = \"land\", \"federal\" oder \"association\".",
            "Add municipality = \"key of the municipality\" to the organization; if none carries it, carrier = \"land\", \"federal\" or \"association\".",
        ),
        bad: concat!(
            operating_state!(),
            co_using_state!(),
            "[[organization]]\nid = \"amt\"\nname = \"Gemeinsames Amt\"\nkind = \"authority\"\ncompetent = [{ services = [\"hb/a\"], area = [\"03452\", \"03462\"] }]\n"
        ),
        good: concat!(
            operating_state!(),
            co_using_state!(),
            "[[organization]]\nid = \"amt\"\nname = \"Gemeinsames Amt\"\nkind = \"authority\"\ncarrier = \"land\"\ncompetent = [{ services = [\"hb/a\"], area = [\"03452\", \"03462\"] }]\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (state, offices) in offices(context, |carried| &carried.unsaid) {
        let Some(first) = offices.first() else { continue };
        let (names, count) = (organization_names(context.model, &offices, Case::Nominative), offices.len());
        let (de, en) = (&names.de, &names.en);
        let message = if count == 1 {
            text!("wer „{de}“ trägt, ist nicht gesagt", "the files do not say who carries \"{en}\"")
        } else {
            text!(
                "wer {count} zuständige Behörden trägt, ist nicht gesagt: {de}",
                "the files do not say who carries {count} competent authorities: {en}"
            )
        };
        let mut about = Subject::state(state);
        if count == 1 {
            about = about.record(context.model.organization(*first).id.local.to_string());
        }
        let mut finding = Finding::new(context.model.organization(*first).id_span, message, about)
            .cause(text!(
                "weder „municipality“ noch „carrier“ ist angegeben, und die Zuständigkeit reicht über einen Kreis hinaus oder ist keine einer Kommune",
                "neither `municipality` nor `carrier` is given, and the competence reaches beyond one district or is not municipal"
            ))
            .help(text!(
                "ergänzen Sie: carrier = \"land\" (oder \"federal\", \"association\"); trägt sie eine Kommune, municipality mit deren Schlüssel",
                "add: carrier = \"land\" (or \"federal\", \"association\"); if a municipality carries it, municipality with its key"
            ));
        for other in offices.iter().skip(1).take(SHOWN) {
            finding =
                finding.related(context.model.organization(*other).id_span, text!("ebenso", "likewise"));
        }
        findings.report(finding);
    }
}

/// The offices of each co-using state of which something is so.
pub(super) fn offices(
    context: &Context<'_>,
    pick: fn(&crate::situation::Carried) -> &BTreeSet<OrganizationId>,
) -> BTreeMap<StateCode, BTreeSet<OrganizationId>> {
    let states: BTreeSet<StateCode> = context.situation.shared().map(|usage| usage.state).collect();
    let found = states.into_iter().map(|state| {
        let offices = context.situation.carried(state).map(|carried| pick(carried).clone());
        (state, offices.unwrap_or_default())
    });
    found.collect()
}
