//! What the rules of the rollout share: which wave something belongs to, how to call it, where to repair it.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::day;
use super::uses::names_in;
use super::{Context, Finding, Findings, Rollout, Subject};
use crate::key::StateCode;
use crate::model::{Done, PartId, ServiceId, Wave};
use crate::plan::{Conflict, Due, Ground, Input, Instance, Reason, Scope, Status, Task, Unmatched, agenda};
use crate::routing::Verdict;
use crate::source::Span;
use crate::text::noun::{Case, RECORDS};
use crate::text::{Text, Words};
use crate::time::Date;

/// As many steps are named one by one; more are counted.
const NAMED: usize = 3;

/// A start: what begins together. A service without waves starts once.
pub(super) type Start = (StateCode, Option<ServiceId>, Option<usize>);

/// The start that a scope belongs to.
pub(super) fn start(scope: &Scope) -> Start {
    (scope.state, scope.service, scope.wave)
}

fn wave<'c>(context: &'c Context<'_>, start: Start) -> Option<&'c Wave> {
    start.2.and_then(|at| context.model.waves.get(at))
}

/// Where a start is repaired: at the day of the wave, else at the `[[use]]`.
pub(super) fn place(context: &Context<'_>, start: Start) -> Option<Span> {
    let own = wave(context, start).map(|wave| wave.go_live.as_ref().map_or(wave.span, |day| day.span));
    let usage = || start.1.and_then(|service| context.model.use_of(start.0, service)).map(|usage| usage.span);
    own.or_else(usage).or_else(|| context.model.states.get(&start.0).map(|state| state.span))
}

/// "„Eheschließung“, Welle „Welle 1“".
pub(super) fn name(context: &Context<'_>, start: Start) -> Text {
    let Some(service) = start.1 else { return start.0.name() };
    let service = &context.model.service(service).name;
    match wave(context, start).and_then(|wave| wave.name.as_ref().or(wave.id.as_ref())) {
        Some(wave) => {
            Text::new(format!("„{service}“, Welle „{wave}“"), format!("\"{service}\", wave \"{wave}\""))
        }
        None => Text::new(format!("„{service}“"), format!("\"{service}\"")),
    }
}

/// What a finding about a start is about.
pub(super) fn subject(context: &Context<'_>, start: Start) -> Subject {
    let mut subject = Subject::state(start.0);
    subject.service = start.1;
    if let Some(wave) = wave(context, start) {
        subject = subject.areas(wave.area.iter().copied());
        subject.record.clone_from(&wave.id);
    }
    subject
}

/// The task of an instance.
pub(super) fn task<'c>(rollout: &'c Rollout, instance: &Instance) -> Option<&'c Task> {
    rollout.catalog.tasks.get(instance.task)
}

/// Titles in quotes, each once in their order; of many the first, and how many more.
pub(super) fn titles<'t>(tasks: impl IntoIterator<Item = &'t Task>) -> Text {
    let mut seen: Vec<&Task> = Vec::new();
    for task in tasks {
        if seen.iter().all(|other| other.id != task.id) {
            seen.push(task);
        }
    }
    let (de, en): (Vec<String>, Vec<String>) =
        seen.iter().map(|task| (format!("„{}“", task.title.de), format!("\"{}\"", task.title.en))).unzip();
    Text::new(names_in(&de, Case::Nominative).de, names_in(&en, Case::Nominative).en)
}

/// One start whose day has come, and the tasks before it that are open.
struct Begun<'c> {
    start: Start,
    go_live: Date,
    tasks: Vec<&'c Task>,
}

/// Starts by their day, with the tasks before each that are open.
type Starts<'c> = BTreeMap<(Date, Start), Vec<&'c Task>>;

/// How a rule tells of starts that came too early: message, what stands before the open tasks, way out.
pub(super) struct Telling {
    /// From the name of the start and its day.
    pub(super) message: fn(&Text, &Text) -> Text,
    /// Before the titles of the tasks that are open.
    pub(super) open: Words,
    /// From the id of the first of these.
    pub(super) help: fn(&str) -> Text,
}

