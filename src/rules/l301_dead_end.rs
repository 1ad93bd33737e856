//! L301: a declared way on which questions are handed on breaks off before the last level.

use super::examples::{first_ways, ladder, operator, way};
use super::ladders::{Group, Groups, next, tell};
use super::uses::organization_names;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::graph::Aside;
use crate::key::StateCode;
use crate::profile::Cell;
use crate::routing::{Answerer, Row, Verdict};
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::{Track, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L301"),
        name: "dead-end",
        summary: Words::new("die Weitergabe von Fragen bricht ab", "the hand-over of questions breaks off"),
        severity: Severity::Warning,
        sources: &["R52"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Escalation),
        yields_to: &[],
        what: Words::new(
            "Ob Fragen, die auf einem vereinbarten Weg weitergegeben werden, beim letzten Level ankommen. Ein Weg bricht ab, wenn er bei einer Stelle endet, die nicht weitergibt, obwohl auf dem nächsten Level jemand steht, oder die auf keinem Level steht. Fehlt dort die Stelle selbst, sagt das L101.",
            "Whether questions that are handed on by an agreed way arrive at the last level. A way breaks off where it ends with somebody who does not hand on although somebody stands on the next level, or who stands on no level. Where nobody stands there, L101 says so.",
        ),
        why: Words::new(
            "Eine Frage, die niemand weitergeben kann, bleibt liegen, obwohl die Stelle, die sie beantworten könnte, benannt ist.",
            "A question that nobody can hand on is left lying although the organization that could answer it is named.",
        ),
        fix: Words::new(
            "Einen [[path]] mit purpose = \"escalation\" von der Stelle, bei der es endet, zur Stelle des nächsten Levels ergänzen.",
            "Add a [[path]] with purpose = \"escalation\" from the organization where it ends to that of the next level.",
        ),
        bad: concat!(operator!(), ladder!(), first_ways!()),
        good: concat!(operator!(), ladder!(), first_ways!(), way!("stelle", "hersteller", "technical-state")),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut groups = Groups::new();
    for ladder in context.hand_overs() {
        for end in &ladder.broken_off {
            let Some(cell) = end.node.cell() else { continue };
            groups.add(context, ((cell, end.track), cell), end.node.organization(), &end.rows);
        }
        for aside in &ladder.aside {
            report_aside(context, findings, aside);
        }
    }
    for ((home, (cell, track)), group) in &groups.0 {
        report(context, findings, (*home, *cell, *track), group);
    }
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    (home, cell, track): (StateCode, Cell, Track),
    group: &Group,
) {
    let Some(told) = tell(context, home, &group.rows, (cell, cell)) else { return };
    let names = organization_names(context.model, &group.organizations, Case::Dative);
    let (at, what, level) = (names, track.label(), next(cell.level).label());
    let word = track.word();
    let finding = Finding::new(
        told.span,
        Text::new(
            format!("die Weitergabe bricht ab bei {}: {}", at.de, what.de),
            format!("the hand-over breaks off at {}: {}", at.en, what.en),
        ),
        told.about,
    )
    .label(told.label)
    .cause(Text::new(
        format!("Fragen kommen auf einem vereinbarten Weg dorthin, aber von dort führt keiner zum {}", level.de),
        format!("questions get there by an agreed way, but none leads from there to {}", level.en),
    ))
    .help(text!(
        "ergänzen Sie: [[path]] purpose = \"escalation\", track = \"{word}\" von dort zur Stelle, die auf dem nächsten Level antwortet",
        "add: [[path]] purpose = \"escalation\", track = \"{word}\" from there to who answers on the next level"
    ));
    findings.report(finding);
}

/// Whether on every level of a track somebody answers on the day who may (L102).
fn is_whole(context: &Context<'_>, row: &Row, track: Track) -> bool {
    let may = |cell: Cell, answerer: Answerer| {
        let Answerer::Organization(id) = answerer else { return true };
        let kind = context.model.organization(id).kind.as_ref();
        kind.is_none_or(|kind| !context.requirements.forbidden(cell).contains(&kind.value))
    };
    row.judged_on(context.on).is_some_and(|day| {
        let mut cells = row.timelines.iter().filter(|timeline| timeline.cell.track == Some(track));
        cells.all(|timeline| {
            timeline.at(day).is_none_or(|segment| {
                segment.verdict == Verdict::Covered
                    && segment.answers.iter().all(|answer| may(timeline.cell, answer.answerer))
            })
        })
    })
}

/// A way that leaves the levels: the path is the place.
fn report_aside(context: &Context<'_>, findings: &mut Findings<'_>, aside: &Aside) {
    let Some(span) = aside.spans.first() else { return };
    let organization = context.model.organization(aside.organization);
    let (name, what) = (&organization.name, aside.track.label());
    // Where nobody, or the wrong one, answers on a level of the track, that is the mistake and is told there.
    let rows: Vec<_> = aside
        .rows
        .iter()
        .filter_map(|at| context.table.rows().get(*at))
        .filter(|row| is_whole(context, row, aside.track))
        .collect();
    let services = rows.iter().map(|row| row.service).collect();
    let Some(state) = rows.first().map(|row| row.state) else { return };
    let mut finding = Finding::new(
        *span,
        Text::new(
            format!("die Weitergabe endet bei {name}: {}", what.de),
            format!("the hand-over ends at {name}: {}", what.en),
        ),
        Subject::state(state).record(format!("{} {}", organization.id, aside.track.word())),
    )
    .label(super::ladders::label(context, &services, &rows))
    .cause(text!(
        "„{name}“ steht dort auf keinem Level und gibt an niemanden weiter",
        "\"{name}\" stands on no level there and hands on to nobody"
    ))
    .help(text!(
        "führen Sie den Weg zu einer Stelle, die auf einem Level antwortet, oder ergänzen Sie einen Eintrag [[support]] oder [[path]] für „{name}“",
        "lead the path to somebody who answers on a level, or add a record [[support]] or [[path]] for \"{name}\""
    ));
    for span in aside.spans.iter().skip(1) {
        finding = finding.related(*span, text!("ebenso", "likewise"));
    }
    findings.report(finding);
}
