//! What a change to the files means: for a terminal, and as Markdown to be pasted into a merge request.

use std::fmt::Write as _;

use super::lines::{Lines, municipalities, people};
use super::markdown::{self, tidy};
use super::what_if::SECTIONS;
use crate::text::list::{Case, short_list};
use crate::text::{Language, Words};
use crate::view::diff::{ContactView, Diff, FeedbackView, Part};
use crate::view::diff_ways::{ChannelView, WayView};
use crate::view::difference::DifferenceView;

/// As many municipalities are named on a terminal; more are counted.
const NAMED: usize = 12;
/// As many are named in Markdown, folded up: a comment must stay within what the site takes.
const LISTED: usize = 500;

const GRADES: [Words; 2] = [Words::new("Bricht", "Breaks"), Words::new("Zu sagen", "To be told")];
const INFORM: Words = Words::new("Zu informieren", "To be informed");
const REACHED: Words = Words::new("Anders zu erreichen", "Reached otherwise");
const WAYS: Words = Words::new("Vereinbarte Wege", "Agreed ways");
const FEEDBACK: Words = Words::new("Feedback der Kommunen", "Feedback of municipalities");

/// What the heads of both forms say.
struct Head {
    compared: String,
    breaking: String,
    told: String,
    silent: String,
}

fn head(diff: &Diff, language: Language) -> Head {
    let Diff { before, after, day, .. } = diff;
    let say = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let nothing = |part: &Part, words: Words| {
        if part.is_empty() { words.get(language).to_owned() } else { reach(part, language) }
    };
    let files = diff.silent.files;
    let differ = match files {
        0 => say("Die Dateien sind gleich.", "The files are the same.").to_owned(),
        1 => say("1 Datei unterscheidet sich", "1 file differs").to_owned(),
        _ => format!("{files} {}", say("Dateien unterscheiden sich", "files differ")),
    };
    let rest = say(
        "was hier nicht steht, ändert für niemanden etwas.",
        "what is not told here changes nothing for anybody.",
    );
    Head {
        compared: format!(
            "{} {before} → {after}, {} {day}",
            say("Was sich ändert:", "What changes:"),
            say("ab", "from"),
        ),
        breaking: nothing(&diff.breaking, Words::new("nichts", "nothing")),
        told: nothing(&diff.told, Words::new("nichts", "nothing")),
        silent: if files == 0 { differ } else { format!("{differ}; {rest}") },
    }
}

/// "14 Kommunen, 1.234 Menschen, ab 1. Juli 2027, bei 2 Onlinediensten".
fn reach(part: &Part, language: Language) -> String {
    let say = |de: &'static str, en: &'static str| Words::new(de, en).get(language);
    let reach = &part.reach;
    let mut words =
        format!("{}{}", municipalities(reach.count, language), people(reach.inhabitants, language));
    if let Some(when) = &reach.when {
        words = format!("{words}, {} {when}", say("ab", "from"));
    }
    match reach.services.len() {
        0 => words,
        1 => format!("{words}, {}", say("bei 1 Onlinedienst", "in 1 service")),
        count => format!("{words}, {} {count} {}", say("bei", "in"), say("Onlinediensten", "services")),
    }
}

/// For a terminal.
pub fn text(diff: &Diff, language: Language, width: usize) -> String {
    let mut lines = Lines::new(width);
    let head = head(diff, language);
    lines.line(0, &head.compared);
    lines.blank();
    let [breaks, told] = GRADES.map(|words| words.get(language));
    let before = breaks.chars().count().max(told.chars().count());
    for (name, words) in [(breaks, &head.breaking), (told, &head.told)] {
        let pad = " ".repeat(before - name.chars().count());
        lines.put(&format!("{name}:{pad} "), &" ".repeat(before + 2), words);
    }
    lines.line(0, &head.silent);
    for (part, grade) in [(&diff.breaking, breaks), (&diff.told, told)] {
        sections(part, grade, language, &mut lines);
    }
    inform(diff, language, &mut lines);
    lines.finish()
}

