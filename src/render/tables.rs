//! The tables of a document for people who work in spreadsheets: one sheet per table, named by its heading.
//!
//! They come from the same tree as every other form, so a template of the user's own brings its tables along. Steps to
//! tick are a table too: done or not, the phase, the step.

use super::spreadsheet::{Cell, Column, Kind, Spreadsheet};
use super::tree::{Block, Inline, Item, title};
use crate::text::{Language, Words};
use crate::time::{Date, read_date};

/// Where a document's tables come from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'o> {
    /// The document's path without ending, named as the source.
    pub stem: &'o str,
    /// The language of its words.
    pub language: Language,
    /// Its day.
    pub day: Date,
    /// What has to stand at the top of everything that leaves the house, as "only for internal use".
    pub mark: Option<&'o str>,
}

/// The sheets of a document, in its order; none where it has no table.
pub fn sheets(blocks: &[Block], origin: &Origin<'_>) -> Vec<Spreadsheet> {
    let title = title(blocks).unwrap_or_default();
    let mut gatherer = Gatherer {
        origin,
        notes: notes(blocks),
        heading: title.clone(),
        title,
        group: String::new(),
        sheets: Vec::new(),
        steps: None,
    };
    gatherer.blocks(blocks);
    gatherer.sheets
}

struct Gatherer<'g> {
    origin: &'g Origin<'g>,
    title: String,
    /// Warnings at the very top: that it is an example.
    notes: Vec<String>,
    heading: String,
    /// The bold line before a table or a list: a phase, a part.
    group: String,
    sheets: Vec<Spreadsheet>,
    /// Where the steps of this heading go on.
    steps: Option<usize>,
}

impl Gatherer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(_, _, content) => {
                    self.heading = lines(content);
                    self.group.clear();
                    self.steps = None;
                }
                Block::Paragraph(content) => {
                    if let Some(Inline::Strong(inner)) = content.first() {
                        self.group = lines(inner);
                    }
                }
                Block::Table(head, rows) => self.table(head, rows),
                Block::List(_, items) if items.iter().any(|item| item.ticked.is_some()) => self.steps(items),
                Block::Quote(inner) => self.blocks(inner),
                Block::List(_, items) => items.iter().for_each(|item| self.blocks(&item.blocks)),
                Block::Code(_) | Block::Rule => {}
            }
        }
    }

    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let language = self.origin.language;
        let texts: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| lines(cell)).collect()).collect();
        let kinds: Vec<Kind> = (0..head.len()).map(|at| kind(&texts, at, language)).collect();
        let cells = |row: &Vec<String>| -> Vec<Cell> {
            row.iter().zip(&kinds).map(|(text, kind)| cell(text, *kind, language)).collect()
        };
        let rows = texts.iter().map(cells).collect();
        let columns = head.iter().zip(&kinds).map(|(cell, kind)| Column::new(lines(cell), *kind)).collect();
        let name = self.heading.clone();
        self.push(name, columns, rows);
    }

    fn steps(&mut self, items: &[Item]) {
        let word = |de, en| Words::new(de, en).get(self.origin.language);
        let rows = items.iter().map(|item| {
            let text = item.blocks.iter().map(block_lines).collect::<Vec<_>>().join("\n");
            vec![Cell::Tick(item.ticked == Some(true)), Cell::text(self.group.clone()), Cell::text(text)]
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        if let Some(sheet) = self.steps.and_then(|at| self.sheets.get_mut(at)) {
            sheet.rows.extend(rows);
            return;
        }
        let columns = vec![
            Column::new(word("Erledigt", "Done"), Kind::Tick),
            Column::new(word("Abschnitt", "Part"), Kind::Text),
            Column::new(word("Schritt", "Step"), Kind::Text),
        ];
        self.steps = Some(self.sheets.len());
        self.push(self.heading.clone(), columns, rows);
    }

    fn push(&mut self, name: String, columns: Vec<Column>, rows: Vec<Vec<Cell>>) {
        let Origin { stem, language, day, mark } = *self.origin;
        let date = crate::time::format_date(day, language);
        let said = match language {
            Language::De => format!("Stand: {date} · aus dem Dokument „{stem}“"),
            Language::En => format!("As of {date} · from the document \"{stem}\""),
        };
        // A heading says what the table is; the title says of what document.
        let mut above = vec![self.title.clone()];
        above.extend(mark.map(ToOwned::to_owned));
        if name != self.title {
            above.push(name.clone());
        }
        above.extend(self.notes.iter().cloned());
        above.extend([said, String::new()]);
        self.sheets.push(Spreadsheet {
            title: self.title.clone(),
            name,
            language,
            day,
            above,
            columns,
            rows,
        });
    }
}

/// What a document warns of between its title and its first other text: that it is an example.
fn notes(blocks: &[Block]) -> Vec<String> {
    let quotes = blocks.iter().skip(1).map_while(|block| match block {
        Block::Quote(inner) => Some(inner),
        _ => None,
    });
    quotes.flat_map(|inner| inner.iter().map(block_lines)).collect()
}

/// Inline content without its marks, with its line breaks.
pub fn lines(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Picture(_, text) => out.push_str(text),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Struck(inner)
            | Inline::Link(_, inner) => out.push_str(&lines(inner)),
            Inline::Break => out.push('\n'),
        }
    }
    out
}

fn block_lines(block: &Block) -> String {
    match block {
        Block::Heading(_, _, content) | Block::Paragraph(content) => lines(content),
        Block::List(_, items) => {
            let items = items.iter().flat_map(|item| item.blocks.iter().map(block_lines));
            items.map(|line| format!("– {line}")).collect::<Vec<_>>().join("\n")
        }
        Block::Quote(inner) => inner.iter().map(block_lines).collect::<Vec<_>>().join("\n"),
        Block::Code(text) => text.trim_end().to_owned(),
        Block::Table(..) | Block::Rule => String::new(),
    }
}

/// A column whose cells are all days, or all numbers, holds days or numbers; everything else is text.
fn kind(rows: &[Vec<String>], at: usize, language: Language) -> Kind {
    let filled = || rows.iter().filter_map(|row| row.get(at)).filter(|text| !text.is_empty());
    if filled().next().is_none() {
        Kind::Text
    } else if filled().all(|text| read_date(text, language).is_some()) {
        Kind::Date
    } else if filled().all(|text| number(text).is_some()) {
        Kind::Number
    } else {
        Kind::Text
    }
}

fn cell(text: &str, kind: Kind, language: Language) -> Cell {
    let found = match kind {
        Kind::Number => number(text).map(Cell::Number),
        // A day among other words is a day too.
        _ => read_date(text, language).map(Cell::Date),
    };
    found.unwrap_or_else(|| Cell::text(text))
}

/// A count; a key with a leading zero or many digits is none.
fn number(text: &str) -> Option<i32> {
    let plain = text.len() <= 6 && (text == "0" || !text.starts_with('0'));
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (plain && digits).then(|| text.parse().ok()).flatten()
}
