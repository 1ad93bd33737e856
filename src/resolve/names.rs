//! Names to things: which ids exist, and what a reference leads to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::problems;
use crate::config::slot::{List, Slot};
use crate::diagnostic::Diagnostic;
use crate::key::{GlobalId, LocalId, Reference, StateCode};
use crate::model::{AgreementId, ComponentId, Link, OrganizationId, Scope, ServiceId};
use crate::nearest::nearest;
use crate::source::{Located, Span};
use crate::text::{Text, Words, text};

/// What kind of thing a reference names; each kind has its own ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Organization,
    Service,
    Component,
    Agreement,
}

impl Kind {
    const fn words(self) -> Words {
        match self {
            Self::Organization => Words::new("eine Stelle", "an organization"),
            Self::Service => Words::new("einen Onlinedienst", "a service"),
            Self::Component => Words::new("eine Komponente", "a component"),
            Self::Agreement => Words::new("eine Vereinbarung", "an agreement"),
        }
    }

    const fn table(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Service => "service",
            Self::Component => "component",
            Self::Agreement => "agreement",
        }
    }
}

/// A number that stands for a thing of one kind.
pub(super) trait Thing: Copy {
    const KIND: Kind;
    fn at(index: usize) -> Self;
}

macro_rules! things {
    ($($id:ty = $kind:ident;)+) => {$(
        impl Thing for $id {
            const KIND: Kind = Kind::$kind;
            fn at(index: usize) -> Self { Self::new(index) }
        }
    )+};
}
things! { OrganizationId = Organization; ServiceId = Service; ComponentId = Component; AgreementId = Agreement; }

/// The number of each id, and its place; none for services of states that are not there.
type Ids = BTreeMap<Kind, BTreeMap<GlobalId, (usize, Option<Span>)>>;

/// All ids of all kinds, and where they were declared.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// Shared by all who resolve references, once all are declared.
    ids: Arc<Ids>,
    /// States with services of their own.
    operators: BTreeSet<StateCode>,
    /// States that were loaded.
    pub(super) loaded: BTreeSet<StateCode>,
    /// Kinds in a state of which an id could not be read: what is missing there may be that one.
    holes: BTreeSet<(StateCode, Kind)>,
    /// States of which a file could not be read.
    pub(super) tainted: BTreeSet<StateCode>,
    /// A file whose state is unknown could not be read.
    pub(super) all_tainted: bool,
    /// States referred to but not loaded, with the first place.
    pub(super) unloaded: BTreeMap<StateCode, Span>,
}

impl Names {
    /// Notes that an id of this kind could not be read in a state.
    pub(super) fn hole(&mut self, state: StateCode, kind: Kind) {
        self.holes.insert((state, kind));
    }

    /// Declares the ids of a kind, in the order of their files; a second declaration is reported and refused.
    pub(super) fn declare(
        &mut self,
        kind: Kind,
        ids: impl Iterator<Item = (GlobalId, Span)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut declared: Vec<(GlobalId, (usize, Option<Span>))> =
            ids.map(|(id, span)| (id, (0, Some(span)))).collect();
        // Equal ids come to stand together, the first in front.
        declared.sort_by(|(a, _), (b, _)| a.cmp(b));
        declared.dedup_by(|(again, (_, span)), (id, (_, first))| {
            let twice = again == id;
            if twice && let Some(span) = *span {
                diagnostics.push(declared_twice(&again.local, span, *first));
            }
            twice
        });
        // From what is in order, the map is built without any search.
        Arc::make_mut(&mut self.ids).insert(kind, declared.into_iter().collect());
    }

    /// Whether the record with this id is the one that holds: the second of two equal ids was reported and refused.
    pub(super) fn holds(&self, kind: Kind, state: StateCode, id: &Located<LocalId>) -> bool {
        let global = GlobalId { state, local: id.value.clone() };
        self.ids.get(&kind).and_then(|ids| ids.get(&global)).is_some_and(|(_, span)| *span == Some(id.span))
    }

    /// Declares a service of a state that was not loaded.
    pub(super) fn declare_unloaded(&mut self, id: GlobalId) {
        Arc::make_mut(&mut self.ids).entry(Kind::Service).or_default().entry(id).or_insert((0, None));
    }

    /// Numbers all ids in order; from here on nothing is declared.
    pub(super) fn number(&mut self) {
        for ids in Arc::make_mut(&mut self.ids).values_mut() {
            for (index, (number, _)) in ids.values_mut().enumerate() {
                *number = index;
            }
        }
        let services = self.ids.get(&Kind::Service).into_iter().flatten();
        self.operators = services.map(|(id, _)| id.state).collect();
    }

    /// Whether a state has services of its own; that decides how the areas of its support records are read.
    pub(super) fn operates(&self, state: StateCode) -> bool {
        self.operators.contains(&state)
    }

    /// The services declared only because others refer to them.
    pub(super) fn unloaded_services(&self) -> impl Iterator<Item = &GlobalId> {
        self.ids
            .get(&Kind::Service)
            .into_iter()
            .flatten()
            .filter(|(_, (_, span))| span.is_none())
            .map(|(id, _)| id)
    }

    /// The id of a service by its number.
    pub(super) fn service(&self, service: ServiceId) -> Option<&GlobalId> {
        self.ids.get(&Kind::Service)?.keys().nth(service.index())
    }

    fn find<T: Thing>(&self, id: &GlobalId) -> Option<T> {
        self.ids.get(&T::KIND)?.get(id).map(|(index, _)| T::at(*index))
    }

