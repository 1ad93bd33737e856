//! The information sheet of a service for first level: what it is, which question goes where, which handouts hold.

use std::collections::BTreeSet;

use serde::Serialize;

use super::cell::Entry;
use super::contact::{self, Contact, Reader};
use super::document::{Each, Kind, Readership, seen};
use super::scene::{Frame, Scene};
use super::service_table::{self, ServiceTable};
use super::sheet_offices::{self, OfficeView};
use super::together;
use super::ways::{self, PathView};
use crate::key::StateCode;
use crate::model::{ComponentId, End, Part, PartId, Path, ServiceId};
use crate::routing::Answerer;
use crate::situation::Asked;
use crate::text::Words;
use crate::vocabulary::{ComponentSide, EscalationKind, Level, Purpose, Vocabulary};

/// The information sheet of a service for first level.
pub static DOCUMENT: Kind = Kind {
    id: "sheet",
    name: Words::new("Merkblätter", "Information sheets"),
    addressees: &[Readership::FirstLevel],
    persons: false,
    each: &[Each::Service {
        stem: Words::new("merkblatt", "information-sheet"),
        wanted: |scene, state| scene.services(state),
        view: |scene, state, service| seen(&sheet(scene, state, service)),
    }],
    templates: [include_str!("../../templates/de/sheet.md"), include_str!("../../templates/en/sheet.md")],
};

/// The document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Head and foot.
    pub frame: Frame,
    /// "in Niedersachsen".
    pub in_state: String,
    /// Service keys in a list.
    pub service_keys: Option<String>,
    /// Its id in the OZG catalogue.
    pub ozg_id: Option<String>,
    /// The public source of what is said of the service.
    pub source: Option<String>,
    /// The services that it contains and that the Land uses.
    pub parts: Vec<PartView>,
    /// The Land that operates it.
    pub operator: String,
    /// The IT provider.
    pub provider: Option<String>,
    /// Where citizens start.
    pub entry_points: Vec<Entry>,
    /// The contact form of the service.
    pub contact_form: Option<String>,
    /// Handouts.
    pub handouts: Vec<HandoutView>,
    /// Who is competent where, and how citizens reach it.
    pub offices: Vec<OfficeView>,
    /// Who answers where.
    pub table: ServiceTable,
    /// The components that the Land uses for it, in a list.
    pub components: Option<String>,
    /// Which question goes where.
    pub handovers: Vec<PathView>,
    /// Where security, accessibility, privacy and outages go.
    pub special: Vec<SpecialPath>,
    /// Whoever helps on second level.
    pub contacts: Vec<Contact>,
}

/// A service contained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartView {
    /// Its name.
    pub name: String,
    /// Its service key.
    pub key: Option<String>,
    /// Whether the federation provides it.
    pub federal: bool,
}

/// A path for something special, with its purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpecialPath {
    /// The purpose.
    pub purpose: String,
    /// The path.
    pub path: PathView,
}

/// Instructions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandoutView {
    /// Title.
    pub title: String,
    /// Address.
    pub url: Option<String>,
    /// Version.
    pub version: Option<String>,
    /// Date.
    pub date: Option<String>,
}

