//! L608: a go-live has passed, and nobody answers on any level.

use super::bundle::day;
use super::examples::operating_state;
use super::{Context, Finding, Findings, Rule, Runs, rollout};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L608"),
        name: "go-live-without-support",
        summary: Words::new(
            "der Start einer Welle ist vorbei, aber noch niemand antwortet",
            "the go-live of a wave has passed, but nobody answers yet",
        ),
        severity: Severity::Warning,
        sources: &["S1"],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob in einer Welle, deren Starttermin vorbei ist, wenigstens auf einem verlangten Level jemand antwortet. Fehlt nur ein Teil, melden das L101 und L201 für jedes Level; fehlt alles, stimmt meist der Termin nicht, und L206 schweigt.",
            "Whether in a wave whose day of go-live has passed somebody answers on at least one required level. If only a part is missing, L101 and L201 report it for each level; if all is missing, it is mostly the date that is wrong, and L206 is silent.",
        ),
        why: Words::new(
            "Entweder läuft ein Onlinedienst ohne jeden Support, oder der Plan zeigt einen Start, den es nicht gab.",
            "Either a service runs without any support, or the plan shows a go-live that never happened.",
        ),
        fix: Words::new(
            "Den Starttermin berichtigen (go-live) oder den Support eintragen.",
            "Correct the day of go-live, or enter the support.",
        ),
        bad: concat!(
            operating_state!(),
            "# file: ni.toml\n[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\n",
            "[[wave]]\nid = \"w1\"\nservice = \"hb/a\"\narea = [\"03462\"]\ngo-live = 2026-12-01\n"
        ),
        good: concat!(
            operating_state!(),
            "# file: ni.toml\n[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\n",
            "[[wave]]\nid = \"w1\"\nservice = \"hb/a\"\narea = [\"03462\"]\ngo-live = 2027-12-01\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for at in rollout::silent_waves(context) {
        let Some(wave) = context.model.waves.get(at) else { continue };
        let Some(go_live) = &wave.go_live else { continue };
        let start = (wave.state, Some(wave.service), Some(at));
        let (name, begun) = (rollout::name(context, start), day(go_live.value));
        findings.report(
            Finding::new(
                go_live.span,
                Text::new(
                    format!("der Start am {} ist vorbei, aber niemand antwortet: {}", begun.de, name.de),
                    format!("the go-live on {} has passed, but nobody answers: {}", begun.en, name.en),
                ),
                rollout::subject(context, start),
            )
            .help(text!(
                "berichtigen Sie go-live, wenn noch nicht gestartet wurde; sonst tragen Sie unter [[support]] ein, wer antwortet",
                "correct go-live if it has not happened yet; else enter under [[support]] who answers"
            )),
        );
    }
}
