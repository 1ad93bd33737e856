//! The plan as bars over time: what is folded into which line. The picture and the Mermaid chart draw the same lines.

mod bars;
mod furniture;
mod mermaid;
mod sheet;
mod svg;

pub use self::mermaid::mermaid;
pub use self::svg::svg;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::lines::municipalities;
use crate::text::{Language, Words};
use crate::time::Date;
use crate::view::plan::{Count, DatesView, PlanRow, PlanView, WaveView};

/// More lines than this are folded.
const LINES: usize = 60;

/// Rows that belong together: a phase of a state's steps, or a wave.
#[derive(Debug, Clone)]
pub(super) struct Group<'v> {
    pub(super) label: String,
    pub(super) wave: Option<&'v WaveView>,
    pub(super) rows: Vec<&'v PlanRow>,
}

/// The rows in groups: first the state's own steps by phase, then the waves by go-live.
pub(super) fn groups(plan: &PlanView) -> Vec<Group<'_>> {
    let mut states: Vec<&str> = plan.rows.iter().map(|row| row.state.as_str()).collect();
    states.sort_unstable();
    states.dedup();
    let named = |state: &str, label: &str| {
        if states.len() > 1 { format!("{state}: {label}") } else { label.to_owned() }
    };
    let mut groups: Vec<Group<'_>> = Vec::new();
    for state in &states {
        let mut phases: BTreeMap<&str, usize> = BTreeMap::new();
        let own = |row: &&PlanRow| row.wave.is_none() && row.state == *state;
        let order = plan.phases.iter().map(|phase| phase.phase.code.as_str());
        for (at, phase) in order.enumerate() {
            phases.insert(phase, at);
        }
        let mut rows: Vec<&PlanRow> = plan.rows.iter().filter(own).collect();
        rows.sort_by_key(|row| phases.get(row.phase.code.as_str()).copied().unwrap_or(usize::MAX));
        for row in rows {
            let label = named(state, &row.phase.label);
            match groups.last_mut().filter(|group| group.label == label) {
                Some(group) => group.rows.push(row),
                None => groups.push(Group { label, wave: None, rows: vec![row] }),
            }
        }
    }
    let mut by_wave: BTreeMap<&str, Vec<&PlanRow>> = BTreeMap::new();
    for row in &plan.rows {
        by_wave.entry(row.wave.as_deref().unwrap_or("")).or_default().push(row);
    }
    groups.extend(plan.waves.iter().filter_map(|wave| {
        let rows = by_wave.get(wave.id.as_str())?.clone();
        Some(Group { label: named(&wave.state, &wave.label), wave: Some(wave), rows })
    }));
    groups
}

/// What a line takes in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A stretch of days.
    Stretch,
    /// A step without duration.
    Point,
    /// A date without duration.
    Milestone,
}

/// A line of the chart: one step, or several in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// "Mitarbeitende schulen".
    pub(super) label: String,
    /// For what: "11 Kommunen", "Zahlungsplattform".
    pub(super) note: String,
    pub(super) first: Date,
    pub(super) last: Date,
    /// The last day on which it can be finished.
    pub(super) latest: Date,
    /// The last day on which it can begin.
    pub(super) latest_start: Date,
    pub(super) slack: i32,
    pub(super) critical: bool,
    pub(super) shape: Shape,
    pub(super) gate: bool,
    /// The day of go-live of a folded wave.
    pub(super) go_live: Option<Date>,
    /// How far a folded line is.
    pub(super) counts: Option<Count>,
}

/// Lines under a heading; a group that is one line has no heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) heading: Option<String>,
    pub(super) go_live: Option<Date>,
    pub(super) lines: Vec<Line>,
}

/// How much is folded: tighter from variant to variant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// The same step of several municipalities is one line.
    Places,
    /// A wave is one line.
    Waves,
    /// A phase, too.
    Everything,
}

/// The lines of the chart, folded as little as fits.
pub(super) fn blocks(plan: &PlanView, language: Language) -> (Vec<Block>, Fold) {
    let groups = groups(plan);
    let mut result = (Vec::new(), Fold::Everything);
    for fold in [Fold::Places, Fold::Waves, Fold::Everything] {
        let blocks: Vec<Block> = groups.iter().filter_map(|group| block(group, fold, language)).collect();
        let count: usize = blocks.iter().map(|block| block.lines.len()).sum();
        result = (blocks, fold);
        if count <= LINES {
            break;
        }
    }
    result
}

