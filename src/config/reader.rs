//! From a parsed TOML value to a raw record: every problem is reported at its own span, and reading goes on.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problems;
use super::shape::Shape;
use super::slot::{List, Slot};
use crate::diagnostic::Diagnostic;
use crate::key::{Area, Problem};
use crate::nearest::nearest;
use crate::source::{Located, SourceId, Span};
use crate::text::{Text, text};
use crate::vocabulary::Vocabulary;

/// Collects what is wrong with one file while its values are read.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) source: SourceId,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    /// Ranges with syntax errors: what stands there is broken, and reported already.
    pub(super) broken: &'a [std::ops::Range<usize>],
    /// Every regional key that was read, whatever the field.
    pub(super) keys: Vec<Located<Area>>,
}

impl Reader<'_> {
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.source, range)
    }

    /// Whether a syntax error was reported inside this place.
    pub(super) fn is_broken(&self, span: Span) -> bool {
        let place = span.range();
        self.broken.iter().any(|broken| broken.start <= place.end && place.start <= broken.end)
    }

    /// Reports that `value` is of another type than `expected`.
    pub(super) fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, expected: &Text) {
        let span = self.span(value.span());
        if self.is_broken(span) {
            return; // Recovered from a syntax error inside it, which was reported.
        }
        let found = type_name(value.get_ref());
        let message = Text::new(
            format!("hier wird {} erwartet, gefunden wurde {}", expected.de, found.de),
            format!("expected {}, found {}", expected.en, found.en),
        );
        self.diagnostics.push(problems::WRONG_TYPE.report(span, message));
    }

    /// Reports that a text is no such identifier, with the way out that its type knows.
    pub(super) fn malformed(&mut self, span: Span, problem: Problem) {
        let message = problem.phrase();
        let mut finding = problems::MALFORMED_IDENTIFIER.report(span, message);
        finding.help = problem.help;
        if let Some(replacement) = problem.replacement {
            finding = finding.edit(span, format!("\"{replacement}\""));
        }
        self.diagnostics.push(finding);
    }
}

/// What a TOML value is called when it stands where another was expected.
fn type_name(value: &DeValue<'_>) -> Text {
    match value {
        DeValue::String(_) => Text::new("ein Text", "a text"),
        DeValue::Integer(_) => Text::new("eine Zahl", "a number"),
        DeValue::Float(_) => Text::new("eine Kommazahl", "a decimal number"),
        DeValue::Boolean(_) => Text::new("ja/nein (true/false)", "true/false"),
        DeValue::Datetime(_) => Text::new("ein Datum oder eine Uhrzeit", "a date or time"),
        DeValue::Array(_) => Text::new("eine Liste […]", "a list […]"),
        DeValue::Table(_) => Text::new("eine Tabelle {…}", "a table {…}"),
    }
}

/// A type that can be read from a TOML value.
pub trait FromToml: Sized {
    /// What it looks like, for schema and reference.
    fn shape() -> Shape;
    /// The value; `None` means that the problem has been reported.
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self>;
}

impl<T: FromToml> FromToml for List<T> {
    fn shape() -> Shape {
        Shape::List(Box::new(T::shape()))
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(array) = value.get_ref().as_array() else {
            reader.wrong_type(value, &Text::new("eine Liste […]", "a list […]"));
            return None;
        };
        Some(array.iter().map(|item| slot(item, reader)).collect())
    }
}

