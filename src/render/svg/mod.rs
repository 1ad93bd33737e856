//! The escalation picture as SVG: rows are levels, columns are sides; text stays text.
//!
//! Colours are given twice: as plain attributes for programs that know no style sheets, and by classes for dark mode,
//! print and highlighting. What a line or box means is told by its shape and its words too, never by colour alone.

pub(super) mod arrange;
mod furniture;
pub(super) mod look;
pub(super) mod measure;
mod sheet;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::xml::escape;
use crate::layout::{Layout, Px, Rect};
use crate::view::graph::{BoxStyle, Picture};

use self::arrange::{Arranged, Shape, arranged, height, shape};
use self::look::{label_lines, line_look};
use self::measure::wrap;

/// Width of a box.
const BOX: Px = 190;
/// Room between a box and its text.
const PAD: Px = 10;
/// How far the sheets of a stack stand out.
const STACK: Px = 8;
/// Font sizes: title of a box, its lines, labels at lines.
const BIG: Px = 13;
const SMALL: Px = 11;
/// At most so many boxes of a level and side stand beside each other.
const ABREAST: usize = 5;
/// Room at the left for the names of the levels.
const GUTTER: Px = 104;
/// Room around everything.
const MARGIN: Px = 20;

/// The picture as an image: one thing with title and description, for `<img>`, documents, print.
pub fn svg(picture: &Picture) -> String {
    Drawing::new(picture, false).write()
}

/// The layout alone, as [`svg`] draws it: for other formats with coordinates, and for measuring.
#[cfg(feature = "inside")]
pub fn placed(picture: &Picture) -> Layout {
    Drawing::new(picture, false).layout
}

struct Drawing<'p> {
    picture: &'p Picture,
    shapes: Vec<Shape<'p>>,
    /// Of every box's id its number.
    numbers: BTreeMap<&'p str, usize>,
    layout: Layout,
    /// The level of each row of the layout.
    levels: Vec<u8>,
    interactive: bool,
    id: String,
    out: String,
    top: Px,
}

impl<'p> Drawing<'p> {
    fn new(picture: &'p Picture, interactive: bool) -> Self {
        let shapes: Vec<Shape<'p>> = picture.nodes.iter().map(shape).collect();
        let heights: Vec<Px> = shapes.iter().map(height).collect();
        let Arranged { layout, levels } = arranged(picture, &heights);
        let id = identity(picture);
        let numbers = picture.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
        Self { picture, shapes, numbers, layout, levels, interactive, id, out: String::new(), top: 0 }
    }

