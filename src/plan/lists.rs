//! Reading task lists: those that come with Lotse, and the user's own that replace or extend them.

use std::collections::BTreeMap;

use super::read::read;
use super::task::{Document, Task, TaskList};
use crate::config::problems;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::source::{SourceId, Sources, Span};
use crate::text::text;

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
    /// The tasks that are wanted, in their order; a dependency on one that is left out leads nowhere.
    #[must_use]
    pub fn only(&self, wanted: impl Fn(&Task) -> bool) -> Self {
        let tasks: Vec<Task> = self.tasks.iter().filter(|task| wanted(task)).cloned().collect();
        let by_id = tasks.iter().enumerate().map(|(at, task)| (task.id.clone(), at)).collect();
        Self { lists: self.lists.clone(), tasks, by_id }
    }

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
        let (catalog, _) = catalog(&[], &[]);
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
