//! Reads the `opening_hours` syntax; problems name the place and what is probably meant.

use super::{DAY, MonthDay, Rule};
use crate::text::{Text, Words, text};
use crate::time::Problem;
use std::ops::Range;

const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTH_LENGTHS: [i8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// What people write, in lower case, and how it is written in this syntax (an empty string: leave it out).
const MISTAKEN: [(&str, &str); 40] = [
    ("montag", "Mo"),
    ("dienstag", "Tu"),
    ("di", "Tu"),
    ("mittwoch", "We"),
    ("mi", "We"),
    ("donnerstag", "Th"),
    ("do", "Th"),
    ("freitag", "Fr"),
    ("samstag", "Sa"),
    ("sonnabend", "Sa"),
    ("sonntag", "Su"),
    ("so", "Su"),
    ("mon", "Mo"),
    ("tue", "Tu"),
    ("wed", "We"),
    ("thu", "Th"),
    ("fri", "Fr"),
    ("sat", "Sa"),
    ("sun", "Su"),
    ("feiertag", "PH"),
    ("feiertage", "PH"),
    ("feiertags", "PH"),
    ("ft", "PH"),
    ("januar", "Jan"),
    ("februar", "Feb"),
    ("märz", "Mar"),
    ("mär", "Mar"),
    ("april", "Apr"),
    ("mai", "May"),
    ("juni", "Jun"),
    ("juli", "Jul"),
    ("august", "Aug"),
    ("oktober", "Oct"),
    ("okt", "Oct"),
    ("dezember", "Dec"),
    ("dez", "Dec"),
    ("geschlossen", "off"),
    ("zu", "off"),
    ("bis", "-"),
    ("uhr", ""),
];

/// Words of the full syntax that Lotse does not evaluate.
const UNSUPPORTED: [(&str, Words); 8] = [
    ("SH", Words::new("Schulferien", "school holidays")),
    ("easter", Words::new("bewegliche Tage", "movable days")),
    ("week", Words::new("Kalenderwochen", "calendar weeks")),
    ("sunrise", Words::new("Sonnenstände", "positions of the sun")),
    ("sunset", Words::new("Sonnenstände", "positions of the sun")),
    ("dawn", Words::new("Sonnenstände", "positions of the sun")),
    ("dusk", Words::new("Sonnenstände", "positions of the sun")),
    ("unknown", Words::new("„unknown“", "\"unknown\"")),
];

type Read<T> = Result<T, Problem>;

/// Reads all rules of a value.
pub(super) fn rules(text: &str) -> Read<Vec<Rule>> {
    let mut cursor = Cursor { text, at: 0 };
    let mut rules = Vec::new();
    let mut additional = false;
    loop {
        cursor.blanks();
        if cursor.rest().is_empty() && !rules.is_empty() && !additional {
            return Ok(rules);
        }
        rules.push(Rule { additional, ..cursor.rule()? });
        cursor.blanks();
        if cursor.rest().is_empty() {
            return Ok(rules);
        }
        additional = cursor.take(",");
        if !additional && !cursor.take(";") {
            return Err(cursor.unexpected());
        }
    }
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at += token.len();
        }
        found
    }

    /// The letters from here on.
    fn word(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.word() == word;
        if found {
            self.at += word.len();
        }
        found
    }

    /// The number of one of the given words, counted from 0.
    fn take_one_of(&mut self, words: &[&str]) -> Option<usize> {
        let index = words.iter().position(|word| *word == self.word())?;
        self.at += self.word().len();
        Some(index)
    }

    /// Does something, and goes back if it finds nothing.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = before;
        }
        found
    }

    fn digits(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    /// A number of a day: digits that do not begin a time.
    fn day_number(&mut self) -> Option<(i8, Range<usize>)> {
        let digits = self.digits();
        if self.rest().get(digits.len()..).is_some_and(|rest| rest.starts_with([':', '/'])) {
            return None;
        }
        let day = digits.parse().ok()?;
        let place = self.at..self.at + digits.len();
        self.at = place.end;
        Some((day, place))
    }

    fn rule(&mut self) -> Read<Rule> {
        let begin = self.at;
        let mut rule = Rule::default();
        let always = self.take("24/7");
        if !always {
            self.dates(&mut rule)?;
            self.blanks();
            self.weekdays(&mut rule)?;
            self.blanks();
            self.times(&mut rule)?;
        }
        self.blanks();
        if self.take_word("off") || self.take_word("closed") {
            rule.closed = true;
        } else {
            self.take_word("open");
        }
        self.blanks();
        let has_state = self.at > begin;
        let before_comment = self.at;
        rule.comment = self.comment()?;
        if !has_state && rule.comment.is_some() {
            return Err(self
                .problem(
                    before_comment..self.at,
                    text!("eine Bemerkung allein sagt keine Zeit", "a comment alone says no time"),
                )
                .with_help(text!("`Mo-Fr 08:00-16:00 \"…\"`", "`Mo-Fr 08:00-16:00 \"…\"`")));
        }
        if self.at == begin { Err(self.unexpected()) } else { Ok(rule) }
    }

    fn comment(&mut self) -> Read<Option<String>> {
        let begin = self.at;
        if !self.take("\"") {
            return Ok(None);
        }
        let Some(length) = self.rest().find('"') else {
            return Err(self.problem(
                begin..self.text.len(),
                text!(
                    "die Bemerkung endet nicht; es fehlt ein \"",
                    "the comment has no end; a \" is missing"
                ),
            ));
        };
        let comment = self.rest().get(..length).unwrap_or_default().trim().to_owned();
        self.at += length + 1;
        Ok((!comment.is_empty()).then_some(comment))
    }

    fn dates(&mut self, rule: &mut Rule) -> Read<()> {
        let Some(mut month) = self.take_one_of(&MONTHS) else { return Ok(()) };
        let mut named = true;
        loop {
            rule.dates.push(self.date_range(month, named)?);
            let next = self.attempt(|cursor| {
                cursor.blanks();
                if !cursor.take(",") {
                    return None;
                }
                cursor.blanks();
                if let Some(month) = cursor.take_one_of(&MONTHS) {
                    return Some((month, true));
                }
                let here = cursor.at;
                cursor.day_number()?;
                cursor.at = here;
                Some((month, false))
            });
            match next {
                Some(found) => (month, named) = found,
                None => return Ok(()),
            }
        }
    }

    /// What follows a month: nothing (the whole month), a day, or the rest of a range.
    fn date_range(&mut self, month: usize, named: bool) -> Read<(MonthDay, MonthDay)> {
        self.blanks();
        let Some((day, place)) = self.day_number() else {
            let last = self.attempt(|cursor| {
                cursor.blanks();
                (named && cursor.take("-")).then_some(())?;
                cursor.blanks();
                cursor.take_one_of(&MONTHS)
            });
            return Ok((month_day(month, 1), month_day(last.unwrap_or(month), 31)));
        };
        self.check_day(month, day, place)?;
        let last = self.attempt(|cursor| {
            cursor.blanks();
            cursor.take("-").then_some(())?;
            cursor.blanks();
            let month = cursor.take_one_of(&MONTHS).unwrap_or(month);
            cursor.blanks();
            cursor.day_number().map(|(day, place)| (month, day, place))
        });
        let first = month_day(month, day);
        let Some((month, day, place)) = last else { return Ok((first, first)) };
        self.check_day(month, day, place)?;
        Ok((first, month_day(month, day)))
    }

    fn check_day(&self, month: usize, day: i8, place: Range<usize>) -> Read<()> {
        let length = MONTH_LENGTHS.get(month).copied().unwrap_or(31);
        if (1..=length).contains(&day) {
            return Ok(());
        }
        let name = MONTHS.get(month).copied().unwrap_or_default();
        Err(self.problem(place, text!("{name} hat keinen Tag {day}", "{name} has no day {day}")))
    }

    fn weekdays(&mut self, rule: &mut Rule) -> Read<()> {
        let mut last_good = self.at;
        loop {
            if self.take_word("PH") {
                rule.holidays = true;
            } else if let Some(first) = self.take_one_of(&DAYS) {
                let last = self.attempt(|cursor| {
                    cursor.blanks();
                    cursor.take("-").then_some(())?;
                    cursor.blanks();
                    Some(cursor.take_one_of(&DAYS))
                });
                let last = match last {
                    Some(None) => {
                        return Err(self.unexpected());
                    }
                    Some(Some(last)) => last,
                    None => first,
                };
                let days = rule.weekdays.get_or_insert_default();
                for (index, day) in days.iter_mut().enumerate() {
                    *day |= if first <= last {
                        (first..=last).contains(&index)
                    } else {
                        index >= first || index <= last
                    };
                }
            } else {
                self.at = last_good;
                return Ok(());
            }
            last_good = self.at;
            self.blanks();
            if !self.take(",") {
                self.at = last_good;
                return Ok(());
            }
            self.blanks();
        }
    }

    fn times(&mut self, rule: &mut Rule) -> Read<()> {
        while !self.digits().is_empty() {
            let begin = self.at;
            let (from, _) = self.time()?;
            self.blanks();
            if !self.take("-") {
                return Err(self.unexpected());
            }
            self.blanks();
            let (until, has_digits) = self.time()?;
            let until = if until < from && from < DAY { until + DAY } else { until };
            if !has_digits || from >= DAY || until <= from || until - from > DAY {
                return Err(self
                    .problem(
                        begin..self.at,
                        text!(
                            "diese Zeitspanne ist leer oder zu lang",
                            "this stretch of time is empty or too long"
                        ),
                    )
                    .with_help(text!("ganztägig: `00:00-24:00`", "all day: `00:00-24:00`")));
            }
            rule.times.push((from, until));
            let more = self.attempt(|cursor| {
                cursor.blanks();
                cursor.take(",").then_some(())?;
                cursor.blanks();
                let digits = cursor.digits().len();
                cursor.rest().get(digits..).filter(|rest| digits > 0 && !rest.starts_with('/')).map(drop)
            });
            if more.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// A time in minutes, and whether there was one.
    fn time(&mut self) -> Read<(u16, bool)> {
        let begin = self.at;
        let hour = self.digits();
        if hour.is_empty() {
            return Err(self.unexpected());
        }
        self.at += hour.len();
        let colon = self.take(":");
        let minute = if colon { self.digits() } else { "" };
        self.at += minute.len();
        let place = begin..self.at;
        if !colon && hour.len() == 4 {
            return Err(self.problem(place, not_evaluated(Words::new("Jahreszahlen", "years"))));
        }
        if !colon || minute.len() != 2 || hour.len() > 2 {
            return Err(self
                .problem(
                    place,
                    text!(
                        "das ist keine Uhrzeit mit Stunden und Minuten",
                        "this is no time with hours and minutes"
                    ),
                )
                .with_help(text!("`08:00-16:00`", "`08:00-16:00`")));
        }
        match (hour.parse::<u16>(), minute.parse::<u16>()) {
            (Ok(hour), Ok(minute)) if minute < 60 && hour * 60 + minute <= 2 * DAY => {
                Ok((hour * 60 + minute, true))
            }
            _ => Err(self.problem(place, text!("diese Uhrzeit gibt es nicht", "there is no such time"))),
        }
    }

    /// The problem of whatever stands here.
    fn unexpected(&self) -> Problem {
        let word = self.word();
        let place = self.at..self.at + word.len();
        if !word.is_empty() {
            return self.unknown_word(word, place);
        }
        let Some(sign) = self.rest().chars().next() else {
            let whole = if self.text.trim().is_empty() { 0..self.text.len() } else { self.at..self.at };
            return self
                .problem(whole, text!("hier fehlt noch etwas", "something is missing here"))
                .with_help(text!(
                    "zum Beispiel `Mo-Fr 08:00-16:00; PH off`",
                    "for instance `Mo-Fr 08:00-16:00; PH off`"
                ));
        };
        let place = self.at..self.at + sign.len_utf8();
        match sign {
            '–' | '—' | '‑' => self
                .problem(
                    place,
                    text!("„{sign}“ ist hier kein Bis-Strich", "\"{sign}\" is no dash of this syntax"),
                )
                .with_help(text!("das einfache Minus: `-`", "the plain hyphen: `-`")),
            '|' => self
                .problem(place, not_evaluated(Words::new("Ersatzregeln mit ||", "fallback rules with ||"))),
            '[' => self.problem(place, not_evaluated(Words::new("gezählte Wochentage", "counted weekdays"))),
            '+' => self.problem(place, not_evaluated(Words::new("offene Enden mit +", "open ends with +"))),
            _ => self
                .problem(place, text!("„{sign}“ passt hier nicht", "\"{sign}\" does not fit here"))
                .with_help(text!(
                    "zum Beispiel `Mo-Fr 08:00-16:00; PH off`",
                    "for instance `Mo-Fr 08:00-16:00; PH off`"
                )),
        }
    }

    fn unknown_word(&self, word: &str, place: Range<usize>) -> Problem {
        if let Some((_, what)) = UNSUPPORTED.iter().find(|(known, _)| *known == word) {
            return self.problem(place, not_evaluated(*what));
        }
        let known = DAYS.iter().chain(&MONTHS).chain(&["PH", "off", "closed", "open"]);
        if known.clone().any(|known| *known == word) {
            return self
                .problem(place, text!("„{word}“ passt hier nicht", "\"{word}\" does not fit here"))
                .with_help(text!(
                    "Reihenfolge: Tage des Jahres, Wochentage, Uhrzeiten, `off`; Regeln trennt `;`",
                    "order: days of the year, weekdays, times, `off`; rules are separated by `;`"
                ));
        }
        let problem = self.problem(
            place,
            text!("„{word}“ ist in Servicezeiten unbekannt", "\"{word}\" is unknown in service hours"),
        );
        let lower = word.to_lowercase();
        let meant = MISTAKEN.iter().find(|(wrong, _)| *wrong == lower).map(|(_, meant)| *meant);
        match meant.or_else(|| known.copied().find(|known| known.to_lowercase() == lower)) {
            Some("") => problem.with_help(text!("einfach weglassen", "simply leave it out")),
            Some(meant) => problem.with_help(text!("hier geschrieben: `{meant}`", "written here: `{meant}`")),
            None => problem.with_help(text!(
                "Wochentage: `Mo Tu We Th Fr Sa Su`, Feiertage: `PH`, geschlossen: `off`",
                "weekdays: `Mo Tu We Th Fr Sa Su`, public holidays: `PH`, closed: `off`"
            )),
        }
    }

    fn problem(&self, place: Range<usize>, what: Text) -> Problem {
        let column = self.text.get(..place.start).map_or(0, |before| before.chars().count()) + 1;
        let Text { de, en } = what;
        Problem::new(text!(
            "Servicezeiten, Zeichen {column}: {de}",
            "service hours, character {column}: {en}"
        ))
        .at(place)
    }
}

fn not_evaluated(what: Words) -> Text {
    let (de, en) = (what.de, what.en);
    text!("{de} wertet Lotse nicht aus", "Lotse does not evaluate {en}")
}

fn month_day(month: usize, day: i8) -> MonthDay {
    (i8::try_from(month + 1).unwrap_or(i8::MAX), day)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn what_is_written_in_german_is_put_right() {
        for (text, place, message, help) in [
            (
                "Mo-Do 08:00-16:00",
                3..5,
                "Servicezeiten, Zeichen 4: „Do“ ist in Servicezeiten unbekannt",
                "hier geschrieben: `Th`",
            ),
            (
                "Mo–Fr 08:00-16:00",
                2..5,
                "Servicezeiten, Zeichen 3: „–“ ist hier kein Bis-Strich",
                "das einfache Minus: `-`",
            ),
            (
                "Mo-Fr 8-16",
                6..7,
                "Servicezeiten, Zeichen 7: das ist keine Uhrzeit mit Stunden und Minuten",
                "`08:00-16:00`",
            ),
            (
                "Mo-Fr 08:00-16:00 Uhr",
                18..21,
                "Servicezeiten, Zeichen 19: „Uhr“ ist in Servicezeiten unbekannt",
                "einfach weglassen",
            ),
            (
                "mo-fr 08:00-16:00",
                0..2,
                "Servicezeiten, Zeichen 1: „mo“ ist in Servicezeiten unbekannt",
                "hier geschrieben: `Mo`",
            ),
        ] {
            let problem = rules(text).unwrap_err();
            assert_eq!((problem.message.de.as_str(), problem.at.unwrap()), (message, place), "{text}");
            assert_eq!(problem.help.unwrap().de, help, "{text}");
        }
    }

    #[test]
    fn what_is_not_evaluated_is_said() {
        for text in [
            "SH off",
            "week 1-10 Mo",
            "Mo[1] 08:00-09:00",
            "Mo 08:00-09:00 || \"x\"",
            "2027 Dec 24 off",
            "Mo sunrise-12:00",
            "Mo 08:00+",
        ] {
            assert!(rules(text).is_err(), "{text}");
        }
        assert!(rules("SH off").unwrap_err().message.de.ends_with("Schulferien wertet Lotse nicht aus"));
        assert!(
            rules("2027 Dec 24 off").unwrap_err().message.de.ends_with("Jahreszahlen wertet Lotse nicht aus")
        );
    }

    #[test]
    fn broken_values_are_refused() {
        for text in [
            "",
            "  ",
            ";",
            "Mo-",
            "Mo 08:00",
            "Mo 08:00-",
            "Mo 08:00-08:00",
            "Mo 25:00-26:00",
            "Mo 08:60-09:00",
            "Feb 30 off",
            "Mo-Fr 08:00-16:00,",
            "\"nur so\"",
            "Mo 08:00-09:00 \"offen",
            "Mo PH",
            "Dec 0 off",
            "08:00-60:00",
        ] {
            assert!(rules(text).is_err(), "{text}");
        }
    }

    #[test]
    fn lists_and_rules_are_told_apart_at_the_comma() {
        assert_eq!(rules("Mo-Fr 08:00-12:00,13:00-16:00").unwrap().len(), 1);
        assert_eq!(rules("Mo,We 08:00-12:00, Fr 08:00-10:00, PH off;").unwrap().len(), 3);
        assert_eq!(
            rules("Dec 24,31 off").unwrap().first().unwrap().dates,
            [((12, 24), (12, 24)), ((12, 31), (12, 31))]
        );
        assert_eq!(
            rules("Dec 24-26, Jan-Mar Mo off").unwrap().first().unwrap().dates,
            [((12, 24), (12, 26)), ((1, 1), (3, 31))]
        );
        assert_eq!(rules("Dec 24 08:00-12:00").unwrap().first().unwrap().times, [(480, 720)]);
        assert_eq!(
            rules("Fr 22:00-02:00,23:00-26:00").unwrap().first().unwrap().times,
            [(1320, 1560), (1380, 1560)]
        );
    }
}
