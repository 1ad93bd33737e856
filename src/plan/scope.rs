//! For what each task exists: states, services, components, waves, municipalities, as the model has them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::raw::Per;
use crate::key::{Area, StateCode};
use crate::model::{ComponentId, Model, OrganizationId, ServiceId, Use, Wave};
use crate::routing::{GoLive, Row, Table};
use crate::situation::{Duty, Situation};
use crate::time::{Calendar, Date};

/// For what one instance of a task exists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scope {
    /// The state that uses services, also where the operating state does the task.
    pub state: StateCode,
    /// The service.
    pub service: Option<ServiceId>,
    /// The state-specific IT.
    pub component: Option<ComponentId>,
    /// The wave, as a place in the model's list; `None` where a service has no waves and starts everywhere at once.
    pub wave: Option<usize>,
    /// The municipality.
    pub municipality: Option<Area>,
}

impl Scope {
    /// A whole state.
    pub const fn state(state: StateCode) -> Self {
        Self { state, service: None, component: None, wave: None, municipality: None }
    }

    /// Printed the same on every run and whatever stands before or after it: `ni`, `ni:hb/eheschliessung:ehe-1:03452`.
    pub fn key(&self, model: &Model) -> String {
        let mut parts = vec![self.state.slug().to_owned()];
        parts.extend(self.service.map(|id| model.service(id).id.to_string()));
        parts.extend(self.component.map(|id| model.component(id).id.to_string()));
        parts.extend(self.wave.and_then(|at| model.waves.get(at)).map(wave_key));
        parts.extend(self.municipality.map(Area::digits));
        parts.join(":")
    }
}

/// A wave by its id, else by its name, else by its area: never by its position.
pub fn wave_key(wave: &Wave) -> String {
    wave.id
        .clone()
        .or_else(|| wave.name.clone())
        .unwrap_or_else(|| {
            let areas = wave.area.iter().map(|area| area.digits()).collect::<Vec<_>>().join("+");
            areas + &wave.district.as_ref().map(|district| format!("/{district}")).unwrap_or_default()
        })
}

/// When something starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// The day of go-live, if one is known.
    pub day: Option<Date>,
    /// Whether it is planned at all: a Kommune that no wave reaches has no dates (semantics 7).
    pub planned: bool,
}

/// What is the case on the day, prepared for questions about scopes.
#[derive(Debug)]
pub struct Ground<'a> {
    /// What is the case.
    pub situation: &'a Situation,
    /// The model.
    pub model: &'a Model,
    /// The table.
    pub table: &'a Table,
    /// The waves of each service, as places in the model's list.
    waves: BTreeMap<(StateCode, ServiceId), Vec<usize>>,
    calendars: OnceLock<BTreeMap<StateCode, Calendar>>,
}

impl<'a> Ground<'a> {
    /// Prepares what is the case on a day.
    pub fn new(situation: &'a Situation) -> Self {
        let model = situation.model();
        let mut waves: BTreeMap<(StateCode, ServiceId), Vec<usize>> = BTreeMap::new();
        for (at, wave) in model.waves.iter().enumerate() {
            waves.entry((wave.state, wave.service)).or_default().push(at);
        }
        let calendars = OnceLock::new();
        Self { situation, model, table: situation.table(), waves, calendars }
    }

    /// The working days of a state whose files were loaded.
    pub fn calendar(&self, state: StateCode) -> Option<&Calendar> {
        let all = || self.model.states.keys().map(|state| (*state, self.model.calendar(*state))).collect();
        self.calendars.get_or_init(all).get(&state)
    }

    /// The day on which a scope is judged: the first go-live of its service, or the day in question if that is later.
    pub fn day(&self, scope: &Scope) -> Date {
        let usage = scope.service.and_then(|service| self.situation.used(scope.state, service));
        usage.map_or(self.situation.on(), |usage| usage.day)
    }

    /// What the Kommune of a scope carries, service by service; nothing for other scopes.
    pub fn duties(&self, scope: &Scope) -> Vec<(ServiceId, &'a Duty)> {
        let Some(key) = scope.municipality else { return Vec::new() };
        let services = self.services(scope).into_iter();
        services.filter_map(|service| Some((service, self.situation.duty(service, key)?))).collect()
    }

    /// Whether the Kommune carried an authority once, for a service or for any, and carries none for it any more.
    pub fn carried_once(&self, key: Area, service: Option<ServiceId>) -> bool {
        let is_meant = |other: ServiceId| service.is_none_or(|service| service == other);
        let carries = |other: ServiceId| self.situation.duty(other, key).is_some();
        self.situation.ended(key).any(|(other, _)| is_meant(other))
            && !self
                .situation
                .services_of(key.state())
                .into_iter()
                .any(|other| is_meant(other) && carries(other))
    }

