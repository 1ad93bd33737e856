//! What the table, the files and the rules say about a task, with the reason and the places.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::facts;
use super::local;
use super::observation::Observation;
use super::raw::Look;
use super::scope::{Ground, Scope};
use super::statement::home;
use super::task::DoneWhen;
use crate::key::{Area, StateCode};
use crate::model::{ComponentId, OrganizationId, ServiceId};
use crate::profile::Cell;
use crate::routing::{Answer, Answerer, GoLive, Row, Segment, Timeline, Verdict};
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
    /// The organization whose record it is about.
    pub body: Option<OrganizationId>,
    /// Its message.
    pub message: Text,
    /// Its place.
    pub span: Span,
}

impl FiredRule {
    /// Whether it speaks of a scope: where both name something, they agree. What one Kommune owes is no matter of another
    /// that lies in it or around it.
    fn is_about(&self, ground: &Ground<'_>, scope: &Scope, areas: &[Area]) -> bool {
        fn agree<T: PartialEq + Copy>(one: Option<T>, other: Option<T>) -> bool {
            one.is_none() || other.is_none() || one == other
        }
        agree(self.state, Some(scope.state))
            && agree(self.service, scope.service)
            && agree(self.component, scope.component)
            && self.body.is_none_or(|body| !self.areas.is_empty() || ground.may_be_of(scope, body))
            && (self.areas.is_empty()
                || areas.is_empty()
                || self.areas.iter().any(|one| areas.iter().any(|two| touches(ground, scope, *one, *two))))
    }
}

/// Whether a finding about an area is about another area, that of a scope.
fn touches(ground: &Ground<'_>, scope: &Scope, one: Area, two: Area) -> bool {
    one == two
        || ((one.contains(two) || two.contains(one))
            && (scope.municipality.is_none() || !ground.carries(one)))
}

/// Looks at everything that a task's `done-when` names. Not done: only the reasons against are given.
pub fn observe(ground: &Ground<'_>, fired: &[FiredRule], scope: &Scope, what: &DoneWhen) -> Observation {
    let mut parts: Vec<Observation> = Vec::new();
    parts.extend(what.cells.iter().map(|cell| see_cell(ground, scope, *cell, what)));
    parts.extend(what.facts.iter().map(|fact| facts::see(ground, scope, *fact)));
    parts.extend(what.paths.iter().map(|purpose| local::path(ground, scope, *purpose, what.established)));
    parts.extend(what.rules.iter().filter_map(|code| see_rule(ground, fired, scope, code)));
    if parts.iter().all(|part| part.void) {
        return parts.into_iter().next().unwrap_or_default();
    }
    let done = parts.iter().all(|part| part.done);
    let unsaid = parts.iter().filter(|part| !part.done).all(|part| part.unsaid) && !done;
    let since = parts.iter().filter_map(|part| part.since).max().filter(|_| done);
    let told = parts.into_iter().filter(|part| !part.void && part.done == done);
    let (reasons, places): (Vec<Text>, Vec<Vec<Span>>) = told.map(|part| (part.why, part.places)).unzip();
    let mut spans: Vec<Span> = places.into_iter().flatten().collect();
    spans.sort_unstable();
    spans.dedup();
    Observation { done, void: false, why: join(&reasons), places: spans, since, unsaid }
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
    let finding =
        fired.iter().find(|finding| finding.code == code && finding.is_about(ground, scope, &areas))?;
    let message = &finding.message;
    Some(Observation::no(
        Text::new(format!("{code}: {}", message.de), format!("{code}: {}", message.en)),
        vec![finding.span],
    ))
}

/// The places that come to the same, with the first of them.
#[derive(Default)]
struct Places {
    units: usize,
    first: String,
    days: BTreeSet<Date>,
}

/// How the places stand, by verdict.
#[derive(Default)]
struct Count {
    by_verdict: BTreeMap<Verdict, Places>,
    unplanned: usize,
    spans: Vec<Span>,
}

/// How one row stands, from which day, and by which segments.
struct Stand<'t> {
    verdict: Verdict,
    day: Date,
    segments: Vec<&'t Segment>,
}

