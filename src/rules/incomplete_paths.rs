//! Escalation paths that do not say one of the things that an escalation strategy says of each: over what, when, by when.

use std::collections::BTreeMap;

use super::{Context, Finding, Findings, Subject};
use crate::key::StateCode;
use crate::model::{End, Path};
use crate::situation::Asked;
use crate::text::{Text, Words, text};
use crate::vocabulary::Purpose;

/// So many other paths are shown; more are counted.
const SHOWN: usize = 5;

/// What a path may lack.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detail {
    /// Whether a path lacks it.
    pub(super) lacks: fn(&Path) -> bool,
    /// "ohne Kanal".
    pub(super) without: Words,
    /// The field, and what to write.
    pub(super) field: &'static str,
    /// An example of what to write.
    pub(super) example: Words,
}

/// One finding per state, at the first path that lacks it.
pub(super) fn check(context: &Context<'_>, findings: &mut Findings<'_>, detail: Detail) {
    let mut lacking: BTreeMap<StateCode, Vec<&Path>> = BTreeMap::new();
    for (_, path) in context.situation.paths_in_force(Purpose::Escalation, Asked::from(context.on)) {
        // A citizen's question is no hand-over.
        let asked = !path.details_broken && path.from.value != End::Citizen;
        if asked && (detail.lacks)(path) {
            lacking.entry(path.state).or_default().push(path);
        }
    }
    for (state, paths) in lacking {
        report(findings, state, &paths, detail);
    }
}

fn report(findings: &mut Findings<'_>, state: StateCode, paths: &[&Path], detail: Detail) {
    let Some(first) = paths.first() else { return };
    let (home, without, count) = (state.place(), detail.without, paths.len());
    let message = if count == 1 {
        Text::new(
            format!("ein Eskalationsweg {} ist {}", home.de, without.de),
            format!("an escalation path {} is {}", home.en, without.en),
        )
    } else {
        Text::new(
            format!("{count} Eskalationswege {} sind {}", home.de, without.de),
            format!("{count} escalation paths {} are {}", home.en, without.en),
        )
    };
    let (field, de, en) = (detail.field, detail.example.de, detail.example.en);
    let mut finding = Finding::new(first.span, message, Subject::state(state))
        .label(text!("hier fehlt „{field}“", "`{field}` is missing here"))
        .help(text!("ergänzen Sie: {field} = {de}", "add: {field} = {en}"));
    for path in paths.iter().skip(1).take(SHOWN) {
        finding = finding.related(path.span, text!("ebenso", "likewise"));
    }
    findings.report(finding);
}
