//! The escalation picture as JSON, for other programs.

use crate::view::graph::Picture;

/// The picture as indented JSON with a final line break.
pub fn json(picture: &Picture) -> String {
    let mut text = serde_json::to_string_pretty(picture).unwrap_or_default();
    text.push('\n');
    text
}
