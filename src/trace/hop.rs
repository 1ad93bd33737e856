//! One hop: who stands there, how the question came, or why nobody stands there.

use std::collections::{BTreeMap, BTreeSet};

use super::reach::{Reached, calendar, reached, service_hours};
use crate::model::{ComponentId, Deputy, End, Model, OrganizationId, PathId, SupportId};
use crate::profile::Cell;
use crate::routing::{Answerer, Matter, Row, Segment, Table, Timeline, Verdict};
use crate::situation::{Asked, Here, Party, Situation};
use crate::time::{Date, Duration, Moment, day_before};
use crate::vocabulary::{ChannelKind, EscalationKind, Level, Purpose, Track};

/// How a question comes to somebody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrival {
    /// From whom; `None`: the citizen asks.
    pub from: Option<OrganizationId>,
    /// The agreed path; `None`: in the house, or nobody agreed one.
    pub path: Option<PathId>,
    /// The same organization goes on with it (semantics 12 b).
    pub in_house: bool,
    /// Agreed paths of whoever hands on that lead elsewhere, where none leads here.
    pub elsewhere: Vec<PathId>,
}

/// Somebody who answers on a hop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stand {
    /// Who.
    pub organization: OrganizationId,
    /// The record that says so.
    pub record: SupportId,
    /// The channels to which the records limit it; empty: every channel that no record names.
    pub channels: Vec<ChannelKind>,
    /// How it is reached by whoever asks on this level, and whether it answers then.
    pub reached: Vec<Reached>,
    /// Who stands in.
    pub deputy: Option<StandIn>,
    /// How the question came here.
    pub arrivals: Vec<Arrival>,
    /// The latest moment by which it is here, if every deadline on the way is agreed.
    pub due: Option<Moment>,
}

/// Who stands in, in a form that can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StandIn {
    /// Arranged inside the organization.
    Internal,
    /// Another organization.
    Organization(OrganizationId),
    /// A name that leads to nothing known.
    Undecidable,
}

/// Why nobody stands on a hop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// What the cell comes to.
    pub verdict: Verdict,
    /// The records between which it is not decided, or that leave it empty on purpose.
    pub records: Vec<SupportId>,
    /// Until when somebody answered, and by which record.
    pub before: Option<(Date, SupportId)>,
    /// From when somebody answers, and by which record.
    pub after: Option<(Date, SupportId)>,
}

/// One hop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hop {
    /// Level and track.
    pub cell: Cell,
    /// Who answers; several where channels differ.
    pub stands: Vec<Stand>,
    /// Why nobody does.
    pub gap: Option<Gap>,
}

/// The hops of a track, up to the last level that is asked for or to the first gap.
pub(super) fn hops(
    situation: &Situation,
    row: &Row,
    here: &Here<'_>,
    (matter, track): (Matter, Track),
    component: Option<ComponentId>,
    asked: Moment,
) -> Vec<Hop> {
    let mut hops: Vec<Hop> = Vec::new();
    for level in [Level::First, Level::Second, Level::Third] {
        let on_track = if level == Level::First { None } else { Some(track) };
        let cell = Cell { level, track: on_track };
        let found = row.apart.iter().find(|timeline| {
            timeline.cell == cell
                && (timeline.part.is_none() || timeline.part == matter.part)
                && (level == Level::First || timeline.component == component)
        });
        let Some(timeline) = found else { continue };
        let asker =
            Asker { situation, table: situation.table(), here, matter, track, asked, before: hops.last() };
        let hop = asker.hop(timeline);
        let ends = hop.gap.is_some();
        hops.push(hop);
        if ends {
            break;
        }
    }
    hops
}

/// What is known when a hop is looked at.
struct Asker<'t> {
    situation: &'t Situation,
    table: &'t Table,
    here: &'t Here<'t>,
    matter: Matter,
    track: Track,
    asked: Moment,
    before: Option<&'t Hop>,
}

