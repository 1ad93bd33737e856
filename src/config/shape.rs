//! What a field may hold, as data: the one list that feeds the reader, the schema and the reference of the format.

use crate::text::Words;

/// The form of a value.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Text with a form of its own: a pattern (regular expression, empty for any) and what it is.
    Text {
        /// Regular expression for editors; the reader checks more.
        pattern: &'static str,
        /// What kind of text.
        what: Words,
    },
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// A date.
    Date,
    /// A date, or one of a few words, each with its meaning.
    DateOr(Vec<(&'static str, Words)>),
    /// One word of a closed list, each with its meaning.
    Word(Vec<(&'static str, Words)>),
    /// A list.
    List(Box<Shape>),
    /// A table with known keys.
    Record(&'static RecordInfo),
    /// A table with known keys, or one of a few words, each with its meaning.
    RecordOr(&'static RecordInfo, Vec<(&'static str, Words)>),
    /// A table with free keys.
    Map(Box<Shape>),
}

/// A table of the format: `[[support]]`, a channel, …
#[derive(Debug, Clone, Copy)]
pub struct RecordInfo {
    /// The name in the files, or what stands for it.
    pub name: &'static str,
    /// What it states.
    pub about: Words,
    /// Its keys, in the order in which people write them.
    pub fields: fn() -> Vec<FieldInfo>,
}

/// The key of a field that stands for all keys that a table has no name for.
pub const ANY: &str = "*";

/// One key of a table.
#[derive(Debug, Clone)]
pub struct FieldInfo {
    /// The key.
    pub key: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, German and English.
    pub about: Words,
    /// What it may hold.
    pub shape: Shape,
}
