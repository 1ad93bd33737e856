//! How a profile is written.

use crate::config::reader::record;
use crate::config::slot::List;
use crate::config::values::words;
use crate::vocabulary::{Level, OrganizationKind, Track, vocabulary};

words!(Strength, Side);

vocabulary! {
    /// How strictly a norm asks.
    pub enum Strength {
        Must = "must", "MUSS", "MUST";
        Should = "should", "SOLL", "SHOULD";
        Recommended = "recommended", "empfohlen", "recommended";
        Contract = "contract", "Vertragspraxis", "contract practice";
        Own = "own", "eigene Regel", "our own rule";
    }
}

vocabulary! {
    /// Which side names the owner of a cell (S3–S7).
    pub enum Side {
        CoUsing = "co-using-state", "mitnutzendes Land", "co-using state";
        Operating = "operating-state", "betreibendes Land", "operating state";
    }
}

record! {
    /// A profile file.
    pub struct RawProfile = "profile", "ein Anforderungsprofil", "a profile of requirements" {
        format: u32 = "format" (required), "Fassung des Formats: 1", "version of the format: 1";
        id: String = "id" (required), "Kennung", "id";
        name: RawText = "name" (required), "Name", "name";
        document: RawText = "document" (required), "Dokument, aus dem die Anforderungen stammen", "document that the requirements come from";
        version: String = "version" (required), "Fassung des Dokuments", "version of the document";
        url: String = "url", "Fundstelle", "place";
        note: RawText = "note", "Hinweis zur Anwendung", "note on its application";
        extends: List<String> = "extends", "Profile, die dieses erweitert", "profiles that this one extends";
        requirement: List<RawRequirement> = "requirement", "die Anforderungen", "the requirements";
    }
}

record! {
    /// Text in both languages.
    pub struct RawText = "text", "Text in beiden Sprachen", "text in both languages" {
        de: String = "de" (required), "deutsch", "German";
        en: String = "en" (required), "englisch", "English";
    }
}

record! {
    /// `[[requirement]]`
    pub struct RawRequirement = "requirement", "eine Anforderung", "a requirement" {
        id: String = "id" (required), "Kennung, z. B. S4", "id, e.g. S4";
        text: RawText = "text" (required), "was verlangt wird", "what is asked";
        section: String = "section" (required), "Abschnitt des Dokuments", "section of the document";
        strength: Strength = "strength" (required), "wie streng", "how strictly";
        cell: RawCell = "cell", "ein Feld, das besetzt sein muss", "a cell that must have an owner";
        errors: List<String> = "errors", "Regeln, deren Befunde diese Anforderung als Fehler verletzen", "rules whose findings violate this as errors";
        warnings: List<String> = "warnings", "… als Warnung", "… as warnings";
        notes: List<String> = "notes", "… als Hinweis", "… as notes";
    }
}

record! {
    /// `cell = { … }`
    pub struct RawCell = "cell", "ein verlangtes Feld", "a required cell" {
        level: Level = "level" (required), "Level", "level";
        track: Track = "track", "Art der Frage", "track";
        side: Side = "side" (required), "welche Seite die Stelle nennt", "which side names the owner";
        forbidden_kinds: List<OrganizationKind> = "forbidden-kinds", "Arten von Stellen, die hier nicht antworten können", "kinds of organizations that cannot answer here";
    }
}
