//! L302: questions that are handed on in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::{first_ways, ladder, operator, way};
use super::ladders::label;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::graph::{Cycle, Ladder};
use crate::source::Span;
use crate::text::noun::{Case, LOOPS};
use crate::text::{Text, Words, text};
use crate::vocabulary::Vocabulary;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L302"),
        name: "escalation-cycle",
        summary: Words::new("Fragen werden im Kreis weitergegeben", "questions are handed on in a circle"),
        severity: Severity::Warning,
        sources: &["R52"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Escalation),
        yields_to: &[],
        what: Words::new(
            "Ob die Wege, auf denen Fragen weitergegeben werden, zu einer Stelle zurückführen, die die Frage schon hatte. Gemeldet wird der ganze Kreis, jeder einmal. Bleibt eine Frage im Haus, ist das kein Kreis; Rückmeldungen und Wissen dürfen kreisen.",
            "Whether the ways on which questions are handed on lead back to an organization that had the question before. The whole circle is told, each once. What stays in the house is no circle; feedback and knowledge may go round.",
        ),
        why: Words::new(
            "Im Kreis fühlt sich niemand zuständig, und die Frage wandert, bis jemand aufgibt.",
            "In a circle nobody feels responsible, and the question wanders until somebody gives up.",
        ),
        fix: Words::new(
            "Den Weg streichen, der zurückführt. Ist nur die Antwort gemeint: sie braucht keinen Weg mit purpose = \"escalation\".",
            "Take out the path that leads back. If only the answer is meant: it needs no path with purpose = \"escalation\".",
        ),
        bad: concat!(
            operator!(),
            ladder!(),
            first_ways!(),
            way!("stelle", "hersteller", "technical-state"),
            way!("hersteller", "stelle", "technical-state")
        ),
        good: concat!(operator!(), ladder!(), first_ways!(), way!("stelle", "hersteller", "technical-state")),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for ladder in context.hand_overs() {
        // The same paths make the same circle for every authority that answers first.
        let mut by_paths: BTreeMap<&BTreeSet<Span>, Vec<&Cycle>> = BTreeMap::new();
        for cycle in &ladder.cycles {
            by_paths.entry(&cycle.spans).or_default().push(cycle);
        }
        for (spans, cycles) in by_paths {
            report(context, findings, ladder, (spans, &cycles));
        }
    }
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    ladder: &Ladder,
    (spans, cycles): (&BTreeSet<Span>, &[&Cycle]),
) {
    let (Some(span), Some(first)) = (spans.first(), cycles.first()) else { return };
    let model = context.model;
    let around = first.organizations.iter().chain(first.organizations.first());
    let circle = around.map(|id| model.organization(*id).name.as_str()).collect::<Vec<_>>().join(" → ");
    let (more_de, more_en) = match cycles.len() - 1 {
        0 => (String::new(), String::new()),
        more => {
            let more = LOOPS.more(more, Case::Nominative);
            (format!(" und {}", more.de), format!(" and {}", more.en))
        }
    };
    let at: BTreeSet<usize> = cycles.iter().flat_map(|cycle| cycle.rows.iter().copied()).collect();
    let rows: Vec<_> = at.iter().filter_map(|at| context.table.rows().get(*at)).collect();
    let services = rows.iter().map(|row| row.service).collect();
    let tracks: BTreeSet<_> = cycles.iter().flat_map(|cycle| cycle.tracks.iter().copied()).collect();
    let list = |words: fn(Words) -> &'static str| {
        tracks.iter().map(|track| words(track.label())).collect::<Vec<_>>().join(", ")
    };
    let ids: Vec<String> =
        first.organizations.iter().map(|id| model.organization(*id).id.to_string()).collect();
    // The search ends after so many; where these are mended, the rest is told.
    let (further_de, further_en) = if ladder.more_cycles {
        ("; es gibt weitere, die hier nicht stehen", "; there are more that are not told here")
    } else {
        ("", "")
    };
    let mut finding = Finding::new(
        *span,
        Text::new(
            format!("Fragen gehen im Kreis: {circle}{more_de}"),
            format!("questions go round in a circle: {circle}{more_en}"),
        ),
        Subject::state(ladder.graph.view().state).record(ids.join(">")),
    )
    .label(label(context, &services, &rows))
    .cause(Text::new(
        format!("die Wege führen zurück ({}){further_de}", list(|words| words.de)),
        format!("the paths lead back ({}){further_en}", list(|words| words.en)),
    ))
    .help(text!(
        "streichen Sie den Weg, der zurückführt; eine Antwort braucht keinen",
        "take out the path that leads back; an answer needs none"
    ));
    for other in spans.iter().skip(1) {
        finding = finding.related(*other, text!("gehört zum Kreis", "is part of the circle"));
    }
    findings.report(finding);
}
