//! L412: a level that has nobody to report a security incident to.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::{co_using_state, operating_state};
use super::feedback::Ways;
use super::uses::{Used, coordination, only, organization_names, service_names, used};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, RuleInfo, Severity};
use crate::key::StateCode;
use crate::model::{End, OrganizationId, ServiceId};
use crate::routing::{Answerer, Verdict};
use crate::text::{Text, Words, text};
use crate::vocabulary::{Level, Purpose, Track, Vocabulary};

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
        what: Words::new(
            "Ob jede Stelle, die auf einem Level antwortet, einen am Prüftag gültigen Weg mit purpose = \"security\" hat, neben der gewöhnlichen Weitergabe von Fragen.",
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

/// Levels, organizations and services concerned.
#[derive(Debug, Default)]
struct Lack {
    levels: BTreeSet<Level>,
    organizations: BTreeSet<OrganizationId>,
    services: BTreeSet<ServiceId>,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut lacks: BTreeMap<StateCode, Lack> = BTreeMap::new();
    for usage in used(context).into_iter().filter(|usage| usage.is_decidable(context.model)) {
        let sides = (usage.state, usage.operator);
        let ways = Ways::new(context, Purpose::Security, usage.service, sides, usage.day);
        if ways.uncertain {
            continue;
        }
        let begin: BTreeSet<End> = ways.paths().iter().map(|path| path.from.value).collect();
        // An office that receives such reports needs no path to itself.
        let receive: BTreeSet<End> = ways.paths().iter().map(|path| path.to.value).collect();
        for (home, level, organization) in answering(context, &usage) {
            let own = End::Organization(organization);
            let covered =
                begin.contains(&End::Level(level)) || begin.contains(&own) || receive.contains(&own);
            // A path from another level does not help, one from each municipality or authority does.
            let as_body = || {
                let same = ways.same(own);
                [End::Competent, End::Municipality]
                    .iter()
                    .any(|end| begin.contains(end) && same.contains(end))
            };
            if !covered && !as_body() {
                let lack = lacks.entry(home).or_default();
                lack.levels.insert(level);
                lack.organizations.insert(organization);
                lack.services.insert(usage.service);
            }
        }
    }
    for (home, lack) in lacks {
        report(context, findings, home, &lack);
    }
}

/// Who answers on which level, and in whose files that stands.
fn answering(context: &Context<'_>, usage: &Used<'_>) -> BTreeSet<(StateCode, Level, OrganizationId)> {
    let mut found = BTreeSet::new();
    for row in &usage.rows {
        let Some(day) = row.judged_on(context.on) else { continue };
        for timeline in &row.timelines {
            let about_service = timeline.cell.track == Some(Track::TechnicalService);
            let home = if about_service { usage.operator } else { usage.state };
            let segment = timeline.at(day).filter(|segment| segment.verdict == Verdict::Covered);
            for answer in segment.into_iter().flat_map(|segment| &segment.answers) {
                if let Answerer::Organization(organization) = answer.answerer {
                    found.insert((home, timeline.cell.level, organization));
                }
            }
        }
    }
    found
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, home: StateCode, lack: &Lack) {
    let span = lack.services.iter().find_map(|service| {
        let usage = context.model.use_of(home, *service).map(|usage| usage.span);
        usage.or(context.model.service(*service).span)
    });
    let Some(span) = span else { return };
    let levels: Vec<&str> = lack.levels.iter().map(|level| level.label().de).collect();
    let english: Vec<&str> = lack.levels.iter().map(|level| level.label().en).collect();
    let (de, en) = (levels.join(", "), english.join(", "));
    let owners = organization_names(context.model, &lack.organizations);
    let (owners_de, owners_en) = (owners.de, owners.en);
    let names = service_names(context.model, &lack.services);
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
        "kein am Prüftag gültiger Weg mit purpose = \"security\" beginnt dort",
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
