//! Which of several records that match a cell equally closely stands for them.
//!
//! They say the same about the cell, and yet one may be tested and the other not. The order of files must not decide which
//! of them is spoken about: what they say does. Of records that say the same in everything, either will do.

use std::cmp::Reverse;
use std::fmt::{Debug, Display};

use crate::model::{Model, Owner, Scope, Support};
use crate::time::{Date, Period};
use crate::vocabulary::Solution;

/// What a record says, to be compared: the smaller stands for the others. Sound ones come first, then those that hold
/// longest, then those of which more is known.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight {
    shadow: bool,
    until: Reverse<Date>,
    from: Option<Date>,
    solution: Option<Solution>,
    tested: Reverse<Option<Date>>,
    confirmed: Reverse<Option<Date>>,
    /// Everything else in words.
    words: Vec<String>,
}

impl Weight {
    /// Of one record.
    pub(super) fn of(model: &Model, record: &Support) -> Self {
        let Period { from, until } = record.period;
        Self {
            shadow: record.shadow.is_some(),
            until: Reverse(until.unwrap_or(Date::MAX)),
            from,
            solution: record.solution.as_ref().map(|solution| solution.value),
            tested: Reverse(record.tested.as_ref().map(|day| day.value)),
            confirmed: Reverse(record.confirmed.as_ref().map(|day| day.value)),
            words: words(model, record),
        }
    }
}

fn words(model: &Model, record: &Support) -> Vec<String> {
    let owner = match record.owner.value {
        Owner::Organization(id) => model.organization(id).id.to_string(),
        other => debug(&other),
    };
    let agreement = record.agreement.as_ref().and_then(|agreement| agreement.value.known());
    let mut words = vec![
        owner,
        debug(&record.id),
        debug(&record.role),
        list(&record.services, |id| model.service(*id).id.to_string()),
        list(&record.parts, |id| model.part(*id).id.to_string()),
        list(&record.components, |id| model.component(*id).id.to_string()),
        list(&record.area, shown),
        debug(&record.district),
        debug(&record.channels),
        debug(&record.open_end),
        debug(&record.review.as_ref().map(|day| day.value)),
        debug(&record.lead_time.as_ref().map(|time| time.value)),
        debug(&record.agreement.is_some()),
        agreement.map(|id| model.agreement(id).id.to_string()).unwrap_or_default(),
        debug(&record.times_broken),
        debug(&record.reason),
        debug(&record.approved_by),
    ];
    words.extend(
        record.reaction.iter().chain(&record.recovery).map(|(class, time)| debug(&(class, time.value))),
    );
    words
}

/// The form of a value that tells it from all others; nobody reads it.
fn debug(value: &impl Debug) -> String {
    format!("{value:?}")
}

fn shown(value: &impl Display) -> String {
    value.to_string()
}

/// Names in their own order: the numbers of things follow the order of files.
fn list<T>(scope: &Scope<T>, name: impl Fn(&T) -> String) -> String {
    match scope {
        Scope::All => String::new(),
        Scope::Only(things) => {
            let mut names: Vec<String> = things.iter().map(name).collect();
            names.sort_unstable();
            names.join(" ")
        }
    }
}
