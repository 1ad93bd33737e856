//! L412: a level that has nobody to report a security incident to.

use super::examples::{co_using_state, operating_state};
use super::level_paths::{Lack, lacking};
use super::uses::{coordination, only, organization_names, service_names};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::{Purpose, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L412"),
        name: "security-path-missing",
        summary: Words::new(
            "von einem Level führt kein Weg zur Meldung von Sicherheitsvorfällen",
            "no path leads from a level to where security incidents are reported",
        ),
        severity: Severity::Warning,
        sources: &["R50"],
        since: "0.1.0",
        step: InStep::Of(Step::Notices),
        looks_at: Some(LooksAt::Security),
        yields_to: &[],
        what: Words::new(
            "Ob jede Stelle, die auf einem Level antwortet, einen am Stichtag gültigen Weg mit purpose = \"security\" hat, neben der gewöhnlichen Weitergabe von Fragen.",
            "Whether each organization that answers on a level has a path with purpose = \"security\" valid on the day, beside the ordinary handing on of questions.",
        ),
        why: Words::new(
            "Ein Sicherheitsvorfall fällt oft zuerst im Support auf und duldet keinen Umweg über die gewöhnlichen Level.",
            "A security incident is often noticed in support first, and bears no detour over the ordinary levels.",
        ),
        fix: Words::new(
            "Einen [[path]] mit purpose = \"security\" von jedem Level (\"@first\", \"@second\", \"@third\") zur Meldestelle ergänzen.",
            "Add a [[path]] with purpose = \"security\" from each level (\"@first\", \"@second\", \"@third\") to the reporting office.",
        ),
        bad: concat!(
            operating_state!(),
            "[[support]]\nlevel = \"second\"\ntrack = \"technical-service\"\nowner = \"koordination\"\n[[support]]\nlevel = \"third\"\ntrack = \"technical-service\"\nowner = \"koordination\"\n",
            co_using_state!(),
            "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"koordination\"\n[[path]]\npurpose = \"security\"\nfrom = \"@second\"\nto = \"hb/koordination\"\n"
        ),
        good: concat!(
            operating_state!(),
            "[[support]]\nlevel = \"second\"\ntrack = \"technical-service\"\nowner = \"koordination\"\n[[support]]\nlevel = \"third\"\ntrack = \"technical-service\"\nowner = \"koordination\"\n",
            co_using_state!(),
            "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"koordination\"\n[[path]]\npurpose = \"security\"\nfrom = \"@first\"\nto = \"hb/koordination\"\n[[path]]\npurpose = \"security\"\nfrom = \"@second\"\nto = \"hb/koordination\"\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (home, lack) in lacking(context, Purpose::Security, |_| true) {
        report(context, findings, home, &lack);
    }
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, home: StateCode, lack: &Lack) {
    let Some(span) = lack.span(context, home) else { return };
    let levels: Vec<&str> = lack.levels.iter().map(|level| level.label().de).collect();
    let english: Vec<&str> = lack.levels.iter().map(|level| level.label().en).collect();
    let (de, en) = (levels.join(", "), english.join(", "));
    let owners = organization_names(context.model, &lack.organizations, Case::Nominative);
    let (owners_de, owners_en) = (owners.de, owners.en);
    let names = service_names(context.model, &lack.services, Case::Accusative);
    let from = lack.levels.first().map_or("first", |level| level.word());
    let to = security_office(context, home);
    let mut about = Subject::state(home);
    about.service = only(&lack.services);
    let finding = Finding::new(
        span,
        text!(
            "kein Weg zur Meldung von Sicherheitsvorfällen: {de} ({owners_de})",
            "no path to report security incidents: {en} ({owners_en})"
        ),
        about,
    )
    .label(Text::new(format!("betrifft {}", names.de), format!("concerns {}", names.en)))
    .cause(text!(
        "kein am Stichtag gültiger Weg mit purpose = \"security\" beginnt dort",
        "no path with purpose = \"security\" that is valid on the day begins there"
    ))
    .help(text!(
        "ergänzen Sie: [[path]] purpose = \"security\", from = \"@{from}\", to = \"{to}\"",
        "add: [[path]] purpose = \"security\", from = \"@{from}\", to = \"{to}\""
    ));
    findings.report(finding);
}

/// The state's security office, else its coordination.
fn security_office(context: &Context<'_>, home: StateCode) -> String {
    use crate::vocabulary::OrganizationKind::SecurityOffice;
    let office = context.model.organizations.iter().find(|organization| {
        organization.id.state == home
            && organization.kind.as_ref().is_some_and(|kind| kind.value == SecurityOffice)
    });
    office.map_or_else(|| coordination(context.model, home, home), |office| office.id.local.to_string())
}
