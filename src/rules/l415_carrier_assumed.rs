//! L415: an authority of which the Kommune that carries it is concluded from what it is competent for.

use super::examples::{co_using_state, operating_state};
use super::uses::organization_names;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::text::list::Case;
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L415"),
        name: "carrier-assumed",
        summary: Words::new(
            "welche Kommune eine zuständige Behörde trägt, ist angenommen",
            "which municipality carries a competent authority is assumed",
        ),
        severity: Severity::Note,
        sources: &["S10"],
        since: "0.2.0",
        step: InStep::Of(Step::Organizations),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Welche Behörden und Kommunalverwaltungen nicht sagen, wer sie trägt, und nur für Orte in einem Kreis oder Verband zuständig sind: Dann gilt diese Kommune als Trägerin, und Seiten und Formulare sagen „angenommen“.",
            "Which authorities and municipal administrations do not say who carries them, and are competent only for places in one district or association: then that municipality is taken to carry them, and pages and forms say \"assumed\".",
        ),
        why: Words::new(
            "Was angenommen ist, soll jemand bestätigen, bevor Briefe hinausgehen.",
            "What is assumed somebody should confirm before letters go out.",
        ),
        fix: Words::new(
            "Bei der Stelle municipality = \"Schlüssel der Kommune\" ergänzen, oder carrier, wenn sie keine Kommune trägt.",
            "Add municipality = \"key of the municipality\" to the organization, or carrier where no municipality carries it.",
        ),
        bad: concat!(
            operating_state!(),
            co_using_state!(),
            "[[organization]]\nid = \"amt\"\nname = \"Amt\"\nkind = \"authority\"\ncompetent = [{ services = [\"hb/a\"], area = [\"03462\"] }]\n[[municipality]]\nkey = \"03462\"\nfeedback = { to = \"hb/koordination\" }\n"
        ),
        good: concat!(
            operating_state!(),
            co_using_state!(),
            "[[organization]]\nid = \"amt\"\nname = \"Amt\"\nkind = \"authority\"\nmunicipality = \"03462\"\ncompetent = [{ services = [\"hb/a\"], area = [\"03462\"] }]\n[[municipality]]\nkey = \"03462\"\nfeedback = { to = \"hb/koordination\" }\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (state, offices) in super::l414_carrier_unknown::offices(context, |carried| &carried.assumed) {
        let Some(first) = offices.first() else { continue };
        let (names, count) = (organization_names(context.model, &offices, Case::Nominative), offices.len());
        let key = context.situation.home(*first).map(crate::key::Area::digits).unwrap_or_default();
        let (de, en) = (&names.de, &names.en);
        let mut about = Subject::state(state);
        let message = if count == 1 {
            about = about.record(context.model.organization(*first).id.local.to_string());
            text!(
                "„{de}“ gilt als Stelle der Kommune {key}: das ist angenommen",
                "\"{en}\" is taken for an office of the municipality {key}: this is assumed"
            )
        } else {
            text!(
                "bei {count} Stellen ist angenommen, welche Kommune sie trägt: {de}",
                "of {count} organizations it is assumed which municipality carries them: {en}"
            )
        };
        let finding = Finding::new(context.model.organization(*first).id_span, message, about)
            .cause(text!(
                "„municipality“ fehlt, und alle Orte der Zuständigkeit liegen in einer Kommune, einem Kreis oder Verband",
                "`municipality` is missing, and all places of the competence lie in one municipality, district or association"
            ))
            .help(text!("bestätigen Sie es: municipality = \"{key}\"", "confirm it: municipality = \"{key}\""));
        findings.report(finding);
    }
}
