//! L607: a record names a step or a wave that does not exist.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::{co_user, first_level, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs, Subject, rollout};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::model::Done;
use crate::plan::{Reason, wave_key};
use crate::source::Located;
use crate::text::{Text, Words, text};
use crate::vocabulary::Vocabulary as _;

/// As many further places are shown.
const SHOWN: usize = 3;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L607"),
        name: "step-unknown",
        summary: Words::new(
            "ein Eintrag nennt einen Schritt oder eine Welle, die es nicht gibt, oder gehört zu nichts",
            "a record names a step or a wave that does not exist, or belongs to nothing",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob es jeden Schritt gibt, den [[done]] oder [durations] nennt, und die Welle dazu, und ob jeder Eintrag zu etwas gehört: zu einem Onlinedienst, der genutzt wird, zu einer Kommune, die diesen Schritt hat.",
            "Whether each step that [[done]] or [durations] names exists, and its wave, and whether each record belongs to something: a service that is used, a Kommune that has this step.",
        ),
        why: Words::new(
            "Ein Häkchen, das zu nichts gehört, fehlt an anderer Stelle.",
            "A tick that belongs to nothing is missing elsewhere.",
        ),
        fix: Words::new(
            "Den Namen berichtigen; alle Schritte zeigt „lotse plan --all“.",
            "Correct the name; \"lotse plan --all\" shows all steps.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            in_use!(),
            "\n[[done]]\ntask = \"training-hold\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Teilnehmerliste\"\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            in_use!(),
            "\n[[done]]\ntask = \"training-held\"\nservice = \"hb/a\"\non = 2026-11-02\nevidence = \"Teilnehmerliste\"\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for ((_, name), records) in rollout::records(context) {
        let Some(first) = records.first() else { continue };
        if context.catalog.task(name).is_none() {
            let finding = unknown(context, &first.task, rollout::about(&records));
            findings.report(finding.label(rollout::more(&records)));
            continue;
        }
        for record in records {
            let Some(wave) = record.wave.as_ref().filter(|wave| !has_wave(context, record, wave)) else {
                continue;
            };
            findings.report(
                Finding::new(
                    record.span,
                    text!("eine Welle „{wave}“ gibt es nicht", "there is no wave \"{wave}\""),
                    rollout::about(&[record]),
                )
                .help(text!(
                    "nennen Sie die id oder den name einer [[wave]] desselben Onlinedienstes",
                    "name the id or the name of a [[wave]] of the same service"
                )),
            );
        }
    }
    nothing_there(context, findings);
    for record in &context.model.durations {
        if context.catalog.task(&record.task.value).is_none() {
            let about = Subject::state(record.state).record(record.task.value.clone());
            findings.report(unknown(context, &record.task, about));
        }
    }
}

/// Records of known steps that tick nothing: the service is not used there, the Kommune has no such step.
fn nothing_there(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(rollout) = context.rollout() else { return };
    let unmatched: BTreeSet<usize> = rollout
        .plan
        .unmatched
        .iter()
        .filter(|found| found.reason == Reason::NothingThere)
        .map(|found| found.record)
        .collect();
    let mut found: BTreeMap<(StateCode, &str), Vec<&Done>> = BTreeMap::new();
    for record in unmatched.iter().filter_map(|at| context.model.done.get(*at)) {
        let known = record.wave.as_ref().is_none_or(|wave| has_wave(context, record, wave));
        if known && context.model.is_complete(record.state) {
            found.entry((record.state, &record.task.value)).or_default().push(record);
        }
    }
    for ((_, name), records) in found {
        let Some(first) = records.first() else { continue };
        let Some(per) = context.catalog.task(name).map(|task| task.per.label()) else { continue };
        let mut finding = Finding::new(
            first.task.span,
            text!(
                "der Eintrag „{name}“ gehört zu nichts, was es hier gibt",
                "the record \"{name}\" belongs to nothing that there is here"
            ),
            rollout::about(&records),
        )
        .cause(Text::new(
            format!("diesen Schritt gibt es {}", per.de),
            format!("this step exists {}", per.en),
        ))
        .help(text!(
            "prüfen Sie service, wave, municipality und component; was es gibt, zeigt „lotse plan --all“",
            "check service, wave, municipality and component; \"lotse plan --all\" shows what there is"
        ));
        for other in records.iter().skip(1).take(SHOWN) {
            finding = finding.related(other.task.span, text!("ebenso", "likewise"));
        }
        findings.report(finding.label(rollout::more(&records)));
    }
}

/// Whether the wave that a record names exists; the operating state may speak of waves of others.
fn has_wave(context: &Context<'_>, record: &Done, name: &str) -> bool {
    context.model.waves.iter().any(|wave| {
        record.service.is_none_or(|service| service == wave.service)
            && (wave_key(wave) == name || wave.name.as_deref() == Some(name))
    })
}

fn unknown(context: &Context<'_>, task: &Located<String>, about: Subject) -> Finding {
    let name = &task.value;
    let finding = Finding::new(
        task.span,
        text!("einen Schritt „{name}“ gibt es nicht", "there is no step \"{name}\""),
        about,
    );
    match context.catalog.nearest(name) {
        Some(close) => finding.help(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?")),
        None => finding
            .help(text!("alle Schritte zeigt „lotse plan --all“", "\"lotse plan --all\" shows all steps")),
    }
}
