//! Reads a register from a table, and writes the workspace's own `register.csv`.
//!
//! The columns are found by their headings, in any order, others are ignored: `ars` or `key` (required), `name`
//! (required), `ags`, `kind` or `type`, `seat` or `sitz`, `population`, `hectares`; `kreis` and `land` name the units
//! above where the table has no rows of its own for them.
//!
//! `register.csv` is read by Lotse alone. It does not defuse spreadsheet formulas (names that begin with `=`), for it
//! must give back every name as it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::problem::{Problem, Problems, name_problem};
use super::table::{Field, Row, quote, split};
use super::{Entry, Kind, Level, Register, ags_of};
use crate::text::{Text, text};

/// The headings of our own form.
const HEADER: &str = "key;ags;name;kind;seat;population;hectares";

/// Reads a table of units, or `register.csv` itself; quoted fields are allowed. The edition, source and checksum come
/// from the comments at the top, if there are any.
///
/// # Errors
///
/// Every line that cannot be read, in order, up to [`super::MAX_PROBLEMS`].
pub fn read(text: &str) -> Result<Register, Vec<Problem>> {
    let mut problems = Problems::default();
    let (comments, rows) = split(text, &mut problems);
    let mut rows = rows.iter();
    let columns = Columns::find(rows.next(), &mut problems);
    let mut reader =
        Reader { columns, units: Vec::new(), seen: BTreeMap::new(), above: BTreeMap::new(), problems };
    for row in rows {
        reader.row(row);
    }
    let Reader { mut units, seen, above, problems, .. } = reader;
    units.extend(above.into_values().filter(|unit| !seen.contains_key(&unit.key)));
    let mut register = Register::new("", units);
    for comment in &comments {
        let Some((word, value)) = comment.split_once(':') else { continue };
        let value = value.trim().to_owned();
        match word {
            "edition" => register.edition = value,
            "source" => register.source_name = value,
            "sha256" => register.source_sha256 = value,
            _ => {}
        }
    }
    problems.into_result(register)
}

/// Writes `register.csv`: comments with edition, source, checksum and the notice that the licence demands, then all units.
/// [`read`] gives the same register back, if it has no line breaks or other control characters in its texts.
pub fn write(register: &Register) -> String {
    let one_line = |text: &str| text.replace(char::is_control, " ").trim().to_owned();
    let mut out = format!(
        "# edition: {}\n# source: {}\n# sha256: {}\n# {}\n{HEADER}\n",
        one_line(&register.edition),
        one_line(&register.source_name),
        one_line(&register.source_sha256),
        one_line(&register.attribution()),
    );
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    for unit in &register.units {
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{};{};{};{};{};{};{}",
            unit.key,
            unit.ags.as_deref().unwrap_or_default(),
            quote(&unit.name),
            quote(unit.kind.words().de),
            quote(unit.seat.as_deref().unwrap_or_default()),
            number(unit.population),
            number(unit.area_hectares),
        );
    }
    out
}

/// Which column holds what.
#[derive(Default)]
struct Columns {
    key: Option<usize>,
    ags: Option<usize>,
    name: Option<usize>,
    kind: Option<usize>,
    seat: Option<usize>,
    population: Option<usize>,
    hectares: Option<usize>,
    district: Option<usize>,
    land: Option<usize>,
    /// How many headings there are.
    count: usize,
}

impl Columns {
    fn find(header: Option<&Row>, problems: &mut Problems) -> Self {
        let mut columns = Self::default();
        let line = header.map_or(1, |row| row.line);
        for (at, heading) in header.into_iter().flat_map(|row| row.fields.iter().enumerate()) {
            columns.count += 1;
            let place = match heading.text.to_lowercase().as_str() {
                "ars" | "key" => &mut columns.key,
                "ags" => &mut columns.ags,
                "name" => &mut columns.name,
                "kind" | "type" => &mut columns.kind,
                "seat" | "sitz" => &mut columns.seat,
                "population" => &mut columns.population,
                "hectares" => &mut columns.hectares,
                "kreis" => &mut columns.district,
                "land" => &mut columns.land,
                _ => continue,
            };
            if place.replace(at).is_some() {
                let word = &heading.text;
                let message =
                    text!("die Spalte „{word}“ gibt es zweimal", "there are two columns that mean “{word}”");
                problems.add(line, heading.column, message);
            }
        }
        if header.is_none() || columns.key.is_none() || columns.name.is_none() {
            problems.add(
                line,
                1,
                text!(
                    "die Kopfzeile braucht die Spalten „ars“ und „name“, getrennt durch Semikolon",
                    "the header needs the columns “ars” and “name”, separated by semicolons"
                ),
            );
        }
        columns
    }
}

