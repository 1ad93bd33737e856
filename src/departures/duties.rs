//! All places in the files that give an organization a duty.

use crate::key::StateCode;
use crate::model::{
    AgreementId, Deputy, End, Link, Model, OrganizationId, Owner, PathId, ServiceId, SupportContact,
    SupportId,
};
use crate::situation::{Asked, Limited as _, Situation};
use crate::source::{Located, Span};
use crate::time::{Date, Period};
use crate::vocabulary::Solution;

/// What an organization has to do; numbers are places in the model's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It answers questions.
    Answers(SupportId),
    /// It is the competent authority.
    Competent(usize),
    /// A path begins at it.
    TellsBy(PathId),
    /// A path ends at it.
    IsToldBy(PathId),
    /// It stands in for another.
    StandsInFor(OrganizationId),
    /// It is another's superior.
    IsAbove(OrganizationId),
    /// It coordinates a state.
    Coordinates,
    /// What is nobody's falls to it.
    IsLastResort,
    /// Municipalities of the state ask it about the support solution.
    IsStateContact(Solution),
    /// It is a municipality's own contact.
    IsMunicipalContact(usize),
    /// A municipality asks it about the support solution.
    IsSupportContact(usize, Solution),
    /// A municipality gives it feedback.
    ReceivesFeedback(usize),
    /// It owns the knowledge process on its side.
    OwnsKnowledge(usize),
    /// It is the counterpart in the knowledge process.
    SharesKnowledge(usize),
    /// It is the service centre of the 115.
    IsCenter(usize),
    /// It keeps the knowledge of the 115.
    OwnsKnowledge115(usize),
    /// It is the IT provider of a service.
    Provides(ServiceId),
    /// It puts notices of outages at an entry point of a service.
    PutsNotices(ServiceId),
    /// It is a party to an agreement.
    IsParty(AgreementId),
}

type Found = Vec<(Role, StateCode, Span)>;

/// All duties that hold on a day or later, in the order of the lists.
pub(super) fn of(situation: &Situation, own: OrganizationId) -> Found {
    let (model, on) = (situation.model(), situation.on());
    let mut found = Vec::new();
    records(situation, own, &mut found);
    organizations(model, own, &mut found);
    states(situation, own, &mut found);
    knowledge(situation, own, &mut found);
    contracts(model, own, on, &mut found);
    found
}

fn ahead(period: Period, on: Date) -> bool {
    !period.is_over(on)
}

fn records(situation: &Situation, own: OrganizationId, found: &mut Found) {
    let model = situation.model();
    let asked = Asked::from(situation.on());
    for id in model.support_ids() {
        let record = model.support(id);
        if record.owner.value == Owner::Organization(own) && record.force(asked).may_hold() {
            found.push((Role::Answers(id), record.state, record.span));
        }
    }
    for (at, entry) in situation.competences(asked).filter(|(_, entry)| entry.organization == own) {
        found.push((Role::Competent(at), entry.state, entry.span));
    }
    for (id, path) in situation.all_paths(asked) {
        if path.from.value == End::Organization(own) {
            found.push((Role::TellsBy(id), path.state, path.span));
        }
        if path.to.value == End::Organization(own) {
            found.push((Role::IsToldBy(id), path.state, path.span));
        }
    }
}

fn organizations(model: &Model, own: OrganizationId, found: &mut Found) {
    for id in model.organization_ids().filter(|id| *id != own) {
        let organization = model.organization(id);
        let state = organization.id.state;
        if let Some(deputy) = &organization.deputy
            && deputy.value == Deputy::Organization(Link::To(own))
        {
            found.push((Role::StandsInFor(id), state, deputy.span));
        }
        if let Some(span) = named(organization.superior.as_ref(), own) {
            found.push((Role::IsAbove(id), state, span));
        }
    }
}

fn named(link: Option<&Located<Link<OrganizationId>>>, own: OrganizationId) -> Option<Span> {
    link.filter(|link| link.value == Link::To(own)).map(|link| link.span)
}

fn contacts(contact: &SupportContact, own: OrganizationId) -> impl Iterator<Item = (Solution, Span)> {
    let interim = named(contact.interim.as_ref(), own).map(|span| (Solution::Interim, span));
    let long_term = named(contact.long_term.as_ref(), own).map(|span| (Solution::LongTerm, span));
    interim.into_iter().chain(long_term)
}

fn states(situation: &Situation, own: OrganizationId, found: &mut Found) {
    let model = situation.model();
    for state in model.states.values() {
        if let Some(span) = named(state.coordination.as_ref(), own) {
            found.push((Role::Coordinates, state.code, span));
        }
        if let Some(span) = named(state.last_resort.as_ref(), own) {
            found.push((Role::IsLastResort, state.code, span));
        }
        for (solution, span) in contacts(&state.support_contact, own) {
            found.push((Role::IsStateContact(solution), state.code, span));
        }
    }
    for (at, record) in situation.municipality_records() {
        if let Some(span) = named(record.contact.as_ref(), own) {
            found.push((Role::IsMunicipalContact(at), record.state, span));
        }
        for (solution, span) in contacts(&record.support_contact, own) {
            found.push((Role::IsSupportContact(at, solution), record.state, span));
        }
        if let Some(feedback) = record.feedback_told().filter(|feedback| feedback.to == Link::To(own)) {
            found.push((Role::ReceivesFeedback(at), record.state, feedback.span));
        }
    }
}

fn knowledge(situation: &Situation, own: OrganizationId, found: &mut Found) {
    let asked = Asked::from(situation.on());
    for (at, entry) in situation.knowledge_records(asked) {
        if entry.owner == Link::To(own) {
            found.push((Role::OwnsKnowledge(at), entry.state, entry.span));
        }
        if entry.partner == Some(Link::To(own)) {
            found.push((Role::SharesKnowledge(at), entry.state, entry.span));
        }
    }
    for (at, entry) in situation.capabilities(asked) {
        if entry.center == Some(Link::To(own)) {
            found.push((Role::IsCenter(at), entry.state, entry.span));
        }
        if entry.knowledge_owner == Some(Link::To(own)) {
            found.push((Role::OwnsKnowledge115(at), entry.state, entry.span));
        }
    }
}

fn contracts(model: &Model, own: OrganizationId, on: Date, found: &mut Found) {
    for id in model.service_ids() {
        let service = model.service(id);
        let provides = service
            .operation
            .iter()
            .any(|phase| ahead(phase.period, on) && phase.it_provider == Some(Link::To(own)));
        if let Some(span) = service.span.filter(|_| provides) {
            found.push((Role::Provides(id), service.id.state, span));
        }
        for entry in service.entry_points.iter().filter(|entry| entry.notice == Some(Link::To(own))) {
            found.push((Role::PutsNotices(id), service.id.state, entry.span));
        }
    }
    for (at, agreement) in model.agreements.iter().enumerate() {
        if agreement.force(Asked::from(on)).may_hold() && agreement.parties.contains(&Link::To(own)) {
            found.push((Role::IsParty(AgreementId::new(at)), agreement.id.state, agreement.span));
        }
    }
}
