//! One body, one key: how a key is read, in whatever form it was written (semantics 27).

use std::collections::BTreeMap;

use super::{Area, AreaLevel, StateCode};
use crate::text::Words;

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    /// A Land; Hamburg and Berlin, which are Gemeinden as well, are read as this.
    State,
    /// A Regierungsbezirk or statistical region.
    Region,
    /// A Kreis that is no city.
    District,
    /// A kreisfreie Stadt: Kreis and Gemeinde in one.
    City,
    /// A Gemeindeverband.
    Association,
    /// A Gemeinde in a Kreis.
    Municipality,
    /// A gemeindefreies Gebiet.
    Unincorporated,
}

impl Body {
    /// The word for it.
    pub const fn name(self) -> Words {
        match self {
            Self::State => Words::new("Land", "Land"),
            Self::Region => Words::new("Regierungsbezirk", "region"),
            Self::District => Words::new("Kreis", "district"),
            Self::City => Words::new("kreisfreie Stadt", "independent city"),
            Self::Association => Words::new("Gemeindeverband", "association of municipalities"),
            Self::Municipality => Words::new("Gemeinde", "municipality"),
            Self::Unincorporated => Words::new("gemeindefreies Gebiet", "unincorporated area"),
        }
    }
}

/// How keys are read: which Kreise are cities, and which Gemeinde is the only one below a key of nine digits.
///
/// Without anything told to it, it knows the kreisfreie Städte of [`CITIES_AS_OF`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What a register says of the Kreise that it knows: whether one is a kreisfreie Stadt.
    cities: BTreeMap<Area, bool>,
    /// By nine digits, the one Gemeinde below; `None` where there are several. From a register.
    official: BTreeMap<Area, Option<Area>>,
    /// The same from keys that files name.
    named: BTreeMap<Area, Option<Area>>,
}

impl Reading {
    /// What a register tells: of each Kreis whether it is a kreisfreie Stadt, and the keys of its Gemeinden.
    pub fn of_register(
        cities: impl IntoIterator<Item = (Area, bool)>,
        municipalities: impl IntoIterator<Item = Area>,
    ) -> Self {
        let mut reading = Self { cities: cities.into_iter().collect(), ..Self::default() };
        reading.official = reading.sole(municipalities);
        reading
    }

    /// The same reading with the keys that files name; where the register knows the Gemeinde, it holds.
    #[must_use]
    pub fn with_named(mut self, keys: impl IntoIterator<Item = Area>) -> Self {
        self.named = self.sole(keys);
        self
    }

    /// By nine digits, the one key of twelve that begins so, among verbandsfreie Gemeinden.
    fn sole(&self, keys: impl IntoIterator<Item = Area>) -> BTreeMap<Area, Option<Area>> {
        let mut sole: BTreeMap<Area, Option<Area>> = BTreeMap::new();
        for key in keys.into_iter().filter(|key| key.is_free() && *key == self.read(*key)) {
            let Some(nine) = key.truncate(AreaLevel::Association).filter(|nine| *nine != key) else {
                continue;
            };
            sole.entry(nine)
                .and_modify(|found| *found = found.filter(|other| *other == key))
                .or_insert(Some(key));
        }
        sole
    }

    /// The one key under which the body of this key is known to everything else.
    ///
    /// Of twelve digits the first 2, 3, 5 or 9 count if only zeros follow. Hamburg and Berlin are their Land, a kreisfreie
    /// Stadt has twelve digits, a verbandsfreie Gemeinde has them where they are known.
    pub fn read(&self, written: Area) -> Area {
        let short = written.without_zeros();
        if let Some(whole) = city_state(short) {
            return whole;
        }
        if let Some(district) = short.as_district().filter(|district| self.is_city(*district)) {
            return district.filled();
        }
        if short.level() != AreaLevel::Association || !short.is_free() {
            return short;
        }
        let known = self.official.get(&short).or_else(|| self.named.get(&short));
        known.copied().flatten().unwrap_or(short)
    }

    /// The form in which the body of a key is written. Hamburg and Berlin may be written as Land and as Gemeinde.
    pub fn form(&self, written: Area) -> Area {
        let body = self.read(written);
        match city_state(body) {
            Some(_) if matches!(written.level(), AreaLevel::State | AreaLevel::Municipality) => written,
            Some(whole) => whole.filled(),
            None => body,
        }
    }

    /// The keys under which lists may have a body, the closest first: a city stands there as Gemeinde and as Kreis.
    pub fn forms(&self, body: Area) -> Vec<Area> {
        let body = self.read(body);
        let mut forms = vec![body];
        if city_state(body).is_some() {
            forms.insert(0, body.filled());
            forms.extend(body.filled().truncate(AreaLevel::District));
        } else if self.body(body) == Body::City {
            forms.extend(body.truncate(AreaLevel::District));
        } else if body.level() == AreaLevel::Municipality && body.is_free() {
            forms.extend(body.truncate(AreaLevel::Association).filter(|nine| self.read(*nine) == body));
        }
        forms
    }

