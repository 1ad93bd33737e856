//! Reads GV100AD, the fixed-width file that Destatis publishes four times a year.
//!
//! Columns count characters from 1: record type 1–2, date 3–10, Land 11–12, Regierungsbezirk 13, Kreis 14–15, Gemeinde
//! 16–18, Gemeindeverband 19–22, name 23–72, seat 73–122, Textkennzeichen 123–124; for Gemeinden also hectares 129–139 and
//! population 140–150. Records 20 (Regierungsbezirk) and 30 (region) are skipped: nobody answers there in this model.
//! So are the records 50 with Textkennzeichen 50: a "verbandsfreie Gemeinde" listed as its own association.
//!
//! A code unknown here becomes the level's unspecified kind, so that a new edition with a new code can still be read.

use std::collections::BTreeMap;

use super::encoding::decode;
use super::problem::{Problem, Problems, name_problem};
use super::{Entry, Kind, Level, Register};
use crate::text::{Text, text};

/// The Textkennzeichen of a Gemeinde that is listed as its own Gemeindeverband.
const OWN_ASSOCIATION: &str = "50";

/// Reads a whole file: UTF-8, else Windows-1252 or ISO 8859-15; LF or CRLF; with or without byte order mark.
///
/// # Errors
///
/// Every line that cannot be read, in order, up to [`super::MAX_PROBLEMS`]; nothing is half-read.
pub fn read(bytes: &[u8]) -> Result<Register, Vec<Problem>> {
    let (text, _) = decode(bytes);
    let mut reader = Reader::default();
    for (at, line) in text.lines().enumerate() {
        reader.line(&Line { number: at + 1, text: line.trim_end_matches(['\r', '\u{1a}']) });
    }
    if reader.units.is_empty() {
        reader.problems.add(
            1,
            1,
            text!(
                "keine Datensätze gefunden: ist das eine Datei im Format GV100AD?",
                "no records found: is this a file in the GV100AD format?"
            ),
        );
    }
    let edition = reader.edition.unwrap_or_default();
    let edition =
        [edition.get(..4), edition.get(4..6), edition.get(6..)].into_iter().flatten().collect::<Vec<_>>();
    reader.problems.into_result(Register::new(edition.join("-"), reader.units))
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    units: Vec<Entry>,
    /// The eight digits of the first record's date.
    edition: Option<String>,
    /// Where each key stands.
    seen: BTreeMap<String, usize>,
    problems: Problems,
}

/// One line; columns count characters from 1, both ends included, blanks around a field do not count.
struct Line<'a> {
    number: usize,
    text: &'a str,
}

impl<'a> Line<'a> {
    fn field(&self, first: usize, last: usize) -> &'a str {
        let (start, end) = (self.offset(first - 1), self.offset(last));
        self.text.get(start..end).unwrap_or_default().trim()
    }

    /// The byte offset of a character; the end of the line if there are not so many.
    fn offset(&self, characters: usize) -> usize {
        if self.text.is_ascii() {
            return characters.min(self.text.len()); // most lines, and much faster
        }
        self.text.char_indices().nth(characters).map_or(self.text.len(), |(at, _)| at)
    }
}

/// A field that is wrong: its first column and what to say.
type Wrong = (usize, Text);

impl Reader {
    fn line(&mut self, line: &Line<'_>) {
        if line.text.trim().is_empty() {
            return;
        }
        match self.record(line) {
            Ok(None) => {}
            Ok(Some(unit)) => {
                if let Some(first) = self.seen.insert(unit.key.clone(), line.number) {
                    let key = &unit.key;
                    let message = text!(
                        "der Schlüssel {key} steht schon in Zeile {first}",
                        "the key {key} stands in line {first} already"
                    );
                    self.problems.add(line.number, 11, message);
                }
                self.units.push(unit);
            }
            Err((column, message)) => self.problems.add(line.number, column, message),
        }
    }

    /// Reads one record; `None` for a kind of record that is skipped.
    fn record(&mut self, line: &Line<'_>) -> Result<Option<Entry>, Wrong> {
        let record = line.field(1, 2);
        let level = match record {
            "10" => Level::Land,
            "20" | "30" => return self.date(line).map(|()| None),
            "40" => Level::District,
            "50" => Level::Association,
            "60" => Level::Municipality,
            _ => {
                let shown: String = record.chars().filter(|letter| !letter.is_control()).collect();
                return Err((
                    1,
                    text!(
                        "unbekannte Satzart „{shown}“: erwartet werden 10, 20, 30, 40, 50, 60",
                        "unknown record type “{shown}”: expected are 10, 20, 30, 40, 50, 60"
                    ),
                ));
            }
        };
        self.date(line)?;
        let key = key(line, level)?;
        let code = line.field(123, 124);
        if level == Level::Association && code == OWN_ASSOCIATION {
            return Ok(None);
        }
        let kind = kind(level, record, code)?;
        let name = line.field(23, 72);
        if let Some(message) = name_problem(name) {
            return Err((23, message));
        }
        let mut unit = Entry::new(key, name, kind);
        let seat = line.field(73, 122);
        if !seat.is_empty() {
            if let Some(message) = name_problem(seat) {
                return Err((73, message));
            }
            unit.seat = Some(seat.to_owned());
        }
        if level == Level::Municipality {
            unit.area_hectares = number(line, 129, 139)?;
            unit.population = number(line, 140, 150)?;
        }
        Ok(Some(unit))
    }

