//! The escalation picture as a Mermaid flowchart.
//!
//! Text from files is written with entity codes (`#quot;`), so that nothing in it is read as Mermaid or HTML.

use crate::view::graph::{BoxStyle, LineStyle, Picture, PictureEdge, PictureNode};

/// The picture as Mermaid text.
pub fn mermaid(picture: &Picture) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line("flowchart TB".to_owned());
    line(format!("  accTitle: {}", plain(&picture.title)));
    line(format!("  accDescr: {}", plain(&picture.description)));
    for level in &picture.levels {
        line(format!("  subgraph level{}[\"{}\"]", level.number, escaped(&level.label)));
        line("    direction LR".to_owned());
        for (at, node) in numbered(picture).filter(|(_, node)| node.level == level.number) {
            line(format!("    n{at}{}", shape(node)));
        }
        line("  end".to_owned());
    }
    for edge in &picture.edges {
        let at = |id: &str| picture.nodes.iter().position(|node| node.id == id).unwrap_or_default();
        line(format!("  n{} {} n{}", at(&edge.from), arrow(edge), at(&edge.to)));
    }
    let classes = [
        (BoxStyle::Gap, "gap", "stroke:#b00020,color:#b00020,stroke-dasharray:6 4,fill:#fff3f3"),
        (BoxStyle::Pale, "pale", "stroke-dasharray:6 4"),
        (BoxStyle::Interim, "interim", "fill:#fff8e1,stroke:#7a5c00,color:#000000"),
        (BoxStyle::LongTerm, "longterm", "fill:#e8f2fb,stroke:#0b4f8a,color:#000000,stroke-width:2px"),
    ];
    for (style, name, look) in classes {
        let members: Vec<String> = numbered(picture)
            .filter(|(_, node)| node.style == style)
            .map(|(at, _)| format!("n{at}"))
            .collect();
        if !members.is_empty() {
            line(format!("  classDef {name} {look}"));
            line(format!("  class {} {name}", members.join(",")));
        }
    }
    // Of middle lightness: pages show the picture on white or on black, with labels in colours of their own.
    for (colour, chosen) in [
        ("#d32f45", None),
        ("#2e8540", Some(LineStyle::SubjectMatter)),
        ("#2f7fc4", Some(LineStyle::TechnicalService)),
        ("#b8621b", Some(LineStyle::TechnicalState)),
    ] {
        let edges = picture.edges.iter().enumerate();
        let wanted = edges.filter(|(_, edge)| match chosen {
            None => edge.implied,
            Some(style) => edge.style == style && !edge.implied,
        });
        let members: Vec<String> = wanted.map(|(at, _)| at.to_string()).collect();
        if !members.is_empty() {
            line(format!("  linkStyle {} stroke:{colour}", members.join(",")));
        }
    }
    out
}

fn numbered(picture: &Picture) -> impl Iterator<Item = (usize, &PictureNode)> {
    picture.nodes.iter().enumerate()
}

fn shape(node: &PictureNode) -> String {
    let mut label = format!("<b>{}</b>", escaped(&node.title));
    for line in &node.lines {
        label.push_str("<br/>");
        label.push_str(&escaped(line));
    }
    match node.style {
        BoxStyle::Actor => format!("([\"{label}\"])"),
        _ if node.count > 1 => format!("[[\"{label}\"]]"),
        BoxStyle::Side => format!("(\"{label}\")"),
        _ => format!("[\"{label}\"]"),
    }
}

fn arrow(edge: &PictureEdge) -> String {
    let label = edge.label.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br/>");
    let (bare, begin, end) = match edge.style {
        LineStyle::SubjectMatter => ("==>", "==", "==>"),
        LineStyle::TechnicalService | LineStyle::TechnicalState | LineStyle::Deputy => ("-.->", "-.", ".->"),
        LineStyle::InHouse => ("---", "--", "---"),
        LineStyle::Plain | LineStyle::Hierarchical | LineStyle::Other => ("-->", "--", "-->"),
    };
    if label.is_empty() { bare.to_owned() } else { format!("{begin} \"{label}\" {end}") }
}

/// Text in a quoted label: everything that could be markup as an entity code.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '&' => out.push_str("#amp;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '`' => out.push_str("#96;"),
            '\\' => out.push_str("#92;"),
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// Text on a line of its own (`accTitle`): no line breaks, and nothing that begins a comment or a statement.
fn plain(text: &str) -> String {
    let cleaned: String = text
        .chars()
        .map(|letter| if letter.is_control() || "{};#%".contains(letter) { ',' } else { letter })
        .collect();
    cleaned.trim().to_owned()
}
