//! Which Kommune carries which competent authority, and so owes what (semantics 12 a, 29, 31).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Situation;
use super::offices::Carrier;
use crate::key::{Area, StateCode};
use crate::model::{OrganizationId, PartId, ServiceId};
use crate::routing::{Competent, GoLive, Held, Matter, Row};
use crate::time::{Date, Period};

/// What a Kommune carries for one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// The first day on which it is judged: today, the go-live, or the first day of the competence; `None` where the
    /// service is not planned there yet, or where nobody can tell when it starts: nothing is owed.
    pub day: Option<Date>,
    /// Its competent authorities, sorted.
    pub organizations: BTreeSet<OrganizationId>,
    /// Those of them that are competent when the service is judged; none where the competence begins later.
    pub now: BTreeSet<OrganizationId>,
    /// For which places, as ranges of the table's units, in order.
    pub units: Vec<Range<usize>>,
    /// For which places that lie inside a unit.
    pub inside: BTreeSet<Area>,
    /// For which of the services contained; none for a service that is one.
    pub parts: BTreeSet<PartId>,
    /// The first day on which it is competent no longer; `None`: no end is known.
    pub until: Option<Date>,
    /// Whether the files do not say that it carries them: it is concluded (semantics 29).
    pub assumed: bool,
}

impl Duty {
    /// Whether it owes something: from the day on which it is judged. Who becomes competent later is asked before, as whoever
    /// starts later is (semantics 31); findings, figures, letters, forms and pages all go by this.
    pub const fn is_owed(&self) -> bool {
        self.day.is_some()
    }

    /// Whom it concerns: the authorities that are competent when the service is judged, else those that will be.
    pub fn offices(&self) -> &BTreeSet<OrganizationId> {
        if self.now.is_empty() { &self.organizations } else { &self.now }
    }
}

/// A competence of a Kommune that is over when the service is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The first day on which it was competent no longer.
    pub since: Date,
    /// The authorities that were.
    pub organizations: BTreeSet<OrganizationId>,
    /// For which places, as ranges of units, in order.
    pub units: Vec<Range<usize>>,
    /// For which places inside a unit.
    pub inside: BTreeSet<Area>,
}

impl Ended {
    pub(super) const fn new(since: Date) -> Self {
        Self { since, organizations: BTreeSet::new(), units: Vec::new(), inside: BTreeSet::new() }
    }

    pub(super) fn add(&mut self, organization: OrganizationId, since: Date, row: &Row, inside: Option<Area>) {
        self.since = self.since.max(since);
        self.organizations.insert(organization);
        match inside {
            None => add(&mut self.units, &row.units),
            Some(area) => {
                self.inside.insert(area);
            }
        }
    }
}

/// A competent authority of a Kommune, with its services and places, on the day on which each service is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Who.
    pub organization: OrganizationId,
    /// For which services, sorted.
    pub services: Vec<ServiceId>,
    /// Where, as ranges of units, in order.
    pub places: Vec<Range<usize>>,
    /// Where inside a unit.
    pub inside: BTreeSet<Area>,
}

/// Places whose competent authority is the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// Who is competent on the day on which the service is judged.
    pub organization: OrganizationId,
    /// Where, as units of the table.
    pub units: Range<usize>,
    /// The part of the unit, where it is not the whole.
    pub inside: Option<Area>,
    /// Which of the services contained; `None` for a service that is one.
    pub part: Option<PartId>,
}

/// A service and units of the table.
type Place = (ServiceId, Range<usize>);

/// What the Kommunen of a state carry, and which offices nobody is known to carry.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    /// By service, then by Kommune.
    pub duties: BTreeMap<ServiceId, BTreeMap<Area, Duty>>,
    /// The authorities by Kommune, in order of their id: those in office, and those that will be where none is yet.
    pub authorities: BTreeMap<Area, Vec<Authority>>,
    /// The authorities in office of each planned service by place, whoever carries them.
    pub seats: BTreeMap<ServiceId, Vec<Seat>>,
    /// Competences that are over, by service and Kommune.
    pub ended: BTreeMap<ServiceId, BTreeMap<Area, Ended>>,
    /// All Kommunen that carry an authority, or will.
    kommunen: BTreeSet<Area>,
    /// Offices of which the files do not say who carries them: nobody is asked for them yet.
    pub unsaid: BTreeSet<OrganizationId>,
    /// Offices whose Kommune is concluded.
    pub assumed: BTreeSet<OrganizationId>,
    /// Offices of the Land, the federation or an association, by service: they owe for themselves.
    pub others: BTreeMap<ServiceId, BTreeSet<OrganizationId>>,
}

/// What is carried, while it is gathered.
#[derive(Default)]
struct Gathered {
    carried: Carried,
    /// Authorities that will be in office.
    later: Vec<(Area, OrganizationId, Place, Option<Area>)>,
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

    /// Notes a place of an authority of a Kommune.
    fn note_authority(
        &mut self,
        key: Area,
        organization: OrganizationId,
        place: &Place,
        inside: Option<Area>,
    ) {
        let own = self.authorities.entry(key).or_default();
        let found = own.binary_search_by_key(&organization, |authority| authority.organization);
        let at = found.unwrap_or_else(|at| {
            own.insert(at, Authority::new(organization));
            at
        });
        if let Some(authority) = own.get_mut(at) {
            authority.add(place, inside);
        }
    }

