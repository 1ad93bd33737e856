//! What the Kommunen of a Land come to together: how many have a way for their feedback, how many know whom to ask (S10,
//! semantics 28). Counted are the Kommunen that owe feedback on a service that another state operates.

use std::collections::{BTreeMap, BTreeSet};

use super::Situation;
use super::feedback::Standing;
use super::force::{Asked, Force};
use crate::key::{Area, StateCode};
use crate::model::ServiceId;
use crate::time::Date;
use crate::vocabulary::{EscalationKind, Purpose};

/// How the ways of feedback of a Land's Kommunen stand; each Kommune counts once, by the worst of its services.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeedbackFigures {
    /// All that owe one.
    pub owing: usize,
    /// They agreed it themselves, for every service.
    pub agreed: usize,
    /// The Land offers it, and it is lived.
    pub offered: usize,
    /// It is written down, and not agreed or not lived yet.
    pub laid_down: usize,
    /// Nothing can be said.
    pub undecidable: usize,
    /// Those that have none, or want none.
    pub without: BTreeSet<Area>,
}

impl FeedbackFigures {
    /// Those that have a way: agreed or offered.
    pub const fn have(&self) -> usize {
        self.agreed + self.offered
    }
}

impl Situation {
    /// The Kommunen of a state that owe feedback on some service, with these services.
    pub fn all_owing(&self, state: StateCode) -> BTreeMap<Area, Vec<ServiceId>> {
        let mut found: BTreeMap<Area, Vec<ServiceId>> = BTreeMap::new();
        for service in self.services_of(state) {
            for (key, _, _) in self.owing(state, service) {
                found.entry(key).or_default().push(service);
            }
        }
        found
    }

    /// How the ways of feedback of a state's Kommunen stand.
    pub fn feedback_figures(&self, state: StateCode) -> FeedbackFigures {
        let mut worst: BTreeMap<Area, Standing> = BTreeMap::new();
        for judged in self.feedback_owed(state).into_iter().flat_map(BTreeMap::values).flatten() {
            let known = worst.entry(judged.key).or_insert(judged.standing);
            *known = (*known).max(judged.standing);
        }
        let mut figures = FeedbackFigures { owing: worst.len(), ..FeedbackFigures::default() };
        for (key, standing) in worst {
            match standing {
                Standing::Own | Standing::Agreed => figures.agreed += 1,
                Standing::Offered => figures.offered += 1,
                Standing::LaidDown => figures.laid_down += 1,
                Standing::Undecidable => figures.undecidable += 1,
                Standing::Declined | Standing::None => {
                    figures.without.insert(key);
                }
            }
        }
        figures
    }

    /// Whether a way for a purpose that is demanded of a state for a service is lived on the day: it is laid down, and all that
    /// is laid down for it is established. What a state owes stands in its own files; reports that citizens and bodies make
    /// beside the ladder may go the operator's way.
    pub fn is_lived(&self, purpose: Purpose, (state, service): (StateCode, ServiceId)) -> Force {
        let sides = self.operating_side(service, self.on);
        let asked = Asked::on(self.on).service(service);
        let paths = self.paths_in_force(purpose, asked).map(|(_, path)| path);
        // To turn to more authority is no way of the questions.
        let paths: Vec<_> = paths.filter(|path| path.kind == EscalationKind::Functional).collect();
        let own: Vec<_> = paths.iter().filter(|path| path.state == state).collect();
        let theirs: Vec<_> = paths.iter().filter(|path| sides.contains(&path.state)).collect();
        let beside = matches!(purpose, Purpose::Accessibility | Purpose::Security | Purpose::Privacy);
        let counted = if own.is_empty() && beside { theirs } else { own };
        let lived = |since: Option<Date>| since.is_some_and(|since| since <= self.on);
        if !counted.is_empty() && counted.iter().all(|path| lived(path.established)) {
            Force::Yes
        } else if self.may_lack_a_path(purpose, &[state], asked) {
            Force::Unknown
        } else {
            Force::No
        }
    }
}
