//! A message in both languages, made together so that neither is forgotten.

pub mod list;
pub mod named;
pub mod noun;

use std::fmt;

/// The languages that Lotse speaks; German comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// German.
    #[default]
    De,
    /// English.
    En,
}

impl Language {
    /// Both languages, German first.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The code as used in `lang` attributes and folder names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// Reads `de` or `en`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == text)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The same message in German and in English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
pub struct Text {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A message from its two halves.
    pub fn new(de: impl Into<String>, en: impl Into<String>) -> Self {
        Self { de: de.into(), en: en.into() }
    }

    /// A word that is the same in both languages (a name, a key).
    pub fn same(word: impl Into<String>) -> Self {
        let word = word.into();
        Self { de: word.clone(), en: word }
    }

    /// The half in one language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::De => &self.de,
            Language::En => &self.en,
        }
    }
}

/// A fixed message in both languages, for tables and rule descriptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Words {
    /// German.
    pub de: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// Fixed words from their two halves.
    pub const fn new(de: &'static str, en: &'static str) -> Self {
        Self { de, en }
    }

    /// The half in one language.
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::De => self.de,
            Language::En => self.en,
        }
    }
}

impl From<Words> for Text {
    fn from(words: Words) -> Self {
        Self::new(words.de, words.en)
    }
}

/// Builds a [`Text`] from two format strings, German first.
///
/// ```
/// use lotse::text::text;
/// let name = "Aurich";
/// assert_eq!(text!("im Landkreis {name}", "in the district {name}").en, "in the district Aurich");
/// ```
#[macro_export]
#[doc(hidden)]
macro_rules! __text {
    ($de:literal, $en:literal $(,)?) => {
        $crate::text::Text::new(format!($de), format!($en))
    };
}
pub use __text as text;
