//! A question followed hop by hop, as `traceroute` follows a packet: who has it, how they are reached and when, how long
//! until they hand it on, to whom, on what ground; and where it ends in nothing, why.
//!
//! Places where the answer is the same share one way; the work grows with the records, not with the municipalities.

mod hop;
mod reach;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub use self::hop::{Arrival, Gap, Hop, Stand, StandIn};
pub use self::reach::{Opening, Reached};
use crate::key::{Area, StateCode};
use crate::model::{ComponentId, PartId, ServiceId};
use crate::routing::{GoLive, Matter, Row, Timeline};
use crate::situation::{Here, Situation};
use crate::time::Moment;
use crate::vocabulary::{Track, Vocabulary as _};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Who uses the service.
    pub state: StateCode,
    /// About which service.
    pub service: ServiceId,
    /// Where: a municipality, or an area with all in it.
    pub area: Area,
    /// About which of the services that it contains; `None`: each that is answered otherwise by itself.
    pub part: Option<PartId>,
    /// What it is about; `None`: each track by itself.
    pub track: Option<Track>,
    /// When.
    pub on: Moment,
}

/// Whether the service is in operation when it is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// It is.
    Live,
    /// It starts later; the way is that of the day of the start.
    Starts,
    /// No wave reaches the place: there is no way to follow.
    NotPlanned,
    /// Two waves disagree about the start, or its date is broken.
    Undecidable,
    /// It was, and is not any more: there is no way to follow.
    Ended,
}

/// The way of a question, and where it is taken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Way {
    /// What the question is about.
    pub track: Track,
    /// About which of the services contained, where not all are answered alike.
    pub part: Option<PartId>,
    /// About which component, where it is about state-specific IT.
    pub component: Option<ComponentId>,
    /// Whether the service is in operation.
    pub operation: Operation,
    /// When the question is asked.
    pub asked: Moment,
    /// From first level on; the last one is a gap where the question ends in nothing.
    pub hops: Vec<Hop>,
    /// Where.
    pub units: Vec<(usize, usize)>,
}

impl Way {
    /// The places as ranges of the table's units.
    pub fn ranges(&self) -> Vec<Range<usize>> {
        self.units.iter().map(|(start, end)| *start..*end).collect()
    }

    /// Whether the question gets to the last level that is asked for.
    pub fn arrives(&self) -> bool {
        self.hops.last().is_some_and(|hop| hop.gap.is_none())
    }
}

/// Follows a question; one way for each track, component and class of places, the class of most places first.
pub fn follow(situation: &Situation, question: &Question) -> Vec<Way> {
    let mut found: BTreeMap<Way, Vec<(usize, usize)>> = BTreeMap::new();
    for (row, units) in pieces(situation, question) {
        for way in ways(situation, question, row, &units) {
            let ranges = found.entry(way).or_default();
            match ranges.last_mut() {
                Some(last) if last.1 == units.start => last.1 = units.end,
                _ => ranges.push((units.start, units.end)),
            }
        }
    }
    let mut ways: Vec<Way> = found.into_iter().map(|(way, units)| Way { units, ..way }).collect();
    let size = |way: &Way| way.units.iter().map(|(start, end)| end - start).sum::<usize>();
    ways.sort_by_key(|way| (way.track, way.part, way.component, std::cmp::Reverse(size(way)), way.units.clone()));
    ways
}

/// The rows that the area touches, cut where a path or the area itself begins or ends.
fn pieces<'t>(situation: &'t Situation, question: &Question) -> Vec<(&'t Row, Range<usize>)> {
    let table = situation.table();
    let places = table.places();
    let inside = places.around(question.area);
    let mut cuts: BTreeSet<usize> = [inside.start, inside.end].into();
    for area in situation.readable_paths().flat_map(|path| path.area.listed()) {
        let within = places.within(*area);
        cuts.extend([within.start, within.end]);
    }
    let rows: Vec<&Row> = table
        .rows()
        .iter()
        .filter(|row| row.state == question.state && row.service == question.service)
        .filter(|row| row.units.start < inside.end && inside.start < row.units.end)
        .collect();
    cuts.extend(rows.iter().flat_map(|row| [row.units.start, row.units.end]));
    let cuts: Vec<usize> = cuts.into_iter().collect();
    cuts.windows(2)
        .filter_map(|pair| Some(*pair.first()?..*pair.last()?))
        .filter(|range| inside.start <= range.start && range.end <= inside.end)
        .filter_map(|range| Some((*rows.iter().find(|row| row.units.contains(&range.start))?, range)))
        .collect()
}