/// The sheet of a service for first level in a state.
pub fn sheet(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> Sheet {
    let known = scene.model().service(service);
    let operator = known.operating_state(scene.on);
    let keys: Vec<String> = known.keys.iter().map(|key| key.value.to_string()).collect();
    let provider = known.it_provider(scene.on).and_then(crate::model::Link::known);
    Sheet {
        frame: scene.frame(&[state, operator], 1),
        in_state: scene.in_state(state),
        service_keys: (!keys.is_empty()).then(|| scene.list(&keys)),
        ozg_id: known.ozg_id.as_ref().map(ToString::to_string),
        source: known.source.clone(),
        parts: parts(scene, state, service),
        operator: scene.tell(&operator.name()),
        provider: provider.map(|id| scene.model().organization(id).name.clone()),
        entry_points: together::entries(scene, service),
        contact_form: known.contact_form.clone(),
        handouts: known
            .handouts
            .iter()
            .map(|handout| HandoutView {
                title: handout.title.clone(),
                url: handout.url.clone(),
                version: handout.version.clone(),
                date: handout.date.map(|day| scene.day(day)),
            })
            .collect(),
        offices: sheet_offices::offices(scene, state, service),
        table: service_table::service_table(scene, state, service),
        components: components(scene, state, service),
        handovers: handed_on(scene, state, service),
        special: special(scene, state, service),
        contacts: helpers(scene, state, service),
    }
}

/// The components in use somewhere in the Land from the day on, in a list.
fn components(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> Option<String> {
    let rows = scene.table.rows_of(state, service);
    let lines = rows.iter().flat_map(|row| &row.timelines);
    let ahead = lines.filter(|line| line.segments.iter().any(|segment| !segment.period.is_over(scene.on)));
    let used: BTreeSet<ComponentId> = ahead.filter_map(|line| line.component).collect();
    let names: Vec<String> = used.into_iter().map(|id| contact::component_name(scene, id)).collect();
    (!names.is_empty()).then(|| scene.list(&names))
}

/// The services contained that are in use somewhere in the Land.
fn parts(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> Vec<PartView> {
    let range = scene.table.places().of_state(state);
    let rows = scene.rows(state, service, &range);
    let used: BTreeSet<PartId> = rows.iter().flat_map(|(row, _)| row.parts.iter().map(|own| own.part)).collect();
    let parts = scene.model().service(service).parts.iter().filter(|part| used.contains(part));
    let view = |part: &Part| PartView {
        name: part.name.clone(),
        key: part.key.as_ref().map(|key| key.value.to_string()),
        federal: part.side == ComponentSide::Federal,
    };
    parts.map(|id| view(scene.model().part(*id))).collect()
}

/// What first level hands on.
fn handed_on(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> Vec<PathView> {
    let paths = told_by_first(scene, state, service, Purpose::Escalation);
    paths.filter(|path| path.kind == EscalationKind::Functional).map(|path| ways::path(scene, path)).collect()
}

/// What first level tells on the side.
fn special(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> Vec<SpecialPath> {
    let purposes = [Purpose::Outage, Purpose::Security, Purpose::Accessibility, Purpose::Privacy];
    let told = purposes.into_iter().flat_map(|purpose| {
        let paths = told_by_first(scene, state, service, purpose);
        paths.map(move |path| SpecialPath {
            purpose: scene.say(purpose.label()),
            path: ways::path(scene, path),
        })
    });
    told.collect()
}

/// The state's own paths for a purpose that begin at first level, in the order of the files.
fn told_by_first<'s>(
    scene: &'s Scene<'_>,
    state: StateCode,
    service: ServiceId,
    purpose: Purpose,
) -> impl Iterator<Item = &'s Path> {
    let asked = Asked::from(scene.on).service(service);
    let paths = scene.situation().paths_in_force(purpose, asked).map(|(_, path)| path);
    paths.filter(move |path| path.state == state && path.from.value == End::Level(Level::First))
}

/// Whoever answers on second level for a service, each once, by name.
fn helpers(scene: &Scene<'_>, state: StateCode, service: ServiceId) -> Vec<Contact> {
    let range = scene.table.places().of_state(state);
    let mut contacts: Vec<Contact> = Vec::new();
    for (row, _) in scene.rows(state, service, &range) {
        let timelines = row.timelines.iter().filter(|timeline| timeline.cell.level == Level::Second);
        let parts = timelines.flat_map(|timeline| &timeline.segments);
        for answer in parts.filter(|part| !part.period.is_over(scene.on)).flat_map(|part| &part.answers) {
            if let Answerer::Organization(id) = answer.answerer {
                let contact = contact::contact(scene, id, Reader::Authority);
                if !contacts.contains(&contact) {
                    contacts.push(contact);
                }
            }
        }
    }
    contacts.sort();
    contacts
}
