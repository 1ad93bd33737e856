//! Pages as Lotse writes them: the main part, read tag by tag.

use super::blocks::{Block, Inline};
use super::markdown::entity;

/// What is being gathered.
#[derive(Default)]
struct Page {
    found: Vec<Block>,
    now: Inline,
    bold: Option<usize>,
    quoted: bool,
    tick: Option<bool>,
    items: usize,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    is_head: bool,
    /// Inside something that only a screen reader or only the eye takes in.
    skipped: Option<String>,
}

/// The blocks of a page.
pub fn blocks(text: &str) -> Vec<Block> {
    let start = text.find("<main").expect("a page has a main part");
    let main = text[start..].split("</main>").next().unwrap();
    let mut page = Page::default();
    let mut rest = main;
    while let Some(letter) = rest.chars().next() {
        if letter == '<' {
            let (tag, after) = rest[1..].split_once('>').expect("a tag ends");
            page.tag(tag);
            rest = after;
        } else if let Some((letter, after)) = entity(rest) {
            page.letter(letter);
            rest = after;
        } else {
            page.letter(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    page.found
}

impl Page {
    fn letter(&mut self, letter: char) {
        if self.skipped.is_some() {
            match letter {
                '☑' => self.tick = Some(true),
                '☐' => self.tick = Some(false),
                _ => {}
            }
        } else if !(letter == '\n' && self.now.text.is_empty()) {
            self.now.text.push(letter);
        }
    }

    fn taken(&mut self) -> Inline {
        self.bold = None;
        let mut taken = std::mem::take(&mut self.now);
        taken.text = taken.text.trim().to_owned();
        taken
    }

    fn tag(&mut self, tag: &str) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        if let Some(open) = &self.skipped {
            if name.strip_prefix('/') == Some(open) {
                self.skipped = None;
            }
            return;
        }
        match name {
            "span" if tag.contains("class=\"box\"") || tag.contains("class=\"aside\"") => {
                self.skipped = Some("span".to_owned());
            }
            "svg" | "nav" | "form" | "script" | "style" => self.skipped = Some(name.to_owned()),
            "br" | "br/" => self.now.text.push('\n'),
            "strong" => self.bold = Some(self.now.text.len()),
            "/strong" => {
                if let Some(from) = self.bold.take() {
                    self.now.strong.push(self.now.text[from..].to_owned());
                }
            }
            "a" => self.now.links.extend(attribute(tag, "href")),
            "blockquote" => self.quoted = true,
            "/blockquote" => {
                let quoted = self.taken();
                self.found.push(Block::Quote(quoted));
                self.quoted = false;
            }
            "thead" => self.is_head = true,
            "/thead" => self.is_head = false,
            "table" => (self.head, self.rows) = (Vec::new(), Vec::new()),
            "/table" => {
                let table = (std::mem::take(&mut self.head), std::mem::take(&mut self.rows));
                self.found.push(Block::Table(table.0, table.1));
            }
            "/td" | "/th" => {
                let cell = self.taken().text;
                self.row.push(cell);
            }
            "/tr" if self.is_head => self.head = std::mem::take(&mut self.row),
            "/tr" => {
                let row = std::mem::take(&mut self.row);
                self.rows.push(row);
            }
            "li" | "ul" | "ol" if self.quoted => self.now.text.push('\n'),
            "li" => (self.tick, self.items) = (None, self.items + 1),
            "/li" | "ul" | "ol" if !self.quoted => self.item(),
            "/p" if self.quoted || self.items > 0 => self.now.text.push('\n'),
            "/p" => {
                let text = self.taken();
                if !text.text.is_empty() {
                    self.found.push(Block::Paragraph(text));
                }
            }
            _ => self.heading(name),
        }
        if name == "/li" && !self.quoted {
            self.items = self.items.saturating_sub(1);
        }
    }

    /// An item ends, or another list begins inside it.
    fn item(&mut self) {
        let text = self.taken();
        if self.items > 0 && !text.text.is_empty() {
            self.found.push(Block::Item(self.tick.take(), text));
        }
    }

    fn heading(&mut self, name: &str) {
        let depth = name.strip_prefix("/h").and_then(|depth| depth.parse().ok());
        if let Some(depth) = depth {
            let text = self.taken();
            self.found.push(Block::Heading(depth, text));
        }
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    let mut value = String::new();
    let mut rest = rest.split_once('"')?.0;
    while let Some(letter) = rest.chars().next() {
        let (letter, after) = entity(rest).unwrap_or_else(|| (letter, &rest[letter.len_utf8()..]));
        value.push(letter);
        rest = after;
    }
    Some(value)
}
