//! The Amtlicher Regionalschlüssel (ARS) and its shorter forms, as an area that contains others.

use std::fmt;

use super::StateCode;

/// How deep a key goes; ordered from the Land down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaLevel {
    /// Land: 2 digits.
    State,
    /// Regierungsbezirk or statistical region: 3 digits, the third is 0 where there is none.
    Region,
    /// Kreis or kreisfreie Stadt: 5 digits.
    District,
    /// Gemeindeverband: 9 digits.
    Association,
    /// Gemeinde: 12 digits.
    Municipality,
}

impl AreaLevel {
    /// All levels from the Land down.
    pub const ALL: [Self; 5] =
        [Self::State, Self::Region, Self::District, Self::Association, Self::Municipality];

    /// How many digits a key of this level has.
    pub const fn digits(self) -> u8 {
        match self {
            Self::State => 2,
            Self::Region => 3,
            Self::District => 5,
            Self::Association => 9,
            Self::Municipality => 12,
        }
    }

    /// The level with so many digits: 2, 3, 5, 9 or 12.
    pub fn from_digits(digits: usize) -> Option<Self> {
        Self::ALL.into_iter().find(|level| usize::from(level.digits()) == digits)
    }

    /// How many 12-digit keys a key of this level spans.
    const fn span(self) -> u64 {
        10_u64.pow(12 - self.digits() as u32)
    }
}

/// An area: a key of 2, 3, 5, 9 or 12 digits (LL R KK VVVV GGG) below a Land that exists.
///
/// Whether a Gemeinde has that key only a register knows. Ordered by the key filled up with zeros, then by length, so
/// that an area stands directly before what it contains.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area {
    /// The key as a number, filled up with zeros to 12 digits.
    padded: u64,
    /// Says how many of the digits count.
    level: AreaLevel,
}

impl Area {
    /// The area whose key is this number with so many digits.
    pub(super) const fn from_number(number: u64, level: AreaLevel) -> Self {
        Self { padded: number * level.span(), level }
    }

    /// The whole Land; the federation has no area.
    pub fn whole(state: StateCode) -> Option<Self> {
        state.digits().and_then(|digits| Self::parse(digits).ok())
    }

    /// The key as written, with leading zeros: `03452`.
    pub fn digits(self) -> String {
        let width = usize::from(self.level.digits());
        format!("{:0width$}", self.padded / self.level.span())
    }

    /// How many digits the key has: 2, 3, 5, 9 or 12.
    #[allow(clippy::len_without_is_empty, reason = "no key is empty; asked of what is exported only")]
    pub const fn len(self) -> u8 {
        self.level.digits()
    }

    /// How deep the key goes.
    pub const fn level(self) -> AreaLevel {
        self.level
    }

    /// The first 12-digit key in the area, as a number.
    pub const fn first(self) -> u64 {
        self.padded
    }

    /// The last 12-digit key in the area, as a number.
    pub const fn last(self) -> u64 {
        self.padded + self.level.span() - 1
    }

    /// Whether `other` lies in this area or is this area: its key begins with this one.
    pub fn contains(self, other: Self) -> bool {
        other.level >= self.level && (self.first()..=self.last()).contains(&other.padded)
    }

    /// The Land it lies in.
    pub fn state(self) -> StateCode {
        // `parse` let no other digits through.
        StateCode::from_number(self.padded / AreaLevel::State.span()).unwrap_or(StateCode::BUND)
    }

    /// The area of a higher level around this one, or itself; nothing if `level` is deeper than the key.
    pub fn truncate(self, level: AreaLevel) -> Option<Self> {
        (level <= self.level).then(|| Self { padded: self.padded - self.padded % level.span(), level })
    }

    /// The areas around this one, longest key first, without itself.
    pub fn ancestors(self) -> Vec<Self> {
        let above = AreaLevel::ALL.into_iter().rev().filter(|level| *level < self.level);
        above.filter_map(|level| self.truncate(level)).collect()
    }

    /// The Amtlicher Gemeindeschlüssel: the digits without the Gemeindeverband (`145215115430` → `14521430`);
    /// nothing for a Gemeindeverband, which has none.
    pub fn ags(self) -> Option<String> {
        let digits = self.digits();
        match self.level {
            AreaLevel::Association => None,
            AreaLevel::Municipality => Some(format!("{}{}", digits.get(..5)?, digits.get(9..)?)),
            _ => Some(digits),
        }
    }

    /// Of twelve digits the first 2, 3, 5 or 9, if only zeros follow; any other key as it is (semantics 27).
    pub(super) fn without_zeros(self) -> Self {
        if self.level != AreaLevel::Municipality {
            return self;
        }
        let mut shorter = AreaLevel::ALL.into_iter().filter_map(|level| self.truncate(level));
        shorter.find(|area| area.padded == self.padded).unwrap_or(self)
    }

