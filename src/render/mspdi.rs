//! The plan as a Microsoft Project file (MSPDI): for MS Project, ProjectLibre, GanttProject and other planners.
//!
//! Summary tasks are the phases and waves of the picture; every row is a task with its links. The row's own id stands in
//! the field Text1 ("Kennung"), since numbers of tasks change from file to file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::gantt::{Group, groups};
use super::xml::escape;
use crate::text::{Language, Words};
use crate::time::{Date, Period, iso};
use crate::view::plan::{PlanRow, PlanView};

/// Number of the field Text1 of tasks.
const TEXT1: &str = "188743731";
/// Minutes of work on a day, as MS Project reckons by default: 8 to 12, 13 to 17.
const HOURS: [(&str, &str); 2] = [("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")];

/// The file.
pub fn mspdi(plan: &PlanView, language: Language) -> String {
    let calendars = calendars(plan);
    let groups = groups(plan);
    let done = plan.rows.iter().filter_map(|row| row.status.done_on);
    let mut off: BTreeMap<&str, BTreeSet<Date>> = BTreeMap::new();
    for holiday in &plan.holidays {
        off.entry(holiday.state.as_str()).or_default().insert(holiday.day.0);
    }
    let file = File {
        plan,
        language,
        numbers: numbers(&groups),
        calendars,
        first: done.map(|done| done.0).fold(plan.range.0.0, Date::min),
        off,
    };
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\">\n",
    );
    file.head(&mut out);
    file.write_calendars(&mut out);
    file.tasks(&mut out, &groups);
    out.push_str("</Project>\n");
    out
}

struct File<'p> {
    plan: &'p PlanView,
    language: Language,
    /// The task's number of each row's id.
    numbers: BTreeMap<&'p str, usize>,
    /// The state of each calendar, in order of their numbers.
    calendars: Vec<&'p str>,
    /// The first day of the project: rows that are done may lie before everything that is open.
    first: Date,
    /// Holidays and closing days of each state.
    off: BTreeMap<&'p str, BTreeSet<Date>>,
}

/// The states whose working days count; always at least one.
fn calendars(plan: &PlanView) -> Vec<&str> {
    let mut states: BTreeSet<&str> = plan.rows.iter().map(|row| row.calendar.as_str()).collect();
    if states.is_empty() {
        states.insert("DE");
    }
    states.into_iter().collect()
}

/// Tasks are numbered as they come; a group's summary comes before its rows.
fn numbers<'p>(groups: &[Group<'p>]) -> BTreeMap<&'p str, usize> {
    let mut numbers = BTreeMap::new();
    let mut number = 0;
    for group in groups {
        number += 1;
        for row in &group.rows {
            number += 1;
            numbers.insert(row.id.as_str(), number);
        }
    }
    numbers
}

/// An element with text.
fn tag(out: &mut String, depth: usize, name: &str, text: &str) {
    let _ = writeln!(out, "{}<{name}>{}</{name}>", "  ".repeat(depth), escape(text));
}

fn begins(day: Date) -> String {
    format!("{}T08:00:00", iso(day))
}

fn ends(day: Date) -> String {
    format!("{}T17:00:00", iso(day))
}

/// When a row takes place: as planned, else as early as possible; what is done, on the day it was done.
struct Stretch {
    first: Date,
    last: Date,
    days: i32,
}

