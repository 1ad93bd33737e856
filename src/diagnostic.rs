//! What is reported: code, severity, message, places. Nothing here prints.

use std::cmp::Reverse;
use std::fmt;

use crate::source::Span;
use crate::text::{Text, Words};

/// A stable code such as `L101`; never reused for another meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// How bad it is. Ordered: an error is greater than a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Will become, or may be, a problem.
    Warning,
    /// A question reaches nobody, or the files contradict themselves.
    Error,
}

impl Severity {
    /// The word used in files and in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// Reads `error`, `warning` or `note`.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Note].into_iter().find(|severity| severity.word() == text)
    }
}

/// A further place that belongs to a finding, with what it has to do with it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub message: Text,
}

/// A safe change that repairs the finding: replace the text of a span. Applied by `check --fix`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; an empty span inserts.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

/// The steps of the work, in the order in which a person would take them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// What the files say cannot be read as it stands.
    Files,
    /// Who is there: coordination, authorities, their channels.
    Organizations,
    /// Which services, from when, agreed how.
    Uses,
    /// Who answers on first level.
    First,
    /// Who answers on second level.
    Second,
    /// Who answers on third level.
    Third,
    /// How questions are passed on.
    Paths,
    /// Outages, releases, handouts, accessibility, security.
    Notices,
    /// How municipalities are heard.
    Feedback,
    /// Knowledge management.
    Knowledge,
    /// What was settled once and has to be looked at again.
    Upkeep,
}

/// How the findings of a rule find their step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InStep {
    /// All belong to one.
    Of(Step),
    /// Each to that of the level it is about; without one, to that of first level.
    Level,
    /// The same, but not before second level: what the other side, or a single component, lacks.
    LevelFromSecond,
}

/// Which records a rule looks at. An audit lists them as facts where a requirement demands no owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LooksAt {
    /// Which authority is competent where.
    Competences,
    /// What the 115 offers.
    Service115,
    /// Paths on which questions are handed on.
    Escalation,
    /// Where Kommunen say that feedback goes, and its paths.
    Feedback,
    /// Who evaluates what is learnt.
    Knowledge,
    /// Paths of any purpose.
    Paths,
    /// Paths for outages.
    Outages,
    /// Paths for releases.
    Releases,
    /// Paths for accessibility.
    Accessibility,
    /// Paths for security.
    Security,
    /// Records that answer questions about the service.
    Operator,
    /// Reaction times of the records that answer.
    ReactionTimes,
    /// Components.
    Components,
    /// Agreements of the uses and of the records that answer.
    Agreements,
    /// How whoever answers is reached.
    Channels,
    /// Who answers inside the organizations.
    Roles,
    /// What is handed out to whoever answers.
    Handouts,
}

impl Step {
    /// Its name.
    pub const fn words(self) -> Words {
        match self {
            Self::Files => Words::new("Dateien", "Files"),
            Self::Organizations => Words::new("Stellen und Kanäle", "Organizations and channels"),
            Self::Uses => Words::new("Mitnutzung", "Use of services"),
            Self::First => Words::new("First Level", "First level"),
            Self::Second => Words::new("Second Level", "Second level"),
            Self::Third => Words::new("Third Level", "Third level"),
            Self::Paths => Words::new("Kommunikationswege", "Communication paths"),
            Self::Notices => Words::new("Meldewege und Handreichungen", "Notices and handouts"),
            Self::Feedback => Words::new("Feedback", "Feedback"),
            Self::Knowledge => Words::new("Wissensmanagement", "Knowledge management"),
            Self::Upkeep => Words::new("Pflege", "Upkeep"),
        }
    }
}

