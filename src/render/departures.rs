//! The rehearsal of a departure on a terminal.

use super::lines::Lines;
use crate::text::{Language, Words};
use crate::view::departures::{Departures, Holder};

/// All holders, one after another.
pub fn text(departures: &Departures, language: Language, width: usize) -> String {
    let say = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let mut lines = Lines::new(width);
    if let Some(mailbox) = &departures.mailbox {
        lines.line(0, &format!("{} {mailbox}, {}", say("Postfach", "Mailbox"), departures.when));
        if departures.holders.is_empty() {
            lines.line(
                0,
                say("Über dieses Postfach ist niemand erreichbar.", "Nobody is reached over this mailbox."),
            );
        }
    }
    for holder in &departures.holders {
        lines.blank();
        lines.line(0, &format!("{} ({}), {}", holder.name, holder.organization, departures.when));
        lines.line(0, &holder.deputy);
        if let Some(remaining) = &holder.remaining {
            let list = if remaining.is_empty() {
                say("über nichts anderes", "by nothing else").to_owned()
            } else {
                remaining.join("; ")
            };
            lines.line(0, &format!("{} {list}", say("Sonst erreichbar:", "Reached otherwise:")));
        }
        duties(holder, &mut lines, &say);
        for (kind, heading) in [
            ("lost", say("Niemand antwortet mehr", "Nobody answers any more")),
            ("channel-lost", say("Nicht mehr auf jedem Kanal", "No longer on every channel")),
            ("owner-changed", say("Andere übernehmen", "Others take over")),
            ("dropped", say("Nicht mehr verlangt", "No longer required")),
            ("opened", say("Neu verlangt, und niemand antwortet", "Newly required, and nobody answers")),
        ] {
            super::what_if::section(&holder.differences, kind, heading, language, &mut lines);
        }
    }
    lines.finish()
}

fn duties(holder: &Holder, lines: &mut Lines, say: &impl Fn(&'static str, &'static str) -> &'static str) {
    lines.blank();
    let count = holder.duties.len();
    let orphaned = holder.orphaned;
    if count == 0 {
        lines.line(0, say("Daran hängt keine Aufgabe.", "No duty hangs on it."));
        return;
    }
    let (duties, of_these) = match count {
        1 => (say("Aufgabe", "duty"), say("verwaist", "orphaned")),
        _ => (say("Aufgaben", "duties"), say("davon verwaist", "of these orphaned")),
    };
    lines.line(0, &format!("{count} {duties}, {of_these}: {orphaned}"));
    let mut heading = "";
    for duty in &holder.duties {
        if duty.role != heading {
            heading = &duty.role;
            lines.heading(heading);
        }
        lines.point(0, &format!("{} ({})", duty.what, duty.ground));
        let mark = if duty.heir == "orphaned" { "! " } else { "" };
        lines.line(2, &format!("{mark}{}", duty.falls_to));
    }
}