fn sections(part: &Part, grade: &str, language: Language, lines: &mut Lines) {
    for (kind, heading) in SECTIONS {
        let heading = format!("{grade}: {}", heading.get(language));
        super::what_if::section(&part.differences, kind, &heading, language, lines);
    }
    let (so_far, then) = sides(language);
    if !part.contacts.is_empty() {
        lines.heading(&format!("{grade}: {}", REACHED.get(language)));
    }
    for contact in &part.contacts {
        lines.point(0, &format!("{} ({})", contact.name, contact.id));
        lines.line(2, &matters(contact, language));
        for channel in &contact.channels {
            lines.line(2, &format!("{}, {so_far} {}", channel.kind, side(&channel.before, language)));
            lines.line(2, &format!("{}, {then} {}", channel.kind, side(&channel.after, language)));
        }
    }
    if !part.feedback.is_empty() {
        lines.heading(&format!("{grade}: {}", FEEDBACK.get(language)));
    }
    for change in &part.feedback {
        lines.point(0, &format!("{}: {}", change.name, place(change, language)));
        lines.line(2, &format!("{so_far} {}", change.before));
        lines.line(2, &format!("{then} {}", change.after));
    }
    if !part.ways.is_empty() {
        lines.heading(&format!("{grade}: {}", WAYS.get(language)));
    }
    for way in &part.ways {
        lines.point(0, &way.way);
        if !way.places.is_empty() {
            lines.line(2, &way.places);
        }
        lines.line(2, &format!("{so_far} {}", terms(&way.before, language)));
        lines.line(2, &format!("{then} {}", terms(&way.after, language)));
    }
}

const fn sides(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::De => ("bisher:", "dann:"),
        Language::En => ("so far:", "then:"),
    }
}

fn side(ways: &[String], language: Language) -> String {
    if ways.is_empty() { Words::new("nichts", "nothing").get(language).to_owned() } else { ways.join("; ") }
}

fn terms(ways: &[String], language: Language) -> String {
    if ways.is_empty() { Words::new("kein Weg", "no way").get(language).to_owned() } else { ways.join("; ") }
}

fn matters(contact: &ContactView, language: Language) -> String {
    if contact.count == 0 {
        return Words::new("keine Kommune wendet sich dorthin", "no municipality turns there")
            .get(language)
            .to_owned();
    }
    format!("{}{}", contact.places, people(contact.inhabitants, language))
}

fn place(change: &FeedbackView, language: Language) -> String {
    format!("{}{}", change.places, people(change.inhabitants, language))
}

/// Names up to a limit, the rest counted.
fn named(diff: &Diff, limit: usize, language: Language, name: impl Fn(&str, &str) -> String) -> String {
    let all = &diff.inform.municipalities;
    let names: Vec<String> = all.iter().map(|place| name(&place.name, &place.key)).collect();
    if names.len() <= limit + 1 {
        return names.join(", ");
    }
    short_list(&names, limit, Case::Nominative).get(language).to_owned()
}

fn inform(diff: &Diff, language: Language, lines: &mut Lines) {
    let places = &diff.inform.municipalities;
    if places.is_empty() && diff.inform.organizations.is_empty() {
        return;
    }
    lines.heading(INFORM.get(language));
    if !places.is_empty() {
        let names = named(diff, NAMED, language, with_key);
        lines.point(0, &format!("{}: {names}", municipalities(places.len(), language)));
    }
    for partner in &diff.inform.organizations {
        let email = partner.email.as_ref().map(|email| format!(", {email}")).unwrap_or_default();
        lines.point(0, &format!("{} ({}){email}", partner.name, partner.id));
        lines.line(2, &partner.why.join(", "));
    }
}

/// "Aurich (03452)"; a place without a name is its key.
fn with_key(name: &str, key: &str) -> String {
    if name == key { key.to_owned() } else { format!("{name} ({key})") }
}

/// As Markdown: begins with a heading of second order; whatever names contain stays text.
pub fn markdown(diff: &Diff, language: Language) -> String {
    let head = head(diff, language);
    let [breaks, told] = GRADES.map(|words| words.get(language));
    let mut out = vec![
        format!("## {}", escape(&head.compared)),
        String::new(),
        format!("- **{breaks}:** {}", escape(&head.breaking)),
        format!("- **{told}:** {}", escape(&head.told)),
        format!("- {}", escape(&head.silent)),
    ];
    for (part, grade) in [(&diff.breaking, breaks), (&diff.told, told)] {
        for (kind, heading) in SECTIONS {
            let of_kind = part.differences.iter().filter(|found| found.kind == kind);
            let points: Vec<String> = of_kind.map(|found| point(found, language)).collect();
            block(&mut out, grade, heading.get(language), points);
        }
        let contacts = part.contacts.iter().map(|contact| contact_point(contact, language)).collect();
        block(&mut out, grade, REACHED.get(language), contacts);
        let feedback = part.feedback.iter().map(|change| feedback_point(change, language)).collect();
        block(&mut out, grade, FEEDBACK.get(language), feedback);
        let ways = part.ways.iter().map(|way| way_point(way, language)).collect();
        block(&mut out, grade, WAYS.get(language), ways);
    }
    markdown_inform(diff, language, &mut out);
    tidy(&out.join("\n"))
}

