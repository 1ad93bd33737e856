//! Municipalities: their contacts, and what they say of their feedback.

use super::Resolver;
use crate::config::feedback::{FeedbackName, RawFeedback};
use crate::config::problems;
use crate::config::records as raw;
use crate::config::slot::Slot;
use crate::key::StateCode;
use crate::model::{Feedback, FeedbackSaid, Link, Municipality};
use crate::source::{Located, Span};
use crate::text::text;

impl Resolver {
    pub(super) fn municipality(&mut self, state: StateCode, record: &raw::RawMunicipality) {
        let Some(written) = record.key.given() else { return };
        if !self.at_home(state, written) {
            return;
        }
        let key = self.read(written);
        if let Some(before) = self.municipalities.get(&key.value).filter(|first| first.span != key.span) {
            let (digits, first) = (written.value, before.value);
            let mut finding = problems::DECLARED_TWICE
                .report(
                    key.span,
                    text!(
                        "die Kommune {digits} steht schon da",
                        "the municipality {digits} stands there already"
                    ),
                )
                .related(before.span, text!("hier zuerst", "here first"))
                .help(text!("führen Sie die beiden Einträge zusammen", "merge the two records"));
            if digits != first {
                finding = finding.cause(text!(
                    "{first} und {digits} sind dieselbe Kommune, zweimal geschrieben",
                    "{first} and {digits} are the same municipality, written twice"
                ));
            }
            self.diagnostics.push(finding);
            return;
        }
        let contact = self.names.field(state, &record.contact, &mut self.diagnostics);
        let support_contact = self.support_contact(state, &record.support_contact);
        let feedback = self.feedback(state, record);
        self.model.municipalities.push(Municipality {
            state,
            span: record.header,
            key,
            name: record.name.value().cloned(),
            contact,
            support_contact,
            feedback,
            districts: record.districts.items().map(|district| district.value.clone()).collect(),
        });
    }

    /// What a record says of its feedback; a reason stands beside `feedback = "none"`, always there and only there.
    fn feedback(&mut self, state: StateCode, record: &raw::RawMunicipality) -> Option<Located<FeedbackSaid>> {
        let declined = matches!(record.feedback.value(), Some(FeedbackName::Declined));
        if let Some(span) = record.feedback_reason.span()
            && !declined
            && !record.feedback.is_broken()
        {
            self.reason_without_refusal(span);
        }
        let said = match &record.feedback {
            Slot::Absent => return None,
            Slot::Broken(span) => return Some(Located::new(FeedbackSaid::Undecidable, *span)),
            Slot::Given(said) => said,
        };
        let value = match &said.value {
            FeedbackName::Told(raw) => FeedbackSaid::Told(self.told(state, raw)),
            FeedbackName::Declined => {
                if record.feedback_reason.is_absent() {
                    self.refusal_without_reason(said.span);
                }
                FeedbackSaid::Declined { reason: record.feedback_reason.given().cloned() }
            }
        };
        Some(Located::new(value, said.span))
    }

    fn told(&mut self, state: StateCode, raw: &RawFeedback) -> Feedback {
        let to = self.names.field(state, &raw.to, &mut self.diagnostics);
        let (services, services_broken) = self.names.scope(state, &raw.services, &mut self.diagnostics);
        Feedback {
            span: raw.header,
            to: to.map_or(Link::Undecidable, |to| to.value),
            channel: raw.channel.value().copied(),
            agreed: raw.agreed.value().copied(),
            services,
            broken: raw.is_broken() || services_broken,
            services_broken: services_broken || raw.services.is_broken(),
        }
    }

    fn refusal_without_reason(&mut self, span: Span) {
        self.diagnostics.push(
            problems::MISPLACED_KEY
                .report(
                    span,
                    text!(
                        "kein Weg für Feedback: es fehlt feedback-reason",
                        "no way for feedback: feedback-reason is missing"
                    ),
                )
                .cause(text!(
                    "wer einen Weg ablehnt, sagt warum; sonst ist es vom Vergessen nicht zu unterscheiden",
                    "who declines a way says why; else nobody can tell it from what was forgotten"
                ))
                .help(text!(
                    "ergänzen Sie darunter feedback-reason = \"…\"",
                    "add feedback-reason = \"…\" below"
                )),
        );
    }

    fn reason_without_refusal(&mut self, span: Span) {
        self.diagnostics.push(
            problems::MISPLACED_KEY
                .report(
                    span,
                    text!(
                        "„feedback-reason“ gibt es nur bei feedback = \"none\"",
                        "\"feedback-reason\" exists with feedback = \"none\" only"
                    ),
                )
                .help(text!(
                    "löschen Sie die Zeile, oder schreiben Sie feedback = \"none\", wenn die Kommune keinen Weg will",
                    "remove the line, or write feedback = \"none\" if the municipality wants no way"
                )),
        );
    }
}
