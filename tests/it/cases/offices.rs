//! Who gives feedback and for whom: a Kommune that wants no way, an office that no Kommune carries, a body with two ids.

use super::asked::{Workspace, Wrong, section, step};
use super::{Case, Verdict, hold};

const DAY: &str = "2026-12-01";
const OWN: &str = "feedback = { to = \"koordination\", channel = \"email\", agreed = 2026-02-01 }\n";
const TITLE: &str = "Mit dem Land absprechen, wie Feedback läuft";
const PROVIDER: &str = "[[organization]]\nid = \"anbieter\"\nname = \"Anbieter Nord\"\nkind = \"it-provider\"\n\
                        channels = [{ kind = \"email\", address = \"p@ni.example\" }]";

pub const CASES: &[Case] = &[
    Case {
        name: "offices/declined",
        kind: "A Kommune that wants no way of feedback counts as one that has one, for some outputs.",
        check: declined,
    },
    Case {
        name: "offices/declined-beside-an-offer",
        kind: "What the Land offers to all hides that a Kommune wants none.",
        check: declined_beside_an_offer,
    },
    Case {
        name: "offices/carried-by-the-land",
        kind: "A Kommune is asked for an office that the Land carries, or nobody is.",
        check: carried_by_the_land,
    },
    Case {
        name: "offices/same-as",
        kind: "Feedback that reaches a provider by its other id is told as ending before the operating Land.",
        check: two_ids_of_one_body,
    },
];

#[test]
fn offices() {
    hold(CASES);
}

fn declining() -> Workspace {
    let none = "feedback = \"none\"\nfeedback-reason = \"Rückmeldungen sammelt der Landkreistag\"\n";
    Workspace::of("feedback-base").change("ni.toml", OWN, none)
}

/// Every output says of the one Kommune that it has no way.
fn without_way(workspace: &Workspace) -> Verdict {
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    wrong.same("L401", workspace.findings(DAY).of("L401").len(), 1);
    let (ticked, line) = step(documents.checklist("ni", "03462")?, TITLE)?;
    wrong.hold(&format!("the checklist must not tick: {line}"), !ticked);
    let page = section(documents.page("ni", "03462")?, "## Wohin geht unser Feedback");
    wrong.says("page", page, "Rückmeldungen sammelt der Landkreistag");
    wrong.silent("page", page, "Von dort geht es");
    let calls = section(documents.text("ni/anrufliste.md"), "## Wen rufe ich an?");
    wrong.says("call list", calls, "wohin Feedback zu Dienst A geht");
    wrong.says("support concept", &documents.feedback_figure("ni"), "0 von 1");
    wrong.says("audit", &workspace.said(DAY, &["audit"]), "ohne Weg für Feedback: 1 von 1");
    wrong.verdict()
}

fn declined() -> Verdict {
    without_way(&declining())
}

fn declined_beside_an_offer() -> Verdict {
    let offer = "[[path]]\npurpose = \"feedback\"\nfrom = \"municipality\"\nto = \"koordination\"\nchannel = \"email\"\n\
                 established = 2026-02-01";
    without_way(&declining().and("ni.toml", offer))
}

