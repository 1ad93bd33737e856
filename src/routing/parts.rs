//! Bundles: each of the services that one contains is routed for itself, and told once where all are answered alike (semantics 39).

use std::collections::{BTreeMap, BTreeSet};

use super::place::Place;
use super::segments::merged;
use super::verdict::{Segment, Started, Timeline, Timelines, Verdict};
use super::{GoLive, Table};
use crate::model::{ComponentId, Model, PartId, Use};
use crate::profile::Cell;
use crate::time::{Date, Period};

/// The parts of a service that are in use, in the order of the service, each with whether that is in doubt: where a name could not
/// be read, it may be any of the others. A use that names none uses all.
pub(super) fn parts_in_use(model: &Model, usage: &Use) -> Vec<(PartId, bool)> {
    let all = model.service(usage.service.value).parts.iter().copied();
    let named = all.clone().any(|part| usage.parts.has(&part));
    all.filter(|part| usage.parts.has(part) || usage.parts_broken || !named)
        .map(|part| (part, is_doubtful(usage, part)))
        .collect()
}

/// Whether nobody can tell if a use is of a part.
pub(super) fn is_doubtful(usage: &Use, part: PartId) -> bool {
    usage.parts_broken && !usage.parts.has(&part)
}

/// The start of a bundle: that of its first part; undecidable where that of any is.
pub(super) fn first(parts: &[Started]) -> GoLive {
    let starts = || parts.iter().map(|own| own.go_live);
    if starts().any(|start| start == GoLive::Undecidable) {
        return GoLive::Undecidable;
    }
    starts().min().unwrap_or(GoLive::NotPlanned)
}

/// While a service that starts so is in operation; `None` where it is not planned.
pub(super) const fn operation(go_live: GoLive, end: Option<Date>) -> Option<Period> {
    match go_live {
        GoLive::On(day) => Some(Period::new(Some(day), end)),
        GoLive::Unknown | GoLive::Undecidable => Some(Period::new(None, end)),
        GoLive::NotPlanned => None,
    }
}

impl Table {
    /// The timelines of a cell at a place while the service is in operation: one for each part and component in use.
    pub(super) fn timelines(
        &self,
        usage: &Use,
        place: &Place<'_>,
        cell: Cell,
        (go_live, parts): (GoLive, &[Started]),
    ) -> Vec<Timeline> {
        if parts.is_empty() || super::segments::about_service(cell) {
            let whole = operation(go_live, usage.end);
            return whole.map_or_else(Vec::new, |whole| self.timelines_of(usage, place, (cell, None), whole));
        }
        let mut lines = Vec::new();
        for own in parts {
            let Some(whole) = operation(own.go_live, usage.end) else { continue };
            let mut found = self.timelines_of(usage, place, (cell, Some(own.part)), whole);
            if is_doubtful(usage, own.part) {
                found.iter_mut().flat_map(|line| &mut line.segments).for_each(doubt);
            }
            lines.extend(found);
        }
        lines
    }
}

/// The timelines of a place as they are told, and each part by itself.
pub(super) fn told(lines: Vec<Timeline>, bundles: bool) -> (Timelines, Timelines) {
    if !bundles {
        let lines: Timelines = lines.into_iter().collect();
        return (lines.clone(), lines);
    }
    let mut found: Vec<Timeline> = Vec::new();
    for own in lines.chunk_by(|one, other| one.cell == other.cell) {
        match own {
            [only] => found.push(only.clone()),
            _ => found.extend(own.first().into_iter().flat_map(|first| together(first.cell, own))),
        }
    }
    (found.into_iter().collect(), lines.into_iter().collect())
}

/// Nobody can tell whether the part is in use: that nobody answers for it is not certain.
pub(super) fn doubt(segment: &mut Segment) {
    if segment.verdict != Verdict::Covered {
        segment.verdict = Verdict::Undecidable;
        segment.rivals.clear();
    }
}

/// Timelines of parts, told once while all parts in use are answered alike.
fn together(cell: Cell, lines: &[Timeline]) -> Vec<Timeline> {
    let bounds: BTreeSet<Date> =
        lines.iter().flat_map(|line| &line.segments).flat_map(|segment| segment.period.bounds()).collect();
    let mut found: BTreeMap<(Option<PartId>, Option<ComponentId>), Vec<Segment>> = BTreeMap::new();
    for period in Period::ALWAYS.cut(&bounds) {
        let day = period.a_day();
        let mut here: BTreeMap<Option<ComponentId>, Vec<(&Timeline, &Segment)>> = BTreeMap::new();
        for (line, segment) in lines.iter().filter_map(|line| Some((line, line.at(day)?))) {
            here.entry(line.component).or_default().push((line, segment));
        }
        let in_use: BTreeSet<Option<PartId>> = here.values().flatten().map(|(line, _)| line.part).collect();
        for (component, own) in here {
            let alike = own.windows(2).all(|pair| match pair {
                [(_, one), (_, other)] => one.says_the_same(other),
                _ => true,
            });
            // Who answers for a component answers for whatever uses it; without one, for all parts or for those that are named.
            let as_one = alike && (component.is_some() || own.len() == in_use.len());
            for (line, segment) in own.into_iter().take(if as_one { 1 } else { usize::MAX }) {
                let part = line.part.filter(|_| !as_one);
                let piece = Segment { period, ..segment.clone() };
                found.entry((part, component)).or_default().push(piece);
            }
        }
    }
    found
        .into_iter()
        .map(|((part, component), segments)| Timeline { cell, part, component, segments: merged(segments) })
        .collect()
}
