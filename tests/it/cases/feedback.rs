//! Feedback of the Kommunen: page, checklist, letter, form, call list, concept, audit and check say the same of each.

use super::asked::{Documents, Workspace, Wrong, section, step};
use super::{Case, Verdict, hold};

const DAY: &str = "2026-12-01";
const OWN: &str = "feedback = { to = \"koordination\", channel = \"email\", agreed = 2026-02-01 }\n";
const OFFER: &str = "[[path]]\npurpose = \"feedback\"\nfrom = \"municipality\"\nto = \"koordination\"\nchannel = \"email\"\n\
                     established = 2026-02-01";
const TITLE: &str = "Mit dem Land absprechen, wie Feedback läuft";

pub const CASES: &[Case] = &[
    Case {
        name: "feedback/arrived-at-provider",
        kind: "Feedback that reaches the service's IT provider is told as ending before the operating Land.",
        check: arrived_at_provider,
    },
    Case {
        name: "feedback/arrived-at-provider/note",
        kind: "Nothing is said where no way leads on from the provider to the Land and nobody is named who evaluates.",
        check: note_beyond_provider,
    },
    Case {
        name: "feedback/offered/nothing-missing",
        kind: "A way that the Land offers to all its Kommunen is told as missing on page, checklist, letter, call list or concept.",
        check: offered_is_not_missing,
    },
    Case {
        name: "feedback/offered/not-agreed",
        kind: "An offered way is counted as agreed.",
        check: offered_is_not_agreed,
    },
    Case {
        name: "feedback/offered/not-yet",
        kind: "A way that is offered later counts today.",
        check: offered_later,
    },
    Case {
        name: "feedback/own-way-wins",
        kind: "An offered way hides the one that a Kommune agreed.",
        check: own_wins,
    },
    Case {
        name: "feedback/winning-record",
        kind: "Feedback that reaches the owner of the operator's winning record is told as ending before the operating Land.",
        check: owner_of_the_winning_record,
    },
    Case {
        name: "feedback/assumed-carrier",
        kind: "A Kommune whose office is only assumed is asked by one output and not by the others.",
        check: assumed_carrier,
    },
    Case {
        name: "feedback/ended-competence",
        kind: "A Kommune is asked for what a competence owes that ended.",
        check: ended_competence,
    },
    Case {
        name: "feedback/ended-competence/page",
        kind: "After the last day of a competence the page says that all is done, or that its steps remain.",
        check: ended_competence_page,
    },
    Case {
        name: "feedback/contacts-in-two-places",
        kind: "Contacts that stand in part at the Land and in part at the Kommune are told as missing.",
        check: contacts_in_two_places,
    },
    Case {
        name: "feedback/broken-knowledge",
        kind: "A record of knowledge whose owner and day cannot be read ticks a step.",
        check: broken_knowledge,
    },
];

#[test]
fn feedback() {
    hold(CASES);
}

fn base() -> Workspace {
    Workspace::of("feedback-base")
}

/// The base with the Land's offer in place of the Kommune's own way; it leads on to the operating Land.
fn offered() -> Workspace {
    base()
        .change("ni.toml", OWN, "")
        .change("ni.toml", "to = \"sh/provider\"", "to = \"hb/koordination\"")
        .and("ni.toml", OFFER)
}

/// The text of an audit.
fn audit(workspace: &Workspace) -> String {
    workspace.said(DAY, &["audit"])
}

/// What the page of the Kreis says of its feedback.
fn on_page(documents: &Documents) -> Result<&str, String> {
    Ok(section(documents.page("ni", "03462")?, "## Wohin geht unser Feedback"))
}

fn arrives(wrong: &mut Wrong, workspace: &Workspace, at: &str) -> Verdict {
    let documents = workspace.docs(DAY);
    let page = on_page(&documents)?;
    wrong.says("page", page, at);
    wrong.silent("page", page, "Von dort geht es nicht weiter");
    wrong.nowhere(&documents, "Ein Weg zum betreibenden Land fehlt");
    wrong.silent("audit", &audit(workspace), "endet vor dem betreibenden Land");
    let findings = workspace.findings(DAY);
    for code in ["L401", "L402"] {
        wrong.same(code, findings.of(code).iter().filter(|finding| finding.severity != "note").count(), 0);
    }
    let (ticked, line) = step(documents.checklist("ni", "03462")?, TITLE)?;
    wrong.hold(&format!("the checklist must tick: {line}"), ticked);
    Ok(())
}

