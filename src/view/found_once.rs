//! What the documents of a run ask for again and again, found once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};

use super::cell::{CellView, Detail};
use crate::key::{Area, StateCode};
use crate::model::{Model, OrganizationId, ServiceId};
use crate::vocabulary::Level;

/// A row in words.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowView {
    pub(super) status: super::word::StatusWord,
    pub(super) go_live: Option<String>,
    pub(super) end: Option<String>,
    pub(super) cells: Vec<CellView>,
}

/// The rows that were put into words: thousands of Kommunen lie in the same rows, and most rows say the same.
#[derive(Debug, Default)]
pub(super) struct WordedRows(pub(super) Mutex<Rows>);

/// A row by what it is about and where it begins, the levels that are told of it, and how.
pub(super) type RowKey = (StateCode, ServiceId, usize, &'static [Level], Detail);

#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) by_key: BTreeMap<RowKey, Arc<RowView>>,
    pub(super) alike: BTreeSet<Arc<RowView>>,
}

/// Who answers citizens for which services in the interim solution, now or later; found once for each state.
#[derive(Debug)]
pub(super) struct ForNow(pub(super) BTreeMap<StateCode, OnceLock<BTreeSet<(ServiceId, OrganizationId)>>>);

impl ForNow {
    pub(super) fn new(model: &Model) -> Self {
        Self(model.uses.iter().map(|usage| (usage.state, OnceLock::new())).collect())
    }
}

/// For each Kommune that owes something the services for which it has no way of feedback; found once for each state.
#[derive(Debug)]
pub(super) struct Lacking(pub(super) BTreeMap<StateCode, OnceLock<BTreeMap<Area, Vec<ServiceId>>>>);

impl Lacking {
    pub(super) fn new(model: &Model) -> Self {
        Self(model.uses.iter().map(|usage| (usage.state, OnceLock::new())).collect())
    }
}
