//! Who answers, as plain data: cells of the table with their turns, and how somebody is reached.

use serde::Serialize;

use super::word::{CellWord, StatusWord};

/// How closely owners are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// By name.
    Names,
    /// By name, for any of several services: their contact forms are told elsewhere.
    Alike,
    /// "Die zuständige Behörde" where a record says so for many places.
    Records,
}

/// Somebody who answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Answering {
    /// Name.
    pub name: String,
    /// In which role.
    pub role: Option<String>,
    /// How to reach them, for the reader of the document.
    pub ways: Vec<Way>,
    /// Agreed times to react, in words.
    pub reaction: Option<String>,
    /// Agreed times to repair, in words.
    pub recovery: Option<String>,
}

/// A stretch of time in which nothing changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Turn {
    /// When, in words.
    pub when: String,
    /// Whether it is so on the day of the document.
    pub now: bool,
    /// How the cell stands.
    pub verdict: CellWord,
    /// "Interimslösung" or "langfristige Lösung", on first level.
    pub solution: Option<String>,
    /// Who answers; empty unless covered.
    pub who: Vec<Answering>,
    /// What is to be said beside: a reason, a review date.
    pub note: Option<String>,
}

/// A required cell with its turns from the day of the document on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct CellView {
    /// "First Level".
    pub level: String,
    /// "fachliche Fragen".
    pub track: Option<String>,
    /// Which of the services contained, where they are not all answered alike.
    pub part: Option<String>,
    /// The component.
    pub component: Option<String>,
    /// `first`, `second`, `third`.
    pub rank: &'static str,
    /// Whether one turn holds as long as the service is in operation: then nothing is to be said of time.
    pub always: bool,
    /// In order of time.
    pub turns: Vec<Turn>,
}

/// Places where a service is answered alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Which places.
    pub places: String,
    /// How many units.
    pub count: usize,
    /// Whether the service is in operation.
    pub status: StatusWord,
    /// The day of go-live, while it lies ahead.
    pub go_live: Option<String>,
    /// The last day of use, if it is known.
    pub end: Option<String>,
    /// The cells.
    pub cells: Vec<CellView>,
}

/// A named address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Entry {
    /// Name.
    pub name: String,
    /// Address.
    pub url: String,
    /// Who puts an outage notice there.
    pub notice: Option<String>,
}

/// One way to reach somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Way {
    /// "Telefon".
    pub kind: String,
    /// Number, address.
    pub address: String,
    /// Where a click leads, if it leads anywhere.
    pub link: Option<String>,
    /// Service hours in words.
    pub hours: Option<String>,
    /// What to do outside them.
    pub closed: Option<String>,
    /// For whom, where it is not for everybody.
    pub audience: Option<String>,
}