/// Reports starts whose day has come while some of their tasks are open: one finding per service, also where several of its
/// waves started, for what is missing is mostly missing in all of them.
pub(super) fn report_begun(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    wanted: impl Fn(&Task) -> bool,
    telling: &Telling,
) {
    let Some(rollout) = context.rollout() else { return };
    let mut found: BTreeMap<(StateCode, Option<ServiceId>, bool), Starts<'_>> = BTreeMap::new();
    let misnamed = misnamed(context, rollout);
    let kept = |instance: &&Instance| rollout.kept_by.contains(&instance.scope.state);
    let open = rollout.plan.instances.iter().filter(|found| found.progress.status == Status::Open);
    for instance in open.filter(kept) {
        let Some(task) = task(rollout, instance).filter(|task| wanted(task)) else { continue };
        if misnamed.contains(&(instance.scope.state, task.id.as_str())) {
            continue;
        }
        let Some(go_live) = instance.go_live.filter(|day| *day <= context.on) else { continue };
        let start = start(&instance.scope);
        let starts = found.entry((start.0, start.1, start.2.is_some())).or_default();
        starts.entry((go_live, start)).or_default().push(task);
    }
    for starts in found.into_values() {
        let begun = starts.into_iter().map(|((go_live, start), tasks)| Begun { start, go_live, tasks });
        report_starts(context, findings, &begun.collect::<Vec<_>>(), telling);
    }
}

/// Steps for which there is a record that names something else by mistake: L607 tells of it, and the step may well be done.
fn misnamed<'c>(context: &'c Context<'_>, rollout: &'c Rollout) -> BTreeSet<(StateCode, &'c str)> {
    // A country repeats a mistake in thousands of records.
    let mut closest: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    let meant = |found: &'c Unmatched| {
        let record = context.model.done.get(found.record)?;
        let name = record.task.value.as_str();
        let task = match &found.reason {
            // The rollout of rules knows only some tasks; what the whole catalog knows is named rightly.
            Reason::UnknownTask(_) if context.catalog.task(name).is_some() => return None,
            Reason::UnknownTask(_) => *closest.entry(name).or_insert_with(|| context.catalog.nearest(name)),
            Reason::NothingThere => Some(name),
            Reason::Observable => None,
        };
        Some((record.state, task?))
    };
    rollout.plan.unmatched.iter().filter_map(meant).collect()
}

fn report_starts(context: &Context<'_>, findings: &mut Findings<'_>, begun: &[Begun<'_>], telling: &Telling) {
    let Some((first, rest)) = begun.split_first() else { return };
    let Some(span) = place(context, first.start) else { return };
    let open = |found: &Begun<'_>| {
        let titles = titles(found.tasks.iter().copied());
        Text::new(
            format!("{}: {}", telling.open.de, titles.de),
            format!("{}: {}", telling.open.en, titles.en),
        )
    };
    let mut about = subject(context, first.start);
    let mut names = name(context, first.start);
    if !rest.is_empty() {
        about = Subject { record: None, areas: Vec::new(), ..about };
        names = names_of(context, begun);
    }
    let task = first.tasks.first().map_or("", |task| task.id.as_str());
    let mut finding = Finding::new(span, (telling.message)(&names, &day(first.go_live)), about)
        .label(open(first))
        .help((telling.help)(task));
    for other in rest.iter().take(NAMED) {
        if let Some(span) = place(context, other.start) {
            finding = finding.related(span, open(other));
        }
    }
    findings.report(finding);
}

/// "„Eheschließung“, Wellen „Welle 1“ und „Welle 2“"; of many the first, and how many more.
fn names_of(context: &Context<'_>, begun: &[Begun<'_>]) -> Text {
    let waves = begun.iter().filter_map(|found| wave(context, found.start));
    let names: Vec<String> = waves.map(wave_name).collect();
    let service = begun.first().and_then(|found| found.start.1);
    let service = service.map_or("", |id| context.model.service(id).name.as_str());
    let (de, en): (Vec<String>, Vec<String>) =
        names.iter().map(|name| (format!("„{name}“"), format!("\"{name}\""))).unzip();
    Text::new(
        format!("„{service}“, Wellen {}", names_in(&de, Case::Nominative).de),
        format!("\"{service}\", waves {}", names_in(&en, Case::Nominative).en),
    )
}

fn wave_name(wave: &Wave) -> String {
    wave.name.clone().unwrap_or_else(|| crate::plan::wave_key(wave))
}

