//! Where a municipality's feedback goes, hop by hop, and what becomes of it.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

use super::scene::Scene;
use crate::key::{Area, StateCode};
use crate::model::{End, Feedback, Knowledge, Link, OrganizationId, Path, ServiceId};
use crate::vocabulary::{ChannelKind, Purpose, Vocabulary};

/// One hop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hop {
    /// To whom.
    pub to: String,
    /// Over which channel.
    pub channel: Option<String>,
    /// How to reach them over it.
    pub address: Option<String>,
    /// Where a click leads.
    pub link: Option<String>,
    /// How often, or within which time.
    pub within: Option<String>,
    /// What is handed on.
    pub trigger: Option<String>,
}

/// The way of feedback for one service.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FeedbackView {
    /// The services that go this way.
    pub services: String,
    /// `arrives`, `stops`, `missing`.
    pub result: &'static str,
    /// When it was agreed.
    pub agreed: Option<String>,
    /// The hops.
    pub hops: Vec<Hop>,
    /// What becomes of it: sentences without full stop.
    pub outcome: Vec<String>,
}

impl Scene<'_> {
    /// The feedback statement that holds at a place for a service: the longest prefix (semantics 11).
    pub fn feedback_statement(&self, state: StateCode, key: Area, service: ServiceId) -> Option<&Feedback> {
        self.records_at(state, key)
            .filter_map(|record| Some((record.key.value.len(), record.feedback_told()?)))
            .filter(|(_, feedback)| feedback.services.has(&service))
            .max_by_key(|(length, _)| *length)
            .map(|(_, feedback)| feedback)
    }

    /// Where feedback on some services goes; services that go the same way are one entry.
    pub fn feedback(&self, state: StateCode, key: Area, services: &[ServiceId]) -> Vec<FeedbackView> {
        let mut ways: Vec<(FeedbackView, Vec<String>)> = Vec::new();
        for service in services {
            let view = self.feedback_of(state, key, *service);
            let name = self.model().service(*service).name.clone();
            match ways.iter_mut().find(|(other, _)| *other == view) {
                Some((_, names)) => names.push(name),
                None => ways.push((view, vec![name])),
            }
        }
        ways.into_iter().map(|(view, names)| FeedbackView { services: self.list(&names), ..view }).collect()
    }

    fn feedback_of(&self, state: StateCode, key: Area, service: ServiceId) -> FeedbackView {
        let mut view = FeedbackView {
            services: String::new(),
            result: "missing",
            agreed: None,
            hops: Vec::new(),
            outcome: Vec::new(),
        };
        let Some(statement) = self.feedback_statement(state, key, service) else { return view };
        let Link::To(first) = statement.to else { return view };
        view.agreed = statement.agreed.map(|day| self.day(day));
        view.hops.push(self.hop(first, statement.channel, None));
        let operator = self.model().service(service).operating_state(self.on);
        match self.onward(first, operator, service) {
            Some(paths) => {
                view.result = "arrives";
                view.hops.extend(paths.iter().filter_map(|path| match path.to.value {
                    End::Organization(id) => Some(self.hop(id, path.channel, Some(path))),
                    _ => None,
                }));
                view.outcome = self.outcome(state, operator, service);
            }
            None => view.result = "stops",
        }
        view
    }

    /// The shortest way over feedback paths to an organization of the operator; empty if it is there already.
    fn onward(&self, first: OrganizationId, operator: StateCode, service: ServiceId) -> Option<Vec<&Path>> {
        let model = self.model();
        let mut came: BTreeMap<OrganizationId, Option<&Path>> = BTreeMap::from([(first, None)]);
        let mut waiting = VecDeque::from([first]);
        while let Some(at) = waiting.pop_front() {
            if model.organization(at).id.state == operator {
                let mut way = Vec::new();
                let mut here = at;
                while let Some(Some(path)) = came.get(&here) {
                    way.push(*path);
                    let End::Organization(from) = path.from.value else { break };
                    here = from;
                }
                way.reverse();
                return Some(way);
            }
            for path in model.paths.iter().filter(|path| {
                path.purpose == Some(Purpose::Feedback)
                    && path.from.value == End::Organization(at)
                    && path.services.has(&service)
                    && self.holds(path)
            }) {
                if let End::Organization(to) = path.to.value
                    && !came.contains_key(&to)
                {
                    came.insert(to, Some(path));
                    waiting.push_back(to);
                }
            }
        }
        None
    }

    fn hop(&self, to: OrganizationId, channel: Option<ChannelKind>, path: Option<&Path>) -> Hop {
        let way = channel.and_then(|kind| {
            self.ways(to, super::contact::Reader::Authority, |other| other == kind).into_iter().next()
        });
        Hop {
            to: self.model().organization(to).name.clone(),
            channel: channel.map(|channel| self.say(channel.label())),
            link: way.as_ref().and_then(|way| way.link.clone()),
            address: way.map(|way| way.address),
            within: path.and_then(|path| path.within).map(|within| within.words(self.language)),
            trigger: path.and_then(|path| path.trigger.clone()),
        }
    }

    /// What the knowledge processes of both sides do with it.
    fn outcome(&self, state: StateCode, operator: StateCode, service: ServiceId) -> Vec<String> {
        let mut sentences: Vec<String> = Vec::new();
        for side in [state, operator] {
            let records = self.model().knowledge.iter().filter(|record| {
                record.state == side
                    && record.services.has(&service)
                    && !record.shadow
                    && !record.period.is_over(self.on)
            });
            sentences.extend(records.filter_map(|record| self.knowledge_sentence(record)));
        }
        sentences.dedup();
        sentences
    }

    /// "Die Koordination wertet es alle 3 Monate aus; es fließt in Beauskunftung und Weiterentwicklung".
    pub fn knowledge_sentence(&self, record: &Knowledge) -> Option<String> {
        let owner = self.model().organization(record.owner.known()?).name.clone();
        let sinks: Vec<String> = record.sinks.iter().map(|sink| self.say(sink.label())).collect();
        let sinks = self.list(&sinks);
        let cadence = record.cadence.map(|cadence| cadence.words(self.language));
        Some(match (self.language, cadence) {
            (crate::text::Language::De, Some(cadence)) => {
                format!("{owner} wertet aus (Abstand: {cadence}). Das Ergebnis fließt in {sinks} ein")
            }
            (crate::text::Language::De, None) => {
                format!("{owner} wertet aus. Das Ergebnis fließt in {sinks} ein")
            }
            (crate::text::Language::En, Some(cadence)) => {
                format!("{owner} evaluates (interval: {cadence}). The result goes into {sinks}")
            }
            (crate::text::Language::En, None) => format!("{owner} evaluates. The result goes into {sinks}"),
        })
    }
}
