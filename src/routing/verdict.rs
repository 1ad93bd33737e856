//! What the table says of a cell for a stretch of time.

use crate::key::StateCode;
use crate::model::{ComponentId, OrganizationId, PartId, Scope, ServiceId, SupportId};
use crate::profile::Cell;
use crate::time::{Date, Period};
use crate::vocabulary::ChannelKind;
use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::slice::Iter;
use std::sync::Arc;

/// Who answers on a channel, after precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answerer {
    /// An organization.
    Organization(OrganizationId),
    /// Nobody, on purpose.
    Nobody,
    /// The record says "the competent authority", and none is named for this place.
    NoCompetent,
    /// Two authorities are equally competent.
    CompetenceConflict,
    /// A name that leads to nothing known.
    Undecidable,
}

/// One answer: a channel, who, and the record that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// The channel; `None`: every channel that no record names.
    pub channel: Option<ChannelKind>,
    /// Who.
    pub answerer: Answerer,
    /// The record that won (the first of equal ones with the same owner).
    pub record: SupportId,
}

/// The verdict on a cell for some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// At least one channel has exactly one owner, and none has two.
    Covered,
    /// Empty on purpose.
    Deliberate,
    /// Something it depends on is broken or not there.
    Undecidable,
    /// "The competent authority" answers, and none or two are named; told once, not per level.
    WithoutCompetent,
    /// A channel has two owners.
    Ambiguous,
    /// Nobody answers.
    Open,
}

/// A cell for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// When.
    pub period: Period,
    /// What it comes to.
    pub verdict: Verdict,
    /// Who answers, by channel.
    pub answers: Vec<Answer>,
    /// Records that compete without winner (ambiguity), else empty.
    pub rivals: Vec<SupportId>,
}

impl Segment {
    /// Whether another says the same, whenever.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.verdict == other.verdict && self.answers == other.answers && self.rivals == other.rivals
    }
}

/// A cell over time: stretches with an owner, and gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// Level and track.
    pub cell: Cell,
    /// Which of the services contained, while they are not all answered alike; `None`: all that are in use there.
    pub part: Option<PartId>,
    /// The component, on the technical-state track, where one is in use.
    pub component: Option<ComponentId>,
    /// In order, without overlap; where a component is not in use, or a part is told elsewhere, there is no segment.
    pub segments: Vec<Segment>,
}

impl Timeline {
    /// The segment of a day.
    pub fn at(&self, on: Date) -> Option<&Segment> {
        self.segments.iter().find(|segment| segment.period.contains(on))
    }
}

/// The required cells over time, in order of cell, part and component. At one place all services that no record tells apart share
/// them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timelines(Arc<[Timeline]>);

impl Timelines {
    /// Whether these are the same, shared; others may say the same all the same.
    pub fn is_shared(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Timelines {
    type Target = [Timeline];

    fn deref(&self) -> &[Timeline] {
        &self.0
    }
}

impl FromIterator<Timeline> for Timelines {
    fn from_iter<I: IntoIterator<Item = Timeline>>(timelines: I) -> Self {
        Self(timelines.into_iter().collect())
    }
}

impl<'t> IntoIterator for &'t Timelines {
    type Item = &'t Timeline;
    type IntoIter = Iter<'t, Timeline>;

    fn into_iter(self) -> Iter<'t, Timeline> {
        self.0.iter()
    }
}

/// Since when a service is in operation in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoLive {
    /// In operation, nobody knows since when.
    Unknown,
    /// From this day.
    On(Date),
    /// The service has waves, and none reaches this place.
    NotPlanned,
    /// Two waves disagree, or a date is broken.
    Undecidable,
}

impl GoLive {
    /// Whether the service has started by a day; one of which nobody knows since when has.
    pub fn has_begun(self, on: Date) -> bool {
        match self {
            Self::Unknown | Self::Undecidable => true,
            Self::On(day) => day <= on,
            Self::NotPlanned => false,
        }
    }
}

/// What is asked about: a service, or one of those that it contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Matter {
    /// The service.
    pub service: ServiceId,
    /// Which of those that it contains; `None` for a service that is one.
    pub part: Option<PartId>,
}

/// A service contained that is in use at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Started {
    /// Which.
    pub part: PartId,
    /// Since when.
    pub go_live: GoLive,
}

