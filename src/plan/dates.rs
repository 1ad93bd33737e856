//! From instances to dates: durations as the user gave them, calendars of those who work, go-live and the end of an
//! interim as deadlines.

use std::collections::{BTreeMap, BTreeSet};

use super::facts;
use super::raw::{Due, Who};
use super::schedule::{self, Activity, Capacity, Day, Link, Network, Times, WorkDays};
use super::{Input, Instance, Plan, Status, Task};
use crate::key::{Area, StateCode};
use crate::model::{Support, TaskDuration};
use crate::plan::scope::Ground;
use crate::situation::Limited;
use crate::time::{Date, Locality, Unit, local_holidays};
use crate::vocabulary::Resource;
use crate::work::{Alone, Workers};

/// How far the schedule reaches behind the last date that the files name.
const YEARS: i16 = 10;

/// When an instance can and must be done. Days are days of work: a task from Monday to Wednesday finishes on Wednesday.
#[derive(Debug, Clone)]
pub struct Dates {
    /// Earliest first day.
    pub start: Date,
    /// Earliest last day.
    pub finish: Date,
    /// Latest first day that keeps every deadline.
    pub latest_start: Date,
    /// Latest last day.
    pub latest_finish: Date,
    /// Working days by which it can slip before a deadline breaks; negative: it is too late already.
    pub total_slack: i32,
    /// Working days by which it can slip before any other task moves.
    pub free_slack: i32,
    /// First and last day under capacity; `None` where no capacity is given, or none is enough.
    pub planned: Option<(Date, Date)>,
    /// The day before which it must be finished.
    pub deadline: Option<Date>,
    /// How long it takes, as the state's file says; `None`: "Dauer nicht angegeben", planned with length zero.
    pub duration: Option<TaskDuration>,
    /// On the critical path.
    pub critical: bool,
    /// The task that decides its earliest first day, as a place in the plan's list.
    pub driver: Option<usize>,
}

/// A date that cannot be kept, and the tasks one after another that say why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The instance with the deadline, as a place in the plan's list.
    pub instance: usize,
    /// The day before which it must be finished.
    pub deadline: Date,
    /// Its earliest last day.
    pub finish: Date,
    /// The instances that decide this, ending with it.
    pub chain: Vec<usize>,
    /// The deadline has passed: the task is overdue, whatever the dependencies say.
    pub overdue: bool,
}

/// The dates of a plan.
#[derive(Debug, Clone, Default)]
pub struct Schedule {
    /// The dates of each instance, in the order of the plan; `None`: done, not applicable, not planned, or in or behind a
    /// cycle.
    pub dates: Vec<Option<Dates>>,
    /// Instances that wait for each other, each cycle in the order of its dependencies.
    pub cycles: Vec<Vec<usize>>,
    /// Dates that cannot be kept.
    pub conflicts: Vec<Conflict>,
}

/// The numbering of days.
#[derive(Debug, Clone, Copy)]
struct Clock {
    origin: Date,
}

impl Clock {
    fn day(self, date: Date) -> Day {
        let days = self.origin.until(date).map(|span| span.get_days());
        days.unwrap_or(if date < self.origin { Day::MIN / 4 } else { Day::MAX / 4 })
    }

    fn date(self, day: Day) -> Date {
        self.origin.saturating_add(jiff::Span::new().days(day))
    }
}

/// The calendars in use; the first counts every day.
#[derive(Debug)]
struct Calendars<'a> {
    input: Input<'a>,
    clock: Clock,
    end: Date,
    numbers: BTreeMap<(StateCode, Vec<Date>), usize>,
    /// The same by place: few places have holidays of their own, and each has many tasks.
    by_place: BTreeMap<(StateCode, Option<Area>), usize>,
    list: Vec<WorkDays>,
}

impl Calendars<'_> {
    /// The calendar of whoever does a task: of the state, with the holidays of the municipality that works.
    fn of(&mut self, task: &Task, instance: &Instance) -> usize {
        let place = instance.scope.municipality.filter(|_| task.who == Who::Municipality);
        if let Some(number) = self.by_place.get(&(instance.worker, place)) {
            return *number;
        }
        let number = self.at(instance.worker, place);
        self.by_place.insert((instance.worker, place), number);
        number
    }

    fn at(&mut self, state: StateCode, place: Option<Area>) -> usize {
        let mut local = Vec::new();
        if let Some(place) = place {
            for year in self.clock.origin.year()..=self.end.year() {
                let days = local_holidays(state.code(), year, &place.digits(), &Locality::default());
                local.extend(days.into_iter().map(|(day, _)| day));
            }
        }
        let key = (state, local);
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let calendar = self.input.model().calendar(state);
        let works = |day: Date| calendar.is_working_day(day) && !key.1.contains(&day);
        self.list.push(WorkDays::between(self.clock.origin, self.end, works));
        let number = self.list.len() - 1;
        self.numbers.insert(key, number);
        number
    }
}

