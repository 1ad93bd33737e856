//! Coverage as numbers: numerator, denominator, and everything that is neither, shown apart.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::profile::Cell;
use crate::routing::{Denominator, GoLive, Row, Table, Verdict};
use crate::rules::review::Currency;
use crate::text::{Language, Text};
use crate::time::Date;
use crate::vocabulary::{Level, Track, Vocabulary};

/// What figures are gathered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// State × service × (level, track): the matrix.
    Cell,
    /// Level and track.
    Level,
    /// Service.
    Service,
    /// State.
    State,
    /// Kreis.
    District,
}

/// Counts of cells (one per municipality); see semantics 8 and 12 for what stands apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Cells in operation on the day: the denominator.
    pub required: usize,
    /// Of these with exactly one owner: the numerator.
    pub covered: usize,
    /// Nobody answers.
    pub open: usize,
    /// Two owners.
    pub ambiguous: usize,
    /// "The competent authority", and none or two are named.
    pub without_competent: usize,
    /// Empty on purpose.
    pub deliberate: usize,
    /// Something is broken or not there.
    pub undecidable: usize,
    /// Planned, not yet in operation: not part of the denominator.
    pub not_live: usize,
    /// Of these with an owner on the day of go-live.
    pub not_live_covered: usize,
    /// No wave reaches the place.
    pub not_planned: usize,
    /// In operation with exactly one owner, and past a review interval: among the covered ones, except under
    /// [`Counts::strict`].
    pub stale: usize,
}

impl Counts {
    /// Adds the cell of a row, `units` times.
    pub(super) fn add(&mut self, row: &Row, units: usize, cell: Cell, on: Date, currency: &Currency) {
        if row.go_live == GoLive::NotPlanned {
            self.not_planned += units;
            return;
        }
        let Some(day) = row.judged_on(on) else { return };
        let verdict = row.verdict(cell, day);
        if !row.is_live(on) {
            self.not_live += units;
            if verdict == Some(Verdict::Covered) {
                self.not_live_covered += units;
            }
            return;
        }
        self.required += units;
        let place = match verdict {
            Some(Verdict::Covered) => &mut self.covered,
            Some(Verdict::Deliberate) => &mut self.deliberate,
            Some(Verdict::Undecidable) => &mut self.undecidable,
            Some(Verdict::WithoutCompetent) => &mut self.without_competent,
            Some(Verdict::Ambiguous) => &mut self.ambiguous,
            Some(Verdict::Open) | None => &mut self.open,
        };
        *place += units;
        if verdict == Some(Verdict::Covered) && is_stale(row, cell, on, currency) {
            self.stale += units;
        }
    }

    /// The same with what is stale not counted as covered.
    #[must_use]
    pub const fn strict(self) -> Self {
        Self { covered: self.covered - self.stale, ..self }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.required += other.required;
        self.covered += other.covered;
        self.open += other.open;
        self.ambiguous += other.ambiguous;
        self.without_competent += other.without_competent;
        self.deliberate += other.deliberate;
        self.undecidable += other.undecidable;
        self.not_live += other.not_live;
        self.not_live_covered += other.not_live_covered;
        self.not_planned += other.not_planned;
        self.stale += other.stale;
    }

    /// Numerator and denominator; a denominator of zero never looks like success.
    pub fn fraction(self) -> String {
        if self.required == 0 { "–".to_owned() } else { format!("{}/{}", self.covered, self.required) }
    }

    /// In operation, and not covered.
    pub const fn missing(self) -> usize {
        self.required - self.covered - self.deliberate
    }
}

/// One line of figures; what a line is not gathered by is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// State.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<&'static str>,
    /// Track.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<&'static str>,
    /// Kreis, by key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Name of what the line is about.
    pub name: Text,
    /// The figures.
    #[serde(flatten)]
    pub counts: Counts,
}

/// The figures of a workspace on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Version of this form.
    pub version: u32,
    /// The day.
    pub on: String,
    /// Whether what is stale counts as not covered.
    pub strict_currency: bool,
    /// Where the denominator comes from.
    pub denominator: Source,
    /// All together.
    pub total: Counts,
    /// The lines.
    pub rows: Vec<Line>,
}

/// Where a denominator comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// `files` or `register`.
    pub from: &'static str,
    /// Territorial state of the register.
    pub edition: Option<String>,
    /// In words.
    pub words: Text,
}

/// Where the table's denominator comes from, in words.
pub fn denominator(table: &Table) -> Source {
    match table.places().denominator() {
        Denominator::Files => Source {
            from: "files",
            edition: None,
            words: Text::new(
                "Gezählt werden die Kommunen, die in den Dateien stehen (nicht alle aus dem amtlichen Gemeindeverzeichnis)",
                "The municipalities in the files are counted (not all of the official register)",
            ),
        },
        Denominator::Register { edition } => Source {
            from: "register",
            edition: Some(edition.clone()),
            words: Text::new(
                format!("Gezählt werden die Gemeinden des amtlichen Verzeichnisses, Gebietsstand {edition}"),
                format!(
                    "The municipalities of the official register are counted, territorial state {edition}"
                ),
            ),
        },
    }
}

