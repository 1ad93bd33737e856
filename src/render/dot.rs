//! The escalation picture in Graphviz DOT: levels are ranks, sides are clusters.

use crate::view::graph::{BoxStyle, LineStyle, Picture, PictureEdge, PictureNode};

/// The picture as DOT text.
pub fn dot(picture: &Picture) -> String {
    let mut out = String::from("digraph lotse {\n");
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    let title = format!("{}\n{}", picture.title, picture.subtitle);
    line(format!(
        "  graph [label={}, labelloc=t, fontsize=16, rankdir=TB, newrank=true, nodesep=0.4, ranksep=0.9, splines=true, fontname=\"Arial\"];",
        quoted(&title)
    ));
    line("  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"Arial\", fontsize=11, margin=\"0.15,0.08\"];".to_owned());
    line("  edge [fontname=\"Arial\", fontsize=9];".to_owned());
    for lane in &picture.lanes {
        line(format!("  subgraph cluster_{} {{", lane.number));
        line(format!("    label={};", quoted(&lane.label)));
        line("    style=\"rounded\"; color=gray60;".to_owned());
        for node in picture.nodes.iter().filter(|node| node.lane == lane.number) {
            line(format!("    {} [{}];", quoted(&node.id), attributes(node)));
        }
        line("  }".to_owned());
    }
    // Invisible anchors keep the levels in order even where no edge joins them.
    let anchors: Vec<String> =
        picture.levels.iter().map(|level| quoted(&format!("level-{}", level.number))).collect();
    for (level, anchor) in picture.levels.iter().zip(&anchors) {
        line(format!(
            "  {anchor} [label={}, shape=plaintext, style=\"\", fontsize=12];",
            quoted(&level.label)
        ));
        let members: Vec<String> = picture
            .nodes
            .iter()
            .filter(|node| node.level == level.number)
            .map(|node| quoted(&node.id))
            .collect();
        line(format!("  {{ rank=same; {anchor}; {}; }}", members.join("; ")));
    }
    if anchors.len() > 1 {
        line(format!("  {} [style=invis];", anchors.join(" -> ")));
    }
    for edge in &picture.edges {
        line(format!(
            "  {} -> {} [{}];",
            quoted(&edge.from),
            quoted(&edge.to),
            edge_attributes(edge, picture)
        ));
    }
    line("}".to_owned());
    out
}

fn attributes(node: &PictureNode) -> String {
    let mut label = node.title.clone();
    for line in &node.lines {
        label.push('\n');
        label.push_str(line);
    }
    let look = match node.style {
        BoxStyle::Gap => {
            ", style=\"dashed,filled\", color=\"#b00020\", fontcolor=\"#b00020\", fillcolor=\"#fff3f3\""
        }
        BoxStyle::Pale => ", style=\"dashed\", color=gray40",
        BoxStyle::Interim => ", fillcolor=\"#fff8e1\"",
        BoxStyle::LongTerm => ", fillcolor=\"#e8f2fb\", penwidth=2",
        BoxStyle::Actor => ", shape=ellipse, style=\"filled\"",
        BoxStyle::Side => ", fillcolor=\"#f4f4f4\"",
        BoxStyle::Part => "",
    };
    let stack = if node.count > 1 { ", peripheries=2" } else { "" };
    format!("label={}{look}{stack}", quoted(&label))
}

fn edge_attributes(edge: &PictureEdge, picture: &Picture) -> String {
    let look = match edge.style {
        LineStyle::Plain => "penwidth=1.4",
        LineStyle::SubjectMatter => "penwidth=1.8",
        LineStyle::TechnicalService => "style=dashed, penwidth=1.6",
        LineStyle::TechnicalState => "style=\"dashed\", penwidth=1.2, arrowhead=vee",
        LineStyle::Hierarchical => "color=gray35, arrowhead=empty",
        LineStyle::Other => "color=gray50, arrowhead=open",
        LineStyle::InHouse => "color=gray60, arrowhead=none",
        LineStyle::Deputy => "style=dotted, arrowhead=onormal",
    };
    let implied = if edge.implied { ", color=\"#b00020\", fontcolor=\"#b00020\"" } else { "" };
    let level = |id: &str| picture.nodes.iter().find(|node| node.id == id).map(|node| node.level);
    // Ways that lead up or aside must not turn the ranks around.
    let free = if level(&edge.from) < level(&edge.to) { "" } else { ", constraint=false" };
    format!(
        "label={}, tooltip={}, {look}{implied}{free}",
        quoted(&edge.label.join("\n")),
        quoted(&edge.sentences.join("\n"))
    )
}

/// A DOT string: quotes and backslashes escaped, line breaks as `\n`.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
