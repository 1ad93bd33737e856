//! `lotse.toml`: the settings of a workspace.

use super::reader::record;
use super::slot::List;
use crate::time::Duration;

record! {
    /// `lotse.toml`
    pub struct RawSettings = "lotse.toml", "Einstellungen eines Arbeitsordners", "settings of a workspace" {
        format: u32 = "format" (required), "Fassung des Formats: 1", "version of the format: 1";
        name: String = "name", "Name des Vorhabens", "name of the undertaking";
        language: String = "language", "Sprache der Meldungen: \"de\" oder \"en\"", "language of messages: \"de\" or \"en\"";
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
