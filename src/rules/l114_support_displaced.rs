//! L114: a record that names a service, and from some day on a record that does not name it goes first wherever it matches.

use std::collections::{BTreeMap, BTreeSet};

use super::answering::is_claim_from;
use super::bundle::{about_record, day, record_name};
use super::examples::operator;
use super::l109_never_tested::{about, owner_words};
use super::uses::names_in;
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity};
use crate::key::StateCode;
use crate::model::{ServiceId, SupportId};
use crate::routing::{GoLive, Row, Segment, Timeline};
use crate::situation::{Asked, Limited as _};
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::time::{Date, day_before};
use crate::vocabulary::{Solution, Track};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L114"),
        name: "support-displaced",
        summary: Words::new("ein Eintrag kommt nirgends mehr zum Zug", "a record never wins any more"),
        severity: Severity::Note,
        sources: &[],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob ein Eintrag [[support]], der einen Onlinedienst nennt, an jedem Ort, für den er gilt, ab einem Tag einem Eintrag weicht, der den Onlinedienst nicht nennt: Ein längeres Gebiet geht dem genannten Onlinedienst vor. Eine Interimslösung, die von einer langfristigen abgelöst wird, ist nicht gemeint.",
            "Whether a record [[support]] that names a service gives way, in every place for which it holds and from some day on, to a record that does not name the service: a longer area goes before a named service. An interim solution that is relieved by a long-term one is not meant.",
        ),
        why: Words::new(
            "Wer einen Onlinedienst eigens nennt, will dort meist etwas Eigenes. Verdrängt ein Eintrag für ein Gebiet ihn überall, antwortet eine andere Stelle als gedacht.",
            "Who names a service mostly wants something of its own for it. If a record for an area displaces it everywhere, another organization answers than was thought.",
        ),
        fix: Words::new(
            "Beim anderen Eintrag die Onlinedienste nennen, für die er gelten soll (services), diesem Eintrag dasselbe Gebiet geben (area), oder ihn enden lassen (until).",
            "Name in the other record the services for which it shall hold (services), give this record the same area (area), or let it end (until).",
        ),
        bad: concat!(
            operator!(),
            "# file: ni.toml\n[state]\ncode = \"NI\"\n",
            "[[organization]]\nid = \"stelle\"\nname = \"Familienkasse\"\nkind = \"authority\"\n",
            "[[organization]]\nid = \"helpdesk\"\nname = \"Landeshelpdesk\"\nkind = \"state-helpdesk\"\n",
            "\n[[use]]\nservice = \"hb/a\"\n\n[[municipality]]\nkey = \"03462\"\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nservices = [\"hb/a\"]\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"helpdesk\"\narea = [\"03462\"]\nfrom = 2028-07-01\n"
        ),
        good: concat!(
            operator!(),
            "# file: ni.toml\n[state]\ncode = \"NI\"\n",
            "[[organization]]\nid = \"stelle\"\nname = \"Familienkasse\"\nkind = \"authority\"\n",
            "[[organization]]\nid = \"helpdesk\"\nname = \"Landeshelpdesk\"\nkind = \"state-helpdesk\"\n",
            "\n[[use]]\nservice = \"hb/a\"\n\n[[municipality]]\nkey = \"03462\"\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"stelle\"\nservices = [\"hb/a\"]\n",
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"helpdesk\"\nfrom = 2028-07-01\n"
        ),
    },
    runs: Runs::Always,
    check,
};

/// How a record fares where it matches.
#[derive(Debug, Clone, Default)]
struct Fate {
    /// The first day after the last on which it answers somewhere; `None`: it never does.
    last: Option<Date>,
    /// The records that go first, each with the days up to which it does so (`None`: for good).
    others: BTreeSet<(SupportId, Option<Date>)>,
    /// It answers somewhere for ever, or gives way somewhere for another reason: nothing is to be told.
    fine: bool,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut named: BTreeMap<ServiceId, Vec<SupportId>> = BTreeMap::new();
    for id in context.model.support_ids() {
        let record = context.model.support(id);
        if is_claim_from(record, context.on) && context.model.is_complete(record.state) {
            record.services.listed().iter().for_each(|service| named.entry(*service).or_default().push(id));
        }
    }
    let mut fates: BTreeMap<SupportId, Fate> = BTreeMap::new();
    for row in context.table.rows().iter().filter(|row| row.go_live != GoLive::Undecidable) {
        let Some(judged) = row.judged_on(context.on) else { continue };
        for id in named.get(&row.service).into_iter().flatten() {
            for timeline in row.apart.iter().filter(|timeline| matches(context, row, timeline, *id)) {
                let fate = fates.entry(*id).or_default();
                for segment in timeline.segments.iter().filter(|segment| !segment.period.is_over(judged)) {
                    fate.meet(context, (*id, row.service), segment);
                }
            }
        }
    }
    for (id, fate) in fates {
        report(context, findings, id, &fate);
    }
}

