//! Which documents there are, in which forms, and what their templates see: for the terminal and as a reference.

use std::fmt::Write as _;

use super::form::Form;
use crate::text::{Language, Words};
use crate::view::DOCUMENTS;
use crate::view::document::Kind;

/// What templates see, one a line: template, name, kind. Generated from the example workspaces.
pub const VARIABLES: &str = include_str!("../../templates/variables.txt");

/// The variables of a template as (name, kind): `text`, `number`, `yes-no`, `list`; with `?` where it may be nothing.
pub fn variables<'a>(all: &'a str, kind: &Kind) -> impl Iterator<Item = (&'a str, &'a str)> {
    all.lines().filter_map(move |line| {
        let (template, rest) = line.split_once('\t')?;
        rest.split_once('\t').filter(|_| template == kind.id)
    })
}

/// Everything for a terminal.
pub fn list(language: Language) -> String {
    let mut out = String::new();
    for kind in DOCUMENTS {
        // Writing into a string cannot fail.
        let _ = writeln!(out, "{} (templates/{}/{}.md)", kind.name.get(language), language.code(), kind.id);
        for (name, what) in variables(VARIABLES, kind) {
            let _ = writeln!(out, "  {name}: {}", word(what, language));
        }
        out.push('\n');
    }
    let label = Words::new("Formen", "Forms").get(language);
    let _ = writeln!(out, "{label}:");
    for form in Form::ALL {
        let _ = writeln!(out, "  {}: {}", form.ending(), form.about().get(language));
    }
    out
}

/// The reference page, from a list like [`VARIABLES`]; it is committed by a test.
#[cfg(feature = "inside")]
pub fn reference(all: &str) -> String {
    let mut out = String::from(
        "# Dokumente und ihre Vorlagen\n\nErzeugt aus dem Programm; nicht von Hand ändern. \
         Dasselbe am Bildschirm: `lotse docs --list`.\n\n\
         Jedes Dokument entsteht aus einer Vorlage in der Sprache der Dokumente. Legen Sie im Arbeitsordner eine Datei unter demselben Namen \
         an, etwa `templates/de/letter.md`, tritt sie an die Stelle der mitgelieferten. Ausgegeben wird mit `{{ name }}`, \
         Bedingungen und Schleifen schreiben Sie wie in den mitgelieferten Vorlagen (minijinja). `[]` steht für jeden Eintrag einer Liste.\n\n\
         In jedem Dokument kann ein von Hand geschriebener Absatz stehen: `[[note]]`, siehe [Format](format.md).\n\n\
         ## Formen\n\n| `--format` | Was entsteht |\n| --- | --- |\n",
    );
    for form in Form::ALL {
        let _ = writeln!(out, "| `{}` | {} |", form.ending(), form.about().de);
    }
    for kind in DOCUMENTS {
        let _ = write!(
            out,
            "\n## {}\n\nVorlage: `{}.md`\n\n| Name | Was es ist |\n| --- | --- |\n",
            kind.name.de, kind.id
        );
        for (name, what) in variables(all, kind) {
            let _ = writeln!(out, "| `{name}` | {} |", word(what, Language::De));
        }
    }
    out
}

fn word(what: &str, language: Language) -> String {
    let (bare, optional) = what.strip_suffix('?').map_or((what, false), |bare| (bare, true));
    let words = match bare {
        "number" => Words::new("Zahl", "number"),
        "yes-no" => Words::new("ja oder nein", "yes or no"),
        "list" => Words::new("Liste von Texten", "list of texts"),
        _ => Words::new("Text", "text"),
    };
    let nothing = if optional { Words::new(" oder nichts", " or nothing").get(language) } else { "" };
    format!("{}{nothing}", words.get(language))
}
