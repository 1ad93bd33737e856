//! Whom a change to the files concerns, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::diff::{Inform, Partner, Place};
use super::diff_sides::Sides;
use super::saying::Saying;
use crate::compare::contacts::{People, Person};
use crate::compare::{Changes, Grade, Tip};
use crate::key::GlobalId;
use crate::model::Link;
use crate::vocabulary::ChannelKind;

impl Sides<'_> {
    /// Whom to inform.
    pub(super) fn inform(&self, changes: &Changes) -> Inform {
        let breaking: BTreeSet<usize> = changes.affected(Grade::Breaking).into_iter().flatten().collect();
        let mut municipalities: Vec<Place> = Vec::new();
        for at in changes.all_affected().into_iter().flatten() {
            let Some(unit) = self.places.units().get(at) else { continue };
            let (key, breaks) = (unit.key.digits(), breaking.contains(&at));
            match municipalities.last_mut() {
                // Districts of one city are told together.
                Some(last) if last.key == key => last.breaking |= breaks,
                _ => municipalities.push(Place { key, name: self.places.name(unit.key), breaking: breaks }),
            }
        }
        let mut why: BTreeMap<GlobalId, BTreeSet<Reason>> = BTreeMap::new();
        for (id, reason) in self.reasons(changes) {
            why.entry(id).or_default().insert(reason);
        }
        let organizations = why.into_iter().map(|(id, reasons)| self.partner(&id, reasons)).collect();
        Inform { municipalities, organizations }
    }

    fn partner(&self, id: &GlobalId, reasons: BTreeSet<Reason>) -> Partner {
        let email = self.find(id).and_then(|(say, number)| {
            let mut channels = say.model.organization(number).channels.iter();
            channels.find(|channel| channel.kind == ChannelKind::Email)
        });
        Partner {
            id: id.to_string(),
            name: self.name(id),
            email: email.map(|channel| channel.address.value.clone()),
            why: reasons.into_iter().map(|reason| reason.words(self.new)).collect(),
        }
    }

    /// Who has to know, and why.
    fn reasons(&self, changes: &Changes) -> Vec<(GlobalId, Reason)> {
        let mut found = Vec::new();
        for (_, difference) in &changes.differences {
            let (old, new) = (difference.before.owners(), difference.after.owners());
            let [before, after] =
                [&old, &new].map(|owners| owners.values().copied().collect::<BTreeSet<_>>());
            found.extend(before.difference(&after).map(|id| ((*id).clone(), Reason::NoLongerAnswers)));
            found.extend(after.difference(&before).map(|id| ((*id).clone(), Reason::Answers)));
            if before == after && old.keys().ne(new.keys()) {
                found.extend(after.iter().map(|id| ((*id).clone(), Reason::OtherChannels)));
            }
        }
        found.extend(changes.contacts.iter().map(|(_, change, _)| (change.id.clone(), Reason::Contact)));
        let named = changes.contacts.iter().flat_map(|(_, change, _)| &change.people);
        for change in named.filter(|change| change.what != People::Role) {
            let named = [change.before.as_ref(), change.after.as_ref()].into_iter().flatten();
            found.extend(named.filter_map(|person| match person {
                Person::Organization(id) => Some((id.clone(), Reason::Named)),
                Person::Role(_) | Person::Inside | Person::Unknown => None,
            }));
        }
        for (_, change) in &changes.ways {
            for tip in [&change.course.from, &change.course.to] {
                if let Tip::Organization(id) = tip {
                    found.push((id.clone(), Reason::Way));
                }
            }
        }
        for (_, change) in &changes.feedback {
            let [before, after] = [&change.before, &change.after].map(|told| told.target.as_ref());
            if before.map(|(id, _)| id) != after.map(|(id, _)| id) {
                found.extend(before.map(|(id, _)| (id.clone(), Reason::NoMoreFeedback)));
                found.extend(after.map(|(id, _)| (id.clone(), Reason::Feedback)));
            }
        }
        let states: BTreeSet<_> = changes
            .all_affected()
            .into_iter()
            .flatten()
            .filter_map(|at| self.places.units().get(at))
            .map(|unit| unit.key.state())
            .collect();
        for say in [self.old, self.new] {
            let offices =
                states.iter().filter_map(|state| say.model.states.get(state)?.coordination.as_ref());
            let known = offices.filter_map(|office| Link::known(office.value));
            found.extend(known.map(|id| (say.model.organization(id).id.clone(), Reason::Coordinates)));
        }
        found
    }
}

/// Why an organization has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    NoLongerAnswers,
    Answers,
    OtherChannels,
    Contact,
    Named,
    NoMoreFeedback,
    Feedback,
    Way,
    Coordinates,
}

impl Reason {
    const fn words(self, say: &Saying<'_>) -> &'static str {
        match self {
            Self::NoLongerAnswers => {
                say.word("antwortet für einige nicht mehr", "no longer answers for some")
            }
            Self::Answers => say.word("antwortet für einige neu", "newly answers for some"),
            Self::OtherChannels => say.word("antwortet auf anderen Kanälen", "answers on other channels"),
            Self::Contact => say.word("andere Kontaktdaten", "other contact data"),
            Self::Named => say.word(
                "Vertretung oder übergeordnet: das ändert sich bei einer Stelle",
                "deputy or superior: that changes for an organization",
            ),
            Self::NoMoreFeedback => {
                say.word("bekommt von einigen kein Feedback mehr", "gets no more feedback from some")
            }
            Self::Feedback => say.word("bekommt von einigen neu Feedback", "newly gets feedback from some"),
            Self::Way => say.word("ein vereinbarter Weg ändert sich", "an agreed way changes"),
            Self::Coordinates => {
                say.word("koordiniert für ein betroffenes Land", "coordinates for a state concerned")
            }
        }
    }
}
