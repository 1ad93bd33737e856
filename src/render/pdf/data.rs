//! A document's tree as the data that the template `templates/document.typ` sets.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::Frame;
use super::text::{Glyphs, Part, parts};
use crate::render::paper::{self, Sheet};
use crate::render::tree::{Block, Inline, Item, in_form, plain, title};
use crate::text::{Language, Words, text};

/// A row or a set-off part with more letters than this may be parted by the end of a page: it could be longer than one.
const KEPT: usize = 700;
/// A paragraph with fewer letters stays with the table or list that it leads to.
const LEADS: usize = 400;

/// Bytes of an address: typst takes no longer ones.
const ADDRESS: usize = 8000;

/// The data as JSON text.
pub(super) fn document(blocks: &[Block], frame: &Frame<'_>, glyphs: &Glyphs) -> String {
    let mut anchors = BTreeMap::new();
    gather(blocks, &mut anchors);
    let mut setter = Setter { frame, glyphs, anchors, level: 0, depth: 0, strange: BTreeSet::new() };
    let title = title(blocks).filter(|title| !title.trim().is_empty()).unwrap_or_else(|| "Lotse".to_owned());
    let footer = setter.text(&title);
    let mut body = setter.blocks(blocks);
    if !setter.strange.is_empty() {
        let note = strange(&setter.strange, frame.language);
        body.push(
            json!({ "k": "paragraph", "v": [{ "k": "text", "v": note }], "leads": false, "foot": true }),
        );
    }
    json!({
        "lang": frame.language.code(),
        "title": title.split_whitespace().collect::<Vec<_>>().join(" "),
        "footer": footer,
        "day": [frame.day.year(), frame.day.month(), frame.day.day()],
        "blocks": body,
    })
    .to_string()
}

/// Says which characters stand as boxes, by their numbers, so that nothing is lost without a word.
fn strange(characters: &BTreeSet<char>, language: Language) -> String {
    let numbers: Vec<String> = characters.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    let numbers = numbers.join(", ");
    let note = text!(
        "□ steht hier für Zeichen, die in der Schrift dieser Datei fehlen ({numbers}). In den anderen Formen des Dokuments stehen sie aus.",
        "□ stands for characters that the font of this file does not have ({numbers}). The other forms of the document show them."
    );
    note.get(language).to_owned()
}

/// The anchors that a link inside the document may name, with our names for them: typst keeps every name for ever, so
/// that they have to be the same few in all documents.
fn gather(blocks: &[Block], anchors: &mut BTreeMap<String, String>) {
    for block in blocks {
        match block {
            Block::Heading(_, anchor, _) => {
                let name = format!("heading-{}", anchors.len());
                anchors.entry(anchor.clone()).or_insert(name);
            }
            Block::Quote(inner) => gather(inner, anchors),
            Block::List(_, items) => items.iter().for_each(|item| gather(&item.blocks, anchors)),
            _ => {}
        }
    }
}

struct Setter<'s> {
    frame: &'s Frame<'s>,
    glyphs: &'s Glyphs,
    anchors: BTreeMap<String, String>,
    /// The level of the heading before: PDF/UA allows none to be skipped.
    level: u8,
    /// In how many lists and set-off parts the current block stands.
    depth: usize,
    /// Characters that the fonts do not have.
    strange: BTreeSet<char>,
}

