//! L109: support that is declared, and that nobody ever tried.

use super::answering::is_claim_from;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, RuleInfo, Severity, Step};
use crate::model::{Model, Owner, Support};
use crate::profile::Cell;
use crate::situation::Limited as _;
use crate::text::{Text, Words, text};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L109"),
        name: "never-tested",
        summary: Words::new(
            "ein Eintrag ist erklärt, aber nie erprobt",
            "a record is declared, but was never tested",
        ),
        severity: Severity::Note,
        sources: &[],
        since: "0.1.0",
        step: InStep::Of(Step::Upkeep),
        looks_at: None,
        yields_to: &[],
        what: Words::new(
            "Ob zu jedem Eintrag [[support]], der gilt oder gelten wird, ein Tag der Erprobung genannt ist (tested).",
            "Whether each record [[support]] that holds or will hold names the day on which it was tested.",
        ),
        why: Words::new(
            "Erklärt, vereinbart und erprobt sind drei Dinge. Ob ein Anruf wirklich ankommt, zeigt erst ein Versuch; Prüfende fragen nach dem letzten Test.",
            "Declared, agreed and tested are three things. Only a trial shows whether a call really arrives; auditors ask for the last test.",
        ),
        fix: Words::new(
            "Einen Probelauf machen (eine Testfrage über jeden Kanal) und eintragen: tested = JJJJ-MM-TT.",
            "Make a trial (one test question over each channel) and write: tested = YYYY-MM-DD.",
        ),
        bad: r#"[state]
code = "HB"
[[organization]]
id = "dienstleister"
name = "Dienstleister"
kind = "it-provider"
deputy = "internal"
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
deputy = "internal"
[[support]]
level = "second"
track = "technical-service"
owner = "dienstleister"
tested = 2026-10-20
"#,
    },
    runs: Runs::Always,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let model = context.model;
    for record in &model.supports {
        if !is_claim_from(record, context.on)
            || record.tested.is_some()
            || matches!(record.owner.value, Owner::Nobody | Owner::Undecidable)
            || !model.is_complete(record.state)
        {
            continue;
        }
        let what = cell(record).map_or_else(Text::default, Cell::words);
        let who = owner_words(model, record.owner.value);
        let mut finding = Finding::new(
            record.span,
            Text::new(
                format!("nie erprobt: {} durch {}", what.de, who.de),
                format!("never tested: {} by {}", what.en, who.en),
            ),
            about(record),
        )
        .one_of(
            Text::new(format!("{} durch {}", what.de, who.de), format!("{} by {}", what.en, who.en)),
            Words::new("{} Support-Einträge sind nie erprobt", "{} support records were never tested"),
        )
        .label(text!("hier fehlt „tested“", "`tested` is missing here"))
        .help(text!(
            "stellen Sie eine Testfrage über jeden Kanal und ergänzen Sie tested = JJJJ-MM-TT",
            "ask a test question over each channel and add tested = YYYY-MM-DD"
        ));
        if record.begins_after(context.on).is_some() {
            // Not yet in force: there is time left.
            finding = finding.at_most(Severity::Note);
        }
        findings.report(finding);
    }
}

/// Level and track of a record, where both are there.
pub(super) fn cell(record: &Support) -> Option<Cell> {
    let level = record.level.as_ref()?.value;
    Some(Cell { level, track: record.track.as_ref().map(|track| track.value) })
}

/// What a finding about a support record is about.
pub(super) fn about(record: &Support) -> Subject {
    let mut subject = Subject::state(record.state).areas(record.area.listed().iter().copied());
    subject.cell = cell(record);
    subject.record.clone_from(&record.id);
    if let [service] = record.services.listed() {
        subject = subject.service(*service);
    }
    subject
}

/// An owner as people say it.
pub(super) fn owner_words(model: &Model, owner: Owner) -> Text {
    match owner {
        Owner::Organization(id) => {
            let name = &model.organization(id).name;
            text!("„{name}“", "\"{name}\"")
        }
        Owner::Competent => text!("die zuständige Behörde", "the competent authority"),
        Owner::Nobody | Owner::Undecidable => text!("niemanden", "nobody"),
    }
}
