//! L311: a deputy to whom no way leads.

use std::collections::BTreeMap;

use super::answering::answering;
use super::examples::{first_ways, ladder, operator, way};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::model::{Deputy, Link, OrganizationId};
use crate::source::Span;
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L311"),
        name: "deputy-without-channel",
        summary: Words::new(
            "zur Vertretung einer Stelle führt kein Weg",
            "no way leads to the deputy of an organization",
        ),
        severity: Severity::Warning,
        sources: &["R52"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob die Vertretung einer Stelle, die antwortet, erreichbar ist: Sie nennt mindestens einen Kanal. Wer keine Vertretung nennt, steht bei L107.",
            "Whether the deputy of an organization that answers can be reached: it names at least one channel. Who names no deputy is L107.",
        ),
        why: Words::new(
            "Der Vertretungsfall gehört zum Eskalationsweg. Eine Vertretung, die niemand erreicht, vertritt nicht.",
            "Substitution is part of the escalation path. A deputy whom nobody reaches is none.",
        ),
        fix: Words::new(
            "Bei der Vertretung channels = [{ kind = \"email\", address = \"…\" }] ergänzen.",
            "Add channels = [{ kind = \"email\", address = \"…\" }] to the deputy.",
        ),
        bad: concat!(
            operator!(),
            ladder!(),
            first_ways!(),
            way!("@second", "hersteller", "technical-state"),
            "[[organization]]\nid = \"kanzlei\"\nname = \"Kanzlei\"\nkind = \"other\"\ndeputy = \"amt\"\n[[organization]]\nid = \"amt\"\nname = \"Amt\"\nkind = \"other\"\ndeputy = \"internal\"\n[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\narea = [\"03\"]\nowner = \"kanzlei\"\n",
            way!("@first", "kanzlei", "subject-matter")
        ),
        good: concat!(
            operator!(),
            ladder!(),
            first_ways!(),
            way!("@second", "hersteller", "technical-state"),
            "[[organization]]\nid = \"kanzlei\"\nname = \"Kanzlei\"\nkind = \"other\"\ndeputy = \"amt\"\n[[organization]]\nid = \"amt\"\nname = \"Amt\"\nkind = \"other\"\ndeputy = \"internal\"\nchannels = [{ kind = \"phone\", address = \"+49 30 23125 001\" }]\n[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\narea = [\"03\"]\nowner = \"kanzlei\"\n",
            way!("@first", "kanzlei", "subject-matter")
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    let answers = answering(context.situation);
    let mut needed: BTreeMap<OrganizationId, Vec<(OrganizationId, Span)>> = BTreeMap::new();
    for ((at, found), records) in model.organizations.iter().enumerate().zip(&answers) {
        if let Some(deputy) = &found.deputy
            && let Deputy::Organization(Link::To(to)) = deputy.value
            && !records.is_empty()
        {
            needed.entry(to).or_default().push((OrganizationId::new(at), deputy.span));
        }
    }
    for (deputy, represented) in needed {
        let found = model.organization(deputy);
        // Whoever answers itself is asked for its channels as such.
        let answers = answers.get(deputy.index()).is_some_and(|records| !records.is_empty());
        let reachable = !found.channels.is_empty() || found.channels_broken;
        let Some((first, _)) = represented.first() else { continue };
        if answers || reachable || !model.is_complete(found.id.state) {
            continue;
        }
        let (name, whom) = (&found.name, &model.organization(*first).name);
        let mut finding = Finding::new(
            found.id_span,
            text!(
                "„{name}“ vertritt „{whom}“, ist aber auf keinem Kanal erreichbar",
                "\"{name}\" stands in for \"{whom}\", but cannot be reached over any channel"
            ),
            Subject::state(found.id.state).record(found.id.local.to_string()),
        )
        .one_of(
            text!("„{name}“", "\"{name}\""),
            Words::new(
                "{} Vertretungen sind auf keinem Kanal erreichbar",
                "{} deputies cannot be reached over any channel",
            ),
        )
        .label(text!("hier fehlt „channels“", "`channels` is missing here"))
        .help(text!(
            "ergänzen Sie channels = [{{ kind = \"email\", address = \"…\" }}]",
            "add channels = [{{ kind = \"email\", address = \"…\" }}]"
        ));
        for (_, span) in &represented {
            finding = finding
                .related(*span, text!("hier ist sie als Vertretung genannt", "it is named as deputy here"));
        }
        findings.report(finding);
    }
}
