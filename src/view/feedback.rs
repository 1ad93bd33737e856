//! Where a Kommune's feedback goes, hop by hop, whether an answer comes back, and what becomes of it.

use serde::Serialize;

use super::contact::{self, Reader};
use super::place::{self, Place};
use super::scene::Scene;
use crate::view::word::{ArrivalWord, FeedbackWord};
use crate::key::Area;
use crate::model::{Knowledge, OrganizationId, ServiceId};
use crate::situation::feedback::{Arrival, Reach, Standing};
use crate::situation::{self, Party};
use crate::text::Language;
use crate::time::Date;
use crate::vocabulary::{KnowledgeSink, Vocabulary};

/// One hop.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hop {
    /// From whom, where that is not whom the hop before leads to.
    pub from: Option<String>,
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

/// The way of feedback for some services.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FeedbackView {
    /// The services that go this way.
    pub services: String,
    /// How it came about.
    pub standing: FeedbackWord,
    /// How far it gets.
    pub arrival: ArrivalWord,
    /// When it was agreed, or since when it is offered; ahead for one that is laid down.
    pub since: Option<String>,
    /// Whether the Land lays it down for its Kommunen, not the Kommune itself.
    pub from_land: bool,
    /// Why none is wanted, where that is said.
    pub reason: Option<String>,
    /// The hops.
    pub hops: Vec<Hop>,
    /// Where it stops, in a list.
    pub ends: Option<String>,
    /// Who answers back, from the operator's side on, in a list; nothing where no way leads back.
    pub back: Option<String>,
    /// What becomes of it: sentences without full stop.
    pub outcome: Vec<String>,
}

/// Where feedback of a Kommune on some services goes, each judged on its day; services that go the same way are one entry.
pub fn feedback(scene: &Scene<'_>, key: Area, services: &[(ServiceId, Date)]) -> Vec<FeedbackView> {
    let mut ways: Vec<(FeedbackView, Vec<ServiceId>)> = Vec::new();
    for (service, day) in services {
        let view = feedback_of(scene, key, *service, *day);
        match ways.iter_mut().find(|(other, _)| *other == view) {
            Some((_, own)) => own.push(*service),
            None => ways.push((view, vec![*service])),
        }
    }
    ways.into_iter()
        .map(|(view, own)| FeedbackView { services: scene.names_of(&own).unwrap_or_default(), ..view })
        .collect()
}

fn feedback_of(scene: &Scene<'_>, key: Area, service: ServiceId, day: Date) -> FeedbackView {
    let reach = scene.situation().feedback(key, service, day);
    let is_there = !matches!(reach.standing, Standing::Own | Standing::Declined | Standing::None);
    let back = if is_there { scene.situation().answer_back(key, service, day) } else { None };
    let place = place::place(scene, key);
    let first = reach.there.first();
    let ends: Vec<String> = reach.ends.iter().map(|id| organization_name(scene, *id)).collect();
    FeedbackView {
        services: String::new(),
        standing: standing(reach.standing),
        arrival: arrival(reach.arrival),
        since: reach.since.map(|day| scene.day(day)),
        from_land: first.is_some_and(|hop| hop.path.is_some()),
        reason: reach.reason.clone(),
        hops: hops(scene, &reach.there, &place),
        ends: (!ends.is_empty()).then(|| scene.list(&ends)),
        back: back.and_then(|hops| {
            let names: Vec<String> = hops.iter().map(|hop| party(scene, hop.from, &place)).collect();
            (!names.is_empty()).then(|| scene.list(&names))
        }),
        outcome: outcome(scene, &reach, key, service, day),
    }
}

/// Hops one after another; who tells is said where the chain begins anew.
fn hops(scene: &Scene<'_>, hops: &[situation::Hop], place: &Place) -> Vec<Hop> {
    let mut last = Party::Municipality;
    let hop = |hop: &situation::Hop| {
        let from = (hop.from != last).then(|| party(scene, hop.from, place));
        last = hop.to;
        let way = match (hop.to, hop.channel) {
            (Party::Organization(id), Some(kind)) => {
                contact::ways(scene, id, Reader::Authority, |other| other == kind).into_iter().next()
            }
            _ => None,
        };
        let path = hop.path.map(|id| scene.model().path(id));
        Hop {
            from,
            to: party(scene, hop.to, place),
            channel: hop.channel.map(|channel| scene.say(channel.label())),
            link: way.as_ref().and_then(|way| way.link.clone()),
            address: way.map(|way| way.address),
            within: hop.within.map(|within| within.words(scene.language)),
            trigger: path.and_then(|path| path.trigger.clone()),
        }
    };
    hops.iter().map(hop).collect()
}

