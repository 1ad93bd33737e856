//! The plan and explained steps as JSON: the view as it is.

use serde::Serialize;

/// Two blanks a level, a line break at the end. Views hold nothing that JSON cannot say.
pub fn json(view: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(view).unwrap_or_default();
    text.push('\n');
    text
}
