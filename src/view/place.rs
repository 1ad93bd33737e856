//! Places by their own kind and with the right article: "die Inselgemeinde Juist", "der Landkreis Aurich".

use std::ops::Range;

use serde::Serialize;

use super::scene::Scene;
use crate::key::Area;
use crate::text::Language;
use crate::text::named::Named;
use crate::text::noun::{Case, capital};

/// A place in words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Its key.
    pub key: String,
    /// With its kind, where that is known: "Inselgemeinde Juist".
    pub name: String,
    /// The bare name: "Juist".
    pub short: String,
    /// As the subject at the beginning of a sentence: "Die Inselgemeinde Juist".
    pub subject: String,
    /// As the subject inside a sentence: "die Inselgemeinde Juist".
    pub nominative: String,
    /// After "für": "die Inselgemeinde Juist".
    pub object: String,
    /// After "in", "von": "der Inselgemeinde Juist".
    pub dative: String,
}

/// A place in words.
pub fn place(scene: &Scene<'_>, key: Area) -> Place {
    let known = scene.table.places().named(key);
    let short = known.as_ref().map_or_else(|| key.digits(), Named::short);
    let named = scene.table.places().named_or_keyed(key, scene.language);
    let case = |case| match scene.language {
        Language::De => named.with_article(case),
        Language::En => named.plain(),
    };
    let nominative = case(Case::Nominative);
    Place {
        key: key.digits(),
        name: named.plain(),
        short,
        subject: capital(&nominative),
        nominative,
        object: case(Case::Accusative),
        dative: case(Case::Dative),
    }
}

/// Places in words, short enough for a line: named one by one if few, else counted by Kreis.
pub fn places(scene: &Scene<'_>, ranges: &[Range<usize>]) -> String {
    scene.tell(&scene.table.places().words(ranges))
}
