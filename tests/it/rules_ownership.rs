//! Rules of ownership in the cases where a careless rule would cry wolf, or miss.

use lotse::time::Date;

use crate::pipeline::{Checked, answered, check, files, telling};

const ON: Date = Date::constant(2027, 1, 1);

/// The 115, which some tests let answer.
const CENTER: &str =
    "[[organization]]\nid = \"servicecenter\"\nname = \"Servicecenter\"\nkind = \"service-center-115\"\n";

/// Bremen operates a and b; Niedersachsen answers everything but first level.
fn base() -> String {
    answered(&["service = \"hb/a\"", "service = \"hb/b\""]) + CENTER
}

const LONG_TERM: &str = "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\n";
const COMPETENT: &str = "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"@competent\"\n";
const BY_115: &str = "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"servicecenter\"\n";

fn with(more: &str) -> Checked {
    check(files(&format!("{}{more}", base())), &["familie-und-kind"], ON)
}

fn codes(more: &str) -> Vec<&'static str> {
    telling(&with(more))
}

#[test]
fn the_base_is_clean() {
    assert_eq!(codes(LONG_TERM), [""; 0]);
}

#[test]
fn no_competent_authority_is_told_once_per_service_not_per_level() {
    let more = format!(
        "{COMPETENT}[[organization]]\nid = \"amt\"\nname = \"Amt\"\nkind = \"authority\"\ncompetent = [{{ services = [\"hb/a\"] }}]\n"
    );
    let checked = with(&more.replace("[[organization]]\nid = \"amt\"", "[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nowner = \"@competent\"\nservices = [\"hb/b\"]\n[[organization]]\nid = \"amt\""));
    let [finding] = checked.of("L017")[..] else { panic!("{}", checked.lines()) };
    assert_eq!(finding.subject, "NI hb/b");
    assert_eq!(checked.sources.snippet(finding.span), "\"@competent\"");
    assert_eq!(finding.related.len(), 1, "the other level relies on it, too");
    assert_eq!(checked.of("L101").len(), 0);
}

#[test]
fn a_broken_competence_makes_no_missing_authority() {
    let more = format!(
        "{COMPETENT}[[organization]]\nid = \"amt\"\nname = \"Amt\"\nkind = \"authority\"\ncompetent = [{{ services = [\"hb/x\"] }}]\n"
    );
    assert_eq!(codes(&more), ["L008"]);
}

#[test]
fn a_competence_that_ends_is_told_with_its_day() {
    let more = format!(
        "{COMPETENT}[[organization]]\nid = \"amt\"\nname = \"Amt\"\nkind = \"authority\"\ncompetent = [{{ until = 2027-06-30 }}]\n"
    );
    let checked = with(&more);
    let findings = checked.of("L017");
    assert_eq!(findings.len(), 2, "one per service");
    assert!(
        findings.iter().all(|finding| finding.message.de.contains("ab 1. Juli 2027")),
        "{}",
        checked.lines()
    );
}

#[test]
fn a_conflict_of_competences_that_lies_behind_is_past() {
    let amt = |id: &str, until: &str| {
        format!(
            "[[organization]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"authority\"\ncompetent = [{{ services = [\"hb/a\", \"hb/b\"]{until} }}]\n"
        )
    };
    let past = format!("{COMPETENT}{}{}", amt("x", ", until = 2026-12-31"), amt("y", ""));
    assert_eq!(codes(&past), [""; 0]);
    let now = format!("{COMPETENT}{}{}", amt("x", ", until = 2027-01-01"), amt("y", ""));
    assert_eq!(codes(&now), ["L018"], "one finding for both services");
}

