//! L206: on the day of go-live nobody answers yet.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::{Bundle, about_record, absence, day};
use super::examples::{co_user, operator};
use super::{Context, Finding, Findings, Rule, Runs, rollout};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity};
use crate::key::StateCode;
use crate::model::{ServiceId, SupportId};
use crate::profile::Cell;
use crate::routing::{Gap, GapKind};
use crate::situation::Limited as _;
use crate::text::list::{Case, short_list};
use crate::text::{Language, Text, Words, text};
use crate::time::{Date, format_date};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L206"),
        name: "not-in-force-at-go-live",
        summary: Words::new(
            "am Tag des Starts antwortet noch niemand",
            "on the day of go-live nobody answers yet",
        ),
        severity: Severity::Error,
        sources: &["S1", "S3", "S4", "S5", "S6", "S7"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob an dem Tag, an dem ein Onlinedienst in einer Kommune in Betrieb geht, auf jedem verlangten Level schon jemand antwortet.",
            "Whether on the day on which a service goes live in a municipality somebody answers on each required level.",
        ),
        why: Words::new(
            "Die meisten Fragen kommen in den ersten Tagen. Wer dann niemanden erreicht, kommt nicht wieder.",
            "Most questions come in the first days. Whoever reaches nobody then does not come back.",
        ),
        fix: Words::new(
            "Den Eintrag früher beginnen lassen (from) oder den Start der Welle verschieben.",
            "Let the record begin earlier (from), or move the go-live of the wave.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            "\n[[use]]\nservice = \"hb/a\"\ngo-live = 2027-03-01\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nfrom = 2027-04-01\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            "\n[[use]]\nservice = \"hb/a\"\ngo-live = 2027-03-01\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nfrom = 2027-03-01\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

/// As many days of one state are named.
const DAYS: usize = 3;

/// What late beginnings with one cause share; the service only where no record is the cause.
type Key = (StateCode, Cell, Option<Date>, Option<SupportId>, Option<ServiceId>);

/// The days on which services start, by state.
type Starts = BTreeMap<StateCode, BTreeSet<Date>>;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<Key, (Bundle, Starts)> = BTreeMap::new();
    let silent = silent(context);
    for gap in context.gaps {
        let GapKind::NotAtGoLive { go_live, until } = gap.kind else { continue };
        let told = silent.get(&gap.service);
        if told.is_some_and(|units| gap.units.iter().all(|range| range.clone().all(|at| units.contains(&at))))
        {
            continue;
        }
        let late = until.and_then(|until| late(context, gap, until));
        let service = if late.is_none() { Some(gap.service) } else { None };
        let (bundle, starts) = found.entry((gap.home, gap.cell, until, late, service)).or_default();
        bundle.add_gap(gap);
        for state in &gap.states {
            starts.entry(*state).or_default().insert(go_live);
        }
    }
    for ((home, cell, until, late, _), (bundle, starts)) in found {
        let place =
            late.map(|id| context.model.support(id).span).or_else(|| absence(context, &bundle, home, cell));
        let (Some(span), Some(first)) = (place, starts.values().flatten().min()) else { continue };
        let when = when(&starts);
        let message = |topic: &Text| {
            Text::new(
                format!("{} antwortet niemand: {}", when.de, topic.de),
                format!("{} nobody answers: {}", when.en, topic.en),
            )
        };
        let mut subject = bundle.subject(context, home).cell(cell);
        if let Some(id) = late {
            subject = about_record(context, subject, id);
        }
        let mut label = bundle.concerns(context);
        if let Some(begin) = until.map(day) {
            label.de = format!("{}; es antwortet jemand erst ab {}", label.de, begin.de);
            label.en = format!("{}; somebody answers from {} on only", label.en, begin.en);
        }
        let finding = Finding::new(span, message(&bundle.topic(context, cell)), subject)
            .one_service_of(
                &bundle,
                message(&bundle.topic_of(context, cell, &Text::same("{}"))),
                Case::Dative,
            )
            .label(label)
            .cause(text!(
                "am Tag des Starts gilt kein Eintrag [[support]] für dieses Feld",
                "on the day of go-live no record [[support]] holds for this cell"
            ))
            .help(text!(
                "lassen Sie den Eintrag spätestens mit from = {first} beginnen, oder verschieben Sie den Start (go-live)",
                "let the record begin with from = {first} at the latest, or move the go-live"
            ));
        findings.report(finding);
    }
}

/// "am Tag des Starts, dem 1. Oktober 2026,"; where there are several, each state with its own: "am Tag des Starts
/// (Hessen: 1. Oktober 2026; Niedersachsen: 1. März 2027)".
fn when(starts: &Starts) -> Text {
    let days: BTreeSet<&Date> = starts.values().flatten().collect();
    if let [only] = days.iter().collect::<Vec<_>>()[..] {
        let start = day(**only);
        return Text::new(
            format!("am Tag des Starts, dem {},", start.de),
            format!("on the day of go-live, {},", start.en),
        );
    }
    let told = |language: Language| {
        let of_state = |(state, days): (&StateCode, &BTreeSet<Date>)| {
            let days: Vec<String> = days.iter().map(|date| format_date(*date, language)).collect();
            let list = short_list(&days, DAYS, Case::Nominative);
            let list = list.get(language);
            if starts.len() == 1 {
                return list.to_owned();
            }
            format!("{}: {list}", state.name().get(language))
        };
        starts.iter().map(of_state).collect::<Vec<_>>().join("; ")
    };
    Text::new(
        format!("am Tag des Starts ({})", told(Language::De)),
        format!("on the day of go-live ({})", told(Language::En)),
    )
}

/// The places in waves that L608 tells as a whole, by service.
fn silent(context: &Context<'_>) -> BTreeMap<ServiceId, BTreeSet<usize>> {
    let mut found: BTreeMap<ServiceId, BTreeSet<usize>> = BTreeMap::new();
    for at in rollout::silent_waves(context) {
        let Some(wave) = context.model.waves.get(at) else { continue };
        found.entry(wave.service).or_default().extend(context.table.places().of_wave(wave));
    }
    found
}

/// The record that begins too late: the one that answers then. Where another could as well, it is no matter which comes first in
/// the files.
fn late(context: &Context<'_>, gap: &Gap, until: Date) -> Option<SupportId> {
    let rows = context.table.rows_of_service(gap.service);
    let inside = rows.filter(|row| gap.units.iter().any(|range| range.contains(&row.units.start)));
    let timelines = inside.flat_map(|row| row.of(gap.cell)).filter(|found| (found.part, found.component) == (gap.part, gap.component));
    let answers = timelines.filter_map(|found| found.at(until)).flat_map(|segment| &segment.answers);
    let begins = |id: &SupportId| {
        let record = context.model.support(*id);
        record.state == gap.home && record.limits().from == Some(until)
    };
    answers.map(|answer| answer.record).filter(begins).min()
}
