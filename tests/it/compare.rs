//! Comparing two tables by stretches and periods finds what looking at each municipality on each day finds.

use std::collections::{BTreeMap, BTreeSet};

use lotse::compare::{Edit, Kind, compare, impact};
use lotse::key::{GlobalId, LocalId};
use lotse::model::{ComponentId, Model, OrganizationId, SupportId, Use};
use lotse::profile::{Cell, Requirements};
use lotse::routing::{Answerer, GoLive, Places, Table, Verdict};
use lotse::time::{Date, day_after, day_before};
use lotse::vocabulary::{Audience, ChannelKind};
use proptest::prelude::*;

use crate::oracle::{self, Place, Question};
use crate::support::{day, load, requirements};
use crate::workspace::{DAYS, Workspace, cases, workspaces};

/// Who answers, and all ways to reach it on the channel: address, hours, for whom.
type Reached = (GlobalId, BTreeSet<(String, Option<String>, Option<Audience>)>, String);
/// How a cell stands on a day: nothing where nobody has to answer.
pub type Stand = Option<(bool, Verdict, BTreeMap<ChannelKind, Reached>)>;
/// Whose question about what, and about which of the services contained.
pub type Asked = (Whole, Option<LocalId>);
/// The same about all services contained.
pub type Whole = (lotse::key::StateCode, GlobalId, Place, Cell, Option<GlobalId>);
/// How everything stands on a day.
pub type Standings = BTreeMap<Asked, Stand>;

