//! A Kommune's page: who is competent, who answers, whom it asks about the solutions, where feedback goes, what is left to do.

use std::collections::BTreeSet;

use super::super::facts::{Aspect, Output};
use super::blocks::{Block, Inline, part, parts, quotes, tables};
use super::{Claims, duties, feedback, words};

/// The claims of a page.
pub fn read(claims: &mut Claims<'_>, blocks: &[Block]) {
    claims.say(None, Aspect::Asked(Output::Page), "yes");
    let (own, answered) = introduction(claims, blocks);
    if let Some(section) = part(blocks, "Wen fragen Bürgerinnen und Bürger?") {
        for (heading, below) in parts(&section, 3).into_iter().skip(1) {
            citizens(claims, &services_of(claims, &heading.text, &below), &below);
        }
    }
    if let Some(section) = part(blocks, "Was sagen wir, wenn jemand fragt?") {
        elsewhere(claims, &section, &answered);
    }
    // Also one that will be competent asks and tells somebody.
    let Some(section) = part(blocks, "Wen rufen wir an, und womit?") else {
        assert!(own.is_empty(), "a competent Kommune asks somebody");
        return;
    };
    for (heading, below) in parts(&section, 3).into_iter().skip(1) {
        if heading.text == "Fragen zur Supportlösung" {
            contacts(claims, &below);
        } else {
            let name = heading
                .text
                .strip_prefix("Fragen zu ")
                .unwrap_or_else(|| panic!("no questions: {heading:?}"));
            second(claims, &services_of(claims, name, &below), &below);
        }
    }
    feedback::read(
        claims,
        &part(blocks, "Wohin geht unser Feedback, und was wird daraus?").expect("feedback is spoken of"),
    );
    left(claims, &part(blocks, "Was ist noch zu tun?").expect("what is left is spoken of"));
}

/// The first sentences: what the Kommune is competent for, and who is for the rest. Returns its own services, and those about
/// which somebody answers who is not the competent authority.
fn introduction(claims: &mut Claims<'_>, blocks: &[Block]) -> (Vec<String>, Vec<String>) {
    let first = blocks.iter().find_map(|block| match block {
        Block::Paragraph(text) => Some(text),
        _ => None,
    });
    let text = first.expect("a page begins with a sentence").text.as_str();
    let all: Vec<String> =
        part(blocks, "Wen fragen Bürgerinnen und Bürger?").map_or_else(Vec::new, |section| {
            parts(&section, 3)
                .iter()
                .skip(1)
                .flat_map(|(head, below)| services_of(claims, &head.text, below))
                .collect()
        });
    let marked = text.replace(". Für ", ".\nFür ").replace(". Wer für ", ".\nWer für ");
    let mut sentences = marked.split('\n').map(|sentence| sentence.trim_end_matches('.'));
    let opening = sentences.next().unwrap_or_default();
    let own = if let Some((_, services)) = opening.split_once(" ist zuständig für ") {
        words::services(services, claims.names)
    } else {
        let known = [
            " ist für keinen der Onlinedienste zuständig",
            " ist noch für keinen der Onlinedienste zuständig",
            " nutzt noch keinen Onlinedienst",
        ];
        assert!(
            known.iter().any(|words| opening.ends_with(words)),
            "no opening of a known kind: {opening:?}"
        );
        Vec::new()
    };
    let later = later(claims, blocks);
    for service in all.iter().filter(|service| !own.contains(service) && !later.contains(service)) {
        claims.say(Some(service), Aspect::Owes, "no");
    }
    let answered = sentences.flat_map(|sentence| other(claims, sentence, &all)).collect();
    (own, answered)
}

/// "Ab 1. März 2027 ist … zuständig für A (Amt)": the services.
fn later(claims: &Claims<'_>, blocks: &[Block]) -> Vec<String> {
    let services = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) if text.text.starts_with("Ab ") => {
            Some(text.text.split_once(" zuständig für ")?.1.split_once(" (")?.0)
        }
        _ => None,
    });
    services.flat_map(|services| words::services(services, claims.names)).collect()
}

