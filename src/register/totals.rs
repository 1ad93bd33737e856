//! Figures of a register, for people to compare with the official ones.

use std::collections::BTreeMap;

use super::{Kind, Level, Register};

/// Figures of a whole register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// How many units of each level, uninhabited areas included.
    pub records: BTreeMap<Level, usize>,
    /// How many units of each kind; a city that is a Kreis as well counts on both levels.
    pub kinds: BTreeMap<(Level, Kind), usize>,
    /// Municipalities that count for coverage (semantics 10).
    pub municipalities: usize,
    /// Uninhabited areas: on the list, but no denominator.
    pub uninhabited: usize,
    /// Inhabitants of all Gemeinden.
    pub population: u64,
    /// The same by the two digits of the Land.
    pub lands: BTreeMap<String, LandTotals>,
}

/// Figures of one Land.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LandTotals {
    /// Kreise and kreisfreie Städte.
    pub districts: usize,
    /// Gemeinden in the narrow sense, without any gemeindefreies Gebiet: what official tables count.
    pub incorporated: usize,
    /// Municipalities that count for coverage: with inhabited, without uninhabited gemeindefreie Gebiete.
    pub municipalities: usize,
    /// Inhabitants of all Gemeinden.
    pub population: u64,
}

impl Register {
    /// Counts everything once.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for unit in &self.units {
            let Some(level) = unit.level() else { continue };
            *totals.records.entry(level).or_default() += 1;
            *totals.kinds.entry((level, unit.kind)).or_default() += 1;
            let land = totals.lands.entry(unit.key.get(..2).unwrap_or_default().to_owned()).or_default();
            land.districts += usize::from(level == Level::District);
            if level != Level::Municipality {
                continue;
            }
            let population = u64::from(unit.population.unwrap_or(0));
            land.population += population;
            land.incorporated += usize::from(!unit.kind.is_unincorporated());
            land.municipalities += usize::from(unit.inhabited);
            totals.population += population;
            totals.municipalities += usize::from(unit.inhabited);
            totals.uninhabited += usize::from(!unit.inhabited);
        }
        totals
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]
    use super::super::Entry;
    use super::*;

    #[test]
    fn uninhabited_areas_are_records_but_no_municipalities() {
        let mut kiel = Entry::new("010020000000", "Kiel, Landeshauptstadt", Kind::IndependentCity);
        kiel.population = Some(252_668);
        let register = Register::new(
            "2025-11-30",
            vec![
                Entry::new("01", "Schleswig-Holstein", Kind::Land),
                Entry::new("01002", "Kiel, Landeshauptstadt", Kind::IndependentCity),
                kiel,
                Entry::new("010539105105", "Sachsenwald", Kind::UnincorporatedUninhabited),
            ],
        );
        let totals = register.totals();
        assert_eq!(totals.records[&Level::Municipality], 2);
        assert_eq!((totals.municipalities, totals.uninhabited, totals.population), (1, 1, 252_668));
        let land = LandTotals { districts: 1, incorporated: 1, municipalities: 1, population: 252_668 };
        assert_eq!(totals.lands["01"], land);
        assert_eq!(totals.kinds[&(Level::District, Kind::IndependentCity)], 1);
    }
}
