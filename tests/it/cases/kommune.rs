//! Each Kommune that is concerned has a page, by any key or name, and its facts are one record's or inherited.

use super::asked::{Documents, Workspace, Wrong, number_after, plain, section, step};
use super::{Case, Verdict, hold};

const DAY: &str = "2027-01-15";
const REGISTER: &str = "03;;Niedersachsen;Land;;;\n03159;;Göttingen;Landkreis;;;\n\
                        031590016016;03159016;Göttingen, Stadt;Stadt;;;\n031590017017;03159017;Hann. Münden, Stadt;Stadt;;;\n\
                        031595402;;Dransfeld;Samtgemeinde;;;\n031595402014;03159014;Jühnde;Gemeinde;;;";

pub const CASES: &[Case] = &[
    Case {
        name: "kommune/page-without-record",
        kind: "A Kommune of the register that carries an office has letters and no page.",
        check: page_without_record,
    },
    Case {
        name: "kommune/page-of-the-concerned",
        kind: "A Kommune of the register in which a service is used has no page.",
        check: page_of_the_concerned,
    },
    Case {
        name: "kommune/found-without-record",
        kind: "The search of the start page does not find a Kommune of the register that has no record.",
        check: found_without_record,
    },
    Case {
        name: "kommune/page-of-a-kreis",
        kind: "The page of a Kreis or Samtgemeinde does not name who answers there.",
        check: page_of_a_kreis,
    },
    Case {
        name: "kommune/asked-by-key",
        kind: "Documents cannot be asked for by a key by which a route can.",
        check: asked_by_key,
    },
    Case {
        name: "kommune/asked-by-name",
        kind: "Documents and routes cannot be asked for by the name of a Kommune.",
        check: asked_by_name,
    },
    Case {
        name: "kommune/own-contacts",
        kind: "The concept counts contacts as known and says beside it that none is named.",
        check: own_contacts,
    },
    Case {
        name: "kommune/inherited-contacts",
        kind: "What a Kreis says of its contacts does not hold for its Gemeinden.",
        check: inherited_contacts,
    },
    Case {
        name: "kommune/inherited-feedback",
        kind: "A way that a Kreis agreed does not hold for its Gemeinden, or only for some outputs.",
        check: inherited_feedback,
    },
    Case {
        name: "kommune/broken-does-not-fall-through",
        kind: "A nearer value that cannot be read is replaced by the farther one.",
        check: broken_is_undecidable,
    },
    Case {
        name: "kommune/done-is-done",
        kind: "A page says that all is done though its checklist has open steps.",
        check: done_is_done,
    },
    Case {
        name: "kommune/steps-counted-once",
        kind: "Plan, checklist and page count the steps of a Kommune differently.",
        check: steps_counted_once,
    },
];

#[test]
fn kommune() {
    hold(CASES);
}

fn registered() -> Workspace {
    Workspace::of("verteiler-without-contact").register(REGISTER)
}

fn page_without_record() -> Verdict {
    let documents = registered().docs(DAY);
    let page = documents.page("ni", "031590016016")?;
    let mut wrong = Wrong::default();
    wrong.says("page", page, "Jugendamt Göttingen");
    wrong.says("page", page, "Standesamt Göttingen");
    wrong.silent("page", page, "für keinen der Onlinedienste zuständig");
    let index = documents.text("index.md");
    wrong.says("index", index, "ni/kommunen/031590016016");
    documents.checklist("ni", "031590016016")?;
    wrong.verdict()
}

fn page_of_the_concerned() -> Verdict {
    let documents = registered().docs(DAY);
    let mut wrong = Wrong::default();
    for key in ["031590017017", "031595402014"] {
        let page = documents.page("ni", key)?;
        // Both services ask for a competent authority, and none is named there.
        wrong.says(key, page, "keine zuständige Behörde");
    }
    wrong.verdict()
}

/// The search reads the lists of its page: an entry is a link, and its key in brackets at the end.
fn found_without_record() -> Verdict {
    let documents = registered().docs(DAY);
    let start = documents.text("index.html");
    let mut wrong = Wrong::default();
    wrong.hold("the start page has a search", start.contains("id=\"lotse-search-input\""));
    for (name, key) in [("Hann. Münden", "031590017017"), ("Jühnde", "031595402014")] {
        let entries: Vec<&str> = start
            .lines()
            .filter(|line| line.starts_with("<li>") && plain(line).ends_with(&format!("({key})")))
            .collect();
        let [entry] = entries.as_slice() else {
            wrong.hold(&format!("one entry of {key} in the lists, not {}", entries.len()), false);
            continue;
        };
        wrong.says("entry", entry, name);
        let link = entry.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        wrong.says(&format!("the page behind {key}, {link}"), documents.text(link), name);
    }
    // Only those whom something concerns have a page; the search offers no dead end.
    let links = start.split("href=\"ni/kommunen/").skip(1).filter_map(|rest| rest.split('"').next());
    for link in links {
        wrong.hold(&format!("{link} is written"), !documents.text(&format!("ni/kommunen/{link}")).is_empty());
    }
    wrong.verdict()
}

