//! Splits a table into records: `;` between fields, `"` around a field where needed, `#` comments before the header.

use super::problem::Problems;
use crate::text::text;

/// One record with the line on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) fields: Vec<Field>,
}

/// One field: its text (without blanks around it unless it was quoted) and its first column in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) text: String,
    pub(super) column: usize,
}

/// The comment lines before the header, without their `#`, and all records; blank lines are skipped.
pub(super) fn split(text: &str, problems: &mut Problems) -> (Vec<String>, Vec<Row>) {
    let mut comments = Vec::new();
    let mut lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines().enumerate().peekable();
    while let Some((_, line)) = lines.next_if(|(_, line)| line.starts_with('#') || line.trim().is_empty()) {
        comments.extend(line.strip_prefix('#').map(|comment| comment.trim().to_owned()));
    }
    let mut rows = Vec::new();
    for (at, line) in lines {
        if !line.trim().is_empty() {
            rows.push(Row { line: at + 1, fields: fields(at + 1, line, problems) });
        }
    }
    (comments, rows)
}

/// The fields of one line. A quoted field ends on its line: no name holds a line break.
fn fields(line: usize, text: &str, problems: &mut Problems) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut letters = text.chars().zip(1_usize..).peekable();
    loop {
        while letters.next_if(|(letter, _)| *letter == ' ').is_some() {}
        let column = letters.peek().map_or_else(|| text.chars().count() + 1, |(_, column)| *column);
        let mut field = String::new();
        if letters.next_if(|(letter, _)| *letter == '"').is_some() {
            let mut closed = false;
            while let Some((letter, _)) = letters.next() {
                if letter == '"' && letters.next_if(|(next, _)| *next == '"').is_none() {
                    closed = true;
                    break;
                }
                field.push(letter);
            }
            while letters.next_if(|(letter, _)| *letter == ' ').is_some() {}
            if !closed || letters.peek().is_some_and(|(letter, _)| *letter != ';') {
                let message = text!(
                    "das Anführungszeichen, das hier beginnt, wird vor dem nächsten Semikolon nicht richtig geschlossen",
                    "the quotation mark that begins here is not closed properly before the next semicolon"
                );
                problems.add(line, column, message);
            }
        }
        let quoted = field.len();
        while let Some((letter, _)) = letters.next_if(|(letter, _)| *letter != ';') {
            field.push(letter);
        }
        field.truncate(quoted + field.get(quoted..).unwrap_or_default().trim_end().len());
        fields.push(Field { text: field, column });
        if letters.next().is_none() {
            return fields;
        }
    }
}

/// Writes a field so that [`split`] reads the same text again (texts without line breaks).
pub(super) fn quote(field: &str) -> String {
    let plain = !field.contains([';', '"']) && field.trim() == field;
    if plain { field.to_owned() } else { format!("\"{}\"", field.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quotes_blanks_and_comments() {
        let mut problems = Problems::default();
        let (comments, rows) = split("# a: b\n\n#c\nä; \"x;\"\"y\" ;z \n\"offen", &mut problems);
        assert_eq!(comments, ["a: b", "c"]);
        let texts: Vec<Vec<(&str, usize)>> = rows
            .iter()
            .map(|row| row.fields.iter().map(|field| (field.text.as_str(), field.column)).collect())
            .collect();
        assert_eq!(texts, [vec![("ä", 1), ("x;\"y", 4), ("z", 13)], vec![("offen", 1)]]);
        assert_eq!(problems.into_result(()).map_err(|problems| problems.len()), Err(1));
    }

    proptest! {
        #[test]
        fn what_is_quoted_is_read_again(texts in proptest::collection::vec("[^\\p{Cc}]{0,12}", 1..5)) {
            let line = format!("x;{}", texts.iter().map(|text| quote(text)).collect::<Vec<_>>().join(";"));
            let mut problems = Problems::default();
            let (_, rows) = split(&line, &mut problems);
            let read: Vec<&str> =
                rows.iter().flat_map(|row| &row.fields).skip(1).map(|field| field.text.as_str()).collect();
            prop_assert_eq!(read, texts);
            prop_assert!(problems.into_result(()).is_ok());
        }
    }
}
