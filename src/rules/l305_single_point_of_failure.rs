//! L305: an organization and its deputy without which questions reach nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::answering::answering;
use super::examples::{first_ways, ladder, operator, way};
use super::ladders::label;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::model::{Deputy, Link, OrganizationId};
use crate::text::{Text, Words, text};
use crate::vocabulary::{Track, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L305"),
        name: "single-point-of-failure",
        summary: Words::new(
            "fallen eine Stelle und ihre Vertretung aus, erreichen Fragen niemanden",
            "if an organization and its deputy are away, questions reach nobody",
        ),
        severity: Severity::Note,
        sources: &["R52"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob es nach der Vertretung weitergeht: Eine Stelle, an der keine Frage vorbeikommt, wird von einer anderen vertreten, und für diese ist keine Vertretung benannt, oder beide vertreten nur einander. deputy = \"internal\" ist eine Antwort; wer selbst keine Vertretung nennt, steht bei L107.",
            "Whether it goes on after the deputy: an organization that no question gets around has another one as deputy, and nobody stands in for that one, or both stand in for each other only. deputy = \"internal\" is an answer; who names no deputy at all is L107.",
        ),
        why: Words::new(
            "Urlaubszeit und Krankheitswellen treffen Stelle und Vertretung zugleich.",
            "Holidays and waves of illness hit an organization and its deputy at once.",
        ),
        fix: Words::new(
            "Bei der Vertretung ergänzen: deputy = \"internal\" oder eine dritte Stelle.",
            "Add to the deputy: deputy = \"internal\", or a third organization.",
        ),
        bad: concat!(
            operator!(),
            ladder!(),
            first_ways!(),
            way!("@second", "hersteller", "technical-state"),
            "[[organization]]\nid = \"kanzlei\"\nname = \"Kanzlei\"\nkind = \"other\"\ndeputy = \"amt\"\n[[organization]]\nid = \"amt\"\nname = \"Amt\"\nkind = \"other\"\n[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\narea = [\"03\"]\nowner = \"kanzlei\"\n",
            way!("@first", "kanzlei", "subject-matter")
        ),
        good: concat!(
            operator!(),
            ladder!(),
            first_ways!(),
            way!("@second", "hersteller", "technical-state"),
            "[[organization]]\nid = \"kanzlei\"\nname = \"Kanzlei\"\nkind = \"other\"\ndeputy = \"amt\"\n[[organization]]\nid = \"amt\"\nname = \"Amt\"\nkind = \"other\"\ndeputy = \"internal\"\n[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\narea = [\"03\"]\nowner = \"kanzlei\"\n",
            way!("@first", "kanzlei", "subject-matter")
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut points: BTreeMap<OrganizationId, BTreeSet<(usize, Track)>> = BTreeMap::new();
    let answers = answering(context.situation);
    let answers = |id: OrganizationId| answers.get(id.index()).is_some_and(|records| !records.is_empty());
    for ladder in context.hand_overs() {
        for point in ladder.single_points(context.table) {
            points.entry(point.organization).or_default().extend(point.questions);
        }
    }
    for (organization, questions) in &points {
        if let Some((deputy, closed)) = stands_alone(context, *organization, &answers) {
            report(context, findings, (*organization, deputy, closed), questions);
        }
    }
}

/// The last of the chain of deputies, and whether it turns in a circle; `None` where somebody always stands in, where it
/// cannot be told, or where another rule says that a deputy is missing.
fn stands_alone(
    context: &Context<'_>,
    organization: OrganizationId,
    answers: &impl Fn(OrganizationId) -> bool,
) -> Option<(OrganizationId, bool)> {
    let mut seen = BTreeSet::from([organization]);
    let mut at = organization;
    loop {
        let found = context.model.organization(at);
        match found.deputy.as_ref().map(|deputy| deputy.value) {
            Some(Deputy::Organization(Link::To(next))) if seen.insert(next) => at = next,
            Some(Deputy::Organization(Link::To(_))) => return (at != organization).then_some((at, true)),
            Some(Deputy::Internal | Deputy::Organization(Link::Undecidable)) => return None,
            None => {
                let certain = context.model.is_complete(found.id.state) && !answers(at);
                return (at != organization && certain).then_some((at, false));
            }
        }
    }
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    (organization, deputy, closed): (OrganizationId, OrganizationId, bool),
    questions: &BTreeSet<(usize, Track)>,
) {
    let model = context.model;
    let (found, last) = (model.organization(organization), model.organization(deputy));
    let Some(span) = found.deputy.as_ref().map(|deputy| deputy.span) else { return };
    let (name, stand_in) = (&found.name, &last.name);
    let at: BTreeSet<usize> = questions.iter().map(|(row, _)| *row).collect();
    let rows: Vec<_> = at.iter().filter_map(|at| context.table.rows().get(*at)).collect();
    let services = rows.iter().map(|row| row.service).collect();
    let tracks: BTreeSet<Track> = questions.iter().map(|(_, track)| *track).collect();
    let list = |words: fn(Words) -> &'static str| {
        tracks.iter().map(|track| words(track.label())).collect::<Vec<_>>().join(", ")
    };
    let finding = Finding::new(
        span,
        text!(
            "fallen „{name}“ und die Vertretung „{stand_in}“ aus, erreichen Fragen niemanden",
            "if \"{name}\" and its deputy \"{stand_in}\" are away, questions reach nobody"
        ),
        Subject::state(found.id.state).record(found.id.local.to_string()),
    )
    .label(label(context, &services, &rows))
    .related(last.id_span, text!("für sie steht niemand ein", "nobody stands in for it"))
    .cause(if closed {
        Text::new(
            format!("die Stellen vertreten nur einander; daran hängen: {}", list(|words| words.de)),
            format!("they stand in for each other only; on it hang: {}", list(|words| words.en)),
        )
    } else {
        Text::new(
            format!("„{stand_in}“ nennt keine Vertretung; daran hängen: {}", list(|words| words.de)),
            format!("\"{stand_in}\" names no deputy; on it hang: {}", list(|words| words.en)),
        )
    })
    .help(text!(
        "ergänzen Sie bei „{stand_in}“: deputy = \"internal\" (im Haus geregelt) oder eine dritte Stelle",
        "add to \"{stand_in}\": deputy = \"internal\" (arranged in the house), or a third organization"
    ));
    findings.report(finding);
}
