//! L313: a level that cannot pass on a reported barrier.

use super::citizens;
use super::examples::{ladder, operator};
use super::level_paths::lacking;
use super::uses::{only, organization_names, service_names};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::{Purpose, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L313"),
        name: "level-without-accessibility-path",
        summary: Words::new(
            "von einem Level führt kein Weg zur Meldung von Barrieren",
            "no path leads from a level to where barriers are reported",
        ),
        severity: Severity::Note,
        sources: &["R54"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob jede Stelle, die auf einem Level antwortet, einen am Stichtag gültigen Weg mit purpose = \"accessibility\" hat, auf dem sie eine gemeldete Barriere weitergibt. Können Bürgerinnen und Bürger Barrieren gar nicht melden, sagt das L410.",
            "Whether each organization that answers on a level has a path with purpose = \"accessibility\" valid on the day, on which it passes on a reported barrier. Where citizens cannot report barriers at all, L410 says so.",
        ),
        why: Words::new(
            "Viele melden eine Barriere dort, wo sie ohnehin fragen. Kennt der Support die Meldestelle nicht, läuft die gesetzliche Frist ins Leere.",
            "Many report a barrier where they ask anyway. If support does not know the reporting office, the legal deadline passes unused.",
        ),
        fix: Words::new(
            "Einen [[path]] mit purpose = \"accessibility\" von jedem Level (\"@first\", \"@second\", \"@third\") zur Meldestelle ergänzen.",
            "Add a [[path]] with purpose = \"accessibility\" from each level (\"@first\", \"@second\", \"@third\") to the reporting office.",
        ),
        bad: concat!(
            operator!(),
            ladder!(),
            "[[organization]]\nid = \"meldestelle\"\nname = \"Meldestelle\"\nkind = \"other\"\n[[path]]\npurpose = \"accessibility\"\nfrom = \"citizen\"\nto = \"meldestelle\"\n"
        ),
        good: concat!(
            operator!(),
            ladder!(),
            "[[organization]]\nid = \"meldestelle\"\nname = \"Meldestelle\"\nkind = \"other\"\n[[path]]\npurpose = \"accessibility\"\nfrom = \"citizen\"\nto = \"meldestelle\"\n[[path]]\npurpose = \"accessibility\"\nfrom = \"@first\"\nto = \"meldestelle\"\n[[path]]\npurpose = \"accessibility\"\nfrom = \"@second\"\nto = \"meldestelle\"\n[[path]]\npurpose = \"accessibility\"\nfrom = \"@third\"\nto = \"meldestelle\"\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let purpose = Purpose::Accessibility;
    let nowhere = citizens::without_path(context, purpose);
    let has_office = |operator, service| {
        nowhere
            .get(&operator)
            .is_none_or(|services: &std::collections::BTreeSet<_>| !services.contains(&service))
    };
    for (home, lack) in lacking(context, purpose, |usage| has_office(usage.operator, usage.service)) {
        let Some(span) = lack.span(context, home) else { continue };
        let list = |words: fn(Words) -> &'static str| {
            lack.levels.iter().map(|level| words(level.label())).collect::<Vec<_>>().join(", ")
        };
        let owners = organization_names(context.model, &lack.organizations, Case::Nominative);
        let names = service_names(context.model, &lack.services, Case::Accusative);
        let from = lack.levels.first().map_or("first", |level| level.word());
        let mut about = Subject::state(home);
        about.service = only(&lack.services);
        let finding = Finding::new(
            span,
            Text::new(
                format!("kein Weg zur Meldung von Barrieren: {} ({})", list(|words| words.de), owners.de),
                format!("no path to report barriers: {} ({})", list(|words| words.en), owners.en),
            ),
            about,
        )
        .label(Text::new(format!("betrifft {}", names.de), format!("concerns {}", names.en)))
        .cause(text!(
            "kein am Stichtag gültiger Weg mit purpose = \"accessibility\" beginnt dort",
            "no path with purpose = \"accessibility\" that is valid on the day begins there"
        ))
        .help(text!(
            "ergänzen Sie: [[path]] purpose = \"accessibility\", from = \"@{from}\", to = \"…\"",
            "add: [[path]] purpose = \"accessibility\", from = \"@{from}\", to = \"…\""
        ));
        findings.report(finding);
    }
}
