//! A gap is counted once, the same everywhere, and its cause is told truly.

use super::asked::{Findings, Workspace, Wrong, number_after, plain, section, step};
use super::{Case, Verdict, hold};

const DAY: &str = "2027-01-15";

pub const CASES: &[Case] = &[
    Case {
        name: "no-competent-authority/plan",
        kind: "A plan says that first level is settled in a Kreis where nobody is competent.",
        check: plan_is_open,
    },
    Case {
        name: "no-competent-authority/numbers",
        kind: "The boxes of missing bodies, the caption, the index, the concept and the call list count differently.",
        check: numbers_agree,
    },
    Case {
        name: "no-competent-authority/audit",
        kind: "The audit counts a cell without a competent authority, and no box tells of it.",
        check: audit_counts_it,
    },
    Case {
        name: "gaps/one-cause-once",
        kind: "A cause that holds for six services is told in six boxes, six tasks and six findings.",
        check: one_cause_once,
    },
    Case {
        name: "no-competent-authority/cause",
        kind: "A finding says that a competent authority comes on a day on which a helpdesk takes over.",
        check: cause_is_true,
    },
    Case {
        name: "no-competent-authority/concerned",
        kind: "The page of a Kreis without competent authority says nothing of the missing body.",
        check: page_says_it,
    },
];

#[test]
fn gaps() {
    hold(CASES);
}

fn input() -> Workspace {
    Workspace::of("no-competent-authority")
}

