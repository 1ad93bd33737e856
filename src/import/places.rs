//! Where an organization belongs: by key, or by the names of municipality and Kreis in the register.

use std::collections::{BTreeMap, BTreeSet};

use crate::key::{Ags, Area, AreaLevel, Reading, StateCode, slug};
use crate::register::{Entry, Found, Kind, Level, Register};
use crate::text::{Text, text};

/// What a row says about its place, cleaned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    /// Regionalschlüssel, Gemeindeschlüssel.
    pub(super) keys: [&'a str; 2],
    /// Names.
    pub(super) municipality: &'a str,
    /// Name of the Kreis.
    pub(super) district: &'a str,
}

/// What that comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The key, where it is certain.
    pub(super) area: Option<Area>,
    /// What it is called.
    pub(super) name: Option<String>,
    /// Why there is no key, or what a person should look at.
    pub(super) doubt: Option<Text>,
}

/// Finds places of one Land.
#[derive(Debug)]
pub(super) struct Places<'a> {
    register: Option<&'a Register>,
    reading: Reading,
    state: StateCode,
    /// Units of the Land by level and by slug of their short name.
    names: BTreeMap<(Level, String), Vec<&'a Entry>>,
}

/// Words before the name of a Kreis.
const DISTRICT: [&str; 7] = ["landkreis ", "kreis ", "lk ", "lkr ", "lkr. ", "kreisfreie stadt ", "stadt "];
/// Words before the name of a Gemeindeverband.
const ASSOCIATION: [&str; 6] =
    ["samtgemeinde ", "verbandsgemeinde ", "amt ", "sg ", "vg ", "verwaltungsgemeinschaft "];
/// Words before the name of a Gemeinde.
const MUNICIPALITY: [&str; 6] =
    ["gemeinde ", "stadt ", "hansestadt ", "landeshauptstadt ", "flecken ", "markt "];

impl<'a> Places<'a> {
    pub(super) fn new(state: StateCode, register: Option<&'a Register>) -> Self {
        let mut names: BTreeMap<(Level, String), Vec<&Entry>> = BTreeMap::new();
        if let (Some(register), Some(digits)) = (register, state.digits()) {
            for unit in register.within(digits).iter().filter(|unit| unit.inhabited) {
                if let Some(level) = unit.level() {
                    names.entry((level, short(unit.plain_name(), &DISTRICT))).or_default().push(unit);
                }
            }
        }
        let reading = register.map(Register::reading).unwrap_or_default();
        Self { register, reading, state, names }
    }

    /// The place of a row. A key goes before names.
    pub(super) fn find(&self, told: Told<'_>) -> Place {
        if let Some(key) = told.keys.into_iter().find(|key| !key.is_empty()) {
            return self.by_key(key, told);
        }
        if told.municipality.is_empty() && told.district.is_empty() {
            return Place { area: None, name: None, doubt: None };
        }
        let name = if told.municipality.is_empty() { told.district } else { told.municipality };
        let (found, among) = self.by_name(told);
        match found.as_slice() {
            [only] => Place { area: self.form(&only.key), name: Some(only.name.clone()), doubt: None },
            [] => Place { area: None, name: Some(name.to_owned()), doubt: self.not_found(name, &among) },
            several => {
                let keys: Vec<String> = several.iter().take(5).map(|unit| self.described(unit)).collect();
                let (keys, count) = (keys.join(", "), several.len());
                let (de, en) = (among.de, among.en);
                let doubt = text!(
                    "„{name}“ gibt es {count}-mal{de}: {keys}",
                    "there are {count} of the name \"{name}\"{en}: {keys}"
                );
                Place { area: None, name: Some(name.to_owned()), doubt: Some(doubt) }
            }
        }
    }

