//! Reading task lists: those that come with Lotse, and the user's own that replace or extend them.

use std::collections::BTreeMap;

use super::raw;
use super::task::{After, Document, DoneWhen, Need, Task, TaskList};
use crate::config::problems;
use crate::config::slot::Slot;
use crate::diagnostic::Diagnostic;
use crate::key::StateCode;
use crate::nearest::nearest;
use crate::profile::Cell;
use crate::source::{Located, SourceId, Sources, Span};
use crate::text::{Text, text};
use crate::vocabulary::{Level, Track, Vocabulary};

/// The task lists that come with Lotse, as (id, text), in the order in which people go through them.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("land", include_str!("../../templates/plans/land.toml")),
    ("interim", include_str!("../../templates/plans/interim.toml")),
    ("technik", include_str!("../../templates/plans/technik.toml")),
    ("wege", include_str!("../../templates/plans/wege.toml")),
    ("kommune", include_str!("../../templates/plans/kommune.toml")),
    ("anbindung", include_str!("../../templates/plans/anbindung.toml")),
    ("wissen", include_str!("../../templates/plans/wissen.toml")),
    ("langfristig", include_str!("../../templates/plans/langfristig.toml")),
];

/// All tasks, in the order of their lists.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// The lists, without their tasks' duplicates.
    pub lists: Vec<TaskList>,
    /// All tasks in order; dependencies name tasks of this list only.
    pub tasks: Vec<Task>,
    by_id: BTreeMap<String, usize>,
}

impl Catalog {
    /// The place of a task in [`Self::tasks`].
    pub fn index(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The task of an id.
    pub fn task(&self, id: &str) -> Option<&Task> {
        self.tasks.get(self.index(id)?)
    }

    /// The id that comes closest to one that does not exist.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.by_id.keys().map(String::as_str))
    }

    /// A document that a task of a list names as its source.
    pub fn document(&self, list: &str, source: &str) -> Option<&Document> {
        let own = self.lists.iter().filter(|entry| entry.id == list);
        own.chain(&self.lists).flat_map(|entry| &entry.sources).find(|document| document.id == source)
    }

