//! What `lotse docs` says about persons: that none is named, or where one is.

use crate::cli::failure::{Failure, Kind};
use crate::model::Person;
use crate::render::absence::Absence;
use crate::source::Span;
use crate::text::{Language, text};
use crate::workspace::Workspace;

/// What no document may hold that leaves the house.
pub(super) fn absence(persons: &[Person]) -> Absence {
    let mut absence = Absence::new();
    for person in persons {
        absence.name(&person.name.value, person.name.span);
        if let Some(email) = &person.email {
            absence.email(email.value.as_str(), email.span);
        }
        if let Some(phone) = &person.phone {
            absence.phone(&phone.value.to_string(), phone.span);
        }
    }
    absence
}

/// A document that would name a person; it was not written. The person is told by her place, not by her name: what a
/// run says may be kept in a log.
pub(super) fn leak(path: &str, person: Span, workspace: &Workspace) -> Failure {
    let file = workspace.sources.get(person.source).path();
    let line = workspace.sources.positions(person).0.line;
    Failure::new(
        Kind::Output,
        text!(
            "„{path}“ nennt die Person aus {file}:{line} und wurde deshalb nicht geschrieben",
            "\"{path}\" names the person of {file}:{line} and was therefore not written"
        ),
    )
    .hint(text!(
        "den Namen, die Adresse oder Nummer aus den Dateien des Landes nehmen und die Stelle oder Funktion nennen",
        "take the name, address or number out of the files of the state and name the organization or role"
    ))
    .hint(text!(
        "ist es eine Sammeladresse oder gemeinsame Nummer, sie aus {file} nehmen",
        "if it is a shared mailbox or number, take it out of {file}"
    ))
}

/// The line of the summary; nothing where there are no persons.
pub(super) fn told(count: usize, internal: bool, named: usize, language: Language) -> Option<String> {
    if count == 0 {
        return None;
    }
    let line = match (language, internal, named) {
        (Language::De, false, 0) if count == 1 => "1 Name geprüft, er kommt nicht vor".to_owned(),
        (Language::De, false, 0) => format!("{count} Namen geprüft, keiner kommt vor"),
        (Language::De, _, 1..) => {
            let plural = if named == 1 { "Dokument" } else { "Dokumente" };
            format!("{named} {plural} nicht geschrieben, weil darin eine Person genannt wird")
        }
        (Language::De, true, 0) => "nur für den internen Gebrauch; nicht weitergeben".to_owned(),
        (Language::En, false, 0) if count == 1 => "1 name looked for, it does not occur".to_owned(),
        (Language::En, false, 0) => format!("{count} names looked for, none occurs"),
        (Language::En, _, 1..) => {
            let plural = if named == 1 { "document" } else { "documents" };
            format!("{named} {plural} not written, as a person is named there")
        }
        (Language::En, true, 0) => "for internal use only; not to be passed on".to_owned(),
    };
    let label = match language {
        Language::De => "Personen:   ",
        Language::En => "Persons:    ",
    };
    Some(format!("{label}{line}"))
}
