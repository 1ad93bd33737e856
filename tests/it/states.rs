//! The example workspaces under states/: what they leave open on purpose is found, and nothing else.

use std::path::{Path, PathBuf};

use lotse::diagnostic::Severity;
use lotse::time::Date;

use crate::pipeline::{Checked, check};

const ON: Date = Date::constant(2027, 1, 1);

/// Rules of ownership and time that are held against the examples here; the others have tests of their own.
const OWN: &[&str] = &[
    "L011", "L017", "L018", "L101", "L102", "L103", "L104", "L105", "L106", "L201", "L202", "L203", "L204",
    "L205", "L206", "L207",
];

/// The files of a workspace, without nested ones (semantics 19).
fn workspace(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("states").join(folder);
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            if !path.join("lotse.toml").exists() {
                collect(root, &path, files);
            }
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

fn judged(folder: &str) -> Checked {
    check(workspace(folder), &["familie-und-kind"], ON)
}

/// The findings of the rules held here, as "code subject-file".
fn own(checked: &Checked) -> Vec<String> {
    let mut found: Vec<String> = checked
        .outcome
        .findings
        .iter()
        .map(|found| &found.diagnostic)
        .filter(|finding| OWN.contains(&finding.code.0))
        .map(|finding| {
            let path = checked.sources.get(finding.span.source).path();
            format!("{} {} {path}", finding.code, finding.severity.word())
        })
        .collect();
    found.sort();
    found
}

#[test]
fn the_bundle_example_has_no_error() {
    let checked = check(workspace("examples/bundle"), &["familie-und-kind"], Date::constant(2027, 5, 1));
    let errors = checked.outcome.findings.iter().map(|found| &found.diagnostic);
    let errors: Vec<_> = errors.filter(|finding| finding.severity == Severity::Error).collect();
    assert!(checked.problems.is_empty() && errors.is_empty(), "{errors:?}");
}

#[test]
fn the_complete_example_has_nothing_to_report() {
    let checked = judged("examples/complete");
    assert!(checked.problems.is_empty(), "{}", checked.lines());
    assert!(own(&checked).is_empty(), "{}", checked.lines());
}

#[test]
fn what_the_example_workspace_leaves_open_is_found() {
    let checked = judged("");
    assert!(checked.problems.is_empty(), "{}", checked.lines());
    let expected = [
        // Schleswig-Holstein only begins: nobody is competent yet, second and third level are empty.
        "L017 error sh/state.toml",
        "L101 error sh/state.toml",
        "L101 error sh/state.toml",
        "L101 error sh/state.toml",
        // No third level for the payment component.
        "L104 error ni/state.toml",
        // The interim solution in the district Leer ends, and nothing follows.
        "L203 error ni/support.toml",
        // Its interim solution is open until a review.
        "L207 note sh/state.toml",
    ];
    assert_eq!(own(&checked), expected, "{}", checked.lines());
}

#[test]
fn the_payment_without_third_level_is_told_at_the_component() {
    let checked = judged("");
    let [finding] = checked.of("L104")[..] else { panic!("one finding: {}", checked.lines()) };
    assert_eq!(checked.sources.snippet(finding.span), "[[component]]");
    assert!(finding.message.de.contains("keinen Third Level"), "{}", finding.message.de);
    assert!(finding.subject.starts_with("NI hb/eheschliessung third/technical-state ni/zahlung "));
    assert_eq!(finding.sources, ["S7"]);
    assert!(finding.help.as_ref().unwrap().de.contains("components = [\"zahlung\"]"));
}

#[test]
fn the_interim_that_ends_is_told_once_for_all_services_at_its_last_day() {
    let checked = judged("");
    let [finding] = checked.of("L203")[..] else { panic!("one finding: {}", checked.lines()) };
    assert!(checked.sources.snippet(finding.span).contains("2027-12-31"));
    assert!(finding.message.de.contains("31. Dezember 2027"), "{}", finding.message.de);
    assert!(finding.help.as_ref().unwrap().de.contains("from = 2028-01-01"));
    assert_eq!(finding.sources, ["S1"]);
}

#[test]
fn after_the_review_date_an_open_end_is_a_warning() {
    let checked = check(workspace(""), &["familie-und-kind"], Date::constant(2028, 3, 2));
    let [finding] = checked.of("L207")[..] else { panic!("one finding: {}", checked.lines()) };
    assert_eq!(finding.severity.word(), "warning");
    // By then the interim solution in Leer is over.
    assert_eq!((checked.of("L203").len(), checked.of("L204").len()), (0, 1), "{}", checked.lines());
}
