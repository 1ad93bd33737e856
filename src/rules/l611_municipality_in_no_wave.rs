//! L611: a service goes live in waves, and some Kommunen are in none of them.

use std::collections::BTreeMap;

use super::bundle::Bundle;
use super::examples::{co_user, first_level, operator};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::model::ServiceId;
use crate::routing::GoLive;
use crate::text::list::Case;
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L611"),
        name: "municipality-in-no-wave",
        summary: Words::new("Kommunen stehen in keiner Welle", "municipalities are in no wave"),
        severity: Severity::Note,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob bei einem Onlinedienst, der in Wellen startet ([[wave]]), jede Kommune des Landes in einer Welle steht.",
            "Whether each municipality of the state is in a wave of a service that goes live in waves ([[wave]]).",
        ),
        why: Words::new(
            "Wer in keiner Welle steht, ist noch nicht geplant: Er hat keine Termine, und niemand fragt dort nach Support. Das kann Absicht sein oder vergessen.",
            "Who is in no wave is not planned yet: there are no dates for it, and nobody asks for support there. That may be intended, or forgotten.",
        ),
        fix: Words::new(
            "Die Kommunen in eine Welle aufnehmen (area), sobald ihr Start feststeht.",
            "Put the municipalities into a wave (area) once their go-live is settled.",
        ),
        bad: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            "\n[[use]]\nservice = \"hb/a\"\n",
            "\n[[wave]]\nservice = \"hb/a\"\nname = \"Welle 1\"\narea = [\"03452\"]\ngo-live = 2027-09-01\n",
            "\n[[municipality]]\nkey = \"03452\"\n\n[[municipality]]\nkey = \"03462\"\n"
        ),
        good: concat!(
            operator!(),
            co_user!(),
            first_level!(),
            "\n[[use]]\nservice = \"hb/a\"\n",
            "\n[[wave]]\nservice = \"hb/a\"\nname = \"Welle 1\"\narea = [\"03452\", \"03462\"]\ngo-live = 2027-09-01\n",
            "\n[[municipality]]\nkey = \"03452\"\n\n[[municipality]]\nkey = \"03462\"\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    let mut found: BTreeMap<(StateCode, ServiceId), Bundle> = BTreeMap::new();
    for row in context.table.rows() {
        let over = row.end.is_some_and(|end| end <= context.on);
        if row.go_live == GoLive::NotPlanned && !over && model.is_complete(row.state) {
            let bundle = found.entry((row.state, row.service)).or_default();
            bundle.add(row.state, row.service, row.units.clone());
        }
    }
    for ((state, service), bundle) in found {
        let Some(usage) = model.use_of(state, service).filter(|usage| !usage.waves_broken) else { continue };
        let id = &model.service(service).id;
        let message = |services: &Text| {
            Text::new(
                format!("zu {} stehen Kommunen in keiner Welle: noch nicht geplant", services.de),
                format!("for {} municipalities are in no wave: not planned yet", services.en),
            )
        };
        let places = context.table.places().words(&bundle.units());
        let (here, there) = (places.de, places.en);
        let own = message(&bundle.services(context, Case::Dative));
        let finding = Finding::new(usage.span, own, bundle.subject(context, state))
            .one_service_of(&bundle, message(&Text::same("{}")), Case::Dative)
            .label(text!("startet in Wellen", "goes live in waves"))
            .cause(text!(
                "kein Eintrag [[wave]] nennt in „area“: {here}",
                "no record [[wave]] names in \"area\": {there}"
            ))
            .help(text!(
                "nehmen Sie sie in eine Welle auf, sobald ihr Start feststeht: [[wave]] service = \"{id}\", area = [\"…\"], go-live = JJJJ-MM-TT",
                "put them into a wave once their go-live is settled: [[wave]] service = \"{id}\", area = [\"…\"], go-live = YYYY-MM-DD"
            ))
            .help_for_all(text!(
                "nehmen Sie sie in je eine Welle auf, sobald ihr Start feststeht: [[wave]] service = \"…\", area = [\"…\"], go-live = JJJJ-MM-TT",
                "put them into a wave of each once their go-live is settled: [[wave]] service = \"…\", area = [\"…\"], go-live = YYYY-MM-DD"
            ));
        findings.report(finding);
    }
}
