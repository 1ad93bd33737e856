//! How single values are read: text, numbers, dates, identifiers, and the few fields that also know a special word.

use toml::Spanned;
use toml::de::DeValue;

use super::problems;
use super::reader::{FromToml, Reader};
use super::shape::Shape;
use crate::key::{
    Area, DestinationId, DvdvKey, Email, Leistungsschluessel, LocalId, OeId, OzgId, Phone, Problem,
    Reference, StateCode, Url,
};
use crate::source::Located;
use crate::text::{Text, Words, text};
use crate::time::{Date, Duration};
use crate::vocabulary;

/// The last day of a support record, or "open" for an honest interim without a known end (semantics 12 d).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// The last day, inclusive.
    Day(Date),
    /// No end is known; `review` says when somebody looks again.
    Open,
}

/// Who a support record says will answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OwnerName {
    /// `@competent`: the competent authority of the place.
    Competent,
    /// `none`: nobody, on purpose.
    Nobody,
    /// An organization.
    Organization(Reference),
}

/// Who stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeputyName {
    /// `internal`: substitution is arranged inside the organization.
    Internal,
    /// Another organization.
    Organization(Reference),
}

/// One end of a communication path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndName {
    /// The citizen.
    Citizen,
    /// Each municipality.
    Municipality,
    /// `@first`, `@second`, `@third`: whoever answers there by the routing table.
    Level(vocabulary::Level),
    /// `@competent`: the competent authority of the place.
    Competent,
    /// An organization.
    Organization(Reference),
}

/// The component that a use pays with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentName {
    /// `none`: nothing is paid.
    Nothing,
    /// A component.
    Component(Reference),
}

/// Whether a character cannot be seen and does harm: control characters, marks that turn the direction of writing around,
/// blanks without width, separators and non-characters that XML does not know. Tab and line break are no harm.
fn is_invisible(letter: char) -> bool {
    let harmless = matches!(letter, '\n' | '\t' | '\r');
    let mark = matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    !harmless && (letter.is_control() || mark)
}

/// A text of the file, if it is one and holds no control characters.
fn read_text<'v>(value: &'v Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<&'v str> {
    let Some(found) = value.get_ref().as_str() else {
        reader.wrong_type(value, &Text::new("ein Text in Anführungszeichen", "a text in quotes"));
        return None;
    };
    // Nearly all texts are plain; that is seen at a glance.
    let plain = found.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if !plain && found.chars().any(is_invisible) {
        let span = reader.span(value.span());
        reader.diagnostics.push(
            problems::CONTROL_CHARACTER
                .report(
                    span,
                    text!(
                        "der Text enthält unsichtbare Steuerzeichen",
                        "the text holds invisible control characters"
                    ),
                )
                .help(text!(
                    "tippen Sie den Text neu ein, statt ihn einzufügen",
                    "type the text again instead of pasting it"
                )),
        );
        return None;
    }
    Some(found)
}

/// An identifier whose type checks its own form.
fn read_key<T>(
    value: &Spanned<DeValue<'_>>,
    reader: &mut Reader<'_>,
    parse: impl Fn(&str) -> Result<T, Problem>,
) -> Option<T> {
    let span = reader.span(value.span());
    if let DeValue::Integer(number) = value.get_ref() {
        let digits = number.as_str().to_owned();
        let mut finding = problems::WRONG_TYPE
            .report(span, text!("Schlüssel gehören in Anführungszeichen", "keys belong in quotes"))
            .cause(text!(
                "als Zahl geschrieben verliert ein Schlüssel seine führende Null (Niedersachsen beginnt mit 03)",
                "written as a number, a key loses its leading zero (Niedersachsen begins with 03)"
            ));
        finding = if parse(&digits).is_ok() {
            finding
                .help(text!("schreiben Sie \"{digits}\"", "write \"{digits}\""))
                .edit(span, format!("\"{digits}\""))
        } else {
            finding.help(text!(
                "schreiben Sie \"{digits}\", mit der führenden Null",
                "write \"{digits}\", with its leading zero"
            ))
        };
        reader.diagnostics.push(finding);
        return None;
    }
    let found = read_text(value, reader)?;
    parse(found).map_err(|problem| reader.malformed(span, problem)).ok()
}