fn block(group: &Group<'_>, fold: Fold, language: Language) -> Option<Block> {
    let whole = match fold {
        Fold::Places => false,
        Fold::Waves => group.wave.is_some(),
        Fold::Everything => true,
    };
    let go_live = group.wave.and_then(|wave| wave.go_live).map(|day| day.0);
    if whole {
        let mut line = folded(&group.rows)?;
        line.label.clone_from(&group.label);
        line.note = group.wave.map_or_else(String::new, |wave| places(wave.municipalities, language));
        line.counts = Some(group.wave.map_or_else(|| counted(&group.rows), |wave| wave.counts));
        line.go_live = go_live;
        return Some(Block { heading: None, go_live: None, lines: vec![line] });
    }
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut stacks: Vec<Vec<&PlanRow>> = Vec::new();
    for row in group.rows.iter().filter(|row| row.dates.is_some()) {
        let apart = if row.municipality.is_some() { "" } else { row.id.as_str() };
        let at = *known.entry((row.task.as_str(), apart)).or_insert_with(|| {
            stacks.push(Vec::new());
            stacks.len() - 1
        });
        if let Some(stack) = stacks.get_mut(at) {
            stack.push(row);
        }
    }
    let mut lines: Vec<Line> = stacks
        .iter()
        .filter_map(|stack| {
            let mut line = folded(stack)?;
            let first = stack.first()?;
            line.label.clone_from(&first.title);
            line.note = match (stack.len(), group.wave.is_some() && first.municipality.is_none()) {
                (1, true) => String::new(),
                (1, false) => first.scope.clone(),
                (count, _) => places(count, language),
            };
            Some(line)
        })
        .collect();
    lines.sort_by_key(|line| (line.first, line.last));
    let heading = match group.wave {
        Some(wave) if wave.municipalities > 0 => {
            format!("{} ({})", group.label, places(wave.municipalities, language))
        }
        _ => group.label.clone(),
    };
    (!lines.is_empty()).then_some(Block { heading: Some(heading), go_live, lines })
}

/// The open rows as one line.
fn folded(rows: &[&PlanRow]) -> Option<Line> {
    let dated: Vec<(&PlanRow, &DatesView)> =
        rows.iter().filter_map(|row| Some((*row, row.dates.as_ref()?))).collect();
    let stretch = |dates: &DatesView| dates.planned.unwrap_or((dates.start, dates.finish));
    let first = dated.iter().map(|(_, dates)| stretch(dates).0).min()?;
    let last = dated.iter().map(|(_, dates)| stretch(dates).1).max()?;
    Some(Line {
        label: String::new(),
        note: String::new(),
        first: first.0,
        last: last.0,
        latest: dated.iter().map(|(_, dates)| dates.latest_finish).max()?.0,
        latest_start: dated.iter().map(|(_, dates)| dates.latest_start).min()?.0,
        slack: dated.iter().map(|(_, dates)| dates.total_slack).min()?,
        critical: dated.iter().any(|(_, dates)| dates.critical),
        shape: if dated.iter().all(|(row, _)| row.milestone) {
            Shape::Milestone
        } else if first == last && dated.iter().all(|(_, dates)| dates.duration.is_none()) {
            Shape::Point
        } else {
            Shape::Stretch
        },
        gate: dated.iter().any(|(row, _)| row.gate),
        go_live: None,
        counts: None,
    })
}

fn counted(rows: &[&PlanRow]) -> Count {
    rows.iter().filter(|row| row.counts).fold(Count::default(), |counts, row| Count {
        done: counts.done + usize::from(row.status.status.code == "done"),
        required: counts.required + 1,
    })
}

fn places(count: usize, language: Language) -> String {
    if count == 0 { String::new() } else { municipalities(count, language) }
}

/// What the chart shows, in a sentence or two: for those who do not see it.
pub(super) fn description(plan: &PlanView, blocks: &[Block], language: Language) -> String {
    let lines: usize = blocks.iter().map(|block| block.lines.len()).sum();
    let (done, required) = (plan.counts.done, plan.counts.required);
    let (from, until) = plan.range;
    let rows = if lines == 1 { Words::new("Zeile", "line") } else { Words::new("Zeilen", "lines") };
    let rows = rows.get(language);
    let mut text = match language {
        Language::De => format!(
            "Balkenplan vom {} bis {}. {done} von {required} Schritten erledigt; gezeichnet in {lines} {rows}, was offen ist.",
            said(from.0, language),
            said(until.0, language)
        ),
        Language::En => format!(
            "Bar chart from {} to {}. {done} of {required} steps done; what is open is drawn in {lines} {rows}.",
            said(from.0, language),
            said(until.0, language)
        ),
    };
    let path: Vec<String> =
        plan.critical.iter().map(|step| format!("{} ({})", step.title, step.scope)).collect();
    if !path.is_empty() {
        let head = Words::new("Kritischer Pfad", "Critical path").get(language);
        let _ = write!(text, " {head}: {}.", path.join(" → "));
    }
    for wave in &plan.waves {
        if let Some(day) = wave.go_live {
            let head = Words::new("Start", "Go-live").get(language);
            let _ = write!(text, " {head} {}: {}.", wave.label, said(day.0, language));
        }
    }
    text
}

fn said(day: Date, language: Language) -> String {
    crate::time::format_date(day, language)
}
