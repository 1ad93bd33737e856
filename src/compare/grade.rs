//! How much a change to the files matters, and to whom.

use std::ops::Range;

use super::contacts::{ContactChange, contact_changes};
use super::feedback::{FeedbackChange, feedback_changes};
use super::paths::{WayChange, way_changes};
use super::{Difference, Kind, Units, compare_with};
use crate::key::StateCode;
use crate::model::{Link, Model, Municipality, OrganizationId, PartId};
use crate::routing::{GoLive, Table, joined};
use crate::situation::Situation;
use crate::vocabulary::{ChannelKind, Vocabulary as _};

/// How much a change matters. What is in neither is wording, order, or the place in the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Somebody loses an answer or a channel.
    Breaking,
    /// Somebody has to know: owner, channel, hours, contact data, feedback, what is required.
    ToBeTold,
}

/// What a change to the files means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The differences between the tables that matter from the day forward, worst grade and kind first.
    pub differences: Vec<(Grade, Difference)>,
    /// Organizations that are reached otherwise, each with the places where that matters.
    pub contacts: Vec<(Grade, ContactChange, Vec<Range<usize>>)>,
    /// Whom municipalities tell, on the day.
    pub feedback: Vec<(Grade, FeedbackChange)>,
    /// Agreed ways that are gone, new or different.
    pub ways: Vec<(Grade, WayChange)>,
}

impl Changes {
    /// Whether anything is breaking.
    pub fn is_breaking(&self) -> bool {
        self.grades().any(|grade| grade == Grade::Breaking)
    }

    fn grades(&self) -> impl Iterator<Item = Grade> {
        let differences = self.differences.iter().map(|(grade, _)| *grade);
        let contacts = self.contacts.iter().map(|(grade, ..)| *grade);
        let ways = self.ways.iter().map(|(grade, _)| *grade);
        differences.chain(contacts).chain(self.feedback.iter().map(|(grade, _)| *grade)).chain(ways)
    }

    /// The places where something of a grade changes, in order and without overlap.
    pub fn affected(&self, of: Grade) -> Vec<Range<usize>> {
        let differences =
            self.differences.iter().filter(|(grade, _)| *grade == of).flat_map(|(_, found)| found.ranges());
        let contacts = self.contacts.iter().filter(|(grade, ..)| *grade == of).flat_map(|(_, _, at)| at);
        let feedback = self.feedback.iter().filter(|(grade, _)| *grade == of);
        let feedback = feedback.flat_map(|(_, found)| &found.units);
        let ways = self.ways.iter().filter(|(grade, _)| *grade == of);
        let ways = ways.flat_map(|(_, found)| &found.units);
        let others = contacts.chain(feedback).chain(ways).cloned();
        joined(differences.chain(others).collect())
    }

    /// The places where anything changes for anybody, in order and without overlap.
    pub fn all_affected(&self) -> Vec<Range<usize>> {
        let both = [Grade::Breaking, Grade::ToBeTold].into_iter().flat_map(|grade| self.affected(grade));
        joined(both.collect())
    }
}

/// What a change means from a day forward; both situations over the same places and for the same day.
pub fn changes(old: &Situation, new: &Situation) -> Changes {
    let (before, after, on) = (old.table(), new.table(), old.on());
    let contacts = contact_changes(before.model(), after.model());
    let mut differences: Vec<(Grade, Difference)> = compare_with(before, after, &contacts)
        .into_iter()
        .filter(|difference| difference.since(on).is_some())
        .flat_map(|difference| graded(difference, after))
        .collect();
    differences.sort_by_key(|(grade, _)| *grade);
    let contacts = contacts
        .into_iter()
        .flat_map(by_loss)
        .map(|(lost, change)| {
            let units = concerned(&change, &differences, [old, new]);
            // What nobody relies on is lost for nobody.
            let breaks = lost && !units.is_empty();
            (if breaks { Grade::Breaking } else { Grade::ToBeTold }, change, units)
        })
        .collect();
    let feedback = feedback_changes(old, new)
        .into_iter()
        .map(|change| (if change.is_lost() { Grade::Breaking } else { Grade::ToBeTold }, change))
        .collect();
    let ways = way_changes(old, new)
        .into_iter()
        .map(|change| (if change.lost { Grade::Breaking } else { Grade::ToBeTold }, change))
        .collect();
    Changes { differences, contacts, feedback, ways }
}

/// The channels that are lost, and those that are only different.
fn by_loss(change: ContactChange) -> Vec<(bool, ContactChange)> {
    let ContactChange { id, numbers, channels, people } = change;
    let (lost, other): (Vec<_>, Vec<_>) = channels.into_iter().partition(|channel| channel.lost);
    [(true, lost, Vec::new()), (false, other, people)]
        .into_iter()
        .filter(|(_, channels, people)| !channels.is_empty() || !people.is_empty())
        .map(|(lost, channels, people)| (lost, ContactChange { id: id.clone(), numbers, channels, people }))
        .collect()
}

