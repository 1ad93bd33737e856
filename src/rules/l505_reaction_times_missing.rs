//! L505: technical support without agreed reaction times.

use super::answering::is_claim_from;
use super::l109_never_tested::{about, cell, owner_words};
use super::{Context, Finding, Findings, Rule, Runs};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity};
use crate::model::{Owner, Support};
use crate::profile::Cell;
use crate::text::{Text, Words, text};
use crate::vocabulary::{Level, SeverityClass, Track};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L505"),
        name: "reaction-times-missing",
        summary: Words::new("Reaktionszeiten sind nicht vereinbart", "reaction times are not agreed"),
        severity: Severity::Error,
        sources: &["R15"],
        since: "0.1.0",
        step: InStep::Level,
        looks_at: Some(LooksAt::ReactionTimes),
        yields_to: &[],
        what: Words::new(
            "Ob für technische Fragen im Second und Third Level Reaktionszeiten nach Schwere vereinbart sind: mindestens zwei Stufen, darunter „critical“.",
            "Whether reaction times by severity are agreed for technical questions on second and third level: at least two classes, `critical` among them.",
        ),
        why: Words::new(
            "DIN SPEC 66336 verlangt, dass Verwaltung und IT-Dienstleister Reaktionszeiten nach Schwere vereinbaren und kritische Mängel unverzüglich behoben werden.",
            "DIN SPEC 66336 demands that administration and IT provider agree reaction times by severity, and that critical defects are fixed without delay.",
        ),
        fix: Words::new(
            "Die vereinbarten Zeiten aus dem Vertrag eintragen: reaction = { critical = \"…\", high = \"…\" }. Lotse erfindet keine Zahlen.",
            "Write down the times agreed in the contract: reaction = { critical = \"…\", high = \"…\" }. Lotse invents no figures.",
        ),
        bad: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"
"#,
        good: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"
reaction = { critical = "1 h", high = "4 h", medium = "3 wd" }
"#,
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    for record in &model.supports {
        if !is_claim_from(record, context.on)
            || !is_technical(record)
            || record.times_broken
            || matches!(record.owner.value, Owner::Nobody | Owner::Undecidable)
            || !model.is_complete(record.state)
        {
            continue;
        }
        let critical = record.reaction.iter().any(|(class, _)| *class == SeverityClass::Critical);
        if critical && record.reaction.len() >= 2 {
            continue;
        }
        let what = cell(record).map_or_else(Text::default, Cell::words);
        let who = owner_words(model, record.owner.value);
        let many = if record.reaction.is_empty() {
            Words::new(
                "{} Support-Einträge ohne vereinbarte Reaktionszeiten",
                "{} support records without agreed reaction times",
            )
        } else {
            Words::new(
                "{} Support-Einträge mit unvollständigen Reaktionszeiten",
                "{} support records with incomplete reaction times",
            )
        };
        let (message, label) = if record.reaction.is_empty() {
            let message = Text::new(
                format!("keine Reaktionszeiten vereinbart: {} durch {}", what.de, who.de),
                format!("no reaction times agreed: {} by {}", what.en, who.en),
            );
            (message, text!("hier fehlt „reaction“", "`reaction` is missing here"))
        } else {
            let message = Text::new(
                format!("Reaktionszeiten unvollständig: {} durch {}", what.de, who.de),
                format!("reaction times incomplete: {} by {}", what.en, who.en),
            );
            let label = if critical {
                text!(
                    "nur eine Stufe; verlangt sind Zeiten nach Schwere",
                    "one class only; times by severity are demanded"
                )
            } else {
                text!("hier fehlt „critical“", "`critical` is missing here")
            };
            (message, label)
        };
        let span = record.reaction.first().map_or(record.span, |(_, time)| time.span);
        let name = Text::new(format!("{} durch {}", what.de, who.de), format!("{} by {}", what.en, who.en));
        let finding = Finding::new(span, message, about(record)).one_of(name, many).label(label).help(text!(
            "ergänzen Sie aus dem Vertrag: reaction = {{ critical = \"…\", high = \"…\" }}",
            "add from the contract: reaction = {{ critical = \"…\", high = \"…\" }}"
        ));
        findings.report(finding);
    }
}

/// Whether a record is about the technology on second or third level, where defects are fixed.
fn is_technical(record: &Support) -> bool {
    record.level.as_ref().is_some_and(|level| level.value != Level::First)
        && record
            .track
            .as_ref()
            .is_some_and(|track| matches!(track.value, Track::TechnicalService | Track::TechnicalState))
}
