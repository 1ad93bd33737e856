//! What becomes of a service when the competence of a Kommune ends (semantics 31): who follows, or that nobody does.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Situation;
use super::carriers::{Duty, Ended};
use crate::key::Area;
use crate::model::{OrganizationId, ServiceId};
use crate::routing::Competent;
use crate::time::Date;

/// Who is competent after the last day of a competence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Successors {
    /// The authorities, sorted.
    pub organizations: BTreeSet<OrganizationId>,
    /// Whether nobody is, in some place.
    pub nobody: bool,
    /// Whether it cannot be told in some place, or two are named.
    pub unclear: bool,
}

impl Situation {
    /// What a Kommune was competent for and is no longer.
    pub fn ended(&self, key: Area) -> impl Iterator<Item = (ServiceId, &Ended)> {
        let all = self.carried(key.state()).into_iter().flat_map(|carried| &carried.ended);
        all.filter_map(move |(service, bodies)| Some((*service, bodies.get(&key)?)))
    }

    /// Who follows on a competence that is over, as it is when the service is judged.
    pub fn successors(&self, key: Area, service: ServiceId, ended: &Ended) -> Successors {
        self.after(key, service, (&ended.units, &ended.inside), None)
    }

    /// Who follows on the last day of what a Kommune carries; nothing where no end is known, or the service ends with it.
    pub fn successors_of(&self, key: Area, service: ServiceId, duty: &Duty) -> Option<(Date, Successors)> {
        let day = duty.until?;
        let found = self.after(key, service, (&duty.units, &duty.inside), Some(day));
        (found != Successors::default()).then_some((day, found))
    }

    fn after(
        &self,
        key: Area,
        service: ServiceId,
        (units, inside): (&[Range<usize>], &BTreeSet<Area>),
        day: Option<Date>,
    ) -> Successors {
        let mut found = Successors::default();
        let table = &self.table;
        let state = key.state();
        let whole = units.iter().filter_map(|range| {
            let unit = table.places().units().get(range.start)?;
            Some((table.row_at(state, service, range.start)?, (unit.key, unit.district.as_deref())))
        });
        let parts = inside.iter().filter_map(|area| {
            Some((table.row_at(state, service, table.places().around(*area).start)?, (*area, None)))
        });
        for (row, place) in whole.chain(parts) {
            let day = day.unwrap_or_else(|| row.judged_on(self.on).unwrap_or(self.on));
            if row.end.is_some_and(|end| end <= day) {
                continue;
            }
            for matter in row.matters() {
                match table.competent_in(place, matter, day) {
                    Competent::One(id) => {
                        found.organizations.insert(id);
                    }
                    Competent::Nobody => found.nobody = true,
                    Competent::Several(_) | Competent::Undecidable => found.unclear = true,
                }
            }
        }
        found
    }
}
