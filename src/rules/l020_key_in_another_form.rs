//! L020: a key in another form than the usual one.

use std::collections::BTreeMap;

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::key::Body;
use crate::model::Spelling;
use crate::source::SourceId;
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L020"),
        name: "key-in-another-form",
        summary: Words::new(
            "ein Regionalschlüssel steht in einer anderen Form da als üblich",
            "a regional key is written in another form than usual",
        ),
        severity: Severity::Note,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Files),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob jeder Regionalschlüssel in der Form dasteht, in der er üblich ist. Ein zwölfstelliger Schlüssel gilt als der kürzeste aus seinen ersten 2, 3, 5 oder 9 Ziffern, nach denen nur noch Nullen stehen: „030000000000“ ist das Land 03, „034520000000“ der Kreis 03452. Kreisfreie Städte schreibt man mit 12 Ziffern, Kreise mit 5; Hamburg und Berlin sind als Land (2 Ziffern) und als Gemeinde (12 Ziffern) dieselbe Stelle. Neun Ziffern, deren sechste eine 0 ist, sind die verbandsfreie Gemeinde, deren Schlüssel so beginnt. Welche Städte kreisfrei sind, sagt das amtliche Verzeichnis im Arbeitsordner, sonst eine eingebaute Liste (Gebietsstand 30. November 2025). Ein Hinweis je Datei.",
            "Whether each regional key stands in its usual form. A key of twelve digits counts as the shortest of its first 2, 3, 5 or 9 digits after which only zeros follow: \"030000000000\" is the Land 03, \"034520000000\" the district 03452. Independent cities are written with 12 digits, districts with 5; Hamburg and Berlin are one body as Land (2 digits) and as municipality (12 digits). Nine digits of which the sixth is a 0 are the municipality without an association whose key begins so. Which cities are independent is told by the official register in the workspace, else by a built-in list (territorial state of 30 November 2025). One note per file.",
        ),
        why: Words::new(
            "Lotse versteht jede dieser Formen und vergleicht erst danach. Wer die Dateien liest oder durchsucht, findet dieselbe Kommune aber nur, wenn sie überall gleich geschrieben ist.",
            "Lotse understands each of these forms and compares only afterwards. But whoever reads or searches the files finds the same municipality only if it is written alike everywhere.",
        ),
        fix: Words::new(
            "lotse check --fix schreibt die übliche Form. Es ändert sich nichts als die Schreibweise.",
            "lotse check --fix writes the usual form. Nothing but the spelling changes.",
        ),
        bad: "[state]\ncode = \"NW\"\n[[municipality]]\nkey = \"05315\"\n",
        good: "[state]\ncode = \"NW\"\n[[municipality]]\nkey = \"053150000000\"\n",
    },
    runs: Runs::Always,
    check,
};

/// As many further keys are shown.
const SHOWN: usize = 3;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut by_file: BTreeMap<SourceId, Vec<&Spelling>> = BTreeMap::new();
    for spelling in context.model.spellings.iter().filter(|spelling| spelling.form != spelling.written) {
        by_file.entry(spelling.span.source).or_default().push(spelling);
    }
    for spellings in by_file.into_values() {
        if let Some((first, more)) = spellings.split_first() {
            findings.report(finding(context, first, more));
        }
    }
}

fn finding(context: &Context<'_>, first: &Spelling, more: &[&Spelling]) -> Finding {
    let Spelling { written, form, .. } = *first;
    let reading = &context.model.reading;
    let kind = match reading.body(first.body) {
        Body::State if reading.forms(first.body).len() > 1 => {
            Words::new("Land und Gemeinde", "Land and municipality")
        }
        body => body.name(),
    };
    let (de, en) = (kind.de, kind.en);
    let subject = Subject::state(first.state).areas(more.iter().map(|key| key.body).chain([first.body]));
    let message = match more.len() {
        0 => text!(
            "der Regionalschlüssel {written} ({de}) heißt üblicherweise {form}",
            "the regional key {written} ({en}) is usually written {form}"
        ),
        1 => text!(
            "der Regionalschlüssel {written} ({de}) heißt üblicherweise {form}, und einer mehr steht in anderer Form da",
            "the regional key {written} ({en}) is usually written {form}, and one more stands in another form"
        ),
        count => text!(
            "der Regionalschlüssel {written} ({de}) heißt üblicherweise {form}, und {count} mehr stehen in anderer Form da",
            "the regional key {written} ({en}) is usually written {form}, and {count} more stand in another form"
        ),
    };
    let mut finding = Finding::new(first.span, message, subject)
        .label(text!("üblich: {form}", "usual: {form}"))
        .help(text!(
            "verstanden wird jede Form; `lotse check --fix` schreibt die übliche",
            "each form is understood; `lotse check --fix` writes the usual one"
        ))
        .edit(first.span, format!("\"{form}\""));
    for (at, spelling) in more.iter().enumerate() {
        let usual = spelling.form;
        if at < SHOWN {
            finding = finding.related(spelling.span, text!("üblich: {usual}", "usual: {usual}"));
        }
        finding = finding.edit(spelling.span, format!("\"{usual}\""));
    }
    finding
}
