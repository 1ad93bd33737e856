//! Two workspaces that are one: nothing has changed.

use serde_json::Value;

use super::asked::{Workspace, Wrong};
use super::{Case, Verdict, hold};

/// Before the go-lives, between two waves, long after.
const DAYS: [&str; 3] = ["2026-12-01", "2027-06-01", "2031-01-15"];

pub const CASES: &[Case] = &[Case {
    name: "unchanged/diff",
    kind: "The comparison of a workspace with itself tells a change.",
    check: nothing_to_tell,
}];

#[test]
fn unchanged() {
    hold(CASES);
}

/// What a comparison lists or counts, by the place in its JSON; the places that say what was compared aside.
fn told(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(entries) if !entries.is_empty() => found.push(format!("{place}: {}", entries.len())),
        Value::Number(count) if count.as_f64() != Some(0.0) => found.push(format!("{place}: {count}")),
        Value::Object(parts) => {
            parts.iter().for_each(|(name, part)| told(part, &format!("{place}/{name}"), found));
        }
        _ => {}
    }
}

fn changes(before: &Workspace, after: &Workspace, day: &str) -> Vec<String> {
    let mut all = before.json(day, &["diff", after.path()]);
    all.as_object_mut().unwrap().remove("version");
    let mut found = Vec::new();
    told(&all, "", &mut found);
    found
}

fn nothing_to_tell() -> Verdict {
    let mut wrong = Wrong::default();
    let inputs = [
        Workspace::shipped("states"),
        Workspace::of("feedback-base"),
        Workspace::of("no-competent-authority"),
        Workspace::of("kreisfreie-stadt"),
    ];
    for (number, workspace) in inputs.iter().enumerate() {
        for day in DAYS {
            let what = format!("input {number} on {day}");
            let code = workspace.run(day, &["diff", workspace.path(), "--exit-code"]).code;
            wrong.same(&format!("{what}: exit code"), code, 0);
            wrong.same(&what, changes(workspace, workspace, day), Vec::new());
        }
    }
    // A comparison that listed nothing at all would pass as well.
    let base = || Workspace::of("feedback-base");
    let moved = base().change("ni.toml", "amt@ni.example", "neu@ni.example");
    wrong.hold("a changed address is told", !changes(&base(), &moved, DAYS[0]).is_empty());
    let silent = base().change("ni.toml", "to = \"koordination\", channel", "to = \"amt\", channel");
    wrong.hold("another way of feedback is told", !changes(&base(), &silent, DAYS[0]).is_empty());
    wrong.verdict()
}
