//! For what each task exists: states, services, components, waves, municipalities, as the model has them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use super::raw::Per;
use crate::key::{Area, StateCode};
use crate::model::{Competence, ComponentId, Model, Municipality, OrganizationId, ServiceId, Use, Wave};
use crate::routing::{GoLive, Row, Table};
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
        .unwrap_or_else(|| wave.area.iter().map(|area| area.digits()).collect::<Vec<_>>().join("+"))
}

/// Authorities by the municipality they belong to.
type Authorities = BTreeMap<Area, BTreeSet<OrganizationId>>;

/// What the model has, prepared for questions about scopes.
#[derive(Debug)]
pub struct Ground<'a> {
    /// The model.
    pub model: &'a Model,
    /// The table.
    pub table: &'a Table,
    rows: BTreeMap<(StateCode, ServiceId), Range<usize>>,
    /// The records about municipalities by key.
    municipalities: BTreeMap<Area, Vec<&'a Municipality>>,
    /// The waves of each service, as places in the model's list.
    waves: BTreeMap<(StateCode, ServiceId), Vec<usize>>,
    /// The competences of each state.
    competences: BTreeMap<StateCode, Vec<&'a Competence>>,
    /// Municipalities with an authority competent for a service, with these authorities; found when first asked for, since
    /// only tasks of single municipalities need them.
    authorities: BTreeMap<(StateCode, ServiceId), OnceLock<Authorities>>,
    calendars: OnceLock<BTreeMap<StateCode, Calendar>>,
}

impl<'a> Ground<'a> {
    /// Prepares a model and its table.
    pub fn new(model: &'a Model, table: &'a Table) -> Self {
        let mut rows: BTreeMap<(StateCode, ServiceId), Range<usize>> = BTreeMap::new();
        for (at, row) in table.rows().iter().enumerate() {
            rows.entry((row.state, row.service)).or_insert(at..at).end = at + 1;
        }
        let mut municipalities: BTreeMap<Area, Vec<&Municipality>> = BTreeMap::new();
        for record in &model.municipalities {
            municipalities.entry(record.key.value).or_default().push(record);
        }
        let mut waves: BTreeMap<(StateCode, ServiceId), Vec<usize>> = BTreeMap::new();
        for (at, wave) in model.waves.iter().enumerate() {
            waves.entry((wave.state, wave.service)).or_default().push(at);
        }
        let mut competences: BTreeMap<StateCode, Vec<&Competence>> = BTreeMap::new();
        for competence in &model.competences {
            competences.entry(competence.state).or_default().push(competence);
        }
        let unasked = |usage: &Use| ((usage.state, usage.service.value), OnceLock::new());
        let authorities = model.uses.iter().map(unasked).collect();
        let calendars = OnceLock::new();
        Self { model, table, rows, municipalities, waves, competences, authorities, calendars }
    }

    /// The working days of a state whose files were loaded.
    pub fn calendar(&self, state: StateCode) -> Option<&Calendar> {
        let all = || self.model.states.keys().map(|state| (*state, self.model.calendar(*state))).collect();
        self.calendars.get_or_init(all).get(&state)
    }

    /// The municipalities whose own authorities are competent for a service. An authority without place is the
    /// Land's own and owes nothing as a municipality.
    fn competent(&self, state: StateCode, service: ServiceId) -> Authorities {
        let mut places = Authorities::new();
        for competence in self.competences.get(&state).into_iter().flatten() {
            if !competence.services.has(&service) {
                continue;
            }
            let organization = self.model.organization(competence.organization);
            let own = organization.municipality.as_ref().map(|area| area.value);
            let named = competence.area.listed().iter().copied();
            let areas: Vec<Area> = own.map_or_else(|| named.collect(), |area| vec![area]);
            for area in areas.into_iter().filter(|area| area.len() > 2) {
                places.entry(area).or_default().insert(competence.organization);
            }
        }
        places
    }

    /// The records about a municipality and the areas around it, longest key first.
    pub fn about(&self, place: Area) -> impl Iterator<Item = &'a Municipality> + '_ {
        let areas = [place].into_iter().chain(place.ancestors());
        areas.filter_map(|area| self.municipalities.get(&area)).flat_map(|found| found.iter().rev()).copied()
    }

    /// The authorities of a municipality competent for a service, sorted.
    pub fn authorities(&self, state: StateCode, service: ServiceId, place: Area) -> Vec<OrganizationId> {
        let found = self.by_place(state, service).and_then(|places| places.get(&place));
        found.into_iter().flatten().copied().collect()
    }

    fn by_place(&self, state: StateCode, service: ServiceId) -> Option<&Authorities> {
        let found = self.authorities.get(&(state, service))?;
        Some(found.get_or_init(|| self.competent(state, service)))
    }