    /// The Kreis that a place lies in, where the register tells.
    pub(super) fn district(&self, area: Area) -> Option<&'a str> {
        let digits = area.digits();
        let mut above = self.register?.ancestors(&digits).into_iter();
        above.find(|above| above.level() == Some(Level::District)).map(Entry::plain_name)
    }

    fn described(&self, unit: &Entry) -> String {
        let mut above = self.register.into_iter().flat_map(|register| register.ancestors(&unit.key));
        match above.rfind(|above| above.level() != Some(Level::Land)) {
            Some(above) => format!("{} ({})", unit.key, above.plain_name()),
            None => unit.key.clone(),
        }
    }

    fn not_found(&self, name: &str, among: &Text) -> Option<Text> {
        // Without a register the table as a whole is told so, not each row.
        self.register?;
        let (de, en) = (&among.de, &among.en);
        Some(text!(
            "„{name}“ steht nicht im Gemeindeverzeichnis{de}",
            "\"{name}\" is not in the register{en}"
        ))
    }

    /// The units that the names may mean, and where they were looked for.
    fn by_name(&self, told: Told<'_>) -> (Vec<&'a Entry>, Text) {
        let land = Text::new(format!(" ({})", self.state.name().de), format!(" ({})", self.state.name().en));
        if told.municipality.is_empty() {
            return (self.districts(told.district), land);
        }
        let districts = self.districts(told.district);
        if districts.is_empty() {
            let all = self.state.digits().map(|digits| self.municipalities(told.municipality, digits));
            // An unknown Kreis is a contradiction, not a wider search.
            let all = if told.district.is_empty() { all.unwrap_or_default() } else { Vec::new() };
            let among =
                if told.district.is_empty() { land } else { Text::same(format!(" ({}?)", told.district)) };
            return (all, among);
        }
        let mut found: Vec<&Entry> = districts
            .iter()
            .flat_map(|district| self.municipalities(told.municipality, &district.key))
            .collect();
        found.dedup_by(|a, b| a.key == b.key);
        (found, Text::same(format!(" ({})", told.district)))
    }

    fn districts(&self, name: &str) -> Vec<&'a Entry> {
        if name.is_empty() {
            return Vec::new();
        }
        let found = self.names.get(&(Level::District, short(name, &DISTRICT))).cloned().unwrap_or_default();
        let lower = name.to_lowercase();
        let (city, rural) = (
            ["stadt ", "kreisfreie stadt "].iter().any(|word| lower.starts_with(word))
                || lower.contains(", stadt"),
            DISTRICT.iter().take(5).any(|word| lower.starts_with(word)),
        );
        let fits = |unit: &&Entry| match (city, rural) {
            (true, false) => is_city(unit),
            (false, true) => !is_city(unit),
            _ => true,
        };
        found.into_iter().filter(fits).collect()
    }

    /// Gemeinden (or a Gemeindeverband, if its word stands in front) of that name, with keys that begin so.
    fn municipalities(&self, name: &str, prefix: &str) -> Vec<&'a Entry> {
        let Some(register) = self.register else { return Vec::new() };
        let lower = name.to_lowercase();
        let named = |level: Level, name: String| -> Vec<&'a Entry> {
            let units = self.names.get(&(level, name)).into_iter().flatten();
            units.copied().filter(|unit| unit.key.starts_with(prefix)).collect()
        };
        if ASSOCIATION.iter().any(|word| lower.starts_with(word)) {
            let found = named(Level::Association, short(name, &ASSOCIATION));
            if !found.is_empty() {
                return found;
            }
        }
        match register.near(name, prefix) {
            Found::One(unit) => vec![unit],
            Found::Many(units) => units,
            Found::None => named(Level::Municipality, short(name, &MUNICIPALITY)),
        }
    }

    fn by_key(&self, written: &str, told: Told<'_>) -> Place {
        let key: String = written.chars().filter(|letter| !letter.is_whitespace()).collect();
        let candidates = self.keys(&key);
        let fail = |doubt: Text| Place { area: None, name: None, doubt: Some(doubt) };
        let mut areas = candidates.into_iter();
        match (areas.next(), areas.next()) {
            (Some(area), None) => {
                let unit = self.register.and_then(|register| register.body(&self.reading, area));
                let doubt = unit.and_then(|unit| self.contradiction(unit, area, told)).or_else(|| {
                    let ags = told.keys.first() == Some(&written) && matches!(key.len(), 7 | 8);
                    ags.then(|| {
                        text!(
                            "„{written}“ ist ein Gemeindeschlüssel (AGS); der Regionalschlüssel dazu ist {area}",
                            "\"{written}\" is a municipality key (AGS); its regional key is {area}"
                        )
                    })
                });
                Place { area: Some(area), name: unit.map(|unit| unit.name.clone()), doubt }
            }
            (Some(one), Some(other)) => fail(text!(
                "„{written}“ kann {one} oder {other} sein",
                "\"{written}\" may be {one} or {other}"
            )),
            (None, _) => fail(self.no_key(&key)),
        }
    }

    fn no_key(&self, key: &str) -> Text {
        match Area::parse(key) {
            Ok(area) if area.state() != self.state => {
                let (inside, own, other) =
                    (self.state.in_name_de(), self.state.name().en, area.state().name());
                let Text { de, en } = other;
                text!(
                    "{key} liegt nicht {inside}, sondern in: {de}",
                    "{key} does not lie in {own} but in {en}"
                )
            }
            Ok(_) => text!("{key} steht nicht im Gemeindeverzeichnis", "{key} is not in the register"),
            Err(problem) => {
                let strip = |text: String| text.trim_end_matches('.').to_owned();
                Text::new(strip(problem.message.de), strip(problem.message.en))
            }
        }
    }

    /// The keys of the Land that a text certainly means: the key itself, an AGS, either with its lost zero. With a
    /// register only what stands there, without one only what can mean nothing else.
    fn keys(&self, key: &str) -> BTreeSet<Area> {
        let mut areas = BTreeSet::new();
        let zero = format!("0{key}");
        if let Some(register) = self.register {
            for text in [key, zero.as_str()] {
                areas.extend(Area::parse(text).ok());
                let unit = if text.len() == 8 { register.by_ags(text) } else { None };
                areas.extend(unit.and_then(|unit| Area::parse(&unit.key).ok()));
            }
            areas.retain(|area| area.state() == self.state && register.body(&self.reading, *area).is_some());
        } else {
            let ags = Ags::parse(key).err().and_then(|problem| problem.replacement);
            for text in [Some(key), ags.as_deref().filter(|ags| ags.len() == 8)].into_iter().flatten() {
                match Area::parse(text) {
                    Ok(area) => areas.insert(area),
                    Err(problem) => {
                        areas.extend(problem.replacement.and_then(|right| Area::parse(&right).ok()));
                        false
                    }
                };
            }
            areas.retain(|area| area.state() == self.state);
        }
        // Two forms of one body are no doubt.
        areas.into_iter().map(|area| self.reading.form(area)).collect()
    }

    /// The form in which a key of the register is written.
    fn form(&self, key: &str) -> Option<Area> {
        Area::parse(key).ok().map(|area| self.reading.form(area))
    }

    /// What the name beside a key says, if that is another place.
    fn contradiction(&self, unit: &Entry, area: Area, told: Told<'_>) -> Option<Text> {
        if told.municipality.is_empty() || area.level() != AreaLevel::Municipality {
            return None;
        }
        if !self.municipalities(told.municipality, &unit.key).is_empty() {
            return None;
        }
        let (key, name, said) = (&unit.key, &unit.name, told.municipality);
        Some(text!(
            "der Schlüssel {key} gehört zu „{name}“, der Name daneben ist „{said}“",
            "the key {key} belongs to \"{name}\", the name beside it is \"{said}\""
        ))
    }
}

fn is_city(unit: &Entry) -> bool {
    matches!(unit.kind, Kind::IndependentCity | Kind::UrbanDistrict)
}

/// A name as a slug, without the words before it and without what stands in brackets.
fn short(name: &str, words: &[&str]) -> String {
    let bare = name.split(['(', ',']).next().unwrap_or(name).trim();
    let lower = bare.to_lowercase();
    let rest = words.iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    slug(rest)
}
