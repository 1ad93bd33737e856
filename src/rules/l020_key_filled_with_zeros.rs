//! L020: the key of a Land, filled up with zeros, where a municipality is meant to be.

use super::named_areas::named_areas;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, RuleInfo, Severity};
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L020"),
        name: "key-filled-with-zeros",
        summary: Words::new(
            "ein Schlüssel mit Nullen aufgefüllt gehört zu keiner Gemeinde",
            "a key filled up with zeros belongs to no municipality",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        what: Words::new(
            "Ob ein zwölfstelliger Schlüssel nach den Ziffern des Landes oder Regierungsbezirks nur aus Nullen besteht, wie ihn Daten des Portalverbunds für ein ganzes Land führen.",
            "Whether a key of twelve digits consists of nothing but zeros after the digits of the Land or region, as portal data write a whole Land.",
        ),
        why: Words::new(
            "Mit zwölf Ziffern meint der Schlüssel genau eine Gemeinde, und diese gibt es nicht: Der Eintrag trifft niemanden.",
            "With twelve digits the key means exactly one municipality, and there is none such: the record reaches nobody.",
        ),
        fix: Words::new(
            "Für das ganze Land nur die zwei Ziffern schreiben (\"03\"), oder das Gebiet weglassen.",
            "Write just the two digits for the whole Land (\"03\"), or leave the area out.",
        ),
        bad: "[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"030000000000\"\n",
        good: "[state]\ncode = \"NI\"\n[[municipality]]\nkey = \"034520001001\"\n",
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (area, places) in named_areas(context.model, context.on) {
        let (Some(problem), Some((first, more))) = (area.warning(), places.split_first()) else { continue };
        let message = problem.phrase();
        let mut finding = Finding::new(first.span, message, Subject::state(area.state()).areas([area]))
            .label(text!("hier ist {area} genannt", "{area} is named here"));
        finding.help = problem.help;
        for place in more.iter().take(3) {
            finding = finding.related(place.span, text!("hier auch", "here as well"));
        }
        findings.report(finding);
    }
}
