//! Which services are used where and from when, and how they are called: what many rules on communication ask first.

use std::collections::BTreeSet;

use super::context::Context;
use crate::key::StateCode;
use crate::model::{Model, OrganizationId, ServiceId};
pub(super) use crate::situation::Used;
use crate::text::Text;
use crate::text::list::{Case, and_texts, short_list};

/// So many names are listed; more are counted.
const NAMED: usize = 3;

/// All services in use by state and service.
pub(super) fn used<'c>(context: &Context<'c>) -> &'c [Used] {
    context.situation.uses()
}

/// The uses of services that another state operates, both sides readable.
pub(super) fn shared<'c>(context: &Context<'c>) -> impl Iterator<Item = &'c Used> {
    context.situation.shared()
}

/// The names of services in quotes: „A“ und „B“.
pub(super) fn service_names(model: &Model, services: &BTreeSet<ServiceId>, case: Case) -> Text {
    let names: Vec<&str> = services.iter().map(|service| model.service(*service).name.as_str()).collect();
    let german: Vec<String> = names.iter().map(|name| format!("„{name}“")).collect();
    let english: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    Text::new(names_in(&german, case).de, names_in(&english, case).en)
}

/// The names of organizations.
pub(super) fn organization_names(
    model: &Model,
    organizations: &BTreeSet<OrganizationId>,
    case: Case,
) -> Text {
    let names: Vec<String> =
        organizations.iter().map(|organization| model.organization(*organization).name.clone()).collect();
    names_in(&names, case)
}

/// The names of states in a case: "von Bremen und dem Saarland".
pub(super) fn state_names(states: &BTreeSet<StateCode>, case: Case) -> Text {
    and_texts(states.iter().map(|state| state.with_article(case)))
}

/// Names as findings list them.
pub(super) fn names_in(names: &[String], case: Case) -> Text {
    short_list(names, NAMED, case)
}

/// The only service of a set, for a finding's subject.
pub(super) fn only(services: &BTreeSet<ServiceId>) -> Option<ServiceId> {
    services.first().copied().filter(|_| services.len() == 1)
}

/// The ids of services as a line of a file names them: `services = ["hb/a"]`.
pub(super) fn services_line(model: &Model, services: &BTreeSet<ServiceId>) -> String {
    let ids: Vec<String> =
        services.iter().map(|service| format!("\"{}\"", model.service(*service).id)).collect();
    format!("services = [{}]", ids.join(", "))
}

/// How a file of a state names an organization: `koordination`, elsewhere `ni/koordination`.
pub(super) fn reference(model: &Model, own: StateCode, organization: OrganizationId) -> String {
    let id = &model.organization(organization).id;
    if id.state == own { id.local.to_string() } else { id.to_string() }
}

/// The coordination of a state as another state's file names it, or a blank to fill in.
pub(super) fn coordination(model: &Model, own: StateCode, state: StateCode) -> String {
    model
        .states
        .get(&state)
        .and_then(|found| found.coordination.as_ref())
        .and_then(|found| found.value.known())
        .map_or_else(
            || if own == state { "…".to_owned() } else { format!("{}/…", state.slug()) },
            |organization| reference(model, own, organization),
        )
}
