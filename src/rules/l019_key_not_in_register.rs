//! L019: a regional key that the official register does not have.

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::key::{Area, AreaLevel};
use crate::register::Register;
use crate::situation::NamedAt;
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L019"),
        name: "key-not-in-register",
        summary: Words::new(
            "ein Regionalschlüssel steht nicht im amtlichen Verzeichnis",
            "a regional key is not in the official register",
        ),
        severity: Severity::Error,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Files),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob jeder genannte Regionalschlüssel im amtlichen Verzeichnis steht. Läuft nur, wenn der Arbeitsordner eines hat. Ein unbekannter Gemeindeschlüssel unter einem bekannten Kreis ist nur eine Warnung, denn Stadtstaaten verwenden eigene innerstädtische Schlüssel.",
            "Whether each regional key named is in the official register. Runs only if the workspace has one. An unknown municipality key below a known district is a warning only, for city states use inner-city keys of their own.",
        ),
        why: Words::new(
            "Nach Gebietsreformen gibt es alte Schlüssel nicht mehr; ein Eintrag dafür trifft keine Kommune.",
            "After boundary reforms old keys no longer exist; a record for them reaches no municipality.",
        ),
        fix: Words::new(
            "Den heutigen Schlüssel aus dem Gemeindeverzeichnis einsetzen; lotse check --fix tut es, wo der Nachfolger feststeht.",
            "Put in today's key from the register; lotse check --fix does so where the successor is certain.",
        ),
        bad: r#"[state]
code = "NI"
[[municipality]]
key = "03499"
# file: register.csv
# edition: 2025-11-30
key;name
03;Niedersachsen
03452;Aurich
034520001001;Aurich, Stadt
"#,
        good: r#"[state]
code = "NI"
[[municipality]]
key = "03452"
# file: register.csv
# edition: 2025-11-30
key;name
03;Niedersachsen
03452;Aurich
034520001001;Aurich, Stadt
"#,
    },
    runs: Runs::Always,
    check,
};

/// As many further places are shown.
const SHOWN: usize = 3;

/// What is known of a key that the register does not have.
enum Missing {
    /// It was abolished, and this took its place.
    Followed(Area),
    /// It was abolished, and nobody can tell what took its place.
    Abolished,
    /// The register does not know it, but knows the district around it.
    Inside(Area),
    /// Nothing is known.
    Unknown,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(register) = context.register else { return };
    for (area, places) in context.situation.named_areas() {
        let Some(missing) = missing(context, register, area) else { continue };
        if let Some(first) = places.first() {
            let level = context.model.reading.body(area).name();
            findings.report(finding(area, level, &missing, *first, &places, &register.edition));
        }
    }
}

fn missing(context: &Context<'_>, register: &Register, area: Area) -> Option<Missing> {
    let key = area.digits();
    let state = area.truncate(AreaLevel::State)?.digits();
    // A register of some states only says nothing about the others.
    if register.knows(&context.model.reading, area) || register.within(&state).is_empty() {
        return None;
    }
    Some(match context.successors.and_then(|all| all.get(&key)) {
        Some(Some(next)) => Area::parse(next).map_or(Missing::Abolished, Missing::Followed),
        Some(None) => Missing::Abolished,
        None => area
            .truncate(AreaLevel::District)
            .filter(|district| {
                area.level() == AreaLevel::Municipality && !register.within(&district.digits()).is_empty()
            })
            .map_or(Missing::Unknown, Missing::Inside),
    })
}

fn finding(
    area: Area,
    level: Words,
    missing: &Missing,
    first: NamedAt,
    places: &[NamedAt],
    edition: &str,
) -> Finding {
    let (de, en) = (level.de, level.en);
    let message = match missing {
        Missing::Followed(_) | Missing::Abolished => text!(
            "den Regionalschlüssel {area} ({de}) gibt es nicht mehr",
            "the regional key {area} ({en}) no longer exists"
        ),
        Missing::Inside(_) | Missing::Unknown => text!(
            "der Regionalschlüssel {area} ({de}) steht nicht im amtlichen Verzeichnis",
            "the regional key {area} ({en}) is not in the official register"
        ),
    };
    let mut finding = Finding::new(first.span, message, Subject::state(area.state()).areas([area]))
        .label(label(area, first))
        .cause(text!(
            "geprüft am Gebietsstand {edition}",
            "checked against the territorial state of {edition}"
        ));
    for place in places.iter().skip(1).take(SHOWN) {
        finding = finding.related(place.span, text!("hier auch", "here as well"));
    }
    match missing {
        Missing::Followed(next) => {
            for place in places.iter().filter(|place| place.exact) {
                finding = finding.edit(place.span, format!("\"{next}\""));
            }
            finding.help(text!("heute gilt der Schlüssel {next}", "today the key is {next}"))
        }
        Missing::Abolished => finding.help(text!(
            "sehen Sie im Gemeindeverzeichnis nach, was an seine Stelle getreten ist",
            "look up in the register what took its place"
        )),
        Missing::Inside(district) => finding.at_most(Severity::Warning).help(text!(
            "den Kreis {district} gibt es; prüfen Sie die letzten Ziffern, oder lassen Sie einen innerstädtischen Schlüssel stehen",
            "the district {district} exists; check the last digits, or leave an inner-city key as it is"
        )),
        Missing::Unknown => finding.help(text!(
            "übernehmen Sie den Schlüssel aus dem Gemeindeverzeichnis",
            "take the key from the official register"
        )),
    }
}

fn label(area: Area, place: NamedAt) -> Text {
    if place.exact { text!("hier", "here") } else { text!("hier ist {area} genannt", "{area} is named here") }
}
