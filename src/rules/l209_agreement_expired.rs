//! L209: an agreement that is over, and records that still rely on it.

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::model::{AgreementId, Link};
use crate::situation::Asked;
use crate::situation::Limited as _;
use crate::source::Span;
use crate::text::{Language, Words, text};
use crate::time::format_date;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L209"),
        name: "agreement-expired",
        summary: Words::new(
            "eine abgelaufene Vereinbarung wird noch gebraucht",
            "an expired agreement is still relied upon",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Uses),
        looks_at: Some(LooksAt::Agreements),
        yields_to: &[],
        what: Words::new(
            "Ob jede Vereinbarung, auf die sich eine Nutzung, ein Support-Eintrag oder ein Kommunikationsweg beruft, noch gilt.",
            "Whether each agreement to which a use, a support record or a path refers is still in force.",
        ),
        why: Words::new(
            "Ohne geltende Vereinbarung ist der Support nur noch Gewohnheit: Niemand schuldet ihn mehr.",
            "Without an agreement in force the support is mere habit: nobody owes it any more.",
        ),
        fix: Words::new(
            "Die Vereinbarung verlängern und `until` ändern, oder die neue eintragen und auf sie verweisen.",
            "Renew the agreement and change `until`, or record the new one and refer to it.",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
[[organization]]
id = "koordination"
name = "Koordination"
kind = "coordination"
[[agreement]]
id = "vertrag"
parties = ["koordination", "stelle"]
date = 2024-05-04
until = 2026-06-30
[[support]]
level = "first"
solution = "long-term"
owner = "stelle"
agreement = "vertrag"
"#,
        good: r#"[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
[[organization]]
id = "koordination"
name = "Koordination"
kind = "coordination"
[[agreement]]
id = "vertrag"
parties = ["koordination", "stelle"]
date = 2024-05-04
until = 2028-06-30
[[support]]
level = "first"
solution = "long-term"
owner = "stelle"
agreement = "vertrag"
"#,
    },
    runs: Runs::Always,
    check,
};

/// As many referring records are shown.
const SHOWN: usize = 3;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    for (at, agreement) in model.agreements.iter().enumerate() {
        let Some(last) =
            agreement.limits().last_day().filter(|_| !agreement.force(Asked::from(context.on)).may_hold())
        else {
            continue;
        };
        let relying = relying(context, AgreementId::new(at));
        if agreement.limits().is_empty() || relying.is_empty() {
            continue;
        }
        let id = &agreement.id;
        let count = relying.len();
        let (de, en) = (format_date(last, Language::De), format_date(last, Language::En));
        let subject = Subject::state(id.state).record(id.local.to_string());
        let label = if count == 1 {
            text!("ein Eintrag beruft sich noch darauf", "one record still refers to it")
        } else {
            text!("{count} Einträge berufen sich noch darauf", "{count} records still refer to it")
        };
        let mut finding = Finding::new(
            agreement.until_span.unwrap_or(agreement.span),
            text!("die Vereinbarung „{id}“ galt nur bis {de}", "the agreement \"{id}\" held until {en} only"),
            subject,
        )
        .label(label)
        .help(text!(
            "verlängern Sie die Vereinbarung und ändern Sie „until“, oder verweisen Sie auf die neue",
            "renew the agreement and change `until`, or refer to the new one"
        ));
        for span in relying.into_iter().take(SHOWN) {
            finding =
                finding.related(span, text!("hier wird sie noch gebraucht", "here it is still relied upon"));
        }
        findings.report(finding);
    }
}

/// Where records that hold now or later refer to an agreement.
fn relying(context: &Context<'_>, id: AgreementId) -> Vec<Span> {
    let model = context.model;
    let wanted = Link::To(id);
    let ahead = |until: Option<crate::time::Date>| until.is_none_or(|until| until > context.on);
    let uses = model
        .uses
        .iter()
        .filter(|usage| ahead(usage.end))
        .filter_map(|usage| usage.agreement.as_ref())
        .filter(|agreement| agreement.value == wanted)
        .map(|agreement| agreement.span);
    let supports = model
        .supports
        .iter()
        .filter(|record| record.force(Asked::from(context.on)).may_hold())
        .filter_map(|record| record.agreement.as_ref())
        .filter(|agreement| agreement.value == wanted)
        .map(|agreement| agreement.span);
    let paths = context
        .situation
        .all_paths(Asked::from(context.on))
        .filter(|(_, path)| path.agreement == Some(wanted))
        .map(|(_, path)| path.span);
    uses.chain(supports).chain(paths).collect()
}
