//! Rules of time: one stretch without owner is one finding, and deadlines are never invented.

use lotse::time::Date;

use crate::pipeline::{Checked, answered, check, files, telling};

/// Everything is answered but first level, which each test writes for itself.
fn base() -> String {
    answered(&["service = \"hb/a\"\ngo-live = 2026-10-01"])
}

fn first(solution: &str, more: &str) -> String {
    format!("[[support]]\nlevel = \"first\"\nsolution = \"{solution}\"\nowner = \"stelle\"\n{more}\n")
}

fn on(more: &str, on: Date) -> Checked {
    check(files(&format!("{}{more}", base())), &["familie-und-kind"], on)
}

fn codes(more: &str) -> Vec<&'static str> {
    telling(&on(more, Date::constant(2027, 1, 1)))
}

#[test]
fn an_interim_that_a_long_term_solution_relieves_needs_no_end() {
    let more = first("interim", "") + &first("long-term", "from = 2027-07-01");
    assert_eq!(codes(&more), [""; 0]);
}

#[test]
fn without_end_and_without_successor_is_one_finding() {
    assert_eq!(codes(&first("interim", "")), ["L202"]);
    assert_eq!(codes(&first("interim", "until = \"open\"\nreview = 2027-06-01")), ["L207"]);
}

#[test]
fn relieved_in_one_place_only_means_that_the_long_term_solution_is_missing_in_the_other() {
    let places = "[[municipality]]\nkey = \"03452\"\n[[municipality]]\nkey = \"03457\"\n";
    let more = first("interim", "") + &first("long-term", "area = [\"03452\"]\nfrom = 2027-07-01") + places;
    let checked = on(&more, Date::constant(2027, 1, 1));
    let [finding] = checked.of("L207")[..] else { panic!("{}", checked.lines()) };
    assert_eq!(finding.subject, "NI hb/a first 03457");
    assert!(checked.of("L202").is_empty(), "{}", checked.lines());
}

#[test]
fn an_interim_that_ends_is_told_ahead_and_afterwards_under_another_name() {
    let more = first("interim", "until = 2027-06-30");
    assert_eq!(on(&more, Date::constant(2027, 6, 30)).of("L203").len(), 1);
    let after = on(&more, Date::constant(2027, 7, 1));
    assert_eq!((after.of("L203").len(), after.of("L204").len()), (0, 1), "{}", after.lines());
}

#[test]
fn a_hole_between_two_records_is_a_gap_and_a_past_one_is_none() {
    let more = first("interim", "until = 2027-02-28") + &first("long-term", "from = 2027-03-15");
    let checked = on(&more, Date::constant(2027, 1, 1));
    let [finding] = checked.of("L201")[..] else { panic!("{}", checked.lines()) };
    assert!(finding.message.de.starts_with("vom 1. März 2027 bis 14. März 2027"), "{}", finding.message.de);
    assert!(finding.help.as_ref().unwrap().de.contains("until = 2027-03-14"));
    assert_eq!(finding.related.len(), 1, "the record that answers again");
    assert!(on(&more, Date::constant(2027, 3, 15)).of("L201").is_empty());
}

#[test]
fn a_long_term_solution_that_ends_for_good_is_a_gap() {
    assert_eq!(codes(&first("long-term", "until = 2027-12-31")), ["L201"]);
}

#[test]
fn not_in_force_at_go_live_is_told_at_the_record_that_begins_late() {
    let more = first("long-term", "from = 2027-02-01");
    let checked = on(&more, Date::constant(2026, 9, 1));
    let [finding] = checked.of("L206")[..] else { panic!("{}", checked.lines()) };
    assert_eq!(checked.sources.snippet(finding.span), "[[support]]");
    assert!(finding.help.as_ref().unwrap().de.contains("from = 2026-10-01"));
    assert!(on(&more, Date::constant(2027, 2, 1)).of("L206").is_empty(), "past");
}

#[test]
fn nobody_at_all_is_no_question_of_time() {
    assert_eq!(codes(""), ["L101"]);
    assert_eq!(codes(&first("interim", "until = 2026-09-30")), ["L101"], "over before go-live");
}

#[test]
fn ending_soon_is_told_only_with_a_lead_time_from_the_files() {
    let next = first("long-term", "from = 2027-03-01");
    assert_eq!(codes(&(first("interim", "until = 2027-02-28") + &next)), [""; 0]);
    let lead = |lead: &str| first("interim", &format!("until = 2027-02-28\nlead-time = \"{lead}\"")) + &next;
    assert_eq!(codes(&lead("1 months")), [""; 0], "there is time left");
    assert_eq!(codes(&lead("2 months")), ["L205"]);
    assert_eq!(codes(&lead("4 h")), [""; 0], "hours are no lead time");
    let tested = first("interim", "until = 2027-02-28\nlead-time = \"3 months\"")
        + &first("long-term", "from = 2027-03-01\ntested = 2026-12-01");
    assert_eq!(codes(&tested), [""; 0]);
    let alone = first("interim", "until = 2027-02-28\nlead-time = \"3 months\"");
    assert_eq!(codes(&alone), ["L203"], "without successor that is the finding");
}

#[test]
fn the_notice_of_an_agreement_counts_as_lead_time() {
    let more = first("interim", "until = 2027-02-28\nagreement = \"v\"")
        + &first("long-term", "from = 2027-03-01")
        + "[[agreement]]\nid = \"v\"\nparties = [\"stelle\"]\nnotice = \"6 months\"\n";
    assert_eq!(codes(&more), ["L205"]);
}

#[test]
fn a_broken_end_is_told_once() {
    assert_eq!(codes(&first("interim", "until = 2027-02-30")), ["L001"]);
    assert_eq!(codes(&first("interim", "until = \"bald\"")).len(), 1);
}

#[test]
fn an_owner_of_no_known_name_is_told_once() {
    let more = first("interim", "until = 2027-06-30").replace("\"stelle\"", "\"stele\"");
    let found = codes(&more);
    assert_eq!(found.iter().filter(|code| **code == "L008").count(), 1, "{found:?}");
}

#[test]
fn a_step_recorded_rightly_hides_no_other_of_a_like_name() {
    // What L601 counts knows only some tasks; "contract-signed" is not among them, and "contact-list-sent" comes closest.
    let overdue = |more: &str| {
        let done = "[[done]]\ntask = \"authorities-told\"\nservice = \"hb/a\"\non = 2026-09-01\nevidence = \"Brief\"\n";
        let checked = on(&format!("{}{done}{more}", first("long-term", "")), Date::constant(2027, 1, 1));
        let found = checked.outcome.findings.iter().find(|found| found.diagnostic.code.0 == "L601");
        found.map(|found| found.diagnostic.label.de.clone())
    };
    let ticked = |task: &str| {
        format!("[[done]]\ntask = \"{task}\"\nservice = \"hb/a\"\non = 2026-09-01\nevidence = \"Akte 7\"\n")
    };
    let all = overdue("").unwrap();
    assert_eq!(overdue(&ticked("contract-signed")).as_ref(), Some(&all));
    assert_ne!(overdue(&ticked("contact-list-sent")).as_ref(), Some(&all), "it is among the steps counted");
    assert_ne!(overdue(&ticked("contact-list-send")).as_ref(), Some(&all), "a misspelt one is told by L607");
}
