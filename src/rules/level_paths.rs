//! Paths beside the ladder that every level should have: security, accessibility. Who answers on a level, and from whom of
//! them no path begins.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::uses::{Used, used};
use crate::key::StateCode;
use crate::model::{OrganizationId, ServiceId};
use crate::routing::{Answerer, Verdict};
use crate::situation::Party;
use crate::source::Span;
use crate::time::Date;
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
    counts: impl Fn(&Used) -> bool,
) -> BTreeMap<StateCode, Lack> {
    let mut lacks: BTreeMap<StateCode, Lack> = BTreeMap::new();
    for usage in used(context).iter().filter(|usage| usage.is_decidable(context.model) && counts(usage)) {
        for (day, answering) in answering(context, usage) {
            let land = context.situation.land(purpose, (usage.state, usage.service), day);
            if land.uncertain {
                continue;
            }
            // An office that receives such reports needs no path to itself.
            let known: BTreeSet<Party> = land.tellers().into_iter().chain(land.told()).collect();
            for (home, level, organization) in answering {
                if !known.contains(&land.party(context.situation, organization)) {
                    lacks.entry(home).or_default().add(level, organization, usage.service);
                }
            }
        }
    }
    lacks
}

/// Who answers on which level, and in whose files that stands; by the day on which a place is judged. A wave that starts
/// later is judged later, and words such as `@first` mean those who answer on the day that is asked.
pub(super) fn answering(
    context: &Context<'_>,
    usage: &Used,
) -> BTreeMap<Date, BTreeSet<(StateCode, Level, OrganizationId)>> {
    let mut found: BTreeMap<Date, BTreeSet<_>> = BTreeMap::new();
    for row in context.situation.rows(usage.state, usage.service) {
        let Some(day) = row.judged_on(context.on) else { continue };
        for timeline in &row.timelines {
            let about_service = timeline.cell.track == Some(Track::TechnicalService);
            let home = if about_service { usage.operator } else { usage.state };
            let segment = timeline.at(day).filter(|segment| segment.verdict == Verdict::Covered);
            for answer in segment.into_iter().flat_map(|segment| &segment.answers) {
                if let Answerer::Organization(organization) = answer.answerer {
                    found.entry(day).or_default().insert((home, timeline.cell.level, organization));
                }
            }
        }
    }
    found
}