/// Whether a record, agreement or contact that carries a cell on a day is past its review interval.
pub(super) fn is_stale(row: &Row, cell: Cell, on: Date, currency: &Currency) -> bool {
    let segments = row.of(cell).filter_map(|timeline| timeline.at(on));
    segments.flat_map(|segment| &segment.answers).any(|answer| currency.is_stale(answer))
}

/// What a line is gathered by: state, service, cell, Kreis.
type Key = (Option<StateCode>, Option<ServiceId>, Option<Cell>, Option<Area>);

impl Coverage {
    /// The same with what is stale not counted as covered.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.strict_currency = true;
        self.total = self.total.strict();
        for row in &mut self.rows {
            row.counts = row.counts.strict();
        }
        self
    }
}

/// Gathers the figures; nothing is looked at for its age.
pub fn coverage(table: &Table, by: By, on: Date) -> Coverage {
    coverage_with(table, by, on, &Currency::default())
}

/// Gathers the figures, and what is stale apart.
pub fn coverage_with(table: &Table, by: By, on: Date, currency: &Currency) -> Coverage {
    let mut lines: BTreeMap<Key, Counts> = BTreeMap::new();
    let mut total = Counts::default();
    for row in table.rows() {
        for (district, units) in parts(table, by, row) {
            for cell in cells(row) {
                let mut counts = Counts::default();
                counts.add(row, units, cell, on, currency);
                total.merge(counts);
                lines.entry(key(by, row, cell, district)).or_default().merge(counts);
            }
            if row.go_live == GoLive::NotPlanned {
                // Without a timeline there is no cell to count; the place still shows.
                let counts = Counts { not_planned: units, ..Counts::default() };
                total.merge(counts);
                if !matches!(by, By::Cell | By::Level) {
                    let cell = Cell { level: Level::First, track: None };
                    lines.entry(key(by, row, cell, district)).or_default().merge(counts);
                }
            }
        }
    }
    let mut rows: Vec<(Option<Cell>, Line)> =
        lines.into_iter().map(|(key, counts)| (key.2, line(table, key, counts))).collect();
    rows.sort_by(|(a_cell, a), (b_cell, b)| {
        (&a.state, &a.service, a_cell, &a.district).cmp(&(&b.state, &b.service, b_cell, &b.district))
    });
    let rows = rows.into_iter().map(|(_, line)| line).collect();
    let denominator = denominator(table);
    Coverage { version: 1, on: crate::time::iso(on), strict_currency: false, denominator, total, rows }
}

pub(super) fn cells(row: &Row) -> Vec<Cell> {
    let mut cells: Vec<Cell> = row.timelines.iter().map(|timeline| timeline.cell).collect();
    cells.dedup();
    cells
}

/// A row's units, by Kreis where that is asked.
fn parts(table: &Table, by: By, row: &Row) -> Vec<(Option<Area>, usize)> {
    if by != By::District {
        return vec![(None, row.units.len())];
    }
    let mut districts: BTreeMap<Area, usize> = BTreeMap::new();
    for unit in table.places().slice(&row.units) {
        *districts.entry(table.places().reading().district(unit.key)).or_default() += 1;
    }
    districts.into_iter().map(|(district, units)| (Some(district), units)).collect()
}

fn key(by: By, row: &Row, cell: Cell, district: Option<Area>) -> Key {
    let (state, service) = (Some(row.state), Some(row.service));
    match by {
        By::Cell => (state, service, Some(cell), None),
        By::Level => (None, None, Some(cell), None),
        By::Service => (None, service, None, None),
        By::State => (state, None, None, None),
        By::District => (state, None, None, district),
    }
}

fn line(table: &Table, key: Key, counts: Counts) -> Line {
    let (state, service, cell, district) = key;
    let service = service.map(|id| table.model().service(id));
    let name = None
        .or_else(|| district.map(|area| Text::same(table.places().name(area))))
        .or_else(|| service.map(|service| Text::same(service.name.clone())))
        .or_else(|| state.map(StateCode::name))
        .or_else(|| cell.map(Cell::words))
        .unwrap_or_default();
    Line {
        state: state.map(|state| state.code().to_owned()),
        service: service.map(|service| service.id.to_string()),
        level: cell.map(|cell| cell.level.word()),
        track: cell.and_then(|cell| cell.track).map(Vocabulary::word),
        district: district.map(Area::digits),
        name,
        counts,
    }
}

/// A column head of the matrix: level above, track below.
pub fn heads(cell: Cell, language: Language) -> (String, &'static str) {
    let level = match cell.level {
        Level::First => "First",
        Level::Second => "Second",
        Level::Third => "Third",
    };
    let track = match (cell.track, language) {
        (None, _) => "",
        (Some(Track::SubjectMatter), Language::De) => "fachlich",
        (Some(Track::SubjectMatter), Language::En) => "subject",
        (Some(Track::TechnicalService), Language::De) => "Dienst",
        (Some(Track::TechnicalService), Language::En) => "service",
        (Some(Track::TechnicalState), Language::De) => "Land",
        (Some(Track::TechnicalState), Language::En) => "state",
    };
    (level.to_owned(), track)
}
