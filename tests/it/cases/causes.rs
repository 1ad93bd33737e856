//! A finding names its cause and its days truly, and identical causes are one finding.

use std::fmt::Write as _;

use super::asked::{Findings, Workspace, Wrong, folded};
use super::{Case, Verdict, hold};

const DAY: &str = "2027-01-15";

pub const CASES: &[Case] = &[
    Case { name: "causes/dative", kind: "A list after a preposition ends in the wrong case.", check: dative },
    Case {
        name: "causes/displaced-record",
        kind: "Nobody is told that a record never wins again from a day on.",
        check: displaced_record,
    },
    Case {
        name: "causes/displaced-record/elsewhere",
        kind: "A record is told as displaced that still wins somewhere.",
        check: partly_displaced_record,
    },
    Case {
        name: "causes/steps-per-land",
        kind: "Steps of a rollout plan are demanded of a Land that keeps none, because another Land keeps one.",
        check: steps_per_land,
    },
    Case {
        name: "causes/ways-without-operator",
        kind: "Missing ways for subject matter and state IT wait for the files of the operating Land.",
        check: ways_without_operator,
    },
    Case {
        name: "causes/each-land-its-day",
        kind: "One late record of the operator is told with the go-live of one Land for two.",
        check: each_land_its_day,
    },
    Case {
        name: "causes/began",
        kind: "„ab“ names the day that was asked for, not the one on which a state began.",
        check: began,
    },
    Case {
        name: "causes/services-bundled",
        kind: "One cause is told once for each service.",
        check: services_bundled,
    },
    Case {
        name: "causes/notes-counted",
        kind: "A note of one kind is told once for each organization.",
        check: notes_counted,
    },
    Case { name: "causes/level", kind: "Notes cannot be left out.", check: notes_left_out },
];

#[test]
fn causes() {
    hold(CASES);
}

fn dative() -> Verdict {
    let workspace = Workspace::of("dative");
    let findings = workspace.findings(DAY);
    let mut wrong = Wrong::default();
    let [finding] = findings.of("L401")[..] else { return Err("one L401".to_owned()) };
    wrong.says("L401", &finding.message, "und 3 weiteren");
    // The kind: no list that stands after „zu“ ends in the nominative.
    for finding in &findings.0 {
        for (at, _) in finding.message.match_indices("zu „Dienst A“") {
            let list = &finding.message[at..];
            if let Some(end) = list.find(" weitere") {
                wrong.hold(
                    &format!("{}: {}", finding.code, finding.message),
                    list[end..].starts_with(" weiteren"),
                );
            }
        }
    }
    let text = workspace.said(DAY, &["check"]);
    wrong.silent("check", &text, "„Dienst C“ und 3 weitere [L401]");
    wrong.verdict()
}

/// Findings that tell of the displaced record: the day on which it ends to win, and who displaces it.
fn displaced(findings: &Findings) -> usize {
    let kindergeld = |text: &str| text.contains("Familienkasse") || text.contains("kindergeld");
    let helpdesk = |text: &str| text.contains("Landeshelpdesk") || text.contains("helpdesk");
    findings
        .saying(&["1. Juli 2028"])
        .iter()
        .filter(|finding| {
            finding.severity == "note" && kindergeld(&finding.text()) && helpdesk(&finding.text())
        })
        .count()
}

fn displaced_record() -> Verdict {
    let mut wrong = Wrong::default();
    wrong.same(
        "notes on the displaced record",
        displaced(&Workspace::of("displaced-record").findings(DAY)),
        1,
    );
    wrong.verdict()
}

fn partly_displaced_record() -> Verdict {
    let elsewhere = Workspace::of("displaced-record").and("ni.toml", "[[municipality]]\nkey = \"03452\"");
    let mut wrong = Wrong::default();
    wrong.same("notes where it wins in another Kreis", displaced(&elsewhere.findings(DAY)), 0);
    wrong.verdict()
}

fn steps_per_land() -> Verdict {
    let done = "[[done]]\ntask = \"costs-settled\"\nservice = \"hb/a\"\non = 2027-01-10";
    let workspace = Workspace::of("two-lands").and("ni.toml", done);
    let findings = workspace.findings("2027-04-15");
    let lands: Vec<&str> =
        findings.of("L601").iter().filter_map(|finding| finding.subject.get(..2)).collect();
    let mut wrong = Wrong::default();
    wrong.hold("L601 for Niedersachsen, which keeps a plan", lands.contains(&"NI"));
    wrong.hold(&format!("L601 only for Niedersachsen: {lands:?}"), lands.iter().all(|land| *land == "NI"));
    wrong.verdict()
}

