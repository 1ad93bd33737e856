//! What a rule sees.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::diagnostic::Severity;
use crate::graph::Ladder;
use crate::key::StateCode;
use crate::model::{Model, ServiceId};
use crate::plan::{self, Catalog, Due, Per, Plan, Schedule, Task};
use crate::profile::{Cell, Requirements};
use crate::register::Register;
use crate::routing::{Gap, Table};
use crate::situation::Situation;
use crate::source::Span;
use crate::time::{Date, Duration};

/// How long a confirmation holds; only what the workspace says, nothing assumed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Review {
    /// Contact data.
    pub contact: Option<Duration>,
    /// Agreements.
    pub agreement: Option<Duration>,
    /// Support records.
    pub support: Option<Duration>,
}

/// The rollout as far as rules look at it.
#[derive(Debug)]
pub struct Rollout {
    /// The tasks that matter to rules.
    pub catalog: Catalog,
    /// Their status.
    pub plan: Plan,
    /// Their dates.
    pub schedule: Schedule,
    /// The states that keep a plan: whose files record a step or a duration. The others are not reminded of steps.
    pub kept_by: BTreeSet<StateCode>,
}

/// The hand-over of each state that uses a service, judged when a rule first asks.
#[derive(Debug, Default)]
pub struct Ladders(pub(super) OnceLock<Vec<Ladder>>);

/// Model, table, requirements and the day.
#[derive(Debug)]
pub struct Context<'c> {
    /// What the files say.
    pub model: &'c Model,
    /// Who answers.
    pub table: &'c Table,
    /// What is the case on the day.
    pub situation: &'c Situation,
    /// The stretches without owner, classified once for all rules.
    pub gaps: &'c [Gap],
    /// What the chosen profiles ask.
    pub requirements: &'c Requirements,
    /// The tasks of the rollout.
    pub catalog: &'c Catalog,
    /// The plan, made once by the first rule that asks for it ([`Context::rollout`]).
    pub rollout: OnceLock<Rollout>,
    /// The official register, if the workspace has one.
    pub register: Option<&'c Register>,
    /// Where regional keys have gone that the register no longer has ([`crate::register::diff::successors`]), if the
    /// workspace has older editions.
    pub successors: Option<&'c BTreeMap<String, Option<String>>>,
    /// Review intervals.
    pub review: Review,
    /// Severities that the workspace sets itself; `None` switches a rule off.
    pub severities: &'c BTreeMap<String, Option<Severity>>,
    /// The hand-over of questions in each state, judged when the first rule asks and shared by all.
    pub ladders: Ladders,
    /// The day on which everything is judged.
    pub on: Date,
}

impl Context<'_> {
    /// The rollout as far as rules look at it, if somebody keeps a plan: whoever records no step and no duration is not
    /// reminded of steps. Made once, and small: a country has millions of steps of municipalities, and no rule asks for
    /// them unless the files say how long they take.
    pub fn rollout(&self) -> Option<&Rollout> {
        let model = self.model;
        let steps = model.done.iter().map(|record| record.state);
        let kept_by: BTreeSet<StateCode> =
            steps.chain(model.durations.iter().map(|record| record.state)).collect();
        if kept_by.is_empty() {
            return None;
        }
        Some(self.rollout.get_or_init(|| {
            let timed = |task: &Task| model.durations.iter().any(|record| record.task.value == task.id);
            let local = |task: &Task| matches!(task.per, Per::Municipality | Per::Authority);
            let before =
                |task: &Task| task.due == Some(Due::GoLive) && !task.optional && !task.is_observable();
            let gate =
                |task: &Task| task.gate && task.done_when.as_ref().is_none_or(|what| what.cells.is_empty());
            let catalog = self.catalog.only(|task| {
                timed(task) || !local(task) && (!model.durations.is_empty() || before(task) || gate(task))
            });
            // Findings of rules take no part: what a rule reports, no rule of the rollout repeats.
            let input = plan::Input { situation: self.situation, catalog: &catalog, fired: &[] };
            let plan = plan::tasks(&input);
            let schedule = plan::schedule(&input, &plan);
            Rollout { catalog, plan, schedule, kept_by }
        }))
    }

    /// Whether a chosen profile speaks through a rule.
    pub fn asks(&self, code: &str) -> bool {
        self.requirements.asks(code)
    }

    /// Where a person would write what is missing for a cell (semantics 18): at the co-using state's `[[use]]`; for
    /// questions about the service at the operator's `[[service]]`, if its files are there.
    pub fn absence(
        &self,
        home: StateCode,
        states: &[StateCode],
        service: ServiceId,
        cell: Cell,
    ) -> Option<Span> {
        if cell.track == Some(crate::vocabulary::Track::TechnicalService)
            && let Some(span) = self.model.service(service).span
        {
            return Some(span);
        }
        let state = states.first().copied().unwrap_or(home);
        self.model.use_of(state, service).map(|usage| usage.span)
    }
}
