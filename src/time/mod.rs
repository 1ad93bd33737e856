//! Days, periods, durations, public holidays, working days and service hours: pure arithmetic, no clock.
//!
//! "Today" is always an argument; only the command line asks the clock.

mod calendar;
mod duration;
mod holidays;
mod hours;
mod moment;
mod period;

pub use calendar::Calendar;
pub use duration::{Duration, Unit};
pub use holidays::{Locality, holidays, local_holidays};
pub use hours::ServiceHours;
pub use jiff::civil::Date;
pub use moment::Moment;
pub use period::Period;

use crate::text::{Language, Text};
use std::ops::Range;

/// Why a value from a file cannot be read; the caller knows the file and makes a finding of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub message: Text,
    /// How it is written instead, where that can be said.
    pub help: Option<Text>,
    /// The bytes of the value that are meant; `None` means the whole value.
    pub at: Option<Range<usize>>,
}

impl Problem {
    /// A problem of the whole value, without help.
    pub fn new(message: Text) -> Self {
        Self { message, help: None, at: None }
    }

    /// Adds how it is written instead.
    #[must_use]
    pub fn with_help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds the bytes of the value that are meant.
    #[must_use]
    pub fn at(mut self, bytes: Range<usize>) -> Self {
        self.at = Some(bytes);
        self
    }
}

/// The next day; the last representable day (in the year 9999) stays itself.
pub fn day_after(date: Date) -> Date {
    date.tomorrow().unwrap_or(Date::MAX)
}

/// The day before; the first representable day stays itself.
pub fn day_before(date: Date) -> Date {
    date.yesterday().unwrap_or(Date::MIN)
}

const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, counted from 1; empty for a number that is no month.
pub fn month_name(month: i8, language: Language) -> &'static str {
    let names = match language {
        Language::De => &MONTHS_DE,
        Language::En => &MONTHS_EN,
    };
    usize::try_from(month - 1).ok().and_then(|index| names.get(index)).copied().unwrap_or_default()
}

/// A day as people write it: "1. März 2027", "1 March 2027".
pub fn format_date(date: Date, language: Language) -> String {
    format!("{} {}", format_day(date.month(), date.day(), language), date.year())
}

/// A day of every year: "1. März", "1 March".
fn format_day(month: i8, day: i8, language: Language) -> String {
    let name = month_name(month, language);
    match language {
        Language::De => format!("{day}. {name}"),
        Language::En => format!("{day} {name}"),
    }
}

/// Reads what [`format_date`] writes, and nothing else.
pub fn read_date(text: &str, language: Language) -> Option<Date> {
    let mut words = text.split(' ');
    let day = words.next()?.trim_end_matches('.').parse().ok()?;
    let name = words.next()?;
    let month = (1..=12).find(|month| month_name(*month, language) == name)?;
    let date = Date::new(words.next()?.parse().ok()?, month, day).ok()?;
    (format_date(date, language) == text).then_some(date)
}

/// A day in few letters: "01.03.2027", "2027-03-01".
pub fn short_date(date: Date, language: Language) -> String {
    match language {
        Language::De => format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year()),
        Language::En => iso(date),
    }
}

/// A day as the files write it: "2027-03-01".
pub fn iso(date: Date) -> String {
    date.to_string()
}

/// A day as people write it, of one as data does; what is no day stays as it is.
pub fn in_words(text: &str, language: Language) -> String {
    parse_date(text).map_or_else(|| text.to_owned(), |day| format_date(day, language))
}

/// Reads exactly `YYYY-MM-DD`; `None` for every other form and for days that do not exist.
pub fn parse_date(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let well_formed = bytes.len() == 10
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !well_formed {
        return None;
    }
    let year = text.get(0..4)?.parse().ok()?;
    let month = text.get(5..7)?.parse().ok()?;
    let day = text.get(8..10)?.parse().ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn dates_are_written_for_people_and_for_files() {
        let day = date(2027, 3, 1);
        assert_eq!(format_date(day, Language::De), "1. März 2027");
        assert_eq!(format_date(day, Language::En), "1 March 2027");
        assert_eq!(iso(day), "2027-03-01");
    }

    #[test]
    fn only_the_files_form_of_a_date_is_read() {
        assert_eq!(parse_date("2028-02-29"), Some(date(2028, 2, 29)));
        for text in
            ["2027-02-29", "2027-3-1", "01.03.2027", "2027-03-01T00:00", "+027-03-01", "2027-00-01", ""]
        {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn neighbours_stop_at_the_ends_of_time() {
        assert_eq!(day_after(date(2027, 12, 31)), date(2028, 1, 1));
        assert_eq!(day_before(date(2028, 3, 1)), date(2028, 2, 29));
        assert_eq!((day_after(Date::MAX), day_before(Date::MIN)), (Date::MAX, Date::MIN));
    }

    proptest! {
        #[test]
        fn reading_a_date_never_panics(text in "\\PC{0,14}") {
            let _ = parse_date(&text);
        }
    }
}
