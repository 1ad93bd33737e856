//! Service hours in the OpenStreetMap `opening_hours` syntax, the part of it that service hours need.
//!
//! The published crates for this syntax bring a second date library and a parser generator and report errors in
//! English only; this is the part without sunrise, school holidays, weeks, years and `||`.

mod parse;
mod words;

use super::{Date, Problem, day_after, day_before};
use crate::text::Language;

/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// How many days [`ServiceHours::next_open`] looks ahead.
const LOOK_AHEAD: usize = 60;

/// When a contact answers, for instance `Mo-Fr 08:00-16:00; PH off`.
///
/// Understood: weekdays (`Mo-Fr`, `Mo,We`), `PH` (public holidays), days of the year (`Dec 24`, `Dec 24-Jan 1`,
/// `Jun-Aug`), times (`08:00-12:00,13:00-16:00`, also past midnight), `off`/`closed`/`open`, `24/7`, comments
/// in quotes. Rules after `;` replace what earlier ones say of the same day, rules after `,` add to them;
/// `off` with times takes these times away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceHours {
    raw: String,
    rules: Vec<Rule>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Rule {
    /// After a `,`: adds to the rules before.
    additional: bool,
    /// Days of the year as (month, day), both ends inclusive; none means every day.
    dates: Vec<(MonthDay, MonthDay)>,
    /// Weekdays from Monday on; `None` means none is named.
    weekdays: Option<[bool; 7]>,
    /// `PH` is named.
    holidays: bool,
    /// Minutes from midnight, half-open; the end may lie on the next day (up to 48:00). None means all day.
    times: Vec<(u16, u16)>,
    /// `off` or `closed`.
    closed: bool,
    /// The comment in quotes.
    comment: Option<String>,
}

/// Month and day; a whole month ends on its day 31, whether it has one or not.
type MonthDay = (i8, i8);

impl Rule {
    fn matches(&self, date: Date, is_holiday: bool) -> bool {
        let today = (date.month(), date.day());
        let in_dates = self.dates.is_empty()
            || self.dates.iter().any(|(first, last)| {
                if first <= last {
                    (*first..=*last).contains(&today)
                } else {
                    today >= *first || today <= *last
                }
            });
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        let in_days = match &self.weekdays {
            Some(days) => days.get(weekday).copied().unwrap_or_default() || (self.holidays && is_holiday),
            None => !self.holidays || is_holiday,
        };
        in_dates && in_days
    }

    fn apply(&self, open: &mut Vec<(u16, u16)>) {
        match (self.closed, self.times.is_empty()) {
            (true, true) => open.clear(),
            (true, false) => {
                for cut in &self.times {
                    *open = open.iter().flat_map(|span| without(*span, *cut)).collect();
                }
            }
            (false, all_day) => {
                if !self.additional {
                    open.clear();
                }
                if all_day {
                    open.push((0, DAY));
                }
                open.extend(&self.times);
                merge(open);
            }
        }
    }
}

/// What is left of a stretch when another one is cut out.
fn without(span: (u16, u16), cut: (u16, u16)) -> impl Iterator<Item = (u16, u16)> {
    [(span.0, span.1.min(cut.0)), (span.0.max(cut.1), span.1)]
        .into_iter()
        .filter(|(from, until)| from < until)
}

/// Sorts stretches and joins those that touch.
fn merge(spans: &mut Vec<(u16, u16)>) {
    spans.sort_unstable();
    let mut merged: Vec<(u16, u16)> = Vec::with_capacity(spans.len());
    for span in spans.drain(..) {
        match merged.last_mut() {
            Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
            _ => merged.push(span),
        }
    }
    *spans = merged;
}

