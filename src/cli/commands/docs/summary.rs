//! What `lotse docs` says at its end.

use crate::cli::output::Outcome;
use crate::render::wrap::hanging;
use crate::text::noun::{Case, WARNINGS};
use crate::text::{Language, Words};
use crate::view::scene::Scene;
use crate::view::start;

/// What a run did.
pub(super) struct Run<'r> {
    /// What became of the files.
    pub(super) outcome: &'r Outcome,
    /// Where to begin reading.
    pub(super) begin: &'r str,
    /// Documents that have no file in a form for tables.
    pub(super) without_table: usize,
    /// What is said about persons.
    pub(super) persons: Option<String>,
}

/// The files that changed, one a line; removed ones say so.
pub(super) fn changed(outcome: &Outcome, language: Language) -> String {
    let removed = Words::new("entfernt", "removed").get(language);
    let written = outcome.written.iter().map(|path| format!("{path}\n"));
    written.chain(outcome.removed.iter().map(|path| format!("{path} ({removed})\n"))).collect()
}

/// Below the first word of a line.
const INDENT: &str = "            ";

/// The result: cells, findings, files, and where to begin reading.
pub(super) fn summary(scene: &Scene<'_>, run: &Run<'_>, language: Language) -> String {
    let Run { outcome, begin, without_table, ref persons } = *run;
    let view = start::overview(scene);
    let (required, covered, open) = (view.counts.required, view.counts.covered, view.counts.missing());
    let (later, ready) = (view.counts.not_live, view.counts.not_live_covered);
    let (errors, warnings) = (view.findings.errors, view.findings.warnings);
    let (written, unchanged) = (outcome.written.len(), outcome.unchanged.len());
    let (kept, removed) = (outcome.kept.len(), outcome.removed.len());
    // Below the figures, within 80 columns.
    let counted = hanging(&format!("{INDENT}{}", view.frame.counted), 80);
    let counted = counted.trim_end();
    let mut lines = Vec::new();
    match language {
        Language::De => {
            lines.push(format!("Felder:     {required} verlangt, {covered} besetzt, {open} offen"));
            if later > 0 {
                lines.push(format!(
                    "            {later} noch nicht in Betrieb, davon {ready} zum Start besetzt"
                ));
            }
            lines.push(counted.to_owned());
            let word = WARNINGS.word(warnings, Case::Nominative).de;
            lines.push(format!("Befunde:    {errors} Fehler, {warnings} {word}"));
            lines.push(format!("Dateien:    {written} geschrieben, {unchanged} unverändert, {kept} behalten, {removed} entfernt"));
            if kept > 0 {
                let names = outcome.kept.join(", ");
                lines.push(format!("            behalten, weil von Hand geändert: {names}"));
            }
            if without_table > 0 {
                let plural = if without_table == 1 { "Dokument" } else { "Dokumente" };
                lines.push(format!("Tabellen:   {without_table} {plural} ohne Tabelle übergangen"));
            }
            lines.extend(persons.clone());
            lines.push(format!("Übersicht:  {begin}"));
        }
        Language::En => {
            lines.push(format!("Cells:      {required} required, {covered} covered, {open} open"));
            if later > 0 {
                lines.push(format!(
                    "            {later} not yet in operation, {ready} of them covered at the start"
                ));
            }
            lines.push(counted.to_owned());
            let error_word = if errors == 1 { "error" } else { "errors" };
            let plural = if warnings == 1 { "warning" } else { "warnings" };
            lines.push(format!("Findings:   {errors} {error_word}, {warnings} {plural}"));
            lines.push(format!(
                "Files:      {written} written, {unchanged} unchanged, {kept} kept, {removed} removed"
            ));
            if kept > 0 {
                let names = outcome.kept.join(", ");
                lines.push(format!("            kept, as changed by hand: {names}"));
            }
            if without_table > 0 {
                let plural = if without_table == 1 { "document" } else { "documents" };
                lines.push(format!("Tables:     {without_table} {plural} without a table left out"));
            }
            lines.extend(persons.clone());
            lines.push(format!("Overview:   {begin}"));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}
