//! L113: nobody answers on purpose, the purpose has run out, and nobody followed.

use super::bundle::Bundle;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity};
use crate::routing::gaps::after_deliberate;
use crate::text::list::Case;
use crate::text::{Language, Text, Words, text};
use crate::time::format_date;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L113"),
        name: "deliberate-gap-expired",
        summary: Words::new(
            "eine bewusste Lücke ist abgelaufen, und niemand folgt",
            "a deliberate gap has run out, and nobody follows",
        ),
        severity: Severity::Error,
        sources: &[],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob nach einem Eintrag mit owner = \"none\" (bewusst niemand) jemand antwortet, wenn seine Frist vorbei ist. Folgt ein anderer Eintrag, ist nichts zu melden.",
            "Whether somebody answers after a record with owner = \"none\" (nobody, on purpose) when its time is over. If another record follows, there is nothing to tell.",
        ),
        why: Words::new(
            "„Bewusst niemand“ wurde nur bis zu diesem Tag gebilligt. Danach ist es eine Lücke wie jede andere.",
            "\"Nobody, on purpose\" was approved up to that day only. After it, it is a gap like any other.",
        ),
        fix: Words::new(
            "Einen Eintrag [[support]] mit einer Stelle ergänzen, oder die Frist nach neuer Billigung verlängern.",
            "Add a record [[support]] with an organization, or extend the time after a new approval.",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
[[service]]
id = "a"
name = "A"
[[use]]
service = "a"
[[support]]
level = "first"
solution = "long-term"
owner = "stelle"
[[support]]
level = "second"
track = "subject-matter"
owner = "none"
reason = "Fachstelle im Aufbau"
approved-by = "Koordination"
until = 2026-12-31
"#,
        good: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
[[service]]
id = "a"
name = "A"
[[use]]
service = "a"
[[support]]
level = "first"
solution = "long-term"
owner = "stelle"
[[support]]
level = "second"
track = "subject-matter"
owner = "none"
reason = "Fachstelle im Aufbau"
approved-by = "Koordination"
until = 2026-12-31
[[support]]
level = "second"
track = "subject-matter"
owner = "stelle"
from = 2027-01-01
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for gap in context.gaps {
        let Some((id, from)) = after_deliberate(context.model, gap) else { continue };
        let record = context.model.support(id);
        let mut bundle = Bundle::default();
        bundle.add_gap(gap);
        let cell = gap.cell.words();
        let places = context.table.places().words(&gap.units);
        let (day_de, day_en) = (format_date(from, Language::De), format_date(from, Language::En));
        let subject = Subject::state(gap.home).service(gap.service).cell(gap.cell).component(gap.component).part(gap.part);
        let message = |services: &Text| {
            Text::new(
                format!("„bewusst niemand“ endet, und niemand folgt: {} zu {}", cell.de, services.de),
                format!("\"nobody, on purpose\" ends, and nobody follows: {} on {}", cell.en, services.en),
            )
        };
        let mut finding = Finding::new(
            record.until_span.unwrap_or(record.span),
            message(&bundle.services(context, Case::Dative)),
            subject,
        )
        .one_service_of(&bundle, message(&Text::same("{}")), Case::Dative)
        .label(Text::new(
            format!("ab {day_de} offen, betrifft {}", places.de),
            format!("open from {day_en}, concerns {}", places.en),
        ))
        .cause(text!(
            "gebilligt war die Lücke nur bis zu diesem Tag",
            "the gap was approved up to that day only"
        ))
        .help(text!(
            "ergänzen Sie [[support]] mit owner = \"…\" und from = {from}, oder lassen Sie die Lücke neu billigen und ändern Sie „until“",
            "add [[support]] with owner = \"…\" and from = {from}, or have the gap approved anew and change `until`"
        ));
        if from > context.on {
            finding = finding.at_most(Severity::Warning);
        }
        findings.report(finding);
    }
}
