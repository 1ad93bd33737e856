//! The audit report on a terminal: verdicts, why, and where to look; the whole report is in the other forms.

use super::columns::Columns;
use super::lines::{Lines, harmless};
use crate::view::word::ReadWord;
use crate::text::{Language, Words};
use crate::view::audit::{Audit, LineView};
use crate::view::figures::FeedbackShare;

/// Verdicts as a table, then every requirement that is not met with its findings.
pub fn text(audit: &Audit, language: Language, width: usize) -> String {
    let say = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let mut lines = Lines::new(width);
    let day = crate::time::in_words(&audit.on, language);
    lines.line(0, &format!("{} {day}", say("Prüfbericht zum Stichtag", "Audit report as of")));
    lines.line(0, audit.denominator.words.get(language));
    if let Some(read) = revision(audit, language) {
        lines.line(0, &read);
    }
    let mut text = lines.finish();
    for profile in &audit.profiles {
        let mut head = Lines::new(width);
        head.blank();
        head.heading(&profile.name);
        text.push('\n');
        text.push_str(&head.finish());
        text.push_str(&table(&profile.lines, language, width));
    }
    let mut lines = Lines::new(width);
    let told = |line: &&LineView| !["met", "unjudged"].contains(&line.verdict.code.as_str());
    for line in audit.profiles.iter().flat_map(|profile| &profile.lines).filter(told) {
        lines.blank();
        lines.line(0, &format!("{}: {}", line.id, line.verdict.label));
        lines.line(2, &line.why);
        for found in &line.findings {
            lines.point(
                2,
                &format!("{} {} {}: {}", found.ground, found.severity.label, found.code, found.message),
            );
        }
    }
    lines.blank();
    let (findings, accepted) = (audit.findings.len(), audit.accepted.len());
    let points = audit.single_points.len();
    if let Some(told) = missed(audit, language) {
        lines.line(0, &told);
    }
    lines.line(0, &format!("{} {findings}", say("Offene Befunde:", "Open findings:")));
    lines.line(0, &format!("{} {accepted}", say("Hingenommene Abweichungen:", "Accepted deviations:")));
    lines.line(
        0,
        &format!("{} {points}", say("Stellen, an denen allein Fragen hängen:", "Single points of failure:")),
    );
    if let Some(told) = feedback(audit, language) {
        lines.line(0, &told);
    }
    let rest = lines.finish();
    if !rest.starts_with('\n') {
        text.push('\n');
    }
    text.push_str(&rest);
    text
}

/// How many are missing, and for how many causes.
fn missed(audit: &Audit, language: Language) -> Option<String> {
    let (gaps, causes) = audit
        .missed
        .iter()
        .fold((0, 0), |(gaps, causes), row| (gaps + row.missed.gaps, causes + row.missed.causes));
    (gaps > 0).then(|| match language {
        Language::De => format!("Fehlende Stellen: {gaps} (Ursachen: {causes})"),
        Language::En => format!("Missing owners: {gaps} (causes: {causes})"),
    })
}

/// How the feedback of the Kommunen stands, in three numbers.
fn feedback(audit: &Audit, language: Language) -> Option<String> {
    let sum = |pick: fn(&FeedbackShare) -> usize| -> usize {
        audit.feedback.iter().map(|row| pick(&row.share)).sum()
    };
    let (owing, none) = (sum(|share| share.owing), sum(|share| share.none));
    let (agreed, offered) = (sum(|share| share.agreed), sum(|share| share.offered));
    (owing > 0).then(|| match language {
        Language::De => format!(
            "Kommunen ohne Weg für Feedback: {none} von {owing}; {agreed} abgesprochen, {offered} angeboten"
        ),
        Language::En => format!(
            "Municipalities without feedback way: {none} of {owing}; {agreed} agreed, {offered} offered"
        ),
    })
}

/// Which state of the files was read; that the folder was read as it is goes without saying.
fn revision(audit: &Audit, language: Language) -> Option<String> {
    let say = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let revision = audit.basis.revision.as_ref()?;
    match revision.read {
        ReadWord::Asked | ReadWord::Day => {
            let on = crate::time::in_words(&revision.on, language);
            Some(format!("{} {} ({on})", say("Gelesen: Commit", "Read: commit"), revision.commit))
        }
        ReadWord::Before => Some(
            say(
                "Gelesen: der Ordner, wie er heute ist; am Stichtag war er noch nicht eingecheckt",
                "Read: the folder as it is today; on the day it was not checked in yet",
            )
            .to_owned(),
        ),
        ReadWord::Folder => None,
    }
}

fn table(lines: &[LineView], language: Language, width: usize) -> String {
    let mut table = Columns::new(&[false, false, false, true, true, true]);
    let head = match language {
        Language::De => ["", "Urteil", "Verbindlichkeit", "Felder", "veraltet", "Kommunen"],
        Language::En => ["", "verdict", "strength", "cells", "stale", "places"],
    };
    table.line(head.map(str::to_owned));
    for line in lines {
        let part = |met: usize, of: usize| if of == 0 { "–".to_owned() } else { format!("{met}/{of}") };
        let (cells, stale, places) = line.measure.as_ref().map_or_else(
            || ("–".to_owned(), "–".to_owned(), "–".to_owned()),
            |measure| {
                (
                    part(measure.cells.met, measure.cells.of),
                    measure.stale.to_string(),
                    part(measure.municipalities.met, measure.municipalities.of),
                )
            },
        );
        table.line([
            harmless(&line.id),
            line.verdict.label.clone(),
            line.strength.label.clone(),
            cells,
            stale,
            places,
        ]);
    }
    table.render(width)
}
