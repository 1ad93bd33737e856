//! The records of many files, resolved by several hands: once all names are known, no file needs another,
//! except for services.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Resolver;
use super::contained::Contained;
use super::districts::Districts;
use super::names::Kind;
use crate::config::RawFile;
use crate::config::slot::Slot;
use crate::key::{Area, GlobalId, LocalId, Reading, StateCode};
use crate::model::Model;
use crate::source::{Located, Span};
use crate::work::Workers;

/// So many files are one piece of work.
const FILES: usize = 64;

/// Files with the states they belong to.
type Owned<'p, 'f> = &'p [(StateCode, &'f RawFile)];

/// A piece of work.
enum Piece<'p, 'f> {
    People(Owned<'p, 'f>),
    /// All files in one piece: a use that stands twice is found by looking at those of all files.
    Services(Owned<'p, 'f>),
    Support(Owned<'p, 'f>),
}

impl Resolver {
    /// Resolves people, services and support of all files. What comes out is in the order in which one hand would have
    /// done it: all people, all services, all support.
    pub(super) fn records(&mut self, owned: Owned<'_, '_>, workers: &impl Workers) {
        let pieces: Vec<Piece<'_, '_>> = owned
            .chunks(FILES)
            .map(Piece::People)
            .chain([Piece::Services(owned)])
            .chain(owned.chunks(FILES).map(Piece::Support))
            .collect();
        let parts = workers.map(&pieces, |piece| {
            let mut part = self.part();
            match piece {
                Piece::People(files) => files.iter().for_each(|(state, file)| part.people(*state, file)),
                Piece::Services(files) => files.iter().for_each(|(state, file)| part.services(*state, file)),
                Piece::Support(files) => files.iter().for_each(|(state, file)| part.support(*state, file)),
            }
            part
        });
        // Room for all at once: growing step by step, each record would be moved several times.
        let own = &mut self.model;
        own.organizations.reserve(parts.iter().map(|part| part.model.organizations.len()).sum());
        own.municipalities.reserve(parts.iter().map(|part| part.model.municipalities.len()).sum());
        own.done.reserve(parts.iter().map(|part| part.model.done.len()).sum());
        for part in parts {
            self.take(part);
        }
    }

    /// A resolver that knows all names and has resolved nothing yet.
    fn part(&self) -> Self {
        Self {
            names: self.names.clone(),
            reading: Arc::clone(&self.reading),
            municipalities: Arc::clone(&self.municipalities),
            districts: Arc::clone(&self.districts),
            contained: Arc::clone(&self.contained),
            lost_waves: BTreeSet::new(),
            model: Model::default(),
            diagnostics: Vec::new(),
        }
    }

    /// Takes over what a part has resolved.
    fn take(&mut self, part: Self) {
        let Self { names, lost_waves, model, diagnostics, .. } = part;
        // The first place counts; names that were unloaded before are in both.
        for (state, span) in names.unloaded {
            self.names.unloaded.entry(state).or_insert(span);
        }
        self.lost_waves.extend(lost_waves);
        self.diagnostics.extend(diagnostics);
        let own = &mut self.model;
        own.organizations.extend(model.organizations);
        own.competences.extend(model.competences);
        own.services_115.extend(model.services_115);
        own.services.extend(model.services);
        own.parts.extend(model.parts);
        own.uses.extend(model.uses);
        own.components.extend(model.components);
        own.agreements.extend(model.agreements);
        own.waves.extend(model.waves);
        own.supports.extend(model.supports);
        own.paths.extend(model.paths);
        own.municipalities.extend(model.municipalities);
        own.knowledge.extend(model.knowledge);
        own.done.extend(model.done);
        own.exceptions.extend(model.exceptions);
    }
}

/// What must be known of all files before a record of any can be resolved.
#[derive(Default)]
pub(super) struct Heads {
    /// The ids of each kind in the order of their files, with their places.
    pub(super) ids: BTreeMap<Kind, Vec<(GlobalId, Span)>>,
    /// Where an id could not be read.
    pub(super) holes: BTreeSet<(StateCode, Kind)>,
    /// The municipalities that have a record, each with the first as it was written; a second one is reported where it stands.
    pub(super) municipalities: BTreeMap<Area, Located<Area>>,
    /// The districts that cities name.
    pub(super) districts: Districts,
    /// What services contain.
    pub(super) contained: Contained,
}

impl Heads {
    pub(super) fn of(owned: Owned<'_, '_>, reading: &Reading, workers: &impl Workers) -> Self {
        let pieces: Vec<Owned<'_, '_>> = owned.chunks(FILES).collect();
        let mut all = Self::default();
        for part in workers.map(&pieces, |files| Self::of_few(files, reading)) {
            for (kind, ids) in part.ids {
                all.ids.entry(kind).or_default().extend(ids);
            }
            all.holes.extend(part.holes);
            all.contained.take(part.contained);
            all.districts.take(part.districts, |key| !all.municipalities.contains_key(&key));
            for (key, written) in part.municipalities {
                all.municipalities.entry(key).or_insert(written);
            }
        }
        all
    }

    fn of_few(owned: Owned<'_, '_>, reading: &Reading) -> Self {
        let mut heads = Self::default();
        for (state, file) in owned {
            heads.add(Kind::Organization, *state, file.organizations.iter().map(|record| &record.id));
            heads.add(Kind::Service, *state, file.services.iter().map(|record| &record.id));
            heads.add(Kind::Component, *state, file.components.iter().map(|record| &record.id));
            heads.add(Kind::Agreement, *state, file.agreements.iter().map(|record| &record.id));
            for record in &file.services {
                if let Some(id) = record.id.value() {
                    heads.contained.add(GlobalId { state: *state, local: id.clone() }, record);
                }
            }
            for record in &file.municipalities {
                let Some(key) = record.key.given() else {
                    heads.districts.hole(*state);
                    continue;
                };
                if *state == StateCode::BUND || key.value.state() == *state {
                    heads.municipalities.entry(reading.read(key.value)).or_insert_with_key(|read| {
                        heads.districts.add(*read, record);
                        key.clone()
                    });
                }
            }
        }
        heads
    }

    fn add<'f>(&mut self, kind: Kind, state: StateCode, ids: impl Iterator<Item = &'f Slot<LocalId>>) {
        for id in ids {
            match id.given() {
                Some(id) => {
                    let global = GlobalId { state, local: id.value.clone() };
                    self.ids.entry(kind).or_default().push((global, id.span));
                }
                None => {
                    self.holes.insert((state, kind));
                }
            }
        }
    }
}
