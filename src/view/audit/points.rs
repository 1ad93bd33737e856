//! Where much hangs on little: organizations without which questions reach nobody, and feedback that does not arrive.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::graph::Ladder;
use crate::graph::feedback::{Arrival, feedback_reach};
use crate::key::{Area, StateCode};
use crate::model::{Deputy, OrganizationId};
use crate::view::scene::Scene;

/// An organization without which questions reach nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SinglePoint {
    /// Its id.
    pub organization: String,
    /// Its name.
    pub name: String,
    /// File and line.
    pub ground: String,
    /// Who stands in; `None`: nobody is named.
    pub deputy: Option<String>,
    /// In how many Kommunen.
    pub municipalities: usize,
    /// With how many inhabitants, where a register tells.
    pub inhabitants: Option<u64>,
    /// Questions about which services.
    pub services: String,
}

/// A Kommune whose feedback does not arrive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChannelGap {
    /// Its name.
    pub name: String,
    /// Its key.
    pub key: String,
    /// Its inhabitants, where a register tells.
    pub inhabitants: Option<u64>,
    /// About which services.
    pub services: String,
    /// `nowhere`: nobody says whom it tells; `stops`: it ends before the operator's side.
    pub result: &'static str,
}

/// The places that hang on an organization, and their services.
type Hanging = (Option<Deputy>, BTreeSet<usize>, BTreeSet<crate::model::ServiceId>);

/// The inhabitants of a place, and the services on which its feedback does not arrive.
type Silent = (Option<u32>, BTreeSet<String>);

impl Scene<'_> {
    /// Those without deputy first, then by Kommunen.
    pub(super) fn single_points(&self) -> Vec<SinglePoint> {
        let states: BTreeSet<StateCode> = self.model().uses.iter().map(|usage| usage.state).collect();
        let mut found: BTreeMap<OrganizationId, Hanging> = BTreeMap::new();
        for state in states {
            for point in Ladder::new(self.table, state, self.on).single_points(self.table) {
                let entry = found
                    .entry(point.organization)
                    .or_insert_with(|| (point.deputy, BTreeSet::new(), BTreeSet::new()));
                for (at, _) in &point.questions {
                    if let Some(row) = self.table.rows().get(*at) {
                        entry.1.extend(row.units.clone());
                        entry.2.insert(row.service);
                    }
                }
            }
        }
        let mut points: Vec<SinglePoint> =
            found.into_iter().map(|(id, hanging)| self.single_point(id, &hanging)).collect();
        points.sort_by_key(|point| {
            (point.deputy.is_some(), Reverse(point.municipalities), point.organization.clone())
        });
        points
    }

    fn single_point(&self, id: OrganizationId, (deputy, units, services): &Hanging) -> SinglePoint {
        let organization = self.model().organization(id);
        let all = self.table.places().units();
        let mut places: BTreeMap<Area, Option<u32>> = BTreeMap::new();
        for unit in units.iter().filter_map(|at| all.get(*at)) {
            places.insert(unit.key, unit.inhabitants);
        }
        let names: Vec<String> = services.iter().map(|id| self.model().service(*id).name.clone()).collect();
        SinglePoint {
            organization: organization.id.to_string(),
            name: organization.name.clone(),
            ground: self.saying().ground(organization.id_span),
            deputy: deputy.map(|deputy| match deputy {
                Deputy::Internal => self.word("im Haus geregelt", "arranged inside"),
                Deputy::Organization(link) => link
                    .known()
                    .map_or_else(|| self.word("unbekannt", "unknown"), |id| self.saying().name(id)),
            }),
            municipalities: places.len(),
            inhabitants: sum(places.values().copied()),
            services: self.list(&names),
        }
    }

    /// Feedback of places where a service is in operation; the most inhabitants first.
    pub(super) fn open_channels(&self) -> Vec<ChannelGap> {
        let mut found: BTreeMap<(Area, &'static str), Silent> = BTreeMap::new();
        for row in self.table.rows().iter().filter(|row| row.is_live(self.on)) {
            let name = &self.model().service(row.service).name;
            let mut last: Option<Area> = None;
            for unit in self.table.places().slice(&row.units) {
                // The districts of a city give feedback together.
                if last.replace(unit.key) == Some(unit.key) {
                    continue;
                }
                let result = match feedback_reach(self.table, unit.key, row.service, self.on).arrival {
                    Arrival::Nowhere => "nowhere",
                    Arrival::Stops => "stops",
                    Arrival::Own | Arrival::Arrives | Arrival::Undecidable => continue,
                };
                let entry = found.entry((unit.key, result)).or_insert((unit.inhabitants, BTreeSet::new()));
                entry.1.insert(name.clone());
            }
        }
        let mut gaps: Vec<ChannelGap> = found
            .into_iter()
            .map(|((key, result), (inhabitants, services))| ChannelGap {
                name: self.table.places().name(key),
                key: key.digits(),
                inhabitants: inhabitants.map(u64::from),
                services: self.list(&services.into_iter().collect::<Vec<_>>()),
                result,
            })
            .collect();
        gaps.sort_by_key(|gap| (Reverse(gap.inhabitants), gap.key.clone(), gap.result));
        gaps
    }
}

fn sum(counts: impl Iterator<Item = Option<u32>>) -> Option<u64> {
    counts.flatten().map(u64::from).reduce(|a, b| a + b)
}
