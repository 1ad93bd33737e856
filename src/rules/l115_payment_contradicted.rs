//! L115: a use says that nothing is paid, and a payment component names the service.

use super::examples::{co_using_state, operating_state};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity};
use crate::model::Payment;
use crate::text::{Words, text};
use crate::vocabulary::ComponentKind;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L115"),
        name: "payment-contradicted",
        summary: Words::new(
            "laut Mitnutzung wird nichts bezahlt, und doch nennt eine Zahlungskomponente den Onlinedienst",
            "the use says that nothing is paid, and yet a payment component names the service",
        ),
        severity: Severity::Warning,
        sources: &["S4"],
        since: "0.2.0",
        step: InStep::Level,
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob zu einem Onlinedienst mit payment = \"none\" eine [[component]] mit kind = \"payment\" desselben Landes ihn in services nennt. Eine Zahlungskomponente ohne services gilt dort nicht: Die Mitnutzung geht vor.",
            "Whether a [[component]] with kind = \"payment\" of the same state names in its services a service whose use says payment = \"none\". A payment component without services does not hold there: the use goes first.",
        ),
        why: Words::new(
            "Eines von beiden stimmt nicht. Wird doch bezahlt, fehlt jemand, der Fragen dazu beantwortet, und niemand merkt es.",
            "One of the two is wrong. If something is paid after all, somebody is missing who answers questions about it, and nobody notices.",
        ),
        fix: Words::new(
            "Den Onlinedienst in services der Komponente streichen, oder in der Mitnutzung payment = \"Kennung der Komponente\" schreiben.",
            "Remove the service from the component's services, or write payment = \"id of the component\" in the use.",
        ),
        bad: concat!(
            operating_state!(),
            co_using_state!(),
            "payment = \"none\"\n[[component]]\nid = \"kasse\"\nkind = \"payment\"\nname = \"Kasse\"\nservices = [\"hb/a\"]\n"
        ),
        good: concat!(
            operating_state!(),
            co_using_state!(),
            "payment = \"none\"\n[[component]]\nid = \"kasse\"\nkind = \"payment\"\nname = \"Kasse\"\n"
        ),
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    for usage in &model.uses {
        let Some(payment) = usage.payment.as_ref().filter(|payment| payment.value == Payment::Nothing) else {
            continue;
        };
        let ended = usage.end.is_some_and(|end| end <= context.on);
        for id in model.component_ids().filter(|_| !ended) {
            let component = model.component(id);
            if component.id.state != usage.state
                || component.kind != Some(ComponentKind::Payment)
                || !component.services.names(&usage.service.value)
                || !context.situation.is_still_used(id)
            {
                continue;
            }
            let (service, name) = (&model.service(usage.service.value).name, &component.name);
            let own = &component.id.local;
            let finding = Finding::new(
                payment.span,
                text!(
                    "zu „{service}“ wird nichts bezahlt, und doch ist „{name}“ dafür da",
                    "nothing is paid for \"{service}\", and yet \"{name}\" is there for it"
                ),
                Subject::state(usage.state).service(usage.service.value).component(Some(id)),
            )
            .related(
                component.span,
                text!("nennt den Onlinedienst in „services“", "names the service in `services`"),
            )
            .help(text!(
                "streichen Sie den Onlinedienst dort, oder schreiben Sie hier: payment = \"{own}\"",
                "remove the service there, or write here: payment = \"{own}\""
            ));
            findings.report(finding);
        }
    }
}
