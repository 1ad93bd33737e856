//! What a unit is: the official Textkennzeichen as words in both languages.

use crate::text::Words;

/// The levels of the register. Regierungsbezirke and regions (records 20 and 30) are left out: they own nothing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Land, 2 digits (record 10).
    Land,
    /// Kreis or kreisfreie Stadt, 5 digits (record 40).
    District,
    /// Gemeindeverband, 9 digits (record 50).
    Association,
    /// Gemeinde or gemeindefreies Gebiet, 12 digits (record 60).
    Municipality,
}

impl Level {
    /// All levels, the widest first.
    pub const ALL: [Self; 4] = [Self::Land, Self::District, Self::Association, Self::Municipality];

    /// How many digits a key of this level has.
    pub const fn digits(self) -> usize {
        match self {
            Self::Land => 2,
            Self::District => 5,
            Self::Association => 9,
            Self::Municipality => 12,
        }
    }

    /// The level of a key; none if it is not made of 2, 5, 9 or 12 ASCII digits.
    pub fn of_key(key: &str) -> Option<Self> {
        if !key.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Self::ALL.into_iter().find(|level| level.digits() == key.len())
    }

    /// The word for people.
    pub const fn words(self) -> Words {
        match self {
            Self::Land => Words::new("Land", "state"),
            Self::District => Words::new("Kreis", "district"),
            Self::Association => Words::new("Gemeindeverband", "association of municipalities"),
            Self::Municipality => Words::new("Gemeinde", "municipality"),
        }
    }
}

/// What a unit is. City and Kreis in one bear the same kind on both levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Land.
    Land,
    /// kreisfreie Stadt: 41 among the Kreise, 61 among the Gemeinden.
    IndependentCity,
    /// Stadtkreis (Baden-Württemberg): 42 and 62.
    UrbanDistrict,
    /// Kreis: 43.
    District,
    /// Landkreis: 44.
    RuralDistrict,
    /// Regionalverband (Saarbrücken): 45.
    RegionalAssociation,
    /// A Kreis whose kind the source does not tell.
    UnspecifiedDistrict,
    /// Amt: 51.
    Amt,
    /// Samtgemeinde: 52.
    Samtgemeinde,
    /// Verbandsgemeinde: 53.
    Verbandsgemeinde,
    /// Verwaltungsgemeinschaft: 54.
    Verwaltungsgemeinschaft,
    /// Kirchspielslandgemeinde: 55.
    Kirchspielslandgemeinde,
    /// Verwaltungsverband: 56.
    Verwaltungsverband,
    /// erfüllende Gemeinde: 58.
    ErfuellendeGemeinde,
    /// A Gemeindeverband whose kind the source does not tell, or tells by a code unknown here.
    UnspecifiedAssociation,
    /// Markt: 60.
    Market,
    /// Stadt: 63.
    Town,
    /// kreisangehörige Gemeinde: 64.
    Municipality,
    /// gemeindefreies Gebiet, bewohnt: 65.
    UnincorporatedInhabited,
    /// gemeindefreies Gebiet, unbewohnt: 66.
    UnincorporatedUninhabited,
    /// große Kreisstadt: 67.
    LargeDistrictTown,
    /// A Gemeinde whose kind the source does not tell, or tells by a code unknown here.
    UnspecifiedMunicipality,
}

/// One line of the table of kinds.
struct Line {
    level: Level,
    code: &'static str,
    kind: Kind,
    words: Words,
}

const fn line(level: Level, code: &'static str, kind: Kind, de: &'static str, en: &'static str) -> Line {
    Line { level, code, kind, words: Words::new(de, en) }
}

