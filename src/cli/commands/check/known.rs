//! `lotse check --baseline` and `--write-baseline`: findings that are known already.

use super::Args;
use crate::baseline::{Baseline, Compared};
use crate::cli::failure::{Failure, Kind};
use crate::cli::{input, output};
use crate::diagnostic::Diagnostic;
use crate::text::{Language, text};

/// What a baseline says about the findings of today.
#[derive(Debug)]
pub(super) struct Known {
    /// How many are known.
    pub(super) still: usize,
    /// The last lines for people.
    pub(super) words: String,
}

/// Takes the known findings out, and writes the baseline if asked to.
pub(super) fn sift(
    args: &Args,
    findings: &mut Vec<Diagnostic>,
    language: Language,
) -> Result<Option<Known>, Failure> {
    let Some(path) = args.baseline.as_ref().or(args.write_baseline.as_ref()) else { return Ok(None) };
    let shown = path.display().to_string();
    let present = input::exists(path);
    if !present && args.baseline.is_some() {
        return Err(Failure::new(Kind::Input, text!("„{shown}“ gibt es nicht", "“{shown}” does not exist"))
            .hint(text!(
                "`lotse check --write-baseline {shown}` hält die heutigen Befunde fest",
                "`lotse check --write-baseline {shown}` keeps today's findings"
            )));
    }
    let before = if present { read(path)? } else { Baseline::of(findings) };
    let Compared { new, still, resolved } = before.compare(findings);
    if args.write_baseline.is_some() {
        output::write_named(path, still.write().as_bytes())?;
    }
    let refused = present && args.write_baseline.is_some() && !new.is_empty();
    *findings = new;
    let count = still.findings.len();
    let words = words(&shown, (count, resolved), args.write_baseline.is_some(), refused, language);
    Ok(Some(Known { still: count, words }))
}

fn read(path: &std::path::Path) -> Result<Baseline, Failure> {
    let text = input::read_text(path)?;
    Baseline::parse(&text).map_err(|cause| {
        let shown = path.display();
        Failure::new(
            Kind::Input,
            text!(
                "„{shown}“ ist keine Liste bekannter Befunde: {cause}",
                "“{shown}” is no list of known findings: {cause}"
            ),
        )
    })
}

fn words(
    path: &str,
    (still, resolved): (usize, usize),
    written: bool,
    refused: bool,
    language: Language,
) -> String {
    let de = language == Language::De;
    let mut text = if de {
        format!("bekannt laut {path}: {still}, hier nicht gezeigt\n")
    } else {
        format!("known by {path}: {still}, not shown here\n")
    };
    let kept = match (written, resolved, de) {
        (true, _, true) => {
            format!("{path} geschrieben: {still} bekannte Befunde, {resolved} erledigte gestrichen\n")
        }
        (true, _, false) => {
            format!("{path} written: {still} known findings, {resolved} resolved ones dropped\n")
        }
        (false, 0, _) => String::new(),
        (false, _, true) => {
            format!("{resolved} davon sind erledigt; `--write-baseline {path}` streicht sie\n")
        }
        (false, _, false) => {
            format!("{resolved} of them are resolved; `--write-baseline {path}` drops them\n")
        }
    };
    text.push_str(&kept);
    if refused {
        text.push_str(if de {
            "Neue Befunde kommen nicht hinein: Die Liste wird nur kürzer. Wer einen hinnimmt, schreibt eine [[exception]] mit\n\
             Grund und Ende; wer neu anfangen will, löscht die Datei, sodass es in der Versionsgeschichte steht.\n"
        } else {
            "New findings are not taken in: the list only gets shorter. To accept one, write an [[exception]] with reason\n\
             and end; to start afresh, delete the file, so that the history shows it.\n"
        });
    }
    text
}
