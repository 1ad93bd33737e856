//! L310: an owner from whom nothing leads to more authority.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::{first_ways, ladder, operator, way};
use super::ladders::label;
use super::uses::{only, organization_names};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::graph::{EdgeKind, NodeId};
use crate::key::StateCode;
use crate::model::{Link, OrganizationId};
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::OrganizationKind;

/// So many other organizations are shown; more are counted.
const SHOWN: usize = 5;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L310"),
        name: "no-hierarchical-escalation",
        summary: Words::new(
            "von einer Stelle führt keine hierarchische Eskalation weiter",
            "no hierarchical escalation leads on from an organization",
        ),
        severity: Severity::Warning,
        sources: &["R51"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Escalation),
        yields_to: &[],
        what: Words::new(
            "Ob jede Stelle, die antwortet, an mehr Entscheidungsbefugnis eskalieren kann: über einen am Stichtag gültigen [[path]] mit kind = \"hierarchical\" oder eine übergeordnete Stelle (superior). Ministerien, Steuerungskreise und wer selbst Ziel der Eskalation ist, brauchen keine.",
            "Whether each organization that answers can escalate to more authority: by a [[path]] with kind = \"hierarchical\" valid on the day, or a superior organization (superior). Ministries, steering bodies and those who are the target of escalation need none.",
        ),
        why: Words::new(
            "Wenn eine Frist reißt oder zwei sich nicht einigen, muss jemand entscheiden können.",
            "When a deadline is missed or two cannot agree, somebody must be able to decide.",
        ),
        fix: Words::new(
            "Einen [[path]] mit purpose = \"escalation\" und kind = \"hierarchical\" ergänzen, oder bei der Stelle superior = \"…\".",
            "Add a [[path]] with purpose = \"escalation\" and kind = \"hierarchical\", or superior = \"…\" to the organization.",
        ),
        bad: concat!(operator!(), ladder!(), first_ways!(), way!("stelle", "hersteller", "technical-state")),
        good: concat!(
            operator!(),
            "[[organization]]\nid = \"leitung\"\nname = \"Leitung\"\nkind = \"ministry\"\n",
            way!("dienstleister", "leitung", "technical-service"),
            "kind = \"hierarchical\"\n",
            ladder!(),
            first_ways!(),
            way!("stelle", "hersteller", "technical-state"),
            "[[organization]]\nid = \"leitung\"\nname = \"Leitung\"\nkind = \"ministry\"\n[[path]]\npurpose = \"escalation\"\nkind = \"hierarchical\"\nfrom = \"@first\"\nto = \"leitung\"\n[[path]]\npurpose = \"escalation\"\nkind = \"hierarchical\"\nfrom = \"@second\"\nto = \"leitung\"\n[[path]]\npurpose = \"escalation\"\nkind = \"hierarchical\"\nfrom = \"@third\"\nto = \"leitung\"\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    let above = above(context);
    let mut lacking: BTreeMap<StateCode, BTreeMap<OrganizationId, BTreeSet<usize>>> = BTreeMap::new();
    for ladder in context.hand_overs() {
        let upward = ladder.graph.edges().iter().filter(|edge| edge.id.kind == EdgeKind::Hierarchical);
        let escalates: BTreeSet<NodeId> = upward.map(|edge| edge.id.from).collect();
        let organizations: BTreeSet<OrganizationId> =
            escalates.iter().filter_map(|node| node.organization()).collect();
        for node in ladder.graph.nodes().iter().filter(|node| node.id.level().is_some()) {
            let Some(id) = node.id.organization() else { continue };
            let found = model.organization(id);
            let municipal = found.municipality.is_some() && escalates.contains(&NodeId::Municipality);
            if found.superior.is_some()
                || municipal
                || organizations.contains(&id)
                || above.contains(&id)
                || !model.is_complete(found.id.state)
            {
                continue;
            }
            let rows = node.rows.iter().filter_map(|row| ladder.classes.get(row)).flatten();
            lacking.entry(found.id.state).or_default().entry(id).or_default().extend(rows);
        }
    }
    for (state, organizations) in lacking {
        report(context, findings, state, &organizations);
    }
}

/// Those who are at the top, or to whom others escalate.
fn above(context: &Context<'_>) -> BTreeSet<OrganizationId> {
    let model = context.model;
    let top = model.organization_ids().filter(|id| {
        let kind = model.organization(*id).kind.as_ref().map(|kind| kind.value);
        matches!(kind, Some(OrganizationKind::Ministry | OrganizationKind::SteeringBody))
    });
    let superiors = model.organizations.iter().filter_map(|found| found.superior.as_ref());
    let last_resorts = model.states.values().filter_map(|state| state.last_resort.as_ref());
    let named = superiors.chain(last_resorts).filter_map(|link| match link.value {
        Link::To(id) => Some(id),
        Link::Undecidable => None,
    });
    let edges = context.hand_overs().iter().flat_map(|ladder| ladder.graph.edges());
    let targets = edges
        .filter(|edge| edge.id.kind == EdgeKind::Hierarchical)
        .filter_map(|edge| edge.id.to.organization());
    top.chain(named).chain(targets).collect()
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    state: StateCode,
    organizations: &BTreeMap<OrganizationId, BTreeSet<usize>>,
) {
    let model = context.model;
    let Some(first) = organizations.keys().next() else { return };
    let names = organization_names(model, &organizations.keys().copied().collect(), Case::Nominative);
    let at: BTreeSet<usize> = organizations.values().flatten().copied().collect();
    let rows: Vec<_> = at.iter().filter_map(|at| context.table.rows().get(*at)).collect();
    let services = rows.iter().map(|row| row.service).collect();
    let mut about = Subject::state(state);
    about.service = only(&services);
    let mut finding = Finding::new(
        model.organization(*first).id_span,
        Text::new(
            format!("keine hierarchische Eskalation: {}", names.de),
            format!("no hierarchical escalation: {}", names.en),
        ),
        about,
    )
    .label(label(context, &services, &rows))
    .cause(text!(
        "dort beginnt kein Weg mit kind = \"hierarchical\", und keine übergeordnete Stelle ist genannt",
        "no path with kind = \"hierarchical\" begins there, and no superior organization is named"
    ))
    .help(text!(
        "ergänzen Sie: [[path]] purpose = \"escalation\", kind = \"hierarchical\", from = \"…\", to = \"…\", oder bei der Stelle superior = \"…\"",
        "add: [[path]] purpose = \"escalation\", kind = \"hierarchical\", from = \"…\", to = \"…\", or superior = \"…\" to the organization"
    ));
    for id in organizations.keys().skip(1).take(SHOWN) {
        finding = finding.related(model.organization(*id).id_span, text!("ebenso", "likewise"));
    }
    findings.report(finding);
}