/// A difference with its grade. Where nobody has to answer any more, an answer is lost if there was one; a start that is
/// merely put off takes nothing away, so the places may differ.
fn graded(difference: Difference, after: &Table) -> Vec<(Grade, Difference)> {
    match difference.kind {
        Kind::Lost | Kind::ChannelLost | Kind::ContactLost => vec![(Grade::Breaking, difference)],
        Kind::Dropped if difference.before.is_covered() => {
            let (later, gone) = put_off(&difference, after);
            [(Grade::Breaking, gone), (Grade::ToBeTold, later)]
                .into_iter()
                .filter(|(_, units)| !units.is_empty())
                .map(|(grade, units)| (grade, Difference { units, ..difference.clone() }))
                .collect()
        }
        _ => vec![(Grade::ToBeTold, difference)],
    }
}

/// The places at which the service starts when the difference ends, or later; and the others.
fn put_off(difference: &Difference, after: &Table) -> (Vec<Units>, Vec<Units>) {
    let model = after.model();
    let service = model.service_ids().find(|id| model.service(*id).id == difference.service);
    let starts_later = |unit: &usize| {
        let row = after.row_at(difference.state, service?, *unit)?;
        let end = difference.period.until?;
        // A start after the end of the use is none.
        let is_ahead = |start| end <= start && row.end.is_none_or(|over| start < over);
        let is_meant = |part: Option<PartId>| {
            difference.part.is_none() || part.is_none_or(|part| Some(&model.part(part).id) == difference.part.as_ref())
        };
        let mut starts = row.matters().filter(|matter| is_meant(matter.part));
        Some(starts.any(|matter| matches!(row.go_live_of(matter.part), GoLive::On(start) if is_ahead(start))))
    };
    let (later, gone): (Vec<usize>, Vec<usize>) =
        difference.ranges().into_iter().flatten().partition(|unit| starts_later(unit).unwrap_or(false));
    let units = |list: Vec<usize>| {
        let ranges = joined(list.into_iter().map(|at| at..at + 1).collect());
        ranges.into_iter().map(|range| Units { start: range.start, end: range.end }).collect()
    };
    (units(later), units(gone))
}

/// Where it matters how an organization is reached: where it answers as before on such a channel, and where municipalities
/// are told to turn to it.
fn concerned(
    change: &ContactChange,
    differences: &[(Grade, Difference)],
    sides: [&Situation; 2],
) -> Vec<Range<usize>> {
    let answers = |difference: &&Difference| {
        // Nobody relies on what was not certain, or is not any more: that is told as a difference by itself.
        if !difference.before.is_covered() || !difference.after.is_covered() {
            return false;
        }
        let (old, new) = (difference.before.owners(), difference.after.owners());
        let answers_on = |kind: ChannelKind| {
            [&old, &new].iter().all(|owners| owners.get(&kind).is_some_and(|owner| **owner == change.id))
        };
        // Who inside answers matters on whatever channel.
        change.channels.iter().any(|channel| answers_on(channel.kind))
            || (!change.people.is_empty() && ChannelKind::all().iter().any(|kind| answers_on(*kind)))
    };
    let mut units: Vec<Range<usize>> = differences
        .iter()
        .map(|(_, difference)| difference)
        .filter(answers)
        .flat_map(Difference::ranges)
        .collect();
    for (situation, number) in sides.into_iter().zip(change.numbers) {
        let (model, places) = (situation.model(), situation.table().places());
        let named = situation.recorded().filter(|(_, record)| turns_to(record, number));
        units.extend(named.map(|(key, _)| places.around(key)));
        units.extend(states_turning_to(model, number).map(|state| places.of_state(state)));
    }
    joined(units)
}

fn turns_to(record: &Municipality, organization: OrganizationId) -> bool {
    let contacts = [&record.support_contact.interim, &record.support_contact.long_term];
    let asked = contacts.into_iter().flatten().any(|contact| contact.value == Link::To(organization));
    asked || record.feedback_told().is_some_and(|feedback| feedback.to == Link::To(organization))
}

fn states_turning_to(model: &Model, organization: OrganizationId) -> impl Iterator<Item = StateCode> {
    model
        .states
        .values()
        .filter(move |state| {
            let contacts = [&state.support_contact.interim, &state.support_contact.long_term];
            contacts.into_iter().flatten().any(|contact| contact.value == Link::To(organization))
        })
        .map(|state| state.code)
}
