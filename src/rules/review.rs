//! How old a confirmation is, measured with the workspace's review intervals.

use std::collections::BTreeMap;

use crate::key::StateCode;
use crate::text::{Language, Text, text};
use crate::time::{Calendar, Date, Duration, format_date};

/// Tells whether confirmations still hold, with one calendar per state.
#[derive(Debug, Default)]
pub(super) struct Reviews {
    calendars: BTreeMap<StateCode, Calendar>,
}

/// What is wrong with a confirmation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stale {
    /// There is none.
    Never,
    /// It held up to this day.
    Since(Date),
}

impl Reviews {
    /// Whether a confirmation no longer holds on a day; an interval that is no number of days says nothing.
    pub(super) fn stale(
        &mut self,
        last: Option<Date>,
        interval: Duration,
        state: StateCode,
        on: Date,
    ) -> Option<Stale> {
        let Some(last) = last else { return Some(Stale::Never) };
        let calendar = self.calendars.entry(state).or_insert_with(|| Calendar::new(state.code()));
        let due = interval.after(last, calendar)?;
        (due < on).then_some(Stale::Since(due))
    }
}

impl Stale {
    /// Beside the place: since when it is too old.
    pub(super) fn words(self) -> Text {
        match self {
            Self::Never => text!("hier fehlt „confirmed“", "`confirmed` is missing here"),
            Self::Since(due) => {
                let (de, en) = (format_date(due, Language::De), format_date(due, Language::En));
                text!("die Bestätigung galt bis {de}", "the confirmation held until {en}")
            }
        }
    }
}

/// "geprüft wird alle 12 Monate (lotse.toml)".
pub(super) fn interval_words(interval: Duration) -> Text {
    let (de, en) = (interval.words(Language::De), interval.words(Language::En));
    text!("der Prüfabstand in lotse.toml ist {de}", "the review interval in lotse.toml is {en}")
}

/// What to do about an old confirmation.
pub(super) fn way_out() -> Text {
    text!("fragen Sie nach und schreiben Sie confirmed = JJJJ-MM-TT", "ask, and write confirmed = YYYY-MM-DD")
}