    /// The number of a box.
    fn number(&self, id: &str) -> usize {
        self.numbers.get(id).copied().unwrap_or(0)
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A line of text.
    fn text(&mut self, x: Px, y: Px, class: &str, attributes: &str, text: &str) {
        let text = escape(text);
        self.put(&format!("<text x=\"{x}\" y=\"{y}\" class=\"{class}\" {attributes}>{text}</text>"));
    }

    fn write(mut self) -> String {
        let title_lines = wrap(&self.picture.title, 20, true, self.room() - 2 * MARGIN);
        let subtitle = wrap(&self.picture.subtitle, 12, false, self.room() - 2 * MARGIN);
        let count = |lines: &[String]| Px::try_from(lines.len()).unwrap_or(1);
        let heads = self.lane_heads();
        let head_height = heads.iter().map(|(_, _, lines)| count(lines)).max().unwrap_or(0) * 15 + 10;
        self.top = MARGIN + count(&title_lines) * 25 + count(&subtitle) * 16 + 14 + head_height;
        let (legend, legend_height) = self.legend_places();
        let folded = self.folded();
        let below = self.top + self.layout.height + 36;
        let height = below + legend_height + count(&folded) * 14 + 40;
        let width = self.room();
        self.open(width, height);
        let mut y = MARGIN + 18;
        for line in &title_lines {
            self.text(MARGIN, y, "t", "font-size=\"20\" font-weight=\"bold\" fill=\"#111111\"", line);
            y += 25;
        }
        for line in &subtitle {
            self.text(MARGIN, y - 4, "s", "font-size=\"12\" fill=\"#444444\"", line);
            y += 16;
        }
        self.lanes(&heads);
        self.rows();
        self.wires();
        for at in 0..self.shapes.len() {
            self.one_box(at);
        }
        self.labels();
        self.legend(&legend, below);
        let mut y = below + legend_height + 10;
        for line in folded {
            self.text(MARGIN, y, "s", "font-size=\"10\" fill=\"#444444\"", &line);
            y += 14;
        }
        let source = self.picture.source.clone();
        self.text(MARGIN, height - 14, "s", "font-size=\"10\" fill=\"#444444\"", &source);
        self.put("</svg>");
        self.out
    }

    /// The width of the whole.
    fn room(&self) -> Px {
        (self.layout.width + GUTTER + 2 * MARGIN + 20).max(620)
    }

    fn folded(&self) -> Vec<String> {
        let room = self.room() - 2 * MARGIN;
        let mut lines: Vec<String> =
            self.picture.folded.iter().flat_map(|text| wrap(text, 10, false, room)).collect();
        if lines.len() > 12 {
            lines.truncate(11);
            lines.push("…".to_owned());
        }
        lines
    }

    fn open(&mut self, width: Px, height: Px) {
        let id = self.id.clone();
        let role = if self.interactive { "graphics-document document" } else { "img" };
        let language = self.picture.language;
        self.put(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"{id}\" lang=\"{language}\" xml:lang=\"{language}\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"{role}\" aria-labelledby=\"{id}-title {id}-desc\" \
             font-family=\"Arial, 'Liberation Sans', Helvetica, 'Noto Sans', sans-serif\" font-size=\"12\">"
        ));
        let (title, description) = (escape(&self.picture.title), escape(&self.picture.description));
        self.put(&format!("<title id=\"{id}-title\">{title}</title>"));
        self.put(&format!("<desc id=\"{id}-desc\">{description}</desc>"));
        let sheet = sheet::sheet(&id, self.shapes.len());
        self.put(&format!("<style>{sheet}</style>"));
        self.put(&format!(
            "<defs><pattern id=\"{id}-hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect width=\"8\" height=\"8\" fill=\"#fff5f5\" class=\"hb\"/><line x1=\"0\" y1=\"0\" x2=\"0\" \
             y2=\"8\" stroke=\"#b00020\" stroke-opacity=\"0.28\" stroke-width=\"2\" class=\"hl\"/></pattern></defs>"
        ));
        self.put(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\" class=\"bg\"/>"));
    }

    fn wires(&mut self) {
        let (dx, dy) = (GUTTER + MARGIN, self.top);
        let wires = self.layout.wires.clone();
        for wire in &wires {
            for (link, way) in wire.links.iter().zip(&wire.ways) {
                let Some(edge) = self.picture.edges.get(*link) else { continue };
                let (from, to) = (self.number(&edge.from), self.number(&edge.to));
                let look = line_look(edge.style, edge.implied);
                let class = look.class;
                let path = rounded(way, dx, dy);
                let sentence = escape(&edge.sentences.join(" / "));
                let Some((x, y)) = way.first() else { continue };
                let arrow = look.arrow(x + dx, y + dy);
                self.put(&format!(
                    "<g class=\"w {class} n{from} n{to}\"><title>{sentence}</title><path d=\"{path}\" fill=\"none\" {}/>{arrow}</g>",
                    look.attributes()
                ));
            }
        }
    }

    fn one_box(&mut self, at: usize) {
        let (Some(shape), Some(rect)) = (self.shapes.get(at), self.layout.boxes.get(at).copied()) else {
            return;
        };
        let (node, title, lines) = (shape.node, shape.title.clone(), shape.lines.clone());
        let style = node.style;
        let (x, y) = (rect.x + GUTTER + MARGIN, rect.y + self.top);
        let stack = if node.count > 1 { STACK } else { 0 };
        let (width, height) = (rect.width - stack, rect.height - stack);
        let focus = if self.interactive {
            let name = escape(
                &std::iter::once(node.title.as_str())
                    .chain(node.lines.iter().map(String::as_str))
                    .collect::<Vec<_>>()
                    .join("; "),
            );
            format!(" tabindex=\"0\" role=\"graphics-symbol img\" aria-label=\"{name}\"")
        } else {
            String::new()
        };
        let look = look::box_look(style, &self.id);
        let class = look.class;
        let mut out = format!("<g class=\"b {class} b{at}\"{focus}>");
        if !node.members.is_empty() {
            let _ = write!(out, "<title>{}</title>", escape(&node.members.join(", ")));
        }
        let radius = if style == BoxStyle::Actor { height / 2 } else { 6 };
        let offsets: &[Px] = if stack > 0 { &[8, 4, 0] } else { &[0] };
        for offset in offsets {
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\" rx=\"{radius}\" {}/>",
                x + offset,
                y + offset,
                look.attributes
            );
        }
        let middle = x + width / 2;
        let mut line_y = y + PAD + BIG - 1;
        for line in &title {
            let _ = write!(
                out,
                "<text x=\"{middle}\" y=\"{line_y}\" font-size=\"{BIG}\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"{}\" class=\"bt\">{}</text>",
                look.ink,
                escape(line)
            );
            line_y += BIG + 3;
        }
        line_y += 1;
        for line in &lines {
            let _ = write!(
                out,
                "<text x=\"{middle}\" y=\"{line_y}\" font-size=\"{SMALL}\" text-anchor=\"middle\" fill=\"{}\" class=\"bl\">{}</text>",
                look.ink,
                escape(line)
            );
            line_y += SMALL + 3;
        }
        out.push_str("</g>");
        self.put(&out);
    }

    fn labels(&mut self) {
        let wires = self.layout.wires.clone();
        for wire in wires.iter().filter(|wire| wire.label.width > 0) {
            let Some(edge) = wire.links.first().and_then(|link| self.picture.edges.get(*link)) else {
                continue;
            };
            let look = line_look(edge.style, edge.implied);
            let classes: Vec<String> = wire
                .links
                .iter()
                .filter_map(|link| self.picture.edges.get(*link))
                .flat_map(|edge| [&edge.from, &edge.to])
                .map(|id| format!("n{}", self.number(id)))
                .collect();
            let class = format!("w {} {}", look.text_class, classes.join(" "));
            let Rect { x, y, .. } = wire.label;
            let mut out = format!("<g class=\"{class}\">");
            let mut line_y = y + self.top + SMALL - 1;
            for line in label_lines(&edge.label) {
                let _ = write!(
                    out,
                    "<text x=\"{}\" y=\"{line_y}\" font-size=\"{SMALL}\" fill=\"{}\" stroke=\"#f6f7f9\" stroke-width=\"3\" \
                     paint-order=\"stroke\" stroke-linejoin=\"round\" class=\"lt\">{}</text>",
                    x + GUTTER + MARGIN,
                    look.colour,
                    escape(&line)
                );
                line_y += SMALL + 2;
            }
            out.push_str("</g>");
            self.put(&out);
        }
    }
}

