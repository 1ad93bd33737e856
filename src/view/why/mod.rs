//! The competition for a cell in words.

mod words;

use std::ops::Range;

use serde::Serialize;

use super::route::verdict_word;
use super::saying::Saying;
use crate::key::{Area, StateCode};
use crate::model::{ComponentId, ServiceId};
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

/// A competition as it is found: component, notes, the case, and where.
type Found = (Option<ComponentId>, Vec<String>, Competition, Vec<Range<usize>>);

/// All competitions of a question.
pub fn why(say: &Saying<'_>, table: &Table, question: &Question) -> Why {
    let service = say.model.service(question.service);
    let cases = found(say, table, question)
        .into_iter()
        .map(|(component, notes, competition, ranges)| Case {
            places: table.places().words(&ranges).get(say.language).to_owned(),
            count: Places::count(&ranges),
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
        for component in components(row, question) {
            let asked = Asked {
                state: question.state,
                service: question.service,
                unit: units.start,
                cell: question.cell,
                component,
                on: question.on,
            };
            let Some(competition) = table.competition(&asked) else { continue };
            let notes = say.row_notes(row, question);
            let same = found.iter_mut().find(|(other, known, case, _)| {
                *other == component && *known == notes && *case == competition
            });
            match same {
                Some((.., ranges)) => ranges.push(units.clone()),
                None => found.push((component, notes, competition, vec![units.clone()])),
            }
        }
    }
    found
}

/// The components in use there for the cell; `None` where there is none.
fn components(row: &Row, question: &Question) -> Vec<Option<ComponentId>> {
    let in_use = row
        .of(question.cell)
        .filter(|timeline| timeline.at(question.on).is_some() || !row.is_live(question.on));
    let mut all: Vec<Option<ComponentId>> = in_use.map(|timeline| timeline.component).collect();
    if let Some(only) = question.component {
        all.retain(|component| *component == Some(only));
    } else if all.is_empty() {
        all.push(None);
    }
    all
}
