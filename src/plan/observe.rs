//! What the table, the files and the rules say about a task, with the reason and the places.

use std::collections::BTreeSet;

use super::facts;
use super::local;
use super::raw::Look;
use super::scope::{Ground, Scope};
use super::task::DoneWhen;
use crate::key::{Area, StateCode};
use crate::model::{ComponentId, ServiceId};
use crate::profile::Cell;
use crate::routing::{Answerer, Row, Segment, Timeline, Verdict};
use crate::source::Span;
use crate::text::{Language, Text, text};
use crate::time::{Date, format_date};
use crate::vocabulary::{Solution, Vocabulary};

/// A finding of a rule, as far as the plan needs to know: which rule, about what, where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiredRule {
    /// Its code, `L401`.
    pub code: String,
    /// The state it is about; `None`: all.
    pub state: Option<StateCode>,
    /// The service it is about; `None`: all.
    pub service: Option<ServiceId>,
    /// The component it is about; `None`: all.
    pub component: Option<ComponentId>,
    /// Where; empty: everywhere.
    pub areas: Vec<Area>,
    /// Its message.
    pub message: Text,
    /// Its place.
    pub span: Span,
}

impl FiredRule {
    /// Whether it speaks of a scope: where both name something, they agree.
    fn is_about(&self, scope: &Scope, areas: &[Area]) -> bool {
        fn agree<T: PartialEq + Copy>(one: Option<T>, other: Option<T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        agree(self.state, Some(scope.state))
            && agree(self.service, scope.service)
            && agree(self.component, scope.component)
            && (self.areas.is_empty()
                || areas.is_empty()
                || self
                    .areas
                    .iter()
                    .any(|one| areas.iter().any(|two| one.contains(*two) || two.contains(*one))))
    }
}

/// Whether something is so, why, and where one sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Observation {
    /// Whether it is so.
    pub done: bool,
    /// It does not exist here: no cell of the profile, no component in use.
    pub void: bool,
    /// Why, half a sentence.
    pub why: Text,
    /// The records that show it, or the place where a person would write it.
    pub places: Vec<Span>,
}

impl Observation {
    /// It is so.
    pub const fn yes(why: Text, places: Vec<Span>) -> Self {
        Self { done: true, void: false, why, places }
    }

    /// It is not so.
    pub const fn no(why: Text, places: Vec<Span>) -> Self {
        Self { done: false, void: false, why, places }
    }

    /// The question does not arise.
    pub const fn void(why: Text) -> Self {
        Self { done: true, void: true, why, places: Vec::new() }
    }
}

/// Looks at everything that a task's `done-when` names. Not done: only the reasons against are given.
pub fn observe(
    ground: &Ground<'_>,
    fired: &[FiredRule],
    scope: &Scope,
    on: Date,
    what: &DoneWhen,
) -> Observation {
    let mut parts: Vec<Observation> = Vec::new();
    parts.extend(what.cells.iter().map(|cell| see_cell(ground, scope, *cell, on, what)));
    parts.extend(what.facts.iter().map(|fact| facts::see(ground, scope, on, *fact)));
    parts.extend(what.paths.iter().map(|purpose| local::path(ground, scope, on, *purpose, what.established)));
    parts.extend(what.rules.iter().filter_map(|code| see_rule(ground, fired, scope, code)));
    if parts.iter().all(|part| part.void) {
        return parts.into_iter().next().unwrap_or_default();
    }
    let done = parts.iter().all(|part| part.done);
    let told = parts.into_iter().filter(|part| !part.void && part.done == done);
    let (reasons, places): (Vec<Text>, Vec<Vec<Span>>) = told.map(|part| (part.why, part.places)).unzip();
    let mut spans: Vec<Span> = places.into_iter().flatten().collect();
    spans.sort_unstable();
    spans.dedup();
    Observation { done, void: false, why: join(&reasons), places: spans }
}

