//! The escalation picture as plain text: the equivalent that stands beside every picture (BITV).

use crate::view::graph::Picture;

/// The picture in words: headings by level, one entry per box, its ways below it.
pub fn text(picture: &Picture) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    line(&picture.title);
    line(&picture.subtitle);
    line(&picture.description);
    for block in &picture.text {
        line("");
        line(&block.heading);
        for entry in &block.entries {
            line(&format!("- {}", entry.text));
            for way in &entry.ways {
                line(&format!("  - {way}"));
            }
        }
    }
    line("");
    line(&picture.source);
    out
}