impl File<'_> {
    fn head(&self, out: &mut String) {
        let until = self.plan.range.1;
        let today = self.plan.today.0;
        for (name, text) in [
            ("SaveVersion", "14".to_owned()),
            ("Name", self.plan.title.clone()),
            ("Title", self.plan.title.clone()),
            ("CreationDate", format!("{}T00:00:00", iso(today))),
            ("ScheduleFromStart", "1".to_owned()),
            ("StartDate", begins(self.first)),
            ("FinishDate", ends(until.0)),
            ("CalendarUID", "1".to_owned()),
            ("DefaultStartTime", "08:00:00".to_owned()),
            ("DefaultFinishTime", "17:00:00".to_owned()),
            ("MinutesPerDay", "480".to_owned()),
            ("MinutesPerWeek", "2400".to_owned()),
            ("DaysPerMonth", "20".to_owned()),
            ("DurationFormat", "7".to_owned()),
            ("StatusDate", ends(today)),
            ("CurrentDate", begins(today)),
            ("NewTasksAreManual", "0".to_owned()),
        ] {
            tag(out, 1, name, &text);
        }
        out.push_str("  <ExtendedAttributes>\n    <ExtendedAttribute>\n");
        tag(out, 3, "FieldID", TEXT1);
        tag(out, 3, "FieldName", "Text1");
        tag(out, 3, "Alias", Words::new("Kennung", "Id").get(self.language));
        out.push_str("    </ExtendedAttribute>\n  </ExtendedAttributes>\n");
    }

    fn write_calendars(&self, out: &mut String) {
        out.push_str("  <Calendars>\n");
        for (number, state) in (1..).zip(&self.calendars) {
            out.push_str("    <Calendar>\n");
            tag(out, 3, "UID", &number.to_string());
            tag(
                out,
                3,
                "Name",
                &format!("{} {state}", Words::new("Arbeitstage", "Working days").get(self.language)),
            );
            tag(out, 3, "IsBaseCalendar", "1");
            tag(out, 3, "BaseCalendarUID", "-1");
            out.push_str("      <WeekDays>\n");
            for day in 1..=7 {
                out.push_str("        <WeekDay>\n");
                tag(out, 5, "DayType", &day.to_string());
                let works = (2..=6).contains(&day);
                tag(out, 5, "DayWorking", if works { "1" } else { "0" });
                if works {
                    out.push_str("          <WorkingTimes>\n");
                    for (from, to) in HOURS {
                        let _ = writeln!(
                            out,
                            "            <WorkingTime><FromTime>{from}</FromTime><ToTime>{to}</ToTime></WorkingTime>"
                        );
                    }
                    out.push_str("          </WorkingTimes>\n");
                }
                out.push_str("        </WeekDay>\n");
            }
            out.push_str("      </WeekDays>\n");
            self.exceptions(out, state);
            out.push_str("    </Calendar>\n");
        }
        out.push_str("  </Calendars>\n");
    }

    /// Holidays and closing days.
    fn exceptions(&self, out: &mut String, state: &str) {
        let mut days: Vec<_> = self.plan.holidays.iter().filter(|day| day.state == state).collect();
        days.dedup_by_key(|day| day.day);
        if days.is_empty() {
            return;
        }
        out.push_str("      <Exceptions>\n");
        for holiday in days {
            let day = iso(holiday.day.0);
            out.push_str("        <Exception>\n");
            tag(out, 5, "EnteredByOccurrences", "0");
            let _ = writeln!(
                out,
                "          <TimePeriod><FromDate>{day}T00:00:00</FromDate><ToDate>{day}T23:59:00</ToDate></TimePeriod>"
            );
            tag(out, 5, "Occurrences", "1");
            tag(out, 5, "Name", &holiday.name);
            tag(out, 5, "Type", "1");
            tag(out, 5, "DayWorking", "0");
            out.push_str("        </Exception>\n");
        }
        out.push_str("      </Exceptions>\n");
    }

    fn tasks(&self, out: &mut String, groups: &[Group<'_>]) {
        out.push_str("  <Tasks>\n");
        let mut number = 0;
        for (outline, group) in (1..).zip(groups) {
            number += 1;
            self.summary(out, group, number, outline);
            for (place, row) in (1..).zip(&group.rows) {
                number += 1;
                self.task(out, row, number, &format!("{outline}.{place}"));
            }
        }
        out.push_str("  </Tasks>\n");
    }

    fn summary(&self, out: &mut String, group: &Group<'_>, number: usize, outline: usize) {
        let stretches = group.rows.iter().map(|row| self.stretch(row));
        let reach = stretches.map(|found| (found.first, found.last));
        let (first, last) = reach
            .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
            .unwrap_or((self.plan.today.0, self.plan.today.0));
        out.push_str("    <Task>\n");
        tag(out, 3, "UID", &number.to_string());
        tag(out, 3, "ID", &number.to_string());
        tag(out, 3, "Name", &group.label);
        tag(out, 3, "Manual", "0");
        tag(out, 3, "Type", "1");
        tag(out, 3, "OutlineNumber", &outline.to_string());
        tag(out, 3, "OutlineLevel", "1");
        tag(out, 3, "Start", &begins(first));
        tag(out, 3, "Finish", &ends(last));
        tag(out, 3, "Summary", "1");
        out.push_str("    </Task>\n");
    }

    fn task(&self, out: &mut String, row: &PlanRow, number: usize, outline: &str) {
        let found = self.stretch(row);
        let done = row.status.status.code == "done";
        let point = found.days == 0;
        out.push_str("    <Task>\n");
        let flag = |holds: bool| if holds { "1" } else { "0" }.to_owned();
        let mut fields = vec![
            ("UID", number.to_string()),
            ("ID", number.to_string()),
            ("Name", format!("{} ({})", row.title, row.scope)),
            ("Active", flag(row.status.status.code != "not-applicable")),
            ("Manual", "0".to_owned()),
            ("Type", "1".to_owned()),
            ("OutlineNumber", outline.to_owned()),
            ("OutlineLevel", "2".to_owned()),
            ("Priority", if row.urgency.code == "late" { "900" } else { "500" }.to_owned()),
            ("Start", begins(found.first)),
            ("Finish", if point { begins(found.last) } else { ends(found.last) }),
            ("Duration", format!("PT{}H0M0S", found.days * 8)),
            ("DurationFormat", "7".to_owned()),
            ("Milestone", flag(row.milestone)),
            ("Summary", "0".to_owned()),
            ("Critical", flag(row.dates.as_ref().is_some_and(|dates| dates.critical))),
            ("PercentComplete", if done { "100" } else { "0" }.to_owned()),
        ];
        if done {
            fields.push(("ActualStart", begins(found.first)));
            fields.push(("ActualFinish", begins(found.last)));
        }
        // What is open must not begin earlier: nobody works in the past.
        fields.push(("ConstraintType", if done { "0" } else { "4" }.to_owned()));
        fields.push(("CalendarUID", self.calendar(row).to_string()));
        if !done {
            fields.push(("ConstraintDate", begins(found.first)));
        }
        if let Some(deadline) = row.dates.as_ref().and_then(|dates| dates.deadline) {
            fields.push(("Deadline", ends(crate::time::day_before(deadline.0))));
        }
        fields.push(("Notes", self.notes(row)));
        for (name, text) in fields {
            tag(out, 3, name, &text);
        }
        self.links(out, row);
        out.push_str("      <ExtendedAttribute>\n");
        tag(out, 4, "FieldID", TEXT1);
        tag(out, 4, "Value", &row.id);
        out.push_str("      </ExtendedAttribute>\n    </Task>\n");
    }

    /// Links to rows that are in the file.
    fn links(&self, out: &mut String, row: &PlanRow) {
        for earlier in &row.after {
            let Some(number) = self.numbers.get(earlier.id.as_str()) else { continue };
            let kind = match earlier.relation.code.as_str() {
                "ff" => "0",
                "sf" => "2",
                "ss" => "3",
                _ => "1",
            };
            out.push_str("      <PredecessorLink>\n");
            tag(out, 4, "PredecessorUID", &number.to_string());
            tag(out, 4, "Type", kind);
            tag(out, 4, "CrossProject", "0");
            // In tenths of a minute.
            tag(out, 4, "LinkLag", &(i64::from(earlier.lag) * 4800).to_string());
            tag(out, 4, "LagFormat", "7");
            out.push_str("      </PredecessorLink>\n");
        }
    }

    fn notes(&self, row: &PlanRow) -> String {
        let who = Words::new("Wer", "Who").get(self.language);
        let state = Words::new("Stand", "Status").get(self.language);
        let mut text = format!("{} {who}: {}. {state}: {}.", row.text, row.who_name, row.standing());
        if let Some(assumption) = row.dates.as_ref().and_then(|dates| dates.assumption.as_ref()) {
            let _ = write!(text, " {assumption}.");
        }
        text
    }

    fn calendar(&self, row: &PlanRow) -> usize {
        self.calendars.iter().position(|state| *state == row.calendar).map_or(1, |at| at + 1)
    }

    fn stretch(&self, row: &PlanRow) -> Stretch {
        let point = |day: Date| Stretch { first: day, last: day, days: 0 };
        let Some(dates) = &row.dates else {
            // What the files show as done has no day: the first of all, so that nothing done comes before it.
            let unknown = match row.status.status.code.as_str() {
                "done" => self.first,
                _ => self.plan.today.0,
            };
            return point(row.status.done_on.map_or(unknown, |day| day.0));
        };
        let (first, last) = dates.planned.unwrap_or((dates.start, dates.finish));
        if dates.duration.is_none() {
            return point(first.0);
        }
        Stretch { first: first.0, last: last.0, days: self.working_days(&row.calendar, first.0, last.0) }
    }

    /// Working days of a state from the first to the last day.
    fn working_days(&self, state: &str, first: Date, last: Date) -> i32 {
        let weekend = [jiff::civil::Weekday::Saturday, jiff::civil::Weekday::Sunday];
        let off = self.off.get(state);
        let works =
            |day: &Date| !weekend.contains(&day.weekday()) && off.is_none_or(|off| !off.contains(day));
        let days = Period::from_inclusive(Some(first), Some(last)).days();
        i32::try_from(days.filter(works).count()).unwrap_or(i32::MAX)
    }
}
