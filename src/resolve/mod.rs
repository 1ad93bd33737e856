//! Raw records become the model: names lead to things, defaults are filled in, contradictions are told.
//!
//! Every record of every file goes in; what is broken is kept as far as it can be read (semantics 17) and reported once.

mod contained;
mod districts;
mod municipality;
mod names;
mod parts;
mod people;
pub mod persons;
mod rollout;
mod services;
mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::contained::Contained;
use self::districts::Districts;
use self::names::{Kind, Names};
use self::parts::Heads;
use crate::config::RawFile;
use crate::config::problems;
use crate::config::slot::{List, Slot};
use crate::diagnostic::Diagnostic;
use crate::key::{Area, GlobalId, Reading, StateCode};
use crate::model::{Model, Scope, Service, Spelling, State, SupportContact};
use crate::source::{Located, Span};
use crate::text::text;
use crate::time::{Date, Period};
use crate::work::Workers;

/// What is being built, and what was found to be wrong.
struct Resolver {
    names: Names,
    /// How keys are read.
    reading: Arc<Reading>,
    /// Keys that have a municipality record, with the first as it was written.
    municipalities: Arc<BTreeMap<Area, Located<Area>>>,
    /// The districts that cities name.
    districts: Arc<Districts>,
    /// What services contain.
    contained: Arc<Contained>,
    /// States with a wave of which nobody can tell the service.
    lost_waves: BTreeSet<StateCode>,
    model: Model,
    diagnostics: Vec<Diagnostic>,
}

/// Resolves the files of a workspace, shared out among workers, with what the register tells of keys; the order of `files` does
/// not matter for the result as long as it is by path.
pub fn resolve_with<'f>(
    files: impl IntoIterator<Item = &'f RawFile>,
    reading: Reading,
    workers: &impl Workers,
) -> (Model, Vec<Diagnostic>) {
    let mut resolver = Resolver {
        names: Names::default(),
        reading: Arc::default(),
        municipalities: Arc::default(),
        districts: Arc::default(),
        contained: Arc::default(),
        lost_waves: BTreeSet::new(),
        model: Model::default(),
        diagnostics: Vec::new(),
    };
    let owned: Vec<(StateCode, &RawFile)> = resolver.assign(files);
    resolver.spellings(&owned, reading);
    resolver.declare(&owned, workers);
    resolver.states(&owned);
    resolver.records(&owned, workers);
    resolver.lose_go_lives();
    for (state, file) in &owned {
        resolver.rollout(*state, file);
    }
    resolver.finish()
}

