//! Which Kommune carries which office (semantics 12 a, 29), and what a Kommune inherits (30).

use std::collections::{BTreeMap, BTreeSet};

use lotse::time::Date;

use super::answers::{Found, Start};
use super::keys::{around, contains};
use super::records::{Feedback, Kommune, Organization, Records, Use, Who};

/// The offices of the Kommunen of a state.
#[derive(Debug, Default)]
pub struct Carriers {
    /// By Kommune and service: the offices that are competent somewhere, or will be.
    pub offices: BTreeMap<(String, String), BTreeSet<String>>,
    /// Those of them that are competent on the day on which their place is judged.
    pub now: BTreeMap<(String, String), BTreeSet<String>>,
    /// By service and place: the competent office, whoever carries it.
    pub competent: BTreeMap<(String, String), String>,
    /// By Kommune and service: the first day on which one of its offices is judged, and competent.
    pub days: BTreeMap<(String, String), Date>,
    /// Services for which it cannot be told somewhere who is competent: nothing is claimed of who owes.
    pub unsure: BTreeSet<String>,
}

impl Carriers {
    /// The Kommunen that carry an office, whatever for.
    pub fn kommunen(&self) -> BTreeSet<String> {
        self.offices.keys().map(|(kommune, _)| kommune.clone()).collect()
    }

    /// The services for which a Kommune carries an office.
    pub fn services(&self, kommune: &str) -> BTreeSet<String> {
        self.offices
            .keys()
            .filter(|(other, _)| other == kommune)
            .map(|(_, service)| service.clone())
            .collect()
    }
}

impl Records {
    /// The Kommune that carries an office: as the record says; else, for an authority that is competent in one Kommune, or in keys
    /// that lie in one Kreis or Verband, that one.
    ///
    /// Of several keys in one Kreis the semantics do not say whether "that Kommune" is the Kreis; a user would expect it, for a body
    /// that serves several Gemeinden is none of theirs. All entries of the office count, whatever their period: it does not
    /// change its home when one of them ends.
    pub fn carrier(&self, office: &str) -> Option<String> {
        let Organization { kind, municipality, carrier, .. } = &self.organizations[office];
        if carrier.is_some() {
            return None;
        }
        if municipality.is_some() {
            return municipality.clone();
        }
        let entries: Vec<_> = self.competences.iter().filter(|entry| entry.who == office).collect();
        let everywhere = entries.iter().any(|entry| entry.limit.area.is_none());
        let municipal = ["authority", "municipal-administration"].contains(&kind.as_str());
        if everywhere || !municipal {
            return None;
        }
        let keys: Vec<String> =
            entries.iter().flat_map(|entry| entry.limit.area.clone().unwrap_or_default()).collect();
        around(&keys)
    }

    /// All offices of a state that are competent for a planned service somewhere, by who carries them. Judged where and when the
    /// service is judged: a competence that has ended by then owes nothing; one that begins later owes from that day, and is asked
    /// before (semantics 31).
    pub fn carriers(&self, state: &str) -> Carriers {
        let mut found = Carriers::default();
        for usage in self.uses.iter().filter(|usage| usage.state == state) {
            for entry in self
                .competences
                .iter()
                .filter(|entry| entry.state == state && entry.limit.has_service(&usage.service))
            {
                for place in self.places_of(state, entry.limit.area.as_ref()) {
                    if self.start(usage, &place) == Start::Undecidable {
                        found.unsure.insert(usage.service.clone());
                    }
                    let Some(day) = self.judged(usage, &place) else { continue };
                    self.note(&mut found, (usage, &place), &entry.who, day);
                }
            }
        }
        found
    }

    /// Notes an office in a place, if it is competent there on the day or later.
    fn note(&self, found: &mut Carriers, (usage, place): (&Use, &str), office: &str, judged: Date) {
        let service = &usage.service;
        let bounds = self.competences.iter().flat_map(|entry| entry.period.bounds());
        let later: BTreeSet<Date> = bounds.filter(|day| *day > judged).collect();
        for day in [judged].into_iter().chain(later) {
            match self.competent(&usage.state, place, service, day) {
                Found::One(winner) if winner == office => {
                    if let Some(kommune) = self.carrier(&winner) {
                        let key = (kommune, service.clone());
                        let first = found.days.entry(key.clone()).or_insert(day);
                        *first = day.min(*first);
                        found.offices.entry(key.clone()).or_default().insert(winner.clone());
                        if day == judged {
                            found.now.entry(key).or_default().insert(winner.clone());
                        }
                    }
                    if day == judged {
                        found.competent.insert((service.clone(), place.to_owned()), winner);
                    }
                }
                Found::Undecidable => {
                    found.unsure.insert(service.clone());
                }
                Found::Several if day == judged => {
                    found.unsure.insert(service.clone());
                }
                _ => {}
            }
        }
    }

    /// The places in which an entry may hold: the leaves inside its areas; an area inside a leaf stands for itself.
    fn places_of(&self, state: &str, area: Option<&Vec<String>>) -> BTreeSet<String> {
        match area {
            None => self.leaves(state),
            Some(areas) => areas.iter().flat_map(|area| self.places(state, area)).collect(),
        }
    }

    /// The records from which a Kommune inherits, nearest first.
    pub fn inherited<'r>(&'r self, kommune: &str) -> impl Iterator<Item = &'r Kommune> {
        let mut nearest: Vec<(&String, &Kommune)> =
            self.kommunen.iter().filter(|(key, _)| contains(key, kommune)).collect();
        nearest.sort_by_key(|(key, _)| std::cmp::Reverse(key.len()));
        nearest.into_iter().map(|(_, record)| record)
    }

    /// What the nearest record says about feedback on a service.
    pub fn own_feedback<'r>(&'r self, kommune: &str, service: &str) -> Option<&'r Feedback> {
        self.inherited(kommune).filter_map(|record| record.feedback.as_ref()).find(
            |feedback| match feedback {
                Feedback::Declined => true,
                Feedback::To { limit, .. } => limit.has_service(service),
            },
        )
    }

    /// Whom a Kommune asks about a solution: the nearest value, `[state]` last; a broken one does not fall through.
    pub fn support_contact<'r>(
        &'r self,
        state: &str,
        kommune: &str,
        of: fn(&Kommune) -> Option<&Who>,
    ) -> Option<&'r Who> {
        self.inherited(kommune).chain(self.states.get(state)).find_map(of)
    }
}
