//! From the text of a task list to its tasks: every problem at its own place.

use super::raw;
use super::task::{After, Document, DoneWhen, Need, Task, TaskList};
use crate::config::problems;
use crate::config::slot::Slot;
use crate::diagnostic::Diagnostic;
use crate::key::StateCode;
use crate::nearest::nearest;
use crate::profile::Cell;
use crate::source::{Located, SourceId, Sources};
use crate::text::{Text, text};
use crate::vocabulary::{Level, Track, Vocabulary};

/// Reads one task list. A task with a broken part is left out; the problem has been reported.
pub fn read(id: SourceId, sources: &Sources) -> (Option<TaskList>, Vec<Diagnostic>) {
    let (raw, mut diagnostics) = crate::config::read_whole::<raw::RawList>(id, sources.get(id));
    let Some(raw) = raw else { return (None, diagnostics) };
    let (Some(own), Some(_)) = (raw.id.value(), words(&raw.title)) else { return (None, diagnostics) };
    let states: Vec<StateCode> = raw.states.items().map(|state| state.value).collect();
    let documents = raw
        .source
        .items()
        .filter_map(|source| {
            let source = &source.value;
            Some(Document {
                id: source.id.value()?.clone(),
                title: words(&source.title)?,
                url: source.url.value().cloned(),
            })
        })
        .collect();
    let own = own.to_string();
    let tasks = raw
        .task
        .items()
        .filter_map(|found| {
            let mut task = task(&found.value, &own, &mut diagnostics)?;
            task.states.clone_from(&states);
            Some(task)
        })
        .collect();
    let list = TaskList { id: own, sources: documents, tasks, built_in: false };
    (Some(list), diagnostics)
}

fn words(slot: &Slot<raw::RawWords>) -> Option<Text> {
    let raw = slot.value()?;
    Some(Text::new(raw.de.value()?.clone(), raw.en.value()?.clone()))
}

fn task(raw: &raw::RawTask, list: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Task> {
    let id = raw.id.given()?;
    let done_when = match &raw.done_when {
        Slot::Absent => None,
        Slot::Broken(_) => return None,
        Slot::Given(found) => Some(done_when(&found.value, diagnostics)?),
    };
    let mut after = Vec::new();
    for found in raw.after.items() {
        let Some(task) = found.value.task.given() else { continue };
        let lag = match &found.value.lag {
            Slot::Absent => 0,
            Slot::Broken(_) => continue,
            Slot::Given(text) => lag(text, diagnostics)?,
        };
        let relation = found.value.kind.value().copied().unwrap_or(raw::Relation::FinishStart);
        after.push(After { task: task.value.to_string(), span: task.span, relation, lag });
    }
    let flag = |slot: &Slot<bool>| slot.value().copied().unwrap_or(false);
    Some(Task {
        id: id.value.to_string(),
        span: id.span,
        list: list.to_owned(),
        title: words(&raw.title)?,
        text: words(&raw.text)?,
        who: *raw.who.value()?,
        dimension: *raw.dimension.value()?,
        phase: *raw.phase.value()?,
        per: *raw.per.value()?,
        after,
        done_when,
        due: raw.due.value().copied(),
        needs: raw
            .needs
            .value()
            .and_then(|need| Some(Need { what: *need.what.value()?, number: *need.number.value()? })),
        gate: flag(&raw.gate),
        milestone: flag(&raw.milestone),
        optional: flag(&raw.optional),
        between_states: flag(&raw.between_states),
        only_if: raw.only_if.value().copied(),
        law: words(&raw.law),
        sources: raw.source.items().map(|source| source.value.clone()).collect(),
        states: Vec::new(),
    })
}

fn done_when(raw: &raw::RawDoneWhen, diagnostics: &mut Vec<Diagnostic>) -> Option<DoneWhen> {
    let mut cells = Vec::new();
    for found in raw.cells.items() {
        cells.push(cell(found, diagnostics)?);
    }
    if raw.is_broken() || raw.cells.any_broken() || raw.facts.any_broken() || raw.paths.any_broken() {
        return None;
    }
    Some(DoneWhen {
        cells,
        solution: raw.solution.value().copied(),
        look: raw.on.value().copied().unwrap_or(raw::Look::GoLive),
        facts: raw.facts.items().map(|fact| fact.value).collect(),
        paths: raw.paths.items().map(|path| path.value).collect(),
        established: raw.established.value().copied().unwrap_or(false),
        rules: raw.rules.items().map(|rule| rule.value.clone()).collect(),
        or_recorded: raw.or_recorded.value().copied().unwrap_or(false),
    })
}

/// A cell as canonical subjects write it: `first`, `second/technical-state`.
fn cell(found: &Located<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<Cell> {
    let (level, track) = match found.value.split_once('/') {
        Some((level, track)) => (level, Some(track)),
        None => (found.value.as_str(), None),
    };
    let level_read = Level::parse(level);
    let track_read = track.map(Track::parse);
    match (level_read, track_read) {
        (Some(level @ Level::First), None) => return Some(Cell { level, track: None }),
        (Some(level @ (Level::Second | Level::Third)), Some(Some(track))) => {
            return Some(Cell { level, track: Some(track) });
        }
        _ => {}
    }
    let written = &found.value;
    let mut known = vec!["first".to_owned()];
    for level in [Level::Second, Level::Third] {
        known.extend(Track::all().iter().map(|track| Cell { level, track: Some(*track) }.path()));
    }
    let list = known.join(", ");
    let mut finding = problems::WRONG_VALUE
        .report(found.span, text!("„{written}“ ist kein Feld der Tabelle", "\"{written}\" is no cell"))
        .help(text!("möglich sind: {list}", "possible are: {list}"));
    if let Some(close) = nearest(written, known.iter().map(String::as_str)) {
        finding = finding
            .help(text!(
                "meinten Sie „{close}“? Möglich sind: {list}",
                "did you mean \"{close}\"? Possible are: {list}"
            ))
            .edit(found.span, format!("\"{close}\""));
    }
    diagnostics.push(finding);
    None
}

/// A lag: a whole number of working days, possibly negative.
fn lag(found: &Located<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<i32> {
    let read = found
        .value
        .strip_suffix("wd")
        .and_then(|number| number.trim_end().parse::<i32>().ok())
        .filter(|days| days.abs() <= 9_999);
    if read.is_none() {
        let written = &found.value;
        diagnostics.push(
            problems::WRONG_VALUE
                .report(found.span, text!("„{written}“ ist kein Abstand", "\"{written}\" is no lag"))
                .help(text!(
                    "schreiben Sie Arbeitstage, zum Beispiel \"5 wd\" oder \"-2 wd\"",
                    "write working days, for example \"5 wd\" or \"-2 wd\""
                )),
        );
    }
    read
}
