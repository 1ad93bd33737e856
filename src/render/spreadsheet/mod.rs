//! A plain table for people who work in spreadsheets, and its three forms: CSV, ODS, XLSX.
//!
//! Dates are dates and numbers are numbers; text stays text, whatever it begins with. The same table gives the same bytes.

pub mod csv;
#[cfg(feature = "office")]
pub mod ods;
#[cfg(feature = "office")]
pub mod xlsx;

use std::collections::BTreeSet;

use crate::text::Language;
use crate::time::Date;

/// Mark of what is done, and of what is not; cells to tick offer these two.
pub const TICKED: [&str; 2] = ["☑", "☐"];

/// A table with one heading row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spreadsheet {
    /// Title of the file.
    pub title: String,
    /// Name on the tab; shortened and cleaned where a program is strict.
    pub name: String,
    /// Language of all words.
    pub language: Language,
    /// The day the table tells about; also the day written into the file.
    pub day: Date,
    /// Lines above the heading row: title, day, source. CSV, which programs read, leaves them out.
    pub above: Vec<String>,
    /// Columns from left to right.
    pub columns: Vec<Column>,
    /// Rows of as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// What stands in it.
    pub kind: Kind,
}

impl Column {
    /// A column.
    pub fn new(title: impl Into<String>, kind: Kind) -> Self {
        Self { title: title.into(), kind }
    }
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Words.
    Text,
    /// A day.
    Date,
    /// A whole number.
    Number,
    /// Something to tick.
    Tick,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A day.
    Date(Date),
    /// A whole number.
    Number(i32),
    /// Done or not.
    Tick(bool),
}

impl Cell {
    /// Words; nothing for none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A day, if there is one.
    pub fn date(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(i32::try_from(number).unwrap_or(i32::MAX))
    }
}

impl Spreadsheet {
    /// How wide each column is, in letters: as its longest cell, within bounds.
    #[cfg(feature = "office")]
    pub fn widths(&self) -> Vec<usize> {
        let heads = self.columns.iter().enumerate();
        heads
            .map(|(at, column)| {
                let cells = self.rows.iter().filter_map(|row| row.get(at)).map(|cell| match cell {
                    Cell::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
                    Cell::Date(_) => 10,
                    _ => 4,
                });
                // Room for the button of the filter beside the heading.
                let head = column.title.chars().count() + 4;
                cells.max().unwrap_or(0).max(head).min(48)
            })
            .collect()
    }
}

/// What programs cannot hold in a cell is left out: control characters, and what goes beyond the longest text Excel takes.
fn cleaned(text: &str) -> String {
    const LONGEST: usize = 32_000;
    let letter = |c: char| match c {
        '\t' | '\r' => ' ',
        c => c,
    };
    text.chars()
        .map(letter)
        .filter(|c| *c == '\n' || !c.is_control())
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .take(LONGEST)
        .collect()
}

/// Names for the tabs of one file that every program takes: up to 31 letters, none of `[]:*?/\'`, no two alike even
/// where case does not count.
pub fn tabs(sheets: &[Spreadsheet]) -> Vec<String> {
    const LONGEST: usize = 31;
    let mut taken = BTreeSet::new();
    let mut names = Vec::new();
    for sheet in sheets {
        let letter = |c: char| if c.is_control() || "[]:*?/\\'".contains(c) { ' ' } else { c };
        let name: String = sheet.name.chars().map(letter).collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let first: String = name.chars().take(LONGEST).collect();
        let mut chosen = first.trim().to_owned();
        let mut number = 1;
        while chosen.is_empty() || !taken.insert(chosen.to_lowercase()) {
            let mark = format!(" {number}");
            let room = LONGEST - mark.chars().count();
            let start: String = name.chars().take(room).collect();
            format!("{}{mark}", start.trim()).trim().clone_into(&mut chosen);
            number += 1;
        }
        names.push(chosen);
    }
    names
}
