//! A rendered text as it is handed to the readers, and the names by which they recognise whom it is about.

use std::collections::BTreeMap;

use super::facts::Output;

/// One rendered file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Which output it belongs to.
    pub output: Output,
    /// The state it is about, `NI`; nothing: about all.
    pub state: Option<String>,
    /// The Kommune it is about, by key.
    pub kommune: Option<String>,
    /// Where it lies, with its ending: `ni/kommunen/03462-ort-a.md`, `check.json`.
    pub stem: String,
    /// The text.
    pub text: String,
}

/// All names of a workspace; each is one token, none is a prefix of another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Kommunen: name to key.
    pub kommunen: BTreeMap<String, String>,
    /// Services: name to id, `hb/a`.
    pub services: BTreeMap<String, String>,
    /// Organizations: name to id, `ni/amt`.
    pub organizations: BTreeMap<String, String>,
}
