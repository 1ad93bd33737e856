//! Whether a file that leaves the house names a person of `persons.toml`.
//!
//! Compared is what people read: words without marks and tags, in both orders of a name, numbers without blanks. Files
//! of offices are opened and looked through part by part.

use crate::source::Span;

/// What must not occur, each with its place in `persons.toml`.
#[derive(Debug, Default)]
pub struct Absence {
    words: Vec<(String, Span)>,
    numbers: Vec<(String, Span)>,
}

impl Absence {
    /// Of nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks for a name too, in both orders: "Berg, Anna" is the same.
    pub fn name(&mut self, name: &str, span: Span) {
        let mut parts: Vec<&str> = name.split_whitespace().collect();
        // The family's name may have several parts: "von Berg, Anna Maria".
        for _ in 0..parts.len() {
            self.words.push((words(&parts.join(" ")), span));
            parts.rotate_right(1);
        }
    }

    /// Looks for a mailbox too.
    pub fn email(&mut self, address: &str, span: Span) {
        self.words.push((words(address), span));
    }

    /// Looks for a number too, without the country's, which is left out within the country.
    pub fn phone(&mut self, number: &str, span: Span) {
        let digits = digits(number);
        let inside = digits.strip_prefix("49").unwrap_or(&digits).trim_start_matches('0');
        self.numbers.push((inside.to_owned(), span));
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
    use crate::source::Sources;

    fn absence() -> Absence {
        let sources = Sources::new([("persons.toml".to_owned(), String::new())]);
        let mut absence = Absence::new();
        for (id, _) in sources.iter() {
            let span = Span::new(id, 0..0);
            absence.name("Anna-Maria O'Berg", span);
            absence.email("a_berg@land.example", span);
            absence.phone("+49 30 23125 042", span);
        }
        absence
    }

    fn found(path: &str, text: &str) -> bool {
        absence().broken_by(&[(path.to_owned(), text.as_bytes().to_vec())]).is_some()
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
            assert!(found("x.md", text), "{text}");
        }
    }

    #[test]
    fn nobody_is_found_in_other_words() {
        for text in ["Anna-Maria Obergurgl", "Maria O'Berg", "berg@land.example", "030 23125 04"] {
            assert!(!found("x.md", text), "{text}");
        }
    }

    #[test]
    fn a_file_name_counts_too() {
        assert!(found("ni/anna-maria-o-berg.md", ""));
        assert!(!found("ni/anna-maria-oberg.md", ""));
    }
}
