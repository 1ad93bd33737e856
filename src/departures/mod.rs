//! The rehearsal of a departure: every duty that an organization or a mailbox holds, and to whom it falls.
//!
//! Questions fall to other records where the table finds one; everything else falls to the deputy, else to the owner of
//! last resort of the state whose files name the duty, else to nobody.

mod duties;

use std::collections::BTreeSet;
use std::ops::Range;

pub use self::duties::Role;
use crate::compare::{Difference, Kind, Who};
use crate::key::StateCode;
use crate::model::{Deputy, Link, Model, Municipality, OrganizationId, Scope, SupportId};
use crate::routing::{Answerer, Table};
use crate::situation::Situation;
use crate::source::Span;
use crate::time::Date;
use crate::vocabulary::ChannelKind;

/// To whom a duty falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heir {
    /// Other records answer, by precedence, without a gap.
    Others,
    /// The deputy, another organization.
    Deputy(OrganizationId),
    /// The owner of last resort of the state.
    LastResort(OrganizationId),
    /// Nobody.
    Orphaned,
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duty {
    /// What it is.
    pub role: Role,
    /// Whose files name it.
    pub state: StateCode,
    /// Where.
    pub span: Span,
    /// To whom it falls.
    pub heir: Heir,
    /// For questions: how many units are answered by it on the day or later.
    pub units: usize,
}

/// Every duty that an organization holds on a day or later. `lost` are the differences that its absence makes, as
/// [`crate::compare::compare`] finds them.
pub fn duties(situation: &Situation, organization: OrganizationId, lost: &[Difference]) -> Vec<Duty> {
    let (table, model, on) = (situation.table(), situation.model(), situation.on());
    let mut found: Vec<Duty> = duties::of(situation, organization)
        .into_iter()
        .map(|(role, state, span)| {
            let (heir, units) = match role {
                Role::Answers(record) => answers(table, organization, state, record, lost, on),
                Role::Competent(_) => competent(table, organization, state, lost, on),
                _ => (heir(model, organization, state), 0),
            };
            Duty { role, state, span, heir, units }
        })
        .collect();
    found.sort();
    found
}

/// To whom a duty falls that no other record takes over.
pub fn heir(model: &Model, organization: OrganizationId, state: StateCode) -> Heir {
    if let Some(Deputy::Organization(Link::To(deputy))) =
        model.organization(organization).deputy.as_ref().map(|deputy| deputy.value)
        && deputy != organization
    {
        return Heir::Deputy(deputy);
    }
    let last = model.states.get(&state).and_then(|state| state.last_resort.as_ref()).map(|last| last.value);
    match last {
        Some(Link::To(last)) if last != organization => Heir::LastResort(last),
        _ => Heir::Orphaned,
    }
}

fn answers(
    table: &Table,
    organization: OrganizationId,
    state: StateCode,
    record: SupportId,
    lost: &[Difference],
    on: Date,
) -> (Heir, usize) {
    let is_lost = lost.iter().any(|difference| {
        is_gone(difference, on) && difference.before.answers().iter().any(|answer| answer.record == record)
    });
    let units = held(table, organization, on, |other| other == record);
    (if is_lost { heir(table.model(), organization, state) } else { Heir::Others }, units)
}

fn competent(
    table: &Table,
    organization: OrganizationId,
    state: StateCode,
    lost: &[Difference],
    on: Date,
) -> (Heir, usize) {
    let model = table.model();
    let by_competence =
        |record: SupportId| model.support(record).owner.value == crate::model::Owner::Competent;
    let is_lost = lost.iter().any(|difference| {
        is_gone(difference, on)
            && difference.before.answers().iter().any(|answer| {
                by_competence(answer.record)
                    && matches!(answer.who, Who::Organization { number, .. } if number == organization)
            })
    });
    let units = held(table, organization, on, by_competence);
    (if is_lost { heir(model, organization, state) } else { Heir::Others }, units)
}

fn is_gone(difference: &Difference, on: Date) -> bool {
    difference.kind == Kind::Lost && difference.since(on).is_some()
}

/// How many units an organization answers by some records on a day or later.
fn held(table: &Table, organization: OrganizationId, on: Date, wanted: impl Fn(SupportId) -> bool) -> usize {
    let mut units: BTreeSet<usize> = BTreeSet::new();
    for row in table.rows() {
        let holds = row
            .timelines
            .iter()
            .flat_map(|timeline| &timeline.segments)
            .filter(|segment| !segment.period.is_over(on))
            .flat_map(|segment| &segment.answers)
            .any(|answer| answer.answerer == Answerer::Organization(organization) && wanted(answer.record));
        if holds {
            let range: Range<usize> = row.units.clone();
            units.extend(range);
        }
    }
    units.len()
}

/// The organizations that are reached over a mailbox; capital letters do not matter.
pub fn holders(model: &Model, mailbox: &str) -> Vec<OrganizationId> {
    let mailbox = mailbox.to_lowercase();
    model
        .organization_ids()
        .filter(|id| {
            model.organization(*id).channels.iter().any(|channel| {
                channel.kind == ChannelKind::Email && channel.address.value.to_lowercase() == mailbox
            })
        })
        .collect()
}

/// Whether a duty needs a channel of a kind: it names it, and no other.
pub fn needs(model: &Model, role: Role, kind: ChannelKind) -> bool {
    let only = |channels: &Scope<ChannelKind>| matches!(channels, Scope::Only(list) if list == &[kind]);
    match role {
        Role::Answers(record) => only(&model.support(record).channels),
        Role::TellsBy(path) | Role::IsToldBy(path) => model.path(path).channel == Some(kind),
        Role::ReceivesFeedback(at) => {
            let feedback = model.municipality(at).and_then(Municipality::feedback_told);
            feedback.and_then(|feedback| feedback.channel) == Some(kind)
        }
        _ => false,
    }
}
