//! The text itself: `content.xml`.

use std::fmt::Write as _;

use super::{Frame, escape};
use crate::render::paper::{Sheet, fit, still, widths};
use crate::render::tree::{Block, Inline, Item};

/// The text and the pictures it shows, as (path in the archive, SVG).
pub(super) struct Written {
    pub(super) xml: String,
    pub(super) pictures: Vec<(String, String)>,
}

/// Writes the text.
pub(super) fn write(blocks: &[Block], frame: &Frame<'_>) -> Written {
    let mut writer =
        Writer { frame, body: String::new(), tables: String::new(), pictures: Vec::new(), count: 0 };
    writer.blocks(blocks, "Text_20_body");
    let xml = format!(
        "{HEAD}{AUTOMATIC}{}</office:automatic-styles><office:body><office:text>{}</office:text></office:body></office:document-content>\n",
        writer.tables, writer.body
    );
    Written { xml, pictures: writer.pictures }
}

const HEAD: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content",
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"",
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"",
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"",
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"",
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"",
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\"",
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\"",
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.3\">"
);

const AUTOMATIC: &str = concat!(
    "<office:automatic-styles>",
    "<style:style style:name=\"Cell\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"1.2mm\" fo:border-bottom=\"0.5pt solid #8794a1\"/></style:style>",
    "<style:style style:name=\"HeadCell\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"1.2mm\" fo:background-color=\"#f0f4f8\" fo:border-bottom=\"1pt solid #45525f\"/></style:style>",
    "<style:style style:name=\"Row\" style:family=\"table-row\"><style:table-row-properties fo:keep-together=\"always\"/></style:style>"
);

struct Writer<'w> {
    frame: &'w Frame<'w>,
    body: String,
    tables: String,
    pictures: Vec<(String, String)>,
    count: usize,
}

