//! Where nothing is paid (semantics 33).

use super::Situation;
use crate::key::StateCode;
use crate::model::{ComponentId, Payment, ServiceId, Use};
use crate::vocabulary::ComponentKind;

impl Situation {
    /// The services of a state whose use says that nothing is paid, each with the state's payment components that do not name
    /// it and so do not hold for it; in order of the services. One that names it contradicts the use, and is not among them.
    pub fn unpaid(&self, state: StateCode) -> Vec<(ServiceId, Vec<ComponentId>)> {
        let is_unpaid = |usage: &&Use| {
            usage.state == state
                && usage.end.is_none_or(|end| self.on < end)
                && usage.payment.as_ref().is_some_and(|payment| payment.value == Payment::Nothing)
        };
        let mut found: Vec<(ServiceId, Vec<ComponentId>)> = self
            .model
            .uses
            .iter()
            .filter(is_unpaid)
            .map(|usage| (usage.service.value, self.payments_beside(state, usage.service.value)))
            .filter(|(_, components)| !components.is_empty())
            .collect();
        found.sort_unstable();
        found
    }

    /// Whether a component is in use on the day, or will be (semantics 38).
    pub fn is_still_used(&self, component: ComponentId) -> bool {
        !self.model.component(component).period.is_over(self.on)
    }

    fn payments_beside(&self, state: StateCode, service: ServiceId) -> Vec<ComponentId> {
        let ids = self.model.component_ids();
        ids.filter(|id| {
            let component = self.model.component(*id);
            component.id.state == state
                && component.kind == Some(ComponentKind::Payment)
                && component.services.has(&service)
                && self.is_still_used(*id)
                && !component.services.names(&service)
        })
        .collect()
    }
}
