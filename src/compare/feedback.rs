//! Whom Kommunen tell their feedback, held against each other (S10, semantics 21).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::key::{Area, GlobalId, StateCode};
use crate::model::ServiceId;
use crate::situation::feedback::{Alike, Standing};
use crate::situation::{Party, Situation};
use crate::vocabulary::ChannelKind;

/// Whom a Kommune tells, and whether it arrives.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// Who is told first, over which channel; `None`: nobody.
    pub target: Option<(GlobalId, Option<ChannelKind>)>,
    /// Whether the feedback reaches the operator's side.
    pub arrives: bool,
}

/// A change in whom Kommunen tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedbackChange {
    /// Whose.
    pub state: StateCode,
    /// On which service.
    pub service: GlobalId,
    /// As it was.
    pub before: Told,
    /// As it is.
    pub after: Told,
    /// The Kommunen that tell, in order of their keys.
    pub kommunen: Vec<Area>,
    /// Their places, as ranges of the places' units.
    pub units: Vec<Range<usize>>,
}

impl FeedbackChange {
    /// Whether feedback arrived and does not any more, or had somebody to be told and has nobody.
    pub const fn is_lost(&self) -> bool {
        self.before.arrives && !self.after.arrives
            || self.before.target.is_some() && self.after.target.is_none()
    }
}

/// All changes for the services that a state uses before and after, at the Kommunen that owe a way both times, or say
/// themselves whom they tell; both situations over the same places and for the same day.
pub fn feedback_changes(before: &Situation, after: &Situation) -> Vec<FeedbackChange> {
    let [old, new] = [before, after].map(used);
    let mut found: BTreeMap<(StateCode, &GlobalId, Told, Told), Vec<Area>> = BTreeMap::new();
    for (key, old_id) in &old {
        let Some(new_id) = new.get(key) else { continue };
        let [was, is] = [tellers(before, key.0, *old_id), tellers(after, key.0, *new_id)];
        let owing = was.owing.intersection(&is.owing);
        let kommunen: BTreeSet<Area> = owing.chain(was.saying.union(&is.saying)).copied().collect();
        let [mut was, mut is] = [Asked::new(before, *old_id), Asked::new(after, *new_id)];
        for place in kommunen {
            let (told_before, told_after) = (was.told(place), is.told(place));
            if told_before != told_after {
                let (before, after) = (told_before.clone(), told_after.clone());
                found.entry((key.0, key.1, before, after)).or_default().push(place);
            }
        }
    }
    let places = before.table().places();
    found
        .into_iter()
        .map(|((state, service, before, after), kommunen)| {
            let units = kommunen.iter().map(|key| places.around(*key)).collect();
            FeedbackChange {
                state,
                service: service.clone(),
                before,
                after,
                kommunen,
                units: crate::routing::joined(units),
            }
        })
        .collect()
}

fn used(situation: &Situation) -> BTreeMap<(StateCode, &GlobalId), ServiceId> {
    let model = situation.model();
    let pairs: BTreeSet<(StateCode, ServiceId)> =
        model.uses.iter().map(|usage| (usage.state, usage.service.value)).collect();
    pairs.into_iter().map(|(state, id)| ((state, &model.service(id).id), id)).collect()
}

/// The Kommunen of which it matters whom they tell.
struct Tellers {
    owing: BTreeSet<Area>,
    saying: BTreeSet<Area>,
}

fn tellers(situation: &Situation, state: StateCode, service: ServiceId) -> Tellers {
    let says = |(key, record): (Area, &crate::model::Municipality)| {
        (key.state() == state && record.feedback_on(service).is_some()).then_some(key)
    };
    Tellers {
        owing: situation.owing(state, service).map(|(key, _, _)| key).collect(),
        saying: situation.recorded().filter_map(says).collect(),
    }
}

/// Whom Kommunen tell of a service; those that are alike are asked once.
struct Asked<'s> {
    situation: &'s Situation,
    service: ServiceId,
    alike: BTreeMap<Alike, Told>,
    /// The answer of the last one that is like no other.
    single: Told,
}

impl<'s> Asked<'s> {
    const fn new(situation: &'s Situation, service: ServiceId) -> Self {
        let single = Told { target: None, arrives: false };
        Self { situation, service, alike: BTreeMap::new(), single }
    }

    fn told(&mut self, key: Area) -> &Told {
        let (situation, service) = (self.situation, self.service);
        if let Some(alike) = situation.feedback_alike(key, service, situation.on()) {
            return self.alike.entry(alike).or_insert_with(|| told(situation, key, service));
        }
        self.single = told(situation, key, service);
        &self.single
    }
}

fn told(situation: &Situation, key: Area, service: ServiceId) -> Told {
    let reach = situation.feedback(key, service, situation.on());
    let target = reach.there.first().and_then(|hop| match hop.to {
        Party::Organization(id) => Some((situation.model().organization(id).id.clone(), hop.channel)),
        Party::Citizen | Party::Municipality => None,
    });
    Told { target, arrives: reach.standing != Standing::Own && reach.arrival.has_arrived() }
}
