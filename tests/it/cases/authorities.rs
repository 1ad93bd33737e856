//! Who is competent, who carries an office, and where a competent authority is asked for at all.

use super::asked::{Workspace, Wrong, plain, section};
use super::{Case, Verdict, hold};

const DAY: &str = "2027-01-15";

pub const CASES: &[Case] = &[
    Case {
        name: "kindergeld-page/nobody-asked",
        kind: "A missing competent authority is told where no record asks for one.",
        check: nobody_asked,
    },
    Case {
        name: "kindergeld-page/answer",
        kind: "A page that hands questions on does not name who answers.",
        check: page_names_who_answers,
    },
    Case {
        name: "authorities/still-told",
        kind: "A missing competent authority is no longer told where a record asks for it.",
        check: still_told,
    },
    Case {
        name: "authorities/successor",
        kind: "After the last day of a competence a page does not name the successor.",
        check: successor_is_named,
    },
    Case {
        name: "authorities/no-carrier",
        kind: "An office for several Kreise without a carrier owes nothing, and nothing is said.",
        check: carrier_is_asked_for,
    },
];

#[test]
fn authorities() {
    hold(CASES);
}

fn nobody_asked() -> Verdict {
    let workspace = Workspace::of("kindergeld-page");
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    for phrase in ["keine zuständige Behörde", "noch eine zuständige Behörde", "fehlt die zuständige Behörde"]
    {
        wrong.nowhere(&documents, phrase);
    }
    wrong.same("L017", workspace.findings(DAY).of("L017").len(), 0);
    wrong.verdict()
}

fn page_names_who_answers() -> Verdict {
    let documents = Workspace::of("kindergeld-page").docs(DAY);
    let page = documents.page("hb", "040110000000")?;
    let mut wrong = Wrong::default();
    for heading in ["## Wen fragen Bürgerinnen und Bürger?", "## Was sagen wir, wenn jemand fragt?"] {
        let part = section(page, heading);
        wrong.says(heading, part, "Familienkasse");
        wrong.says(heading, part, "+49 30 23125 001");
    }
    wrong.verdict()
}

fn still_told() -> Verdict {
    let asked = Workspace::of("kindergeld-page").change(
        "kg.toml",
        "solution = \"long-term\"\nowner = \"familienkasse\"",
        "solution = \"interim\"\nuntil = 2028-06-30\nowner = \"@competent\"",
    );
    let documents = asked.docs(DAY);
    let mut wrong = Wrong::default();
    wrong.says("page", documents.page("hb", "040110000000")?, "keine zuständige Behörde");
    wrong.same("L017", asked.findings(DAY).of("L017").len(), 1);
    wrong.verdict()
}

/// The office of the Kreis hands over to another on 1 July 2026.
fn successor_is_named() -> Verdict {
    let workspace = Workspace::of("feedback-base")
        .change("ni.toml", "area = [\"03462\"] }", "area = [\"03462\"], until = 2026-06-30 }")
        .and(
            "ni.toml",
            "[[organization]]\nid = \"neu\"\nname = \"Familienbüro Wittmund\"\nkind = \"authority\"\nmunicipality = \"03462\"\n\
             competent = [{ services = [\"hb/a\"], area = [\"03462\"], from = 2026-07-01 }]\n\
             channels = [{ kind = \"email\", address = \"neu@ni.example\" }]\n\
             [[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"@competent\"\nuntil = \"open\"\nreview = 2028-01-01",
        );
    let documents = workspace.docs("2026-12-01");
    let page = documents.page("ni", "03462")?;
    let mut wrong = Wrong::default();
    let answers = section(page, "## Wen fragen Bürgerinnen und Bürger?");
    wrong.says("page", answers, "Familienbüro Wittmund");
    wrong.silent("page", answers, "Jugendamt Wittmund");
    wrong.silent("page", page, "für keinen der Onlinedienste zuständig");
    let checklist = documents.checklist("ni", "03462")?;
    wrong.silent("checklist", checklist, "fehlt bei: Jugendamt Wittmund");
    wrong.says("checklist", checklist, "fehlt bei: Familienbüro Wittmund");
    wrong.verdict()
}

fn carrier_is_asked_for() -> Verdict {
    let workspace = Workspace::of("feedback-base")
        .change("ni.toml", "municipality = \"03462\"\n", "")
        .change("ni.toml", "area = [\"03462\"] }", "area = [\"03462\", \"03452\"] }")
        .change(
            "ni.toml",
            "feedback = { to = \"koordination\", channel = \"email\", agreed = 2026-02-01 }\n",
            "",
        )
        .and("ni.toml", "[[municipality]]\nkey = \"03452\"");
    let findings = workspace.findings(DAY);
    let mut wrong = Wrong::default();
    let asking: Vec<_> = findings.saying(&["carrier", "Jugendamt Wittmund"]);
    wrong.same(
        "warnings that ask for the carrier",
        asking.iter().filter(|finding| finding.severity == "warning").count(),
        1,
    );
    // Until it is known nobody is asked.
    wrong.same("L401", findings.of("L401").len(), 0);
    let documents = workspace.docs(DAY);
    wrong.same("letters", documents.paths("ni/anschreiben/", ".md").len(), 0);
    let audit = plain(&workspace.said(DAY, &["audit"]));
    wrong.silent("audit", &audit, "ohne Weg für Feedback: 1");
    wrong.silent("audit", &audit, "ohne Weg für Feedback: 2");
    wrong.verdict()
}