    /// Whether what is said of an organization may be a matter of a scope: of a Kommune, only if it carries it.
    pub fn may_be_of(&self, scope: &Scope, body: OrganizationId) -> bool {
        let carries = |key| self.situation.authorities_of(key).iter().any(|own| own.organization == body);
        scope.municipality.is_none_or(carries)
    }

    /// Whether a Kommune carries an authority for anything, now or later.
    pub fn carries(&self, key: Area) -> bool {
        self.situation.carried(key.state()).is_some_and(|carried| !carried.services(key).is_empty())
    }

    /// The service of a scope, else all that its state uses.
    fn services(&self, scope: &Scope) -> Vec<ServiceId> {
        scope.service.map_or_else(|| self.situation.services_of(scope.state), |service| vec![service])
    }

    /// The rows of a scope: its service or all, in its wave or where its Kommune carries an authority, or everywhere.
    pub fn rows_of(&self, scope: &Scope) -> Vec<&'a Row> {
        let wave = scope.wave.and_then(|at| self.model.waves.get(at));
        let duties = self.duties(scope);
        let mut found = Vec::new();
        for service in self.services(scope) {
            let rows = self.table.rows_of(scope.state, service);
            let duty = duties.iter().find(|(other, _)| *other == service).map(|(_, duty)| *duty);
            match (scope.municipality, duty, wave) {
                (Some(_), Some(duty), _) => found.extend(self.carried(scope.state, service, duty)),
                // Where it carries no authority for anything, it is asked about what is used in its area.
                (Some(area), None, _) if duties.is_empty() => found.extend(self.around(rows, area)),
                (Some(_), None, _) => {}
                (None, _, Some(wave)) => found.extend(self.riding(rows, wave)),
                (None, _, None) => found.extend(rows),
            }
        }
        found
    }

    /// The rows of one service in which a Kommune carries the competent authority, in order.
    fn carried(&self, state: StateCode, service: ServiceId, duty: &Duty) -> Vec<&'a Row> {
        let rows = self.table.rows_of(state, service);
        let parts = duty.units.iter().flat_map(|units| self.situation.rows_within(state, service, units));
        let around = duty.inside.iter().flat_map(|area| self.around(rows, *area));
        let all = parts.map(|(row, _)| row).chain(around);
        let by_begin: BTreeMap<usize, &Row> = all.map(|row| (row.units.start, row)).collect();
        by_begin.into_values().collect()
    }

    /// The rows of one service that start with a wave, in order.
    fn riding(&self, rows: &'a [Row], wave: &Wave) -> Vec<&'a Row> {
        let district = |row: &Row| self.table.places().units().get(row.units.start)?.district.as_deref();
        let places = wave.area.iter().flat_map(|area| self.around(rows, *area));
        let places = places.filter(|row| wave.takes_in(district(row)));
        let on_day = |row: &&Row| match (&wave.go_live, row.go_live) {
            (Some(day), GoLive::On(other)) => day.value == other,
            _ => true,
        };
        let by_begin: BTreeMap<usize, &Row> =
            places.filter(on_day).map(|row| (row.units.start, row)).collect();
        by_begin.into_values().collect()
    }

    /// The rows of one service that have a unit inside an area, or lie around it. Rows are in order of their units.
    fn around(&self, rows: &'a [Row], area: Area) -> Vec<&'a Row> {
        let around = self.table.places().around(area);
        let begin = rows.partition_point(|row| row.units.end <= around.start);
        let end = rows.partition_point(|row| row.units.start < around.end);
        rows.get(begin..end).unwrap_or(&[]).iter().collect()
    }

    /// When a scope starts: with its wave, else on the first go-live among its rows.
    pub fn start(&self, scope: &Scope) -> Start {
        if let Some(wave) = scope.wave.and_then(|at| self.model.waves.get(at)) {
            return Start { day: wave.go_live.as_ref().map(|day| day.value), planned: true };
        }
        let rows = self.rows_of(scope);
        let days = rows.iter().filter_map(|row| match row.go_live {
            GoLive::On(day) => Some(day),
            GoLive::Unknown | GoLive::NotPlanned | GoLive::Undecidable => None,
        });
        let unplanned = scope.municipality.is_some()
            && !rows.is_empty()
            && rows.iter().all(|row| row.go_live == GoLive::NotPlanned);
        Start { day: days.min(), planned: !unplanned }
    }

    /// The wave that a Kommune starts with: the first that reaches a place for which it carries the authority; there, the
    /// longest matching area, then the first.
    fn wave_of(&self, state: StateCode, service: ServiceId, duty: &Duty) -> Option<usize> {
        let waves = self.waves.get(&(state, service))?;
        let is_meant = |wave: &Wave| {
            duty.parts.is_empty() || wave.parts.takes(None) || duty.parts.iter().any(|part| wave.parts.has(part))
        };
        let length = |wave: &Wave, (place, district): (Area, Option<&str>)| {
            let areas = wave.area.iter().filter(|area| area.contains(place) || place.contains(**area));
            wave.reach(areas.map(|area| area.len()).max()?, district)
        };
        let at = |place: (Area, Option<&str>)| {
            let mut best: Option<(u8, usize)> = None;
            for (at, wave) in waves.iter().filter_map(|at| Some((*at, self.model.waves.get(*at)?))) {
                let Some(length) = length(wave, place).filter(|_| is_meant(wave)) else { continue };
                if best.is_none_or(|(longest, _)| length > longest) {
                    best = Some((length, at));
                }
            }
            best.map(|(_, at)| at)
        };
        let units = duty.units.iter().filter_map(|units| self.table.places().slice(units).first());
        let keys = units.map(|unit| (unit.key, unit.district.as_deref()));
        let keys = keys.chain(duty.inside.iter().map(|area| (*area, None)));
        let day = |at: &usize| self.model.waves.get(*at).and_then(|wave| wave.go_live.as_ref());
        keys.filter_map(at).min_by_key(|at| (day(at).map_or(Date::MAX, |day| day.value), *at))
    }

    /// Everything that a kind of task exists for, sorted. A use that is over asks for nothing any more.
    pub fn scopes(&self, per: Per) -> Vec<Scope> {
        let on = self.situation.on();
        let ahead = |usage: &&Use| usage.end.is_none_or(|end| on < end);
        let uses: Vec<&Use> = self.model.uses.iter().filter(ahead).collect();
        let mut scopes = BTreeSet::new();
        for usage in &uses {
            scopes.extend(self.scopes_of(usage, per));
        }
        if per == Per::Municipality {
            scopes.extend(self.named_contacts(&uses));
        }
        if per == Per::Component {
            // With no component declared, the general cell is required all the same (semantics 3).
            let states: BTreeSet<StateCode> = scopes.iter().map(|scope| scope.state).collect();
            let bare = uses.iter().map(|usage| usage.state).filter(|state| !states.contains(state));
            scopes.extend(bare.map(Scope::state).collect::<Vec<_>>());
        }
        scopes.into_iter().collect()
    }

    /// What a kind of task exists for with one use.
    fn scopes_of(&self, usage: &Use, per: Per) -> Vec<Scope> {
        let id = usage.service.value;
        let state = Scope::state(usage.state);
        let service = Scope { service: Some(id), ..state.clone() };
        match per {
            Per::State => vec![state],
            Per::Service => vec![service],
            Per::Component => {
                let components = self.model.component_ids().filter(|number| {
                    let component = self.model.component(*number);
                    component.id.state == usage.state
                        && component.services.has(&id)
                        && (component.parts.listed().is_empty()
                            || component.parts.listed().iter().any(|part| usage.parts.has(part)))
                        && self.situation.is_still_used(*number)
                });
                components.map(|id| Scope { component: Some(id), ..state.clone() }).collect()
            }
            Per::Wave => match self.waves.get(&(usage.state, id)) {
                None => vec![service],
                Some(waves) => waves.iter().map(|at| Scope { wave: Some(*at), ..service.clone() }).collect(),
            },
            Per::Authority | Per::Municipality => {
                let carried = self.situation.carried(usage.state);
                let duties = carried.and_then(|carried| carried.duties.get(&id)).into_iter().flatten();
                duties
                    .map(|(key, duty)| match per {
                        Per::Authority => Scope {
                            municipality: Some(*key),
                            wave: self.wave_of(usage.state, id, duty),
                            ..service.clone()
                        },
                        _ => Scope { municipality: Some(*key), ..state.clone() },
                    })
                    .collect()
            }
        }
    }

    /// Kommunen that name a contact of their own take part, also where no competence is written down yet; not those whose
    /// last competence is over.
    fn named_contacts(&self, uses: &[&Use]) -> Vec<Scope> {
        let using: BTreeSet<StateCode> = uses.iter().map(|usage| usage.state).collect();
        let recorded = self.situation.recorded();
        let named = recorded.filter(|(key, record)| record.contact.is_some() && using.contains(&key.state()));
        named
            .filter(|(key, _)| !self.carried_once(*key, None))
            .map(|(key, _)| Scope { municipality: Some(key), ..Scope::state(key.state()) })
            .collect()
    }
}
