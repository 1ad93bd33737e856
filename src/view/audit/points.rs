//! Where much hangs on little: organizations without which questions reach nobody, and feedback that does not arrive.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::view::word::BreakWord;
use crate::graph::Ladder;
use crate::key::{Area, StateCode};
use crate::model::{Deputy, OrganizationId};
use crate::situation::feedback::Arrival;
use crate::view::figures::{self, FeedbackShare};
use crate::view::missing::{self, Missed};
use crate::view::saying::Saying;
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
    /// Why it does not arrive.
    pub result: BreakWord,
}

/// The places that hang on an organization, and their services.
type Hanging = (Option<Deputy>, BTreeSet<usize>, BTreeSet<crate::model::ServiceId>);

/// The inhabitants of a place, and the services on which its feedback does not arrive.
type Silent = (Option<u64>, BTreeSet<String>);

/// Those without deputy first, then by Kommunen.
pub(super) fn single_points(scene: &Scene<'_>) -> Vec<SinglePoint> {
    let states: BTreeSet<StateCode> = scene.model().uses.iter().map(|usage| usage.state).collect();
    let mut found: BTreeMap<OrganizationId, Hanging> = BTreeMap::new();
    for state in states {
        for point in Ladder::new(scene.situation(), state).single_points(scene.table) {
            let entry = found
                .entry(point.organization)
                .or_insert_with(|| (point.deputy, BTreeSet::new(), BTreeSet::new()));
            for (at, _) in &point.questions {
                if let Some(row) = scene.table.rows().get(*at) {
                    entry.1.extend(row.units.clone());
                    entry.2.insert(row.service);
                }
            }
        }
    }
    let mut points: Vec<SinglePoint> =
        found.into_iter().map(|(id, hanging)| single_point(scene, id, &hanging)).collect();
    points.sort_by_key(|point| {
        (point.deputy.is_some(), Reverse(point.municipalities), point.organization.clone())
    });
    points
}

fn single_point(scene: &Scene<'_>, id: OrganizationId, (deputy, units, services): &Hanging) -> SinglePoint {
    let organization = scene.model().organization(id);
    let all = scene.table.places();
    let keys: BTreeSet<Area> =
        units.iter().filter_map(|at| all.units().get(*at)).map(|unit| unit.key).collect();
    let names: Vec<String> = services.iter().map(|id| scene.model().service(*id).name.clone()).collect();
    SinglePoint {
        organization: organization.id.to_string(),
        name: organization.name.clone(),
        ground: Saying::of(scene).ground(organization.id_span),
        deputy: deputy.map(|deputy| match deputy {
            Deputy::Internal => scene.word("im Haus geregelt", "arranged inside"),
            Deputy::Organization(link) => link
                .known()
                .map_or_else(|| scene.word("unbekannt", "unknown"), |id| Saying::of(scene).name(id)),
        }),
        municipalities: keys.len(),
        inhabitants: all.inhabitants_of(units.iter().map(|at| *at..at + 1)),
        services: scene.list(&names),
    }
}

/// Kommunen that owe feedback and whose feedback does not arrive; the most inhabitants first.
pub(super) fn open_channels(scene: &Scene<'_>) -> Vec<ChannelGap> {
    let mut found: BTreeMap<(Area, BreakWord), Silent> = BTreeMap::new();
    let situation = scene.situation();
    for usage in situation.uses() {
        let name = &scene.model().service(usage.service).name;
        for (key, _, day) in situation.owing(usage.state, usage.service) {
            let reach = situation.feedback(key, usage.service, day);
            let result = match (reach.standing.is_missing(), reach.arrival) {
                (true, _) => BreakWord::Nowhere,
                (false, Arrival::Stops | Arrival::Nowhere) => BreakWord::Stops,
                (false, _) => continue,
            };
            let inhabitants = scene.table.places().inhabitants(&scene.table.places().around(key));
            let entry = found.entry((key, result)).or_insert((inhabitants, BTreeSet::new()));
            entry.1.insert(name.clone());
        }
    }
    let mut gaps: Vec<ChannelGap> = found
        .into_iter()
        .map(|((key, result), (inhabitants, services))| ChannelGap {
            name: scene.table.places().name(key),
            key: key.digits(),
            inhabitants,
            services: scene.list(&services.into_iter().collect::<Vec<_>>()),
            result,
        })
        .collect();
    gaps.sort_by_key(|gap| (Reverse(gap.inhabitants), gap.key.clone(), gap.result));
    gaps
}

/// How the feedback of a Land's Kommunen stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FeedbackRow {
    /// The Land.
    pub state: String,
    /// Its Kommunen that owe a way, and how many have which.
    #[serde(flatten)]
    pub share: FeedbackShare,
}

/// How many are missing in a Land.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissedRow {
    /// The Land.
    pub state: String,
    /// How many, and for how many causes.
    #[serde(flatten)]
    pub missed: Missed,
}

/// How the feedback of the Kommunen stands, by Land; Länder that owe none are left out.
pub(super) fn feedback_rows(scene: &Scene<'_>, states: &[StateCode]) -> Vec<FeedbackRow> {
    let rows = states.iter().map(|state| FeedbackRow {
        state: scene.tell(&state.name()),
        share: figures::feedback_share(scene, *state),
    });
    rows.filter(|row| row.share.owing > 0).collect()
}

/// How many are missing, by Land; those without any are left out.
pub(super) fn missed_rows(scene: &Scene<'_>, states: &[StateCode]) -> Vec<MissedRow> {
    let rows = states
        .iter()
        .map(|state| MissedRow { state: scene.tell(&state.name()), missed: missing::missed(scene, *state) });
    rows.filter(|row| row.missed.gaps > 0).collect()
}
