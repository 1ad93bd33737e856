//! Stretches without owner, each cause once (semantics 9): how many a state is told of.

use std::collections::BTreeSet;

use lotse::time::Date;

use super::answers::{CELLS, Found, Start};
use super::records::{Records, Use};

/// A stretch: service, cell or the competent office for all of them, first day, first day after it.
type Stretch = (String, &'static str, Option<Date>, Option<Date>);

/// All levels at which the competent office is asked for are one cause: it is told once (semantics 6).
const COMPETENT: &str = "@competent";
/// The same where two are equally competent: not exactly one is named.
const ONE_COMPETENT: &str = "@competent, one";

impl Records {
    /// The days on which the answer of a cell may change.
    fn bounds(&self) -> BTreeSet<Date> {
        let supports = self.supports.iter().flat_map(|record| record.period.bounds());
        supports.chain(self.competences.iter().flat_map(|entry| entry.period.bounds())).collect()
    }

    /// The stretches of a cell from its start on without owner that are not over today; nothing where a day cannot be decided.
    fn stretches(&self, usage: &Use, place: &str, cell: &'static str) -> Option<Vec<Stretch>> {
        let (start, begin) = match self.start(usage, place) {
            Start::Unknown => (Date::MIN, None),
            Start::On(day) => (day, Some(day)),
            Start::NotPlanned => return Some(Vec::new()),
            Start::Undecidable => return None,
        };
        let days: Vec<Date> =
            [start].into_iter().chain(self.bounds().into_iter().filter(|day| *day > start)).collect();
        let mut runs: Vec<(&'static str, Date)> = Vec::new();
        for day in days {
            let what = match self.answers(&usage.state, place, &usage.service, cell, day) {
                Found::Nobody => cell,
                Found::NoCompetent => COMPETENT,
                Found::Several if self.is_competence_tied(usage, place, cell, day) => ONE_COMPETENT,
                Found::Undecidable | Found::Unclear => return None,
                _ => "",
            };
            if runs.last().is_none_or(|(last, _)| *last != what) {
                runs.push((what, day));
            }
        }
        let ends = runs.iter().skip(1).map(|(_, day)| Some(*day)).chain([None]);
        let stretches = runs.iter().zip(ends).filter(|((what, _), _)| !what.is_empty());
        let told = stretches.filter(|(_, end)| end.is_none_or(|end| end > self.on));
        Some(
            told.map(|((what, from), end)| {
                let never = *from == start && end.is_none();
                let from = if *from == start { begin } else { Some(*from) };
                (usage.service.clone(), *what, from.filter(|_| !never), end)
            })
            .collect(),
        )
    }

    /// Whether two offices are competent, and the cell asks for one and for nobody else.
    fn is_competence_tied(&self, usage: &Use, place: &str, cell: &str, day: Date) -> bool {
        self.asks_only_competent(&usage.state, place, &usage.service, cell, day)
            && self.competent(&usage.state, place, &usage.service, day) == Found::Several
    }

    /// How many stretches concern a state: its own questions, and what its files have to answer for others.
    pub fn missing(&self, state: &str) -> Option<usize> {
        let mut found = BTreeSet::new();
        for usage in &self.uses {
            for cell in CELLS {
                if usage.state != state && self.home(&usage.state, &usage.service, cell) != state {
                    continue;
                }
                for place in self.leaves(&usage.state) {
                    found.extend(self.stretches(usage, &place, cell)?);
                }
            }
        }
        Some(found.len())
    }
}
