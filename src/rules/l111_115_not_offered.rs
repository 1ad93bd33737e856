//! L111: the 115 can answer questions about the service there, and first level does not offer it.

use std::ops::Range;

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity};
use crate::key::Phone;
use crate::model::{Link, OrganizationId, Scope, Service115};
use crate::profile::Cell;
use crate::routing::{Answerer, Row, Verdict};
use crate::situation::{Asked, Limited as _};
use crate::text::{Text, Words, text};
use crate::vocabulary::{ChannelKind, Level, OrganizationKind, Tier};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L111"),
        name: "115-not-offered",
        summary: Words::new(
            "die 115 könnte Auskunft geben, wird aber nicht angeboten",
            "the 115 could answer, but is not offered",
        ),
        severity: Severity::Note,
        sources: &["R03"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: Some(LooksAt::Service115),
        yields_to: &[],
        what: Words::new(
            "Ob dort, wo die 115 Auskunft zu Onlinediensten gibt (tier = \"online-services\"), der First Level sie auch anbietet, jetzt oder später.",
            "Whether first level offers the 115, now or later, where it answers questions on online services (tier = \"online-services\").",
        ),
        why: Words::new(
            "DIN SPEC 66336 empfiehlt, die 115 zusätzlich als erste Anlaufstelle anzubieten, sofern sie verfügbar ist.",
            "DIN SPEC 66336 recommends offering the 115 as an additional first contact where it is available.",
        ),
        fix: Words::new(
            "Einen Eintrag [[support]] mit level = \"first\", solution = \"long-term\" und dem Servicecenter als owner ergänzen.",
            "Add a record [[support]] with level = \"first\", solution = \"long-term\" and the service centre as owner.",
        ),
        bad: r#"[state]
code = "HB"
[[service]]
id = "a"
name = "A"
# file: ni.toml
[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
[[organization]]
id = "servicecenter"
name = "Servicecenter"
kind = "service-center-115"
[[service-115]]
tier = "online-services"
center = "servicecenter"
knowledge-owner = "stelle"
[[use]]
service = "hb/a"
[[support]]
level = "first"
solution = "long-term"
owner = "stelle"
"#,
        good: r#"[state]
code = "HB"
[[service]]
id = "a"
name = "A"
# file: ni.toml
[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
[[organization]]
id = "servicecenter"
name = "Servicecenter"
kind = "service-center-115"
[[service-115]]
tier = "online-services"
center = "servicecenter"
knowledge-owner = "stelle"
[[use]]
service = "hb/a"
[[support]]
level = "first"
solution = "long-term"
owner = "stelle"
channels = ["contact-form"]
[[support]]
level = "first"
solution = "long-term"
owner = "servicecenter"
channels = ["phone"]
"#,
    },
    runs: Runs::WhenAsked,
    check,
};

/// The cell of first level.
const FIRST: Cell = Cell { level: Level::First, track: None };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let places = context.table.places();
    for record in &context.model.services_115 {
        let able = record.tier.as_ref().is_some_and(|tier| tier.value == Tier::OnlineServices);
        if record.is_broken() || !able {
            continue;
        }
        let inside: Vec<Range<usize>> = match &record.area {
            Scope::All => vec![places.of_state(record.state)],
            Scope::Only(areas) => areas.iter().map(|area| places.within(*area)).collect(),
        };
        for usage in context.model.uses.iter().filter(|usage| usage.state == record.state) {
            let service = usage.service.value;
            if !record.services.has(&service) {
                continue;
            }
            let mut missing: Vec<Range<usize>> = Vec::new();
            let rows = context.table.rows();
            let begin = rows.partition_point(|row| (row.state, row.service) < (record.state, service));
            for row in
                rows.iter().skip(begin).take_while(|row| (row.state, row.service) == (record.state, service))
            {
                if is_missing(context, record, row) {
                    missing.extend(inside.iter().filter_map(|range| overlap(range, &row.units)));
                }
            }
            if missing.is_empty() {
                continue;
            }
            let name = &context.model.service(service).name;
            let id = context.model.service(service).id.to_string();
            let words = places.words(&missing);
            let finding = Finding::new(
                usage.span,
                text!(
                    "die 115 gibt Auskunft zu „{name}“, wird im First Level aber nicht angeboten",
                    "the 115 answers questions on \"{name}\", but first level does not offer it"
                ),
                Subject::state(record.state).service(service).cell(FIRST),
            )
            .label(Text::new(format!("betrifft {}", words.de), format!("concerns {}", words.en)))
            .related(record.span, text!("hier steht, was die 115 kann", "what the 115 can do stands here"))
            .help(text!(
                "ergänzen Sie [[support]] level = \"first\", solution = \"long-term\", owner = \"…\" (das Servicecenter), services = [\"{id}\"], channels = [\"phone\"]",
                "add [[support]] level = \"first\", solution = \"long-term\", owner = \"…\" (the service centre), services = [\"{id}\"], channels = [\"phone\"]"
            ));
            findings.report(finding);
        }
    }
}

/// Whether somebody else answers first level in a row while the 115 could, and the 115 neither does nor will.
fn is_missing(context: &Context<'_>, record: &Service115, row: &Row) -> bool {
    let Some(day) = row.judged_on(context.on) else { return false };
    if !record.force(Asked::on(day)).holds() || row.verdict(FIRST, day) != Some(Verdict::Covered) {
        return false;
    }
    let ahead = |until: Option<crate::time::Date>| until.is_none_or(|until| until > day);
    !row.of(FIRST)
        .flat_map(|timeline| &timeline.segments)
        .filter(|segment| ahead(segment.period.until))
        .flat_map(|segment| &segment.answers)
        .any(|answer| match answer.answerer {
            Answerer::Organization(id) => is_115(context, record, id),
            Answerer::Undecidable => true,
            Answerer::Nobody | Answerer::NoCompetent | Answerer::CompetenceConflict => false,
        })
}

/// Whether an organization answers as the 115: by its kind, by being the centre named, or by its number.
fn is_115(context: &Context<'_>, record: &Service115, id: OrganizationId) -> bool {
    let organization = context.model.organization(id);
    record.center == Some(Link::To(id))
        || organization.kind.as_ref().is_some_and(|kind| kind.value == OrganizationKind::ServiceCenter115)
        || organization.channels.iter().any(|channel| {
            channel.kind == ChannelKind::Phone
                && Phone::parse(&channel.address.value).is_ok_and(|phone| phone.is_115())
        })
}

fn overlap(one: &Range<usize>, two: &Range<usize>) -> Option<Range<usize>> {
    let both = one.start.max(two.start)..one.end.min(two.end);
    (!both.is_empty()).then_some(both)
}
