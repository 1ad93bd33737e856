//! What changed between two editions: new keys, names, units that are gone, and what took their place.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Folded;
use super::{Entry, Level, Register};

/// One change between two editions. A change of population, area, seat or kind alone is none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// The same Gemeinde (same AGS) bears another ARS: its Gemeindeverband changed.
    Renumbered {
        /// The ARS in the old edition.
        old: String,
        /// The ARS in the new edition.
        new: String,
        /// The name in the new edition.
        name: String,
    },
    /// The same unit bears another name.
    Renamed {
        /// The key in the new edition.
        key: String,
        /// The name in the old edition.
        old: String,
        /// The name in the new edition.
        new: String,
    },
    /// The unit is no longer in the register.
    Abolished {
        /// The key in the old edition.
        key: String,
        /// The name in the old edition.
        name: String,
        /// A guess at what took its place: the one unit of its name in the same Kreis (for a Kreis: the same Land) that
        /// bears this name only now. None if there is no such unit, or several: then a person must tell.
        successor: Option<String>,
    },
    /// The unit was not in the register before.
    New {
        /// The key in the new edition.
        key: String,
        /// The name in the new edition.
        name: String,
    },
}

impl Change {
    /// The key that the change is listed under: the old one where there is one.
    pub fn key(&self) -> &str {
        match self {
            Self::Renumbered { old: key, .. }
            | Self::Renamed { key, .. }
            | Self::Abolished { key, .. }
            | Self::New { key, .. } => key,
        }
    }
}

/// All changes from one edition to another, ordered by [`Change::key`]. A Gemeinde that was renumbered and renamed gives
/// both changes.
pub fn diff(old: &Register, new: &Register) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut renumbered = BTreeSet::new();
    for before in &old.units {
        let after = new.get(&before.key).or_else(|| {
            // The AGS may belong to another unit that keeps its own key: then it is not this one's.
            let same = new.by_ags(before.ags.as_deref()?)?;
            old.get(&same.key).is_none().then_some(same)
        });
        let Some(after) = after else {
            changes.push(Change::Abolished {
                key: before.key.clone(),
                name: before.name.clone(),
                successor: successor(old, new, before).map(|unit| unit.key.clone()),
            });
            continue;
        };
        if before.key != after.key {
            renumbered.insert(after.key.as_str());
            changes.push(Change::Renumbered {
                old: before.key.clone(),
                new: after.key.clone(),
                name: after.name.clone(),
            });
        }
        if before.name != after.name {
            changes.push(Change::Renamed {
                key: after.key.clone(),
                old: before.name.clone(),
                new: after.name.clone(),
            });
        }
    }
    for after in &new.units {
        if old.get(&after.key).is_none() && !renumbered.contains(after.key.as_str()) {
            changes.push(Change::New { key: after.key.clone(), name: after.name.clone() });
        }
    }
    changes.sort_by(|a, b| a.key().cmp(b.key()).then_with(|| a.cmp(b)));
    changes
}

/// The one unit on the same level that took over name and place. A unit that bore the name before is another place of the
/// same name (two Neuenkirchen in one Kreis), so it is no candidate.
fn successor<'a>(old: &Register, new: &'a Register, gone: &Entry) -> Option<&'a Entry> {
    let level = gone.level()?;
    let around = match level {
        Level::Land => return None,
        Level::District => Level::Land,
        Level::Association | Level::Municipality => Level::District,
    };
    let name = Folded::new(gone.plain_name());
    let named = |unit: &Entry| unit.level() == Some(level) && name.same(&Folded::new(unit.plain_name()));
    let mut candidates = new.within(gone.key.get(..around.digits())?).iter().filter(|unit| {
        let before = old.get(&unit.key).or_else(|| old.by_ags(unit.ags.as_deref()?));
        named(unit) && unit.inhabited && !before.is_some_and(named)
    });
    let first = candidates.next()?;
    candidates.next().is_none().then_some(first)
}