fn see_cell(ground: &Ground<'_>, scope: &Scope, cell: Cell, what: &DoneWhen) -> Observation {
    let on = ground.situation.on();
    let mut count = Count::default();
    for row in ground.rows_of(scope) {
        let day = match what.look {
            Look::Today => row.is_live(on).then_some(on),
            Look::GoLive | Look::Planned => row.judged_on(on),
        };
        let Some(day) = day else {
            let is_over = row.end.is_some_and(|end| end <= on);
            count.unplanned += if is_over { 0 } else { row.units.len() };
            continue;
        };
        let timelines: Vec<&Timeline> = row
            .of(cell)
            .filter(|line| scope.component.is_none() || line.component == scope.component)
            .filter(|line| !line.segments.is_empty())
            .collect();
        if !timelines.is_empty() {
            count.add(ground, row, &stand(ground, row, day, &timelines, what));
        }
    }
    if count.by_verdict.is_empty() {
        return unseen(ground, scope, cell, &count);
    }
    count.tell(ground, scope, cell, what)
}

/// No row has the cell: it is not planned yet, not demanded, or not in use.
fn unseen(ground: &Ground<'_>, scope: &Scope, cell: Cell, count: &Count) -> Observation {
    let words = cell.words();
    if count.unplanned > 0 {
        return Observation::no(
            Text::new(format!("{}: noch nicht geplant", words.de), format!("{}: not planned yet", words.en)),
            home(ground, scope),
        );
    }
    Observation::void(Text::new(
        format!("{}: hier nicht verlangt", words.de),
        format!("{}: not required here", words.en),
    ))
}

/// How a row stands: as the worst of its timelines.
fn stand<'t>(
    ground: &Ground<'_>,
    row: &Row,
    day: Date,
    timelines: &[&'t Timeline],
    what: &DoneWhen,
) -> Stand<'t> {
    let mut worst = Stand { verdict: Verdict::Covered, day, segments: Vec::new() };
    for line in timelines {
        let (verdict, segment) = match what.look {
            Look::Planned => planned(ground, line, day, what.solution),
            Look::GoLive | Look::Today => {
                let found = line.at(day).filter(|segment| solved(ground, segment, what.solution));
                (found.map_or(Verdict::Open, |segment| segment.verdict), found)
            }
        };
        let from = segment.and_then(|segment| segment.period.from).map_or(day, |from| from.max(day));
        match verdict.cmp(&worst.verdict) {
            Ordering::Greater => {
                worst = Stand { verdict, day: from, segments: segment.into_iter().collect() }
            }
            Ordering::Equal => {
                worst.day = worst.day.max(from);
                worst.segments.extend(segment);
            }
            Ordering::Less => {}
        }
    }
    if row.go_live == GoLive::Undecidable {
        worst.verdict = Verdict::Undecidable;
    }
    worst
}

impl Count {
    fn add(&mut self, ground: &Ground<'_>, row: &Row, stand: &Stand<'_>) {
        if stand.verdict == Verdict::Covered {
            let answers = stand.segments.iter().flat_map(|segment| &segment.answers);
            self.spans.extend(answers.map(|answer| ground.model.support(answer.record).span));
        }
        let places = self.by_verdict.entry(stand.verdict).or_default();
        if places.units == 0
            && let Some(unit) = ground.table.places().slice(&row.units).first()
        {
            places.first = ground.table.places().name(unit.key);
        }
        places.units += row.units.len();
        places.days.insert(stand.day);
    }

    fn tell(mut self, ground: &Ground<'_>, scope: &Scope, cell: Cell, what: &DoneWhen) -> Observation {
        let total: usize = self.by_verdict.values().map(|places| places.units).sum();
        let words = cell.words();
        let label = what.solution.map_or(words.clone(), |solution| {
            let label = solution.label();
            Text::new(format!("{}, {}", words.de, label.de), format!("{}, {}", words.en, label.en))
        });
        let (de, en) = (&label.de, &label.en);
        let covered = self.by_verdict.remove(&Verdict::Covered);
        if let Some(covered) = covered.filter(|_| self.by_verdict.is_empty()) {
            let (when, place) = (day_words(&covered.days, what.look), covered.words(total));
            let more = unplanned_words(self.unplanned);
            return Observation::yes(
                Text::new(
                    format!("{de}: geregelt{}, {}{}", when.de, place.de, more.de),
                    format!("{en}: settled{}, {}{}", when.en, place.en, more.en),
                ),
                self.spans,
            );
        }
        let reasons: Vec<Text> = self
            .by_verdict
            .iter()
            .rev()
            .map(|(verdict, places)| reason(*verdict, places, total, what.look))
            .collect();
        let all = join(&reasons);
        Observation::no(
            Text::new(format!("{de}: {}", all.de), format!("{en}: {}", all.en)),
            home(ground, scope),
        )
    }
}

