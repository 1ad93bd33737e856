//! The communication paths of a state: who answers, who hands on to whom, who tells whom, and how to reach them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::contact::{Contact, Reader};
use super::coverage::Counts;
use super::graph::{Picture, TextBlock};
use super::missing::{GapView, Missed};
use super::scene::{Frame, Scene};
use super::service_table::ServiceTable;
use super::ways::{PathView, PurposeView};
use crate::key::StateCode;
use crate::model::{End, OrganizationId, Owner, SupportId};
use crate::routing::Answerer;
use crate::situation::Asked;
use crate::source::Located;
use crate::time::Duration;
use crate::vocabulary::{EscalationKind, Purpose, SeverityClass};

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

impl Scene<'_> {
    /// The communication paths of a state, with the picture that lies beside the document.
    pub fn communication(&self, state: StateCode, drawn: &[(String, Picture)]) -> CommunicationPaths {
        let services = self.services(state);
        let operated = self.operated(state);
        let model = self.model();
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
            frame: self.frame(&[state], 1),
            state: self.tell(&state.name()),
            in_state: self.in_state(state),
            counts: self.counts(state),
            gaps: self.gaps(state),
            missed: self.missed(state),
            picture: pictures.first().cloned(),
            pictures: if pictures.len() > 1 { pictures.split_off(1) } else { pictures },
            services: services.iter().map(|service| self.service_table(state, *service)).collect(),
            times: self.times(state),
            operated: operated.iter().map(|id| model.service(*id).name.clone()).collect(),
            handovers: self.escalation(state, EscalationKind::Functional),
            hierarchy: self.escalation(state, EscalationKind::Hierarchical),
            purposes: self.purposes(
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
            knowledge: self.knowledge_of(state, &services),
            last_resort: self.last_resort(state),
            contacts: self
                .involved(state)
                .into_iter()
                .map(|id| self.contact(id, Reader::Authority))
                .collect(),
        }
    }

    /// Who coordinates for a state.
    pub(super) fn coordination_of(&self, state: StateCode) -> Option<OrganizationId> {
        self.model().states.get(&state)?.coordination.as_ref()?.value.known()
    }

    /// The coordination of a state, as authorities reach it.
    pub fn coordination(&self, state: StateCode) -> Option<Contact> {
        self.coordination_of(state).map(|id| self.contact(id, Reader::Authority))
    }

    /// To whom orphaned duties fall.
    pub fn last_resort(&self, state: StateCode) -> Option<String> {
        let id = self.model().states.get(&state)?.last_resort.as_ref()?.value.known()?;
        Some(self.model().organization(id).name.clone())
    }

    /// The agreed times of whoever answers in a state, each once.
    fn times(&self, state: StateCode) -> Vec<Times> {
        let mut records: BTreeSet<SupportId> = BTreeSet::new();
        for row in self.table.rows().iter().filter(|row| row.state == state) {
            let parts = row.timelines.iter().flat_map(|timeline| &timeline.segments);
            let ahead = parts.filter(|part| !part.period.is_over(self.on));
            records.extend(ahead.flat_map(|part| &part.answers).map(|answer| answer.record));
        }
        let column = |list: &[(SeverityClass, Located<Duration>)]| {
            [SeverityClass::Critical, SeverityClass::High, SeverityClass::Medium, SeverityClass::Low].map(
                |class| {
                    let found = list.iter().find(|(other, _)| *other == class);
                    found.map(|(_, time)| time.value.words(self.language)).unwrap_or_default()
                },
            )
        };
        let mut times: Vec<Times> = records
            .into_iter()
            .map(|id| self.model().support(id))
            .filter(|record| !record.reaction.is_empty() || !record.recovery.is_empty())
            .filter_map(|record| {
                let who = match record.owner.value {
                    Owner::Competent => self.word("die zuständige Behörde", "the competent authority"),
                    Owner::Organization(id) => self.model().organization(id).name.clone(),
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
    pub fn counts(&self, state: StateCode) -> Counts {
        self.figures().get(state.code()).copied().unwrap_or_default()
    }

    /// The organizations that a state's document names: who answers there, ends of its paths, its own offices.
    fn involved(&self, state: StateCode) -> Vec<OrganizationId> {
        let model = self.model();
        let mut found: BTreeSet<OrganizationId> = BTreeSet::new();
        for row in self.table.rows().iter().filter(|row| row.state == state) {
            for answer in
                row.timelines.iter().flat_map(|timeline| &timeline.segments).flat_map(|part| &part.answers)
            {
                if let Answerer::Organization(id) = answer.answerer {
                    found.insert(id);
                }
            }
        }
        let paths = self.situation().all_paths(Asked::from(self.on)).map(|(_, path)| path);
        for path in paths.filter(|path| self.concerns(path, state)) {
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
}