fn party(scene: &Scene<'_>, party: Party, place: &Place) -> String {
    match party {
        Party::Citizen => scene.word("Bürgerinnen und Bürger", "citizens"),
        Party::Municipality => place.name.clone(),
        Party::Organization(id) => organization_name(scene, id),
    }
}

pub(super) fn organization_name(scene: &Scene<'_>, id: OrganizationId) -> String {
    scene.model().organization(id).name.clone()
}

/// What the knowledge processes of both sides do with feedback that has arrived.
fn outcome(scene: &Scene<'_>, reach: &Reach, key: Area, service: ServiceId, day: Date) -> Vec<String> {
    if !reach.arrival.has_arrived() {
        return Vec::new();
    }
    let process = scene.situation().knowledge(key.state(), service, day);
    let mut sentences: Vec<String> =
        process.records().filter_map(|record| knowledge_sentence(scene, record)).collect();
    sentences.dedup();
    sentences
}

/// "Die Koordination wertet alle 3 Monate aus. Mit dem Ergebnis werden die Auskünfte und der Onlinedienst verbessert".
pub fn knowledge_sentence(scene: &Scene<'_>, record: &Knowledge) -> Option<String> {
    let owner = organization_name(scene, record.owner.known()?);
    let sinks: Vec<String> = record
        .sinks
        .iter()
        .map(|sink| match sink {
            KnowledgeSink::Answering => scene.word("die Auskünfte", "the answers"),
            KnowledgeSink::Development => scene.word("der Onlinedienst", "the online service"),
        })
        .collect();
    let one = matches!(record.sinks.as_slice(), [KnowledgeSink::Development]);
    let list = scene.list(&sinks);
    let cadence = record.cadence.map(|cadence| every(&cadence.words(scene.language), scene.language));
    let cadence = cadence.map(|cadence| format!(" {cadence}")).unwrap_or_default();
    Some(match (scene.language, sinks.is_empty()) {
        (Language::De, true) => format!("{owner} wertet{cadence} aus"),
        (Language::En, true) => format!("{owner} evaluates{cadence}"),
        (Language::De, false) => {
            let verb = if one { "wird" } else { "werden" };
            format!("{owner} wertet{cadence} aus. Mit dem Ergebnis {verb} {list} verbessert")
        }
        (Language::En, false) => format!("{owner} evaluates{cadence}. The result improves {list}"),
    })
}

/// How often: "alle 3 Monate", "jeden Monat".
fn every(time: &str, language: Language) -> String {
    let Some(unit) = time.strip_prefix("1 ") else {
        return match language {
            Language::De => format!("alle {time}"),
            Language::En => format!("every {time}"),
        };
    };
    match language {
        Language::En => format!("every {unit}"),
        Language::De if unit.ends_with("Woche") || unit.ends_with("Stunde") || unit.ends_with("Minute") => {
            format!("jede {unit}")
        }
        Language::De if unit.ends_with("Jahr") => format!("jedes {unit}"),
        Language::De => format!("jeden {unit}"),
    }
}

pub(super) const fn standing(standing: Standing) -> FeedbackWord {
    match standing {
        Standing::Own => FeedbackWord::Own,
        Standing::Agreed => FeedbackWord::Agreed,
        Standing::Offered => FeedbackWord::Offered,
        Standing::LaidDown => FeedbackWord::LaidDown,
        Standing::Declined => FeedbackWord::Declined,
        Standing::None => FeedbackWord::Missing,
        Standing::Undecidable => FeedbackWord::Undecidable,
    }
}

const fn arrival(arrival: Arrival) -> ArrivalWord {
    match arrival {
        Arrival::Arrives => ArrivalWord::Arrives,
        Arrival::AtProvider => ArrivalWord::Provider,
        Arrival::Stops => ArrivalWord::Stops,
        Arrival::Nowhere => ArrivalWord::Nowhere,
        Arrival::Undecidable => ArrivalWord::Undecidable,
    }
}
