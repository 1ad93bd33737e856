//! Who carries an office (semantics 29).

use std::collections::BTreeSet;

use super::{Limited as _, Situation};
use crate::key::{Area, AreaLevel, StateCode};
use crate::model::{CarriedBy, Competence, Model, OrganizationId, Scope, Support};
use crate::vocabulary::{Carrier as Body, OrganizationKind};

/// Who carries an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carrier {
    /// A Kommune; `assumed` where the files do not say so and all for which the office is competent lies in one.
    Kommune {
        /// Its key.
        key: Area,
        /// Whether this is concluded from its competences.
        assumed: bool,
    },
    /// The Land, the federation or an association: it owes for itself, and no Kommune owes for it.
    Body(Body),
    /// The files do not say, and nothing can be concluded: nobody is asked until they do.
    Unsaid,
    /// What says it is broken.
    Undecidable,
    /// It is competent for nothing.
    Nobody,
}

/// An organization as an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Office {
    /// Who carries it.
    pub carrier: Carrier,
}

impl Situation {
    /// Who carries an office.
    pub fn carrier(&self, organization: OrganizationId) -> Carrier {
        self.offices().get(organization.index()).map_or(Carrier::Nobody, |office| office.carrier)
    }

    /// The organizations that the word "the competent authority" of a support record may mean on a day or later.
    pub fn meant_by(&self, record: &Support) -> impl Iterator<Item = OrganizationId> {
        let (state, period) = (record.state, record.period);
        let meets = move |competence: &&Competence| {
            competence.state == state
                && !competence.is_broken()
                && competence.period.overlaps(period)
                && !competence.period.intersect(period).is_over(self.on)
                && share(&competence.services, &record.services, |one, two| one == two)
                && share(&competence.area, &record.area, |one, two| one.contains(*two) || two.contains(*one))
                && competence.district.as_ref().zip(record.district.as_ref()).is_none_or(|(one, two)| one == two)
        };
        self.model.competences.iter().filter(meets).map(|competence| competence.organization)
    }

    /// The Kommune that carries an office, where one does.
    pub fn home(&self, organization: OrganizationId) -> Option<Area> {
        match self.carrier(organization) {
            Carrier::Kommune { key, .. } => Some(key),
            Carrier::Body(_) | Carrier::Unsaid | Carrier::Undecidable | Carrier::Nobody => None,
        }
    }
}

/// All offices, by number of their organization.
pub(super) fn offices(model: &Model) -> Vec<Office> {
    let mut competences: Vec<Vec<&Competence>> = model.organizations.iter().map(|_| Vec::new()).collect();
    for competence in &model.competences {
        if let Some(own) = competences.get_mut(competence.organization.index()) {
            own.push(competence);
        }
    }
    let carriers = model.organization_ids().zip(&competences);
    carriers.map(|(id, own)| Office { carrier: carrier(model, id, own) }).collect()
}

fn carrier(model: &Model, id: OrganizationId, competences: &[&Competence]) -> Carrier {
    let organization = model.organization(id);
    match organization.carried_by() {
        Some(CarriedBy::Municipality(key)) => Carrier::Kommune { key, assumed: false },
        Some(CarriedBy::Other(body)) => Carrier::Body(body),
        Some(CarriedBy::Undecidable) => Carrier::Undecidable,
        None if competences.is_empty() => Carrier::Nobody,
        None if competences.iter().any(|competence| competence.is_area_broken()) => Carrier::Undecidable,
        None => {
            let municipal = organization.kind.as_ref().is_none_or(|kind| {
                matches!(kind.value, OrganizationKind::Authority | OrganizationKind::MunicipalAdministration)
            });
            let common = if municipal { common(competences, organization.id.state) } else { None };
            common.map_or(Carrier::Unsaid, |key| Carrier::Kommune { key, assumed: true })
        }
    }
}

/// The one Kommune in which all keys of some competences lie: themselves, where they are one; else their Verband or Kreis.
fn common(competences: &[&Competence], state: StateCode) -> Option<Area> {
    let mut keys: BTreeSet<Area> = BTreeSet::new();
    for competence in competences {
        let Scope::Only(areas) = &competence.area else { return None };
        keys.extend(areas);
    }
    let first = keys.first().copied().filter(|key| key.state() == state && key.len() >= 5)?;
    if keys.len() == 1 {
        return Some(first);
    }
    let inside = |level: AreaLevel| {
        let around = if first.level() == level { Some(first) } else { first.truncate(level) };
        around.filter(|around| keys.iter().all(|key| around.contains(*key)))
    };
    inside(AreaLevel::Association)
        .filter(|around| is_verband(*around))
        .or_else(|| inside(AreaLevel::District))
}

/// Whether two limits have something in common.
fn share<T>(one: &Scope<T>, two: &Scope<T>, same: impl Fn(&T, &T) -> bool) -> bool {
    match (one, two) {
        (Scope::All, _) | (_, Scope::All) => true,
        (Scope::Only(one), Scope::Only(two)) => one.iter().any(|one| two.iter().any(|two| same(one, two))),
    }
}

/// Whether a key of nine digits is that of a Gemeindeverband, not of a Gemeinde that belongs to none (semantics 27).
fn is_verband(key: Area) -> bool {
    key.digits().chars().nth(5) == Some('5')
}