fn join(reasons: &[Text]) -> Text {
    let mut said: Vec<&Text> = Vec::new();
    for reason in reasons {
        if !said.contains(&reason) && !reason.de.is_empty() {
            said.push(reason);
        }
    }
    let half = |language| said.iter().map(|text| text.get(language)).collect::<Vec<_>>().join("; ");
    Text::new(half(Language::De), half(Language::En))
}

/// Nothing where a rule is silent: silence is no reason that helps anybody.
fn see_rule(ground: &Ground<'_>, fired: &[FiredRule], scope: &Scope, code: &str) -> Option<Observation> {
    let areas: Vec<Area> = match (scope.municipality, scope.wave.and_then(|at| ground.model.waves.get(at))) {
        (Some(area), _) => vec![area],
        (None, Some(wave)) => wave.area.clone(),
        (None, None) => Vec::new(),
    };
    let finding = fired.iter().find(|finding| finding.code == code && finding.is_about(scope, &areas))?;
    let message = &finding.message;
    Some(Observation::no(
        Text::new(format!("{code}: {}", message.de), format!("{code}: {}", message.en)),
        vec![finding.span],
    ))
}

/// How many places there are for and against.
#[derive(Default)]
struct Count {
    good: usize,
    bad: usize,
    undecidable: usize,
    on_purpose: usize,
    unplanned: usize,
    days: BTreeSet<Date>,
    first: Option<String>,
    first_bad: Option<String>,
    places: Vec<Span>,
}

fn see_cell(ground: &Ground<'_>, scope: &Scope, cell: Cell, on: Date, what: &DoneWhen) -> Observation {
    let rows = ground.rows_of(scope);
    let mut count = Count::default();
    let mut seen = false;
    for row in rows {
        let day = match what.look {
            Look::Today => row.is_live(on).then_some(on),
            Look::GoLive | Look::Planned => row.judged_on(on),
        };
        let Some(day) = day else {
            count.unplanned += row.units.len();
            continue;
        };
        let timelines: Vec<&Timeline> = row
            .of(cell)
            .filter(|line| scope.component.is_none() || line.component == scope.component)
            .collect();
        if timelines.is_empty() || timelines.iter().all(|line| line.segments.is_empty()) {
            continue;
        }
        seen = true;
        count.add(ground, row, day, &timelines, what);
    }
    if !seen {
        return unseen(ground, scope, cell, &count);
    }
    count.tell(ground, scope, cell, what.solution)
}

/// No row has the cell: it is not planned yet, not demanded, or not in use.
fn unseen(ground: &Ground<'_>, scope: &Scope, cell: Cell, count: &Count) -> Observation {
    let words = cell.words();
    if count.unplanned > 0 {
        return Observation::no(
            Text::new(format!("{}: noch nicht geplant", words.de), format!("{}: not planned yet", words.en)),
            facts::home(ground, scope),
        );
    }
    Observation::void(Text::new(
        format!("{}: hier nicht verlangt", words.de),
        format!("{}: not required here", words.en),
    ))
}

impl Count {
    fn add(&mut self, ground: &Ground<'_>, row: &Row, day: Date, timelines: &[&Timeline], what: &DoneWhen) {
        let units = row.units.len();
        self.days.insert(day);
        let mut worst = Verdict::Covered;
        for line in timelines {
            let found = match what.look {
                Look::Planned => planned(ground, line, day, what.solution),
                Look::GoLive | Look::Today => {
                    line.at(day).filter(|segment| solved(ground, segment, what.solution))
                }
            };
            match found {
                Some(segment) if segment.verdict == Verdict::Covered => {
                    let spans = segment.answers.iter().map(|answer| ground.model.support(answer.record).span);
                    self.places.extend(spans);
                }
                Some(segment) => worst = worst.max(segment.verdict),
                None => worst = worst.max(Verdict::Open),
            }
        }
        match worst {
            Verdict::Covered => self.good += units,
            Verdict::Undecidable => self.undecidable += units,
            Verdict::Deliberate => self.on_purpose += units,
            Verdict::WithoutCompetent | Verdict::Ambiguous | Verdict::Open => self.bad += units,
        }
        let name = || {
            let unit = ground.table.places().slice(&row.units).first();
            unit.map(|unit| ground.table.places().name(unit.key))
        };
        if self.first.is_none() {
            self.first = name();
        }
        if worst != Verdict::Covered && self.first_bad.is_none() {
            self.first_bad = name();
        }
    }

