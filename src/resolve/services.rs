//! Services, uses, components, agreements, waves.

use std::collections::BTreeSet;

use super::Resolver;
use super::names::Kind;
use crate::config::RawFile;
use crate::config::problems;
use crate::config::records as raw;
use crate::config::slot::Slot;
use crate::config::values::PaymentName;
use crate::key::{GlobalId, StateCode};
use crate::model::{
    Agreement, Component, EntryPoint, Handout, Link, Operation, Payment, Scope, Service, ServiceId, Use, Wave,
};
use crate::source::Located;
use crate::text::text;
use crate::time::Period;
use crate::vocabulary::ComponentSide;

impl Resolver {
    pub(super) fn services(&mut self, state: StateCode, file: &RawFile) {
        for record in &file.services {
            self.service(state, record);
        }
        for record in &file.uses {
            self.usage(state, record);
        }
        for record in &file.components {
            self.component(state, record);
        }
        for record in &file.agreements {
            self.agreement(state, record);
        }
        for record in &file.waves {
            self.wave(state, record);
        }
    }

    fn entry_point(&mut self, state: StateCode, entry: &Located<raw::RawEntryPoint>) -> Option<EntryPoint> {
        let notice = self.names.field(state, &entry.value.notice, &mut self.diagnostics);
        Some(EntryPoint {
            name: entry.value.name.value()?.clone(),
            url: entry.value.url.value()?.to_string(),
            notice: notice.map(|found| found.value),
            span: entry.span,
        })
    }

    fn service(&mut self, state: StateCode, record: &raw::RawService) {
        let Some(id) = record.id.given() else { return };
        if !self.names.holds(Kind::Service, state, id) {
            return;
        }
        let id = GlobalId { state, local: id.value.clone() };
        let provider =
            self.names.field(state, &record.it_provider, &mut self.diagnostics).map(|found| found.value);
        let parts = self.names.known(state, &id.local).map(|service| self.parts_of(service, &id, record));
        let operator = record.operating_state.value().copied().unwrap_or(state);
        let mut operation: Vec<Operation> = Vec::new();
        for phase in record.operation.items() {
            let (period, _) = self.period(&phase.value.from, &phase.value.until);
            let named = self.names.field(state, &phase.value.it_provider, &mut self.diagnostics);
            operation.push(Operation {
                state: phase.value.operating_state.value().copied().unwrap_or(operator),
                it_provider: named.map(|found| found.value).or(provider),
                period,
            });
        }
        operation.sort_by_key(|phase| phase.period);
        // What the phases leave open falls to the service's own statement.
        operation.push(Operation { state: operator, it_provider: provider, period: Period::ALWAYS });
        let entry_points = record.entry_points.items().filter_map(|entry| self.entry_point(state, entry)).collect();
        self.model.services.push(Service {
            span: Some(record.header),
            name: record.name.value().cloned().unwrap_or_else(|| id.to_string()),
            description: record.description.value().cloned(),
            keys: record.service_keys.items().cloned().collect(),
            parts: parts.unwrap_or_default(),
            ozg_id: record.ozg_id.value().cloned(),
            responsible_state: record.responsible_state.value().copied().unwrap_or(state),
            operation,
            contact_form: record.contact_form.value().map(ToString::to_string),
            entry_points,
            handouts: record
                .handouts
                .items()
                .filter_map(|handout| {
                    Some(Handout {
                        title: handout.value.title.value()?.clone(),
                        url: handout.value.url.value().map(ToString::to_string),
                        version: handout.value.version.value().cloned(),
                        date: handout.value.date.value().copied(),
                    })
                })
                .collect(),
            profiles: record.profiles.items().cloned().collect(),
            source: record.source.value().cloned(),
            id,
        });
    }

    fn usage(&mut self, state: StateCode, record: &raw::RawUse) {
        let Some(reference) = record.service.given() else { return };
        let Link::To(service) = self.names.link(state, reference, &mut self.diagnostics) else { return };
        if let Some(before) =
            self.model.uses.iter().find(|known| known.state == state && known.service.value == service)
        {
            let name = &reference.value;
            self.diagnostics.push(
                problems::DECLARED_TWICE
                    .report(
                        reference.span,
                        text!(
                            "die Nutzung von „{name}“ steht schon da",
                            "the use of \"{name}\" stands there already"
                        ),
                    )
                    .related(before.service.span, text!("hier zuerst", "here first"))
                    .help(text!("führen Sie die beiden Einträge zusammen", "merge the two records")),
            );
            return;
        }
        let agreement = self.names.field(state, &record.agreement, &mut self.diagnostics);
        let payment = match &record.payment {
            Slot::Absent => None,
            Slot::Broken(span) => Some(Located::new(Payment::Component(Link::Undecidable), *span)),
            Slot::Given(found) => {
                let payment = match &found.value {
                    PaymentName::Nothing => Payment::Nothing,
                    PaymentName::Component(reference) => {
                        let reference = Located::new(reference.clone(), found.span);
                        Payment::Component(self.names.link(state, &reference, &mut self.diagnostics))
                    }
                };
                Some(Located::new(payment, found.span))
            }
        };
        let (parts, parts_broken) = self.parts(&record.parts, (&Scope::Only(vec![service]), false));
        let (period, _) = self.period(&record.go_live, &record.until);
        self.model.uses.push(Use {
            state,
            span: record.header,
            service: Located::new(service, reference.span),
            parts,
            parts_broken,
            go_live: record.go_live.given().cloned(),
            waves_broken: false,
            go_live_broken: record.go_live.is_broken(),
            end: period.until.filter(|_| !period.is_empty()),
            agreement,
            payment,
            legal_basis: record.legal_basis.value().copied(),
            profiles: record.profiles.items().cloned().collect(),
        });
    }

