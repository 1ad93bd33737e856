//! A document as one HTML file: nothing beside it is needed, readable small, large, dark and printed. Only the start page has
//! a script, for its search; without it the lists are there.

use std::fmt::Write as _;

use comrak::Anchorizer;
use minijinja::context;
use minijinja::value::Value;

use super::sections::Page;
use super::template::{TemplateProblem, Templates};
use super::tree::{Block, Inline, Item, in_form, plain};
use super::xml::{escape, escape_lines};
use crate::text::{Language, Words};

/// The script of the search; only pages with a search have it.
pub const SEARCH: &str = include_str!("../../templates/search.js");

/// The SHA-256 of [`SEARCH`] as base64: browsers run this script and no other.
pub const SEARCH_HASH: &str = "LWKXexm8pFKwdNqDggxa/urKgWpqBDKAUGNM43x0gaE=";

/// What a page needs beside its content.
#[derive(Clone, Copy)]
pub struct Frame<'f> {
    /// The language of the page.
    pub language: Language,
    /// The address of the overview from this page; empty where there is none.
    pub home: &'f str,
    /// Whether its Kommunen can be searched: on the overview.
    pub search: bool,
    /// The finished picture behind an address, if there is one.
    pub picture: &'f dyn Fn(&str) -> Option<String>,
}

impl std::fmt::Debug for Frame<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Frame")
            .field("language", &self.language)
            .field("home", &self.home)
            .field("search", &self.search)
            .finish_non_exhaustive()
    }
}

/// The whole page.
pub(super) fn page(page: &Page, frame: &Frame<'_>, templates: &Templates) -> Result<String, TemplateProblem> {
    let mut writer = Writer { frame, out: String::new(), heading: String::new() };
    let mut anchors = Anchorizer::new();
    for section in page.sections() {
        if !section.is_alike() {
            writer.blocks(&section.anchored(&mut anchors));
            continue;
        }
        let heading = writer.heading.clone();
        let make = |blocks: &[Block]| {
            let mut part = Writer { frame, out: String::new(), heading: heading.clone() };
            part.blocks(blocks);
            part.out
        };
        writer.put(&section.html(&heading, make));
    }
    let words = |de, en| Words::new(de, en).get(frame.language);
    let view = context! {
        language => frame.language.code(),
        title => page.title().unwrap_or_default(),
        body => Value::from_safe_string(writer.out),
        home => Value::from_safe_string(escape(frame.home)),
        script => Value::from_safe_string(if frame.search { SEARCH } else { "" }.to_owned()),
        policy => Value::from_safe_string(if frame.search { SEARCH_HASH } else { "" }.to_owned()),
        skip => words("Zum Inhalt", "Skip to content"),
        overview => words("Übersicht", "Overview"),
    };
    templates.fill("layout.html", &view)
}

struct Writer<'w> {
    frame: &'w Frame<'w>,
    out: String,
    /// The heading above, which names tables.
    heading: String,
}

