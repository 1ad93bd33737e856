//! L405: a co-using state that has laid down no way on which questions are handed on.

use std::collections::{BTreeMap, BTreeSet};

use super::examples::{co_using_state, operating_state};
use super::uses::{Used, only, service_names, services_line, used};
use super::{Context, Finding, Findings, Rule, Runs, Subject};
use crate::diagnostic::{Code, InStep, LooksAt, RuleInfo, Severity, Step};
use crate::key::StateCode;
use crate::model::{OrganizationId, ServiceId};
use crate::profile::Cell;
use crate::routing::{Answerer, Row, Verdict, and_list};
use crate::situation::Asked;
use crate::text::list::Case;
use crate::text::{Text, Words, text};
use crate::time::Date;
use crate::vocabulary::{EscalationKind, Level, Purpose, Track, Vocabulary};

/// The rule.
pub static RULE: Rule = Rule {
    info: RuleInfo {
        code: Code("L405"),
        name: "no-communication-paths",
        summary: Words::new(
            "ein mitnutzendes Land hat nicht festgelegt, wie Fragen weitergegeben werden",
            "a co-using state has not laid down how questions are handed on",
        ),
        severity: Severity::Error,
        sources: &["S9", "R30"],
        since: "0.1.0",
        step: InStep::Of(Step::Paths),
        looks_at: Some(LooksAt::Paths),
        yields_to: &[],
        what: Words::new(
            "Ob es in jedem mitnutzenden Land Wege zur Weitergabe gibt (purpose = \"escalation\"), und für jede Art von Fragen einen, es sei denn, First und Second Level sind dieselbe Stelle. Für fachliche Fragen und die IT des Landes gilt das auch, solange die Dateien des betreibenden Landes fehlen.",
            "Whether there are paths for handing on (purpose = \"escalation\") in each co-using state, and one for each track, unless first and second level are the same organization. For the subject matter and the state's IT this holds while the operating state's files are missing, too.",
        ),
        why: Words::new(
            "Der First Level kann nicht alles selbst beantworten. Weiß er nicht, wohin mit einer Frage, bleibt sie bei ihm liegen.",
            "First level cannot answer everything itself. If it does not know where a question goes, the question stays there.",
        ),
        fix: Words::new(
            "Einen [[path]] mit purpose = \"escalation\", from = \"@first\", to und track je Art von Fragen ergänzen.",
            "Add a [[path]] with purpose = \"escalation\", from = \"@first\", to and track for each track.",
        ),
        bad: concat!(operating_state!(), co_using_state!()),
        good: concat!(
            operating_state!(),
            co_using_state!(),
            "[[path]]\npurpose = \"escalation\"\nfrom = \"@first\"\nto = \"koordination\"\nestablished = 2026-10-01\n"
        ),
    },
    runs: Runs::WhenAsked,
    check,
};

/// The tracks for which paths are laid down; `None`: for all.
type Laid = BTreeSet<Option<Track>>;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut by_state: BTreeMap<StateCode, Vec<(&Used, Laid)>> = BTreeMap::new();
    for usage in used(context) {
        let laid = laid_down(context, usage);
        claim(findings, usage, &laid);
        if usage.is_shared() && context.model.is_complete(usage.state) {
            by_state.entry(usage.state).or_default().push((usage, laid));
        }
    }
    for (state, uses) in by_state {
        let mut sides: Vec<StateCode> = uses.iter().map(|(usage, _)| usage.operator).collect();
        sides.push(state);
        let uncertain = uses.iter().any(|(usage, _)| {
            let asked = Asked::on(usage.day).service(usage.service);
            context.situation.may_lack_a_path(Purpose::Escalation, &sides, asked)
        });
        if uncertain {
            continue;
        }
        let mut none: BTreeSet<ServiceId> = BTreeSet::new();
        let mut tracks: BTreeMap<Track, BTreeSet<ServiceId>> = BTreeMap::new();
        for (usage, laid) in &uses {
            let whole = usage.is_decidable(context.model);
            if whole && laid.is_empty() {
                none.insert(usage.service);
                continue;
            }
            let own = |track: &&Track| whole || **track != Track::TechnicalService;
            let open: Vec<Track> = Track::all()
                .iter()
                .filter(own)
                .filter(|track| !laid.contains(&None) && !laid.contains(&Some(**track)))
                .filter(|track| needs_hand_over(context, usage, **track))
                .copied()
                .collect();
            // Nothing at all is laid down, and something is needed, whatever the operating state's files will say.
            if laid.is_empty() && !open.is_empty() {
                none.insert(usage.service);
                continue;
            }
            for track in open {
                tracks.entry(track).or_default().insert(usage.service);
            }
        }
        if !none.is_empty() || !tracks.is_empty() {
            report(context, findings, state, &none, &tracks);
        }
    }
}

