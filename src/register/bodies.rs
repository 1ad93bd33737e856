//! What the register tells of keys: which Kreise are cities, and under which of its keys a body stands (semantics 27).

use std::collections::BTreeMap;

use super::{Entry, Kind, Level, Register};
use crate::key::{Area, AreaLevel, Reading};

impl Register {
    /// How keys are read by this register. A Kreis of which it tells neither kind nor Gemeinden stays as it is built in.
    pub fn reading(&self) -> Reading {
        let municipalities =
            || self.units.iter().filter(|unit| unit.level() == Some(Level::Municipality)).filter_map(area);
        let mut cities: BTreeMap<Area, bool> = BTreeMap::new();
        for unit in self.units.iter().filter(|unit| unit.level() == Some(Level::District)) {
            let known = match unit.kind {
                Kind::IndependentCity | Kind::UrbanDistrict => true,
                Kind::UnspecifiedDistrict => continue,
                _ => false,
            };
            cities.extend(area(unit).map(|key| (key, known)));
        }
        for key in municipalities() {
            let Some(district) = key.truncate(AreaLevel::District) else { continue };
            let whole = district.first() == key.first();
            cities.entry(district).and_modify(|city| *city |= whole).or_insert(whole);
        }
        Reading::of_register(cities, municipalities())
    }

    /// The unit that a body is, under whichever of its keys it stands: the Gemeinde before the Kreis.
    pub fn body(&self, reading: &Reading, key: Area) -> Option<&Entry> {
        reading.forms(key).into_iter().find_map(|form| self.get(&form.digits()))
    }

    /// Whether the register has a body, or anything below it.
    pub fn knows(&self, reading: &Reading, key: Area) -> bool {
        reading.forms(key).into_iter().any(|form| !self.within(&form.digits()).is_empty())
    }
}

fn area(unit: &Entry) -> Option<Area> {
    Area::parse(&unit.key).ok()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::register::csv;

    fn key(text: &str) -> Area {
        Area::parse(text).unwrap()
    }

    #[test]
    fn the_register_overrides_what_is_built_in() {
        let register = csv::read(
            "# edition: 2030-12-31\nkey;name\n05315;Kreis Neu\n053150001001;Neudorf\n03159;Altstadt\n031590000000;Altstadt\n05314;Bonn\n",
        )
        .unwrap();
        let reading = register.reading();
        assert_eq!(reading.read(key("05315")), key("05315"), "its Gemeinden say that it is a Kreis");
        assert_eq!(reading.read(key("03159")), key("031590000000"), "its one Gemeinde has its key");
        assert_eq!(reading.read(key("05314")), key("053140000000"), "nothing is said of Bonn");
        assert_eq!(register.body(&reading, key("03159")).unwrap().key, "031590000000");
        assert_eq!(register.body(&reading, key("053140000000")).unwrap().key, "05314");
        assert!(register.knows(&reading, key("053140000000")) && !register.knows(&reading, key("03452")));
        assert_eq!(reading.read(key("053150001")), key("053150001001"));
    }
}
