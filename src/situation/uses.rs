//! Which services are used, by whom and from when.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Situation;
use crate::key::StateCode;
use crate::model::{Model, ServiceId};
use crate::routing::{GoLive, Row};
use crate::source::Span;
use crate::time::Date;

/// A service that a state uses, now or from a planned day on.
#[derive(Debug, Clone)]
pub struct Used {
    /// Who uses it.
    pub state: StateCode,
    /// The service.
    pub service: ServiceId,
    /// The day on which it is judged: the first place's go-live, or the day of the question if that is later.
    pub day: Date,
    /// Who operates it on that day.
    pub operator: StateCode,
    /// The `[[use]]`.
    pub span: Span,
}

impl Used {
    /// Whether another state operates it: who uses its own service owes itself nothing (semantics 12 f).
    pub fn is_shared(&self) -> bool {
        self.operator != self.state
    }

    /// Whether both sides' files are there and could be read, so that an absence is certain.
    pub fn is_decidable(&self, model: &Model) -> bool {
        model.is_complete(self.state) && model.is_complete(self.operator)
    }
}

impl Situation {
    /// All services in use by state and service; those that no wave reaches, that are over, or whose start is undecidable
    /// are left out.
    pub fn uses(&self) -> &[Used] {
        self.uses.get_or_init(|| {
            let mut days: BTreeMap<(StateCode, ServiceId), Date> = BTreeMap::new();
            for row in self.table.rows().iter().filter(|row| row.go_live != GoLive::Undecidable) {
                if let Some(day) = row.judged_on(self.on) {
                    let first = days.entry((row.state, row.service)).or_insert(day);
                    *first = day.min(*first);
                }
            }
            days.into_iter()
                .filter_map(|((state, service), day)| {
                    let span = self.model.use_of(state, service)?.span;
                    let operator = self.model.service(service).operating_state(day);
                    Some(Used { state, service, day, operator, span })
                })
                .collect()
        })
    }

    /// The uses of services that another state operates, both sides readable.
    pub fn shared(&self) -> impl Iterator<Item = &Used> {
        self.uses().iter().filter(|usage| usage.is_shared() && usage.is_decidable(&self.model))
    }

    /// The use of a service by a state, if it is one of [`Situation::uses`].
    pub fn used(&self, state: StateCode, service: ServiceId) -> Option<&Used> {
        let key = |usage: &Used| (usage.state, usage.service);
        let at = self.uses().binary_search_by_key(&(state, service), key).ok()?;
        self.uses().get(at)
    }

    /// The services that a state uses or has planned, and has not left behind, by id.
    pub fn services_of(&self, state: StateCode) -> Vec<ServiceId> {
        let ahead = |end: Option<Date>| end.is_none_or(|end| self.on < end);
        let uses = self.model.uses.iter().filter(|usage| usage.state == state && ahead(usage.end));
        let mut services: Vec<ServiceId> = uses.map(|usage| usage.service.value).collect();
        services.sort_unstable();
        services.dedup();
        services
    }

    /// The stretches of a used service in which it is in operation or planned, in order of place.
    pub fn rows(&self, state: StateCode, service: ServiceId) -> impl Iterator<Item = &Row> {
        let judged = |row: &&Row| row.go_live != GoLive::Undecidable && row.judged_on(self.on).is_some();
        self.table.rows_of(state, service).iter().filter(judged)
    }

    /// The rows of a service in a state that touch a range of units, each with the part inside.
    pub fn rows_within(
        &self,
        state: StateCode,
        service: ServiceId,
        units: &Range<usize>,
    ) -> impl Iterator<Item = (&Row, Range<usize>)> {
        let rows = self.table.rows_of(state, service);
        let first = rows.partition_point(|row| row.units.end <= units.start);
        let (start, end) = (units.start, units.end);
        rows.iter()
            .skip(first)
            .take_while(move |row| row.units.start < end)
            .map(move |row| (row, row.units.start.max(start)..row.units.end.min(end)))
    }
}