impl Asker<'_> {
    fn hop(&self, timeline: &Timeline) -> Hop {
        let cell = timeline.cell;
        let segment = timeline.at(self.asked.date);
        match segment {
            Some(segment) if segment.verdict == Verdict::Covered => {
                Hop { cell, stands: self.stands(cell, segment), gap: None }
            }
            _ => {
                let gap = self.gap(timeline, segment, Verdict::Open);
                Hop { cell, stands: Vec::new(), gap: Some(gap) }
            }
        }
    }

    fn stands(&self, cell: Cell, segment: &Segment) -> Vec<Stand> {
        let named: BTreeSet<ChannelKind> =
            segment.answers.iter().filter_map(|answer| answer.channel).collect();
        let mut parts: BTreeMap<(OrganizationId, SupportId), BTreeSet<Option<ChannelKind>>> = BTreeMap::new();
        for answer in &segment.answers {
            if let Answerer::Organization(organization) = answer.answerer {
                parts.entry((organization, answer.record)).or_default().insert(answer.channel);
            }
        }
        let model = self.table.model();
        parts
            .into_iter()
            .map(|((organization, record), channels)| {
                let rest = channels.contains(&None);
                let wanted =
                    |kind: ChannelKind| channels.contains(&Some(kind)) || (rest && !named.contains(&kind));
                let (arrivals, due) = self.arrivals(organization);
                let citizens = cell.level == Level::First;
                Stand {
                    organization,
                    record,
                    reached: reached(model, organization, citizens, self.asked, wanted),
                    channels: if rest { Vec::new() } else { channels.into_iter().flatten().collect() },
                    deputy: deputy(model, organization),
                    arrivals,
                    due,
                }
            })
            .collect()
    }

    /// How the question comes to an organization from everybody on the hop before.
    fn arrivals(&self, to: OrganizationId) -> (Vec<Arrival>, Option<Moment>) {
        let Some(before) = self.before else {
            let path = self.path(None, to);
            let arrival = Arrival { from: None, path, in_house: false, elsewhere: Vec::new() };
            let due = path.and_then(|path| self.due(self.asked, path, to));
            return (vec![arrival], due);
        };
        let mut arrivals = Vec::new();
        let mut latest: Option<Option<Moment>> = None;
        for stand in &before.stands {
            let from = stand.organization;
            let in_house = from == to;
            let path = if in_house { None } else { self.path(Some(from), to) };
            let elsewhere = if in_house || path.is_some() { Vec::new() } else { self.elsewhere(from) };
            let due = match (path, in_house) {
                (_, true) => stand.due,
                (Some(path), false) => stand.due.and_then(|due| self.due(due, path, from)),
                (None, false) => None,
            };
            // One unknown moment makes the latest unknown.
            latest = Some(match latest {
                None => due,
                Some(known) => known.zip(due).map(|(one, two)| one.max(two)),
            });
            let arrival = Arrival { from: Some(from), path, in_house, elsewhere };
            if !arrivals.contains(&arrival) {
                arrivals.push(arrival);
            }
        }
        (arrivals, latest.flatten())
    }

    /// The agreed path from one to the other; one that names the track before one for all.
    fn path(&self, from: Option<OrganizationId>, to: OrganizationId) -> Option<PathId> {
        let model = self.table.model();
        let fits = |id: &PathId| {
            let path = model.path(*id);
            let begins = match from {
                None => path.from.value == End::Citizen,
                Some(from) => self.parties(path.from.value).contains(&Party::Organization(from)),
            };
            begins && self.parties(path.to.value).contains(&Party::Organization(to))
        };
        self.declared().find(fits)
    }

    /// Agreed paths of an organization on this track, wherever they lead.
    fn elsewhere(&self, from: OrganizationId) -> Vec<PathId> {
        let model = self.table.model();
        let begins =
            |id: &PathId| self.parties(model.path(*id).from.value).contains(&Party::Organization(from));
        self.declared().filter(begins).collect()
    }

    /// The functional escalation paths that hold here for the track, those that name it first.
    fn declared(&self) -> impl Iterator<Item = PathId> {
        let model = self.table.model();
        let asked = Asked::on(self.asked.date).service(self.matter.service);
        let mut paths: Vec<PathId> = self
            .situation
            .paths_in_force(Purpose::Escalation, asked)
            .filter(|(_, path)| {
                path.kind == EscalationKind::Functional
                    && path.track.is_none_or(|track| track == self.track)
                    && self.here.holds(path)
            })
            .map(|(id, _)| id)
            .collect();
        paths.sort_by_key(|id| model.path(*id).track.is_none());
        paths.into_iter()
    }

    fn parties(&self, end: End) -> BTreeSet<Party> {
        self.here.parties(end, Some(self.track))
    }

    /// When the deadline of a path has passed, by the days and hours of whoever works.
    fn due(&self, from: Moment, path: PathId, works: OrganizationId) -> Option<Moment> {
        let model = self.table.model();
        let within: Duration = model.path(path).within?;
        from.after(within, &calendar(model, works), service_hours(model, works).as_ref())
    }

    fn gap(&self, timeline: &Timeline, segment: Option<&Segment>, fallback: Verdict) -> Gap {
        let day = self.asked.date;
        let covered = |segment: &&Segment| segment.verdict == Verdict::Covered;
        let record = |segment: &Segment| segment.answers.first().map(|answer| answer.record);
        let before = timeline
            .segments
            .iter()
            .filter(covered)
            .filter_map(|segment| Some((day_before(segment.period.until?), record(segment)?)))
            .rfind(|(last, _)| *last < day);
        let after = timeline
            .segments
            .iter()
            .filter(covered)
            .filter_map(|segment| Some((segment.period.from?, record(segment)?)))
            .find(|(first, _)| *first > day);
        let records = segment.map(|segment| {
            let answers = segment.answers.iter().map(|answer| answer.record);
            let all = segment.rivals.iter().copied().chain(answers);
            all.collect::<BTreeSet<_>>().into_iter().collect()
        });
        let verdict = match segment {
            Some(segment) if fallback == Verdict::Open => segment.verdict,
            _ => fallback,
        };
        Gap { verdict, records: records.unwrap_or_default(), before, after }
    }
}

fn deputy(model: &Model, organization: OrganizationId) -> Option<StandIn> {
    let deputy = model.organization(organization).deputy.as_ref()?;
    Some(match deputy.value {
        Deputy::Internal => StandIn::Internal,
        Deputy::Organization(link) => link.known().map_or(StandIn::Undecidable, StandIn::Organization),
    })
}
