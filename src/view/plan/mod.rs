//! The rollout plan as plain data: rows with status and dates, phases, the critical path as a named chain, conflicts,
//! waves that fold their rows. Every output form of the plan is made from this.

mod build;
mod naming;
mod rows;
mod steps;
mod waves;

pub use build::{Choice, plan};
pub(super) use build::{chosen, phases};
pub(super) use naming::{counted, dates_of, wave_name};
pub(super) use rows::scope_words;
pub use steps::{Explained, explain_step, is_called};

use serde::{Serialize, Serializer};

use super::scene::Frame;
use crate::time::{Date, iso};

/// A day: a date to reckon with, written `2027-03-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub Date);

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&iso(self.0))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&iso(self.0))
    }
}

/// A word of a closed list: as the files write it, and as people say it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Coded {
    /// As in the files: `it-provider`. Stays the same in every language.
    pub code: String,
    /// In words: "IT-Dienstleister".
    pub label: String,
}

/// The plan of a state, a service, a municipality or of whoever acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanView {
    /// Head and foot.
    pub frame: Frame,
    /// Language of all words: `de` or `en`.
    pub language: &'static str,
    /// "Rollout-Plan Niedersachsen".
    pub title: String,
    /// The day on which everything is judged.
    pub today: Day,
    /// First and last day that any row, deadline or today takes part in.
    pub range: (Day, Day),
    /// All that is done, of all that is required.
    pub counts: Count,
    /// How many rows have no duration and are reckoned with length zero.
    pub without_duration: usize,
    /// The phases that have rows, in order.
    pub phases: Vec<PhaseView>,
    /// All rows chosen: by state, then in the order of the task lists, then by scope.
    pub rows: Vec<PlanRow>,
    /// The critical path, first task first, as ids of rows with their titles; also rows outside of what is chosen.
    pub critical: Vec<Step>,
    /// Dates that cannot be kept.
    pub conflicts: Vec<ConflictView>,
    /// Tasks that wait for each other in a circle.
    pub cycles: Vec<Vec<Step>>,
    /// The waves of the rows, by go-live; a row of a wave names it. A service without waves has one for all its places.
    pub waves: Vec<WaveView>,
    /// Public holidays and closing days in the range, by day, then state.
    pub holidays: Vec<HolidayView>,
}

/// How many are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Count {
    /// Done.
    pub done: usize,
    /// That apply; optional ones do not count.
    pub required: usize,
}

/// A phase with its progress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhaseView {
    /// The phase.
    pub phase: Coded,
    /// How far it is.
    pub counts: Count,
}

/// A task named in a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The row's id.
    pub id: String,
    /// The task's title.
    pub title: String,
    /// For what: "Eheschließung Online, Welle 1".
    pub scope: String,
}

/// One task for one state, service, component, wave or municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "four independent marks of a step")]
pub struct PlanRow {
    /// `training-held@ni:hb/eheschliessung:ehe-1`: the same on every run; never a position.
    pub id: String,
    /// The task's id.
    pub task: String,
    /// Its title.
    pub title: String,
    /// What is to be done.
    pub text: String,
    /// The state's code: `NI`.
    pub state: String,
    /// For what, in words; at least the state's name.
    pub scope: String,
    /// The service's id, `hb/eheschliessung`.
    pub service: Option<String>,
    /// The municipality's key.
    pub municipality: Option<String>,
    /// How many municipalities it concerns; 0 where it concerns the state as a whole.
    pub municipalities: usize,
    /// Id of the wave in [`PlanView::waves`].
    pub wave: Option<String>,
    /// Who does it.
    pub who: Coded,
    /// Who that is by name: "Land Niedersachsen", "Dataport".
    pub who_name: String,
    /// Whose working days it keeps: the code of a state.
    pub calendar: String,
    /// Its dimension.
    pub dimension: Coded,
    /// Its phase.
    pub phase: Coded,
    /// How far it is, and why.
    pub status: StatusView,
    /// How urgent: `late`, `ready`, `next`, `waiting`, `done`, `not-applicable`.
    pub urgency: Coded,
    /// When; `None`: done, not applicable, or in or behind a circle.
    pub dates: Option<DatesView>,
    /// What it waits for; the ids may be of rows that are not chosen.
    pub after: Vec<Predecessor>,
    /// No go-live without it.
    pub gate: bool,
    /// A date without duration.
    pub milestone: bool,
    /// May be left out.
    pub optional: bool,
    /// Whether it is one of the steps that are counted.
    #[serde(skip)]
    pub counts: bool,
    /// The law with its version.
    pub law: Option<String>,
    /// Where it comes from.
    pub sources: Vec<SourceView>,
}

