//! What a change to the files means is what looking at each municipality on each day finds; what means nothing is silent.

use std::collections::{BTreeMap, BTreeSet};

use lotse::compare::{Changes, Grade, Kind, changes};
use lotse::key::Area;
use lotse::model::{End, Model};
use lotse::routing::{GoLive, Places, Table};
use lotse::situation::Situation;
use lotse::time::Date;
use lotse::vocabulary::Purpose;
use proptest::prelude::*;

use crate::compare::{Asked, days, kind, model, pairs, standings};
use crate::oracle::{self, Place};
use crate::support::{codes, day, load, requirements};
use crate::workspace::{DAYS, TORN, Workspace, cases, workspaces};

/// How an organization is reached, before or after.
const CONTACTS: [&str; 9] = [
    "",
    "channels = [{ kind = \"phone\", address = \"+49 30 23125 001\" }]\n",
    "channels = [{ kind = \"phone\", address = \"+49 30 23125 002\" }]\n",
    "channels = [{ kind = \"phone\", address = \"+49 30 23125 001\", hours = \"Mo-Fr 08:00-16:00\" }]\n",
    "channels = [{ kind = \"phone\", address = \"+49 30 23125 001\", audience = \"authorities\" }, { kind = \"email\", address = \"a@x.example\" }]\n",
    "channels = [{ kind = \"chat\", address = \"https://x.example/chat\" }]\n",
    "role = \"Leitung\"\n",
    "deputy = \"internal\"\n",
    "role = \"Leitung\"\nchannels = [{ kind = \"phone\", address = \"+49 30 23125 001\" }]\n",
];

/// Agreed ways.
const WAYS: [&str; 9] = [
    "purpose = \"outage\"\nfrom = \"@first\"\nto = \"municipality\"\nchannel = \"email\"\n",
    "purpose = \"outage\"\nfrom = \"@first\"\nto = \"municipality\"\nchannel = \"phone\"\nwithin = \"1 h\"\n",
    "purpose = \"outage\"\nfrom = \"@first\"\nto = \"citizen\"\nuntil = 2027-01-11\n",
    "purpose = \"outage\"\nfrom = \"@second\"\nto = \"citizen\"\narea = [\"03452\"]\n",
    "purpose = \"escalation\"\nfrom = \"@first\"\nto = \"@second\"\ntrack = \"subject-matter\"\n",
    "purpose = \"escalation\"\nfrom = \"@first\"\nto = \"@second\"\nkind = \"hierarchical\"\nsince = 2027-01-15\n",
    "purpose = \"coordination\"\nfrom = \"municipality\"\nto = \"@first\"\n",
    "purpose = \"security\"\nfrom = \"municipality\"\nto = \"@competent\"\nservices = [\"hb/tipp\"]\n",
    "purpose = \"security\"\nfrom = \"municipality\"\nto = \"@second\"\ntrigger = \"Verdacht\"\n",
];

/// One change to the files, by numbers that are taken modulo what there is.
type Edit = (u8, usize, usize);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    proptest::collection::vec((0..6_u8, 0..64_usize, 0..64_usize), 1..8)
}

/// The workspace with contacts for its organizations.
fn reached(mut workspace: Workspace, contacts: &[usize]) -> Workspace {
    let organizations =
        workspace.records.iter_mut().filter(|(_, record)| record.starts_with("[[organization]]"));
    for ((_, record), contact) in organizations.zip(contacts.iter().cycle()) {
        record.push_str(CONTACTS[*contact]);
    }
    workspace
}