/// One finding. Every finding has a place: where a person would repair it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code, `L101`.
    pub code: Code,
    /// The rule's name, `level-without-owner`.
    pub name: &'static str,
    /// How bad.
    pub severity: Severity,
    /// The step of the work that it belongs to.
    pub step: Step,
    /// What is wrong, one sentence without full stop.
    pub message: Text,
    /// Where to repair it.
    pub span: Span,
    /// What to say beside the place; empty says nothing.
    pub label: Text,
    /// Other places that explain it, in reading order.
    pub related: Vec<Label>,
    /// Why it is so, and why it matters.
    pub cause: Option<Text>,
    /// The way out: what to write.
    pub help: Option<Text>,
    /// What the finding is about, as a canonical string that exceptions can name.
    pub subject: String,
    /// The demands that it violates: `S4`, `R07`; empty for rules of our own making.
    pub sources: Vec<String>,
    /// A safe repair, or none.
    pub fix: Vec<Edit>,
    /// The findings that are told at once by this one, in order of place; empty: it tells of itself only.
    pub members: Vec<Self>,
}

/// How findings are listed: by place (files are ordered by path), then code, then words.
pub fn sort(findings: &mut [Diagnostic]) {
    findings.sort_by(|a, b| {
        (a.span.source, a.span.start, a.span.end, a.code, &a.message, &a.subject).cmp(&(
            b.span.source,
            b.span.start,
            b.span.end,
            b.code,
            &b.message,
            &b.subject,
        ))
    });
}

/// How findings, listed by place, are worked off: the worst first, and equally bad ones in the order of the work.
pub fn sort_for_work(findings: &mut [Diagnostic]) {
    findings.sort_by_key(|finding| (Reverse(finding.severity), finding.step));
}

/// What is known about a code before anything is checked: the text of `explain`, of the reference page and of the audit
/// report. Problems of the files and rules are described alike.
#[derive(Debug, Clone, Copy)]
pub struct RuleInfo {
    /// `L101`.
    pub code: Code,
    /// What is found, in kebab-case: `level-without-owner`.
    pub name: &'static str,
    /// One line.
    pub summary: Words,
    /// Severity where no profile says otherwise.
    pub severity: Severity,
    /// The demands it serves (`S4`, `R07`); empty: a rule of our own.
    pub sources: &'static [&'static str],
    /// The version that first had it.
    pub since: &'static str,
    /// The step of the work that its findings belong to.
    pub step: InStep,
    /// The records that it looks at; `None`: the cells of the table, or nothing that an audit could list.
    pub looks_at: Option<LooksAt>,
    /// Codes of rules that speak first: what they have claimed as theirs is not told again.
    pub yields_to: &'static [&'static str],
    /// What it checks.
    pub what: Words,
    /// Why it matters.
    pub why: Words,
    /// How to fix it.
    pub fix: Words,
    /// Files that make it fire: TOML; several files are separated by a line `# file: name.toml`.
    pub bad: &'static str,
    /// The same files mended.
    pub good: &'static str,
}

impl RuleInfo {
    /// A finding under this code and name, at the default severity.
    pub fn report(&self, span: Span, message: Text) -> Diagnostic {
        Diagnostic {
            code: self.code,
            name: self.name,
            severity: self.severity,
            step: Step::Files,
            message,
            span,
            label: Text::default(),
            related: Vec::new(),
            cause: None,
            help: None,
            subject: String::new(),
            sources: self.sources.iter().map(|&source| source.to_owned()).collect(),
            fix: Vec::new(),
            members: Vec::new(),
        }
    }
}

impl Diagnostic {
    /// The findings that it tells of, each for itself: its members, or only itself.
    pub fn each(&self) -> &[Self] {
        if self.members.is_empty() { std::slice::from_ref(self) } else { &self.members }
    }

    /// Says something beside the place.
    #[must_use]
    pub fn label(mut self, label: Text) -> Self {
        self.label = label;
        self
    }

    /// Adds another place that explains it.
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

    /// Says what the finding is about, for exceptions.
    #[must_use]
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// Offers a safe repair.
    #[must_use]
    pub fn edit(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix.push(Edit { span, replacement: replacement.into() });
        self
    }
}
