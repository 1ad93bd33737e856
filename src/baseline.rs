//! The findings that a workspace has accepted to start with: `check --baseline` fails on new ones only.
//!
//! A finding is known by code, subject and message, not by file and line, so that moving records changes nothing. What is
//! told at once is known piece by piece, so that one organization more is new, and one less is resolved. The baseline may
//! only shrink: writing over one drops what is resolved and takes nothing new in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;

/// A kept list of findings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Version of the form: 1.
    pub format: u32,
    /// The findings, sorted; each as often as it occurs.
    pub findings: Vec<Known>,
}

/// A finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// `L101`.
    pub code: String,
    /// What it is about, for people.
    pub subject: String,
    /// The German message, for people.
    pub message: String,
    /// 64 bits in hexadecimal digits over code, subject and message: what counts.
    pub fingerprint: String,
}

/// Findings held against a baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Findings that are not in it.
    pub new: Vec<Diagnostic>,
    /// What is still found.
    pub still: Baseline,
    /// How many of its entries are resolved.
    pub resolved: usize,
}

/// What identifies a finding whatever file it stands in.
pub fn fingerprint(finding: &Diagnostic) -> String {
    // FNV-1a: no secret is kept here, the value only has to be the same on every system and in every version.
    let parts = [finding.code.0, finding.subject.as_str(), finding.message.de.as_str()];
    let hash = parts.join("\u{1f}").bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

impl Baseline {
    /// All findings of today.
    pub fn of(findings: &[Diagnostic]) -> Self {
        let mut findings: Vec<Known> = findings
            .iter()
            .flat_map(Diagnostic::each)
            .map(|finding| Known {
                code: finding.code.0.to_owned(),
                subject: finding.subject.clone(),
                message: finding.message.de.clone(),
                fingerprint: fingerprint(finding),
            })
            .collect();
        findings.sort();
        Self { format: 1, findings }
    }

    /// Reads the written form.
    ///
    /// # Errors
    ///
    /// What the JSON reader says, in English.
    pub fn parse(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if baseline.format == 1 { Ok(baseline) } else { Err(format!("format {}", baseline.format)) }
    }

    /// The written form: one entry per line, so that version control shows what went.
    pub fn write(&self) -> String {
        let entries: Vec<String> =
            self.findings.iter().filter_map(|known| serde_json::to_string(known).ok()).collect();
        let body =
            if entries.is_empty() { String::new() } else { format!("\n  {}\n", entries.join(",\n  ")) };
        format!("{{\"format\": {}, \"findings\": [{body}]}}\n", self.format)
    }

    /// Holds the findings of today against it.
    pub fn compare(&self, findings: &[Diagnostic]) -> Compared {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for known in &self.findings {
            *left.entry(&known.fingerprint).or_default() += 1;
        }
        let (mut new, mut still) = (Vec::new(), Vec::new());
        for finding in findings {
            let (known, unknown): (Vec<_>, Vec<_>) = finding.each().iter().cloned().partition(|member| {
                left.get_mut(fingerprint(member).as_str()).is_some_and(|count| {
                    let present = *count > 0;
                    *count = count.saturating_sub(1);
                    present
                })
            });
            // All of it new: told at once as before. Some of it known: the rest is told piece by piece.
            if known.is_empty() {
                new.push(finding.clone());
            } else {
                new.extend(unknown);
            }
            still.extend(known);
        }
        Compared { new, still: Self::of(&still), resolved: left.values().sum() }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::config::problems;
    use crate::source::{Sources, Span};
    use crate::text::Text;

    fn finding(subject: &str, at: usize) -> Diagnostic {
        let sources = Sources::new([("a.toml".to_owned(), "abc".to_owned())]);
        let (id, _) = sources.iter().next().unwrap();
        problems::WRONG_VALUE.report(Span::new(id, at..at), Text::same("x")).subject(subject)
    }

    #[test]
    fn a_baseline_knows_findings_wherever_they_stand_and_only_as_often() {
        let baseline = Baseline::of(&[finding("b", 0), finding("a", 1), finding("a", 2)]);
        assert_eq!(Baseline::parse(&baseline.write()).unwrap(), baseline);
        let today = [finding("a", 0), finding("c", 1)];
        let compared = baseline.compare(&today);
        assert_eq!(compared.new, [finding("c", 1)]);
        assert_eq!(compared.still, Baseline::of(&[finding("a", 2)]));
        assert_eq!(compared.resolved, 2);
        let told_at_once = |subjects: &[&str]| Diagnostic {
            members: subjects.iter().map(|subject| finding(subject, 0)).collect(),
            ..finding("all", 0)
        };
        let kept = Baseline::of(&[told_at_once(&["a", "b"])]);
        assert_eq!(kept, Baseline::of(&[finding("a", 0), finding("b", 0)]));
        let compared = kept.compare(&[told_at_once(&["b", "c"])]);
        assert_eq!((compared.new, compared.resolved), (vec![finding("c", 0)], 1), "one came, one went");
        assert_eq!(kept.compare(&[told_at_once(&["c", "d"])]).new, [told_at_once(&["c", "d"])]);
        assert!(Baseline::parse("{\"format\": 2, \"findings\": []}").is_err());
        assert_eq!(Baseline::parse(&Baseline::of(&[]).write()).unwrap().findings, []);
    }
}
