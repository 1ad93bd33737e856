//! Rows that stand alike on both sides are most of a country: they are told from the others without putting them into words.

use std::collections::{BTreeMap, BTreeSet};

use super::contacts::Changed;
use crate::key::{GlobalId, LocalId};
use crate::model::{ComponentId, Model, OrganizationId, PartId};
use crate::routing::{Answerer, GoLive, Row, Segment, Table};

/// The numbers of one side's organizations and components on the other.
pub(super) struct Alike {
    /// By number on the first side; `None`: the other has none of that id, or it is reached otherwise there.
    organizations: Vec<Option<OrganizationId>>,
    components: Vec<Option<ComponentId>>,
    parts: Vec<Option<PartId>>,
}

impl Alike {
    /// Of two tables, with the organizations that are reached otherwise.
    pub(super) fn new(before: &Table, after: &Table, contacts: &Changed) -> Self {
        let (old, new) = (before.model(), after.model());
        let touched: BTreeSet<&GlobalId> = contacts.keys().map(|(id, _)| id).collect();
        let by_id: BTreeMap<&GlobalId, OrganizationId> =
            new.organization_ids().map(|id| (&new.organization(id).id, id)).collect();
        let components: BTreeMap<&GlobalId, ComponentId> =
            new.component_ids().map(|id| (&new.component(id).id, id)).collect();
        Self {
            organizations: old
                .organization_ids()
                .map(|id| &old.organization(id).id)
                .map(|id| by_id.get(id).copied().filter(|_| !touched.contains(id)))
                .collect(),
            components: old
                .component_ids()
                .map(|id| components.get(&old.component(id).id).copied())
                .collect(),
            parts: parts(old, new),
        }
    }

    /// Whether nothing that a comparison tells differs between two rows.
    pub(super) fn rows(&self, old: &Row, new: &Row) -> bool {
        (old.go_live == GoLive::Undecidable) == (new.go_live == GoLive::Undecidable)
            && old.apart.len() == new.apart.len()
            && old.apart.iter().zip(&new.apart).all(|(one, other)| {
                let part = one.part.map(|id| self.parts.get(id.index()).copied().flatten());
                let component = one.component.map(|id| self.components.get(id.index()).copied().flatten());
                one.cell == other.cell
                    && part == other.part.map(Some)
                    && component == other.component.map(Some)
                    && one.segments.len() == other.segments.len()
                    && one.segments.iter().zip(&other.segments).all(|(one, other)| self.segments(one, other))
            })
    }

    fn segments(&self, old: &Segment, new: &Segment) -> bool {
        old.period == new.period
            && old.verdict == new.verdict
            && old.answers.len() == new.answers.len()
            && old.answers.iter().zip(&new.answers).all(|(one, other)| {
                one.channel == other.channel && self.answerers(one.answerer, other.answerer)
            })
    }

    fn answerers(&self, old: Answerer, new: Answerer) -> bool {
        match (old, new) {
            (Answerer::Organization(one), Answerer::Organization(other)) => {
                self.organizations.get(one.index()).copied().flatten() == Some(other)
            }
            (one, other) => one == other,
        }
    }
}

/// The services contained, of one side's on the other: those of the same id in the service of the same id.
fn parts(old: &Model, new: &Model) -> Vec<Option<PartId>> {
    let name = |model: &'_ Model, id: PartId| {
        let part = model.part(id);
        (model.service(part.service).id.clone(), part.id.clone())
    };
    let by_name: BTreeMap<(GlobalId, LocalId), PartId> =
        new.services.iter().flat_map(|service| &service.parts).map(|id| (name(new, *id), *id)).collect();
    let numbers = (0..old.parts.len()).map(PartId::new);
    numbers.map(|id| by_name.get(&name(old, id)).copied()).collect()
}