struct Reader {
    columns: Columns,
    units: Vec<Entry>,
    /// Where each key stands.
    seen: BTreeMap<String, usize>,
    /// Units above that are known by name only; the first name stays.
    above: BTreeMap<String, Entry>,
    problems: Problems,
}

/// A field that is wrong: its first column and what to say.
type Wrong = (usize, Text);

impl Reader {
    fn row(&mut self, row: &Row) {
        // Without these columns the header has been reported, and every row would only repeat it.
        let (Some(key), Some(name)) = (self.columns.key, self.columns.name) else { return };
        match self.unit(row, key, name) {
            Err((column, message)) => self.problems.add(row.line, column, message),
            Ok(unit) => {
                if let Some(first) = self.seen.insert(unit.key.clone(), row.line) {
                    let key = &unit.key;
                    let message = text!(
                        "der Schlüssel {key} steht schon in Zeile {first}",
                        "the key {key} stands in line {first} already"
                    );
                    self.problems.add(row.line, 1, message);
                }
                self.note_above(row, &unit);
                self.units.push(unit);
            }
        }
    }

    fn unit(&self, row: &Row, key: usize, name: usize) -> Result<Entry, Wrong> {
        let columns = &self.columns;
        let (found, wanted) = (row.fields.len(), columns.count);
        if found != wanted {
            let message = text!(
                "{found} Felder, die Kopfzeile hat aber {wanted}",
                "{found} fields, but the header has {wanted}"
            );
            return Err((1, message));
        }
        let field =
            |at: Option<usize>| at.and_then(|at| row.fields.get(at)).filter(|field| !field.text.is_empty());
        let (key, level) = key_of(row.fields.get(key))?;
        let name = row.fields.get(name).map_or((1, ""), |name| (name.column, name.text.as_str()));
        if let Some(message) = name_problem(name.1) {
            return Err((name.0, message));
        }
        let kind = field(columns.kind).map_or(Ok(Kind::unspecified(level)), |field| kind_of(level, field))?;
        let mut unit = Entry::new(key, name.1, kind);
        if let Some(field) = field(columns.ags)
            && Some(&field.text) != ags_of(key).as_ref()
        {
            let ags = &field.text;
            let message = text!(
                "der AGS {ags} passt nicht zum Schlüssel {key}",
                "the AGS {ags} does not fit the key {key}"
            );
            return Err((field.column, message));
        }
        if let Some(field) = field(columns.seat) {
            if let Some(message) = name_problem(&field.text) {
                return Err((field.column, message));
            }
            unit.seat = Some(field.text.clone());
        }
        unit.population = field(columns.population).map(number).transpose()?;
        unit.area_hectares = field(columns.hectares).map(number).transpose()?;
        Ok(unit)
    }

    /// Keeps the names of Kreis and Land that a row tells about the units above it.
    fn note_above(&mut self, row: &Row, unit: &Entry) {
        for (column, level) in [(self.columns.land, Level::Land), (self.columns.district, Level::District)] {
            let name = column.and_then(|at| row.fields.get(at)).map_or("", |field| field.text.as_str());
            let (Some(key), None) = (unit.key.get(..level.digits()), name_problem(name)) else { continue };
            if key.len() == unit.key.len() {
                continue;
            }
            let same =
                level == Level::District && matches!(unit.kind, Kind::IndependentCity | Kind::UrbanDistrict);
            let kind = if same { unit.kind } else { Kind::unspecified(level) };
            self.above.entry(key.to_owned()).or_insert_with(|| Entry::new(key, name, kind));
        }
    }
}

fn key_of(field: Option<&Field>) -> Result<(&str, Level), Wrong> {
    let (key, column) = field.map_or(("", 1), |field| (field.text.as_str(), field.column));
    Level::of_key(key).map(|level| (key, level)).ok_or_else(|| {
        let message = text!(
            "„{key}“ ist kein Schlüssel: 2, 5, 9 oder 12 Ziffern (hat eine Tabellenkalkulation die führende Null \
             entfernt?)",
            "“{key}” is no key: 2, 5, 9 or 12 digits (has a spreadsheet removed the leading zero?)"
        );
        (column, message)
    })
}

fn kind_of(level: Level, field: &Field) -> Result<Kind, Wrong> {
    Kind::parse(level, &field.text).ok_or_else(|| {
        let (word, de, en) = (&field.text, level.words().de, level.words().en);
        let message = text!("„{word}“ ist keine Art der Ebene {de}", "“{word}” is no kind of the level {en}");
        (field.column, message)
    })
}

