//! L104: nobody answers questions about a state-specific component on second or third level.

use std::collections::BTreeMap;

use super::bundle::{Bundle, absence};
use super::examples::{first_level, in_use, operator};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity};
use crate::key::StateCode;
use crate::model::ComponentId;
use crate::profile::Cell;
use crate::routing::GapKind;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::vocabulary::Vocabulary;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L104"),
        name: "component-without-level",
        summary: Words::new(
            "für eine landesspezifische IT-Dienstleistung fehlt der Second oder Third Level",
            "a state-specific IT component lacks its second or third level",
        ),
        severity: Severity::Error,
        sources: &["S4", "S7"],
        since: "0.1.0",
        step: InStep::LevelFromSecond,
        looks_at: Some(LooksAt::Components),
        yields_to: &[],
        what: Words::new(
            "Ob für jede Komponente (Zahlung, Fachverfahren …), die ein Onlinedienst in einem Land nutzt, im Second und im Third Level jemand antwortet.",
            "Whether somebody answers on second and on third level for each component (payment, specialist procedure …) that a service uses in a state.",
        ),
        why: Words::new(
            "Scheitert die Zahlung, hilft der Betreiber des Onlinedienstes nicht weiter: Die Komponente gehört dem mitnutzenden Land.",
            "If the payment fails, the operator of the service cannot help: the component belongs to the co-using state.",
        ),
        fix: Words::new(
            "Einen Eintrag [[support]] mit track = \"technical-state\" ergänzen, mit components = [\"…\"] oder ohne diese Angabe für alle Komponenten.",
            "Add a record [[support]] with track = \"technical-state\", with components = [\"…\"] or without it for all components.",
        ),
        bad: concat!(
            operator!(),
            "# file: ni.toml\n[state]\ncode = \"NI\"\n",
            in_use!(),
            first_level!(),
            "\n[[organization]]\nid = \"stelle\"\nname = \"Supportstelle\"\nkind = \"state-helpdesk\"\n",
            "\n[[component]]\nid = \"zahlung\"\nkind = \"payment\"\nname = \"Zahlung\"\n",
            "\n[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nowner = \"stelle\"\n",
            "\n[[support]]\nlevel = \"second\"\ntrack = \"technical-state\"\nowner = \"stelle\"\n"
        ),
        good: concat!(
            operator!(),
            "# file: ni.toml\n[state]\ncode = \"NI\"\n",
            in_use!(),
            first_level!(),
            "\n[[organization]]\nid = \"stelle\"\nname = \"Supportstelle\"\nkind = \"state-helpdesk\"\n",
            "\n[[component]]\nid = \"zahlung\"\nkind = \"payment\"\nname = \"Zahlung\"\n",
            "\n[[support]]\nlevel = \"second\"\ntrack = \"subject-matter\"\nowner = \"stelle\"\n",
            "\n[[support]]\nlevel = \"second\"\ntrack = \"technical-state\"\nowner = \"stelle\"\n",
            "\n[[support]]\nlevel = \"third\"\ntrack = \"technical-state\"\nowner = \"stelle\"\ncomponents = [\"zahlung\"]\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<(StateCode, ComponentId, Cell), Bundle> = BTreeMap::new();
    for gap in context.gaps.iter().filter(|gap| gap.kind == GapKind::Never) {
        let Some(component) = gap.component else { continue };
        found.entry((gap.home, component, gap.cell)).or_default().add_gap(gap);
    }
    for ((home, id, cell), bundle) in found {
        let component = context.model.component(id);
        // A component of another state is not repaired at its own record.
        let own = component.id.state == home;
        let place = if own { Some(component.span) } else { absence(context, &bundle, home, cell) };
        let Some(span) = place else { continue };
        let name = &component.name;
        let level = cell.level.label();
        let services = bundle.services(context, Case::Dative);
        let written = if own { component.id.local.to_string() } else { component.id.to_string() };
        let (word, track) = (cell.level.word(), cell.track.map_or("", Vocabulary::word));
        let finding = Finding::new(
            span,
            Text::new(
                format!("für „{name}“ gibt es keinen {} (genutzt von {})", level.de, services.de),
                format!("\"{name}\" has no {} (used by {})", level.en, services.en),
            ),
            bundle.subject(context, home).cell(cell),
        )
        .label(bundle.concerns(context))
        .cause(text!(
            "an keinem Tag antwortet ein Eintrag [[support]] auf technische Fragen zu dieser Komponente",
            "no record [[support]] answers technical questions about this component, on no day"
        ))
        .help(text!(
            "ergänzen Sie: [[support]] level = \"{word}\", track = \"{track}\", components = [\"{written}\"], owner = \"…\"",
            "add: [[support]] level = \"{word}\", track = \"{track}\", components = [\"{written}\"], owner = \"…\""
        ));
        findings.report(finding);
    }
}
