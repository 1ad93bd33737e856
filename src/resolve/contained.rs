//! The services that a bundle contains (semantics 39): which there are, and what a record that names some means.

use std::collections::BTreeMap;

use super::Resolver;
use super::names::declared_twice;
use crate::config::problems;
use crate::config::records::{RawService, RawSupport};
use crate::config::slot::{List, Slot};
use crate::diagnostic::Diagnostic;
use crate::key::{GlobalId, LocalId, StateCode};
use crate::model::{Part, PartId, Scope, ServiceId};
use crate::nearest::nearest;
use crate::source::Located;
use crate::text::{Text, text};
use crate::vocabulary::{ComponentSide, Level, Track};

/// What one service contains.
#[derive(Debug, Default)]
struct Bundle {
    ids: Vec<(LocalId, PartId)>,
    /// An id could not be read: a name that is not there may be that one.
    hole: bool,
}

/// What all services contain.
#[derive(Debug, Default)]
pub(super) struct Contained {
    bundles: BTreeMap<GlobalId, Bundle>,
}

impl Contained {
    /// What the record of a service says it contains; of a service that has two records, the first counts.
    pub(super) fn add(&mut self, id: GlobalId, record: &RawService) {
        let mut bundle = Bundle { hole: record.parts.any_broken(), ids: Vec::new() };
        for part in record.parts.items() {
            match part.value.id.value() {
                Some(id) if bundle.ids.iter().any(|(other, _)| other == id) => {}
                // Numbered once all are known.
                Some(id) => bundle.ids.push((id.clone(), PartId::new(0))),
                None => bundle.hole = true,
            }
        }
        self.bundles.entry(id).or_insert(bundle);
    }

    /// Takes over what others say.
    pub(super) fn take(&mut self, others: Self) {
        for (id, bundle) in others.bundles {
            self.bundles.entry(id).or_insert(bundle);
        }
    }

    /// Numbers all in order of their service, then as they are written; from here on nothing is added.
    pub(super) fn number(&mut self) {
        let mut next = 0;
        for bundle in self.bundles.values_mut() {
            for (_, number) in &mut bundle.ids {
                *number = PartId::new(next);
                next += 1;
            }
        }
    }
}

impl Resolver {
    /// The parts of a service as its record says them; an id that stands twice is reported and refused.
    pub(super) fn parts_of(&mut self, service: ServiceId, id: &GlobalId, record: &RawService) -> Vec<PartId> {
        let mut seen: BTreeMap<&LocalId, &Located<LocalId>> = BTreeMap::new();
        let mut found = Vec::new();
        for part in record.parts.items() {
            let raw = &part.value;
            let Some(local) = raw.id.given() else { continue };
            if let Some(first) = seen.get(&local.value) {
                self.diagnostics.push(declared_twice(&local.value, local.span, Some(first.span)));
                continue;
            }
            seen.insert(&local.value, local);
            let bundle = self.contained.bundles.get(id);
            let number = bundle.and_then(|bundle| bundle.ids.iter().find(|(own, _)| *own == local.value));
            let Some((_, number)) = number else { continue };
            found.push(*number);
            self.model.parts.push(Part {
                service,
                id: local.value.clone(),
                name: raw.name.value().cloned().unwrap_or_else(|| local.value.to_string()),
                key: raw.leika.given().cloned(),
                side: raw.side.value().copied().unwrap_or(ComponentSide::State),
            });
        }
        found
    }

    /// The parts that a record names, of the services that it names, else of all; and whether a name is broken. One that no service
    /// there contains is reported.
    pub(super) fn parts(
        &mut self,
        slot: &Slot<List<LocalId>>,
        (services, services_broken): (&Scope<ServiceId>, bool),
    ) -> (Scope<PartId>, bool) {
        if slot.is_absent() {
            return (Scope::All, false);
        }
        let mut broken = slot.any_broken();
        let mut known = Vec::new();
        for name in slot.items() {
            match self.parts_named(name, (services, services_broken)) {
                Ok(parts) => known.extend(parts),
                Err(finding) => {
                    broken = true;
                    self.diagnostics.extend(finding.map(|finding| *finding));
                }
            }
        }
        known.sort_unstable();
        known.dedup();
        (Scope::Only(known), broken)
    }

    /// The parts that a support record names. What is asked about the service itself is asked of its operator, whatever the part: there
    /// the word means nothing, and is reported.
    pub(super) fn support_parts(
        &mut self,
        record: &RawSupport,
        services: (&Scope<ServiceId>, bool),
    ) -> (Scope<PartId>, bool) {
        let about_service =
            record.track.value() == Some(&Track::TechnicalService) && record.level.value() != Some(&Level::First);
        let Some(span) = record.parts.span().filter(|_| about_service) else {
            return self.parts(&record.parts, services);
        };
        self.diagnostics.push(
            problems::MISPLACED_KEY
                .report(
                    span,
                    text!(
                        "technische Fragen zum Onlinedienst gelten allen enthaltenen Leistungen",
                        "technical questions on the service are about all services that it contains"
                    ),
                )
                .help(text!("löschen Sie die Zeile „parts“", "delete the line \"parts\"")),
        );
        (Scope::All, false)
    }

    /// The parts of that name; else what is wrong, which is nothing where nobody can tell.
    fn parts_named(
        &self,
        name: &Located<LocalId>,
        (services, services_broken): (&Scope<ServiceId>, bool),
    ) -> Result<Vec<PartId>, Option<Box<Diagnostic>>> {
        let among: Vec<&GlobalId> = match services {
            Scope::All => self.contained.bundles.keys().collect(),
            Scope::Only(list) => list.iter().filter_map(|id| self.names.service(*id)).collect(),
        };
        let bundles = || among.iter().filter_map(|id| self.contained.bundles.get(id));
        let same = |(own, number): &(LocalId, PartId)| (*own == name.value).then_some(*number);
        let found: Vec<PartId> = bundles().flat_map(|bundle| bundle.ids.iter().filter_map(same)).collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let unknown = |state: StateCode| !self.names.loaded.contains(&state) || self.names.tainted.contains(&state);
        let uncertain = services_broken
            || self.names.all_tainted
            || among.iter().any(|id| unknown(id.state))
            || bundles().any(|bundle| bundle.hole)
            || (*services == Scope::All && !self.names.tainted.is_empty());
        if uncertain {
            return Err(None);
        }
        let names = bundles().flat_map(|bundle| &bundle.ids).map(|(id, _)| id.to_string());
        let names: Vec<String> = names.collect();
        let close = nearest(&name.value.to_string(), names.iter().map(String::as_str));
        Err(Some(Box::new(unknown_part(name, close, &among))))
    }
}

fn unknown_part(name: &Located<LocalId>, close: Option<&str>, among: &[&GlobalId]) -> Diagnostic {
    let written = &name.value;
    let message = match among {
        [only] => text!(
            "„{only}“ enthält keine Leistung „{written}“",
            "\"{only}\" contains no service \"{written}\""
        ),
        _ => text!(
            "kein Onlinedienst hier enthält eine Leistung „{written}“",
            "no service here contains a service \"{written}\""
        ),
    };
    let finding = problems::UNKNOWN_REFERENCE.report(name.span, message);
    match close {
        Some(close) => finding
            .help(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?"))
            .edit(name.span, format!("\"{close}\"")),
        None => finding.help(Text::new(
            format!("ergänzen Sie am Onlinedienst: parts = [{{ id = \"{written}\", name = \"…\" }}]"),
            format!("add to the service: parts = [{{ id = \"{written}\", name = \"…\" }}]"),
        )),
    }
}
