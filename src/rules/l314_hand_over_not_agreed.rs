//! L314: a hand-over that the table implies and nobody laid down.

use std::collections::BTreeSet;

use super::examples::{ladder, operator, way};
use super::ladders::{Groups, tell};
use super::uses::organization_names;
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::graph::NotAgreed;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::Vocabulary;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L314"),
        name: "hand-over-not-agreed",
        summary: Words::new(
            "eine Weitergabe ergibt sich aus der Tabelle, ist aber nicht vereinbart",
            "a hand-over follows from the table but is not agreed",
        ),
        severity: Severity::Note,
        sources: &["R51"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Escalation),
        yields_to: &["L405", "L309"],
        what: Words::new(
            "Ob zwischen den Stellen zweier Level ein Weg vereinbart ist. Wer auf dem nächsten Level antwortet, steht in den Einträgen [[support]]; dass an ihn weitergegeben wird, hat niemand aufgeschrieben. Bricht ein vereinbarter Weg ab, sagt das L301.",
            "Whether a way is agreed between the organizations of two levels. Who answers on the next level stands in the records [[support]]; that questions are handed on to it nobody has written down. Where an agreed way breaks off, L301 says so.",
        ),
        why: Words::new(
            "Eine Zuständigkeit auf dem Papier sagt noch nicht, wer wen wie und bis wann fragt.",
            "A responsibility on paper does not say yet who asks whom, how and by when.",
        ),
        fix: Words::new(
            "Einen [[path]] mit purpose = \"escalation\" zwischen den beiden Stellen ergänzen.",
            "Add a [[path]] with purpose = \"escalation\" between the two organizations.",
        ),
        bad: concat!(
            operator!(),
            ladder!(),
            way!("@first", "hb/dienstleister", "technical-service"),
            way!("@first", "stelle", "technical-state"),
            way!("@second", "hersteller", "technical-state"),
            way!("@first", "stelle", "subject-matter"),
            "since = 2028-01-01\n"
        ),
        good: concat!(
            operator!(),
            ladder!(),
            way!("@first", "hb/dienstleister", "technical-service"),
            way!("@first", "stelle", "technical-state"),
            way!("@second", "hersteller", "technical-state"),
            way!("@first", "stelle", "subject-matter")
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut groups = Groups::new();
    for ladder in context.hand_overs() {
        for hop in &ladder.not_agreed {
            let (Some(from), Some(to)) = (hop.from.cell(), hop.to.cell()) else { continue };
            let rows: BTreeSet<usize> =
                hop.rows.iter().copied().filter(|at| !is_claimed(context, findings, hop, *at)).collect();
            if !rows.is_empty() {
                groups.add(context, ((from, to), from), hop.from.organization(), &rows);
            }
        }
    }
    for ((home, (from, to)), group) in &groups.0 {
        let Some(told) = tell(context, *home, &group.rows, (*from, *to)) else { continue };
        let names = organization_names(context.model, &group.organizations, Case::Nominative);
        let (level, what) = (from.level.label(), to.words());
        let word = to.track.map_or("…", Vocabulary::word);
        let finding = Finding::new(
            told.span,
            Text::new(
                format!("die Weitergabe vom {} ist nicht vereinbart: {} ({})", level.de, what.de, names.de),
                format!("the hand-over from {} is not agreed: {} ({})", level.en, what.en, names.en),
            ),
            told.about,
        )
        .label(told.label)
        .cause(text!(
            "wer antwortet, steht fest; ein am Stichtag gültiger [[path]] dorthin fehlt",
            "who answers is settled; a [[path]] to it that is valid on the day is missing"
        ))
        .help(text!(
            "ergänzen Sie: [[path]] purpose = \"escalation\", from = \"…\", to = \"…\", track = \"{word}\"",
            "add: [[path]] purpose = \"escalation\", from = \"…\", to = \"…\", track = \"{word}\""
        ));
        findings.report(finding);
    }
}

/// Whether a rule that this one yields to says the same of a hand-over: that no path is laid down at all, or that first level
/// does not sort.
fn is_claimed(context: &Context<'_>, findings: &Findings<'_>, hop: &NotAgreed, at: usize) -> bool {
    let (Some(row), Some(from)) = (context.table.rows().get(at), hop.from.level()) else { return false };
    let of_row = |by| findings.is_row_claimed(at, from, hop.track, by);
    findings.is_use_claimed((row.state, row.service), from, hop.track)
        || hop.from.organization().is_some_and(of_row)
}
