//! Rows that stand alike on both sides are most of a country: they are told from the others without putting them into words.

use std::collections::{BTreeMap, BTreeSet};

use super::contacts::Changed;
use crate::key::GlobalId;
use crate::model::{ComponentId, OrganizationId};
use crate::routing::{Answerer, GoLive, Row, Segment, Table};

/// The numbers of one side's organizations and components on the other.
pub(super) struct Alike {
    /// By number on the first side; `None`: the other has none of that id, or it is reached otherwise there.
    organizations: Vec<Option<OrganizationId>>,
    components: Vec<Option<ComponentId>>,
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
        }
    }

    /// Whether nothing that a comparison tells differs between two rows.
    pub(super) fn rows(&self, old: &Row, new: &Row) -> bool {
        (old.go_live == GoLive::Undecidable) == (new.go_live == GoLive::Undecidable)
            && old.timelines.len() == new.timelines.len()
            && old.timelines.iter().zip(&new.timelines).all(|(one, other)| {
                let component = one.component.map(|id| self.components.get(id.index()).copied().flatten());
                one.cell == other.cell
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
