//! The competition for a cell in words.

mod words;

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::route::verdict_word;
use super::saying::Saying;
use crate::key::{Area, StateCode};
use crate::model::{ComponentId, PartId, ServiceId};
use crate::profile::Cell;
use crate::routing::why::{Asked, Competition};
use crate::routing::{Places, Row, Table};
use crate::time::Date;

/// Which cells are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Who uses the service.
    pub state: StateCode,
    /// The service.
    pub service: ServiceId,
    /// Where.
    pub area: Area,
    /// Level and track.
    pub cell: Cell,
    /// One of the services contained; `None`: all in use.
    pub part: Option<PartId>,
    /// One component; `None`: all in use.
    pub component: Option<ComponentId>,
    /// When.
    pub on: Date,
}

/// All competitions of a question, one per component and class of places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Why {
    /// Version of this form.
    pub version: u32,
    /// The service's id.
    pub service: String,
    /// Its name.
    pub name: String,
    /// Level and track.
    pub cell: String,
    /// The day.
    pub on: String,
    /// The same in words.
    pub when: String,
    /// One per component and class of places.
    pub cases: Vec<Case>,
}

/// One competition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Case {
    /// Where.
    pub places: String,
    /// How many units.
    pub count: usize,
    /// Which of the services contained, where not all.
    pub parts: Vec<String>,
    /// The component.
    pub component: Option<String>,
    /// What is to be said of the start.
    pub notes: Vec<String>,
    /// What it comes to.
    pub verdict: &'static str,
    /// The result in words.
    pub result: Vec<String>,
    /// All records that have to do with it.
    pub records: Vec<RecordView>,
    /// Who claims competence.
    pub claims: Vec<ClaimView>,
}

/// What becomes of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RecordView {
    /// Its id, if it has one.
    pub id: Option<String>,
    /// Who it names.
    pub owner: String,
    /// File and line.
    pub ground: String,
    /// `wins`, `agrees`, `rivals`, `loses`, `not-then`, `not-operating`, `misses`; the best of its channels.
    pub fate: &'static str,
    /// In words.
    pub words: Vec<String>,
}

/// Who claims competence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ClaimView {
    /// Who.
    pub organization: String,
    /// File and line.
    pub ground: String,
    /// Whether it is among the best.
    pub wins: bool,
    /// In words.
    pub words: String,
}

/// A competition as it is found: what it is about, notes, the case, and where.
type Found = ((Vec<PartId>, Option<ComponentId>), Vec<String>, Competition, Vec<Range<usize>>);

/// All competitions of a question.
pub fn why(say: &Saying<'_>, table: &Table, question: &Question) -> Why {
    let service = say.model.service(question.service);
    let cases = found(say, table, question)
        .into_iter()
        .map(|((parts, component), notes, competition, ranges)| Case {
            places: table.places().words(&ranges).get(say.language).to_owned(),
            count: Places::count(&ranges),
            parts: parts.iter().map(|id| say.model.part(*id).name.clone()).collect(),
            component: component.map(|id| say.model.component(id).name.clone()),
            notes,
            verdict: verdict_word(competition.segment.verdict),
            result: say.result(&competition),
            records: competition.records.iter().map(|(id, fate)| say.fate(*id, fate)).collect(),
            claims: say.claims(&competition),
        })
        .collect();
    Why {
        version: 1,
        service: service.id.to_string(),
        name: service.name.clone(),
        cell: question.cell.words().get(say.language).to_owned(),
        on: crate::time::iso(question.on),
        when: say.day(question.on),
        cases,
    }
}

fn found(say: &Saying<'_>, table: &Table, question: &Question) -> Vec<Found> {
    let inside = table.places().around(question.area);
    let mut found: Vec<Found> = Vec::new();
    let rows = table.rows().iter().filter(|row| {
        row.state == question.state
            && row.service == question.service
            && row.units.start < inside.end
            && inside.start < row.units.end
    });
    for row in rows {
        let units = row.units.start.max(inside.start)..row.units.end.min(inside.end);
        for (parts, component, competition) in competitions(table, (row, units.start), question) {
            let notes = say.row_notes(row, question);
            let same = found.iter_mut().find(|((known, other), noted, case, _)| {
                (known, *other) == (&parts, component) && *noted == notes && *case == competition
            });
            match same {
                Some((.., ranges)) => ranges.push(units.clone()),
                None => found.push(((parts, component), notes, competition, vec![units.clone()])),
            }
        }
    }
    found
}

/// The competitions at a unit: those of services contained that compete alike are one, and name none where that is all of them.
fn competitions(
    table: &Table,
    (row, unit): (&Row, usize),
    question: &Question,
) -> Vec<(Vec<PartId>, Option<ComponentId>, Competition)> {
    let mut found: Vec<(Vec<PartId>, Option<ComponentId>, Competition)> = Vec::new();
    let all = matters(row, question);
    for (part, component) in &all {
        let asked = Asked {
            state: question.state,
            service: question.service,
            part: *part,
            unit,
            cell: question.cell,
            component: *component,
            on: question.on,
        };
        let Some(competition) = table.competition(&asked) else { continue };
        match found.iter_mut().find(|(_, other, case)| *other == *component && *case == competition) {
            Some((parts, ..)) => parts.extend(part),
            None => found.push((part.iter().copied().collect(), *component, competition)),
        }
    }
    for (parts, component, _) in &mut found {
        // Who answers for a component answers for whatever uses it.
        let is_meant = |other: Option<ComponentId>| component.is_none() || other == *component;
        let meant = all.iter().filter(|(_, other)| is_meant(*other)).filter_map(|(part, _)| *part);
        let alike = meant.collect::<BTreeSet<_>>().len();
        if question.part.is_none() && parts.len() == alike {
            parts.clear();
        }
    }
    found
}

/// The services contained and the components in use there for the cell; `None` where there is none.
fn matters(row: &Row, question: &Question) -> Vec<(Option<PartId>, Option<ComponentId>)> {
    let in_use = row
        .apart
        .iter()
        .filter(|timeline| timeline.cell == question.cell)
        .filter(|timeline| timeline.at(question.on).is_some() || !row.is_live(question.on));
    let mut all: Vec<(Option<PartId>, Option<ComponentId>)> = in_use.map(|timeline| (timeline.part, timeline.component)).collect();
    if let Some(only) = question.part {
        all.retain(|(part, _)| part.is_none_or(|part| part == only));
    }
    if let Some(only) = question.component {
        all.retain(|(_, component)| *component == Some(only));
    } else if all.is_empty() {
        all.push((question.part, None));
    }
    all
}
