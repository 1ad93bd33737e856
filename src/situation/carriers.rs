//! Which Kommune carries which competent authority, and so owes what (semantics 12 a, 29, 31).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Situation;
use super::offices::Carrier;
use crate::key::{Area, StateCode};
use crate::model::{OrganizationId, ServiceId};
use crate::routing::{Competent, Row};
use crate::time::{Date, Period};

/// What a Kommune carries for one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The first day on which it is judged: today, the go-live, or the first day of the competence; `None` where the
    /// service is not planned there yet: nothing is owed.
    pub day: Option<Date>,
    /// Its competent authorities, sorted.
    pub organizations: BTreeSet<OrganizationId>,
    /// For which places, as ranges of the table's units, in order.
    pub units: Vec<Range<usize>>,
    /// The first day on which it is competent no longer; `None`: no end is known.
    pub until: Option<Date>,
    /// Whether the files do not say that it carries them: it is concluded (semantics 29).
    pub assumed: bool,
}

impl Duty {
    const fn new(day: Option<Date>, period: Period, assumed: bool) -> Self {
        Self { day, organizations: BTreeSet::new(), units: Vec::new(), until: period.until, assumed }
    }

    /// Adds what an office does in a row from a day on, for some time.
    fn add(&mut self, organization: OrganizationId, row: &Row, (day, period): (Option<Date>, Period)) {
        self.day = match (self.day, day) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        self.until = self.until.zip(period.until).map(|(one, other)| one.max(other));
        self.organizations.insert(organization);
        add(&mut self.units, &row.units);
    }
}

/// A competent authority of a Kommune, with its services and places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Who.
    pub organization: OrganizationId,
    /// For which services, sorted.
    pub services: Vec<ServiceId>,
    /// Where, as ranges of units, in order.
    pub places: Vec<Range<usize>>,
}

/// What the Kommunen of a state carry, and which offices nobody is known to carry.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    /// By service, then by Kommune.
    pub duties: BTreeMap<ServiceId, BTreeMap<Area, Duty>>,
    /// The same authorities by Kommune, in order of their id.
    pub authorities: BTreeMap<Area, Vec<Authority>>,
    /// Offices of which the files do not say who carries them: nobody is asked for them yet.
    pub unsaid: BTreeSet<OrganizationId>,
    /// Offices whose Kommune is concluded.
    pub assumed: BTreeSet<OrganizationId>,
    /// Offices of the Land, the federation or an association, by service: they owe for themselves.
    pub others: BTreeMap<ServiceId, BTreeMap<OrganizationId, Duty>>,
}

impl Carried {
    /// The services for which a Kommune carries an authority, sorted.
    pub fn services(&self, key: Area) -> Vec<ServiceId> {
        let own = self.duties.iter().filter(|(_, bodies)| bodies.contains_key(&key));
        own.map(|(service, _)| *service).collect()
    }

    /// What a Kommune carries for a service.
    pub fn duty(&self, service: ServiceId, key: Area) -> Option<&Duty> {
        self.duties.get(&service)?.get(&key)
    }

    /// All Kommunen that carry an authority, in order of their keys.
    pub fn kommunen(&self) -> impl Iterator<Item = Area> {
        self.authorities.keys().copied()
    }
}

impl Situation {
    /// What the Kommunen of a state carry for the services that it uses or has planned; `None` for a state that uses none.
    pub fn carried(&self, state: StateCode) -> Option<&Carried> {
        Some(self.carried.get(&state)?.get_or_init(|| self.carry(state)))
    }

    /// What a Kommune carries for a service.
    pub fn duty(&self, service: ServiceId, key: Area) -> Option<&Duty> {
        self.carried(key.state())?.duty(service, key)
    }

    /// The competent authorities of a Kommune.
    pub fn authorities_of(&self, key: Area) -> &[Authority] {
        let found = self.carried(key.state()).and_then(|carried| carried.authorities.get(&key));
        found.map_or(&[], Vec::as_slice)
    }