fn carried_by_the_land() -> Verdict {
    let workspace = Workspace::of("feedback-base").change("ni.toml", OWN, "").change(
        "ni.toml",
        "municipality = \"03462\"",
        "carrier = \"land\"",
    );
    let findings = workspace.findings(DAY);
    let mut wrong = Wrong::default();
    let asked: Vec<&str> = findings.of("L401").iter().map(|finding| finding.help.as_str()).collect();
    wrong.hold(
        &format!("the office is asked for a path of its own, nobody else for anything: {asked:?}"),
        matches!(asked.as_slice(), [one] if one.contains("[[path]]") && one.contains("from = \"amt\"")),
    );
    for code in ["L414", "L415"] {
        wrong.same(code, findings.of(code).len(), 0);
    }
    let documents = workspace.docs(DAY);
    // The office is asked itself, by its id.
    wrong.same("letters", documents.paths("ni/anschreiben/", ".md"), vec!["ni/anschreiben/amt.md"]);
    wrong.same("forms", documents.paths("ni/datenabfragen/", ".md"), vec!["ni/datenabfragen/amt.md"]);
    let letter = documents.text("ni/anschreiben/amt.md");
    wrong.says("letter", letter, "Jugendamt Wittmund ist zuständig für Dienst A.");
    wrong.says("letter", letter, "keinen Weg für Ihr Feedback");
    let form = documents.text("ni/datenabfragen/amt.md");
    for words in
        ["| Name der Behörde | Jugendamt Wittmund |", "| Zuständig für | Dienst A |", "amt@ni.example"]
    {
        wrong.says("form", form, words);
    }
    let index = documents.text("index.md");
    for file in ["ni/anschreiben/amt.md", "ni/datenabfragen/amt.md"] {
        wrong.hold(&format!("the overview leads to {file}"), index.contains(file));
    }
    wrong.says("matrix", documents.text("ni/aufgabenverteilung.md"), "Ohne Weg für Feedback: 1 von 1");
    let calls = documents.text("ni/anrufliste.md");
    let kommunen = section(calls, "## Wen rufe ich an?");
    wrong.silent("call list, Kommunen", kommunen, "Jugendamt Wittmund");
    wrong.says("call list", calls, "Jugendamt Wittmund");
    let way = "[[path]]\npurpose = \"feedback\"\nfrom = \"amt\"\nto = \"koordination\"\nchannel = \"email\"\n\
               established = 2026-02-01";
    let answered = workspace.and("ni.toml", way);
    let documents = answered.docs(DAY);
    wrong.same("letters with a path of its own", documents.paths("ni/anschreiben/", ".md").len(), 0);
    wrong.says(
        "form with a path of its own",
        documents.text("ni/datenabfragen/amt.md"),
        "Koordination NI, E-Mail",
    );
    wrong.silent("matrix with a path of its own", documents.text("ni/aufgabenverteilung.md"), "Ohne Weg");
    wrong.same("L401 with a path of its own", answered.findings(DAY).of("L401").len(), 0);
    wrong.silent(
        "call list with a path of its own",
        answered.docs(DAY).text("ni/anrufliste.md"),
        "Jugendamt Wittmund",
    );
    wrong.verdict()
}

fn two_ids_of_one_body() -> Verdict {
    let other = |more: &str| {
        Workspace::of("feedback-base")
            .change("ni.toml", "to = \"sh/provider\"", "to = \"anbieter\"")
            .and("ni.toml", &format!("{PROVIDER}\n{more}"))
    };
    let mut wrong = Wrong::default();
    let page = |workspace: &Workspace| -> Result<String, String> {
        let documents = workspace.docs(DAY);
        Ok(section(documents.page("ni", "03462")?, "## Wohin geht unser Feedback").to_owned())
    };
    // Which of the two names the other makes no difference.
    let named_there = other("").change(
        "sh.toml",
        "kind = \"it-provider\"",
        "kind = \"it-provider\"\nsame-as = \"ni/anbieter\"",
    );
    for (from, workspace) in [("ni", other("same-as = \"sh/provider\"")), ("sh", named_there)] {
        wrong.same(&format!("L402, said in {from}"), workspace.findings(DAY).of("L402").len(), 0);
        let page = page(&workspace)?;
        wrong.says("page", &page, "Anbieter Nord");
        wrong.silent("page", &page, "Von dort geht es nicht weiter");
        let audit = workspace.said(DAY, &["audit"]);
        wrong.silent("audit", &audit, "endet vor dem betreibenden Land");
    }
    // Bodies of one name are two as long as nobody says so.
    let strangers = other("");
    wrong.same("L402 of a namesake", strangers.findings(DAY).of("L402").len(), 1);
    wrong.says("page of a namesake", &page(&strangers)?, "Von dort geht es nicht weiter");
    wrong.verdict()
}
