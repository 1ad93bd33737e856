//! How findings are told: the true cause, the true day, and what is alike once.

use std::fmt::Write as _;

use lotse::time::Date;

use crate::pipeline::{check, files};

/// Six services of Bremen, used in Niedersachsen, where an authority of one Kreis is competent and nobody says where its
/// feedback goes.
const SIX_SERVICES: &str = include_str!("findings/six_services.toml");

/// Guards against lists that are counted in the wrong case: "zu … und 3 weitere".
#[test]
fn services_that_are_counted_stand_in_the_dative_after_zu() {
    let checked = check(files(SIX_SERVICES), &["familie-und-kind"], Date::constant(2027, 1, 15));
    let [finding] = checked.of("L401")[..] else { panic!("{}", checked.lines()) };
    assert!(
        finding.message.de.ends_with("zu „Dienst A“, „Dienst B“, „Dienst C“ und 3 weiteren"),
        "{}",
        finding.message.de
    );
    let [paths] = checked.of("L405")[..] else { panic!("{}", checked.lines()) };
    assert!(paths.label.de.ends_with("„Dienst C“ und 3 weitere"), "{}", paths.label.de);
}

/// Guards against a cause that is only a guess: what follows the gap here is another record, no competent authority.
#[test]
fn what_follows_a_missing_authority_is_named_as_what_it_is() {
    let case = include_str!("findings/no_competent_authority.toml");
    let on = Date::constant(2027, 1, 15);
    let checked = check(files(case), &["familie-und-kind"], on);
    let [finding] = checked.of("L017")[..] else { panic!("{}", checked.lines()) };
    let cause = &finding.cause.as_ref().unwrap().de;
    assert!(cause.ends_with("; ab 1. Juli 2028 antwortet „Koordination“"), "{cause}");
    let other = case.replace("until = 2028-06-30", "until = 2028-06-30 # at most").replace(
        "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"k\"\nfrom = 2028-07-01\n",
        "",
    );
    let checked = check(files(&other), &["familie-und-kind"], on);
    let cause = &checked.of("L017")[0].cause.as_ref().unwrap().de;
    assert!(cause.ends_with("; gefragt ist sie bis 30. Juni 2028"), "{cause}");
    let opened = "[[organization]]\nid = \"ja-holzminden\"\nname = \"Jugendamt Holzminden\"\nkind = \"authority\"\n\
                  competent = [{ area = [\"03255\"], from = 2028-01-01 }]\n";
    let checked = check(files(&format!("{case}{opened}")), &["familie-und-kind"], on);
    let cause = &checked.of("L017")[0].cause.as_ref().unwrap().de;
    assert!(cause.ends_with("; erst ab 1. Januar 2028 gibt es eine"), "{cause}");
}

/// Guards against "keine Stelle mehr" where there never was one: a record begins to ask for it.
#[test]
fn a_record_that_begins_to_ask_is_no_competence_that_ends() {
    let case = include_str!("findings/no_competent_authority.toml");
    let turned = case.replace("owner = \"@competent\"", "owner = \"x\"").replace(
        "solution = \"long-term\"\nowner = \"k\"",
        "solution = \"long-term\"\nowner = \"@competent\"",
    );
    let turned = turned.replace("owner = \"x\"", "owner = \"k\"");
    let checked = check(files(&turned), &["familie-und-kind"], Date::constant(2027, 1, 15));
    let [finding] = checked.of("L017")[..] else { panic!("{}", checked.lines()) };
    assert_eq!(
        finding.message.de,
        "für „hb/uvo“ soll ab 1. Juli 2028 die zuständige Behörde antworten, und keine ist genannt"
    );
    let ends = case.replace(
        "competent = [{ area = [\"03452\"] }]",
        "competent = [{ area = [\"03452\"], until = 2027-12-31 }]",
    );
    let checked = check(files(&ends), &["familie-und-kind"], Date::constant(2027, 1, 15));
    let told: Vec<&str> = checked.of("L017").iter().map(|finding| finding.message.de.as_str()).collect();
    assert!(told.contains(&"für „hb/uvo“ ist ab 1. Januar 2028 keine Stelle mehr zuständig"), "{told:?}");
}

