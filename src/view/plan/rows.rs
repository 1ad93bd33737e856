//! Instances as rows.

use std::collections::BTreeSet;

use super::naming::{coded, dates_of, names, wave_name, wave_of};
use super::{Coded, DatesView, Day, Length, PlanRow, Predecessor, SourceView, StatusView};
use crate::key::Area;
use crate::model::{Link, TaskDuration};
use crate::plan::{Instance, Per, Status, Task, Urgency, Who, urgencies};
use crate::routing::Places;
use crate::source::Span;
use crate::text::{Language, Words};
use crate::time::Unit;
use crate::view::place;
use crate::view::scene::Scene;
use crate::vocabulary::Vocabulary;

/// The chosen instances as rows.
pub(super) fn plan_rows(scene: &Scene<'_>, chosen: &[usize], critical: &BTreeSet<usize>) -> Vec<PlanRow> {
    let rollout = scene.rollout();
    let urgencies = urgencies(&rollout.plan, &rollout.schedule);
    let row = |at: &usize| {
        let instance = rollout.plan.instances.get(*at)?;
        let task = scene.workspace.catalog.tasks.get(instance.task)?;
        let urgency = urgencies.get(*at).copied().unwrap_or(Urgency::Waiting);
        Some(plan_row(scene, *at, instance, task, urgency, critical.contains(at)))
    };
    chosen.iter().filter_map(row).collect()
}

fn plan_row(
    scene: &Scene<'_>,
    at: usize,
    instance: &Instance,
    task: &Task,
    urgency: Urgency,
    critical: bool,
) -> PlanRow {
    let model = scene.model();
    PlanRow {
        id: instance.id.clone(),
        task: task.id.clone(),
        title: scene.tell(&task.title),
        text: scene.tell(&task.text),
        state: instance.scope.state.code().to_owned(),
        scope: scope_words(scene, instance),
        service: instance.scope.service.map(|id| model.service(id).id.to_string()),
        municipality: instance.scope.municipality.map(Area::digits),
        municipalities: places_of(scene, instance, task),
        wave: wave_of(scene, instance, task),
        who: coded(scene, task.who.word(), task.who.label()),
        who_name: who_name(scene, instance, task),
        calendar: instance.worker.code().to_owned(),
        dimension: coded(scene, task.dimension.word(), task.dimension.label()),
        phase: coded(scene, task.phase.word(), task.phase.label()),
        status: step_status(scene, instance),
        urgency: self::urgency(scene, urgency),
        dates: plan_dates(scene, at, task, critical),
        after: instance
            .after
            .iter()
            .filter_map(|edge| {
                Some(Predecessor {
                    id: scene.rollout().plan.instances.get(edge.from)?.id.clone(),
                    relation: coded(scene, edge.relation.word(), edge.relation.label()),
                    lag: edge.lag,
                })
            })
            .collect(),
        gate: task.gate,
        milestone: task.milestone,
        optional: task.optional,
        counts: instance.counts(&scene.workspace.catalog),
        law: task.law.as_ref().map(|law| scene.tell(law)),
        sources: task.sources.iter().map(|source| source_of(scene, task, source)).collect(),
    }
}

/// A source of a task.
pub(in crate::view) fn source_of(scene: &Scene<'_>, task: &Task, source: &str) -> SourceView {
    let document = scene.workspace.catalog.document(&task.list, source);
    SourceView {
        id: if source == "own" { scene.word("eigener Schritt", "own step") } else { source.to_owned() },
        title: document.map(|document| scene.tell(&document.title)),
        url: document.and_then(|document| document.url.clone()),
    }
}

/// For what a row is, in words.
pub(in crate::view) fn scope_words(scene: &Scene<'_>, instance: &Instance) -> String {
    let (model, scope) = (scene.model(), &instance.scope);
    let mut parts: Vec<String> = Vec::new();
    let service = scope.service.map(|id| model.service(id).name.clone());
    let wave = scope.wave.filter(|_| scope.municipality.is_none()).map(|at| wave_name(scene, at));
    let said = service.as_ref().zip(wave.as_ref()).is_some_and(|(service, wave)| names(wave, service));
    parts.extend(service.filter(|_| !said));
    parts.extend(scope.component.map(|id| model.component(id).name.clone()));
    match scope.municipality {
        Some(place) => parts.push(place::place(scene, place).name),
        None => parts.extend(wave),
    }
    if parts.is_empty() { scene.tell(&scope.state.name()) } else { parts.join(", ") }
}