/// The workspace after some edits: records gone, taken from another workspace, moved, contacts changed.
fn edited(workspace: &Workspace, other: &Workspace, edits: &[Edit]) -> Workspace {
    let mut changed = workspace.clone();
    for (what, at, which) in edits {
        let count = changed.records.len();
        if count == 0 {
            break;
        }
        let at = at % count;
        match what {
            0 => {
                changed.records.remove(at);
            }
            1 if !other.records.is_empty() => {
                changed.records.insert(at, other.records[which % other.records.len()].clone());
            }
            2 => changed.records.swap(at, which % count),
            4 => {
                let file = changed.records[at].0;
                let way = format!("[[path]]\n{}", WAYS[which % WAYS.len()]);
                changed.records.insert(at, (file, way));
            }
            _ => {
                let mut organizations = (at..count)
                    .chain(0..at)
                    .filter(|record| changed.records[*record].1.starts_with("[[organization]]"));
                if let Some(found) = organizations.next() {
                    let record = &mut changed.records[found].1;
                    let lines = record.split_inclusive('\n').filter(|line| {
                        !["channels", "role", "deputy"].iter().any(|word| line.starts_with(word))
                    });
                    *record = lines.collect::<String>() + CONTACTS[which % CONTACTS.len()];
                }
            }
        }
    }
    changed
}

fn places_of(places: &Places, units: impl IntoIterator<Item = std::ops::Range<usize>>) -> BTreeSet<Place> {
    let units = units.into_iter().flat_map(|range| places.slice(&range).to_vec());
    units.map(|unit| (unit.key, unit.district)).collect()
}

/// The places where something changes on a day or later, and where something breaks: each cell asked one by one.
fn one_by_one(before: &Model, after: &Model, places: &Places, on: Date) -> [BTreeSet<Place>; 2] {
    let requirements = requirements();
    let mut found = [BTreeSet::new(), BTreeSet::new()];
    let all: BTreeSet<Date> = days().into_iter().chain([on]).collect();
    let sides: Vec<_> = all
        .iter()
        .map(|day| [before, after].map(|model| standings(model, &requirements, places, *day)))
        .collect();
    for (day, pairs) in all.iter().zip(pairs(&sides)).filter(|(day, _)| **day >= on) {
        for (asked, [was, is]) in pairs {
            let Some(kind) = kind(&was, &is) else { continue };
            let breaks = match kind {
                Kind::Lost | Kind::ChannelLost | Kind::ContactLost => true,
                Kind::Dropped => {
                    was.is_some_and(|(covered, ..)| covered) && !starts_after(after, &asked, *day)
                }
                _ => false,
            };
            let place = asked.0.2;
            found[0].insert(place.clone());
            if breaks {
                found[1].insert(place);
            }
        }
    }
    for unit in places.units() {
        let place = (unit.key, unit.district.clone());
        let [old, new] = [before, after].map(|model| gone([before, after], model, unit.key, on));
        if old != new {
            found[0].insert(place.clone());
        }
        let begins: BTreeSet<String> = new_starts(after, on);
        let lost = |(way, (start, lasting)): (&String, &(String, bool))| {
            *lasting && !new.contains_key(way) && !begins.contains(start)
        };
        let courses =
            |ways: &BTreeMap<String, (String, bool, BTreeSet<String>)>| -> BTreeMap<String, (String, bool)> {
                ways.iter()
                    .map(|(way, (start, lasting, _))| (way.clone(), (start.clone(), *lasting)))
                    .collect()
            };
        if courses(&old).iter().any(lost) {
            found[1].insert(place);
        }
    }
    found
}

