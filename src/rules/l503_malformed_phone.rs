//! L503: a telephone number that is none.

use super::addresses::malformed;
use super::{Context, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::Phone;
use crate::text::Words;
use crate::vocabulary::ChannelKind;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L503"),
        name: "malformed-phone",
        summary: Words::new("eine Telefonnummer ist falsch geschrieben", "a telephone number is misspelt"),
        severity: Severity::Error,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Organizations),
        looks_at: Some(LooksAt::Channels),
        yields_to: &[],
        what: Words::new(
            "Ob die Adresse jedes Kanals „phone“ und „fax“ genau eine Nummer mit Vorwahl ist (oder die 115).",
            "Whether the address of each channel `phone` and `fax` is exactly one number with area code (or the 115).",
        ),
        why: Words::new(
            "Ohne Vorwahl oder mit einer Null zu viel landet der Anruf woanders oder nirgends.",
            "Without area code, or with a zero too many, the call ends elsewhere or nowhere.",
        ),
        fix: Words::new(
            "Die Nummer mit Vorwahl schreiben, am besten international: +49 30 23125 042.",
            "Write the number with area code, preferably in international form: +49 30 23125 042.",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [
  { kind = "phone", address = "+49 (0) 30 23125 042", hours = "24/7" },
]
"#,
        good: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [
  { kind = "phone", address = "+49 30 23125 042", hours = "24/7" },
]
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    malformed(context, findings, |channel| match channel.kind {
        ChannelKind::Phone | ChannelKind::Fax => Phone::parse(&channel.address.value).err(),
        _ => None,
    });
}