impl Writer<'_> {
    fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, anchor, content) => self.heading(*level, anchor, content),
            Block::Paragraph(content) => {
                if let [Inline::Picture(address, alternative)] = content.as_slice() {
                    return self.figure(address, alternative);
                }
                self.put("<p>");
                self.inlines(content);
                self.put("</p>\n");
            }
            Block::List(start, items) => self.list(*start, items),
            Block::Table(head, rows) => self.table(head, rows),
            Block::Quote(inner) => {
                self.put("<blockquote>\n");
                self.blocks(inner);
                self.put("</blockquote>\n");
            }
            Block::Code(text) => {
                let _ = writeln!(self.out, "<pre tabindex=\"0\"><code>{}</code></pre>", escape_lines(text));
            }
            Block::Rule => self.put("<hr>\n"),
        }
    }

    fn heading(&mut self, level: u8, anchor: &str, content: &[Inline]) {
        self.heading = plain(content);
        let _ = write!(self.out, "<h{level} id=\"{}\">", escape(anchor));
        self.inlines(content);
        let _ = writeln!(self.out, "</h{level}>");
        if level == 1 && self.frame.search {
            self.search();
        }
    }

    /// Hidden until the script has found something to search in.
    fn search(&mut self) {
        let words = |de, en| Words::new(de, en).get(self.frame.language);
        let label = words("Kommune suchen", "Find a municipality");
        let hint = words(
            "Name, Regionalschlüssel (ARS) oder Gemeindeschlüssel (AGS)",
            "Name, regional key (ARS) or municipality key (AGS)",
        );
        let none = words("Keine Kommune gefunden", "No municipality found");
        let one = words("1 Kommune gefunden", "1 municipality found");
        let many = words("# Kommunen gefunden", "# municipalities found");
        let more = words(
            "# Kommunen gefunden, hier stehen die ersten 50",
            "# municipalities found, these are the first 50",
        );
        let _ = writeln!(
            self.out,
            "<form id=\"lotse-search\" class=\"search\" role=\"search\" aria-label=\"{label}\" hidden data-none=\"{none}\" \
             data-one=\"{one}\" data-many=\"{many}\" data-more=\"{more}\">\n\
             <label for=\"lotse-search-input\">{label}</label>\n\
             <input id=\"lotse-search-input\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\" \
             aria-describedby=\"lotse-search-hint\">\n<p id=\"lotse-search-hint\">{hint}</p>\n\
             <p role=\"status\"></p>\n<ul></ul>\n</form>"
        );
    }

    fn list(&mut self, start: Option<usize>, items: &[Item]) {
        let tasks = items.iter().any(|item| item.ticked.is_some());
        match start {
            Some(1) => self.put("<ol>\n"),
            Some(number) => {
                let _ = writeln!(self.out, "<ol start=\"{number}\">");
            }
            None if tasks => self.put("<ul class=\"tasks\">\n"),
            None => self.put("<ul>\n"),
        }
        let words = |de, en| Words::new(de, en).get(self.frame.language);
        let (done, open) = (words("erledigt:", "done:"), words("offen:", "open:"));
        for item in items {
            self.put("<li>");
            if let Some(ticked) = item.ticked {
                let (mark, word) = if ticked { ("☑", done) } else { ("☐", open) };
                let _ = write!(
                    self.out,
                    "<span class=\"box\" aria-hidden=\"true\">{mark}</span><span class=\"aside\">{word} </span>"
                );
            }
            // A tight item is one paragraph; its marks would only add space.
            match item.blocks.split_first() {
                Some((Block::Paragraph(content), rest)) => {
                    self.put("<span>");
                    self.inlines(content);
                    self.put("</span>");
                    if !rest.is_empty() {
                        self.put("\n");
                        self.blocks(rest);
                    }
                }
                _ => self.blocks(&item.blocks),
            }
            self.put("</li>\n");
        }
        self.put(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    /// Roles are said again because narrow screens show rows as cards, and some browsers then forget the table.
    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let name = escape(&self.heading);
        let _ = writeln!(
            self.out,
            "<table role=\"table\" aria-label=\"{name}\">\n<thead role=\"rowgroup\"><tr role=\"row\">"
        );
        for cell in head {
            self.put("<th scope=\"col\" role=\"columnheader\">");
            self.inlines(cell);
            self.put("</th>");
        }
        self.put("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        for row in rows {
            self.put("<tr role=\"row\">");
            for (at, cell) in row.iter().enumerate() {
                let label = head.get(at).map(|cell| escape(&plain(cell))).unwrap_or_default();
                let _ = if at == 0 {
                    write!(self.out, "<th scope=\"row\" role=\"rowheader\" data-label=\"{label}\">")
                } else {
                    write!(self.out, "<td role=\"cell\" data-label=\"{label}\">")
                };
                self.put("<span>");
                self.inlines(cell);
                self.put("</span>");
                self.put(if at == 0 { "</th>" } else { "</td>" });
            }
            self.put("</tr>\n");
        }
        self.put("</tbody>\n</table>\n");
    }

    fn figure(&mut self, address: &str, alternative: &str) {
        if let Some(svg) = (self.frame.picture)(address) {
            let label = escape(alternative);
            let _ = writeln!(
                self.out,
                "<div class=\"picture\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\">{svg}</div>"
            );
        } else {
            self.put("<p>");
            self.inlines(&[Inline::Picture(address.to_owned(), alternative.to_owned())]);
            self.put("</p>\n");
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) => self.put(&escape_lines(text)),
                Inline::Emphasis(inner) => self.wrapped("em", inner),
                Inline::Strong(inner) => self.wrapped("strong", inner),
                Inline::Struck(inner) => self.wrapped("s", inner),
                Inline::Code(text) => {
                    let _ = write!(self.out, "<code>{}</code>", escape_lines(text));
                }
                Inline::Link(address, inner) => {
                    let _ = write!(self.out, "<a href=\"{}\">", escape(&in_form(address, "html")));
                    self.inlines(inner);
                    self.put("</a>");
                }
                Inline::Picture(address, alternative) => {
                    let _ =
                        write!(self.out, "<img src=\"{}\" alt=\"{}\">", escape(address), escape(alternative));
                }
                Inline::Break => self.put("<br>"),
            }
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(inner);
        let _ = write!(self.out, "</{tag}>");
    }
}
