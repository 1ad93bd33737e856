//! L021: a service key that names an object, but nothing that is done with it.

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::model::ServiceId;
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L021"),
        name: "service-key-warning",
        summary: Words::new("ein Leistungsschlüssel ohne Verrichtung", "a service key without an action"),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Uses),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob jeder Leistungsschlüssel eine Verrichtung nennt (Ziffern 9 bis 11 nicht 000).",
            "Whether each service key names an action (digits 9 to 11 are not 000).",
        ),
        why: Words::new(
            "Die Suche nach der zuständigen Stelle und das Routing brauchen meist den vollen Schlüssel.",
            "Looking up the competent authority, and routing, usually need the full key.",
        ),
        fix: Words::new(
            "Den vollen Schlüssel aus dem Leistungskatalog (LeiKa) übernehmen.",
            "Take the full key from the national catalogue (LeiKa).",
        ),
        bad: r#"[state]
code = "HB"
[[service]]
id = "eheschliessung"
name = "Eheschließung"
service-keys = ["99059001000000"]
"#,
        good: r#"[state]
code = "HB"
[[service]]
id = "eheschliessung"
name = "Eheschließung"
service-keys = ["99059001104000"]
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (at, service) in context.model.services.iter().enumerate() {
        for key in &service.keys {
            let Some(problem) = key.value.warning() else { continue };
            let message = problem.phrase();
            let name = &service.name;
            let subject =
                Subject::state(service.id.state).service(ServiceId::new(at)).record(key.value.to_string());
            let mut finding = Finding::new(key.span, message, subject)
                .label(text!("Schlüssel von „{name}“", "key of \"{name}\""));
            finding.help = problem.help;
            findings.report(finding);
        }
    }
}