/// Every kind on every level where it occurs; an empty code means that GV100AD has none for it.
const TABLE: [Line; 24] = [
    line(Level::Land, "", Kind::Land, "Land", "state"),
    line(Level::District, "41", Kind::IndependentCity, "kreisfreie Stadt", "independent city"),
    line(Level::District, "42", Kind::UrbanDistrict, "Stadtkreis", "urban district"),
    line(Level::District, "43", Kind::District, "Kreis", "district"),
    line(Level::District, "44", Kind::RuralDistrict, "Landkreis", "rural district"),
    line(Level::District, "45", Kind::RegionalAssociation, "Regionalverband", "regional association"),
    line(
        Level::District,
        "",
        Kind::UnspecifiedDistrict,
        "Kreis (Art nicht angegeben)",
        "district (kind not given)",
    ),
    line(Level::Association, "51", Kind::Amt, "Amt", "Amt (joint administration)"),
    line(Level::Association, "52", Kind::Samtgemeinde, "Samtgemeinde", "joint municipality"),
    line(Level::Association, "53", Kind::Verbandsgemeinde, "Verbandsgemeinde", "association municipality"),
    line(
        Level::Association,
        "54",
        Kind::Verwaltungsgemeinschaft,
        "Verwaltungsgemeinschaft",
        "administrative community",
    ),
    line(
        Level::Association,
        "55",
        Kind::Kirchspielslandgemeinde,
        "Kirchspielslandgemeinde",
        "rural parish municipality",
    ),
    line(
        Level::Association,
        "56",
        Kind::Verwaltungsverband,
        "Verwaltungsverband",
        "administrative association",
    ),
    line(
        Level::Association,
        "58",
        Kind::ErfuellendeGemeinde,
        "erfüllende Gemeinde",
        "municipality acting for others",
    ),
    line(
        Level::Association,
        "",
        Kind::UnspecifiedAssociation,
        "Gemeindeverband",
        "association of municipalities",
    ),
    line(Level::Municipality, "60", Kind::Market, "Markt", "market town"),
    line(Level::Municipality, "61", Kind::IndependentCity, "kreisfreie Stadt", "independent city"),
    line(Level::Municipality, "62", Kind::UrbanDistrict, "Stadtkreis", "urban district"),
    line(Level::Municipality, "63", Kind::Town, "Stadt", "town"),
    line(
        Level::Municipality,
        "64",
        Kind::Municipality,
        "kreisangehörige Gemeinde",
        "municipality in a district",
    ),
    line(
        Level::Municipality,
        "65",
        Kind::UnincorporatedInhabited,
        "gemeindefreies Gebiet, bewohnt",
        "unincorporated area, inhabited",
    ),
    line(
        Level::Municipality,
        "66",
        Kind::UnincorporatedUninhabited,
        "gemeindefreies Gebiet, unbewohnt",
        "unincorporated area, uninhabited",
    ),
    line(Level::Municipality, "67", Kind::LargeDistrictTown, "große Kreisstadt", "large district town"),
    line(Level::Municipality, "", Kind::UnspecifiedMunicipality, "Gemeinde", "municipality"),
];

impl Kind {
    /// The kind that a level falls back to when the source does not tell.
    pub const fn unspecified(level: Level) -> Self {
        match level {
            Level::Land => Self::Land,
            Level::District => Self::UnspecifiedDistrict,
            Level::Association => Self::UnspecifiedAssociation,
            Level::Municipality => Self::UnspecifiedMunicipality,
        }
    }

    /// Reads a Textkennzeichen of GV100AD ("64") on its level; none if the code is not in the table.
    pub fn from_code(level: Level, code: &str) -> Option<Self> {
        TABLE
            .iter()
            .find(|line| line.level == level && !code.is_empty() && line.code == code)
            .map(|line| line.kind)
    }

    /// Reads the German word on its level, whatever its capitals; none if no kind of that level is called so.
    pub fn parse(level: Level, word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        TABLE
            .iter()
            .find(|line| line.level == level && line.words.de.to_lowercase() == word)
            .map(|line| line.kind)
    }

    /// The official German word and an English one.
    pub fn words(self) -> Words {
        TABLE.iter().find(|line| line.kind == self).map_or(Words::new("", ""), |line| line.words)
    }

    /// Whether this is a gemeindefreies Gebiet, inhabited or not: on the list of Gemeinden, but none.
    pub const fn is_unincorporated(self) -> bool {
        matches!(self, Self::UnincorporatedInhabited | Self::UnincorporatedUninhabited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_codes_lead_back_to_their_kind() {
        for line in &TABLE {
            assert_eq!(Kind::parse(line.level, line.words.de), Some(line.kind), "{}", line.words.de);
            assert_eq!(line.kind.words(), line.words);
            if !line.code.is_empty() {
                assert_eq!(Kind::from_code(line.level, line.code), Some(line.kind));
            }
        }
        assert_eq!(Kind::from_code(Level::Municipality, ""), None);
        assert_eq!(Kind::from_code(Level::District, "64"), None);
        assert_eq!(Kind::parse(Level::Municipality, "Große Kreisstadt"), Some(Kind::LargeDistrictTown));
    }

    #[test]
    fn every_level_has_a_fallback_in_the_table() {
        for level in Level::ALL {
            let kind = Kind::unspecified(level);
            assert!(TABLE.iter().any(|line| line.level == level && line.kind == kind));
        }
    }
}
