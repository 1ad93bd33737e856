//! L902: an exception that accepts no finding.

use super::examples::operating_state;
use super::{ALL, Context, Finding, Findings, Rule, Runs, Subject, find};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::model::Exception;
use crate::nearest::nearest;
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L902"),
        name: "exception-matches-nothing",
        summary: Words::new("eine Ausnahme passt auf keinen Befund", "an exception matches no finding"),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob jede Ausnahme, die noch gilt, auf mindestens einen Befund passt und eine Regel nennt, die es gibt.",
            "Whether each exception that still holds matches at least one finding and names a rule that exists.",
        ),
        why: Words::new(
            "Eine Ausnahme ohne Befund ist entweder erledigt oder verschrieben; in beiden Fällen täuscht sie Prüfende.",
            "An exception without a defect is either done with or misspelt; in both cases it misleads auditors.",
        ),
        fix: Words::new(
            "Die Ausnahme löschen oder Regel und Angaben so schreiben, wie der Befund sie nennt.",
            "Delete the exception, or write rule and fields as the finding names them.",
        ),
        bad: concat!(
            operating_state!(),
            "[[exception]]\nrule = \"L101\"\nreason = \"Aufbau läuft\"\napproved-by = \"Leitung\"\nuntil = 2027-06-30\n"
        ),
        good: operating_state!(),
    },
    runs: Runs::Last,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let matched = findings.matched_exceptions();
    for (at, exception) in context.model.exceptions.iter().enumerate() {
        // An expired exception has a rule of its own.
        if !matched.contains(&at) && context.on <= exception.until.value {
            findings.report(unmatched(context, exception));
        }
    }
}

fn unmatched(context: &Context<'_>, exception: &Exception) -> Finding {
    let rule = &exception.rule.value;
    let span = exception.rule.span;
    let subject = exception.subject.clone().unwrap_or_default();
    let about = Subject::state(exception.state).record(format!("{rule} {subject}").trim_end());
    let nothing = text!(
        "die Ausnahme von {rule} passt auf keinen Befund",
        "the exception from {rule} matches no finding"
    );
    // L0xx: files and references.
    if rule.starts_with("L0") {
        return Finding::new(span, nothing, about)
            .cause(text!(
                "Fehler in den Dateien selbst lassen sich nicht hinnehmen, nur beheben",
                "mistakes in the files themselves cannot be accepted, only mended"
            ))
            .help(text!("löschen Sie die Ausnahme", "delete the exception"));
    }
    let Some(Rule { info, runs, .. }) = find(rule) else {
        return unknown_rule(exception, about);
    };
    if *runs == Runs::WhenAsked && !context.asks(rule) {
        return Finding::new(span, nothing, about)
            .cause(text!(
                "kein gewähltes Profil verlangt, was {rule} prüft",
                "no chosen profile asks for what {rule} checks"
            ))
            .at_most(Severity::Note);
    }
    let (summary_de, summary_en) = (info.summary.de, info.summary.en);
    Finding::new(span, nothing, about)
        .label(text!("{summary_de}: das liegt so nicht vor", "{summary_en}: there is no such finding"))
        .help(text!(
            "ist der Befund behoben, löschen Sie die Ausnahme; sonst übernehmen Sie `subject` aus dem Befund",
            "if the defect is mended, delete the exception; else copy `subject` from the finding"
        ))
}

fn unknown_rule(exception: &Exception, about: Subject) -> Finding {
    let rule = &exception.rule.value;
    let finding = Finding::new(
        exception.rule.span,
        text!(
            "die Ausnahme nennt eine Regel, die es nicht gibt: {rule}",
            "the exception names a rule that does not exist: {rule}"
        ),
        about,
    );
    // People write the name as well as the code.
    let by_name = ALL.iter().find(|known| known.info.name == rule.as_str()).map(|known| known.info.code.0);
    let close = by_name.or_else(|| nearest(rule, ALL.iter().map(|known| known.info.code.0)));
    match close {
        Some(close) => finding
            .help(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?"))
            .edit(exception.rule.span, format!("\"{close}\"")),
        None => finding.help(text!(
            "schreiben Sie die Kennung, die im Befund steht, zum Beispiel \"L101\"",
            "write the code that stands in the finding, for example \"L101\""
        )),
    }
}
