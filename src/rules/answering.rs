//! Who claims to answer, now or later: what the rules about organizations look at.
//!
//! Read from the records, not from the required cells, so that it holds under every profile.

use crate::model::{Model, OrganizationId, Owner, Support, SupportId};
use crate::situation::Situation;
use crate::situation::{Asked, Limited as _};
use crate::time::Date;
use crate::vocabulary::Level;

/// The support records by which each organization answers on a day or after it, by the organization's index; sorted.
pub(super) fn answering(situation: &Situation) -> Vec<Vec<SupportId>> {
    let (model, on) = (situation.model(), situation.on());
    let mut found: Vec<Vec<SupportId>> = vec![Vec::new(); model.organizations.len()];
    let mut add = |organization: OrganizationId, record: SupportId| {
        if let Some(list) = found.get_mut(organization.index()) {
            list.push(record);
        }
    };
    for id in model.support_ids() {
        let record = model.support(id);
        if !is_claim_from(record, on) {
            continue;
        }
        match record.owner.value {
            Owner::Organization(organization) => add(organization, id),
            Owner::Competent => {
                situation.meant_by(record).for_each(|organization| add(organization, id));
            }
            Owner::Nobody | Owner::Undecidable => {}
        }
    }
    for list in &mut found {
        list.sort_unstable();
        list.dedup();
    }
    found
}

/// Whether a record says without doubt that somebody answers on a level.
pub(super) fn is_claim(record: &Support) -> bool {
    !record.is_broken() && record.level.is_some()
}

/// The same of a record that holds on a day or later.
pub(super) fn is_claim_from(record: &Support, day: Date) -> bool {
    record.level.is_some() && record.force(Asked::from(day)).holds()
}

/// Whether one of the records is about one of the levels.
pub(super) fn has_level(model: &Model, records: &[SupportId], levels: &[Level]) -> bool {
    records
        .iter()
        .filter_map(|id| model.support(*id).level.as_ref())
        .any(|level| levels.contains(&level.value))
}
