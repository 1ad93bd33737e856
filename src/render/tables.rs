//! The tables of a document for people who work in spreadsheets: one sheet per table, named by its heading.
//!
//! They come from the same tree as every other form, so a template of the user's own brings its tables along. Steps to
//! tick are a table too: done or not, the phase, the step.

use super::spreadsheet::{Cell, Column, Kind, Spreadsheet};
use super::tree::{self, Block, Inline, Item, plain, title};
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
}

/// The sheets of a document, in its order; none where it has no table.
///
/// Tables with the same headings are one sheet, so that all contacts, or all paths, can be sorted and searched
/// together; a first column then says from which part of the document a row comes.
pub fn sheets(blocks: &[Block], origin: &Origin<'_>) -> Vec<Spreadsheet> {
    let mut gatherer =
        Gatherer { language: origin.language, path: Vec::new(), group: String::new(), parts: Vec::new() };
    gatherer.blocks(blocks);
    let mut alike: Vec<Vec<Part>> = Vec::new();
    for part in gatherer.parts {
        match alike.iter_mut().find(|parts| parts.iter().any(|other| other.head == part.head)) {
            Some(parts) => parts.push(part),
            None => alike.push(vec![part]),
        }
    }
    let notes = notes(blocks);
    let title = title(blocks).unwrap_or_default();
    alike.iter().map(|parts| sheet(parts, (&title, &notes), origin)).collect()
}

/// A table of the document.
struct Part {
    /// The headings above it, with their levels.
    path: Vec<(u8, String)>,
    /// The bold line before it: a phase, a place.
    group: String,
    head: Vec<String>,
    rows: Vec<Vec<Raw>>,
}

enum Raw {
    Text(String),
    Tick(bool),
}

struct Gatherer {
    language: Language,
    path: Vec<(u8, String)>,
    group: String,
    parts: Vec<Part>,
}

impl Gatherer {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(level, _, content) => {
                    self.path.retain(|(above, _)| above < level);
                    self.path.push((*level, plain(content)));
                    self.group.clear();
                }
                Block::Paragraph(content) => self.label(content),
                Block::Table(head, rows) => {
                    let cells =
                        |row: &Vec<Vec<Inline>>| row.iter().map(|cell| Raw::Text(lines(cell))).collect();
                    self.push(
                        head.iter().map(|cell| lines(cell)).collect(),
                        rows.iter().map(cells).collect(),
                    );
                }
                Block::List(_, items) if items.iter().any(|item| item.ticked.is_some()) => self.steps(items),
                Block::Quote(inner) => self.blocks(inner),
                Block::List(_, items) => items.iter().for_each(|item| self.blocks(&item.blocks)),
                Block::Code(_) | Block::Rule => {}
            }
        }
    }

    /// A bold line of its own, perhaps with a count behind it, names what follows.
    fn label(&mut self, content: &[Inline]) {
        if let [Inline::Strong(inner), rest @ ..] = content {
            let counted = matches!(rest, [Inline::Text(text)] if text.starts_with(" ("));
            if rest.is_empty() || counted {
                self.group = plain(inner);
            }
        }
    }

    fn steps(&mut self, items: &[Item]) {
        let rows = items.iter().map(|item| {
            let text = item.blocks.iter().map(block_lines).collect::<Vec<_>>().join("\n");
            vec![Raw::Tick(item.ticked == Some(true)), Raw::Text(text)]
        });
        let words = [Words::new("Erledigt", "Done"), Words::new("Schritt", "Step")];
        self.push(words.map(|words| words.get(self.language).to_owned()).into(), rows.collect());
    }

    fn push(&mut self, head: Vec<String>, rows: Vec<Vec<Raw>>) {
        self.parts.push(Part { path: self.path.clone(), group: self.group.clone(), head, rows });
    }
}