    /// All codes of rules that tasks look at, sorted: each must exist.
    pub fn codes(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = self
            .tasks
            .iter()
            .filter_map(|task| task.done_when.as_ref())
            .flat_map(|done| done.rules.iter().map(String::as_str))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// The lists that come with Lotse, read; problems in them are problems of Lotse, and a test finds them.
pub fn built_in() -> (Vec<TaskList>, Sources, Vec<Diagnostic>) {
    let sources = Sources::new(BUILT_IN.iter().map(|(id, text)| (format!("{id}.toml"), (*text).to_owned())));
    let mut lists = Vec::new();
    let mut diagnostics = Vec::new();
    for (id, _) in BUILT_IN {
        let Some(source) = sources.find(&format!("{id}.toml")) else { continue };
        let (list, found) = read(source, &sources);
        diagnostics.extend(found);
        lists.extend(list.map(|list| TaskList { built_in: true, ..list }));
    }
    (lists, sources, diagnostics)
}

/// The built-in tasks alone.
pub fn standard() -> Catalog {
    catalog(&[], &[]).0
}

/// The built-in tasks with those of the user's files: a list of the same id replaces the built-in one, others are added.
pub fn catalog_with(sources: &Sources, files: &[SourceId]) -> (Catalog, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut own = Vec::new();
    for file in files {
        let (list, found) = read(*file, sources);
        diagnostics.extend(found);
        own.extend(list);
    }
    let (catalog, found) = catalog(&own, &[]);
    diagnostics.extend(found);
    (catalog, diagnostics)
}

/// Puts lists together. `without` names built-in lists that are left out.
pub fn catalog(own: &[TaskList], without: &[&str]) -> (Catalog, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut catalog = Catalog::default();
    let kept = built_in().0.into_iter().filter(|list| !without.contains(&list.id.as_str()));
    for list in kept {
        catalog.lists.push(own.iter().find(|other| other.id == list.id).cloned().unwrap_or(list));
    }
    for list in own {
        if !catalog.lists.iter().any(|other| other.id == list.id) {
            catalog.lists.push(list.clone());
        }
    }
    let mut seen: BTreeMap<String, (Span, bool)> = BTreeMap::new();
    for list in &catalog.lists {
        for task in &list.tasks {
            match seen.get(&task.id) {
                // A user's task of a built-in id takes its place; twice in the user's lists is a mistake.
                Some((_, true)) if !list.built_in => {
                    if let Some(at) = catalog.by_id.get(&task.id)
                        && let Some(slot) = catalog.tasks.get_mut(*at)
                    {
                        *slot = task.clone();
                    }
                    seen.insert(task.id.clone(), (task.span, false));
                }
                Some((_, false)) if list.built_in => {}
                Some((first, _)) => diagnostics.push(twice(task, *first)),
                None => {
                    seen.insert(task.id.clone(), (task.span, list.built_in));
                    catalog.by_id.insert(task.id.clone(), catalog.tasks.len());
                    catalog.tasks.push(task.clone());
                }
            }
        }
    }
    drop_unknown(&mut catalog, &seen, &mut diagnostics);
    (catalog, diagnostics)
}

fn twice(task: &Task, first: Span) -> Diagnostic {
    let id = &task.id;
    problems::DECLARED_TWICE
        .report(task.span, text!("die Aufgabe „{id}“ gibt es schon", "there is a task \"{id}\" already"))
        .related(first, text!("hier zuerst", "here first"))
        .help(text!("geben Sie ihr eine eigene Kennung", "give it an id of its own"))
        .subject(id.clone())
}

/// Reports dependencies on tasks that do not exist, and leaves them out.
fn drop_unknown(
    catalog: &mut Catalog,
    seen: &BTreeMap<String, (Span, bool)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let known = catalog.by_id.clone();
    for task in &mut catalog.tasks {
        // A built-in task may wait for one whose list the user has replaced: there is nothing to wait for then.
        let silent = seen.get(&task.id).is_some_and(|(_, built_in)| *built_in);
        task.after.retain(|after| {
            if known.contains_key(&after.task) {
                return true;
            }
            if !silent {
                let name = &after.task;
                let mut finding = problems::UNKNOWN_REFERENCE.report(
                    after.span,
                    text!("eine Aufgabe „{name}“ gibt es nicht", "there is no task \"{name}\""),
                );
                if let Some(close) = nearest(name, known.keys().map(String::as_str)) {
                    finding = finding
                        .help(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?"))
                        .edit(after.span, format!("\"{close}\""));
                }
                diagnostics.push(finding.subject(name.clone()));
            }
            false
        });
    }
}

/// Reads one task list. A task with a broken part is left out; the problem has been reported.
pub fn read(id: SourceId, sources: &Sources) -> (Option<TaskList>, Vec<Diagnostic>) {
    let (raw, mut diagnostics) = crate::config::read_whole::<raw::RawList>(id, sources.get(id));
    let Some(raw) = raw else { return (None, diagnostics) };
    let (Some(own), Some(title)) = (raw.id.value(), words(&raw.title)) else { return (None, diagnostics) };
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
    let list = TaskList { id: own, title, sources: documents, tasks, built_in: false };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lists_are_in_order() {
        let (lists, _, diagnostics) = built_in();
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        assert_eq!(lists.len(), BUILT_IN.len());
        for ((id, _), list) in BUILT_IN.iter().zip(&lists) {
            assert_eq!(*id, list.id);
        }
        // Read as a user's own, so that unknown references are reported.
        let own: Vec<TaskList> = lists.into_iter().map(|list| TaskList { built_in: false, ..list }).collect();
        let (catalog, found) = catalog(&own, &[]);
        assert!(found.is_empty(), "{found:?}");
        assert!(catalog.tasks.len() > 60);
    }

    #[test]
    fn every_source_is_a_demand_a_document_or_our_own() {
        let catalog = standard();
        for task in &catalog.tasks {
            assert!(!task.sources.is_empty(), "{}", task.id);
            for source in &task.sources {
                let numbered = source.len() > 1
                    && source.starts_with(['S', 'R'])
                    && source.chars().skip(1).all(|digit| digit.is_ascii_digit());
                assert!(
                    source == "own" || numbered || catalog.document(&task.list, source).is_some(),
                    "{}: {source}",
                    task.id
                );
            }
        }
    }

    #[test]
    fn a_users_list_replaces_and_extends() {
        let text = r#"
            format = 1
            id = "eigene"
            title = { de = "Eigene", en = "Own" }
            [[task]]
            id = "stadtrat-informiert"
            title = { de = "Stadtrat informieren", en = "Inform the council" }
            text = { de = "…", en = "…" }
            who = "municipality"
            dimension = "organisation"
            phase = "preparation"
            per = "authority"
            after = [{ task = "interest-declaired", lag = "5 wd" }]
            source = ["own"]
        "#;
        let sources = Sources::new([("eigene.toml".to_owned(), text.to_owned())]);
        let files: Vec<SourceId> = sources.iter().map(|(id, _)| id).collect();
        let (catalog, diagnostics) = catalog_with(&sources, &files);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(
            diagnostics.first().and_then(|finding| finding.help.clone()).map(|help| help.en),
            Some("did you mean \"interest-declared\"?".to_owned())
        );
        assert!(catalog.task("stadtrat-informiert").is_some_and(|task| task.after.is_empty()));
    }
}
