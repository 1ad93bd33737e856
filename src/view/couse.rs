//! The operating Land's overview: who uses what since when, and whom to tell about outages and releases.

use super::document::{Each, Kind, Readership, seen};
use super::{contact, distribution};
use serde::Serialize;

use super::contact::Contact;
use super::scene::{Frame, Scene};
use super::ways::{self, PathView, PurposeView};
use crate::key::StateCode;
use crate::model::{End, Link, ServiceId, Use};
use crate::routing::GoLive;
use crate::situation::Asked;
use crate::text::Words;
use crate::vocabulary::{Purpose, Vocabulary};

/// The co-use overview of an operating state.
pub static DOCUMENT: Kind = Kind {
    id: "couse",
    name: Words::new("Mitnutzung", "Co-use overviews"),
    addressees: &[Readership::Operator],
    persons: false,
    each: &[Each::State {
        stem: Words::new("mitnutzung", "co-use"),
        wanted: |scene, state| !scene.operated(state).is_empty(),
        view: |scene, state| seen(&couse(scene, state)),
    }],
    templates: [include_str!("../../templates/de/couse.md"), include_str!("../../templates/en/couse.md")],
};

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CoUse {
    /// Head and foot.
    pub frame: Frame,
    /// The operating state's name.
    pub state: String,
    /// Its services.
    pub services: Vec<UsedService>,
    /// Whom to tell: outages and releases, in the order in which the news travels.
    pub lists: Vec<PurposeView>,
    /// States whose files were not loaded cannot show here; these co-using states can be reached.
    pub coordinations: Vec<Coordination>,
    /// The document with the addresses to copy, without ending, seen from here; nothing where there is none.
    pub distribution: Option<String>,
}

/// A service with those that use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UsedService {
    /// Its name.
    pub name: String,
    /// Its IT provider.
    pub provider: Option<String>,
    /// Who uses it.
    pub uses: Vec<UseView>,
}

/// A use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UseView {
    /// The co-using state.
    pub state: String,
    /// Since or from when, in words.
    pub since: String,
    /// The last day, if it ends.
    pub end: Option<String>,
    /// The agreement: file number and day.
    pub agreement: Option<String>,
    /// The legal basis.
    pub legal_basis: Option<String>,
    /// Places in operation, and places planned.
    pub live: usize,
    /// Planned with a day.
    pub planned: usize,
    /// Not planned yet.
    pub unplanned: usize,
}

/// The coordination of a co-using state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coordination {
    /// The state.
    pub state: String,
    /// Its coordination; nothing where none is named.
    pub contact: Option<Contact>,
}

/// The overview of an operating state.
pub fn couse(scene: &Scene<'_>, state: StateCode) -> CoUse {
    let operated = scene.operated(state);
    let mut users: Vec<StateCode> = scene
        .model()
        .uses
        .iter()
        .filter(|usage| operated.contains(&usage.service.value) && usage.state != state)
        .map(|usage| usage.state)
        .collect();
    users.sort_unstable();
    users.dedup();
    let lists = [Purpose::Outage, Purpose::Release].map(|purpose| PurposeView {
        name: scene.say(purpose.label()),
        purpose: purpose.word(),
        paths: told_abroad(scene, state, purpose, &operated),
    });
    CoUse {
        frame: scene.frame(&[state], 1),
        state: scene.tell(&state.name()),
        services: operated.iter().map(|service| used(scene, *service)).collect(),
        lists: lists.into_iter().collect(),
        distribution: distribution::has_distribution(scene, state).then(|| {
            let stem = distribution::DOCUMENT.of_state(scene, state).unwrap_or_default();
            stem.split_once('/').map_or(stem.clone(), |(_, name)| name.to_owned())
        }),
        coordinations: users
            .into_iter()
            .map(|user| Coordination {
                state: scene.tell(&user.name()),
                contact: contact::coordination(scene, user),
            })
            .collect(),
    }
}

/// Whom an operating state tells: another state only of what it uses or has planned (semantics 44).
fn told_abroad(
    scene: &Scene<'_>,
    state: StateCode,
    purpose: Purpose,
    operated: &[ServiceId],
) -> Vec<PathView> {
    let paths = scene.situation().paths_in_force(purpose, Asked::from(scene.on)).map(|(_, path)| path);
    paths
        .filter(|path| path.state == state)
        .filter_map(|path| {
            let End::Organization(to) = path.to.value else { return None };
            let home = scene.model().organization(to).id.state;
            if home == state || !path.services.listed().is_empty() {
                return Some(ways::path(scene, path));
            }
            // Whoever runs a service for the operator is told of it, too.
            let used = scene.services(home);
            let situation = scene.situation();
            let affected = |service: &ServiceId| {
                used.contains(service) || situation.is_operators(to, *service, scene.on)
            };
            let services: Vec<ServiceId> = operated.iter().copied().filter(affected).collect();
            (!services.is_empty()).then(|| ways::limited_to(scene, ways::path(scene, path), path, &services))
        })
        .collect()
}

fn used(scene: &Scene<'_>, service: ServiceId) -> UsedService {
    let known = scene.model().service(service);
    let uses = scene.model().uses.iter().filter(|usage| usage.service.value == service);
    UsedService {
        name: known.name.clone(),
        provider: known
            .it_provider(scene.on)
            .and_then(Link::known)
            .map(|id| scene.model().organization(id).name.clone()),
        uses: uses.map(|usage| use_view(scene, usage)).collect(),
    }
}

fn use_view(scene: &Scene<'_>, usage: &Use) -> UseView {
    let range = scene.table.places().of_state(usage.state);
    let (mut live, mut planned, mut unplanned) = (0, 0, 0);
    let mut first: Option<crate::time::Date> = None;
    for (row, units) in scene.rows(usage.state, usage.service.value, &range) {
        match row.go_live {
            GoLive::NotPlanned => unplanned += units.len(),
            _ if row.is_live(scene.on) => live += units.len(),
            _ => planned += units.len(),
        }
        if let GoLive::On(day) = row.go_live {
            first = Some(first.map_or(day, |other| other.min(day)));
        }
    }
    let agreement = usage.agreement.as_ref().and_then(|link| link.value.known()).map(|id| {
        let agreement = scene.model().agreement(id);
        let reference = agreement.reference.clone().unwrap_or_else(|| agreement.id.local.to_string());
        match &agreement.date {
            Some(day) => format!("{reference} ({})", scene.day(day.value)),
            None => reference,
        }
    });
    UseView {
        state: scene.tell(&usage.state.name()),
        since: first.map_or_else(|| scene.word("nicht bekannt", "not known"), |day| scene.day(day)),
        end: usage.end.map(|day| scene.day(crate::time::day_before(day))),
        agreement,
        legal_basis: usage.legal_basis.map(|basis| scene.say(basis.label())),
        live,
        planned,
        unplanned,
    }
}
