//! Coverage on a terminal: the matrix, or a list with everything that stands apart; as JSON and as CSV.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::columns::Columns;
use super::lines;
use super::wrap::hanging;
use crate::profile::Cell;
use crate::text::noun::{CELLS, Case, MUNICIPALITIES, number};
use crate::time::in_words;
use crate::text::Language;
use crate::view::coverage::{Counts, Coverage, Line, heads};
use crate::vocabulary::{Level, Track, Vocabulary as _};

/// The matrix: a line per state and service, a column per level and track.
pub fn matrix(coverage: &Coverage, language: Language, width: usize) -> String {
    let cells: BTreeSet<Cell> = coverage.rows.iter().filter_map(cell_of).collect();
    let mut rows: BTreeMap<(String, String), BTreeMap<Cell, Counts>> = BTreeMap::new();
    for line in &coverage.rows {
        if let (Some(state), Some(service), Some(cell)) = (&line.state, &line.service, cell_of(line)) {
            rows.entry((state.clone(), service.clone())).or_default().insert(cell, line.counts);
        }
    }
    let mut right = vec![false, false];
    right.resize(2 + cells.len(), true);
    let mut table = Columns::new(&right);
    let (state, service) = match language {
        Language::De => ("Land", "Onlinedienst"),
        Language::En => ("state", "service"),
    };
    table.line(
        [state.to_owned(), service.to_owned()]
            .into_iter()
            .chain(cells.iter().map(|cell| heads(*cell, language).0)),
    );
    table.line(
        [String::new(), String::new()]
            .into_iter()
            .chain(cells.iter().map(|cell| heads(*cell, language).1.to_owned())),
    );
    for ((state, service), counts) in &rows {
        table.line([state.clone(), service.clone()].into_iter().chain(
            cells.iter().map(|cell| counts.get(cell).map_or_else(String::new, |counts| counts.fraction())),
        ));
    }
    let mut text = table.render(width);
    text.push('\n');
    text.push_str(&hanging(&footer(coverage, language), width));
    text
}

/// A line per entry, with all figures.
pub fn list(coverage: &Coverage, language: Language, width: usize) -> String {
    let mut table = Columns::new(&[false, true, true, true, true, true, true, true]);
    let head = match language {
        Language::De => ["", "besetzt", "offen", "unklar", "bewusst", "noch nicht", "ungeplant"],
        Language::En => ["", "covered", "open", "unclear", "on purpose", "not yet", "unplanned"],
    };
    // A column of its own only where there is something to show: lines stay within 80 columns.
    let aged = coverage.total.stale > 0;
    let stale = match language {
        Language::De => "alt",
        Language::En => "stale",
    };
    table.line(head.into_iter().chain(aged.then_some(stale)).map(str::to_owned));
    for line in &coverage.rows {
        let counts = line.counts;
        let name = match (&line.district, &line.service) {
            (Some(key), _) => format!("{key} {}", line.name.get(language)),
            (None, Some(service)) => service.clone(),
            // Short enough to be told apart in a narrow column.
            (None, None) => cell_of(line).map_or_else(
                || line.name.get(language).to_owned(),
                |cell| {
                    let (level, track) = heads(cell, language);
                    format!("{level} {track}").trim_end().to_owned()
                },
            ),
        };
        let figures = [
            name,
            counts.fraction(),
            (counts.open + counts.ambiguous + counts.without_competent).to_string(),
            counts.undecidable.to_string(),
            counts.deliberate.to_string(),
            counts.not_live.to_string(),
            counts.not_planned.to_string(),
        ];
        table.line(figures.into_iter().chain(aged.then(|| counts.stale.to_string())));
    }
    let mut text = table.render(width);
    text.push('\n');
    text.push_str(&hanging(&footer(coverage, language), width));
    text
}

/// What the figures are, in words.
fn footer(coverage: &Coverage, language: Language) -> String {
    let total = coverage.total;
    let required = CELLS.counted(total.required, Case::Dative);
    let (covered, missing) = (number(total.covered, language), number(total.missing(), language));
    let day = in_words(&coverage.on, language);
    let mut text = match language {
        Language::De => {
            format!("Stand {day}: {covered} von {} besetzt, {missing} nicht.\n", required.de)
        }
        Language::En => {
            format!("As of {day}: {covered} of {} covered, {missing} not.\n", required.en)
        }
    };
    if total.required == 0 {
        text = match language {
            Language::De => format!("Stand {day}: noch nichts in Betrieb.\n"),
            Language::En => format!("As of {day}: nothing is in operation yet.\n"),
        };
    }
    if total.stale > 0 {
        text.push_str(&stale(total.stale, coverage.strict_currency, language));
    }
    let apart = [
        (total.not_live, CELLS, "noch nicht in Betrieb", "not yet in operation"),
        (total.not_planned, MUNICIPALITIES, "noch nicht geplant", "not yet planned"),
        (total.undecidable, CELLS, "nicht entscheidbar", "undecidable"),
        (total.deliberate, CELLS, "bewusst leer", "empty on purpose"),
    ];
    for (count, noun, de, en) in apart {
        if count > 0 {
            let words = if language == Language::De { de } else { en };
            let counted = noun.counted(count, Case::Nominative);
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{} {words}.", counted.get(language));
        }
    }
    let words = coverage.denominator.words.get(language);
    let mut letters = words.chars();
    let sentence: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    text.push_str(&sentence);
    text.push_str(".\n");
    text
}

/// Where what is stale was counted.
fn stale(count: usize, strict: bool, language: Language) -> String {
    match (language, strict) {
        (Language::De, false) => {
            format!("Davon {count} veraltet: eine Bestätigung ist älter, als lotse.toml erlaubt.\n")
        }
        (Language::De, true) => {
            format!(
                "{count} veraltet, hier als nicht besetzt gezählt: eine Bestätigung ist älter, als lotse.toml erlaubt.\n"
            )
        }
        (Language::En, false) => {
            format!("{count} of them out of date: a confirmation is older than lotse.toml allows.\n")
        }
        (Language::En, true) => {
            format!(
                "{count} out of date, counted as not covered here: a confirmation is older than lotse.toml allows.\n"
            )
        }
    }
}

fn cell_of(line: &Line) -> Option<Cell> {
    Some(Cell { level: Level::parse(line.level?)?, track: line.track.and_then(Track::parse) })
}

/// As JSON.
pub fn json(coverage: &Coverage) -> String {
    lines::json(coverage)
}

/// As CSV with semicolons, as German spreadsheets open it; texts that look like formulas stay texts.
pub fn csv(coverage: &Coverage, language: Language) -> String {
    let mut text = String::from(
        "state;service;level;track;district;name;required;covered;open;ambiguous;without_competent;deliberate;undecidable;not_live;not_live_covered;not_planned;stale\n",
    );
    for line in &coverage.rows {
        let words = [
            line.state.as_deref().unwrap_or(""),
            line.service.as_deref().unwrap_or(""),
            line.level.unwrap_or(""),
            line.track.unwrap_or(""),
            line.district.as_deref().unwrap_or(""),
            line.name.get(language),
        ];
        let counts = line.counts;
        let figures = [
            counts.required,
            counts.covered,
            counts.open,
            counts.ambiguous,
            counts.without_competent,
            counts.deliberate,
            counts.undecidable,
            counts.not_live,
            counts.not_live_covered,
            counts.not_planned,
            counts.stale,
        ];
        let entries: Vec<String> =
            words.into_iter().map(super::csv::field).chain(figures.iter().map(ToString::to_string)).collect();
        text.push_str(&entries.join(";"));
        text.push('\n');
    }
    text
}