    /// All rows of a used service.
    pub fn rows(&self, state: StateCode, service: ServiceId) -> &'a [Row] {
        self.rows.get(&(state, service)).and_then(|range| self.table.rows().get(range.clone())).unwrap_or(&[])
    }

    /// The rows of a scope: its service or all, in its wave or municipality or everywhere.
    pub fn rows_of(&self, scope: &Scope) -> Vec<&'a Row> {
        let services: Vec<ServiceId> = match scope.service {
            Some(service) => vec![service],
            None => self
                .model
                .uses
                .iter()
                .filter(|usage| usage.state == scope.state)
                .map(|usage| usage.service.value)
                .collect(),
        };
        let wave = scope.wave.and_then(|at| self.model.waves.get(at));
        let mut found = Vec::new();
        for service in services {
            let rows = self.rows(scope.state, service);
            match (scope.municipality, wave) {
                (Some(area), _) => found.extend(self.around(rows, area)),
                (None, Some(wave)) => found.extend(self.riding(rows, wave)),
                (None, None) => found.extend(rows),
            }
        }
        found
    }

    /// The rows of one service that start with a wave, in order.
    fn riding(&self, rows: &'a [Row], wave: &Wave) -> Vec<&'a Row> {
        let places = wave.area.iter().flat_map(|area| self.around(rows, *area));
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
        let within = self.table.places().within(area);
        if within.is_empty() {
            return rows.iter().filter(|row| self.touches(row, area)).collect();
        }
        let begin = rows.partition_point(|row| row.units.end <= within.start);
        let end = rows.partition_point(|row| row.units.start < within.end);
        rows.get(begin..end).unwrap_or(&[]).iter().collect()
    }

    /// Whether a row has a unit inside an area, or lies around it.
    fn touches(&self, row: &Row, area: Area) -> bool {
        let within = self.table.places().within(area);
        let overlap = row.units.start < within.end && within.start < row.units.end;
        overlap
            || (within.is_empty()
                && self.table.places().slice(&row.units).iter().any(|unit| unit.key.contains(area)))
    }

    /// The first go-live among the rows of a scope.
    pub fn go_live(&self, scope: &Scope) -> Option<Date> {
        if let Some(wave) = scope.wave.and_then(|at| self.model.waves.get(at)) {
            return wave.go_live.as_ref().map(|day| day.value);
        }
        let days = self.rows_of(scope).into_iter().filter_map(|row| match row.go_live {
            GoLive::On(day) => Some(day),
            GoLive::Unknown | GoLive::NotPlanned | GoLive::Undecidable => None,
        });
        days.min()
    }

    /// The wave that a municipality starts with: the longest matching area, then the first.
    fn wave_of(&self, state: StateCode, service: ServiceId, place: Area) -> Option<usize> {
        let length = |wave: &Wave| {
            let areas = wave.area.iter();
            areas.filter(|area| area.contains(place) || place.contains(**area)).map(|area| area.len()).max()
        };
        let mut best: Option<(u8, usize)> = None;
        for at in self.waves.get(&(state, service)).into_iter().flatten().copied() {
            let Some(wave) = self.model.waves.get(at) else { continue };
            let Some(length) = length(wave) else { continue };
            if best.is_none_or(|(longest, _)| length > longest) {
                best = Some((length, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// Everything that a kind of task exists for, sorted.
    pub fn scopes(&self, per: Per) -> Vec<Scope> {
        let uses = &self.model.uses;
        let mut scopes = BTreeSet::new();
        for usage in uses {
            let state = Scope::state(usage.state);
            let service = Scope { service: Some(usage.service.value), ..state.clone() };
            match per {
                Per::State => {
                    scopes.insert(state);
                }
                Per::Service => {
                    scopes.insert(service);
                }
                Per::Component => {
                    let components = self.model.component_ids().filter(|id| {
                        let component = self.model.component(*id);
                        component.id.state == usage.state && component.services.has(&usage.service.value)
                    });
                    scopes.extend(components.map(|id| Scope { component: Some(id), ..state.clone() }));
                }
                Per::Wave => {
                    let waves =
                        self.model.waves.iter().enumerate().filter(|(_, wave)| {
                            wave.state == usage.state && wave.service == usage.service.value
                        });
                    let waves: Vec<usize> = waves.map(|(at, _)| at).collect();
                    if waves.is_empty() {
                        scopes.insert(service);
                    } else {
                        scopes
                            .extend(waves.into_iter().map(|at| Scope { wave: Some(at), ..service.clone() }));
                    }
                }
                Per::Authority | Per::Municipality => {
                    for place in self.places(usage) {
                        let wave = self.wave_of(usage.state, usage.service.value, place);
                        scopes.insert(match per {
                            Per::Authority => Scope { municipality: Some(place), wave, ..service.clone() },
                            _ => Scope { municipality: Some(place), ..state.clone() },
                        });
                    }
                }
            }
        }
        if per == Per::Municipality {
            scopes.extend(self.named_contacts());
        }
        if per == Per::Component {
            // With no component declared, the general cell is required all the same (semantics 3).
            let states: BTreeSet<StateCode> = scopes.iter().map(|scope| scope.state).collect();
            let bare = uses.iter().map(|usage| usage.state).filter(|state| !states.contains(state));
            scopes.extend(bare.map(Scope::state).collect::<Vec<_>>());
        }
        scopes.into_iter().collect()
    }

    fn places(&self, usage: &Use) -> impl Iterator<Item = Area> + '_ {
        self.by_place(usage.state, usage.service.value).into_iter().flat_map(BTreeMap::keys).copied()
    }

    /// Municipalities that name a contact of their own take part, also where no competence is written down yet.
    fn named_contacts(&self) -> Vec<Scope> {
        let using: BTreeSet<StateCode> = self.model.uses.iter().map(|usage| usage.state).collect();
        let records = self.model.municipalities.iter();
        records
            .filter(|record| record.contact.is_some() && using.contains(&record.state))
            .map(|record| Scope { municipality: Some(record.key.value), ..Scope::state(record.state) })
            .collect()
    }
}
