//! Puts the report together.

use std::cell::RefCell;

use super::facts::{Facts, natural};
use super::measure::{Against, Gauge, competent};
use super::points;
use super::verdict::{Tally, Verdict};
use super::{
    AcceptedRow, Audit, Basis, Claim, FindingRow, LineView, Options, ProfilePart, Remark, Sample, Setting,
    VerdictCount,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::key::StateCode;
use crate::profile::{Cell, Requirement};
use crate::routing::{self, Answerer, Row};
use crate::rules::Found;
use crate::rules::review::{Currency, of_support};
use crate::text::{Language, Words};
use crate::time::iso;
use crate::view::coverage::{By, cells, coverage_with, denominator};
use crate::view::plan::Coded;
use crate::view::saying::Saying;
use crate::view::scene::Scene;
use crate::vocabulary::Vocabulary as _;

const fn severity_words(severity: Severity) -> Words {
    match severity {
        Severity::Error => Words::new("Fehler", "error"),
        Severity::Warning => Words::new("Warnung", "warning"),
        Severity::Note => Words::new("Hinweis", "note"),
    }
}

/// The audit report.
pub fn audit(scene: &Scene<'_>, options: &Options) -> Audit {
    let currency = Currency::new(scene.model(), scene.workspace.settings.review, scene.on);
    let competent = competent(scene.table, scene.on);
    let situation = scene.situation();
    let is_unsettled = |usage: &&crate::situation::Used| {
        let process = situation.knowledge(usage.state, usage.service, usage.day);
        usage.is_shared() && process.is_uncertain() && !process.is_closed()
    };
    let unsettled = situation.uses().iter().filter(is_unsettled);
    let unsettled = unsettled.map(|usage| (usage.state, usage.service)).collect();
    let gauge = Gauge {
        table: scene.table,
        on: scene.on,
        currency: &currency,
        strict: options.strict_currency,
        competent: &competent,
        unsettled: &unsettled,
    };
    let profiles = profiles(scene, &Facts { scene, gauge, reaches: RefCell::default() });
    let verdicts = Verdict::ALL.map(|verdict| VerdictCount {
        verdict: self::verdict(scene, verdict),
        count: profiles
            .iter()
            .flat_map(|profile| &profile.lines)
            .filter(|line| line.verdict.code == verdict.code())
            .count(),
    });
    let mut figures = coverage_with(scene.table, By::Cell, scene.on, &currency);
    if options.strict_currency {
        figures = figures.strict();
    }
    let states: Vec<StateCode> = scene.model().states.keys().copied().collect();
    Audit {
        version: 1,
        frame: scene.frame(&states, 0),
        language: scene.language.code(),
        on: iso(scene.on),
        strict_currency: options.strict_currency,
        denominator: denominator(scene.table),
        counts: figures.total,
        verdicts: verdicts.into(),
        profiles,
        findings: scene.judgement.findings.iter().map(|finding| finding_row(scene, finding)).collect(),
        accepted: accepted_rows(scene),
        single_points: points::single_points(scene),
        missed: points::missed_rows(scene, &states),
        feedback: points::feedback_rows(scene, &states),
        channels: points::open_channels(scene),
        sample: sample(scene, options),
        basis: basis(scene, options),
    }
}

fn verdict(scene: &Scene<'_>, verdict: Verdict) -> Coded {
    Coded { code: verdict.code().to_owned(), label: scene.say(verdict.words()) }
}

fn severity(scene: &Scene<'_>, severity: Severity) -> Coded {
    Coded { code: severity.word().to_owned(), label: scene.say(severity_words(severity)) }
}

fn profiles(scene: &Scene<'_>, facts: &Facts<'_, '_>) -> Vec<ProfilePart> {
    let requirements = &scene.workspace.requirements;
    let part = |profile: &crate::profile::Profile| ProfilePart {
        id: profile.id.clone(),
        name: scene.tell(&profile.name),
        document: scene.tell(&profile.document),
        version: profile.version.clone(),
        url: profile.url.clone(),
        note: profile.note.as_ref().map(|note| scene.tell(note)),
        built_in: profile.built_in,
        lines: requirements
            .lines
            .iter()
            .filter(|line| line.profile == profile.id)
            .map(|asked| line(scene, asked, facts))
            .collect(),
    };
    requirements.profiles.iter().map(part).collect()
}

fn line(scene: &Scene<'_>, line: &Requirement, facts: &Facts<'_, '_>) -> LineView {
    let against = against(scene, line);
    let measure = facts.gauge.measure(line, &against);
    let off = |code: &&String| scene.workspace.settings.severities.get(*code) == Some(&None);
    let switched_off: Vec<String> = line.rules.keys().filter(off).cloned().collect();
    let loud = against.open.iter().filter(|(_, severity)| *severity > Severity::Note);
    let later = loud.clone().filter(|(found, _)| facts.gauge.only_planned(line, &found.about)).count();
    let tally = Tally {
        observable: line.cell.is_some() || !line.rules.is_empty(),
        required: measure.cells.of,
        met: measure.cells.met,
        deviating: measure.deviating,
        undecidable: measure.undecidable,
        violations: loud.count() - later,
        accepted: against.accepted.len(),
        switched_off: switched_off.len(),
    };
    let verdict = tally.verdict();
    let remark = |found: &Found, severity| Remark {
        code: found.diagnostic.code.0.to_owned(),
        severity: self::severity(scene, severity),
        ground: Saying::of(scene).ground(found.diagnostic.span),
        message: scene.tell(&found.diagnostic.message),
    };
    let asked = |found: &Found| line.rules.get(found.diagnostic.code.0).copied().unwrap_or(Severity::Note);
    LineView {
        id: line.id.clone(),
        text: scene.tell(&line.text),
        section: line.section.clone(),
        strength: Coded { code: line.strength.word().to_owned(), label: scene.say(line.strength.label()) },
        verdict: self::verdict(scene, verdict),
        why: why_so(scene, verdict, tally, (measure.planned, later)),
        measure: tally.observable.then_some(measure),
        rules: line.rules.keys().cloned().collect(),
        switched_off,
        findings: against.open.iter().map(|(found, severity)| remark(found, *severity)).collect(),
        accepted: against.accepted.iter().map(|found| remark(found, asked(found))).collect(),
        facts: facts.of(line),
    }
}

/// The findings that violate a requirement. Its own severity counts, softened where the rule itself softens; what the
/// workspace changes about severities changes no norm.
fn against<'s>(scene: &'s Scene<'_>, line: &Requirement) -> Against<'s> {
    let violates = |found: &Found| {
        let fits = match (&line.cell, found.about.cell) {
            (Some(required), Some(cell)) => required.cell == cell,
            (None, _) => true,
            (Some(_), None) => false,
        };
        fits && line.holds_for(found.about.service) && line.rules.contains_key(found.diagnostic.code.0)
    };
    let changed = &scene.workspace.settings.severities;
    let open = scene.judgement.found.iter().filter(|found| violates(found)).filter_map(|found| {
        let code = found.diagnostic.code.0;
        let own = *line.rules.get(code)?;
        let softened = if changed.contains_key(code) { own } else { own.min(found.diagnostic.severity) };
        Some((found, softened))
    });
    let accepted = scene.judgement.accepted.iter().map(|(found, _)| found).filter(|found| violates(found));
    Against { open: open.collect(), accepted: accepted.collect() }
}

/// The verdict in a sentence; `later`: cells not yet in operation, and findings about nothing else.
fn why_so(scene: &Scene<'_>, verdict: Verdict, tally: Tally, later: (usize, usize)) -> String {
    let Tally { required, met, deviating, violations, accepted, .. } = tally;
    let unseen = Words::new(
        "aus den Dateien nicht zu beobachten, braucht einen anderen Nachweis",
        "not to be seen in the files, needs other evidence",
    );
    let broken = Words::new(
        "alles, wovon das abhängt, ist fehlerhaft oder wurde nicht geladen",
        "all that it depends on is broken or was not loaded",
    );
    // What is not there is not told.
    let besides = |count: usize, what: &str| if count > 0 { format!("{what}{count}") } else { String::new() };
    let idle = Words::new(
        "am Stichtag ist nichts in Betrieb, wofür das gilt",
        "nothing that it asks about is in operation on the day",
    );
    let mut why = match (verdict, scene.language) {
        (Verdict::Unjudged, _) if tally.observable => return scene.say(broken),
        (Verdict::Unjudged, _) => return scene.say(unseen),
        (Verdict::NotApplicable, _) => scene.say(idle),
        (_, Language::De) => format!(
            "{met} von {required} Feldern genügen{}{}{}",
            besides(deviating, ", bewusst abweichend: "),
            besides(violations, "; offene Befunde: "),
            besides(accepted, "; hingenommene Befunde: ")
        ),
        (_, Language::En) => format!(
            "{met} of {required} cells satisfy it{}{}{}",
            besides(deviating, ", deviating on purpose: "),
            besides(violations, "; open findings: "),
            besides(accepted, "; accepted findings: ")
        ),
    };
    if tally.switched_off > 0 {
        why.push_str(&scene.word("; eine Regel ist ausgeschaltet", "; a rule is switched off"));
    }
    if let (cells @ 1.., findings) = later {
        why.push_str(&scene.word("; Felder noch nicht in Betrieb: ", "; cells not yet in operation: "));
        why.push_str(&cells.to_string());
        why.push_str(&scene.word(", Befunde dazu: ", ", findings about them: "));
        why.push_str(&findings.to_string());
    }
    why
}

fn finding_row(scene: &Scene<'_>, finding: &Diagnostic) -> FindingRow {
    FindingRow {
        code: finding.code.0.to_owned(),
        rule: finding.name.to_owned(),
        severity: severity(scene, finding.severity),
        message: scene.tell(&finding.message),
        ground: Saying::of(scene).ground(finding.span),
        norms: finding.sources.clone(),
    }
}

fn accepted_rows(scene: &Scene<'_>) -> Vec<AcceptedRow> {
    let mut rows: Vec<AcceptedRow> = scene
        .judgement
        .accepted
        .iter()
        .filter_map(|(found, at)| {
            let exception = scene.model().exceptions.get(*at)?;
            Some(AcceptedRow {
                finding: finding_row(scene, &found.diagnostic),
                reason: exception.reason.clone(),
                approved_by: exception.approved_by.clone(),
                until: iso(exception.until.value),
                ground: Saying::of(scene).ground(exception.span),
            })
        })
        .collect();
    rows.sort_by_key(|row| (natural(&row.finding.ground), row.finding.code.clone()));
    rows
}

fn sample(scene: &Scene<'_>, options: &Options) -> Sample {
    // Each covered cell of each place is one claim; a row stands for as many as it has places.
    let covered: Vec<(&Row, Cell)> = scene
        .table
        .rows()
        .iter()
        .filter(|row| row.is_live(scene.on))
        .flat_map(|row| cells(row).into_iter().map(move |cell| (row, cell)))
        .filter(|(row, cell)| row.verdict(*cell, scene.on) == Some(routing::Verdict::Covered))
        .collect();
    let population = covered.iter().map(|(row, _)| row.units.len()).sum();
    let mut claims = Vec::new();
    let (mut rows, mut before) = (covered.into_iter().peekable(), 0);
    for drawn in super::draw(population, options.sample, options.seed) {
        while let Some((row, _)) = rows.peek()
            && drawn >= before + row.units.len()
        {
            before += row.units.len();
            rows.next();
        }
        claims
            .extend(rows.peek().and_then(|(row, cell)| claim(scene, row, *cell, drawn - before, drawn + 1)));
    }
    Sample { size: options.sample, seed: options.seed, population, claims }
}

fn claim(scene: &Scene<'_>, row: &Row, cell: Cell, at: usize, number: usize) -> Option<Claim> {
    let places = scene.table.places();
    let unit = places.slice(&row.units).get(at)?;
    let mut answer: Vec<String> = Vec::new();
    let mut grounds: Vec<String> = Vec::new();
    let mut confirmed = Vec::new();
    let segments = row.of(cell).filter_map(|timeline| timeline.at(scene.on));
    for found in segments.flat_map(|segment| &segment.answers) {
        let Answerer::Organization(organization) = found.answerer else { continue };
        let name = Saying::of(scene).name(organization);
        let told = found
            .channel
            .map_or_else(|| name.clone(), |channel| format!("{name} ({})", scene.say(channel.label())));
        let ground = Saying::of(scene).record(found.record);
        if !answer.contains(&told) {
            answer.push(told);
        }
        if !grounds.contains(&ground) {
            grounds.push(ground);
        }
        confirmed.extend(of_support(scene.model().support(found.record)).map(|day| day.value));
    }
    Some(Claim {
        number,
        place: places.unit_name(unit.key, unit.district.as_deref()),
        key: unit.key.digits(),
        service: scene.model().service(row.service).name.clone(),
        question: scene.tell(&cell.words()),
        answer: answer.join("; "),
        grounds,
        confirmed: confirmed.into_iter().min().map(iso),
    })
}

fn basis(scene: &Scene<'_>, options: &Options) -> Basis {
    let settings = &scene.workspace.settings;
    let review = [
        (Words::new("Kontaktdaten", "contact data"), settings.review.contact),
        (Words::new("Vereinbarungen", "agreements"), settings.review.agreement),
        (Words::new("Supporteinträge", "support records"), settings.review.support),
    ];
    let mut inputs = options.inputs.clone();
    inputs.sort();
    Basis {
        tool: options.version.clone(),
        revision: options.revision.clone(),
        review: review
            .into_iter()
            .filter_map(|(name, interval)| {
                Some(Setting { name: scene.say(name), value: interval?.words(scene.language) })
            })
            .collect(),
        severities: settings
            .severities
            .iter()
            .map(|(code, severity)| Setting {
                name: code.clone(),
                value: severity.map_or_else(
                    || scene.word("ausgeschaltet", "switched off"),
                    |severity| scene.say(severity_words(severity)),
                ),
            })
            .collect(),
        inputs,
    }
}
