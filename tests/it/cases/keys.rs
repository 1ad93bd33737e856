//! One body has one key, however it is spelled.

use super::asked::{Workspace, Wrong, section};
use super::{Case, Verdict, hold};

const DAY: &str = "2027-01-15";
const KEYS: [&str; 2] = ["08211", "082110000000"];

pub const CASES: &[Case] = &[
    Case {
        name: "kreisfreie-stadt/nothing-missing",
        kind: "A kreisfreie Stadt is asked for what its record says, because another record spells its key in five digits.",
        check: nothing_missing,
    },
    Case {
        name: "kreisfreie-stadt/one-page",
        kind: "A kreisfreie Stadt has a page that says it is competent for nothing, beside letters under its other key.",
        check: one_page,
    },
    Case {
        name: "kreisfreie-stadt/counted-once",
        kind: "A kreisfreie Stadt is counted twice.",
        check: counted_once,
    },
    Case {
        name: "kreisfreie-stadt/asked-by-either-key",
        kind: "The documents of a kreisfreie Stadt depend on how its key is spelled in the question.",
        check: asked_by_either_key,
    },
    Case {
        name: "kreisfreie-stadt/register",
        kind: "With a register the two spellings of a kreisfreie Stadt fall apart.",
        check: with_register,
    },
    Case {
        name: "kreisfreie-stadt/swapped",
        kind: "The two spellings are united only if the office has the short one.",
        check: swapped,
    },
    Case {
        name: "keys/city-state",
        kind: "A Stadtstaat that is Land and Gemeinde falls apart into two bodies.",
        check: city_state,
    },
    Case {
        name: "keys/nine-digits",
        kind: "A verbandsfreie Gemeinde written with nine digits is another body than with twelve.",
        check: nine_digits,
    },
    Case {
        name: "keys/ambiguous-spelling",
        kind: "Of two owners that differ in the spelling of one area, the longer spelling wins in silence.",
        check: ambiguous_spelling,
    },
    Case {
        name: "keys/longer-area-wins",
        kind: "A longer area that is another body no longer wins.",
        check: longer_area_wins,
    },
];

#[test]
fn keys() {
    hold(CASES);
}

fn city() -> Workspace {
    Workspace::of("kreisfreie-stadt")
}

/// With the contacts of the Land known, nothing is left that the city could be asked for.
fn complete(workspace: Workspace) -> Workspace {
    let operator = "[[organization]]\nid = \"k\"\nname = \"Koordination Bremen\"\nkind = \"coordination\"\n\
                    channels = [{ kind = \"email\", address = \"k@hb.example\" }]";
    let way = "[[path]]\npurpose = \"feedback\"\nfrom = \"k\"\nto = \"hb/k\"\nchannel = \"email\"\nestablished = 2026-02-01";
    workspace
        .change(
            "bw.toml",
            "coordination = \"k\"",
            "coordination = \"k\"\nsupport-contact = { interim = \"k\", long-term = \"k\" }",
        )
        .and("bw.toml", way)
        .change("hb.toml", "code = \"HB\"", "code = \"HB\"\ncoordination = \"k\"")
        .and("hb.toml", operator)
}

/// The same city as another body: land, and the keys of its office, its competence and its record.
fn spelled(land: &str, office: &str, area: &str, kommune: &str) -> Workspace {
    complete(city())
        .change("bw.toml", "code = \"BW\"", &format!("code = \"{land}\""))
        .change("bw.toml", "municipality = \"08211\"", &format!("municipality = \"{office}\""))
        .change("bw.toml", "area = [\"08211\"]", &format!("area = [\"{area}\"]"))
        .change("bw.toml", "key = \"082110000000\"", &format!("key = \"{kommune}\""))
}