fn arrived_at_provider() -> Verdict {
    let mut wrong = Wrong::default();
    arrives(&mut wrong, &base(), "Anbieter Nord")?;
    wrong.verdict()
}

fn note_beyond_provider() -> Verdict {
    let notes = |workspace: &Workspace| {
        let findings = workspace.findings(DAY);
        let found = findings.saying(&["Anbieter Nord"]);
        found.iter().filter(|finding| finding.severity == "note" && finding.code.starts_with("L4")).count()
    };
    let mut wrong = Wrong::default();
    wrong.same("notes about feedback that stops at the provider", notes(&base()), 1);
    let on = base().and(
        "sh.toml",
        "[[path]]\npurpose = \"feedback\"\nfrom = \"provider\"\nto = \"hb/koordination\"\nchannel = \"email\"\n\
         established = 2026-02-01",
    );
    wrong.same("notes where a way leads on", notes(&on), 0);
    let evaluated = base().and(
        "hb.toml",
        "[[knowledge]]\nowner = \"koordination\"\nsources = [\"feedback\"]\nsinks = [\"answering\", \"development\"]\n\
         services = [\"a\"]",
    );
    wrong.same("notes where the Land names who evaluates", notes(&evaluated), 0);
    wrong.verdict()
}

fn offered_is_not_missing() -> Verdict {
    let workspace = offered();
    let documents = workspace.docs(DAY);
    let findings = workspace.findings(DAY);
    let mut wrong = Wrong::default();
    wrong.same("L401", findings.of("L401").len(), 0);
    wrong.same("L402", findings.of("L402").len(), 0);
    let page = documents.page("ni", "03462")?;
    wrong.silent("page", page, "fehlt ein Weg");
    wrong.silent("page", page, "Noch nicht abgesprochen");
    wrong.silent("page", page, "wohin Feedback zu Dienst A geht");
    let way = on_page(&documents)?;
    wrong.says("page", way, "Koordination NI");
    wrong.says("page", way, "Koordination Bremen");
    let (_, line) = step(documents.checklist("ni", "03462")?, TITLE)?;
    wrong.silent("checklist", line, "fehlt");
    for letter in documents.paths("ni/anschreiben/", ".md") {
        wrong.silent(letter, documents.text(letter), "keinen Weg");
        wrong.silent(letter, documents.text(letter), "auf welchem Weg Ihr Feedback");
    }
    let calls = section(documents.text("ni/anrufliste.md"), "## Wen rufe ich an?");
    wrong.silent("call list", calls, "Feedback");
    wrong.hold("audit: a Kommune without a way", !audit(&workspace).contains("ohne Weg für Feedback: 1"));
    wrong.verdict()
}

fn offered_is_not_agreed() -> Verdict {
    let workspace = offered();
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    let figure = documents.feedback_figure("ni");
    wrong.says("support concept", &figure, "ngebot");
    wrong.silent("support concept", &figure, "(erledigt)");
    wrong.says("page", on_page(&documents)?, "ngebot");
    wrong.silent("page", on_page(&documents)?, "abgesprochen am");
    wrong.says("audit", &audit(&workspace), "ngebot");
    wrong.verdict()
}

fn offered_later() -> Verdict {
    let workspace = base()
        .change("ni.toml", OWN, "")
        .change("ni.toml", "to = \"sh/provider\"", "to = \"hb/koordination\"")
        .and("ni.toml", &OFFER.replace("2026-02-01", "2027-02-01"));
    let findings = workspace.findings(DAY);
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    wrong.hold(
        "check says nothing of a way that is laid down but not yet established",
        !findings.of("L401").is_empty() || !findings.saying(&["1. Februar 2027"]).is_empty(),
    );
    wrong.silent("page", on_page(&documents)?, "angeboten seit");
    wrong.same("L401 once it is established", workspace.findings("2027-02-01").of("L401").len(), 0);
    wrong.verdict()
}

