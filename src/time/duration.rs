//! Durations as the files write them: `15 min`, `4 h`, `3 d`, `2 wd`, `24 sh`, `6 weeks` (semantics 23).

use super::{Calendar, Date, Problem};
use crate::text::{Language, Text, Words, text};
use std::cmp::Ordering;
use std::fmt;

/// The unit of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// `min`: minutes on the clock.
    Minutes,
    /// `h`: hours on the clock.
    Hours,
    /// `sh`: hours within the service hours of whoever works (the 115's "24 h").
    ServiceHours,
    /// `wd`: working days of the state that works.
    WorkingDays,
    /// `d`: calendar days.
    CalendarDays,
    /// `weeks`: seven calendar days each.
    Weeks,
    /// `months`: to the same day of the month, or to its last day where that one is missing.
    Months,
    /// `years`: twelve months each.
    Years,
}

/// What is known of a unit: spellings (the first is canonical for one, the second for several) and words.
struct Names {
    unit: Unit,
    spellings: &'static [&'static str],
    one: Words,
    many: Words,
}

const fn names(
    unit: Unit,
    spellings: &'static [&'static str],
    one: (&'static str, &'static str),
    many: (&'static str, &'static str),
) -> Names {
    Names { unit, spellings, one: Words::new(one.0, one.1), many: Words::new(many.0, many.1) }
}

const UNITS: [Names; 8] = [
    names(Unit::Minutes, &["min", "min"], ("Minute", "minute"), ("Minuten", "minutes")),
    names(Unit::Hours, &["h", "h"], ("Stunde", "hour"), ("Stunden", "hours")),
    names(
        Unit::ServiceHours,
        &["sh", "sh"],
        ("Servicestunde", "service hour"),
        ("Servicestunden", "service hours"),
    ),
    names(Unit::WorkingDays, &["wd", "wd"], ("Arbeitstag", "working day"), ("Arbeitstage", "working days")),
    names(
        Unit::CalendarDays,
        &["d", "d"],
        ("Kalendertag", "calendar day"),
        ("Kalendertage", "calendar days"),
    ),
    names(Unit::Weeks, &["week", "weeks", "w"], ("Woche", "week"), ("Wochen", "weeks")),
    names(Unit::Months, &["month", "months", "mo"], ("Monat", "month"), ("Monate", "months")),
    names(Unit::Years, &["year", "years", "y"], ("Jahr", "year"), ("Jahre", "years")),
];

/// What people write instead of a unit, and the unit that they probably mean.
const MISTAKEN: [(&str, &str); 19] = [
    ("m", "min` / `months"),
    ("minuten", "min"),
    ("minute", "min"),
    ("minutes", "min"),
    ("std", "h"),
    ("stunden", "h"),
    ("stunde", "h"),
    ("hours", "h"),
    ("hour", "h"),
    ("tage", "d` / `wd"),
    ("tag", "d` / `wd"),
    ("days", "d` / `wd"),
    ("day", "d` / `wd"),
    ("at", "wd"),
    ("arbeitstage", "wd"),
    ("werktage", "wd"),
    ("wochen", "weeks"),
    ("monate", "months"),
    ("jahre", "years"),
];

/// A duration: a whole number and a unit.
///
/// There is no common measure (two working days are no fixed number of hours), so the order derived here only
/// serves sorted collections; [`Duration::compare`] is what compares lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    unit: Unit,
    amount: u32,
}

impl Duration {
    /// The largest amount; more is a typing error and would leave the calendar.
    pub const MAX_AMOUNT: u32 = 99_999;

    /// A duration; an amount above [`Self::MAX_AMOUNT`] is cut to it.
    pub const fn new(amount: u32, unit: Unit) -> Self {
        let amount = if amount > Self::MAX_AMOUNT { Self::MAX_AMOUNT } else { amount };
        Self { unit, amount }
    }

    /// The number, in the duration's own unit.
    pub const fn amount(self) -> u32 {
        self.amount
    }