/// A vocabulary word, with a suggestion for a near miss.
pub(crate) fn read_word<V: Vocabulary>(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<V> {
    let Some(word) = value.get_ref().as_str() else {
        reader.wrong_type(value, &Text::new("ein Wort in Anführungszeichen", "a word in quotes"));
        return None;
    };
    let parsed = V::parse(word);
    if parsed.is_none() {
        let span = reader.span(value.span());
        let known = || V::all().iter().map(|entry| entry.word());
        let list = known().collect::<Vec<_>>().join(", ");
        let mut finding = problems::WRONG_VALUE
            .report(
                span,
                text!("„{word}“ ist hier kein bekanntes Wort", "\"{word}\" is not a known word here"),
            )
            .help(text!("möglich sind: {list}", "possible are: {list}"));
        if let Some(close) = nearest(word, known()) {
            finding = finding
                .help(text!(
                    "meinten Sie „{close}“? Möglich sind: {list}",
                    "did you mean \"{close}\"? Possible are: {list}"
                ))
                .edit(span, format!("\"{close}\""));
        }
        reader.diagnostics.push(finding);
    }
    parsed
}

/// The words of a vocabulary as a shape.
pub(crate) fn word_shape<V: Vocabulary>() -> Shape {
    Shape::Word(V::all().iter().map(|entry| (entry.word(), entry.label())).collect())
}

/// One value as a slot.
pub(super) fn slot<T: FromToml>(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Slot<T> {
    let span = reader.span(value.span());
    let scalar = !value.get_ref().is_table() && !value.get_ref().is_array();
    if scalar && reader.is_broken(span) {
        return Slot::Broken(span);
    }
    match T::read(value, reader) {
        Some(read) => Slot::Given(Located::new(read, span)),
        None => Slot::Broken(span),
    }
}

/// The entries of one table while a record takes its fields out of them.
#[derive(Debug)]
pub struct Entries<'t, 'i> {
    table: &'t DeTable<'i>,
    header: Span,
    /// Keys that were probably meant, with the place of the misspelt one.
    meant: BTreeMap<&'static str, Span>,
    /// A key that is no valid TOML, reported as such: a required one that is missing may be this one.
    torn: Option<Span>,
}

impl<'t, 'i> Entries<'t, 'i> {
    /// Opens a table: reports every unknown key, with the known key that comes close and is not there itself.
    pub(crate) fn open(
        value: &'t Spanned<DeValue<'i>>,
        known: &[&'static str],
        reader: &mut Reader<'_>,
    ) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            reader.wrong_type(value, &Text::new("eine Tabelle {…}", "a table {…}"));
            return None;
        };
        let header = reader.span(value.span());
        let mut meant = BTreeMap::new();
        let mut torn = None;
        for (key, _) in table {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
            let span = reader.span(key.span());
            if reader.is_broken(span) {
                torn = Some(span);
                continue;
            }
            let free = known.iter().copied().filter(|candidate| !has(table, candidate));
            let mut finding = problems::UNKNOWN_KEY.report(
                span,
                text!("den Schlüssel „{name}“ gibt es hier nicht", "there is no key \"{name}\" here"),
            );
            if let Some(close) = nearest(name, free).and_then(|close| known.iter().find(|key| **key == close))
            {
                meant.insert(*close, span);
                finding = finding
                    .help(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?"))
                    .edit(span, (*close).to_owned());
            } else {
                let list = known.join(", ");
                finding = finding.help(text!("bekannt sind hier: {list}", "known here are: {list}"));
            }
            reader.diagnostics.push(finding);
        }
        Some(Self { table, header, meant, torn })
    }

    /// The place of the table's header.
    pub(crate) const fn header(&self) -> Span {
        self.header
    }

    /// Takes one field. A required one that is missing is reported, unless a misspelt key was probably meant for it.
    pub(crate) fn take<T: FromToml>(
        &self,
        key: &'static str,
        required: bool,
        record: &str,
        reader: &mut Reader<'_>,
    ) -> Slot<T> {
        if let Some((_, value)) = self.table.iter().find(|(name, _)| name.get_ref() == key) {
            return slot(value, reader);
        }
        if let Some(&span) = self.meant.get(key) {
            return Slot::Broken(span);
        }
        if let Some(span) = self.torn.filter(|_| required) {
            return Slot::Broken(span);
        }
        if required {
            reader.diagnostics.push(
                problems::MISSING_KEY
                    .report(
                        self.header,
                        text!(
                            "in „{record}“ fehlt der Schlüssel „{key}“",
                            "the key \"{key}\" is missing in \"{record}\""
                        ),
                    )
                    .help(text!("ergänzen Sie eine Zeile „{key} = …“", "add a line \"{key} = …\"")),
            );
            return Slot::Broken(self.header);
        }
        Slot::Absent
    }
}

fn has(table: &DeTable<'_>, key: &str) -> bool {
    table.iter().any(|(name, _)| name.get_ref() == key)
}

/// Declares a raw record: the struct, its field list, and how it is read.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident = $record:literal, $about_de:literal, $about_en:literal {
        $($field:ident : $type:ty = $key:literal $(($required:ident))?, $de:literal, $en:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        #[allow(dead_code, reason = "the same is declared for every record, and not every one is asked for all of it")]
        pub struct $name {
            /// The place of the record's header.
            pub header: $crate::source::Span,
            $(#[doc = $en] pub $field: $crate::config::slot::Slot<$type>,)+
        }

        impl $name {
            /// What this record states and which keys it has.
            pub const INFO: $crate::config::shape::RecordInfo = $crate::config::shape::RecordInfo {
                name: $record,
                about: $crate::text::Words::new($about_de, $about_en),
                fields: || vec![$($crate::config::shape::FieldInfo {
                    key: $key,
                    required: false $(|| stringify!($required) == "required")?,
                    about: $crate::text::Words::new($de, $en),
                    shape: <$type as $crate::config::reader::FromToml>::shape(),
                },)+],
            };

            /// Whether any part of the record could not be read.
            #[allow(dead_code, reason = "the same is declared for every record, and not every one is asked")]
            pub fn is_broken(&self) -> bool {
                false $(|| self.$field.is_broken())+
            }
        }

        impl $crate::config::reader::FromToml for $name {
            fn shape() -> $crate::config::shape::Shape {
                $crate::config::shape::Shape::Record(&Self::INFO)
            }

            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                reader: &mut $crate::config::reader::Reader<'_>,
            ) -> Option<Self> {
                let entries = $crate::config::reader::Entries::open(value, &[$($key,)+], reader)?;
                Some(Self {
                    header: entries.header(),
                    $($field: entries.take($key, false $(|| stringify!($required) == "required")?, $record, reader),)+
                })
            }
        }
    };
}
pub(crate) use record;
