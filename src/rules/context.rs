//! What a rule sees.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::ladders::Ladders;
use crate::diagnostic::Severity;
use crate::key::StateCode;
use crate::model::{Model, ServiceId};
use crate::plan::{self, Catalog, Plan, Schedule};
use crate::profile::{Cell, Requirements};
use crate::register::Register;
use crate::routing::{Gap, Table};
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

/// Model, table, requirements and the day.
#[derive(Debug)]
pub struct Context<'c> {
    /// What the files say.
    pub model: &'c Model,
    /// Who answers.
    pub table: &'c Table<'c>,
    /// The stretches without owner, classified once for all rules.
    pub gaps: &'c [Gap],
    /// What the chosen profiles ask.
    pub requirements: &'c Requirements,
    /// The tasks of the rollout.
    pub catalog: &'c Catalog,
    /// The plan, made once by the first rule that asks for it ([`Context::rollout`]).
    pub rollout: OnceLock<(Plan, Schedule)>,
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
    /// What a plan is made from. Findings of rules take no part: what a rule reports, no rule of the rollout repeats.
    pub const fn plan_input(&self) -> plan::Input<'_> {
        plan::Input { model: self.model, table: self.table, catalog: self.catalog, fired: &[], on: self.on }
    }

    /// The rollout plan, if somebody keeps one: whoever records no step and no duration is not reminded of steps.
    pub fn rollout(&self) -> Option<&(Plan, Schedule)> {
        if self.model.done.is_empty() && self.model.durations.is_empty() {
            return None;
        }
        Some(self.rollout.get_or_init(|| {
            let input = self.plan_input();
            let plan = plan::tasks(&input);
            let schedule = plan::schedule(&input, &plan);
            (plan, schedule)
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
