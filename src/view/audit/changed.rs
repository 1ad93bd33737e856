//! When the facts of a report were changed last; who reads a repository brings the days.

use std::collections::{BTreeMap, BTreeSet};

use super::Audit;
use super::facts::{Change, natural};

impl Audit {
    /// File and line of all facts, each once.
    pub fn places(&self) -> BTreeMap<String, BTreeSet<usize>> {
        let mut places: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for fact in self.profiles.iter().flat_map(|profile| &profile.lines).flat_map(|line| &line.facts) {
            let (file, line) = natural(&fact.ground);
            places.entry(file).or_default().insert(line);
        }
        places
    }

    /// Adds to each fact when it was changed last, by file and line.
    pub fn dated(&mut self, changes: &BTreeMap<String, BTreeMap<usize, Change>>) {
        for fact in
            self.profiles.iter_mut().flat_map(|profile| &mut profile.lines).flat_map(|line| &mut line.facts)
        {
            let (file, line) = natural(&fact.ground);
            fact.changed = changes.get(&file).and_then(|lines| lines.get(&line)).cloned();
        }
    }
}
