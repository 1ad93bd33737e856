//! L205: an interim solution ends sooner than the lead time allows, and its successor is not ready yet.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::{Bundle, about_record, day, end_of};
use super::examples::{co_user, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::model::{Support, SupportId};
use crate::profile::Cell;
use crate::situation::{Asked, Limited as _};
use crate::text::list::Case;
use crate::text::{Language, Text, Words, text};
use crate::time::{Date, Duration, day_before};
use crate::vocabulary::{Level, Solution};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L205"),
        name: "interim-ending-soon",
        summary: Words::new(
            "eine Interimslösung endet bald, und der Nachfolger ist noch nicht erprobt",
            "an interim solution ends soon, and its successor is not tested yet",
        ),
        severity: Severity::Warning,
        sources: &["S1"],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob bis zum Ende einer Interimslösung noch die Vorlaufzeit bleibt, die der Eintrag selbst (lead-time) oder seine Vereinbarung (notice) nennt, solange der Nachfolger weder gilt noch erprobt ist (tested). Ohne eine solche Angabe meldet die Regel nichts: eine Frist wird nicht erfunden.",
            "Whether the lead time that the record itself (lead-time) or its agreement (notice) gives still remains until the end of an interim solution, as long as the successor neither holds nor is tested. Without such a statement the rule reports nothing: no deadline is invented.",
        ),
        why: Words::new(
            "Wer am letzten Tag merkt, dass der Nachfolger nicht bereit ist, kann die Interimslösung nicht mehr verlängern.",
            "Whoever notices on the last day that the successor is not ready cannot extend the interim solution any more.",
        ),
        fix: Words::new(
            "Den Nachfolger erproben und den Tag als `tested` eintragen, oder die Interimslösung rechtzeitig verlängern.",
            "Test the successor and enter the day as `tested`, or extend the interim solution in time.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = 2027-02-28\nlead-time = \"3 months\"\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nfrom = 2027-03-01\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = 2027-02-28\nlead-time = \"3 months\"\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nfrom = 2027-03-01\ntested = 2026-12-10\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let soon: BTreeMap<SupportId, (Date, Duration)> =
        context.model.support_ids().filter_map(|id| Some((id, ends_soon(context, id)?))).collect();
    if soon.is_empty() {
        return;
    }
    let mut found: BTreeMap<SupportId, (Bundle, BTreeSet<SupportId>)> = BTreeMap::new();
    for row in context.table.rows() {
        if row.judged_on(context.on).is_none() {
            continue;
        }
        for timeline in row.timelines.iter().filter(|timeline| timeline.cell.level == Level::First) {
            for pair in timeline.segments.windows(2) {
                let [before, after] = pair else { continue };
                let Some(end) = before.period.until else { continue };
                for answer in &before.answers {
                    if soon.get(&answer.record).is_none_or(|(ends, _)| *ends != end) {
                        continue;
                    }
                    let next: BTreeSet<SupportId> = after
                        .answers
                        .iter()
                        .map(|answer| answer.record)
                        .filter(|id| !is_ready(context.model.support(*id), context.on))
                        .collect();
                    // One successor that is ready is enough; none at all is another rule's matter.
                    if !next.is_empty()
                        && next.len() == after.answers.iter().map(|a| a.record).collect::<BTreeSet<_>>().len()
                    {
                        let (bundle, records) = found.entry(answer.record).or_default();
                        bundle.add(row.state, row.service, row.units.clone());
                        records.extend(next);
                    }
                }
            }
        }
    }
    for (id, (bundle, next)) in found {
        if let Some((end, lead)) = soon.get(&id) {
            report(context, id, (*end, *lead), &bundle, &next, findings);
        }
    }
}

/// The first day after an interim solution and the lead time that is no longer left before it.
fn ends_soon(context: &Context<'_>, id: SupportId) -> Option<(Date, Duration)> {
    let record = context.model.support(id);
    if record.is_broken() || record.solution.as_ref()?.value != Solution::Interim {
        return None;
    }
    let end = record.end().filter(|end| *end > context.on)?;
    let lead = context.model.lead(record)?;
    let calendar = context.model.calendar(record.state);
    (lead.before(end, &calendar)? <= context.on).then_some((end, lead))
}

/// Whether a successor holds already, or is tested.
fn is_ready(record: &Support, on: Date) -> bool {
    record.force(Asked::on(on)).holds() || record.tested.as_ref().is_some_and(|tested| tested.value <= on)
}

fn report(
    context: &Context<'_>,
    id: SupportId,
    (end, lead): (Date, Duration),
    bundle: &Bundle,
    next: &BTreeSet<SupportId>,
    findings: &mut Findings<'_>,
) {
    let record = context.model.support(id);
    let (last, services) = (day(day_before(end)), bundle.services(context, Case::Dative));
    let subject = bundle.subject(context, record.state).cell(Cell { level: Level::First, track: None });
    let (german, english) = (lead.words(Language::De), lead.words(Language::En));
    let mut finding = Finding::new(
        end_of(context, id),
        Text::new(
            format!("die Interimslösung zu {} endet bald, am {}; der Nachfolger ist noch nicht erprobt", services.de, last.de),
            format!("the interim solution for {} ends soon, on {}; its successor is not tested yet", services.en, last.en),
        ),
        about_record(context, subject, id),
    )
    .label(bundle.concerns(context))
    .cause(text!(
        "bis dahin bleibt weniger als die angegebene Vorlaufzeit ({german})",
        "less than the lead time given ({english}) remains until then"
    ))
    .help(text!(
        "erproben Sie den Nachfolger und tragen Sie dort tested = JJJJ-MM-TT ein, oder verschieben Sie „until“",
        "test the successor and enter tested = YYYY-MM-DD there, or move \"until\""
    ));
    for successor in next {
        finding =
            finding.related(context.model.support(*successor).span, text!("der Nachfolger", "the successor"));
    }
    findings.report(finding);
}