impl Writer<'_> {
    fn put(&mut self, xml: &str) {
        self.body.push_str(xml);
    }

    fn blocks(&mut self, blocks: &[Block], style: &str) {
        for block in blocks {
            self.block(block, style);
        }
    }

    fn block(&mut self, block: &Block, style: &str) {
        match block {
            Block::Heading(level, _, content) => {
                let level = (*level).min(4);
                let _ = write!(
                    self.body,
                    "<text:h text:style-name=\"Heading_20_{level}\" text:outline-level=\"{level}\">"
                );
                self.inlines(content);
                self.put("</text:h>");
            }
            Block::Paragraph(content) => {
                // A quote that begins in bold is a warning, as in the page.
                let warns = style == "Quotations" && matches!(content.first(), Some(Inline::Strong(_)));
                let style = if warns { "Warning" } else { style };
                let _ = write!(self.body, "<text:p text:style-name=\"{style}\">");
                self.inlines(content);
                self.put("</text:p>");
            }
            Block::List(start, items) => self.list(*start, items, style),
            Block::Table(head, rows) => self.table(head, rows),
            Block::Quote(inner) => self.blocks(inner, "Quotations"),
            Block::Code(text) => {
                for line in text.lines() {
                    let _ = write!(
                        self.body,
                        "<text:p text:style-name=\"Preformatted_20_Text\">{}</text:p>",
                        escape(line)
                    );
                }
            }
            Block::Rule => self.put("<text:p text:style-name=\"Horizontal_20_Line\"/>"),
        }
    }

    fn list(&mut self, start: Option<usize>, items: &[Item], style: &str) {
        let name = if items.iter().all(|item| item.ticked.is_some()) {
            "Tasks"
        } else if start.is_some() {
            "Numbers"
        } else {
            "Bullets"
        };
        let _ = write!(self.body, "<text:list text:style-name=\"{name}\">");
        let inner = if style == "Text_20_body" { "List_20_Contents" } else { style };
        for (at, item) in items.iter().enumerate() {
            match start.filter(|number| at == 0 && *number != 1) {
                Some(number) => {
                    let _ = write!(self.body, "<text:list-item text:start-value=\"{number}\">");
                }
                None => self.put("<text:list-item>"),
            }
            let mark = item.ticked.map(|ticked| if ticked { "☑ " } else { "☐ " });
            match (mark, item.blocks.split_first()) {
                (Some(mark), Some((Block::Paragraph(content), rest))) => {
                    let _ = write!(self.body, "<text:p text:style-name=\"{inner}\">{mark}");
                    self.inlines(content);
                    self.put("</text:p>");
                    self.blocks(rest, inner);
                }
                _ => self.blocks(&item.blocks, inner),
            }
            self.put("</text:list-item>");
        }
        self.put("</text:list>");
    }

    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        self.count += 1;
        let number = self.count;
        let _ = write!(
            self.tables,
            "<style:style style:name=\"T{number}\" style:family=\"table\"><style:table-properties style:width=\"{}mm\" table:align=\"margins\" fo:margin-top=\"1.5mm\" fo:margin-bottom=\"3mm\"/></style:style>",
            Sheet::Portrait.width()
        );
        let _ = write!(self.body, "<table:table table:name=\"T{number}\" table:style-name=\"T{number}\">");
        for (at, width) in widths(head, rows, Sheet::Portrait).into_iter().enumerate() {
            let _ = write!(
                self.tables,
                "<style:style style:name=\"T{number}.{at}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{width:.1}mm\"/></style:style>"
            );
            let _ = write!(self.body, "<table:table-column table:style-name=\"T{number}.{at}\"/>");
        }
        self.put("<table:table-header-rows><table:table-row table:style-name=\"Row\">");
        for cell in head {
            self.cell(cell, "HeadCell", "Table_20_Heading");
        }
        self.put("</table:table-row></table:table-header-rows>");
        for row in rows {
            self.put("<table:table-row table:style-name=\"Row\">");
            for cell in row {
                self.cell(cell, "Cell", "Table_20_Contents");
            }
            self.put("</table:table-row>");
        }
        self.put("</table:table>");
    }

    fn cell(&mut self, content: &[Inline], cell: &str, paragraph: &str) {
        let _ = write!(
            self.body,
            "<table:table-cell table:style-name=\"{cell}\" office:value-type=\"string\"><text:p text:style-name=\"{paragraph}\">"
        );
        self.inlines(content);
        self.put("</text:p></table:table-cell>");
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) => self.put(&escape(text)),
                Inline::Emphasis(inner) => self.span("Emphasis", inner),
                Inline::Strong(inner) => self.span("Strong_20_Emphasis", inner),
                Inline::Struck(inner) => self.span("Struck", inner),
                Inline::Code(text) => {
                    let _ = write!(
                        self.body,
                        "<text:span text:style-name=\"Source_20_Text\">{}</text:span>",
                        escape(text)
                    );
                }
                Inline::Link(address, inner) => {
                    let _ = write!(
                        self.body,
                        "<text:a xlink:type=\"simple\" xlink:href=\"{}\" text:style-name=\"Internet_20_link\">",
                        escape(&super::super::tree::in_form(address, "odt"))
                    );
                    self.inlines(inner);
                    self.put("</text:a>");
                }
                Inline::Picture(address, alternative) => self.picture(address, alternative),
                Inline::Break => self.put("<text:line-break/>"),
            }
        }
    }

    fn span(&mut self, style: &str, inner: &[Inline]) {
        let _ = write!(self.body, "<text:span text:style-name=\"{style}\">");
        self.inlines(inner);
        self.put("</text:span>");
    }

    /// A picture on the width of the page; where there is none, its alternative text stands.
    fn picture(&mut self, address: &str, alternative: &str) {
        let Some(svg) = (self.frame.picture)(address) else {
            self.put(&escape(alternative));
            return;
        };
        let size = fit(&svg, Sheet::Portrait);
        let (width, height) = (size.width, size.height);
        let number = self.pictures.len() + 1;
        let name = format!("Pictures/{number}.svg");
        let _ = write!(
            self.body,
            "<draw:frame draw:name=\"Picture{number}\" text:anchor-type=\"as-char\" svg:width=\"{width:.1}mm\" svg:height=\"{height:.1}mm\"><draw:image xlink:href=\"{name}\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\" draw:mime-type=\"image/svg+xml\"/><svg:title>{0}</svg:title><svg:desc>{0}</svg:desc></draw:frame>",
            escape(alternative)
        );
        self.pictures.push((name, still(&svg)));
    }
}
