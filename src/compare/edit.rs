//! A model with one thing changed, for "what would be if": pure, and every number stays what it was.

use std::collections::BTreeSet;

use crate::model::{End, Link, Model, OrganizationId, Owner, PathId, SupportId};
use crate::time::{Date, Period, day_after};
use crate::vocabulary::{Level, OrganizationKind};

/// What is supposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    /// An organization is gone: it answers nothing, is competent for nothing, is an end of no path.
    WithoutOrganization(OrganizationId, Date),
    /// No service centre of the 115 answers on first level.
    Without115(Date),
    /// A path is not taken any more.
    WithoutPath(PathId, Date),
    /// A support record ends with this day, inclusive, as `until` does.
    End(SupportId, Date),
}

impl Edit {
    /// The first day on which things are different.
    pub fn from(self) -> Date {
        match self {
            Self::WithoutOrganization(_, from) | Self::Without115(from) | Self::WithoutPath(_, from) => from,
            Self::End(_, last) => day_after(last),
        }
    }

    /// The model as it would be. Records end; none is taken out, so that both models number alike.
    #[must_use]
    pub fn apply(self, model: &Model) -> Model {
        let mut changed = model.clone();
        match self {
            Self::WithoutOrganization(id, from) => without_organization(&mut changed, id, from),
            Self::Without115(from) => {
                let centers = centers_115(model);
                for record in &mut changed.supports {
                    let first = record.level.as_ref().is_some_and(|level| level.value == Level::First);
                    if let Owner::Organization(id) = record.owner.value
                        && first
                        && centers.contains(&id)
                    {
                        stop(&mut record.period, from);
                    }
                }
                for entry in &mut changed.services_115 {
                    stop(&mut entry.period, from);
                }
            }
            Self::WithoutPath(id, from) => {
                if let Some(path) = changed.paths.get_mut(id.index()) {
                    stop(&mut path.period, from);
                }
            }
            Self::End(id, last) => {
                if let Some(record) = changed.supports.get_mut(id.index()) {
                    let end = day_after(last);
                    record.period.until = Some(record.period.from.map_or(end, |from| from.max(end)));
                }
            }
        }
        changed
    }
}

/// The service centres of the 115: by their kind, or named as `center`.
pub fn centers_115(model: &Model) -> BTreeSet<OrganizationId> {
    let by_kind = model.organization_ids().filter(|id| {
        let kind = &model.organization(*id).kind;
        kind.as_ref().is_some_and(|kind| kind.value == OrganizationKind::ServiceCenter115)
    });
    let named = model.services_115.iter().filter_map(|entry| entry.center.and_then(Link::known));
    by_kind.chain(named).collect()
}

fn without_organization(model: &mut Model, id: OrganizationId, from: Date) {
    for record in model.supports.iter_mut().filter(|record| record.owner.value == Owner::Organization(id)) {
        stop(&mut record.period, from);
    }
    for competence in model.competences.iter_mut().filter(|competence| competence.organization == id) {
        stop(&mut competence.period, from);
    }
    for entry in model.services_115.iter_mut().filter(|entry| entry.center == Some(Link::To(id))) {
        stop(&mut entry.period, from);
    }
    let end = End::Organization(id);
    for path in model.paths.iter_mut().filter(|path| path.from.value == end || path.to.value == end) {
        stop(&mut path.period, from);
    }
}

/// Ends a period before a day, at the latest where it ended anyway; what would begin later has no day left.
fn stop(period: &mut Period, from: Date) {
    let end = period.until.map_or(from, |until| until.min(from));
    period.until = Some(period.from.map_or(end, |begin| begin.max(end)));
}
