//! JUnit XML: each rule is a test. What fails a check fails its test, everything else stands in the test's output.
//!
//! Source: the schema of the Apache Ant JUnit report, as Jenkins and GitLab read it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Report;
use crate::diagnostic::{Diagnostic, RuleInfo, Severity};
use crate::render::xml::escape_lines;

/// The findings as a test report: every rule of the catalogue that ran is a test case, each failing finding a further one.
pub fn report(report: &Report<'_>, catalog: &[&RuleInfo]) -> String {
    let mut by_code: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for finding in report.findings {
        by_code.entry(finding.code.0).or_default().push(finding);
    }
    let mut cases = String::new();
    let (mut tests, mut failures) = (0, 0);
    for info in catalog {
        let found = by_code.get(info.code.0).map(Vec::as_slice).unwrap_or_default();
        let (bad, told): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            found.iter().copied().partition(|finding| fails(report, finding));
        tests += bad.len().max(1);
        failures += bad.len();
        for finding in &bad {
            let _ = write!(
                cases,
                "    <testcase classname=\"{}\" name=\"{}\">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
                class(info),
                escape_lines(&format!("{}: {}", info.name, subject(finding))),
                finding.severity.word(),
                escape_lines(finding.message.get(report.language)),
                escape_lines(&body(report, finding)),
            );
        }
        if bad.is_empty() {
            let _ = write!(cases, "    <testcase classname=\"{}\" name=\"{}\"", class(info), info.name);
            if told.is_empty() {
                cases.push_str("/>\n");
            } else {
                let words: Vec<String> = told.iter().map(|finding| body(report, finding)).collect();
                let _ = write!(
                    cases,
                    ">\n      <system-out>{}</system-out>\n    </testcase>\n",
                    escape_lines(&words.join("\n\n"))
                );
            }
        }
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"lotse check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">\n  <testsuite name=\"lotse check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">\n{cases}  </testsuite>\n</testsuites>\n"
    )
}

fn fails(report: &Report<'_>, finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error || (report.strict && finding.severity == Severity::Warning)
}

fn class(info: &RuleInfo) -> String {
    format!("lotse.{}", info.code)
}

/// What the finding is about; problems of files are about their message.
fn subject(finding: &Diagnostic) -> &str {
    if finding.subject.is_empty() { &finding.message.de } else { &finding.subject }
}

fn body(report: &Report<'_>, finding: &Diagnostic) -> String {
    let place = report.place(finding.span);
    format!("{}:{}:{}\n{}", place.path, place.line, place.column, report.sentences(finding).join("\n"))
}
