//! The persons of `persons.toml`, each with her organization.

use crate::config::persons::RawPersons;
use crate::config::problems;
use crate::config::slot::Slot;
use crate::diagnostic::Diagnostic;
use crate::key::GlobalId;
use crate::model::{Model, OrganizationId, Person};
use crate::nearest::nearest;
use crate::source::Located;
use crate::text::text;

/// The persons that have a name; one whose organization is not known keeps her name all the same, so that it can be
/// looked for where it must not stand.
pub fn persons(raw: &RawPersons, model: &Model) -> (Vec<Person>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut persons = Vec::new();
    for record in raw.person.items() {
        let record = &record.value;
        let organization =
            record.organization.given().and_then(|reference| find(reference, model, &mut diagnostics));
        let Some(name) = record.name.given().filter(|name| !name.value.trim().is_empty()) else { continue };
        persons.push(Person {
            organization,
            name: name.clone(),
            function: record.function.value().cloned(),
            email: located(&record.email),
            phone: located(&record.phone),
        });
    }
    (persons, diagnostics)
}

fn located<T: Clone>(slot: &Slot<T>) -> Option<Located<T>> {
    slot.given().cloned()
}

fn find(
    reference: &Located<crate::key::Reference>,
    model: &Model,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<OrganizationId> {
    let span = reference.span;
    let written = &reference.value;
    let Some(state) = written.state else {
        // This file belongs to no state: an id alone could be anybody's.
        diagnostics.push(
            problems::UNKNOWN_REFERENCE
                .report(span, text!("zu „{written}“ fehlt das Land", "the state of \"{written}\" is missing"))
                .help(text!(
                    "schreiben Sie das Land davor, z. B. „ni/{written}“",
                    "write the state before it, e.g. \"ni/{written}\""
                )),
        );
        return None;
    };
    let wanted = GlobalId { state, local: written.local.clone() };
    let found = model.organization_ids().find(|id| model.organization(*id).id == wanted);
    if found.is_none() && model.is_complete(state) {
        let known: Vec<String> = model
            .organization_ids()
            .map(|id| model.organization(id).id.to_string())
            .filter(|id| id.starts_with(&format!("{}/", state.slug())))
            .collect();
        let mut finding = problems::UNKNOWN_REFERENCE.report(
            span,
            text!("eine Stelle „{written}“ gibt es nicht", "there is no organization \"{written}\""),
        );
        if let Some(close) = nearest(&written.to_string(), known.iter().map(String::as_str)) {
            finding = finding
                .help(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?"))
                .edit(span, format!("\"{close}\""));
        }
        diagnostics.push(finding);
    }
    found
}
