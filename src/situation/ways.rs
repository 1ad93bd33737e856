//! One walker of paths for any purpose, hop by hop.
//!
//! A Kommune speaks with one voice: `municipality`, its contact and those of its offices that are competent for the service
//! are one party of the walk. So all Kommunen for which the same paths hold walk alike, and are walked once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use super::Situation;
use super::ends::{Here, Party};
use super::force::Asked;
use crate::key::{Area, StateCode};
use crate::model::{End, OrganizationId, Path, PathId, Scope, ServiceId};
use crate::routing::ByArea;
use crate::source::Span;
use crate::time::{Date, Duration};
use crate::vocabulary::{ChannelKind, Level, Purpose, Track};

/// One step of a way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hop {
    /// Who tells.
    pub from: Party,
    /// Who is told.
    pub to: Party,
    /// Over which channel.
    pub channel: Option<ChannelKind>,
    /// By when.
    pub within: Option<Duration>,
    /// Agreed or lived since; `None`: laid down only.
    pub since: Option<Date>,
    /// The record that says so.
    pub span: Span,
    /// The path; `None` for what a Kommune's own record says.
    pub path: Option<PathId>,
}

/// The paths on which a Land's Kommunen tell of a service, or are told, on a day.
#[derive(Debug)]
pub(super) struct Network {
    state: StateCode,
    service: ServiceId,
    day: Date,
    paths: ByArea<PathId>,
    /// Whether all paths hold everywhere and name whom they mean, so that only a Kommune's own words make a difference.
    is_uniform: bool,
    /// Whom the paths name, each by the id that stands for its body.
    named: BTreeSet<OrganizationId>,
    /// Paths of which a part is broken: each may be the one that seems to be missing, as far as it may hold.
    doubtful: ByArea<PathId>,
    walked: Mutex<BTreeMap<Vec<Hop>, Arc<Walk>>>,
}

/// A path that may hold for a Kommune, and of which nobody can tell.
#[derive(Debug, Clone)]
pub(super) struct Doubt {
    /// Who would tell; nothing where that cannot be read.
    pub(super) from: Option<BTreeSet<Party>>,
    /// How the files name them.
    pub(super) end: End,
    /// Whether it would be lived on the day of the question.
    pub(super) may_be_lived: bool,
}

/// What can be reached from some parties, each with the hop that leads to it.
#[derive(Debug, Default)]
pub struct Walk {
    came: BTreeMap<Party, Hop>,
    /// In the order in which they are reached.
    order: Vec<Party>,
}

impl Network {
    /// The paths for some purposes that are in force in a Land on a day. Words such as `@first` and `municipality` mean those
    /// of the Land in whose file they stand; between named organizations a path counts wherever it stands.
    pub(super) fn new(
        situation: &Situation,
        purposes: &[Purpose],
        (state, service, day): (StateCode, ServiceId, Date),
    ) -> Self {
        let mut paths = ByArea::default();
        let (mut is_uniform, mut named) = (true, BTreeSet::new());
        let asked = Asked::on(day).service(service);
        let sides: Vec<StateCode> = situation.operating_side(service, day).into_iter().collect();
        let mut doubtful = ByArea::default();
        let in_force = purposes.iter().flat_map(|purpose| situation.paths_in_force(*purpose, asked));
        let broken = purposes.iter().flat_map(|purpose| situation.doubtful_paths(*purpose, asked));
        for (id, path) in
            in_force.chain(broken).filter(|(_, path)| path.state == state || is_theirs(path, &sides))
        {
            let area = path.shadow.as_ref().map_or(&path.area, |may| &may.area);
            let list = if path.shadow.is_some() { &mut doubtful } else { &mut paths };
            list.insert(area, id);
            is_uniform &= *area == Scope::All;
            for end in [path.from.value, path.to.value] {
                match end {
                    End::Organization(id) => drop(named.insert(situation.model.body(id))),
                    End::Level(_) => is_uniform = false,
                    End::Citizen | End::Municipality | End::Competent | End::Undecidable => {}
                }
            }
        }
        Self { state, service, day, paths, is_uniform, named, doubtful, walked: Mutex::default() }
    }

    /// Whether a path of which nobody can tell may hold somewhere in the Land.
    pub(super) fn is_uncertain(&self) -> bool {
        self.doubtful.all().next().is_some()
    }