    /// What a reference leads to; a name that does not exist is reported here and nowhere else.
    pub(super) fn link<T: Thing>(
        &mut self,
        own: StateCode,
        reference: &Located<Reference>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Link<T> {
        let id = reference.value.clone().within(own);
        if let Some(found) = self.find(&id) {
            if !self.loaded.contains(&id.state) {
                self.unloaded.entry(id.state).or_insert(reference.span);
            }
            return Link::To(found);
        }
        if !self.loaded.contains(&id.state) {
            self.unloaded.entry(id.state).or_insert(reference.span);
            return Link::Undecidable;
        }
        let uncertain =
            self.all_tainted || self.tainted.contains(&id.state) || self.holes.contains(&(id.state, T::KIND));
        if !uncertain {
            diagnostics.push(self.unknown::<T>(own, &id, reference));
        }
        Link::Undecidable
    }

    fn unknown<T: Thing>(&self, own: StateCode, id: &GlobalId, reference: &Located<Reference>) -> Diagnostic {
        let what = T::KIND.words();
        let name = &reference.value;
        let state = id.state.name();
        let mut finding = problems::UNKNOWN_REFERENCE.report(
            reference.span,
            Text::new(
                format!("{} „{name}“ gibt es nicht", what.de),
                format!(
                    "there is no {} \"{name}\"",
                    what.en.trim_start_matches("an ").trim_start_matches("a ")
                ),
            ),
        );
        let ids = self.ids.get(&T::KIND);
        let mut candidates: Vec<(String, Option<Span>)> = Vec::new();
        for (known, (_, span)) in ids.into_iter().flatten() {
            if known.state == id.state {
                let shown = if known.state == own { known.local.to_string() } else { known.to_string() };
                candidates.push((shown, *span));
            } else if known.local == id.local {
                candidates.push((known.to_string(), *span));
            }
        }
        let written = name.to_string();
        // The same id in another state is nearer than any spelling.
        let elsewhere = candidates
            .iter()
            .find(|(shown, _)| shown.ends_with(&format!("/{}", id.local)) && *shown != written);
        let close = elsewhere
            .map(|(shown, _)| shown.as_str())
            .or_else(|| nearest(&written, candidates.iter().map(|(shown, _)| shown.as_str())));
        if let Some(close) = close {
            let help = if elsewhere.is_some() {
                // Each state may well have a body of this name of its own.
                let (table, local) = (T::KIND.table(), &id.local);
                text!(
                    "meinten Sie „{close}“? Sonst ergänzen Sie hier: [[{table}]] id = \"{local}\"",
                    "did you mean \"{close}\"? Else add here: [[{table}]] id = \"{local}\""
                )
            } else {
                text!("meinten Sie „{close}“?", "did you mean \"{close}\"?")
            };
            finding = finding.help(help).edit(reference.span, format!("\"{close}\""));
            if let Some(span) =
                candidates.iter().find(|(shown, _)| shown == close).and_then(|(_, span)| *span)
            {
                finding = finding.related(span, text!("hier steht „{close}“", "here stands \"{close}\""));
            }
        } else {
            let table = T::KIND.table();
            let local = &id.local;
            let (de, en) = (state.de, state.en);
            finding = finding.help(text!(
                "legen Sie in den Dateien von {de} einen Eintrag [[{table}]] mit id = \"{local}\" an",
                "add a record [[{table}]] with id = \"{local}\" to the files of {en}"
            ));
        }
        finding
    }

    /// Whether a reference leads to a state that is not there.
    pub(super) fn is_unloaded(&self, own: StateCode, reference: &Located<Reference>) -> bool {
        !self.all_tainted && !self.loaded.contains(&reference.value.clone().within(own).state)
    }

    /// The number of an organization that was declared.
    pub(super) fn known<T: Thing>(&self, state: StateCode, local: &LocalId) -> Option<T> {
        self.find(&GlobalId { state, local: local.clone() })
    }

    /// A reference in a field; `None` where nothing stands.
    pub(super) fn field<T: Thing>(
        &mut self,
        own: StateCode,
        slot: &Slot<Reference>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Located<Link<T>>> {
        match slot {
            Slot::Absent => None,
            Slot::Broken(span) => Some(Located::new(Link::Undecidable, *span)),
            Slot::Given(reference) => {
                Some(Located::new(self.link(own, reference, diagnostics), reference.span))
            }
        }
    }

    /// A list of references as a limit, and whether part of it is broken.
    pub(super) fn scope<T: Thing + Ord>(
        &mut self,
        own: StateCode,
        slot: &Slot<List<Reference>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Scope<T>, bool) {
        if slot.is_absent() {
            return (Scope::All, false);
        }
        let mut broken = slot.any_broken();
        let mut known = Vec::new();
        for reference in slot.items() {
            match self.link(own, reference, diagnostics) {
                Link::To(thing) => known.push(thing),
                // A service of a state that is not there and that nobody uses has no cells here: the rest of the list
                // holds as it stands.
                Link::Undecidable if T::KIND == Kind::Service && self.is_unloaded(own, reference) => {}
                Link::Undecidable => broken = true,
            }
        }
        known.sort_unstable();
        known.dedup();
        (Scope::Only(known), broken)
    }
}

/// The finding on an id that stands there a second time.
pub(super) fn declared_twice(id: &LocalId, span: Span, first: Option<Span>) -> Diagnostic {
    let finding = problems::DECLARED_TWICE
        .report(span, text!("die Kennung „{id}“ ist schon vergeben", "the id \"{id}\" is taken already"))
        .help(text!(
            "geben Sie einem der beiden Einträge eine andere Kennung",
            "give one of the two records another id"
        ));
    match first {
        Some(first) => finding.related(first, text!("hier zuerst", "here first")),
        None => finding,
    }
}
