//! The records of a workspace as the oracle reads them: TOML and a few structs of its own, nothing of Lotse's model.

mod reading;

use std::collections::{BTreeMap, BTreeSet};

use lotse::time::{Date, day_after};

/// A reference to an organization.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// It is there: `ni/amt`.
    One(String),
    /// The name leads nowhere.
    Broken,
}

/// Whether something holds (semantics 17, 36): yes, no, nobody can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Yes,
    No,
    Maybe,
}

/// A day as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Absent,
    Day(Date),
    Broken,
}

/// From, until: inclusive, as in the files (semantics 8).
#[derive(Debug, Clone, Copy)]
pub struct Period {
    pub from: Written,
    pub until: Written,
}

impl Period {
    pub fn holds(&self, on: Date) -> Holds {
        let early = matches!(self.from, Written::Day(from) if on < from);
        let late = matches!(self.until, Written::Day(until) if on > until);
        match (early || late, self.is_broken()) {
            (true, _) => Holds::No,
            (false, true) => Holds::Maybe,
            (false, false) => Holds::Yes,
        }
    }

    pub fn is_broken(&self) -> bool {
        self.from == Written::Broken || self.until == Written::Broken
    }

    /// The first days on which it may hold otherwise than the day before.
    pub fn bounds(&self) -> Vec<Date> {
        let mut bounds = Vec::new();
        if let Written::Day(from) = self.from {
            bounds.push(from);
        }
        if let Written::Day(until) = self.until {
            bounds.push(day_after(until));
        }
        bounds
    }
}

/// For what and where something holds; nothing means all.
#[derive(Debug, Clone)]
pub struct Limit {
    pub services: Option<Vec<String>>,
    pub area: Option<Vec<String>>,
}

impl Limit {
    pub fn has_service(&self, service: &str) -> bool {
        self.services.as_ref().is_none_or(|services| services.iter().any(|one| one == service))
    }

    pub fn names_service(&self, service: &str) -> bool {
        self.services.is_some() && self.has_service(service)
    }

    /// Digits of the longest area that contains the Kommune.
    pub fn reach(&self, place: &str) -> Option<usize> {
        let Some(areas) = &self.area else { return Some(0) };
        areas.iter().filter(|area| place.starts_with(area.as_str())).map(String::len).max()
    }
}

/// `[[organization]]`
#[derive(Debug, Clone)]
pub struct Organization {
    pub state: String,
    pub name: String,
    pub kind: String,
    pub municipality: Option<String>,
    pub carrier: Option<String>,
}

/// `competent = [{ … }]`
#[derive(Debug, Clone)]
pub struct Competence {
    pub state: String,
    pub who: String,
    pub limit: Limit,
    pub period: Period,
}

/// `[[service]]`
#[derive(Debug, Clone)]
pub struct Service {
    pub operator: String,
    pub responsible: String,
    pub provider: Option<Who>,
}

/// `[[use]]`
#[derive(Debug, Clone)]
pub struct Use {
    pub state: String,
    pub service: String,
    pub go_live: Written,
}

/// `[[wave]]`
#[derive(Debug, Clone)]
pub struct Wave {
    pub state: String,
    pub service: String,
    pub area: Vec<String>,
    pub go_live: Written,
}

/// Who answers by a `[[support]]` record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owner {
    Named(Who),
    Competent,
    Nobody,
}

/// `[[support]]`
#[derive(Debug, Clone)]
pub struct Support {
    pub state: String,
    pub cell: String,
    pub long_term: bool,
    pub owner: Owner,
    pub limit: Limit,
    pub period: Period,
}

/// An end of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    Municipality,
    Competent,
    Named(Who),
}

/// `[[path]]`
#[derive(Debug, Clone)]
pub struct Path {
    pub state: String,
    pub purpose: String,
    pub from: End,
    pub to: End,
    pub limit: Limit,
    pub period: Period,
    pub established: Written,
}

/// `feedback = …`
#[derive(Debug, Clone)]
pub enum Feedback {
    Declined,
    To { who: Who, limit: Limit, agreed: Written },
}

/// `[[municipality]]`, and `[state]` for what is inherited from it.
#[derive(Debug, Clone, Default)]
pub struct Kommune {
    pub contact: Option<Who>,
    pub feedback: Option<Feedback>,
    pub interim: Option<Who>,
    pub long_term: Option<Who>,
}

/// `[[knowledge]]`
#[derive(Debug, Clone)]
pub struct Knowledge {
    pub state: String,
    pub who: Who,
    pub limit: Limit,
    pub period: Period,
}

/// All of it.
#[derive(Debug, Clone)]
pub struct Records {
    pub on: Date,
    pub states: BTreeMap<String, Kommune>,
    pub organizations: BTreeMap<String, Organization>,
    pub competences: Vec<Competence>,
    pub services: BTreeMap<String, Service>,
    pub uses: Vec<Use>,
    pub waves: Vec<Wave>,
    pub supports: Vec<Support>,
    pub paths: Vec<Path>,
    /// By body.
    pub kommunen: BTreeMap<String, Kommune>,
    pub knowledge: Vec<Knowledge>,
    /// The Gemeinden of the register, by body.
    pub register: Option<BTreeSet<String>>,
}