fn page_of_a_kreis() -> Verdict {
    // A helpdesk for all of the Kreis.
    let documents = registered()
        .and(
            "ni.toml",
            "[[organization]]\nid = \"helpdesk\"\nname = \"Helpdesk Harz\"\nkind = \"state-helpdesk\"\n\
             channels = [{ kind = \"phone\", address = \"+49 30 23125 077\" }]\n\
             [[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"helpdesk\"\narea = [\"03159\"]\n\
             [[municipality]]\nkey = \"03159\"\nname = \"Landkreis Göttingen\"\n\
             [[municipality]]\nkey = \"031595402\"\nname = \"Samtgemeinde Dransfeld\"",
        )
        .docs(DAY);
    let mut wrong = Wrong::default();
    for key in ["03159-", "031595402-"] {
        let answers = section(documents.page("ni", key)?, "## Wen fragen Bürgerinnen und Bürger?");
        wrong.says(key, answers, "Helpdesk Harz");
        wrong.says(key, answers, "+49 30 23125 077");
    }
    wrong.verdict()
}

fn pages(documents: &Documents) -> Vec<&str> {
    documents.paths("ni/kommunen/", ".md")
}

fn asked_by_key() -> Verdict {
    let workspace = registered();
    let mut wrong = Wrong::default();
    for key in ["031590016016", "031590017017", "03159", "031595402"] {
        let route = workspace.run(DAY, &["route", "--service", "hb/ehe", "--at", key]);
        wrong.same(&format!("route --at {key}: exit code"), route.code, 0);
        match workspace.docs_for(DAY, &["--municipality", key]) {
            Ok(documents) => wrong
                .hold(&format!("docs --municipality {key} writes no page"), !pages(&documents).is_empty()),
            Err(why) => wrong.hold(&why, false),
        }
    }
    // The eight digits of the official key, as far as a route takes them.
    let taken = workspace.run(DAY, &["route", "--service", "hb/ehe", "--at", "03159016"]).code == 0;
    let written = workspace
        .docs_for(DAY, &["--municipality", "03159016"])
        .is_ok_and(|documents| !pages(&documents).is_empty());
    wrong.same("the official key in docs as in route", written, taken);
    wrong.verdict()
}

fn asked_by_name() -> Verdict {
    let workspace = registered();
    let mut wrong = Wrong::default();
    let route = workspace.said(DAY, &["route", "--service", "hb/ehe", "--at", "Hann. Münden"]);
    wrong.says("route", &route, "Hann. Münden");
    for (name, key) in [("Hann. Münden", "031590017017"), ("Jühnde", "031595402014")] {
        let documents = workspace.docs_for(DAY, &["--municipality", name])?;
        wrong.hold(
            &format!("docs --municipality „{name}“ writes its page"),
            documents.page("ni", key).is_ok(),
        );
    }
    wrong.verdict()
}

const CONTACTS: &str = "support-contact = { interim = \"koordination\", long-term = \"koordination\" }";

fn own_contacts() -> Verdict {
    let workspace = Workspace::of("feedback-base").change(
        "ni.toml",
        "contact = \"amt\"",
        &format!("contact = \"amt\"\n{CONTACTS}"),
    );
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    let concept = documents.text("ni/supportkonzept.md");
    wrong.says("support concept", concept, "Ansprechstelle bekannt: 1 von 1");
    wrong.silent("support concept", concept, "noch keine Ansprechstelle benannt");
    wrong.says(
        "support concept",
        section(concept, "## Die nächsten Schritte der Kommunen"),
        "Koordination NI",
    );
    wrong.silent("page", documents.page("ni", "03462")?, "noch nicht benannt");
    wrong.same("L403", workspace.findings(DAY).of("L403").len(), 0);
    let (ticked, line) = step(documents.checklist("ni", "03462")?, "Verantwortliche im Land kennen")?;
    wrong.hold(&format!("the checklist must tick: {line}"), ticked);
    wrong.verdict()
}

/// The office of a Gemeinde in a Kreis, which has a record with this line.
fn below_a_kreis(line: &str, own: &str) -> Workspace {
    Workspace::of("feedback-base")
        .change("ni.toml", "municipality = \"03462\"", "municipality = \"034620019019\"")
        .change("ni.toml", "area = [\"03462\"] }", "area = [\"034620019019\"] }")
        .change(
            "ni.toml",
            "key = \"03462\"\ncontact = \"amt\"\nfeedback = { to = \"koordination\", channel = \"email\", agreed = 2026-02-01 }",
            &format!(
                "key = \"034620019019\"\nname = \"Stadt Wittmund\"\ncontact = \"amt\"\n{own}\n[[municipality]]\nkey = \"03462\"\n\
                 name = \"Landkreis Wittmund\"\n{line}"
            ),
        )
}

