//! L309: first level hands on only one kind of questions.

use std::collections::BTreeSet;

use super::examples::{ladder, operator, way};
use super::ladders::{Groups, tell};
use super::uses::{organization_names, services_line};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::graph::Unsorted;
use crate::profile::Cell;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::{Level, Track, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L309"),
        name: "first-level-does-not-sort",
        summary: Words::new(
            "der First Level gibt fachliche oder technische Fragen nicht weiter",
            "first level does not hand on questions on the subject matter, or technical ones",
        ),
        severity: Severity::Warning,
        sources: &["R10"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Escalation),
        yields_to: &["L405"],
        what: Words::new(
            "Ob der First Level fachliche und technische Fragen sortiert: Von jeder Stelle, die dort antwortet, führt ein vereinbarter Weg für fachliche und einer für technische Fragen weiter, oder die Frage bleibt im Haus. Fehlt jeder Weg im Land, sagt das L405.",
            "Whether first level sorts questions on the subject matter from technical ones: from each organization that answers there, an agreed way leads on for the one and for the other, or the question stays in the house. Where the state has no path at all, L405 says so.",
        ),
        why: Words::new(
            "Sortiert wird nur, wenn es zwei Körbe gibt. Sonst landen alle Fragen bei der Technik oder alle bei der Fachstelle.",
            "Sorting needs two baskets. Else all questions end up with the technicians, or all with the specialists.",
        ),
        fix: Words::new(
            "Einen [[path]] mit purpose = \"escalation\", from = \"@first\" und dem fehlenden track ergänzen.",
            "Add a [[path]] with purpose = \"escalation\", from = \"@first\" and the missing track.",
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
    let first = Cell { level: Level::First, track: None };
    let mut groups = Groups::new();
    for unsorted in context.hand_overs().iter().flat_map(|ladder| &ladder.unsorted) {
        for (lacks, tracks) in [
            (unsorted.subject_matter, &[Track::SubjectMatter][..]),
            (unsorted.technical, &[Track::TechnicalService, Track::TechnicalState][..]),
        ] {
            let (true, Some(track)) = (lacks, tracks.first()) else { continue };
            let rows: BTreeSet<usize> = unsorted
                .rows
                .iter()
                .copied()
                .filter(|at| {
                    context.table.rows().get(*at).is_some_and(|row| {
                        let claimed = |track: &Track| {
                            findings.is_use_claimed((row.state, row.service), Level::First, *track)
                        };
                        !tracks.iter().all(claimed)
                    })
                })
                .collect();
            claim(findings, unsorted, tracks);
            groups.add(context, (*track, first), unsorted.node.organization(), &rows);
        }
    }
    for ((home, track), group) in &groups.0 {
        let about = Cell { level: Level::Second, track: Some(*track) };
        let Some(told) = tell(context, *home, &group.rows, (first, about)) else { continue };
        let names = organization_names(context.model, &group.organizations, Case::Nominative);
        let kind = match track {
            Track::SubjectMatter => Words::new("fachliche Fragen", "questions on the subject matter"),
            Track::TechnicalService | Track::TechnicalState => {
                Words::new("technische Fragen", "technical questions")
            }
        };
        let (line, word) = (services_line(context.model, &told.services), track.word());
        let finding = Finding::new(
            told.span,
            Text::new(
                format!("der First Level gibt {} nicht weiter ({})", kind.de, names.de),
                format!("first level does not hand on {} ({})", kind.en, names.en),
            ),
            told.about,
        )
        .label(told.label)
        .cause(Text::new(
            format!("am Stichtag gilt dort kein Weg für {}", kind.de),
            format!("no path for {} holds there on the day", kind.en),
        ))
        .help(text!(
            "ergänzen Sie: [[path]] purpose = \"escalation\", from = \"@first\", to = \"@second\", track = \"{word}\", {line}",
            "add: [[path]] purpose = \"escalation\", from = \"@first\", to = \"@second\", track = \"{word}\", {line}"
        ));
        findings.report(finding);
    }
}

/// What this finding speaks of is not told again hop by hop.
fn claim(findings: &mut Findings<'_>, unsorted: &Unsorted, tracks: &[Track]) {
    let Some(by) = unsorted.node.organization() else { return };
    for (at, track) in unsorted.rows.iter().flat_map(|at| tracks.iter().map(move |track| (*at, *track))) {
        findings.claims().of_row(at, Level::First, track, by);
    }
}
