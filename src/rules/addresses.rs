//! What the three rules about malformed addresses share: one finding per address that its type does not accept.

use super::{Context, Finding, Findings, Subject};
use crate::key::Problem;
use crate::model::{Channel, Organization};
use crate::text::text;
use crate::vocabulary::Vocabulary;

/// Reports each channel whose address `parse` rejects; `None` leaves the channel alone.
pub(super) fn malformed(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    parse: impl Fn(&Channel) -> Option<Problem>,
) {
    for organization in &context.model.organizations {
        for channel in &organization.channels {
            if let Some(problem) = parse(channel) {
                findings.report(finding(organization, channel, problem));
            }
        }
    }
}

fn finding(organization: &Organization, channel: &Channel, problem: Problem) -> Finding {
    let message = problem.phrase();
    let (name, kind) = (&organization.name, channel.kind.label());
    let (de, en) = (kind.de, kind.en);
    let subject = Subject::state(organization.id.state)
        .record(format!("{} {}", organization.id.local, channel.address.value));
    let mut finding = Finding::new(channel.address.span, message, subject)
        .label(text!("Kanal „{de}“ von „{name}“", "channel \"{en}\" of \"{name}\""))
        .cause(text!("über diesen Kanal kommt nichts an", "nothing arrives over this channel"));
    finding.help = problem.help;
    if let Some(right) = problem.replacement {
        if finding.help.is_none() {
            finding = finding.help(text!("richtig wäre „{right}“", "right would be \"{right}\""));
        }
        finding = finding.edit(channel.address.span, format!("\"{right}\""));
    }
    finding
}