#[test]
fn waves_that_agree_are_no_conflict() {
    let wave =
        |area: &str, day: &str| format!("[[wave]]\nservice = \"hb/a\"\narea = [{area}]\ngo-live = {day}\n");
    let same = format!(
        "{LONG_TERM}{}{}",
        wave("\"03452\"", "2027-03-01"),
        wave("\"03452\", \"03457\"", "2027-03-01")
    );
    assert_eq!(codes(&same), [""; 0]);
    let longer =
        format!("{LONG_TERM}{}{}", wave("\"03452\"", "2027-03-01"), wave("\"034520001001\"", "2027-04-01"));
    assert_eq!(codes(&longer), [""; 0], "the longer area goes first");
    let twice = format!(
        "{LONG_TERM}{}{}",
        wave("\"03452\", \"03457\"", "2027-03-01"),
        wave("\"03452\", \"03457\"", "2027-04-01")
    );
    assert_eq!(codes(&twice), ["L011"], "the same waves, one finding");
}

#[test]
fn an_it_provider_does_not_answer_on_the_subject_matter_not_even_as_competent() {
    let record = "[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nservices = [\"hb/a\"]\n";
    let direct = format!("{LONG_TERM}{record}owner = \"hb/dienstleister\"\n");
    assert_eq!(codes(&direct), ["L102"]);
    let competent = format!(
        "{LONG_TERM}{record}owner = \"@competent\"\n[[organization]]\nid = \"it\"\nname = \"IT\"\nkind = \"it-provider\"\ncompetent = [{{ services = [\"hb/a\"] }}]\n"
    );
    assert_eq!(codes(&competent), ["L102"]);
    let technical = format!(
        "{LONG_TERM}[[support]]\nlevel = \"second\"\ntrack = \"technical-state\"\nservices = [\"hb/a\"]\nowner = \"hb/dienstleister\"\n"
    );
    assert_eq!(codes(&technical), [""; 0], "where the organization sits does not matter");
}

#[test]
fn who_operates_may_speak_of_the_service_abroad_but_not_answer_there() {
    let before = base().replace(
        "# file: ni.toml",
        "[[support]]\nlevel = \"second\"\ntrack = \"technical-service\"\nowner = \"dienstleister\"\narea = [\"03452\"]\n# file: ni.toml",
    );
    let checked = check(files(&format!("{before}{LONG_TERM}")), &["familie-und-kind"], ON);
    assert!(checked.of("L102").is_empty(), "{}", checked.lines());
    let before = base().replace(
        "# file: ni.toml",
        "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"dienstleister\"\narea = [\"03\"]\n# file: ni.toml",
    );
    let checked = check(files(&before), &["familie-und-kind"], ON);
    assert_eq!(checked.of("L102").len(), 1, "{}", checked.lines());
    assert!(checked.of("L101").is_empty(), "no gap beside it: {}", checked.lines());
}

#[test]
fn a_state_that_operates_something_speaks_of_its_own_services_only() {
    let own = "[[service]]\nid = \"c\"\nname = \"C\"\n[[organization]]\nid = \"it\"\nname = \"IT\"\nkind = \"it-provider\"\n";
    let record = "[[support]]\nlevel = \"second\"\ntrack = \"technical-service\"\nowner = \"it\"\n";
    assert_eq!(codes(&format!("{LONG_TERM}{own}{record}")), [""; 0]);
    assert_eq!(codes(&format!("{LONG_TERM}{own}{record}services = [\"c\", \"hb/a\"]\n")), ["L102"]);
}

#[test]
fn of_a_service_whose_files_are_not_there_nobody_knows_the_operator() {
    let base = base();
    let ni = base.split("# file: ni.toml\n").nth(1).unwrap();
    let record = "[[support]]\nlevel = \"second\"\ntrack = \"technical-service\"\nowner = \"stelle\"\nservices = [\"hb/a\"]\n";
    let checked = check(files(&format!("{ni}{LONG_TERM}{record}")), &["familie-und-kind"], ON);
    assert_eq!(
        checked.codes().iter().filter(|code| code.starts_with("L10") && **code != "L109").count(),
        0,
        "{}",
        checked.lines()
    );
}

