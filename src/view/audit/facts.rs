//! What a requirement rests on in the files: the records that carry it, each with its place, its agreement and the last
//! confirmation.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::measure::Gauge;
use crate::key::StateCode;
use crate::model::{AgreementId, Link, Owner, ServiceId, SupportId};
use crate::profile::Requirement;
use crate::routing::{Answer, Answerer};
use crate::rules::review::{of_agreement, of_support};
use crate::source::{Located, Span};
use crate::time::{Date, iso};
use crate::view::saying::Saying;
use crate::view::scene::Scene;
use crate::vocabulary::{Purpose, Vocabulary as _};

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

fn written(day: Option<&Located<Date>>) -> Option<String> {
    day.map(|day| iso(day.value))
}

/// What the rules of a group look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Competences,
    Service115,
    Ladder,
    Feedback,
    Knowledge,
    AnyPath,
    Notices(Purpose),
}

const fn kind(code: &str) -> Option<Kind> {
    Some(match code.as_bytes() {
        b"L017" | b"L018" => Kind::Competences,
        b"L105" | b"L106" | b"L111" | b"L112" => Kind::Service115,
        b"L301" | b"L302" | b"L303" | b"L304" | b"L306" | b"L307" | b"L308" | b"L309" | b"L310" | b"L314" => {
            Kind::Ladder
        }
        b"L401" | b"L402" | b"L403" => Kind::Feedback,
        b"L404" | b"L413" => Kind::Knowledge,
        b"L405" | b"L406" => Kind::AnyPath,
        b"L407" => Kind::Notices(Purpose::Outage),
        b"L408" => Kind::Notices(Purpose::Release),
        b"L410" | b"L411" => Kind::Notices(Purpose::Accessibility),
        b"L412" | b"L312" => Kind::Notices(Purpose::Security),
        _ => return None,
    })
}

/// Finds the facts of requirements.
#[derive(Debug)]
pub(super) struct Facts<'f, 'w> {
    pub(super) scene: &'f Scene<'w>,
    pub(super) gauge: Gauge<'f>,
}

impl Facts<'_, '_> {
    const fn saying(&self) -> Saying<'_> {
        let workspace = self.scene.workspace;
        Saying { model: &workspace.model, sources: &workspace.sources, language: self.scene.language }
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

    fn support(&self, id: SupportId, cells: usize) -> Fact {
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
            cells: Some(cells),
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

    fn plain(
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

    /// The records that the rules of a requirement look at.
    fn observed(&self, line: &Requirement) -> Vec<Fact> {
        let mut kinds: Vec<Kind> = Vec::new();
        for found in line.rules.keys().filter_map(|code| kind(code)) {
            if !kinds.contains(&found) {
                kinds.push(found);
            }
        }
        let live: Vec<_> = self.gauge.rows(line).filter(|(_, row)| row.is_live(self.scene.on)).collect();
        let model = self.scene.model();
        let mut scope = Reach::default();
        for (_, row) in live {
            scope.services.insert(row.service);
            scope.states.extend([row.state, model.service(row.service).operating_state(self.scene.on)]);
        }
        kinds.into_iter().flat_map(|kind| self.of_kind(kind, &scope)).collect()
    }

    fn of_kind(&self, kind: Kind, scope: &Reach) -> Vec<Fact> {
        let (model, say, on) = (self.scene.model(), self.saying(), self.scene.on);
        match kind {
            Kind::Competences => model
                .competences
                .iter()
                .filter(|found| scope.has(found.state, found.services.listed()) && found.period.contains(on))
                .map(|found| self.plain(found.span, say.name(found.organization), None, None))
                .collect(),
            Kind::Service115 => model
                .services_115
                .iter()
                .filter(|found| scope.has(found.state, found.services.listed()) && found.period.contains(on))
                .map(|found| self.plain(found.span, "115".to_owned(), None, None))
                .collect(),
            Kind::Feedback => model
                .municipalities
                .iter()
                .filter_map(|place| place.feedback.as_ref().map(|feedback| (place, feedback)))
                .filter(|(place, feedback)| scope.has(place.state, feedback.services.listed()))
                .map(|(place, feedback)| {
                    let name = self.scene.table.places().name(place.key.value);
                    let to = feedback.to.known().map(|id| say.name(id)).unwrap_or_default();
                    self.plain(feedback.span, format!("{name} → {to}"), None, feedback.agreed)
                })
                .chain(self.paths(scope, |purpose| purpose == Purpose::Feedback))
                .collect(),
            Kind::Knowledge => model
                .knowledge
                .iter()
                .filter(|found| scope.has(found.state, found.services.listed()) && found.period.contains(on))
                .map(|found| {
                    let owner = found.owner.known().map(|id| say.name(id)).unwrap_or_default();
                    self.plain(found.span, owner, None, None)
                })
                .collect(),
            Kind::Ladder => self.paths(scope, |purpose| purpose == Purpose::Escalation).collect(),
            Kind::AnyPath => self.paths(scope, |_| true).collect(),
            Kind::Notices(wanted) => self.paths(scope, |purpose| purpose == wanted).collect(),
        }
    }

    fn paths<'a>(
        &'a self,
        scope: &'a Reach,
        wanted: impl Fn(Purpose) -> bool + 'a,
    ) -> impl Iterator<Item = Fact> + 'a {
        let say = self.saying();
        self.scene.model().paths.iter().filter_map(move |path| {
            let purpose = path.purpose.filter(|purpose| wanted(*purpose))?;
            if !scope.has(path.state, path.services.listed()) || !path.period.contains(self.scene.on) {
                return None;
            }
            let label = self.scene.say(purpose.label());
            let (from, to) = (say.end(path.from.value), say.end(path.to.value));
            Some(self.plain(path.span, format!("{label}: {from} → {to}"), path.agreement, path.established))
        })
    }
}

/// The states and services that a requirement is about.
#[derive(Debug, Default)]
struct Reach {
    states: BTreeSet<StateCode>,
    services: BTreeSet<ServiceId>,
}

impl Reach {
    fn has(&self, state: StateCode, services: &[ServiceId]) -> bool {
        self.states.contains(&state)
            && (services.is_empty() || services.iter().any(|id| self.services.contains(id)))
    }
}

/// `a.toml:9` before `a.toml:10`.
pub(super) fn natural(ground: &str) -> (String, usize) {
    match ground.rsplit_once(':') {
        Some((file, line)) => (file.to_owned(), line.parse().unwrap_or(0)),
        None => (ground.to_owned(), 0),
    }
}
