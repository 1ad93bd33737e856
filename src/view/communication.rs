//! The communication paths of a state: who answers, who hands on to whom, who tells whom, and how to reach them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::contact::{self, Contact, Reader};
use super::coverage::Counts;
use super::document::{Each, Kind, Readership, seen, service_slug};
use super::graph::{self, Picture, TextBlock};
use super::knowledge;
use super::longest::{self, LongestWay};
use super::missing::{self, GapView, Missed};
use super::scene::{Frame, Scene};
use super::service_table::{self, ServiceTable};
use super::ways::{self, PathView, PurposeView};
use crate::graph::View;
use crate::key::StateCode;
use crate::model::{End, OrganizationId, Owner, ServiceId, SupportId};
use crate::routing::Answerer;
use crate::situation::Asked;
use crate::source::Located;
use crate::text::Words;
use crate::time::Duration;
use crate::vocabulary::{EscalationKind, Purpose, SeverityClass};

/// The communication paths of a state.
pub static DOCUMENT: Kind = Kind {
    id: "communication",
    name: Words::new("Kommunikationswege", "Communication paths"),
    addressees: &[Readership::State],
    persons: true,
    each: &[Each::Drawn {
        stem: Words::new("kommunikationswege", "communication-paths"),
        pictures,
        view: |scene, state, pictures| seen(&communication(scene, state, pictures)),
    }],
    templates: [
        include_str!("../../templates/de/communication.md"),
        include_str!("../../templates/en/communication.md"),
    ],
};

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CommunicationPaths {
    /// Head and foot.
    pub frame: Frame,
    /// The state's name.
    pub state: String,
    /// "in Niedersachsen".
    pub in_state: String,
    /// The figures.
    pub counts: Counts,
    /// What nobody answers, cause by cause.
    pub gaps: Vec<GapView>,
    /// How many are missing.
    pub missed: Missed,
    /// The picture of all services, if there is one, and the same as text.
    pub picture: Option<PictureView>,
    /// The pictures that are shown: of each service, if there are several.
    pub pictures: Vec<PictureView>,
    /// The services that the state uses.
    pub services: Vec<ServiceTable>,
    /// Agreed times to react and to repair.
    pub times: Vec<Times>,
    /// The services that it operates for others.
    pub operated: Vec<String>,
    /// Handing on to more expertise.
    pub handovers: Vec<PathView>,
    /// How long that takes at most, by the agreed deadlines.
    pub longest: Vec<LongestWay>,
    /// Handing on to more authority.
    pub hierarchy: Vec<PathView>,
    /// All other paths, by purpose.
    pub purposes: Vec<PurposeView>,
    /// The knowledge process, in sentences.
    pub knowledge: Vec<String>,
    /// To whom orphaned duties fall.
    pub last_resort: Option<String>,
    /// Whoever is named above.
    pub contacts: Vec<Contact>,
}

/// The escalation picture and its text equivalent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureView {
    /// The file beside the document.
    pub file: String,
    /// What it shows.
    pub title: String,
    /// What is to be seen, in one or two sentences.
    pub description: String,
    /// The same as text.
    pub text: Vec<TextBlock>,
}

/// Agreed times of one owner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Times {
    /// Who.
    pub who: String,
    /// In which role.
    pub role: Option<String>,
    /// Time to react by class, most severe first; empty where nothing was agreed.
    pub reaction: [String; 4],
    /// Time to repair by class; empty where nothing was agreed.
    pub recovery: [String; 4],
}

/// The communication paths of a state, with the picture that lies beside the document.
pub fn communication(scene: &Scene<'_>, state: StateCode, drawn: &[(String, Picture)]) -> CommunicationPaths {
    let services = scene.services(state);
    let operated = scene.operated(state);
    let model = scene.model();
    let mut pictures: Vec<PictureView> = drawn
        .iter()
        .map(|(name, picture)| PictureView {
            file: format!("{name}.svg"),
            title: picture.title.clone(),
            description: picture.description.clone(),
            text: picture.text.clone(),
        })
        .collect();
    CommunicationPaths {
        frame: scene.frame(&[state], 1),
        state: scene.tell(&state.name()),
        in_state: scene.in_state(state),
        counts: counts(scene, state),
        gaps: missing::gaps(scene, state),
        missed: missing::missed(scene, state),
        picture: pictures.first().cloned(),
        pictures: if pictures.len() > 1 { pictures.split_off(1) } else { pictures },
        services: services
            .iter()
            .map(|service| service_table::service_table(scene, state, *service))
            .collect(),
        times: times(scene, state),
        operated: operated.iter().map(|id| model.service(*id).name.clone()).collect(),
        handovers: ways::escalation(scene, state, EscalationKind::Functional),
        longest: longest::longest(scene, state),
        hierarchy: ways::escalation(scene, state, EscalationKind::Hierarchical),
        purposes: ways::purposes(
            scene,
            state,
            &[
                Purpose::Outage,
                Purpose::Release,
                Purpose::Feedback,
                Purpose::UserFeedback,
                Purpose::Knowledge,
                Purpose::Security,
                Purpose::Accessibility,
                Purpose::Privacy,
                Purpose::Coordination,
            ],
        ),
        knowledge: knowledge::knowledge_of(scene, state, &services),
        last_resort: last_resort(scene, state),
        contacts: involved(scene, state)
            .into_iter()
            .map(|id| contact::contact(scene, id, Reader::Authority))
            .collect(),
    }
}

