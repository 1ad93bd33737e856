//! The knowledge process between operating and co-using state: evaluated support information goes into answers and into
//! further development (S8, semantics 22).

use std::collections::BTreeSet;

use super::Situation;
use super::force::{Asked, Force, Limited};
use crate::key::StateCode;
use crate::model::{Knowledge, Link, OrganizationId, ServiceId};
use crate::time::Date;
use crate::vocabulary::KnowledgeSink;

/// One side of the process for a service, on a day.
#[derive(Debug, Clone, Default)]
pub struct Side<'m> {
    /// The records in force, in order of the files.
    pub records: Vec<&'m Knowledge>,
    /// Records that begin later.
    pub ahead: Vec<&'m Knowledge>,
    /// A record is broken, or names nobody whom one knows: what is missing may be there.
    pub uncertain: bool,
}

impl<'m> Side<'m> {
    /// Whether somebody evaluates: yes, no, or nobody can tell.
    pub fn is_owned(&self) -> Force {
        match (self.owners().is_empty(), self.uncertain) {
            (false, _) => Force::Yes,
            (true, true) => Force::Unknown,
            (true, false) => Force::No,
        }
    }

    /// Who evaluates, sorted.
    pub fn owners(&self) -> BTreeSet<OrganizationId> {
        self.records.iter().filter_map(|record| record.owner.known()).collect()
    }

    /// The records in force and those that begin later: the process is a long-term one, and is never late (semantics 13).
    pub fn planned(&self) -> impl Iterator<Item = &'m Knowledge> {
        self.records.iter().chain(&self.ahead).copied()
    }
}

/// Both sides of the process for a service that a state uses.
#[derive(Debug, Clone)]
pub struct Process<'m> {
    /// The co-using state's side.
    pub own: Side<'m>,
    /// The operator's side.
    pub operator: Side<'m>,
    /// Whether the state operates the service itself and owes itself no loop (semantics 12 f).
    pub is_own: bool,
}

impl<'m> Process<'m> {
    /// All records in force, the co-using state's first.
    pub fn records(&self) -> impl Iterator<Item = &'m Knowledge> {
        self.own.records.iter().chain(&self.operator.records).copied()
    }

    /// What the result flows into, by both sides together.
    pub fn sinks(&self) -> BTreeSet<KnowledgeSink> {
        self.records().flat_map(|record| record.sinks.iter().copied()).collect()
    }

    /// Whether it is closed: both sides evaluate, the co-using side says what, and the result flows into answers and into
    /// further development (S8).
    pub fn is_closed(&self) -> bool {
        let sinks = self.sinks();
        self.own.is_owned().holds()
            && self.operator.is_owned().holds()
            && self.own.records.iter().any(|record| !record.sources.is_empty())
            && [KnowledgeSink::Answering, KnowledgeSink::Development].iter().all(|sink| sinks.contains(sink))
    }

    /// Whether something that cannot be read may be what seems to be missing.
    pub const fn is_uncertain(&self) -> bool {
        self.own.uncertain || self.operator.uncertain
    }
}

impl Situation {
    /// The knowledge process of a service for a state that uses it.
    pub fn knowledge(&self, state: StateCode, service: ServiceId, day: Date) -> Process<'_> {
        let operator = self.model.service(service).operating_state(day);
        let others: BTreeSet<StateCode> =
            self.operating_side(service, day).into_iter().filter(|side| *side != state).collect();
        Process {
            own: self.knowledge_side(&BTreeSet::from([state]), service, day),
            operator: self.knowledge_side(&others, service, day),
            is_own: operator == state,
        }
    }

    /// The side of some states for a service.
    fn knowledge_side(&self, states: &BTreeSet<StateCode>, service: ServiceId, day: Date) -> Side<'_> {
        let mut side =
            Side { uncertain: !states.iter().all(|state| self.model.is_complete(*state)), ..Side::default() };
        for record in self.model.knowledge.iter().filter(|record| states.contains(&record.state)) {
            match (
                record.force(Asked::on(day).service(service)),
                record.force(Asked::from(day).service(service)),
            ) {
                (Force::Yes, _) => {
                    side.uncertain |= record.owner == Link::Undecidable;
                    side.records.push(record);
                }
                (_, Force::Yes) => side.ahead.push(record),
                (Force::Unknown, _) => side.uncertain = true,
                // What may begin later is not missed today.
                (Force::No, Force::No | Force::Unknown) => {}
            }
        }
        side
    }

    /// Whether somebody on the operator's side evaluates, or may: that feedback stays with the provider is said only where
    /// nothing says otherwise (semantics 17, 26).
    pub(super) fn is_evaluated(&self, service: ServiceId, day: Date) -> bool {
        self.knowledge_side(&self.operating_side(service, day), service, day).is_owned().may_hold()
    }

    /// All records of a state's side that are in force on the day of the question or later, whatever the service, in order
    /// of the files: for what is told of the process as a whole.
    pub fn knowledge_of(&self, state: StateCode) -> impl Iterator<Item = &Knowledge> {
        let records = self.model.knowledge.iter().filter(move |record| record.state == state);
        records.filter(|record| record.force(Asked::from(self.on)).holds())
    }
}
