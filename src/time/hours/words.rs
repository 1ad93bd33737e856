//! Service hours as a sentence.

use super::{DAY, MonthDay, Rule};
use crate::text::{Language, Words};
use crate::time::{format_day, month_name};

const DAYS: [Words; 7] = [
    Words::new("Montag", "Monday"),
    Words::new("Dienstag", "Tuesday"),
    Words::new("Mittwoch", "Wednesday"),
    Words::new("Donnerstag", "Thursday"),
    Words::new("Freitag", "Friday"),
    Words::new("Samstag", "Saturday"),
    Words::new("Sonntag", "Sunday"),
];
const TO: Words = Words::new("bis", "to");

/// All rules in one sentence, without a full stop.
pub(super) fn sentence(rules: &[Rule], language: Language) -> String {
    let mut sentence = String::new();
    for rule in rules {
        if !sentence.is_empty() {
            // Exceptions hang on with a comma; further hours need a stronger mark beside their own commas.
            sentence.push_str(if rule.closed { ", " } else { "; " });
        }
        sentence.push_str(&of_rule(rule, language));
    }
    sentence
}

fn of_rule(rule: &Rule, language: Language) -> String {
    let days = days(rule, language);
    let times = times(&rule.times, language);
    let words = match (rule.closed, language) {
        (false, _) if days.is_empty() && times.is_empty() => {
            Words::new("rund um die Uhr", "around the clock").get(language).to_owned()
        }
        (false, _) if times.is_empty() => {
            format!("{days} {}", Words::new("ganztägig", "all day").get(language))
        }
        (false, _) if days.is_empty() => format!("{} {times}", Words::new("täglich", "daily").get(language)),
        (false, _) => format!("{days} {times}"),
        (true, Language::De) => spaced([&days, &times, "geschlossen"]),
        (true, Language::En) => {
            let bare = rule.dates.is_empty() && rule.weekdays.is_some();
            spaced(["closed", if bare { "on" } else { "" }, &days, &times])
        }
    };
    match (&rule.comment, language) {
        (Some(comment), Language::De) => format!("{words} („{comment}“)"),
        (Some(comment), Language::En) => format!("{words} (“{comment}”)"),
        (None, _) => words,
    }
}

fn spaced<const N: usize>(parts: [&str; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// "a, b und c".
fn list(parts: &[String], language: Language) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            format!("{} {} {last}", first.join(", "), Words::new("und", "and").get(language))
        }
    }
}

fn days(rule: &Rule, language: Language) -> String {
    let dates: Vec<String> = rule.dates.iter().map(|(first, last)| dates(*first, *last, language)).collect();
    let mut days = rule.weekdays.map(|days| weekdays(days, language)).unwrap_or_default();
    if rule.holidays {
        days.push(Words::new("an Feiertagen", "on public holidays").get(language).to_owned());
    }
    let (dates, days) = (list(&dates, language), list(&days, language));
    if dates.is_empty() || days.is_empty() { dates + &days } else { format!("{dates}, {days}") }
}

fn dates(first: MonthDay, last: MonthDay, language: Language) -> String {
    let to = TO.get(language);
    if first == last {
        let day = format_day(first.0, first.1, language);
        return format!("{} {day}", Words::new("am", "on").get(language));
    }
    if first.1 == 1 && last.1 == 31 {
        let (one, two) = (month_name(first.0, language), month_name(last.0, language));
        let months = if first.0 == last.0 { one.to_owned() } else { format!("{one} {to} {two}") };
        return format!("{} {months}", Words::new("im Zeitraum", "in").get(language));
    }
    let (one, two) = (format_day(first.0, first.1, language), format_day(last.0, last.1, language));
    format!("{} {one} {to} {two}", Words::new("vom", "from").get(language))
}

/// The weekdays, neighbours drawn together: "Montag bis Freitag".
fn weekdays(named: [bool; 7], language: Language) -> Vec<String> {
    let mut runs: Vec<Vec<Words>> = Vec::new();
    let mut before = false;
    for (day, is_named) in DAYS.into_iter().zip(named) {
        match runs.last_mut() {
            Some(run) if is_named && before => run.push(day),
            _ if is_named => runs.push(vec![day]),
            _ => {}
        }
        before = is_named;
    }
    let mut words = Vec::new();
    for run in runs {
        match run.as_slice() {
            [first, _, .., last] => {
                words.push(format!("{} {} {}", first.get(language), TO.get(language), last.get(language)));
            }
            few => words.extend(few.iter().map(|day| day.get(language).to_owned())),
        }
    }
    words
}

fn times(spans: &[(u16, u16)], language: Language) -> String {
    let to = TO.get(language);
    let spans: Vec<String> =
        spans.iter().map(|(from, until)| format!("{} {to} {}", clock(*from), clock(*until))).collect();
    match (language, spans.is_empty()) {
        (_, true) => String::new(),
        (Language::De, false) => format!("{} Uhr", list(&spans, language)),
        (Language::En, false) => list(&spans, language),
    }
}

/// A time of day; the end of the day is 24:00, what lies behind it is tomorrow's clock.
fn clock(minute: u16) -> String {
    let minute = if minute > DAY { minute - DAY } else { minute };
    format!("{}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use crate::text::Language;
    use crate::time::ServiceHours;

    #[test]
    fn hours_are_said_as_people_say_them() {
        for (text, de, en) in [
            (
                "Mo-Fr 08:00-16:00; PH off",
                "Montag bis Freitag 8:00 bis 16:00 Uhr, an Feiertagen geschlossen",
                "Monday to Friday 8:00 to 16:00, closed on public holidays",
            ),
            (
                "Mo,We 08:00-12:00,13:00-16:00; Sa off",
                "Montag und Mittwoch 8:00 bis 12:00 und 13:00 bis 16:00 Uhr, Samstag geschlossen",
                "Monday and Wednesday 8:00 to 12:00 and 13:00 to 16:00, closed on Saturday",
            ),
            ("24/7", "rund um die Uhr", "around the clock"),
            ("08:00-24:00", "täglich 8:00 bis 24:00 Uhr", "daily 8:00 to 24:00"),
            (
                "Mo-Th 08:00-16:00, Fr 08:00-12:00; Dec 24-Jan 1 off",
                "Montag bis Donnerstag 8:00 bis 16:00 Uhr; Freitag 8:00 bis 12:00 Uhr, \
                 vom 24. Dezember bis 1. Januar geschlossen",
                "Monday to Thursday 8:00 to 16:00; Friday 8:00 to 12:00, closed from 24 December to 1 January",
            ),
            (
                "Fr 22:00-02:00 \"nur Störungen\"",
                "Freitag 22:00 bis 2:00 Uhr („nur Störungen“)",
                "Friday 22:00 to 2:00 (“nur Störungen”)",
            ),
        ] {
            let hours = ServiceHours::parse(text).unwrap();
            assert_eq!(hours.words(Language::De), de);
            assert_eq!(hours.words(Language::En), en);
        }
    }
}
