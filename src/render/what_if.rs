//! What would be if, on a terminal.

use super::lines::{Lines, municipalities, people};
use crate::text::{Language, Words};
use crate::view::difference::DifferenceView;
use crate::view::what_if::WhatIf;

type Say<'s> = &'s dyn Fn(&'static str, &'static str) -> &'static str;

/// The kinds of differences in the order in which they are told, with their headings.
pub(super) const SECTIONS: [(&str, Words); 9] = [
    ("lost", Words::new("Niemand antwortet mehr", "Nobody answers any more")),
    ("opened", Words::new("Neu verlangt, und niemand antwortet", "Newly required, and nobody answers")),
    ("channel-lost", Words::new("Nicht mehr auf jedem Kanal", "No longer on every channel")),
    ("owner-changed", Words::new("Andere übernehmen", "Others take over")),
    ("channel-gained", Words::new("Auf mehr Kanälen", "On more channels")),
    ("gained", Words::new("Jetzt beantwortet", "Answered now")),
    ("started", Words::new("Neu verlangt und beantwortet", "Newly required and answered")),
    ("dropped", Words::new("Nicht mehr verlangt", "No longer required")),
    (
        "reason-changed",
        Words::new("Weiter ohne Antwort, aus anderem Grund", "Still unanswered, for another reason"),
    ),
];

/// The whole answer.
pub fn text(what_if: &WhatIf, language: Language, width: usize) -> String {
    let say = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let mut lines = Lines::new(width);
    lines.line(0, &what_if.supposed);
    for deputy in &what_if.deputies {
        lines.line(0, deputy);
    }
    lines.blank();
    summary(what_if, language, &mut lines, &say);
    for (kind, heading) in SECTIONS {
        section(&what_if.differences, kind, heading.get(language), language, &mut lines);
    }
    if !what_if.ways.is_empty() {
        lines.heading(say("Vereinbarte Wege, die fehlen", "Agreed ways that are gone"));
        for way in &what_if.ways {
            lines.point(0, &way.words);
            lines.line(2, &way.places);
            let remaining = if way.remaining.is_empty() {
                say("kein anderer vereinbarter Weg", "no other agreed way").to_owned()
            } else {
                format!("{} {}", say("es bleibt:", "remaining:"), way.remaining.join(", "))
            };
            lines.line(2, &remaining);
        }
    }
    if !what_if.feedback.is_empty() {
        lines.heading(say("Feedback kommt nicht mehr an", "Feedback does not arrive any more"));
        for entry in &what_if.feedback {
            lines.point(0, entry);
        }
    }
    lines.finish()
}

fn summary(what_if: &WhatIf, language: Language, lines: &mut Lines, say: Say<'_>) {
    let lost = &what_if.lost;
    if lost.count == 0 {
        lines.line(
            0,
            say(
                "Jede Frage bleibt so beantwortet wie zuvor oder von anderen.",
                "Every question is answered as before, or by others.",
            ),
        );
        return;
    }
    let services = if lost.services.len() == 1 {
        say("Onlinedienst", "service")
    } else {
        say("Onlinediensten", "services")
    };
    let when = lost.when.as_deref().unwrap_or_default();
    lines.line(
        0,
        &format!(
            "{} {when}: {}{}, {} {} {services}.",
            say("Ohne Antwort ab", "Unanswered from"),
            municipalities(lost.count, language),
            people(lost.inhabitants, language),
            say("bei", "in"),
            lost.services.len(),
        ),
    );
}

/// The differences of one kind under a heading.
pub(super) fn section(
    differences: &[DifferenceView],
    kind: &str,
    heading: &str,
    language: Language,
    lines: &mut Lines,
) {
    let say = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let mut found = differences.iter().filter(|difference| difference.kind == kind).peekable();
    if found.peek().is_none() {
        return;
    }
    lines.heading(heading);
    for difference in found {
        let component = difference.component.as_ref().map(|name| format!(": {name}")).unwrap_or_default();
        let part = difference.part.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        lines.point(0, &format!("{}{part}, {}{component}", difference.name, difference.cell));
        let people = people(difference.inhabitants, language);
        lines.line(2, &format!("{}: {}{people}", difference.when, difference.places));
        lines.line(2, &format!("{} {}", say("bisher:", "so far:"), difference.before.words.join("; ")));
        lines.line(2, &format!("{} {}", say("dann:", "then:"), difference.after.words.join("; ")));
    }
}
