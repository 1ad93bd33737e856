//! L502: an e-mail address that is none.

use super::addresses::malformed;
use super::{Context, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::Email;
use crate::text::Words;
use crate::vocabulary::ChannelKind;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L502"),
        name: "malformed-email",
        summary: Words::new("eine E-Mail-Adresse ist falsch geschrieben", "an e-mail address is misspelt"),
        severity: Severity::Error,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Organizations),
        looks_at: Some(LooksAt::Channels),
        yields_to: &[],
        what: Words::new(
            "Ob die Adresse jedes E-Mail-Kanals eine vollständige E-Mail-Adresse ist, ohne Namen und ohne zweite Adresse.",
            "Whether the address of each e-mail channel is one complete e-mail address, without a name and without a second address.",
        ),
        why: Words::new(
            "An eine falsch geschriebene Adresse geschickte Fragen gehen verloren, oft ohne Rückmeldung.",
            "Questions sent to a misspelt address are lost, often without notice.",
        ),
        fix: Words::new(
            "Die Adresse berichtigen; lotse check --fix tut es, wo sie eindeutig ist.",
            "Correct the address; lotse check --fix does so where it is certain.",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [
  { kind = "email", address = "support(at)amt.example", hours = "24/7" },
]
"#,
        good: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [
  { kind = "email", address = "support@amt.example", hours = "24/7" },
]
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    malformed(context, findings, |channel| match channel.kind {
        ChannelKind::Email => Email::parse(&channel.address.value).err(),
        _ => None,
    });
}
