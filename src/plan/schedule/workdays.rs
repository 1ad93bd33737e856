//! Working days as numbers, so that adding and taking away is one look-up.

use crate::time::{Date, Period};

/// A day, counted from the origin of a schedule. As the bound of an activity it is the instant at which the day begins:
/// an activity that ends with the fourth day finishes at 5.
pub type Day = i32;

/// Which days of a stretch are working days; all days outside it count as working days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkDays {
    /// How many working days lie before each day of the stretch.
    before: Vec<i32>,
    /// The working days in order.
    days: Vec<Day>,
}

impl WorkDays {
    /// From a list that says of each day, beginning with day 0, whether it is a working day.
    pub fn new(working: impl IntoIterator<Item = bool>) -> Self {
        let mut before = Vec::new();
        let mut days = Vec::new();
        for (day, works) in (0..).zip(working) {
            before.push(count(days.len()));
            if works {
                days.push(day);
            }
        }
        before.push(count(days.len()));
        Self { before, days }
    }

    /// The days of a stretch from an origin on.
    pub fn between(origin: Date, end: Date, is_working: impl Fn(Date) -> bool) -> Self {
        Self::new(Period::new(Some(origin), Some(end)).days().map(is_working))
    }

    /// Every day is a working day: for lengths in calendar days.
    pub const fn every_day() -> Self {
        Self { before: Vec::new(), days: Vec::new() }
    }

    /// How many working days lie before the instant at which a day begins.
    pub fn before(&self, day: Day) -> i32 {
        let Ok(at) = usize::try_from(day) else { return day };
        let known = self.before.len().saturating_sub(1);
        self.before
            .get(at)
            .copied()
            .unwrap_or_else(|| count(self.days.len()).saturating_add(day.saturating_sub(count(known))))
    }

    /// The working day of a number, counted from 0.
    pub fn day(&self, number: i32) -> Day {
        let Ok(at) = usize::try_from(number) else { return number };
        let known = self.before.len().saturating_sub(1);
        self.days
            .get(at)
            .copied()
            .unwrap_or_else(|| count(known).saturating_add(number.saturating_sub(count(self.days.len()))))
    }

    /// The first instant from `instant` on at which work can begin.
    pub fn begin(&self, instant: Day) -> Day {
        self.day(self.before(instant))
    }

    /// The instant at which work that begins on a working day and takes `length` of them is finished.
    pub fn finish(&self, start: Day, length: u32) -> Day {
        if length == 0 { start } else { self.day(self.before(start) + signed(length) - 1) + 1 }
    }

    /// The first begin from which work of a length does not finish before an instant.
    pub fn begin_to_finish(&self, instant: Day, length: u32) -> Day {
        if length == 0 { instant } else { self.day(self.before(instant - 1) - signed(length) + 1) }
    }

    /// An instant moved by a number of working days; 0 leaves it where it is.
    pub fn shift(&self, instant: Day, days: i32) -> Day {
        match days {
            0 => instant,
            1.. => self.day(self.before(instant) + days - 1) + 1,
            _ => self.day(self.before(instant) + days),
        }
    }

    /// The last instant that, moved by a number of working days, is not after `bound`.
    pub fn unshift(&self, bound: Day, days: i32) -> Day {
        match days {
            0 => bound,
            1.. => self.day(self.before(bound) - days),
            _ => self.day(self.before(bound + 1) - 1 - days),
        }
    }
}

fn count(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

pub(super) fn signed(length: u32) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX / 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn unshift_is_the_last_instant_that_fits(
            working in proptest::collection::vec(any::<bool>(), 0..40), bound in -5i32..60, days in -8i32..9,
        ) {
            let calendar = WorkDays::new(working);
            let last = calendar.unshift(bound, days);
            prop_assert!(calendar.shift(last, days) <= bound);
            prop_assert!(calendar.shift(last + 1, days) > bound);
        }

        #[test]
        fn begin_to_finish_is_the_first_begin_that_fits(
            working in proptest::collection::vec(any::<bool>(), 0..40), instant in -5i32..60, length in 1u32..9,
        ) {
            let calendar = WorkDays::new(working);
            let begin = calendar.begin_to_finish(instant, length);
            prop_assert_eq!(calendar.begin(begin), begin);
            prop_assert!(calendar.finish(begin, length) >= instant);
            let earlier = calendar.day(calendar.before(begin) - 1);
            prop_assert!(calendar.finish(earlier, length) < instant);
        }
    }
}
