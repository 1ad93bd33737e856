//! L210: an agreement that nobody confirmed for longer than the workspace allows.

use super::review::{Reviews, Stale, interval_words, of_agreement};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::situation::{Asked, Limited as _};
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L210"),
        name: "agreement-not-confirmed",
        summary: Words::new(
            "eine Vereinbarung ist zu lange nicht bestätigt",
            "an agreement was not confirmed for too long",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: Some(LooksAt::Agreements),
        yields_to: &[],
        what: Words::new(
            "Ob jede geltende Vereinbarung innerhalb des Prüfabstands geschlossen oder bestätigt wurde. Läuft nur, wenn lotse.toml einen nennt: [review] agreement = \"24 months\".",
            "Whether each agreement in force was concluded or confirmed within the review interval. Runs only if lotse.toml names one: [review] agreement = \"24 months\".",
        ),
        why: Words::new(
            "Vereinbarungen überleben die Menschen, die sie kennen. Nur wer nachsieht, weiß, ob sie noch gelebt werden.",
            "Agreements outlive the people who know them. Only who looks knows whether they are still lived.",
        ),
        fix: Words::new(
            "Bei den Beteiligten nachfragen und eintragen: confirmed = JJJJ-MM-TT.",
            "Ask the parties and write: confirmed = YYYY-MM-DD.",
        ),
        bad: r#"[state]
code = "NI"
[[agreement]]
id = "vertrag"
date = 2022-05-04
# file: lotse.toml
format = 1
[review]
agreement = "24 months"
"#,
        good: r#"[state]
code = "NI"
[[agreement]]
id = "vertrag"
date = 2022-05-04
confirmed = 2026-05-04
# file: lotse.toml
format = 1
[review]
agreement = "24 months"
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(interval) = context.review.agreement else { return };
    let mut reviews = Reviews::default();
    for agreement in &context.model.agreements {
        // What is over needs no confirmation.
        if !agreement.force(Asked::from(context.on)).may_hold() {
            continue;
        }
        let state = agreement.id.state;
        let last = of_agreement(agreement);
        let Some(stale) = reviews.stale(last.map(|day| day.value), interval, state, context.on) else {
            continue;
        };
        if stale == Stale::Never && !context.model.is_complete(state) {
            continue;
        }
        let id = &agreement.id;
        let message = match stale {
            Stale::Never => text!(
                "die Vereinbarung „{id}“ hat kein Datum und ist nie bestätigt worden",
                "the agreement \"{id}\" has no date and was never confirmed"
            ),
            Stale::Since(_) => text!(
                "die Vereinbarung „{id}“ ist zu lange nicht bestätigt worden",
                "the agreement \"{id}\" was not confirmed for too long"
            ),
        };
        let subject = Subject::state(state).record(id.local.to_string());
        let many = match stale {
            Stale::Never => Words::new(
                "{} Vereinbarungen haben kein Datum und sind nie bestätigt worden",
                "{} agreements have no date and were never confirmed",
            ),
            Stale::Since(_) => Words::new(
                "{} Vereinbarungen sind zu lange nicht bestätigt worden",
                "{} agreements were not confirmed for too long",
            ),
        };
        let finding = Finding::new(last.map_or(agreement.span, |day| day.span), message, subject)
            .one_of(text!("„{id}“", "\"{id}\""), many)
            .label(stale.words())
            .cause(interval_words(interval))
            .help(text!(
                "fragen Sie die Beteiligten und schreiben Sie confirmed = JJJJ-MM-TT",
                "ask the parties, and write confirmed = YYYY-MM-DD"
            ));
        findings.report(finding);
    }
}
