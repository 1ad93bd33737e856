//! Who answers, cell by cell and stretch of time by stretch of time, with gaps as loud as owners.

use super::cell::{Answering, CellView, Detail, Turn, Way};
use super::contact::{self, Reader};
use super::scene::Scene;
use super::word::{CellWord, StatusWord};
use crate::model::{OrganizationId, Owner, PartId, ServiceId, SupportId};
use crate::profile::Cell;
use crate::routing::{Answer, Answerer, GoLive, Row, Segment, Timeline, Verdict};
use crate::source::Located;
use crate::text::Language;
use crate::time::{Duration, Period};
use crate::vocabulary::{ChannelKind, Level, SeverityClass, Solution, Vocabulary};

/// The cells of a row on some levels; components that the same people look after are one line.
pub(super) fn cells(scene: &Scene<'_>, row: &Row, ranks: &[Level], detail: Detail) -> Vec<CellView> {
    let mut cells: Vec<(CellView, Vec<String>)> = Vec::new();
    for (_, mut view) in told(scene, row, ranks, detail) {
        let component = view.component.take();
        match cells.iter_mut().find(|(other, names)| *other == view && !names.is_empty()) {
            Some((_, names)) => names.extend(component),
            None => cells.push((view, component.into_iter().collect())),
        }
    }
    cells
        .into_iter()
        .map(|(view, names)| CellView { component: (!names.is_empty()).then(|| scene.list(&names)), ..view })
        .collect()
}

/// The timelines of a row on some levels, each with what is said of it; services contained of which the same is said are one.
pub(super) fn told<'r>(
    scene: &Scene<'_>,
    row: &'r Row,
    ranks: &[Level],
    detail: Detail,
) -> Vec<(&'r Timeline, CellView)> {
    let mut found: Vec<(&Timeline, CellView, Vec<PartId>)> = Vec::new();
    for timeline in row.apart.iter().filter(|timeline| ranks.contains(&timeline.cell.level)) {
        let view = cell(scene, row, timeline, detail);
        let same = |(other, said, _): &&mut (&Timeline, CellView, Vec<PartId>)| {
            timeline.part.is_some() && is_beside(other, timeline) && other.part.is_some() && *said == view
        };
        match found.iter_mut().find(same) {
            Some((.., parts)) => parts.extend(timeline.part),
            None => found.push((timeline, view, timeline.part.into_iter().collect())),
        }
    }
    let is_all = |timeline: &Timeline, parts: &[PartId]| {
        let beside = row.apart.iter().filter(|other| is_beside(other, timeline)).count();
        // Who answers for a component answers for whatever uses it.
        parts.len() == if timeline.component.is_some() { beside } else { row.parts.len() }
    };
    found
        .into_iter()
        .map(|(timeline, view, parts)| {
            let part = if is_all(timeline, &parts) { None } else { scene.part_names(&parts) };
            (timeline, CellView { part, ..view })
        })
        .collect()
}

/// Whether two timelines differ in nothing but the service contained.
fn is_beside(one: &Timeline, other: &Timeline) -> bool {
    (one.cell, one.component) == (other.cell, other.component)
}

/// Whether the service is in operation in a row, and the day on which it starts if that lies ahead.
pub fn status(scene: &Scene<'_>, row: &Row) -> (StatusWord, Option<String>) {
    status_of(scene, row.go_live)
}

/// The same of a start.
pub(super) fn status_of(scene: &Scene<'_>, start: GoLive) -> (StatusWord, Option<String>) {
    match start {
        GoLive::NotPlanned => (StatusWord::Unplanned, None),
        GoLive::Undecidable => (StatusWord::Undecidable, None),
        GoLive::On(day) if day > scene.on => (StatusWord::Planned, Some(scene.day(day))),
        GoLive::On(_) | GoLive::Unknown => (StatusWord::Live, None),
    }
}

/// A timeline from the day on; what is over is left out. Whoever asks says of which part it is.
fn cell(scene: &Scene<'_>, row: &Row, timeline: &Timeline, detail: Detail) -> CellView {
    let cell = timeline.cell;
    // What changes behind the scenes, such as the record that says so, is no new row for a reader.
    let mut spans: Vec<(Period, Turn)> = Vec::new();
    for segment in timeline.segments.iter().filter(|segment| !segment.period.is_over(scene.on)) {
        let turn = turn(scene, cell, row.service, segment, detail);
        match spans.last_mut().filter(|(last, told)| last.until == segment.period.from && *told == turn) {
            Some((last, _)) => last.until = segment.period.until,
            None => spans.push((segment.period, turn)),
        }
    }
    let always = matches!(spans.as_slice(), [(only, _)] if {
        let begun = only.contains(scene.on) || matches!(row.go_live, GoLive::On(day) if only.from == Some(day));
        begun && only.until == row.end
    });
    let turns = spans.into_iter().map(|(period, turn)| Turn {
        when: when_in(scene, row, period),
        now: period.contains(scene.on),
        ..turn
    });
    CellView {
        level: scene.say(cell.level.label()),
        track: cell.track.map(|track| scene.say(track.label())),
        part: None,
        component: timeline.component.map(|id| contact::component_name(scene, id)),
        rank: cell.level.word(),
        always,
        turns: turns.collect(),
    }
}

/// When something holds, seen from the day of the document, or from the start of the service.
fn when_in(scene: &Scene<'_>, row: &Row, period: Period) -> String {
    let starts = match row.go_live {
        GoLive::On(day) => day > scene.on && period.from == Some(day),
        _ => false,
    };
    match (starts, period.last_day().map(|day| scene.day(day))) {
        (false, _) => scene.when(period),
        (true, None) => scene.word("ab dem Start", "from the start"),
        (true, Some(until)) => match scene.language {
            Language::De => format!("vom Start bis zum {until}"),
            Language::En => format!("start until {until}"),
        },
    }
}

