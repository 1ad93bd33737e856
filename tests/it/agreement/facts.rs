//! What an output claims, in words that all outputs share. The oracle makes claims from the records, each reader makes claims from
//! a rendered text; two claims on the same subject with different values are a contradiction.

use std::fmt;

/// The outputs that are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Output {
    /// The oracle itself: the records, read slowly and obviously.
    Oracle,
    /// `lotse check --format json`.
    Check,
    /// A Kommune's page.
    Page,
    /// A Kommune's checklist.
    PlaceChecklist,
    /// A state's rollout checklist.
    StateChecklist,
    /// A letter to a Kommune.
    Letter,
    /// A form that collects data from an authority.
    Form,
    /// The call list.
    CallList,
    /// A distribution list (outage, release).
    Distribution,
    /// The support concept.
    Concept,
    /// The responsibility matrix.
    Matrix,
    /// The communication paths ("Was fehlt").
    Communication,
    /// The start page.
    Index,
    /// The audit report.
    Audit,
    /// A workspace compared with itself.
    Diff,
    /// The plan (JSON) and its calendar (ICS).
    Plan,
    /// A question followed hop by hop.
    Route,
}

/// What is claimed of a Kommune (or a state) and a service.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// Which office is competent today for the service: its name; `nobody`, `several`, `undecidable`, `not-asked`.
    Competent,
    /// The offices of a Kommune for the service, wherever they are competent: names sorted.
    Carries,
    /// Who answers on a level and track (`first`, `second/technical-state` …) on the day: names sorted, or `nobody`, `on-purpose`, `undecidable`.
    Answers(String),
    /// Stretches without owner of the state: how many are told (`3`).
    Missing,
    /// Whether the Kommune owes a way of feedback for the service (`yes`, `no`).
    Owes,
    /// The way of feedback: `missing` (`none` or `declined`), `agreed`, `offered`, `laid-down`, `declined`, `none`, `undecidable`.
    Feedback,
    /// How far it gets: `arrives`, `provider`, `stops`, `nowhere`, `undecidable`.
    Arrival,
    /// Whether an answer comes back (`yes`, `no`).
    Back,
    /// Who is asked about the interim solution: a name, `none`, `undecidable`.
    InterimContact,
    /// The same about the long-term solution.
    LongTermContact,
    /// Who evaluates on a side of the knowledge process; names sorted, `nobody`, `undecidable`.
    Knowledge(String),
    /// Steps done of steps that arise: `3/22`; for one task id, `done` or `open`.
    Steps(Option<String>),
    /// Who is told of outages of the service by a distribution list: names sorted.
    Told(String),
    /// Whether the Kommune gets a letter, a form, an entry in the call list (`yes`, `no`).
    Asked(Output),
}

/// One claim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// Who claims it.
    pub output: Output,
    /// The state, `NI`.
    pub state: String,
    /// The Kommune by its key as the documents print it, or nothing for the whole state.
    pub kommune: Option<String>,
    /// The service by its id, or nothing for all.
    pub service: Option<String>,
    /// What it is about.
    pub aspect: Aspect,
    /// What is claimed.
    pub value: String,
}

impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.kommune.as_deref().unwrap_or("*");
        let service = self.service.as_deref().unwrap_or("*");
        write!(f, "{:?}: {} {place} {service} {:?} = {}", self.output, self.state, self.aspect, self.value)
    }
}

/// Whether two values are the same; who only says that a way is missing does not say whether it is declined.
pub fn agree(one: &str, other: &str) -> bool {
    let missing = |value: &str| ["none", "declined", "missing"].contains(&value);
    one == other || ([one, other].contains(&"missing") && missing(one) && missing(other))
}
