//! What a finding is about.

use crate::key::{Area, StateCode};
use crate::model::{ComponentId, Model, PartId, ServiceId};
use crate::profile::Cell;

/// What a finding is about, as data: for exceptions, the plan, the comparison of versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The state.
    pub state: Option<StateCode>,
    /// The service.
    pub service: Option<ServiceId>,
    /// Which of the services that it contains.
    pub part: Option<PartId>,
    /// Level and track.
    pub cell: Option<Cell>,
    /// The component.
    pub component: Option<ComponentId>,
    /// The places, sorted; empty where the whole state or no place is meant.
    pub areas: Vec<Area>,
    /// The id of the record that it is about, if it has one.
    pub record: Option<String>,
}

impl Subject {
    /// About a state.
    pub fn state(state: StateCode) -> Self {
        Self { state: Some(state), ..Self::default() }
    }

    /// About a record that has an id.
    #[must_use]
    pub fn record(mut self, id: impl Into<String>) -> Self {
        self.record = Some(id.into());
        self
    }

    /// About a service.
    #[must_use]
    pub fn service(mut self, service: ServiceId) -> Self {
        self.service = Some(service);
        self
    }

    /// About a cell.
    #[must_use]
    pub fn cell(mut self, cell: Cell) -> Self {
        self.cell = Some(cell);
        self
    }

    /// About a component.
    #[must_use]
    pub fn component(mut self, component: Option<ComponentId>) -> Self {
        self.component = component;
        self
    }

    /// About one of the services that it contains.
    #[must_use]
    pub fn part(mut self, part: Option<PartId>) -> Self {
        self.part = part;
        self
    }

    /// About places.
    #[must_use]
    pub fn areas(mut self, areas: impl IntoIterator<Item = Area>) -> Self {
        self.areas = areas.into_iter().collect();
        self.areas.sort_unstable();
        self.areas.dedup();
        self
    }

    /// The canonical string: the same defect has the same string in every version of the files.
    pub fn canonical(&self, model: &Model) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.state.map(|state| state.code().to_owned()));
        parts.extend(self.service.map(|service| model.service(service).id.to_string()));
        parts.extend(self.part.map(|part| model.part(part).id.to_string()));
        parts.extend(self.cell.map(Cell::path));
        parts.extend(self.component.map(|component| model.component(component).id.to_string()));
        parts.extend(self.record.clone());
        if !self.areas.is_empty() {
            parts.push(self.areas.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
        }
        parts.join(" ")
    }
}
