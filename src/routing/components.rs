//! Which state-specific components a service uses at a place (semantics 3 and 4).

use std::collections::{BTreeMap, BTreeSet};

use super::Table;
use super::place::Place;
use crate::model::{Component, ComponentId, Link, OrganizationId, PartId, Payment, Use};
use crate::time::Date;
use crate::vocabulary::ComponentKind;

impl Table {
    /// The components in use on a day: of the same kind the longest area wins; what the competent authority uses wins over all.
    pub(super) fn components_in_use(
        &self,
        usage: &Use,
        place: &Place<'_>,
        (part, competent): (Option<PartId>, Option<OrganizationId>),
        day: Date,
    ) -> BTreeSet<ComponentId> {
        let service = usage.service.value;
        let mut by_kind: BTreeMap<Option<ComponentKind>, (u8, BTreeSet<ComponentId>)> = BTreeMap::new();
        let in_use = |component: &Component| {
            component.services.has(&service) && component.parts.takes(part) && component.period.contains(day)
        };
        for (id, length) in &place.components {
            let component = self.model.component(*id);
            if !in_use(component) {
                continue;
            }
            let entry = by_kind.entry(component.kind).or_insert_with(|| (*length, BTreeSet::new()));
            if *length > entry.0 {
                *entry = (*length, BTreeSet::new());
            }
            if *length == entry.0 {
                entry.1.insert(*id);
            }
        }
        match usage.payment.as_ref().map(|payment| payment.value) {
            Some(Payment::Nothing) => {
                by_kind.remove(&Some(ComponentKind::Payment));
            }
            Some(Payment::Component(Link::To(id))) => {
                let holds =
                    |component: &Component| component.parts.takes(part) && component.period.contains(day);
                let named = Some(id).filter(|id| holds(self.model.component(*id)));
                by_kind.insert(Some(ComponentKind::Payment), (0, named.into_iter().collect()));
            }
            Some(Payment::Component(Link::Undecidable)) | None => {}
        }
        if let Some(organization) = competent {
            let mut own: BTreeMap<Option<ComponentKind>, BTreeSet<ComponentId>> = BTreeMap::new();
            for id in &self.model.organization(organization).uses {
                let component = self.model.component(*id);
                // That nothing is paid is said of this service; a component that does not name it is used in general
                // (semantics 33).
                let is_meant = component.services.names(&service)
                    || component.kind != Some(ComponentKind::Payment)
                    || usage.payment.as_ref().map(|payment| payment.value) != Some(Payment::Nothing);
                if in_use(component) && is_meant {
                    own.entry(component.kind).or_default().insert(*id);
                }
            }
            for (kind, ids) in own {
                by_kind.insert(kind, (u8::MAX, ids));
            }
        }
        by_kind.into_values().flat_map(|(_, ids)| ids).collect()
    }
}
