//! A followed question in words: one entry per way, hop by hop.

mod words;

use serde::Serialize;

use super::saying::Saying;
use crate::routing::{Table, Verdict};
use crate::trace::{Question, Way};

/// All ways of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Route {
    /// Version of this form.
    pub version: u32,
    /// The service's id.
    pub service: String,
    /// Its name.
    pub name: String,
    /// The key that was asked about.
    pub at: String,
    /// When, as the command line takes it.
    pub on: String,
    /// The same in words.
    pub when: String,
    /// One for each track, component and class of places.
    pub ways: Vec<WayView>,
}

/// One way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayView {
    /// The track's word in the files.
    pub track: &'static str,
    /// What the question is about.
    pub question: String,
    /// Which of the services contained, where not all are answered alike.
    pub part: Option<String>,
    /// The component.
    pub component: Option<String>,
    /// Where.
    pub places: String,
    /// How many municipalities.
    pub count: usize,
    /// How many people; nothing without a register.
    pub inhabitants: Option<u64>,
    /// `live`, `starts`, `not-planned`, `undecidable`, `ended`.
    pub operation: &'static str,
    /// What is to be said about that.
    pub operation_note: Option<String>,
    /// When the question is asked.
    pub asked: String,
    /// The hops.
    pub hops: Vec<HopView>,
    /// Whether the question gets to the last level that is asked for.
    pub arrives: bool,
}

/// One hop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HopView {
    /// `first`, `second`, `third`.
    pub level: &'static str,
    /// "First Level".
    pub label: String,
    /// Who answers.
    pub stands: Vec<StandView>,
    /// Why nobody does.
    pub gap: Option<GapView>,
}

/// Somebody who answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StandView {
    /// Id.
    pub organization: String,
    /// Name.
    pub name: String,
    /// In which role.
    pub role: Option<String>,
    /// "Interimslösung bis 30. September 2027".
    pub solution: Option<String>,
    /// The record: file and line.
    pub ground: String,
    /// How to reach them.
    pub channels: Vec<ChannelView>,
    /// Who stands in.
    pub deputy: String,
    /// How the question came.
    pub arrivals: Vec<ArrivalView>,
    /// By when it is here at the latest, in words, if every deadline is agreed.
    pub due: Option<String>,
    /// The same for programs.
    pub due_at: Option<String>,
}

/// A channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelView {
    /// Its kind's word in the files.
    pub kind: &'static str,
    /// Its kind.
    pub label: String,
    /// Address, number, link.
    pub address: String,
    /// `open`, `closed`, `hours`, `unknown`, `unreadable`.
    pub state: &'static str,
    /// Open or from when, in words.
    pub words: String,
    /// What to do outside the hours.
    pub closed: Option<String>,
}

/// How a question comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArrivalView {
    /// From whom; nothing: the citizen.
    pub from: Option<String>,
    /// `agreed`, `in-house`, `not-agreed`.
    pub way: &'static str,
    /// In words.
    pub words: String,
    /// When the way is taken.
    pub trigger: Option<String>,
    /// The agreed deadline.
    pub within: Option<String>,
    /// The path: file and line.
    pub ground: Option<String>,
    /// Agreed paths that lead elsewhere, where none leads here.
    pub elsewhere: Vec<String>,
}

/// Why nobody answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GapView {
    /// `open`, `ambiguous`, `deliberate`, `without-competent`, `undecidable`.
    pub verdict: &'static str,
    /// In words.
    pub words: String,
    /// Until when somebody answered, or from when somebody will.
    pub notes: Vec<String>,
    /// The records that matter: file and line.
    pub grounds: Vec<String>,
}

/// The word for a verdict.
pub const fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covered => "covered",
        Verdict::Deliberate => "deliberate",
        Verdict::Undecidable => "undecidable",
        Verdict::WithoutCompetent => "without-competent",
        Verdict::Ambiguous => "ambiguous",
        Verdict::Open => "open",
    }
}

/// The ways of a question in words.
pub fn route(say: &Saying<'_>, table: &Table, question: &Question, ways: &[Way]) -> Route {
    let service = say.model.service(question.service);
    Route {
        version: 1,
        service: service.id.to_string(),
        name: service.name.clone(),
        at: question.area.digits(),
        on: question.on.to_string(),
        when: say.moment(question.on),
        ways: ways.iter().map(|way| say.way(table, way)).collect(),
    }
}