    /// All Kommunen that carry an authority, in order of their keys.
    pub fn kommunen(&self) -> impl Iterator<Item = Area> {
        self.kommunen.iter().copied()
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

    /// Who is competent in a row on the day on which it is judged: for the service, or for each of those that it contains.
    pub fn competent(&self, row: &Row) -> Vec<(Option<PartId>, Competent)> {
        let units = self.table.places().slice(&row.units);
        let one = |matter: Matter| {
            let day = row.judged_for(matter.part, self.on).unwrap_or(self.on);
            units.first().map_or(Competent::Undecidable, |unit| self.table.competent(unit, matter, day))
        };
        row.matters().map(|matter| (matter.part, one(matter))).collect()
    }

    fn carry(&self, state: StateCode) -> Carried {
        let mut gathered = Gathered::default();
        let services = self.services_of(state);
        // All services of a state are cut into the same stretches.
        let mut places: BTreeMap<usize, Held> = BTreeMap::new();
        for row in services.first().into_iter().flat_map(|service| self.table.rows_of(state, *service)) {
            if let Some(unit) = self.table.places().units().get(row.units.start) {
                places.insert(row.units.start, self.table.competences_at(unit.key, unit.district.as_deref()));
            }
        }
        let inner: Vec<(usize, Area, Held)> = self
            .table
            .inside_units(state)
            .into_iter()
            .map(|(area, unit)| (unit, area, self.table.competences_at(area, None)))
            .collect();
        for service in services {
            for row in self.table.rows_of(state, service) {
                if let Some(held) = places.get(&row.units.start) {
                    self.note_all(&mut gathered, row, held, None);
                }
            }
            for (unit, area, held) in &inner {
                if let Some(row) = self.table.row_at(state, service, *unit) {
                    self.note_all(&mut gathered, row, held, Some(*area));
                }
            }
        }
        let Gathered { mut carried, later } = gathered;
        for (key, organization, place, inside) in later {
            let is_alone =
                carried.duty(place.0, key).is_some_and(|duty| duty.is_owed() && duty.now.is_empty());
            if is_alone {
                carried.note_authority(key, organization, &place, inside);
            }
        }
        carried
    }

    /// Notes who was, is and will be competent at one place of a row.
    fn note_all(&self, gathered: &mut Gathered, row: &Row, held: &Held, inside: Option<Area>) {
        let mut past: Vec<(OrganizationId, Area, Date)> = Vec::new();
        let mut homes: BTreeSet<Area> = BTreeSet::new();
        let over = |matter| self.table.competent_over(held, matter, Period::new(None, row.end));
        let of = |matter: Matter| over(matter).into_iter().map(move |(who, period)| (matter.part, who, period));
        for (part, competent, period) in row.matters().flat_map(of) {
            let judged = row.judged_for(part, self.on);
            let begin = judged.unwrap_or(self.on);
            let Competent::One(organization) = competent else { continue };
            if period.is_over(begin) {
                past.extend(
                    self.home(organization).zip(period.until).map(|(home, end)| (organization, home, end)),
                );
                continue;
            }
            homes.extend(self.home(organization));
            if period.contains(begin) && judged.is_some() {
                let seat = Seat { organization, units: row.units.clone(), inside, part };
                gathered.carried.seats.entry(row.service).or_default().push(seat);
            }
            let from = period.from.map_or(begin, |from| from.max(begin));
            self.note(gathered, (row, part), (organization, inside), Period::new(Some(from), period.until));
        }
        for (organization, home, since) in past.into_iter().filter(|(_, home, _)| !homes.contains(home)) {
            let ended = gathered
                .carried
                .ended
                .entry(row.service)
                .or_default()
                .entry(home)
                .or_insert_with(|| Ended::new(since));
            ended.add(organization, since, row, inside);
        }
    }

    fn note(
        &self,
        Gathered { carried, later }: &mut Gathered,
        (row, part): (&Row, Option<PartId>),
        (organization, inside): (OrganizationId, Option<Area>),
        period: Period,
    ) {
        let (key, assumed) = match self.carrier(organization) {
            Carrier::Kommune { key, assumed } => (key, assumed),
            Carrier::Body(_) => {
                carried.others.entry(row.service).or_default().insert(organization);
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
        carried.kommunen.insert(key);
        let judged = row.judged_for(part, self.on);
        let day = judged.and(period.from).filter(|_| row.go_live != GoLive::Undecidable);
        let duty = carried.duties.entry(row.service).or_default().entry(key).or_insert_with(|| Duty {
            day,
            organizations: BTreeSet::new(),
            now: BTreeSet::new(),
            units: Vec::new(),
            inside: BTreeSet::new(),
            parts: BTreeSet::new(),
            until: period.until,
            assumed,
        });
        duty.day = match (duty.day, day) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        duty.until = duty.until.zip(period.until).map(|(one, other)| one.max(other));
        duty.organizations.insert(organization);
        duty.parts.extend(part);
        match inside {
            None => add(&mut duty.units, &row.units),
            Some(area) => {
                duty.inside.insert(area);
            }
        }
        let place = (row.service, row.units.clone());
        if period.from == Some(judged.unwrap_or(self.on)) {
            duty.now.insert(organization);
            carried.note_authority(key, organization, &place, inside);
        } else {
            later.push((key, organization, place, inside));
        }
    }
}

impl Authority {
    const fn new(organization: OrganizationId) -> Self {
        Self { organization, services: Vec::new(), places: Vec::new(), inside: BTreeSet::new() }
    }

    fn add(&mut self, (service, units): &Place, inside: Option<Area>) {
        if let Err(at) = self.services.binary_search(service) {
            self.services.insert(at, *service);
        }
        match inside {
            None => add(&mut self.places, units),
            Some(area) => {
                self.inside.insert(area);
            }
        }
    }
}

/// Adds a range to some in order, without telling a unit twice.
pub(super) fn add(units: &mut Vec<Range<usize>>, more: &Range<usize>) {
    match units.binary_search_by_key(&more.start, |range| range.start) {
        Ok(_) => {}
        Err(at) => units.insert(at, more.clone()),
    }
}
