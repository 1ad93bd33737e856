//! L506: a severe fault has a longer time than a lighter one, or recovery comes before reaction.

use std::cmp::Ordering;

use super::l109_never_tested::about;
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity};
use crate::model::Support;
use crate::situation::{Asked, Limited as _};
use crate::source::Located;
use crate::text::{Language, Words, text};
use crate::time::Duration;
use crate::vocabulary::{SeverityClass, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L506"),
        name: "reaction-times-not-monotone",
        summary: Words::new(
            "schwere Störungen haben längere Zeiten als leichte",
            "severe faults have longer times than lighter ones",
        ),
        severity: Severity::Error,
        sources: &["R15"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: Some(LooksAt::ReactionTimes),
        yields_to: &[],
        what: Words::new(
            "Ob Reaktions- und Wiederherstellungszeiten mit der Schwere nicht länger werden, und ob keine Wiederherstellung vor der Reaktion verlangt ist. Zeiten, die sich nicht sicher vergleichen lassen (Stunden und Arbeitstage), bleiben ungeprüft.",
            "Whether reaction and recovery times do not grow with severity, and whether no recovery is due before the reaction. Times that cannot be compared for certain (hours and working days) are left alone.",
        ),
        why: Words::new(
            "Meist ist eine Zeile verrutscht. Im Ernstfall gilt dann die falsche Frist.",
            "Mostly a line has slipped. In an emergency the wrong deadline holds.",
        ),
        fix: Words::new(
            "Die Zeiten mit dem Vertrag vergleichen und berichtigen.",
            "Compare the times with the contract and correct them.",
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
reaction = { critical = "8 h", high = "2 h" }
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
reaction = { critical = "2 h", high = "8 h" }
"#,
    },
    runs: Runs::Always,
    check,
};

type Time = (SeverityClass, Located<Duration>);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let asked = Asked::from(context.on);
    for record in context.model.supports.iter().filter(|record| record.force(asked).may_hold()) {
        for (times, what) in [
            (&record.reaction, Words::new("Reaktionszeit", "reaction time")),
            (&record.recovery, Words::new("Wiederherstellungszeit", "recovery time")),
        ] {
            // Each class against the next lighter one with which it can be compared: one slip, one finding.
            for (at, severe) in times.iter().enumerate() {
                let lighter =
                    times.iter().skip(at + 1).find(|light| severe.1.value.compare(light.1.value).is_some());
                if let Some(light) = lighter
                    && is_longer(&severe.1, &light.1)
                {
                    findings.report(slipped(record, severe, light, what));
                }
            }
        }
        for reaction in &record.reaction {
            let recovery = record.recovery.iter().find(|recovery| recovery.0 == reaction.0);
            if let Some(recovery) = recovery
                && is_longer(&reaction.1, &recovery.1)
            {
                findings.report(late(record, reaction, recovery));
            }
        }
    }
}

fn is_longer(one: &Located<Duration>, two: &Located<Duration>) -> bool {
    one.value.compare(two.value) == Some(Ordering::Greater)
}

fn slipped(record: &Support, severe: &Time, light: &Time, what: Words) -> Finding {
    let (heavy, easy) = (severe.0.label(), light.0.label());
    let (what_de, what_en) = (what.de, what.en);
    let (heavy_de, heavy_en, easy_de, easy_en) = (heavy.de, heavy.en, easy.de, easy.en);
    let (long_de, long_en) = (severe.1.value.words(Language::De), severe.1.value.words(Language::En));
    let (short_de, short_en) = (light.1.value.words(Language::De), light.1.value.words(Language::En));
    Finding::new(
        severe.1.span,
        text!(
            "die {what_de} ist für „{heavy_de}“ länger als für „{easy_de}“",
            "the {what_en} for \"{heavy_en}\" is longer than for \"{easy_en}\""
        ),
        about(record),
    )
    .label(text!("{heavy_de}: {long_de}", "{heavy_en}: {long_en}"))
    .related(light.1.span, text!("{easy_de}: {short_de}", "{easy_en}: {short_en}"))
    .help(text!("vergleichen Sie beide Zeiten mit dem Vertrag", "compare both times with the contract"))
}

fn late(record: &Support, reaction: &Time, recovery: &Time) -> Finding {
    let class = reaction.0.label();
    let (de, en) = (class.de, class.en);
    let (reaction_de, reaction_en) =
        (reaction.1.value.words(Language::De), reaction.1.value.words(Language::En));
    let (recovery_de, recovery_en) =
        (recovery.1.value.words(Language::De), recovery.1.value.words(Language::En));
    Finding::new(
        reaction.1.span,
        text!(
            "für „{de}“ wäre die Störung behoben, bevor jemand reagieren muss",
            "for \"{en}\" the fault would be mended before anybody must react"
        ),
        about(record),
    )
    .label(text!("Reaktionszeit: {reaction_de}", "reaction time: {reaction_en}"))
    .related(recovery.1.span, text!("Wiederherstellungszeit: {recovery_de}", "recovery time: {recovery_en}"))
    .help(text!("vergleichen Sie beide Zeiten mit dem Vertrag", "compare both times with the contract"))
}