/// A value as text. A name that mentions somebody ("@all") would call people where the comment is pasted: an invisible mark
/// after the sign keeps that from happening; addresses stay as they are.
fn escape(value: &str) -> String {
    let mut out = String::new();
    for letter in markdown::escape(value).chars() {
        let mentions = letter == '@' && !out.ends_with(|before: char| before.is_alphanumeric());
        out.push(letter);
        if mentions {
            out.push('\u{2060}');
        }
    }
    out
}

fn block(out: &mut Vec<String>, grade: &str, heading: &str, points: Vec<String>) {
    if points.is_empty() {
        return;
    }
    out.extend([String::new(), format!("### {grade}: {heading}"), String::new()]);
    out.extend(points);
}

fn point(found: &DifferenceView, language: Language) -> String {
    let (so_far, then) = sides(language);
    let component = found.component.as_ref().map(|name| format!(": {name}")).unwrap_or_default();
    let part = found.part.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
    let title = format!("{}{part}, {}{component}", found.name, found.cell);
    let people = people(found.inhabitants, language);
    let when = format!("{}: {}{people}", found.when, found.places);
    let (before, after) = (found.before.words.join("; "), found.after.words.join("; "));
    format!(
        "- **{}**\n  - {}\n  - {so_far} {}\n  - {then} {}",
        escape(&title),
        escape(&when),
        escape(&before),
        escape(&after)
    )
}

fn contact_point(contact: &ContactView, language: Language) -> String {
    let (so_far, then) = sides(language);
    let title = format!("{} ({})", contact.name, contact.id);
    let mut point = format!("- **{}**\n  - {}", escape(&title), escape(&matters(contact, language)));
    for ChannelView { kind, before, after } in &contact.channels {
        let [before, after] = [before, after].map(|ways| escape(&side(ways, language)));
        // Writing into a string cannot fail.
        let _ = write!(point, "\n  - {kind}, {so_far} {before}\n  - {kind}, {then} {after}");
    }
    point
}

fn feedback_point(change: &FeedbackView, language: Language) -> String {
    let (so_far, then) = sides(language);
    let title = escape(&change.name);
    let (place, before, after) =
        (escape(&place(change, language)), escape(&change.before), escape(&change.after));
    format!("- **{title}**\n  - {place}\n  - {so_far} {before}\n  - {then} {after}")
}

fn way_point(way: &WayView, language: Language) -> String {
    let (so_far, then) = sides(language);
    let title = escape(&way.way);
    let places = if way.places.is_empty() { String::new() } else { format!("\n  - {}", escape(&way.places)) };
    let [before, after] = [&way.before, &way.after].map(|ways| escape(&terms(ways, language)));
    format!("- **{title}**{places}\n  - {so_far} {before}\n  - {then} {after}")
}

fn markdown_inform(diff: &Diff, language: Language, out: &mut Vec<String>) {
    let places = &diff.inform.municipalities;
    let organizations = diff.inform.organizations.iter().map(|partner| {
        let email = partner.email.as_ref().map(|email| format!(", {email}")).unwrap_or_default();
        let who = format!("{} ({}){email}", partner.name, partner.id);
        format!("- **{}**: {}", escape(&who), partner.why.join(", "))
    });
    let points: Vec<String> = organizations.collect();
    if places.is_empty() && points.is_empty() {
        return;
    }
    out.extend([String::new(), format!("### {}", INFORM.get(language)), String::new()]);
    out.extend(points);
    if places.is_empty() {
        return;
    }
    let names = named(diff, LISTED, language, |name, key| escape(&with_key(name, key)));
    let count = municipalities(places.len(), language);
    out.extend([
        String::new(),
        format!("<details><summary>{count}</summary>"),
        String::new(),
        // Never at the beginning of a line: a name like "/close" would be a command there.
        format!("- {names}"),
        String::new(),
        "</details>".to_owned(),
    ]);
}
