//! The example that the project ships: its outputs say one thing of each of its Kommunen.

use super::asked::{Workspace, Wrong, number_after, plain, section, step};
use super::{Case, Verdict, hold};

const DAY: &str = "2027-06-01";

pub const CASES: &[Case] = &[
    Case {
        name: "shipped/audit",
        kind: "The audit lists Kommunen that owe no feedback, and not the one that does.",
        check: audit_lists_the_one,
    },
    Case {
        name: "shipped/checklists",
        kind: "The checklist of a Gemeinde stays open for what its Kreis owes.",
        check: checklists_know_who_owes,
    },
    Case {
        name: "shipped/concept",
        kind: "The concept counts other Kommunen than check names.",
        check: concept_counts_them,
    },
    Case {
        name: "shipped/done",
        kind: "A page says that all is done beside a checklist with open steps.",
        check: done_is_done,
    },
    Case {
        name: "shipped/handbook",
        kind: "The handbook prints a figure that no other output knows.",
        check: handbook_prints_it,
    },
    Case {
        name: "shipped/distribution",
        kind: "A distribution list tells a Land of a service that it does not use.",
        check: only_users_are_told,
    },
    Case {
        name: "shipped/demanded-ways",
        kind: "The figure of ways counts what was written, not what is demanded.",
        check: ways_are_demanded,
    },
];

#[test]
fn shipped() {
    hold(CASES);
}

fn states() -> Workspace {
    Workspace::shipped("states")
}

fn audit_lists_the_one() -> Verdict {
    let workspace = states();
    let mut wrong = Wrong::default();
    let findings = workspace.findings(DAY);
    let l401: Vec<_> = findings.of("L401").iter().map(|finding| finding.subject.clone()).collect();
    wrong.same("L401", l401, vec!["NI hb/unterhaltsvorschuss 03462".to_owned()]);
    let audit = workspace.said(DAY, &["audit"]);
    wrong.same("audit", number_after(&audit, "ohne Weg für Feedback:"), Some(1));
    let listed = audit.split("ohne Weg für Feedback").nth(1).unwrap_or_default();
    for other in ["Friedeburg", "Langeoog", "Esens"] {
        wrong.silent("audit", listed, other);
    }
    wrong.says("audit", &audit, "Landkreis Wittmund");
    let whole = workspace.json(DAY, &["audit"]);
    let keys: Vec<_> =
        whole["channels"].as_array().unwrap().iter().map(|row| row["key"].as_str().unwrap()).collect();
    wrong.same("audit --format json: Kommunen without a way", keys, vec!["03462"]);
    wrong.verdict()
}

fn checklists_know_who_owes() -> Verdict {
    let documents = states().docs(DAY);
    let mut wrong = Wrong::default();
    let title = "Mit dem Land absprechen, wie Feedback läuft";
    for key in ["034620014014", "034620019019"] {
        let (ticked, line) = step(documents.checklist("ni", key)?, title)?;
        wrong.hold(&format!("the checklist of {key} must tick: {line}"), ticked);
        wrong.silent(key, line, "Landkreis Wittmund");
    }
    let (ticked, line) = step(documents.checklist("ni", "03462-")?, title)?;
    wrong.hold(&format!("the checklist of the Kreis must not tick: {line}"), !ticked);
    wrong.verdict()
}

fn concept_counts_them() -> Verdict {
    let documents = states().docs(DAY);
    let mut wrong = Wrong::default();
    wrong.says("support concept", documents.text("ni/supportkonzept.md"), "10 von 11");
    let calls = section(documents.text("ni/anrufliste.md"), "## Wen rufe ich an?");
    let asked: Vec<&str> =
        calls.lines().filter(|line| line.starts_with('|') && line.contains("Feedback")).collect();
    wrong.same("rows of the call list that ask for feedback", asked.len(), 1);
    wrong.says("call list", &asked.join("\n"), "Landkreis Wittmund");
    wrong.verdict()
}

