//! Durations, capacities, and passages written by hand.

use super::Resolver;
use crate::config::records::RawNote;
use crate::config::{RawFile, problems};
use crate::key::StateCode;
use crate::model::{Capacity, Note, TaskDuration};
use crate::text::text;
use crate::vocabulary::{NotedDocument, Vocabulary as _};

impl Resolver {
    /// What a file says about durations and capacities; a task that has a duration already is reported.
    pub(super) fn rollout(&mut self, state: StateCode, file: &RawFile) {
        for (task, range) in file.durations.value().into_iter().flat_map(|table| &table.0) {
            let Some(range) = range.given() else { continue };
            let known = &self.model.durations;
            let before = known.iter().find(|other| other.state == state && other.task.value == task.value);
            if let Some(before) = before {
                let id = &task.value;
                let finding = problems::DECLARED_TWICE
                    .report(
                        task.span,
                        text!(
                            "die Dauer von „{id}“ steht schon da",
                            "the duration of \"{id}\" is there already"
                        ),
                    )
                    .related(before.task.span, text!("hier zuerst", "here first"));
                self.diagnostics.push(finding);
                continue;
            }
            self.model.durations.push(TaskDuration {
                state,
                task: task.clone(),
                least: range.value.least,
                most: range.value.most,
            });
        }
        for record in &file.notes {
            self.note(state, record);
        }
        for record in &file.capacities {
            let (period, broken) = self.period(&record.from, &record.until);
            let (Some(what), Some(number)) = (record.what.value(), record.number.value()) else { continue };
            if !broken {
                self.model.capacities.push(Capacity {
                    state,
                    span: record.header,
                    what: *what,
                    number: *number,
                    period,
                });
            }
        }
    }

    /// A passage whose place or service no document has would never be seen; it is reported.
    fn note(&mut self, state: StateCode, record: &RawNote) {
        let service = self.names.field(state, &record.service, &mut self.diagnostics);
        let place = record.municipality.given().filter(|area| self.at_home(state, area));
        let place = place.map(|area| self.read(area));
        let (Some(document), Some(text)) = (record.document.value(), record.text.value()) else { return };
        let lost_place = record.municipality.span().filter(|_| !document.is_of_a_place());
        let lost_service = record.service.span().filter(|_| *document != NotedDocument::Sheet);
        let label = document.label();
        for (span, kind) in [
            (lost_place, text!("je Kommune", "per municipality")),
            (lost_service, text!("je Onlinedienst", "per service")),
        ] {
            let Some(span) = span else { continue };
            let message = crate::text::Text::new(
                format!("das Dokument „{}“ gibt es nicht {}", label.de, kind.de),
                format!("there is no document \"{}\" {}", label.en, kind.en),
            );
            let finding = problems::WRONG_VALUE
                .report(span, message)
                .help(text!("diese Angabe weglassen", "leave this statement out"));
            self.diagnostics.push(finding);
        }
        let dropped = [
            (record.municipality.is_absent(), place.is_some()),
            (record.service.is_absent(), service.as_ref().is_some_and(|found| found.value.known().is_some())),
        ];
        // What is limited to something unknown must not appear everywhere.
        if dropped.iter().any(|(absent, known)| !absent && !known) {
            return;
        }
        self.model.notes.push(Note {
            state,
            span: record.header,
            document: *document,
            municipality: place.map(|place| place.value),
            service: service.and_then(|found| found.value.known()),
            text: text.clone(),
        });
    }
}
