//! A place that somebody types: by its key in any form, or by its name.

use std::collections::{BTreeMap, BTreeSet};

use super::Workspace;
use crate::key::Area;
use crate::nearest::nearest;
use crate::register::{Entry, Level, Register, is_called};
use crate::text::Text;

/// What a name leads to. Names are no keys: Kreis and Stadt often share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// The one body that is called so.
    One(Area),
    /// None is; the name that comes closest.
    Unknown(Option<String>),
    /// Several are, by key, each with what tells it from the others.
    Several(Vec<(Area, Text)>),
}

impl Workspace {
    /// The bodies of a name, in the register and in the files: case does not count, ä may be "ae" or "a", and what it is may
    /// stand in front or behind ("Landkreis Aurich", "Aurich, Stadt"). Places where nobody lives are not found.
    pub fn named(&self, name: &str) -> Named {
        let mut found: BTreeMap<Area, Text> = BTreeMap::new();
        for unit in self.units() {
            let called = is_called(&unit.name, name)
                || is_called(bare(unit), name)
                || is_called(&with_kind(unit), name);
            if let Some(key) = called.then(|| Area::parse(&unit.key).ok()).flatten() {
                found.insert(self.model.reading.read(key), self.described(unit));
            }
        }
        for record in &self.model.municipalities {
            if let Some(own) = record.name.as_ref().filter(|own| is_called(own, name)) {
                found.entry(record.key.value).or_insert_with(|| Text::same(own.clone()));
            }
        }
        let mut bodies = found.keys();
        match (bodies.next(), bodies.next()) {
            (None, _) => Named::Unknown(self.close(name)),
            (Some(only), None) => Named::One(*only),
            (Some(_), Some(_)) => Named::Several(found.into_iter().collect()),
        }
    }

    fn units(&self) -> impl Iterator<Item = &Entry> {
        self.register.iter().flat_map(|register| &register.units).filter(|unit| unit.inhabited)
    }

    fn close(&self, name: &str) -> Option<String> {
        let own = self.model.municipalities.iter().filter_map(|record| record.name.as_deref());
        let names: BTreeSet<&str> = self.units().map(Entry::plain_name).chain(own).collect();
        nearest(name, names).map(ToOwned::to_owned)
    }

    /// "Neuenkirchen, kreisangehörige Gemeinde, Vorpommern-Greifswald".
    fn described(&self, unit: &Entry) -> Text {
        let around = self.register.as_ref().and_then(|register| district(register, unit));
        let around = around.map(|district| format!(", {}", district.plain_name())).unwrap_or_default();
        let (name, kind) = (unit.plain_name(), unit.kind.words());
        Text::new(format!("{name}, {}{around}", kind.de), format!("{name}, {}{around}", kind.en))
    }
}

/// The Kreis around a unit.
fn district<'r>(register: &'r Register, unit: &Entry) -> Option<&'r Entry> {
    register.ancestors(&unit.key).into_iter().find(|above| above.level() == Some(Level::District))
}

/// The name without what only tells it from others of that name: "Oldenburg" of "Oldenburg (Oldenburg), Stadt".
fn bare(unit: &Entry) -> &str {
    unit.plain_name().split(" (").next().unwrap_or_default()
}

/// "Landkreis Aurich", "Stadt Aurich".
fn with_kind(unit: &Entry) -> String {
    let kind = unit.kind.words().de.rsplit(' ').next().unwrap_or_default();
    format!("{kind} {}", bare(unit))
}
