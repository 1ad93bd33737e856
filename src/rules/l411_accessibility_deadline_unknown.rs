//! L411: the legal deadline to answer accessibility feedback is not known, or a path promises less.

use super::examples::operating_state;
use super::uses::used;
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::model::{End, Path, State};
use crate::situation::Asked;
use crate::text::{Language, Text, Words, text};
use crate::vocabulary::Purpose;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L411"),
        name: "accessibility-deadline-unknown",
        summary: Words::new(
            "die gesetzliche Frist für gemeldete Barrieren ist unbekannt oder wird überschritten",
            "the legal deadline for reported barriers is unknown or exceeded",
        ),
        severity: Severity::Warning,
        sources: &["R54"],
        since: "0.1.0",
        step: InStep::Of(Step::Notices),
        looks_at: Some(LooksAt::Accessibility),
        yields_to: &[],
        what: Words::new(
            "Ob ein Land, in dem Barrieren gemeldet werden können, seine gesetzliche Frist nennt, und ob kein Weg eine längere verspricht. Die Frist ist in jedem Land eine andere und wird nie angenommen.",
            "Whether a state in which barriers can be reported names its legal deadline, and whether no path promises a longer one. The deadline differs from state to state and is never assumed.",
        ),
        why: Words::new(
            "Wer eine Barriere meldet, hat einen gesetzlichen Anspruch auf Antwort in einer Frist: im Bund ein Monat, in Bremen zwei Wochen.",
            "Who reports a barrier has a legal claim to an answer within a deadline: one month at the federation, two weeks in Bremen.",
        ),
        fix: Words::new(
            "Im Landesrecht nachsehen und auf [state] ergänzen: accessibility-deadline und accessibility-law. Bei einem zu langen Weg `within` verkürzen.",
            "Look it up in the law of the state and add on [state]: accessibility-deadline and accessibility-law. Where a path takes too long, shorten `within`.",
        ),
        bad: concat!(
            operating_state!(),
            "[[use]]\nservice = \"a\"\n[[path]]\npurpose = \"accessibility\"\nfrom = \"citizen\"\nto = \"koordination\"\n"
        ),
        good: concat!(
            "[state]\ncode = \"HB\"\naccessibility-deadline = \"2 weeks\"\naccessibility-law = \"§ 14 Absatz 3 BremBGG\"\n",
            "[[organization]]\nid = \"koordination\"\nname = \"Betriebskoordination\"\nkind = \"coordination\"\n[[service]]\nid = \"a\"\nname = \"A\"\n[[use]]\nservice = \"a\"\n[[path]]\npurpose = \"accessibility\"\nfrom = \"citizen\"\nto = \"koordination\"\nwithin = \"2 weeks\"\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let concerned: BTreeSet<StateCode> =
        used(context).iter().flat_map(|usage| [usage.state, usage.operator]).collect();
    for state in context.model.states.values().filter(|state| concerned.contains(&state.code)) {
        let known = context.situation.paths_in_force(Purpose::Accessibility, Asked::from(context.on));
        let paths: Vec<&Path> = known
            .map(|(_, path)| path)
            .filter(|path| path.state == state.code && path.from.value == End::Citizen)
            .collect();
        let Some(first) = paths.first() else { continue };
        match &state.accessibility_deadline {
            None if context.model.is_complete(state.code) => unknown(findings, state, first),
            None => {}
            Some(_) => too_long(findings, state, &paths),
        }
    }
}

fn unknown(findings: &mut Findings<'_>, state: &State, path: &Path) {
    let home = state.code.name();
    let finding = Finding::new(
        state.span,
        Text::new(
            format!("für {} ist nicht bekannt, in welcher Frist gemeldete Barrieren zu beantworten sind", home.de),
            format!("it is not known for {} within which deadline reported barriers must be answered", home.en),
        ),
        Subject::state(state.code),
    )
    .related(path.span, text!("hier werden Barrieren gemeldet", "here barriers are reported"))
    .cause(text!(
        "die Frist steht im Recht jedes Landes, und jedes hat eine eigene; Lotse nimmt keine an",
        "the deadline stands in the law of each state, and each has its own; Lotse assumes none"
    ))
    .help(text!(
        "sehen Sie im Landesrecht nach und ergänzen Sie unter [state]: accessibility-deadline = \"…\", accessibility-law = \"…\"",
        "look it up in the state's law and add below [state]: accessibility-deadline = \"…\", accessibility-law = \"…\""
    ));
    findings.report(finding);
}

fn too_long(findings: &mut Findings<'_>, state: &State, paths: &[&Path]) {
    let Some(deadline) = &state.accessibility_deadline else { return };
    let law = state.accessibility_law.clone().unwrap_or_default();
    for path in paths {
        let Some(within) = path.within else { continue };
        // Working days and calendar days cannot be compared for certain; then nothing is said.
        if within.compare(deadline.value) != Some(Ordering::Greater) {
            continue;
        }
        let legal = |language| format!("{} {law}", deadline.value.words(language)).trim_end().to_owned();
        let (de, en) = (legal(Language::De), legal(Language::En));
        let (long_de, long_en) = (within.words(Language::De), within.words(Language::En));
        let limit = deadline.value;
        let mut about = Subject::state(state.code);
        about.record.clone_from(&path.id);
        let finding = Finding::new(
            path.span,
            text!(
                "die Frist für gemeldete Barrieren ist länger als die gesetzliche: {long_de}",
                "the deadline for reported barriers is longer than the legal one: {long_en}"
            ),
            about,
        )
        .related(deadline.span, text!("gesetzlich: {de}", "by law: {en}"))
        .help(text!("verkürzen Sie: within = \"{limit}\"", "shorten: within = \"{limit}\""));
        findings.report(finding);
    }
}