/// Waves whose day of go-live has passed while nobody answers on any level, as places in the model's list.
pub(super) fn silent_waves(context: &Context<'_>) -> Vec<usize> {
    let past = |wave: &Wave| wave.go_live.as_ref().is_some_and(|day| day.value < context.on);
    let waves = context.model.waves.iter().enumerate().filter(|(_, wave)| past(wave));
    let mut ground = None;
    waves
        .filter(|(at, wave)| {
            let ground = ground.get_or_insert_with(|| Ground::new(context.situation));
            let scope = Scope { service: Some(wave.service), wave: Some(*at), ..Scope::state(wave.state) };
            let rows = ground.rows_of(&scope);
            let is_meant = |part: Option<PartId>| part.is_none_or(|part| wave.parts.has(&part));
            let lines = rows.iter().flat_map(|row| &row.apart).filter(|line| is_meant(line.part));
            let mut verdicts =
                lines.filter_map(|line| line.at(context.on)).map(|part| part.verdict).peekable();
            verdicts.peek().is_some() && verdicts.all(|verdict| verdict == Verdict::Open)
        })
        .map(|(at, _)| at)
        .collect()
}

/// Records of one state that name the same task: one cause, told at the first of them.
pub(super) fn records<'c>(context: &'c Context<'_>) -> BTreeMap<(StateCode, &'c str), Vec<&'c Done>> {
    let mut found: BTreeMap<(StateCode, &str), Vec<&Done>> = BTreeMap::new();
    for record in &context.model.done {
        found.entry((record.state, &record.task.value)).or_default().push(record);
    }
    found
}

/// What a finding about such records is about; places only where it is about one record.
pub(super) fn about(records: &[&Done]) -> Subject {
    let Some(first) = records.first() else { return Subject::default() };
    let mut about = Subject::state(first.state).record(first.task.value.clone());
    let of_all = |service: &ServiceId| records.iter().all(|record| record.service == Some(*service));
    about.service = first.service.filter(of_all);
    if records.len() == 1 {
        about.component = first.component;
        about = about.areas(first.municipality);
    }
    about
}

/// "und 3 weitere Einträge", where there are more than one.
pub(super) fn more(records: &[&Done]) -> Text {
    match records.len() {
        0 | 1 => Text::default(),
        count => {
            let more = RECORDS.more(count - 1, Case::Nominative);
            Text::new(format!("und {}", more.de), format!("and {}", more.en))
        }
    }
}

/// A date that the durations given do not allow, and everything that follows from the same date.
pub(super) struct Late<'p> {
    /// The start.
    pub(super) start: Start,
    /// The first of its conflicts.
    pub(super) conflict: &'p Conflict,
    /// The tasks one after another that say why.
    pub(super) chain: Vec<&'p Instance>,
    /// The latest day on which the first open task of the chain should have begun.
    pub(super) begin: Option<Date>,
}

/// Dates ahead that the durations given do not allow, one per start: the one that is missed by most.
pub(super) fn late<'p>(context: &'p Context<'_>, due: Due) -> Vec<Late<'p>> {
    let Some(rollout) = context.rollout() else { return Vec::new() };
    let Rollout { plan, schedule, .. } = rollout;
    let mut found: Vec<Late<'p>> = Vec::new();
    for conflict in schedule.conflicts.iter().filter(|conflict| conflict.deadline > context.on) {
        let Some(instance) = plan.instances.get(conflict.instance) else { continue };
        if task(rollout, instance).and_then(|task| task.due) != Some(due) {
            continue;
        }
        let start = start(&instance.scope);
        if !rollout.kept_by.contains(&start.0) {
            continue;
        }
        let chain: Vec<&Instance> = conflict.chain.iter().filter_map(|at| plan.instances.get(*at)).collect();
        let first = conflict.chain.iter().find_map(|at| schedule.dates.get(*at).and_then(Option::as_ref));
        let late = Late { start, conflict, chain, begin: first.map(|dates| dates.latest_start) };
        match found.iter_mut().find(|other| other.start == start) {
            Some(other) if other.conflict.finish < conflict.finish => *other = late,
            Some(_) => {}
            None => found.push(late),
        }
    }
    found
}

impl Late<'_> {
    /// What cannot be kept, and the steps one after another that say why.
    pub(super) fn label(&self, context: &Context<'_>, rollout: &Rollout) -> Text {
        let input = Input { situation: context.situation, catalog: &rollout.catalog, fired: &[] };
        agenda::conflict_words(&input, &rollout.plan, self.conflict)
    }

    /// When the first step of the chain should have begun, as a cause.
    pub(super) fn cause(&self, rollout: &Rollout) -> Option<Text> {
        let begin = day(self.begin?);
        let first = self.chain.iter().find_map(|instance| task(rollout, instance))?;
        Some(Text::new(
            format!("„{}“ hätte spätestens am {} beginnen müssen", first.title.de, begin.de),
            format!("\"{}\" should have begun on {} at the latest", first.title.en, begin.en),
        ))
    }
}
