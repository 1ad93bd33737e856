//! `lotse.toml`: the settings of a workspace.

use toml::Spanned;
use toml::de::DeValue;

use super::reader::{FromToml, Reader, record};
use super::shape::Shape;
use super::slot::List;
use crate::text::Words;
use crate::time::Duration;

record! {
    /// `lotse.toml`
    pub struct RawSettings = "lotse.toml", "Einstellungen eines Arbeitsordners", "settings of a workspace" {
        format: u32 = "format" (required), "Fassung des Formats: 1", "version of the format: 1";
        name: String = "name", "Name des Vorhabens", "name of the undertaking";
        language: LanguageCode = "language", "Sprache der Meldungen", "language of messages";
        profiles: List<String> = "profiles", "Anforderungsprofile; ohne Angabe „familie-und-kind“", "profiles of requirements; left out: \"familie-und-kind\"";
        severity: super::values::Entries = "severity", "Schwere einzelner Regeln: L205 = \"warning\"", "severity of single rules: L205 = \"warning\"";
        review: RawReview = "review", "Prüfabstände", "review intervals";
    }
}

record! {
    /// `[review]`
    pub struct RawReview = "review", "wie lange eine Bestätigung gilt", "how long a confirmation holds" {
        contact: Duration = "contact", "Kontaktdaten", "contact data";
        agreement: Duration = "agreement", "Vereinbarungen", "agreements";
        support: Duration = "support", "Support-Einträge", "support records";
    }
}

/// The code of a language, as written; whether Lotse speaks it is told where the settings are understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageCode(pub String);

impl FromToml for LanguageCode {
    fn shape() -> Shape {
        Shape::Word(vec![("de", Words::new("Deutsch", "German")), ("en", Words::new("Englisch", "English"))])
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        String::read(value, reader).map(Self)
    }
}
