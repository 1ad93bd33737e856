//! What would be if, in words.

use std::sync::Arc;

use serde::Serialize;

use super::cell::Detail;
use super::difference::{DifferenceView, ImpactView, differences};
use super::saying::Saying;
use crate::compare::edit::centers_115;
use crate::compare::feedback_changes;
use crate::compare::ways::lost_ways;
use crate::compare::{Edit, Kind, compare, impact};
use crate::graph::NodeId;
use crate::key::StateCode;
use crate::model::{Deputy, OrganizationId, PathId};
use crate::routing::Table;
use crate::situation::Situation;
use crate::time::Date;
use crate::vocabulary::Vocabulary as _;

/// What would be if.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhatIf {
    /// Version of this form.
    pub version: u32,
    /// What is supposed.
    pub supposed: String,
    /// From when.
    pub from: String,
    /// How far it reaches that nobody answers any more.
    pub lost: ImpactView,
    /// Who the files name as deputies of those who are gone.
    pub deputies: Vec<String>,
    /// All differences, worst first.
    pub differences: Vec<DifferenceView>,
    /// Agreed ways that are gone.
    pub ways: Vec<WayGone>,
    /// Where feedback does not arrive any more.
    pub feedback: Vec<String>,
}

/// An agreed way that is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayGone {
    /// "Weitergabe von Fragen: von … an …".
    pub words: String,
    /// Where.
    pub places: String,
    /// How many municipalities.
    pub count: usize,
    /// Agreed ways for the same that remain.
    pub remaining: Vec<String>,
}

/// Holds two tables against each other: as it is, and as it would be.
pub fn what_if(
    say: &Saying<'_>,
    [before, after]: [&Arc<Table>; 2],
    edit: Edit,
    on: Date,
    detail: Detail,
) -> WhatIf {
    let found = compare(before, after);
    let after_say = Saying { model: after.model(), ..*say };
    let lost = found.iter().filter(|difference| difference.kind == Kind::Lost);
    let (ways, feedback) = match edit {
        Edit::WithoutPath(path, from) => say.ways_gone(before, after, path, from.max(on)),
        _ => (Vec::new(), Vec::new()),
    };
    WhatIf {
        version: 1,
        supposed: say.supposed(edit),
        from: crate::time::iso(edit.from()),
        lost: say.impact(&impact(lost, before.places(), on)),
        deputies: say.deputies_of(edit),
        differences: differences([say, &after_say], before.places(), &found, on, detail),
        ways,
        feedback,
    }
}

