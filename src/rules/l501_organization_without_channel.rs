//! L501: an organization that shall answer or be told, and cannot be reached.

use super::answering::answering;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::model::{End, OrganizationId, Scope, SupportId};
use crate::situation::Asked;
use crate::source::Span;
use crate::text::{Words, text};
use crate::vocabulary::{ChannelKind, Level};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L501"),
        name: "organization-without-channel",
        summary: Words::new(
            "eine Stelle, die gebraucht wird, ist nicht erreichbar",
            "an organization that is needed cannot be reached",
        ),
        severity: Severity::Error,
        sources: &["R11", "R51"],
        since: "0.1.0",
        step: InStep::Of(Step::Organizations),
        looks_at: Some(LooksAt::Channels),
        yields_to: &[],
        what: Words::new(
            "Ob jede Stelle, die antwortet oder an einem Ende eines Kommunikationswegs steht, mindestens einen Kanal hat.",
            "Whether each organization that answers, or stands at an end of a communication path, has at least one channel.",
        ),
        why: Words::new(
            "Eine zuständige Stelle ohne Telefon, Postfach oder Formular erreicht keine Frage.",
            "No question reaches a responsible organization without telephone, mailbox or form.",
        ),
        fix: Words::new(
            "Bei der Stelle ergänzen: channels = [{ kind = \"email\", address = \"…\" }].",
            "Add to the organization: channels = [{ kind = \"email\", address = \"…\" }].",
        ),
        bad: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
deputy = "internal"
[[support]]
level = "third"
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
channels = [{ kind = "email", address = "support@dienstleister.example" }]
[[support]]
level = "third"
track = "technical-service"
owner = "dienstleister"
"#,
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    let answers = answering(context.situation);
    let mut at_paths: Vec<Option<Span>> = vec![None; model.organizations.len()];
    for (_, path) in context.situation.all_paths(Asked::from(context.on)) {
        for end in [&path.from, &path.to] {
            if let End::Organization(id) = end.value
                && let Some(place) = at_paths.get_mut(id.index())
            {
                place.get_or_insert(end.span);
            }
        }
    }
    for ((at, organization), path) in model.organizations.iter().enumerate().zip(at_paths) {
        if !organization.channels.is_empty()
            || organization.channels_broken
            || !model.is_complete(organization.id.state)
        {
            continue;
        }
        let records = answers.get(OrganizationId::new(at).index()).map_or(&[][..], Vec::as_slice);
        let needed =
            records.iter().find(|id| !has_form(context, **id)).map(|id| model.support(*id).owner.span);
        let Some(needed) = needed.or(path) else { continue };
        let name = &organization.name;
        let subject = Subject::state(organization.id.state).record(organization.id.local.to_string());
        let finding = Finding::new(
            organization.id_span,
            text!(
                "„{name}“ ist auf keinem Kanal erreichbar",
                "\"{name}\" cannot be reached over any channel"
            ),
            subject,
        )
        .one_of(
            text!("„{name}“", "\"{name}\""),
            Words::new(
                "{} Stellen sind auf keinem Kanal erreichbar",
                "{} organizations cannot be reached over any channel",
            ),
        )
        .label(text!("hier fehlt „channels“", "`channels` is missing here"))
        .related(needed, text!("hier wird sie gebraucht", "it is needed here"))
        .help(text!(
            "ergänzen Sie channels = [{{ kind = \"email\", address = \"…\" }}]",
            "add channels = [{{ kind = \"email\", address = \"…\" }}]"
        ));
        findings.report(finding);
    }
}

/// Whether a first-level record is answered through the contact form of its services (S2), and they have one.
fn has_form(context: &Context<'_>, id: SupportId) -> bool {
    let record = context.model.support(id);
    let first = record.level.as_ref().is_some_and(|level| level.value == Level::First);
    let through_form =
        matches!(&record.channels, Scope::Only(list) if list.contains(&ChannelKind::ContactForm));
    let services = record.services.listed();
    first
        && through_form
        && !services.is_empty()
        && services.iter().all(|service| context.model.service(*service).contact_form.is_some())
}