    /// Checks the date; all records of a file bear the same.
    fn date(&mut self, line: &Line<'_>) -> Result<(), Wrong> {
        let date = line.field(3, 10);
        if !is_date(date) {
            return Err((
                3,
                text!(
                    "hier wird der Gebietsstand als Datum JJJJMMTT erwartet",
                    "the date of the territorial state is expected here, as YYYYMMDD"
                ),
            ));
        }
        match &self.edition {
            None => self.edition = Some(date.to_owned()),
            Some(edition) if edition != date => {
                return Err((
                    3,
                    text!(
                        "Gebietsstand {date}, am Anfang der Datei aber {edition}",
                        "territorial state {date}, but {edition} at the beginning of the file"
                    ),
                ));
            }
            Some(_) => {}
        }
        Ok(())
    }
}

/// The ARS of a record, put together from its fields, which stand in another order.
fn key(line: &Line<'_>, level: Level) -> Result<String, Wrong> {
    let (above, association, municipality) = match level {
        Level::Land => (line.field(11, 12), "", ""),
        Level::District => (line.field(11, 15), "", ""),
        Level::Association => (line.field(11, 15), line.field(19, 22), ""),
        Level::Municipality => (line.field(11, 15), line.field(19, 22), line.field(16, 18)),
    };
    let key = format!("{above}{association}{municipality}");
    let lengths = (above.len().min(5), association.len(), municipality.len());
    let wanted = match level {
        Level::Land => (2, 0, 0),
        Level::District => (5, 0, 0),
        Level::Association => (5, 4, 0),
        Level::Municipality => (5, 4, 3),
    };
    if lengths == wanted && Level::of_key(&key) == Some(level) {
        return Ok(key);
    }
    let digits = level.digits();
    Err((
        11,
        text!(
            "hier wird ein Schlüssel mit {digits} Ziffern erwartet",
            "a key of {digits} digits is expected here"
        ),
    ))
}

/// The kind by the Textkennzeichen, whose first digit is that of the record.
fn kind(level: Level, record: &str, code: &str) -> Result<Kind, Wrong> {
    if level == Level::Land {
        return Ok(Kind::Land);
    }
    let known =
        code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_digit()) && code.get(..1) == record.get(..1);
    if !known {
        return Err((
            123,
            text!(
                "hier wird das Textkennzeichen zur Satzart {record} erwartet (ist die Zeile abgeschnitten?)",
                "the Textkennzeichen for record type {record} is expected here (is the line cut off?)"
            ),
        ));
    }
    Ok(Kind::from_code(level, code).unwrap_or(Kind::unspecified(level)))
}

/// A number with leading zeros; none if the field is blank. A line that ends within the field is cut off.
fn number(line: &Line<'_>, first: usize, last: usize) -> Result<Option<u32>, Wrong> {
    let field = line.field(first, last);
    let whole = field.is_empty() || line.offset(last - 1) < line.text.len();
    if whole && field.is_empty() && line.offset(first - 1) < line.text.len() {
        return Ok(None);
    }
    match field.parse() {
        Ok(number) if whole && field.bytes().all(|byte| byte.is_ascii_digit()) => Ok(Some(number)),
        _ => Err((
            first,
            text!(
                "in den Spalten {first} bis {last} wird eine Zahl erwartet (ist die Zeile abgeschnitten?)",
                "a number is expected in columns {first} to {last} (is the line cut off?)"
            ),
        )),
    }
}

