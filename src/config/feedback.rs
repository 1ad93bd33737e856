//! `feedback` of a municipality: where it goes, or `"none"` where a way is declined.

use toml::Spanned;
use toml::de::DeValue;

use super::problems;
use super::reader::{FromToml, Reader, record};
use super::shape::Shape;
use super::slot::List;
use crate::key::Reference;
use crate::nearest::nearest;
use crate::text::{Text, Words, text};
use crate::time::Date;
use crate::vocabulary::ChannelKind;

/// What a municipality says of its feedback.
#[derive(Debug, Clone)]
pub enum FeedbackName {
    /// `"none"`: a way declined; `feedback-reason` says why (semantics 28).
    Declined,
    /// `{ to = … }`
    Told(RawFeedback),
}

const NONE: &str = "none";

impl FeedbackName {
}

impl FromToml for FeedbackName {
    fn shape() -> Shape {
        let declined = Words::new("die Kommune will keinen Weg", "the municipality wants no way");
        Shape::RecordOr(&RawFeedback::INFO, vec![(NONE, declined)])
    }

    fn read(value: &Spanned<DeValue<'_>>, reader: &mut Reader<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(_) => RawFeedback::read(value, reader).map(Self::Told),
            DeValue::String(word) if word == NONE => Some(Self::Declined),
            DeValue::String(word) => {
                no_such_word(value, word, reader);
                None
            }
            _ => {
                let expected =
                    Text::new("eine Tabelle { to = … } oder \"none\"", "a table { to = … } or \"none\"");
                reader.wrong_type(value, &expected);
                None
            }
        }
    }
}

/// A text that is not `"none"`: mostly the organization alone.
fn no_such_word(value: &Spanned<DeValue<'_>>, word: &str, reader: &mut Reader<'_>) {
    let span = reader.span(value.span());
    let finding = problems::WRONG_VALUE.report(
        span,
        text!(
            "„{word}“ ist hier kein bekanntes Wort: es wird {{ to = … }} oder „none“ erwartet",
            "\"{word}\" is not a known word here: {{ to = … }} or \"none\" is expected"
        ),
    );
    let is_name = Reference::parse(word).is_ok();
    let finding = if nearest(word, [NONE]).is_some() {
        finding.help(text!(
            "meinten Sie „none“ (kein Weg gewollt, mit feedback-reason)?",
            "did you mean \"none\" (no way wanted, with feedback-reason)?"
        ))
    } else if is_name {
        finding
            .help(text!("schreiben Sie {{ to = \"{word}\" }}", "write {{ to = \"{word}\" }}"))
            .edit(span, format!("{{ to = \"{word}\" }}"))
    } else {
        finding.help(text!(
            "schreiben Sie {{ to = \"…\" }} mit der Kennung einer Stelle",
            "write {{ to = \"…\" }} with the id of an organization"
        ))
    };
    reader.diagnostics.push(finding);
}

record! {
    /// `feedback = { … }`
    pub struct RawFeedback = "feedback", "ein Feedback-Weg (S10)", "a feedback path (S10)" {
        to: Reference = "to" (required), "an wen", "to whom";
        channel: ChannelKind = "channel", "Kanal", "channel";
        agreed: Date = "agreed", "abgesprochen am", "agreed on";
        services: List<Reference> = "services", "für welche Onlinedienste; ohne Angabe für alle", "for which services; left out: all";
    }
}