impl Setter<'_> {
    fn blocks(&mut self, blocks: &[Block]) -> Vec<Value> {
        let following = blocks.iter().skip(1).map(Some).chain([None]);
        let mut foot = false;
        let mut out = Vec::with_capacity(blocks.len());
        for (block, next) in blocks.iter().zip(following) {
            let mut value = self.block(block);
            let leads = matches!(next, Some(Block::Table(..) | Block::List(..)))
                && matches!(block, Block::Paragraph(content) if plain(content).chars().count() < LEADS);
            if let Some(fields) = value.as_object_mut() {
                fields.insert("leads".to_owned(), leads.into());
                fields.insert("foot".to_owned(), foot.into());
            }
            foot |= matches!(block, Block::Rule);
            if is(&value, "wide") {
                // What leads to a page that lies on its side stands on it.
                let with = out.iter().rev().take_while(|one: &&Value| {
                    is(one, "leads") || one.get("k").is_some_and(|kind| kind == "heading")
                });
                let from = out.len() - with.count();
                let before = Value::Array(out.split_off(from));
                if let Some(fields) = value.as_object_mut() {
                    fields.insert("before".to_owned(), before);
                }
            }
            out.push(value);
        }
        out
    }

    /// The blocks of a list's item or a set-off part.
    fn inner(&mut self, blocks: &[Block]) -> Vec<Value> {
        self.depth += 1;
        let out = self.blocks(blocks);
        self.depth -= 1;
        out
    }

    /// Whether a page may be turned here: only where nothing is around.
    const fn turned(&self, sheet: Sheet) -> Sheet {
        if self.depth == 0 { sheet } else { Sheet::Portrait }
    }

    fn block(&mut self, block: &Block) -> Value {
        match block {
            // A heading without a word would be refused.
            Block::Heading(_, _, content) if self.text(&plain(content)).trim().is_empty() => {
                json!({ "k": "paragraph", "v": [] })
            }
            Block::Heading(wanted, anchor, content) => {
                self.level = (*wanted).min(self.level + 1).max(1);
                let anchor = self.anchors.get(anchor).cloned();
                json!({ "k": "heading", "level": self.level, "anchor": anchor, "v": self.line(content) })
            }
            Block::Paragraph(content) => match content.as_slice() {
                [Inline::Picture(address, alternative)] => self.picture(address, alternative),
                _ => json!({ "k": "paragraph", "v": self.line(content) }),
            },
            Block::List(start, items) => {
                let tasks = !items.is_empty() && items.iter().all(|item| item.ticked.is_some());
                let items: Vec<Value> = items.iter().map(|item| self.item(item)).collect();
                json!({ "k": "list", "start": start, "tasks": tasks, "items": items })
            }
            Block::Table(head, rows) => self.table(head, rows),
            Block::Quote(inner) => {
                // A quote that begins in bold is a warning, as in the page.
                let warns = matches!(
                    inner.first(),
                    Some(Block::Paragraph(content)) if matches!(content.first(), Some(Inline::Strong(_)))
                );
                let kept = inner.iter().map(letters).sum::<usize>() < KEPT;
                json!({ "k": "quote", "warns": warns, "kept": kept, "v": self.inner(inner) })
            }
            Block::Code(text) => json!({ "k": "code", "v": self.lines(text) }),
            Block::Rule => json!({ "k": "rule" }),
        }
    }

    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Value {
        let sheet = self.turned(paper::sheet_of_table(head, rows));
        let widths = paper::widths(head, rows, sheet);
        let cells: Vec<Value> = head.iter().map(|cell| self.line(cell)).collect();
        let rows: Vec<Value> = rows
            .iter()
            .map(|row| {
                let kept = row.iter().map(|cell| plain(cell).chars().count()).sum::<usize>() < KEPT;
                let cells: Vec<Value> = row.iter().map(|cell| self.line(cell)).collect();
                json!({ "kept": kept, "v": cells })
            })
            .collect();
        let wide = sheet == Sheet::Landscape;
        json!({ "k": "table", "widths": widths, "wide": wide, "head": cells, "rows": rows })
    }

    fn item(&mut self, item: &Item) -> Value {
        json!({ "ticked": item.ticked, "v": self.inner(&item.blocks) })
    }

    fn line(&mut self, content: &[Inline]) -> Value {
        let mut out = Vec::with_capacity(content.len());
        for inline in content {
            match inline {
                Inline::Text(text) => out.extend(self.words(text)),
                Inline::Emphasis(inner) => out.push(json!({ "k": "emph", "v": self.line(inner) })),
                Inline::Strong(inner) => out.push(json!({ "k": "strong", "v": self.line(inner) })),
                Inline::Struck(inner) => out.push(json!({ "k": "struck", "v": self.line(inner) })),
                Inline::Code(text) => out.push(json!({ "k": "code", "v": self.words(text) })),
                Inline::Link(address, inner) => out.push(self.link(address, inner)),
                // In the midst of words there is no room for a picture: its own words stand for it.
                Inline::Picture(_, alternative) => out.extend(self.words(alternative)),
                Inline::Break => out.push(json!({ "k": "break" })),
            }
        }
        Value::Array(out)
    }

    fn words(&mut self, text: &str) -> Vec<Value> {
        let text = self.text(text);
        parts(&text)
            .into_iter()
            .map(|part| match part {
                Part::Words(words) => json!({ "k": "text", "v": words }),
                Part::Whole(word) => json!({ "k": "whole", "v": word }),
                Part::Solid(pieces) => json!({ "k": "solid", "v": pieces }),
            })
            .collect()
    }

    /// A link out of the document, or to a heading in it; one that leads nowhere is only its words.
    fn link(&mut self, address: &str, inner: &[Inline]) -> Value {
        let words = self.line(inner);
        match address.strip_prefix('#').map(|anchor| self.anchors.get(anchor)) {
            Some(Some(name)) => json!({ "k": "jump", "to": name, "v": words }),
            Some(None) => json!({ "k": "plain", "v": words }),
            None if address.is_empty() || address.len() > ADDRESS => json!({ "k": "plain", "v": words }),
            None => {
                // A number to call is read in one piece.
                let whole = address.starts_with("tel:") && plain(inner).chars().count() < 24;
                json!({ "k": "link", "to": in_form(address, "pdf"), "whole": whole, "v": words })
            }
        }
    }

    /// A picture on the width of the page; where there is none, its alternative text stands.
    fn picture(&mut self, address: &str, alternative: &str) -> Value {
        let Some(svg) = (self.frame.picture)(address) else {
            return json!({ "k": "paragraph", "v": self.words(alternative) });
        };
        // A picture without words would be refused.
        let alternative = if alternative.trim().is_empty() {
            Words::new("Bild", "picture").get(self.frame.language)
        } else {
            alternative
        };
        let sheet = self.turned(paper::sheet_of_picture(&svg));
        let fit = paper::fit(&svg, sheet);
        let svg = self.lines(&in_our_font(&paper::still(&svg)));
        let wide = sheet == Sheet::Landscape;
        json!({ "k": "picture", "svg": svg, "alt": alternative, "wide": wide, "size": [fit.width, fit.height] })
    }

    fn text(&mut self, text: &str) -> String {
        self.glyphs.text(text, &mut self.strange).replace('\n', " ")
    }

    fn lines(&mut self, text: &str) -> String {
        self.glyphs.text(text, &mut self.strange)
    }
}

