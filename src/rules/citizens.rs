//! Paths that begin with the citizen: does each service in use have one for a purpose, in the operator's or the user's files?

use std::collections::{BTreeMap, BTreeSet};

use super::uses::{only, service_names, used};
use super::{Context, Finding, Findings, Subject};
use crate::key::StateCode;
use crate::model::{End, Path, ServiceId};
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
    for usage in used(context).into_iter().filter(|usage| usage.is_decidable(context.model)) {
        let near = |path: &&Path| path.state == usage.state || path.state == usage.operator;
        let found = context.model.paths.iter().filter(near).any(|path| {
            if path.shadow {
                return path.purpose.is_none_or(|found| found == purpose);
            }
            path.purpose == Some(purpose)
                && path.from.value == End::Citizen
                && matches!(path.to.value, End::Organization(_))
                && path.services.has(&usage.service)
                && path.period.contains(usage.day)
        });
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
