//! The table and the oracle say the same on random workspaces; neither order nor split of the files matters.

use std::collections::{BTreeMap, BTreeSet};

use lotse::diagnostic::Diagnostic;
use lotse::model::{ComponentId, Model};
use lotse::profile::{Cell, Requirements};
use lotse::routing::{Answerer, GoLive, Places, Row, Segment, Table, Timeline, Verdict};
use lotse::time::{Date, day_after, day_before};
use lotse::vocabulary::{ChannelKind, Vocabulary};
use lotse::workspace::{Texts, Workspace};
use proptest::prelude::*;

use crate::oracle::{self, Place, Question};
use crate::support::{codes, day, load, requirements};
use crate::workspace::{DAYS, TORN, cases, workspaces};

/// Every boundary day, the days around it, and days far away.
fn days() -> BTreeSet<Date> {
    let bounds = DAYS.iter().copied().chain(["2027-01-20", "2027-03-01", "2000-01-01", "2090-01-01"]);
    bounds
        .map(day)
        .flat_map(|day| [day_before(day), day, day_after(day), day_after(day_after(day))])
        .collect()
}

/// The owners by channel as the table tells them.
fn owners(segment: &Segment) -> BTreeMap<ChannelKind, BTreeSet<Answerer>> {
    let mut owners = BTreeMap::new();
    for channel in ChannelKind::all() {
        let own = segment.answers.iter().find(|answer| answer.channel == Some(*channel));
        let rest = segment.answers.iter().find(|answer| answer.channel.is_none());
        if let Some(answer) = own.or(rest) {
            owners.insert(*channel, BTreeSet::from([answer.answerer]));
        }
    }
    owners
}

/// All disagreements between table and oracle.
fn disagreements(model: &Model, requirements: &Requirements) -> Vec<String> {
    let table = Table::new(&std::sync::Arc::new(model.clone()), requirements, Places::new(model, None));
    let mut wrong = Vec::new();
    for usage in &model.uses {
        let expected = oracle::places(model, usage.state);
        let range = table.places().of_state(usage.state);
        let units = table.places().slice(&range);
        let found: Vec<Place> = units.iter().map(|unit| (unit.key, unit.district.clone())).collect();
        if found != expected {
            wrong.push(format!("units of {:?}: table {found:?}, oracle {expected:?}", usage.state));
            continue;
        }
        for (at, place) in expected.into_iter().enumerate() {
            let Some(row) = table.row_at(usage.state, usage.service.value, range.start + at) else {
                wrong.push(format!("no row for {place:?}"));
                continue;
            };
            let all = oracle::parts(model, usage);
            let starts: Vec<GoLive> =
                all.iter().map(|(part, _)| oracle::go_live(model, usage, *part, &place)).collect();
            let first = if starts.contains(&GoLive::Undecidable) {
                GoLive::Undecidable
            } else {
                starts.iter().copied().min().unwrap_or(GoLive::NotPlanned)
            };
            if row.go_live != first {
                wrong.push(format!("go-live at {place:?}: table {:?}, oracle {first:?}", row.go_live));
                continue;
            }
            for ((part, certain), start) in all.into_iter().zip(starts) {
                if row.go_live_of(part) != start {
                    wrong.push(format!("go-live of {part:?} at {place:?}: table {row:?}, oracle {start:?}"));
                    continue;
                }
                for day in days().into_iter().filter(|day| in_operation(start, usage.end, *day)) {
                    let question = Question { model, usage, part, place: place.clone(), day };
                    compare(&question, certain, row, requirements, &mut wrong);
                }
            }
        }
    }
    wrong
}

/// A cell's timeline runs from the go-live to the end of the use.
fn in_operation(go_live: GoLive, end: Option<Date>, day: Date) -> bool {
    let begun = match go_live {
        GoLive::On(start) => start <= day,
        GoLive::NotPlanned => false,
        GoLive::Unknown | GoLive::Undecidable => true,
    };
    begun && end.is_none_or(|end| day < end)
}

/// The timelines that tell of a part and cell on a day: its own, or that of the whole service.
fn telling<'r>(
    lines: &'r [Timeline],
    question: &'r Question<'_>,
    cell: Cell,
) -> impl Iterator<Item = (Option<ComponentId>, &'r Segment)> {
    lines
        .iter()
        .filter(move |line| line.cell == cell && (line.part.is_none() || line.part == question.part))
        .filter_map(|line| Some((line.component, line.at(question.day)?)))
}

