//! Services that no record tells apart: what is routed for one of them at a place holds for all of them there.
//!
//! Most records of a Land speak of all its services. Then a place is routed once, not once for each service.

use std::collections::BTreeMap;

use crate::key::StateCode;
use super::parts::parts_in_use;
use crate::model::{ComponentId, Model, PartId, Payment, ServiceId, SupportId, Use};
use crate::profile::{Cell, Requirements};
use crate::time::{Date, Period};

/// A use with the cells that it requires.
#[derive(Debug)]
pub(super) struct Routed<'m> {
    pub(super) usage: &'m Use,
    pub(super) cells: Vec<Cell>,
    /// Uses of a state with the same class differ in nothing that routing asks, but for their start.
    pub(super) class: usize,
}

/// All that routing asks of a use, but for its start.
#[derive(Debug, PartialEq, Eq)]
struct Traits<'m> {
    cells: Vec<Cell>,
    end: Option<Date>,
    payment: Option<Payment>,
    home: StateCode,
    operation: Vec<(Period, StateCode)>,
    named: Option<&'m Named>,
    /// What it contains and is used, with what is doubtful: no two services have the same.
    parts: Vec<(PartId, bool)>,
}

/// The records that name a service.
#[derive(Debug, Default, PartialEq, Eq)]
struct Named {
    supports: Vec<SupportId>,
    /// Competences, as places in the model's list.
    competences: Vec<usize>,
    components: Vec<ComponentId>,
}

/// All uses by state, in the order of the files.
pub(super) fn routed<'m>(
    model: &'m Model,
    requirements: &Requirements,
) -> BTreeMap<StateCode, Vec<Routed<'m>>> {
    let named = named(model);
    let mut known: BTreeMap<StateCode, Vec<Traits<'_>>> = BTreeMap::new();
    let mut all: BTreeMap<StateCode, Vec<Routed<'m>>> = BTreeMap::new();
    for usage in model.uses.iter().filter(|usage| model.states.contains_key(&usage.state)) {
        let cells: Vec<Cell> = requirements.cells_of(usage.service.value).into_iter().collect();
        let service = model.service(usage.service.value);
        let traits = Traits {
            cells: cells.clone(),
            end: usage.end,
            payment: usage.payment.as_ref().map(|payment| payment.value),
            home: service.id.state,
            operation: service.operation.iter().map(|phase| (phase.period, phase.state)).collect(),
            named: named.get(&usage.service.value),
            parts: parts_in_use(model, usage),
        };
        let classes = known.entry(usage.state).or_default();
        let class = classes.iter().position(|other| *other == traits).unwrap_or_else(|| {
            classes.push(traits);
            classes.len() - 1
        });
        all.entry(usage.state).or_default().push(Routed { usage, cells, class });
    }
    all
}

fn named(model: &Model) -> BTreeMap<ServiceId, Named> {
    let mut named: BTreeMap<ServiceId, Named> = BTreeMap::new();
    for id in model.support_ids() {
        for service in model.support(id).services.listed() {
            named.entry(*service).or_default().supports.push(id);
        }
    }
    for (at, competence) in model.competences.iter().enumerate() {
        for service in competence.services.listed() {
            named.entry(*service).or_default().competences.push(at);
        }
    }
    for id in model.component_ids() {
        for service in model.component(id).services.listed() {
            named.entry(*service).or_default().components.push(id);
        }
    }
    named
}
