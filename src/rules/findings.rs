//! What a rule reports, and how code, severity and norms are stamped on it, so that no rule reports under another's name.

use std::collections::BTreeSet;

use super::Context;
use super::alike::Alike;
use super::claims::{Claimed, Claims};
use super::steps::step;
use crate::diagnostic::{Diagnostic, Edit, Label, RuleInfo, Severity};
use crate::key::{Area, StateCode};
use crate::model::{ComponentId, Model, OrganizationId, ServiceId};
use crate::profile::Cell;
use crate::source::Span;
use crate::text::Text;
use crate::vocabulary::{Level, Track};

/// What a finding is about, as data: for exceptions, the plan, the comparison of versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    /// The state.
    pub state: Option<StateCode>,
    /// The service.
    pub service: Option<ServiceId>,
    /// Level and track.
    pub cell: Option<Cell>,
    /// The component.
    pub component: Option<ComponentId>,
    /// The places, sorted; empty where the whole state or no place is meant.
    pub areas: Vec<Area>,
    /// The id of the record that it is about, if it has one.
    pub record: Option<String>,
}

impl Subject {
    /// About a state.
    pub fn state(state: StateCode) -> Self {
        Self { state: Some(state), ..Self::default() }
    }

    /// About a record that has an id.
    #[must_use]
    pub fn record(mut self, id: impl Into<String>) -> Self {
        self.record = Some(id.into());
        self
    }

    /// About a service.
    #[must_use]
    pub fn service(mut self, service: ServiceId) -> Self {
        self.service = Some(service);
        self
    }

    /// About a cell.
    #[must_use]
    pub fn cell(mut self, cell: Cell) -> Self {
        self.cell = Some(cell);
        self
    }

    /// About a component.
    #[must_use]
    pub fn component(mut self, component: Option<ComponentId>) -> Self {
        self.component = component;
        self
    }

    /// About places.
    #[must_use]
    pub fn areas(mut self, areas: impl IntoIterator<Item = Area>) -> Self {
        self.areas = areas.into_iter().collect();
        self.areas.sort_unstable();
        self.areas.dedup();
        self
    }

    /// The canonical string: the same defect has the same string in every version of the files.
    pub fn canonical(&self, model: &Model) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.state.map(|state| state.code().to_owned()));
        parts.extend(self.service.map(|service| model.service(service).id.to_string()));
        parts.extend(self.cell.map(Cell::path));
        parts.extend(self.component.map(|component| model.component(component).id.to_string()));
        parts.extend(self.record.clone());
        if !self.areas.is_empty() {
            parts.push(self.areas.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
        }
        parts.join(" ")
    }
}

/// A finding as a rule makes it: without code, severity and norms.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Where to repair it.
    pub span: Span,
    /// What is wrong.
    pub message: Text,
    /// What it is about.
    pub about: Subject,
    /// Beside the place.
    pub label: Text,
    /// Other places.
    pub related: Vec<Label>,
    /// Why.
    pub cause: Option<Text>,
    /// What to write.
    pub help: Option<Text>,
    /// A safe repair.
    pub fix: Vec<Edit>,
    /// Softer than the profile says (a note until a review date, for instance).
    pub at_most: Option<Severity>,
    /// How it is told together with others of its kind.
    pub(super) alike: Option<Alike>,
}

impl Finding {
    /// What is wrong, where, about what.
    pub fn new(span: Span, message: Text, about: Subject) -> Self {
        Self {
            span,
            message,
            about,
            label: Text::default(),
            related: Vec::new(),
            cause: None,
            help: None,
            fix: Vec::new(),
            at_most: None,
            alike: None,
        }
    }

    /// Says something beside the place.
    #[must_use]
    pub fn label(mut self, label: Text) -> Self {
        self.label = label;
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: Text) -> Self {
        self.related.push(Label { span, message });
        self
    }

    /// Says why.
    #[must_use]
    pub fn cause(mut self, cause: Text) -> Self {
        self.cause = Some(cause);
        self
    }