    fn component(&mut self, state: StateCode, record: &raw::RawComponent) {
        let Some(id) = record.id.given() else { return };
        if !self.names.holds(Kind::Component, state, id) {
            return;
        }
        let global = GlobalId { state, local: id.value.clone() };
        let (services, broken) = self.names.scope(state, &record.services, &mut self.diagnostics);
        let (parts, parts_broken) = self.parts(&record.parts, (&services, broken));
        let (area, area_broken) = self.area(state, &record.area, false);
        // A period that cannot be read ends nothing: no figure gets smaller by a slip.
        let (period, period_broken) = self.period(&record.from, &record.until);
        let period = if period_broken { Period::new(None, None) } else { period };
        self.model.components.push(Component {
            period,
            span: record.header,
            kind: record.kind.value().copied(),
            name: record.name.value().cloned().unwrap_or_else(|| id.value.to_string()),
            // A component with a broken limit is in use nowhere for certain; it must not create cells.
            services: if broken { services.only_if_listed() } else { services },
            parts: if parts_broken { parts.only_if_listed() } else { parts },
            area: if area_broken { area.only_if_listed() } else { area },
            side: record.side.value().copied().unwrap_or(ComponentSide::State),
            id: global,
        });
    }

    fn agreement(&mut self, state: StateCode, record: &raw::RawAgreement) {
        let Some(id) = record.id.given() else { return };
        if !self.names.holds(Kind::Agreement, state, id) {
            return;
        }
        let global = GlobalId { state, local: id.value.clone() };
        let (period, _) = self.period(&record.from, &record.until);
        let parties = record.parties.items().cloned().collect::<Vec<_>>();
        let parties =
            parties.iter().map(|party| self.names.link(state, party, &mut self.diagnostics)).collect();
        self.model.agreements.push(Agreement {
            id: global,
            span: record.header,
            parties,
            reference: record.reference.value().cloned(),
            date: record.date.given().cloned(),
            period,
            until_span: record.until.span(),
            notice: record.notice.value().copied(),
            confirmed: record.confirmed.given().cloned(),
        });
    }

    fn wave(&mut self, state: StateCode, record: &raw::RawWave) {
        let Some(reference) = record.service.given() else {
            self.lost_waves.insert(state);
            return;
        };
        let Link::To(service) = self.names.link(state, reference, &mut self.diagnostics) else {
            if !self.names.is_unloaded(state, reference) {
                self.lost_waves.insert(state);
            }
            return;
        };
        let (area, area_broken) = self.area(state, &record.area, false);
        let (parts, parts_broken) = self.parts(&record.parts, (&Scope::Only(vec![service]), false));
        let (district, district_broken) = self.district(state, &record.district, (&area, area_broken));
        let Scope::Only(area) = area else { return };
        self.model.waves.push(Wave {
            district,
            district_broken,
            area_broken: area_broken || district_broken || parts_broken,
            state,
            span: record.header,
            id: record.id.value().map(ToString::to_string),
            service,
            parts,
            name: record.name.value().cloned(),
            area,
            area_span: record.area.span(),
            go_live: record.go_live.given().cloned(),
        });
    }

    /// A wave of an unknown service may be the one that sets the go-live of a use without waves: that is undecidable then,
    /// and no place is called late because of a misspelt name (semantics 17).
    pub(super) fn lose_go_lives(&mut self) {
        let waves = &self.model.waves;
        let vague: BTreeSet<(StateCode, ServiceId)> =
            waves.iter().filter(|wave| wave.area_broken).map(|wave| (wave.state, wave.service)).collect();
        for usage in &mut self.model.uses {
            let lost = self.lost_waves.contains(&usage.state);
            usage.waves_broken = lost || vague.contains(&(usage.state, usage.service.value));
            let staged = |wave: &Wave| wave.state == usage.state && wave.service == usage.service.value;
            if lost && !waves.iter().any(staged) {
                usage.go_live = None;
                usage.go_live_broken = true;
            }
        }
    }
}