    /// The Kommunen of a state that owe a way of feedback on a service that another state operates, each with what it
    /// carries; nothing is owed where the service is not planned, or where the state's own files decide nothing.
    pub fn owing(&self, state: StateCode, service: ServiceId) -> impl Iterator<Item = (Area, &Duty, Date)> {
        let shared = self.used(state, service).is_some_and(super::Used::is_shared);
        let bodies = self.carried(state).filter(|_| shared).and_then(|carried| carried.duties.get(&service));
        bodies.into_iter().flatten().filter_map(|(key, duty)| Some((*key, duty, duty.day?)))
    }

    /// The offices of the Land, the federation or an association that owe a way of feedback for themselves on a service
    /// that another state operates, each with what it does and the day on which it is judged.
    pub fn bodies_owing(
        &self,
        state: StateCode,
        service: ServiceId,
    ) -> impl Iterator<Item = (OrganizationId, &Duty, Date)> {
        let shared = self.used(state, service).is_some_and(super::Used::is_shared);
        let bodies = self.carried(state).filter(|_| shared).and_then(|carried| carried.others.get(&service));
        bodies.into_iter().flatten().filter_map(|(id, duty)| Some((*id, duty, duty.day?)))
    }

    /// Who is competent for a service in a row on the day on which the row is judged.
    pub fn competent(&self, row: &Row) -> Competent {
        let day = row.judged_on(self.on).unwrap_or(self.on);
        let units = self.table.places().slice(&row.units);
        units.first().map_or(Competent::Undecidable, |unit| self.table.competent(unit, row.service, day))
    }

    fn carry(&self, state: StateCode) -> Carried {
        let mut carried = Carried::default();
        let inside = self.table.inside_units(state);
        for service in self.services_of(state) {
            for row in self.table.rows_of(state, service) {
                let units = self.table.places().slice(&row.units);
                if let Some(unit) = units.first() {
                    self.carry_at(&mut carried, row, unit.key);
                }
            }
            for (area, unit) in &inside {
                if let Some(row) = self.table.row_at(state, service, *unit) {
                    self.carry_at(&mut carried, row, *area);
                }
            }
        }
        for own in carried.authorities.values_mut() {
            own.sort_by_key(|authority| authority.organization);
        }
        carried
    }

    /// Notes who is competent at a place in a row, today or later.
    fn carry_at(&self, carried: &mut Carried, row: &Row, key: Area) {
        for (competent, period) in self.table.competent_over(key, row.service, self.span(row)) {
            if let Competent::One(organization) = competent {
                self.note(carried, row, organization, period);
            }
        }
    }

    /// The days of a row that matter: from the day on which it is judged, today where it is not planned, to its end.
    fn span(&self, row: &Row) -> Period {
        Period::new(Some(row.judged_on(self.on).unwrap_or(self.on)), row.end)
    }

    fn note(&self, carried: &mut Carried, row: &Row, organization: OrganizationId, period: Period) {
        let day = row.judged_on(self.on).and(period.from);
        let (key, assumed) = match self.carrier(organization) {
            Carrier::Kommune { key, assumed } => (key, assumed),
            Carrier::Body(_) => {
                let others = carried.others.entry(row.service).or_default();
                let duty = others.entry(organization).or_insert_with(|| Duty::new(day, period, false));
                duty.add(organization, row, (day, period));
                return;
            }
            Carrier::Unsaid => {
                carried.unsaid.insert(organization);
                return;
            }
            Carrier::Undecidable | Carrier::Nobody => return,
        };
        if assumed {
            carried.assumed.insert(organization);
        }
        let bodies = carried.duties.entry(row.service).or_default();
        let duty = bodies.entry(key).or_insert_with(|| Duty::new(day, period, assumed));
        duty.add(organization, row, (day, period));
        let own = carried.authorities.entry(key).or_default();
        let at =
            own.iter().position(|authority| authority.organization == organization).unwrap_or_else(|| {
                own.push(Authority { organization, services: Vec::new(), places: Vec::new() });
                own.len() - 1
            });
        if let Some(authority) = own.get_mut(at) {
            if authority.services.last() != Some(&row.service) {
                authority.services.push(row.service);
            }
            add(&mut authority.places, &row.units);
        }
    }
}

/// Adds a range to some in order, without telling a unit twice.
fn add(units: &mut Vec<Range<usize>>, more: &Range<usize>) {
    match units.binary_search_by_key(&more.start, |range| range.start) {
        Ok(_) => {}
        Err(at) => units.insert(at, more.clone()),
    }
}
