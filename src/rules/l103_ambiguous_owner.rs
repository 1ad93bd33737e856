//! L103: two records name different owners for the same cell and channel, and neither goes before the other.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::{Bundle, about_record, day, record_name};
use super::examples::{co_user, first_level, in_use, operator};
use super::spelled::{because, written_twice};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity};
use crate::model::{Scope, SupportId};
use crate::profile::Cell;
use crate::routing::{GoLive, Verdict, and_list};
use crate::text::{Text, Words, text};
use crate::time::Date;
use crate::vocabulary::{ChannelKind, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L103"),
        name: "ambiguous-owner",
        summary: Words::new(
            "zwei Einträge nennen für dasselbe Feld verschiedene Stellen",
            "two records name different owners for the same cell",
        ),
        severity: Severity::Error,
        sources: &["S1", "S3", "S4", "S5", "S6", "S7"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob auf jedem Kanal höchstens eine Stelle antwortet. Vorrang hat die langfristige Lösung, dann das längere Gebiet, dann der genannte Onlinedienst, dann die genannte Komponente; was danach gleich ist, ist mehrdeutig. Verschiedene Stellen auf verschiedenen Kanälen sind erlaubt.",
            "Whether at most one organization answers on each channel. The long-term solution goes first, then the longer area, then the service named, then the component named; what is equal after that is ambiguous. Different organizations on different channels are fine.",
        ),
        why: Words::new(
            "Wo zwei zuständig sind, verlässt sich eine auf die andere.",
            "Where two are responsible, one relies on the other.",
        ),
        fix: Words::new(
            "Einen der Einträge löschen, zeitlich anschließen lassen (until, from) oder auf Gebiete, Onlinedienste oder Kanäle beschränken.",
            "Delete one of the records, let one follow the other (until, from), or limit it to areas, services or channels.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            first_level!(),
            "\n[[organization]]\nid = \"hotline\"\nname = \"Hotline\"\nkind = \"state-helpdesk\"\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"hotline\"\nchannels = [\"phone\"]\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nchannels = [\"contact-form\"]\n",
            "\n[[organization]]\nid = \"hotline\"\nname = \"Hotline\"\nkind = \"state-helpdesk\"\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"hotline\"\nchannels = [\"phone\"]\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

/// Where and when the same records compete.
#[derive(Default)]
struct Contest {
    bundle: Bundle,
    from: Option<Date>,
    until: Option<Date>,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<(Vec<SupportId>, Cell), Contest> = BTreeMap::new();
    for row in context.table.rows().iter().filter(|row| row.go_live != GoLive::Undecidable) {
        let Some(judged) = row.judged_on(context.on) else { continue };
        for timeline in &row.timelines {
            for segment in &timeline.segments {
                if segment.verdict != Verdict::Ambiguous
                    || segment.period.until.is_some_and(|until| until <= judged)
                {
                    continue;
                }
                let period = segment.period;
                let key = (segment.rivals.clone(), timeline.cell);
                let contest = found.entry(key).or_insert_with(|| Contest {
                    from: period.from,
                    until: period.until,
                    ..Contest::default()
                });
                contest.bundle.add(row.state, row.service, row.units.clone());
                contest.bundle.components.extend(timeline.component);
                contest.from = contest.from.zip(period.from).map(|(one, two)| one.min(two));
                contest.until = contest.until.zip(period.until).map(|(one, two)| one.max(two));
            }
        }
    }
    for ((rivals, cell), contest) in found {
        report(context, &rivals, cell, &contest, findings);
    }
}

fn report(
    context: &Context<'_>,
    rivals: &[SupportId],
    cell: Cell,
    contest: &Contest,
    findings: &mut Findings<'_>,
) {
    let Some((last, before)) = rivals.split_last() else { return };
    let record = context.model.support(*last);
    let topic = contest.bundle.topic(context, cell);
    let (channels, period) = (channels(context, rivals), period(context, contest));
    let concerns = contest.bundle.concerns(context);
    let subject = contest.bundle.subject(context, record.state).cell(cell);
    let mut finding = Finding::new(
        record.owner.span,
        Text::new(
            format!("mehrere Stellen sollen antworten: {}", topic.de),
            format!("several organizations shall answer: {}", topic.en),
        ),
        about_record(context, subject, *last),
    )
    .label(Text::new(
        format!("{}, {}{}", concerns.de, channels.de, period.de),
        format!("{}, {}{}", concerns.en, channels.en, period.en),
    ))
    .cause(because(
        text!(
            "die Einträge passen gleich genau, und keiner geht vor (langfristig vor Interim, dann längeres Gebiet, genannter Onlinedienst, genannte Komponente)",
            "the records match equally closely, and none goes first (long-term before interim, then longer area, service named, component named)"
        ),
        written_twice(context, rivals.iter().map(|id| {
            let rival = context.model.support(*id);
            (rival.area.listed(), rival.area_span)
        })),
    ))
    .help(text!(
        "löschen Sie einen der Einträge, oder beschränken Sie ihn mit area, services, channels, from oder until",
        "delete one of the records, or limit it with area, services, channels, from or until"
    ));
    for rival in before {
        let name = record_name(context, *rival);
        finding = finding.related(
            context.model.support(*rival).owner.span,
            Text::new(format!("{} nennt eine andere Stelle", name.de), format!("{} names another", name.en)),
        );
    }
    findings.report(finding);
}

/// On which channels at least two of the records meet.
fn channels(context: &Context<'_>, rivals: &[SupportId]) -> Text {
    let scopes: Vec<&Scope<ChannelKind>> =
        rivals.iter().map(|id| &context.model.support(*id).channels).collect();
    if scopes.iter().filter(|scope| ***scope == Scope::All).count() > 1 {
        return Text::new("auf allen Kanälen", "on all channels");
    }
    let named: BTreeSet<ChannelKind> =
        scopes.iter().flat_map(|scope| scope.listed().iter().copied()).collect();
    let shared: Vec<ChannelKind> = named
        .into_iter()
        .filter(|channel| scopes.iter().filter(|scope| scope.has(channel)).count() > 1)
        .collect();
    let german: Vec<String> = shared.iter().map(|channel| channel.label().de.to_owned()).collect();
    let english: Vec<String> = shared.iter().map(|channel| channel.label().en.to_owned()).collect();
    Text::new(format!("Kanal: {}", and_list(&german).de), format!("channel: {}", and_list(&english).en))
}

/// ", ab 1. März 2027", ", seit 1. März 2026", ", vom 1. März 2027 bis 30. April 2027"; nothing where it is always so.
fn period(context: &Context<'_>, contest: &Contest) -> Text {
    let last = contest.until.map(crate::time::day_before).map(day);
    match (contest.from.map(day), last) {
        (None, None) => Text::default(),
        (None, Some(last)) => Text::new(format!(", bis {}", last.de), format!(", until {}", last.en)),
        (Some(from), None) if contest.from.is_some_and(|from| from <= context.on) => {
            Text::new(format!(", seit {}", from.de), format!(", since {}", from.en))
        }
        (Some(from), None) => Text::new(format!(", ab {}", from.de), format!(", from {} on", from.en)),
        (Some(from), Some(last)) => Text::new(
            format!(", vom {} bis {}", from.de, last.de),
            format!(", from {} to {}", from.en, last.en),
        ),
    }
}
