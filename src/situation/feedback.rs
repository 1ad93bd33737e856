//! Feedback of a Kommune on a service: how its way came about, how far it gets, and whether an answer comes back (S10,
//! semantics 21, 26, 28, 30).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::Situation;
use super::Used;
use super::carriers::Duty;
use super::ends::Party;
use super::ways::{Doubt, Hop, Network, Walk, reversed};
use crate::key::{Area, StateCode};
use crate::model::{End, Feedback, FeedbackOn, OrganizationId, ServiceId};
use crate::source::Span;
use crate::time::Date;
use crate::vocabulary::{ChannelKind, Purpose};

/// How the way of a Kommune's feedback came about; the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The Land operates the service itself and owes itself no feedback loop (semantics 12 f).
    Own,
    /// The Kommune itself agreed it.
    Agreed,
    /// The Land offers it to its Kommunen, and it is lived.
    Offered,
    /// It is written down, and not agreed or not lived yet.
    LaidDown,
    /// What says it is broken.
    Undecidable,
    /// The Kommune wants none.
    Declined,
    /// Nobody says whom the Kommune tells.
    None,
}

impl Standing {
    /// Whether a way is missing: only then is the Kommune asked for one.
    pub const fn is_missing(self) -> bool {
        matches!(self, Self::None | Self::Declined)
    }
}

/// How far feedback gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrival {
    /// It reaches the operator's side, and somebody there who decides or evaluates.
    Arrives,
    /// It reaches the provider, and nothing says that it gets on to the Land or is evaluated: arrived, with a note.
    AtProvider,
    /// It begins, and ends before the operator's side.
    Stops,
    /// It does not begin.
    Nowhere,
    /// Something that it depends on is broken or was not loaded.
    Undecidable,
}

impl Arrival {
    /// Whether it is with the operator's side.
    pub const fn has_arrived(self) -> bool {
        matches!(self, Self::Arrives | Self::AtProvider)
    }
}

/// The way of a Kommune's feedback on a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// How it came about.
    pub standing: Standing,
    /// How far it gets.
    pub arrival: Arrival,
    /// The shortest way there; where it stops, the shortest way to each end, one after another.
    pub there: Vec<Hop>,
    /// Where it stops, in order of discovery; empty if it arrives.
    pub ends: Vec<OrganizationId>,
    /// The Kommune's own statement, or the nearest above it, where one speaks of the service.
    pub statement: Option<Span>,
    /// When that was agreed; where the Land offers it, since when; where it is laid down, from when on, if that is said.
    pub since: Option<Date>,
    /// Why the Kommune wants none, where it says so.
    pub reason: Option<String>,
}

/// Purposes by which feedback goes to the operator's side.
const THERE: [Purpose; 1] = [Purpose::Feedback];
/// Purposes by which an answer comes back.
const BACK: [Purpose; 3] = [Purpose::Feedback, Purpose::Coordination, Purpose::Knowledge];

/// The networks asked for so far; the last part of the key tells whether they lead back.
#[derive(Debug, Default)]
pub(super) struct Reaches(Mutex<BTreeMap<Asker, Arc<Network>>>);

/// Who asks about which service on which day, and whether for the way back.
type Asker = (StateCode, ServiceId, Date, bool);

/// How the feedback that a Kommune owes on a service stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// The Kommune.
    pub key: Area,
    /// The day on which it is judged.
    pub day: Date,
    /// How its way came about.
    pub standing: Standing,
    /// How far it gets.
    pub arrival: Arrival,
}

/// What Kommunen of a Land have in common whose feedback on a service goes the same way, is agreed alike and gets as far: where
/// the same paths hold for all of them, what they say themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    day: Date,
    own: Option<Own>,
}

/// Whom a Kommune says that it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Own {
    to: OrganizationId,
    channel: Option<ChannelKind>,
    agreed: bool,
    broken: bool,
}

impl Situation {
    /// How the feedback stands that the Kommunen of a state owe, by service and in order of their keys: worked out once, for
    /// all who judge or count it. The way itself is found when it is asked for ([`Situation::feedback`]).
    pub fn feedback_owed(&self, state: StateCode) -> Option<&BTreeMap<ServiceId, Vec<Judged>>> {
        let judged = |usage: &Used| {
            let mut known = BTreeMap::new();
            let of = |(key, _, day): (Area, &Duty, Date)| {
                let (standing, arrival) = self.judge((key, usage.service, day), &mut known);
                Judged { key, day, standing, arrival }
            };
            (usage.service, self.owing(state, usage.service).map(of).collect())
        };
        let all = || self.uses().iter().filter(|usage| usage.state == state).map(judged).collect();
        Some(self.judged.get(&state)?.get_or_init(all))
    }

