//! The letter to whoever has no way of feedback (S10): a Kommune, or an office that none carries.

use super::document::{Each, Kind, Readership, seen};
use super::{asking, asking_offices, collection};
use crate::text::Words;

/// Where the letters lie.
const FOLDER: Words = Words::new("anschreiben", "letters");

/// The letter. A state sends it, a Kommune gets it.
pub static DOCUMENT: Kind = Kind {
    id: "letter",
    name: Words::new("Anschreiben", "Letters"),
    addressees: &[Readership::State, Readership::Municipality],
    persons: false,
    each: &[
        Each::Municipality {
            folder: FOLDER,
            ending: None,
            wanted: |scene, state| {
                let asked = asking::asked(scene, state).into_iter();
                asked.filter(|(_, lacks)| *lacks).map(|(key, _)| key).collect()
            },
            view: |scene, state, key| {
                let form = collection::DOCUMENT.of_place(scene, state, key).unwrap_or_default();
                seen(&asking::letter(scene, (state, key), &form))
            },
        },
        Each::Office {
            folder: FOLDER,
            wanted: |scene, state| {
                let asked = asking_offices::asked_offices(scene, state).into_iter();
                asked.filter(|(_, lacks)| *lacks).map(|(office, _)| office).collect()
            },
            view: |scene, state, office| {
                let form = collection::DOCUMENT.of_office(scene, state, office).unwrap_or_default();
                seen(&asking_offices::office_letter(scene, (state, office), &form))
            },
        },
    ],
    templates: [include_str!("../../templates/de/letter.md"), include_str!("../../templates/en/letter.md")],
};
