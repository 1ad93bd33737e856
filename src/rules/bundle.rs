//! What one cause touches, gathered: services, components, places; and how to say it in one line.

use std::collections::BTreeSet;
use std::ops::Range;

use super::context::Context;
use super::subject::Subject;
use crate::key::StateCode;
use crate::model::{ComponentId, PartId, ServiceId, SupportId};
use crate::profile::Cell;
use crate::routing::{Gap, Places};
use crate::source::Span;
use crate::text::list::and_list;
use crate::text::noun::{COMPONENTS, Case, Noun, SERVICES};
use crate::text::{Language, Text};
use crate::time::{Date, format_date};

/// As many services or components are named one by one; more are counted.
const NAMED: usize = 3;

/// The services, components and places that share one cause.
#[derive(Debug, Clone, Default)]
pub(super) struct Bundle {
    pub(super) states: BTreeSet<StateCode>,
    pub(super) services: BTreeSet<ServiceId>,
    pub(super) components: BTreeSet<ComponentId>,
    /// The services contained; where it is all of them, `None` is among them.
    pub(super) parts: BTreeSet<Option<PartId>>,
    units: Vec<Range<usize>>,
}

impl Bundle {
    /// Adds a place of a state where a service is concerned.
    pub(super) fn add(&mut self, state: StateCode, service: ServiceId, units: Range<usize>) {
        self.states.insert(state);
        self.services.insert(service);
        self.units.push(units);
    }

    /// Adds all that a gap touches.
    pub(super) fn add_gap(&mut self, gap: &Gap) {
        self.states.extend(gap.states.iter().copied());
        self.services.insert(gap.service);
        self.components.extend(gap.component);
        self.parts.insert(gap.part);
        self.units.extend(gap.units.iter().cloned());
    }

    /// Adds all that another bundle holds.
    pub(super) fn join(&mut self, other: &Self) {
        self.states.extend(&other.states);
        self.services.extend(&other.services);
        self.components.extend(&other.components);
        self.parts.extend(&other.parts);
        self.units.extend(other.units.iter().cloned());
    }

    /// The places, each once, in order.
    pub(super) fn units(&self) -> Vec<Range<usize>> {
        let mut sorted = self.units.clone();
        sorted.sort_unstable_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in sorted {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        merged
    }

    /// "betrifft 24 Kommunen im Kreis Aurich".
    pub(super) fn concerns(&self, context: &Context<'_>) -> Text {
        let places = context.table.places().words(&self.units());
        Text::new(format!("betrifft {}", places.de), format!("concerns {}", places.en))
    }

    /// "„Eheschließung“ und „Unterhaltsvorschuss Online“", "5 Onlinediensten"; of a bundle with those of its parts that are concerned:
    /// "„Familienleistungen“ („Kindergeld“)".
    pub(super) fn services(&self, context: &Context<'_>, case: Case) -> Text {
        let names = self.services.iter().map(|id| context.model.service(*id).name.as_str());
        let services = listed(&names.collect::<Vec<_>>(), SERVICES, case);
        let parts = self.some_parts(context);
        let names: Vec<&str> = parts.iter().map(|id| context.model.part(*id).name.as_str()).collect();
        if names.is_empty() {
            return services;
        }
        let parts = quoted(&names);
        Text::new(format!("{} ({})", services.de, parts.de), format!("{} ({})", services.en, parts.en))
    }

    /// The services contained that are concerned, where it is not all of them.
    pub(super) fn some_parts(&self, context: &Context<'_>) -> BTreeSet<PartId> {
        let named: BTreeSet<PartId> = self.parts.iter().flatten().copied().collect();
        let mut all = self.services.iter().flat_map(|id| &context.model.service(*id).parts);
        let whole = self.parts.contains(&None) || all.all(|part| named.contains(part));
        if whole { BTreeSet::new() } else { named }
    }

    /// "Third Level, technische Fragen zur landesspezifischen IT („Zahlung“), zu „Eheschließung“".
    pub(super) fn topic(&self, context: &Context<'_>, cell: Cell) -> Text {
        self.topic_of(context, cell, &self.services(context, Case::Dative))
    }

    /// The same with other words for the services.
    pub(super) fn topic_of(&self, context: &Context<'_>, cell: Cell, services: &Text) -> Text {
        let cell = cell.words();
        let names = self.components.iter().map(|id| context.model.component(*id).name.as_str());
        let names: Vec<&str> = names.collect();
        let (mut de, mut en) = (cell.de, cell.en);
        if !names.is_empty() {
            let list = listed(&names, COMPONENTS, Case::Nominative);
            de = format!("{de} ({})", list.de);
            en = format!("{en} ({})", list.en);
        }
        Text::new(format!("{de} zu {}", services.de), format!("{en} on {}", services.en))
    }

    /// What a finding about this is about; services and components only where there is one.
    pub(super) fn subject(&self, context: &Context<'_>, home: StateCode) -> Subject {
        let places = context.table.places();
        let units = self.units();
        let whole = self.states.iter().map(|state| places.of_state(*state).len()).sum::<usize>()
            == Places::count(&units);
        let areas =
            units.iter().filter(|_| !whole).flat_map(|range| places.slice(range)).map(|unit| unit.key);
        let mut subject = Subject::state(home).component(only(&self.components)).areas(areas);
        subject.service = only(&self.services);
        subject.part = only(&self.some_parts(context));
        subject
    }
}

/// The only element, if there is exactly one.
pub(super) fn only<T: Copy + Ord>(set: &BTreeSet<T>) -> Option<T> {
    set.first().copied().filter(|_| set.len() == 1)
}

/// A day as people write it.
pub(super) fn day(date: Date) -> Text {
    Text::new(format_date(date, Language::De), format_date(date, Language::En))
}

/// A support record as people may call it: its id in quotes, else "dieser Eintrag".
pub(super) fn record_name(context: &Context<'_>, record: SupportId) -> Text {
    match &context.model.support(record).id {
        Some(id) => Text::new(format!("„{id}“"), format!("\"{id}\"")),
        None => Text::new("dieser Eintrag", "this record"),
    }
}

/// Adds the record's id to a subject, if it has one.
pub(super) fn about_record(context: &Context<'_>, subject: Subject, record: SupportId) -> Subject {
    match &context.model.support(record).id {
        Some(id) => subject.record(id.clone()),
        None => subject,
    }
}

/// Where a record's end is repaired: at its `until`, else at the record.
pub(super) fn end_of(context: &Context<'_>, record: SupportId) -> Span {
    let found = context.model.support(record);
    found.until_span.unwrap_or(found.span)
}

/// Names in quotes, or their number.
fn listed(names: &[&str], noun: Noun, case: Case) -> Text {
    if names.len() > NAMED {
        return noun.counted(names.len(), case);
    }
    quoted(names)
}

/// Names in quotes.
fn quoted(names: &[&str]) -> Text {
    let german: Vec<String> = names.iter().map(|name| format!("„{name}“")).collect();
    let english: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    Text::new(and_list(&german).de, and_list(&english).en)
}

/// Where a person would write what is missing (semantics 18).
pub(super) fn absence(context: &Context<'_>, bundle: &Bundle, home: StateCode, cell: Cell) -> Option<Span> {
    let states: Vec<StateCode> = bundle.states.iter().copied().collect();
    context.absence(home, &states, *bundle.services.first()?, cell)
}
