//! L409: a co-used service without handouts for first level.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::{co_using_state, operating_state};
use super::uses::{shared, state_names};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::model::ServiceId;
use crate::text::noun::Case;
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L409"),
        name: "handouts-missing",
        summary: Words::new(
            "zu einem mitgenutzten Onlinedienst gibt es keine Handreichung für den First Level",
            "there is no handout for first level on a co-used service",
        ),
        severity: Severity::Warning,
        sources: &["R27"],
        since: "0.1.0",
        step: InStep::Of(Step::Notices),
        looks_at: Some(LooksAt::Handouts),
        yields_to: &[],
        what: Words::new(
            "Ob jeder Onlinedienst, den ein anderes Land mitnutzt, Handreichungen nennt: Anleitung, häufige Fragen, Fehlerbilder.",
            "Whether each service that another state co-uses names handouts: instructions, frequent questions, error scenarios.",
        ),
        why: Words::new(
            "Der First Level kennt den Onlinedienst nicht von innen. Ohne Handreichung kann er nur weiterverbinden.",
            "First level does not know the service from inside. Without a handout it can only pass the call on.",
        ),
        fix: Words::new(
            "Bei [[service]] ergänzen: handouts = [{ title = \"…\", url = \"…\", version = \"…\", date = … }].",
            "Add to [[service]]: handouts = [{ title = \"…\", url = \"…\", version = \"…\", date = … }].",
        ),
        bad: concat!(operating_state!(), co_using_state!()),
        good: concat!(
            operating_state!(),
            "handouts = [{ title = \"Handreichung\", url = \"https://a.example/handreichung\", version = \"1.0\", date = 2026-10-01 }]\n",
            co_using_state!()
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut lacking: BTreeMap<ServiceId, BTreeSet<StateCode>> = BTreeMap::new();
    for usage in shared(context) {
        if context.model.service(usage.service).handouts.is_empty() {
            lacking.entry(usage.service).or_default().insert(usage.state);
        }
    }
    for (id, users) in lacking {
        let service = context.model.service(id);
        let Some(span) = service.span else { continue };
        let (name, names) = (&service.name, state_names(&users, Case::Dative));
        let finding = Finding::new(
            span,
            text!(
                "zu „{name}“ gibt es keine Handreichung für den First Level",
                "there is no handout for first level on \"{name}\""
            ),
            Subject::state(service.id.state).service(id),
        )
        .label(Text::new(format!("mitgenutzt von {}", names.de), format!("co-used by {}", names.en)))
        .help(text!(
            "ergänzen Sie: handouts = [{{ title = \"…\", url = \"…\", version = \"…\", date = … }}]",
            "add: handouts = [{{ title = \"…\", url = \"…\", version = \"…\", date = … }}]"
        ));
        findings.report(finding);
    }
}
