//! L504: a web address that is none.

use super::addresses::malformed;
use super::{Context, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::Url;
use crate::text::Words;
use crate::vocabulary::ChannelKind;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L504"),
        name: "malformed-url",
        summary: Words::new("eine Web-Adresse ist falsch geschrieben", "a web address is misspelt"),
        severity: Severity::Error,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Organizations),
        looks_at: Some(LooksAt::Channels),
        yields_to: &[],
        what: Words::new(
            "Ob die Adresse jedes Kontaktformulars eine Web-Adresse ist (https://…); bei Portal, Ticketsystem und Chat nur, wenn sie wie eine aussieht.",
            "Whether the address of each contact form is a web address (https://…); for portal, ticket system and chat only if it looks like one.",
        ),
        why: Words::new(
            "Ein Formular, das sich nicht öffnen lässt, ist kein Kanal.",
            "A form that cannot be opened is no channel.",
        ),
        fix: Words::new(
            "Die ganze Adresse mit https:// aus dem Browser übernehmen.",
            "Take the whole address with https:// from the browser.",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [
  { kind = "contact-form", address = "amt.example/kontakt", hours = "24/7" },
]
"#,
        good: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [
  { kind = "contact-form", address = "https://amt.example/kontakt", hours = "24/7" },
]
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    malformed(context, findings, |channel| {
        let address = &channel.address.value;
        match channel.kind {
            ChannelKind::ContactForm => Url::parse(address).err(),
            // A queue or a room may have a bare name.
            ChannelKind::Portal | ChannelKind::Ticket | ChannelKind::Chat
                if address.contains("://") || address.starts_with("www.") =>
            {
                Url::parse(address).err()
            }
            _ => None,
        }
    });
}