    /// The Kreis or the kreisfreie Stadt that a place lies in; what is wider than a Kreis is returned as it is.
    pub fn district(&self, place: Area) -> Area {
        let body = self.read(place);
        body.truncate(AreaLevel::District).map_or(body, |district| self.read(district))
    }

    /// What a key stands for.
    pub fn body(&self, key: Area) -> Body {
        let body = self.read(key);
        match body.level() {
            AreaLevel::State => Body::State,
            AreaLevel::Region => Body::Region,
            AreaLevel::District => Body::District,
            _ if body.as_district().is_some_and(|district| self.is_city(district)) => Body::City,
            _ if body.sixth_digit() == 9 => Body::Unincorporated,
            AreaLevel::Association if !body.is_free() => Body::Association,
            AreaLevel::Association | AreaLevel::Municipality => Body::Municipality,
        }
    }

    /// Whether a key of five digits is a kreisfreie Stadt.
    fn is_city(&self, district: Area) -> bool {
        self.cities.get(&district).copied().unwrap_or_else(|| is_known_city(district))
    }
}

/// The Land, if the key is Hamburg or Berlin in any form.
fn city_state(key: Area) -> Option<Area> {
    let state = matches!(key.state(), StateCode::HH | StateCode::BE);
    key.truncate(AreaLevel::State).filter(|whole| state && whole.first() == key.first())
}

/// Whether the built-in list has this key of five digits.
fn is_known_city(district: Area) -> bool {
    u32::try_from(district.first() / 10_000_000).is_ok_and(|number| CITIES.binary_search(&number).is_ok())
}

