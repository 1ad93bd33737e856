//! L304: an owner to whom nobody hands on.

use super::examples::{first_ways, ladder, operator, way};
use super::ladders::{Groups, before, tell};
use super::uses::organization_names;
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::Vocabulary;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L304"),
        name: "owner-not-reached",
        summary: Words::new(
            "zu einer Stelle, die antwortet, führt kein Weg",
            "no way leads to an organization that answers",
        ),
        severity: Severity::Warning,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Escalation),
        yields_to: &[],
        what: Words::new(
            "Ob zu jeder Stelle auf dem Second und Third Level ein Weg führt. Gemeldet wird, wer benannt ist, während alle Wege vom Level davor zu anderen führen.",
            "Whether a way leads to each organization on second and third level. What is told is who is named while all ways from the level before lead to others.",
        ),
        why: Words::new(
            "Wer nie gefragt wird, hilft niemandem. Meist fehlt nur der Weg dorthin.",
            "Who is never asked helps nobody. Mostly only the path is missing.",
        ),
        fix: Words::new(
            "Einen [[path]] zu dieser Stelle ergänzen oder den Eintrag [[support]] streichen.",
            "Add a [[path]] to this organization, or take out the record [[support]].",
        ),
        bad: concat!(
            operator!(),
            ladder!(),
            first_ways!(),
            way!("@second", "hersteller", "technical-state"),
            "[[component]]\nid = \"zahlung\"\nkind = \"payment\"\nname = \"Zahlung\"\n[[component]]\nid = \"verfahren\"\nkind = \"specialist-procedure\"\nname = \"Fachverfahren\"\n[[organization]]\nid = \"kopfstelle\"\nname = \"Kopfstelle\"\nkind = \"intermediary\"\n[[support]]\nlevel = \"second\"\ntrack = \"technical-state\"\ncomponents = [\"zahlung\"]\nowner = \"kopfstelle\"\n"
        ),
        good: concat!(
            operator!(),
            ladder!(),
            first_ways!(),
            way!("@second", "hersteller", "technical-state"),
            "[[component]]\nid = \"zahlung\"\nkind = \"payment\"\nname = \"Zahlung\"\n[[component]]\nid = \"verfahren\"\nkind = \"specialist-procedure\"\nname = \"Fachverfahren\"\n[[organization]]\nid = \"kopfstelle\"\nname = \"Kopfstelle\"\nkind = \"intermediary\"\n[[support]]\nlevel = \"second\"\ntrack = \"technical-state\"\ncomponents = [\"zahlung\"]\nowner = \"kopfstelle\"\n",
            way!("@first", "kopfstelle", "technical-state")
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut groups = Groups::new();
    for unreached in context.hand_overs().iter().flat_map(|ladder| &ladder.unreached) {
        let Some(cell) = unreached.node.cell() else { continue };
        groups.add(context, (cell, before(cell)), unreached.node.organization(), &unreached.rows);
    }
    for ((home, cell), group) in &groups.0 {
        let Some(told) = tell(context, *home, &group.rows, (before(*cell), *cell)) else { continue };
        let names = organization_names(context.model, &group.organizations, Case::Accusative);
        let (what, level) = (cell.words(), before(*cell).level.label());
        let finding = Finding::new(
            told.span,
            Text::new(
                format!("niemand gibt Fragen weiter an {} ({})", names.de, what.de),
                format!("nobody hands questions on to {} ({})", names.en, what.en),
            ),
            told.about,
        )
        .label(told.label)
        .cause(Text::new(
            format!("alle Wege vom {} führen zu anderen Stellen", level.de),
            format!("all ways from {} lead to other organizations", level.en),
        ))
        .help(text!(
            "ergänzen Sie einen [[path]] mit purpose = \"escalation\" dorthin, oder streichen Sie den Eintrag [[support]]",
            "add a [[path]] with purpose = \"escalation\" to it, or take out the record [[support]]"
        ));
        findings.report(finding);
    }
}
