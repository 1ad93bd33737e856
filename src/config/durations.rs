//! `[durations]`: how long the tasks of the plan take, as the user says; nothing is assumed where nothing is said.

use toml::Spanned;
use toml::de::DeValue;

use super::problems;
use super::reader::{FromToml, Reader, slot};
use super::shape::{ANY, FieldInfo, RecordInfo, Shape};
use super::slot::Slot;
use crate::source::Located;
use crate::text::{Words, text};
use crate::time::{Duration, Unit};

/// How long a task takes: one duration, or from–to. Both ends have the same unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DurationRange {
    /// At least.
    pub least: Duration,
    /// At most; the plan counts with it.
    pub most: Duration,
}

impl FromToml for DurationRange {
    fn shape() -> Shape {
        Shape::Text {
            pattern: r"^[0-9]+ ?([-–] ?[0-9]+ ?)?(wd|d|w|week|weeks)$",
            what: Words::new(
                "Dauer einer Aufgabe: \"5 wd\" (Arbeitstage), \"3-5 wd\", \"10 d\" (Kalendertage), \"2 weeks\"",
                "duration of a task: \"5 wd\" (working days), \"3-5 wd\", \"10 d\" (calendar days), \"2 weeks\"",
            ),
        }
    }
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        let written = String::read(value, reader)?;
        let found = parse(&written);
        if found.is_none() {
            let span = reader.span(value.span());
            reader.diagnostics.push(
                problems::WRONG_VALUE
                    .report(
                        span,
                        text!(
                            "„{written}“ ist keine Dauer einer Aufgabe",
                            "\"{written}\" is no duration of a task"
                        ),
                    )
                    .help(text!(
                        "schreiben Sie zum Beispiel \"5 wd\" (Arbeitstage), \"3-5 wd\", \"10 d\" (Kalendertage) oder \"2 weeks\"",
                        "write for example \"5 wd\" (working days), \"3-5 wd\", \"10 d\" (calendar days) or \"2 weeks\""
                    )),
            );
        }
        found
    }
}

/// Reads "5 wd" or "3-5 wd"; the ends in order, in a unit that makes whole days.
fn parse(written: &str) -> Option<DurationRange> {
    let (first, last) = match written.split_once(['-', '–']) {
        Some((first, last)) => (Some(first.trim()), last.trim()),
        None => (None, written),
    };
    let most = Duration::parse(last).ok()?;
    if !matches!(most.unit(), Unit::WorkingDays | Unit::CalendarDays | Unit::Weeks) {
        return None;
    }
    let least = match first {
        Some(number) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            Duration::new(number.parse().ok()?, most.unit())
        }
        Some(_) => return None,
        None => most,
    };
    (least.amount() <= most.amount()).then_some(DurationRange { least, most })
}

/// `[durations]`: tasks in file order, each with its duration.
#[derive(Debug, Clone)]
pub struct RawDurations(pub Vec<(Located<String>, Slot<DurationRange>)>);

impl RawDurations {
    /// What this table states. Its keys are ids of tasks, whichever lists the user has.
    pub const INFO: RecordInfo = RecordInfo {
        name: "durations",
        about: Words::new(
            "wie lange die Aufgaben des Plans dauern, je Aufgabe",
            "how long the tasks of the plan take, by task",
        ),
        fields: || {
            vec![FieldInfo {
                key: ANY,
                required: false,
                about: Words::new(
                    "Aufgabe, z. B. training-held = \"2 wd\"",
                    "task, e.g. training-held = \"2 wd\"",
                ),
                shape: DurationRange::shape(),
            }]
        },
    };
}

impl FromToml for RawDurations {
    fn shape() -> Shape {
        Shape::Map(Box::new(DurationRange::shape()))
    }
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            reader.wrong_type(value, &crate::text::Text::new("eine Tabelle {…}", "a table {…}"));
            return None;
        };
        let entries = table.iter().map(|(key, entry)| {
            let place = reader.span(key.span());
            (Located::new(key.get_ref().to_string(), place), slot(entry, reader))
        });
        Some(Self(entries.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_duration_or_from_to() {
        let wd = |amount| Duration::new(amount, Unit::WorkingDays);
        assert_eq!(parse("5 wd"), Some(DurationRange { least: wd(5), most: wd(5) }));
        assert_eq!(parse("3-5 wd"), Some(DurationRange { least: wd(3), most: wd(5) }));
        assert_eq!(parse("3 – 5 wd"), Some(DurationRange { least: wd(3), most: wd(5) }));
        for wrong in ["5-3 wd", "5", "4 h", "2 months", "3 wd-5 wd", "-5 wd", ""] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
