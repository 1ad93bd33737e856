//! Which column says what: by its heading in German or English, or as a person says with `--map`.

use std::collections::BTreeMap;

use super::headings::Field;
use super::sheet::{Line, Sheet};
use crate::key::slug;
use crate::text::{Text, text};

/// One column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading as it stands there.
    pub heading: String,
    /// What it says; none if nobody knows.
    pub field: Option<Field>,
}

/// The columns of a table, and where its rows begin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// The row of the headings.
    pub row: usize,
    /// All columns from left to right.
    pub all: Vec<Column>,
    at: BTreeMap<Field, usize>,
}

impl Columns {
    /// Finds the headings: the first row with two known ones. `mapped` are headings and what a person says they mean.
    ///
    /// # Errors
    ///
    /// No such row; no column for the name; a mapped heading that does not stand there.
    pub fn find(sheet: &Sheet, mapped: &[(String, Field)]) -> Result<Self, Text> {
        let known = |cell: &String| field_of(cell, mapped).is_some();
        let header =
            sheet.lines.iter().find(|line| line.cells.iter().filter(|cell| known(cell)).count() >= 2);
        let Some(header) = header else {
            return Err(text!(
                "keine Zeile mit Überschriften gefunden (mindestens zwei bekannte, z. B. „Behörde“ und „E-Mail“)",
                "no row of headings found (two known ones at least, e.g. \"Authority\" and \"E-mail\")"
            ));
        };
        for (heading, _) in mapped {
            if !header.cells.iter().any(|cell| slug(cell) == slug(heading)) {
                return Err(text!(
                    "die Überschrift „{heading}“ gibt es in der Tabelle nicht",
                    "there is no heading \"{heading}\" in the table"
                ));
            }
        }
        let columns = Self::of(header, mapped);
        if !columns.at.contains_key(&Field::Name) {
            return Err(text!("keine Spalte nennt die Stelle", "no column names the organization"));
        }
        Ok(columns)
    }

    fn of(header: &Line, mapped: &[(String, Field)]) -> Self {
        let meant: Vec<Option<(Field, usize)>> =
            header.cells.iter().map(|cell| field_of(cell, mapped)).collect();
        let mut at: BTreeMap<Field, (usize, usize)> = BTreeMap::new();
        for (place, found) in meant.iter().enumerate() {
            if let Some((field, rank)) = *found
                && at.get(&field).is_none_or(|(best, _)| rank < *best)
            {
                at.insert(field, (rank, place));
            }
        }
        let at: BTreeMap<Field, usize> = at.into_iter().map(|(field, (_, place))| (field, place)).collect();
        let columns = header.cells.iter().zip(&meant).enumerate().map(|(place, (heading, found))| Column {
            heading: super::cells::clean(heading).text,
            // A second column for the same matter is not used, and said to be so.
            field: found
                .map(|(field, _)| field)
                .filter(|field| *field == Field::Ignore || at.get(field) == Some(&place)),
        });
        Self { row: header.row, all: columns.collect(), at }
    }

    /// What a line says in a field; empty where there is no such column or cell.
    pub fn cell<'a>(&self, line: &'a Line, field: Field) -> &'a str {
        self.at.get(&field).and_then(|place| line.cells.get(*place)).map_or("", String::as_str)
    }
}

fn field_of(cell: &str, mapped: &[(String, Field)]) -> Option<(Field, usize)> {
    if cell.trim().is_empty() {
        return None;
    }
    let heading = slug(cell);
    let said = mapped.iter().find(|(name, _)| slug(name) == heading).map(|(_, field)| (*field, 0));
    // What a person says comes before what a heading seems to say.
    said.or_else(|| Field::of_heading(cell).map(|(field, rank)| (field, rank + 1)))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn the_surest_heading_wins_and_a_person_over_all() {
        let sheet = Sheet::csv("Liste der Stellen\nName;Behörde;E-Mail (Postfach);Farbe\nx;y;z;rot");
        let columns = Columns::find(&sheet, &[]).unwrap();
        assert_eq!(columns.row, 2);
        let fields: Vec<_> = columns.all.iter().map(|column| column.field).collect();
        assert_eq!(fields, [None, Some(Field::Name), Some(Field::Email), None]);
        let columns = Columns::find(&sheet, &[("name".to_owned(), Field::Name)]).unwrap();
        assert_eq!(columns.cell(sheet.lines.last().unwrap(), Field::Name), "x");
        assert!(Columns::find(&sheet, &[("Ding".to_owned(), Field::Name)]).is_err());
        assert!(Columns::find(&Sheet::csv("a;b\nc;d"), &[]).is_err());
    }
}