fn done_is_done() -> Verdict {
    let documents = states().docs(DAY);
    let mut wrong = Wrong::default();
    let mut pages = 0;
    for path in
        documents.paths("ni/kommunen/", ".md").into_iter().filter(|path| !path.ends_with("-checkliste.md"))
    {
        pages += 1;
        let checklist = documents.text(&path.replace(".md", "-checkliste.md"));
        if checklist.is_empty() || !plain(documents.text(path)).contains("Alles erledigt") {
            continue;
        }
        let done = number_after(checklist, "Erledigt:");
        let of = number_after(checklist, "von");
        wrong.hold(&format!("{path} says that all is done at {done:?} of {of:?} steps"), done == of);
    }
    wrong.hold("there are pages", pages > 10);
    wrong.verdict()
}

fn handbook_prints_it() -> Verdict {
    let page =
        std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/handbuch.md"))
            .unwrap();
    let mut wrong = Wrong::default();
    let printed: Vec<_> = page
        .match_indices("ohne Weg für Feedback:")
        .map(|(at, _)| number_after(&page[at..], "ohne Weg für Feedback:"))
        .collect();
    wrong.hold("the handbook prints the figure", !printed.is_empty());
    for figure in printed {
        wrong.hold(&format!("the handbook prints {figure:?} Kommunen without a way"), figure <= Some(1));
    }
    wrong.verdict()
}

fn only_users_are_told() -> Verdict {
    let documents = states().docs(DAY);
    let list = documents.text("hb/verteiler.md");
    let mut wrong = Wrong::default();
    let marriage = section(list, "## Eheschließung");
    wrong.hold("the list has marriage", !marriage.is_empty());
    wrong.silent("Eheschließung", marriage, "schleswig-holstein");
    wrong.says("Eheschließung", marriage, "Niedersachsen");
    let combined = section(list, "## Kombinierte Familienleistungen");
    wrong.silent("Kombinierte Familienleistungen", combined, "Niedersachsen");
    wrong.silent("Kombinierte Familienleistungen", combined, "niedersachsen");
    let advance = section(list, "## Unterhaltsvorschuss Online");
    wrong.says("Unterhaltsvorschuss", advance, "schleswig-holstein");
    wrong.says("Unterhaltsvorschuss", advance, "Niedersachsen");
    let table = section(list, "## Alle auf einen Blick");
    for row in table.lines().filter(|line| line.starts_with("| Eheschließung ")) {
        wrong.silent("Alle auf einen Blick", row, "Schleswig-Holstein");
    }
    for row in table.lines().filter(|line| line.starts_with("| Kombinierte Familienleistungen ")) {
        wrong.silent("Alle auf einen Blick", row, "Niedersachsen");
    }
    wrong.verdict()
}

/// The ways of the concept as (lived, of).
fn ways(workspace: &Workspace) -> Option<(u32, u32)> {
    let documents = workspace.docs(DAY);
    let concept = plain(documents.text("ni/supportkonzept.md"));
    let after = concept.split("schon gelebt:").nth(1)?;
    let of = number_after(after, "von")?;
    Some((number_after(after, "")?, of))
}

fn ways_are_demanded() -> Verdict {
    let mut wrong = Wrong::default();
    let whole = ways(&states()).ok_or("no figure of ways")?;
    // A way written beside the demanded ones, and one written twice, count nothing.
    let extra = "[[path]]\npurpose = \"outage\"\nfrom = \"koordination\"\nto = \"ministerium\"\nchannel = \"phone\"\n\
                 established = 2026-01-01\ntrigger = \"Störung\"\nwithin = \"1 h\"";
    let more = ways(&states().and("ni/paths.toml", extra)).ok_or("no figure of ways")?;
    wrong.same("the denominator with a further way", more.1, whole.1);
    // Without any way of its own the Land still owes them.
    let none = ways(&states().with("ni/paths.toml", "[state]\ncode = \"NI\"\n"))
        .ok_or("no figure of ways without paths")?;
    wrong.same("the denominator without ways", none.1, whole.1);
    wrong.hold("fewer are lived without ways", none.0 < whole.0);
    wrong.verdict()
}
