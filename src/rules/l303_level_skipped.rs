//! L303: a way that passes by the owner of the level between.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::{first_ways, ladder, operator, way};
use super::ladders::{label, next};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::model::PathId;
use crate::profile::Cell;
use crate::text::{Text, Words, text};
use crate::vocabulary::Vocabulary;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L303"),
        name: "level-skipped",
        summary: Words::new("die Weitergabe überspringt einen Level", "the hand-over skips a level"),
        severity: Severity::Note,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Escalation),
        yields_to: &[],
        what: Words::new(
            "Ob vom First Level nur ein Weg zum Third Level führt und keiner zum Second Level, obwohl dort jemand antwortet. Ein zusätzlicher kurzer Weg ist erlaubt.",
            "Whether only a path to third level leads on from first level and none to second level, although somebody answers there. A short cut beside it is fine.",
        ),
        why: Words::new(
            "Der Third Level bekommt, was der Second Level lösen könnte, und der Second Level lernt nichts dazu.",
            "Third level gets what second level could solve, and second level learns nothing.",
        ),
        fix: Words::new(
            "Den Weg zum Second Level ergänzen oder den kurzen Weg dorthin führen.",
            "Add the path to second level, or lead the short one there.",
        ),
        bad: concat!(
            operator!(),
            ladder!(),
            way!("@first", "stelle", "subject-matter"),
            way!("@first", "hb/dienstleister", "technical-service"),
            way!("@first", "hersteller", "technical-state"),
            way!("stelle", "hersteller", "technical-state")
        ),
        good: concat!(operator!(), ladder!(), first_ways!(), way!("stelle", "hersteller", "technical-state")),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut groups: BTreeMap<(PathId, Cell, Cell), BTreeSet<usize>> = BTreeMap::new();
    for skipped in context.hand_overs().iter().flat_map(|ladder| &ladder.skipped) {
        let edge = &skipped.edge;
        if let (Some(path), Some(from), Some(to)) = (edge.path, edge.from.cell(), edge.to.cell()) {
            groups.entry((path, from, to)).or_default().extend(&skipped.rows);
        }
    }
    for ((path, from, to), rows) in groups {
        let path = context.model.path(path);
        let rows: Vec<_> = rows.iter().filter_map(|at| context.table.rows().get(*at)).collect();
        let services = rows.iter().map(|row| row.service).collect();
        let (first, last, between) = (from.level.label(), to.words(), next(from.level).label());
        let word = next(from.level).word();
        let finding = Finding::new(
            path.span,
            Text::new(
                format!("die Weitergabe überspringt den {}: {}", between.de, last.de),
                format!("the hand-over skips {}: {}", between.en, last.en),
            ),
            Subject::state(path.state).cell(to),
        )
        .label(label(context, &services, &rows))
        .cause(Text::new(
            format!("der Weg führt vom {} daran vorbei, obwohl im {} jemand antwortet", first.de, between.de),
            format!("the path leads past it from {}, although somebody answers on {}", first.en, between.en),
        ))
        .help(text!(
            "ergänzen Sie einen Weg zum dazwischenliegenden Level: to = \"@{word}\"",
            "add a path to the level between: to = \"@{word}\""
        ));
        findings.report(finding);
    }
}