impl Resolver {
    /// Gives each file to its state; files without one taint everything.
    fn assign<'f>(&mut self, files: impl IntoIterator<Item = &'f RawFile>) -> Vec<(StateCode, &'f RawFile)> {
        let mut owned = Vec::new();
        for file in files {
            match file.state.value().and_then(|state| state.code.value()) {
                Some(code) => {
                    self.names.loaded.insert(*code);
                    if file.tainted {
                        self.names.tainted.insert(*code);
                    }
                    owned.push((*code, file));
                }
                None if file.has_records() || file.tainted || file.state.is_broken() => {
                    self.names.all_tainted = true;
                }
                None => {}
            }
        }
        owned
    }

    /// From here on every key is read in one way (semantics 27); what was written otherwise is kept for the note about it.
    fn spellings(&mut self, owned: &[(StateCode, &RawFile)], reading: Reading) {
        let keys = || owned.iter().flat_map(|(state, file)| file.keys.iter().map(move |key| (*state, key)));
        let reading = reading.with_named(keys().map(|(_, key)| key.value));
        let other = |(state, key): (StateCode, &Located<Area>)| {
            let (written, form) = (key.value, reading.form(key.value));
            let body = reading.read(written);
            (body != written).then_some(Spelling { state, span: key.span, written, form, body })
        };
        self.model.spellings = keys().filter_map(other).collect();
        self.model.spellings.sort_by_key(|spelling| spelling.span);
        self.reading = Arc::new(reading);
        self.model.reading = Arc::clone(&self.reading);
    }

    /// The key of the body that is meant, at the place where it is written.
    fn read(&self, written: &Located<Area>) -> Located<Area> {
        Located::new(self.reading.read(written.value), written.span)
    }

    fn declare(&mut self, owned: &[(StateCode, &RawFile)], workers: &impl Workers) {
        let Heads { ids, holes, municipalities, districts, mut contained } = Heads::of(owned, &self.reading, workers);
        for (kind, ids) in ids {
            self.names.declare(kind, ids.into_iter(), &mut self.diagnostics);
        }
        for (state, kind) in holes {
            self.names.hole(state, kind);
        }
        self.municipalities = Arc::new(municipalities);
        self.districts = Arc::new(districts);
        contained.number();
        self.contained = Arc::new(contained);
        // Services of states that are not there are known by their id alone, so that their cells exist.
        for (state, file) in owned {
            for reference in file.uses.iter().filter_map(|usage| usage.service.value()) {
                let id = reference.clone().within(*state);
                if !self.names.loaded.contains(&id.state) {
                    self.names.declare_unloaded(id);
                }
            }
        }
        self.names.number();
        for (state, file) in owned {
            for record in file.organizations.iter().filter(|record| record.competent.is_broken()) {
                if record.id.given().is_some_and(|id| self.names.holds(Kind::Organization, *state, id)) {
                    self.names.hole(*state, Kind::Organization);
                }
            }
        }
        self.model.services = self.names.unloaded_services().map(|id| stub(id.clone())).collect();
    }

    fn states(&mut self, owned: &[(StateCode, &RawFile)]) {
        let mut first: BTreeMap<(StateCode, &'static str), Span> = BTreeMap::new();
        for (code, file) in owned {
            let Some(raw) = file.state.value() else { continue };
            let tainted = self.names.tainted.contains(code);
            self.model.states.entry(*code).or_insert_with(|| State {
                code: *code,
                span: raw.header,
                tainted,
                coordination: None,
                last_resort: None,
                support_contact: SupportContact::default(),
                closing_days: Vec::new(),
                accessibility_deadline: None,
                accessibility_law: None,
                example: false,
            });
            let once = [
                ("coordination", raw.coordination.span()),
                ("last-resort", raw.last_resort.span()),
                ("support-contact", raw.support_contact.span()),
                ("closing-days", raw.closing_days.span()),
                ("accessibility-deadline", raw.accessibility_deadline.span()),
                ("accessibility-law", raw.accessibility_law.span()),
            ];
            for (key, span) in once {
                let Some(span) = span else { continue };
                if let Some(before) = first.insert((*code, key), span) {
                    self.diagnostics.push(
                        problems::DECLARED_TWICE
                            .report(
                                span,
                                text!(
                                    "„{key}“ steht für dieses Land schon in einer anderen Datei",
                                    "\"{key}\" stands in another file of this state already"
                                ),
                            )
                            .related(before, text!("hier zuerst", "here first"))
                            .help(text!(
                                "lassen Sie die Angabe nur an einer Stelle stehen",
                                "keep the statement in one place only"
                            )),
                    );
                }
            }
            let coordination = self.names.field(*code, &raw.coordination, &mut self.diagnostics);
            let last_resort = self.names.field(*code, &raw.last_resort, &mut self.diagnostics);
            let contact = self.support_contact(*code, &raw.support_contact);
            let Some(state) = self.model.states.get_mut(code) else { continue };
            state.coordination = state.coordination.take().or(coordination);
            state.last_resort = state.last_resort.take().or(last_resort);
            state.support_contact.interim = state.support_contact.interim.take().or(contact.interim);
            state.support_contact.long_term = state.support_contact.long_term.take().or(contact.long_term);
            state.closing_days.extend(raw.closing_days.items().map(|day| day.value));
            state.closing_days.sort_unstable();
            if state.accessibility_deadline.is_none() {
                state.accessibility_deadline = raw.accessibility_deadline.given().cloned();
                state.accessibility_law = raw.accessibility_law.value().cloned();
            }
            state.example |= raw.example.value().copied().unwrap_or(false);
        }
    }

    fn support_contact(
        &mut self,
        state: StateCode,
        slot: &Slot<crate::config::records::RawSupportContact>,
    ) -> SupportContact {
        match slot {
            Slot::Absent => SupportContact::default(),
            // Something was meant; it is not missing.
            Slot::Broken(span) => {
                let unknown = Some(Located::new(crate::model::Link::Undecidable, *span));
                SupportContact { interim: unknown.clone(), long_term: unknown }
            }
            Slot::Given(raw) => SupportContact {
                interim: self.names.field(state, &raw.value.interim, &mut self.diagnostics),
                long_term: self.names.field(state, &raw.value.long_term, &mut self.diagnostics),
            },
        }
    }

    /// The area of a record as a limit, and whether part of it is broken. Keys of another Land are reported.
    fn area(
        &mut self,
        own: StateCode,
        slot: &Slot<List<Area>>,
        foreign_allowed: bool,
    ) -> (Scope<Area>, bool) {
        if slot.is_absent() {
            return (Scope::All, false);
        }
        let mut broken = slot.any_broken();
        let mut known = Vec::new();
        for area in slot.items() {
            if foreign_allowed || self.at_home(own, area) {
                known.push(self.reading.read(area.value));
            } else {
                broken = true;
            }
        }
        known.sort_unstable();
        known.dedup();
        (Scope::Only(known), broken)
    }

    /// Whether a key lies in the state whose file names it; reported if not.
    fn at_home(&mut self, own: StateCode, area: &Located<Area>) -> bool {
        let home = area.value.state();
        if own == StateCode::BUND || home == own {
            return true;
        }
        let (key, there, here) = (area.value, home.name(), own.name());
        let digits = own.digits().unwrap_or("");
        self.diagnostics.push(
            problems::CONTRADICTORY_IDENTIFIER
                .report(
                    area.span,
                    crate::text::Text::new(
                        format!("der Schlüssel {key} liegt in {}, die Datei gehört {}", there.de, here.de),
                        format!("the key {key} lies in {}, the file belongs to {}", there.en, here.en),
                    ),
                )
                .help(text!(
                    "Schlüssel dieses Landes beginnen mit {digits}",
                    "keys of this state begin with {digits}"
                )),
        );
        false
    }

    /// A period with an inclusive last day, and whether it is broken. A reversed one is reported.
    fn period(&mut self, from: &Slot<Date>, until: &Slot<Date>) -> (Period, bool) {
        let broken = from.is_broken() || until.is_broken();
        let period = Period::from_inclusive(from.value().copied(), until.value().copied());
        if !period.is_empty() || broken {
            return (period, broken);
        }
        if let (Some(start), Some(end)) = (from.given(), until.given()) {
            let (first, last) = (start.value, end.value);
            self.diagnostics.push(
                problems::REVERSED_PERIOD
                    .report(
                        end.span,
                        text!(
                            "der letzte Tag {last} liegt vor dem ersten Tag {first}",
                            "the last day {last} is before the first day {first}"
                        ),
                    )
                    .related(start.span, text!("hier beginnt der Zeitraum", "here the period begins"))
                    .help(text!(
                        "vertauschen oder berichtigen Sie die beiden Daten",
                        "swap or correct the two dates"
                    )),
            );
        }
        (period, true)
    }

    fn finish(mut self) -> (Model, Vec<Diagnostic>) {
        for (state, span) in &self.names.unloaded {
            let name = state.name();
            let slug = state.slug();
            let mut finding = problems::STATE_NOT_LOADED.report(
                *span,
                crate::text::Text::new(
                    format!("die Dateien von {} ({state}) liegen nicht vor", name.de),
                    format!("the files of {} ({state}) are not there", name.en),
                ),
            );
            finding = finding
                .cause(text!(
                    "was dort steht, kann nicht geprüft werden; es gilt als nicht entscheidbar, nicht als Lücke",
                    "what stands there cannot be checked; it counts as undecidable, not as a gap"
                ))
                .help(text!(
                    "legen Sie die Dateien in den Ordner (zum Beispiel nach {slug}/)",
                    "put the files into the folder (for example into {slug}/)"
                ))
                .subject(state.code());
            self.diagnostics.push(finding);
        }
        self.model.unloaded = self.names.unloaded.keys().copied().collect();
        self.model.tainted = self.names.all_tainted;
        self.model.organizations.sort_by(|a, b| a.id.cmp(&b.id));
        self.model.services.sort_by(|a, b| a.id.cmp(&b.id));
        self.model.parts.sort_by_key(|part| part.service);
        self.model.components.sort_by(|a, b| a.id.cmp(&b.id));
        self.model.agreements.sort_by(|a, b| a.id.cmp(&b.id));
        self.model.competences.sort_by_key(|competence| (competence.state, competence.span));
        self.model.services_115.sort_by_key(|record| (record.state, record.span));
        self.model.uses.sort_by_key(|usage| (usage.state, usage.service.value, usage.span));
        self.model.supports.sort_by_key(|support| (support.state, support.span));
        self.model.paths.sort_by_key(|path| (path.state, path.span));
        self.model.municipalities.sort_by_key(|record| (record.state, record.key.value, record.span));
        self.model.knowledge.sort_by_key(|record| (record.state, record.span));
        self.model.waves.sort_by_key(|wave| (wave.state, wave.service, wave.span));
        self.model.done.sort_by_key(|done| (done.state, done.span));
        self.model.durations.sort_by_key(|record| (record.state, record.task.span));
        self.model.capacities.sort_by_key(|record| (record.state, record.span));
        self.model.exceptions.sort_by_key(|exception| (exception.state, exception.span));
        self.model.notes.sort_by_key(|note| (note.state, note.span));
        self.model.unite_bodies();
        (self.model, self.diagnostics)
    }
}

/// A service that is known by its id alone.
fn stub(id: GlobalId) -> Service {
    Service {
        span: None,
        name: id.to_string(),
        description: None,
        keys: Vec::new(),
        parts: Vec::new(),
        ozg_id: None,
        responsible_state: id.state,
        operation: Vec::new(),
        contact_form: None,
        entry_points: Vec::new(),
        handouts: Vec::new(),
        profiles: Vec::new(),
        source: None,
        id,
    }
}
