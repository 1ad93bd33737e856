//! L510: a channel that closes, and nothing tells what to do meanwhile.

use std::collections::BTreeMap;

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::model::Channel;
use crate::text::{Words, text};
use crate::time::ServiceHours;
use crate::vocabulary::ChannelKind;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L510"),
        name: "closed-without-text",
        summary: Words::new(
            "was außerhalb der Servicezeiten gilt, ist nicht gesagt",
            "nothing tells what holds outside the service hours",
        ),
        severity: Severity::Note,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Organizations),
        looks_at: Some(LooksAt::Channels),
        yields_to: &[],
        what: Words::new(
            "Ob jeder Kanal mit Servicezeiten, die nicht rund um die Uhr gelten, sagt, was außerhalb davon geschieht (closed).",
            "Whether each channel whose service hours are not around the clock tells what happens outside them (closed).",
        ),
        why: Words::new(
            "Geschlossen ist keine Lücke, wenn die Leute wissen, wie es weitergeht: ab wann wieder jemand antwortet und was bis dahin zu tun ist.",
            "Closed is no gap if people know how it goes on: from when somebody answers again, and what to do until then.",
        ),
        fix: Words::new(
            "Am Kanal ergänzen: closed = \"Rückruf am nächsten Arbeitstag\".",
            "Add to the channel: closed = \"We call back on the next working day\".",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [{ kind = "phone", address = "+49 30 23125 042", hours = "Mo-Fr 08:00-16:00; PH off" }]
"#,
        good: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
channels = [{ kind = "phone", address = "+49 30 23125 042", hours = "Mo-Fr 08:00-16:00; PH off", closed = "Rückruf am nächsten Arbeitstag" }]
"#,
    },
    runs: Runs::Always,
    check,
};

/// The minutes of a week.
const WEEK: u32 = 7 * 24 * 60;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // A country has many offices and few ways to write their hours: each is read once.
    let mut closing: BTreeMap<&str, bool> = BTreeMap::new();
    for organization in &context.model.organizations {
        if organization.channels_broken {
            continue;
        }
        // One finding for an organization, however many channels it has.
        let mut silent = organization.channels.iter().filter(|channel| is_silent(channel, &mut closing));
        let Some(first) = silent.next() else { continue };
        let name = &organization.name;
        let subject = Subject::state(organization.id.state).record(organization.id.local.to_string());
        let mut finding = Finding::new(
            first.span,
            text!(
                "was außerhalb der Servicezeiten von „{name}“ gilt, ist nicht gesagt",
                "nothing tells what holds outside the service hours of \"{name}\""
            ),
            subject,
        )
        .one_of(
            text!("„{name}“", "\"{name}\""),
            Words::new(
                "was außerhalb der Servicezeiten von {} Stellen gilt, ist nicht gesagt",
                "nothing tells what holds outside the service hours of {} organizations",
            ),
        )
        .label(text!("hier fehlt „closed“", "`closed` is missing here"))
        .help(text!(
            "ergänzen Sie am Kanal zum Beispiel closed = \"Rückruf am nächsten Arbeitstag\"",
            "add to the channel, for instance, closed = \"We call back on the next working day\""
        ));
        for channel in silent {
            finding = finding.related(channel.span, text!("hier ebenso", "here as well"));
        }
        findings.report(finding);
    }
}

/// Whether a channel closes at some time and says nothing about it; a meeting has dates, not hours.
fn is_silent<'c>(channel: &'c Channel, closing: &mut BTreeMap<&'c str, bool>) -> bool {
    channel.closed.is_none()
        && channel.kind != ChannelKind::Meeting
        && channel.hours.as_ref().is_some_and(|hours| {
            *closing.entry(&hours.value).or_insert_with(|| {
                ServiceHours::parse(&hours.value).is_ok_and(|hours| hours.weekly_minutes() < WEEK)
            })
        })
}
