//! The cells of a table: from CSV, XLSX, ODS.

#[cfg(feature = "office")]
use crate::text::{Text, text};

/// One row with at least one filled cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The row as the spreadsheet counts it, from 1; in CSV the record, counting empty ones.
    pub row: usize,
    /// Its cells.
    pub cells: Vec<String>,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The rows that are not empty, from top to bottom.
    pub lines: Vec<Line>,
}

impl Sheet {
    fn push(&mut self, row: usize, cells: Vec<String>) {
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            self.lines.push(Line { row, cells });
        }
    }

    /// Reads CSV. The separator is the one of `;`, `,` and tab that stands most often, outside quotes, in the first
    /// filled line; a quoted cell may hold line breaks, as spreadsheets write them.
    pub fn csv(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let separator = separator(text);
        let mut sheet = Self::default();
        let (mut row, mut cells, mut cell) = (1, Vec::new(), String::new());
        let mut quoted = false;
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' if quoted => quoted = false,
                '"' if cell.trim().is_empty() => {
                    cell.clear();
                    quoted = true;
                }
                '\n' | '\r' if !quoted => {
                    if letter == '\r' {
                        letters.next_if_eq(&'\n');
                    }
                    cells.push(std::mem::take(&mut cell));
                    sheet.push(row, std::mem::take(&mut cells));
                    row += 1;
                }
                _ if letter == separator && !quoted => cells.push(std::mem::take(&mut cell)),
                _ => cell.push(letter),
            }
        }
        cells.push(cell);
        sheet.push(row, cells);
        sheet
    }

    /// Reads the first sheet of an XLSX or ODS file. Formulas count by their last result.
    ///
    /// # Errors
    ///
    /// What the library says of a file that is neither; that a table is too large.
    #[cfg(feature = "office")]
    pub fn office(bytes: &[u8]) -> Result<Self, Text> {
        use calamine::{Reader as _, Sheets, open_workbook_auto_from_rs};

        let mut book =
            open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).map_err(|error| told(&error))?;
        if let Sheets::Xlsx(book) = &mut book {
            fits(book)?;
        }
        let range = match book.worksheet_range_at(0) {
            None => return Ok(Self::default()),
            Some(range) => range.map_err(|error| told(&error))?,
        };
        let (top, left) = range.start().unwrap_or_default();
        let mut sheet = Self::default();
        for (cells, row) in range.rows().zip(top as usize + 1..) {
            let blank = std::iter::repeat_n(String::new(), left as usize);
            sheet.push(row, blank.chain(cells.iter().map(shown)).collect());
        }
        Ok(sheet)
    }
}

#[cfg(feature = "office")]
fn told(error: &impl std::fmt::Display) -> Text {
    Text::same(error.to_string())
}

/// A larger table is refused, in cells: every municipality with four hundred columns.
#[cfg(feature = "office")]
const MOST_CELLS: u64 = 5_000_000;

/// Whether the first sheet is small enough to be unfolded. Only its cells that hold something are stored, but the library
/// makes room for all between them: one stray entry at the far corner would need hundreds of gigabytes.
#[cfg(feature = "office")]
fn fits<R: std::io::Read + std::io::Seek>(book: &mut calamine::Xlsx<R>) -> Result<(), Text> {
    use calamine::Reader as _;

    let Some(name) = book.sheet_names().first().cloned() else { return Ok(()) };
    let mut cells = book.worksheet_cells_reader(&name).map_err(|error| told(&error))?;
    let (mut rows, mut columns) = (0, 0);
    while let Some(cell) = cells.next_cell().map_err(|error| told(&error))? {
        let (row, column) = cell.get_position();
        rows = rows.max(u64::from(row) + 1);
        columns = columns.max(u64::from(column) + 1);
    }
    if rows * columns <= MOST_CELLS {
        return Ok(());
    }
    Err(text!(
        "die Tabelle reicht bis Zeile {rows} und Spalte {columns}; vermutlich steht weit außen versehentlich etwas",
        "the table reaches to row {rows} and column {columns}; probably something stands far out by mistake"
    ))
}

/// A cell as a person sees it: whole numbers without decimals, days as `2026-10-12`.
#[cfg(feature = "office")]
fn shown(cell: &calamine::Data) -> String {
    use calamine::{Data, DataType as _};
    match cell {
        Data::Float(number) => format!("{number}"),
        Data::DateTime(_) | Data::DateTimeIso(_) => {
            let text = cell.to_string();
            day(cell).unwrap_or(text)
        }
        _ => cell.as_string().unwrap_or_else(|| cell.to_string()),
    }
}

#[cfg(feature = "office")]
fn day(cell: &calamine::Data) -> Option<String> {
    match cell {
        calamine::Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        calamine::Data::DateTimeIso(text) => text.get(..10).map(str::to_owned),
        _ => None,
    }
}

fn separator(text: &str) -> char {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(';', 0_usize), ('\t', 0), (',', 0)];
    for letter in first.chars() {
        quoted ^= letter == '"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && letter == *separator);
        }
    }
    // Of equals the first stands: commas occur in texts, too.
    let best = counts.iter().map(|(_, count)| *count).max().unwrap_or_default();
    counts.iter().find(|(_, count)| *count == best).map_or(';', |(separator, _)| *separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        Sheet::csv(text).lines.into_iter().map(|line| (line.row, line.cells)).collect()
    }

    #[test]
    fn separators_quotes_and_line_breaks() {
        for separator in [";", ",", "\t"] {
            let text = format!("\u{feff}a{separator}\"b {separator} \"\"x\"\"\ny\"\r\n\r\n1{separator}2");
            let expected = vec![
                (1, vec!["a".to_owned(), format!("b {separator} \"x\"\ny")]),
                (3, vec!["1".to_owned(), "2".to_owned()]),
            ];
            assert_eq!(cells(&text), expected);
        }
        assert!(cells(" ; ;\n").is_empty());
        assert_eq!(
            cells("a \"b\" c"),
            [(1, vec!["a \"b\" c".to_owned()])],
            "a quote within a cell is a letter"
        );
    }

    #[cfg(feature = "office")]
    #[test]
    fn what_is_no_spreadsheet_is_told() {
        assert!(Sheet::office(b"PK\x03\x04 no zip").is_err());
        assert!(Sheet::office(b"").is_err());
    }
}
