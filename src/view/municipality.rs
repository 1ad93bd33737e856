//! One page for one Kommune: whom do I ask, whom do I tell, who tells me, what is left to do.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::contact::{Contact, Reader};
use super::feedback::FeedbackView;
use super::place::Place;
use super::scene::{Frame, Scene};
use super::together::Together;
use super::ways::PathView;
use crate::key::{Area, StateCode};
use crate::model::{End, Link, OrganizationId, ServiceId, SupportContact};
use crate::routing::Competent;
use crate::vocabulary::{Level, Purpose};

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MunicipalityPage {
    /// Head and foot.
    pub frame: Frame,
    /// The Kommune.
    pub place: Place,
    /// "in Niedersachsen".
    pub in_state: String,
    /// The services for which an authority of this Kommune is competent, in a list; nothing: for none.
    pub own: Option<String>,
    /// Its competent authorities.
    pub own_authorities: Vec<Authority>,
    /// Who is competent for the others.
    pub others: Vec<Other>,
    /// How many services there are here.
    pub service_count: usize,
    /// Whether the Kommune stands for several places (a Kreis, a Samtgemeinde).
    pub is_wide: bool,
    /// For whom it acts, where it acts for others than itself.
    pub covers: Vec<Cover>,
    /// Who answers citizens; services that are answered alike are one entry.
    pub services: Vec<Together>,
    /// Whom the Kommune itself asks about the services that it is competent for.
    pub own_services: Vec<Together>,
    /// Whom it asks about the interim solution.
    pub interim_contact: Option<Contact>,
    /// Whom it asks about the long-term solution.
    pub long_term_contact: Option<Contact>,
    /// Whether both are the same.
    pub same_contact: bool,
    /// Who warns or informs it.
    pub warnings: Vec<PathView>,
    /// What it reports itself: security, accessibility, privacy, outages.
    pub reports: Vec<PathView>,
    /// Where its feedback goes.
    pub feedback: Vec<FeedbackView>,
    /// What it has still to do, as sentences without full stop.
    pub duties: Vec<String>,
}

/// The places for which an authority of a Kommune is competent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cover {
    /// The services in a list.
    pub service: String,
    /// How many places.
    pub count: usize,
    /// All of them by name.
    pub places: String,
}

/// A competent authority of the Kommune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Authority {
    /// For what.
    pub services: String,
    /// Who.
    pub contact: Contact,
}

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
    /// `one` for each place, `partly`: nobody yet for some places, `several`, `nobody`, `undecidable`.
    pub result: &'static str,
    /// Who: each with the places, where the Kommune is wide.
    pub authorities: Vec<OtherAuthority>,
}

/// A competent authority elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OtherAuthority {
    /// The authority, with what citizens may know of it.
    pub contact: Contact,
    /// The Kommune that it belongs to.
    pub of: Option<Place>,
    /// For which places inside, where not for all.
    pub places: Option<String>,
}

/// Who is competent for one service, over a range.
struct Competence {
    service: ServiceId,
    found: Found,
}

/// All that was found out about one service.
#[derive(Default, PartialEq)]
struct Found {
    authorities: Vec<(OrganizationId, Vec<Range<usize>>)>,
    nobody: bool,
    several: bool,
    undecidable: bool,
}

impl Found {
    fn add(&mut self, id: OrganizationId, units: Range<usize>) {
        match self.authorities.iter_mut().find(|(other, _)| *other == id) {
            Some((_, places)) => match places.last_mut().filter(|last| last.end == units.start) {
                Some(last) => last.end = units.end,
                None => places.push(units),
            },
            None => self.authorities.push((id, vec![units])),
        }
    }

    fn has(&self, id: OrganizationId) -> bool {
        self.authorities.iter().any(|(other, _)| *other == id)
    }
}

