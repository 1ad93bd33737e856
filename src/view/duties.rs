//! What a Kommune has still to do (S10), and what is missing around it.

use std::ops::Range;

use super::scene::Scene;
use crate::key::{Area, StateCode};
use crate::model::{Link, ServiceId};
use crate::routing::{Gap, GapKind};
use crate::text::Language;
use crate::time::Date;

impl Scene<'_> {
    /// Sentences without full stop. A Kommune without competence owes nothing (semantics 12 a).
    pub fn duties(
        &self,
        state: StateCode,
        key: Area,
        own: &[ServiceId],
        range: &Range<usize>,
    ) -> Vec<String> {
        if own.is_empty() {
            return Vec::new();
        }
        let mut duties = Vec::new();
        let record = self.record_of(key);
        let contact = record.and_then(|record| record.contact.as_ref()).and_then(|link| link.value.known());
        match contact {
            None => duties.push(self.word(
                "Eine Stelle nennen, die für Fragen zum Support ansprechbar ist",
                "Name a contact for questions about support",
            )),
            Some(id) if self.is_stale(id) => {
                let organization = self.model().organization(id);
                let name = &organization.name;
                let day = organization.confirmed.as_ref().map(|day| self.day(day.value)).unwrap_or_default();
                duties.push(match self.language {
                    Language::De => {
                        format!("Die Kontaktdaten prüfen und bestätigen: {name} (zuletzt bestätigt am {day})")
                    }
                    Language::En => {
                        format!("Check and confirm the contact data: {name} (last confirmed on {day})")
                    }
                });
            }
            Some(_) => {}
        }
        for way in self.feedback(state, key, own) {
            let services = &way.services;
            match (way.result, self.language) {
                ("missing", Language::De) => {
                    duties.push(format!("Mit dem Land absprechen, wohin Feedback zu {services} geht"));
                }
                ("missing", Language::En) => {
                    duties.push(format!("Agree with the state where feedback on {services} goes"));
                }
                _ => {}
            }
        }
        let contacts = self.support_contact(state, key);
        let known = |link: &Option<crate::source::Located<Link<_>>>| {
            link.as_ref().is_some_and(|link| link.value.known().is_some())
        };
        if !known(&contacts.interim) {
            duties.push(self.word(
                "Beim Land erfragen, wer für die Interimslösung ansprechbar ist",
                "Ask the state who is in charge of the interim solution",
            ));
        }
        if !known(&contacts.long_term) {
            duties.push(self.word(
                "Beim Land erfragen, wer für die langfristige Lösung ansprechbar ist",
                "Ask the state who is in charge of the long-term solution",
            ));
        }
        duties.extend(self.gap_duties(state, own, range));
        duties
    }

    /// First-level questions on one's own services that nobody answers at some time.
    pub fn gap_duties(&self, state: StateCode, own: &[ServiceId], range: &Range<usize>) -> Vec<String> {
        let touched = |gap: &&Gap| {
            gap.home == state
                && own.contains(&gap.service)
                && gap.cell.level == crate::vocabulary::Level::First
                && gap.units.iter().any(|units| units.start < range.end && range.start < units.end)
        };
        let mut duties = Vec::new();
        for gap in self.judgement.gaps.iter().filter(touched) {
            let (service, since) = (&self.model().service(gap.service).name, self.gap_time(gap.kind));
            duties.push(match self.language {
                Language::De => format!("Mit dem Land klären, wer Fragen zu {service} beantwortet ({since})"),
                Language::En => {
                    format!("Settle with the state who answers questions about {service} ({since})")
                }
            });
        }
        duties
    }

    /// When a gap is: "ab 1. Januar 2028", "von Anfang an".
    pub fn gap_time(&self, kind: GapKind) -> String {
        let until = |until: Option<Date>| until.map(|day| self.day(crate::time::day_before(day)));
        let span = |from: Option<Date>, end: Option<Date>| match (self.language, from, until(end)) {
            (Language::De, None, None) => "von Anfang an".to_owned(),
            (Language::De, None, Some(end)) => format!("bis {end}"),
            (Language::De, Some(from), None) => format!("ab {}", self.day(from)),
            (Language::De, Some(from), Some(end)) => format!("{} bis {end}", self.day(from)),
            (Language::En, None, None) => "from the beginning".to_owned(),
            (Language::En, None, Some(end)) => format!("until {end}"),
            (Language::En, Some(from), None) => format!("from {}", self.day(from)),
            (Language::En, Some(from), Some(end)) => format!("{} to {end}", self.day(from)),
        };
        match kind {
            GapKind::Never => span(None, None),
            GapKind::NotAtGoLive { go_live, until } => span(Some(go_live), until),
            GapKind::InterimEnds { from, .. } => span(Some(from), None),
            GapKind::Hole { from, until, .. } => span(from, until),
        }
    }
}
