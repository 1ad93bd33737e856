//! The rollout plan ticks what the records show, and dates only what has a day.

use std::fmt::Write as _;

use super::asked::{Workspace, Wrong, step};
use super::{Case, Verdict, hold};

const DAY: &str = "2027-01-15";

pub const CASES: &[Case] = &[
    Case {
        name: "plan/agreement-signed",
        kind: "A signed agreement between the two Länder does not tick the step that asks for it.",
        check: agreement_ticks,
    },
    Case {
        name: "plan/agreement-not-in-force",
        kind: "An agreement that has ended, has not begun or binds others ticks the step.",
        check: other_agreements_do_not,
    },
    Case {
        name: "plan/agreement-beside-a-record",
        kind: "Nobody is told that a step recorded as done does not count, as the contract named is not in force.",
        check: recorded_beside_an_agreement,
    },
    Case {
        name: "plan/no-wave/step",
        kind: "The step that sets waves and dates is ticked as soon as one wave has a day.",
        check: waves_are_planned_for_all,
    },
    Case {
        name: "plan/no-wave/dates",
        kind: "A Kommune in no wave gets the dates of another wave.",
        check: no_dates_without_wave,
    },
    Case {
        name: "plan/no-wave/finding",
        kind: "Nobody is told which Kommunen are in no wave, or each is told on its own.",
        check: one_finding_names_them,
    },
];

#[test]
fn plan() {
    hold(CASES);
}

const STEP: &str = "Vertrag zur Mitnutzung schließen";

/// Whether checklist and plan tick the step; an error where they differ.
fn signed(agreement: &str) -> Result<bool, String> {
    let workspace = Workspace::of("two-lands").and("ni.toml", agreement);
    let documents = workspace.docs(DAY);
    let (ticked, _) = step(documents.text("ni/rollout-checkliste.md"), STEP)?;
    let plan = workspace.json(DAY, &["plan"]);
    let rows = plan["rows"].as_array().unwrap().iter();
    let ours: Vec<_> = rows.filter(|row| row["title"] == STEP && row["state"] == "NI").collect();
    let [row] = ours.as_slice() else {
        return Err(format!("one step „{STEP}“ of NI, not {}", ours.len()));
    };
    let done = row["status"]["status"]["code"] == "done";
    if done != ticked {
        return Err(format!("checklist ticked: {ticked}, plan done: {done}"));
    }
    let other =
        plan["rows"].as_array().unwrap().iter().find(|row| row["title"] == STEP && row["state"] == "SH");
    if other.is_none_or(|row| row["status"]["status"]["code"] == "done") {
        return Err("the step of the other Land is ticked too, or is not there".to_owned());
    }
    Ok(ticked)
}

fn agreement(parties: &str, period: &str) -> String {
    format!(
        "[[agreement]]\nid = \"vertrag\"\nparties = [{parties}]\nreference = \"Vertrag A\"\ndate = 2026-11-02\n{period}\n"
    )
}

fn agreement_ticks() -> Verdict {
    let mut wrong = Wrong::default();
    wrong.same("signed by both coordinations", signed(&agreement("\"k\", \"hb/k\"", ""))?, true);
    wrong.same(
        "in force on the day",
        signed(&agreement("\"k\", \"hb/k\"", "from = 2026-12-01\nuntil = 2029-12-31"))?,
        true,
    );
    wrong.verdict()
}

fn other_agreements_do_not() -> Verdict {
    let mut wrong = Wrong::default();
    wrong.same("none", signed("")?, false);
    wrong.same("ended", signed(&agreement("\"k\", \"hb/k\"", "until = 2026-12-31"))?, false);
    wrong.same("not begun", signed(&agreement("\"k\", \"hb/k\"", "from = 2027-06-01"))?, false);
    wrong.same("without the operator", signed(&agreement("\"k\"", ""))?, false);
    wrong.verdict()
}

