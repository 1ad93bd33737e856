//! Following communication paths hop by hop: from whom, over which paths valid on a day, to whom it gets at last.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use crate::key::{Area, StateCode};
use crate::model::{End, Link, Model, OrganizationId, Owner, Path, ServiceId};
use crate::time::Date;
use crate::vocabulary::{Level, Purpose};

/// The paths for one purpose, service, co-using state and day.
#[derive(Debug)]
pub(super) struct Ways<'c> {
    paths: Vec<&'c Path>,
    /// A path of which a part is broken may be the one that seems to be missing.
    pub(super) uncertain: bool,
    competent: BTreeSet<OrganizationId>,
    levels: BTreeMap<Level, BTreeSet<OrganizationId>>,
    model: &'c Model,
}

/// What can be reached, in the order of discovery, each end with the path that led to it.
#[derive(Debug, Default)]
pub(super) struct Walk<'c> {
    /// The ends reached; the first ones are the starts.
    pub(super) reached: Vec<(End, Option<&'c Path>)>,
    /// Those of them from which no path goes on.
    pub(super) last: BTreeSet<End>,
}

impl<'c> Ways<'c> {
    /// Ends such as `@first` and `municipality` mean those of the state in whose file they stand, so only the files of
    /// the co-using and the operating state may use them; paths between named organizations count wherever they stand.
    pub(super) fn new(
        context: &Context<'c>,
        purpose: Purpose,
        service: ServiceId,
        (state, operator): (StateCode, StateCode),
        day: Date,
    ) -> Self {
        let model = context.model;
        let near = |path: &Path| path.state == state || path.state == operator;
        let paths = model
            .paths
            .iter()
            .filter(|path| {
                path.purpose == Some(purpose)
                    && !path.shadow
                    && path.services.has(&service)
                    && path.period.contains(day)
                    && (near(path) || matches!(path.from.value, End::Organization(_)))
            })
            .collect();
        let uncertain = model
            .paths
            .iter()
            .any(|path| path.shadow && near(path) && path.purpose.is_none_or(|found| found == purpose));
        let competent: BTreeSet<OrganizationId> = model
            .competences
            .iter()
            .filter(|competence| competence.state == state && competence.services.has(&service))
            .map(|competence| competence.organization)
            .collect();
        let mut levels: BTreeMap<Level, BTreeSet<OrganizationId>> = BTreeMap::new();
        for record in &model.supports {
            let Some(level) = record.level.as_ref().map(|level| level.value) else { continue };
            if (record.state != state && record.state != operator) || !record.services.has(&service) {
                continue;
            }
            match record.owner.value {
                Owner::Organization(organization) => {
                    levels.entry(level).or_default().insert(organization);
                }
                Owner::Competent => levels.entry(level).or_default().extend(&competent),
                Owner::Nobody | Owner::Undecidable => {}
            }
        }
        Self { paths, uncertain, competent, levels, model }
    }

    /// The paths themselves.
    pub(super) fn paths(&self) -> &[&'c Path] {
        &self.paths
    }

    /// Which of the paths hold at a place, by index; places where the same ones hold behave alike.
    pub(super) fn at(&self, place: Area) -> Vec<usize> {
        self.paths.iter().enumerate().filter(|(_, path)| holds(path, Some(place))).map(|(at, _)| at).collect()
    }

    /// Follows the paths from some starts; with a place, only those that hold there.
    pub(super) fn follow(&self, starts: &BTreeSet<End>, place: Option<Area>) -> Walk<'c> {
        let mut walk = Walk::default();
        let mut seen: BTreeSet<End> = starts.clone();
        walk.reached.extend(starts.iter().map(|start| (*start, None)));
        let mut next = 0;
        while let Some((end, _)) = walk.reached.get(next).copied() {
            next += 1;
            let same = self.same(end);
            let mut goes_on = false;
            for path in self.paths.iter().filter(|path| same.contains(&path.from.value) && holds(path, place))
            {
                goes_on = true;
                if seen.insert(path.to.value) {
                    walk.reached.push((path.to.value, Some(path)));
                }
            }
            if !goes_on {
                walk.last.insert(end);
            }
        }
        walk
    }

    /// All ends that mean the same body as this one: an authority is `@competent`, and `@first` where it answers there.
    pub(super) fn same(&self, end: End) -> BTreeSet<End> {
        let mut same = BTreeSet::from([end]);
        match end {
            End::Organization(organization) => {
                if self.competent.contains(&organization) {
                    same.insert(End::Competent);
                }
                if self.model.organization(organization).municipality.is_some() {
                    same.insert(End::Municipality);
                }
                let levels = self.levels.iter().filter(|(_, owners)| owners.contains(&organization));
                same.extend(levels.map(|(level, _)| End::Level(*level)));
            }
            End::Competent | End::Municipality => {
                same.extend([End::Competent, End::Municipality]);
                same.extend(self.competent.iter().map(|organization| End::Organization(*organization)));
            }
            End::Level(level) => {
                let owners = self.levels.get(&level).into_iter().flatten();
                same.extend(owners.map(|organization| End::Organization(*organization)));
                if self.levels.get(&level).is_some_and(|owners| !owners.is_disjoint(&self.competent)) {
                    same.insert(End::Competent);
                }
            }
            End::Citizen | End::Undecidable => {}
        }
        same
    }
}

/// Whether a path holds at a place.
fn holds(path: &Path, place: Option<Area>) -> bool {
    let areas = path.area.listed();
    place.is_none_or(|place| {
        areas.is_empty() || areas.iter().any(|area| area.contains(place) || place.contains(*area))
    })
}

/// Whether an organization stands on the operator's side of a service: in its files, as its IT provider, or named by it as
/// owner of a level (semantics 6: side is whose record names it, not where it sits).
pub(super) fn is_operators(
    model: &Model,
    organization: OrganizationId,
    service: ServiceId,
    operator: StateCode,
    day: Date,
) -> bool {
    model.organization(organization).id.state == operator
        || model.service(service).it_provider(day) == Some(Link::To(organization))
        || model.supports.iter().any(|record| {
            record.state == operator
                && record.services.has(&service)
                && record.owner.value == Owner::Organization(organization)
        })
        || model.states.get(&operator).and_then(|state| state.coordination.as_ref()).map(|found| found.value)
            == Some(Link::To(organization))
}
