//! What a support structure *is*. Everything here is resolved: no name leads nowhere, no period is reversed.
//!
//! The model holds places (spans) so that findings can point at them, and knows nothing of text formats.

mod bodies;
mod bounds;
mod ids;
mod municipality;
mod people;
mod rollout;
mod services;
mod spelling;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use bounds::Bounds;
pub use ids::{AgreementId, ComponentId, Link, OrganizationId, PartId, PathId, Scope, ServiceId, SupportId};
pub use municipality::{Feedback, FeedbackOn, FeedbackSaid, Municipality};
pub use people::{
    CarriedBy, Channel, Competence, Deputy, Organization, Person, Service115, State, SupportContact,
};
pub use rollout::{Capacity, Note, TaskDuration};
pub use services::{Agreement, Component, EntryPoint, Handout, Operation, Part, Payment, Service, Use, Wave};
pub use spelling::Spelling;
pub use support::{Done, End, Exception, Knowledge, Owner, Path, Support};

use crate::key::{Reading, StateCode};
use crate::time::{Calendar, Period};

/// All that the files of a workspace say.
///
/// Lists of things with ids are sorted by id; other lists by state, then by place in the files.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// The states whose files were loaded, by code.
    pub states: BTreeMap<StateCode, State>,
    /// States that are referred to but were not loaded.
    pub unloaded: BTreeSet<StateCode>,
    /// A file whose state is unknown was broken: no absence is certain.
    pub tainted: bool,
    /// All organizations.
    pub organizations: Vec<Organization>,
    /// All competences.
    pub competences: Vec<Competence>,
    /// All statements about the 115.
    pub services_115: Vec<Service115>,
    /// All services, also those of states not loaded.
    pub services: Vec<Service>,
    /// What services contain, by service, then as it is written.
    pub parts: Vec<Part>,
    /// All uses.
    pub uses: Vec<Use>,
    /// All components.
    pub components: Vec<Component>,
    /// All agreements.
    pub agreements: Vec<Agreement>,
    /// All support records.
    pub supports: Vec<Support>,
    /// All paths.
    pub paths: Vec<Path>,
    /// All municipalities that have a record.
    pub municipalities: Vec<Municipality>,
    /// All sides of the knowledge process.
    pub knowledge: Vec<Knowledge>,
    /// All waves.
    pub waves: Vec<Wave>,
    /// All steps done.
    pub done: Vec<Done>,
    /// How long tasks take, by state, then by place.
    pub durations: Vec<TaskDuration>,
    /// What there is only so much of.
    pub capacities: Vec<Capacity>,
    /// All exceptions.
    pub exceptions: Vec<Exception>,
    /// All passages written by hand.
    pub notes: Vec<Note>,
    /// How keys are read. Every key in the model was; who brings one from elsewhere asks this first.
    pub reading: Arc<Reading>,
    /// The keys that the files write in another form than the usual one, by place.
    pub spellings: Vec<Spelling>,
    /// Which organizations are one body.
    bodies: bodies::Bodies,
}

#[expect(
    clippy::indexing_slicing,
    reason = "ids come from this model alone; resolve hands them out with the lists"
)]
impl Model {
    /// The working days of a state: with its public holidays and the closing days that its file gives.
    pub fn calendar(&self, state: StateCode) -> Calendar {
        let closed = self.states.get(&state).map(|state| state.closing_days.as_slice()).unwrap_or_default();
        Calendar::new(state.code()).with_closed(closed.iter().copied().map(Period::day))
    }

    /// The organization of an id.
    pub fn organization(&self, id: OrganizationId) -> &Organization {
        &self.organizations[id.index()]
    }

    /// The service of an id.
    pub fn service(&self, id: ServiceId) -> &Service {
        &self.services[id.index()]
    }

    /// What a service contains, by its id.
    pub fn part(&self, id: PartId) -> &Part {
        &self.parts[id.index()]
    }

    /// The component of an id.
    pub fn component(&self, id: ComponentId) -> &Component {
        &self.components[id.index()]
    }

    /// The agreement of an id.
    pub fn agreement(&self, id: AgreementId) -> &Agreement {
        &self.agreements[id.index()]
    }

    /// How long before a support record ends its successor must be under way: its own lead time, else the notice period
    /// of its agreement. Nothing is assumed where neither is given.
    pub fn lead(&self, record: &Support) -> Option<crate::time::Duration> {
        let by_agreement = || match record.agreement.as_ref()?.value {
            Link::To(agreement) => self.agreement(agreement).notice,
            Link::Undecidable => None,
        };
        record.lead_time.as_ref().map(|lead| lead.value).or_else(by_agreement)
    }

    /// The support record of an id.
    pub fn support(&self, id: SupportId) -> &Support {
        &self.supports[id.index()]
    }

    /// The path of an id.
    pub fn path(&self, id: PathId) -> &Path {
        &self.paths[id.index()]
    }

    /// A competence by its place in the list.
    pub fn competence(&self, at: usize) -> Option<&Competence> {
        self.competences.get(at)
    }

    /// The record of a municipality by its place in the list.
    pub fn municipality(&self, at: usize) -> Option<&Municipality> {
        self.municipalities.get(at)
    }

    /// A side of the knowledge process by its place in the list.
    pub fn knowledge_record(&self, at: usize) -> Option<&Knowledge> {
        self.knowledge.get(at)
    }
}

impl Model {
    /// All ids of support records.
    pub fn support_ids(&self) -> impl Iterator<Item = SupportId> + use<> {
        (0..self.supports.len()).map(SupportId::new)
    }

    /// All ids of organizations.
    pub fn organization_ids(&self) -> impl Iterator<Item = OrganizationId> + use<> {
        (0..self.organizations.len()).map(OrganizationId::new)
    }

    /// All ids of services.
    pub fn service_ids(&self) -> impl Iterator<Item = ServiceId> + use<> {
        (0..self.services.len()).map(ServiceId::new)
    }

    /// All ids of components.
    pub fn component_ids(&self) -> impl Iterator<Item = ComponentId> + use<> {
        (0..self.components.len()).map(ComponentId::new)
    }

    /// All ids of paths.
    pub fn path_ids(&self) -> impl Iterator<Item = PathId> + use<> {
        (0..self.paths.len()).map(PathId::new)
    }

    /// The use of a service by a state.
    pub fn use_of(&self, state: StateCode, service: ServiceId) -> Option<&Use> {
        self.uses.iter().find(|usage| usage.state == state && usage.service.value == service)
    }

    /// Whether an absence in the files of a state is certain: it was loaded, and all of it could be read.
    pub fn is_complete(&self, state: StateCode) -> bool {
        !self.tainted && self.states.get(&state).is_some_and(|found| !found.tainted)
    }
}
