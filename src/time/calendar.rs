//! The working days of a state: Monday to Friday, without public holidays and closing days.

use super::holidays::holidays;
use super::{Date, Period, day_after, day_before};
use crate::text::Words;
use jiff::civil::Weekday;
use std::collections::BTreeMap;

/// The years whose holidays are computed once; others are computed at each use.
const PREPARED: std::ops::RangeInclusive<i16> = 2015..=2050;

/// Which days are working days for an organization seated in a state.
///
/// 24 and 31 December are working days unless given as closing days: no law makes them public holidays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    state: String,
    prepared: BTreeMap<Date, Words>,
    extra: BTreeMap<Date, Words>,
    closed: Vec<Period>,
}

impl Calendar {
    /// The calendar of a state by its two-letter code (`HB`).
    ///
    /// Another code (`BUND`) gets the holidays that all Länder share.
    pub fn new(state: &str) -> Self {
        let prepared = PREPARED.flat_map(|year| holidays(state, year)).collect();
        Self { state: state.to_owned(), prepared, extra: BTreeMap::new(), closed: Vec::new() }
    }

    /// Adds closing days (between the years, a works outing): no working days, but no public holidays either.
    #[must_use]
    pub fn with_closed(mut self, closed: impl IntoIterator<Item = Period>) -> Self {
        self.closed.extend(closed);
        self
    }

    /// The name of the public holiday on that day.
    pub fn holiday(&self, date: Date) -> Option<Words> {
        let regular = if PREPARED.contains(&date.year()) {
            self.prepared.get(&date).copied()
        } else {
            holidays(&self.state, date.year()).into_iter().find(|(day, _)| *day == date).map(|(_, name)| name)
        };
        regular.or_else(|| self.extra.get(&date).copied())
    }

    /// Whether the day is a public holiday (also on a weekend).
    pub fn is_holiday(&self, date: Date) -> bool {
        self.holiday(date).is_some()
    }

    /// Whether the day is one of the given closing days.
    pub fn is_closed(&self, date: Date) -> bool {
        self.closed.iter().any(|period| period.contains(date))
    }

    /// Whether work is done: Monday to Friday, no public holiday, no closing day.
    pub fn is_working_day(&self, date: Date) -> bool {
        !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !self.is_closed(date)
            && !self.is_holiday(date)
    }

    /// The n-th working day after (`n > 0`) or before (`n < 0`) a day; `n = 0` is the day itself.
    ///
    /// Stops at the first or last representable day.
    pub fn add_working_days(&self, date: Date, n: i32) -> Date {
        let (next, end): (fn(Date) -> Date, Date) =
            if n < 0 { (day_before, Date::MIN) } else { (day_after, Date::MAX) };
        let mut left = n.unsigned_abs();
        let mut day = date;
        while left > 0 && day != end {
            day = next(day);
            if self.is_working_day(day) {
                left -= 1;
            }
        }
        day
    }

    /// The day itself if it is a working day, else the next one.
    pub fn working_day_from(&self, date: Date) -> Date {
        if self.is_working_day(date) { date } else { self.add_working_days(date, 1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn working_days_of_a_year() {
        // Counted elsewhere, from another source: Monday to Friday less public holidays.
        for (state, year, days) in
            [("HB", 2026, 254), ("BB", 2025, 251), ("BY", 2025, 250), ("BW", 2025, 250)]
        {
            let calendar = Calendar::new(state);
            let all = date(year, 1, 1).series(jiff::Span::new().days(1)).take_while(|day| day.year() == year);
            assert_eq!(all.filter(|day| calendar.is_working_day(*day)).count(), days, "{state} {year}");
        }
    }

    #[test]
    fn closing_days_are_no_working_days_and_no_holidays() {
        let between = Period::from_inclusive(Some(date(2026, 12, 24)), Some(date(2026, 12, 31)));
        let calendar = Calendar::new("HB").with_closed([between]);
        assert!(!calendar.is_working_day(date(2026, 12, 24)));
        assert!(!calendar.is_holiday(date(2026, 12, 24)));
        assert!(Calendar::new("HB").is_working_day(date(2026, 12, 24)));
        assert_eq!(calendar.add_working_days(date(2026, 12, 23), 1), date(2027, 1, 4));
        assert_eq!(calendar.working_day_from(date(2026, 12, 24)), date(2027, 1, 4));
    }

    #[test]
    fn years_far_away_have_holidays_too() {
        assert!(Calendar::new("SN").is_holiday(date(2099, 12, 25)));
        assert_eq!(Calendar::new("SN").add_working_days(Date::MAX, 5), Date::MAX);
    }

    proptest! {
        #[test]
        fn adding_working_days_can_be_taken_back(start in 0i64..12_000, n in 0i32..400, state in "BE|BY|SN|TH|HB|BUND") {
            let calendar = Calendar::new(&state);
            let day = calendar.working_day_from(date(2012, 1, 1).saturating_add(jiff::Span::new().days(start)));
            let later = calendar.add_working_days(day, n);
            prop_assert_eq!(calendar.add_working_days(later, -n), day);
        }
    }
}