fn inherited_contacts() -> Verdict {
    let workspace = below_a_kreis(CONTACTS, "");
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    wrong.same("L403", workspace.findings(DAY).of("L403").len(), 0);
    let page = documents.page("ni", "034620019019")?;
    wrong.silent("page", page, "noch nicht benannt");
    let (ticked, line) = step(documents.checklist("ni", "034620019019")?, "Verantwortliche im Land kennen")?;
    wrong.hold(&format!("the checklist must tick: {line}"), ticked);
    wrong.says("support concept", documents.text("ni/supportkonzept.md"), "Ansprechstelle bekannt: 1 von 1");
    let calls = section(documents.text("ni/anrufliste.md"), "## Wen rufe ich an?");
    wrong.silent("call list", calls, "Interimslösung ansprechbar");
    wrong.verdict()
}

const AGREED: &str = "feedback = { to = \"koordination\", channel = \"email\", agreed = 2026-02-01 }";

fn inherited_feedback() -> Verdict {
    let workspace = below_a_kreis(AGREED, "");
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    wrong.same("L401", workspace.findings(DAY).of("L401").len(), 0);
    let page = section(documents.page("ni", "034620019019")?, "## Wohin geht unser Feedback");
    wrong.says("page", page, "Koordination NI");
    wrong.silent("page", page, "fehlt ein Weg");
    let (ticked, line) =
        step(documents.checklist("ni", "034620019019")?, "Mit dem Land absprechen, wie Feedback läuft")?;
    wrong.hold(&format!("the checklist must tick: {line}"), ticked);
    wrong.says("support concept", &documents.feedback_figure("ni"), "1 von 1");
    wrong.silent("audit", &workspace.said(DAY, &["audit"]), "ohne Weg für Feedback: 1");
    wrong.verdict()
}

fn broken_is_undecidable() -> Verdict {
    let broken = "feedback = { to = \"nirgends\", channel = \"email\", agreed = 2026-02-01 }";
    let workspace = below_a_kreis(AGREED, broken);
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    wrong.hold("the broken value is a finding", !workspace.findings(DAY).of("L008").is_empty());
    wrong.same("L401", workspace.findings(DAY).of("L401").len(), 0);
    let page = section(documents.page("ni", "034620019019")?, "## Wohin geht unser Feedback");
    wrong.silent("page", page, "Koordination NI");
    let (ticked, line) =
        step(documents.checklist("ni", "034620019019")?, "Mit dem Land absprechen, wie Feedback läuft")?;
    wrong.hold(&format!("the checklist must not tick: {line}"), !ticked);
    wrong.verdict()
}

/// A Kommune with nothing left that a page asks for, beside a checklist with most steps open.
fn done_is_done() -> Verdict {
    let workspace = Workspace::of("tutorial").and(
        "ni.toml",
        "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"koordination\"\nfrom = 2028-01-01\n\
         [[path]]\npurpose = \"feedback\"\nfrom = \"koordination\"\nto = \"hb/k\"\nchannel = \"email\"\nestablished = 2026-11-01",
    );
    let documents = workspace.docs(DAY);
    let checklist = documents.checklist("ni", "03452")?;
    let mut wrong = Wrong::default();
    wrong.hold(
        "the input leaves steps open",
        number_after(checklist, "Erledigt:") < number_after(checklist, "von"),
    );
    wrong.silent("page", documents.page("ni", "03452")?, "Alles erledigt");
    wrong.verdict()
}

fn steps_counted_once() -> Verdict {
    let mut wrong = Wrong::default();
    for (workspace, key) in [
        (Workspace::of("tutorial"), "03452"),
        (Workspace::of("feedback-base"), "03462"),
        (Workspace::of("no-competent-authority"), "03255"),
        (Workspace::of("no-competent-authority"), "03452"),
    ] {
        let documents = workspace.docs(DAY);
        let checklist = plain(documents.checklist("ni", key)?);
        let counted = (number_after(&checklist, "Erledigt:"), number_after(&checklist, "von"));
        let plan = workspace.json(DAY, &["plan", "--municipality", key]);
        let rows: Vec<_> =
            plan["rows"].as_array().unwrap().iter().filter(|row| row["municipality"] == key).collect();
        let owed: Vec<_> = rows.iter().filter(|row| row["optional"] == false).collect();
        let done = owed.iter().filter(|row| row["status"]["status"]["code"] == "done").count();
        let of = owed.iter().filter(|row| row["status"]["status"]["code"] != "not-applicable").count();
        let planned = (u32::try_from(done).ok(), u32::try_from(of).ok());
        wrong.same(&format!("steps of {key}, checklist and plan"), counted, planned);
        let said = (plan["counts"]["done"].as_u64(), plan["counts"]["required"].as_u64());
        wrong.same(
            &format!("steps of {key}, plan"),
            said,
            (u64::try_from(done).ok(), u64::try_from(of).ok()),
        );
        let boxes = checklist.matches("- [x]").count() + checklist.matches("- [ ]").count();
        let voluntary = checklist.matches("freiwillig").count();
        wrong.same(&format!("boxes of {key}"), u32::try_from(boxes - voluntary).ok(), counted.1);
    }
    wrong.verdict()
}