pub fn days() -> Vec<Date> {
    let bounds = DAYS.iter().copied().chain(["2027-01-20", "2027-03-01", "2000-01-01"]).map(day);
    bounds
        .flat_map(|day| [day_before(day), day, day_after(day)])
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// Each cell of each place of a model on a day, asked one by one.
pub fn standings(model: &Model, requirements: &Requirements, places: &Places, day: Date) -> Standings {
    let mut found = BTreeMap::new();
    for usage in &model.uses {
        for unit in places.slice(&places.of_state(usage.state)) {
            let place: Place = (unit.key, unit.district.clone());
            let parts = oracle::parts(model, usage);
            let start = |part| oracle::go_live(model, usage, part, &place);
            let undecided = parts.iter().any(|(part, _)| start(*part) == GoLive::Undecidable);
            for (part, certain, cell) in parts.into_iter().flat_map(|(part, certain)| {
                crate::support::cells(requirements).into_iter().map(move |cell| (part, certain, cell))
            }) {
                let about_service = cell.path().ends_with("technical-service");
                if !runs(usage, start(part), day) {
                    continue;
                }
                let question = Question {
                    model,
                    usage,
                    part: part.filter(|_| !about_service),
                    place: place.clone(),
                    day,
                };
                let about_state = cell.path().ends_with("technical-state");
                let asked: BTreeSet<Option<ComponentId>> =
                    if about_state { question.components() } else { [None].into() };
                for component in asked {
                    let reply = question.ask(cell, component);
                    let doubtful = !certain && !about_service && reply.verdict != Verdict::Covered;
                    let verdict = if undecided || doubtful { Verdict::Undecidable } else { reply.verdict };
                    let owners = reply.owners.iter().filter_map(|(channel, who)| match who.first() {
                        Some(Answerer::Organization(id)) if who.len() == 1 => {
                            let organization = model.organization(*id);
                            let ways = organization.channels.iter().filter(|way| way.kind == *channel);
                            let ways = ways.map(|way| {
                                let hours = way.hours.as_ref().map(|hours| hours.value.clone());
                                (way.address.value.clone(), hours, way.audience)
                            });
                            let people = format!(
                                "{:?} {:?}",
                                organization.role,
                                organization.deputy.as_ref().map(|deputy| deputy.value)
                            );
                            Some((*channel, (organization.id.clone(), ways.collect(), people)))
                        }
                        _ => None,
                    });
                    let stand = Some((verdict == Verdict::Covered, verdict, owners.collect()));
                    let service = model.service(usage.service.value).id.clone();
                    let component = component.map(|id| model.component(id).id.clone());
                    let part = question.part.map(|id| model.part(id).id.clone());
                    found.insert(((usage.state, service, place.clone(), cell, component), part), stand);
                }
            }
        }
    }
    found
}

fn runs(usage: &Use, go_live: GoLive, day: Date) -> bool {
    let begun = match go_live {
        GoLive::NotPlanned => false,
        GoLive::On(start) => start <= day,
        GoLive::Unknown | GoLive::Undecidable => true,
    };
    begun && usage.end.is_none_or(|end| day < end)
}

/// What is asked on both sides, day by day, with how it stands there. What a side tells of the whole service, it tells of each part that the
/// other knows.
pub fn pairs(days: &[[Standings; 2]]) -> Vec<Vec<(Asked, [Stand; 2])>> {
    let mut named: BTreeMap<&Whole, BTreeSet<Option<LocalId>>> = BTreeMap::new();
    for (whole, part) in days.iter().flatten().flat_map(BTreeMap::keys) {
        named.entry(whole).or_default().insert(part.clone());
    }
    for parts in named.values_mut().filter(|parts| parts.len() > 1) {
        parts.remove(&None);
    }
    let of_day = |sides: &[Standings; 2]| {
        let asked = named
            .iter()
            .flat_map(|(whole, parts)| parts.iter().map(move |part| ((*whole).clone(), part.clone())));
        let stand = |side: &Standings, (whole, part): &Asked| {
            side.get(&(whole.clone(), part.clone()))
                .or_else(|| side.get(&(whole.clone(), None)))
                .cloned()
                .flatten()
        };
        asked
            .map(|asked| {
                let both = [stand(&sides[0], &asked), stand(&sides[1], &asked)];
                (asked, both)
            })
            .collect()
    };
    days.iter().map(of_day).collect()
}

/// What a change means, from the words of [`Kind`].
pub fn kind(before: &Stand, after: &Stand) -> Option<Kind> {
    match (before, after) {
        (None, None) => None,
        (None, Some((covered, ..))) => Some(if *covered { Kind::Started } else { Kind::Opened }),
        (Some(_), None) => Some(Kind::Dropped),
        (Some((true, ..)), Some((false, ..))) => Some(Kind::Lost),
        (Some((false, ..)), Some((true, ..))) => Some(Kind::Gained),
        (Some((false, one, _)), Some((false, two, _))) => (one != two).then_some(Kind::ReasonChanged),
        (Some((true, _, old)), Some((true, _, new))) => {
            if old == new {
                None
            } else if old.keys().any(|channel| !new.contains_key(channel)) {
                Some(Kind::ChannelLost)
            } else if old
                .iter()
                .any(|(channel, reached)| new[channel].0 == reached.0 && loses(reached, &new[channel]))
            {
                Some(Kind::ContactLost)
            } else if old.iter().any(|(channel, reached)| new[channel].0 != reached.0) {
                Some(Kind::OwnerChanged)
            } else if old.iter().any(|(channel, reached)| new[channel] != *reached) {
                Some(Kind::ContactChanged)
            } else {
                Some(Kind::ChannelGained)
            }
        }
    }
}

/// Whether citizens or authorities reached somebody before and do not any more.
fn loses(before: &Reached, after: &Reached) -> bool {
    let serves = |reached: &Reached, reader: Audience| {
        reached.1.iter().any(|(_, _, audience)| audience.is_none_or(|audience| audience == reader))
    };
    [Audience::Citizens, Audience::Authorities]
        .into_iter()
        .any(|reader| serves(before, reader) && !serves(after, reader))
}

/// All disagreements between [`compare`] and asking one by one.
fn disagreements(before: &Model, after: &Model) -> Vec<String> {
    let requirements = requirements();
    let places = Places::of(&[before, after], None);
    let tables = [before, after]
        .map(|model| Table::new(&std::sync::Arc::new(model.clone()), &requirements, places.clone()));
    let differences = compare(&tables[0], &tables[1]);
    let mut wrong = Vec::new();
    let sides: Vec<[Standings; 2]> = days()
        .into_iter()
        .map(|day| [before, after].map(|model| standings(model, &requirements, &places, day)))
        .collect();
    for (day, pairs) in days().into_iter().zip(pairs(&sides)) {
        let mut told: BTreeSet<Asked> = BTreeSet::new();
        let mut found: BTreeMap<Whole, BTreeSet<Kind>> = BTreeMap::new();
        for difference in differences.iter().filter(|difference| difference.period.contains(day)) {
            for unit in difference.ranges().iter().flat_map(|range| places.slice(range)) {
                let whole = (
                    difference.state,
                    difference.service.clone(),
                    (unit.key, unit.district.clone()),
                    difference.cell,
                    difference.component.clone(),
                );
                found.entry(whole.clone()).or_default().insert(difference.kind);
                if !told.insert((whole.clone(), difference.part.clone())) {
                    wrong.push(format!("{day} {whole:?}: told twice"));
                }
            }
        }
        let mut expected: BTreeMap<Whole, BTreeSet<Kind>> = BTreeMap::new();
        for ((whole, _), [old, new]) in pairs {
            if let Some(kind) = kind(&old, &new) {
                expected.entry(whole).or_default().insert(kind);
            }
        }
        if found != expected {
            let only = |one: &BTreeMap<Whole, BTreeSet<Kind>>, two: &BTreeMap<Whole, BTreeSet<Kind>>| {
                one.iter().find(|(asked, kind)| two.get(asked) != Some(kind)).map(|hit| format!("{hit:?}"))
            };
            wrong.push(format!(
                "{day}: found {:?}, expected {:?}",
                only(&found, &expected),
                only(&expected, &found)
            ));
        }
    }
    wrong
}

pub fn model(workspace: &Workspace) -> Model {
    let files = workspace.files();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    load(&files).0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases() / 2, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() })]

    #[test]
    fn what_would_be_is_found_as_one_by_one(workspace in workspaces(), which in 0..3_u8, at in 0..40_usize, on in 0..4_usize) {
        let before = model(&workspace);
        let on = day(DAYS[on]);
        let edit = match which {
            0 if !before.organizations.is_empty() => {
                Edit::WithoutOrganization(OrganizationId::new(at % before.organizations.len()), on)
            }
            1 if !before.supports.is_empty() => Edit::End(SupportId::new(at % before.supports.len()), on),
            _ => Edit::Without115(on),
        };
        let after = edit.apply(&before);
        let wrong = disagreements(&before, &after);
        prop_assert!(wrong.is_empty(), "{edit:?}: {}", wrong[0]);
    }

    #[test]
    fn two_workspaces_differ_as_one_by_one(one in workspaces(), two in workspaces()) {
        let (before, after) = (model(&one), model(&two));
        let wrong = disagreements(&before, &after);
        prop_assert!(wrong.is_empty(), "{}", wrong[0]);
        prop_assert!(disagreements(&before, &before.clone()).is_empty());
    }
}

