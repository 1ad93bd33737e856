//! L201: for some time nobody answers, though somebody does before or after.

use std::collections::BTreeMap;

use super::bundle::{Bundle, about_record, absence, day, end_of, record_name};
use super::examples::{co_user, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity};
use crate::key::StateCode;
use crate::model::{ServiceId, SupportId};
use crate::profile::Cell;
use crate::routing::GapKind;
use crate::routing::gaps::after_deliberate;
use crate::situation::Limited as _;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::time::{Date, day_before};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L201"),
        name: "gap-in-time",
        summary: Words::new("eine Zeit lang antwortet niemand", "for some time nobody answers"),
        severity: Severity::Error,
        sources: &["S1", "S3", "S4", "S5", "S6", "S7"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob zwischen zwei Einträgen, nach dem Ende des letzten oder vor dem Beginn des ersten eine Zeit bleibt, in der niemand antwortet. Zeiten vor dem Start des Onlinedienstes zählen nicht, ebenso wenig vergangene.",
            "Whether a time remains between two records, after the end of the last or before the beginning of the first, in which nobody answers. Times before the service's go-live do not count, nor do past ones.",
        ),
        why: Words::new(
            "Der Onlinedienst läuft weiter, und Fragen kommen weiter. In der Lücke erreichen sie niemanden.",
            "The service goes on, and so do the questions. In the gap they reach nobody.",
        ),
        fix: Words::new(
            "Das Ende (until) des einen oder den Beginn (from) des anderen Eintrags so setzen, dass sie aneinanderschließen; `until` ist der letzte Tag.",
            "Set the end (until) of the one or the beginning (from) of the other record so that they join; `until` is the last day.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = 2027-06-30\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nfrom = 2027-08-01\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"stelle\"\nuntil = 2027-07-31\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nfrom = 2027-08-01\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

/// What gaps with one cause share; the service only where no record is the cause.
type Key = (StateCode, Cell, Option<Date>, Option<Date>, Option<SupportId>, Option<ServiceId>);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<Key, Bundle> = BTreeMap::new();
    for gap in context.gaps {
        let GapKind::Hole { from, until, after } = gap.kind else { continue };
        if after_deliberate(context.model, gap).is_some() {
            continue;
        }
        // The record is the cause only if the gap begins with its own end.
        let after = after.filter(|id| context.model.support(*id).end() == from);
        let service = if after.is_none() { Some(gap.service) } else { None };
        found.entry((gap.home, gap.cell, from, until, after, service)).or_default().add_gap(gap);
    }
    for ((home, cell, from, until, after, _), bundle) in found {
        let place = after.map(|id| end_of(context, id)).or_else(|| absence(context, &bundle, home, cell));
        let Some(span) = place else { continue };
        let when = when(context.on, from, until);
        let message = |topic: &Text| {
            Text::new(
                format!("{} antwortet niemand: {}", when.de, topic.de),
                format!("{} nobody answers: {}", when.en, topic.en),
            )
        };
        let mut subject = bundle.subject(context, home).cell(cell);
        if let Some(id) = after {
            subject = about_record(context, subject, id);
        }
        let mut finding = Finding::new(span, message(&bundle.topic(context, cell)), subject)
            .one_service_of(
                &bundle,
                message(&bundle.topic_of(context, cell, &Text::same("{}"))),
                Case::Dative,
            )
            .label(bundle.concerns(context))
            .cause(cause(context, after))
            .help(advice(from, until, after));
        let next = until.and_then(|until| successor(context, home, cell, &bundle, until));
        if let Some(next) = next {
            finding = finding.related(
                context.model.support(next).span,
                text!("erst dieser Eintrag antwortet wieder", "only this record answers again"),
            );
        }
        findings.report(finding);
    }
}

/// "vom 1. Juli 2027 bis 31. Juli 2027", "ab 1. Juli 2027", "seit 1. Juli 2026", "bis 31. Juli 2027".
fn when(on: Date, from: Option<Date>, until: Option<Date>) -> Text {
    let last = until.map(day_before).map(day);
    match (from.map(day), last) {
        (Some(first), Some(last)) => Text::new(
            format!("vom {} bis {}", first.de, last.de),
            format!("from {} to {}", first.en, last.en),
        ),
        (Some(first), None) if from.is_some_and(|from| from <= on) => {
            Text::new(format!("seit {}", first.de), format!("since {}", first.en))
        }
        (Some(first), None) => Text::new(format!("ab {}", first.de), format!("from {} on", first.en)),
        (None, Some(last)) => Text::new(format!("bis {}", last.de), format!("until {}", last.en)),
        (None, None) => Text::new("auf Dauer", "for good"),
    }
}

fn cause(context: &Context<'_>, after: Option<SupportId>) -> Text {
    match after {
        Some(id) => {
            let name = record_name(context, id);
            Text::new(
                format!("{} endet am Tag davor, und kein anderer Eintrag schließt an", name.de),
                format!("{} ends on the day before, and no other record joins", name.en),
            )
        }
        None => Text::new(
            "kein Eintrag [[support]] gilt in dieser Zeit für dieses Feld",
            "no record [[support]] holds for this cell in that time",
        ),
    }
}

fn advice(from: Option<Date>, until: Option<Date>, after: Option<SupportId>) -> Text {
    let last = until.map(day_before);
    match (after, last, from) {
        (Some(_), Some(last), _) => text!(
            "schreiben Sie hier until = {last}, oder lassen Sie den folgenden Eintrag früher beginnen",
            "write until = {last} here, or let the following record begin earlier"
        ),
        (_, None, Some(from)) => text!(
            "verlängern Sie „until“, oder ergänzen Sie einen Eintrag mit from = {from}",
            "extend \"until\", or add a record with from = {from}"
        ),
        (_, Some(last), _) => text!(
            "ergänzen Sie einen Eintrag [[support]] mit until = {last}, oder lassen Sie den folgenden früher beginnen",
            "add a record [[support]] with until = {last}, or let the following one begin earlier"
        ),
        (_, None, None) => text!("ergänzen Sie einen Eintrag [[support]]", "add a record [[support]]"),
    }
}

/// The record that begins when the gap ends.
fn successor(
    context: &Context<'_>,
    home: StateCode,
    cell: Cell,
    bundle: &Bundle,
    until: Date,
) -> Option<SupportId> {
    context.model.support_ids().find(|id| {
        let record = context.model.support(*id);
        record.state == home
            && record.limits().from == Some(until)
            && record.level.as_ref().map(|level| level.value) == Some(cell.level)
            && record.track.as_ref().map(|track| track.value) == cell.track
            && bundle.services.iter().any(|service| record.services.has(service))
    })
}