impl FromToml for String {
    fn shape() -> Shape {
        Shape::Text { pattern: "", what: Words::new("Text", "text") }
    }
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        let found = read_text(value, reader)?;
        if found.trim().is_empty() {
            let span = reader.span(value.span());
            reader
                .diagnostics
                .push(problems::WRONG_VALUE.report(span, text!("der Text ist leer", "the text is empty")));
            return None;
        }
        Some(found.trim().to_owned())
    }
}

impl FromToml for bool {
    fn shape() -> Shape {
        Shape::Boolean
    }
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            reader.wrong_type(value, &Text::new("true oder false", "true or false"));
        }
        found
    }
}

impl FromToml for u32 {
    fn shape() -> Shape {
        Shape::Integer
    }
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        let found = value
            .get_ref()
            .as_integer()
            .and_then(|number| Self::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok());
        if found.is_none() {
            reader.wrong_type(value, &Text::new("eine ganze Zahl ab 0", "a whole number from 0"));
        }
        found
    }
}

impl FromToml for Date {
    fn shape() -> Shape {
        Shape::Date
    }
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        let date = match value.get_ref() {
            DeValue::Datetime(toml::value::Datetime { date: Some(date), time: None, offset: None }) => {
                let part = |number: u8| i8::try_from(number).ok();
                i16::try_from(date.year)
                    .ok()
                    .zip(part(date.month).zip(part(date.day)))
                    .and_then(|(year, (month, day))| Self::new(year, month, day).ok())
            }
            _ => None,
        };
        if date.is_none() {
            let mut expected = Text::new(
                "ein Datum wie 2027-03-01 (ohne Anführungszeichen)",
                "a date like 2027-03-01 (no quotes)",
            );
            if value.get_ref().is_str() {
                expected = Text::new(
                    "ein Datum wie 2027-03-01, ohne Anführungszeichen,",
                    "a date like 2027-03-01, without quotes,",
                );
            }
            reader.wrong_type(value, &expected);
        }
        date
    }
}

impl FromToml for Duration {
    fn shape() -> Shape {
        Shape::Text {
            pattern: r"^[0-9]+ ?(min|h|sh|d|wd|w|week|weeks|mo|month|months|y|year|years)$",
            what: Words::new(
                "Dauer, z. B. \"4 h\", \"2 wd\" (Arbeitstage), \"6 months\"",
                "duration, e.g. \"4 h\", \"2 wd\" (working days), \"6 months\"",
            ),
        }
    }
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        let span = reader.span(value.span());
        let found = read_text(value, reader)?;
        match Self::parse(found) {
            Ok(duration) => Some(duration),
            Err(problem) => {
                let mut finding = problems::WRONG_VALUE.report(span, problem.message);
                finding.help = problem.help;
                reader.diagnostics.push(finding);
                None
            }
        }
    }
}

/// Reads a type that parses itself from text.
macro_rules! keys {
    ($($type:ty, $pattern:literal, $de:literal, $en:literal;)+) => {$(
        impl FromToml for $type {
            fn shape() -> Shape {
                Shape::Text { pattern: $pattern, what: Words::new($de, $en) }
            }
            fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
                read_key(value, reader, <$type>::parse)
            }
        }
    )+};
}

keys! {
    Email, r"^[^@\s]+@[^@\s]+$", "E-Mail-Adresse", "e-mail address";
    Phone, r"^[+0][0-9 ()/.-]+$", "Telefonnummer", "phone number";
    StateCode, r"^(BB|BE|BW|BY|HB|HE|HH|MV|NI|NW|RP|SH|SL|SN|ST|TH|BUND)$", "Kürzel des Landes, z. B. NI", "code of the Land, e.g. NI";
    LocalId, r"^[a-z0-9][a-z0-9-]*$", "Kennung: Kleinbuchstaben, Ziffern, Bindestrich", "id: small letters, digits, hyphens";
    Leistungsschluessel, r"^99\d{12}$", "Leistungsschlüssel (LeiKa) mit 14 Ziffern", "service key (LeiKa) of 14 digits";
    OzgId, r"^\d{5}$", "OZG-Kennung mit 5 Ziffern", "OZG id of 5 digits";
    Url, r"^https?://", "Web-Adresse", "web address";
    OeId, r"^[A-Z]\d{6}\.OE\.\d+$", "Kennung der Organisationseinheit im Redaktionssystem", "organizational unit id of the editorial system";
    DvdvKey, r"^[a-z]{3}:?\d{8,12}$", "Organisationsschlüssel im DVDV", "organization key of the DVDV";
    DestinationId, r"^[0-9a-fA-F-]{36}$", "Zustellpunkt von FIT-Connect", "FIT-Connect destination";
}