    /// The unit.
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// Reads a number and a unit, with or without a blank between them.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let trimmed = text.trim();
        let end = trimmed.find(|c: char| !c.is_ascii_digit()).unwrap_or(trimmed.len());
        let (number, rest) = trimmed.split_at_checked(end).unwrap_or((trimmed, ""));
        let unit = rest.trim_start();
        if number.is_empty() {
            return Err(Problem::new(text!(
                "„{text}“ ist keine Dauer: Am Anfang fehlt eine ganze Zahl",
                "\"{text}\" is no duration: it does not begin with a whole number"
            ))
            .with_help(forms()));
        }
        if unit.is_empty() {
            return Err(Problem::new(text!("In „{text}“ fehlt die Einheit", "\"{text}\" lacks its unit"))
                .with_help(forms()));
        }
        let Some(names) = UNITS.iter().find(|names| names.spellings.contains(&unit)) else {
            return Err(unknown_unit(unit));
        };
        match number.parse() {
            Ok(amount) if amount <= Self::MAX_AMOUNT => Ok(Self { unit: names.unit, amount }),
            _ => {
                let most = Self::MAX_AMOUNT;
                Err(Problem::new(text!(
                    "Die Zahl {number} ist zu groß; höchstens {most}",
                    "the number {number} is too large; {most} at most"
                )))
            }
        }
    }

    /// The duration in words, in the nominative: "1 Arbeitstag", "2 working days".
    pub fn words(self, language: Language) -> String {
        let words =
            self.names().map_or(Words::new("", ""), |n| if self.amount == 1 { n.one } else { n.many });
        format!("{} {}", self.amount, words.get(language))
    }

    /// Which is longer, where that holds on every day of every calendar; else `None`.
    ///
    /// Minutes to years are compared by their shortest and longest possible length (a day has 23 to 25 hours
    /// when the clocks change, a month 28 to 31 days); working days and service hours only with their like.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        if self.unit == other.unit {
            return Some(self.amount.cmp(&other.amount));
        }
        if let (Some(one), Some(two)) = (self.exact(), other.exact())
            && one.0 == two.0
        {
            return Some(one.1.cmp(&two.1));
        }
        let (one, two) = (self.range()?, other.range()?);
        if one.1 < two.0 {
            Some(Ordering::Less)
        } else if one.0 > two.1 {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    /// The day on which the duration has passed; `None` for minutes, hours and service hours.
    ///
    /// Working days follow the calendar; stops at the last representable day.
    pub fn after(self, date: Date, calendar: &Calendar) -> Option<Date> {
        self.step(date, calendar, 1)
    }

    /// The day from which the duration ends at `date`; `None` for minutes, hours and service hours.
    pub fn before(self, date: Date, calendar: &Calendar) -> Option<Date> {
        self.step(date, calendar, -1)
    }

    fn step(self, date: Date, calendar: &Calendar, sign: i32) -> Option<Date> {
        let amount = i32::try_from(self.amount).unwrap_or(i32::MAX).saturating_mul(sign);
        let span = jiff::Span::new();
        let span = match self.unit {
            Unit::Minutes | Unit::Hours | Unit::ServiceHours => return None,
            Unit::WorkingDays => return Some(calendar.add_working_days(date, amount)),
            Unit::CalendarDays => span.try_days(amount),
            Unit::Weeks => span.try_weeks(amount),
            Unit::Months => span.try_months(amount),
            Unit::Years => span.try_years(amount),
        };
        let end = if sign < 0 { Date::MIN } else { Date::MAX };
        Some(span.and_then(|span| date.checked_add(span)).unwrap_or(end))
    }

    fn names(self) -> Option<&'static Names> {
        UNITS.iter().find(|names| names.unit == self.unit)
    }

    /// The amount in the smallest unit of its family: minutes, days or months.
    fn exact(self) -> Option<(Unit, u64)> {
        let amount = u64::from(self.amount);
        match self.unit {
            Unit::Minutes => Some((Unit::Minutes, amount)),
            Unit::Hours => Some((Unit::Minutes, amount * 60)),
            Unit::CalendarDays => Some((Unit::CalendarDays, amount)),
            Unit::Weeks => Some((Unit::CalendarDays, amount * 7)),
            Unit::Months => Some((Unit::Months, amount)),
            Unit::Years => Some((Unit::Months, amount * 12)),
            Unit::WorkingDays | Unit::ServiceHours => None,
        }
    }

    /// The shortest and the longest possible length in minutes.
    fn range(self) -> Option<(u64, u64)> {
        let (family, amount) = self.exact()?;
        let days = |days: u64| ((days * 24).saturating_sub(1) * 60, (days * 24 + 1) * 60);
        Some(match family {
            Unit::Minutes => (amount, amount),
            Unit::CalendarDays => days(amount),
            _ => (days(amount * 28).0, days(amount * 31).1),
        })
    }
}

impl fmt::Display for Duration {
    /// The canonical form of the files; [`Duration::parse`] reads it back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = usize::from(self.amount != 1);
        let unit = self.names().and_then(|names| names.spellings.get(place)).copied().unwrap_or_default();
        write!(f, "{} {unit}", self.amount)
    }
}