fn plan_is_open() -> Verdict {
    let workspace = input();
    let mut wrong = Wrong::default();
    let why = workspace.said(DAY, &["plan", "--why", "interim-decided"]);
    wrong.silent("plan --why", &why, "Erledigt");
    wrong.silent("plan --why", &why, "in allen 2 Gebieten");
    wrong.says("plan --why", &why, "Holzminden");
    let plan = workspace.json(DAY, &["plan"]);
    let rows = plan["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["task"] == "interim-decided").unwrap();
    wrong.hold("plan --format json: the step is done", row["status"]["status"]["code"] != "done");
    let documents = workspace.docs(DAY);
    let (ticked, line) =
        step(documents.text("ni/rollout-checkliste.md"), "Entscheiden, wer vorerst antwortet")?;
    wrong.hold(&format!("the rollout checklist ticks it: {line}"), !ticked);
    wrong.says("rollout checklist", line, "Holzminden");
    wrong.verdict()
}

fn numbers_agree() -> Verdict {
    let documents = input().docs(DAY);
    let ways = documents.text("ni/kommunikationswege.md");
    let missing = section(ways, "## Was fehlt");
    let boxes = u32::try_from(missing.lines().filter(|line| line.starts_with("> **Hier ")).count()).unwrap();
    let ours = section(documents.text("ni/anrufliste.md"), "## Was klären wir selbst?");
    let asked = u32::try_from(ours.lines().filter(|line| line.starts_with("- [ ]")).count()).unwrap();
    let mut wrong = Wrong::default();
    // One for the Landkreis; state IT on two levels and subject matter may be told as one cause or as several.
    wrong.hold(&format!("{boxes} boxes are too few"), boxes >= 2);
    wrong.says("Was fehlt", missing, "Holzminden");
    wrong.same("caption of the picture", number_after(&plain(ways), "fehlende Stellen:"), Some(boxes));
    wrong.same("index", number_after(&plain(documents.text("index.md")), "Hier fehlen"), Some(boxes));
    wrong.same("index, HTML", number_after(&plain(documents.text("index.html")), "Hier fehlen"), Some(boxes));
    let concept = plain(documents.text("ni/supportkonzept.md"));
    wrong.same("support concept", number_after(&concept, "Noch nicht vollständig: An"), Some(boxes));
    wrong.same("call list", asked, boxes);
    wrong.says("call list", ours, "Holzminden");
    wrong.verdict()
}

fn audit_counts_it() -> Verdict {
    // The day after the start: two Kreise, one of them without an answer.
    let workspace = input();
    let on = "2027-09-15";
    let audit = workspace.json(on, &["audit"]);
    let counts = &audit["counts"];
    let mut wrong = Wrong::default();
    wrong.same("cells without a competent authority", counts["without_competent"].as_u64(), Some(1));
    let lines = audit["profiles"][0]["lines"].as_array().unwrap();
    let line = lines.iter().find(|line| line["id"] == "S2").unwrap();
    wrong.same("S2: Kommunen met", line["measure"]["municipalities"]["met"].as_u64(), Some(1));
    wrong.same("S2: Kommunen asked", line["measure"]["municipalities"]["of"].as_u64(), Some(2));
    wrong.hold("S2 is judged as met", line["verdict"]["code"] != "met");
    let documents = workspace.docs(on);
    let missing = section(documents.text("ni/kommunikationswege.md"), "## Was fehlt");
    wrong.says("Was fehlt", missing, "Holzminden");
    wrong.verdict()
}

/// Nobody answers six services: one cause for each kind of question.
fn one_cause_once() -> Verdict {
    let workspace = Workspace::of("dative");
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    let missing = section(documents.text("ni/kommunikationswege.md"), "## Was fehlt");
    let boxes = missing.lines().filter(|line| line.starts_with("> **Hier "));
    let first: Vec<&str> = boxes.filter(|line| line.contains("First Level")).collect();
    wrong.same("boxes for first level", first.len(), 1);
    wrong.hold("the box does not name its services, or how many", bundled(&first.join(" ")));
    let ours = section(documents.text("ni/anrufliste.md"), "## Was klären wir selbst?");
    let tasks: Vec<&str> =
        ours.lines().filter(|line| line.starts_with("- [ ]") && line.contains("First Level")).collect();
    wrong.same("tasks of the call list for first level", tasks.len(), 1);
    let findings = workspace.findings(DAY);
    let found: Vec<_> =
        findings.of("L101").into_iter().filter(|finding| finding.message.contains("First Level")).collect();
    wrong.same("L101 for first level", found.len(), 1);
    wrong.hold(
        "L101 does not name its services, or how many",
        found.iter().all(|finding| bundled(&finding.message)),
    );
    wrong.verdict()
}

/// Whether a text speaks of six services, by name or by number.
fn bundled(text: &str) -> bool {
    text.contains("Dienst A") && (text.contains("3 weitere") || text.contains("Dienst F"))
        || text.contains("6 Onlinedienst")
}

/// The cause of the one L017.
fn cause(findings: &Findings) -> Result<String, String> {
    match findings.of("L017").as_slice() {
        [finding] => Ok(format!("{}; {}", finding.message, finding.cause)),
        found => Err(format!("one L017, not {}", found.len())),
    }
}

fn cause_is_true() -> Verdict {
    let said = cause(&input().findings(DAY))?;
    let mut wrong = Wrong::default();
    wrong.silent("L017", &said, "gibt es eine");
    // From that day the Koordination answers; who says the day says also who.
    wrong.says("L017", &said, "1. Juli 2028");
    wrong.says("L017", &said, "Koordination");
    // Where an authority does come, its day is the cause.
    let later = input().and(
        "ni.toml",
        "[[organization]]\nid = \"ja-holzminden\"\nname = \"Jugendamt Holzminden\"\nkind = \"authority\"\nmunicipality = \"03255\"\n\
         competent = [{ area = [\"03255\"], from = 2027-10-01 }]\nchannels = [{ kind = \"phone\", address = \"+49 30 23125 003\" }]",
    );
    wrong.says("L017 with an authority to come", &cause(&later.findings(DAY))?, "1. Oktober 2027");
    wrong.verdict()
}

fn page_says_it() -> Verdict {
    let documents = input().docs(DAY);
    let mut wrong = Wrong::default();
    wrong.says("page of Holzminden", documents.page("ni", "03255")?, "keine zuständige Behörde");
    wrong.silent("page of Aurich", documents.page("ni", "03452")?, "keine zuständige Behörde");
    wrong.verdict()
}
