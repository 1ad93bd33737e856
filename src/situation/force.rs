//! Whether a record is in force: one question for every kind of record, answered with yes, no, or nobody can tell.

use crate::key::{Area, StateCode};
use crate::model::{Bounds, Competence, Knowledge, Path, Scope, Service115, ServiceId, Support};
use crate::time::{Date, Period};

/// Whether something is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Force {
    /// It is not.
    No,
    /// A part of the record is broken: nobody can tell.
    Unknown,
    /// It is.
    Yes,
}

impl Force {
    /// Whether it certainly is.
    pub const fn holds(self) -> bool {
        matches!(self, Self::Yes)
    }

    /// Whether it is, or may be.
    pub const fn may_hold(self) -> bool {
        !matches!(self, Self::No)
    }
}

/// Which days are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// This day.
    On(Date),
    /// This day or any later one: what is written down already for a day ahead.
    From(Date),
}

/// What is asked: a day, and the limits that the record must take in where they are given.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// When.
    pub when: When,
    /// For this service; `None`: for any.
    pub service: Option<ServiceId>,
    /// All over this place; `None`: anywhere.
    pub place: Option<Area>,
}

impl Asked {
    /// On a day, whatever the service and the place.
    pub const fn on(day: Date) -> Self {
        Self { when: When::On(day), service: None, place: None }
    }

    /// On a day or later.
    pub const fn from(day: Date) -> Self {
        Self { when: When::From(day), service: None, place: None }
    }

    /// For a service.
    #[must_use]
    pub const fn service(mut self, service: ServiceId) -> Self {
        self.service = Some(service);
        self
    }
}

/// A record with limits: period, services, area; a broken one may hold more widely than it says, as far as what can be read of it
/// allows (semantics 36).
pub trait Limited {
    /// When it holds.
    fn period(&self) -> Period;
    /// Where a part of it is broken: how far it may hold.
    fn shadow(&self) -> Option<&Bounds>;
    /// For which services.
    fn services(&self) -> &Scope<ServiceId>;
    /// Where.
    fn area(&self) -> &Scope<Area>;

    /// Whether a part of it could not be read.
    fn is_broken(&self) -> bool {
        self.shadow().is_some()
    }

    /// The first day on which it holds no longer; `None`: no end is known.
    fn end(&self) -> Option<Date> {
        self.period().until
    }

    /// Whether it holds somewhere in a state.
    fn reaches(&self, state: StateCode) -> bool {
        let areas = self.area().listed();
        areas.is_empty() || areas.iter().any(|area| area.state() == state)
    }

    /// When it holds, for those who tell it.
    fn limits(&self) -> Period {
        self.period()
    }

    /// The day on which it begins, where that lies after another.
    fn begins_after(&self, day: Date) -> Option<Date> {
        self.period().from.filter(|from| day < *from)
    }

    /// Whether it is in force.
    fn force(&self, asked: Asked) -> Force {
        match self.shadow() {
            Some(may) if fits(asked, &may.services, &may.area, may.period) => Force::Unknown,
            None if fits(asked, self.services(), self.area(), self.period()) => Force::Yes,
            _ => Force::No,
        }
    }
}

/// Whether limits take in what is asked.
fn fits(asked: Asked, services: &Scope<ServiceId>, area: &Scope<Area>, period: Period) -> bool {
    let in_time = match asked.when {
        When::On(day) => period.contains(day),
        When::From(day) => !period.is_over(day),
    };
    in_time
        && asked.service.is_none_or(|service| services.has(&service))
        && asked.place.is_none_or(|place| is_within(area, place))
}

/// Whether an area takes a whole place in.
pub(super) fn is_within(area: &Scope<Area>, place: Area) -> bool {
    match area {
        Scope::All => true,
        Scope::Only(areas) => areas.iter().any(|area| area.contains(place)),
    }
}

/// Implements [`Limited`] for records whose fields have the usual names; the area is told apart, as one kind has none.
macro_rules! limited {
    ($($record:ty => $area:expr),+ $(,)?) => {$(
        impl Limited for $record {
            fn period(&self) -> Period {
                self.period
            }
            fn shadow(&self) -> Option<&Bounds> {
                self.shadow.as_ref()
            }
            fn services(&self) -> &Scope<ServiceId> {
                &self.services
            }
            fn area(&self) -> &Scope<Area> {
                let area: fn(&Self) -> &Scope<Area> = $area;
                area(self)
            }
        }
    )+};
}

limited! {
    Path => |path| &path.area,
    Competence => |competence| &competence.area,
    Support => |record| &record.area,
    Service115 => |record| &record.area,
    // The knowledge process is a matter of the whole Land.
    Knowledge => |_| &Scope::All,
}
