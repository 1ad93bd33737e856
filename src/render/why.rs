//! The competition for a cell on a terminal.

use super::lines::Lines;
use crate::text::{Language, Words};
use crate::view::why::{Case, RecordView, Why};

/// As many records that miss are shown; more are counted, and JSON has them all.
const MISSES: usize = 5;

/// All competitions.
pub fn text(why: &Why, language: Language, width: usize) -> String {
    let say = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let mut lines = Lines::new(width);
    lines.line(0, &format!("{} ({}), {}, {}", why.name, why.service, why.cell, why.when));
    if why.cases.is_empty() {
        lines.blank();
        lines.line(0, say("Hier nutzt niemand diesen Onlinedienst.", "Nobody uses this service here."));
    }
    for case in &why.cases {
        case_text(case, &mut lines, &say);
    }
    lines.finish()
}

fn case_text(case: &Case, lines: &mut Lines, say: &impl Fn(&'static str, &'static str) -> &'static str) {
    let component = case.component.as_ref().map(|name| format!(": {name}")).unwrap_or_default();
    let parts = if case.parts.is_empty() { String::new() } else { format!(" ({})", case.parts.join(", ")) };
    lines.heading(&format!("{}{parts}{component}", case.places));
    for note in case.notes.iter().chain(&case.result) {
        lines.line(0, note);
    }
    let part = |fates: &'static [&'static str]| {
        case.records.iter().filter(move |record| fates.contains(&record.fate))
    };
    let sections = [
        (say("Im Wettbewerb", "Competing"), &["wins", "agrees", "rivals", "loses"][..]),
        (say("Passt, gilt aber nicht", "Fits, but does not hold"), &["not-then", "not-operating"][..]),
        (say("Gleicher Level, passt nicht", "Same level, does not fit"), &["misses"][..]),
    ];
    for (heading, fates) in sections {
        let limit = if fates == ["misses"] { MISSES } else { usize::MAX };
        let count = part(fates).count();
        if count == 0 {
            continue;
        }
        lines.blank();
        lines.line(0, heading);
        for record in part(fates).take(limit) {
            record_text(record, lines);
        }
        if count > limit {
            lines.point(2, &format!("{} {}", count - limit, say("weitere", "more")));
        }
    }
    if !case.claims.is_empty() {
        lines.blank();
        lines.line(0, say("Wer ist zuständig (@competent)", "Who is competent (@competent)"));
        for claim in &case.claims {
            let mark = if claim.wins { "  > " } else { "  - " };
            let text = format!("{} ({}): {}", claim.organization, claim.ground, claim.words);
            lines.put(mark, "    ", &text);
        }
    }
}

fn record_text(record: &RecordView, lines: &mut Lines) {
    let mark = match record.fate {
        "wins" | "agrees" => "  > ",
        "rivals" => "  ! ",
        _ => "  - ",
    };
    let id = record.id.as_ref().map(|id| format!("{id}, ")).unwrap_or_default();
    lines.put(mark, "    ", &format!("{}: {id}{}", record.ground, record.owner));
    for words in &record.words {
        lines.line(6, words);
    }
}
