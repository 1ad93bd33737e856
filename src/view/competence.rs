//! Who is competent for the services of which a Kommune is not, or who answers where nobody asks for a competent authority.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::contact::{self, Contact, Reader};
use super::place::{self, Place};
use super::scene::Scene;
use super::word::CompetenceWord;
use crate::key::StateCode;
use crate::model::{OrganizationId, PartId, ServiceId};
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
    /// Who is competent.
    pub result: CompetenceWord,
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
    /// For which of the services that the service contains, where not for all.
    pub parts: Option<String>,
    /// For which places inside, where not for all.
    pub places: Option<String>,
}

/// All that was found out about one service over a range.
#[derive(Default, PartialEq)]
pub(super) struct Found {
    who: Vec<Who>,
    lacks: BTreeSet<Lack>,
}

/// Somebody who is competent, or only answers, with the places.
#[derive(PartialEq)]
struct Who {
    id: OrganizationId,
    competent: bool,
    part: Option<PartId>,
    places: Vec<Range<usize>>,
}

/// What is wrong in some place, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lack {
    Undecidable,
    Several,
    /// A record asks for a competent authority, and none is named.
    Nobody,
    /// No record asks for one, and nobody answers.
    Open,
}

impl Found {
    fn add(&mut self, id: OrganizationId, (competent, part): (bool, Option<PartId>), units: Range<usize>) {
        let same = |other: &&mut Who| (other.id, other.competent, other.part) == (id, competent, part);
        match self.who.iter_mut().find(same) {
            Some(who) => match who.places.last_mut().filter(|last| last.end == units.start) {
                Some(last) => last.end = units.end,
                None => who.places.push(units),
            },
            None => self.who.push(Who { id, competent, part, places: vec![units] }),
        }
    }

    fn result(&self) -> CompetenceWord {
        match (self.lacks.first(), self.who.is_empty()) {
            (Some(Lack::Undecidable), _) => CompetenceWord::Undecidable,
            (Some(Lack::Several), _) => CompetenceWord::Several,
            (Some(Lack::Nobody), true) => CompetenceWord::Nobody,
            (Some(Lack::Nobody), false) => CompetenceWord::Partly,
            (_, true) => CompetenceWord::Open,
            (_, false) => CompetenceWord::One,
        }
    }
}

/// Who is competent for a service in a range of units, each row judged on its day.
pub(super) fn competence(
    scene: &Scene<'_>,
    state: StateCode,
    service: ServiceId,
    range: &Range<usize>,
) -> Found {
    let mut found = Found::default();
    let lacks = |lack, found: &mut Found| {
        found.lacks.insert(lack);
    };
    for (row, units) in scene.rows(state, service, range) {
        let all = scene.situation().competent(row);
        if all.iter().all(|(_, competent)| *competent == Competent::Nobody)
            && !scene.situation().asks_for_competent(row)
        {
            answering_in(scene, row, &units, &mut found);
            continue;
        }
        let alike = all.windows(2).all(|pair| matches!(pair, [(_, one), (_, other)] if one == other));
        for (part, competent) in all.into_iter().take(if alike { 1 } else { usize::MAX }) {
            match competent {
                Competent::One(id) => found.add(id, (true, part.filter(|_| !alike)), units.clone()),
                Competent::Nobody => lacks(Lack::Nobody, &mut found),
                Competent::Several(_) => lacks(Lack::Several, &mut found),
                Competent::Undecidable => lacks(Lack::Undecidable, &mut found),
            }
        }
    }
    found
}

/// Whoever answers citizens in a row.
fn answering_in(scene: &Scene<'_>, row: &Row, units: &Range<usize>, found: &mut Found) {
    let day = row.judged_on(scene.on).unwrap_or(scene.on);
    let here = Here::of_row(scene.table, row, day);
    let who = here.map(|here| here.owners(Level::First, None)).unwrap_or_default();
    if who.is_empty() {
        found.lacks.insert(Lack::Open);
    }
    for id in who {
        found.add(id, (false, None), units.clone());
    }
}

/// Who is competent for some services; services for which it is the same are one entry.
pub(super) fn others(
    scene: &Scene<'_>,
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
        let other = other(scene, found, &services, range);
        (services, other)
    };
    all.into_iter().map(other).collect()
}

fn other(scene: &Scene<'_>, found: &Found, services: &[ServiceId], range: &Range<usize>) -> Other {
    let authority = |who: &Who| {
        let count: usize = who.places.iter().map(ExactSizeIterator::len).sum();
        let home = scene.situation().home(who.id).filter(|_| who.competent);
        OtherAuthority {
            contact: contact::contact(scene, who.id, Reader::Citizen),
            competent: who.competent,
            of: home.map(|home| place::place(scene, home)),
            parts: who.part.map(|id| scene.model().part(id).name.clone()),
            places: (count < range.len()).then(|| place::places(scene, &who.places)),
        }
    };
    let authorities = found.who.iter().map(authority).collect();
    Other {
        service: scene.names_of(services).unwrap_or_default(),
        count: services.len(),
        elsewhere: Elsewhere { result: found.result(), authorities },
    }
}
