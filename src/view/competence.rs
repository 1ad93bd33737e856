//! Who is competent for the services of which a Kommune is not, or who answers where nobody asks for a competent authority.

use std::ops::Range;

use serde::Serialize;

use super::contact::{Contact, Reader};
use super::place::Place;
use super::scene::Scene;
use crate::key::StateCode;
use crate::model::{OrganizationId, ServiceId};
use crate::routing::{Competent, Row};
use crate::situation::Here;
use crate::vocabulary::Level;

/// Who is competent for some services, if not this Kommune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Other {
    /// The services in a list.
    pub service: String,
    /// How many they are.
    pub count: usize,
    /// Who it is.
    #[serde(flatten)]
    pub elsewhere: Elsewhere,
}

/// Who is competent instead of a Kommune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Elsewhere {
    /// `one` for each place, `partly`: nobody yet for some places, `several`, `nobody`, `open`: nobody is asked for and nobody
    /// answers, `undecidable`.
    pub result: &'static str,
    /// Who: each with the places, where the Kommune is wide.
    pub authorities: Vec<OtherAuthority>,
}

/// A competent authority elsewhere, or whoever answers where none is asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OtherAuthority {
    /// The authority, with what citizens may know of it.
    pub contact: Contact,
    /// Whether it is the competent authority; else it answers, and no record asks for a competent one.
    pub competent: bool,
    /// The Kommune that it belongs to.
    pub of: Option<Place>,
    /// For which places inside, where not for all.
    pub places: Option<String>,
}

/// All that was found out about one service over a range.
#[derive(Default, PartialEq)]
pub(super) struct Found {
    /// By organization, and whether it is competent or only answers.
    authorities: Vec<((OrganizationId, bool), Vec<Range<usize>>)>,
    /// A record asks for a competent authority, and none is named.
    nobody: bool,
    /// No record asks for one, and nobody answers.
    open: bool,
    several: bool,
    undecidable: bool,
}

impl Found {
    fn add(&mut self, who: (OrganizationId, bool), units: Range<usize>) {
        match self.authorities.iter_mut().find(|(other, _)| *other == who) {
            Some((_, places)) => match places.last_mut().filter(|last| last.end == units.start) {
                Some(last) => last.end = units.end,
                None => places.push(units),
            },
            None => self.authorities.push((who, vec![units])),
        }
    }

    const fn result(&self) -> &'static str {
        if self.undecidable {
            "undecidable"
        } else if self.several {
            "several"
        } else if self.authorities.is_empty() {
            if self.nobody { "nobody" } else { "open" }
        } else if self.nobody {
            "partly"
        } else {
            "one"
        }
    }
}

impl Scene<'_> {
    /// Who is competent for a service in a range of units, each row judged on its day.
    pub(super) fn competence(&self, state: StateCode, service: ServiceId, range: &Range<usize>) -> Found {
        let mut found = Found::default();
        for (row, units) in self.rows(state, service, range) {
            match self.situation().competent(row) {
                Competent::One(id) => found.add((id, true), units),
                Competent::Nobody if self.situation().asks_for_competent(row) => found.nobody = true,
                Competent::Nobody => self.answering_in(row, &units, &mut found),
                Competent::Several(_) => found.several = true,
                Competent::Undecidable => found.undecidable = true,
            }
        }
        found
    }

    /// Whoever answers citizens in a row.
    fn answering_in(&self, row: &Row, units: &Range<usize>, found: &mut Found) {
        let day = row.judged_on(self.on).unwrap_or(self.on);
        let here = Here::of_row(self.table, row, day);
        let who = here.map(|here| here.owners(Level::First, None)).unwrap_or_default();
        found.open |= who.is_empty();
        for id in who {
            found.add((id, false), units.clone());
        }
    }

    /// Who is competent for some services; services for which it is the same are one entry.
    pub(super) fn others(
        &self,
        competences: &[(ServiceId, Found)],
        range: &Range<usize>,
    ) -> Vec<(Vec<ServiceId>, Other)> {
        let mut all: Vec<(&Found, Vec<ServiceId>)> = Vec::new();
        for (service, found) in competences {
            match all.iter_mut().find(|(other, _)| *other == found) {
                Some((_, services)) => services.push(*service),
                None => all.push((found, vec![*service])),
            }
        }
        let other = |(found, services): (&Found, Vec<ServiceId>)| {
            let other = self.other(found, &services, range);
            (services, other)
        };
        all.into_iter().map(other).collect()
    }

    fn other(&self, found: &Found, services: &[ServiceId], range: &Range<usize>) -> Other {
        let authority = |((id, competent), places): &((OrganizationId, bool), Vec<Range<usize>>)| {
            let count: usize = places.iter().map(ExactSizeIterator::len).sum();
            OtherAuthority {
                contact: self.contact(*id, Reader::Citizen),
                competent: *competent,
                of: self.situation().home(*id).filter(|_| *competent).map(|home| self.place(home)),
                places: (count < range.len()).then(|| self.places(places)),
            }
        };
        let authorities = found.authorities.iter().map(authority).collect();
        Other {
            service: self.names_of(services).unwrap_or_default(),
            count: services.len(),
            elsewhere: Elsewhere { result: found.result(), authorities },
        }
    }
}