/// "Für A ist zuständig: B", and its like. Returns the services about which others answer than a competent authority.
fn other(claims: &mut Claims<'_>, sentence: &str, all: &[String]) -> Vec<String> {
    if let Some(office) = sentence.strip_prefix("Für alle ist zuständig: ") {
        competent(claims, all, &words::office(office, claims.names));
        return Vec::new();
    }
    let endings = [
        (" ist hier noch keine zuständige Behörde genannt", Some("nobody")),
        (" zuständig ist, ist nicht zu entscheiden, weil eine Angabe unklar ist", Some("undecidable")),
        (" sind zwei Behörden zugleich genannt; das Land muss es klären", Some("several")),
        (" ist erst für einen Teil der Orte eine zuständige Behörde genannt; unten steht, für welche", None),
        (" sind mehrere Behörden zuständig; sie stehen unten", None),
        (" antworten mehrere Stellen; sie stehen unten", None),
        (" antwortet hier noch niemand", None),
    ];
    let topic = sentence.strip_prefix("Wer für ").or_else(|| sentence.strip_prefix("Für "));
    let topic = topic.unwrap_or_else(|| panic!("no sentence on competence: {sentence:?}"));
    for (ending, value) in endings {
        if let Some(services) = topic.strip_suffix(ending) {
            let services = words::services(services, claims.names);
            let Some(value) = value else { return services };
            competent(claims, &services, value);
            return Vec::new();
        }
    }
    // Where no competent authority is asked, who answers is named; the tables below say when.
    if let Some((services, office)) = topic.split_once(" antwortet: ") {
        words::office(office, claims.names);
        return words::services(services, claims.names);
    }
    let (services, office) = topic
        .split_once(" ist zuständig: ")
        .unwrap_or_else(|| panic!("no sentence on competence: {sentence:?}"));
    let services = words::services(services, claims.names);
    competent(claims, &services, &words::office(office, claims.names));
    Vec::new()
}

fn competent(claims: &mut Claims<'_>, services: &[String], value: &str) {
    for service in services {
        claims.say(Some(service), Aspect::Competent, value);
    }
}

/// The services of a heading: named there, or, where they are many, in the sentence below.
fn services_of(claims: &Claims<'_>, heading: &str, below: &[Block]) -> Vec<String> {
    let counted = heading.contains(" Onlinedienste");
    let named = below.iter().find_map(|block| match block {
        Block::Paragraph(text) if counted => text.text.strip_prefix("Das sind ")?.strip_suffix('.'),
        _ => None,
    });
    words::services(named.unwrap_or(heading), claims.names)
}

/// Whether a paragraph is a heading of its own: the places that what follows is about.
fn is_group(text: &Inline) -> bool {
    text.strong.len() == 1 && text.strong[0] == text.text
}

fn is_grouped(below: &[Block]) -> bool {
    below.iter().any(|block| matches!(block, Block::Paragraph(text) if is_group(text)))
}

/// Who answers citizens about some services.
fn citizens(claims: &mut Claims<'_>, services: &[String], below: &[Block]) {
    let mut is_told_by_place = false;
    for block in below {
        let Block::Paragraph(text) = block else { continue };
        match text.text.as_str() {
            "Zuständig ist:" | "Zuständig sind:" => is_told_by_place = true,
            "Noch ist keine zuständige Behörde genannt." => competent(claims, services, "nobody"),
            "Hier sind zwei Behörden zugleich genannt; das Land muss es klären." => {
                competent(claims, services, "several");
            }
            "Wer zuständig ist, ist nicht zu entscheiden, weil eine Angabe unklar ist." => {
                competent(claims, services, "undecidable");
            }
            other => {
                let known = [
                    "Das sind ",
                    "Wer dort heute und später antwortet",
                    "Für die übrigen Orte ist noch keine zuständige Behörde",
                    "Für andere Orte sind zwei Behörden zugleich genannt",
                    "Wer für andere Orte zuständig ist",
                    "Hier noch nicht geplant.",
                    "Der Tag des Starts ist nicht eindeutig angegeben.",
                    "Start: ",
                    "Ende: ",
                    "Kontaktformulare:",
                ];
                let is_known = is_group(text) || known.iter().any(|words| other.starts_with(words));
                assert!(is_known, "no sentence of a known kind: {other:?}");
            }
        }
    }
    let all: Vec<(&[String], &[Vec<String>])> = tables(below).collect();
    if is_told_by_place || is_grouped(below) || all.is_empty() {
        return;
    }
    let [(head, rows)] = all.as_slice() else { panic!("{services:?}: first level has several tables") };
    assert_eq!(head[..2], ["Wann", "Wer antwortet"], "the table of first level");
    let Some(who) = words::answering(&rows[0][1], claims.names) else {
        panic!("a page names who answers: {:?}", rows[0])
    };
    for service in services {
        claims.say(Some(service), Aspect::Answers("first".to_owned()), who.clone());
    }
}

