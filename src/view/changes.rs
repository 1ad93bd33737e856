//! What changed in a state within a week: every day that its files write down.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::place;
use super::scene::Scene;
use crate::key::StateCode;
use crate::text::Words;
use crate::time::Date;
use crate::vocabulary::Vocabulary as _;

/// So many days before the day of the document, that day included, are "since last week".
const DAYS: i32 = 7;

/// What happened on a day, of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What happened.
    pub what: String,
    /// The day in words.
    pub day: String,
    /// To what, each once.
    pub items: String,
}

/// A day, what happened, and to what.
type Event = (Date, Words, String);

/// What changed in a state within a week, latest first.
pub fn changes(scene: &Scene<'_>, state: StateCode) -> Vec<Change> {
    let mut groups: BTreeMap<(Reverse<Date>, &'static str), BTreeSet<String>> = BTreeMap::new();
    let found =
        [confirmations(scene, state), supports(scene, state), agreed(scene, state), done_steps(scene, state)];
    for (day, what, item) in found.into_iter().flatten() {
        if (0..DAYS).contains(&(scene.on - day).get_days()) {
            groups.entry((Reverse(day), what.get(scene.language))).or_default().insert(item);
        }
    }
    groups
        .into_iter()
        .map(|((Reverse(day), what), items)| Change {
            what: what.to_owned(),
            day: scene.day(day),
            items: scene.list(&items.into_iter().collect::<Vec<_>>()),
        })
        .collect()
}

/// Contact data and agreements.
fn confirmations(scene: &Scene<'_>, state: StateCode) -> Vec<Event> {
    let model = scene.model();
    let mut found = Vec::new();
    for organization in model.organizations.iter().filter(|one| one.id.state == state) {
        if let Some(day) = &organization.confirmed {
            let what = Words::new("Kontaktdaten bestätigt", "Contact data confirmed");
            found.push((day.value, what, organization.name.clone()));
        }
    }
    for agreement in model.agreements.iter().filter(|one| one.id.state == state) {
        let name = agreement.reference.clone().unwrap_or_else(|| agreement.id.local.to_string());
        if let Some(day) = &agreement.date {
            let what = Words::new("Vereinbarung geschlossen", "Agreement concluded");
            found.push((day.value, what, name.clone()));
        }
        if let Some(day) = &agreement.confirmed {
            found.push((day.value, Words::new("Vereinbarung bestätigt", "Agreement confirmed"), name));
        }
    }
    found
}

/// Support tested or confirmed.
fn supports(scene: &Scene<'_>, state: StateCode) -> Vec<Event> {
    let mut found = Vec::new();
    for record in scene.model().supports.iter().filter(|record| record.state == state) {
        let Some(level) = &record.level else { continue };
        let label = scene.say(level.value.label());
        let services = scene.service_names(&record.services);
        let what = services.map_or_else(|| label.clone(), |services| format!("{label} ({services})"));
        if let Some(day) = &record.tested {
            found.push((day.value, Words::new("Support erprobt", "Support tested"), what.clone()));
        }
        if let Some(day) = &record.confirmed {
            found.push((day.value, Words::new("Support bestätigt", "Support confirmed"), what));
        }
    }
    found
}

/// Feedback agreed, paths lived.
fn agreed(scene: &Scene<'_>, state: StateCode) -> Vec<Event> {
    let mut found = Vec::new();
    let records = scene.situation().municipality_records().map(|(_, record)| record);
    for record in records.filter(|record| record.state == state) {
        if let Some(day) = record.feedback_told().and_then(|feedback| feedback.agreed) {
            let what = Words::new("Feedback abgesprochen", "Feedback agreed");
            found.push((day, what, place::place(scene, record.key.value).name));
        }
    }
    for path in scene.situation().readable_paths().filter(|path| path.state == state) {
        if let (Some(day), Some(purpose)) = (path.established, path.purpose) {
            let what = Words::new("Kommunikationswege etabliert", "Communication paths established");
            found.push((day, what, scene.say(purpose.label())));
        }
    }
    found
}

/// Steps entered as done.
fn done_steps(scene: &Scene<'_>, state: StateCode) -> Vec<Event> {
    let tasks = &scene.workspace.catalog.tasks;
    let done = scene.model().done.iter().filter(|done| done.state == state);
    done.map(|done| {
        let id = &done.task.value;
        let title = tasks.iter().find(|task| task.id == *id).map(|task| scene.tell(&task.title));
        let title = title.unwrap_or_else(|| id.clone());
        let place = done.municipality.map(|key| place::place(scene, key).name);
        let service = done.service.map(|id| scene.model().service(id).name.clone());
        let about: Vec<String> = service.into_iter().chain(place).collect();
        let item = if about.is_empty() { title } else { format!("{title} ({})", about.join(", ")) };
        (done.on, Words::new("Erledigt", "Done"), item)
    })
    .collect()
}
