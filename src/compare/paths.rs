//! Agreed ways held against each other: which are gone, which are new, which go over another channel or in another time.
//!
//! Names, not numbers, are compared. Wording (the occasion) and whether a way is lived count as no change; whom
//! municipalities tell their feedback is told elsewhere ([`super::feedback`]).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::key::{Area, GlobalId, StateCode};
use crate::model::{End, Model, Path};
use crate::routing::Places;
use crate::situation::Limited as _;
use crate::situation::{Asked, Situation};
use crate::time::{Date, Duration};
use crate::vocabulary::{ChannelKind, EscalationKind, Level, Purpose, Track};

/// One end of a way, by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tip {
    /// Citizens.
    Citizen,
    /// The municipality.
    Municipality,
    /// Whoever answers on a level.
    Level(Level),
    /// The competent authority.
    Competent,
    /// An organization.
    Organization(GlobalId),
}

/// What makes a way the same one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Course {
    /// Whose.
    pub state: StateCode,
    /// What for.
    pub purpose: Purpose,
    /// Which escalation.
    pub kind: EscalationKind,
    /// Which questions.
    pub track: Option<Track>,
    /// Where it begins.
    pub from: Tip,
    /// Where it ends.
    pub to: Tip,
    /// For which services; empty: all.
    pub services: Vec<GlobalId>,
    /// In which areas; empty: all.
    pub areas: Vec<Area>,
}

/// How one goes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Terms {
    /// Over which channel.
    pub channel: Option<ChannelKind>,
    /// Within which time.
    pub within: Option<Duration>,
    /// From which day, if that lies ahead.
    pub from: Option<Date>,
    /// Up to which day, exclusive.
    pub until: Option<Date>,
}

/// A way that is gone, new, or different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayChange {
    /// Which.
    pub course: Course,
    /// How it was gone; empty: it is new.
    pub before: Vec<Terms>,
    /// How it is gone; empty: it is no more.
    pub after: Vec<Terms>,
    /// Nobody is turned to any more from where it began, for this purpose.
    pub lost: bool,
    /// Where people go it themselves, as ranges of the places' units; empty between organizations.
    pub units: Vec<Range<usize>>,
}

type Ways = BTreeMap<Course, BTreeSet<Terms>>;

/// All changes of ways that matter on a day or after it.
pub fn way_changes(before: &Situation, after: &Situation) -> Vec<WayChange> {
    let [old, new] = [before, after].map(ways);
    let begins = |course: &Course| {
        new.keys().any(|other| {
            (other.state, other.purpose, other.kind, other.track, &other.from)
                == (course.state, course.purpose, course.kind, course.track, &course.from)
        })
    };
    let courses: BTreeSet<&Course> = old.keys().chain(new.keys()).collect();
    let terms = |ways: &Ways, course: &Course| -> Vec<Terms> {
        ways.get(course).into_iter().flatten().cloned().collect()
    };
    courses
        .into_iter()
        .map(|course| (course, terms(&old, course), terms(&new, course)))
        .filter(|(_, was, is)| was != is)
        .map(|(course, was, is)| WayChange {
            lost: is.is_empty() && course.purpose != Purpose::Coordination && !begins(course),
            units: units([before.model(), after.model()], course, before.table().places()),
            course: course.clone(),
            before: was,
            after: is,
        })
        .collect()
}

fn ways(situation: &Situation) -> Ways {
    let (model, on) = (situation.model(), situation.on());
    let mut found = Ways::new();
    for (_, path) in situation.all_paths(Asked::from(on)) {
        let Some(course) = course(model, path) else { continue };
        if course.purpose == Purpose::Feedback && course.from == Tip::Municipality {
            continue;
        }
        found.entry(course).or_default().insert(Terms {
            channel: path.channel,
            within: path.within,
            from: path.begins_after(on),
            until: path.end(),
        });
    }
    found
}

/// What is broken or leads to files that are not there is no way.
fn course(model: &Model, path: &Path) -> Option<Course> {
    let tip = |end: End| {
        Some(match end {
            End::Citizen => Tip::Citizen,
            End::Municipality => Tip::Municipality,
            End::Level(level) => Tip::Level(level),
            End::Competent => Tip::Competent,
            End::Organization(id) => Tip::Organization(model.organization(id).id.clone()),
            End::Undecidable => return None,
        })
    };
    let mut services: Vec<GlobalId> =
        path.services.listed().iter().map(|id| model.service(*id).id.clone()).collect();
    services.sort();
    Some(Course {
        state: path.state,
        purpose: path.purpose?,
        kind: path.kind,
        track: path.track,
        from: tip(path.from.value)?,
        to: tip(path.to.value)?,
        services,
        areas: path.area.listed().to_vec(),
    })
}

/// Where people go a way themselves: in its areas, in its own state if that uses services, and in the states that use what
/// it operates.
fn units(models: [&Model; 2], course: &Course, places: &Places) -> Vec<Range<usize>> {
    if [&course.from, &course.to].into_iter().all(|tip| matches!(tip, Tip::Organization(_))) {
        return Vec::new();
    }
    if !course.areas.is_empty() {
        return crate::routing::joined(course.areas.iter().map(|area| places.within(*area)).collect());
    }
    let mut states = BTreeSet::new();
    for model in models {
        for usage in &model.uses {
            let service = model.service(usage.service.value);
            let meant = course.services.is_empty() || course.services.contains(&service.id);
            if meant && (usage.state == course.state || service.operating_states().contains(&course.state)) {
                states.insert(usage.state);
            }
        }
    }
    crate::routing::joined(
        states.into_iter().map(|state| places.of_state(state)).filter(|range| !range.is_empty()).collect(),
    )
}
