//! L018: two organizations are competent for the same place.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::Bundle;
use super::competence::{Failure, failures};
use super::examples::{co_user, in_use, operator};
use super::spelled::{because, written_twice};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::model::OrganizationId;
use crate::routing::Answerer;
use crate::text::list::Case;
use crate::text::list::and_list;
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L018"),
        name: "conflicting-competence",
        summary: Words::new(
            "zwei Stellen sind für denselben Ort zuständig",
            "two organizations are competent for the same place",
        ),
        severity: Severity::Error,
        sources: &["S2"],
        since: "0.1.0",
        step: InStep::Of(Step::Organizations),
        looks_at: Some(LooksAt::Competences),
        yields_to: &[],
        what: Words::new(
            "Ob je Ort und Onlinedienst genau eine Stelle die genaueste Zuständigkeit hat: längstes Gebiet, dann genannter Onlinedienst.",
            "Whether exactly one organization has the closest competence per place and service: longest area, then service named.",
        ),
        why: Words::new(
            "Zwei Zuständige heißt im Alltag: keine antwortet.",
            "Two competent authorities mean in practice: neither answers.",
        ),
        fix: Words::new(
            "Das Gebiet oder die Onlinedienste einer der beiden Zuständigkeiten einschränken.",
            "Narrow the area or the services of one of the two competences.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"@competent\"\n",
            "\n[[organization]]\nid = \"x\"\nname = \"Amt X\"\nkind = \"authority\"\ncompetent = [{ services = [\"hb/a\"] }]\n",
            "\n[[organization]]\nid = \"y\"\nname = \"Amt Y\"\nkind = \"authority\"\ncompetent = [{ services = [\"hb/a\"] }]\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"@competent\"\n",
            "\n[[organization]]\nid = \"x\"\nname = \"Amt X\"\nkind = \"authority\"\ncompetent = [{ services = [\"hb/a\"] }]\n",
            "\n[[organization]]\nid = \"y\"\nname = \"Amt Y\"\nkind = \"authority\"\ncompetent = [{ services = [\"hb/a\"], area = [\"03452\"] }]\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // The same two entries may meet for many services and places: one finding.
    let mut found: BTreeMap<(StateCode, Vec<usize>), Bundle> = BTreeMap::new();
    for failure in failures(context, Answerer::CompetenceConflict) {
        let entries = entries(context, &failure);
        let bundle = found.entry((failure.state, entries)).or_default();
        bundle.add(failure.state, failure.matter.service, failure.units);
        bundle.parts.insert(failure.matter.part);
    }
    for ((state, entries), bundle) in found {
        let entries: Vec<_> = entries.iter().filter_map(|at| context.model.competence(*at)).collect();
        let Some((last, before)) = entries.split_last() else { continue };
        let organizations: BTreeSet<OrganizationId> =
            entries.iter().map(|entry| entry.organization).collect();
        let names: Vec<String> =
            organizations.iter().map(|id| context.model.organization(*id).name.clone()).collect();
        let (names, services) = (and_list(&names), bundle.services(context, Case::Accusative));
        let mut finding = Finding::new(
            last.span,
            Text::new(
                format!("mehrere Stellen sind für {} zugleich zuständig: {}", services.de, names.de),
                format!("several organizations are competent for {} at once: {}", services.en, names.en),
            ),
            bundle.subject(context, state),
        )
        .label(bundle.concerns(context))
        .cause(because(
            text!(
                "die Zuständigkeiten nennen gleich lange Gebiete und den Onlinedienst gleich genau; so gewinnt keine",
                "the competences name areas of equal length and the service equally closely; so neither wins"
            ),
            written_twice(context, entries.iter().map(|entry| (entry.area.listed(), entry.area_span))),
        ))
        .help(text!(
            "schränken Sie bei einer der Stellen „services“ oder „area“ ein, oder befristen Sie eine mit until",
            "narrow \"services\" or \"area\" of one of the organizations, or end one with until"
        ));
        for other in before {
            finding = finding.related(other.span, text!("auch zuständig", "competent, too"));
        }
        findings.report(finding);
    }
}

/// The competences that meet, by their place in the model.
fn entries(context: &Context<'_>, failure: &Failure) -> Vec<usize> {
    let places = context.table.places();
    let Some(unit) = places.units().get(failure.units.start) else { return Vec::new() };
    context.table.competing(unit, failure.matter, failure.day)
}
