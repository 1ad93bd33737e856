//! Feedback: from a municipality over any number of hops to the operator's side, and the answer back (S10, semantics 21).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::ends::{Here, Party};
use crate::key::Area;
use crate::model::{End, Feedback, FeedbackOn, Link, OrganizationId, ServiceId};
use crate::routing::Table;
use crate::source::Span;
use crate::time::{Date, Duration};
use crate::vocabulary::{ChannelKind, Purpose};

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
}

/// What becomes of a municipality's feedback.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrival {
    /// The state operates the service itself and owes itself no feedback loop (semantics 12 f).
    Own,
    /// It reaches the operator's side.
    Arrives,
    /// It begins, and ends before the operator's side.
    Stops,
    /// Nobody says whom the municipality tells.
    Nowhere,
    /// Something it depends on is broken or was not loaded.
    Undecidable,
}

/// The way of a municipality's feedback on a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Whether it arrives.
    pub arrival: Arrival,
    /// The shortest way there; where it stops, the shortest way to each end, one after another.
    pub there: Vec<Hop>,
    /// Where it stops, in order of id; empty if it arrives.
    pub ends: Vec<OrganizationId>,
    /// The municipality's own statement (its `feedback`), where it has one that holds for the service.
    pub statement: Option<Span>,
    /// When that statement was agreed.
    pub agreed: Option<Date>,
}

/// Purposes by which an answer to feedback comes back.
const BACK: [Purpose; 3] = [Purpose::Feedback, Purpose::Coordination, Purpose::Knowledge];

/// Follows the feedback of a municipality on a service on a day.
pub fn feedback_reach(table: &Table, area: Area, service: ServiceId, on: Date) -> Reach {
    let here = Here::of_area(table, area, service, on);
    let model = table.model();
    let own = statement(table, area, service);
    let mut reach = Reach {
        arrival: Arrival::Own,
        there: Vec::new(),
        ends: Vec::new(),
        statement: own.feedback.map(|feedback| feedback.span),
        agreed: own.feedback.and_then(|feedback| feedback.agreed),
    };
    if here.state() == here.operator() {
        return reach;
    }
    let mut ways = Ways::of(&here, &[Purpose::Feedback]);
    if let Some(feedback) = own.feedback {
        match feedback.to {
            Link::To(to) => ways.add(Hop {
                from: Party::Municipality,
                to: Party::Organization(to),
                channel: feedback.channel,
                within: None,
                since: feedback.agreed,
                span: feedback.span,
            }),
            Link::Undecidable => ways.uncertain = true,
        }
    }
    ways.uncertain |=
        own.broken || !model.is_complete(here.state()) || !model.states.contains_key(&here.operator());
    let speakers = speakers(&here, &own);
    let is_goal = |party: Party| matches!(party, Party::Organization(id) if here.is_operators(id));
    let found = ways.search(&speakers, is_goal);
    reach.there.clone_from(&found.hops);
    reach.ends = found.ends;
    reach.arrival = if found.arrives {
        Arrival::Arrives
    } else if ways.uncertain {
        Arrival::Undecidable
    } else if found.hops.is_empty() {
        Arrival::Nowhere
    } else {
        Arrival::Stops
    };
    reach
}

/// The shortest way back from the operator's side to the municipality; `None` if there is none. Asked for by itself: it
/// looks at all organizations, and whether feedback arrives does not hang on it.
pub fn answer_back(table: &Table, area: Area, service: ServiceId, on: Date) -> Option<Vec<Hop>> {
    let here = Here::of_area(table, area, service, on);
    if here.state() == here.operator() {
        return None;
    }
    let speakers = speakers(&here, &statement(table, area, service));
    let operators = table.model().organization_ids().filter(|id| here.is_operators(*id));
    let home = Ways::of(&here, &BACK)
        .search(&operators.map(Party::Organization).collect(), |party| speakers.contains(&party));
    home.arrives.then_some(home.hops)
}

