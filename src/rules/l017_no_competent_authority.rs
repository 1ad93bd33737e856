//! L017: a record says "the competent authority", and none is named for a place.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::{Bundle, day};
use super::competence::failures;
use super::examples::{co_user, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, RuleInfo, Severity};
use crate::key::StateCode;
use crate::model::{ServiceId, SupportId};
use crate::routing::Answerer;
use crate::text::{Text, Words, text};
use crate::time::Date;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L017"),
        name: "no-competent-authority",
        summary: Words::new(
            "für einen Ort ist keine zuständige Stelle genannt",
            "no competent authority is named for a place",
        ),
        severity: Severity::Error,
        sources: &["S2"],
        since: "0.1.0",
        what: Words::new(
            "Ob `@competent` für jeden Ort und Onlinedienst, für den es antworten soll, zu einer Stelle führt (Feld `competent` der Stellen).",
            "Whether `@competent` leads to an organization for each place and service for which it shall answer (field `competent` of organizations).",
        ),
        why: Words::new(
            "„Die zuständige Behörde antwortet“ hilft niemandem, solange nicht feststeht, welche das ist.",
            "\"The competent authority answers\" helps nobody as long as it is not settled which one that is.",
        ),
        fix: Words::new(
            "Bei der zuständigen Stelle ergänzen: competent = [{ services = [\"…\"], area = [\"…\"] }].",
            "Add to the competent organization: competent = [{ services = [\"…\"], area = [\"…\"] }].",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"@competent\"\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            in_use!(),
            "\n[[support]]\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"@competent\"\n",
            "\n[[organization]]\nid = \"jugendamt\"\nname = \"Jugendamt\"\nkind = \"authority\"\ncompetent = [{ services = [\"hb/a\"] }]\n"
        ),
    },
    runs: Runs::Always,
    check,
};

type Key = (StateCode, ServiceId, Option<Date>, Option<Date>);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<Key, (Bundle, BTreeSet<SupportId>)> = BTreeMap::new();
    for failure in failures(context, Answerer::NoCompetent) {
        let key = (failure.state, failure.service, failure.since, failure.until);
        let (bundle, records) = found.entry(key).or_default();
        bundle.add(failure.state, failure.service, failure.units);
        records.extend(failure.records);
    }
    for ((state, service, since, until), (bundle, records)) in found {
        let Some(first) = records.first() else { continue };
        let named = &context.model.service(service);
        let name = &named.name;
        let message = match since.map(day) {
            None => text!(
                "für „{name}“ ist keine zuständige Stelle genannt",
                "no competent authority is named for \"{name}\""
            ),
            Some(date) => Text::new(
                format!("für „{name}“ ist ab {} keine Stelle mehr zuständig", date.de),
                format!("from {} on no authority is competent for \"{name}\" any more", date.en),
            ),
        };
        let id = &named.id;
        let mut cause = Text::new(
            "keine Stelle nennt in „competent“ diesen Onlinedienst für diese Orte",
            "no organization names this service for these places in \"competent\"",
        );
        if let Some(date) = until.map(day) {
            cause.de = format!("{}; erst ab {} gibt es eine", cause.de, date.de);
            cause.en = format!("{}; only from {} on there is one", cause.en, date.en);
        }
        let owner = &context.model.support(*first).owner;
        let mut finding = Finding::new(owner.span, message, bundle.subject(context, state))
            .label(bundle.concerns(context))
            .cause(cause)
            .help(text!(
                "ergänzen Sie bei der zuständigen Stelle: competent = [{{ services = [\"{id}\"], area = [\"…\"] }}]",
                "add to the competent organization: competent = [{{ services = [\"{id}\"], area = [\"…\"] }}]"
            ));
        for other in records.iter().skip(1) {
            finding = finding.related(
                context.model.support(*other).owner.span,
                text!("auch dieser Eintrag verlässt sich darauf", "this record relies on it, too"),
            );
        }
        findings.report(finding);
    }
}
