//! L108: second and third level of the operator, not agreed with those who rely on it.

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity};
use crate::key::StateCode;
use crate::model::{AgreementId, Link, Model, Owner, Support, Use};
use crate::source::Located;
use crate::text::{Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L108"),
        name: "operator-level-not-agreed",
        summary: Words::new(
            "Second und Third Level des betreibenden Landes sind nicht vereinbart",
            "second and third level of the operating state are not agreed",
        ),
        severity: Severity::Error,
        sources: &["R05"],
        since: "0.1.0",
        step: InStep::LevelFromSecond,
        looks_at: Some(LooksAt::Operator),
        yields_to: &[],
        what: Words::new(
            "Ob es zu jeder Mitnutzung eine Vereinbarung gibt, an der beide Seiten beteiligt sind: am [[use]] oder am Eintrag [[support]] des betreibenden Landes.",
            "Whether for each co-use there is an agreement to which both sides are parties: at the [[use]], or at the record [[support]] of the operating state.",
        ),
        why: Words::new(
            "DIN SPEC 66336 verlangt, dass der Betreiber Second und Third Level bereitstellt und mit den nachnutzenden Behörden vereinbart. Was nur eine Seite erklärt, bindet die andere nicht.",
            "DIN SPEC 66336 demands that the operator provides second and third level and agrees them with the re-using authorities. What one side declares alone does not bind the other.",
        ),
        fix: Words::new(
            "Die Vereinbarung als [[agreement]] mit parties von beiden Seiten eintragen und am [[use]] nennen: agreement = \"…\".",
            "Record the agreement as [[agreement]] with parties of both sides, and name it at the [[use]]: agreement = \"…\".",
        ),
        bad: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
[[service]]
id = "a"
name = "A"
[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"
reaction = { critical = "1 h", high = "4 h" }
[[support]]
level = "third"
track = "technical-service"
owner = "dienstleister"
reaction = { critical = "1 h", high = "4 h" }
# file: ni.toml
[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
[[use]]
service = "hb/a"
[[support]]
level = "first"
solution = "long-term"
owner = "stelle"
"#,
        good: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
[[service]]
id = "a"
name = "A"
[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"
reaction = { critical = "1 h", high = "4 h" }
[[support]]
level = "third"
track = "technical-service"
owner = "dienstleister"
reaction = { critical = "1 h", high = "4 h" }
# file: ni.toml
[state]
code = "NI"
[[organization]]
id = "stelle"
name = "Stelle"
kind = "state-helpdesk"
[[agreement]]
id = "vertrag"
parties = ["stelle", "hb/dienstleister"]
date = 2026-05-04
[[use]]
service = "hb/a"
agreement = "vertrag"
[[support]]
level = "first"
solution = "long-term"
owner = "stelle"
"#,
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    for usage in &model.uses {
        if usage.end.is_some_and(|end| end <= context.on) {
            continue;
        }
        let day = usage.go_live.as_ref().map_or(context.on, |day| day.value.max(context.on));
        let service = model.service(usage.service.value);
        let operator = service.operating_state(day);
        // Who uses the own service owes itself no contract (semantics 12 f).
        if operator == usage.state || !model.is_complete(usage.state) || !model.is_complete(operator) {
            continue;
        }
        let promised: Vec<&Support> = model
            .supports
            .iter()
            .filter(|record| context.situation.is_promise(record, usage))
            .collect();
        let open: Vec<&Support> =
            promised.into_iter().filter(|record| !is_agreed(model, usage, operator, record)).collect();
        let Some(first) = open.first() else { continue };
        let name = &service.name;
        let (land, with) = (operator.name(), usage.state.name());
        let (land_de, land_en, with_de, with_en) = (land.de, land.en, with.de, with.en);
        let named = usage.agreement.as_ref();
        let own = operator.slug();
        let message = text!(
            "die technische Unterstützung zu „{name}“ ist zwischen {land_de} und {with_de} nicht vereinbart",
            "the technical support of \"{name}\" is not agreed between {land_en} and {with_en}"
        );
        let label = match named {
            Some(_) => text!(
                "an dieser Vereinbarung fehlt eine der beiden Seiten",
                "one of the two sides is no party to this agreement"
            ),
            None => text!("hier ist keine Vereinbarung genannt", "no agreement is named here"),
        };
        let span = named.map_or(usage.span, |agreement| agreement.span);
        let subject = Subject::state(usage.state).service(usage.service.value);
        let finding = Finding::new(span, message, subject)
            .label(label)
            .related(first.span, text!("was das betreibende Land erklärt", "what the operating state declares"))
            .cause(text!(
                "weder der [[use]] noch der Eintrag des betreibenden Landes nennt eine Vereinbarung mit Beteiligten von beiden Seiten",
                "neither the [[use]] nor the operator's record names an agreement with parties of both sides"
            ))
            .help(text!(
                "tragen Sie [[agreement]] mit parties = [\"…\", \"{own}/…\"] ein und am [[use]] agreement = \"…\"",
                "record [[agreement]] with parties = [\"…\", \"{own}/…\"], and agreement = \"…\" at the [[use]]"
            ));
        findings.report(finding);
    }
}

/// Whether an agreement at the use or at the record has parties of both sides; what is not known counts as agreed.
fn is_agreed(model: &Model, usage: &Use, operator: StateCode, record: &Support) -> bool {
    let fits = |agreement: &Located<Link<AgreementId>>| match agreement.value {
        Link::Undecidable => true,
        Link::To(id) => {
            let parties = &model.agreement(id).parties;
            let has = |side: &dyn Fn(StateCode, Owner) -> bool| {
                parties.iter().any(|party| match party {
                    Link::Undecidable => true,
                    Link::To(id) => side(model.organization(*id).id.state, Owner::Organization(*id)),
                })
            };
            has(&|state, _| state == usage.state)
                && has(&|state, party| state == operator || party == record.owner.value)
        }
    };
    usage.agreement.as_ref().is_some_and(fits) || record.agreement.as_ref().is_some_and(fits)
}
