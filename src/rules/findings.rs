//! What a rule reports, and how code, severity and norms are stamped on it, so that no rule reports under another's name.

use std::collections::BTreeSet;

use super::alike::{Alike, By};
use super::bundle::Bundle;
use super::claims::{Claimed, Claims};
use super::context::Context;
use super::steps::step;
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Edit, Label, RuleInfo, Severity};
use crate::key::StateCode;
use crate::model::{OrganizationId, ServiceId};
use crate::source::Span;
use crate::text::list::Case;
use crate::text::{Text, Words};
use crate::vocabulary::{Level, Track};

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

impl Finding {
    /// One of many organizations or records for which the same is to be done: `name` is how it is called beside its place,
    /// `many` the message about all, with `{}` for their number.
    #[must_use]
    pub(super) fn one_of(mut self, name: Text, many: Words) -> Self {
        let by = By::Number(name);
        self.alike = Some(Alike { many: many.into(), by, cause: None, help: None });
        self
    }

    /// One of many services at the same places for which the same is to be done: `many` is the message about all, with
    /// `{}` for their names, which stand in `case` there.
    #[must_use]
    pub(super) fn one_service_of(mut self, bundle: &Bundle, many: Text, case: Case) -> Self {
        // What concerns some of the services contained is told by itself.
        if bundle.parts.iter().any(Option::is_some) {
            return self;
        }
        let by = By::Services(bundle.clone(), case);
        self.alike = Some(Alike { many, by, cause: None, help: None });
        self
    }

    /// The cause where several are told at once.
    #[must_use]
    pub(super) fn cause_of_all(mut self, cause: Text) -> Self {
        if let Some(alike) = &mut self.alike {
            alike.cause = Some(cause);
        }
        self
    }

    /// The way out where several are told at once; `{ids}` stands for the ids of the services.
    #[must_use]
    pub(super) fn help_for_all(mut self, help: Text) -> Self {
        if let Some(alike) = &mut self.alike {
            alike.help = Some(help);
        }
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