/// A path through corners, rounded.
fn rounded(way: &[(Px, Px)], dx: Px, dy: Px) -> String {
    let point = |at: usize| way.get(at).map(|(x, y)| (x + dx, y + dy));
    let mut path = String::new();
    let Some((x, y)) = point(0) else { return path };
    let _ = write!(path, "M{x} {y}");
    for at in 1..way.len() {
        let (Some(before), Some(here)) = (point(at - 1), point(at)) else { continue };
        let Some(after) = point(at + 1) else {
            let _ = write!(path, "L{} {}", here.0, here.1);
            continue;
        };
        let length = |one: (Px, Px), two: (Px, Px)| (one.0 - two.0).abs() + (one.1 - two.1).abs();
        let radius = 7.min(length(before, here) / 2).min(length(here, after) / 2);
        let toward = |to: (Px, Px)| {
            (here.0 + (to.0 - here.0).signum() * radius, here.1 + (to.1 - here.1).signum() * radius)
        };
        let (begin, end) = (toward(before), toward(after));
        let _ = write!(path, "L{} {}Q{} {} {} {}", begin.0, begin.1, here.0, here.1, end.0, end.1);
    }
    path
}

/// An id that differs between pictures, so that several can stand in one page.
fn identity(picture: &Picture) -> String {
    identified(&[&picture.title, &picture.subtitle, &picture.description])
}

/// An id made from what a picture says.
pub(super) fn identified(said: &[&str]) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in said.iter().flat_map(|text| text.bytes()) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("lotse-{hash:08x}")
}