/// Where people are sent who ask a Kommune that is not competent.
fn elsewhere(claims: &mut Claims<'_>, section: &[Block], answered: &[String]) {
    for block in section {
        let Block::Item(_, text) = block else { continue };
        let [said] = text.strong.as_slice() else { panic!("no contact: {text:?}") };
        let (before, after) = text.text.split_once(said.as_str()).unwrap();
        if before.is_empty() || after.starts_with(" für ") {
            continue;
        }
        let services = words::services(before.trim_end_matches(": "), claims.names);
        match said.as_str() {
            "hier fehlt noch eine zuständige Behörde" => competent(claims, &services, "nobody"),
            "für die übrigen Orte fehlt noch eine zuständige Behörde"
            | "hier ist noch zu klären, wer zuständig ist"
            | "hier antwortet noch niemand" => {}
            office => {
                let office = words::office(office, claims.names);
                let asked = services.into_iter().filter(|service| !answered.contains(service));
                competent(claims, &asked.collect::<Vec<_>>(), &office);
            }
        }
    }
}

/// Whom the Kommune itself asks about some services.
fn second(claims: &mut Claims<'_>, services: &[String], below: &[Block]) {
    if is_grouped(below) {
        return;
    }
    let mut seen = BTreeSet::new();
    for (head, rows) in tables(below) {
        assert_eq!(head[..2], ["Frage", "Wer hilft im Second Level"], "the table of second level");
        for row in rows {
            let (track, rest) = words::question(&row[0]);
            if rest.starts_with(": ") || !seen.insert(track) {
                continue;
            }
            let Some(who) = words::answering(&row[1], claims.names) else {
                panic!("a page names who helps: {row:?}")
            };
            for service in services {
                claims.say(Some(service), Aspect::Answers(format!("second/{track}")), who.clone());
            }
        }
    }
    for box_ in quotes(below) {
        let rest =
            box_.text.strip_prefix("Hier fehlt eine Stelle: ").unwrap_or_else(|| panic!("no gap: {box_:?}"));
        let (cell, when) = words::cell(rest.split(". Darum").next().unwrap());
        if when.strip_prefix(", ").is_some_and(words::is_judged_day) {
            for service in services {
                claims.say(Some(service), Aspect::Answers(cell.clone()), "nobody");
            }
        }
    }
}

/// Whom the Kommune asks about the interim and the long-term solution.
fn contacts(claims: &mut Claims<'_>, below: &[Block]) {
    let mut told = 0;
    for block in below {
        let Block::Item(_, text) = block else { continue };
        let (which, who) = text.text.split_once(": ").unwrap_or_else(|| panic!("no contact: {text:?}"));
        let value = match who {
            "noch nicht benannt" => "none".to_owned(),
            "nicht zu entscheiden, weil eine Angabe unklar ist" => "undecidable".to_owned(),
            who => words::office(who, claims.names),
        };
        let aspects = match which {
            "für beide" => vec![Aspect::InterimContact, Aspect::LongTermContact],
            "Interimslösung" => vec![Aspect::InterimContact],
            "langfristige Lösung" => vec![Aspect::LongTermContact],
            other => panic!("no solution: {other:?}"),
        };
        for aspect in aspects {
            told += 1;
            claims.say(None, aspect, value.clone());
        }
    }
    assert_eq!(told, 2, "both solutions have a contact or none");
}

/// What is left to do.
fn left(claims: &mut Claims<'_>, section: &[Block]) {
    let mut open: Vec<&str> = Vec::new();
    let (mut is_done, mut steps) = (false, None);
    for block in section {
        match block {
            Block::Item(Some(false), text) => open.push(&text.text),
            Block::Paragraph(text) if text.text == "Alles erledigt. Danke!" => is_done = true,
            Block::Paragraph(text) if text.text == "Zur Übersicht" || text.text.starts_with("Stand: ") => {}
            Block::Paragraph(text) => {
                let told = words::steps(&text.text);
                steps = Some(told.unwrap_or_else(|| panic!("nothing on what is left: {text:?}")));
            }
            Block::Quote(_) => {}
            other => panic!("no duty of a known kind: {other:?}"),
        }
    }
    let is_left = !open.is_empty() || steps.as_deref().is_some_and(|steps| !is_all(steps));
    assert_ne!(is_done, is_left, "something is left, or all is done");
    if let Some(steps) = steps {
        claims.say(None, Aspect::Steps(None), steps);
    }
    claims.say(None, duties::step("*"), if is_done { "all" } else { "open" });
    let kommune = claims.kommune.clone().expect("a page is about a Kommune");
    duties::read(claims, &kommune, open);
}

/// Whether `3/3` is all.
fn is_all(steps: &str) -> bool {
    steps.split_once('/').is_some_and(|(done, all)| done == all)
}
