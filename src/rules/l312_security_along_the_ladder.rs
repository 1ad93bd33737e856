//! L312: security incidents are reported along the ordinary levels only.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::{ladder, operator};
use super::level_paths::{Lack, answering};
use super::uses::{only, organization_names, service_names, used};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::model::OrganizationId;
use crate::situation::{Land, Party};
use crate::source::Span;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::{OrganizationKind, Purpose};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L312"),
        name: "security-along-the-ladder",
        summary: Words::new(
            "Sicherheitsvorfälle gehen nur den gewöhnlichen Weg",
            "security incidents take the ordinary way only",
        ),
        severity: Severity::Warning,
        sources: &["R50"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Security),
        yields_to: &[],
        what: Words::new(
            "Ob der Weg mit purpose = \"security\", der bei einer Stelle beginnt, die Level verlässt: zu einer Stelle für Informationssicherheit, einer Koordination oder einer anderen Stelle, die nicht selbst Fragen beantwortet. Beginnt gar kein Weg, sagt das L412.",
            "Whether the path with purpose = \"security\" that begins with an organization leaves the levels: to an information security office, a coordination or another organization that does not itself answer questions. Where no path begins at all, L412 says so.",
        ),
        why: Words::new(
            "Ein Vorfall, der in der Reihe der gewöhnlichen Fragen steht, wartet wie eine gewöhnliche Frage.",
            "An incident that stands in line with ordinary questions waits like one.",
        ),
        fix: Words::new(
            "Den Weg zu einer eigenen Meldestelle führen (kind = \"security-office\").",
            "Lead the path to a reporting office of its own (kind = \"security-office\").",
        ),
        bad: concat!(
            operator!(),
            ladder!(),
            "[[path]]\npurpose = \"security\"\nfrom = \"@first\"\nto = \"stelle\"\n[[path]]\npurpose = \"security\"\nfrom = \"@second\"\nto = \"hersteller\"\n[[path]]\npurpose = \"security\"\nfrom = \"@third\"\nto = \"hersteller\"\n"
        ),
        good: concat!(
            operator!(),
            ladder!(),
            "[[organization]]\nid = \"sicherheit\"\nname = \"Informationssicherheit\"\nkind = \"security-office\"\n[[path]]\npurpose = \"security\"\nfrom = \"@first\"\nto = \"sicherheit\"\n[[path]]\npurpose = \"security\"\nfrom = \"@second\"\nto = \"sicherheit\"\n[[path]]\npurpose = \"security\"\nfrom = \"@third\"\nto = \"sicherheit\"\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<StateCode, (Lack, BTreeSet<Span>)> = BTreeMap::new();
    for usage in used(context).iter().filter(|usage| usage.is_decidable(context.model)) {
        for (day, answering) in answering(context, usage) {
            let land = context.situation.land(Purpose::Security, (usage.state, usage.service), day);
            if land.uncertain {
                continue;
            }
            let ladder: BTreeSet<OrganizationId> = answering.iter().map(|(_, _, id)| *id).collect();
            // Many organizations begin with the same paths: each start is followed once.
            let mut followed: BTreeMap<OrganizationId, Option<Span>> = BTreeMap::new();
            for (home, level, organization) in answering {
                let span = *followed
                    .entry(organization)
                    .or_insert_with(|| only_the_ladder(context, &land, &ladder, organization));
                if let Some(span) = span {
                    let (lack, spans) = found.entry(home).or_default();
                    lack.add(level, organization, usage.service);
                    spans.insert(span);
                }
            }
        }
    }
    for (home, (lack, spans)) in found {
        report(context, findings, home, (&lack, &spans));
    }
}

/// The first path from an organization, if all of them end on the levels.
fn only_the_ladder(
    context: &Context<'_>,
    land: &Land,
    ladder: &BTreeSet<OrganizationId>,
    organization: OrganizationId,
) -> Option<Span> {
    let start = land.party(context.situation, organization);
    let on_ladder = |party: Party| match party {
        Party::Organization(id) => {
            let mut bodies = ladder.iter().filter(|one| context.model.body(**one) == id);
            bodies.next().is_some() && !receives(context, id)
        }
        // The offices of the Kommunen speak for them.
        Party::Municipality => {
            ladder.iter().any(|one| land.party(context.situation, *one) == Party::Municipality)
        }
        Party::Citizen => false,
    };
    let walk = land.walk(&BTreeSet::from([start]));
    let mut first = None;
    for (party, hop) in walk.reached() {
        if !on_ladder(party) {
            return None;
        }
        first.get_or_insert(hop.span);
    }
    first
}

/// Kinds whose task it is to receive such reports, wherever they stand.
fn receives(context: &Context<'_>, id: OrganizationId) -> bool {
    let kind = context.model.organization(id).kind.as_ref().map(|kind| kind.value);
    matches!(
        kind,
        None | Some(
            OrganizationKind::SecurityOffice
                | OrganizationKind::Coordination
                | OrganizationKind::Ministry
                | OrganizationKind::DataProtectionOffice
        )
    )
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    home: StateCode,
    (lack, spans): (&Lack, &BTreeSet<Span>),
) {
    let Some(span) = spans.first() else { return };
    let owners = organization_names(context.model, &lack.organizations, Case::Nominative);
    let names = service_names(context.model, &lack.services, Case::Accusative);
    let mut about = Subject::state(home);
    about.service = only(&lack.services);
    let mut finding = Finding::new(
        *span,
        Text::new(
            format!("Sicherheitsvorfälle gehen nur den gewöhnlichen Weg: {}", owners.de),
            format!("security incidents take the ordinary way only: {}", owners.en),
        ),
        about,
    )
    .label(Text::new(format!("betrifft {}", names.de), format!("concerns {}", names.en)))
    .cause(text!(
        "der Weg führt nur zu Stellen, die auch die gewöhnlichen Fragen beantworten",
        "the path leads only to organizations that answer ordinary questions as well"
    ))
    .help(text!(
        "führen Sie den Weg zu einer Meldestelle mit kind = \"security-office\"",
        "lead the path to a reporting office with kind = \"security-office\""
    ));
    for other in spans.iter().skip(1) {
        finding = finding.related(*other, text!("ebenso", "likewise"));
    }
    findings.report(finding);
}
