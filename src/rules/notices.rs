//! Notices that go down: from the operating state to each co-using state, and from there to its Kommunen.

use std::collections::{BTreeMap, BTreeSet};

use super::uses::{coordination, only, service_names, services_line, shared, state_names};
use super::{Context, Finding, Findings, Subject};
use crate::key::StateCode;
use crate::model::{OrganizationId, ServiceId};
use crate::situation::Party;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::{Purpose, Vocabulary};

/// Where a notice stops.
#[derive(Debug, Default)]
struct Stops {
    /// The operating state does not tell these states, by service.
    operator: BTreeMap<(StateCode, ServiceId), BTreeSet<StateCode>>,
    /// These states do not tell their Kommunen, by state.
    state: BTreeMap<StateCode, BTreeSet<ServiceId>>,
}

/// Reports every service whose notices for a purpose do not reach the co-using states, or there the Kommunen.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings<'_>, purpose: Purpose, what: Words) {
    let stops = stops(context, purpose);
    for ((operator, service), states) in &stops.operator {
        let Some(span) = context.model.service(*service).span else { continue };
        let name = &context.model.service(*service).name;
        let names = state_names(states, Case::Accusative);
        let (de, en) = (what.de, what.en);
        let (whom_de, whom_en) = (names.de, names.en);
        let to =
            states.first().map_or_else(String::new, |state| coordination(context.model, *operator, *state));
        let from = coordination(context.model, *operator, *operator);
        let word = purpose.word();
        // The files of the operating state are the place, but the co-using state is what an exception would name.
        let finding = Finding::new(
            span,
            text!("{de} zu „{name}“ erreicht {whom_de} nicht", "{en} on \"{name}\" does not reach {whom_en}"),
            Subject::state(*operator).service(*service),
        )
        .cause(text!(
            "kein am Stichtag gültiger Weg mit purpose = \"{word}\" führt vom betreibenden Land dorthin",
            "no path with purpose = \"{word}\" that is valid on the day leads there from the operating state"
        ))
        .help(text!(
            "ergänzen Sie im betreibenden Land: [[path]] purpose = \"{word}\", from = \"{from}\", to = \"{to}\"",
            "add in the operating state: [[path]] purpose = \"{word}\", from = \"{from}\", to = \"{to}\""
        ));
        findings.report(finding);
    }
    for (state, services) in &stops.state {
        report_state(context, findings, (*state, services), purpose, what);
    }
}

fn report_state(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    (state, services): (StateCode, &BTreeSet<ServiceId>),
    purpose: Purpose,
    what: Words,
) {
    let Some(usage) = services.first().and_then(|service| context.model.use_of(state, *service)) else {
        return;
    };
    let names = service_names(context.model, services, Case::Dative);
    let from = coordination(context.model, state, state);
    let line = services_line(context.model, services);
    let word = purpose.word();
    let mut about = Subject::state(state);
    about.service = only(services);
    let land = state.place();
    let finding = Finding::new(
        usage.span,
        Text::new(
            format!("{} zu {} erreicht die Kommunen {} nicht", what.de, names.de, land.de),
            format!("{} on {} does not reach the municipalities {}", what.en, names.en, land.en),
        ),
        about,
    )
    .cause(text!(
        "kein am Stichtag gültiger Weg mit purpose = \"{word}\" führt im Land weiter zu den Kommunen",
        "no path with purpose = \"{word}\" that is valid on the day leads on to the municipalities"
    ))
    .help(text!(
        "ergänzen Sie: [[path]] purpose = \"{word}\", from = \"{from}\", to = \"municipality\", {line}",
        "add: [[path]] purpose = \"{word}\", from = \"{from}\", to = \"municipality\", {line}"
    ));
    findings.report(finding);
}

fn stops(context: &Context<'_>, purpose: Purpose) -> Stops {
    let situation = context.situation;
    let mut stops = Stops::default();
    for usage in shared(context) {
        let land = situation.land(purpose, (usage.state, usage.service), usage.day);
        if land.uncertain {
            continue;
        }
        let operators = situation.operators_of(usage.service, usage.day);
        let is_operators = |party: &Party| matches!(party, Party::Organization(id) if operators.contains(id));
        let mut walk = land.walk(&land.tellers().into_iter().filter(is_operators).collect());
        let is_ours = |party: Party| match party {
            Party::Organization(id) => {
                let home = |id: OrganizationId| context.model.organization(id).id.state == usage.state;
                home(id)
                    || context.model.organization_ids().any(|one| context.model.body(one) == id && home(one))
            }
            Party::Municipality => true,
            Party::Citizen => false,
        };
        if !walk.reached().any(|(party, _)| is_ours(party)) {
            stops.operator.entry((usage.operator, usage.service)).or_default().insert(usage.state);
            // What the state itself does with the notice is judged all the same.
            let own = land
                .hops()
                .iter()
                .filter(|hop| hop.path.is_some_and(|path| context.model.path(path).state == usage.state));
            // What Kommunen tell the state is no notice to them.
            let told = |party: &Party| *party != Party::Municipality;
            walk = land.walk(&own.map(|hop| hop.from).filter(told).collect());
        }
        let is_municipal = |party: Party| party == Party::Municipality;
        let owes = || situation.owing(usage.state, usage.service).next().is_some();
        if !walk.reached().any(|(party, _)| is_municipal(party)) && owes() {
            stops.state.entry(usage.state).or_default().insert(usage.service);
        }
    }
    stops
}