impl Saying<'_> {
    fn supposed(&self, edit: Edit) -> String {
        let german = self.word("de", "en") == "de";
        match edit {
            Edit::WithoutOrganization(id, from) => {
                let organization = self.model.organization(id);
                let (name, id, day) = (&organization.name, &organization.id, self.day(from));
                if german {
                    format!("Angenommen, ab {day} gibt es diese Stelle nicht mehr: {name} ({id})")
                } else {
                    format!("Suppose that from {day} this body is gone: {name} ({id})")
                }
            }
            Edit::Without115(from) => {
                let day = self.day(from);
                if german {
                    format!("Angenommen, ab {day} antwortet im First Level keine 115 mehr")
                } else {
                    format!("Suppose that from {day} no 115 answers on first level")
                }
            }
            Edit::WithoutPath(id, from) => {
                let (path, day) = (self.path(id), self.day(from));
                if german {
                    format!("Angenommen, ab {day} gibt es diesen Weg nicht mehr: {path}")
                } else {
                    format!("Suppose that from {day} this path is gone: {path}")
                }
            }
            Edit::End(id, last) => {
                let (owner, ground, day) = (self.owner(id), self.record(id), self.day(last));
                if german {
                    format!("Angenommen, dieser Eintrag endet am {day}: {owner} ({ground})")
                } else {
                    format!("Suppose that this record ends on {day}: {owner} ({ground})")
                }
            }
        }
    }

    /// A path in words, with its place.
    pub fn path(&self, id: PathId) -> String {
        let path = self.model.path(id);
        let purpose = path.purpose.map_or("", |purpose| purpose.label().get(self.language));
        let (from, to) = (self.end(path.from.value), self.end(path.to.value));
        let ground = self.ground(path.span);
        match self.word("de", "en") {
            "de" => format!("{purpose}, von: {from}, an: {to} ({ground})"),
            _ => format!("{purpose}, from: {from}, to: {to} ({ground})"),
        }
    }

    fn deputies_of(&self, edit: Edit) -> Vec<String> {
        let gone: Vec<OrganizationId> = match edit {
            Edit::WithoutOrganization(id, _) => vec![id],
            Edit::Without115(_) => centers_115(self.model).into_iter().collect(),
            Edit::WithoutPath(..) | Edit::End(..) => Vec::new(),
        };
        gone.into_iter().map(|id| format!("{}: {}", self.name(id), self.stands_in(id))).collect()
    }

    /// Who stands in for an organization, with the place in the files.
    pub fn stands_in(&self, id: OrganizationId) -> String {
        let Some(deputy) = &self.model.organization(id).deputy else {
            return self.word("keine Vertretung benannt", "no deputy named").to_owned();
        };
        let who = match deputy.value {
            Deputy::Internal => self.word("nur im Haus vertreten", "a deputy only inside").to_owned(),
            Deputy::Organization(link) => match link.known() {
                Some(other) => format!("{} {}", self.word("vertreten durch", "deputy is"), self.name(other)),
                None => self.word("Vertretung unbekannt", "deputy unknown").to_owned(),
            },
        };
        format!("{who} ({})", self.ground(deputy.span))
    }

    fn node(&self, node: NodeId) -> String {
        match (node, node.organization()) {
            (_, Some(id)) => self.name(id),
            (NodeId::Citizen, None) => self.word("Bürgerin oder Bürger", "the citizen").to_owned(),
            (NodeId::Municipality, None) => self.word("die Kommune", "the municipality").to_owned(),
            (_, None) => self.word("niemand", "nobody").to_owned(),
        }
    }

    fn ways_gone(
        &self,
        before: &Arc<Table>,
        after: &Arc<Table>,
        path: PathId,
        on: Date,
    ) -> (Vec<WayGone>, Vec<String>) {
        let places = before.places();
        let [before, after] = [before, after].map(|table| Situation::new(table, on));
        let states: Vec<StateCode> = self.model.states.keys().copied().collect();
        let mut ways = Vec::new();
        let mut feedback = Vec::new();
        for state in states {
            for way in lost_ways(&before, &after, state) {
                if way.edge.path != Some(path) {
                    continue;
                }
                let purpose =
                    way.edge.kind.purpose().map_or("", |purpose| purpose.label().get(self.language));
                let (from, to) = (self.node(way.edge.from), self.node(way.edge.to));
                ways.push(WayGone {
                    words: match self.word("de", "en") {
                        "de" => format!("{purpose}, von: {from}, an: {to}"),
                        _ => format!("{purpose}, from: {from}, to: {to}"),
                    },
                    places: places.words(&way.units).get(self.language).to_owned(),
                    count: crate::routing::Places::count(&way.units),
                    remaining: way.remaining.iter().map(|edge| self.node(edge.to)).collect(),
                });
            }
        }
        let silent = feedback_changes(&before, &after).into_iter();
        for change in silent.filter(|change| change.before.arrives && !change.after.arrives) {
            let known = self.model.service_ids().map(|id| self.model.service(id));
            let name =
                known.into_iter().find(|service| service.id == change.service).map(|service| &service.name);
            let words = places.words(&change.units);
            feedback.extend(name.map(|name| format!("{name}: {}", words.get(self.language))));
        }
        (ways, feedback)
    }
}
