//! Who is competent, and who answers: filter, sort, pick (semantics 2–10, 27, 32).

use std::collections::BTreeSet;

use lotse::time::Date;

use super::records::{Holds, Owner, Records, Use, Who, Written};

/// The cells that the profile requires (semantics 1).
pub const CELLS: [&str; 6] = [
    "first",
    "second/subject-matter",
    "second/technical-service",
    "second/technical-state",
    "third/technical-service",
    "third/technical-state",
];

/// What a look-up comes to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    One(String),
    Nobody,
    /// A record asks for the competent authority, and there is none.
    NoCompetent,
    OnPurpose,
    Several,
    Undecidable,
    /// Hangs on a support record with a broken period: nothing is claimed.
    Unclear,
}

/// When a service starts somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Start {
    Unknown,
    On(Date),
    NotPlanned,
    Undecidable,
}

/// All readings of what may or may not hold: what surely holds, with any part of what may (semantics 36).
fn readings<T: Clone>(all: &[(Holds, T)]) -> Vec<Vec<T>> {
    let mut readings = vec![Vec::new()];
    for (holds, one) in all {
        let with: Vec<Vec<T>> = readings
            .iter()
            .filter(|_| *holds != Holds::No)
            .map(|reading: &Vec<T>| [&reading[..], std::slice::from_ref(one)].concat())
            .collect();
        match holds {
            Holds::Yes => readings = with,
            Holds::No => {}
            Holds::Maybe => readings.extend(with),
        }
    }
    readings
}

/// What all readings agree on.
fn agreed(readings: impl Iterator<Item = Found>) -> Found {
    let all: BTreeSet<Found> = readings.collect();
    if all.len() == 1 { all.into_iter().next().unwrap() } else { Found::Undecidable }
}

/// What is claimed where a support record has a broken period: it makes all empty cells of the Land undecidable (semantics 17), so
/// nothing is claimed where that matters.
fn beside_broken(found: Found, broken: bool) -> Found {
    match found {
        Found::Undecidable | Found::Nobody | Found::NoCompetent | Found::OnPurpose if broken => {
            Found::Unclear
        }
        found => found,
    }
}

/// Those with the highest rank.
fn best<R: Ord + Copy, T>(ranked: Vec<(R, T)>) -> Vec<T> {
    let top = ranked.iter().map(|(rank, _)| *rank).max();
    ranked.into_iter().filter(|(rank, _)| Some(*rank) == top).map(|(_, one)| one).collect()
}

impl Records {
    /// The places that count: the Gemeinden of the register, else the leaves among the keys that municipality, wave and support
    /// records name, else the Land (semantics 10).
    pub fn leaves(&self, state: &str) -> BTreeSet<String> {
        let of_state = |key: &String| super::keys::land(key) == state;
        if let Some(register) = &self.register {
            return register.iter().filter(|key| of_state(key)).cloned().collect();
        }
        let mut named: BTreeSet<String> = self.kommunen.keys().cloned().collect();
        named.extend(self.waves.iter().flat_map(|wave| wave.area.clone()));
        named.extend(self.supports.iter().flat_map(|record| record.limit.area.clone().unwrap_or_default()));
        named.retain(|key| of_state(key));
        let leaves: BTreeSet<String> = named
            .iter()
            .filter(|key| !named.iter().any(|other| other != *key && other.starts_with(key.as_str())))
            .cloned()
            .collect();
        if leaves.is_empty() { BTreeSet::from([super::land_key(state).to_owned()]) } else { leaves }
    }

    /// The places of which a Kommune consists; itself, where the files name none inside.
    pub fn places(&self, state: &str, kommune: &str) -> BTreeSet<String> {
        let inside: BTreeSet<String> =
            self.leaves(state).into_iter().filter(|leaf| leaf.starts_with(kommune)).collect();
        if inside.is_empty() { BTreeSet::from([kommune.to_owned()]) } else { inside }
    }

    pub fn usage(&self, state: &str, service: &str) -> Option<&Use> {
        self.uses.iter().find(|usage| usage.state == state && usage.service == service)
    }

    /// The wave with the longest matching area, else the use (semantics 7).
    pub fn start(&self, usage: &Use, place: &str) -> Start {
        let of = |written: Written| match written {
            Written::Absent => Start::Unknown,
            Written::Day(day) => Start::On(day),
            Written::Broken => Start::Undecidable,
        };
        let waves: Vec<_> = self
            .waves
            .iter()
            .filter(|wave| wave.state == usage.state && wave.service == usage.service)
            .collect();
        if waves.is_empty() {
            return of(usage.go_live);
        }
        let reaching = waves.iter().filter_map(|wave| {
            let longest =
                wave.area.iter().filter(|area| place.starts_with(area.as_str())).map(String::len).max()?;
            Some((longest, of(wave.go_live)))
        });
        let days: BTreeSet<Start> = best(reaching.collect()).into_iter().collect();
        match days.len() {
            0 => Start::NotPlanned,
            1 => days.into_iter().next().unwrap(),
            _ => Start::Undecidable,
        }
    }