/// Four Kreise, two of them in the one wave, each with an office.
fn waves() -> Workspace {
    let mut text = "[[wave]]\nid = \"welle-1\"\nservice = \"hb/a\"\narea = [\"03452\", \"03457\"]\ngo-live = 2027-05-03\n".to_owned();
    for (number, key) in ["03452", "03457", "03462", "03255"].into_iter().enumerate() {
        write!(
            text,
            "[[organization]]\nid = \"amt-{key}\"\nname = \"Amt {key}\"\nkind = \"authority\"\nmunicipality = \"{key}\"\n\
             competent = [{{ services = [\"hb/a\"], area = [\"{key}\"] }}]\n\
             channels = [{{ kind = \"phone\", address = \"+49 30 23125 20{number}\" }}]\n"
        )
        .unwrap();
        if key != "03452" {
            write!(text, "[[municipality]]\nkey = \"{key}\"\n").unwrap();
        }
    }
    // The rollout in waves has no day for all.
    Workspace::of("two-lands").change("ni.toml", "go-live = 2027-03-01\n", "").and("ni.toml", &text)
}

fn recorded_beside_an_agreement() -> Verdict {
    let done =
        "[[done]]\ntask = \"contract-signed\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Akte 1\"";
    let mut wrong = Wrong::default();
    for (period, told) in [("from = 2027-06-01", true), ("until = 2026-12-31", true), ("", false)] {
        let workspace = Workspace::of("two-lands")
            .change("ni.toml", "go-live = 2027-03-01", "agreement = \"vertrag\"\ngo-live = 2027-03-01")
            .and("ni.toml", &agreement("\"k\", \"hb/k\"", period))
            .and("ni.toml", done);
        let why = workspace.said(DAY, &["plan", "--why", "contract-signed"]);
        let says =
            why.contains("dass er am 2. November 2026 als erledigt eingetragen ist, zählt daneben nicht");
        wrong.same(&format!("plan --why tells of the record, contract {period}"), says, told);
    }
    wrong.verdict()
}

fn waves_are_planned_for_all() -> Verdict {
    const STEP: &str = "Wellen und Starttermine festlegen";
    let mut wrong = Wrong::default();
    let all = waves().change(
        "ni.toml",
        "area = [\"03452\", \"03457\"]\ngo-live",
        "area = [\"03452\", \"03457\", \"03462\", \"03255\"]\ngo-live",
    );
    for (workspace, done, count) in [(waves(), false, "2 von 4"), (all, true, "4 von 4")] {
        let plan = workspace.json(DAY, &["plan"]);
        let rows: Vec<_> = plan["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["title"] == STEP && row["state"] == "NI" && row["service"] == "hb/a")
            .collect();
        let [row] = rows.as_slice() else { return Err(format!("one step „{STEP}“, not {}", rows.len())) };
        wrong.same(count, row["status"]["status"]["code"] == "done", done);
        wrong.says("plan --why", &workspace.said(DAY, &["plan", "--why", "waves-planned"]), count);
        let (ticked, _) = step(workspace.docs(DAY).text("ni/rollout-checkliste.md"), STEP)?.to_owned();
        wrong.same(&format!("checklist, {count}"), ticked, done);
    }
    wrong.verdict()
}

fn no_dates_without_wave() -> Verdict {
    let workspace = waves();
    let plan = workspace.json(DAY, &["plan"]);
    let mut wrong = Wrong::default();
    let rows = plan["rows"].as_array().unwrap();
    let dated = |key: &str| {
        rows.iter()
            .filter(|row| row["municipality"] == key && row["service"] == "hb/a" && !row["dates"].is_null())
            .count()
    };
    wrong.hold("the Kommunen of the wave have dates", dated("03452") > 0 && dated("03457") > 0);
    let documents = workspace.docs(DAY);
    for key in ["03462", "03255"] {
        wrong.same(&format!("steps of {key} with dates"), dated(key), 0);
        let checklist = documents.checklist("ni", key)?;
        wrong.silent(&format!("checklist of {key}"), checklist, "3. Mai 2027");
        wrong.silent(&format!("page of {key}"), documents.page("ni", key)?, "3. Mai 2027");
    }
    wrong.says("checklist of 03452", documents.checklist("ni", "03452")?, "3. Mai 2027");
    wrong.verdict()
}

fn one_finding_names_them() -> Verdict {
    let findings = waves().findings(DAY);
    let mut wrong = Wrong::default();
    let about: Vec<_> = findings.saying(&["Welle"]);
    let naming: Vec<_> = about
        .iter()
        .filter(|finding| finding.text().contains("Amt 03462") || finding.text().contains("03462"))
        .collect();
    wrong.same("findings that name who is in no wave", naming.len(), 1);
    for finding in naming {
        wrong.says("finding", &finding.text(), "03255");
        wrong.silent("finding", &finding.text(), "03457");
    }
    wrong.verdict()
}
