//! What is late, what is ready now, what comes next: the plan in the order in which people need it; and why.

use super::dates::{Conflict, Schedule};
use super::{Input, Instance, Plan, Status};
use crate::text::{Language, Text, text};
use crate::time::{Date, format_date};

/// How an instance stands on the day in question, most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Its latest day has passed, or its deadline cannot be kept any more.
    Late,
    /// It can begin: nothing that it waits for is open.
    Ready,
    /// It waits for tasks that are ready, and for nothing else.
    Next,
    /// It waits for more.
    Waiting,
    /// Done.
    Done,
    /// Does not arise.
    NotApplicable,
}

/// How each instance stands, in the order of the plan.
pub fn urgencies(plan: &Plan, schedule: &Schedule) -> Vec<Urgency> {
    plan.instances
        .iter()
        .enumerate()
        .map(|(at, instance)| match instance.progress.status {
            Status::Done => Urgency::Done,
            Status::NotApplicable => Urgency::NotApplicable,
            Status::Open => {
                let dates = schedule.dates.get(at).and_then(Option::as_ref);
                if dates.is_some_and(|dates| dates.total_slack < 0 || dates.latest_start < plan.on) {
                    Urgency::Late
                } else if plan.is_ready(instance) {
                    Urgency::Ready
                } else if plan.waits_for(instance).all(|earlier| plan.is_ready(earlier)) {
                    Urgency::Next
                } else {
                    Urgency::Waiting
                }
            }
        })
        .collect()
}

/// Explains an instance like a person would: how far it is and why, then where its dates come from.
pub fn why(input: &Input<'_>, plan: &Plan, schedule: &Schedule, at: usize) -> Vec<Text> {
    let Some(instance) = plan.instances.get(at) else { return Vec::new() };
    let reason = &instance.progress.why;
    let mut said = vec![match instance.progress.status {
        Status::Done => Text::new(format!("Erledigt: {}.", reason.de), format!("Done: {}.", reason.en)),
        Status::Open => {
            Text::new(format!("Noch nicht erledigt: {}.", reason.de), format!("Not done yet: {}.", reason.en))
        }
        Status::NotApplicable => {
            Text::new(format!("Entfällt: {}.", reason.de), format!("Not applicable: {}.", reason.en))
        }
    }];
    let Some(dates) = schedule.dates.get(at).and_then(Option::as_ref) else {
        if schedule.cycles.iter().any(|cycle| cycle.contains(&at)) {
            said.push(text!(
                "Es gibt keine Termine: Die Aufgabe wartet im Kreis auf sich selbst.",
                "There are no dates: the task waits for itself in a circle."
            ));
        }
        return said;
    };
    let (start, start_en) = both(dates.start);
    match dates.driver.and_then(|driver| plan.instances.get(driver)) {
        Some(earlier) => {
            let title = title(input, earlier);
            said.push(Text::new(
                format!("Frühestens ab {start}, weil vorher „{}“ an der Reihe ist.", title.de),
                format!("From {start_en} at the earliest, because \"{}\" comes first.", title.en),
            ));
        }
        None => said.push(text!("Frühestens ab {start}.", "From {start_en} at the earliest.")),
    }
    let (latest, latest_en) = both(dates.latest_start);
    let slack = dates.total_slack;
    said.push(match dates.deadline {
        Some(deadline) => {
            let (day, day_en) = both(deadline);
            text!(
                "Spätestens am {latest} beginnen, damit es vor dem {day} fertig ist; Puffer: {slack} Arbeitstage.",
                "Begin on {latest_en} at the latest, to be finished before {day_en}; slack: {slack} working days."
            )
        }
        None => text!(
            "Spätestens am {latest} beginnen, sonst verschieben sich Aufgaben mit Termin; Puffer: {slack} Arbeitstage.",
            "Begin on {latest_en} at the latest, else tasks with a date move; slack: {slack} working days."
        ),
    });
    said.push(match &dates.duration {
        Some(duration) => {
            let (de, en) = (duration.most.words(Language::De), duration.most.words(Language::En));
            text!("Gerechnet mit {de}.", "Reckoned with {en}.")
        }
        None => text!(
            "Dauer nicht angegeben: mit null Tagen gerechnet.",
            "No duration given: reckoned with zero days."
        ),
    });
    said
}

/// Explains a date that cannot be kept, naming the tasks and dates that conflict.
pub fn conflict_words(input: &Input<'_>, plan: &Plan, conflict: &Conflict) -> Text {
    let names: Vec<Text> = conflict
        .chain
        .iter()
        .filter_map(|at| plan.instances.get(*at))
        .map(|found| title(input, found))
        .collect();
    let chain = |language| names.iter().map(|name| name.get(language)).collect::<Vec<_>>().join(" → ");
    let (de, en) = (chain(Language::De), chain(Language::En));
    let ((deadline, deadline_en), (finish, finish_en)) = (both(conflict.deadline), both(conflict.finish));
    if conflict.overdue {
        return text!("überfällig seit dem {deadline}: {de}", "overdue since {deadline_en}: {en}");
    }
    text!(
        "vor dem {deadline} nicht zu schaffen, frühestens am {finish} fertig: {de}",
        "cannot be done before {deadline_en}, finished on {finish_en} at the earliest: {en}"
    )
}

fn both(day: Date) -> (String, String) {
    (format_date(day, Language::De), format_date(day, Language::En))
}

/// The title of an instance's task.
pub fn title(input: &Input<'_>, instance: &Instance) -> Text {
    input.catalog.tasks.get(instance.task).map_or_else(Text::default, |task| task.title.clone())
}
