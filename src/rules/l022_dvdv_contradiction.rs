//! L022: the DVDV key of an organization lies in another Land than the organization.

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L022"),
        name: "dvdv-contradiction",
        summary: Words::new(
            "der DVDV-Schlüssel gehört zu einem anderen Land",
            "the DVDV key belongs to another Land",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Uses),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob die ersten beiden Ziffern des DVDV-Schlüssels einer Stelle die ihres Landes sind (oder die des Landes, in dem sie sitzt).",
            "Whether the first two digits of an organization's DVDV key are those of its Land (or of the Land in which it is seated).",
        ),
        why: Words::new(
            "Mit dem Schlüssel einer anderen Behörde gehen Anträge dorthin, und niemand merkt es zuerst.",
            "With another authority's key applications go there, and at first nobody notices.",
        ),
        fix: Words::new(
            "Den Schlüssel bei der Pflegenden Stelle des Landes erfragen.",
            "Ask the office that keeps the entries of the Land for the key.",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "amt"
name = "Amt"
kind = "authority"
dvdv = "wgb010540880000"
"#,
        good: r#"[state]
code = "SH"
[[organization]]
id = "amt"
name = "Amt"
kind = "authority"
dvdv = "wgb010540880000"
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for organization in &context.model.organizations {
        let Some(key) = &organization.dvdv else { continue };
        let written = key.value.state_digits();
        // Keys of federal bodies and of no Land are left alone.
        let (Some(there), Some(digits)) = (StateCode::from_digits(written), organization.id.state.digits())
        else {
            continue;
        };
        if there == organization.id.state || there == organization.seat {
            continue;
        }
        let (name, dvdv) = (&organization.name, &key.value);
        let (land, own) = (there.name(), organization.id.state.name());
        let (land_de, land_en, own_de, own_en) = (land.de, land.en, own.de, own.en);
        let subject = Subject::state(organization.id.state).record(organization.id.local.to_string());
        let mut finding = Finding::new(
            key.span,
            text!(
                "der DVDV-Schlüssel {dvdv} liegt in {land_de}, „{name}“ gehört zu {own_de}",
                "the DVDV key {dvdv} lies in {land_en}, \"{name}\" belongs to {own_en}"
            ),
            subject,
        )
        .label(text!("die ersten Ziffern sind {written}, erwartet {digits}", "the first digits are {written}, expected {digits}"))
        .help(text!(
            "erfragen Sie den Schlüssel bei der Pflegenden Stelle; sitzt die Stelle in {land_de}, ergänzen Sie seat = \"{there}\"",
            "ask the office that keeps the entries; if the organization is seated in {land_en}, add seat = \"{there}\""
        ));
        if let Some(municipality) = &organization.municipality {
            finding = finding.related(
                municipality.span,
                text!("die Kommune der Stelle", "the organization's municipality"),
            );
        }
        findings.report(finding);
    }
}
