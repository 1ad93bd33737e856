//! How lines and boxes look.

use std::fmt::Write as _;

use crate::layout::Px;
use crate::view::graph::{BoxStyle, LineStyle, PictureNode};

use super::measure::wrap;

/// Labels are broken so that they stay narrow.
const LABEL_ROOM: Px = 92;

/// What stands in a box below its title.
pub(super) fn text_lines(node: &PictureNode) -> Vec<String> {
    node.lines.clone()
}

/// A label in narrow lines.
pub(in crate::render) fn label_lines(label: &[String]) -> Vec<String> {
    label.iter().flat_map(|line| wrap(line, super::SMALL, false, LABEL_ROOM)).collect()
}

/// A line's look.
pub(super) struct LineLook {
    pub(super) class: &'static str,
    pub(super) text_class: &'static str,
    pub(super) colour: &'static str,
    width: &'static str,
    dash: &'static str,
    head: Head,
}

#[derive(Clone, Copy)]
enum Head {
    Full,
    Open,
    Hollow,
    None,
}

pub(super) const fn line_look(style: LineStyle, implied: bool) -> LineLook {
    let (class, text_class, colour, width, dash, head) = match style {
        LineStyle::Plain => ("wp", "lp", "#222222", "1.8", "", Head::Full),
        LineStyle::SubjectMatter => ("ws", "ls", "#1b5e20", "2.4", "", Head::Full),
        LineStyle::TechnicalService => ("wo", "lo", "#0b4f8a", "2", "12 4", Head::Full),
        LineStyle::TechnicalState => ("wl", "ll", "#8a3b00", "2", "10 3 2 3", Head::Full),
        LineStyle::Hierarchical => ("wh", "lh", "#4a4a4a", "1.2", "", Head::Hollow),
        LineStyle::Other => ("wx", "lx", "#6a1b9a", "1.2", "6 2", Head::Open),
        LineStyle::InHouse => ("wi", "li", "#666666", "1.6", "1 3", Head::None),
        LineStyle::Deputy => ("wd", "ld", "#4a4a4a", "1.2", "3 3", Head::Open),
    };
    if implied {
        return LineLook {
            class: "wn",
            text_class: "ln",
            colour: "#b00020",
            width,
            dash: "5 5",
            head: Head::Hollow,
        };
    }
    LineLook { class, text_class, colour, width, dash, head }
}

impl LineLook {
    pub(super) fn attributes(&self) -> String {
        let mut out = format!("stroke=\"{}\" stroke-width=\"{}\"", self.colour, self.width);
        if !self.dash.is_empty() {
            let _ = write!(out, " stroke-dasharray=\"{}\"", self.dash);
        }
        out
    }

    /// The head of an arrow that points down at a place.
    pub(super) fn arrow(&self, x: Px, y: Px) -> String {
        let colour = self.colour;
        let (left, right, top) = (x - 5, x + 5, y - 9);
        match self.head {
            Head::Full => {
                format!("<path d=\"M{x} {y}L{left} {top}H{right}Z\" fill=\"{colour}\" class=\"af\"/>")
            }
            Head::Hollow => format!(
                "<path d=\"M{x} {y}L{left} {top}H{right}Z\" fill=\"#ffffff\" stroke=\"{colour}\" class=\"ah\"/>"
            ),
            Head::Open => format!(
                "<path d=\"M{left} {top}L{x} {y}L{right} {top}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.4\"/>"
            ),
            Head::None => String::new(),
        }
    }
}

/// A box's look.
pub(super) struct BoxLook {
    pub(super) class: &'static str,
    pub(super) ink: &'static str,
    pub(super) attributes: String,
}

pub(super) fn box_look(style: BoxStyle, id: &str) -> BoxLook {
    let plain = |fill: &str, stroke: &str, width: &str| {
        format!("fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{width}\"")
    };
    let (class, ink, attributes) = match style {
        BoxStyle::Actor => ("ba", "#111111", plain("#ffffff", "#111111", "1.6")),
        BoxStyle::Part => ("bp", "#111111", plain("#ffffff", "#333333", "1.4")),
        BoxStyle::Interim => {
            let dashed = plain("#fff8e1", "#7a5c00", "1.6");
            ("bi", "#111111", format!("{dashed} stroke-dasharray=\"9 3\""))
        }
        BoxStyle::LongTerm => ("bg1", "#111111", plain("#e8f2fb", "#0b4f8a", "2.2")),
        BoxStyle::Side => ("bs", "#111111", plain("#efefef", "#777777", "1")),
        BoxStyle::Gap => {
            let hatch = plain(&format!("url(#{id}-hatch)"), "#b00020", "2");
            ("bx", "#8c0019", format!("{hatch} stroke-dasharray=\"7 4\""))
        }
        BoxStyle::Pale => {
            let dashed = plain("#ffffff", "#777777", "1.2");
            ("bw", "#444444", format!("{dashed} stroke-dasharray=\"3 3\""))
        }
    };
    BoxLook { class, ink, attributes }
}