fn places_of(scene: &Scene<'_>, instance: &Instance, task: &Task) -> usize {
    let scope = &instance.scope;
    match (scope.municipality, scope.wave.and_then(|at| scene.model().waves.get(at))) {
        (Some(_), _) => 1,
        (None, Some(wave)) => scene.table.places().of_wave(wave).len(),
        (None, None) if task.per == Per::Wave => Places::count(&[scene.table.places().of_state(scope.state)]),
        (None, None) => 0,
    }
}

fn who_name(scene: &Scene<'_>, instance: &Instance, task: &Task) -> String {
    let scope = &instance.scope;
    match task.who {
        Who::State => scene.tell(&scope.state.name()),
        Who::OperatingState => scene.tell(&instance.worker.name()),
        Who::Municipality => match scope.municipality {
            Some(place) => place::place(scene, place).name,
            None => scene.word("die Kommunen", "the municipalities"),
        },
        Who::ItProvider => {
            let provider =
                scope.service.and_then(|service| scene.model().service(service).it_provider(scene.on));
            match provider.and_then(Link::known) {
                Some(id) => scene.model().organization(id).name.clone(),
                None => scene.say(Who::ItProvider.label()),
            }
        }
    }
}

/// Where a record stands: `ni/rollout.toml:12`.
pub(super) fn file_and_line(scene: &Scene<'_>, span: Span) -> String {
    let sources = &scene.workspace.sources;
    let (start, _) = sources.positions(span);
    format!("{}:{}", sources.get(span.source).path(), start.line)
}

fn step_status(scene: &Scene<'_>, instance: &Instance) -> StatusView {
    let progress = &instance.progress;
    let status = match progress.status {
        Status::Open => coded(scene, "open", Words::new("offen", "open")),
        Status::Done => coded(scene, "done", Words::new("erledigt", "done")),
        Status::NotApplicable => coded(scene, "not-applicable", Words::new("entfällt", "not applicable")),
    };
    StatusView {
        status,
        observed: progress.observed,
        why: scene.tell(&progress.why),
        places: progress.places.iter().map(|span| file_and_line(scene, *span)).collect(),
        done_on: progress.done_on.map(Day),
        evidence: progress.evidence.clone(),
    }
}

fn urgency(scene: &Scene<'_>, urgency: Urgency) -> Coded {
    match urgency {
        Urgency::Late => coded(scene, "late", Words::new("zu spät", "late")),
        Urgency::Ready => coded(scene, "ready", Words::new("kann beginnen", "ready")),
        Urgency::Next => coded(scene, "next", Words::new("kommt danach", "next")),
        Urgency::Waiting => coded(scene, "waiting", Words::new("wartet", "waiting")),
        Urgency::Done => coded(scene, "done", Words::new("erledigt", "done")),
        Urgency::NotApplicable => coded(scene, "not-applicable", Words::new("entfällt", "not applicable")),
    }
}

fn plan_dates(scene: &Scene<'_>, at: usize, task: &Task, critical: bool) -> Option<DatesView> {
    let dates = dates_of(scene, at)?;
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
        duration: dates.duration.as_ref().map(|duration| length(scene, duration)),
        assumption: assumed.then(|| scene.word("Dauer nicht angegeben", "no duration given")),
        driver: dates
            .driver
            .and_then(|driver| scene.rollout().plan.instances.get(driver))
            .map(|driver| driver.id.clone()),
    })
}

fn length(scene: &Scene<'_>, duration: &TaskDuration) -> Length {
    let (least, most) = (duration.least.amount(), duration.most.amount());
    let words = duration.most.words(scene.language);
    Length {
        least,
        most,
        unit: match duration.most.unit() {
            Unit::Weeks => "weeks",
            Unit::CalendarDays => "calendar-days",
            _ => "working-days",
        },
        words: match (least == most, scene.language) {
            (true, _) => words,
            (false, Language::De) => format!("{least} bis {words}"),
            (false, Language::En) => format!("{least} to {words}"),
        },
    }
}
