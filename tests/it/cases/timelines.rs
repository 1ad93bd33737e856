//! Identical neighbours in time are one row.

use super::asked::{Workspace, Wrong, section};
use super::{Case, Verdict, hold};

const DAY: &str = "2027-01-15";

pub const CASES: &[Case] = &[
    Case {
        name: "rows-not-merged/page",
        kind: "A page shows one answer that lasts as two rows that follow each other.",
        check: page_has_one_row,
    },
    Case {
        name: "rows-not-merged/documents",
        kind: "Communication paths, sheet or concept show one answer that lasts as two rows.",
        check: documents_have_one_row,
    },
    Case {
        name: "rows-not-merged/kept-apart",
        kind: "Rows of different owners, or of one owner with a gap between, become one.",
        check: different_rows_stay,
    },
];

#[test]
fn timelines() {
    hold(CASES);
}

/// The rows of tables that name the service centre with a time.
fn rows(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| line.starts_with('|') && line.contains("Servicecenter 115") && line.contains("20"))
        .collect()
}

fn one_row(wrong: &mut Wrong, output: &str, text: &str) {
    let rows = rows(text);
    wrong.same(&format!("{output}: rows {rows:?}"), rows.len(), 1);
    for row in rows {
        wrong.says(output, row, "ab 1. Juni 2027");
    }
}

fn page_has_one_row() -> Verdict {
    let documents = Workspace::of("rows-not-merged").docs(DAY);
    let mut wrong = Wrong::default();
    one_row(
        &mut wrong,
        "page",
        section(documents.page("ni", "03452")?, "## Wen fragen Bürgerinnen und Bürger?"),
    );
    wrong.verdict()
}

fn documents_have_one_row() -> Verdict {
    let documents = Workspace::of("rows-not-merged").docs(DAY);
    let mut wrong = Wrong::default();
    for document in ["kommunikationswege", "merkblatt-hb-uvo", "supportkonzept"] {
        one_row(&mut wrong, document, documents.text(&format!("ni/{document}.md")));
    }
    wrong.verdict()
}

fn different_rows_stay() -> Verdict {
    let documents = Workspace::of("rows-not-merged").docs(DAY);
    let mut wrong = Wrong::default();
    let other = section(documents.page("ni", "03457")?, "## Wen fragen Bürgerinnen und Bürger?");
    wrong.says("page", other, "Helpdesk");
    wrong.says("page", other, "ab 1. Juli 2028");
    let first = section(documents.page("ni", "03452")?, "## Wen fragen Bürgerinnen und Bürger?");
    wrong.says("page", first, "Jugendamt");
    wrong.says("page", first, "31. Mai 2027");
    wrong.verdict()
}
