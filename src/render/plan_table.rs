//! The plan as a table for spreadsheets: one row per step, a column to tick, dates as dates.

use super::spreadsheet::{Cell, Column, Kind, Spreadsheet};
use crate::text::{Language, Words};
use crate::view::plan::{DatesView, Day, PlanRow, PlanView};

/// A column: heading, kind, what stands in it.
type Field = (Words, Kind, fn(&PlanRow, &PlanView, Language) -> Cell);

const FIELDS: &[Field] = &[
    (Words::new("Erledigt", "Done"), Kind::Tick, |row, _, _| Cell::Tick(row.status.status.code == "done")),
    (Words::new("Land", "State"), Kind::Text, |row, _, _| Cell::text(&row.state)),
    (Words::new("Phase", "Phase"), Kind::Text, |row, _, _| Cell::text(&row.phase.label)),
    (Words::new("Schritt", "Step"), Kind::Text, |row, _, _| Cell::text(&row.title)),
    (Words::new("Für", "For"), Kind::Text, |row, _, _| Cell::text(&row.scope)),
    (Words::new("Welle", "Wave"), Kind::Text, |row, plan, _| {
        let wave = plan.waves.iter().find(|wave| Some(&wave.id) == row.wave.as_ref());
        Cell::text(wave.map_or("", |wave| wave.name.as_str()))
    }),
    (Words::new("Wer", "Who"), Kind::Text, |row, _, _| Cell::text(&row.who.label)),
    (Words::new("Name", "Name"), Kind::Text, |row, _, _| Cell::text(&row.who_name)),
    (Words::new("Stand", "Status"), Kind::Text, |row, _, _| Cell::text(&row.urgency.label)),
    (Words::new("Frühestens ab", "Earliest start"), Kind::Date, |row, _, _| {
        day(row, |dates| Some(dates.start))
    }),
    (Words::new("Frühestens fertig", "Earliest finish"), Kind::Date, |row, _, _| {
        day(row, |dates| Some(dates.finish))
    }),
    (Words::new("Spätestens ab", "Latest start"), Kind::Date, |row, _, _| {
        day(row, |dates| Some(dates.latest_start))
    }),
    (Words::new("Spätestens fertig", "Latest finish"), Kind::Date, |row, _, _| {
        day(row, |dates| Some(dates.latest_finish))
    }),
    (Words::new("Geplant ab", "Planned start"), Kind::Date, |row, _, _| {
        day(row, |dates| dates.planned.map(|(start, _)| start))
    }),
    (Words::new("Geplant fertig", "Planned finish"), Kind::Date, |row, _, _| {
        day(row, |dates| dates.planned.map(|(_, finish)| finish))
    }),
    (Words::new("Muss fertig sein vor", "Must be finished before"), Kind::Date, |row, _, _| {
        day(row, |dates| dates.deadline)
    }),
    (Words::new("Puffer in Arbeitstagen", "Slack in working days"), Kind::Number, |row, _, _| {
        row.dates.as_ref().map_or(Cell::Empty, |dates| Cell::Number(dates.total_slack))
    }),
    (Words::new("Kritisch", "Critical"), Kind::Text, |row, _, language| {
        yes(row.dates.as_ref().is_some_and(|dates| dates.critical), language)
    }),
    (Words::new("Pflicht zum Start", "Gate"), Kind::Text, |row, _, language| yes(row.gate, language)),
    (Words::new("Kann entfallen", "Optional"), Kind::Text, |row, _, language| yes(row.optional, language)),
    (Words::new("Dauer", "Duration"), Kind::Text, |row, _, _| {
        let dates = row.dates.as_ref();
        let given = dates.and_then(|dates| dates.duration.as_ref().map(|length| &length.words));
        Cell::text(given.or_else(|| dates?.assumption.as_ref()).cloned().unwrap_or_default())
    }),
    (Words::new("Wartet auf", "Waits for"), Kind::Text, |row, _, _| {
        Cell::text(row.after.iter().map(|earlier| earlier.id.as_str()).collect::<Vec<_>>().join(", "))
    }),
    (Words::new("Erledigt am", "Done on"), Kind::Date, |row, _, _| {
        Cell::date(row.status.done_on.map(|day| day.0))
    }),
    (Words::new("Beleg", "Evidence"), Kind::Text, |row, _, _| {
        Cell::text(row.status.evidence.clone().unwrap_or_default())
    }),
    (Words::new("Warum", "Why"), Kind::Text, |row, _, _| Cell::text(&row.status.why)),
    (Words::new("Was zu tun ist", "What is to be done"), Kind::Text, |row, _, _| Cell::text(&row.text)),
    (Words::new("Kennung", "Id"), Kind::Text, |row, _, _| Cell::text(&row.id)),
];

/// The plan as a table.
pub fn table(plan: &PlanView, language: Language) -> Spreadsheet {
    let columns = FIELDS.iter().map(|(title, kind, _)| Column::new(title.get(language), *kind)).collect();
    let rows = plan
        .rows
        .iter()
        .map(|row| FIELDS.iter().map(|(_, _, cell)| cell(row, plan, language)).collect())
        .collect();
    Spreadsheet {
        title: plan.title.clone(),
        name: Words::new("Rollout-Plan", "Rollout plan").get(language).to_owned(),
        language,
        day: plan.today.0,
        above: Vec::new(),
        columns,
        rows,
    }
}

fn day(row: &PlanRow, pick: fn(&DatesView) -> Option<Day>) -> Cell {
    Cell::date(row.dates.as_ref().and_then(pick).map(|day| day.0))
}

fn yes(holds: bool, language: Language) -> Cell {
    Cell::text(if holds { Words::new("ja", "yes").get(language) } else { "" })
}
