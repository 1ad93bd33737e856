//! The official register of municipalities: bytes or text in, data out. Nothing here opens a file.
//!
//! [`gv100ad`] reads what Destatis publishes, [`csv`] a table or the workspace's own `register.csv`; both give a
//! [`Register`]. Names are no keys: look up by ARS or AGS, and offer [`Register::search`] to people.

mod bodies;
pub mod csv;
pub mod diff;
mod encoding;
pub mod gv100ad;
mod kind;
mod lookup;
mod names;
pub mod problem;
mod table;
mod totals;

pub use encoding::decode;
pub use kind::{Kind, Level};
pub use lookup::Found;
pub use names::is_called;
pub use problem::Problem;

/// One edition of the register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    /// Territorial state (Gebietsstand) as `2025-11-30`; empty if the source does not say.
    pub edition: String,
    /// What the register was read from, for people: a file name; empty if not given.
    pub source_name: String,
    /// SHA-256 of that source in hexadecimal digits; empty if not given.
    pub source_sha256: String,
    /// All units of all levels, ordered by key, each key once. The lookups rely on the order:
    /// make registers with [`Register::new`].
    pub units: Vec<Entry>,
}

/// One unit of the register: Land, Kreis, Gemeindeverband or Gemeinde.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The ARS, or its beginning: 2 digits for a Land, 5 Kreis, 9 Gemeindeverband, 12 Gemeinde.
    pub key: String,
    /// The AGS (8 digits) of a Gemeinde: its ARS without the four digits of the Gemeindeverband.
    pub ags: Option<String>,
    /// The official name, with suffix: "Flensburg, Stadt".
    pub name: String,
    /// What it is, by the official Textkennzeichen.
    pub kind: Kind,
    /// Seat of the administration, where the source names one.
    pub seat: Option<String>,
    /// Inhabitants, where the source tells (GV100AD: Gemeinden only).
    pub population: Option<u32>,
    /// Area in hectares, where the source tells (GV100AD: Gemeinden only).
    pub area_hectares: Option<u32>,
    /// Whether anybody can live there: false only for a "gemeindefreies Gebiet, unbewohnt", which is no municipality
    /// for coverage (semantics 10).
    pub inhabited: bool,
}

impl Entry {
    /// A unit with nothing but key, name and kind; AGS and `inhabited` follow from them.
    pub fn new(key: impl Into<String>, name: impl Into<String>, kind: Kind) -> Self {
        let key = key.into();
        Self {
            ags: ags_of(&key),
            key,
            name: name.into(),
            kind,
            seat: None,
            population: None,
            area_hectares: None,
            inhabited: kind != Kind::UnincorporatedUninhabited,
        }
    }

    /// The level that the key's length tells; none for a key that is no key.
    pub fn level(&self) -> Option<Level> {
        Level::of_key(&self.key)
    }

    /// Whether this is a municipality that counts for coverage: 12 digits, inhabited (semantics 10).
    pub fn is_municipality(&self) -> bool {
        self.level() == Some(Level::Municipality) && self.inhabited
    }

    /// The name without what follows the first comma: "Flensburg" of "Flensburg, Stadt".
    pub fn plain_name(&self) -> &str {
        names::plain(&self.name)
    }
}

impl Register {
    /// A register of these units, in any order. Of two units with the same key the first stays; the readers report them.
    pub fn new(edition: impl Into<String>, mut units: Vec<Entry>) -> Self {
        units.sort_by(|a, b| a.key.cmp(&b.key));
        units.dedup_by(|later, earlier| later.key == earlier.key);
        Self { edition: edition.into(), units, ..Self::default() }
    }

    /// The same register with a note of where it was read from.
    #[must_use]
    pub fn with_source(mut self, name: impl Into<String>, sha256: impl Into<String>) -> Self {
        self.source_name = name.into();
        self.source_sha256 = sha256.into();
        self
    }

    /// The notice that must stand wherever data of the register are passed on (dl-de/by-2-0).
    pub fn attribution(&self) -> String {
        let mut date = self.edition.split('-');
        let german = match (date.next(), date.next(), date.next()) {
            (Some(year), Some(month), Some(day)) => format!("{day}.{month}.{year}"),
            _ => "unbekannt".to_owned(),
        };
        format!(
            "Datenquelle: Statistisches Bundesamt (Destatis), Gemeindeverzeichnis (GV100AD), Gebietsstand {german}; \
             dl-de/by-2-0; Daten geändert."
        )
    }
}

/// Reads an edition of either form: what Destatis publishes, or a table. The first line tells which.
///
/// # Errors
///
/// Every line that cannot be read, up to [`MAX_PROBLEMS`].
pub fn read(bytes: &[u8]) -> Result<Register, Vec<Problem>> {
    let (text, _) = decode(bytes);
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    // Record type, date and Land: twelve digits without a separator begin no table.
    let fixed_width = first.len() >= 12 && first.bytes().take(12).all(|byte| byte.is_ascii_digit());
    if fixed_width { gv100ad::read(bytes) } else { csv::read(&text) }
}

/// The AGS within a 12-digit ARS.
fn ags_of(key: &str) -> Option<String> {
    if Level::of_key(key)? != Level::Municipality {
        return None;
    }
    Some(format!("{}{}", key.get(..5)?, key.get(9..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_digits_of_four_lengths() {
        for good in ["01", "01001", "010515163", "040110000000"] {
            assert!(Level::of_key(good).is_some(), "{good}");
        }
        for bad in ["", "1", "010", "40110000000", "0401100000000", "04011000000x", "٠١"] {
            assert_eq!(Level::of_key(bad), None, "{bad}");
        }
        assert_eq!(ags_of("040110000000").as_deref(), Some("04011000"));
        assert_eq!(ags_of("04011"), None);
    }

    #[test]
    fn units_are_ordered_and_the_first_of_two_stays() {
        let register = Register::new(
            "2025-11-30",
            vec![
                Entry::new("02", "Hamburg", Kind::Land),
                Entry::new("01", "Schleswig-Holstein", Kind::Land),
                Entry::new("02", "Zweimal", Kind::Land),
            ],
        );
        let names: Vec<&str> = register.units.iter().map(|unit| unit.name.as_str()).collect();
        assert_eq!(names, ["Schleswig-Holstein", "Hamburg"]);
        assert!(register.attribution().contains("Gebietsstand 30.11.2025"));
    }
}