/// The municipality, and the authority that answers there and speaks for it.
fn speakers(here: &Here<'_>, own: &Statement<'_>) -> BTreeSet<Party> {
    let authorities = own.contact.into_iter().chain(here.competent());
    [Party::Municipality].into_iter().chain(authorities.map(Party::Organization)).collect()
}

/// What the municipality itself says.
pub(super) struct Statement<'m> {
    pub(super) feedback: Option<&'m Feedback>,
    contact: Option<OrganizationId>,
    broken: bool,
}

/// By the longest prefix that says something for the service (semantics 11, 21).
pub(super) fn statement(table: &Table, area: Area, service: ServiceId) -> Statement<'_> {
    let mut records: Vec<_> =
        table.model().municipalities.iter().filter(|record| record.key.value.contains(area)).collect();
    records.sort_by_key(|record| std::cmp::Reverse(record.key.value.len()));
    let says = records.iter().find_map(|record| record.feedback_on(service));
    let (feedback, broken) = match says {
        Some(FeedbackOn::Told(feedback)) => (Some(feedback), feedback.broken),
        Some(FeedbackOn::Undecidable) => (None, true),
        Some(FeedbackOn::Declined { .. }) | None => (None, false),
    };
    Statement {
        feedback,
        broken,
        contact: records
            .iter()
            .find_map(|record| record.contact.as_ref())
            .and_then(|contact| contact.value.known()),
    }
}

/// All hops that hold at a place, by who tells.
struct Ways {
    hops: BTreeMap<Party, Vec<Hop>>,
    uncertain: bool,
}

/// What a search found.
struct Found {
    arrives: bool,
    hops: Vec<Hop>,
    ends: Vec<OrganizationId>,
}

impl Ways {
    fn of(here: &Here<'_>, purposes: &[Purpose]) -> Self {
        let mut ways = Self { hops: BTreeMap::new(), uncertain: false };
        for path in purposes.iter().flat_map(|purpose| here.paths(*purpose)) {
            ways.uncertain |= path.shadow || [path.from.value, path.to.value].contains(&End::Undecidable);
            for from in here.parties(path.from.value, path.track) {
                for to in here.parties(path.to.value, path.track) {
                    ways.add(Hop {
                        from,
                        to,
                        channel: path.channel,
                        within: path.within,
                        since: path.established,
                        span: path.span,
                    });
                }
            }
        }
        ways
    }

    fn add(&mut self, hop: Hop) {
        let list = self.hops.entry(hop.from).or_default();
        // What the municipality itself agreed comes before what holds for all.
        if hop.from == Party::Municipality {
            list.insert(0, hop);
        } else {
            list.push(hop);
        }
    }

    /// Breadth first, in the order of the files.
    fn search(&self, begin: &BTreeSet<Party>, is_goal: impl Fn(Party) -> bool) -> Found {
        let mut came: BTreeMap<Party, &Hop> = BTreeMap::new();
        let mut queue: VecDeque<Party> = begin.iter().copied().collect();
        while let Some(party) = queue.pop_front() {
            for hop in self.hops.get(&party).into_iter().flatten() {
                if begin.contains(&hop.to) && !is_goal(hop.to) || came.contains_key(&hop.to) {
                    continue;
                }
                came.insert(hop.to, hop);
                if is_goal(hop.to) {
                    return Found { arrives: true, hops: trace(&came, begin, hop.to), ends: Vec::new() };
                }
                queue.push_back(hop.to);
            }
        }
        let ends: Vec<Party> = came.keys().copied().filter(|party| !self.hops.contains_key(party)).collect();
        let mut hops = Vec::new();
        for end in &ends {
            for hop in trace(&came, begin, *end) {
                if !hops.contains(&hop) {
                    hops.push(hop);
                }
            }
        }
        if hops.is_empty() {
            // Everybody passes it on, in a circle.
            hops.extend(came.values().map(|hop| (*hop).clone()));
        }
        let ends = ends
            .into_iter()
            .filter_map(|party| match party {
                Party::Organization(id) => Some(id),
                Party::Citizen | Party::Municipality => None,
            })
            .collect();
        Found { arrives: false, hops, ends }
    }
}

