//! The rules: one file each. A rule sees the model and the analyses, never text, never another rule; it returns data.
//!
//! To add one: copy a file, give it the next free code of its group, add its `mod` line and its entry in [`ALL`]. `explain`,
//! the reference, the machine formats and the tests follow by themselves.
//!
//! L0xx files and references · L1xx ownership · L2xx time · L3xx escalation · L4xx communication, feedback, knowledge ·
//! L5xx reachability and service levels · L6xx rollout · L9xx exceptions. A code is never reused.

mod addresses;
mod alike;
mod answering;
mod bundle;
mod citizens;
mod claims;
mod claims_115;
mod competence;
mod context;
mod duties;
mod ended;
mod endless;
mod examples;
mod findings;
mod incomplete_paths;
mod ladders;
mod level_paths;
mod notices;
pub mod review;
mod rollout;
mod spelled;
mod steps;
mod subject;
mod told;
mod uses;

mod l011_conflicting_go_live;
mod l017_no_competent_authority;
mod l018_conflicting_competence;
mod l019_key_not_in_register;
mod l020_key_in_another_form;
mod l021_service_key_warning;
mod l022_dvdv_contradiction;
mod l025_placeholder_left;
mod l101_level_without_owner;
mod l102_wrong_side;
mod l103_ambiguous_owner;
mod l104_component_without_level;
mod l105_115_without_tier;
mod l106_115_outside_area;
mod l107_owner_without_deputy;
mod l108_operator_level_not_agreed;
mod l109_never_tested;
mod l111_115_not_offered;
mod l112_115_without_knowledge_owner;
mod l113_deliberate_gap_expired;
mod l114_support_displaced;
mod l115_payment_contradicted;
mod l201_gap_in_time;
mod l202_interim_without_end;
mod l203_interim_without_successor;
mod l204_interim_expired;
mod l205_interim_ending_soon;
mod l206_not_in_force_at_go_live;
mod l207_long_term_solution_missing;
mod l208_contact_not_confirmed;
mod l209_agreement_expired;
mod l210_agreement_not_confirmed;
mod l211_support_not_confirmed;
mod l301_dead_end;
mod l302_escalation_cycle;
mod l303_level_skipped;
mod l304_owner_not_reached;
mod l305_single_point_of_failure;
mod l306_hand_over_without_channel;
mod l307_hand_over_without_trigger;
mod l308_hand_over_without_deadline;
mod l309_first_level_does_not_sort;
mod l310_no_hierarchical_escalation;
mod l311_deputy_without_channel;
mod l312_security_along_the_ladder;
mod l313_level_without_accessibility_path;
mod l314_hand_over_not_agreed;
mod l401_municipality_without_feedback;
mod l402_feedback_ends_short;
mod l403_municipality_without_support_contact;
mod l404_knowledge_loop_open;
mod l405_no_communication_paths;
mod l406_path_not_established;
mod l407_outage_path_missing;
mod l408_release_path_missing;
mod l409_handouts_missing;
mod l410_accessibility_path_missing;
mod l411_accessibility_deadline_unknown;
mod l412_security_path_missing;
mod l413_user_feedback_unevaluated;
mod l414_carrier_unknown;
mod l415_carrier_assumed;
mod l416_feedback_stays_with_provider;
mod l417_feedback_offer_not_lived;
mod l501_organization_without_channel;
mod l502_malformed_email;
mod l503_malformed_phone;
mod l504_malformed_url;
mod l505_reaction_times_missing;
mod l506_reaction_times_not_monotone;
mod l507_service_hours_missing;
mod l508_service_hours_malformed;
mod l509_first_level_hours_beyond_115;
mod l510_closed_without_text;
mod l511_personal_address;
mod l601_step_overdue;
mod l602_steps_in_a_circle;
mod l603_go_live_out_of_reach;
mod l604_gate_missed;
mod l605_done_without_evidence;
mod l606_done_before_predecessor;
mod l607_step_unknown;
mod l608_go_live_without_support;
mod l609_interim_out_of_reach;
mod l610_ticked_by_hand;
mod l611_municipality_in_no_wave;
mod l901_exception_expired;
mod l902_exception_matches_nothing;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, RuleInfo};
use crate::model::Exception;
use crate::work::Workers;

