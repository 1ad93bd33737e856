//! Periods of days.

use super::{Date, day_after, day_before};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A stretch of days, half-open: `from` belongs to it, `until` is the first day after it.
///
/// The files say `until` as the last day, inclusive (semantics 8); [`Period::from_inclusive`] turns it into
/// this form, in which two periods that follow each other share a bound. `None` means without bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Period {
    /// The first day; `None`: since ever.
    pub from: Option<Date>,
    /// The first day after the period; `None`: without end.
    pub until: Option<Date>,
}

impl Period {
    /// All days.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// A half-open period.
    pub const fn new(from: Option<Date>, until: Option<Date>) -> Self {
        Self { from, until }
    }

    /// The period as the files say it: both days belong to it. The last representable day means no end.
    pub fn from_inclusive(from: Option<Date>, until_inclusive: Option<Date>) -> Self {
        Self { from, until: until_inclusive.and_then(|last| last.tomorrow().ok()) }
    }

    /// One day.
    pub fn day(date: Date) -> Self {
        Self::from_inclusive(Some(date), Some(date))
    }

    /// All days from this one on.
    pub const fn starting(from: Date) -> Self {
        Self { from: Some(from), until: None }
    }

    /// Whether the day belongs to the period.
    pub fn contains(self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date < until)
    }

    /// Whether its last day lies before a day.
    pub fn is_over(self, on: Date) -> bool {
        self.until.is_some_and(|until| until <= on)
    }

    /// The days of both; may be empty.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        let until = match (self.until, other.until) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        // `None` is the smallest Option and means "since ever", so `max` is right for the begin alone.
        Self { from: self.from.max(other.from), until }
    }

    /// Whether no day belongs to the period (its end is not after its begin).
    pub fn is_empty(self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if until <= from)
    }

    /// Whether both have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        !self.is_empty() && !other.is_empty() && !self.intersect(other).is_empty()
    }

    /// Whether each day of the other belongs to this one.
    pub fn covers(self, other: Self) -> bool {
        other.is_empty() || self.intersect(other) == other
    }

    /// The last day that belongs to the period, as the files say it; `None`: without end.
    pub fn last_day(self) -> Option<Date> {
        self.until.map(day_before)
    }

    /// The days on which something changes: the first day, and the first day after.
    pub fn bounds(self) -> impl Iterator<Item = Date> {
        [self.from, self.until].into_iter().flatten()
    }

    /// The period cut at those of the days that lie inside it: in order, without gap or overlap.
    pub fn cut(self, days: &BTreeSet<Date>) -> impl Iterator<Item = Self> + use<> {
        let inner: Vec<Date> = days
            .iter()
            .copied()
            .filter(|day| {
                self.from.is_none_or(|from| from < *day) && self.until.is_none_or(|until| *day < until)
            })
            .collect();
        let starts: Vec<Option<Date>> =
            std::iter::once(self.from).chain(inner.iter().copied().map(Some)).collect();
        let ends: Vec<Option<Date>> = inner.into_iter().map(Some).chain([self.until]).collect();
        starts.into_iter().zip(ends).map(|(from, until)| Self::new(from, until))
    }

    /// Any day of a period in which nothing changes: its first, else its last, else the first of all days.
    pub fn a_day(self) -> Date {
        self.from.or_else(|| self.last_day()).unwrap_or(Date::MIN)
    }

    /// The days of the period one after another, at most up to the last representable day; none without begin.
    pub fn days(self) -> impl Iterator<Item = Date> {
        std::iter::successors(self.from, |date| (*date < Date::MAX).then(|| day_after(*date)))
            .take_while(move |date| self.contains(*date))
    }
}

impl Ord for Period {
    /// By begin, then by end; without begin comes first, without end comes last.
    fn cmp(&self, other: &Self) -> Ordering {
        let end = |period: &Self| (period.until.is_none(), period.until);
        self.from.cmp(&other.from).then_with(|| end(self).cmp(&end(other)))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_last_day_of_the_file_belongs_to_the_period() {
        let period = Period::from_inclusive(Some(date(2027, 1, 1)), Some(date(2027, 6, 30)));
        assert!(period.contains(date(2027, 1, 1)) && period.contains(date(2027, 6, 30)));
        assert!(!period.contains(date(2027, 7, 1)) && !period.contains(date(2026, 12, 31)));
        assert_eq!(period.last_day(), Some(date(2027, 6, 30)));
        assert_eq!(period.bounds().collect::<Vec<_>>(), [date(2027, 1, 1), date(2027, 7, 1)]);
        assert_eq!(period.days().count(), 181);
    }

    #[test]
    fn periods_that_follow_each_other_do_not_overlap() {
        let first = Period::from_inclusive(None, Some(date(2027, 6, 30)));
        let second = Period::starting(date(2027, 7, 1));
        assert!(!first.overlaps(second));
        assert!(first.intersect(second).is_empty());
        assert!(first.overlaps(Period::day(date(2027, 6, 30))));
    }

    #[test]
    fn the_ends_of_time_are_no_trap() {
        assert_eq!(Period::from_inclusive(None, Some(Date::MAX)), Period::ALWAYS);
        assert!(Period::ALWAYS.contains(Date::MAX) && Period::ALWAYS.contains(Date::MIN));
        assert_eq!(Period::starting(Date::MAX).days().count(), 1);
    }

    #[test]
    fn without_begin_comes_first_and_without_end_last() {
        let day = date(2027, 1, 1);
        let later = Some(date(2028, 1, 1));
        let mut periods = [Period::starting(day), Period::new(Some(day), later), Period::ALWAYS];
        periods.sort();
        assert_eq!(periods, [Period::ALWAYS, Period::new(Some(day), later), Period::starting(day)]);
    }

    fn period() -> impl Strategy<Value = Period> {
        let bound =
            || proptest::option::of((2026i16..2029, 1i8..13).prop_map(|(year, month)| date(year, month, 1)));
        (bound(), bound()).prop_map(|(from, until)| Period::new(from, until))
    }

    proptest! {
        #[test]
        fn intersection_is_what_both_contain(one in period(), two in period(), days in 0i64..1500) {
            let day = date(2025, 12, 1).saturating_add(jiff::Span::new().days(days));
            prop_assert_eq!(one.intersect(two).contains(day), one.contains(day) && two.contains(day));
            prop_assert_eq!(one.overlaps(two), two.overlaps(one));
        }
    }
}
