//! L509: the 115 is promised at hours for which it promises nothing.

use super::answering::{answering, has_level};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity};
use crate::key::Phone;
use crate::text::{Words, text};
use crate::time::{Date, ServiceHours, day_after};
use crate::vocabulary::{ChannelKind, Level};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L509"),
        name: "first-level-hours-beyond-115",
        summary: Words::new(
            "First Level über die 115 außerhalb ihrer zugesagten Zeiten",
            "first level by the 115 outside the hours that it promises",
        ),
        severity: Severity::Note,
        sources: &[],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: Some(LooksAt::Channels),
        yields_to: &[],
        what: Words::new(
            "Ob ein Kanal der 115, über den First Level geleistet wird, Zeiten außerhalb von Montag bis Freitag 8 bis 18 Uhr nennt.",
            "Whether a channel of the 115 through which first level is given states hours outside Monday to Friday, 8 to 18.",
        ),
        why: Words::new(
            "Das Serviceversprechen der 115 gilt Montag bis Freitag von 8 bis 18 Uhr. Längere Zeiten kann ein Servicecenter anbieten, andere im Verbund schulden sie nicht.",
            "The service promise of the 115 holds Monday to Friday from 8 to 18. A centre may offer longer hours; others in the network do not owe them.",
        ),
        fix: Words::new(
            "Beim Servicecenter nachfragen, ob die Zeiten zugesagt sind, sonst hours = \"Mo-Fr 08:00-18:00; PH off\".",
            "Ask the service centre whether the hours are promised, else hours = \"Mo-Fr 08:00-18:00; PH off\".",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "servicecenter"
name = "Servicecenter"
kind = "service-center-115"
channels = [{ kind = "phone", address = "115", hours = "Mo-Sa 07:00-20:00; PH off", closed = "Rückruf am nächsten Arbeitstag" }]
[[support]]
level = "first"
solution = "long-term"
owner = "servicecenter"
"#,
        good: r#"[state]
code = "NI"
[[organization]]
id = "servicecenter"
name = "Servicecenter"
kind = "service-center-115"
channels = [{ kind = "phone", address = "115", hours = "Mo-Fr 08:00-18:00; PH off", closed = "Rückruf am nächsten Arbeitstag" }]
[[support]]
level = "first"
solution = "long-term"
owner = "servicecenter"
"#,
    },
    runs: Runs::Always,
    check,
};

/// What the 115 promises, in minutes of the day, Monday to Friday.
const PROMISE: (u16, u16) = (8 * 60, 18 * 60);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    for (organization, records) in model.organizations.iter().zip(answering(context.situation)) {
        if !has_level(model, &records, &[Level::First]) {
            continue;
        }
        for channel in organization.channels.iter().filter(|channel| channel.kind == ChannelKind::Phone) {
            let is_115 = Phone::parse(&channel.address.value).is_ok_and(|phone| phone.is_115());
            let Some(written) = channel.hours.as_ref().filter(|_| is_115) else { continue };
            let Ok(hours) = ServiceHours::parse(&written.value) else { continue };
            if !exceeds(&hours, context.on) {
                continue;
            }
            let name = &organization.name;
            let subject = Subject::state(organization.id.state).record(organization.id.local.to_string());
            let finding = Finding::new(
                written.span,
                text!(
                    "für „{name}“ sind Zeiten genannt, die die 115 nicht zusagt",
                    "\"{name}\" has hours that the 115 does not promise"
                ),
                subject,
            )
            .one_of(
                text!("„{name}“", "\"{name}\""),
                Words::new("für {} Stellen sind Zeiten genannt, die die 115 nicht zusagt", "{} organizations have hours that the 115 does not promise"),
            )
            .label(text!("zugesagt ist Mo-Fr 08:00-18:00", "promised is Mo-Fr 08:00-18:00"))
            .cause(text!(
                "das Serviceversprechen der 115 gilt Montag bis Freitag von 8 bis 18 Uhr",
                "the service promise of the 115 holds Monday to Friday from 8 to 18"
            ))
            .help(text!(
                "fragen Sie beim Servicecenter nach, oder schreiben Sie hours = \"Mo-Fr 08:00-18:00; PH off\"",
                "ask the service centre, or write hours = \"Mo-Fr 08:00-18:00; PH off\""
            ));
            findings.report(finding);
        }
    }
}

/// Whether an ordinary week from a day on has open minutes outside the promise.
fn exceeds(hours: &ServiceHours, on: Date) -> bool {
    std::iter::successors(Some(on), |day| Some(day_after(*day))).take(7).any(|day| {
        let weekend = day.weekday().to_monday_zero_offset() > 4;
        hours
            .day(day, |_| false)
            .iter()
            .any(|(from, until)| weekend || *from < PROMISE.0 || *until > PROMISE.1)
    })
}