    /// The paths of which nobody can tell whether they hold for a Kommune whose own voice are some organizations.
    pub(super) fn doubts(
        &self,
        situation: &Situation,
        key: Area,
        voices: &BTreeSet<OrganizationId>,
    ) -> Vec<Doubt> {
        let mut owners = self.owners_at(situation, key);
        let doubt = |id: PathId| {
            let path = situation.model.path(id);
            let end = path.from.value;
            let from =
                (end != End::Undecidable).then(|| parties(situation, voices, (end, path.track), &mut owners));
            let lived = path.established.is_some_and(|since| since <= situation.on);
            Doubt { from, end, may_be_lived: lived || path.established_broken }
        };
        self.doubtful.at(key).into_keys().map(doubt).collect()
    }

    /// Who answers on a level at a place; looked up when a path first asks.
    fn owners_at(
        &self,
        situation: &Situation,
        key: Area,
    ) -> impl FnMut(Level, Option<Track>) -> BTreeSet<OrganizationId> {
        let mut here = None;
        move |level, track| {
            let at = || Here::of_area(&situation.table, key, self.service, self.day);
            here.get_or_insert_with(at).owners(level, track)
        }
    }

    /// Whether the same paths hold for a Kommune as for all others that say the same of themselves.
    pub(super) fn is_alike(&self, situation: &Situation, key: Area) -> bool {
        let offices = situation.duty(self.service, key).into_iter().flat_map(|duty| &duty.organizations);
        let mut voices = offices.copied().chain(situation.own_contact(key));
        self.is_uniform && !voices.any(|id| self.named.contains(&situation.model.body(id)))
    }

    /// The hops that hold for a Kommune whose own voice are some organizations; in order of the files.
    pub(super) fn hops(
        &self,
        situation: &Situation,
        key: Area,
        voices: &BTreeSet<OrganizationId>,
    ) -> Vec<Hop> {
        let ids = self.paths.at(key);
        let mut hops = hops_of(situation, ids.keys().copied(), voices, self.owners_at(situation, key));
        hops.retain(|hop| hop.from != hop.to);
        hops
    }

    /// The hops that hold anywhere in the Land, whose Kommunen all speak as one; also those that lead to whom they come from.
    pub(super) fn hops_anywhere(&self, situation: &Situation, voices: &BTreeSet<OrganizationId>) -> Vec<Hop> {
        let mut known: BTreeMap<(Level, Option<Track>), BTreeSet<OrganizationId>> = BTreeMap::new();
        let owners = |level, track| {
            let all = || {
                let rows = situation.rows(self.state, self.service);
                rows.filter_map(|row| Here::of_row(&situation.table, row, self.day))
                    .flat_map(|here| here.owners(level, track))
                    .collect()
            };
            known.entry((level, track)).or_insert_with(all).clone()
        };
        let ids: BTreeSet<PathId> = self.paths.all().collect();
        hops_of(situation, ids.into_iter(), voices, owners)
    }

    /// Everybody whom hops lead to from the Kommune. Hops that several Kommunen share are followed once.
    pub(super) fn walk(&self, hops: Vec<Hop>) -> Arc<Walk> {
        let mut walked = self.walked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = walked.get(&hops) {
            return Arc::clone(known);
        }
        let walk = Arc::new(Walk::from(&BTreeSet::from([Party::Municipality]), &hops));
        walked.insert(hops, Arc::clone(&walk));
        walk
    }

    /// The Land whose Kommunen walk.
    pub(super) const fn state(&self) -> StateCode {
        self.state
    }
}

impl Walk {
    /// Follows hops from some parties, breadth first, in their order.
    pub(super) fn from(begin: &BTreeSet<Party>, hops: &[Hop]) -> Self {
        let mut by_teller: BTreeMap<Party, Vec<&Hop>> = BTreeMap::new();
        for hop in hops {
            by_teller.entry(hop.from).or_default().push(hop);
        }
        let mut walk = Self::default();
        let mut waiting = begin.iter().copied().collect::<VecDeque<_>>();
        while let Some(party) = waiting.pop_front() {
            for hop in by_teller.get(&party).into_iter().flatten() {
                if !begin.contains(&hop.to) && !walk.came.contains_key(&hop.to) {
                    walk.came.insert(hop.to, (*hop).clone());
                    walk.order.push(hop.to);
                    waiting.push_back(hop.to);
                }
            }
        }
        walk
    }