const NI: &str = "[state]\ncode = \"NI\"\n[[use]]\nservice = \"hb/a\"\ngo-live = 2027-01-01\n\
    [[organization]]\nid = \"amt\"\nname = \"Amt\"\nkind = \"authority\"\n\
    [[organization]]\nid = \"center\"\nname = \"Center\"\nkind = \"service-center-115\"\n\
    [[support]]\nid = \"interim\"\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"amt\"\nuntil = 2027-06-30\narea = [\"03452\", \"03457\"]\n\
    [[support]]\nid = \"center\"\nlevel = \"first\"\nsolution = \"long-term\"\nowner = \"center\"\nfrom = 2027-04-01\narea = [\"03452\"]\n";
const HB: &str = "[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"A\"\n";

#[test]
fn another_record_takes_over_as_long_as_it_holds() {
    let (before, _) = load(&[("ni.toml", NI), ("hb.toml", HB)]);
    let after = Edit::Without115(day("2027-05-01")).apply(&before);
    let requirements = requirements();
    let places = Places::of(&[&before, &after], None);
    let old = Table::new(&std::sync::Arc::new(before.clone()), &requirements, places.clone());
    let new = Table::new(&std::sync::Arc::new(after.clone()), &requirements, places.clone());
    let found = compare(&old, &new);
    let told: Vec<_> = found
        .iter()
        .map(|found| (found.kind, found.period.from, found.period.until, found.ranges().len()))
        .collect();
    assert_eq!(
        told,
        [
            (Kind::Lost, Some(day("2027-07-01")), None, 1),
            (Kind::OwnerChanged, Some(day("2027-05-01")), Some(day("2027-07-01")), 1),
        ]
    );
    let all = impact(&found, &places, day("2027-06-01"));
    assert_eq!((all.count, all.inhabitants, all.since), (1, None, Some(day("2027-06-01"))));
    assert_eq!(impact(&found[1..], &places, day("2027-07-01")).count, 0, "what lies behind does not count");
}

#[test]
fn tables_over_other_places_are_not_compared() {
    let (before, _) = load(&[("ni.toml", NI), ("hb.toml", HB)]);
    let (after, _) = load(&[("ni.toml", "[state]\ncode = \"NI\"\n"), ("hb.toml", HB)]);
    let requirements = requirements();
    let old = Table::new(&std::sync::Arc::new(before.clone()), &requirements, Places::new(&before, None));
    let new = Table::new(&std::sync::Arc::new(after.clone()), &requirements, Places::new(&after, None));
    assert!(compare(&old, &new).is_empty());
    let places = Places::of(&[&before, &after], None);
    let old = Table::new(&std::sync::Arc::new(before.clone()), &requirements, places.clone());
    let new = Table::new(&std::sync::Arc::new(after.clone()), &requirements, places);
    assert!(compare(&old, &new).iter().all(|found| found.kind == Kind::Dropped));
}
