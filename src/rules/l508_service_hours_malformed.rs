//! L508: service hours that cannot be read.

use std::collections::BTreeSet;

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::source::{Located, Span};
use crate::text::{Text, Words, text};
use crate::time::ServiceHours;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L508"),
        name: "service-hours-malformed",
        summary: Words::new("Servicezeiten sind nicht lesbar", "service hours cannot be read"),
        severity: Severity::Error,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Organizations),
        looks_at: Some(LooksAt::Channels),
        yields_to: &[],
        what: Words::new(
            "Ob die Servicezeiten jedes Kanals in der Schreibweise von OpenStreetMap stehen: \"Mo-Fr 08:00-16:00; PH off\".",
            "Whether the service hours of each channel are written as in OpenStreetMap: \"Mo-Fr 08:00-16:00; PH off\".",
        ),
        why: Words::new(
            "Aus lesbaren Zeiten rechnet Lotse, wer wann antwortet. Was nicht lesbar ist, fehlt in Auskunft und Dokumenten.",
            "From readable hours Lotse computes who answers when. What cannot be read is missing in answers and documents.",
        ),
        fix: Words::new(
            "Tage als Mo, Tu, We, Th, Fr, Sa, Su, Zeiten mit vier Ziffern, Feiertage als PH.",
            "Days as Mo, Tu, We, Th, Fr, Sa, Su, times with four digits, public holidays as PH.",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [{ kind = "phone", address = "+49 30 23125 042", hours = "Mo-Do 08:00-16:00", closed = "Rückruf" }]
"#,
        good: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [{ kind = "phone", address = "+49 30 23125 042", hours = "Mo-Th 08:00-16:00", closed = "Rückruf" }]
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // A country has many offices and few ways to write their hours: each is read once.
    let mut fine: BTreeSet<&str> = BTreeSet::new();
    for organization in &context.model.organizations {
        for hours in organization.channels.iter().filter_map(|channel| channel.hours.as_ref()) {
            if fine.contains(hours.value.as_str()) {
                continue;
            }
            let Err(problem) = ServiceHours::parse(&hours.value) else {
                fine.insert(&hours.value);
                continue;
            };
            let name = &organization.name;
            let message =
                Text::new(problem.message.de.trim_end_matches('.'), problem.message.en.trim_end_matches('.'));
            let subject = Subject::state(organization.id.state)
                .record(format!("{} {}", organization.id.local, hours.value));
            let mut finding = Finding::new(place(hours, problem.at), message, subject)
                .label(text!("Servicezeiten von „{name}“", "service hours of \"{name}\""));
            finding.help = problem.help;
            findings.report(finding);
        }
    }
}

/// The characters that are meant, if the text stands in the file as it is: between quotes of one byte, without escapes.
fn place(hours: &Located<String>, at: Option<std::ops::Range<usize>>) -> Span {
    let whole = hours.span;
    let range = whole.range();
    match at {
        Some(at) if range.len() == hours.value.len() + 2 && at.start < at.end => {
            Span::new(whole.source, range.start + 1 + at.start..range.start + 1 + at.end)
        }
        _ => whole,
    }
}