fn number(field: &Field) -> Result<u32, Wrong> {
    let text = &field.text;
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or_else(|| {
        (
            field.column,
            text!("„{text}“ ist keine ganze Zahl aus Ziffern", "“{text}” is no whole number made of digits"),
        )
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use proptest::prelude::*;

    use super::*;

    const PUBLISHED: &str = "\u{feff}ars;ags;name;type;kreis;land;population\r\n\
        040110000000;04011000;Bremen, Stadt;kreisfreie Stadt;Bremen, Stadt;Bremen;586271\r\n\
        094720138138;09472138;Fichtelberg;kreisangehörige Gemeinde;Bayreuth;Bayern;1795\r\n\
        094729453453;09472453;Fichtelberg;gemeindefreies Gebiet, unbewohnt;Bayreuth;Bayern;0\r\n\
        130009999999;13000999;Küstengewässer;gemeindefreies Gebiet, unbewohnt;;Mecklenburg-Vorpommern;0\r\n";

    #[test]
    fn a_published_table_names_the_units_above() {
        let register = read(PUBLISHED).unwrap();
        let keys: Vec<&str> = register.units.iter().map(|unit| unit.key.as_str()).collect();
        assert_eq!(
            keys,
            [
                "04",
                "04011",
                "040110000000",
                "09",
                "09472",
                "094720138138",
                "094729453453",
                "13",
                "130009999999"
            ]
        );
        assert_eq!(register.get("04011").unwrap().kind, Kind::IndependentCity);
        assert_eq!(register.get("09472").unwrap().kind, Kind::UnspecifiedDistrict);
        assert_eq!(register.units.iter().filter(|unit| unit.is_municipality()).count(), 2);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut register = read(PUBLISHED).unwrap().with_source("GV100AD_30112025.txt", "73a8");
        register.edition = "2025-11-30".to_owned();
        register.units.extend([
            Entry::new("010515163", "Amt \"mit\"; Zeichen", Kind::Amt),
            Entry::new("05", "=1+1", Kind::Land),
        ]);
        register.units.sort_by(|a, b| a.key.cmp(&b.key));
        let text = write(&register);
        assert!(
            text.lines().nth(3).unwrap().contains("Gebietsstand 30.11.2025; dl-de/by-2-0; Daten geändert.")
        );
        assert_eq!(read(&text).unwrap(), register);
        assert_eq!(write(&read(&text).unwrap()), text);
    }

    #[test]
    fn columns_may_stand_in_any_order() {
        let register = read("Name;x;KEY\nKiel;?;01002\n").unwrap();
        assert_eq!(register.units, [Entry::new("01002", "Kiel", Kind::UnspecifiedDistrict)]);
    }

    #[test]
    fn every_bad_line_is_told_with_its_column() {
        let text = "ars;ags;name;type;population\n\
            40110000000;;Bremen;kreisfreie Stadt;1\n\
            040110000000;04012000;Bremen;kreisfreie Stadt;1\n\
            040110000000;04011000;;kreisfreie Stadt;1\n\
            040110000000;04011000;Bremen;Amt;1\n\
            040110000000;04011000;Bremen;kreisfreie Stadt;1.000\n\
            040110000000;04011000;Bremen\n\
            04;;Bremen;;+1\n\
            04;;Bremen;;\n\
            04;;Bremen;;\n";
        let places: Vec<(usize, usize)> =
            read(text).unwrap_err().iter().map(|problem| (problem.line, problem.column)).collect();
        assert_eq!(places, [(2, 1), (3, 14), (4, 23), (5, 30), (6, 47), (7, 1), (8, 13), (10, 1)]);
        for header in ["", "# nur Kommentar\n", "ars,name\n01,Kiel\n", "ars;key;name\n"] {
            assert!(read(header).is_err(), "{header}");
        }
    }

    fn name() -> impl Strategy<Value = String> {
        "[^\\p{Cc}\u{fffd}]{0,8}[a-zäß;\"/ ]{0,4}[^\\p{Cc}\\s\u{fffd}]"
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(ars;name\n)?(.|\n|;|\"|[0-9]){0,300}") {
            let _ = read(&text);
        }

        #[test]
        fn any_register_is_read_again(
            rows in proptest::collection::btree_map("[0-9]{12}", (name(), proptest::option::of(name()), any::<Option<u32>>()), 0..8),
        ) {
            let units = rows.into_iter().map(|(key, (name, seat, population))| Entry {
                seat,
                population,
                ..Entry::new(key, name, Kind::Town)
            });
            let register = Register::new("2025-11-30", units.collect());
            prop_assert_eq!(read(&write(&register)), Ok(register));
        }
    }
}
