//! A table as CSV that German spreadsheets open with a double click: UTF-8 with mark, semicolons, CRLF.

use super::{Cell, Spreadsheet, TICKED, cleaned};
use crate::render::csv::field;
use crate::time::iso;

/// The file. Dates are written `2027-03-01`, which spreadsheets of every language take for a date.
pub fn csv(sheet: &Spreadsheet) -> String {
    let mut text = String::from("\u{feff}");
    let head = sheet.columns.iter().map(|column| field(&cleaned(&column.title)));
    line(&mut text, head);
    for row in &sheet.rows {
        line(&mut text, row.iter().map(cell));
    }
    text
}

fn line(text: &mut String, fields: impl Iterator<Item = String>) {
    text.push_str(&fields.collect::<Vec<_>>().join(";"));
    text.push_str("\r\n");
}

fn cell(cell: &Cell) -> String {
    let [done, open] = TICKED;
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => field(&cleaned(text)),
        Cell::Date(day) => iso(*day),
        Cell::Number(number) => number.to_string(),
        Cell::Tick(ticked) => (if *ticked { done } else { open }).to_owned(),
    }
}
