//! Districts of cities: which are named, and what a record that names one means (semantics 13 g, 39).

use std::collections::{BTreeMap, BTreeSet};

use super::Resolver;
use crate::config::problems;
use crate::config::records::RawMunicipality;
use crate::config::slot::Slot;
use crate::diagnostic::Diagnostic;
use crate::key::{Area, StateCode};
use crate::model::Scope;
use crate::nearest::nearest;
use crate::source::Located;
use crate::text::text;

/// The districts that cities name, and where nobody can tell whether all are known.
#[derive(Debug, Default)]
pub(super) struct Districts {
    named: BTreeMap<Area, BTreeSet<String>>,
    /// States with a city whose districts could not all be read.
    holes: BTreeSet<StateCode>,
}

impl Districts {
    /// What the record of a city says of its districts.
    pub(super) fn add(&mut self, key: Area, record: &RawMunicipality) {
        if record.districts.any_broken() {
            self.holes.insert(key.state());
        }
        let names: BTreeSet<String> =
            record.districts.items().map(|district| district.value.clone()).collect();
        if !names.is_empty() {
            self.named.insert(key, names);
        }
    }

    /// Notes that a record of a municipality has no key: its districts may be those of any city there.
    pub(super) fn hole(&mut self, state: StateCode) {
        self.holes.insert(state);
    }

    /// Takes over what others say; of a city that has two records, the first counts.
    pub(super) fn take(&mut self, others: Self, is_first: impl Fn(Area) -> bool) {
        self.holes.extend(others.holes);
        self.named.extend(others.named.into_iter().filter(|(key, _)| is_first(*key)));
    }
}

impl Resolver {
    /// The district that a record names, within its area, and whether it is broken. One that no city there names is reported.
    pub(super) fn district(
        &mut self,
        state: StateCode,
        slot: &Slot<String>,
        (area, area_broken): (&Scope<Area>, bool),
    ) -> (Option<String>, bool) {
        let Some(written) = slot.given() else { return (None, slot.is_broken()) };
        let within = |key: Area| match area {
            Scope::All => state == StateCode::BUND || key.state() == state,
            Scope::Only(areas) => areas.iter().any(|area| area.contains(key) || key.contains(*area)),
        };
        let named = self.districts.named.iter().filter(|(key, _)| within(**key));
        let names: BTreeSet<&str> = named.flat_map(|(_, names)| names).map(String::as_str).collect();
        let name = written.value.as_str();
        if names.contains(name) {
            return (Some(name.to_owned()), false);
        }
        let mut states = area.listed().iter().map(|area| area.state()).chain([state]);
        let uncertain = |state: StateCode| {
            !self.names.loaded.contains(&state)
                || self.names.tainted.contains(&state)
                || self.districts.holes.contains(&state)
        };
        if area_broken || self.names.all_tainted || states.any(uncertain) {
            return (None, true);
        }
        let close = nearest(name, names.iter().copied()).map(ToOwned::to_owned);
        self.diagnostics.push(unknown(written, close.as_deref()));
        (None, true)
    }
}

fn unknown(written: &Located<String>, close: Option<&str>) -> Diagnostic {
    let name = &written.value;
    let finding = problems::UNKNOWN_REFERENCE.report(
        written.span,
        text!(
            "keine Stadt in diesem Gebiet nennt einen Bezirk „{name}“",
            "no city in this area names a district \"{name}\""
        ),
    );
    match close {
        Some(close) => finding
            .help(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?"))
            .edit(written.span, format!("\"{close}\"")),
        None => finding.help(text!(
            "nennen Sie alle Bezirke der Stadt: [[municipality]] key = \"…\", districts = [\"{name}\", …]",
            "name all districts of the city: [[municipality]] key = \"…\", districts = [\"{name}\", …]"
        )),
    }
}
