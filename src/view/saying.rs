//! How reports say things: where it stands in the files, when, who, how many people.

use super::scene::Scene;
use crate::model::{End, Model, OrganizationId, SupportId};
use crate::source::{Sources, Span};
use crate::text::Language;
use crate::time::{Date, Moment, format_date};
use crate::vocabulary::Vocabulary as _;
use jiff::civil::Weekday;

/// What reports need to speak: the model and its files, and the language.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'w> {
    /// The model.
    pub model: &'w Model,
    /// Its files.
    pub sources: &'w Sources,
    /// The language.
    pub language: Language,
}

impl<'s> Saying<'s> {
    /// How the documents of a scene say things.
    pub fn of(scene: &'s Scene<'_>) -> Self {
        let workspace = scene.workspace;
        Self { model: &workspace.model, sources: &workspace.sources, language: scene.language }
    }
}

impl Saying<'_> {
    /// One of two words.
    pub const fn word(&self, de: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::De => de,
            Language::En => en,
        }
    }

    /// File and line: `ni/support.toml:105`.
    pub fn ground(&self, span: Span) -> String {
        let (start, _) = self.sources.positions(span);
        format!("{}:{}", self.sources.get(span.source).path(), start.line)
    }

    /// The place of a support record.
    pub fn record(&self, id: SupportId) -> String {
        self.ground(self.model.support(id).span)
    }

    /// The name of an organization.
    pub fn name(&self, id: OrganizationId) -> String {
        self.model.organization(id).name.clone()
    }

    /// One end of a path in words.
    pub fn end(&self, end: End) -> String {
        match end {
            End::Citizen => self.word("Bürgerin oder Bürger", "the citizen").to_owned(),
            End::Municipality => self.word("die Kommune", "the municipality").to_owned(),
            End::Level(level) => level.label().get(self.language).to_owned(),
            End::Competent => self.word("die zuständige Behörde", "the competent authority").to_owned(),
            End::Organization(id) => self.name(id),
            End::Undecidable => self.word("unbekannt", "unknown").to_owned(),
        }
    }

    /// A day in words.
    pub fn day(&self, date: Date) -> String {
        format_date(date, self.language)
    }

    /// A minute of the day: "8:00 Uhr".
    pub fn clock(&self, minute: u16) -> String {
        format!("{}:{:02}{}", minute / 60, minute % 60, self.word(" Uhr", ""))
    }

    /// A moment in words: "Montag, 1. März 2027, 10:00 Uhr".
    pub fn moment(&self, moment: Moment) -> String {
        let weekday = match moment.date.weekday() {
            Weekday::Monday => self.word("Montag", "Monday"),
            Weekday::Tuesday => self.word("Dienstag", "Tuesday"),
            Weekday::Wednesday => self.word("Mittwoch", "Wednesday"),
            Weekday::Thursday => self.word("Donnerstag", "Thursday"),
            Weekday::Friday => self.word("Freitag", "Friday"),
            Weekday::Saturday => self.word("Samstag", "Saturday"),
            Weekday::Sunday => self.word("Sonntag", "Sunday"),
        };
        let day = self.day(moment.date);
        moment.minute.map_or_else(
            || format!("{weekday}, {day}"),
            |minute| format!("{weekday}, {day}, {}", self.clock(minute)),
        )
    }
}
