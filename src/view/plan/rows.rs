//! Instances as rows.

use std::collections::BTreeSet;

use super::{Coded, DatesView, Day, Length, PlanRow, Predecessor, SourceView, StatusView};
use crate::key::Area;
use crate::model::{Link, TaskDuration};
use crate::plan::{Instance, Per, Status, Task, Urgency, Who, urgencies};
use crate::routing::Places;
use crate::source::Span;
use crate::text::{Language, Words};
use crate::time::Unit;
use crate::view::scene::Scene;
use crate::vocabulary::Vocabulary;

impl Scene<'_> {
    /// A word of a closed list in the language.
    pub(super) fn coded(&self, code: &str, label: Words) -> Coded {
        Coded { code: code.to_owned(), label: self.say(label) }
    }

    /// The chosen instances as rows.
    pub(super) fn plan_rows(&self, chosen: &[usize], critical: &BTreeSet<usize>) -> Vec<PlanRow> {
        let rollout = self.rollout();
        let urgencies = urgencies(&rollout.plan, &rollout.schedule);
        let row = |at: &usize| {
            let instance = rollout.plan.instances.get(*at)?;
            let task = self.workspace.catalog.tasks.get(instance.task)?;
            let urgency = urgencies.get(*at).copied().unwrap_or(Urgency::Waiting);
            Some(self.plan_row(*at, instance, task, urgency, critical.contains(at)))
        };
        chosen.iter().filter_map(row).collect()
    }

    fn plan_row(
        &self,
        at: usize,
        instance: &Instance,
        task: &Task,
        urgency: Urgency,
        critical: bool,
    ) -> PlanRow {
        let model = self.model();
        PlanRow {
            id: instance.id.clone(),
            task: task.id.clone(),
            title: self.tell(&task.title),
            text: self.tell(&task.text),
            state: instance.scope.state.code().to_owned(),
            scope: self.scope_words(instance),
            service: instance.scope.service.map(|id| model.service(id).id.to_string()),
            municipality: instance.scope.municipality.map(Area::digits),
            municipalities: self.places_of(instance, task),
            wave: self.wave_of(instance, task),
            who: self.coded(task.who.word(), task.who.label()),
            who_name: self.who_name(instance, task),
            calendar: instance.worker.code().to_owned(),
            dimension: self.coded(task.dimension.word(), task.dimension.label()),
            phase: self.coded(task.phase.word(), task.phase.label()),
            status: self.step_status(instance),
            urgency: self.urgency(urgency),
            dates: self.plan_dates(at, task, critical),
            after: instance
                .after
                .iter()
                .filter_map(|edge| {
                    Some(Predecessor {
                        id: self.rollout().plan.instances.get(edge.from)?.id.clone(),
                        relation: self.coded(edge.relation.word(), edge.relation.label()),
                        lag: edge.lag,
                    })
                })
                .collect(),
            gate: task.gate,
            milestone: task.milestone,
            optional: task.optional,
            counts: instance.counts(&self.workspace.catalog),
            law: task.law.as_ref().map(|law| self.tell(law)),
            sources: task.sources.iter().map(|source| self.source_of(task, source)).collect(),
        }
    }

    /// A source of a task.
    pub(in crate::view) fn source_of(&self, task: &Task, source: &str) -> SourceView {
        let document = self.workspace.catalog.document(&task.list, source);
        SourceView {
            id: if source == "own" { self.word("eigener Schritt", "own step") } else { source.to_owned() },
            title: document.map(|document| self.tell(&document.title)),
            url: document.and_then(|document| document.url.clone()),
        }
    }

    /// For what a row is, in words.
    pub(in crate::view) fn scope_words(&self, instance: &Instance) -> String {
        let (model, scope) = (self.model(), &instance.scope);
        let mut parts: Vec<String> = Vec::new();
        let service = scope.service.map(|id| model.service(id).name.clone());
        let wave = scope.wave.filter(|_| scope.municipality.is_none()).map(|at| self.wave_name(at));
        let said = service.as_ref().zip(wave.as_ref()).is_some_and(|(service, wave)| names(wave, service));
        parts.extend(service.filter(|_| !said));
        parts.extend(scope.component.map(|id| model.component(id).name.clone()));
        match scope.municipality {
            Some(place) => parts.push(self.place(place).name),
            None => parts.extend(wave),
        }
        if parts.is_empty() { self.tell(&scope.state.name()) } else { parts.join(", ") }
    }

    fn places_of(&self, instance: &Instance, task: &Task) -> usize {
        let scope = &instance.scope;
        match (scope.municipality, scope.wave.and_then(|at| self.model().waves.get(at))) {
            (Some(_), _) => 1,
            (None, Some(wave)) => {
                let places = self.table.places();
                let mut units: Vec<usize> = wave.area.iter().flat_map(|area| places.within(*area)).collect();
                units.sort_unstable();
                units.dedup();
                units.len()
            }
            (None, None) if task.per == Per::Wave => {
                Places::count(&[self.table.places().of_state(scope.state)])
            }
            (None, None) => 0,
        }
    }

    fn who_name(&self, instance: &Instance, task: &Task) -> String {
        let scope = &instance.scope;
        match task.who {
            Who::State => self.tell(&scope.state.name()),
            Who::OperatingState => self.tell(&instance.worker.name()),
            Who::Municipality => match scope.municipality {
                Some(place) => self.place(place).name,
                None => self.word("die Kommunen", "the municipalities"),
            },
            Who::ItProvider => {
                let provider =
                    scope.service.and_then(|service| self.model().service(service).it_provider(self.on));
                match provider.and_then(Link::known) {
                    Some(id) => self.model().organization(id).name.clone(),
                    None => self.say(Who::ItProvider.label()),
                }
            }
        }
    }

    /// Where a record stands: `ni/rollout.toml:12`.
    pub(super) fn file_and_line(&self, span: Span) -> String {
        let sources = &self.workspace.sources;
        let (start, _) = sources.positions(span);
        format!("{}:{}", sources.get(span.source).path(), start.line)
    }

    fn step_status(&self, instance: &Instance) -> StatusView {
        let progress = &instance.progress;
        let status = match progress.status {
            Status::Open => self.coded("open", Words::new("offen", "open")),
            Status::Done => self.coded("done", Words::new("erledigt", "done")),
            Status::NotApplicable => self.coded("not-applicable", Words::new("entfällt", "not applicable")),
        };
        StatusView {
            status,
            observed: progress.observed,
            why: self.tell(&progress.why),
            places: progress.places.iter().map(|span| self.file_and_line(*span)).collect(),
            done_on: progress.done_on.map(Day),
            evidence: progress.evidence.clone(),
        }
    }

    fn urgency(&self, urgency: Urgency) -> Coded {
        match urgency {
            Urgency::Late => self.coded("late", Words::new("zu spät", "late")),
            Urgency::Ready => self.coded("ready", Words::new("kann beginnen", "ready")),
            Urgency::Next => self.coded("next", Words::new("kommt danach", "next")),
            Urgency::Waiting => self.coded("waiting", Words::new("wartet", "waiting")),
            Urgency::Done => self.coded("done", Words::new("erledigt", "done")),
            Urgency::NotApplicable => self.coded("not-applicable", Words::new("entfällt", "not applicable")),
        }
    }

    fn plan_dates(&self, at: usize, task: &Task, critical: bool) -> Option<DatesView> {
        let dates = self.dates_of(at)?;
        let assumed = dates.duration.is_none() && !task.milestone;
        Some(DatesView {
            start: Day(dates.start),
            finish: Day(dates.finish),
            latest_start: Day(dates.latest_start),
            latest_finish: Day(dates.latest_finish),
            planned: dates.planned.map(|(start, finish)| (Day(start), Day(finish))),
            deadline: dates.deadline.map(Day),
            total_slack: dates.total_slack,
            free_slack: dates.free_slack,
            critical,
            duration: dates.duration.as_ref().map(|duration| self.length(duration)),
            assumption: assumed.then(|| self.word("Dauer nicht angegeben", "no duration given")),
            driver: dates
                .driver
                .and_then(|driver| self.rollout().plan.instances.get(driver))
                .map(|driver| driver.id.clone()),
        })
    }

    fn length(&self, duration: &TaskDuration) -> Length {
        let (least, most) = (duration.least.amount(), duration.most.amount());
        let words = duration.most.words(self.language);
        Length {
            least,
            most,
            unit: match duration.most.unit() {
                Unit::Weeks => "weeks",
                Unit::CalendarDays => "calendar-days",
                _ => "working-days",
            },
            words: match (least == most, self.language) {
                (true, _) => words,
                (false, Language::De) => format!("{least} bis {words}"),
                (false, Language::En) => format!("{least} to {words}"),
            },
        }
    }
}

/// Whether the name of a wave says already which service it is about: "Eheschließung, Welle 1".
pub(super) fn names(wave: &str, service: &str) -> bool {
    service.split_whitespace().next().is_some_and(|first| wave.starts_with(first))
}
