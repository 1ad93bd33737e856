//! Names of stacks: "51 Jugendämter" where all begin with the same word, else the kind of organization in the plural.

use super::Draft;
use crate::model::OrganizationId;
use crate::text::Words;
use crate::text::noun::capital;
use crate::vocabulary::OrganizationKind;

/// Endings of German words for offices with their plurals.
const PLURALS: [(&str, &str); 12] = [
    ("ämter", "ämter"),
    ("amt", "ämter"),
    ("stelle", "stellen"),
    ("behörde", "behörden"),
    ("center", "center"),
    ("zentrum", "zentren"),
    ("verwaltung", "verwaltungen"),
    ("büro", "büros"),
    ("dienst", "dienste"),
    ("referat", "referate"),
    ("abteilung", "abteilungen"),
    ("kasse", "kassen"),
];

/// The plural of a German word for an office, where its ending is known: "Jugendamt" → "Jugendämter".
fn plural(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let (ending, many) = PLURALS.iter().find(|(ending, _)| lower.ends_with(ending))?;
    let stem = word.get(..word.len() - ending.len())?;
    let many = if stem.is_empty() { capital(many) } else { (*many).to_owned() };
    Some(format!("{stem}{many}"))
}

/// The plural of a kind of organization.
const fn kinds(kind: Option<OrganizationKind>) -> Words {
    match kind {
        Some(OrganizationKind::Authority) => Words::new("Behörden", "authorities"),
        Some(OrganizationKind::SpecialistUnit) => Words::new("Fachstellen", "specialist units"),
        Some(OrganizationKind::Coordination) => Words::new("Koordinationsstellen", "coordination offices"),
        Some(OrganizationKind::ItProvider) => Words::new("IT-Dienstleister", "IT providers"),
        Some(OrganizationKind::ServiceCenter115) => {
            Words::new("Servicecenter der 115", "115 service centres")
        }
        Some(OrganizationKind::StateHelpdesk) => Words::new("Supportstellen", "help desks"),
        Some(OrganizationKind::MunicipalAdministration) => {
            Words::new("Kommunalverwaltungen", "municipal administrations")
        }
        Some(OrganizationKind::Intermediary) => Words::new("Landesintermediäre", "state intermediaries"),
        _ => Words::new("Stellen", "bodies"),
    }
}

impl Draft<'_> {
    /// What a stack of organizations is called.
    pub(super) fn stack_name(&self, members: &[OrganizationId]) -> String {
        let model = self.table.model();
        let count = members.len();
        let mut firsts = members.iter().map(|id| model.organization(*id).name.split_whitespace().next());
        let first = firsts.next().flatten();
        if let Some(many) = first.filter(|_| firsts.all(|other| other == first)).and_then(plural) {
            return format!("{count} {many}");
        }
        let mut found = members.iter().map(|id| model.organization(*id).kind.as_ref().map(|kind| kind.value));
        let kind = found.next().flatten();
        let kind = if found.all(|other| other == kind) { kind } else { None };
        format!("{count} {}", kinds(kind).get(self.language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_have_a_plural() {
        let words = ["Jugendamt", "Amt", "Elterngeldstelle", "Servicecenter", "Aurich"];
        let found: Vec<Option<String>> = words.iter().map(|word| plural(word)).collect();
        assert_eq!(
            found.iter().map(Option::as_deref).collect::<Vec<_>>(),
            [Some("Jugendämter"), Some("Ämter"), Some("Elterngeldstellen"), Some("Servicecenter"), None]
        );
    }
}
