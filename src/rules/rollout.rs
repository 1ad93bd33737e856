//! What the rules of the rollout share: which wave something belongs to, how to call it, where to repair it.

use std::collections::BTreeMap;

use super::bundle::day;
use super::{Context, Rollout, Subject};
use crate::key::StateCode;
use crate::model::{Done, ServiceId, Wave};
use crate::plan::{Conflict, Due, Input, Instance, Scope, Task, agenda};
use crate::routing::and_list;
use crate::source::Span;
use crate::text::Text;

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
    let more = seen.len().saturating_sub(NAMED + 1);
    let shown = if more == 0 { seen.len() } else { NAMED };
    let more = seen.len() - shown;
    let shown = seen.iter().take(shown);
    let (mut de, mut en): (Vec<String>, Vec<String>) =
        shown.map(|task| (format!("„{}“", task.title.de), format!("\"{}\"", task.title.en))).unzip();
    if more > 0 {
        de.push(format!("{more} weitere"));
        en.push(format!("{more} more"));
    }
    Text::new(and_list(&de).de, and_list(&en).en)
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
        2 => Text::new("und noch ein Eintrag", "and one more record"),
        count => {
            let more = count - 1;
            Text::new(format!("und {more} weitere Einträge"), format!("and {more} more records"))
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
    pub(super) begin: Option<crate::time::Date>,
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
        let input = Input {
            model: context.model,
            table: context.table,
            catalog: &rollout.catalog,
            fired: &[],
            on: context.on,
        };
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
