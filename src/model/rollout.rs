//! What the rollout has to reckon with: how long tasks take, and how much of something scarce there is; passages written by
//! hand for its documents.

use super::ids::ServiceId;
use crate::key::{Area, StateCode};
use crate::source::{Located, Span};
use crate::time::{Duration, Period};
use crate::vocabulary::{NotedDocument, Resource};

/// How long a task takes in a state; both ends in the same unit: working days, calendar days or weeks.
#[derive(Debug, Clone)]
pub struct TaskDuration {
    /// Whose files say so.
    pub state: StateCode,
    /// The task.
    pub task: Located<String>,
    /// At least.
    pub least: Duration,
    /// At most; the plan counts with it.
    pub most: Duration,
}

/// How much of something scarce there is for some time.
#[derive(Debug, Clone)]
pub struct Capacity {
    /// Whose.
    pub state: StateCode,
    /// The record.
    pub span: Span,
    /// What.
    pub what: Resource,
    /// How many at a time.
    pub number: u32,
    /// When.
    pub period: Period,
}

/// A passage written by hand that stands in a document.
#[derive(Debug, Clone)]
pub struct Note {
    /// Whose files say so.
    pub state: StateCode,
    /// The record.
    pub span: Span,
    /// In which kind of document.
    pub document: NotedDocument,
    /// Only for this place and those inside it.
    pub municipality: Option<Area>,
    /// Only for this service.
    pub service: Option<ServiceId>,
    /// The text in Markdown, as it was written; it is cleaned where it is shown.
    pub text: String,
}
