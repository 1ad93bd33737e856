//! L208: contact data that nobody confirmed for longer than the workspace allows.

use super::review::{Reviews, Stale, interval_words, of_contact, way_out};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L208"),
        name: "contact-not-confirmed",
        summary: Words::new(
            "Kontaktdaten sind zu lange nicht bestätigt",
            "contact data were not confirmed for too long",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob die Kontaktdaten jeder Stelle innerhalb des Prüfabstands bestätigt wurden. Läuft nur, wenn lotse.toml einen Prüfabstand nennt: [review] contact = \"12 months\".",
            "Whether the contact data of each organization were confirmed within the review interval. Runs only if lotse.toml names one: [review] contact = \"12 months\".",
        ),
        why: Words::new(
            "Nummern und Postfächer ändern sich leise. Eine veraltete Nummer ist schlimmer als keine, denn alle verlassen sich darauf.",
            "Numbers and mailboxes change silently. An outdated number is worse than none, because everybody relies on it.",
        ),
        fix: Words::new(
            "Bei der Stelle nachfragen, Kanäle berichtigen und eintragen: confirmed = JJJJ-MM-TT.",
            "Ask the organization, correct the channels and write: confirmed = YYYY-MM-DD.",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
confirmed = 2024-09-02
# file: lotse.toml
format = 1
[review]
contact = "12 months"
"#,
        good: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
confirmed = 2026-10-01
# file: lotse.toml
format = 1
[review]
contact = "12 months"
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(interval) = context.review.contact else { return };
    let mut reviews = Reviews::default();
    for organization in &context.model.organizations {
        let last = of_contact(organization);
        let Some(stale) = reviews.stale(last.map(|day| day.value), interval, organization.seat, context.on)
        else {
            continue;
        };
        if stale == Stale::Never && !context.model.is_complete(organization.id.state) {
            continue;
        }
        let name = &organization.name;
        let message = match stale {
            Stale::Never => text!(
                "die Kontaktdaten von „{name}“ sind nie bestätigt worden",
                "the contact data of \"{name}\" were never confirmed"
            ),
            Stale::Since(_) => text!(
                "die Kontaktdaten von „{name}“ sind zu lange nicht bestätigt worden",
                "the contact data of \"{name}\" were not confirmed for too long"
            ),
        };
        let subject = Subject::state(organization.id.state).record(organization.id.local.to_string());
        let many = match stale {
            Stale::Never => Words::new(
                "die Kontaktdaten von {} Stellen sind nie bestätigt worden",
                "the contact data of {} organizations were never confirmed",
            ),
            Stale::Since(_) => Words::new(
                "die Kontaktdaten von {} Stellen sind zu lange nicht bestätigt worden",
                "the contact data of {} organizations were not confirmed for too long",
            ),
        };
        let finding = Finding::new(last.map_or(organization.id_span, |day| day.span), message, subject)
            .one_of(text!("„{name}“", "\"{name}\""), many)
            .label(stale.words())
            .cause(interval_words(interval))
            .help(way_out());
        findings.report(finding);
    }
}