fn ways_without_operator() -> Verdict {
    let workspace = Workspace::of("tutorial");
    let mut wrong = Wrong::default();
    let findings = workspace.findings(DAY);
    let found = findings.of("L405");
    wrong.same("L405", found.len(), 1);
    wrong.hold("L405 is an error", found.iter().all(|finding| finding.severity == "error"));
    // With a way for each of the two tracks nothing is missing that can be known without the operator.
    let way = |track: &str, to: &str| {
        format!(
            "[[path]]\npurpose = \"escalation\"\nfrom = \"@first\"\nto = \"{to}\"\ntrack = \"{track}\"\nchannel = \"phone\"\n\
             established = 2026-11-01\n"
        )
    };
    let ways = way("subject-matter", "koordination") + &way("technical-state", "it-land");
    wrong.same("L405 with ways", workspace.and("ni.toml", &ways).findings(DAY).of("L405").len(), 0);
    wrong.verdict()
}

fn each_land_its_day() -> Verdict {
    let findings = Workspace::of("two-lands").findings(DAY);
    let mut wrong = Wrong::default();
    let found: Vec<_> = findings
        .of("L206")
        .into_iter()
        .filter(|finding| finding.subject.contains("second/technical-service"))
        .collect();
    let said: String = found.iter().map(|finding| finding.text()).collect();
    wrong.hold("there is an L206", !found.is_empty());
    wrong.says("L206", &said, "1. März 2027");
    wrong.says("L206", &said, "1. April 2027");
    wrong.verdict()
}

/// Two owners of one area, the second from 1 October 2026 on. A day that has passed is told with „seit“, one that is still to
/// come with „ab“: „ab 1. Oktober 2026“ would say in January 2027 that something is ahead.
fn began() -> Verdict {
    let workspace = Workspace::of("ambiguous-spelling").change(
        "nw.toml",
        "area = [\"053150000000\"]",
        "area = [\"05315\"]\nfrom = 2026-10-01",
    );
    let mut wrong = Wrong::default();
    for (day, began) in [("2026-09-15", "ab"), (DAY, "seit"), ("2027-08-15", "seit")] {
        let text = workspace.said(day, &["check"]);
        let Some((_, found)) = text.split_once("[L103]") else { return Err("no L103".to_owned()) };
        let found = found.split("Gegenstand").next().unwrap_or_default();
        wrong.says(&format!("L103 on {day}"), found, &format!("{began} 1. Oktober 2026"));
        for asked in ["ab 15. ", "seit 15. "] {
            wrong.silent(&format!("L103 on {day}"), found, asked);
        }
    }
    wrong.verdict()
}

/// Six services, one Kreis with an authority and one without.
fn services_bundled() -> Verdict {
    let workspace = Workspace::of("dative").and(
        "ni.toml",
        "[[municipality]]\nkey = \"03457\"\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"@competent\"\n\
         until = \"open\"\nreview = 2028-01-01",
    );
    let findings = workspace.findings(DAY);
    let mut wrong = Wrong::default();
    for code in ["L017", "L207"] {
        let found = findings.of(code);
        wrong.same(code, found.len(), 1);
        let said: String = found.iter().map(|finding| finding.text()).collect();
        let named =
            said.contains("Dienst A") && said.contains("3 weitere") || said.contains("6 Onlinedienst");
        wrong.hold(&format!("{code} does not name its services, or how many: {said}"), named);
    }
    wrong.verdict()
}

fn notes_counted() -> Verdict {
    let mut offices = String::new();
    for number in 100..140 {
        write!(
            offices,
            "[[organization]]\nid = \"amt-{number}\"\nname = \"Amt {number}\"\nkind = \"authority\"\nmunicipality = \"03452\"\n\
             competent = [{{ services = [\"hb/a\"], area = [\"034520001{number}\"] }}]\n\
             channels = [{{ kind = \"phone\", address = \"+49 30 23125 {number}\", hours = \"Mo-Fr 08:00-16:00\" }}]\n\
             confirmed = 2024-01-15\n"
        )
        .unwrap();
    }
    offices += "[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"@competent\"\nuntil = 2028-06-30\n";
    let findings = Workspace::of("two-lands").and("ni.toml", &offices).findings(DAY);
    let mut wrong = Wrong::default();
    let mut by_code = std::collections::BTreeMap::<&str, usize>::new();
    for finding in findings.0.iter().filter(|finding| finding.severity == "note") {
        *by_code.entry(&finding.code).or_default() += 1;
    }
    for (code, count) in by_code {
        wrong.hold(&format!("{code}: {count} notes of one kind"), count <= 3);
    }
    // None is lost: the one note says how many.
    let counted = findings
        .0
        .iter()
        .filter(|finding| finding.severity == "note" && finding.text().contains("40"))
        .count();
    wrong.hold("a note says that it is about 40", counted > 0);
    wrong.verdict()
}

fn notes_left_out() -> Verdict {
    let workspace = Workspace::of("tutorial");
    let whole = workspace.run(DAY, &["check"]);
    let less = workspace.run(DAY, &["check", "--level", "warning"]);
    let mut wrong = Wrong::default();
    wrong.hold("check shows notes without it", whole.stdout.contains("Hinweis[L"));
    wrong
        .hold(&format!("check --level is known: {}", folded(&less.stderr)), less.code == 0 || less.code == 1);
    wrong.hold("check --level warning leaves notes out", !less.stdout.contains("Hinweis[L"));
    wrong.same("the exit code", less.code, whole.code);
    wrong.verdict()
}