/// One stretch: municipalities that match the same records, for one service.
#[derive(Debug, Clone)]
pub struct Row {
    /// The state that uses the service.
    pub state: StateCode,
    /// The service.
    pub service: ServiceId,
    /// The units, as a range of [`super::Places::units`].
    pub units: Range<usize>,
    /// Since when; of a bundle, since its first part.
    pub go_live: GoLive,
    /// The services contained that are in use there; none for a service that is one.
    pub parts: Arc<[Started]>,
    /// The first day after the use.
    pub end: Option<Date>,
    /// The required cells over time; the services contained that are answered alike are one line.
    pub timelines: Timelines,
    /// The same, each of the services contained by itself; the same lines for a service that is one.
    pub apart: Timelines,
}

impl Row {
    /// Whether the service is in operation there on a day.
    pub fn is_live(&self, on: Date) -> bool {
        self.end.is_none_or(|end| on < end)
            && self.go_live.has_begun(on)
    }

    /// The day on which findings judge the row: the later of `on` and the go-live; `None` where it is not planned or over.
    pub fn judged_on(&self, on: Date) -> Option<Date> {
        self.judged_for(None, on)
    }

    /// The same of one of the services contained.
    pub fn judged_for(&self, part: Option<PartId>, on: Date) -> Option<Date> {
        let day = match self.go_live_of(part) {
            GoLive::Unknown | GoLive::Undecidable => on,
            GoLive::On(day) => day.max(on),
            GoLive::NotPlanned => return None,
        };
        self.end.is_none_or(|end| day < end).then_some(day)
    }

    /// The verdict on a cell on a day: the worst of its components (semantics 3); `None` if it has no segment then.
    pub fn verdict(&self, cell: Cell, on: Date) -> Option<Verdict> {
        if self.go_live == GoLive::Undecidable {
            return Some(Verdict::Undecidable);
        }
        self.timelines
            .iter()
            .filter(|timeline| timeline.cell == cell)
            .filter_map(|timeline| timeline.at(on))
            .map(|segment| segment.verdict)
            .max()
    }

    /// What is asked about there: the service, or each of those contained that is in use.
    pub fn matters(&self) -> impl Iterator<Item = Matter> {
        let service = self.service;
        let whole = self.parts.is_empty().then_some(Matter { service, part: None });
        whole.into_iter().chain(self.parts.iter().map(move |own| Matter { service, part: Some(own.part) }))
    }

    /// Since when a part is in use there; without one, since when the service is.
    pub fn go_live_of(&self, part: Option<PartId>) -> GoLive {
        let own = part.and_then(|part| self.parts.iter().find(|own| own.part == part));
        own.map_or(self.go_live, |own| own.go_live)
    }

    /// Whether all that a scope takes in is in operation there on a day: the service, or those of the services contained.
    pub fn is_live_for(&self, parts: &Scope<PartId>, on: Date) -> bool {
        let mut meant = self.parts.iter().filter(|own| parts.has(&own.part));
        self.is_live(on) && meant.all(|own| own.go_live.has_begun(on))
    }

    /// On which days ahead the service, or what it contains, starts there, each with those of the services contained.
    pub fn starts_ahead(&self, on: Date) -> BTreeMap<Date, Vec<PartId>> {
        let mut found: BTreeMap<Date, Vec<PartId>> = BTreeMap::new();
        for matter in self.matters() {
            if let GoLive::On(day) = self.go_live_of(matter.part)
                && day > on
            {
                found.entry(day).or_default().extend(matter.part);
            }
        }
        found
    }

    /// The first day ahead on which the service starts there, or one of those that it contains and that are wanted.
    pub fn start_ahead_of(&self, on: Date, wanted: impl Fn(PartId) -> bool) -> Option<Date> {
        let mut starts = self.starts_ahead(on).into_iter();
        let first = starts.find(|(_, parts)| parts.is_empty() || parts.iter().any(|part| wanted(*part)));
        first.map(|(day, _)| day)
    }

    /// The timelines of a cell.
    pub fn of(&self, cell: Cell) -> impl Iterator<Item = &Timeline> {
        self.timelines.iter().filter(move |timeline| timeline.cell == cell)
    }
}
