//! Whether a file that leaves the house names a person of `persons.toml`.
//!
//! Compared is what people read: words without marks and tags, in both orders of a name, numbers without blanks. Files
//! of offices are opened and looked through part by part.

use crate::model::Person;
use crate::source::Span;

/// What must not occur, each with its place in `persons.toml`.
#[derive(Debug, Default)]
pub struct Absence {
    words: Vec<(String, Span)>,
    numbers: Vec<(String, Span)>,
}

impl Absence {
    /// Names, mailboxes and numbers of all persons.
    pub fn of(persons: &[Person]) -> Self {
        let mut absence = Self::default();
        for person in persons {
            let name = words(&person.name.value);
            let mut parts: Vec<&str> = name.split_whitespace().collect();
            // "Berg, Anna" is the same name.
            let last = usize::from(parts.len() > 1);
            parts.rotate_right(last);
            let turned = format!(" {} ", parts.join(" "));
            for form in [name.clone(), turned] {
                if form.trim().is_empty() || absence.words.iter().any(|(other, _)| *other == form) {
                    continue;
                }
                absence.words.push((form, person.name.span));
            }
            if let Some(email) = &person.email {
                absence.words.push((words(email.value.as_str()), email.span));
            }
            if let Some(phone) = &person.phone {
                // Without the country's number, which is left out within the country.
                let digits = digits(&phone.value.to_string());
                let inside = digits.strip_prefix("49").unwrap_or(&digits).trim_start_matches('0');
                absence.numbers.push((inside.to_owned(), phone.span));
            }
        }
        absence
    }

    /// The first file that names a person, and where the person stands.
    pub fn broken_by<'f>(&self, files: &'f [(String, Vec<u8>)]) -> Option<(&'f str, Span)> {
        if self.words.is_empty() {
            return None;
        }
        files.iter().find_map(|(path, bytes)| {
            let found = self.within(path).or_else(|| texts(bytes).iter().find_map(|text| self.within(text)));
            found.map(|span| (path.as_str(), span))
        })
    }

    fn within(&self, text: &str) -> Option<Span> {
        let text = decoded(text);
        let (marked, bare) = (words(&text), words(&untagged(&text)));
        let word = self.words.iter().find(|(word, _)| marked.contains(word) || bare.contains(word));
        let joined = digits_joined(&text);
        word.or_else(|| self.numbers.iter().find(|(number, _)| joined.contains(number.as_str())))
            .map(|(_, span)| *span)
    }
}

/// Words in small letters, one blank before, between and after them; whatever is no letter or digit divides.
fn words(text: &str) -> String {
    let mut out = String::from(" ");
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        out.extend(word.chars().flat_map(char::to_lowercase));
        out.push(' ');
    }
    out
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The text without what people write between the digits of a number.
fn digits_joined(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '-' | '–' | '/' | '(' | ')' | '\\' | '.')).collect()
}

/// What stands for letters in HTML and XML.
fn decoded(text: &str) -> String {
    let mut out = text.to_owned();
    for (code, letter) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&amp;", "&")]
    {
        if out.contains(code) {
            out = out.replace(code, letter);
        }
    }
    out
}

fn untagged(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once('>').map_or("", |(_, following)| following);
    }
    out.push_str(rest);
    out
}

/// The texts of a file: itself, or the parts of an archive.
fn texts(bytes: &[u8]) -> Vec<String> {
    #[cfg(feature = "office")]
    if bytes.starts_with(b"PK") {
        return parts(bytes);
    }
    vec![String::from_utf8_lossy(bytes).into_owned()]
}

#[cfg(feature = "office")]
fn parts(bytes: &[u8]) -> Vec<String> {
    use std::io::Read as _;
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return Vec::new() };
    let mut texts = Vec::new();
    for at in 0..archive.len() {
        let mut part = Vec::new();
        if archive.by_index(at).is_ok_and(|mut file| file.read_to_end(&mut part).is_ok()) {
            texts.push(String::from_utf8_lossy(&part).into_owned());
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::{Email, Phone};
    use crate::source::{Located, SourceId, Sources};

    fn source() -> SourceId {
        let sources = Sources::new([("persons.toml".to_owned(), String::new())]);
        sources.iter().next().map(|(id, _)| id).unwrap()
    }

    fn located<T>(value: T) -> Located<T> {
        Located::new(value, Span::new(source(), 0..0))
    }

    fn found(text: &str) -> bool {
        let person = Person {
            organization: None,
            name: located("Anna-Maria O'Berg".to_owned()),
            function: None,
            email: Some(located(Email::parse("a_berg@land.example").unwrap())),
            phone: Some(located(Phone::parse("+49 30 23125 042").unwrap())),
        };
        Absence::of(&[person]).broken_by(&[("x.md".to_owned(), text.as_bytes().to_vec())]).is_some()
    }

    #[test]
    fn a_person_is_found_however_she_is_written() {
        for text in [
            "Fragen an Anna-Maria O'Berg.",
            "Fragen an O'Berg, Anna-Maria",
            "<p>Fragen an <b>ANNA</b>-Maria O&#39;Berg</p>",
            "**Anna**\\-Maria O’Berg",
            "mailto:A\\_Berg@land.example",
            "Tel. 030 / 23125-042",
            "tel:+493023125042",
            "<title>Anna-Maria O&apos;Berg</title>",
        ] {
            assert!(found(text), "{text}");
        }
    }

    #[test]
    fn nobody_is_found_in_other_words() {
        for text in ["Anna-Maria Obergurgl", "Maria O'Berg", "berg@land.example", "030 23125 04"] {
            assert!(!found(text), "{text}");
        }
    }

    #[test]
    fn a_file_name_counts_too() {
        let person = Person {
            organization: None,
            name: located("Anna Berg".to_owned()),
            function: None,
            email: None,
            phone: None,
        };
        let absence = Absence::of(&[person]);
        assert!(absence.broken_by(&[("ni/anna-berg.md".to_owned(), Vec::new())]).is_some());
        assert!(absence.broken_by(&[("ni/annaberg.md".to_owned(), Vec::new())]).is_none());
    }
}