fn unknown_unit(unit: &str) -> Problem {
    let problem =
        Problem::new(text!("„{unit}“ ist keine Einheit einer Dauer", "\"{unit}\" is no unit of a duration"));
    let lower = unit.to_lowercase();
    let lower = lower.trim_end_matches('.');
    match MISTAKEN.iter().find(|(wrong, _)| *wrong == lower) {
        Some((_, meant)) => {
            problem.with_help(text!("gemeint ist wohl `{meant}`", "`{meant}` is probably meant"))
        }
        None => problem.with_help(forms()),
    }
}

/// All forms of a duration, as help.
fn forms() -> Text {
    text!(
        "`15 min`, `4 h`, `24 sh` (Servicestunden), `2 wd` (Arbeitstage), `3 d` (Kalendertage), `6 weeks`, `6 months`, `1 year`",
        "`15 min`, `4 h`, `24 sh` (service hours), `2 wd` (working days), `3 d` (calendar days), `6 weeks`, `6 months`, `1 year`"
    )
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn read(text: &str) -> Duration {
        Duration::parse(text).unwrap()
    }

    #[test]
    fn durations_are_read_written_and_said() {
        for (text, canonical, de, en) in [
            ("15 min", "15 min", "15 Minuten", "15 minutes"),
            ("1h", "1 h", "1 Stunde", "1 hour"),
            ("24 sh", "24 sh", "24 Servicestunden", "24 service hours"),
            (" 2 wd ", "2 wd", "2 Arbeitstage", "2 working days"),
            ("1 d", "1 d", "1 Kalendertag", "1 calendar day"),
            ("1 w", "1 week", "1 Woche", "1 week"),
            ("6 mo", "6 months", "6 Monate", "6 months"),
        ] {
            let duration = read(text);
            assert_eq!(duration.to_string(), canonical);
            assert_eq!(read(canonical), duration);
            assert_eq!(
                (duration.words(Language::De).as_str(), duration.words(Language::En).as_str()),
                (de, en)
            );
        }
    }

    #[test]
    fn a_misspelt_duration_says_what_is_meant() {
        let problem = Duration::parse("2 AT").unwrap_err();
        assert_eq!(problem.message.de, "„AT“ ist keine Einheit einer Dauer");
        assert_eq!(problem.help.unwrap().de, "gemeint ist wohl `wd`");
        assert_eq!(
            Duration::parse("zwei Tage").unwrap_err().message.de,
            "„zwei Tage“ ist keine Dauer: Am Anfang fehlt eine ganze Zahl"
        );
        for text in ["", "3", "-1 d", "1.5 h", "100000 d", "99999999999 d"] {
            assert!(Duration::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_what_is_longer_on_every_day_is_called_longer() {
        for (one, two, order) in [
            ("60 min", "1 h", Some(Ordering::Equal)),
            ("14 d", "2 weeks", Some(Ordering::Equal)),
            ("12 months", "1 year", Some(Ordering::Equal)),
            ("4 h", "3 d", Some(Ordering::Less)),
            ("5 weeks", "1 month", Some(Ordering::Greater)),
            ("24 h", "1 d", None),
            ("30 d", "1 month", None),
            ("2 wd", "3 wd", Some(Ordering::Less)),
            ("2 wd", "2 d", None),
            ("24 sh", "24 h", None),
        ] {
            assert_eq!(read(one).compare(read(two)), order, "{one} {two}");
            assert_eq!(read(two).compare(read(one)), order.map(Ordering::reverse), "{two} {one}");
        }
    }

    #[test]
    fn months_stop_at_the_end_of_the_month() {
        let calendar = Calendar::new("HB");
        assert_eq!(read("1 month").after(date(2027, 1, 31), &calendar), Some(date(2027, 2, 28)));
        assert_eq!(read("1 year").before(date(2028, 2, 29), &calendar), Some(date(2027, 2, 28)));
        assert_eq!(read("6 weeks").after(date(2027, 3, 1), &calendar), Some(date(2027, 4, 12)));
        // Good Friday 2026 is 3 April, Easter Monday 6 April.
        assert_eq!(read("2 wd").after(date(2026, 4, 2), &calendar), Some(date(2026, 4, 8)));
        assert_eq!(read("2 wd").before(date(2026, 4, 8), &calendar), Some(date(2026, 4, 2)));
        assert_eq!(read("4 h").after(date(2026, 4, 8), &calendar), None);
        assert_eq!(read("99999 years").after(date(2026, 4, 8), &calendar), Some(Date::MAX));
    }

    proptest! {
        #[test]
        fn reading_never_panics_and_display_reads_back(text in "\\PC{0,12}|[0-9]{1,6} ?(min|h|sh|wd|d|w|mo|y|[a-z]{1,4})") {
            if let Ok(duration) = Duration::parse(&text) {
                prop_assert_eq!(Duration::parse(&duration.to_string()), Ok(duration));
            }
        }
    }
}
