//! Place, office, number: whom first level names to whoever asks, complete for every place and folded where it is the same.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;

use super::cell::Way;
use super::contact::{self, Reader};
use super::place;
use super::scene::Scene;
use super::word::CompetenceWord;
use crate::key::{Area, StateCode};
use crate::model::{OrganizationId, PartId, ServiceId};
use crate::routing::{Competent, Row};

/// Places with the same competent authority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficeView {
    /// For which of the services contained, where they do not all go to the same.
    pub part: Option<String>,
    /// Where: all of it by name, a whole Kreis as one; nothing: everywhere.
    pub places: Option<String>,
    /// Who is competent.
    pub result: CompetenceWord,
    /// The authority.
    pub name: Option<String>,
    /// How citizens reach it.
    pub ways: Vec<Way>,
}

/// What is said of some places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    part: Option<PartId>,
    result: CompetenceWord,
    office: Option<OrganizationId>,
}

/// The places of which the same is said: units of the table, and areas inside of some.
#[derive(Default)]
struct Where {
    units: Vec<Range<usize>>,
    inside: BTreeSet<Area>,
}

/// The competent authorities of a service in a state, in the order of the places; nothing where no record asks for one and none is
/// named.
pub(super) fn offices(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> Vec<OfficeView> {
    let range = scene.table.places().of_state(state);
    // In the order of the places, and there may be thousands.
    let mut found: Vec<(Said, Where)> = Vec::new();
    let mut index: BTreeMap<Said, usize> = BTreeMap::new();
    let mut add = |said: Said, units: Option<Range<usize>>, area: Option<Area>| {
        let at = *index.entry(said).or_insert(found.len());
        if at == found.len() {
            found.push((said, Where::default()));
        }
        if let Some((_, places)) = found.get_mut(at) {
            places.units.extend(units);
            places.inside.extend(area);
        }
    };
    for (row, units) in scene.rows(state, service, &range) {
        for said in said(scene, row) {
            add(said, Some(units.clone()), None);
        }
    }
    for (area, unit) in scene.table.inside_units(state) {
        let Some(row) = scene.table.row_at(state, service, unit) else { continue };
        for said in said_inside(scene, row, area) {
            add(said, None, Some(area));
        }
    }
    let view = |(said, places): (Said, Where)| {
        let whole = places.inside.is_empty() && places.units.iter().map(ExactSizeIterator::len).sum::<usize>() == range.len();
        let name = said.office.map(|id| scene.model().organization(id).name.clone());
        OfficeView {
            part: said.part.map(|id| scene.model().part(id).name.clone()),
            places: (!whole).then(|| by_name(scene, &places)),
            result: said.result,
            name,
            ways: said.office.map(|id| contact::ways(scene, id, Reader::Citizen, |_| true)).unwrap_or_default(),
        }
    };
    found.into_iter().map(view).collect()
}

/// Who is competent in a row when it is judged; of a bundle once, where it is the same for all that it contains.
fn said(scene: &Scene<'_>, row: &Row) -> Vec<Said> {
    let all = scene.situation().competent(row);
    let asked = scene.situation().asks_for_competent(row);
    let one = |(part, competent): &(Option<PartId>, Competent)| {
        let (result, office) = match competent {
            Competent::One(id) => (CompetenceWord::One, Some(*id)),
            Competent::Several(_) => (CompetenceWord::Several, None),
            Competent::Nobody if asked => (CompetenceWord::Nobody, None),
            Competent::Nobody => return None,
            Competent::Undecidable => (CompetenceWord::Undecidable, None),
        };
        Some(Said { part: *part, result, office })
    };
    let said: Vec<Said> = all.iter().filter_map(one).collect();
    let alike = said.windows(2).all(|pair| match pair {
        [one, other] => (one.result, one.office) == (other.result, other.office),
        _ => true,
    });
    match said.first() {
        Some(first) if alike && said.len() == all.len() => vec![Said { part: None, ..*first }],
        _ => said,
    }
}

/// The same of an area inside a unit, where another is competent than around it.
fn said_inside(scene: &Scene<'_>, row: &Row, area: Area) -> Vec<Said> {
    let around: BTreeMap<Option<PartId>, Competent> = scene.situation().competent(row).into_iter().collect();
    let one = |matter: crate::routing::Matter| {
        let day = row.judged_for(matter.part, scene.on).unwrap_or(scene.on);
        let inside = scene.table.competent_in((area, None), matter, day);
        let Competent::One(office) = inside else { return None };
        let differs = around.get(&matter.part) != Some(&inside);
        differs.then_some(Said { part: matter.part, result: CompetenceWord::One, office: Some(office) })
    };
    row.matters().filter_map(one).collect()
}

/// All places by name, those of a whole Kreis as one.
fn by_name(scene: &Scene<'_>, places: &Where) -> String {
    let known = scene.table.places();
    let mut indices: Vec<usize> = places.units.iter().cloned().flatten().collect();
    indices.sort_unstable();
    indices.dedup();
    let mut districts: BTreeMap<Area, Vec<usize>> = BTreeMap::new();
    for at in indices {
        if let Some(unit) = known.units().get(at) {
            districts.entry(known.reading().district(unit.key)).or_default().push(at);
        }
    }
    let mut names: Vec<String> = Vec::new();
    for (district, own) in districts {
        if own.len() > 1 && known.within(district).len() == own.len() {
            names.push(place::place(scene, district).name);
            continue;
        }
        let units = own.iter().filter_map(|at| known.units().get(*at));
        names.extend(units.map(|unit| known.unit_name(unit.key, unit.district.as_deref())));
    }
    names.extend(places.inside.iter().map(|area| place::place(scene, *area).name));
    scene.list(&names)
}