    /// All parties that are reached, in the order in which they are, each with the last hop.
    pub fn reached(&self) -> impl Iterator<Item = (Party, &Hop)> {
        self.order.iter().filter_map(|party| Some((*party, self.came.get(party)?)))
    }

    /// Whether a party is reached.
    pub(super) fn reaches(&self, party: Party) -> bool {
        self.came.contains_key(&party)
    }

    /// The organizations that are reached, in the order in which they are.
    pub fn organizations(&self) -> impl Iterator<Item = OrganizationId> {
        self.order.iter().filter_map(|party| match party {
            Party::Organization(id) => Some(*id),
            Party::Citizen | Party::Municipality => None,
        })
    }

    /// The parties reached from which nobody new is told, in order.
    pub(super) fn ends(&self) -> Vec<Party> {
        let tellers: BTreeSet<Party> = self.came.values().map(|hop| hop.from).collect();
        self.order.iter().copied().filter(|party| !tellers.contains(party)).collect()
    }

    /// The hops that lead to a party, from the begin.
    pub(super) fn to(&self, party: Party) -> Vec<Hop> {
        let mut hops = Vec::new();
        let mut at = party;
        while let Some(hop) = self.came.get(&at) {
            hops.push(hop.clone());
            at = hop.from;
        }
        hops.reverse();
        hops
    }
}

/// The hops of some paths; all offices that are a Kommune's own voice are one party.
fn hops_of(
    situation: &Situation,
    ids: impl Iterator<Item = PathId>,
    voices: &BTreeSet<OrganizationId>,
    mut owners: impl FnMut(Level, Option<Track>) -> BTreeSet<OrganizationId>,
) -> Vec<Hop> {
    let mut hops = Vec::new();
    for id in ids {
        let path = situation.model.path(id);
        let mut parties = |end: End| parties(situation, voices, (end, path.track), &mut owners);
        let (from, to) = (parties(path.from.value), parties(path.to.value));
        for from in &from {
            for to in &to {
                hops.push(Hop {
                    from: *from,
                    to: *to,
                    channel: path.channel,
                    within: path.within,
                    since: path.established,
                    span: path.span,
                    path: Some(id),
                });
            }
        }
    }
    hops
}

/// Whom an end of a path means.
fn parties(
    situation: &Situation,
    voices: &BTreeSet<OrganizationId>,
    (end, track): (End, Option<Track>),
    owners: &mut impl FnMut(Level, Option<Track>) -> BTreeSet<OrganizationId>,
) -> BTreeSet<Party> {
    let voice = |id: OrganizationId| {
        let body = situation.model.body(id);
        if voices.contains(&body) { Party::Municipality } else { Party::Organization(body) }
    };
    match end {
        End::Municipality | End::Competent => BTreeSet::from([Party::Municipality]),
        End::Organization(id) => BTreeSet::from([voice(id)]),
        End::Level(level) => owners(level, track).into_iter().map(voice).collect(),
        End::Citizen => BTreeSet::from([Party::Citizen]),
        End::Undecidable => BTreeSet::new(),
    }
}

/// Whether a path that stands in another Land's files may matter here: between named organizations it counts wherever it
/// stands, and whoever answers on a level for the operator's side is the same everywhere. A name that nobody knows may be one.
fn is_theirs(path: &Path, sides: &[StateCode]) -> bool {
    [path.from.value, path.to.value].into_iter().all(|end| match end {
        End::Organization(_) | End::Undecidable => true,
        End::Level(level) => level != Level::First && sides.contains(&path.state),
        End::Citizen | End::Municipality | End::Competent => false,
    })
}

/// The same hops, told backwards: who is told tells.
pub(super) fn reversed(hops: Vec<Hop>) -> Vec<Hop> {
    hops.into_iter().map(|hop| Hop { from: hop.to, to: hop.from, ..hop }).collect()
}

impl Situation {
    /// Who speaks for a Kommune on a service: its own contact, and those of its offices that are competent. Each by the id
    /// that stands for its body.
    pub(super) fn voices(&self, key: Area, service: ServiceId) -> BTreeSet<OrganizationId> {
        let offices = self.duty(service, key).into_iter().flat_map(|duty| duty.organizations.iter().copied());
        offices.chain(self.own_contact(key)).map(|id| self.model.body(id)).collect()
    }
}
