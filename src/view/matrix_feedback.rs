//! The row of the responsibility matrix on feedback: who owes it, who gives it, who is told of it (S10).

use std::collections::BTreeSet;

use super::figures::Share;
use super::matrix_duty::{Column, Duty, Letter, column, notice_duty};
use super::scene::Scene;
use crate::key::StateCode;
use crate::model::{FeedbackOn, OrganizationId, ServiceId};
use crate::situation::feedback::Standing;
use crate::vocabulary::Purpose;

/// Who gives feedback and who is told of it, and how many of those that owe it have a way, where not all do; nothing where nobody owes any.
pub(super) fn feedback_duty(
    scene: &Scene<'_>,
    state: StateCode,
    service: ServiceId,
    first: &BTreeSet<Column>,
) -> (Option<Duty>, Option<Share>) {
    let situation = scene.situation();
    let judged = situation.feedback_owed(state).and_then(|all| all.get(&service));
    let judged: Vec<_> = judged.into_iter().flatten().collect();
    let others = situation.carried(state).and_then(|carried| carried.others.get(&service));
    let offices: Vec<(OrganizationId, Standing)> = others
        .into_iter()
        .flatten()
        .filter_map(|id| Some((*id, situation.feedback_of_office(state, service, *id)?.0)))
        .collect();
    let owing = judged.len() + offices.len();
    if owing == 0 {
        return (None, None);
    }
    let mut duty = notice_duty(scene, state, service, Purpose::Feedback, first);
    let standings = judged.iter().map(|one| one.standing).chain(offices.iter().map(|one| one.1));
    let lacking = standings.filter(|standing| standing.is_missing()).count();
    // Whoever is competent owes it, and gives it once there is a way (S10).
    duty.give(Column::Competent, Letter::V);
    if lacking < owing {
        duty.give(Column::Competent, Letter::D);
    }
    let told: BTreeSet<OrganizationId> = judged
        .iter()
        .filter_map(|one| match situation.feedback_said(one.key, service)? {
            (FeedbackOn::Told(feedback), _) => feedback.to.known(),
            _ => None,
        })
        .collect();
    duty.give_others(told.into_iter().map(|id| column(scene, id, state)).collect(), Letter::I);
    (Some(duty), (lacking > 0).then_some(Share { have: owing - lacking, of: owing }))
}