    /// How the feedback of a Kommune stands; Kommunen that say the same where the same paths hold are judged once.
    fn judge(
        &self,
        (key, service, day): (Area, ServiceId, Date),
        known: &mut BTreeMap<Alike, (Standing, Arrival)>,
    ) -> (Standing, Arrival) {
        let whole = || {
            let reach = self.feedback(key, service, day);
            (reach.standing, reach.arrival)
        };
        match self.feedback_alike(key, service, day) {
            Some(alike) => *known.entry(alike).or_insert_with(whole),
            None => whole(),
        }
    }

    /// What makes a Kommune alike others of its Land in where its feedback on a service goes, whether that is agreed, and how
    /// far it gets; `None` for one that has to be looked at by itself. Places of records and days differ all the same.
    pub fn feedback_alike(&self, key: Area, service: ServiceId, day: Date) -> Option<Alike> {
        if self.model.service(service).operating_state(day) == key.state() {
            return Some(Alike { day, own: None });
        }
        let own = match self.feedback_said(key, service) {
            None => None,
            Some((FeedbackOn::Told(feedback), _)) => Some(Own {
                to: feedback.to.known()?,
                channel: feedback.channel,
                agreed: feedback.agreed.is_some_and(|agreed| agreed <= self.on),
                broken: feedback.broken && feedback.agreed.is_none(),
            }),
            Some(_) => return None,
        };
        self.network(key.state(), service, day, false).is_alike(self, key).then_some(Alike { day, own })
    }

    /// Where the feedback of a Kommune on a service goes, judged on a day.
    pub fn feedback(&self, key: Area, service: ServiceId, day: Date) -> Reach {
        let said = self.feedback_said(key, service);
        self.reach((key, service, day), &self.voices(key, service), said)
    }