    fn tell(self, ground: &Ground<'_>, scope: &Scope, cell: Cell, solution: Option<Solution>) -> Observation {
        let total = self.good + self.bad + self.undecidable + self.on_purpose;
        let words = cell.words();
        let label = solution.map_or(words.clone(), |solution| {
            let label = solution.label();
            Text::new(format!("{}, {}", words.de, label.de), format!("{}, {}", words.en, label.en))
        });
        let (de, en) = (&label.de, &label.en);
        let when = day_words(&self.days);
        let (when_de, when_en) = (&when.de, &when.en);
        let named = self.first_bad.as_deref().or(self.first.as_deref());
        let place = place_words(total - self.good, total, named.unwrap_or_default());
        let (there_de, there_en) = (&place.de, &place.en);
        if self.good == total {
            return Observation::yes(
                text!("{de}: geregelt{when_de}, {there_de}", "{en}: settled{when_en}, {there_en}"),
                self.places,
            );
        }
        let reason = if self.bad > 0 {
            text!(
                "{de}: {there_de} antwortet{when_de} niemand eindeutig",
                "{en}: {there_en} nobody clearly answers{when_en}"
            )
        } else if self.undecidable > 0 {
            text!("{de}: {there_de} nicht entscheidbar", "{en}: {there_en} undecidable")
        } else {
            text!("{de}: {there_de} antwortet bewusst niemand", "{en}: {there_en} nobody answers on purpose")
        };
        Observation::no(reason, facts::home(ground, scope))
    }
}

/// "in Juist", "in allen 12 Gebieten", "in 3 von 12 Gebieten (zuerst Juist)".
fn place_words(missing: usize, total: usize, first: &str) -> Text {
    match (missing, total) {
        (_, 1) => text!("in {first}", "in {first}"),
        (0, _) => text!("in allen {total} Gebieten", "in all {total} areas"),
        _ => text!(
            "in {missing} von {total} Gebieten (zuerst {first})",
            "in {missing} of {total} areas (first {first})"
        ),
    }
}

fn day_words(days: &BTreeSet<Date>) -> Text {
    match (days.len(), days.first()) {
        (1, Some(day)) => Text::new(
            format!(" am {}", format_date(*day, Language::De)),
            format!(" on {}", format_date(*day, Language::En)),
        ),
        _ => Text::new(" am jeweiligen Tag", " on the day of each"),
    }
}

/// Whether a segment is answered by the wanted solution; any will do where none is wanted.
fn solved(ground: &Ground<'_>, segment: &Segment, solution: Option<Solution>) -> bool {
    solution.is_none_or(|wanted| {
        segment.answers.iter().any(|answer| {
            matches!(answer.answerer, Answerer::Organization(_))
                && ground
                    .model
                    .support(answer.record)
                    .solution
                    .as_ref()
                    .is_some_and(|found| found.value == wanted)
        })
    })
}

/// The first segment from a day on that is covered by the wanted solution.
fn planned<'t>(
    ground: &Ground<'_>,
    line: &'t Timeline,
    day: Date,
    solution: Option<Solution>,
) -> Option<&'t Segment> {
    line.segments
        .iter()
        .filter(|segment| !segment.period.is_over(day))
        .find(|segment| segment.verdict == Verdict::Covered && solved(ground, segment, solution))
}
