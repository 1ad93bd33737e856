//! Puts the report together.

use std::cell::RefCell;

use super::facts::{Facts, natural};
use super::measure::{Against, Gauge, competent};
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

impl Scene<'_> {
    /// The audit report.
    pub fn audit(&self, options: &Options) -> Audit {
        let currency = Currency::new(self.model(), self.workspace.settings.review, self.on);
        let competent = competent(self.table, self.on);
        let situation = self.situation();
        let is_unsettled = |usage: &&crate::situation::Used| {
            let process = situation.knowledge(usage.state, usage.service, usage.day);
            usage.is_shared() && process.is_uncertain() && !process.is_closed()
        };
        let unsettled = situation.uses().iter().filter(is_unsettled);
        let unsettled = unsettled.map(|usage| (usage.state, usage.service)).collect();
        let gauge = Gauge {
            table: self.table,
            on: self.on,
            currency: &currency,
            strict: options.strict_currency,
            competent: &competent,
            unsettled: &unsettled,
        };
        let profiles = self.profiles(&Facts { scene: self, gauge, reaches: RefCell::default() });
        let verdicts = Verdict::ALL.map(|verdict| VerdictCount {
            verdict: self.verdict(verdict),
            count: profiles
                .iter()
                .flat_map(|profile| &profile.lines)
                .filter(|line| line.verdict.code == verdict.code())
                .count(),
        });
        let mut figures = coverage_with(self.table, By::Cell, self.on, &currency);
        if options.strict_currency {
            figures = figures.strict();
        }
        let states: Vec<StateCode> = self.model().states.keys().copied().collect();
        Audit {
            version: 1,
            frame: self.frame(&states, 0),
            language: self.language.code(),
            on: iso(self.on),
            strict_currency: options.strict_currency,
            denominator: denominator(self.table),
            counts: figures.total,
            verdicts: verdicts.into(),
            profiles,
            findings: self.judgement.findings.iter().map(|finding| self.finding_row(finding)).collect(),
            accepted: self.accepted_rows(),
            single_points: self.single_points(),
            missed: self.missed_rows(&states),
            feedback: self.feedback_rows(&states),
            channels: self.open_channels(),
            sample: self.sample(options),
            basis: self.basis(options),
        }
    }

    pub(super) fn saying(&self) -> Saying<'_> {
        let workspace = self.workspace;
        Saying { model: &workspace.model, sources: &workspace.sources, language: self.language }
    }

    fn verdict(&self, verdict: Verdict) -> Coded {
        Coded { code: verdict.code().to_owned(), label: self.say(verdict.words()) }
    }

    fn severity(&self, severity: Severity) -> Coded {
        Coded { code: severity.word().to_owned(), label: self.say(severity_words(severity)) }
    }

    fn profiles(&self, facts: &Facts<'_, '_>) -> Vec<ProfilePart> {
        let requirements = &self.workspace.requirements;
        let part = |profile: &crate::profile::Profile| ProfilePart {
            id: profile.id.clone(),
            name: self.tell(&profile.name),
            document: self.tell(&profile.document),
            version: profile.version.clone(),
            url: profile.url.clone(),
            note: profile.note.as_ref().map(|note| self.tell(note)),
            built_in: profile.built_in,
            lines: requirements
                .lines
                .iter()
                .filter(|line| line.profile == profile.id)
                .map(|line| self.line(line, facts))
                .collect(),
        };
        requirements.profiles.iter().map(part).collect()
    }

    fn line(&self, line: &Requirement, facts: &Facts<'_, '_>) -> LineView {
        let against = self.against(line);
        let measure = facts.gauge.measure(line, &against);
        let off = |code: &&String| self.workspace.settings.severities.get(*code) == Some(&None);
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
            severity: self.severity(severity),
            ground: self.saying().ground(found.diagnostic.span),
            message: self.tell(&found.diagnostic.message),
        };
        let asked =
            |found: &Found| line.rules.get(found.diagnostic.code.0).copied().unwrap_or(Severity::Note);
        LineView {
            id: line.id.clone(),
            text: self.tell(&line.text),
            section: line.section.clone(),
            strength: Coded { code: line.strength.word().to_owned(), label: self.say(line.strength.label()) },
            verdict: self.verdict(verdict),
            why: self.why_so(verdict, tally, (measure.planned, later)),
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
    fn against(&self, line: &Requirement) -> Against<'_> {
        let violates = |found: &Found| {
            let fits = match (&line.cell, found.about.cell) {
                (Some(required), Some(cell)) => required.cell == cell,
                (None, _) => true,
                (Some(_), None) => false,
            };
            fits && line.holds_for(found.about.service) && line.rules.contains_key(found.diagnostic.code.0)
        };
        let changed = &self.workspace.settings.severities;
        let open = self.judgement.found.iter().filter(|found| violates(found)).filter_map(|found| {
            let code = found.diagnostic.code.0;
            let own = *line.rules.get(code)?;
            let softened = if changed.contains_key(code) { own } else { own.min(found.diagnostic.severity) };
            Some((found, softened))
        });
        let accepted = self.judgement.accepted.iter().map(|(found, _)| found).filter(|found| violates(found));
        Against { open: open.collect(), accepted: accepted.collect() }
    }

    /// The verdict in a sentence; `later`: cells not yet in operation, and findings about nothing else.
    fn why_so(&self, verdict: Verdict, tally: Tally, later: (usize, usize)) -> String {
        let Tally { required, met, deviating, violations, accepted, .. } = tally;
        let unseen = Words::new(
            "aus den Dateien nicht zu beobachten, braucht einen anderen Nachweis",
            "not to be seen in the files, needs other evidence",
        );
        let broken = Words::new(
            "alles, wovon das abhängt, ist fehlerhaft oder wurde nicht geladen",
            "all that it depends on is broken or was not loaded",
        );
        let idle = Words::new(
            "am Stichtag ist nichts in Betrieb, wofür das gilt",
            "nothing that it asks about is in operation on the day",
        );
        let mut why = match (verdict, self.language) {
            (Verdict::Unjudged, _) if tally.observable => return self.say(broken),
            (Verdict::Unjudged, _) => return self.say(unseen),
            (Verdict::NotApplicable, _) => self.say(idle),
            (_, Language::De) => format!(
                "{met} von {required} Feldern genügen, {deviating} weichen bewusst ab; offene Befunde: {violations}, hingenommen: {accepted}"
            ),
            (_, Language::En) => format!(
                "{met} of {required} cells satisfy it, {deviating} deviate on purpose; open findings: {violations}, accepted: {accepted}"
            ),
        };
        if tally.switched_off > 0 {
            why.push_str(&self.word("; eine Regel ist ausgeschaltet", "; a rule is switched off"));
        }
        if let (cells @ 1.., findings) = later {
            why.push_str(&self.word("; Felder noch nicht in Betrieb: ", "; cells not yet in operation: "));
            why.push_str(&cells.to_string());
            why.push_str(&self.word(", Befunde dazu: ", ", findings about them: "));
            why.push_str(&findings.to_string());
        }
        why
    }

    fn finding_row(&self, finding: &Diagnostic) -> FindingRow {
        FindingRow {
            code: finding.code.0.to_owned(),
            rule: finding.name.to_owned(),
            severity: self.severity(finding.severity),
            message: self.tell(&finding.message),
            ground: self.saying().ground(finding.span),
            norms: finding.sources.clone(),
        }
    }

    fn accepted_rows(&self) -> Vec<AcceptedRow> {
        let mut rows: Vec<AcceptedRow> = self
            .judgement
            .accepted
            .iter()
            .filter_map(|(found, at)| {
                let exception = self.model().exceptions.get(*at)?;
                Some(AcceptedRow {
                    finding: self.finding_row(&found.diagnostic),
                    reason: exception.reason.clone(),
                    approved_by: exception.approved_by.clone(),
                    until: iso(exception.until.value),
                    ground: self.saying().ground(exception.span),
                })
            })
            .collect();
        rows.sort_by_key(|row| (natural(&row.finding.ground), row.finding.code.clone()));
        rows
    }

    fn sample(&self, options: &Options) -> Sample {
        // Each covered cell of each place is one claim; a row stands for as many as it has places.
        let covered: Vec<(&Row, Cell)> = self
            .table
            .rows()
            .iter()
            .filter(|row| row.is_live(self.on))
            .flat_map(|row| cells(row).into_iter().map(move |cell| (row, cell)))
            .filter(|(row, cell)| row.verdict(*cell, self.on) == Some(routing::Verdict::Covered))
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
            claims.extend(
                rows.peek().and_then(|(row, cell)| self.claim(row, *cell, drawn - before, drawn + 1)),
            );
        }
        Sample { size: options.sample, seed: options.seed, population, claims }
    }

    fn claim(&self, row: &Row, cell: Cell, at: usize, number: usize) -> Option<Claim> {
        let places = self.table.places();
        let unit = places.slice(&row.units).get(at)?;
        let mut answer: Vec<String> = Vec::new();
        let mut grounds: Vec<String> = Vec::new();
        let mut confirmed = Vec::new();
        let segments = row.of(cell).filter_map(|timeline| timeline.at(self.on));
        for found in segments.flat_map(|segment| &segment.answers) {
            let Answerer::Organization(organization) = found.answerer else { continue };
            let name = self.saying().name(organization);
            let told = found
                .channel
                .map_or_else(|| name.clone(), |channel| format!("{name} ({})", self.say(channel.label())));
            let ground = self.saying().record(found.record);
            if !answer.contains(&told) {
                answer.push(told);
            }
            if !grounds.contains(&ground) {
                grounds.push(ground);
            }
            confirmed.extend(of_support(self.model().support(found.record)).map(|day| day.value));
        }
        Some(Claim {
            number,
            place: places.unit_name(unit.key, unit.district.as_deref()),
            key: unit.key.digits(),
            service: self.model().service(row.service).name.clone(),
            question: self.tell(&cell.words()),
            answer: answer.join("; "),
            grounds,
            confirmed: confirmed.into_iter().min().map(iso),
        })
    }

    fn basis(&self, options: &Options) -> Basis {
        let settings = &self.workspace.settings;
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
                    Some(Setting { name: self.say(name), value: interval?.words(self.language) })
                })
                .collect(),
            severities: settings
                .severities
                .iter()
                .map(|(code, severity)| Setting {
                    name: code.clone(),
                    value: severity.map_or_else(
                        || self.word("ausgeschaltet", "switched off"),
                        |severity| self.say(severity_words(severity)),
                    ),
                })
                .collect(),
            inputs,
        }
    }
}
