//! From words like `@first` to those who are meant: the ends of paths at one place, for one service, on one day.

use std::collections::BTreeSet;

use crate::key::{Area, StateCode};
use crate::model::{End, Model, OrganizationId, Path, Scope, ServiceId};
use crate::routing::{Answerer, Competent, Matter, Row, Table, Unit};
use crate::time::Date;
use crate::vocabulary::{Level, Track};

/// Somebody who tells or is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// The citizen.
    Citizen,
    /// The municipality of the place.
    Municipality,
    /// An organization.
    Organization(OrganizationId),
}

/// Whether a path may hold somewhere in a state: its own, or one that another state may lay down for it. What this rules out,
/// [`Here::holds`] refuses everywhere in the state.
pub fn may_hold(path: &Path, state: StateCode) -> bool {
    let may_be_told = |end: End| matches!(end, End::Citizen | End::Undecidable | End::Organization(_));
    path.state == state || (may_be_told(path.from.value) && may_be_told(path.to.value))
}

/// Whether a path of the operating state concerns a state that uses the service.
pub(super) fn concerns(model: &Model, path: &Path, state: StateCode, service: ServiceId) -> bool {
    [path.from.value, path.to.value].into_iter().all(|end| match end {
        End::Citizen | End::Undecidable => true,
        End::Municipality | End::Level(_) | End::Competent => false,
        End::Organization(organization) => {
            let home = model.organization(organization).id.state;
            home == state || home == path.state || model.use_of(home, service).is_none()
        }
    })
}

/// A place, a service and a day: what an end of a path means there.
#[derive(Debug, Clone, Copy)]
pub struct Here<'t> {
    table: &'t Table,
    row: Option<&'t Row>,
    unit: Option<&'t Unit>,
    state: StateCode,
    area: Area,
    service: ServiceId,
    on: Date,
}

impl<'t> Here<'t> {
    /// The first unit of a row on a day.
    pub fn of_row(table: &'t Table, row: &'t Row, on: Date) -> Option<Self> {
        table.places().slice(&row.units).first().map(|unit| Self::of_unit(table, row, unit, on))
    }

    /// One unit of a row on a day.
    pub const fn of_unit(table: &'t Table, row: &'t Row, unit: &'t Unit, on: Date) -> Self {
        Self {
            table,
            row: Some(row),
            unit: Some(unit),
            state: row.state,
            area: unit.key,
            service: row.service,
            on,
        }
    }

    /// A place by its key: a municipality, or an area with all it contains, judged by its first unit.
    pub fn of_area(table: &'t Table, area: Area, service: ServiceId, on: Date) -> Self {
        let places = table.places();
        let state = area.state();
        let at = Some(places.around(area)).filter(|range| !range.is_empty()).map(|range| range.start);
        let row = at.and_then(|at| table.row_at(state, service, at));
        let unit = at.and_then(|at| places.units().get(at));
        Self { table, row, unit, state, area, service, on }
    }

    /// The operating state of the service on the day.
    pub fn operator(&self) -> StateCode {
        self.table.model().service(self.service).operating_state(self.on)
    }

    /// Whether a path holds here, for this service, on this day. Paths bind their own state; those of the operating state
    /// hold for its organizations and for the state they are told to (semantics 5).
    pub fn holds(&self, path: &Path) -> bool {
        let fits = path.services.has(&self.service)
            && path.period.contains(self.on)
            && match &path.area {
                Scope::All => true,
                Scope::Only(areas) => {
                    areas.iter().any(|area| area.contains(self.area) || self.area.contains(*area))
                }
            };
        let own = path.state == self.state;
        let is_theirs = path.state == self.operator();
        fits && (own || (is_theirs && concerns(self.table.model(), path, self.state, self.service)))
    }

    /// Who answers on a level, for a track or for all.
    pub fn owners(&self, level: Level, track: Option<Track>) -> BTreeSet<OrganizationId> {
        let timelines = self.row.into_iter().flat_map(|row| &row.timelines).filter(|timeline| {
            timeline.cell.level == level
                && (timeline.cell.track.is_none() || track.is_none() || timeline.cell.track == track)
        });
        timelines
            .filter_map(|timeline| timeline.at(self.on))
            .flat_map(|segment| &segment.answers)
            .filter_map(|answer| match answer.answerer {
                Answerer::Organization(organization) => Some(organization),
                _ => None,
            })
            .collect()
    }

    /// The competent authority, where exactly one is named; of a bundle that of each of the services contained.
    pub fn competent(&self) -> BTreeSet<OrganizationId> {
        let one = |matter: Matter| match self.table.competent(self.unit?, matter, self.on) {
            Competent::One(organization) => Some(organization),
            Competent::Nobody | Competent::Several(_) | Competent::Undecidable => None,
        };
        match self.row {
            Some(row) => row.matters().filter_map(one).collect(),
            None => one(Matter { service: self.service, part: None }).into_iter().collect(),
        }
    }

    /// Whom an end means here; empty where nobody is there, or where it cannot be told.
    pub fn parties(&self, end: End, track: Option<Track>) -> BTreeSet<Party> {
        match end {
            End::Citizen => [Party::Citizen].into(),
            End::Municipality => [Party::Municipality].into(),
            End::Level(level) => self.owners(level, track).into_iter().map(Party::Organization).collect(),
            End::Competent => self.competent().into_iter().map(Party::Organization).collect(),
            End::Organization(organization) => [Party::Organization(organization)].into(),
            End::Undecidable => BTreeSet::new(),
        }
    }
}
