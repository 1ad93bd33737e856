//! A contact list from a spreadsheet becomes `[[organization]]` records.
//!
//! ```text
//! bytes → sheet → columns (which heading is which field) → rows (what each row says, and what is doubtful) → toml
//! ```
//!
//! Nothing is guessed: what is not certain is left out and listed as a [`Doubt`] with its row and its reason. Nothing
//! here opens a file.

pub mod cells;
pub mod columns;
mod headings;
mod hours;
mod names;
mod places;
#[cfg(feature = "cli")]
pub mod preview;
pub mod rows;
pub mod sheet;
#[cfg(feature = "cli")]
pub mod toml;

use std::collections::{BTreeMap, BTreeSet};

use crate::key::{Area, StateCode};
use crate::register::Register;
use crate::text::Text;
use crate::vocabulary::{ChannelKind, OrganizationKind};

pub use columns::Columns;
pub use headings::Field;
pub use sheet::{Line, Sheet};

/// What is known beside the table itself.
#[derive(Debug, Clone)]
pub struct Knowledge<'a> {
    /// Whose organizations the table lists.
    pub state: StateCode,
    /// The official register, if there is one.
    pub register: Option<&'a Register>,
    /// Services for which all listed organizations are competent (`hb/eheschliessung`).
    pub services: Vec<String>,
    /// The services that the workspace knows: name by id.
    pub known_services: BTreeMap<String, String>,
    /// Local ids that other files of the state have taken.
    pub taken: BTreeSet<String>,
}

/// How far a doubt goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// The row gives no record.
    RowLeftOut,
    /// The record lacks what the cell says.
    CellLeftOut,
    /// Taken as it is; a person should look.
    PleaseCheck,
}

/// Something that the table leaves open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Doubt {
    /// The row as the spreadsheet counts it, from 1.
    pub row: usize,
    /// What follows from it.
    pub effect: Effect,
    /// The reason, one sentence without full stop.
    pub reason: Text,
}

/// A way to reach an organization, as the table tells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Channel {
    /// Its kind.
    pub kind: ChannelKind,
    /// Address, number, link; checked.
    pub address: String,
    /// Service hours in the OpenStreetMap syntax; checked.
    pub hours: Option<String>,
    /// What to do outside them.
    pub closed: Option<String>,
}

/// What one organization comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The rows that it stands in.
    pub rows: Vec<usize>,
    /// Its local id: given, or made from its name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its kind, if the table says.
    pub kind: Option<OrganizationKind>,
    /// Who inside answers.
    pub role: Option<String>,
    /// Its municipality or Kreis.
    pub area: Option<Area>,
    /// What the place is called, for the preview.
    pub place: Option<String>,
    /// The services for which it is competent there.
    pub services: Vec<String>,
    /// How it is reached.
    pub channels: Vec<Channel>,
    /// When its data were last confirmed: `2026-10-12`.
    pub confirmed: Option<jiff::civil::Date>,
    /// What the table says and the record cannot: goes into its comment.
    pub remarks: Vec<String>,
}

/// What a table comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// The organizations, in the order of the table.
    pub records: Vec<Record>,
    /// What is doubtful, by row.
    pub doubts: Vec<Doubt>,
}