fn ways(situation: &Situation, question: &Question, row: &Row, units: &Range<usize>) -> Vec<Way> {
    let tracks: BTreeSet<Track> = match question.track {
        Some(track) => [track].into(),
        None => row.timelines.iter().filter_map(|timeline| timeline.cell.track).collect(),
    };
    // Where nothing is planned there is no timeline that names the tracks.
    let tracks = if tracks.is_empty() { Track::all().iter().copied().collect() } else { tracks };
    let matters: Vec<Matter> = row
        .matters()
        .filter(|matter| question.part.is_none_or(|only| matter.part.is_none_or(|part| part == only)))
        .collect();
    let mut ways = Vec::new();
    for track in tracks {
        let of = |matter: &Matter| ways_of(situation, question, (row, units), (*matter, track));
        let own: Vec<Way> = matters.iter().flat_map(of).collect();
        ways.extend(together(own, question.part.map_or(matters.len(), |_| usize::MAX)));
    }
    ways
}

/// The ways of parts that are the same for all of them are one.
fn together(own: Vec<Way>, parts: usize) -> Vec<Way> {
    let mut counts: BTreeMap<Way, usize> = BTreeMap::new();
    for way in &own {
        *counts.entry(Way { part: None, ..way.clone() }).or_default() += 1;
    }
    let mut found: Vec<Way> = Vec::new();
    for way in own {
        let whole = Way { part: None, ..way.clone() };
        let way = if counts.get(&whole) == Some(&parts) { whole } else { way };
        if !found.contains(&way) {
            found.push(way);
        }
    }
    found
}

fn ways_of(
    situation: &Situation,
    question: &Question,
    (row, units): (&Row, &Range<usize>),
    (matter, track): (Matter, Track),
) -> Vec<Way> {
    let table = situation.table();
    let part = matter.part;
    let (operation, asked) = operation(row, part, question.on);
    let about = |timeline: &Timeline| {
        timeline.cell.track == Some(track) && (timeline.part.is_none() || timeline.part == part)
    };
    let components: BTreeSet<Option<ComponentId>> = row
        .apart
        .iter()
        .filter(|timeline| about(timeline) && timeline.at(asked.date).is_some())
        .map(|timeline| timeline.component)
        .collect();
    let components = if components.is_empty() { [None].into() } else { components };
    let follows = !matches!(operation, Operation::NotPlanned | Operation::Ended);
    let unit = table.places().units().get(units.start);
    let here = unit.map(|unit| Here::of_unit(table, row, unit, asked.date));
    let way = |component| {
        let hops = match &here {
            Some(here) if follows => {
                hop::hops(situation, row, here, (matter, track), component, asked)
            }
            _ => Vec::new(),
        };
        Way { track, part, component, operation, asked, hops, units: Vec::new() }
    };
    components.into_iter().map(way).collect()
}

/// Whether the row is in operation, and the moment at which the question is followed.
fn operation(row: &Row, part: Option<PartId>, on: Moment) -> (Operation, Moment) {
    if row.end.is_some_and(|end| end <= on.date) {
        return (Operation::Ended, on);
    }
    match row.go_live_of(part) {
        GoLive::NotPlanned => (Operation::NotPlanned, on),
        GoLive::Undecidable => (Operation::Undecidable, on),
        GoLive::On(day) if day > on.date => (Operation::Starts, Moment::day(day)),
        GoLive::On(_) | GoLive::Unknown => (Operation::Live, on),
    }
}