impl FromToml for Area {
    fn shape() -> Shape {
        Shape::Text {
            pattern: r"^(\d{2}|\d{3}|\d{5}|\d{9}|\d{12})$",
            what: Words::new(
                "Regionalschlüssel (ARS) mit 2, 3, 5, 9 oder 12 Ziffern",
                "regional key (ARS) of 2, 3, 5, 9 or 12 digits",
            ),
        }
    }
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        let key = read_key(value, reader, Self::parse)?;
        reader.keys.push(Located::new(key, reader.span(value.span())));
        Some(key)
    }
}

impl FromToml for Reference {
    fn shape() -> Shape {
        Shape::Text {
            pattern: r"^([a-z]{2,4}/)?[a-z0-9][a-z0-9-]*$",
            what: Words::new("Verweis: eigene Kennung oder „hb/kennung“", "reference: own id or \"hb/id\""),
        }
    }
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        if let Some(mailbox) = value.get_ref().as_str().filter(|text| is_mailbox(text)) {
            let span = reader.span(value.span());
            reader.diagnostics.push(
                problems::MAILBOX_AS_OWNER
                    .report(
                        span,
                        text!(
                            "„{mailbox}“ ist ein Kanal, keine Stelle",
                            "\"{mailbox}\" is a channel, no organization"
                        ),
                    )
                    .label(text!("hier wird die Kennung einer Stelle erwartet", "the id of an organization is expected here"))
                    .cause(text!(
                        "ein Postfach antwortet nicht selbst; verantwortlich ist die Stelle, die es liest",
                        "a mailbox does not answer by itself; responsible is the organization that reads it"
                    ))
                    .help(text!(
                        "legen Sie die Stelle als [[organization]] an, mit der Adresse unter channels, und nennen Sie hier ihre Kennung",
                        "declare the organization as [[organization]], with the address under channels, and name its id here"
                    )),
            );
            return None;
        }
        read_key(value, reader, Self::parse)
    }
}

/// Whether a text that is no reference is an e-mail address or a telephone number (R40).
fn is_mailbox(text: &str) -> bool {
    Reference::parse(text).is_err() && (Email::parse(text).is_ok() || Phone::parse(text).is_ok())
}

/// Reads fields that hold a reference or one of a few special words.
macro_rules! words_or_reference {
    ($($type:ty, $de:literal, $en:literal, $pattern:literal, { $($word:literal => $value:expr,)+ }, $wrap:expr;)+) => {$(
        impl FromToml for $type {
            fn shape() -> Shape {
                Shape::Text { pattern: $pattern, what: Words::new($de, $en) }
            }
            fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
                match value.get_ref().as_str() {
                    $(Some($word) => return Some($value),)+
                    Some(other) if other.starts_with('@') => {
                        let known = [$($word),+];
                        let list = known.join(", ");
                        let span = reader.span(value.span());
                        let mut finding = problems::WRONG_VALUE
                            .report(span, text!("„{other}“ ist hier nicht bekannt", "\"{other}\" is not known here"))
                            .help(text!("möglich sind eine Stelle oder: {list}", "possible are an organization or: {list}"));
                        if let Some(close) = crate::nearest::nearest(other, known) {
                            finding = finding
                                .help(text!("meinten Sie „{close}“?", "did you mean \"{close}\"?"))
                                .edit(span, format!("\"{close}\""));
                        }
                        reader.diagnostics.push(finding);
                        return None;
                    }
                    _ => {}
                }
                Reference::read(value, reader).map($wrap)
            }
        }
    )+};
}