/// To whom orphaned duties fall.
pub fn last_resort(scene: &Scene<'_>, state: StateCode) -> Option<String> {
    let id = scene.model().states.get(&state)?.last_resort.as_ref()?.value.known()?;
    Some(scene.model().organization(id).name.clone())
}

/// The agreed times of whoever answers in a state, each once.
fn times(scene: &Scene<'_>, state: StateCode) -> Vec<Times> {
    let mut records: BTreeSet<SupportId> = BTreeSet::new();
    for row in scene.table.rows().iter().filter(|row| row.state == state) {
        let parts = row.timelines.iter().flat_map(|timeline| &timeline.segments);
        let ahead = parts.filter(|part| !part.period.is_over(scene.on));
        records.extend(ahead.flat_map(|part| &part.answers).map(|answer| answer.record));
    }
    let column = |list: &[(SeverityClass, Located<Duration>)]| {
        [SeverityClass::Critical, SeverityClass::High, SeverityClass::Medium, SeverityClass::Low].map(
            |class| {
                let found = list.iter().find(|(other, _)| *other == class);
                found.map(|(_, time)| time.value.words(scene.language)).unwrap_or_default()
            },
        )
    };
    let mut times: Vec<Times> = records
        .into_iter()
        .map(|id| scene.model().support(id))
        .filter(|record| !record.reaction.is_empty() || !record.recovery.is_empty())
        .filter_map(|record| {
            let who = match record.owner.value {
                Owner::Competent => scene.word("die zuständige Behörde", "the competent authority"),
                Owner::Organization(id) => scene.model().organization(id).name.clone(),
                Owner::Nobody | Owner::Undecidable => return None,
            };
            Some(Times {
                who,
                role: record.role.clone(),
                reaction: column(&record.reaction),
                recovery: column(&record.recovery),
            })
        })
        .collect();
    times.sort();
    times.dedup();
    times
}

/// The figures of a state.
pub fn counts(scene: &Scene<'_>, state: StateCode) -> Counts {
    scene.figures().get(state.code()).copied().unwrap_or_default()
}

/// The organizations that a state's document names: who answers there, ends of its paths, its own offices.
fn involved(scene: &Scene<'_>, state: StateCode) -> Vec<OrganizationId> {
    let model = scene.model();
    let mut found: BTreeSet<OrganizationId> = BTreeSet::new();
    for row in scene.table.rows().iter().filter(|row| row.state == state) {
        for answer in
            row.timelines.iter().flat_map(|timeline| &timeline.segments).flat_map(|part| &part.answers)
        {
            if let Answerer::Organization(id) = answer.answerer {
                found.insert(id);
            }
        }
    }
    let paths = scene.situation().all_paths(Asked::from(scene.on)).map(|(_, path)| path);
    for path in paths.filter(|path| ways::concerns(scene, path, state)) {
        for end in [path.from.value, path.to.value] {
            if let End::Organization(id) = end {
                found.insert(id);
            }
        }
    }
    if let Some(known) = model.states.get(&state) {
        let contacts = &known.support_contact;
        for link in [&known.coordination, &known.last_resort, &contacts.interim, &contacts.long_term] {
            found.extend(link.as_ref().and_then(|link| link.value.known()));
        }
    }
    let mut sorted: Vec<OrganizationId> = found.into_iter().collect();
    // Own offices first, then those of others; inside by kind and name.
    sorted.sort_by_key(|id| {
        let organization = model.organization(*id);
        let kind = organization.kind.as_ref().map(|kind| kind.value);
        (organization.id.state != state, organization.id.state, kind, organization.name.clone(), *id)
    });
    sorted
}

/// The escalation pictures of a state with the names of their files, without ending; they lie beside the
/// communication paths. All services together come first, then, if there are several, one each.
fn pictures(scene: &Scene<'_>, state: StateCode) -> Vec<(String, Picture)> {
    let services = scene.services(state);
    let name = scene.word("eskalation", "escalation");
    let draw = |service: Option<ServiceId>| {
        let purposes = [Purpose::Escalation].into();
        let view = View { state, service, area: None, on: scene.on, purposes };
        graph::picture(scene.situation(), &view, &[], scene.language)
    };
    let mut pictures = Vec::new();
    if !services.is_empty() {
        pictures.push((name.clone(), draw(None)));
    }
    if services.len() > 1 {
        pictures.extend(
            services
                .into_iter()
                .map(|service| (format!("{name}-{}", service_slug(scene, service)), draw(Some(service)))),
        );
    }
    pictures
}
