//! What is counted, and in which order a cell is judged.

use super::asked::{Workspace, Wrong, plain};
use super::{Case, Verdict, hold};

const DAY: &str = "2027-01-15";

pub const CASES: &[Case] = &[
    Case {
        name: "counting/payment-none/silent",
        kind: "A service that says it takes no payment is asked for the support of a payment component that does not name it.",
        check: payment_none_is_silent,
    },
    Case {
        name: "counting/payment-none/documents",
        kind: "No document says that a payment component does not hold for a service without payment.",
        check: payment_none_is_said,
    },
    Case {
        name: "counting/payment-none/named",
        kind: "Nobody is told that a payment component names a service that says it takes none.",
        check: payment_none_beside_a_name,
    },
    Case {
        name: "counting/payment-none/one-finding",
        kind: "That a payment component names a service without payment is told of the wrong record, twice, or after the use has ended.",
        check: payment_contradicted_once,
    },
    Case {
        name: "counting/uses-overrides-the-area",
        kind: "What an office uses does not hold where it is competent, or holds elsewhere, or for services that the component does not name.",
        check: uses_overrides_the_area_only,
    },
    Case {
        name: "counting/ambiguous-on-one-channel",
        kind: "A cell that is ambiguous on one channel is counted as answered by another.",
        check: ambiguous_before_covered,
    },
];

#[test]
fn counting() {
    hold(CASES);
}

fn payment_none_is_silent() -> Verdict {
    let workspace = Workspace::of("payment-none");
    let mut wrong = Wrong::default();
    let findings = workspace.findings(DAY);
    for finding in &findings.0 {
        wrong.silent("check", &finding.text(), "Bezahlverfahren");
    }
    let coverage = workspace.json(DAY, &["coverage"]);
    let rows = coverage["rows"].as_array().unwrap();
    for row in rows.iter().filter(|row| row["track"] == "technical-state") {
        wrong.same("cells of state IT", row["required"].as_u64(), Some(1));
    }
    wrong.verdict()
}

fn payment_none_is_said() -> Verdict {
    let documents = Workspace::of("payment-none").docs(DAY);
    let mut wrong = Wrong::default();
    let told = |path: &&str| {
        documents
            .text(path)
            .lines()
            .any(|line| line.contains("Bezahlverfahren Nord") && line.contains("hb/uvo"))
    };
    let place = documents.paths("", ".md").into_iter().find(told);
    wrong.hold("a document says of hb/uvo that Bezahlverfahren Nord does not hold for it", place.is_some());
    wrong.verdict()
}

fn payment_none_beside_a_name() -> Verdict {
    let named = Workspace::of("payment-none").change(
        "ni.toml",
        "id = \"kasse\"",
        "id = \"kasse\"\nservices = [\"hb/uvo\"]",
    );
    let mut wrong = Wrong::default();
    let findings = named.findings(DAY);
    wrong.same(
        "findings on the component that names the service",
        findings.saying(&["Bezahlverfahren"]).len(),
        1,
    );
    wrong.verdict()
}

fn payment_contradicted_once() -> Verdict {
    let named = |end: &str| {
        Workspace::of("payment-none")
            .change("ni.toml", "id = \"kasse\"", "id = \"kasse\"\nservices = [\"hb/uvo\"]")
            .change("ni.toml", "payment = \"none\"", &format!("payment = \"none\"\n{end}"))
    };
    let mut wrong = Wrong::default();
    let findings = named("").findings(DAY);
    let severities: Vec<&str> = findings.of("L115").iter().map(|finding| finding.severity.as_str()).collect();
    wrong.same("L115", severities, vec!["warning"]);
    for finding in findings.of("L115") {
        wrong.says("the way out", &finding.help, "payment = \"kasse\"");
    }
    // Followed, the contradiction is gone.
    let followed = named("").change("ni.toml", "payment = \"none\"", "payment = \"kasse\"");
    wrong.same("L115 after its advice was followed", followed.findings(DAY).of("L115").len(), 0);
    wrong.same("L115 of a use that is over", named("until = 2026-12-31").findings(DAY).of("L115").len(), 0);
    wrong.verdict()
}

/// The component is meant for one Kreis, an office of another uses it too; a third Kreis has nothing of it.
fn uses_overrides_the_area_only() -> Verdict {
    let workspace = Workspace::of("payment-none").and(
        "ni.toml",
        "[[organization]]\nid = \"amt\"\nname = \"Amt Aurich\"\nkind = \"authority\"\nmunicipality = \"03452\"\n\
         competent = [{ services = [\"hb/uvo\", \"hb/ehe\"], area = [\"03452\"] }]\nuses = [\"verfahren\", \"kasse\"]\n\
         channels = [{ kind = \"email\", address = \"amt@ni.example\" }]\n\
         [[component]]\nid = \"verfahren\"\nkind = \"specialist-procedure\"\nname = \"Fachverfahren Nord\"\n\
         services = [\"hb/uvo\"]\narea = [\"03462\"]\n\
         [[use]]\nservice = \"hb/ehe\"\npayment = \"none\"\n\
         [[municipality]]\nkey = \"03462\"\n[[municipality]]\nkey = \"03457\"",
    );
    let mut wrong = Wrong::default();
    for (service, key, holds) in [
        ("hb/uvo", "03452", true),
        ("hb/uvo", "03462", true),
        ("hb/uvo", "03457", false),
        ("hb/ehe", "03452", false),
        ("hb/ehe", "03462", false),
    ] {
        let route = workspace.said(DAY, &["route", "--service", service, "--at", key]);
        let what = format!("route of {service} in {key}");
        wrong.same(&what, route.contains("Fachverfahren Nord"), holds);
        // That nothing is paid goes before what the office uses in general.
        wrong.silent(&what, &route, "Bezahlverfahren");
    }
    wrong.verdict()
}

/// Two owners on the telephone, one on the web form.
fn ambiguous_before_covered() -> Verdict {
    let workspace = Workspace::of("ambiguous-spelling")
        .change(
            "nw.toml",
            "owner = \"helpdesk\"\narea = [\"05315\"]",
            "owner = \"helpdesk\"\nchannels = [\"phone\"]",
        )
        .change(
            "nw.toml",
            "owner = \"center\"\narea = [\"053150000000\"]",
            "owner = \"center\"\nchannels = [\"phone\"]",
        )
        .and(
            "nw.toml",
            "[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"k\"\nchannels = [\"email\"]",
        );
    let coverage = workspace.json(DAY, &["coverage"]);
    let rows = coverage["rows"].as_array().unwrap();
    let first = rows.iter().find(|row| row["level"] == "first").unwrap();
    let mut wrong = Wrong::default();
    wrong.same("ambiguous", first["ambiguous"].as_u64(), Some(1));
    wrong.same("covered", first["covered"].as_u64(), Some(0));
    let index = plain(workspace.docs(DAY).text("nw/kommunikationswege.md"));
    wrong.silent("Kommunikationswege", &index, "Helpdesk Rhein (langfristige Lösung) |");
    wrong.verdict()
}
