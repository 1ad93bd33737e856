//! The form that collects what a competent authority has to tell: blank for a state, filled in for each Kommune and office.

use super::document::{Each, Kind, Readership, seen, uses_services};
use super::{asking, asking_offices};
use crate::text::Words;

/// Where the forms to fill in lie.
const FOLDER: Words = Words::new("datenabfragen", "data-collections");

/// The data-collection form. A state sends it, a Kommune gets it.
pub static DOCUMENT: Kind = Kind {
    id: "collection",
    name: Words::new("Datenabfragen", "Data-collection forms"),
    addressees: &[Readership::State, Readership::Municipality],
    persons: false,
    each: &[
        Each::State {
            stem: Words::new("datenabfrage", "data-collection"),
            wanted: uses_services,
            view: |scene, state| seen(&asking::collection(scene, state, None)),
        },
        Each::Municipality {
            folder: FOLDER,
            ending: None,
            wanted: |scene, state| asking::asked(scene, state).into_iter().map(|(key, _)| key).collect(),
            view: |scene, state, key| seen(&asking::collection(scene, state, Some(key))),
        },
        Each::Office {
            folder: FOLDER,
            wanted: |scene, state| {
                asking_offices::asked_offices(scene, state).into_iter().map(|(office, _)| office).collect()
            },
            view: |scene, state, office| seen(&asking_offices::office_collection(scene, state, office)),
        },
    ],
    templates: [
        include_str!("../../templates/de/collection.md"),
        include_str!("../../templates/en/collection.md"),
    ],
};