    /// The day on which a cell is judged: the later of the day and the start (semantics 8); nothing where it is not planned, or
    /// where nobody can tell.
    pub fn judged(&self, usage: &Use, place: &str) -> Option<Date> {
        match self.start(usage, place) {
            Start::Unknown => Some(self.on),
            Start::On(day) => Some(day.max(self.on)),
            Start::NotPlanned | Start::Undecidable => None,
        }
    }

    /// The competent office: longest area, then service named (semantics 6).
    pub fn competent(&self, state: &str, place: &str, service: &str, day: Date) -> Found {
        let here: Vec<_> = self
            .competences
            .iter()
            .filter(|entry| entry.state == state && entry.limit.has_service(service))
            .filter_map(|entry| {
                let rank = (entry.limit.reach(place)?, entry.limit.names_service(service));
                Some((entry.period.holds(day), (rank, entry.who.clone())))
            })
            .collect();
        agreed(readings(&here).into_iter().map(|reading| {
            let winners: BTreeSet<String> = best(reading).into_iter().collect();
            match winners.len() {
                0 => Found::NoCompetent,
                1 => Found::One(winners.into_iter().next().unwrap()),
                _ => Found::Several,
            }
        }))
    }

    /// Whose files fill a cell (semantics 5, 6).
    pub fn home(&self, state: &str, service: &str, cell: &str) -> String {
        if cell.ends_with("technical-service") {
            self.services[service].operator.clone()
        } else {
            state.to_owned()
        }
    }

    /// The records that win a cell, by reading.
    fn winners(&self, state: &str, place: &str, service: &str, cell: &str, day: Date) -> Vec<Vec<Owner>> {
        let home = self.home(state, service, cell);
        let here: Vec<_> = self
            .supports
            .iter()
            .filter(|record| record.state == home && record.cell == cell && record.limit.has_service(service))
            .filter_map(|record| {
                let rank =
                    (record.long_term, record.limit.reach(place)?, record.limit.names_service(service));
                Some((record.period.holds(day), (rank, record.owner.clone())))
            })
            .collect();
        readings(&here).into_iter().map(best).collect()
    }

    /// Who answers.
    pub fn answers(&self, state: &str, place: &str, service: &str, cell: &str, day: Date) -> Found {
        let one = |owner: &Owner| match owner {
            Owner::Named(Who::One(id)) => Found::One(id.clone()),
            Owner::Named(Who::Broken) => Found::Undecidable,
            Owner::Nobody => Found::OnPurpose,
            Owner::Competent => self.competent(state, place, service, day),
        };
        let found = agreed(self.winners(state, place, service, cell, day).iter().map(|owners| {
            let found: BTreeSet<Found> = owners.iter().map(one).collect();
            match found.len() {
                0 => Found::Nobody,
                1 => found.into_iter().next().unwrap(),
                _ if found.contains(&Found::Unclear) => Found::Unclear,
                // A name that leads nowhere may be that of the other.
                2 if found.contains(&Found::Undecidable) => Found::Undecidable,
                _ => Found::Several,
            }
        }));
        let home = self.home(state, service, cell);
        let broken = self.supports.iter().any(|record| record.state == home && record.period.is_broken());
        beside_broken(found, broken)
    }

    /// Whether any record that wins on the day asks for the competent office.
    pub fn asks_competent(&self, state: &str, place: &str, service: &str, day: Date) -> bool {
        CELLS.iter().any(|cell| self.asks_competent_in(state, place, service, cell, day))
    }

    /// The same for one cell.
    pub fn asks_competent_in(&self, state: &str, place: &str, service: &str, cell: &str, day: Date) -> bool {
        let mut winners = self.winners(state, place, service, cell, day).into_iter().flatten();
        winners.any(|owner| owner == Owner::Competent)
    }

    /// Whether all records that win a cell ask for the competent office.
    pub fn asks_only_competent(
        &self,
        state: &str,
        place: &str,
        service: &str,
        cell: &str,
        day: Date,
    ) -> bool {
        let winners: Vec<Owner> =
            self.winners(state, place, service, cell, day).into_iter().flatten().collect();
        !winners.is_empty() && winners.iter().all(|owner| *owner == Owner::Competent)
    }

    /// Whether any record could ask for it, on whatever day.
    pub fn may_ask_competent(&self, state: &str, place: &str, service: &str) -> bool {
        self.supports.iter().any(|record| {
            record.owner == Owner::Competent
                && record.state == state
                && record.limit.has_service(service)
                && record.limit.reach(place).is_some()
        })
    }
}