fn nothing_is_missing(wrong: &mut Wrong, workspace: &Workspace) {
    let findings = workspace.findings(DAY);
    for code in ["L401", "L402", "L403"] {
        wrong.same(code, findings.of(code).len(), 0);
    }
    let documents = workspace.docs(DAY);
    let letter = documents.paths("", ".md").into_iter().find(|path| path.contains("/anschreiben/"));
    wrong.same("letters", letter, None);
    let list = documents.0.iter().find(|(path, _)| path.ends_with("/anrufliste.md"));
    let calls = section(list.map_or("", |(_, text)| text), "## Wen rufe ich an?");
    wrong.silent("call list", calls, "Feedback");
    wrong.silent("call list", calls, "Eine Stelle nennen");
    wrong.nowhere(&documents, "für keinen der Onlinedienste zuständig");
    wrong.hold(
        "audit: a Kommune without a way",
        !workspace.said(DAY, &["audit"]).contains("ohne Weg für Feedback: 1"),
    );
}

fn nothing_missing() -> Verdict {
    let mut wrong = Wrong::default();
    wrong.same("L401 of the input as it stands", city().findings(DAY).of("L401").len(), 0);
    nothing_is_missing(&mut wrong, &complete(city()));
    wrong.verdict()
}

fn one_page() -> Verdict {
    let documents = city().docs(DAY);
    let mut wrong = Wrong::default();
    let page = documents.page("bw", "08211")?;
    wrong.says("page", page, "Baden-Baden ist zuständig für UVO");
    wrong.says("page", page, "Koordination");
    let checklist = documents.checklist("bw", "08211")?;
    wrong.says("checklist", checklist, "Für alle Onlinedienste");
    wrong.says("checklist", checklist, "Anbindung vorbereiten");
    wrong.silent("checklist", checklist, "Feedback-Weg: fehlt");
    wrong.verdict()
}

fn counted_once() -> Verdict {
    let workspace = complete(city());
    let documents = workspace.docs(DAY);
    let mut wrong = Wrong::default();
    wrong.says("support concept", &documents.feedback_figure("bw"), "1 von 1");
    let audit = workspace.json(DAY, &["audit"]);
    let lines = audit["profiles"][0]["lines"].as_array().unwrap();
    for line in lines.iter().filter(|line| line["id"] == "S10") {
        for figure in ["municipalities", "authorities"] {
            wrong.same(figure, line["measure"][figure]["of"].as_u64(), Some(1));
        }
        wrong.same("authorities with a way", line["measure"]["authorities"]["met"].as_u64(), Some(1));
    }
    let coverage = workspace.json(DAY, &["coverage"]);
    let first = coverage["rows"].as_array().unwrap().iter().find(|row| row["level"] == "first").unwrap();
    wrong.same("first level", (first["required"].as_u64(), first["covered"].as_u64()), (Some(1), Some(1)));
    wrong.verdict()
}

fn asked_by_either_key() -> Verdict {
    let workspace = city();
    let mut wrong = Wrong::default();
    let written = KEYS.map(|key| workspace.docs_for(DAY, &["--municipality", key]));
    let [short, long] = written;
    let (short, long) = (short?, long?);
    wrong.hold("by the short key its page is written", short.page("bw", "08211").is_ok());
    wrong.same("documents by either key", short.0.keys().collect::<Vec<_>>(), long.0.keys().collect());
    let [short, long] = KEYS.map(|key| workspace.said(DAY, &["route", "--service", "hb/uvo", "--at", key]));
    wrong.says("route", &short, "Jugendamt Baden-Baden");
    wrong.same("route by either key", short, long);
    let [short, long] =
        KEYS.map(|key| workspace.json(DAY, &["plan", "--municipality", key])["counts"].to_string());
    wrong.same("plan by either key", short, long);
    wrong.verdict()
}

fn with_register() -> Verdict {
    let rows = "08;;Baden-Württemberg;Land;;;\n08211;;Baden-Baden;Stadtkreis;;;\n082110000000;08211000;Baden-Baden, Stadt;Stadt;;55449;";
    let workspace = complete(city()).register(rows);
    let mut wrong = Wrong::default();
    nothing_is_missing(&mut wrong, &workspace);
    let documents = workspace.docs(DAY);
    wrong.says("page", documents.page("bw", "08211")?, "zuständig für UVO");
    wrong.verdict()
}

