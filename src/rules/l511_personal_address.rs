//! L511: the mailbox of one person where that of a role belongs.

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::Email;
use crate::text::{Words, text};
use crate::vocabulary::ChannelKind;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L511"),
        name: "personal-address",
        summary: Words::new(
            "die E-Mail-Adresse einer Person statt einer Stelle",
            "the e-mail address of a person instead of an organization",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Organizations),
        looks_at: Some(LooksAt::Channels),
        yields_to: &[],
        what: Words::new(
            "Ob E-Mail-Kanäle Funktionspostfächer sind und nicht nach „vorname.nachname@“ aussehen.",
            "Whether e-mail channels are functional mailboxes and do not look like \"firstname.lastname@\".",
        ),
        why: Words::new(
            "Personen wechseln, gehen in Urlaub und in Rente; ihre Postfächer lesen dann andere nicht. Und Namen gehören nicht in Dokumente, die weitergegeben werden.",
            "People move on, go on leave and retire; nobody else reads their mailboxes then. And names do not belong in documents that are passed on.",
        ),
        fix: Words::new(
            "Ein Funktionspostfach einrichten und eintragen: support@… statt des Namens.",
            "Set up a functional mailbox and write it down: support@… instead of the name.",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [{ kind = "email", address = "anna.meier@amt.example" }]
"#,
        good: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [{ kind = "email", address = "support@amt.example" }]
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for organization in &context.model.organizations {
        for channel in organization.channels.iter().filter(|channel| channel.kind == ChannelKind::Email) {
            let Ok(email) = Email::parse(&channel.address.value) else { continue };
            if !email.looks_personal() {
                continue;
            }
            let name = &organization.name;
            let domain = email.domain();
            let subject =
                Subject::state(organization.id.state).record(format!("{} {email}", organization.id.local));
            let finding = Finding::new(
                channel.address.span,
                text!(
                    "„{email}“ sieht nach dem Postfach einer Person aus",
                    "\"{email}\" looks like the mailbox of one person"
                ),
                subject,
            )
            .one_of(
                text!("„{name}“", "\"{name}\""),
                Words::new(
                    "{} Adressen sehen nach dem Postfach einer Person aus",
                    "{} addresses look like the mailbox of one person",
                ),
            )
            .help_for_all(text!(
                "verwenden Sie Funktionspostfächer, zum Beispiel support@…",
                "use functional mailboxes, for instance support@…"
            ))
            .label(text!("Kanal von „{name}“", "channel of \"{name}\""))
            .cause(text!(
                "ist die Person weg, liest niemand mehr mit",
                "when the person is away, nobody reads it"
            ))
            .help(text!(
                "verwenden Sie ein Funktionspostfach, zum Beispiel support@{domain}",
                "use a functional mailbox, for instance support@{domain}"
            ));
            findings.report(finding);
        }
    }
}
