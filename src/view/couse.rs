//! The operating Land's overview: who uses what since when, and whom to tell about outages and releases.

use super::document::{Each, Kind, Readership, seen};
use std::collections::BTreeSet;

use serde::Serialize;

use super::{answers, contact, distribution};

use super::contact::Contact;
use super::scene::{Frame, Scene};
use super::word::AgreementWord;
use super::ways::{self, PathView, PurposeView};
use crate::key::StateCode;
use crate::model::{Agreement, End, Link, Owner, ServiceId, SupportId, Use};
use crate::routing::GoLive;
use crate::situation::{Asked, Contract, Evidence, Limited as _};
use crate::text::Words;
use crate::vocabulary::{Level, Purpose, Vocabulary};

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
    /// What the operating state promises whoever uses it.
    pub promises: Vec<PromiseView>,
    /// Which agreement covers what of it.
    pub agreed: Vec<AgreedView>,
    /// The Länder with which something of it is not agreed, in a list.
    pub not_agreed: Option<String>,
}

/// Second or third level for technical questions on the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PromiseView {
    /// The level.
    pub level: String,
    /// Who helps.
    pub who: String,
    /// Times to react.
    pub reaction: Option<String>,
    /// Times to repair.
    pub recovery: Option<String>,
}

/// An agreement with a Land, and what it covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgreedView {
    /// The co-using Land.
    pub state: String,
    /// File number and day; nothing: none is named.
    pub agreement: Option<String>,
    /// What it is worth.
    pub worth: AgreementWord,
    /// The day from which it holds, or until which it did.
    pub day: Option<String>,
    /// The levels that it covers.
    pub levels: String,
    /// The notice period.
    pub notice: Option<String>,
    /// The last day, if it ends.
    pub until: Option<String>,
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
    let uses: Vec<&Use> =
        scene.model().uses.iter().filter(|usage| usage.service.value == service).collect();
    // Who uses the own service owes itself no agreement (semantics 12 f).
    let others = uses.iter().filter(|usage| known.operating_state(scene.on) != usage.state);
    let (mut records, mut agreed, mut open) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    for usage in others {
        let promises = scene.situation().promises(usage);
        records.extend(promises.iter().map(|(id, _)| *id));
        let missing = |(_, contract): &(SupportId, Contract<'_>)| {
            !matches!(contract, Contract::Known(_, evidence) if evidence.holds())
        };
        if promises.iter().any(missing) {
            open.insert(usage.state);
        }
        agreed.extend(agreed_with(scene, usage, &promises));
    }
    let open: Vec<String> = open.into_iter().map(|state| scene.tell(&state.name())).collect();
    UsedService {
        promises: records.into_iter().map(|id| promise(scene, id)).collect(),
        agreed,
        not_agreed: (!open.is_empty()).then(|| scene.list(&open)),
        name: known.name.clone(),
        provider: known
            .it_provider(scene.on)
            .and_then(Link::known)
            .map(|id| scene.model().organization(id).name.clone()),
        uses: uses.into_iter().map(|usage| use_view(scene, usage)).collect(),
    }
}

fn promise(scene: &Scene<'_>, id: SupportId) -> PromiseView {
    let record = scene.model().support(id);
    let level = record.level.as_ref().map(|level| scene.say(level.value.label()));
    let from = record.limits().from.filter(|from| *from > scene.on).map(|from| scene.day(from));
    let from = from.map(|day| format!(", {} {day}", scene.word("ab", "from"))).unwrap_or_default();
    PromiseView {
        level: format!("{}{from}", level.unwrap_or_default()),
        who: match record.owner.value {
            Owner::Organization(id) => scene.model().organization(id).name.clone(),
            Owner::Competent => scene.word("die zuständige Behörde", "the competent authority"),
            Owner::Nobody | Owner::Undecidable => scene.word("nicht zu entscheiden", "undecidable"),
        },
        reaction: answers::agreed_times(scene, &record.reaction),
        recovery: answers::agreed_times(scene, &record.recovery),
    }
}

/// The agreements with a co-using Land, each with the levels that it covers.
fn agreed_with(scene: &Scene<'_>, usage: &Use, promises: &[(SupportId, Contract<'_>)]) -> Vec<AgreedView> {
    let mut found: Vec<(AgreedView, BTreeSet<Level>)> = Vec::new();
    for (id, contract) in promises {
        let view = agreed_view(scene, usage, contract);
        let level = scene.model().support(*id).level.as_ref().map(|level| level.value);
        match found.iter_mut().find(|(other, _)| *other == view) {
            Some((_, levels)) => levels.extend(level),
            None => found.push((view, level.into_iter().collect())),
        }
    }
    let told = |(view, levels): (AgreedView, BTreeSet<Level>)| {
        let levels: Vec<String> = levels.into_iter().map(|level| scene.say(level.label())).collect();
        AgreedView { levels: scene.list(&levels), ..view }
    };
    found.into_iter().map(told).collect()
}

fn agreed_view(scene: &Scene<'_>, usage: &Use, contract: &Contract<'_>) -> AgreedView {
    let (worth, day) = match contract {
        Contract::Known(_, Evidence::Holds(_)) => (AgreementWord::Holds, None),
        Contract::Known(_, Evidence::NotYet(day)) => (AgreementWord::NotYet, Some(*day)),
        Contract::Known(_, Evidence::Ended(day)) => (AgreementWord::Ended, Some(*day)),
        Contract::Known(_, Evidence::OneSided) => (AgreementWord::OneSided, None),
        Contract::Known(_, Evidence::Undecidable) | Contract::Undecidable(_) => (AgreementWord::Undecidable, None),
        Contract::Unsaid => (AgreementWord::None, None),
    };
    let known = match contract {
        Contract::Known(agreement, _) => Some(*agreement),
        Contract::Undecidable(_) | Contract::Unsaid => None,
    };
    let last = known.and_then(|agreement| agreement.limits().last_day());
    AgreedView {
        state: scene.tell(&usage.state.name()),
        agreement: known.map(|agreement| agreement_name(scene, agreement)),
        worth,
        day: day.map(|day| scene.day(day)),
        levels: String::new(),
        notice: known.and_then(|agreement| agreement.notice).map(|time| time.words(scene.language)),
        until: last.filter(|_| worth == AgreementWord::Holds).map(|day| scene.day(day)),
    }
}

/// File number and day of an agreement.
fn agreement_name(scene: &Scene<'_>, agreement: &Agreement) -> String {
    let reference = agreement.reference.clone().unwrap_or_else(|| agreement.id.local.to_string());
    match &agreement.date {
        Some(day) => format!("{reference} ({})", scene.day(day.value)),
        None => reference,
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
    let named = usage.agreement.as_ref().and_then(|link| link.value.known());
    let agreement = named.map(|id| agreement_name(scene, scene.model().agreement(id)));
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
