//! What rules have claimed: a hand-over that one rule has spoken of is not told again by another in other words. No rule knows
//! another; it says in its metadata to whom it yields, and asks whether a hand-over is claimed.

use std::collections::{BTreeMap, BTreeSet};

use super::Rule;
use crate::diagnostic::Code;
use crate::key::StateCode;
use crate::model::{OrganizationId, ServiceId};
use crate::vocabulary::{Level, Track};

/// The claims of one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Claims {
    uses: BTreeSet<(StateCode, ServiceId, Level, Track)>,
    rows: BTreeSet<(usize, Level, Track, OrganizationId)>,
}

impl Claims {
    /// Claims what is handed on from a level for questions of a kind, in the whole use of a service.
    pub(super) fn of_use(&mut self, (state, service): (StateCode, ServiceId), from: Level, track: Track) {
        self.uses.insert((state, service, from, track));
    }

    /// Claims what an organization hands on from a level for questions of a kind, in a row of the table.
    pub(super) fn of_row(&mut self, row: usize, from: Level, track: Track, by: OrganizationId) {
        self.rows.insert((row, from, track, by));
    }
}

/// The claims of all rules that have run, by code.
#[derive(Debug, Default)]
pub(super) struct Claimed(BTreeMap<Code, Claims>);

impl Claimed {
    /// Keeps the claims of a rule.
    pub(super) fn add(&mut self, code: Code, claims: Claims) {
        if claims != Claims::default() {
            self.0.insert(code, claims);
        }
    }

    /// Whether one of some rules has claimed a use.
    pub(super) fn has_use(
        &self,
        by: &[&'static str],
        (state, service): (StateCode, ServiceId),
        from: Level,
        track: Track,
    ) -> bool {
        self.of(by).any(|claims| claims.uses.contains(&(state, service, from, track)))
    }

    /// Whether one of some rules has claimed what an organization hands on in a row.
    pub(super) fn has_row(
        &self,
        by: &[&'static str],
        row: usize,
        from: Level,
        track: Track,
        who: OrganizationId,
    ) -> bool {
        self.of(by).any(|claims| claims.rows.contains(&(row, from, track, who)))
    }

    fn of<'a>(&'a self, by: &'a [&'static str]) -> impl Iterator<Item = &'a Claims> + 'a {
        by.iter().filter_map(|code| self.0.get(&Code(code)))
    }
}

/// The rules in rounds: whoever yields runs after those to whom it yields. Of a circle, which a test forbids, the rest runs
/// last.
pub(super) fn rounds(mut rules: Vec<&'static Rule>) -> Vec<Vec<&'static Rule>> {
    let mut rounds = Vec::new();
    while !rules.is_empty() {
        let waits = |rule: &&Rule| {
            rule.info.yields_to.iter().any(|code| rules.iter().any(|other| other.info.code.0 == *code))
        };
        let (later, now): (Vec<_>, Vec<_>) = rules.iter().copied().partition(waits);
        if now.is_empty() {
            rounds.push(later);
            break;
        }
        rounds.push(now);
        rules = later;
    }
    rounds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::ALL;

    #[test]
    fn whoever_yields_runs_after_those_it_yields_to_and_these_exist() {
        let rounds = rounds(ALL.to_vec());
        let round =
            |code: &str| rounds.iter().position(|round| round.iter().any(|rule| rule.info.code.0 == code));
        let yielding: Vec<_> = ALL.iter().filter(|rule| !rule.info.yields_to.is_empty()).collect();
        assert!(!yielding.is_empty());
        for rule in yielding {
            for code in rule.info.yields_to {
                assert!(round(code).is_some(), "{} yields to {code}, which is no rule", rule.info.code.0);
                assert!(round(code) < round(rule.info.code.0), "{} runs beside {code}", rule.info.code.0);
            }
        }
        assert_eq!(rounds.iter().map(Vec::len).sum::<usize>(), ALL.len());
    }
}
