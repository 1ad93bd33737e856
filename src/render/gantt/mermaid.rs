//! The chart as Mermaid gantt.

use super::{Line, Shape, blocks};
use crate::text::{Language, Words};
use crate::time::{Date, day_after, iso};
use crate::view::plan::PlanView;

/// Room for the names of phases and waves, which Mermaid would write over the bars.
const HEAD: &str = "---\nconfig:\n  gantt:\n    leftPadding: 260\n---\ngantt\n";

/// The chart as Mermaid text; folded like the picture.
pub fn mermaid(plan: &PlanView, language: Language) -> String {
    let (blocks, _) = blocks(plan, language);
    let mut out = String::from(HEAD);
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("  accTitle: {}", plain(&plan.title)));
    line(format!("  accDescr: {}", plain(&super::description(plan, &blocks, language))));
    line(format!("  title {}", plain(&plan.title)));
    line("  dateFormat YYYY-MM-DD".to_owned());
    line(format!("  axisFormat {}", Words::new("%d.%m.%Y", "%Y-%m-%d").get(language)));
    // Mermaid would draw the day on which it is looked at, not the day the plan is of.
    line("  todayMarker off".to_owned());
    line(format!("  section {}", plain(Words::new("Stichtag", "Day in question").get(language))));
    let today = plan.today.0;
    line(format!("    ◇ {} :vert, today, {}, 0d", iso(today), iso(today)));
    let mut number = 0;
    for block in &blocks {
        let heading = block.heading.as_ref().or_else(|| block.lines.first().map(|line| &line.label));
        line(format!("  section {}", plain(heading.map_or("", String::as_str))));
        for bar in &block.lines {
            number += 1;
            line(format!("    {}", task(bar, number)));
            if let Some(day) = bar.go_live {
                line(format!("    {}", go_live(day, number, language)));
            }
        }
        if let Some(day) = block.go_live {
            number += 1;
            line(format!("    {}", go_live(day, number, language)));
        }
    }
    out
}

/// A mark comes first, so that no title is read as a word of the language.
fn task(bar: &Line, number: usize) -> String {
    let mark = if bar.critical { "▲" } else { "▪" };
    let note = if bar.note.is_empty() { String::new() } else { format!(" ({})", bar.note) };
    let counts = bar.counts.map(|counts| format!(" {}/{}", counts.done, counts.required)).unwrap_or_default();
    let critical = if bar.critical { "crit, " } else { "" };
    let label = plain(&format!("{}{note}{counts}", bar.label));
    if bar.shape == Shape::Milestone {
        return format!("{mark} {label} :{critical}milestone, t{number}, {}, 0d", iso(bar.first));
    }
    format!("{mark} {label} :{critical}t{number}, {}, {}", iso(bar.first), iso(day_after(bar.last)))
}

fn go_live(day: Date, number: usize, language: Language) -> String {
    let head = Words::new("Start", "Go-live").get(language);
    format!("◆ {head} {0} :milestone, g{number}, {0}, 0d", iso(day))
}

/// Text on a line of its own: nothing that ends it, begins a comment, an entity or another statement.
fn plain(text: &str) -> String {
    let cleaned: String = text
        .replace(": ", " – ")
        .chars()
        .map(|letter| match letter {
            ':' => '–',
            '<' => '‹',
            '>' => '›',
            '"' => '″',
            other if other.is_control() || ";#%{}\\`&\u{fffe}\u{ffff}".contains(other) => ' ',
            other => other,
        })
        .collect();
    cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
}