impl Scene<'_> {
    /// The page of a Kommune; any key of a state whose files were loaded has one.
    pub fn municipality(&self, state: StateCode, key: Area) -> MunicipalityPage {
        let range = self.table.places().within(key);
        let services = self.services(state);
        let competences: Vec<Competence> =
            services.iter().map(|service| self.competence(state, *service, &range)).collect();
        let is_own = |id: OrganizationId| {
            self.model().organization(id).municipality.as_ref().is_some_and(|home| home.value == key)
        };
        let own: Vec<ServiceId> = competences
            .iter()
            .filter(|competence| competence.found.authorities.iter().any(|(id, _)| is_own(*id)))
            .map(|competence| competence.service)
            .collect();
        let names: Vec<String> =
            own.iter().map(|service| self.model().service(*service).name.clone()).collect();
        let authorities: BTreeSet<OrganizationId> = competences
            .iter()
            .flat_map(|competence| competence.found.authorities.iter().map(|(id, _)| *id))
            .filter(|id| is_own(*id))
            .collect();
        let contacts = self.support_contact(state, key);
        let contact = |link: &Option<crate::source::Located<Link<OrganizationId>>>| {
            link.as_ref().and_then(|link| link.value.known()).map(|id| self.contact(id, Reader::Authority))
        };
        let (interim, long_term) = (contact(&contacts.interim), contact(&contacts.long_term));
        let others = self.others(&competences, &own, &range);
        let is_wide = range.len() > 1;
        let elsewhere = |service: ServiceId| {
            let found = others.iter().find(|(services, _)| is_wide && services.contains(&service));
            found.map(|(_, other)| other.elsewhere.clone())
        };
        let citizens: (_, &'static [Level]) = (&range, &[Level::First]);
        let inside: (_, &'static [Level]) = (&range, &[Level::Second, Level::Third]);
        MunicipalityPage {
            frame: self.frame(&[state], 2),
            place: self.place(key),
            in_state: self.in_state(state),
            own: (!names.is_empty()).then(|| self.list(&names)),
            own_authorities: authorities.iter().map(|id| self.authority(*id, &competences)).collect(),
            service_count: services.len(),
            services: self.together(state, &services, citizens, elsewhere),
            own_services: self.together(state, &own, inside, |_| None),
            others: others.into_iter().map(|(_, other)| other).collect(),
            is_wide,
            covers: self.covers(key, &competences),
            same_contact: interim.is_some() && interim == long_term,
            interim_contact: interim,
            long_term_contact: long_term,
            warnings: self.paths_of(state, &authorities, false),
            reports: self.paths_of(state, &authorities, true),
            feedback: self.feedback(state, key, &own),
            duties: self.duties(state, key, &own, &range),
        }
    }

    fn competence(&self, state: StateCode, service: ServiceId, range: &Range<usize>) -> Competence {
        let mut found = Found::default();
        for (row, units) in self.rows(state, service, range) {
            let Some(unit) = self.table.places().units().get(units.start) else { continue };
            let day = row.judged_on(self.on).unwrap_or(self.on);
            match self.table.competent(unit, service, day) {
                Competent::One(id) => found.add(id, units),
                Competent::Nobody => found.nobody = true,
                Competent::Several(_) => found.several = true,
                Competent::Undecidable => found.undecidable = true,
            }
        }
        Competence { service, found }
    }

    /// All places by name; services for which it acts for the same places are one entry. Nothing for a Kommune that is
    /// competent for itself alone.
    fn covers(&self, key: Area, competences: &[Competence]) -> Vec<Cover> {
        let mut found: Vec<(Vec<usize>, Vec<String>)> = Vec::new();
        for competence in competences {
            let own = competence.found.authorities.iter().filter(|(id, _)| {
                self.model().organization(*id).municipality.as_ref().is_some_and(|home| home.value == key)
            });
            let mut units: Vec<usize> =
                own.flat_map(|(_, places)| places.iter().cloned().flatten()).collect();
            units.sort_unstable();
            let name = self.model().service(competence.service).name.clone();
            match found.iter_mut().find(|(other, _)| *other == units) {
                Some((_, services)) => services.push(name),
                None => found.push((units, vec![name])),
            }
        }
        let cover = |(units, services): (Vec<usize>, Vec<String>)| {
            let units = units.iter().filter_map(|at| self.table.places().units().get(*at));
            let others = units.filter(|unit| unit.key != key);
            let names: Vec<String> = others.map(|unit| self.place(unit.key).name).collect();
            Cover { service: self.list(&services), count: names.len(), places: self.list(&names) }
        };
        found.into_iter().map(cover).filter(|cover| cover.count > 0).collect()
    }

    fn authority(&self, id: OrganizationId, competences: &[Competence]) -> Authority {
        let names: Vec<String> = competences
            .iter()
            .filter(|competence| competence.found.has(id))
            .map(|competence| self.model().service(competence.service).name.clone())
            .collect();
        Authority { services: self.list(&names), contact: self.contact(id, Reader::Authority) }
    }

    /// Who is competent for the services that are not the Kommune's own; services for which it is the same are one entry.
    fn others(
        &self,
        competences: &[Competence],
        own: &[ServiceId],
        range: &Range<usize>,
    ) -> Vec<(Vec<ServiceId>, Other)> {
        let mut found: Vec<(&Found, Vec<ServiceId>)> = Vec::new();
        for competence in competences.iter().filter(|competence| !own.contains(&competence.service)) {
            match found.iter_mut().find(|(other, _)| **other == competence.found) {
                Some((_, services)) => services.push(competence.service),
                None => found.push((&competence.found, vec![competence.service])),
            }
        }
        let other = |(found, services): (&Found, Vec<ServiceId>)| {
            let other = self.other(found, &services, range);
            (services, other)
        };
        found.into_iter().map(other).collect()
    }

    fn other(&self, found: &Found, services: &[ServiceId], range: &Range<usize>) -> Other {
        let authority = |(id, places): &(OrganizationId, Vec<Range<usize>>)| {
            let count: usize = places.iter().map(ExactSizeIterator::len).sum();
            let home = self.model().organization(*id).municipality.as_ref();
            OtherAuthority {
                contact: self.contact(*id, Reader::Citizen),
                of: home.map(|home| self.place(home.value)),
                places: (count < range.len()).then(|| self.places(places)),
            }
        };
        let authorities: Vec<OtherAuthority> = found.authorities.iter().map(authority).collect();
        let result = if found.undecidable {
            "undecidable"
        } else if found.several {
            "several"
        } else if authorities.is_empty() {
            "nobody"
        } else if found.nobody {
            "partly"
        } else {
            "one"
        };
        let names: Vec<String> =
            services.iter().map(|service| self.model().service(*service).name.clone()).collect();
        Other { service: self.list(&names), count: names.len(), elsewhere: Elsewhere { result, authorities } }
    }

    /// The state's contacts for a place: longest prefix first, then the state's own (semantics 21).
    pub fn support_contact(&self, state: StateCode, key: Area) -> SupportContact {
        let mut found = SupportContact::default();
        let of_state = self.model().states.get(&state).map(|state| &state.support_contact);
        let records = self.records_at(state, key).map(|record| &record.support_contact);
        for contact in records.chain(of_state) {
            found.interim = found.interim.or_else(|| contact.interim.clone());
            found.long_term = found.long_term.or_else(|| contact.long_term.clone());
        }
        found
    }

    /// Paths that begin (`outward`) or end at every municipality, and, where it has one, at its competent authority.
    fn paths_of(&self, state: StateCode, own: &BTreeSet<OrganizationId>, outward: bool) -> Vec<PathView> {
        let purposes: &[Purpose] = if outward {
            &[
                Purpose::Outage,
                Purpose::Security,
                Purpose::Accessibility,
                Purpose::Privacy,
                Purpose::Coordination,
            ]
        } else {
            &[Purpose::Outage, Purpose::Release, Purpose::Security, Purpose::Coordination]
        };
        let here = |end: End| match end {
            End::Municipality => true,
            End::Competent => !own.is_empty(),
            End::Organization(id) => own.contains(&id),
            End::Citizen | End::Level(_) | End::Undecidable => false,
        };
        let mut paths = Vec::new();
        for purpose in purposes {
            for path in self.model().paths.iter().filter(|path| path.purpose == Some(*purpose)) {
                let end = if outward { path.from.value } else { path.to.value };
                let bound = path.state == state || matches!(end, End::Organization(_));
                if bound && here(end) && self.holds(path) {
                    paths.push(self.path(path));
                }
            }
        }
        paths
    }
}
