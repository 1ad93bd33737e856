//! Feedback there and back (semantics 21, 26, 28): what is said of the way, and a walk along the paths.

use std::collections::{BTreeSet, VecDeque};

use lotse::time::Date;

use super::answers::Found;
use super::records::{End, Feedback, Holds, Path, Records, Who, Written};

/// A Kommune and a service, with the offices that it carries for it.
pub struct Question<'r> {
    pub records: &'r Records,
    pub state: &'r str,
    pub kommune: &'r str,
    pub service: &'r str,
    pub offices: &'r BTreeSet<String>,
    /// The day on which it is judged.
    pub day: Date,
}

/// Where a walk can be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Kommune,
    Body(String),
}

/// Where one gets, and whether some way out of there is not readable.
struct Reached {
    nodes: BTreeSet<Node>,
    unsure: bool,
}

/// Bodies of the operating and the responsible state that are its side by their kind.
const SIDE: [&str; 4] = ["coordination", "steering-body", "ministry", "it-provider"];

impl Question<'_> {
    fn declined(&self) -> bool {
        matches!(self.own(), Some(Feedback::Declined))
    }

    fn own(&self) -> Option<&Feedback> {
        self.records.own_feedback(self.kommune, self.service)
    }

    /// Whether a path holds here today. An area holds for a Kommune that lies in it; an area inside the Kommune is not the Kommune.
    /// Ends such as `municipality` mean those of the path's own state; between two named bodies a path holds wherever it stands.
    fn holds(&self, path: &Path) -> Holds {
        let named = matches!((&path.from, &path.to), (End::Named(_), End::Named(_)));
        let fits = path.limit.has_service(self.service) && path.limit.reach(self.kommune).is_some();
        if fits && (named || path.state == self.state) { path.period.holds(self.day) } else { Holds::No }
    }

    /// The way of feedback: what the Kommune says itself, else what the Land offers. Without a day of agreement, or with one that
    /// lies ahead, the Kommune's own statement is laid down, not agreed.
    pub fn way(&self) -> &'static str {
        let lived = |written: Written| matches!(written, Written::Day(day) if day <= self.records.on);
        match self.own() {
            Some(Feedback::Declined) => return "declined",
            Some(Feedback::To { who: Who::Broken, .. } | Feedback::To { agreed: Written::Broken, .. }) => {
                return "undecidable";
            }
            Some(Feedback::To { agreed, .. }) => return if lived(*agreed) { "agreed" } else { "laid-down" },
            None => {}
        }
        let offers: Vec<(Holds, &Path)> = self
            .records
            .paths
            .iter()
            .filter(|path| path.purpose == "feedback" && self.speaks(&path.from))
            .map(|path| (self.holds(path), path))
            .filter(|(holds, _)| *holds != Holds::No)
            .collect();
        let sure = |(holds, path): &&(Holds, &Path)| {
            *holds == Holds::Yes && path.to != End::Named(Who::Broken) && path.established != Written::Broken
        };
        let may_be_lived =
            |(_, path): &(Holds, &Path)| lived(path.established) || path.established == Written::Broken;
        if offers.iter().filter(sure).any(|(_, path)| lived(path.established)) {
            "offered"
        } else if offers
            .iter()
            .any(|offer| !sure(&offer) && (may_be_lived(offer) || !offers.iter().any(|other| sure(&other))))
        {
            "undecidable"
        } else if offers.is_empty() {
            "none"
        } else {
            "laid-down"
        }
    }

    /// Whom an end means here.
    fn nodes(&self, end: &End) -> Vec<Node> {
        match end {
            End::Municipality => vec![Node::Kommune],
            End::Competent => self.offices.iter().cloned().map(Node::Body).collect(),
            End::Named(Who::One(id)) => vec![Node::Body(id.clone())],
            End::Named(Who::Broken) => Vec::new(),
        }
    }

    /// Follows paths of some purposes, and the Kommune's own statement before what the Land offers.
    fn walk(&self, start: &BTreeSet<Node>, purposes: &[&str]) -> Reached {
        let own = self.own().filter(|_| purposes == ["feedback"]);
        let mut reached = Reached { nodes: start.clone(), unsure: false };
        let mut queue: VecDeque<Node> = start.iter().cloned().collect();
        while let Some(node) = queue.pop_front() {
            let mut next = Vec::new();
            if let (Node::Kommune, Some(Feedback::To { who, .. })) = (&node, own) {
                reached.unsure |= *who == Who::Broken;
                next.extend(self.nodes(&End::Named(who.clone())));
            }
            for path in self.records.paths.iter().filter(|path| purposes.contains(&path.purpose.as_str())) {
                let offer = [End::Municipality, End::Competent].contains(&path.from);
                let holds = self.holds(path);
                if holds == Holds::No || (offer && own.is_some()) || !self.nodes(&path.from).contains(&node) {
                    continue;
                }
                reached.unsure |= holds == Holds::Maybe || path.to == End::Named(Who::Broken);
                if holds == Holds::Yes {
                    next.extend(self.nodes(&path.to));
                }
            }
            for node in next {
                if reached.nodes.insert(node.clone()) {
                    queue.push_back(node);
                }
            }
        }
        reached
    }

    /// Whether the Kommune speaks at an end: as itself, or as a body that speaks for it.
    fn speaks(&self, end: &End) -> bool {
        [End::Municipality, End::Competent].contains(end)
            || self.nodes(end).iter().any(|node| self.speakers().contains(node))
    }

    /// The Kommune, its offices, and its contact where that is its own or a municipal one: they speak for it.
    fn speakers(&self) -> BTreeSet<Node> {
        let contact = match self.records.kommunen.get(self.kommune).map(|record| &record.contact) {
            Some(Some(Who::One(id))) if self.is_own(id) => Some(id.clone()),
            _ => None,
        };
        let bodies = self.offices.iter().cloned().chain(contact);
        bodies.map(Node::Body).chain([Node::Kommune]).collect()
    }

    fn is_own(&self, id: &str) -> bool {
        let kind = self.records.organizations[id].kind.as_str();
        self.records.carrier(id).as_deref() == Some(self.kommune)
            || ["authority", "municipal-administration"].contains(&kind)
    }

    /// The Land's own part of the operator's side, by kind.
    fn is_of_the_land(&self, id: &str) -> bool {
        let body = &self.records.organizations[id];
        self.is_home(&body.state) && SIDE[..3].contains(&body.kind.as_str())
    }

    fn is_home(&self, state: &str) -> bool {
        let service = &self.records.services[self.service];
        [&service.operator, &service.responsible].iter().any(|home| *home == state)
    }

    /// Its providers: by kind, by the service's record, by winning a technical cell.
    fn is_provider(&self, id: &str) -> bool {
        let body = &self.records.organizations[id];
        let named = self.records.services[self.service].provider == Some(Who::One(id.to_owned()));
        let answers = ["second/technical-service", "third/technical-service"].iter().any(|cell| {
            self.records.places(self.state, self.kommune).iter().any(|place| {
                self.records.answers(self.state, place, self.service, cell, self.day)
                    == Found::One(id.to_owned())
            })
        });
        named || answers || (self.is_home(&body.state) && SIDE.contains(&body.kind.as_str()))
    }

    /// How far feedback gets. That it stays with the provider is a note, and is given only where nothing broken may say otherwise.
    pub fn arrival(&self) -> &'static str {
        if self.declined() {
            return "nowhere";
        }
        // What the Kommune says itself wins over what those say who speak for it.
        let start = if self.own().is_some() { BTreeSet::from([Node::Kommune]) } else { self.speakers() };
        let reached = self.walk(&start, &["feedback"]);
        let bodies: Vec<&String> = reached
            .nodes
            .difference(&start)
            .filter_map(|node| match node {
                Node::Body(id) => Some(id),
                Node::Kommune => None,
            })
            .collect();
        let provider = bodies.iter().any(|id| self.is_provider(id));
        match () {
            () if bodies.iter().any(|id| self.is_of_the_land(id)) => "arrives",
            () if provider && (reached.unsure || self.is_evaluated()) => "arrives",
            () if provider => "provider",
            () if reached.unsure => "undecidable",
            () if bodies.is_empty() => "nowhere",
            () => "stops",
        }
    }

    /// Whether somebody on the operator's side evaluates, or may.
    fn is_evaluated(&self) -> bool {
        let operator = &self.records.services[self.service].operator;
        let mut records = self.records.knowledge.iter().filter(|record| record.state == *operator);
        records.any(|record| {
            record.limit.has_service(self.service) && record.period.holds(self.day) != Holds::No
        })
    }

    /// Whether an answer comes back; nothing where a way cannot be read.
    pub fn back(&self) -> Option<bool> {
        let side =
            self.records.organizations.keys().filter(|id| self.is_of_the_land(id) || self.is_provider(id));
        let start: BTreeSet<Node> = side.cloned().map(Node::Body).collect();
        let reached = self.walk(&start, &["feedback", "coordination", "knowledge"]);
        let comes = self.speakers().iter().any(|speaker| reached.nodes.contains(speaker));
        (comes || !reached.unsure).then_some(comes)
    }
}

impl Records {
    /// Who evaluates on a state's side of the knowledge process: all names; nothing where it cannot be told (semantics 22, 36).
    pub fn evaluators(&self, state: &str, service: &str, day: Date) -> Option<BTreeSet<String>> {
        let mut found = BTreeSet::new();
        for record in
            self.knowledge.iter().filter(|record| record.state == state && record.limit.has_service(service))
        {
            match (record.period.holds(day), &record.who) {
                (Holds::No, _) => {}
                (Holds::Yes, Who::One(id)) => {
                    found.insert(self.name(id));
                }
                _ => return None,
            }
        }
        Some(found)
    }
}