fn own_wins() -> Verdict {
    let workspace =
        base().change("ni.toml", "to = \"sh/provider\"", "to = \"hb/koordination\"").and("ni.toml", OFFER);
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    let page = on_page(&documents)?;
    wrong.says("page", page, "abgesprochen am 1. Februar 2026");
    wrong.says("page", page, "Koordination Bremen");
    let (ticked, line) = step(documents.checklist("ni", "03462")?, TITLE)?;
    wrong.hold(&format!("the checklist must tick: {line}"), ticked);
    wrong.says("support concept", &documents.feedback_figure("ni"), "1 von 1");
    wrong.verdict()
}

fn owner_of_the_winning_record() -> Verdict {
    let second = "[[support]]\nlevel = \"second\"\ntrack = \"technical-service\"\nowner = \"sh/provider\"";
    let workspace = base().change("hb.toml", "it-provider = \"sh/provider\"", "").and("hb.toml", second);
    let mut wrong = Wrong::default();
    arrives(&mut wrong, &workspace, "Anbieter Nord")?;
    // Without that record the provider is a stranger to the service.
    let stranger = base().change("hb.toml", "it-provider = \"sh/provider\"", "");
    wrong.hold("feedback at a stranger must be a finding", !stranger.findings(DAY).of("L402").is_empty());
    wrong.says("page", on_page(&stranger.docs(DAY))?, "Von dort geht es nicht weiter");
    wrong.verdict()
}

fn assumed_carrier() -> Verdict {
    let workspace = base().change("ni.toml", OWN, "").change("ni.toml", "municipality = \"03462\"\n", "");
    let documents = workspace.docs(DAY);
    let findings = workspace.findings(DAY);
    let mut wrong = Wrong::default();
    wrong.same("L401", findings.of("L401").len(), 1);
    let assumed = findings.saying(&["angenommen"]);
    wrong.same(
        "notes that the carrier is assumed",
        assumed.iter().filter(|finding| finding.severity == "note").count(),
        1,
    );
    let page = documents.page("ni", "03462")?;
    wrong.says("page", on_page(&documents)?, "fehlt");
    wrong.silent("page", page, "für keinen der Onlinedienste zuständig");
    let (ticked, line) = step(documents.checklist("ni", "03462")?, TITLE)?;
    wrong.hold(&format!("the checklist must not tick: {line}"), !ticked);
    let letters = documents.paths("ni/anschreiben/03462", ".md");
    wrong.same("letters", letters.len(), 1);
    for letter in letters {
        wrong.says("letter", documents.text(letter), "Jugendamt Wittmund");
    }
    wrong.same("forms", documents.paths("ni/datenabfragen/03462", ".md").len(), 1);
    let calls = section(documents.text("ni/anrufliste.md"), "## Wen rufe ich an?");
    wrong.says("call list", calls, "Jugendamt Wittmund");
    wrong.says("call list", calls, "Feedback");
    wrong.says("support concept", &documents.feedback_figure("ni"), "0 von 1");
    wrong.says("audit", &audit(&workspace), "ohne Weg für Feedback: 1");
    wrong.verdict()
}

fn ended() -> Workspace {
    base().change("ni.toml", OWN, "").change(
        "ni.toml",
        "area = [\"03462\"] }",
        "area = [\"03462\"], until = 2026-06-30 }",
    )
}