words_or_reference! {
    OwnerName, "eine Stelle, „@competent“ (die zuständige Behörde) oder „none“ (bewusst niemand)",
        "an organization, \"@competent\" (the competent authority) or \"none\" (nobody, on purpose)",
        r"^(@competent|none|([a-z]{2,4}/)?[a-z0-9][a-z0-9-]*)$",
        { "@competent" => Self::Competent, "none" => Self::Nobody, }, Self::Organization;
    DeputyName, "eine Stelle oder „internal“ (Vertretung im Haus)", "an organization or \"internal\" (substitution in the house)",
        r"^(internal|([a-z]{2,4}/)?[a-z0-9][a-z0-9-]*)$",
        { "internal" => Self::Internal, }, Self::Organization;
    EndName, "eine Stelle, „citizen“, „municipality“, „@first“, „@second“, „@third“ oder „@competent“",
        "an organization, \"citizen\", \"municipality\", \"@first\", \"@second\", \"@third\" or \"@competent\"",
        r"^(citizen|municipality|@first|@second|@third|@competent|([a-z]{2,4}/)?[a-z0-9][a-z0-9-]*)$",
        { "citizen" => Self::Citizen, "municipality" => Self::Municipality, "@competent" => Self::Competent,
          "@first" => Self::Level(vocabulary::Level::First), "@second" => Self::Level(vocabulary::Level::Second),
          "@third" => Self::Level(vocabulary::Level::Third), }, Self::Organization;
    PaymentName, "eine Komponente oder „none“ (es wird nichts bezahlt)", "a component or \"none\" (nothing is paid)",
        r"^(none|([a-z]{2,4}/)?[a-z0-9][a-z0-9-]*)$",
        { "none" => Self::Nothing, }, Self::Component;
}

impl FromToml for Until {
    fn shape() -> Shape {
        Shape::DateOr(vec![("open", Words::new("kein Ende bekannt", "no end is known"))])
    }
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref().as_str() {
            Some("open") => Some(Self::Open),
            _ => Date::read(value, reader).map(Self::Day),
        }
    }
}

/// Vocabularies are read by their words.
macro_rules! words {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::config::reader::FromToml for $type {
            fn shape() -> $crate::config::shape::Shape {
                $crate::config::reader::word_shape::<Self>()
            }
            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                reader: &mut $crate::config::reader::Reader<'_>,
            ) -> Option<Self> {
                $crate::config::reader::read_word(value, reader)
            }
        }
    )+};
}
pub(crate) use words;

words!(
    vocabulary::Level,
    vocabulary::Track,
    vocabulary::Solution,
    vocabulary::Purpose,
    vocabulary::EscalationKind,
    vocabulary::KnowledgeSource,
    vocabulary::KnowledgeSink,
    vocabulary::LegalBasis,
    vocabulary::NotedDocument,
    vocabulary::OrganizationKind,
    vocabulary::ChannelKind,
    vocabulary::Audience,
    vocabulary::Carrier,
    vocabulary::Tier,
    vocabulary::Participation,
    vocabulary::ComponentKind,
    vocabulary::ComponentSide,
    vocabulary::Resource,
);

/// A table with free keys and texts as values, in file order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries(pub Vec<(Located<String>, Located<String>)>);

impl FromToml for Entries {
    fn shape() -> Shape {
        Shape::Map(Box::new(Shape::Word(vec![
            ("error", Words::new("Fehler", "error")),
            ("warning", Words::new("Warnung", "warning")),
            ("note", Words::new("Hinweis", "note")),
            ("off", Words::new("gar nicht melden", "do not report at all")),
        ])))
    }
    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        let Some(table) = value.get_ref().as_table() else {
            reader.wrong_type(value, &Text::new("eine Tabelle {…}", "a table {…}"));
            return None;
        };
        let mut entries = Vec::new();
        for (key, entry) in table {
            let place = reader.span(key.span());
            let span = reader.span(entry.span());
            if let Some(text) = String::read(entry, reader) {
                entries.push((Located::new(key.get_ref().to_string(), place), Located::new(text, span)));
            }
        }
        Some(Self(entries))
    }
}
