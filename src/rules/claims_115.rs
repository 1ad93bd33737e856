//! Where the 115 is said to be first level, and what it can do there and then (semantics 13).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Context;
use super::bundle::day;
use crate::key::{Area, StateCode};
use crate::model::{Link, OrganizationId, Scope, Service115, ServiceId, SupportId};
use crate::routing::{Answerer, GoLive, Row, Unit, Verdict};
use crate::situation::{Asked, Limited as _};
use crate::text::Text;
use crate::time::{Date, Period};
use crate::vocabulary::{Level, OrganizationKind, Tier};

/// The 115 answers on first level for some places and days.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) state: StateCode,
    pub(super) service: ServiceId,
    pub(super) units: Range<usize>,
    /// The record that says so.
    pub(super) record: SupportId,
    /// The service centre.
    pub(super) organization: OrganizationId,
    /// The first day; `None`: it is so already on the day of judging, and nothing tells since when.
    pub(super) from: Option<Date>,
    /// What it can do; `None`: no record reaches there.
    pub(super) tier: Option<Tier>,
}

impl Claim {
    /// "betrifft Niedersachsen, ab 1. März 2027".
    pub(super) fn label(concerns: &Text, from: Option<Date>) -> Text {
        let Some(from) = from.map(day) else { return concerns.clone() };
        Text::new(format!("{}, ab {}", concerns.de, from.de), format!("{}, from {} on", concerns.en, from.en))
    }
}

/// All claims, from the context's day on. States whose statements about the 115 are broken are left out.
pub(super) fn claims(context: &Context<'_>) -> Vec<Claim> {
    let centers = centers(context);
    if centers.is_empty() {
        return Vec::new();
    }
    let mut statements: BTreeMap<StateCode, Vec<&Service115>> = BTreeMap::new();
    for statement in &context.model.services_115 {
        statements.entry(statement.state).or_default().push(statement);
    }
    let mut found = Vec::new();
    for row in context.table.rows() {
        let known = statements.get(&row.state).map_or(&[][..], Vec::as_slice);
        let broken = known.iter().any(|statement| statement.is_broken() || statement.tier.is_none());
        if !broken && context.model.is_complete(row.state) && row.go_live != GoLive::Undecidable {
            of_row(context, row, known, &centers, &mut found);
        }
    }
    found
}

/// Organizations that are the 115.
fn centers(context: &Context<'_>) -> BTreeSet<OrganizationId> {
    let is_115 = |id: &OrganizationId| {
        let kind = &context.model.organization(*id).kind;
        kind.as_ref().is_some_and(|kind| kind.value == OrganizationKind::ServiceCenter115)
    };
    let named = context.model.services_115.iter().filter_map(|record| record.center.and_then(Link::known));
    context.model.organization_ids().filter(is_115).chain(named).collect()
}

fn of_row(
    context: &Context<'_>,
    row: &Row,
    statements: &[&Service115],
    centers: &BTreeSet<OrganizationId>,
    found: &mut Vec<Claim>,
) {
    let Some(judged) = row.judged_on(context.on) else { return };
    let ahead = Period::starting(judged);
    for timeline in row.timelines.iter().filter(|timeline| timeline.cell.level == Level::First) {
        for segment in &timeline.segments {
            let period = segment.period.intersect(ahead);
            // Where two owners compete, that is the finding.
            if period.is_empty() || segment.verdict == Verdict::Ambiguous {
                continue;
            }
            for answer in &segment.answers {
                let Answerer::Organization(organization) = answer.answerer else { continue };
                if !centers.contains(&organization) {
                    continue;
                }
                for (units, day, tier) in tiers(context, row, statements, period) {
                    let from = Some(day).filter(|day| *day > judged || segment.period.from == Some(*day));
                    found.push(Claim {
                        state: row.state,
                        service: row.service,
                        units,
                        record: answer.record,
                        organization,
                        from,
                        tier,
                    });
                }
            }
        }
    }
}

/// The tiers in the places of a row during a period: each with its places and first day. The table's stretches are not
/// cut where the 115 changes, so they are cut here.
fn tiers(
    context: &Context<'_>,
    row: &Row,
    statements: &[&Service115],
    period: Period,
) -> Vec<(Range<usize>, Date, Option<Tier>)> {
    let places = context.table.places();
    let relevant: Vec<&Service115> = statements
        .iter()
        .copied()
        .filter(|statement| statement.services.has(&row.service) && statement.limits().overlaps(period))
        .collect();
    let mut cuts: BTreeSet<usize> = [row.units.start, row.units.end].into();
    for area in relevant.iter().flat_map(|statement| statement.area.listed()) {
        let range = places.within(*area);
        cuts.extend([range.start, range.end].into_iter().filter(|cut| row.units.contains(cut)));
    }
    let mut days: BTreeSet<Date> =
        relevant.iter().flat_map(|statement| statement.limits().bounds()).collect();
    days.retain(|day| period.contains(*day));
    days.extend(period.from);
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut found = Vec::new();
    for pair in cuts.windows(2) {
        let (Some(start), Some(end)) = (pair.first(), pair.last()) else { continue };
        let Some(unit) = places.units().get(*start) else { continue };
        if is_partly_named(&relevant, unit) {
            continue;
        }
        for day in &days {
            found.push((*start..*end, *day, tier(&relevant, unit.key, row.service, *day)));
        }
    }
    found
}

/// Whether a statement holds for a part of the unit only; then nothing can be said about the whole.
fn is_partly_named(statements: &[&Service115], unit: &Unit) -> bool {
    let mut areas = statements.iter().flat_map(|statement| statement.area.listed());
    areas.any(|area| *area != unit.key && unit.key.contains(*area))
}

/// The tier at a place on a day: longest area, then service named; of two equal ones the better.
fn tier(statements: &[&Service115], place: Area, service: ServiceId, day: Date) -> Option<Tier> {
    statements
        .iter()
        .filter(|statement| statement.force(Asked::on(day)).holds())
        .filter_map(|statement| {
            let length = match &statement.area {
                Scope::All => 0,
                Scope::Only(areas) => {
                    areas.iter().filter(|area| area.contains(place)).map(|area| area.len()).max()?
                }
            };
            let tier = statement.tier.as_ref()?.value;
            Some(((length, statement.services.names(&service), tier), tier))
        })
        .max_by_key(|(step, _)| *step)
        .map(|(_, tier)| tier)
}