    /// The key of five digits, if nothing but zeros follows them in this one.
    pub(super) fn as_district(self) -> Option<Self> {
        self.truncate(AreaLevel::District).filter(|district| district.padded == self.padded)
    }

    /// The same digits, filled up with zeros to twelve.
    pub(super) const fn filled(self) -> Self {
        Self { level: AreaLevel::Municipality, ..self }
    }

    /// The first digit after the Kreis: 0 a verbandsfreie Gemeinde, 5 a Gemeindeverband, 9 a gemeindefreies Gebiet.
    pub(super) const fn sixth_digit(self) -> u64 {
        self.padded / 1_000_000 % 10
    }

    /// Whether the key is that of a verbandsfreie Gemeinde, in 9 or 12 digits.
    pub(super) fn is_free(self) -> bool {
        self.level >= AreaLevel::Association && self.sixth_digit() == 0
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.digits())
    }
}

impl fmt::Debug for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Area({})", self.digits())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    fn area(text: &str) -> Area {
        Area::parse(text).unwrap()
    }

    fn replacement(text: &str) -> Option<String> {
        Area::parse(text).unwrap_err().replacement
    }

    #[test]
    fn the_ags_is_derived_from_the_ars() {
        assert_eq!(area("145215115430").ags().as_deref(), Some("14521430"));
        assert_eq!(area("053150000000").ags().as_deref(), Some("05315000"));
        assert_eq!(area("03452").ags().as_deref(), Some("03452"));
        assert_eq!(area("03").ags().as_deref(), Some("03"));
        assert_eq!(area("034525401").ags(), None);
    }

    #[test]
    fn prefixes_contain() {
        let (land, kreis, koeln) = (area("05"), area("05315"), area("053150000000"));
        assert!(
            land.contains(kreis) && kreis.contains(koeln) && land.contains(koeln) && koeln.contains(koeln)
        );
        assert!(!koeln.contains(kreis) && !area("04").contains(kreis) && !kreis.contains(area("05316")));
        assert!(!koeln.contains(area("053150000")), "the same padded key, but less deep");
        assert_eq!(koeln.ancestors(), [area("053150000"), kreis, area("053"), land]);
        assert_eq!((kreis.first(), kreis.last()), (53_150_000_000, 53_159_999_999));
        assert_eq!(koeln.truncate(AreaLevel::State), Area::whole(StateCode::NW));
        assert_eq!(land.truncate(AreaLevel::District), None);
        assert_eq!(Area::whole(StateCode::BUND), None);
        assert_eq!(area("040110000000").state(), StateCode::HB);
    }

    #[test]
    fn an_area_stands_before_what_it_contains() {
        let sorted = ["05", "053", "05315", "053150000", "053150000000", "05316", "16"].map(area);
        assert!(sorted.is_sorted());
    }

    #[test]
    fn lost_zeros_are_repaired_where_certain() {
        assert_eq!(replacement("53150000000").as_deref(), Some("053150000000"));
        assert_eq!(replacement("5315").as_deref(), Some("05315"));
        assert_eq!(replacement("4").as_deref(), Some("04"));
        assert_eq!(replacement("10510000000"), None, "Saarland with a digit missing, or Schleswig-Holstein");
        assert_eq!(replacement("03 4 52").as_deref(), Some("03452"));
        assert_eq!(replacement("0"), None);
    }

    #[test]
    fn an_ags_is_recognised() {
        let problem = Area::parse("14521430").unwrap_err();
        assert!(problem.message.de.contains("AGS"), "{problem:?}");
        assert_eq!(problem.replacement, None);
        assert_eq!(replacement("05315000").as_deref(), Some("053150000000"));
    }

    #[test]
    fn the_rest_is_explained() {
        assert!(Area::parse("000000000000").unwrap_err().help.unwrap().de.contains("Bund"));
        assert!(Area::parse("17").unwrap_err().message.de.contains("kein Land"));
        assert!(Area::parse("99107021000000").unwrap_err().help.unwrap().de.contains("Leistungsschlüssel"));
        assert!(Area::parse("").unwrap_err().message.de.contains("leer"));
        assert!(Area::parse("Aurich").unwrap_err().help.unwrap().de.contains("nicht als Name"));
        assert!(Area::parse("٠٣").is_err());
    }

    proptest! {
        #[test]
        fn keys_read_back(text in "(0[1-9]|1[0-6])([0-9]|[0-9]{3}|[0-9]{7}|[0-9]{10})?") {
            let key = area(&text);
            prop_assert_eq!(key.to_string(), text.clone());
            prop_assert_eq!(usize::from(key.len()), text.len());
            for above in key.ancestors() {
                prop_assert!(above.contains(key) && above < key && text.starts_with(&above.digits()));
            }
        }

        #[test]
        fn nothing_panics(text in "[0-9]{0,30}|.*") {
            if let Err(problem) = Area::parse(&text) && let Some(right) = problem.replacement {
                prop_assert!(Area::parse(&right).is_ok());
            }
        }
    }
}
