//! Which documents there are, in which forms, and what their templates see: for the terminal and as a reference.

use std::fmt::Write as _;

use super::pages::Form;
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
        let _ = writeln!(out, "  {}: {}", form.ending(), what(form).get(language));
    }
    out
}

/// The reference page, from a list like [`VARIABLES`].
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
        let _ = writeln!(out, "| `{}` | {} |", form.ending(), what(form).de);
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

/// What a form is, for the reference.
const fn what(form: Form) -> Words {
    match form {
        Form::Markdown => {
            Words::new("Markdown, auf GitLab und GitHub gleich", "Markdown, the same on GitLab and GitHub")
        }
        Form::Html => Words::new(
            "Seiten für den Browser, jede für sich vollständig, auch ohne Netz",
            "pages for the browser, each complete in itself, without a network too",
        ),
        Form::Odt => Words::new(
            "OpenDocument-Text zum Weiterschreiben (LibreOffice, Word)",
            "OpenDocument text to go on writing (LibreOffice, Word)",
        ),
        Form::Pdf => Words::new(
            "PDF zum Verschicken und Ablegen, barrierefrei ausgezeichnet: PDF/UA-1 nach der Prüfung von typst, qpdf und pdfinfo; nicht mit veraPDF geprüft. Die Datei nennt sich außerdem PDF/A-2a. Nur in einem Lotse, das mit `--features pdf` gebaut ist",
            "PDF to send and file, tagged: PDF/UA-1 as checked by typst, qpdf and pdfinfo; not checked with veraPDF. The file also names itself PDF/A-2a. Only in a Lotse that is built with `--features pdf`",
        ),
        Form::Ods => Words::new(
            "die Tabellen des Dokuments als OpenDocument-Tabellenblätter (LibreOffice, Excel)",
            "the tables of the document as OpenDocument sheets (LibreOffice, Excel)",
        ),
        Form::Xlsx => Words::new(
            "die Tabellen des Dokuments als Excel-Mappe",
            "the tables of the document as an Excel workbook",
        ),
        Form::Csv => Words::new(
            "die Tabellen des Dokuments als Text, je Tabelle eine Datei",
            "the tables of the document as text, one file for each table",
        ),
    }
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