/// What a segment says, without its time.
fn turn(scene: &Scene<'_>, cell: Cell, service: ServiceId, segment: &Segment, detail: Detail) -> Turn {
    let verdict = match segment.verdict {
        Verdict::Covered => CellWord::Covered,
        Verdict::Deliberate => CellWord::Deliberate,
        Verdict::Undecidable => CellWord::Undecidable,
        Verdict::WithoutCompetent if is_several(segment) => CellWord::SeveralCompetent,
        Verdict::WithoutCompetent => CellWord::WithoutCompetent,
        Verdict::Ambiguous => CellWord::Ambiguous,
        Verdict::Open => CellWord::Open,
    };
    let first = segment.answers.first().map(|answer| scene.model().support(answer.record));
    let solution =
        first.and_then(|record| record.solution.as_ref()).map(|found| scene.say(found.value.label()));
    let note = first.and_then(|record| {
        if segment.verdict == Verdict::Deliberate {
            return record.reason.clone();
        }
        let review = record.review.as_ref().filter(|_| record.open_end)?;
        let day = scene.day(review.value);
        Some(match scene.language {
            Language::De => format!("Ende offen, wird am {day} geprüft"),
            Language::En => format!("end open, reviewed on {day}"),
        })
    });
    let reader = if cell.level == Level::First { Reader::Citizen } else { Reader::Authority };
    Turn {
        when: String::new(),
        now: false,
        verdict,
        solution,
        who: who(scene, service, segment, reader, detail),
        note,
    }
}

/// Who answers in a segment, each once, with the channels that are theirs.
fn who(
    scene: &Scene<'_>,
    service: ServiceId,
    segment: &Segment,
    reader: Reader,
    detail: Detail,
) -> Vec<Answering> {
    let named: Vec<ChannelKind> = segment.answers.iter().filter_map(|answer| answer.channel).collect();
    let mut who: Vec<(Option<OrganizationId>, SupportId, Vec<&Answer>)> = Vec::new();
    for answer in &segment.answers {
        let Answerer::Organization(id) = answer.answerer else { continue };
        let record = scene.model().support(answer.record);
        let hidden = detail == Detail::Records && record.owner.value == Owner::Competent;
        let id = (!hidden).then_some(id);
        match who
            .iter_mut()
            .find(|(other, record, _)| *other == id && (id.is_some() || *record == answer.record))
        {
            Some((_, _, answers)) => answers.push(answer),
            None => who.push((id, answer.record, vec![answer])),
        }
    }
    who.into_iter()
        .map(|(id, record, answers)| {
            let wanted = |kind: ChannelKind| {
                answers.iter().any(|answer| match answer.channel {
                    Some(channel) => channel == kind,
                    None => !named.contains(&kind),
                })
            };
            answering(scene, (service, detail), id, record, reader, wanted)
        })
        .collect()
}

fn answering(
    scene: &Scene<'_>,
    (service, detail): (ServiceId, Detail),
    id: Option<OrganizationId>,
    record: SupportId,
    reader: Reader,
    wanted: impl Fn(ChannelKind) -> bool,
) -> Answering {
    let record = scene.model().support(record);
    let mut ways = id.map(|id| contact::ways(scene, id, reader, &wanted)).unwrap_or_default();
    let names_form = record.channels.listed().contains(&ChannelKind::ContactForm);
    let form = scene.say(ChannelKind::ContactForm.label());
    if id.is_some()
        && names_form
        && wanted(ChannelKind::ContactForm)
        && ways.iter().all(|way| way.kind != form)
    {
        let address = scene.model().service(service).contact_form.as_ref();
        ways.extend(address.map(|address| match detail {
            Detail::Alike => {
                let (kind, address) = form_below(scene);
                Way { kind, address, ..Way::default() }
            }
            Detail::Names | Detail::Records => contact::form(scene, address),
        }));
    }
    Answering {
        name: id.map_or_else(
            || scene.word("die zuständige Behörde", "the competent authority"),
            |id| scene.model().organization(id).name.clone(),
        ),
        role: record.role.clone(),
        ways,
        reaction: agreed_times(scene, &record.reaction),
        recovery: agreed_times(scene, &record.recovery),
    }
}

/// What stands in place of a contact form where each of several services has its own: the kind of way, and "siehe unten".
pub(super) fn form_below(scene: &Scene<'_>) -> (String, String) {
    (scene.say(ChannelKind::ContactForm.label()), scene.word("siehe unten", "see below"))
}

/// Agreed times by severity: "kritisch 1 Stunde, hoch 4 Stunden"; nothing where none are agreed.
pub(super) fn agreed_times(scene: &Scene<'_>, list: &[(SeverityClass, Located<Duration>)]) -> Option<String> {
    let words: Vec<String> = list
        .iter()
        .map(|(class, time)| format!("{} {}", scene.say(class.label()), time.value.words(scene.language)))
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// Whether a service has, somewhere in a range, a long-term first level at some time.
pub fn has_long_term(scene: &Scene<'_>, row: &Row) -> bool {
    let first = row.timelines.iter().filter(|timeline| timeline.cell.level == Level::First);
    first.flat_map(|timeline| &timeline.segments).flat_map(|segment| &segment.answers).any(|answer| {
        scene
            .model()
            .support(answer.record)
            .solution
            .as_ref()
            .is_some_and(|found| found.value == Solution::LongTerm)
    })
}

/// Whether two authorities are equally competent.
fn is_several(segment: &Segment) -> bool {
    segment.answers.iter().any(|answer| answer.answerer == Answerer::CompetenceConflict)
}