pub use context::{Context, Ladders, Review, Rollout};
pub use findings::{Finding, Findings, Found};
pub use subject::Subject;

/// When a rule runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    /// Always: a contradiction is one under every profile.
    Always,
    /// Only if a chosen profile asks for what it checks.
    WhenAsked,
    /// Always, after all others: rules about exceptions see which of them matched a finding.
    Last,
}

/// A rule: what is known about it, when it runs, and the check itself.
#[derive(Debug)]
pub struct Rule {
    /// Code, name, documentation.
    pub info: RuleInfo,
    /// When it runs.
    pub runs: Runs,
    /// The check.
    pub check: fn(&Context<'_>, &mut Findings<'_>),
}

/// All rules, by code.
pub static ALL: &[&Rule] = &[
    &l011_conflicting_go_live::RULE,
    &l017_no_competent_authority::RULE,
    &l018_conflicting_competence::RULE,
    &l019_key_not_in_register::RULE,
    &l020_key_in_another_form::RULE,
    &l021_service_key_warning::RULE,
    &l022_dvdv_contradiction::RULE,
    &l025_placeholder_left::RULE,
    &l101_level_without_owner::RULE,
    &l102_wrong_side::RULE,
    &l103_ambiguous_owner::RULE,
    &l104_component_without_level::RULE,
    &l105_115_without_tier::RULE,
    &l106_115_outside_area::RULE,
    &l107_owner_without_deputy::RULE,
    &l108_operator_level_not_agreed::RULE,
    &l109_never_tested::RULE,
    &l111_115_not_offered::RULE,
    &l112_115_without_knowledge_owner::RULE,
    &l113_deliberate_gap_expired::RULE,
    &l114_support_displaced::RULE,
    &l115_payment_contradicted::RULE,
    &l201_gap_in_time::RULE,
    &l202_interim_without_end::RULE,
    &l203_interim_without_successor::RULE,
    &l204_interim_expired::RULE,
    &l205_interim_ending_soon::RULE,
    &l206_not_in_force_at_go_live::RULE,
    &l207_long_term_solution_missing::RULE,
    &l208_contact_not_confirmed::RULE,
    &l209_agreement_expired::RULE,
    &l210_agreement_not_confirmed::RULE,
    &l211_support_not_confirmed::RULE,
    &l301_dead_end::RULE,
    &l302_escalation_cycle::RULE,
    &l303_level_skipped::RULE,
    &l304_owner_not_reached::RULE,
    &l305_single_point_of_failure::RULE,
    &l306_hand_over_without_channel::RULE,
    &l307_hand_over_without_trigger::RULE,
    &l308_hand_over_without_deadline::RULE,
    &l309_first_level_does_not_sort::RULE,
    &l310_no_hierarchical_escalation::RULE,
    &l311_deputy_without_channel::RULE,
    &l312_security_along_the_ladder::RULE,
    &l313_level_without_accessibility_path::RULE,
    &l314_hand_over_not_agreed::RULE,
    &l401_municipality_without_feedback::RULE,
    &l402_feedback_ends_short::RULE,
    &l403_municipality_without_support_contact::RULE,
    &l404_knowledge_loop_open::RULE,
    &l405_no_communication_paths::RULE,
    &l406_path_not_established::RULE,
    &l407_outage_path_missing::RULE,
    &l408_release_path_missing::RULE,
    &l409_handouts_missing::RULE,
    &l410_accessibility_path_missing::RULE,
    &l411_accessibility_deadline_unknown::RULE,
    &l412_security_path_missing::RULE,
    &l413_user_feedback_unevaluated::RULE,
    &l414_carrier_unknown::RULE,
    &l415_carrier_assumed::RULE,
    &l416_feedback_stays_with_provider::RULE,
    &l417_feedback_offer_not_lived::RULE,
    &l501_organization_without_channel::RULE,
    &l502_malformed_email::RULE,
    &l503_malformed_phone::RULE,
    &l504_malformed_url::RULE,
    &l505_reaction_times_missing::RULE,
    &l506_reaction_times_not_monotone::RULE,
    &l507_service_hours_missing::RULE,
    &l508_service_hours_malformed::RULE,
    &l509_first_level_hours_beyond_115::RULE,
    &l510_closed_without_text::RULE,
    &l511_personal_address::RULE,
    &l601_step_overdue::RULE,
    &l602_steps_in_a_circle::RULE,
    &l603_go_live_out_of_reach::RULE,
    &l604_gate_missed::RULE,
    &l605_done_without_evidence::RULE,
    &l606_done_before_predecessor::RULE,
    &l607_step_unknown::RULE,
    &l608_go_live_without_support::RULE,
    &l609_interim_out_of_reach::RULE,
    &l610_ticked_by_hand::RULE,
    &l611_municipality_in_no_wave::RULE,
    &l901_exception_expired::RULE,
    &l902_exception_matches_nothing::RULE,
];

