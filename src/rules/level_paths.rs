//! Paths beside the ladder that every level should have: security, accessibility. Who answers on a level, and from whom of
//! them no path begins.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::feedback::Ways;
use super::uses::{Used, used};
use crate::key::StateCode;
use crate::model::{End, OrganizationId, ServiceId};
use crate::routing::{Answerer, Verdict};
use crate::source::Span;
use crate::vocabulary::{Level, Purpose, Track};

/// Levels, organizations and services concerned.
#[derive(Debug, Default)]
pub(super) struct Lack {
    pub(super) levels: BTreeSet<Level>,
    pub(super) organizations: BTreeSet<OrganizationId>,
    pub(super) services: BTreeSet<ServiceId>,
}

impl Lack {
    pub(super) fn add(&mut self, level: Level, organization: OrganizationId, service: ServiceId) {
        self.levels.insert(level);
        self.organizations.insert(organization);
        self.services.insert(service);
    }

    /// Where a person would write in the files of a state.
    pub(super) fn span(&self, context: &Context<'_>, home: StateCode) -> Option<Span> {
        self.services.iter().find_map(|service| {
            let usage = context.model.use_of(home, *service).map(|usage| usage.span);
            usage.or(context.model.service(*service).span)
        })
    }
}

/// From whom no path of a purpose begins, by the state in whose files it would stand.
pub(super) fn lacking(
    context: &Context<'_>,
    purpose: Purpose,
    counts: impl Fn(&Used<'_>) -> bool,
) -> BTreeMap<StateCode, Lack> {
    let mut lacks: BTreeMap<StateCode, Lack> = BTreeMap::new();
    for usage in used(context).into_iter().filter(|usage| usage.is_decidable(context.model) && counts(usage))
    {
        let sides = (usage.state, usage.operator);
        let ways = Ways::new(context, purpose, usage.service, sides, usage.day);
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
                lacks.entry(home).or_default().add(level, organization, usage.service);
            }
        }
    }
    lacks
}

/// Who answers on which level, and in whose files that stands.
pub(super) fn answering(
    context: &Context<'_>,
    usage: &Used<'_>,
) -> BTreeSet<(StateCode, Level, OrganizationId)> {
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
