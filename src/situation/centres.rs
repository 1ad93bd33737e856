//! What the 115 can do in a Land: a capability that grows in tiers (semantics 13).

use super::Situation;
use super::force::{Asked, Force, Limited};
use crate::key::StateCode;
use crate::model::{Link, ServiceId};
use crate::source::Span;
use crate::time::Date;
use crate::vocabulary::Tier;

/// Whether the 115 has reached something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// It has, by this record.
    Yes(Span),
    /// Only from a later day on.
    From(Date, Span),
    /// A record is broken: nobody can tell.
    Undecidable(Span),
    /// It has not.
    No,
}

impl Situation {
    /// Whether the 115 has one of some tiers in a state on the day, for a service or for any.
    pub fn tier_115(&self, state: StateCode, service: Option<ServiceId>, enough: &[Tier]) -> Reached {
        let asked = |asked: Asked| Asked { service, ..asked };
        let mut found = Reached::No;
        for record in self.model.services_115.iter().filter(|record| record.state == state) {
            let fits = record.tier.as_ref().is_some_and(|tier| enough.contains(&tier.value));
            match (record.force(asked(Asked::on(self.on))), record.force(asked(Asked::from(self.on)))) {
                (Force::Yes, _) if fits => return Reached::Yes(record.span),
                (Force::Unknown, _) if fits || record.tier.is_none() => {
                    found = Reached::Undecidable(record.span);
                }
                (Force::No, Force::Yes) if fits && !matches!(found, Reached::Undecidable(_)) => {
                    if let Some(day) = record.period.from {
                        found = match found {
                            Reached::From(first, _) if first <= day => found,
                            _ => Reached::From(day, record.span),
                        };
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Who keeps the knowledge of the 115 in a state, on the day or later.
    pub fn knowledge_keeper_115(&self, state: StateCode) -> Reached {
        let mut found = Reached::No;
        for record in self.model.services_115.iter().filter(|record| record.state == state) {
            match (record.force(Asked::from(self.on)), record.knowledge_owner) {
                (Force::Yes, Some(Link::To(_))) => return Reached::Yes(record.span),
                (Force::Unknown, _) | (Force::Yes, Some(Link::Undecidable)) => {
                    found = Reached::Undecidable(record.span);
                }
                (Force::Yes, None) | (Force::No, _) => {}
            }
        }
        found
    }
}
