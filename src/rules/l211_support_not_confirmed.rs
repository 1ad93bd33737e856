//! L211: support that nobody confirmed for longer than the workspace allows.

use super::answering::is_claim;
use super::l109_never_tested::{about, cell, owner_words};
use super::review::{Reviews, Stale, interval_words, of_support, way_out};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::model::Owner;
use crate::profile::Cell;
use crate::situation::{Asked, Limited as _};
use crate::text::{Text, Words};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L211"),
        name: "support-not-confirmed",
        summary: Words::new(
            "ein Support-Eintrag ist zu lange nicht bestätigt",
            "a support record was not confirmed for too long",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob jeder geltende Eintrag [[support]] innerhalb des Prüfabstands bestätigt oder erprobt wurde. Läuft nur, wenn lotse.toml einen nennt: [review] support = \"12 months\".",
            "Whether each record [[support]] in force was confirmed or tested within the review interval. Runs only if lotse.toml names one: [review] support = \"12 months\".",
        ),
        why: Words::new(
            "Aufgaben wandern, ohne dass jemand die Datei ändert. Eine veraltete Pflicht gilt als offen, bis jemand sie bestätigt.",
            "Duties wander without anybody changing the file. A stale duty counts as open until somebody confirms it.",
        ),
        fix: Words::new(
            "Bei der Stelle nachfragen, ob sie noch antwortet, und eintragen: confirmed = JJJJ-MM-TT.",
            "Ask the organization whether it still answers, and write: confirmed = YYYY-MM-DD.",
        ),
        bad: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"
confirmed = 2024-10-20
# file: lotse.toml
format = 1
[review]
support = "12 months"
"#,
        good: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"
confirmed = 2026-10-20
# file: lotse.toml
format = 1
[review]
support = "12 months"
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(interval) = context.review.support else { return };
    let model = context.model;
    let mut reviews = Reviews::default();
    for record in &model.supports {
        if !is_claim(record)
            || !record.force(Asked::on(context.on)).holds()
            || matches!(record.owner.value, Owner::Nobody | Owner::Undecidable)
        {
            continue;
        }
        let last = of_support(record);
        let Some(stale) = reviews.stale(last.map(|day| day.value), interval, record.state, context.on) else {
            continue;
        };
        if stale == Stale::Never && !model.is_complete(record.state) {
            continue;
        }
        let what = cell(record).map_or_else(Text::default, Cell::words);
        let who = owner_words(model, record.owner.value);
        let finding = Finding::new(
            last.map_or(record.span, |day| day.span),
            Text::new(
                format!("zu lange nicht bestätigt: {} durch {}", what.de, who.de),
                format!("not confirmed for too long: {} by {}", what.en, who.en),
            ),
            about(record),
        )
        .one_of(
            Text::new(format!("{} durch {}", what.de, who.de), format!("{} by {}", what.en, who.en)),
            Words::new(
                "{} Support-Einträge sind zu lange nicht bestätigt",
                "{} support records were not confirmed for too long",
            ),
        )
        .label(stale.words())
        .cause(interval_words(interval))
        .help(way_out());
        findings.report(finding);
    }
}
