//! L507: nobody can tell when an organization of first or second level answers.

use super::answering::{answering, has_level};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::text::{Words, text};
use crate::vocabulary::Level;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L507"),
        name: "service-hours-missing",
        summary: Words::new("Servicezeiten fehlen", "service hours are missing"),
        severity: Severity::Warning,
        sources: &["R53"],
        since: "0.1.0",
        step: InStep::Of(Step::Organizations),
        looks_at: Some(LooksAt::Channels),
        yields_to: &[],
        what: Words::new(
            "Ob jede Stelle des First und Second Level an mindestens einem Kanal ihre Servicezeiten nennt.",
            "Whether each organization of first and second level states its service hours at one channel at least.",
        ),
        why: Words::new(
            "Die zentrale Anlaufstelle soll zu üblichen Arbeitszeiten erreichbar sein. Ohne Zeiten ist das weder zu prüfen noch anderen zu sagen.",
            "The central contact should be reachable at usual working hours. Without hours this can neither be checked nor told to others.",
        ),
        fix: Words::new(
            "Am Kanal ergänzen: hours = \"Mo-Fr 08:00-16:00; PH off\".",
            "Add to the channel: hours = \"Mo-Fr 08:00-16:00; PH off\".",
        ),
        bad: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
deputy = "internal"
channels = [{ kind = "email", address = "support@dienstleister.example" }]
[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"
"#,
        good: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
deputy = "internal"
channels = [{ kind = "email", address = "support@dienstleister.example", hours = "Mo-Fr 08:00-16:00; PH off", closed = "Antwort am nächsten Arbeitstag" }]
[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"
"#,
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    for (organization, records) in model.organizations.iter().zip(answering(context.situation)) {
        // Without channels there is nothing that could have hours: that has a rule of its own.
        let Some(channel) = organization.channels.first() else { continue };
        if organization.channels_broken
            || organization.channels.iter().any(|channel| channel.hours.is_some())
            || !has_level(model, &records, &[Level::First, Level::Second])
            || !model.is_complete(organization.id.state)
        {
            continue;
        }
        let name = &organization.name;
        let subject = Subject::state(organization.id.state).record(organization.id.local.to_string());
        let mut finding = Finding::new(
            channel.span,
            text!("wann „{name}“ antwortet, steht nirgends", "nothing tells when \"{name}\" answers"),
            subject,
        )
        .one_of(
            text!("„{name}“", "\"{name}\""),
            Words::new(
                "wann {} Stellen antworten, steht nirgends",
                "nothing tells when {} organizations answer",
            ),
        )
        .label(text!("hier fehlt „hours“", "`hours` is missing here"))
        .help(text!(
            "ergänzen Sie am Kanal zum Beispiel hours = \"Mo-Fr 08:00-16:00; PH off\"",
            "add to the channel, for instance, hours = \"Mo-Fr 08:00-16:00; PH off\""
        ));
        if let Some(record) = records.first() {
            finding = finding
                .related(model.support(*record).owner.span, text!("hier antwortet sie", "here it answers"));
        }
        findings.report(finding);
    }
}