fn compare(
    question: &Question<'_>,
    certain: bool,
    row: &Row,
    requirements: &Requirements,
    wrong: &mut Vec<String>,
) {
    let part = question.part;
    let place = format!("{} {:?} {part:?} {}", question.place.0.digits(), question.place.1, question.day);
    for cell in crate::support::cells(requirements) {
        let path = cell.path();
        let asked = if path.ends_with("technical-state") { question.components() } else { [None].into() };
        // What is asked about the service itself is asked once, whatever the part.
        let question = if path.ends_with("technical-service") {
            &Question { part: None, ..question.clone() }
        } else {
            question
        };
        let used: BTreeSet<_> = telling(&row.apart, question, cell).map(|(component, _)| component).collect();
        if used != asked {
            wrong.push(format!("{place} {path}: components: table {used:?}, oracle {asked:?}"));
            continue;
        }
        for component in asked {
            let reply = question.ask(cell, component);
            let doubtful = !certain && question.part.is_some() && reply.verdict != Verdict::Covered;
            let verdict = if doubtful { Verdict::Undecidable } else { reply.verdict };
            for lines in [&row.apart, &row.timelines] {
                let told: Vec<&Segment> = telling(lines, question, cell)
                    .filter(|(other, _)| *other == component)
                    .map(|(_, segment)| segment)
                    .collect();
                let [segment] = told[..] else {
                    wrong.push(format!("{place} {path} {component:?}: told {} times", told.len()));
                    continue;
                };
                if segment.verdict != verdict {
                    wrong.push(format!("{place} {path} {component:?}: table {segment:?}, oracle {reply:?}"));
                } else if reply.verdict != Verdict::Ambiguous
                    && reply.owners.values().all(|set| set.len() == 1)
                    && owners(segment) != reply.owners
                {
                    wrong.push(format!(
                        "{place} {path} {component:?}: owners: table {segment:?}, oracle {reply:?}"
                    ));
                }
            }
        }
    }
}

fn loaded(files: &[(String, String)]) -> (Model, Vec<Diagnostic>) {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    load(&files)
}

/// All that the table says, in names: numbers and places may differ where files differ.
fn told(model: &Model, requirements: &Requirements) -> Vec<String> {
    let table = Table::new(&std::sync::Arc::new(model.clone()), requirements, Places::new(model, None));
    let name = |answerer: &Answerer| match answerer {
        Answerer::Organization(id) => model.organization(*id).id.to_string(),
        other => format!("{other:?}"),
    };
    let mut lines = Vec::new();
    for row in table.rows() {
        let service = &model.service(row.service).id;
        for unit in table.places().slice(&row.units) {
            let place = format!("{} {service} {} {:?}", row.state, unit.key.digits(), unit.district);
            lines.push(format!("{place} {:?} {:?}", row.go_live, row.end));
            for timeline in &row.timelines {
                let component = timeline.component.map(|id| model.component(id).id.to_string());
                for day in days() {
                    let Some(segment) = timeline.at(day) else { continue };
                    let owners: Vec<String> = match segment.verdict {
                        Verdict::Ambiguous => Vec::new(),
                        _ => segment
                            .answers
                            .iter()
                            .map(|a| format!("{:?} {}", a.channel, name(&a.answerer)))
                            .collect(),
                    };
                    let cell = timeline.cell.path();
                    lines
                        .push(format!("{place} {cell} {component:?} {day} {:?} {owners:?}", segment.verdict));
                }
            }
        }
    }
    lines
}

/// Findings without their places.
fn messages(findings: &[Diagnostic]) -> Vec<(&str, &str)> {
    let mut messages: Vec<_> =
        findings.iter().map(|finding| (finding.code.0, finding.message.de.as_str())).collect();
    messages.sort_unstable();
    messages
}

/// What `lotse check` says of the files on a day: every finding, by a rule or by the reader, without its place; but for the
/// notes on the spelling of keys, of which each file has its own.
fn checked(files: Vec<(String, String)>, on: Date) -> Vec<String> {
    let workspace = Workspace::read_with(Texts { files, ..Texts::default() }, &lotse::work::Alone);
    let mut told: Vec<String> = workspace
        .judge(&workspace.table(), on)
        .findings
        .iter()
        .filter(|found| found.code.0 != "L020")
        .map(|found| {
            let Diagnostic { code, severity, message, subject, cause, help, .. } = found;
            format!("{} {severity:?} {subject}: {message:?} {cause:?} {help:?}", code.0)
        })
        .collect();
    told.sort_unstable();
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, max_global_rejects: 4 * cases(), max_shrink_iters: 4000, ..ProptestConfig::default() })]

    #[test]
    fn table_and_oracle_agree(workspace in workspaces()) {
        let wrong = disagreements(&loaded(&workspace.files()).0, &requirements());
        prop_assert!(wrong.is_empty(), "{}", wrong[0]);
    }

    /// Except where one statement stands twice (the first holds, and that is told) or a file is torn.
    #[test]
    fn order_and_split_of_files_do_not_matter(
        workspace in workspaces(),
        places in proptest::collection::vec((0..=255_u8, 0..4_u8), 1..40),
    ) {
        let (together, findings) = loaded(&workspace.files());
        prop_assume!(!codes(&findings).contains(&"L007") && !workspace.records.iter().any(|(_, text)| text == TORN));
        let (spread, others) = loaded(&workspace.spread(&places));
        prop_assert_eq!(messages(&findings), messages(&others));
        for day in [DAYS[1], DAYS[3]].map(day) {
            prop_assert_eq!(checked(workspace.files(), day), checked(workspace.spread(&places), day));
        }
        let requirements = requirements();
        let (one, other) = (told(&together, &requirements), told(&spread, &requirements));
        prop_assert_eq!(one.len(), other.len());
        for (one, other) in one.iter().zip(&other) {
            prop_assert_eq!(one, other);
        }
    }
}