/// Whether this may be a date YYYYMMDD.
fn is_date(text: &str) -> bool {
    let part = |range: std::ops::Range<usize>| text.get(range).and_then(|digits| digits.parse::<u32>().ok());
    text.len() == 8
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && part(4..6).is_some_and(|month| (1..=12).contains(&month))
        && part(6..8).is_some_and(|day| (1..=31).contains(&day))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use proptest::prelude::*;

    use super::*;

    /// A record as Destatis writes it.
    fn record(kind: &str, key: &str, name: &str, seat: &str, code: &str, figures: &str) -> String {
        format!("{kind}20251130{key:<12}{name:<50}{seat:<50}{code:<6}{figures:<92}")
    }

    fn file() -> Vec<String> {
        vec![
            record("10", "01", "Schleswig-Holstein", "Kiel", "", ""),
            record("20", "031", "Statistische Region Braunschweig", "", "", ""),
            record("40", "01003", "Lübeck, Hansestadt", "Lübeck", "41", ""),
            record("50", "01003   0000", "Lübeck, Hansestadt", "", "50", ""),
            record("50", "01051   5163", "Burg-St. Michaelisdonn", "Burg (Dithm.)", "51", ""),
            record("60", "010030000000", "Lübeck, Hansestadt", "", "61", "0000002141900000216889"),
            record(
                "60",
                "010531059105",
                "Sachsenwald (Forstgutsbez.),gemfr.Geb.",
                "",
                "66",
                "0000000585700000000000",
            ),
        ]
    }

    #[test]
    fn a_file_gives_its_units() {
        let register = read(file().join("\n").as_bytes()).unwrap();
        assert_eq!(register.edition, "2025-11-30");
        let keys: Vec<&str> = register.units.iter().map(|unit| unit.key.as_str()).collect();
        assert_eq!(keys, ["01", "01003", "010030000000", "010515163", "010539105105"]);
        let town = register.by_ags("01003000").unwrap();
        assert_eq!((town.name.as_str(), town.kind), ("Lübeck, Hansestadt", Kind::IndependentCity));
        assert_eq!((town.area_hectares, town.population), (Some(21_419), Some(216_889)));
        assert_eq!(register.get("010515163").unwrap().seat.as_deref(), Some("Burg (Dithm.)"));
        assert!(!register.get("010539105105").unwrap().inhabited);
        assert_eq!(register.units.iter().filter(|unit| unit.is_municipality()).count(), 1);
    }

    #[test]
    fn line_ends_marks_and_older_encodings_make_no_difference() {
        let wanted = read(file().join("\n").as_bytes()).unwrap();
        let windows = format!("\u{feff}{}\r\n", file().join("\r\n"));
        assert_eq!(read(windows.as_bytes()).unwrap(), wanted);
        let latin: Vec<u8> =
            file().join("\n").chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
        assert!(std::str::from_utf8(&latin).is_err());
        assert_eq!(read(&latin).unwrap(), wanted);
        let blanks_cut: Vec<String> = file().iter().map(|line| line.trim_end().to_owned()).collect();
        assert_eq!(read(blanks_cut.join("\n").as_bytes()).unwrap(), wanted);
    }

    #[test]
    fn every_bad_line_is_told_with_its_column() {
        let mut lines = file();
        let double = lines.last().unwrap().clone();
        lines.extend([
            "7".to_owned(),
            record("60", "010030000000", "X", "", "64", "").replace("20251130", "20251399"),
            record("60", "01003  00000", "X", "", "64", "0000002141900000216889"),
            record("60", "010030000001", "", "", "64", "0000002141900000216889"),
            record("60", "010030000002", "X", "", "41", "0000002141900000216889"),
            record("60", "010030000003", "X", "", "64", "00000021419000002168").trim_end().to_owned(),
            record("60", "010030000004", "X", "", "64", "0000002141x00000216889"),
            record("10", "99", "X", "", "", "").replace("20251130", "20240930"),
            double,
        ]);
        let problems = read(lines.join("\n").as_bytes()).unwrap_err();
        let places: Vec<(usize, usize)> =
            problems.iter().map(|problem| (problem.line, problem.column)).collect();
        assert_eq!(
            places,
            [(8, 1), (9, 3), (10, 11), (11, 23), (12, 123), (13, 140), (14, 129), (15, 3), (16, 11)]
        );
    }

    #[test]
    fn an_unknown_code_does_not_stop_the_reading() {
        let line = record("60", "010030000001", "X", "", "69", "0000000000100000000001");
        assert_eq!(read(line.as_bytes()).unwrap().units.first().unwrap().kind, Kind::UnspecifiedMunicipality);
    }

    #[test]
    fn nothing_is_no_register_and_garbage_is_counted() {
        assert_eq!(read(b"").unwrap_err().len(), 1);
        let problems = read("x\n".repeat(1000).as_bytes()).unwrap_err();
        assert_eq!(problems.len(), crate::register::problem::MAX_PROBLEMS + 1);
        assert!(problems.last().unwrap().message.en.ends_with("951")); // 950 lines and "no records"
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let _ = read(&bytes);
        }

        #[test]
        fn any_damage_is_read_without_panic(at in 0_usize..1600, with in proptest::collection::vec(any::<u8>(), 0..8)) {
            let mut bytes = file().join("\n").into_bytes();
            let at = at.min(bytes.len());
            bytes.splice(at..at, with);
            let _ = read(&bytes);
        }
    }
}