/// The ways that people at a place go themselves from a day on: which, from where, whether it must not just vanish, and how.
fn gone(
    models: [&Model; 2],
    model: &Model,
    key: Area,
    on: Date,
) -> BTreeMap<String, (String, bool, BTreeSet<String>)> {
    let mut found: BTreeMap<String, (String, bool, BTreeSet<String>)> = BTreeMap::new();
    for path in &model.paths {
        let (Some(start), Some(to)) = (start(model, path, on), end(model, path.to.value)) else { continue };
        let purpose = path.purpose.unwrap();
        if purpose == Purpose::Feedback && path.from.value == End::Municipality {
            continue;
        }
        let names: Vec<String> =
            path.services.listed().iter().map(|id| model.service(*id).id.to_string()).collect();
        let areas = path.area.listed();
        let here = if areas.is_empty() {
            models.into_iter().any(|model| {
                model.uses.iter().filter(|usage| usage.state == key.state()).any(|usage| {
                    let service = model.service(usage.service.value);
                    (names.is_empty() || names.contains(&service.id.to_string()))
                        && (path.state == key.state() || service.operating_states().contains(&path.state))
                })
            })
        } else {
            areas.iter().any(|area| area.contains(key))
        };
        if here {
            let way = format!("{start} {to} {names:?} {areas:?}");
            let how = format!(
                "{:?} {:?} {:?} {:?}",
                path.channel,
                path.within,
                path.period.from.filter(|day| *day > on),
                path.period.until
            );
            let entry = found
                .entry(way)
                .or_insert_with(|| (start, purpose != Purpose::Coordination, BTreeSet::new()));
            entry.2.insert(how);
        }
    }
    found
}

/// What ways from the same start have in common; none for a way that is over or does not count.
fn start(model: &Model, path: &lotse::model::Path, on: Date) -> Option<String> {
    let over = path.shadow.is_some() || path.period.until.is_some_and(|until| until <= on);
    let from = end(model, path.from.value).filter(|_| !over)?;
    Some(format!("{:?} {:?} {:?} {:?} {from}", path.state, path.purpose, path.kind, path.track))
}

/// The numbers of organizations differ between models; their names do not.
fn end(model: &Model, end: End) -> Option<String> {
    match end {
        End::Undecidable => None,
        End::Organization(id) => Some(model.organization(id).id.to_string()),
        other => Some(format!("{other:?}")),
    }
}

/// Where ways begin from a day on.
fn new_starts(model: &Model, on: Date) -> BTreeSet<String> {
    model.paths.iter().filter_map(|path| start(model, path, on)).collect()
}

/// Whether the service starts at the place after that day.
fn starts_after(model: &Model, asked: &Asked, day: Date) -> bool {
    let ((state, service, place, ..), part) = asked;
    let mut uses = model.uses.iter().filter(|usage| usage.state == *state);
    uses.find(|usage| model.service(usage.service.value).id == *service).is_some_and(|usage| {
        oracle::parts(model, usage)
            .into_iter()
            .filter(|(own, _)| {
                part.is_none() || own.is_none_or(|own| Some(&model.part(own).id) == part.as_ref())
            })
            .any(|(own, _)| {
                matches!(oracle::go_live(model, usage, own, place), GoLive::On(start)
                    if day < start && usage.end.is_none_or(|end| start < end))
            })
    })
}

fn change(before: &Model, after: &Model, on: Date) -> (Changes, Places) {
    let requirements = requirements();
    let places = Places::of(&[before, after], None);
    let [old, new] = [before, after].map(|model| {
        let table = Table::new(&std::sync::Arc::new(model.clone()), &requirements, places.clone());
        Situation::new(&std::sync::Arc::new(table), on)
    });
    (changes(&old, &new), places)
}

