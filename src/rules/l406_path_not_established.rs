//! L406: communication paths that stand in the files but are not lived.

use std::collections::BTreeMap;

use super::examples::{co_using_state, operating_state};
use super::uses::shared;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::model::{End, Path};
use crate::routing::and_list;
use crate::situation::Asked;
use crate::text::{Text, Words, text};
use crate::time::Date;
use crate::vocabulary::{Purpose, Vocabulary};

/// As many further paths are shown.
const SHOWN: usize = 3;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L406"),
        name: "path-not-established",
        summary: Words::new(
            "Kommunikationswege sind festgelegt, aber nicht etabliert",
            "communication paths are laid down but not established",
        ),
        severity: Severity::Warning,
        sources: &["S9", "R30"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Paths),
        yields_to: &[],
        what: Words::new(
            "Ob jeder Weg eines mitnutzenden Landes, der am Stichtag gilt, auch gelebt wird: `established` nennt einen Tag, der bis zum Start erreicht ist.",
            "Whether each path of a co-using state that holds on the day is lived: `established` names a day that is reached by go-live.",
        ),
        why: Words::new(
            "Ein Weg auf Papier hilft an dem Tag nicht, an dem er gebraucht wird. Festlegen und etablieren sind zweierlei.",
            "A path on paper does not help on the day when it is needed. Laying down and establishing are two things.",
        ),
        fix: Words::new(
            "Den Weg erproben und beim [[path]] ergänzen: established = (Tag, seit dem er gelebt wird).",
            "Try the path and add to the [[path]]: established = (day since which it is lived).",
        ),
        bad: concat!(
            operating_state!(),
            co_using_state!(),
            "[[path]]\npurpose = \"escalation\"\nfrom = \"@first\"\nto = \"koordination\"\n"
        ),
        good: concat!(
            operating_state!(),
            co_using_state!(),
            "[[path]]\npurpose = \"escalation\"\nfrom = \"@first\"\nto = \"koordination\"\nestablished = 2026-10-01\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut days: BTreeMap<StateCode, Date> = BTreeMap::new();
    for usage in shared(context) {
        days.entry(usage.state).and_modify(|day| *day = usage.day.min(*day)).or_insert(usage.day);
    }
    for (state, day) in days {
        let paths = context.situation.all_paths(Asked::on(day)).map(|(_, path)| path);
        let is_dormant = |path: &&Path| path.established.is_none_or(|since| day < since);
        let own = paths.filter(|path| path.state == state && !is_offered(path));
        let dormant: Vec<&Path> = own.filter(is_dormant).collect();
        report(findings, state, &dormant);
    }
}

/// A way that the Land offers to its Kommunen: until it is lived a note tells them so (semantics 28).
fn is_offered(path: &Path) -> bool {
    path.purpose == Some(Purpose::Feedback) && matches!(path.from.value, End::Municipality | End::Competent)
}

fn report(findings: &mut Findings<'_>, state: StateCode, dormant: &[&Path]) {
    let Some(first) = dormant.first() else { return };
    let mut purposes: BTreeMap<Purpose, usize> = BTreeMap::new();
    for purpose in dormant.iter().filter_map(|path| path.purpose) {
        *purposes.entry(purpose).or_default() += 1;
    }
    let list = |pick: fn(Words) -> &'static str| -> Vec<String> {
        purposes.iter().map(|(purpose, count)| format!("{} ({count})", pick(purpose.label()))).collect()
    };
    let (home, count) = (state.place(), dormant.len());
    let message = if count == 1 {
        Text::new(
            format!("ein Kommunikationsweg {} ist festgelegt, aber nicht etabliert", home.de),
            format!("a communication path {} is laid down but not established", home.en),
        )
    } else {
        Text::new(
            format!("{count} Kommunikationswege {} sind festgelegt, aber nicht etabliert", home.de),
            format!("{count} communication paths {} are laid down but not established", home.en),
        )
    };
    let mut finding = Finding::new(first.span, message, Subject::state(state))
        .label(Text::new(and_list(&list(|label| label.de)).de, and_list(&list(|label| label.en)).en))
        .cause(match first.established {
            Some(since) => text!(
                "etabliert erst ab {since}, nach dem Start",
                "established only from {since} on, after go-live"
            ),
            None => text!("die Angabe `established` fehlt", "`established` is missing"),
        })
        .help(text!(
            "erproben Sie den Weg und ergänzen Sie: established = JJJJ-MM-TT",
            "try the path and add: established = YYYY-MM-DD"
        ));
    for path in dormant.iter().skip(1).take(SHOWN) {
        finding = finding.related(path.span, text!("ebenso", "likewise"));
    }
    findings.report(finding);
}