/// Claims the hand-overs for which nothing is laid down, now or later: that is told once, as what it is, and not hop by hop;
/// nor where a broken record leaves open whether it is so.
fn claim(findings: &mut Findings<'_>, usage: &Used, laid: &Laid) {
    if laid.contains(&None) {
        return;
    }
    for track in Track::all() {
        for level in [Level::First, Level::Second, Level::Third] {
            let open = if level == Level::First { !laid.contains(&Some(*track)) } else { laid.is_empty() };
            if open {
                findings.claims().of_use((usage.state, usage.service), level, *track);
            }
        }
    }
}

/// The tracks for which functional paths are laid down, now or from a later day on; `None`: for all.
fn laid_down(context: &Context<'_>, usage: &Used) -> Laid {
    let asked = Asked::from(usage.day).service(usage.service);
    context
        .situation
        .paths(Purpose::Escalation, asked)
        .map(|(_, path, _)| path)
        .filter(|path| {
            path.kind == EscalationKind::Functional
                && (path.state == usage.state || path.state == usage.operator)
        })
        .map(|path| path.track)
        .collect()
}

/// Whether somewhere another organization than that of first level answers the second level of a track.
fn needs_hand_over(context: &Context<'_>, usage: &Used, track: Track) -> bool {
    let first = Cell { level: Level::First, track: None };
    let second = Cell { level: Level::Second, track: Some(track) };
    context.situation.rows(usage.state, usage.service).any(|row| {
        let Some(day) = row.judged_on(context.on) else { return false };
        let (from, to) = (answering(row, first, day), answering(row, second, day));
        // Where nobody answers, a rule of its own says so.
        !from.is_empty() && !to.is_empty() && from != to
    })
}

fn answering(row: &Row, cell: Cell, day: Date) -> BTreeSet<OrganizationId> {
    row.of(cell)
        .filter_map(|timeline| timeline.at(day))
        .filter(|segment| segment.verdict == Verdict::Covered)
        .flat_map(|segment| &segment.answers)
        .filter_map(|answer| match answer.answerer {
            Answerer::Organization(organization) => Some(organization),
            _ => None,
        })
        .collect()
}

fn report(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    state: StateCode,
    none: &BTreeSet<ServiceId>,
    tracks: &BTreeMap<Track, BTreeSet<ServiceId>>,
) {
    let services: BTreeSet<ServiceId> = none.iter().chain(tracks.values().flatten()).copied().collect();
    let Some(usage) = services.first().and_then(|service| context.model.use_of(state, *service)) else {
        return;
    };
    let (home, names) = (state.place(), service_names(context.model, &services, Case::Accusative));
    let line = services_line(context.model, &services);
    let german: Vec<String> = tracks.keys().map(|track| track.label().de.to_owned()).collect();
    let english: Vec<String> = tracks.keys().map(|track| track.label().en.to_owned()).collect();
    let (de, en) = (and_list(&german).de, and_list(&english).en);
    let message = if none.is_empty() {
        Text::new(
            format!("{} führt kein Weg vom First Level weiter für {de}", home.de),
            format!("{} no path leads on from first level for {en}", home.en),
        )
    } else {
        Text::new(
            format!("{} ist kein Weg festgelegt, auf dem Fragen weitergegeben werden", home.de),
            format!("{} no path is laid down on which questions are handed on", home.en),
        )
    };
    let track = tracks.keys().next().map_or("…", |track| track.word());
    let mut about = Subject::state(state);
    about.service = only(&services);
    let finding = Finding::new(usage.span, message, about)
        .label(Text::new(format!("betrifft {}", names.de), format!("concerns {}", names.en)))
        .cause(text!(
            "es fehlen Einträge [[path]] mit purpose = \"escalation\"",
            "there are no records [[path]] with purpose = \"escalation\" for it"
        ))
        .help(text!(
            "ergänzen Sie: [[path]] purpose = \"escalation\", from = \"@first\", to = \"…\", track = \"{track}\", {line}",
            "add: [[path]] purpose = \"escalation\", from = \"@first\", to = \"…\", track = \"{track}\", {line}"
        ));
    findings.report(finding);
}