impl PlanRow {
    /// How far it is and why, in one: "kann beginnen: niemand hat …", "erledigt am 1. März 2027".
    pub fn standing(&self) -> String {
        let (label, why) = (&self.urgency.label, &self.status.why);
        if why.starts_with(label.as_str()) { why.clone() } else { format!("{label}: {why}") }
    }
}

/// How far a row is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusView {
    /// `open`, `done`, `not-applicable`.
    pub status: Coded,
    /// Read off the files, so that nobody can tick it by hand.
    pub observed: bool,
    /// Why, half a sentence.
    pub why: String,
    /// Where one sees it, or where one would write it: `ni/support.toml:12`.
    pub places: Vec<String>,
    /// Recorded as done on.
    pub done_on: Option<Day>,
    /// The evidence recorded.
    pub evidence: Option<String>,
}

/// When a row can and must be done. A task from Monday to Wednesday finishes on Wednesday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DatesView {
    /// Earliest first day.
    pub start: Day,
    /// Earliest last day.
    pub finish: Day,
    /// Latest first day.
    pub latest_start: Day,
    /// Latest last day.
    pub latest_finish: Day,
    /// First and last day under the capacity given.
    pub planned: Option<(Day, Day)>,
    /// The day before which it must be finished.
    pub deadline: Option<Day>,
    /// Working days by which it can slip before a deadline breaks; negative: too late already.
    pub total_slack: i32,
    /// Working days by which it can slip before any other task moves.
    pub free_slack: i32,
    /// On the critical path.
    pub critical: bool,
    /// How long it takes; `None`: planned with length zero.
    pub duration: Option<Length>,
    /// What is assumed: "Dauer nicht angegeben".
    pub assumption: Option<String>,
    /// The row that decides its earliest first day.
    pub driver: Option<String>,
}

/// A duration as the user gave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Length {
    /// At least.
    pub least: u32,
    /// At most; the plan reckons with it.
    pub most: u32,
    /// `working-days`, `calendar-days`, `weeks`.
    pub unit: &'static str,
    /// In words: "3 bis 5 Arbeitstage".
    pub words: String,
}

/// What a row waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Predecessor {
    /// The row's id.
    pub id: String,
    /// `fs`, `ss`, `ff`, `sf`.
    pub relation: Coded,
    /// Lag in working days; negative: overlap.
    pub lag: i32,
}

/// Where a task comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// `S9`, `R47`, or the short name of a document.
    pub id: String,
    /// The document's title.
    pub title: Option<String>,
    /// Where it is found.
    pub url: Option<String>,
}

/// A date that cannot be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConflictView {
    /// The row with the deadline.
    pub id: String,
    /// The day before which it must be finished.
    pub deadline: Day,
    /// Its earliest last day.
    pub finish: Day,
    /// The deadline has passed.
    pub overdue: bool,
    /// The rows that decide this, one after another.
    pub chain: Vec<Step>,
    /// All of it in words.
    pub words: String,
}

/// A wave: the rows that fold into one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WaveView {
    /// `ni:hb/eheschliessung:ehe-1`: the same on every run.
    pub id: String,
    /// The state's code.
    pub state: String,
    /// The service's name.
    pub service: String,
    /// "Welle 1", or its places.
    pub name: String,
    /// Service and name in one, without saying the service twice: "Eheschließung, Welle 1".
    pub label: String,
    /// The day of go-live.
    pub go_live: Option<Day>,
    /// How many municipalities start.
    pub municipalities: usize,
    /// Ids of its rows, in the order of [`PlanView::rows`].
    pub rows: Vec<String>,
    /// Earliest first and latest earliest last day of its open rows.
    pub span: Option<(Day, Day)>,
    /// How far it is.
    pub counts: Count,
    /// Whether a row of it is on the critical path.
    pub critical: bool,
}

/// A day on which a state does not work.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct HolidayView {
    /// The day.
    pub day: Day,
    /// The state's code.
    pub state: String,
    /// Its name; a closing day of the state's own: "geschlossen".
    pub name: String,
}
