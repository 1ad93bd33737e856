//! Which Kommunen owe feedback: those that carry a competent authority for a used service (semantics 12 a).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Context;
use super::uses::{Used, names_in, shared};
use crate::key::{Area, StateCode};
use crate::model::{Competence, Model, Municipality, OrganizationId, Scope, ServiceId};
use crate::routing::Places;
use crate::source::Span;
use crate::text::Text;
use crate::text::list::Case;
use crate::time::Date;
use crate::vocabulary::OrganizationKind;

/// A Kommune that carries a competent authority for a service.
#[derive(Debug, Clone)]
pub(super) struct Duty {
    /// The day on which it is judged.
    pub(super) day: Date,
    /// The authorities, sorted.
    pub(super) organizations: BTreeSet<OrganizationId>,
}

/// All duties of a state: by service, then by Kommune.
pub(super) type Duties = BTreeMap<ServiceId, BTreeMap<Area, Duty>>;

/// The duties of all states that co-use services.
pub(super) fn duties(context: &Context<'_>) -> BTreeMap<StateCode, Duties> {
    let mut by_state: BTreeMap<StateCode, Vec<&Competence>> = BTreeMap::new();
    for competence in context.model.competences.iter().filter(|competence| !competence.shadow) {
        by_state.entry(competence.state).or_default().push(competence);
    }
    let mut found: BTreeMap<StateCode, Duties> = BTreeMap::new();
    for usage in shared(context) {
        for competence in by_state.get(&usage.state).into_iter().flatten() {
            if !competence.services.has(&usage.service) {
                continue;
            }
            for (key, area) in bodies(context.model, competence) {
                let Some(day) = planned(context, &usage, area) else { continue };
                if competence.period.until.is_some_and(|until| until <= day) {
                    continue;
                }
                let duty = found
                    .entry(usage.state)
                    .or_default()
                    .entry(usage.service)
                    .or_default()
                    .entry(key)
                    .or_insert_with(|| Duty { day, organizations: BTreeSet::new() });
                duty.day = duty.day.min(day);
                duty.organizations.insert(competence.organization);
            }
        }
    }
    found
}

/// The states and services for which some Kommune carries a competent authority.
pub(super) fn owing(context: &Context<'_>) -> BTreeSet<(StateCode, ServiceId)> {
    let owes = |usage: &Used<'_>| {
        context
            .model
            .competences
            .iter()
            .filter(|competence| {
                competence.state == usage.state
                    && !competence.shadow
                    && competence.services.has(&usage.service)
                    && !competence.period.is_over(usage.day)
            })
            .any(|competence| {
                bodies(context.model, competence)
                    .into_iter()
                    .any(|(_, area)| planned(context, usage, area).is_some())
            })
    };
    shared(context).iter().filter(|usage| owes(usage)).map(|usage| (usage.state, usage.service)).collect()
}

/// The Kommunen that a competence tells of, each with the area that it is about: the authority's own municipality, else
/// the Kreis or Gemeinde for which it is competent. An authority of the Land belongs to no Kommune.
fn bodies(model: &Model, competence: &Competence) -> Vec<(Area, Area)> {
    let organization = model.organization(competence.organization);
    let areas = competence.area.listed();
    if let Some(own) = &organization.municipality {
        return match &competence.area {
            Scope::All => vec![(own.value, own.value)],
            Scope::Only(_) => areas.iter().map(|area| (own.value, *area)).collect(),
        };
    }
    let municipal = organization.kind.as_ref().is_some_and(|kind| {
        matches!(kind.value, OrganizationKind::Authority | OrganizationKind::MunicipalAdministration)
    });
    areas.iter().filter(|area| municipal && area.len() >= 5).map(|area| (*area, *area)).collect()
}

/// The first day on which the service is judged in a part of the area; `None` where it is not planned.
fn planned(context: &Context<'_>, usage: &Used<'_>, area: Area) -> Option<Date> {
    let units = overlapping(context.table.places(), area);
    let begin = usage.rows.partition_point(|row| row.units.end <= units.start);
    usage
        .rows
        .iter()
        .skip(begin)
        .take_while(|row| row.units.start < units.end)
        .filter_map(|row| row.judged_on(context.on))
        .min()
}

/// The units that lie in an area, or in which it lies.
fn overlapping(places: &Places, area: Area) -> Range<usize> {
    let state = places.of_state(area.state());
    let slice = places.slice(&state);
    let begin = slice.partition_point(|unit| unit.key.last() < area.first());
    let end = slice.partition_point(|unit| unit.key.first() <= area.last());
    state.start + begin..state.start + end
}

/// What `[[municipality]]` records say, looked up by longest prefix, statement by statement (semantics 11).
#[derive(Debug)]
pub(super) struct Records<'c>(BTreeMap<Area, &'c Municipality>);

impl<'c> Records<'c> {
    pub(super) fn new(model: &'c Model) -> Self {
        Self(model.municipalities.iter().map(|record| (record.key.value, record)).collect())
    }

    /// The records that hold for a key, the closest first.
    pub(super) fn of(&self, key: Area) -> impl Iterator<Item = &'c Municipality> + '_ {
        std::iter::once(key).chain(key.ancestors()).filter_map(|key| self.0.get(&key).copied())
    }

    /// Where a person would write about a Kommune: in its own record, else at its authority.
    pub(super) fn place(&self, model: &Model, key: Area, duty: &Duty) -> Option<Span> {
        self.0.get(&key).map(|record| record.span).or_else(|| {
            duty.organizations.first().map(|organization| model.organization(*organization).id_span)
        })
    }
}

/// Kommunen by name, in words; where no name is known, by the name of the authority.
pub(super) fn body_names(context: &Context<'_>, bodies: &BTreeMap<Area, Duty>) -> Text {
    let places = context.table.places();
    let names: Vec<String> = bodies
        .iter()
        .map(|(key, duty)| match (places.known_name(*key), duty.organizations.first()) {
            (Some(name), _) => name.to_owned(),
            (None, Some(organization)) => context.model.organization(*organization).name.clone(),
            (None, None) => key.digits(),
        })
        .collect();
    let list = names_in(&names, Case::Nominative);
    match names.len() {
        1 => list,
        count => Text::new(
            format!("{count} Kommunen: {}", list.de),
            format!("{count} municipalities: {}", list.en),
        ),
    }
}
