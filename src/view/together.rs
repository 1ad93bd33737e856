//! Services that are answered alike in a Kommune, told once: with eighteen services and one office that answers for all of
//! them, nobody wants to read the same table eighteen times.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, PoisonError};

use serde::Serialize;

use super::answers;
use super::cell::{Detail, Entry, Group};
use super::competence::Elsewhere;
use super::found_once::RowView;
use super::place;
use super::scene::Scene;
use crate::key::StateCode;
use crate::model::{EntryPoint, Link, ServiceId};
use crate::routing::Row;
use crate::vocabulary::Level;

/// In so many parts a Kreis may be answered differently; where there are more, its page only names who is competent where, and
/// each place has a page of its own.
const TOLD: usize = 40;

/// Some services, and who answers questions about any of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Together {
    /// Their names in a list.
    pub name: String,
    /// How many they are.
    pub count: usize,
    /// Each of them.
    pub members: Vec<Member>,
    /// Who is competent, where that is not this Kommune.
    pub elsewhere: Option<Elsewhere>,
    /// Groups of places; none where a Kreis would have too many.
    pub groups: Vec<Group>,
}

/// One of several services that are answered alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Where a citizen starts.
    pub entry_points: Vec<Entry>,
    /// Its contact form, where the answers speak of it without its address: not all services have the same.
    pub form: Option<String>,
}

/// Rows in words with the places where each holds; no two of them say the same.
type Parts = Vec<(Arc<RowView>, Vec<Range<usize>>)>;

/// Services of which the same is told: who is competent elsewhere, and who answers.
struct Alike {
    services: Vec<ServiceId>,
    elsewhere: Option<Elsewhere>,
    parts: Parts,
}

/// Who answers on some levels in a range of units; services that are answered alike are one entry, in the order of the
/// first of each.
///
/// Where `elsewhere` knows who is competent instead of this Kommune, that is told too.
pub(super) fn together(
    scene: &Scene<'_>,
    state: StateCode,
    services: &[ServiceId],
    (range, ranks): (&Range<usize>, &'static [Level]),
    elsewhere: impl Fn(ServiceId) -> Option<Elsewhere>,
) -> Vec<Together> {
    let mut found: Vec<Alike> = Vec::new();
    for service in services.iter().copied() {
        let elsewhere = elsewhere(service);
        let mut parts = told_parts(scene, state, service, (range, ranks), Detail::Alike);
        if elsewhere.is_some() && parts.len() > TOLD {
            parts.clear();
        }
        match found.iter_mut().find(|other| other.elsewhere == elsewhere && same(&other.parts, &parts)) {
            Some(other) => other.services.push(service),
            None => found.push(Alike { services: vec![service], elsewhere, parts }),
        }
    }
    found.into_iter().map(|alike| entry(scene, state, (range, ranks), alike)).collect()
}

fn entry(
    scene: &Scene<'_>,
    state: StateCode,
    part: (&Range<usize>, &'static [Level]),
    Alike { services, elsewhere, parts }: Alike,
) -> Together {
    let mut parts = parts;
    // One contact form, of one service or shared by all, can be named right where it is spoken of.
    let forms: BTreeSet<Option<&str>> =
        services.iter().map(|service| scene.model().service(*service).contact_form.as_deref()).collect();
    if let (Some(service), false, 1) = (services.first(), parts.is_empty(), forms.len()) {
        parts = told_parts(scene, state, *service, part, Detail::Names);
    }
    let names: Vec<String> =
        services.iter().map(|service| scene.model().service(*service).name.clone()).collect();
    let speaks_of_form = forms.len() > 1 && {
        let (kind, below) = answers::form_below(scene);
        let cells = parts.iter().flat_map(|(row, _)| &row.cells);
        let mut ways =
            cells.flat_map(|cell| &cell.turns).flat_map(|turn| &turn.who).flat_map(|one| &one.ways);
        ways.any(|way| way.kind == kind && way.address == below)
    };
    Together {
        name: scene.list(&names),
        count: services.len(),
        members: services.iter().map(|service| member(scene, *service, speaks_of_form)).collect(),
        elsewhere,
        groups: parts.into_iter().map(|(row, places)| group(scene, &row, &places)).collect(),
    }
}

/// Where citizens find a service.
pub(super) fn entries(scene: &Scene<'_>, service: ServiceId) -> Vec<Entry> {
    let entry = |entry: &EntryPoint| Entry {
        name: entry.name.clone(),
        url: entry.url.clone(),
        notice: entry.notice.and_then(Link::known).map(|id| scene.model().organization(id).name.clone()),
    };
    scene.model().service(service).entry_points.iter().map(entry).collect()
}

fn member(scene: &Scene<'_>, service: ServiceId, with_form: bool) -> Member {
    let known = scene.model().service(service);
    Member {
        name: known.name.clone(),
        description: known.description.clone(),
        entry_points: entries(scene, service),
        form: known.contact_form.clone().filter(|_| with_form),
    }
}

fn group(scene: &Scene<'_>, row: &RowView, places: &[Range<usize>]) -> Group {
    Group {
        places: place::places(scene, places),
        count: places.iter().map(ExactSizeIterator::len).sum(),
        status: row.status,
        go_live: row.go_live.clone(),
        end: row.end.clone(),
        cells: row.cells.clone(),
    }
}

fn told_parts(
    scene: &Scene<'_>,
    state: StateCode,
    service: ServiceId,
    (range, ranks): (&Range<usize>, &'static [Level]),
    detail: Detail,
) -> Parts {
    let mut parts = Parts::new();
    for (row, units) in scene.rows(state, service, range) {
        let view = row_view(scene, row, ranks, detail);
        match parts.iter_mut().find(|(other, _)| Arc::ptr_eq(other, &view)) {
            Some((_, places)) => places.push(units),
            None => parts.push((view, vec![units])),
        }
    }
    parts
}

fn row_view(scene: &Scene<'_>, row: &Row, ranks: &'static [Level], detail: Detail) -> Arc<RowView> {
    let key = (row.state, row.service, row.units.start, ranks, detail);
    // What a panicking thread left is whole: entries are only added.
    let told = || scene.rows_told.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = told().by_key.get(&key) {
        return Arc::clone(known);
    }
    let (status, go_live) = answers::status(scene, row);
    let end = row.end.map(|end| scene.day(crate::time::day_before(end)));
    let cells = answers::cells(scene, row, ranks, detail);
    let view = Arc::new(RowView { status, go_live, end, cells });
    let mut told = told();
    let same = told.alike.get(&view).cloned();
    let view = same.unwrap_or_else(|| {
        told.alike.insert(Arc::clone(&view));
        view
    });
    told.by_key.insert(key, Arc::clone(&view));
    view
}

/// Whether the same is told of the same places. Rows that say the same are one in memory.
fn same(some: &Parts, others: &Parts) -> bool {
    some.len() == others.len()
        && some.iter().zip(others).all(|(one, other)| Arc::ptr_eq(&one.0, &other.0) && one.1 == other.1)
}