/// One sheet of tables that are alike.
fn sheet(parts: &[Part], (title, notes): (&str, &[String]), origin: &Origin<'_>) -> Spreadsheet {
    let language = origin.language;
    let shared = shared(parts);
    let name = parts.first().and_then(|part| part.path.get(shared.saturating_sub(1)));
    let name = name.map_or(title, |(_, heading)| heading).to_owned();
    let sections: Vec<String> = parts
        .iter()
        .map(|part| {
            let below = part.path.iter().skip(shared).map(|(_, heading)| heading.as_str());
            let group = Some(part.group.as_str()).filter(|group| !group.is_empty());
            below.chain(group).collect::<Vec<_>>().join(" · ")
        })
        .collect();
    let told = sections.iter().any(|section| !section.is_empty());
    let rows = || parts.iter().flat_map(|part| &part.rows);
    let head: &[String] = parts.first().map_or(&[], |part| &part.head);
    let kinds: Vec<Kind> =
        (0..head.len()).map(|at| kind(rows().filter_map(|row| row.get(at)), language)).collect();
    let mut columns: Vec<Column> =
        head.iter().zip(&kinds).map(|(title, kind)| Column::new(title.clone(), *kind)).collect();
    if told {
        columns.insert(0, Column::new(Words::new("Abschnitt", "Part").get(language), Kind::Text));
    }
    let mut cells = Vec::new();
    for (part, section) in parts.iter().zip(&sections) {
        for row in &part.rows {
            let values = row.iter().zip(&kinds).map(|(raw, kind)| cell(raw, *kind, language));
            cells.push(told.then(|| Cell::text(section.clone())).into_iter().chain(values).collect());
        }
    }
    let above = above(title, &name, notes, origin);
    Spreadsheet { title: title.to_owned(), name, language, day: origin.day, above, columns, rows: cells }
}

/// How many headings all of these tables have above them.
fn shared(parts: &[Part]) -> usize {
    let Some((first, rest)) = parts.split_first() else { return 0 };
    let alike = |part: &Part| first.path.iter().zip(&part.path).take_while(|(a, b)| a == b).count();
    rest.iter().map(alike).min().unwrap_or(first.path.len())
}

/// Title, what the table is, warnings, day and source, and a free line.
fn above(title: &str, name: &str, notes: &[String], origin: &Origin<'_>) -> Vec<String> {
    let Origin { stem, language, day } = *origin;
    let date = crate::time::format_date(day, language);
    let source = match language {
        Language::De => format!("Stand: {date} · aus dem Dokument „{stem}“"),
        Language::En => format!("As of {date} · from the document \"{stem}\""),
    };
    let mut lines = vec![title.to_owned()];
    lines.extend((name != title).then(|| name.to_owned()));
    lines.extend(notes.iter().cloned());
    lines.extend([source, String::new()]);
    lines
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
    tree::text(content, '\n')
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
fn kind<'r>(cells: impl Iterator<Item = &'r Raw>, language: Language) -> Kind {
    let (mut days, mut numbers, mut ticks, mut filled) = (true, true, true, false);
    for raw in cells {
        let text = match raw {
            Raw::Tick(_) => {
                filled = true;
                continue;
            }
            Raw::Text(text) => text,
        };
        ticks = false;
        filled |= !text.is_empty();
        days &= text.is_empty() || read_date(text, language).is_some();
        numbers &= text.is_empty() || number(text).is_some();
    }
    match (filled, ticks) {
        (false, _) => Kind::Text,
        (true, true) => Kind::Tick,
        _ if days => Kind::Date,
        _ if numbers => Kind::Number,
        _ => Kind::Text,
    }
}

fn cell(raw: &Raw, kind: Kind, language: Language) -> Cell {
    let text = match raw {
        Raw::Tick(ticked) => return Cell::Tick(*ticked),
        Raw::Text(text) => text,
    };
    let found = match kind {
        Kind::Number => number(text).map(Cell::Number),
        // A day among other words is a day too.
        _ => read_date(text, language).map(Cell::Date),
    };
    found.unwrap_or_else(|| Cell::text(text.clone()))
}

/// A count; a key with a leading zero or many digits is none.
fn number(text: &str) -> Option<i32> {
    let plain = text.len() <= 6 && (text == "0" || !text.starts_with('0'));
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (plain && digits).then(|| text.parse().ok()).flatten()
}