/// Why a cell does not count as settled in some places.
fn reason(verdict: Verdict, places: &Places, total: usize, look: Look) -> Text {
    let place = places.words(total);
    let when = day_words(&places.days, look);
    let (there, there_en, when, when_en) = (place.de, place.en, when.de, when.en);
    match verdict {
        Verdict::Covered => Text::default(),
        Verdict::Open => text!("{there} antwortet{when} niemand", "{there_en} nobody answers{when_en}"),
        Verdict::Ambiguous => {
            text!("{there} antwortet{when} niemand eindeutig", "{there_en} nobody clearly answers{when_en}")
        }
        Verdict::WithoutCompetent => text!(
            "{there} ist{when} keine Stelle eindeutig zuständig, also antwortet niemand",
            "{there_en} no authority is clearly competent{when_en}, so nobody answers"
        ),
        Verdict::Undecidable => text!("{there} nicht entscheidbar", "{there_en} undecidable"),
        Verdict::Deliberate => {
            text!("{there} antwortet bewusst niemand", "{there_en} nobody answers on purpose")
        }
    }
}

impl Places {
    /// "in Juist", "in allen 12 Gebieten", "in 1 von 12 Gebieten (Juist)", "in 3 von 12 Gebieten (zuerst Juist)".
    fn words(&self, total: usize) -> Text {
        let (units, first) = (self.units, &self.first);
        match (units, total) {
            (_, 1) => text!("in {first}", "in {first}"),
            _ if units == total => text!("in allen {total} Gebieten", "in all {total} areas"),
            (1, _) => text!("in 1 von {total} Gebieten ({first})", "in 1 of {total} areas ({first})"),
            _ => text!(
                "in {units} von {total} Gebieten (zuerst {first})",
                "in {units} of {total} areas (first {first})"
            ),
        }
    }
}

/// ", 3 Gebiete noch nicht geplant": they are not required, and not settled either.
fn unplanned_words(unplanned: usize) -> Text {
    match unplanned {
        0 => Text::default(),
        1 => Text::new(", 1 Gebiet noch nicht geplant", ", 1 area not planned yet"),
        _ => text!(", {unplanned} Gebiete noch nicht geplant", ", {unplanned} areas not planned yet"),
    }
}

/// The day that was looked at; what is planned holds from then on.
fn day_words(days: &BTreeSet<Date>, look: Look) -> Text {
    let (word, word_en) = if look == Look::Planned { ("ab", "from") } else { ("am", "on") };
    match (days.len(), days.first()) {
        (1, Some(day)) => Text::new(
            format!(" {word} {}", format_date(*day, Language::De)),
            format!(" {word_en} {}", format_date(*day, Language::En)),
        ),
        _ if look == Look::Planned => Text::new(" ab dem jeweiligen Tag", " from the day of each"),
        _ => Text::new(" am jeweiligen Tag", " on the day of each"),
    }
}

/// Whether a segment is answered by the wanted solution; any will do where none is wanted.
fn solved(ground: &Ground<'_>, segment: &Segment, solution: Option<Solution>) -> bool {
    let is_somebody = |answer: &&Answer| matches!(answer.answerer, Answerer::Organization(_));
    solution.is_none_or(|wanted| {
        segment.answers.iter().filter(is_somebody).any(|answer| is_of(ground, answer, wanted))
    })
}

/// Whether an answer comes from a record of a solution.
fn is_of(ground: &Ground<'_>, answer: &Answer, wanted: Solution) -> bool {
    let record = ground.model.support(answer.record);
    record.solution.as_ref().is_some_and(|found| found.value == wanted)
}

/// What is written down from a day on for the wanted solution: the first segment that it covers. Where it leaves the answer
/// to a competent authority that is not there, nothing is settled, whoever answers before or after.
fn planned<'t>(
    ground: &Ground<'_>,
    line: &'t Timeline,
    day: Date,
    solution: Option<Solution>,
) -> (Verdict, Option<&'t Segment>) {
    let is_meant = |segment: &&Segment| {
        let wanted = |answer: &Answer| solution.is_none_or(|wanted| is_of(ground, answer, wanted));
        !segment.period.is_over(day) && (solution.is_none() || segment.answers.iter().any(wanted))
    };
    let meant: Vec<&Segment> = line.segments.iter().filter(is_meant).collect();
    let first = |verdict: Verdict| meant.iter().copied().find(|segment| segment.verdict == verdict);
    let covered = || {
        meant
            .iter()
            .copied()
            .find(|segment| segment.verdict == Verdict::Covered && solved(ground, segment, solution))
    };
    first(Verdict::WithoutCompetent)
        .or_else(covered)
        .or_else(|| first(Verdict::Undecidable))
        .or_else(|| first(Verdict::Ambiguous))
        .or_else(|| first(Verdict::Deliberate))
        .map_or((Verdict::Open, None), |segment| (segment.verdict, Some(segment)))
}