    fn reach(
        &self,
        (key, service, day): (Area, ServiceId, Date),
        voices: &BTreeSet<OrganizationId>,
        said: Option<(FeedbackOn<'_>, Span)>,
    ) -> Reach {
        let mut reach = Reach {
            standing: Standing::Own,
            arrival: Arrival::Nowhere,
            there: Vec::new(),
            ends: Vec::new(),
            statement: None,
            since: None,
            reason: None,
        };
        if self.model.service(service).operating_state(day) == key.state() {
            return reach;
        }
        let network = self.network(key.state(), service, day, false);
        let mut hops = network.hops(self, key, voices);
        let mut doubts = network.doubts(self, key, voices);
        reach.statement = said.map(|(_, span)| span);
        match said {
            Some((FeedbackOn::Told(feedback), _)) => {
                reach.since = feedback.agreed;
                reach.standing = match (feedback.to.known(), feedback.agreed) {
                    (None, _) => Standing::Undecidable,
                    // Evidence of a day that is still to come counts as not yet (semantics 34).
                    (Some(_), Some(agreed)) if agreed <= self.on => Standing::Agreed,
                    // To whom and when are one fact: what is broken may be the day (semantics 30).
                    (Some(_), None) if feedback.broken => Standing::Undecidable,
                    (Some(_), _) => Standing::LaidDown,
                };
                // What the Kommune says itself wins over what the Land offers to all; a body that speaks for it may still be one
                // that it tells, and hands on what it is told.
                hops = hops.into_iter().filter_map(|hop| self.beside_own(hop)).collect();
                doubts = doubts.into_iter().filter_map(|doubt| self.doubt_beside_own(doubt)).collect();
                hops.extend(self.told(feedback));
            }
            Some((FeedbackOn::Declined { reason }, _)) => {
                reach.standing = Standing::Declined;
                reach.reason = reason.map(|reason| reason.value.clone());
                return reach;
            }
            Some((FeedbackOn::Undecidable, _)) => {
                reach.standing = Standing::Undecidable;
                reach.arrival = Arrival::Undecidable;
                return reach;
            }
            None => (reach.standing, reach.since) = self.offered(&hops, &doubts),
        }
        self.follow(&network, (hops, &doubts), (service, day), &mut reach);
        reach
    }

    /// The shortest way back from the operator's side to a Kommune; `None` if there is none.
    pub fn answer_back(&self, key: Area, service: ServiceId, day: Date) -> Option<Vec<Hop>> {
        if self.model.service(service).operating_state(day) == key.state() {
            return None;
        }
        let network = self.network(key.state(), service, day, true);
        let walk = network.walk(reversed(network.hops(self, key, &self.voices(key, service))));
        let from = walk.organizations().find(|id| self.is_operators(*id, service, day))?;
        let mut hops = reversed(walk.to(Party::Organization(from)));
        hops.reverse();
        Some(hops)
    }

    /// The network of a service in a state on a day; `back`: for answers.
    pub(super) fn network(
        &self,
        state: StateCode,
        service: ServiceId,
        day: Date,
        back: bool,
    ) -> Arc<Network> {
        let mut known = self.reaches.0.lock().unwrap_or_else(PoisonError::into_inner);
        let purposes: &[Purpose] = if back { &BACK } else { &THERE };
        let make = || Arc::new(Network::new(self, purposes, (state, service, day)));
        Arc::clone(known.entry((state, service, day, back)).or_insert_with(make))
    }

    /// A hop beside what the Kommune says itself: none from the Kommune, and bodies that speak for it tell as themselves.
    fn beside_own(&self, hop: Hop) -> Option<Hop> {
        if hop.from != Party::Municipality {
            return Some(hop);
        }
        let End::Organization(id) = self.model.path(hop.path?).from.value else { return None };
        let from = Party::Organization(self.model.body(id));
        (from != hop.to).then_some(Hop { from, ..hop })
    }

    /// The same of a path of which nobody can tell.
    fn doubt_beside_own(&self, doubt: Doubt) -> Option<Doubt> {
        if !doubt.from.as_ref().is_some_and(|from| from.contains(&Party::Municipality)) {
            return Some(doubt);
        }
        let End::Organization(id) = doubt.end else { return None };
        let own = BTreeSet::from([Party::Organization(self.model.body(id))]);
        Some(Doubt { from: Some(own), ..doubt })
    }

    /// How a way that no record of the Kommune names came about, and since when. That it is lived is evidence: of a day still to
    /// come it counts as not yet (semantics 34). What cannot be read leaves it open where it could make a difference (semantics
    /// 36).
    fn offered(&self, hops: &[Hop], doubts: &[Doubt]) -> (Standing, Option<Date>) {
        let own = hops.iter().filter(|hop| hop.from == Party::Municipality);
        let is_open = |hop: &&Hop| hop.path.is_some_and(|id| self.model.path(id).established_broken);
        let (open, sure): (Vec<&Hop>, Vec<&Hop>) = own.partition(is_open);
        let mut doubts = doubts
            .iter()
            .filter(|doubt| doubt.from.as_ref().is_none_or(|from| from.contains(&Party::Municipality)));
        // The earliest day is the first that is lived, if any is.
        let since = sure.iter().filter_map(|hop| hop.since).min();
        if since.is_some_and(|since| since <= self.on) {
            (Standing::Offered, since)
        } else if !open.is_empty() || doubts.any(|doubt| doubt.may_be_lived || sure.is_empty()) {
            (Standing::Undecidable, since)
        } else {
            (if sure.is_empty() { Standing::None } else { Standing::LaidDown }, since)
        }
    }

    /// What a record says, as a hop.
    fn told(&self, feedback: &Feedback) -> Option<Hop> {
        Some(Hop {
            from: Party::Municipality,
            to: Party::Organization(self.model.body(feedback.to.known()?)),
            channel: feedback.channel,
            within: None,
            since: feedback.agreed,
            span: feedback.span,
            path: None,
        })
    }

    fn follow(
        &self,
        network: &Network,
        (hops, doubts): (Vec<Hop>, &[Doubt]),
        (service, day): (ServiceId, Date),
        reach: &mut Reach,
    ) {
        let walk = network.walk(hops);
        let operators = self.operators_of(service, day);
        let tells = |party: &Party| *party == Party::Municipality || walk.reaches(*party);
        let is_doubtful =
            doubts.iter().any(|doubt| doubt.from.as_ref().is_none_or(|from| from.iter().any(tells)));
        let arrived = walk.organizations().find(|id| operators.contains(id));
        let Some(first) = arrived else {
            reach.arrival = self.lost((network, is_doubtful), &walk, (service, day), reach);
            return;
        };
        let land = walk
            .organizations()
            .find(|id| operators.contains(id) && self.is_land_of_operator(*id, service, day));
        reach.there = walk.to(Party::Organization(land.unwrap_or(first)));
        // That it stays there is told only where nothing broken may say otherwise.
        reach.arrival = if land.is_some() || is_doubtful || self.is_evaluated(service, day) {
            Arrival::Arrives
        } else {
            Arrival::AtProvider
        };
    }

    /// It does not arrive: how far it gets.
    fn lost(
        &self,
        (network, is_doubtful): (&Network, bool),
        walk: &Walk,
        (service, day): (ServiceId, Date),
        reach: &mut Reach,
    ) -> Arrival {
        for end in walk.ends() {
            for hop in walk.to(end) {
                if !reach.there.contains(&hop) {
                    reach.there.push(hop);
                }
            }
            if let Party::Organization(id) = end {
                reach.ends.push(id);
            }
        }
        let operator = self.model.service(service).operating_state(day);
        if is_doubtful
            || reach.standing == Standing::Undecidable
            || !self.model.is_complete(network.state())
            || !self.model.is_complete(operator)
        {
            Arrival::Undecidable
        } else if reach.there.is_empty() {
            Arrival::Nowhere
        } else {
            Arrival::Stops
        }
    }
}
