//! Paths that begin with the citizen: does each service in use have one for a purpose, in the operator's or the user's files?

use std::collections::{BTreeMap, BTreeSet};

use super::uses::{only, service_names, used};
use super::{Context, Finding, Findings, Subject};
use crate::key::StateCode;
use crate::model::{End, Path, ServiceId};
use crate::situation::Asked;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::{Purpose, Vocabulary};

/// Services in use without such a path, by operating state. A service has one if its operator lays it down, or every
/// state that uses it.
pub(super) fn without_path(
    context: &Context<'_>,
    purpose: Purpose,
) -> BTreeMap<StateCode, BTreeSet<ServiceId>> {
    let mut lacking: BTreeMap<StateCode, BTreeSet<ServiceId>> = BTreeMap::new();
    for usage in used(context).iter().filter(|usage| usage.is_decidable(context.model)) {
        let near = [usage.state, usage.operator];
        let asked = Asked::on(usage.day).service(usage.service);
        let begins =
            |path: &Path| path.from.value == End::Citizen && matches!(path.to.value, End::Organization(_));
        let found = context.situation.may_lack_a_path(purpose, &near, asked)
            || context
                .situation
                .paths_in_force(purpose, asked)
                .any(|(_, path)| near.contains(&path.state) && begins(path));
        if !found {
            lacking.entry(usage.operator).or_default().insert(usage.service);
        }
    }
    lacking
}

/// One finding per operating state, at the first of the services.
pub(super) fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    (operator, services): (StateCode, &BTreeSet<ServiceId>),
    purpose: Purpose,
    (what, cause, to): (Words, Words, &str),
) {
    let Some(span) = services.iter().find_map(|service| context.model.service(*service).span) else { return };
    let names = service_names(context.model, services, Case::Dative);
    let word = purpose.word();
    let mut about = Subject::state(operator);
    about.service = only(services);
    let finding = Finding::new(
        span,
        Text::new(format!("zu {} {}", names.de, what.de), format!("{} on {}", what.en, names.en)),
        about,
    )
    .cause(cause.into())
    .help(text!(
        "ergänzen Sie: [[path]] purpose = \"{word}\", from = \"citizen\", to = \"{to}\", channel = …",
        "add: [[path]] purpose = \"{word}\", from = \"citizen\", to = \"{to}\", channel = …"
    ));
    findings.report(finding);
}