fn ended_competence() -> Verdict {
    let workspace = ended();
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    wrong.same("L401", workspace.findings(DAY).of("L401").len(), 0);
    wrong.silent("audit", &audit(&workspace), "ohne Weg für Feedback: 1");
    wrong.same("letters", documents.paths("ni/anschreiben/03462", ".md").len(), 0);
    wrong.silent("call list", section(documents.text("ni/anrufliste.md"), "## Wen rufe ich an?"), "03462");
    // On its last day it was owed by all.
    let day = "2026-06-30";
    wrong.same("L401 on the last day", workspace.findings(day).of("L401").len(), 1);
    let documents = workspace.docs(day);
    wrong.says(
        "call list on the last day",
        section(documents.text("ni/anrufliste.md"), "## Wen rufe ich an?"),
        "03462",
    );
    wrong.says("support concept on the last day", &documents.feedback_figure("ni"), "0 von 1");
    wrong.says("audit on the last day", &workspace.said(day, &["audit"]), "ohne Weg für Feedback: 1");
    wrong.verdict()
}

fn ended_competence_page() -> Verdict {
    let documents = ended().docs(DAY);
    let mut wrong = Wrong::default();
    let page = documents.page("ni", "03462")?;
    wrong.silent("page", page, "Alles erledigt");
    wrong.silent("page", page, "fehlt ein Weg");
    // Nobody is asked for a competent authority here; that nobody succeeds is another sentence.
    wrong.silent("page", page, "noch keine zuständige Behörde genannt");
    wrong.says("page", page, "iemand");
    let checklist = documents.checklist("ni", "03462").unwrap_or_default();
    wrong.silent("checklist", checklist, "Feedback-Weg: fehlt");
    wrong.silent("checklist", checklist, "Zustelladresse");
    wrong.verdict()
}

fn contacts_in_two_places() -> Verdict {
    let documents = in_two_places().docs(DAY);
    let mut wrong = Wrong::default();
    let title = "Verantwortliche im Land kennen";
    let (ticked, line) = step(documents.checklist("ni", "03462")?, title)?;
    wrong.hold(&format!("the checklist must tick: {line}"), ticked);
    wrong.silent("checklist", line, "fehlt");
    let (ticked, line) = step(documents.text("ni/rollout-checkliste.md"), title)?;
    wrong.hold(&format!("the rollout checklist must tick: {line}"), ticked);
    let page = section(documents.page("ni", "03462")?, "### Fragen zur Supportlösung");
    wrong.silent("page", page, "noch nicht benannt");
    wrong.says("page", page, "Koordination NI");
    let concept = documents.text("ni/supportkonzept.md");
    wrong.says("support concept", concept, "Ansprechstelle bekannt: 1 von 1");
    wrong.silent("support concept", concept, "noch keine Ansprechstelle benannt");
    wrong.verdict()
}

/// One contact known to the Land, one to the Kommune.
fn in_two_places() -> Workspace {
    base()
        .change(
            "ni.toml",
            "coordination = \"koordination\"",
            "coordination = \"koordination\"\nsupport-contact = { long-term = \"koordination\" }",
        )
        .change(
            "ni.toml",
            "contact = \"amt\"",
            "contact = \"amt\"\nsupport-contact = { interim = \"koordination\" }",
        )
}

fn broken_knowledge() -> Verdict {
    let broken = "[[knowledge]]\nowner = \"nirgends\"\nsinks = [\"answering\"]\nsince = \"morgen\"";
    let workspace = in_two_places().and("ni.toml", broken);
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    let (ticked, line) = step(documents.text("ni/rollout-checkliste.md"), "Im Land benennen, wer auswertet")?;
    wrong.hold(&format!("the rollout checklist must not tick: {line}"), !ticked);
    let plan = workspace.json(DAY, &["plan"]);
    let ours = |row: &&serde_json::Value| row["title"].as_str() == Some("Im Land benennen, wer auswertet");
    for row in plan["rows"].as_array().unwrap().iter().filter(ours) {
        wrong.hold("plan --format json: the step is done", row["status"]["status"]["code"] != "done");
    }
    // Nobody can tell: neither is it missing, nor is it there.
    let audit = workspace.json(DAY, &["audit"]);
    let lines = audit["profiles"][0]["lines"].as_array().unwrap();
    let line = lines.iter().find(|line| line["id"] == "S8").unwrap();
    wrong.hold("audit: S8 is met by a record that cannot be read", line["verdict"]["code"] != "met");
    wrong.verdict()
}
