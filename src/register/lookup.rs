//! Finding units: by key, AGS, beginning of a key, name.

use super::names::{Folded, Match};
use super::{Entry, Level, Register};

/// What a name leads to. Names are no keys: there are Kreise with two Gemeinden of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<'a> {
    /// Exactly this one.
    One(&'a Entry),
    /// Nothing is called so.
    None,
    /// Several are, in the order of their keys; a person must choose.
    Many(Vec<&'a Entry>),
}

impl Register {
    /// The unit with exactly this key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        let at = self.units.binary_search_by(|unit| unit.key.as_str().cmp(key)).ok()?;
        self.units.get(at)
    }

    /// All units whose key begins so, the unit itself included, in the order of keys. Any number of digits may be
    /// given: three for a Regierungsbezirk, nine of a Gemeinde without Gemeindeverband.
    pub fn within(&self, prefix: &str) -> &[Entry] {
        let start = self.units.partition_point(|unit| unit.key.as_str() < prefix);
        let rest = self.units.get(start..).unwrap_or_default();
        let length = rest.partition_point(|unit| unit.key.starts_with(prefix));
        rest.get(..length).unwrap_or_default()
    }

    /// The Gemeinde with this AGS (8 digits).
    pub fn by_ags(&self, ags: &str) -> Option<&Entry> {
        // An AGS begins with the five digits of the Kreis, as the ARS does.
        let district = ags.get(..Level::District.digits())?;
        self.within(district).iter().find(|unit| unit.ags.as_deref() == Some(ags))
    }

    /// The units above a key, widest first: Land, Kreis, Gemeindeverband as far as the register has them. The key
    /// itself need not be in the register.
    pub fn ancestors(&self, key: &str) -> Vec<&Entry> {
        Level::ALL
            .into_iter()
            .filter(|level| level.digits() < key.len())
            .filter_map(|level| self.get(key.get(..level.digits())?))
            .collect()
    }

    /// Units of all levels by name: case does not count, ä may be "ae" or "a", accents may be missing. Exact names first
    /// (also without suffix or river, also Sorbian), then names that begin so, then names that contain it; each group
    /// in the order of keys.
    pub fn search(&self, name: &str) -> Vec<&Entry> {
        let query = Folded::new(name);
        let mut found: Vec<(Match, &Entry)> =
            self.units.iter().filter_map(|unit| Some((query.rank(&unit.name)?, unit))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, unit)| unit).collect()
    }

    /// The municipality of this name in a Kreis, which is told by key (any beginning of an ARS) or by name. Uninhabited
    /// areas are not found: they often share the name of the Gemeinde beside them.
    pub fn near(&self, name: &str, district: &str) -> Found<'_> {
        let query = Folded::new(name);
        let mut found: Vec<&Entry> = self
            .areas(district.trim())
            .into_iter()
            .flat_map(|area| self.within(area))
            .filter(|unit| unit.is_municipality() && query.rank(&unit.name) == Some(Match::Exact))
            .collect();
        found.dedup_by(|a, b| a.key == b.key);
        match found.as_slice() {
            [] => Found::None,
            [one] => Found::One(one),
            _ => Found::Many(found),
        }
    }

    /// The keys of what may be meant by a Kreis: the digits themselves, or all Kreise of that name (city and Landkreis).
    fn areas<'a>(&'a self, district: &'a str) -> Vec<&'a str> {
        if !district.is_empty() && district.bytes().all(|byte| byte.is_ascii_digit()) {
            return vec![district];
        }
        let query = Folded::new(district);
        self.units
            .iter()
            .filter(|unit| {
                unit.level() == Some(Level::District) && query.rank(&unit.name) == Some(Match::Exact)
            })
            .map(|unit| unit.key.as_str())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::super::Kind;
    use super::*;

    fn register() -> Register {
        Register::new(
            "2025-11-30",
            vec![
                Entry::new("13", "Mecklenburg-Vorpommern", Kind::Land),
                Entry::new("13075", "Vorpommern-Greifswald", Kind::RuralDistrict),
                Entry::new("130755555", "Landhagen", Kind::Amt),
                Entry::new("130755553101", "Neuenkirchen", Kind::Municipality),
                Entry::new("130755555102", "Neuenkirchen", Kind::Municipality),
                Entry::new("130750039039", "Greifswald, Universitäts- und Hansestadt", Kind::Town),
                Entry::new("02", "Hamburg", Kind::Land),
                Entry::new("02000", "Hamburg, Freie und Hansestadt", Kind::IndependentCity),
                Entry::new("020000000000", "Hamburg, Freie und Hansestadt", Kind::IndependentCity),
                Entry::new("09472", "Bayreuth", Kind::RuralDistrict),
                Entry::new("094720138138", "Fichtelberg", Kind::Municipality),
                Entry::new("094729453453", "Fichtelberg", Kind::UnincorporatedUninhabited),
            ],
        )
    }

    fn keys<'a>(units: impl IntoIterator<Item = &'a Entry>) -> Vec<&'a str> {
        units.into_iter().map(|unit| unit.key.as_str()).collect()
    }

    #[test]
    fn keys_and_their_beginnings() {
        let register = register();
        assert_eq!(register.get("13075").unwrap().name, "Vorpommern-Greifswald");
        assert_eq!(register.get("1307"), None);
        assert_eq!(keys(register.within("02")), ["02", "02000", "020000000000"]);
        assert_eq!(keys(register.within("1307555")), ["130755553101", "130755555", "130755555102"]);
        assert!(register.within("14").is_empty());
        assert_eq!(register.within("").len(), register.units.len());
        assert_eq!(register.by_ags("13075102").unwrap().key, "130755555102");
        assert_eq!(register.by_ags("ö"), None);
        assert_eq!(keys(register.ancestors("130755555102")), ["13", "13075", "130755555"]);
        assert_eq!(keys(register.ancestors("130750000999")), ["13", "13075"]);
        assert_eq!(register.units.iter().filter(|unit| unit.is_municipality()).count(), 5);
    }

    #[test]
    fn names_are_no_keys() {
        let register = register();
        assert!(matches!(register.near("Neuenkirchen", "13075"), Found::Many(all) if all.len() == 2));
        assert!(matches!(register.near("neuenkirchen", "Vorpommern-Greifswald"), Found::Many(_)));
        assert!(matches!(register.near("Greifswald", "13"), Found::One(unit) if unit.key == "130750039039"));
        assert!(
            matches!(register.near("Fichtelberg", "Bayreuth"), Found::One(unit) if unit.key == "094720138138")
        );
        assert_eq!(register.near("Neuenkirchen", "Bayreuth"), Found::None);
        assert_eq!(register.near("Neuenkirchen", ""), Found::None);
    }

    #[test]
    fn the_best_name_comes_first() {
        let register = register();
        assert_eq!(keys(register.search("greifswald")), ["130750039039", "13075"]);
        assert_eq!(keys(register.search("Hamburg")), ["02", "02000", "020000000000"]);
        assert!(register.search(" ").is_empty());
    }
}
