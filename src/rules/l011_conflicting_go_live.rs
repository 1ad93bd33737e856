//! L011: two waves give different days for the same place.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::day;
use super::spelled::{because, written_twice};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::key::{Area, StateCode};
use crate::model::{PartId, ServiceId, Wave};
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L011"),
        name: "conflicting-go-live",
        summary: Words::new(
            "zwei Wellen nennen für denselben Ort verschiedene Starttermine",
            "two waves give different go-live dates for the same place",
        ),
        severity: Severity::Error,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Uses),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob für Onlinedienst und Gebiet eine Welle allein den Start bestimmt. Es gilt die Welle mit dem längsten passenden Gebiet.",
            "Whether one wave alone sets the go-live of a service in an area. The wave with the longest matching area holds.",
        ),
        why: Words::new(
            "Am falschen Tag steht der First Level noch nicht bereit. Solange zwei Tage dastehen, ist für diese Orte nichts entscheidbar.",
            "On the wrong day first level is not ready yet. As long as two days stand there, nothing is decidable for these places.",
        ),
        fix: Words::new(
            "Das Gebiet aus einer der beiden Wellen nehmen.",
            "Take the area out of one of the two waves.",
        ),
        bad: "[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"A\"\n# file: ni.toml\n[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\n[[wave]]\nservice = \"hb/a\"\narea = [\"03452\"]\ngo-live = 2027-03-01\n[[wave]]\nservice = \"hb/a\"\narea = [\"03452\"]\ngo-live = 2027-04-01\n",
        good: "[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"A\"\n# file: ni.toml\n[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\n[[wave]]\nservice = \"hb/a\"\narea = [\"03452\"]\ngo-live = 2027-03-01\n[[wave]]\nservice = \"hb/a\"\narea = [\"03457\"]\ngo-live = 2027-04-01\n",
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    // Two areas of equal length match the same place only if they are the same key.
    let mut by_key: BTreeMap<(StateCode, ServiceId, Area, Option<&str>), Vec<&Wave>> = BTreeMap::new();
    let told = context.model.waves.iter().filter(|wave| wave.go_live.is_some() && !wave.district_broken);
    for wave in told {
        let keys: BTreeSet<Area> = wave.area.iter().copied().collect();
        for area in keys {
            by_key.entry((wave.state, wave.service, area, wave.district.as_deref())).or_default().push(wave);
        }
    }
    // The same waves may meet in many areas: one finding.
    let mut conflicts: BTreeMap<Vec<crate::source::Span>, (Vec<&Wave>, Vec<Area>)> = BTreeMap::new();
    for ((_, service, area, _), all) in by_key {
        for waves in tied(context, service, &all) {
            let days: BTreeSet<_> =
                waves.iter().filter_map(|wave| wave.go_live.as_ref()).map(|day| day.value).collect();
            if days.len() > 1 {
                let spans = waves.iter().map(|wave| wave.span).collect();
                let (_, areas) = conflicts.entry(spans).or_insert_with(|| (waves, Vec::new()));
                if !areas.contains(&area) {
                    areas.push(area);
                }
            }
        }
    }
    for (waves, areas) in conflicts.into_values() {
        report(context, &waves, &areas, findings);
    }
}

/// Waves of which none goes before the others: of a bundle, for each of the services contained (semantics 39).
fn tied<'w>(context: &Context<'_>, service: ServiceId, waves: &[&'w Wave]) -> Vec<Vec<&'w Wave>> {
    let parts = &context.model.service(service).parts;
    if parts.is_empty() {
        return vec![waves.iter().copied().filter(|wave| wave.parts.takes(None)).collect()];
    }
    let of = |part: &PartId| {
        let naming: Vec<&Wave> = waves.iter().copied().filter(|wave| wave.parts.names(part)).collect();
        let all = waves.iter().copied().filter(|wave| wave.parts.takes(None));
        if naming.is_empty() { all.collect() } else { naming }
    };
    parts.iter().map(of).collect()
}

fn report(context: &Context<'_>, waves: &[&Wave], areas: &[Area], findings: &mut Findings<'_>) {
    let Some((last, before)) = waves.split_last() else { return };
    let Some(date) = &last.go_live else { return };
    let service = &context.model.service(last.service).name;
    let names: Vec<String> = areas.iter().map(|area| context.table.places().name(*area)).collect();
    let names = crate::routing::and_list(&names);
    let (there, place) = (day(date.value), names);
    let subject = Subject::state(last.state).service(last.service).areas(areas.iter().copied());
    let mut finding = Finding::new(
        date.span,
        text!(
            "zwei Wellen nennen für „{service}“ am selben Ort verschiedene Starttermine",
            "two waves give different go-live dates for \"{service}\" in the same place"
        ),
        subject,
    )
    .label(Text::new(format!("{}: {}", place.de, there.de), format!("{}: {}", place.en, there.en)))
    .cause(because(
        text!(
            "es gilt die Welle mit dem längsten passenden Gebiet; hier sind beide gleich lang",
            "the wave with the longest matching area holds; here both are equally long"
        ),
        written_twice(context, waves.iter().map(|wave| (wave.area.as_slice(), wave.area_span))),
    ))
    .help(Text::new(
        format!("nehmen Sie {} aus „area“ einer der Wellen", place.de),
        format!("take {} out of \"area\" of one of the waves", place.en),
    ));
    for wave in before {
        if let Some(other) = &wave.go_live {
            let words = day(other.value);
            finding = finding
                .related(other.span, Text::new(format!("hier: {}", words.de), format!("here: {}", words.en)));
        }
    }
    findings.report(finding);
}