/// A picture that asks for the fonts of the page, since there are no others.
fn in_our_font(svg: &str) -> String {
    const ASKED: &str = "font-family=\"";
    let mut parts = svg.split(ASKED);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.split_once('"').map_or("", |(_, rest)| rest);
        out.push_str(ASKED);
        out.push_str(super::FAMILY);
        out.push('"');
        out.push_str(rest);
    }
    out
}

/// Whether a block has a mark.
fn is(block: &Value, mark: &str) -> bool {
    block.get(mark) == Some(&Value::Bool(true))
}

/// How many letters stand in a block.
fn letters(block: &Block) -> usize {
    match block {
        Block::Heading(_, _, content) | Block::Paragraph(content) => plain(content).chars().count(),
        Block::List(_, items) => items.iter().flat_map(|item| &item.blocks).map(letters).sum(),
        Block::Table(head, rows) => {
            head.iter().chain(rows.iter().flatten()).map(|cell| plain(cell).chars().count()).sum()
        }
        Block::Quote(inner) => inner.iter().map(letters).sum(),
        Block::Code(text) => text.chars().count(),
        Block::Rule => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pdf::world::Shop;
    use crate::render::tree::parse;

    fn data(markdown: &str) -> Value {
        let frame = Frame {
            name: "x",
            language: Language::De,
            day: crate::time::Date::constant(2027, 3, 1),
            picture: &|address| {
                (address == "a.svg").then(|| "<svg font-family=\"Arial\" width=\"9\"/>".to_owned())
            },
        };
        serde_json::from_str(&document(&parse(markdown), &frame, &Shop::open().glyphs)).expect("JSON")
    }

    /// What stands at places of the data, as JSON.
    fn at<const N: usize>(data: &Value, places: [&str; N]) -> [Value; N] {
        places.map(|place| data.pointer(place).cloned().unwrap_or(json!("nothing")))
    }

    /// How many there are at a place.
    fn count(data: &Value, place: &str) -> Option<usize> {
        data.pointer(place)?.as_array().map(Vec::len)
    }

    #[test]
    fn levels_are_never_skipped_and_links_lead_somewhere() {
        let data = data("### A\n\n##### B\n\n[b](#b) [c](#c) [d](d.md) [t](tel:+49302312)\n");
        assert_eq!(at(&data, ["/blocks/0/level", "/blocks/1/level"]), [json!(1), json!(2)]);
        let kinds = at(&data, ["/blocks/2/v/0/k", "/blocks/2/v/2/k", "/blocks/2/v/4/k", "/blocks/2/v/6/k"]);
        assert_eq!(kinds, [json!("jump"), json!("plain"), json!("link"), json!("link")]);
        let [to, heading] = at(&data, ["/blocks/2/v/0/to", "/blocks/1/anchor"]);
        assert_eq!(to, heading);
        let [other, whole] = at(&data, ["/blocks/2/v/4/to", "/blocks/2/v/6/whole"]);
        assert_eq!([other, whole], [json!("d.pdf"), json!(true)]);
    }

    #[test]
    fn pictures_ask_for_our_font_and_keep_their_words() {
        let data = data("# A\n\n![Ein Bild](a.svg)\n\n![Fehlt](b.svg)\n\n![](a.svg)\n");
        let [svg, alt, missing, none] =
            at(&data, ["/blocks/1/svg", "/blocks/1/alt", "/blocks/2/v/0/v", "/blocks/3/alt"]);
        assert_eq!(svg, "<svg font-family=\"Source Sans 3\" width=\"9\"/>");
        assert_eq!([alt, missing, none], [json!("Ein Bild"), json!("Fehlt"), json!("Bild")]);
    }

    #[test]
    fn a_wide_table_takes_its_heading_along_and_turns_no_list() {
        let word = "x".repeat(13);
        let row = format!("| {} |", [word.as_str(); 8].join(" | "));
        let table = format!("{row}\n|{}\n{row}\n", " - |".repeat(8));
        let inside = table.replace('\n', "\n  ");
        let data = data(&format!("# A\n\n## B\n\nDazu:\n\n{table}\n- c\n\n  {inside}\n"));
        assert_eq!(count(&data, "/blocks"), Some(2));
        assert_eq!(count(&data, "/blocks/0/before"), Some(3));
        let wide = at(&data, ["/blocks/0/wide", "/blocks/1/items/0/v/1/wide"]);
        assert_eq!(wide, [json!(true), json!(false)]);
    }

    #[test]
    fn what_the_font_lacks_is_told_at_the_end() {
        let data = data("# Amt 漢\n\nRuf 😀\n");
        let [title, footer, note] = at(&data, ["/title", "/footer", "/blocks/2/v/0/v"]);
        assert_eq!([title, footer], [json!("Amt 漢"), json!("Amt □")]);
        assert!(note.to_string().contains("U+6F22, U+1F600"), "{note}");
    }
}
