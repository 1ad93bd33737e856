//! L107: an organization that answers, and nobody stands in for it.

use super::answering::answering;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L107"),
        name: "owner-without-deputy",
        summary: Words::new(
            "eine Stelle, die antwortet, hat keine Vertretung",
            "an organization that answers has no deputy",
        ),
        severity: Severity::Warning,
        sources: &["R52"],
        since: "0.1.0",
        step: InStep::Of(Step::Organizations),
        looks_at: Some(LooksAt::Roles),
        yields_to: &[],
        what: Words::new(
            "Ob jede Stelle, die heute oder später Fragen beantwortet, eine Vertretung nennt: eine andere Stelle oder „internal“ (im Haus geregelt).",
            "Whether each organization that answers questions today or later names its deputy: another organization, or \"internal\" (arranged in the house).",
        ),
        why: Words::new(
            "Der Vertretungsfall gehört zum Eskalationsweg: Fällt die Stelle aus, bleibt die Frage sonst liegen.",
            "Substitution is part of the escalation path: if the organization drops out, the question is left lying.",
        ),
        fix: Words::new(
            "Bei der Stelle ergänzen: deputy = \"internal\" oder deputy = \"<Stelle>\".",
            "Add to the organization: deputy = \"internal\" or deputy = \"<organization>\".",
        ),
        bad: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"
"#,
        good: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
deputy = "internal"
[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"
"#,
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    for (organization, records) in model.organizations.iter().zip(answering(context.situation)) {
        let Some(record) = records.first() else { continue };
        if organization.deputy.is_some() || !model.is_complete(organization.id.state) {
            continue;
        }
        let name = &organization.name;
        let subject = Subject::state(organization.id.state).record(organization.id.local.to_string());
        let finding = Finding::new(
            organization.id_span,
            text!("„{name}“ antwortet, hat aber keine Vertretung", "\"{name}\" answers, but has no deputy"),
            subject,
        )
        .one_of(
            text!("„{name}“", "\"{name}\""),
            Words::new("{} Stellen antworten, haben aber keine Vertretung", "{} organizations answer, but have no deputy"),
        )
        .label(text!("hier fehlt „deputy“", "`deputy` is missing here"))
        .related(model.support(*record).owner.span, text!("hier wird sie gebraucht", "it is needed here"))
        .cause(text!(
            "fällt die Stelle aus, weiß niemand, wer für sie antwortet",
            "if it drops out, nobody knows who answers in its place"
        ))
        .help(text!(
            "ergänzen Sie deputy = \"internal\" (im Haus geregelt) oder deputy = \"…\" mit einer anderen Stelle",
            "add deputy = \"internal\" (arranged in the house) or deputy = \"…\" with another organization"
        ));
        findings.report(finding);
    }
}
