//! What agreements are worth on the day (semantics 34).

use super::{Asked, Limited, Situation};
use crate::key::{Area, StateCode};
use crate::model::{Agreement, AgreementId, Bounds, Link, OrganizationId, Owner, Scope, ServiceId, Support, SupportId, Use};
use crate::source::{Located, Span};
use crate::time::{Date, Period};
use crate::vocabulary::{Level, Track};

/// What an agreement is worth between a state that uses a service and those who operate it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Both sides are parties, it is in its period, and concluded on the day given, if one is.
    Holds(Option<Date>),
    /// It was concluded, or begins to hold, on a later day: not yet.
    NotYet(Date),
    /// It held until this day.
    Ended(Date),
    /// One side is no party to it.
    OneSided,
    /// A party is not known: nobody can tell.
    Undecidable,
}

impl Evidence {
    /// Whether it is certainly in force between both sides.
    pub const fn holds(self) -> bool {
        matches!(self, Self::Holds(_))
    }
}

/// The agreement on the use of a service.
#[derive(Debug, Clone, Copy)]
pub enum Contract<'m> {
    /// This one, with what it is worth on the day.
    Known(&'m Agreement, Evidence),
    /// The `[[use]]` names one that nobody knows.
    Undecidable(Span),
    /// No record says which it is.
    Unsaid,
}

/// It holds for whatever its parties agree: no service and no area limits it.
impl Limited for Agreement {
    fn period(&self) -> Period {
        self.period
    }

    fn shadow(&self) -> Option<&Bounds> {
        None
    }

    fn services(&self) -> &Scope<ServiceId> {
        &Scope::All
    }

    fn area(&self) -> &Scope<Area> {
        &Scope::All
    }
}

impl Situation {
    /// The agreement on the use of a service: the one that the `[[use]]` names. Where it names none: the one between both
    /// sides that no record names for something else, if there is no other and no other use that it could be about.
    pub fn contract(&self, state: StateCode, service: ServiceId) -> Contract<'_> {
        let Some(usage) = self.model.use_of(state, service) else { return Contract::Unsaid };
        match &usage.agreement {
            Some(named) => self.named_contract(named, usage),
            None => self.unnamed_contract(usage),
        }
    }

    fn named_contract(&self, named: &Located<Link<AgreementId>>, usage: &Use) -> Contract<'_> {
        match named.value {
            Link::To(id) => {
                let agreement = self.model.agreement(id);
                Contract::Known(agreement, self.evidence(agreement, usage))
            }
            Link::Undecidable => Contract::Undecidable(named.span),
        }
    }

    /// What an agreement is worth between a state that uses a service and those who operate it.
    pub fn agreement_of(&self, id: AgreementId, state: StateCode, service: ServiceId) -> Evidence {
        let agreement = self.model.agreement(id);
        let usage = self.model.use_of(state, service);
        usage.map_or(Evidence::OneSided, |usage| self.evidence(agreement, usage))
    }

    /// What the operating state promises whoever uses a service, on the day or later: its second and third level for technical questions
    /// on it, each with the agreement that covers it, that on the use before that of the record.
    pub fn promises(&self, usage: &Use) -> Vec<(SupportId, Contract<'_>)> {
        let service = usage.service.value;
        let of_use = self.contract(usage.state, service);
        let holds = |contract: &Contract<'_>| matches!(contract, Contract::Known(_, evidence) if evidence.holds());
        let cover = |record: &Support| match &record.agreement {
            Some(named) if !holds(&of_use) => match self.named_contract(named, usage) {
                // What the operator agreed with its provider is not agreed with this Land.
                Contract::Known(_, Evidence::OneSided) => of_use,
                contract => contract,
            },
            _ => of_use,
        };
        let ids = (0..self.model.supports.len()).map(SupportId::new);
        let promised = ids.map(|id| (id, self.model.support(id))).filter(|(_, record)| self.is_promise(record, usage));
        promised.map(|(id, record)| (id, cover(record))).collect()
    }

    /// Whether a record promises second or third level to whoever uses a service, now or later.
    pub fn is_promise(&self, record: &Support, usage: &Use) -> bool {
        let day = usage.go_live.as_ref().map_or(self.on, |day| day.value.max(self.on));
        let service = usage.service.value;
        let reaches = |area: &Area| Area::whole(usage.state).is_none_or(|whole| area.contains(whole) || whole.contains(*area));
        let areas = record.area.listed();
        record.state == self.model.service(service).operating_state(day)
            && record.level.as_ref().is_some_and(|level| level.value != Level::First)
            && record.force(Asked::from(self.on)).holds()
            && record.owner.value != Owner::Nobody
            && record.track.as_ref().is_some_and(|track| track.value == Track::TechnicalService)
            && record.services.has(&service)
            && (areas.is_empty() || areas.iter().any(reaches))
    }

    fn unnamed_contract(&self, usage: &Use) -> Contract<'_> {
        let operator = |other: &Use| self.model.service(other.service.value).operating_state(self.on);
        let alike = self.model.uses.iter().filter(|other| {
            other.state == usage.state && other.agreement.is_none() && operator(other) == operator(usage)
        });
        let free = self.model.agreements.iter().enumerate().filter(|(at, agreement)| {
            !self.is_named(AgreementId::new(*at)) && self.evidence(agreement, usage).holds()
        });
        let mut free = free.map(|(_, agreement)| agreement);
        match (alike.count(), free.next(), free.next()) {
            (1, Some(agreement), None) => Contract::Known(agreement, self.evidence(agreement, usage)),
            _ => Contract::Unsaid,
        }
    }

    /// Whether a record names an agreement: then it is about that.
    fn is_named(&self, id: AgreementId) -> bool {
        let model = &self.model;
        let uses = model.uses.iter().filter_map(|usage| usage.agreement.as_ref());
        let supports = model.supports.iter().filter_map(|support| support.agreement.as_ref());
        uses.chain(supports).any(|named| named.value == Link::To(id))
            || model.path_ids().any(|path| model.path(path).agreement == Some(Link::To(id)))
    }

    fn evidence(&self, agreement: &Agreement, usage: &Use) -> Evidence {
        let concluded = agreement.date.as_ref().map(|date| date.value);
        if let Some(last) = agreement.period.last_day().filter(|_| agreement.period.is_over(self.on)) {
            return Evidence::Ended(last);
        }
        let ahead = [concluded, agreement.period.from].into_iter().flatten().filter(|day| self.on < *day);
        if let Some(day) = ahead.max() {
            return Evidence::NotYet(day);
        }
        let service = usage.service.value;
        let theirs = self.operating_side(service, self.on);
        let home = |id: OrganizationId| self.model.organization(id).id.state;
        let is_ours = |id: OrganizationId| home(id) == usage.state;
        let is_theirs = |id: OrganizationId| {
            !is_ours(id) && (theirs.contains(&home(id)) || self.is_operators(id, service, self.on))
        };
        let has = |side: &dyn Fn(OrganizationId) -> bool| {
            agreement.parties.iter().filter_map(|party| party.known()).any(side)
        };
        if has(&is_ours) && has(&is_theirs) {
            Evidence::Holds(concluded)
        } else if agreement.parties.contains(&Link::Undecidable) {
            Evidence::Undecidable
        } else {
            Evidence::OneSided
        }
    }
}
