//! What changed in a state within a week: every day that its files write down.

use serde::Serialize;

use super::scene::Scene;
use crate::key::StateCode;
use crate::text::Text;
use crate::time::Date;
use crate::vocabulary::Vocabulary as _;

/// So many days before the day of the document, that day included, are "since last week".
const DAYS: i32 = 7;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The day in words.
    pub day: String,
    /// What, a sentence without full stop.
    pub what: String,
}

impl Scene<'_> {
    /// What changed in a state within a week, latest first, then in the order of the words.
    pub fn changes(&self, state: StateCode) -> Vec<Change> {
        let mut found = self.confirmations(state);
        found.extend(self.agreed(state));
        found.extend(self.done_steps(state));
        found.retain(|(day, _)| (0..DAYS).contains(&(self.on - *day).get_days()));
        let mut found: Vec<(Date, String)> =
            found.into_iter().map(|(day, what)| (day, self.tell(&what))).collect();
        found.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
        found.dedup();
        found.into_iter().map(|(day, what)| Change { day: self.day(day), what }).collect()
    }

    /// Contact data, agreements and support records confirmed; support tested.
    fn confirmations(&self, state: StateCode) -> Vec<(Date, Text)> {
        let model = self.model();
        let mut found = Vec::new();
        for organization in model.organizations.iter().filter(|one| one.id.state == state) {
            if let Some(day) = &organization.confirmed {
                let name = &organization.name;
                let what = Text::new(
                    format!("Kontaktdaten bestätigt: {name}"),
                    format!("Contact data confirmed: {name}"),
                );
                found.push((day.value, what));
            }
        }
        for agreement in model.agreements.iter().filter(|one| one.id.state == state) {
            let name = agreement.reference.clone().unwrap_or_else(|| agreement.id.local.to_string());
            if let Some(day) = &agreement.date {
                let (de, en) =
                    (format!("Vereinbarung geschlossen: {name}"), format!("Agreement concluded: {name}"));
                found.push((day.value, Text::new(de, en)));
            }
            if let Some(day) = &agreement.confirmed {
                let (de, en) =
                    (format!("Vereinbarung bestätigt: {name}"), format!("Agreement confirmed: {name}"));
                found.push((day.value, Text::new(de, en)));
            }
        }
        for record in model.supports.iter().filter(|record| record.state == state) {
            let Some(level) = &record.level else { continue };
            let label = level.value.label();
            let services = self.service_names(&record.services);
            let what = services.map_or_else(String::new, |services| format!(" ({services})"));
            for (day, de, en) in
                [(&record.tested, "erprobt", "tested"), (&record.confirmed, "bestätigt", "confirmed")]
            {
                if let Some(day) = day {
                    let text =
                        Text::new(format!("{} {de}{what}", label.de), format!("{} {en}{what}", label.en));
                    found.push((day.value, text));
                }
            }
        }
        found
    }

    /// Feedback agreed, paths lived.
    fn agreed(&self, state: StateCode) -> Vec<(Date, Text)> {
        let model = self.model();
        let mut found = Vec::new();
        for record in model.municipalities.iter().filter(|record| record.state == state) {
            if let Some(day) = record.feedback.as_ref().and_then(|feedback| feedback.agreed) {
                let place = self.place(record.key.value).name;
                let what =
                    Text::new(format!("Feedback abgesprochen: {place}"), format!("Feedback agreed: {place}"));
                found.push((day, what));
            }
        }
        for path in model.paths.iter().filter(|path| path.state == state && !path.shadow) {
            let (Some(day), Some(purpose)) = (path.established, path.purpose) else { continue };
            let (from, to) = (self.end(path.from.value), self.end(path.to.value));
            let purpose = purpose.label();
            let what = Text::new(
                format!("Kommunikationsweg wird gelebt: {}, von {from} an {to}", purpose.de),
                format!("Communication path lived: {}, from {from} to {to}", purpose.en),
            );
            found.push((day, what));
        }
        found
    }

    /// Steps entered as done.
    fn done_steps(&self, state: StateCode) -> Vec<(Date, Text)> {
        let tasks = &self.workspace.catalog.tasks;
        let done = self.model().done.iter().filter(|done| done.state == state);
        done.map(|done| {
            let id = &done.task.value;
            let title = tasks.iter().find(|task| task.id == *id).map(|task| self.tell(&task.title));
            let mut what = title.unwrap_or_else(|| id.clone());
            let place = done.municipality.map(|key| self.place(key).name);
            let service = done.service.map(|id| self.model().service(id).name.clone());
            let about: Vec<String> = service.into_iter().chain(place).collect();
            if !about.is_empty() {
                what = format!("{what} ({})", about.join(", "));
            }
            (done.on, Text::new(format!("Erledigt: {what}"), format!("Done: {what}")))
        })
        .collect()
    }
}
