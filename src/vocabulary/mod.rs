//! The closed lists of words that the files use: level, track, kind of organization and so on.
//!
//! Each list is one enum whose words in the files, in German and in English stand side by side, so that the reader, the
//! schema, the messages and the documents cannot disagree. The words are those of the field (founding text, S1–S10).

mod people;
mod support;
#[cfg(feature = "inside")]
pub mod terms;

pub use people::{
    Audience, Carrier, ChannelKind, ComponentKind, ComponentSide, OrganizationKind, Participation,
    Resource, Tier,
};
pub use support::{
    EscalationKind, KnowledgeSink, KnowledgeSource, LegalBasis, Level, NotedDocument, Purpose, SeverityClass,
    Solution, Track,
};

/// A closed list of words.
pub trait Vocabulary: Sized + Copy + 'static {
    /// All words, in the order in which people list them.
    fn all() -> &'static [Self];
    /// As written in the files.
    fn word(self) -> &'static str;
    /// As people say it.
    fn label(self) -> crate::text::Words;
    /// The entry that a file's word means.
    fn parse(word: &str) -> Option<Self> {
        Self::all().iter().copied().find(|entry| entry.word() == word)
    }
}

/// Declares an enum and its words: `Variant = "word-in-files", "Deutsch", "English";`.
macro_rules! vocabulary {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal, $de:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* #[doc = $en] $variant,)+ }

        impl $crate::vocabulary::Vocabulary for $name {
            fn all() -> &'static [Self] { &[$(Self::$variant,)+] }
            fn word(self) -> &'static str { match self { $(Self::$variant => $word,)+ } }
            fn label(self) -> $crate::text::Words {
                match self { $(Self::$variant => $crate::text::Words::new($de, $en),)+ }
            }
        }
    };
}
pub(crate) use vocabulary;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back() {
        for level in Level::all() {
            assert_eq!(Level::parse(level.word()), Some(*level));
        }
        assert_eq!(Track::parse("fachlich"), None);
    }
}