/// The rule of a code.
pub fn find(code: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.info.code.0 == code)
}

/// What the rules come to.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The findings, sorted by place.
    pub findings: Vec<Found>,
    /// Findings that an exception accepts, each with the index of the exception in the model.
    pub accepted: Vec<(Found, usize)>,
}

/// Runs all rules that apply, shared out among workers.
pub fn check_with(context: &Context<'_>, workers: &impl Workers) -> Outcome {
    let mut outcome = Outcome::default();
    let mut matched = BTreeSet::new();
    context.prepare(workers);
    for finding in run(context, &matched, workers, |runs| runs != Runs::Last) {
        let exceptions = &context.model.exceptions;
        let fitting: Vec<usize> = (0..exceptions.len())
            .filter(|at| exceptions.get(*at).is_some_and(|exception| accepts(exception, &finding, context)))
            .collect();
        matched.extend(fitting.iter().copied());
        match fitting.first() {
            Some(exception) => outcome.accepted.push((finding, *exception)),
            None => outcome.findings.push(finding),
        }
    }
    outcome.findings.extend(run(context, &matched, workers, |runs| runs == Runs::Last));
    outcome.findings.sort_by(|a, b| order(&a.diagnostic).cmp(&order(&b.diagnostic)));
    outcome
}

/// The findings as people are told them: those with one cause and one way out at once, with how many there are.
pub fn told(context: &Context<'_>, found: &[Found]) -> Vec<Diagnostic> {
    told::told(context, found)
}

/// The findings of the rules that run at one time.
fn run(
    context: &Context<'_>,
    matched: &BTreeSet<usize>,
    workers: &impl Workers,
    when: impl Fn(Runs) -> bool,
) -> Vec<Found> {
    let asked = |rule: &Rule| rule.runs != Runs::WhenAsked || context.asks(rule.info.code.0);
    let rules: Vec<&'static Rule> =
        ALL.iter().copied().filter(|rule| when(rule.runs) && asked(rule)).collect();
    let (mut found, mut claimed) = (Vec::new(), claims::Claimed::default());
    for round in claims::rounds(rules) {
        let done = workers.map(&round, |rule| {
            let mut findings = Findings::new(&rule.info, context, matched, &claimed);
            (rule.check)(context, &mut findings);
            findings.into_parts()
        });
        for (rule, (reported, claims)) in round.iter().zip(done) {
            found.extend(reported);
            claimed.add(rule.info.code, claims);
        }
    }
    found
}

/// By place, then code, then subject.
fn order(finding: &Diagnostic) -> impl Ord + '_ {
    (finding.span.source, finding.span.start, finding.code, &finding.subject, &finding.message)
}

/// Whether an exception in force accepts a finding (semantics 16: it matches on the fields that it names).
fn accepts(exception: &Exception, finding: &Found, context: &Context<'_>) -> bool {
    let about = &finding.about;
    exception.rule.value == finding.diagnostic.code.0
        && context.on <= exception.until.value
        && about.state.is_none_or(|state| state == exception.state)
        && exception.subject.as_ref().is_none_or(|subject| {
            *subject == finding.diagnostic.subject || about.record.as_ref() == Some(subject)
        })
        && exception.service.is_none_or(|service| about.service == Some(service))
        && exception.level.is_none_or(|level| about.cell.map(|cell| cell.level) == Some(level))
        && exception.track.is_none_or(|track| about.cell.and_then(|cell| cell.track) == Some(track))
        && exception.component.is_none_or(|component| about.component == Some(component))
        && (exception.area.is_empty()
            || (!about.areas.is_empty()
                && about.areas.iter().all(|area| exception.area.iter().any(|wide| wide.contains(*area)))))
}
