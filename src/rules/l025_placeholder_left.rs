//! L025: a name or a reference is still what a new workspace put there to be filled in.

use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::key::GlobalId;
use crate::source::Span;
use crate::text::{Words, text};

/// What a new workspace writes where a person has to fill something in.
const PLACEHOLDERS: [&str; 4] =
    ["(Name eintragen)", "(write its name)", "Aktenzeichen eintragen", "write the file number"];

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L025"),
        name: "placeholder-left",
        summary: Words::new("ein Platzhalter ist noch nicht ausgefüllt", "a placeholder is not filled in yet"),
        severity: Severity::Note,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob ein Name oder ein Aktenzeichen noch so dasteht, wie „lotse init“ es zum Ausfüllen vorbereitet hat.",
            "Whether a name or a file number still stands as \"lotse init\" prepared it to be filled in.",
        ),
        why: Words::new(
            "Was so dasteht, kommt in alle Dokumente, und niemand ist damit gemeint.",
            "What stands like that gets into all documents, and nobody is meant by it.",
        ),
        fix: Words::new(
            "Den richtigen Namen eintragen. Was niemand weiß, bleibt weg.",
            "Enter the right name. What nobody knows is left out.",
        ),
        bad: r#"[state]
code = "NI"
[[organization]]
id = "koordination"
name = "Koordinationsstelle Niedersachsen (Name eintragen)"
kind = "coordination"
"#,
        good: r#"[state]
code = "NI"
[[organization]]
id = "koordination"
name = "Koordinierungsstelle Onlinedienste"
kind = "coordination"
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    let organizations = model.organizations.iter().map(|one| (&one.id, one.span, one.name.as_str()));
    let components = model.components.iter().map(|one| (&one.id, one.span, one.name.as_str()));
    let agreements =
        model.agreements.iter().filter_map(|one| Some((&one.id, one.span, one.reference.as_deref()?)));
    let left = organizations.chain(components).chain(agreements);
    for (id, span, written) in left.filter(|(.., written)| is_placeholder(written)) {
        findings.report(finding(id, span, written));
    }
}

fn is_placeholder(written: &str) -> bool {
    PLACEHOLDERS.iter().any(|placeholder| written.contains(placeholder))
}

fn finding(id: &GlobalId, span: Span, written: &str) -> Finding {
    let local = &id.local;
    Finding::new(
        span,
        text!("„{written}“ ist noch auszufüllen", "\"{written}\" is still to be filled in"),
        Subject::state(id.state).record(local.to_string()),
    )
    .help(text!("tragen Sie bei „{local}“ ein, wie es heißt", "enter for \"{local}\" what it is called"))
    .one_of(
        text!("„{local}“", "\"{local}\""),
        Words::new("{} Platzhalter sind noch auszufüllen", "{} placeholders are still to be filled in"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fault: the templates are reworded, and what they leave to be filled in is no longer found.
    #[test]
    fn every_placeholder_of_a_new_workspace_is_known() {
        for (_, text) in crate::start::all_texts() {
            let marked = text.lines().filter(|line| {
                let value = line.split_once(" = ").map_or("", |(_, value)| value);
                value.contains("eintragen") || value.contains("write ")
            });
            for line in marked {
                assert!(is_placeholder(line), "{line}");
            }
        }
    }
}
