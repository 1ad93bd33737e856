//! A day with or without a time of day, as German clocks show it.

use super::{Calendar, Date, Duration, ServiceHours, Unit, parse_date};

/// A day, and the minute of it where that is known. Clock time in Germany; the one hour that is skipped or doubled in
/// spring and autumn is not told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The minute of the day, 0 to 1439.
    pub minute: Option<u16>,
}

impl Moment {
    /// A day without a time.
    pub const fn day(date: Date) -> Self {
        Self { date, minute: None }
    }

    /// Reads `2027-03-01` or `2027-03-01T10:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((day, time)) = text.split_once('T') else { return parse_date(text).map(Self::day) };
        let well_formed = time.len() == 5
            && time.bytes().enumerate().all(
                |(at, byte)| {
                    if at == 2 { byte == b':' } else { byte.is_ascii_digit() }
                },
            );
        let (hour, minute) = time.split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (well_formed && hour < 24 && minute < 60)
            .then_some(parse_date(day)?)
            .map(|date| Self { date, minute: Some(hour * 60 + minute) })
    }

    /// When a duration has passed; `None` where that cannot be told: hours without a time of day, or service hours that
    /// are not known. Whole days keep the time of day.
    pub fn after(
        self,
        duration: Duration,
        calendar: &Calendar,
        hours: Option<&ServiceHours>,
    ) -> Option<Self> {
        let minutes = match duration.unit() {
            Unit::Minutes => duration.amount(),
            Unit::Hours | Unit::ServiceHours => duration.amount().saturating_mul(60),
            Unit::WorkingDays | Unit::CalendarDays | Unit::Weeks | Unit::Months | Unit::Years => {
                return duration.after(self.date, calendar).map(|date| Self { date, ..self });
            }
        };
        let minute = self.minute?;
        if duration.unit() == Unit::ServiceHours {
            let closed = |day: Date| calendar.is_holiday(day) || calendar.is_closed(day);
            let (date, minute) = hours?.after_minutes(self.date, minute, minutes, closed)?;
            return Some(Self { date, minute: Some(minute) });
        }
        let total = u32::from(minute).checked_add(minutes)?;
        let date = self.date.checked_add(jiff::Span::new().try_days(total / 1440).ok()?).ok()?;
        Some(Self { date, minute: u16::try_from(total % 1440).ok() })
    }
}

impl std::fmt::Display for Moment {
    /// As the command line takes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.minute {
            None => write!(f, "{}", self.date),
            Some(minute) => write!(f, "{}T{:02}:{:02}", self.date, minute / 60, minute % 60),
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn days_and_times_are_read_in_one_form_only() {
        for text in ["2027-03-01", "2027-03-01T10:00", "2027-03-01T23:59"] {
            assert_eq!(moment(text).to_string(), text);
        }
        for text in [
            "",
            "T",
            "2027-03-01T",
            "2027-03-01T24:00",
            "2027-03-01T1:00",
            "2027-03-01T10:60",
            "2027-03-01T10:00:00",
            "2027-03-01T+1:00",
            "2027-02-30T10:00",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn time_passes_by_the_clock_by_working_days_and_by_service_hours() {
        let calendar = Calendar::new("NI");
        let after = |from: &str, duration: &str, hours: Option<&ServiceHours>| {
            let duration = Duration::parse(duration).unwrap();
            moment(from).after(duration, &calendar, hours).map(|moment| moment.to_string())
        };
        assert_eq!(after("2027-03-26T22:00", "4 h", None).as_deref(), Some("2027-03-27T02:00"));
        // Good Friday and Easter Monday.
        assert_eq!(after("2027-03-25T10:00", "1 wd", None).as_deref(), Some("2027-03-30T10:00"));
        assert_eq!(after("2027-03-25", "1 wd", None).as_deref(), Some("2027-03-30"));
        assert_eq!(after("2027-03-25", "4 h", None), None);
        let hours = ServiceHours::parse("Mo-Fr 08:00-16:00; PH off").unwrap();
        assert_eq!(after("2027-03-25T15:00", "2 sh", Some(&hours)).as_deref(), Some("2027-03-30T09:00"));
        assert_eq!(after("2027-03-25T15:00", "2 sh", None), None);
    }
}