#[test]
fn two_owners_of_one_channel_are_told_once_with_channel_and_time() {
    let phone = "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"servicecenter\"\nchannels = [\"phone\"]\nfrom = 2027-03-01\nuntil = 2027-04-30\n";
    let tier = "[[service-115]]\ntier = \"online-services\"\n";
    let checked = with(&format!("{LONG_TERM}{phone}{tier}"));
    let [finding] = checked.of("L103")[..] else { panic!("{}", checked.lines()) };
    assert!(finding.label.de.contains("Telefon"), "{}", finding.label.de);
    assert!(finding.label.de.contains("vom 1. März 2027 bis 30. April 2027"), "{}", finding.label.de);
    assert_eq!(finding.related.len(), 1);
}

#[test]
fn records_that_name_the_same_owner_do_not_compete() {
    assert_eq!(codes(&format!("{LONG_TERM}{LONG_TERM}")), [""; 0]);
    let follows = LONG_TERM.to_owned()
        + "until = 2027-06-30\n"
        + &BY_115.replace("servicecenter", "hb/dienstleister")
        + "from = 2027-07-01\n";
    assert_eq!(codes(&follows), [""; 0]);
}

#[test]
fn the_115_needs_a_tier_that_answers_about_online_services() {
    let tier = |tier: &str, more: &str| format!("{BY_115}[[service-115]]\ntier = \"{tier}\"\n{more}");
    assert_eq!(codes(&tier("online-services", "")), [""; 0]);
    assert_eq!(codes(&tier("basic", "")), ["L105"]);
    let full = with(&tier("full", ""));
    assert_eq!(full.of("L105").first().map(|finding| finding.severity.word()), Some("warning"));
    assert_eq!(
        codes(&tier("online-services", "from = 2027-03-01\n")),
        ["L106"],
        "until then nothing is said"
    );
    assert_eq!(
        codes(
            &(tier("basic", "")
                + "[[service-115]]\ntier = \"online-services\"\nservices = [\"hb/a\", \"hb/b\"]\n")
        ),
        [""; 0],
        "the statement that names the service goes first"
    );
    assert_eq!(codes(&tier("ful", "")), ["L004"], "what is broken is told once");
    assert_eq!(
        codes(&tier("online-services", "area = [\"03452\"]\n")),
        [""; 0],
        "a part of the unit: nothing can be said"
    );
}

#[test]
fn the_115_is_judged_place_by_place() {
    let more = format!(
        "{BY_115}[[municipality]]\nkey = \"034520001001\"\n[[municipality]]\nkey = \"034570013013\"\n[[municipality]]\nkey = \"034620014014\"\n[[service-115]]\ntier = \"online-services\"\narea = [\"03452\"]\n[[service-115]]\ntier = \"basic\"\narea = [\"03457\"]\n"
    );
    let checked = with(&more);
    let [tier] = checked.of("L105")[..] else { panic!("{}", checked.lines()) };
    let [outside] = checked.of("L106")[..] else { panic!("{}", checked.lines()) };
    assert_eq!(tier.subject, "NI first 034570013013");
    assert_eq!(outside.subject, "NI first 034620014014");
}

#[test]
fn a_component_of_another_state_is_repaired_at_the_use() {
    let third = "[[support]]\nlevel = \"third\"\ntrack = \"technical-state\"\nowner = \"stelle\"\n";
    let base = base().replace(third, "").replace(
        "# file: ni.toml",
        "[[component]]\nid = \"zahlung\"\nkind = \"payment\"\nname = \"Zahlung\"\n# file: ni.toml",
    );
    let base = base.replace("service = \"hb/a\"\n", "service = \"hb/a\"\npayment = \"hb/zahlung\"\n");
    let checked = check(files(&format!("{base}{LONG_TERM}")), &["familie-und-kind"], ON);
    let [finding] = checked.of("L104")[..] else { panic!("{}", checked.lines()) };
    assert_eq!(checked.sources.snippet(finding.span), "[[use]]");
    assert!(finding.help.as_ref().unwrap().de.contains("hb/zahlung"));
    // The other service has no component: its cell is empty as such.
    assert_eq!(checked.of("L101").len(), 1, "{}", checked.lines());
}
