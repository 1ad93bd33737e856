//! The plan as a calendar (iCalendar, RFC 5545): steps as tasks (VTODO), go-lives and steps with a duration as events.
//!
//! All days are dates without time, so that no time zone can move them. UIDs come from the ids of rows and waves: a
//! calendar that is read again changes its entries, it does not double them.

use std::fmt::Write as _;

use super::lines::municipalities;
use crate::text::{Language, Words};
use crate::time::{Date, day_after};
use crate::view::plan::{PlanRow, PlanView, WaveView};

/// The calendar.
pub fn ical(plan: &PlanView, language: Language) -> String {
    let mut out = Lines { text: String::new(), stamp: format!("{}T000000Z", compact(plan.today.0)) };
    out.put("BEGIN", "VCALENDAR");
    out.put("VERSION", "2.0");
    out.put("PRODID", "-//Lotse//Rollout//DE");
    out.put("CALSCALE", "GREGORIAN");
    out.put("METHOD", "PUBLISH");
    out.words("NAME", &plan.title);
    out.words("X-WR-CALNAME", &plan.title);
    for wave in &plan.waves {
        out.go_live(wave, language);
    }
    for row in &plan.rows {
        out.event(row, language);
    }
    for row in &plan.rows {
        out.task(row, language);
    }
    out.put("END", "VCALENDAR");
    out.text
}

struct Lines {
    text: String,
    stamp: String,
}

impl Lines {
    /// A line, folded at 75 octets, never inside a letter.
    fn put(&mut self, name: &str, value: &str) {
        const LONGEST: usize = 75;
        let mut room = LONGEST;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if letter.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LONGEST - 1;
            }
            self.text.push(letter);
            room -= letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    fn words(&mut self, name: &str, text: &str) {
        self.put(name, &escaped(text));
    }

    fn begin(&mut self, kind: &str, uid: &str) {
        let stamp = self.stamp.clone();
        self.put("BEGIN", kind);
        self.words("UID", uid);
        self.put("DTSTAMP", &stamp);
    }

    fn day(&mut self, name: &str, day: Date) {
        self.put(&format!("{name};VALUE=DATE"), &compact(day));
    }

    /// The last day is part of it; the end of an event in a calendar is not.
    fn stretch(&mut self, first: Date, last: Date) {
        self.day("DTSTART", first);
        self.day("DTEND", day_after(last));
        self.put("TRANSP", "TRANSPARENT");
    }

    fn go_live(&mut self, wave: &WaveView, language: Language) {
        let Some(day) = wave.go_live else { return };
        self.begin("VEVENT", &format!("go-live:{}", wave.id));
        self.stretch(day.0, day.0);
        self.words("SUMMARY", &format!("{}: {}", Words::new("Start", "Go-live").get(language), wave.label));
        let places = municipalities(wave.municipalities, language);
        let (done, required) = (wave.counts.done, wave.counts.required);
        let text = match language {
            Language::De => format!("{places}; {done} von {required} Schritten erledigt"),
            Language::En => format!("{places}; {done} of {required} steps done"),
        };
        self.words("DESCRIPTION", &text);
        self.put("END", "VEVENT");
    }

    /// A step that takes time and is still to be done, when it is planned.
    fn event(&mut self, row: &PlanRow, language: Language) {
        let Some(dates) = row.dates.as_ref().filter(|dates| dates.duration.is_some()) else { return };
        let (first, last) = dates.planned.unwrap_or((dates.start, dates.finish));
        self.begin("VEVENT", &format!("event:{}", row.id));
        self.stretch(first.0, last.0);
        self.head(row, language);
        self.put("END", "VEVENT");
    }

    fn task(&mut self, row: &PlanRow, language: Language) {
        self.begin("VTODO", &format!("todo:{}", row.id));
        if let Some(dates) = &row.dates {
            self.day("DUE", dates.latest_finish.0);
        }
        self.head(row, language);
        if row.urgency.code == "late" {
            self.put("PRIORITY", "1");
        }
        match row.status.status.code.as_str() {
            "done" => {
                self.put("STATUS", "COMPLETED");
                if let Some(day) = row.status.done_on {
                    self.put("COMPLETED", &format!("{}T000000Z", compact(day.0)));
                }
                self.put("PERCENT-COMPLETE", "100");
            }
            "not-applicable" => self.put("STATUS", "CANCELLED"),
            _ => {
                self.put("STATUS", "NEEDS-ACTION");
                self.put("PERCENT-COMPLETE", "0");
            }
        }
        self.put("END", "VTODO");
    }

    fn head(&mut self, row: &PlanRow, language: Language) {
        self.words("SUMMARY", &format!("{} ({})", row.title, row.scope));
        let mut text = row.text.clone();
        let mut line = |head: Words, words: &str| {
            let _ = write!(text, "\n{}: {words}", head.get(language));
        };
        line(Words::new("Wer", "Who"), &row.who_name);
        line(Words::new("Stand", "Status"), &row.standing());
        if let Some(assumption) = row.dates.as_ref().and_then(|dates| dates.assumption.as_ref()) {
            line(Words::new("Annahme", "Assumption"), assumption);
        }
        self.words("DESCRIPTION", &text);
        self.words("CATEGORIES", &row.phase.label);
    }
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Text as the format wants it: separators escaped, line breaks as `\n`, other control characters as blanks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_letters_and_come_back() {
        let mut lines = Lines { text: String::new(), stamp: String::new() };
        let words = "ü€😀x".repeat(60);
        lines.put("SUMMARY", &words);
        assert!(lines.text.split("\r\n").all(|line| line.len() <= 75), "{}", lines.text);
        assert_eq!(lines.text.replace("\r\n ", ""), format!("SUMMARY:{words}\r\n"));
    }

    #[test]
    fn text_cannot_end_its_line() {
        assert_eq!(escaped("a\r\nEND:VTODO\nb;c,d\\e\u{7}"), "a\\nEND:VTODO\\nb\\;c\\,d\\\\e ");
    }
}