/// Guards against silence about a record that says something and never does anything.
#[test]
fn a_record_that_an_area_displaces_everywhere_is_told_with_the_day() {
    let case = include_str!("findings/displaced_record.toml");
    let on = Date::constant(2027, 1, 15);
    let checked = check(files(case), &["familie-und-kind"], on);
    let [finding] = checked.of("L114")[..] else { panic!("{}", checked.lines()) };
    assert_eq!(finding.message.de, "ab 1. Juli 2028 kommt „kindergeld“ nirgends mehr zum Zug");
    assert_eq!(checked.sources.snippet(finding.related[0].span), "[\"03462\"]");
    // On the day itself it begins, and afterwards it has no day ahead: nothing is said to begin with the question.
    let after = check(files(case), &["familie-und-kind"], Date::constant(2029, 3, 1));
    assert_eq!(after.of("L114")[0].message.de, "„kindergeld“ kommt nirgends zum Zug");
    let silent = |text: String| {
        let checked = check(files(&text), &["familie-und-kind"], on);
        assert!(checked.of("L114").is_empty(), "{}", checked.lines());
    };
    // Another place in which it still answers; a record that ends by then; one that names the service, too; an interim
    // that a long-term solution relieves.
    silent(format!("{case}[[municipality]]\nkey = \"03452\"\n"));
    silent(
        case.replace("services = [\"hb/kindergeld\"]", "services = [\"hb/kindergeld\"]\nuntil = 2028-06-30"),
    );
    silent(case.replace("area = [\"03462\"]", "area = [\"03462\"]\nservices = [\"hb/kindergeld\"]"));
    silent(case.replacen("solution = \"long-term\"", "solution = \"interim\"", 1));
}

/// Bremen and Niedersachsen start on different days, and the operating Land's record begins after both.
const TWO_STARTS: &str = "\
[state]
code = \"SH\"
[[organization]]
id = \"dienstleister\"
name = \"Dienstleister\"
kind = \"it-provider\"
[[service]]
id = \"a\"
name = \"A\"
[[support]]
level = \"second\"
track = \"technical-service\"
owner = \"dienstleister\"
from = 2028-01-01
# file: hb.toml
[state]
code = \"HB\"
[[use]]
service = \"sh/a\"
go-live = 2027-03-01
payment = \"none\"
# file: ni.toml
[state]
code = \"NI\"
[[use]]
service = \"sh/a\"
go-live = 2027-09-01
payment = \"none\"
";

/// Guards against one day told for two Länder that start on different ones.
#[test]
fn each_land_has_its_own_day_of_start() {
    let checked = check(files(TWO_STARTS), &["familie-und-kind"], Date::constant(2027, 1, 15));
    let [finding] = checked.of("L206")[..] else { panic!("{}", checked.lines()) };
    assert!(
        finding.message.de.starts_with(
            "am Tag des Starts (Bremen: 1. März 2027; Niedersachsen: 1. September 2027) antwortet niemand: "
        ),
        "{}",
        finding.message.de
    );
    assert!(finding.help.as_ref().unwrap().de.contains("from = 2027-03-01"), "the first of them");
}

/// Guards against the day of the question told as the day on which a state began.
#[test]
fn the_day_of_the_question_begins_nothing() {
    let rivals = |from: &str| {
        let one = |id: &str| {
            format!(
                "[[organization]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"other\"\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"{id}\"\n{from}"
            )
        };
        format!("[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\n{}{}", one("x"), one("y"))
    };
    let label = |from: &str, on: Date| {
        let checked = check(files(&rivals(from)), &["familie-und-kind"], on);
        checked.of("L103")[0].label.de.clone()
    };
    assert!(label("", Date::constant(2027, 1, 15)).ends_with("auf allen Kanälen"));
    let from = "from = 2026-05-01\n";
    assert!(label(from, Date::constant(2027, 1, 15)).ends_with(", seit 1. Mai 2026"));
    assert!(label(from, Date::constant(2026, 1, 15)).ends_with(", ab 1. Mai 2026"));
}

