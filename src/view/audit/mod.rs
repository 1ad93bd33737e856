//! The audit report: what is asked, how far it is satisfied, by which facts, and what an auditor has to write down to
//! repeat it.
//!
//! Everything follows from the files, the day and the options; the same input gives the same report, byte for byte. What it
//! does not know by itself: who changed a line when. Version control knows, and the caller adds it ([`Audit::dated`]).

mod build;
#[cfg(feature = "git")]
mod changed;
mod facts;
mod measure;
mod observed;
mod points;
mod sample;
mod verdict;

pub use build::audit;
#[cfg(feature = "git")]
pub use facts::Change;
pub use facts::Fact;
pub use measure::Measure;
pub use points::{ChannelGap, FeedbackRow, MissedRow, SinglePoint};
pub use sample::draw;

use serde::Serialize;

use super::coverage::{Counts, Source};
use super::plan::Coded;
use super::scene::Frame;
use super::word::ReadWord;

/// What the caller brings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Whether what is past its review interval counts as not covered.
    pub strict_currency: bool,
    /// How many claims are drawn for checking by hand.
    pub sample: usize,
    /// By which seed.
    pub seed: u64,
    /// The files that were read, with their checksums.
    pub inputs: Vec<Input>,
    /// The version of Lotse.
    pub version: String,
    /// Which state of the files was read, where they lie in version control.
    pub revision: Option<Revision>,
}

/// Which state of the files was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// Which it is.
    pub read: ReadWord,
    /// What was asked for.
    pub asked: Option<String>,
    /// The commit that was read, or that the folder is based on: its first digits.
    pub commit: String,
    /// The day of the commit, `2027-02-15`.
    pub on: String,
    /// The files that are not in this commit as they were read.
    pub uncommitted: Vec<String>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Input {
    /// Its path below the root of the workspace.
    pub path: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
}

/// The report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// Version of this form.
    pub version: u32,
    /// Head and foot.
    pub frame: Frame,
    /// Language of all words: `de` or `en`.
    pub language: &'static str,
    /// The day, `2027-03-01`.
    pub on: String,
    /// Whether what is stale counts as not covered.
    pub strict_currency: bool,
    /// Where the denominator comes from, and the territorial state of the register.
    pub denominator: Source,
    /// All cells together.
    pub counts: Counts,
    /// How often each verdict was given, in the order of [`Verdict::ALL`].
    pub verdicts: Vec<VerdictCount>,
    /// The profiles with their requirements.
    pub profiles: Vec<ProfilePart>,
    /// Open findings, by place.
    pub findings: Vec<FindingRow>,
    /// Findings that an exception accepts.
    pub accepted: Vec<AcceptedRow>,
    /// Organizations without which questions reach nobody.
    pub single_points: Vec<SinglePoint>,
    /// How many are missing, by Land.
    pub missed: Vec<MissedRow>,
    /// How the feedback of the municipalities stands, by Land.
    pub feedback: Vec<FeedbackRow>,
    /// Municipalities whose feedback does not arrive, the most inhabitants first.
    pub channels: Vec<ChannelGap>,
    /// Claims to be checked by hand.
    pub sample: Sample,
    /// What the report was made from.
    pub basis: Basis,
}

/// How often a verdict was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerdictCount {
    /// Which.
    pub verdict: Coded,
    /// How often.
    pub count: usize,
}

/// A profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProfilePart {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The document.
    pub document: String,
    /// The document's version.
    pub version: String,
    /// Where it is found.
    pub url: Option<String>,
    /// A note on its application.
    pub note: Option<String>,
    /// Whether it comes with Lotse.
    pub built_in: bool,
    /// Its requirements.
    pub lines: Vec<LineView>,
}

/// A requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// Its id: `S4`.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// Section of the document.
    pub section: String,
    /// How strictly it asks.
    pub strength: Coded,
    /// How it fares.
    pub verdict: Coded,
    /// Why, in a sentence without full stop.
    pub why: String,
    /// In numbers; `None` where nothing can be counted.
    pub measure: Option<Measure>,
    /// Codes of the rules that speak for it.
    pub rules: Vec<String>,
    /// Of these, switched off by the workspace.
    pub switched_off: Vec<String>,
    /// Open findings against it: code, place, message.
    pub findings: Vec<Remark>,
    /// Findings against it that an exception accepts.
    pub accepted: Vec<Remark>,
    /// What it rests on.
    pub facts: Vec<Fact>,
}

/// A finding in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// `L101`.
    pub code: String,
    /// Its severity for this requirement.
    pub severity: Coded,
    /// File and line.
    pub ground: String,
    /// What is wrong.
    pub message: String,
}

/// An open finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingRow {
    /// `L101`.
    pub code: String,
    /// `level-without-owner`.
    pub rule: String,
    /// How bad.
    pub severity: Coded,
    /// What is wrong.
    pub message: String,
    /// File and line.
    pub ground: String,
    /// The demands that it violates; empty for a rule of our own.
    pub norms: Vec<String>,
}

/// A finding that is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AcceptedRow {
    /// The finding.
    pub finding: FindingRow,
    /// Why it is accepted.
    pub reason: String,
    /// By whom.
    pub approved_by: String,
    /// Last day.
    pub until: String,
    /// File and line of the exception.
    pub ground: String,
}

/// Claims drawn for checking by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// How many were asked for.
    pub size: usize,
    /// The seed.
    pub seed: u64,
    /// Out of how many covered cells in operation.
    pub population: usize,
    /// The claims, in the order of the population.
    pub claims: Vec<Claim>,
}

/// "In this place, this organization answers these questions."
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Its place in the population, from 1.
    pub number: usize,
    /// The place.
    pub place: String,
    /// Its key.
    pub key: String,
    /// The service.
    pub service: String,
    /// Level and track.
    pub question: String,
    /// Who answers.
    pub answer: String,
    /// File and line of the records.
    pub grounds: Vec<String>,
    /// Last confirmed or tested on.
    pub confirmed: Option<String>,
}

/// What the report was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// The version of Lotse.
    pub tool: String,
    /// Which state of the files was read, where they lie in version control.
    pub revision: Option<Revision>,
    /// Review intervals: what, and how long.
    pub review: Vec<Setting>,
    /// Rules whose severity the workspace changed: code, and to what.
    pub severities: Vec<Setting>,
    /// The files, by path.
    pub inputs: Vec<Input>,
}

/// A setting of `lotse.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// Which.
    pub name: String,
    /// Its value in words.
    pub value: String,
}