    /// Says what to write.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Offers a safe repair.
    #[must_use]
    pub fn edit(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix.push(Edit { span, replacement: replacement.into() });
        self
    }

    /// Never louder than this, whatever the profile says.
    #[must_use]
    pub const fn at_most(mut self, severity: Severity) -> Self {
        self.at_most = Some(severity);
        self
    }
}

/// A finding with its code, and what it is about.
#[derive(Debug, Clone)]
pub struct Found {
    /// As it is shown.
    pub diagnostic: Diagnostic,
    /// As data.
    pub about: Subject,
    /// How it is told together with others of its kind.
    pub(super) alike: Option<Alike>,
}

/// Takes the findings of one rule and stamps them.
#[derive(Debug)]
pub struct Findings<'c> {
    info: &'static RuleInfo,
    context: &'c Context<'c>,
    matched: &'c BTreeSet<usize>,
    claimed: &'c Claimed,
    claims: Claims,
    found: Vec<Found>,
}

impl<'c> Findings<'c> {
    pub(super) fn new(
        info: &'static RuleInfo,
        context: &'c Context<'c>,
        matched: &'c BTreeSet<usize>,
        claimed: &'c Claimed,
    ) -> Self {
        Self { info, context, matched, claimed, claims: Claims::default(), found: Vec::new() }
    }

    /// The exceptions that match a finding, as indices into the model; complete only for rules that run last.
    pub const fn matched_exceptions(&self) -> &'c BTreeSet<usize> {
        self.matched
    }

    /// Reports a finding. The severity is the strongest that the violated lines of the profiles give, else the rule's own;
    /// the workspace's own word comes last.
    pub fn report(&mut self, finding: Finding) {
        let code = self.info.code.0;
        let own = self.context.severities.get(code);
        if own == Some(&None) {
            return;
        }
        let requirements = self.context.requirements;
        // A profile that only other services bring does not ask for this one.
        if requirements.asks(code) && !requirements.asks_of(code, finding.about.service) {
            return;
        }
        let violated = requirements.violated(code, finding.about.cell, finding.about.service);
        let by_profile = violated.iter().map(|(_, severity)| *severity).max();
        let mut severity = by_profile.unwrap_or(self.info.severity);
        if let Some(most) = finding.at_most {
            severity = severity.min(most);
        }
        if let Some(Some(own)) = own {
            severity = *own;
        }
        let mut sources: Vec<String> = violated.iter().map(|(line, _)| line.id.clone()).collect();
        if sources.is_empty() {
            sources = self.info.sources.iter().map(|&source| source.to_owned()).collect();
        }
        sources.dedup();
        let subject = finding.about.canonical(self.context.model);
        self.found.push(Found {
            diagnostic: Diagnostic {
                code: self.info.code,
                name: self.info.name,
                severity,
                step: step(self.info.step, finding.about.cell.map(|cell| cell.level)),
                message: finding.message,
                span: finding.span,
                label: finding.label,
                related: finding.related,
                cause: finding.cause,
                help: finding.help,
                subject,
                sources,
                fix: finding.fix,
                members: Vec::new(),
            },
            about: finding.about,
            alike: finding.alike,
        });
    }

    /// What this rule speaks of, so that those that yield to it do not.
    pub(super) const fn claims(&mut self) -> &mut Claims {
        &mut self.claims
    }

    /// Whether a rule that this one yields to speaks of a use already.
    pub(super) fn is_use_claimed(&self, usage: (StateCode, ServiceId), from: Level, track: Track) -> bool {
        self.claimed.has_use(self.info.yields_to, usage, from, track)
    }

    /// Whether a rule that this one yields to speaks already of what an organization hands on in a row.
    pub(super) fn is_row_claimed(&self, row: usize, from: Level, track: Track, by: OrganizationId) -> bool {
        self.claimed.has_row(self.info.yields_to, row, from, track, by)
    }

    pub(super) fn into_parts(self) -> (Vec<Found>, Claims) {
        (self.found, self.claims)
    }
}