/// The office with twelve digits, the Kommune with five; then both with twelve.
fn swapped() -> Verdict {
    let mut wrong = Wrong::default();
    for (office, area, kommune) in [
        ("082110000000", "082110000000", "08211"),
        ("082110000000", "08211", "082110000000"),
        ("08211", "082110000000", "082110000000"),
    ] {
        nothing_is_missing(&mut wrong, &spelled("BW", office, area, kommune));
    }
    wrong.verdict()
}

/// Hamburg is Land and Gemeinde in one, in three spellings.
fn city_state() -> Verdict {
    let mut wrong = Wrong::default();
    for (office, area, kommune) in
        [("02", "02", "020000000000"), ("020000000000", "02", "02000"), ("02000", "020000000000", "02")]
    {
        nothing_is_missing(&mut wrong, &spelled("HH", office, area, kommune));
    }
    wrong.verdict()
}

/// Norden belongs to no Samtgemeinde: its nine digits are the same body as its twelve.
fn nine_digits() -> Verdict {
    let mut wrong = Wrong::default();
    let (short, long) = ("034520019", "034520019019");
    for (office, area, kommune) in [(short, short, long), (long, long, short), (long, short, long)] {
        nothing_is_missing(&mut wrong, &spelled("NI", office, area, kommune));
    }
    // A Samtgemeinde and a Gemeinde in it are two: the record of one says nothing of the other's contact.
    let two = spelled("NI", "034525403", "034525403", "034525403008");
    wrong.hold(
        "the Samtgemeinde has no contact of its own",
        !two.docs(DAY).paths("ni/anschreiben/034525403", ".md").is_empty(),
    );
    wrong.verdict()
}

fn ambiguous_spelling() -> Verdict {
    let workspace = Workspace::of("ambiguous-spelling");
    let findings = workspace.findings(DAY);
    let mut wrong = Wrong::default();
    let found = findings.of("L103");
    wrong.same("L103", found.len(), 1);
    let said: String = found.iter().map(|finding| finding.text()).collect();
    // Why: both spellings are one body.
    wrong.says("L103", &said, "05315");
    wrong.says("L103", &said, "053150000000");
    let coverage = workspace.json(DAY, &["coverage"]);
    let first = coverage["rows"].as_array().unwrap().iter().find(|row| row["level"] == "first").unwrap();
    wrong.same("ambiguous", first["ambiguous"].as_u64(), Some(1));
    wrong.same("covered", first["covered"].as_u64(), Some(0));
    let route = workspace.said(DAY, &["route", "--service", "hb/uvo", "--at", "053150000000"]);
    wrong.silent("route", &route, "First Level: Servicecenter Dom");
    let documents = workspace.docs(DAY);
    let page = section(documents.page("nw", "05315")?, "## Wen fragen Bürgerinnen und Bürger?");
    wrong.hold(
        "the page names one of two owners",
        page.contains("Helpdesk Rhein") == page.contains("Servicecenter Dom"),
    );
    wrong.verdict()
}

fn longer_area_wins() -> Verdict {
    // Göttingen lies in its Kreis, and is another body.
    let workspace = Workspace::of("ambiguous-spelling")
        .change("nw.toml", "code = \"NW\"", "code = \"NI\"")
        .change("nw.toml", "key = \"053150000000\"", "key = \"031590016016\"")
        .change("nw.toml", "area = [\"05315\"]", "area = [\"03159\"]")
        .change("nw.toml", "area = [\"053150000000\"]", "area = [\"031590016016\"]");
    let mut wrong = Wrong::default();
    wrong.same("L103", workspace.findings(DAY).of("L103").len(), 0);
    let route = workspace.said(DAY, &["route", "--service", "hb/uvo", "--at", "031590016016"]);
    wrong.says("route", &route, "First Level: Servicecenter Dom");
    wrong.verdict()
}
