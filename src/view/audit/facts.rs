//! What a requirement rests on in the files: the records that carry it, each with its place, its agreement and the last
//! confirmation.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::Serialize;

use super::measure::Gauge;
use crate::key::StateCode;
use crate::model::{AgreementId, Link, OrganizationId, Owner, ServiceId, SupportId};
use crate::profile::Requirement;
use crate::routing::{Answer, Answerer};
use crate::rules::review::{of_agreement, of_support};
use crate::source::{Located, Span};
use crate::time::{Date, iso};
use crate::view::saying::Saying;
use crate::view::scene::Scene;

/// A record that a requirement rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fact {
    /// File and line.
    pub ground: String,
    /// What the record says.
    pub what: String,
    /// How many cells in operation it carries; `None` where it carries none by itself.
    pub cells: Option<usize>,
    /// The agreement that it refers to.
    pub agreement: Option<AgreementFact>,
    /// Last confirmed or tested on, `2027-02-15`; a path: lived since; feedback: agreed on.
    pub confirmed: Option<String>,
    /// Whether that, or its agreement, is past the review interval.
    pub stale: bool,
    /// The last change of the record, where version control knows it.
    pub changed: Option<Change>,
}

/// The last change of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// The commit, by its first digits; `None`: not checked in.
    pub commit: Option<String>,
    /// Its day, `2027-02-15`.
    pub on: Option<String>,
}

/// An agreement that a fact refers to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct AgreementFact {
    /// Its id.
    pub id: String,
    /// File number or place.
    pub reference: Option<String>,
    /// File and line.
    pub ground: String,
    /// Last concluded or confirmed on.
    pub confirmed: Option<String>,
}

pub(super) fn written(day: Option<&Located<Date>>) -> Option<String> {
    day.map(|day| iso(day.value))
}

/// Finds the facts of requirements.
#[derive(Debug)]
pub(super) struct Facts<'f, 'w> {
    pub(super) scene: &'f Scene<'w>,
    pub(super) gauge: Gauge<'f>,
    /// What requirements on no cell look at, by the services that they are about: most are about all.
    pub(super) reaches: RefCell<BTreeMap<Vec<ServiceId>, Rc<Reach>>>,
}

impl Facts<'_, '_> {
    pub(super) fn saying(&self) -> Saying<'_> {
        Saying::of(self.scene)
    }

    /// All facts of a requirement, by place.
    pub(super) fn of(&self, line: &Requirement) -> Vec<Fact> {
        let mut facts = match &line.cell {
            Some(required) => {
                let mut carried: BTreeMap<SupportId, usize> = BTreeMap::new();
                for (_, row) in self.gauge.rows(line).filter(|(_, row)| row.is_live(self.scene.on)) {
                    for id in self.gauge.records(row, required.cell) {
                        *carried.entry(id).or_default() += row.units.len();
                    }
                }
                carried.into_iter().map(|(id, cells)| self.support(id, cells)).collect()
            }
            None => self.observed(line),
        };
        facts.sort_by(|a, b| natural(&a.ground).cmp(&natural(&b.ground)).then_with(|| a.cmp(b)));
        facts.dedup();
        facts
    }

    pub(super) fn support(&self, id: SupportId, cells: usize) -> Fact {
        let (say, record) = (self.saying(), self.scene.model().support(id));
        let who = match record.owner.value {
            Owner::Competent => say.word("die zuständige Behörde", "the competent authority").to_owned(),
            Owner::Nobody => say.word("bewusst niemand", "nobody, on purpose").to_owned(),
            Owner::Organization(id) => say.name(id),
            Owner::Undecidable => say.word("unbekannt", "unknown").to_owned(),
        };
        let answerer = match record.owner.value {
            Owner::Organization(id) => Answerer::Organization(id),
            Owner::Competent | Owner::Nobody | Owner::Undecidable => Answerer::Nobody,
        };
        Fact {
            ground: say.record(id),
            what: record
                .services
                .listed()
                .iter()
                .map(|id| self.scene.model().service(*id).name.clone())
                .reduce(|a, b| format!("{a}, {b}"))
                .map_or_else(|| who.clone(), |services| format!("{who} ({services})")),
            cells: (cells > 0).then_some(cells),
            agreement: record
                .agreement
                .as_ref()
                .and_then(|link| link.value.known())
                .map(|id| self.agreement(id)),
            confirmed: written(of_support(record)),
            stale: self.gauge.currency.is_stale(&Answer { channel: None, answerer, record: id }),
            changed: None,
        }
    }

    fn agreement(&self, id: AgreementId) -> AgreementFact {
        let agreement = self.scene.model().agreement(id);
        AgreementFact {
            id: agreement.id.to_string(),
            reference: agreement.reference.clone(),
            ground: self.saying().ground(agreement.span),
            confirmed: written(of_agreement(agreement)),
        }
    }

    pub(super) fn plain(
        &self,
        span: Span,
        what: String,
        agreement: Option<Link<AgreementId>>,
        day: Option<Date>,
    ) -> Fact {
        Fact {
            ground: self.saying().ground(span),
            what,
            cells: None,
            agreement: agreement.and_then(Link::known).map(|id| self.agreement(id)),
            confirmed: day.map(iso),
            stale: false,
            changed: None,
        }
    }
}

/// `a.toml:9` before `a.toml:10`.
pub(super) fn natural(ground: &str) -> (String, usize) {
    match ground.rsplit_once(':') {
        Some((file, line)) => (file.to_owned(), line.parse().unwrap_or(0)),
        None => (ground.to_owned(), 0),
    }
}

/// The states and services that a requirement is about, and who answers there.
#[derive(Debug, Default)]
pub(super) struct Reach {
    pub(super) states: BTreeSet<StateCode>,
    pub(super) services: BTreeSet<ServiceId>,
    /// The records that answer.
    pub(super) records: BTreeSet<SupportId>,
    /// The competent authorities.
    pub(super) competent: BTreeSet<OrganizationId>,
}

impl Reach {
    pub(super) fn has(&self, state: StateCode, services: &[ServiceId]) -> bool {
        self.states.contains(&state)
            && (services.is_empty() || services.iter().any(|id| self.services.contains(id)))
    }
}