/// The 106 kreisfreie Städte and Stadtkreise by the five digits of their Kreis (Gemeindeverzeichnis GV100AD, Statistisches
/// Bundesamt), sorted.
#[rustfmt::skip]
const CITIES: [u32; 106] = [
    1001, 1002, 1003, 1004, 2000, 3101, 3102, 3103, 3401, 3402, 3403, 3404, 3405, 4011,
    4012, 5111, 5112, 5113, 5114, 5116, 5117, 5119, 5120, 5122, 5124, 5314, 5315, 5316,
    5512, 5513, 5515, 5711, 5911, 5913, 5914, 5915, 5916, 6411, 6412, 6413, 6414, 6611,
    7111, 7211, 7311, 7312, 7313, 7314, 7315, 7316, 7317, 7318, 7319, 7320, 8111, 8121,
    8211, 8212, 8221, 8222, 8231, 8311, 8421, 9161, 9162, 9163, 9261, 9262, 9263, 9361,
    9362, 9363, 9461, 9462, 9463, 9464, 9561, 9562, 9563, 9564, 9565, 9661, 9662, 9663,
    9761, 9762, 9763, 9764, 11000, 12051, 12052, 12053, 12054, 13003, 13004, 14511, 14612,
    14713, 15001, 15002, 15003, 16051, 16052, 16053, 16054, 16055,
];

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use proptest::prelude::*;

    use super::*;

    fn area(text: &str) -> Area {
        Area::parse(text).unwrap()
    }

    fn read(text: &str) -> String {
        Reading::default().read(area(text)).digits()
    }

    /// Guards: a form of the key that makes a second body.
    #[test]
    fn of_twelve_digits_the_shortest_counts() {
        for (written, body) in [
            ("030000000000", "03"),
            ("034000000000", "034"),
            ("034520000000", "03452"),
            ("034525401000", "034525401"),
            ("034525401001", "034525401001"),
            ("03452", "03452"),
            ("034", "034"),
        ] {
            assert_eq!(read(written), body, "{written}");
        }
    }

    #[test]
    fn hamburg_and_berlin_are_one_body_bremen_is_a_land() {
        for (land, kreis) in [("02", "02000"), ("11", "11000")] {
            let gemeinde = format!("{kreis}0000000");
            for written in [land, kreis, &gemeinde, &gemeinde[..9], &gemeinde[..3]] {
                assert_eq!(read(written), land, "{written}");
            }
            let reading = Reading::default();
            assert_eq!(reading.form(area(kreis)).digits(), gemeinde);
            assert_eq!(reading.form(area(&gemeinde)).digits(), gemeinde);
            assert_eq!(reading.form(area(land)).digits(), land, "an area of two digits remains the Land");
            let forms: Vec<String> = reading.forms(area(land)).into_iter().map(Area::digits).collect();
            assert_eq!(forms, [gemeinde.as_str(), land, kreis]);
            assert_eq!(reading.district(area(&gemeinde)), area(land));
        }
        let reading = Reading::default();
        for written in ["04", "040000000000"] {
            assert_eq!((read(written).as_str(), reading.body(area(written))), ("04", Body::State));
        }
        assert_eq!(reading.body(area("04011")), Body::City);
        assert_eq!(read("04011"), "040110000000");
        assert_eq!(read("020000001001"), "020000001001", "an inner-city key is no city");
    }

    #[test]
    fn cities_have_twelve_digits_kreise_five() {
        let reading = Reading::default();
        for written in ["05315", "053150000", "053150000000"] {
            assert_eq!(read(written), "053150000000");
            assert_eq!(reading.form(area(written)), area("053150000000"));
            assert_eq!(reading.body(area(written)), Body::City);
            assert_eq!(reading.district(area(written)), area("053150000000"));
        }
        assert_eq!(reading.forms(area("05315")), [area("053150000000"), area("05315")]);
        assert_eq!(read("05314"), "053140000000");
        assert_eq!(read("05334"), "05334", "the StädteRegion Aachen is no city");
        assert_eq!(reading.district(area("034525401001")), area("03452"));
        assert_eq!(reading.body(area("034520000000")), Body::District);
    }

    #[test]
    fn the_sixth_digit_tells_what_nine_digits_are() {
        let reading = Reading::default();
        assert_eq!(reading.body(area("034520019")), Body::Municipality);
        assert_eq!(reading.body(area("034525401")), Body::Association);
        assert_eq!(reading.body(area("094729453")), Body::Unincorporated);
        assert_eq!(reading.body(area("094729453453")), Body::Unincorporated);
        assert_eq!(reading.body(area("034525401001")), Body::Municipality);
        assert_eq!(reading.body(area("034")), Body::Region);
    }

    #[test]
    fn a_free_municipality_is_the_one_below_its_nine_digits() {
        let (nine, twelve) = (area("034520019"), area("034520019019"));
        assert_eq!(Reading::default().read(nine), nine, "nobody knows the other three digits");
        let named = Reading::default().with_named([nine, twelve, area("034525401001")]);
        assert_eq!((named.read(nine), named.form(nine)), (twelve, twelve));
        assert_eq!(named.forms(nine), [twelve, nine]);
        assert_eq!(named.read(area("034525401")), area("034525401"), "a Verband is not its member");
        let several = Reading::default().with_named([twelve, area("034520019020")]);
        assert_eq!(several.read(nine), nine);
        let official = Reading::of_register([], [twelve]).with_named([area("034520019020")]);
        assert_eq!(official.read(nine), twelve, "the register holds");
    }

    #[test]
    fn a_register_says_which_kreise_are_cities() {
        let reading = Reading::of_register([(area("03159"), true), (area("05315"), false)], []);
        assert_eq!(reading.read(area("03159")), area("031590000000"));
        assert_eq!(reading.read(area("053150000000")), area("05315"));
        assert_eq!(
            reading.read(area("05314")),
            area("053140000000"),
            "what it does not know stays as built in"
        );
    }

    #[test]
    fn the_built_in_list_is_sorted_and_complete() {
        use StateCode as S;

        assert!(CITIES.is_sorted_by(|one, two| one < two));
        let of = |state: StateCode| {
            let land: u32 = state.digits().unwrap().parse().unwrap();
            CITIES.iter().filter(|city| **city / 1000 == land).count()
        };
        let counts = [
            (S::SH, 4),
            (S::HH, 1),
            (S::NI, 8),
            (S::HB, 2),
            (S::NW, 22),
            (S::HE, 5),
            (S::RP, 12),
            (S::BW, 9),
            (S::BY, 25),
            (S::SL, 0),
            (S::BE, 1),
            (S::BB, 4),
            (S::MV, 2),
            (S::SN, 3),
            (S::ST, 3),
            (S::TH, 5),
        ];
        for (state, count) in counts {
            assert_eq!(of(state), count, "{state}");
        }
        assert_eq!(counts.iter().map(|(_, count)| count).sum::<usize>(), CITIES.len());
    }

    proptest! {
        #[test]
        fn reading_comes_to_rest(
            text in "(0[1-9]|1[0-6])(0|00|[0-9]{1}|[0-9]{3}|[0-9]{7}|[0-9]{3}0{7}|[0-9]{7}000|0{10}|[0-9]{10})?",
            names in proptest::collection::vec("(0[1-9]|1[0-6])[0-9]{3}0[0-9]{6}", 0..4),
        ) {
            let Ok(key) = Area::parse(&text) else { return Ok(()) };
            let reading = Reading::default().with_named(names.iter().map(|name| area(name)));
            let body = reading.read(key);
            prop_assert_eq!(reading.read(body), body);
            let form = reading.form(key);
            prop_assert_eq!(reading.read(form), body);
            prop_assert_eq!(reading.form(form), form);
            prop_assert_eq!(body.state(), key.state());
            for form in reading.forms(key) {
                prop_assert_eq!(reading.read(form), body);
            }
        }
    }
}