/// Computes the dates of a plan.
pub fn schedule(input: &Input<'_>, plan: &Plan) -> Schedule {
    schedule_with(input, plan, &Alone)
}

/// The same with several hands.
pub fn schedule_with(input: &Input<'_>, plan: &Plan, workers: &impl Workers) -> Schedule {
    let ground = Ground::new(input.situation);
    let on = input.on();
    let clock = Clock { origin: on.saturating_sub(jiff::Span::new().days(31)) };
    let end = last_date(input, plan).saturating_add(jiff::Span::new().years(i64::from(YEARS)));
    let mut calendars = Calendars {
        input: *input,
        clock,
        end,
        numbers: BTreeMap::new(),
        by_place: BTreeMap::new(),
        list: vec![WorkDays::every_day()],
    };
    let scarce = scarce(input, clock, end);
    let mut network = Network { first: clock.day(on), ..Network::default() };
    let own: Vec<(&Instance, usize)> = plan
        .instances
        .iter()
        .map(|instance| {
            let task = input.catalog.tasks.get(instance.task);
            (instance, task.map_or(0, |task| calendars.of(task, instance)))
        })
        .collect();
    let made = workers.map(&own, |(instance, own)| {
        let Some(task) = input.catalog.tasks.get(instance.task) else { return (Activity::default(), None) };
        let duration = duration(input, task, instance);
        (activity(&ground, task, instance, *own, duration, &scarce, clock), duration)
    });
    let lengths: Vec<Option<&TaskDuration>>;
    (network.activities, lengths) = made.into_iter().unzip();
    for (to, instance) in plan.instances.iter().enumerate() {
        network.links.extend(instance.after.iter().map(|edge| Link {
            from: edge.from,
            to,
            relation: edge.relation,
            lag: edge.lag,
        }));
    }
    network.calendars = calendars.list;
    told(input, plan, (&network, &lengths, &scarce, clock), workers)
}

/// The latest of the dates that matter.
fn last_date(input: &Input<'_>, plan: &Plan) -> Date {
    let go_lives = plan.instances.iter().filter_map(|instance| instance.go_live);
    let ends = input.model().supports.iter().filter_map(Limited::end);
    go_lives.chain(ends).filter(|day| day.year() < 2200).chain([input.on()]).max().unwrap_or(input.on())
}

/// What there is only so much of, by state and kind, in order.
type Scarce = Vec<((StateCode, Resource), Capacity)>;

fn scarce(input: &Input<'_>, clock: Clock, end: Date) -> Scarce {
    let days = usize::try_from(clock.day(end)).unwrap_or(0);
    let mut found: BTreeMap<(StateCode, Resource), Vec<u32>> = BTreeMap::new();
    for record in &input.model().capacities {
        let daily = found.entry((record.state, record.what)).or_insert_with(|| vec![0; days]);
        let from = record.period.from.map_or(0, |day| clock.day(day));
        let until = record.period.until.map_or(Day::MAX, |day| clock.day(day));
        for (day, there) in (0..).zip(daily.iter_mut()) {
            if from <= day && day < until {
                *there += record.number;
            }
        }
    }
    found.into_iter().map(|(key, daily)| (key, Capacity::Daily(daily))).collect()
}

/// How long a task takes: as the co-using state says, else as the state of whoever works says.
fn duration<'a>(input: &Input<'a>, task: &Task, instance: &Instance) -> Option<&'a TaskDuration> {
    let of = |state: StateCode| {
        input.model().durations.iter().find(|record| record.state == state && record.task.value == task.id)
    };
    if task.milestone {
        return None;
    }
    of(instance.scope.state).or_else(|| of(instance.worker))
}

fn activity(
    ground: &Ground<'_>,
    task: &Task,
    instance: &Instance,
    own: usize,
    duration: Option<&TaskDuration>,
    scarce: &Scarce,
    clock: Clock,
) -> Activity {
    let on = ground.situation.on();
    let over = match instance.progress.status {
        Status::Open => None,
        Status::Done => Some(clock.day(instance.progress.done_on.unwrap_or(on).min(on))),
        Status::NotApplicable => Some(clock.day(on)),
    };
    let (calendar, length) = match duration.map(|record| (record.most.unit(), record.most.amount())) {
        Some((Unit::Weeks, weeks)) => (0, weeks.saturating_mul(7)),
        Some((Unit::CalendarDays, days)) => (0, days),
        Some((_, days)) => (own, days),
        None => (own, 0),
    };
    let deadline = deadline(ground, task, instance).map(|day| clock.day(day));
    let needs = task.needs.and_then(|need| {
        let at = scarce.iter().position(|(key, _)| *key == (instance.scope.state, need.what))?;
        Some((at, need.number))
    });
    let not_before = deadline.filter(|_| task.milestone);
    Activity { calendar, length, not_before, deadline, over, needs }
}