impl ServiceHours {
    /// Reads service hours; the problem names the column and the bytes.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Ok(Self { raw: text.to_owned(), rules: parse::rules(text)? })
    }

    /// The hours in words: "Montag bis Freitag 8:00 bis 16:00 Uhr, an Feiertagen geschlossen".
    pub fn words(&self, language: Language) -> String {
        words::sentence(&self.rules, language)
    }

    /// The open stretches that begin on this day, in minutes from its midnight; ends past 1440 are tomorrow.
    fn spans(&self, date: Date, is_holiday: bool) -> Vec<(u16, u16)> {
        let mut open = Vec::new();
        for rule in self.rules.iter().filter(|rule| rule.matches(date, is_holiday)) {
            rule.apply(&mut open);
        }
        open
    }

    /// The open stretches of the calendar day, with what reaches over from the day before, in minutes up to 1440.
    pub fn day(&self, date: Date, is_holiday: impl Fn(Date) -> bool) -> Vec<(u16, u16)> {
        let before = day_before(date);
        let mut open: Vec<(u16, u16)> = self
            .spans(before, is_holiday(before))
            .into_iter()
            .filter(|(_, until)| *until > DAY)
            .map(|(from, until)| (from.saturating_sub(DAY), until - DAY))
            .chain(self.spans(date, is_holiday(date)))
            .filter(|(from, _)| *from < DAY)
            .map(|(from, until)| (from, until.min(DAY)))
            .collect();
        merge(&mut open);
        open
    }

    /// The first open minute at or after the given one; `None` if there is none within 60 days.
    pub fn next_open(
        &self,
        date: Date,
        minute: u16,
        is_holiday: impl Fn(Date) -> bool,
    ) -> Option<(Date, u16)> {
        self.stretches(date, minute, &is_holiday).map(|(day, from, _)| (day, from)).next()
    }

    /// When so many minutes of service have passed (`24 sh` are 1440); `None` if not within 60 days.
    ///
    /// A stretch that is used up to its last minute ends at its closing time, not at the next opening.
    pub fn after_minutes(
        &self,
        date: Date,
        minute: u16,
        minutes: u32,
        is_holiday: impl Fn(Date) -> bool,
    ) -> Option<(Date, u16)> {
        let mut left = minutes;
        for (day, from, until) in self.stretches(date, minute, &is_holiday) {
            let length = u32::from(until - from);
            if left <= length {
                return Some((day, from.saturating_add(u16::try_from(left).ok()?)));
            }
            left -= length;
        }
        None
    }

    /// The open stretches from a minute on.
    fn stretches<'a>(
        &'a self,
        date: Date,
        minute: u16,
        is_holiday: &'a impl Fn(Date) -> bool,
    ) -> impl Iterator<Item = (Date, u16, u16)> + 'a {
        std::iter::successors(Some(date), |day| (*day < Date::MAX).then(|| day_after(*day)))
            .take(LOOK_AHEAD + 1)
            .flat_map(move |day| {
                let begin = if day == date { minute } else { 0 };
                let spans = self.day(day, is_holiday).into_iter();
                spans
                    .map(move |(from, until)| (day, from.max(begin), until))
                    .filter(|(_, from, until)| from < until)
            })
    }

    /// The minutes of an ordinary week: without public holidays, and without rules for days of the year.
    pub fn weekly_minutes(&self) -> u32 {
        let monday = jiff::civil::date(2001, 1, 1);
        let ordinary = Self {
            raw: String::new(),
            rules: self.rules.iter().filter(|rule| rule.dates.is_empty()).cloned().collect(),
        };
        let days = std::iter::successors(Some(monday), |day| Some(day_after(*day))).take(7);
        days.flat_map(|day| ordinary.day(day, |_| false)).map(|(from, until)| u32::from(until - from)).sum()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::time::Calendar;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn hours(text: &str) -> ServiceHours {
        ServiceHours::parse(text).unwrap()
    }

    #[test]
    fn holidays_are_closed_and_the_next_opening_is_found() {
        let calendar = Calendar::new("HB");
        let holiday = |day| calendar.is_holiday(day);
        let hours = hours("Mo-Fr 08:00-16:00; PH off");
        // Maundy Thursday 2026; Good Friday and Easter Monday follow.
        assert_eq!(hours.day(date(2026, 4, 2), holiday), [(480, 960)]);
        assert_eq!(hours.day(date(2026, 4, 3), holiday), []);
        assert_eq!(hours.next_open(date(2026, 4, 2), 960, holiday), Some((date(2026, 4, 7), 480)));
        assert_eq!(hours.next_open(date(2026, 4, 7), 600, holiday), Some((date(2026, 4, 7), 600)));
        assert_eq!(hours.after_minutes(date(2026, 4, 2), 900, 120, holiday), Some((date(2026, 4, 7), 540)));
        assert_eq!(hours.weekly_minutes(), 5 * 8 * 60);
    }

    #[test]
    fn later_rules_replace_added_rules_add() {
        let never = |_| false;
        let (friday, saturday) = (date(2026, 11, 27), date(2026, 11, 28));
        let replaced = hours("Mo-Fr 08:00-16:00; Fr 08:00-12:00");
        assert_eq!(replaced.day(friday, never), [(480, 720)]);
        let added = hours("Mo-Fr 08:00-12:00, Fr 13:00-14:00");
        assert_eq!(added.day(friday, never), [(480, 720), (780, 840)]);
        let cut = hours("Mo-Sa 08:00-16:00; 12:00-12:30 off; Dec 24-Jan 1 closed");
        assert_eq!(cut.day(saturday, never), [(480, 720), (750, 960)]);
        assert_eq!(cut.day(date(2027, 1, 1), never), []);
        assert_eq!(cut.day(date(2027, 1, 2), never), [(480, 720), (750, 960)]);
        assert_eq!(hours("Jun-Aug Mo 10:00-12:00").next_open(date(2026, 11, 1), 0, never), None);
    }

    #[test]
    fn past_midnight_belongs_to_the_day_before() {
        let hours = hours("Fr 22:00-02:00; PH off");
        let (friday, saturday) = (date(2026, 11, 27), date(2026, 11, 28));
        assert_eq!(hours.day(saturday, |day| day == saturday), [(0, 120)]);
        assert_eq!(hours.day(saturday, |day| day == friday), []);
        assert_eq!(hours.weekly_minutes(), 240);
        assert_eq!(self::hours("24/7").day(friday, |_| true), [(0, 1440)]);
    }

    #[test]
    fn public_holidays_may_have_hours_of_their_own() {
        let sunday = date(2026, 11, 29);
        assert_eq!(hours("Mo-Fr,PH 08:00-10:00").day(sunday, |day| day == sunday), [(480, 600)]);
        assert_eq!(hours("Mo-Fr,PH 08:00-10:00").day(sunday, |_| false), []);
        assert_eq!(hours("PH 08:00-10:00").day(sunday, |_| false), []);
    }

    proptest! {
        #[test]
        fn nothing_panics(
            text in "\\PC{0,20}|((Mo|Fr|PH|Su|Dec|Feb|off|24/7|08:00|26:00|22:00|31|[-,; \"])( ?)){0,12}",
            days in 0i64..800, minute in 0u16..2000, holiday: bool,
        ) {
            if let Ok(hours) = ServiceHours::parse(&text) {
                let day = date(2026, 1, 1).saturating_add(jiff::Span::new().days(days));
                let next = hours.next_open(day, minute, |_| holiday);
                let open = hours.day(day, |_| holiday).iter().any(|(from, until)| (*from..*until).contains(&minute));
                prop_assert_eq!(open, next == Some((day, minute)));
                for language in Language::ALL {
                    prop_assert!(!hours.words(language).is_empty());
                }
                prop_assert!(hours.weekly_minutes() <= 7 * 1440);
            }
        }
    }
}