/// A wave that names no known service leaves open whether anybody has to answer. Whoever is reached otherwise there, and now
/// answers for certain, takes nothing away; the same where it is certain on both sides breaks.
#[test]
fn contact_data_are_lost_only_where_somebody_answered_for_certain() {
    let hb = |contact: usize, service: &str| {
        let contact = CONTACTS[contact];
        format!(
            "[state]\ncode = \"HB\"\n[[organization]]\nid = \"it\"\nname = \"it\"\nkind = \"authority\"\n{contact}{service}"
        )
    };
    let ni = "[state]\ncode = \"NI\"\n[[use]]\nservice = \"sh/c\"\n\
        [[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"hb/it\"\n\
        [[wave]]\nservice = \"hb/a\"\narea = [\"03\"]\ngo-live = 2027-01-10\n";
    let service = "[[service]]\nid = \"a\"\nname = \"a\"\n";
    let of = |hb: &str| load(&[("hb.toml", hb), ("ni.toml", ni)]).0;
    let on = day(DAYS[0]);
    let after = of(&hb(6, service));
    let (changes, places) = change(&of(&hb(1, "")), &after, on);
    assert_eq!(places_of(&places, changes.affected(Grade::Breaking)), BTreeSet::new());
    let told = places_of(&places, changes.affected(Grade::ToBeTold));
    assert_eq!(told.len(), 1, "that it is answered now is told");
    let (changes, places) = change(&of(&hb(1, service)), &after, on);
    assert_eq!(places_of(&places, changes.affected(Grade::Breaking)), told);
}

/// A start that is put off takes nothing away, but for one that is put off until after the end of the use.
#[test]
fn a_start_after_the_end_of_the_use_is_none() {
    let hb = "[state]\ncode = \"HB\"\n[[service]]\nid = \"a\"\nname = \"a\"\n";
    let of = |wave: &str| {
        let ni = "[state]\ncode = \"NI\"\n[[organization]]\nid = \"it\"\nname = \"it\"\nkind = \"authority\"\n\
            [[use]]\nservice = \"hb/a\"\nuntil = 2027-01-20\n\
            [[support]]\nlevel = \"first\"\nsolution = \"interim\"\nowner = \"it\"\n";
        load(&[("hb.toml", hb), ("ni.toml", &format!("{ni}{wave}"))]).0
    };
    let wave = |day: &str| format!("[[wave]]\nservice = \"hb/a\"\narea = [\"03\"]\ngo-live = {day}\n");
    let on = day(DAYS[0]);
    let breaks = |start: &str| change(&of(""), &of(&wave(start)), on).0.is_breaking();
    assert!(breaks("2027-02-01"));
    assert!(!breaks("2027-01-15"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases() / 2, failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() })]

    #[test]
    fn those_affected_are_found_as_one_by_one(
        one in workspaces(),
        two in workspaces(),
        edits in edits(),
        contacts in proptest::collection::vec(0..CONTACTS.len(), 1..4),
        on in 0..4_usize,
    ) {
        let one = reached(one, &contacts);
        let (before, after) = (model(&one), model(&edited(&one, &two, &edits)));
        let on = day(DAYS[on]);
        let (changes, places) = change(&before, &after, on);
        let [affected, breaking] = one_by_one(&before, &after, &places, on);
        prop_assert_eq!(places_of(&places, changes.all_affected()), affected);
        prop_assert_eq!(places_of(&places, changes.affected(Grade::Breaking)), breaking);
    }

    /// Except where one statement stands twice (the first holds) or a file is torn.
    #[test]
    fn moving_records_is_silent(
        workspace in workspaces(),
        contacts in proptest::collection::vec(0..CONTACTS.len(), 1..4),
        places in proptest::collection::vec((0..=255_u8, 0..4_u8), 1..40),
    ) {
        let workspace = reached(workspace, &contacts);
        let files = workspace.files();
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let (before, findings) = load(&files);
        prop_assume!(!codes(&findings).contains(&"L007") && !workspace.records.iter().any(|(_, text)| text == TORN));
        let spread: Vec<(String, String)> = workspace
            .spread(&places)
            .into_iter()
            .map(|(path, text)| (path, format!("# Eine Bemerkung\n{text}# Noch eine\n")))
            .collect();
        let spread: Vec<(&str, &str)> = spread.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let (after, _) = load(&spread);
        let (changes, _) = change(&before, &after, day(DAYS[0]));
        let nothing = changes.differences.is_empty() && changes.contacts.is_empty() && changes.feedback.is_empty();
        prop_assert!(nothing && changes.ways.is_empty(), "{changes:#?}");
    }
}
