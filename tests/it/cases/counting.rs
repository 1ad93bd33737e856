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