/// The day before which a task must be finished.
fn deadline(ground: &Ground<'_>, task: &Task, instance: &Instance) -> Option<Date> {
    if instance.progress.status != Status::Open || !instance.planned {
        return None;
    }
    match task.due? {
        Due::GoLive => instance.go_live,
        Due::InterimEnd => {
            let interims = facts::interims(ground, &instance.scope);
            interims.into_iter().filter_map(Limited::end).min()
        }
        // Where the files give no lead time and no notice period there is no such day.
        Due::Notice => {
            let day = |support: &Support| {
                let calendar = ground.calendar(support.state)?;
                ground.model.lead(support)?.before(support.end()?, calendar)
            };
            facts::interims(ground, &instance.scope).into_iter().filter_map(day).min()
        }
    }
}

fn told(
    input: &Input<'_>,
    plan: &Plan,
    (network, lengths, scarce, clock): (&Network, &[Option<&TaskDuration>], &Scarce, Clock),
    workers: &impl Workers,
) -> Schedule {
    let solution = schedule::solve(network);
    let on_critical: BTreeSet<usize> = solution.critical(network).into_iter().collect();
    let capacities: Vec<Capacity> = scarce.iter().map(|(_, capacity)| capacity.clone()).collect();
    let placed = if scarce.is_empty() {
        vec![None; network.activities.len()]
    } else {
        schedule::level(network, &solution, &capacities)
    };
    let places: Vec<usize> = (0..plan.instances.len()).collect();
    let dates = workers.map(&places, |&at| {
        let instance = plan.instances.get(at)?;
        let times = solution.times.get(at).copied().flatten();
        let times = times.filter(|_| instance.progress.status == Status::Open && instance.planned);
        let activity = network.activities.get(at);
        times.zip(activity).map(|(times, activity)| {
            let milestone = input.catalog.tasks.get(instance.task).is_some_and(|task| task.milestone);
            let show = Show { clock, work: network.calendar(activity), length: activity.length, milestone };
            let mut dates = show.dates(&times);
            dates.planned = placed
                .get(at)
                .copied()
                .flatten()
                .map(|placed| (show.first(placed.start), show.last(placed.start, placed.finish)));
            dates.deadline = activity.deadline.map(|day| clock.date(day));
            dates.duration = lengths.get(at).copied().flatten().cloned();
            dates.critical = on_critical.contains(&at);
            dates.driver =
                times.driver.and_then(|link| network.links.get(link as usize)).map(|link| link.from);
            dates
        })
    });
    let conflicts = solution
        .impossible
        .iter()
        .map(|found| Conflict {
            instance: found.activity,
            deadline: clock.date(found.deadline),
            finish: dates
                .get(found.activity)
                .and_then(Option::as_ref)
                .map_or_else(|| clock.date(found.finish), |dates| dates.finish),
            chain: found.chain.clone(),
            overdue: clock.date(found.deadline) <= plan.on,
        })
        .collect();
    Schedule { dates, cycles: solution.cycles, conflicts }
}

/// Instants of the network as days that people write down.
struct Show<'n> {
    clock: Clock,
    work: &'n WorkDays,
    length: u32,
    milestone: bool,
}

impl Show<'_> {
    fn dates(&self, times: &Times) -> Dates {
        let late = |instant: Day| {
            // Something without length that must be over by an instant is done on a working day before it.
            if self.length == 0 && !self.milestone {
                self.clock.date(self.work.day(self.work.before(instant) - 1))
            } else {
                self.first(instant)
            }
        };
        Dates {
            start: self.first(times.early_start),
            finish: self.last(times.early_start, times.early_finish),
            latest_start: late(times.late_start),
            latest_finish: if self.length == 0 {
                late(times.late_finish)
            } else {
                self.last(times.late_start, times.late_finish)
            },
            total_slack: times.total_slack,
            free_slack: times.free_slack,
            planned: None,
            deadline: None,
            duration: None,
            critical: false,
            driver: None,
        }
    }

    fn first(&self, instant: Day) -> Date {
        self.clock.date(if self.milestone { instant } else { self.work.begin(instant) })
    }

    fn last(&self, start: Day, finish: Day) -> Date {
        if self.length == 0 { self.first(start) } else { self.clock.date(finish - 1) }
    }
}
