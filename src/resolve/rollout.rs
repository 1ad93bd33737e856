//! Durations and capacities.

use super::Resolver;
use crate::config::{RawFile, problems};
use crate::key::StateCode;
use crate::model::{Capacity, TaskDuration};
use crate::text::text;

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
                span: range.span,
            });
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
}
