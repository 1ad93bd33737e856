//! Organizations, competences, components they use, the 115.

use super::Resolver;
use super::names::Kind;
use super::support::{bounds, nowhen};
use crate::config::RawFile;
use crate::config::problems;
use crate::config::records as raw;
use crate::config::slot::Slot;
use crate::config::values::DeputyName;
use crate::key::{GlobalId, LocalId, Reference, StateCode};
use crate::model::{Channel, Competence, Deputy, Link, Organization, OrganizationId, Service115};
use crate::source::Located;
use crate::text::text;

impl Resolver {
    pub(super) fn people(&mut self, state: StateCode, file: &RawFile) {
        for record in &file.organizations {
            self.organization(state, record);
        }
        for record in &file.services_115 {
            let (services, services_broken) =
                self.names.scope(state, &record.services, &mut self.diagnostics);
            let (area, area_broken) = self.area(state, &record.area, false);
            let (period, period_broken) = self.period(&record.from, &record.until);
            let bounds =
                bounds((&services, services_broken), (&area, area_broken), (&record.from, &record.until));
            let broken = services_broken || area_broken || period_broken || record.tier.is_broken();
            let center = self.names.field(state, &record.center, &mut self.diagnostics);
            let knowledge_owner = self.names.field(state, &record.knowledge_owner, &mut self.diagnostics);
            self.model.services_115.push(Service115 {
                state,
                span: record.header,
                tier: record.tier.given().cloned(),
                participation: record.participation.value().copied(),
                center: center.map(|center| center.value),
                knowledge_owner: knowledge_owner.map(|owner| owner.value),
                services,
                area,
                period,
                shadow: broken.then_some(bounds),
            });
        }
    }

    fn organization(&mut self, state: StateCode, record: &raw::RawOrganization) {
        let Some(id) = record.id.given() else { return };
        if !self.names.holds(Kind::Organization, state, id) {
            return;
        }
        let municipality = record.municipality.given().filter(|area| self.at_home(state, area));
        let municipality = municipality.map(|area| self.read(area));
        let carrier_broken = self.two_carriers(record)
            || record.carrier.is_broken()
            || (municipality.is_none() && !record.municipality.is_absent());
        let deputy = match &record.deputy {
            Slot::Absent => None,
            Slot::Broken(span) => Some(Located::new(Deputy::Organization(Link::Undecidable), *span)),
            Slot::Given(found) => {
                let deputy = match &found.value {
                    DeputyName::Internal => Deputy::Internal,
                    DeputyName::Organization(reference) => {
                        let reference = Located::new(reference.clone(), found.span);
                        Deputy::Organization(self.names.link(state, &reference, &mut self.diagnostics))
                    }
                };
                Some(Located::new(deputy, found.span))
            }
        };
        let same_as = self.same_as(state, id, &record.same_as);
        let superior = self.names.field(state, &record.superior, &mut self.diagnostics);
        let (uses, _) = self.names.scope(state, &record.uses, &mut self.diagnostics);
        let channels = record.channels.items().filter_map(|channel| channel_of(&channel.value)).collect();
        self.model.organizations.push(Organization {
            id: GlobalId { state, local: id.value.clone() },
            span: record.header,
            id_span: id.span,
            name: record.name.value().cloned().unwrap_or_else(|| id.value.to_string()),
            kind: record.kind.given().cloned(),
            role: record.role.value().cloned(),
            deputy,
            superior,
            channels,
            channels_broken: record.channels.any_broken()
                || record.channels.items().any(|channel| channel.value.is_broken()),
            municipality,
            carrier: record.carrier.given().cloned(),
            carrier_broken,
            same_as,
            uses: uses.listed().to_vec(),
            seat: record.seat.value().copied().unwrap_or(state),
            confirmed: record.confirmed.given().cloned(),
            oe_id: record.oe_id.value().cloned(),
            dvdv: record.dvdv.given().cloned(),
            destination_id: record.destination_id.value().cloned(),
        });
        let organization = self.names.known(state, &id.value);
        if let Some(organization) = organization {
            for competence in record.competent.items() {
                self.competence(state, organization, &competence.value);
            }
        }
    }

    /// Whether a municipality and another carrier both stand at an organization; reported.
    fn two_carriers(&mut self, record: &raw::RawOrganization) -> bool {
        let (Some(municipality), Some(carrier)) = (record.municipality.given(), record.carrier.given())
        else {
            return false;
        };
        self.diagnostics.push(
            problems::TWO_CARRIERS
                .report(
                    carrier.span,
                    text!(
                        "die Stelle hat zwei Träger: eine Kommune und „carrier“",
                        "the organization has two carriers: a municipality and \"carrier\""
                    ),
                )
                .related(municipality.span, text!("hier steht die Kommune", "here stands the municipality"))
                .cause(text!(
                    "wer die Stelle trägt, schuldet, was ihr aufgegeben ist; das kann nur einer sein",
                    "who carries it owes what is demanded of it; that can only be one"
                ))
                .help(text!(
                    "löschen Sie „carrier“, wenn die Kommune die Stelle trägt, sonst „municipality“",
                    "remove \"carrier\" if the municipality carries it, else \"municipality\""
                )),
        );
        true
    }

    /// The other id of the same body. An organization that names itself is told so, and nothing follows from it.
    fn same_as(
        &mut self,
        state: StateCode,
        own: &Located<LocalId>,
        slot: &Slot<Reference>,
    ) -> Option<Located<Link<OrganizationId>>> {
        let link = self.names.field(state, slot, &mut self.diagnostics)?;
        if self.names.known(state, &own.value).map(Link::To) != Some(link.value) {
            return Some(link);
        }
        let id = &own.value;
        self.diagnostics.push(
            problems::SAME_AS_ITSELF
                .report(link.span, text!("„{id}“ nennt sich hier selbst", "\"{id}\" names itself here"))
                .help(text!(
                    "nennen Sie die andere Kennung, zum Beispiel „hb/{id}“, oder löschen Sie die Zeile",
                    "name the other id, for instance \"hb/{id}\", or remove the line"
                )),
        );
        None
    }

    fn competence(&mut self, state: StateCode, organization: OrganizationId, record: &raw::RawCompetence) {
        let (services, services_broken) = self.names.scope(state, &record.services, &mut self.diagnostics);
        let (parts, parts_broken) = self.parts(&record.parts, (&services, services_broken));
        let (area, area_broken) = self.area(state, &record.area, false);
        let (district, district_broken) = self.district(state, &record.district, (&area, area_broken));
        let (period, period_broken) = self.period(&record.from, &record.until);
        let bounds =
            bounds((&services, services_broken), (&area, area_broken), (&record.from, &record.until));
        self.model.competences.push(Competence {
            organization,
            state,
            span: record.header,
            services,
            parts,
            parts_broken,
            area,
            area_span: record.area.span(),
            district,
            district_broken,
            // A period of which a bound is unknown holds on no day for certain, an unknown district nowhere.
            period: if period_broken || district_broken { nowhen() } else { period },
            shadow: (services_broken || parts_broken || area_broken || district_broken || period_broken).then_some(bounds),
        });
    }
}

/// A channel whose kind and address could be read.
fn channel_of(record: &raw::RawChannel) -> Option<Channel> {
    Some(Channel {
        span: record.header,
        kind: *record.kind.value()?,
        address: record.address.given()?.clone(),
        hours: record.hours.given().cloned(),
        closed: record.closed.value().cloned(),
        audience: record.audience.value().copied(),
    })
}