/// Where every key of the given editions has gone that the newest no longer has: its successor in the newest edition, or
/// none if nobody can tell. The editions may be given in any order.
pub fn successors(editions: &[Register]) -> BTreeMap<String, Option<String>> {
    let mut editions: Vec<&Register> = editions.iter().collect();
    editions.sort_by(|a, b| a.edition.cmp(&b.edition));
    let mut all: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (old, new) in editions.iter().zip(editions.iter().skip(1)) {
        let mut step: BTreeMap<String, Option<String>> = BTreeMap::new();
        for change in diff(old, new) {
            match change {
                Change::Renumbered { old, new, .. } => step.insert(old, Some(new)),
                Change::Abolished { key, successor, .. } => step.insert(key, successor),
                Change::Renamed { .. } | Change::New { .. } => None,
            };
        }
        for to in all.values_mut() {
            if let Some(next) = to.as_ref().and_then(|key| step.get(key)) {
                *to = next.clone();
            }
        }
        all.extend(step);
    }
    if let Some(newest) = editions.last() {
        all.retain(|key, _| newest.get(key).is_none());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::Kind;
    use super::*;

    fn register(edition: &str, units: &[(&str, &str)]) -> Register {
        let units = units.iter().map(|(key, name)| Entry::new(*key, *name, Kind::Municipality));
        Register::new(edition, units.collect())
    }

    #[test]
    fn every_kind_of_change() {
        let old = register(
            "2022-12-31",
            &[
                ("010585830053", "Flintbek"),
                ("120730532532", "Schwedt"),
                ("066350005005", "Bromskirchen"),
                ("160760004004", "Beispielstadt, Stadt"),
                ("010020000000", "Kiel"),
            ],
        );
        let mut new = register(
            "2025-11-30",
            &[
                ("010585896053", "Flintbek"),
                ("120735051532", "Schwedt/Oder, Stadt"),
                ("160760999999", "Beispielstadt"),
                ("010020000000", "Kiel"),
            ],
        );
        if let Some(kiel) = new.units.first_mut() {
            kiel.population = Some(252_668);
        }
        let change = |old: &str, new: &str, name: &str| Change::Renumbered {
            old: old.to_owned(),
            new: new.to_owned(),
            name: name.to_owned(),
        };
        assert_eq!(
            diff(&old, &new),
            [
                change("010585830053", "010585896053", "Flintbek"),
                Change::Abolished {
                    key: "066350005005".into(),
                    name: "Bromskirchen".into(),
                    successor: None
                },
                change("120730532532", "120735051532", "Schwedt/Oder, Stadt"),
                Change::Renamed {
                    key: "120735051532".into(),
                    old: "Schwedt".into(),
                    new: "Schwedt/Oder, Stadt".into()
                },
                Change::Abolished {
                    key: "160760004004".into(),
                    name: "Beispielstadt, Stadt".into(),
                    successor: Some("160760999999".to_owned())
                },
                Change::New { key: "160760999999".into(), name: "Beispielstadt".into() },
            ]
        );
        assert!(diff(&new, &new).is_empty());
    }

    #[test]
    fn another_place_of_the_same_name_is_no_successor() {
        let old = register("2024", &[("130755553101", "Neuenkirchen"), ("130755555102", "Neuenkirchen")]);
        let new = register("2025", &[("130755555102", "Neuenkirchen")]);
        assert_eq!(successors(&[new, old]), BTreeMap::from([("130755553101".to_owned(), None)]));
    }

    #[test]
    fn two_new_places_of_the_name_leave_the_question_open() {
        let old = register("2024", &[("130755553101", "Neuenkirchen")]);
        let new = register("2025", &[("130755555102", "Neuenkirchen"), ("130755555999", "Neuenkirchen")]);
        assert_eq!(successors(&[old, new]), BTreeMap::from([("130755553101".to_owned(), None)]));
    }

    #[test]
    fn successors_follow_the_chain_to_the_newest_edition() {
        let editions = [
            register("2021", &[("010585830053", "Flintbek"), ("010585830001", "Kehrtwende")]),
            register("2022", &[("010585896053", "Flintbek")]),
            register("2023", &[("010585897099", "Flintbek"), ("010585830001", "Kehrtwende")]),
        ];
        let wanted = BTreeMap::from([
            ("010585830053".to_owned(), Some("010585897099".to_owned())),
            ("010585896053".to_owned(), Some("010585897099".to_owned())),
        ]);
        assert_eq!(successors(&editions), wanted);
    }
}