impl Fate {
    fn meet(&mut self, context: &Context<'_>, (id, service): (SupportId, ServiceId), segment: &Segment) {
        let record = context.model.support(id);
        if !record.limits().overlaps(segment.period) {
            return;
        }
        let answers = segment.answers.iter().map(|answer| answer.record);
        if segment.rivals.contains(&id) || answers.clone().any(|other| other == id) {
            match segment.period.until {
                Some(until) => self.last = self.last.max(Some(until)),
                None => self.fine = true,
            }
            return;
        }
        let interim = |id: SupportId| {
            let solution = &context.model.support(id).solution;
            solution.as_ref().is_some_and(|solution| solution.value == Solution::Interim)
        };
        let surprising = |other: SupportId| {
            let found = context.model.support(other);
            !found.services.names(&service) && (!interim(id) || interim(other))
        };
        if segment.answers.is_empty() || !answers.clone().all(surprising) {
            self.fine = true;
        }
        self.others.extend(answers.map(|other| (other, segment.period.until)));
    }
}

/// Whether a record is one of those that compete for a cell of a row.
fn matches(context: &Context<'_>, row: &Row, timeline: &Timeline, id: SupportId) -> bool {
    let record = context.model.support(id);
    let reaches = if timeline.cell.track == Some(Track::TechnicalService) {
        let operators: BTreeSet<StateCode> =
            context.model.service(row.service).operating_states().into_iter().collect();
        operators.contains(&record.state)
    } else {
        record.state == row.state
    };
    let Some(unit) = context.table.places().units().get(row.units.start) else { return false };
    let areas = record.area.listed();
    reaches
        && record.level.as_ref().map(|level| level.value) == Some(timeline.cell.level)
        && record.track.as_ref().map(|track| track.value) == timeline.cell.track
        && record.parts.takes(timeline.part)
        && timeline.component.is_none_or(|component| record.components.has(&component))
        && (areas.is_empty() || areas.iter().any(|area| area.contains(unit.key)))
        && record.district.as_deref().is_none_or(|district| unit.district.as_deref() == Some(district))
}

/// Why it never wins any more, with the names of who answers instead.
fn displacing(context: &Context<'_>, others: &BTreeSet<SupportId>) -> Text {
    let owners: BTreeSet<Text> = others
        .iter()
        .map(|other| owner_words(context.model, context.model.support(*other).owner.value))
        .collect();
    let (de, en): (Vec<String>, Vec<String>) = owners.into_iter().map(|name| (name.de, name.en)).unzip();
    Text::new(
        format!(
            "überall, wo er passt, geht ein Eintrag mit längerem Gebiet vor, der den Onlinedienst nicht nennt; dort antwortet {}",
            names_in(&de, Case::Nominative).de
        ),
        format!(
            "wherever it matches, a record with a longer area goes first that does not name the service; {} answers there",
            names_in(&en, Case::Nominative).en
        ),
    )
}

fn report(context: &Context<'_>, findings: &mut Findings<'_>, id: SupportId, fate: &Fate) {
    let record = context.model.support(id);
    let later = |until: &Option<Date>| until.is_none_or(|until| fate.last.is_none_or(|last| until > last));
    let others: BTreeSet<SupportId> =
        fate.others.iter().filter(|(_, until)| later(until)).map(|(other, _)| *other).collect();
    // A record that is over by then gives way to nobody.
    let over = fate.last.is_some_and(|last| !record.force(Asked::from(last)).holds());
    if fate.fine || over || others.is_empty() {
        return;
    }
    let (name, own) = (record_name(context, id), about(record));
    let message = match fate.last.map(day) {
        Some(first) => Text::new(
            format!("ab {} kommt {} nirgends mehr zum Zug", first.de, name.de),
            format!("from {} on {} never wins any more", first.en, name.en),
        ),
        None => Text::new(format!("{} kommt nirgends zum Zug", name.de), format!("{} never wins", name.en)),
    };
    let end = fate.last.map_or_else(String::new, |last| format!(": until = {}", day_before(last)));
    let mut finding = Finding::new(record.span, message, about_record(context, own, id))
        .label(text!("nennt den Onlinedienst", "names the service"))
        .cause(displacing(context, &others))
        .help(text!(
            "nennen Sie beim anderen Eintrag die Onlinedienste, für die er gelten soll (services), geben Sie diesem dasselbe Gebiet (area), oder lassen Sie ihn enden{end}",
            "name in the other record the services for which it shall hold (services), give this one the same area (area), or let it end{end}"
        ));
    for other in others.into_iter().take(3) {
        let found = context.model.support(other);
        finding = finding.related(
            found.area_span.unwrap_or(found.span),
            text!("dieser Eintrag geht vor", "this record goes first"),
        );
    }
    findings.report(finding);
}
