//! L017: a record says "the competent authority", and none is named for a place.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::{Bundle, day};
use super::competence::{Then, failures};
use super::examples::{co_user, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::model::{ServiceId, SupportId};
use crate::routing::Answerer;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::time::{Date, day_before};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L017"),
        name: "no-competent-authority",
        summary: Words::new(
            "für einen Ort ist keine zuständige Behörde genannt",
            "no competent authority is named for a place",
        ),
        severity: Severity::Error,
        sources: &["S2"],
        since: "0.1.0",
        step: InStep::Of(Step::Organizations),
        looks_at: Some(LooksAt::Competences),
        yields_to: &[],
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

/// What failures with one cause share.
type Key = (StateCode, ServiceId, Option<(Date, bool)>, Option<(Date, Then)>);

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<Key, (Bundle, BTreeSet<SupportId>)> = BTreeMap::new();
    for failure in failures(context, Answerer::NoCompetent) {
        let since = failure.since.map(|day| (day, failure.ended));
        let (bundle, records) =
            found.entry((failure.state, failure.matter.service, since, failure.until)).or_default();
        bundle.add(failure.state, failure.matter.service, failure.units);
        bundle.parts.insert(failure.matter.part);
        records.extend(failure.records);
    }
    for ((state, service, since, until), (bundle, records)) in found {
        let Some(first) = records.first() else { continue };
        let id = &context.model.service(service).id;
        let owner = &context.model.support(*first).owner;
        let services = bundle.services(context, Case::Accusative);
        let mut finding = Finding::new(owner.span, message(since, &services), bundle.subject(context, state))
            .one_service_of(&bundle, message(since, &Text::same("{}")), Case::Accusative)
            .label(bundle.concerns(context))
            .cause(cause(context, until))
            .help(text!(
                "ergänzen Sie bei der zuständigen Stelle: competent = [{{ services = [\"{id}\"], area = [\"…\"] }}]",
                "add to the competent organization: competent = [{{ services = [\"{id}\"], area = [\"…\"] }}]"
            ))
            .help_for_all(Text::new(
                "ergänzen Sie bei der zuständigen Stelle: competent = [{ services = [{ids}], area = [\"…\"] }]",
                "add to the competent organization: competent = [{ services = [{ids}], area = [\"…\"] }]",
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

/// What is wrong for some services, and from when: a competence that ends, or a record that begins to ask for one.
fn message(since: Option<(Date, bool)>, services: &Text) -> Text {
    let (de, en) = (&services.de, &services.en);
    let Some((date, ended)) = since else {
        return text!(
            "für {de} ist keine zuständige Behörde genannt",
            "no competent authority is named for {en}"
        );
    };
    let date = day(date);
    let (day_de, day_en) = (date.de, date.en);
    if ended {
        text!(
            "für {de} ist ab {day_de} keine Stelle mehr zuständig",
            "from {day_en} on no authority is competent for {en} any more"
        )
    } else {
        text!(
            "für {de} soll ab {day_de} die zuständige Behörde antworten, und keine ist genannt",
            "from {day_en} on the competent authority shall answer for {en}, and none is named"
        )
    }
}

/// Why, and until when: what comes after is not always an authority.
fn cause(context: &Context<'_>, until: Option<(Date, Then)>) -> Text {
    let nobody = Text::new(
        "keine Stelle nennt in „competent“ diesen Onlinedienst für diese Orte",
        "no organization names this service for these places in \"competent\"",
    );
    let Some((date, then)) = until else { return nobody };
    let (first, last) = (day(date), day(day_before(date)));
    let more = match then {
        Then::Competent => Text::new(
            format!("erst ab {} gibt es eine", first.de),
            format!("only from {} on there is one", first.en),
        ),
        Then::Answered(id) => {
            let name = &context.model.organization(id).name;
            Text::new(
                format!("ab {} antwortet „{name}“", first.de),
                format!("from {} on \"{name}\" answers", first.en),
            )
        }
        Then::NotAsked => Text::new(
            format!("gefragt ist sie bis {}", last.de),
            format!("it is asked for until {}", last.en),
        ),
    };
    Text::new(format!("{}; {}", nobody.de, more.de), format!("{}; {}", nobody.en, more.en))
}