/// The hops that led to a party.
fn trace(came: &BTreeMap<Party, &Hop>, begin: &BTreeSet<Party>, end: Party) -> Vec<Hop> {
    let mut hops = Vec::new();
    let mut at = end;
    while let Some(hop) = came.get(&at) {
        hops.push((*hop).clone());
        at = hop.from;
        if begin.contains(&at) {
            break;
        }
    }
    hops.reverse();
    hops
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::super::testing::{HB, Workspace, day};
    use super::*;

    const NI: &str = "[state]\ncode = \"NI\"\n[[organization]]\nid = \"kk\"\nname = \"K\"\nkind = \"coordination\"\n[[organization]]\nid = \"mm\"\nname = \"M\"\nkind = \"ministry\"\n[[use]]\nservice = \"hb/x\"\n[[municipality]]\nkey = \"03452\"\n";
    const STATED: &str = "feedback = { to = \"kk\", channel = \"email\", agreed = 2026-05-04 }\n";
    const UP: &str = "[[path]]\npurpose = \"feedback\"\nfrom = \"kk\"\nto = \"mm\"\n[[path]]\npurpose = \"feedback\"\nfrom = \"mm\"\nto = \"hb/kk\"\n";

    fn judge(ni: &str) -> Reach {
        asked(ni, feedback_reach)
    }

    fn asked<T>(ni: &str, ask: fn(&Table, Area, ServiceId, Date) -> T) -> T {
        let workspace = Workspace::new(&[("hb", HB), ("ni", ni)]);
        ask(&workspace.table(), Area::parse("03452").unwrap(), ServiceId::new(0), day(2027, 3, 1))
    }

    #[test]
    fn feedback_is_followed_over_any_number_of_hops() {
        let ni = format!("{NI}{STATED}{UP}");
        let (found, back) = (judge(&ni), asked(&ni, answer_back));
        assert_eq!((found.arrival, found.there.len(), back), (Arrival::Arrives, 3, None));
    }

    #[test]
    fn where_it_stops_is_told() {
        let found = judge(&format!("{NI}{STATED}"));
        assert_eq!((found.arrival, found.there.len(), found.ends.len()), (Arrival::Stops, 1, 1));
        assert_eq!(judge(NI).arrival, Arrival::Nowhere);
    }

    #[test]
    fn a_circle_ends_nowhere_and_does_not_hang() {
        let back = "[[path]]\npurpose = \"feedback\"\nfrom = \"mm\"\nto = \"kk\"\n";
        let up = "[[path]]\npurpose = \"feedback\"\nfrom = \"kk\"\nto = \"mm\"\n";
        assert_eq!(judge(&format!("{NI}{STATED}{up}{back}")).arrival, Arrival::Stops);
    }

    #[test]
    fn the_answer_comes_back_by_coordination() {
        let back = "[[path]]\npurpose = \"coordination\"\nfrom = \"hb/kk\"\nto = \"kk\"\n[[path]]\npurpose = \"coordination\"\nfrom = \"kk\"\nto = \"municipality\"\n";
        let home = asked(&format!("{NI}{STATED}{UP}{back}"), answer_back);
        assert_eq!(home.unwrap().len(), 2);
    }

    #[test]
    fn an_operator_that_was_not_loaded_leaves_it_open() {
        let workspace = Workspace::new(&[("ni", &format!("{NI}{STATED}"))]);
        let area = Area::parse("03452").unwrap();
        let found = feedback_reach(&workspace.table(), area, ServiceId::new(0), day(2027, 3, 1));
        assert_eq!(found.arrival, Arrival::Undecidable);
    }
}
