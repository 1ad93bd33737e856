//! Syntax errors of TOML, told in words of the field.
//!
//! The parser recovers and goes on. Errors inside one value (a key without quotes, an impossible date) spoil that value
//! alone: the rest of the file is still read. Errors of structure (an unclosed bracket) make the rest unreliable: then
//! only they are reported, the first ones, and the file's state counts as tainted (semantics 17).

use std::ops::Range;

use super::problems;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Span};
use crate::text::{Text, text};

/// How many errors of structure are worth telling; the rest are mostly consequences.
const MOST: usize = 5;

/// What the syntax errors of one file come to.
#[derive(Debug, Default)]
pub(super) struct Syntax {
    /// Byte ranges whose values are broken, and reported.
    pub(super) broken: Vec<Range<usize>>,
    /// Whether the structure of the file cannot be trusted.
    pub(super) tainted: bool,
}

/// Reports the parser's errors, sorted, at most one per line.
pub(super) fn report(
    errors: &[toml::de::Error],
    id: SourceId,
    source: &Source,
    diagnostics: &mut Vec<Diagnostic>,
) -> Syntax {
    let mut found: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    found.sort_by_key(|(range, _)| (range.start, range.end));
    let tainted = found.iter().any(|(_, message)| is_structural(message));
    let mut last_line = 0;
    let mut told = 0;
    for (range, message) in &found {
        let line = source.position(range.start).line;
        if line == last_line || (tainted && (told >= MOST || !is_structural(message))) {
            continue;
        }
        last_line = line;
        told += 1;
        diagnostics.push(explain(range.clone(), message, id, source));
        // A bracket or comma that is missing makes the lines after it look wrong as well.
        if ["unclosed", "missing comma", "unexpected `"].iter().any(|start| message.starts_with(start)) {
            break;
        }
    }
    Syntax { broken: found.into_iter().map(|(range, _)| range).collect(), tainted }
}

/// Whether an error leaves open where the next record begins.
fn is_structural(message: &str) -> bool {
    ["unclosed", "missing comma", "unexpected `", "key with no value", "invalid multi-line"]
        .iter()
        .any(|start| message.starts_with(start))
}

/// One error with its cause and a way out.
fn explain(range: Range<usize>, message: &str, id: SourceId, source: &Source) -> Diagnostic {
    let text_of_line = line_at(source, range.start);
    let around = token_at(source.text(), &range);
    let token = source.text().get(around.clone()).unwrap_or("");
    let span = Span::new(id, range);
    let plain = |de: &str, en: &str| problems::SYNTAX_ERROR.report(span, Text::new(de, en));
    let digits = token.trim_matches(|letter: char| !letter.is_ascii_digit());
    if looks_like_date(token) {
        let message = text!("ein Datum wird anders geschrieben", "a date is written differently");
        return problems::SYNTAX_ERROR.report(Span::new(id, around), message).help(text!(
            "schreiben Sie JJJJ-MM-TT, zum Beispiel 2027-03-01",
            "write YYYY-MM-DD, for example 2027-03-01"
        ));
    }
    if message.contains("leading zero") {
        let start = source.text().get(..span.range().start).map_or(0, str::len);
        let whole = Span::new(id, start..start + digits.len().max(1));
        return problems::SYNTAX_ERROR
            .report(whole, text!("ein Schlüssel mit führender Null gehört in Anführungszeichen", "a key with a leading zero belongs in quotes"))
            .cause(text!(
                "als Zahl gelesen ginge die Null verloren, und der Schlüssel träfe eine andere Kommune oder keine",
                "read as a number the zero would be lost, and the key would hit another municipality or none"
            ))
            .help(text!("schreiben Sie \"{digits}\"", "write \"{digits}\""))
            .edit(whole, format!("\"{digits}\""));
    }
    if message.starts_with("invalid unquoted key") && !token.is_ascii() {
        return plain("Namen von Feldern haben keine Umlaute", "names of fields have no umlauts").cause(text!(
            "TOML erlaubt in Schlüsseln ohne Anführungszeichen nur A–Z, a–z, Ziffern, - und _; die Felder von Lotse heißen englisch",
            "TOML allows only A–Z, a–z, digits, - and _ in keys without quotes; the fields of Lotse have English names"
        ));
    }
    if message == "duplicate key" {
        return problems::DECLARED_TWICE
            .report(
                span,
                text!("der Schlüssel „{token}“ steht hier zweimal", "the key \"{token}\" stands here twice"),
            )
            .help(text!("löschen Sie eine der beiden Zeilen", "delete one of the two lines"));
    }
    if message.starts_with("invalid date") {
        return plain("diesen Tag gibt es im Kalender nicht", "this day does not exist in the calendar");
    }
    if message.starts_with("string values must be quoted") || message.starts_with("invalid float") {
        if text_of_line.contains(['„', '“', '”']) {
            return plain("Anführungszeichen müssen gerade sein", "quotes must be straight").help(text!(
                "schreiben Sie \"…\" statt „…“; Textprogramme ändern die Zeichen oft von selbst",
                "write \"…\" instead of „…“; word processors often change the characters by themselves"
            ));
        }
        return plain(
            "hier fehlen Anführungszeichen um den Text oder ein Wert",
            "quotes around the text are missing here, or a value",
        )
        .help(text!("Texte stehen in \"…\"", "texts stand in \"…\""));
    }
    let german = [
        ("invalid basic string", "der Text endet nicht mit \" oder enthält ein unerlaubtes Zeichen"),
        ("invalid literal string", "der Text endet nicht mit '"),
        ("unclosed array table", "die Überschrift endet nicht mit ]]"),
        ("unclosed array", "die Liste endet nicht mit ]"),
        ("unclosed table", "die Überschrift endet nicht mit ]"),
        ("unclosed inline table", "die Tabelle {…} endet nicht mit }"),
        ("missing comma", "hier fehlt ein Komma, oder eine Klammer davor ist nicht geschlossen"),
        ("unexpected `=` in array", "hier steht = mitten in einer Liste; fehlt davor eine Klammer ]?"),
        ("key with no value", "nach dem Schlüssel fehlt = und ein Wert"),
        (
            "missing escaped value",
            "nach \\ steht ein unbekanntes Zeichen; schreiben Sie \\\\ für einen Rückstrich",
        ),
    ]
    .iter()
    .find(|(start, _)| message.starts_with(start))
    .map_or_else(|| format!("kein gültiges TOML ({message})"), |(_, german)| (*german).to_owned());
    problems::SYNTAX_ERROR.report(span, Text::new(german, format!("not valid TOML: {message}")))
}

fn line_at(source: &Source, offset: usize) -> &str {
    let text = source.text();
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(offset..).and_then(|after| after.find('\n')).map_or(text.len(), |at| offset + at);
    text.get(start..end).unwrap_or("")
}

/// The word around an error.
fn token_at(text: &str, range: &Range<usize>) -> Range<usize> {
    let ends =
        |letter: char| letter.is_whitespace() || matches!(letter, '=' | ',' | '[' | ']' | '{' | '}' | '#');
    let start = text
        .get(..range.start)
        .and_then(|before| before.rfind(ends))
        .map_or(0, |at| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let end =
        text.get(range.start..).and_then(|after| after.find(ends)).map_or(text.len(), |at| range.start + at);
    start..end
}

fn looks_like_date(token: &str) -> bool {
    let parts: Vec<&str> = token.split('.').collect();
    parts.len() == 3
        && parts.iter().all(|part| !part.is_empty() && part.chars().all(|digit| digit.is_ascii_digit()))
}