/// Guards against reminders of steps in a Land that keeps no plan, because another one does.
#[test]
fn only_a_land_that_keeps_a_plan_is_reminded_of_steps() {
    let land = |code: &str, done: &str| {
        format!(
            "# file: {code}.toml\n[state]\ncode = \"{code}\"\n[[organization]]\nid = \"stelle\"\nname = \"Stelle {code}\"\nkind = \"state-helpdesk\"\n\
             [[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\n[[use]]\nservice = \"sh/a\"\ngo-live = 2026-12-01\n{done}"
        )
    };
    let operator = "[state]\ncode = \"SH\"\n[[service]]\nid = \"a\"\nname = \"A\"\n";
    let done = "[[done]]\ntask = \"authorities-told\"\nservice = \"sh/a\"\non = 2026-11-02\nevidence = \"Rundschreiben\"\n";
    let of = |text: String| {
        let checked = check(files(&text), &["familie-und-kind"], Date::constant(2027, 1, 15));
        checked.of("L601").iter().map(|finding| finding.subject.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of(format!("{operator}{}{}", land("NI", done), land("HB", ""))), ["NI sh/a"]);
    assert_eq!(of(format!("{operator}{}{}", land("NI", ""), land("HB", ""))), [""; 0]);
}

/// Guards against a structure that passes without a single path, only because the operating Land's files are missing.
#[test]
fn own_paths_are_asked_for_without_the_operators_files() {
    let text = include_str!("findings/no_competent_authority.toml").replace("go-live = 2027-09-01\n", "");
    let second = |owner: &str| {
        format!("[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nowner = \"{owner}\"\n")
    };
    let l405 = |text: String| {
        let checked = check(files(&text), &["familie-und-kind"], Date::constant(2027, 1, 15));
        checked.of("L405").len()
    };
    assert_eq!(l405(format!("{text}{}", second("k"))), 1);
    // Nobody on second level is another finding; the operating Land's own level waits for its files.
    assert_eq!(l405(text.clone()), 0);
    let path =
        "[[path]]\npurpose = \"escalation\"\nfrom = \"@first\"\nto = \"k\"\ntrack = \"subject-matter\"\n";
    assert_eq!(l405(format!("{text}{}{path}", second("k"))), 0);
}

/// Offices whose hours end and that do not tell what holds then.
fn offices(ids: &[&str]) -> String {
    let office = |id: &&str| {
        format!(
            "[[organization]]\nid = \"{id}\"\nname = \"Amt {id}\"\nkind = \"authority\"\nchannels = [{{ kind = \"phone\", address = \"+49 30 23125 042\", hours = \"Mo-Fr 08:00-16:00; PH off\" }}]\n"
        )
    };
    format!("[state]\ncode = \"NI\"\n{}", ids.iter().map(office).collect::<String>())
}

/// Guards against a list of offices where one sentence says it, and against exceptions that no longer fit because of it.
#[test]
fn many_offices_with_one_cause_are_told_at_once_and_excepted_one_by_one() {
    let on = Date::constant(2027, 1, 15);
    let of = |text: String| {
        let checked = check(files(&text), &["familie-und-kind"], on);
        let told: Vec<_> = checked.told.iter().filter(|finding| finding.code.0 == "L510").cloned().collect();
        (told, checked.outcome.accepted.len())
    };
    let (told, _) = of(offices(&["a", "b", "c"]));
    assert_eq!(told.len(), 3, "few are told one by one");
    let six = offices(&["a", "b", "c", "d", "e", "f"]);
    let (told, _) = of(six.clone());
    let [finding] = &told[..] else { panic!("{told:#?}") };
    assert_eq!(finding.message.de, "was außerhalb der Servicezeiten von 6 Stellen gilt, ist nicht gesagt");
    assert_eq!(finding.label.de, "„Amt a“: hier fehlt „closed“");
    let labels: Vec<&str> = finding.related.iter().map(|label| label.message.de.as_str()).collect();
    assert_eq!(labels, ["ebenso „Amt b“", "ebenso „Amt c“", "ebenso „Amt d“"]);
    let members: Vec<&str> = finding.members.iter().map(|member| member.subject.as_str()).collect();
    assert_eq!(members, ["NI a", "NI b", "NI c", "NI d", "NI e", "NI f"]);
    let exception = "[[exception]]\nrule = \"L510\"\nsubject = \"NI b\"\nreason = \"Umzug\"\napproved-by = \"Leitung\"\nuntil = 2027-06-30\n";
    let (told, accepted) = of(format!("{six}{exception}"));
    assert_eq!((told.len(), told[0].members.len(), accepted), (1, 5, 1));
}

/// Guards against a finding for each service where one record, or one kind of records, is the cause of all.
#[test]
fn services_with_one_cause_are_told_at_once() {
    let mut text = SIX_SERVICES.to_owned();
    for id in ["a", "b", "c", "d", "e", "f"] {
        write!(
            text,
            "[[support]]\nid = \"interim-{id}\"\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"ja\"\nservices = [\"hb/{id}\"]\nuntil = \"open\"\n"
        )
        .unwrap();
    }
    text.push_str("[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nowner = \"@competent\"\n");
    let text = text.replace(
        "competent = [{ area = [\"03452\"] }]",
        "competent = [{ area = [\"03452\"], services = [\"hb/a\"] }]",
    );
    let checked = check(files(&text), &["familie-und-kind"], Date::constant(2027, 1, 15));
    let told = |code: &str| {
        let of = checked.told.iter().filter(|finding| finding.code.0 == code);
        of.map(|finding| finding.message.de.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told("L207"), ["zu 6 Onlinediensten ist keine langfristige Lösung in Sicht"]);
    assert_eq!(told("L017"), ["für 5 Onlinedienste ist keine zuständige Behörde genannt"]);
    let help =
        checked.told.iter().find(|finding| finding.code.0 == "L017").and_then(|found| found.help.clone());
    assert!(help.unwrap().de.contains("services = [\"hb/b\", \"hb/c\", \"hb/d\", \"hb/e\", \"hb/f\"]"));
}
