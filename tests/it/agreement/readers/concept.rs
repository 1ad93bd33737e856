//! The support concept: gaps, who answers where, knowledge, contacts, figures.

use super::super::facts::Aspect;
use super::blocks::{Block, part, parts, quotes, tables};
use super::duties::step;
use super::gaps::Rows;
use super::{Claims, words};

/// The claims of a support concept.
pub fn read(claims: &mut Claims<'_>, blocks: &[Block]) {
    let opening = parts(blocks, 2).remove(0).1;
    missing(claims, &opening);
    let services = opening.iter().find_map(|block| match block {
        Block::Paragraph(text) => {
            Some(text.text.split_once(" nutzt mit: ")?.1.split_once(". Betreibendes Land")?.0.to_owned())
        }
        _ => None,
    });
    let services = words::services(&services.expect("a concept says what the state uses"), claims.names);
    let mut rows = Rows::default();
    let first = part(blocks, "First Level Support").expect("a concept speaks of first level");
    table(claims, &mut rows, "first", &first);
    for (level, heading) in [("second", "Second Level Support"), ("third", "Third Level Support")] {
        let section = part(blocks, heading).expect("a concept speaks of all levels");
        for (heading, below) in parts(&section, 3).into_iter().skip(1) {
            let track = match heading.text.split(',').next().unwrap() {
                "Technische Fragen zum Onlinedienst" => "technical-service",
                "Technische Fragen zur landesspezifischen IT" => "technical-state",
                "Fachliche Fragen" => "subject-matter",
                other => panic!("no kind of question: {other:?}"),
            };
            table(claims, &mut rows, &format!("{level}/{track}"), &below);
        }
    }
    knowledge(claims, &services, &part(blocks, "Wissensmanagement").expect("a concept speaks of knowledge"));
    contacts(
        claims,
        &part(blocks, "Die nächsten Schritte der Kommunen").expect("a concept speaks of the Kommunen"),
    );
}

fn missing(claims: &mut Claims<'_>, opening: &[Block]) {
    let none = opening.iter().any(|block| {
        matches!(block, Block::Paragraph(text) if text.text.starts_with("Für jede Frage, die das Konzept verlangt"))
    });
    let told = quotes(opening).next().map(|text| {
        let rest = text
            .text
            .strip_prefix("Noch nicht vollständig: An ")
            .unwrap_or_else(|| panic!("no gaps: {text:?}"));
        let many = rest.split_once(" Punkten");
        let many = many.filter(|(_, rest)| rest.contains("ist noch keine Stelle genannt"));
        many.map_or(rest.starts_with("einem Punkt ist noch keine").then_some("1"), |(count, _)| Some(count))
            .unwrap_or_else(|| panic!("no number of gaps: {text:?}"))
            .to_owned()
    });
    assert_ne!(none, told.is_some(), "something is missing, or nothing");
    claims.say(None, Aspect::Missing, told.unwrap_or_else(|| "0".to_owned()));
}

fn table(claims: &mut Claims<'_>, known: &mut Rows, cell: &str, below: &[Block]) {
    for (head, rows) in tables(below) {
        assert_eq!(head, ["Onlinedienst", "Wo", "Wann", "Wer antwortet"], "the table of {cell}");
        for row in rows.iter().filter(|row| words::is_judged_day(&row[2])) {
            // A service with a component (": Zahlung") is a cell of its own.
            let Some(services) = words::listed(&row[0], &claims.names.services) else {
                assert!(row[0].contains(": "), "no services: {row:?}");
                continue;
            };
            let services: Vec<String> = services.into_iter().map(|(_, id)| id.to_owned()).collect();
            let places = words::places(&row[1], &claims.state, claims.names).unwrap_or_default();
            known.row(claims, (&services, cell), &places, &row[3]);
        }
    }
}

/// Who evaluates: for services for which nobody does, and where one body does it for all.
fn knowledge(claims: &mut Claims<'_>, services: &[String], section: &[Block]) {
    let mut without: Vec<String> = Vec::new();
    let mut undecidable: Vec<String> = Vec::new();
    for text in quotes(section) {
        let listed = text.text.split_once(" die Fragen zu ").and_then(|(head, rest)| {
            let (listed, _) = rest.split_once(" auswertet")?;
            Some((head, words::services(listed, claims.names)))
        });
        match listed {
            Some((head, listed)) if head.starts_with("Noch nicht geregelt: ") => without = listed,
            Some((head, listed)) if head.starts_with("Nicht entscheidbar: ") => undecidable = listed,
            _ => panic!("no sentence on knowledge: {text:?}"),
        }
    }
    let mut sides = [("co-user", Vec::new()), ("operator", Vec::new())];
    for block in section {
        let Block::Item(_, text) = block else { continue };
        let (who, when) =
            words::evaluates(&text.text).unwrap_or_else(|| panic!("no sentence on knowledge: {text:?}"));
        if when.contains(" (ab ") {
            continue;
        }
        let office = words::office(who, claims.names);
        let side = words::side(&claims.state, &office, claims.names);
        sides.iter_mut().find(|(name, _)| *name == side).unwrap().1.push(office);
    }
    for service in services {
        for (side, who) in &mut sides {
            who.dedup();
            let value = match who.as_slice() {
                _ if *side == "co-user" && without.contains(service) => "nobody",
                _ if *side == "co-user" && undecidable.contains(service) => "undecidable",
                [one] if *side == "co-user" => one.as_str(),
                _ => continue,
            };
            let value = value.to_owned();
            claims.say(Some(service), Aspect::Knowledge((*side).to_owned()), value);
        }
    }
}

/// Whom the Kommunen ask, and how many know it and have agreed on feedback.
fn contacts(claims: &mut Claims<'_>, section: &[Block]) {
    for block in section {
        match block {
            Block::Item(None, text) => {
                let figures = [
                    ("Mit dem Land absprechen, wie Feedback", "feedback-agreed"),
                    ("Sich für die kurz-", "support-contact-known"),
                ];
                if let Some((_, task)) = figures.iter().find(|(words, _)| text.text.starts_with(words)) {
                    let told = text.strong.first().and_then(|figure| words::of(figure));
                    let value =
                        told.map_or_else(|| "0/0".to_owned(), |((have, of), _)| format!("{have}/{of}"));
                    // Of contacts it counts the Kommunen that owe feedback, the plan all that take part.
                    let counted = if *task == "feedback-agreed" { "figure" } else { "owing" };
                    claims.say(None, step(&format!("{counted}:{task}")), value);
                } else {
                    contact(claims, &text.text);
                }
            }
            Block::Paragraph(text) => {
                if let Some(who) = text.text.strip_prefix("Ansprechstelle im Land für beide Lösungen: ") {
                    let office = words::office(who, claims.names);
                    claims.say(None, Aspect::InterimContact, office.clone());
                    claims.say(None, Aspect::LongTermContact, office);
                }
            }
            _ => {}
        }
    }
}

fn contact(claims: &mut Claims<'_>, text: &str) {
    let (which, who) = text.split_once(": ").unwrap_or_else(|| panic!("no contact: {text:?}"));
    let aspect = match which {
        "Interimslösung" => Aspect::InterimContact,
        "Langfristige Lösung" => Aspect::LongTermContact,
        other => panic!("no solution: {other:?}"),
    };
    let value = match who {
        "noch keine Ansprechstelle benannt" => "none".to_owned(),
        "nicht entscheidbar; der Eintrag dazu ist nicht lesbar" => "undecidable".to_owned(),
        // Not the same for all Kommunen: of the state as a whole nothing is claimed.
        who if who.starts_with("je Kommune benannt: ") || who.contains("\nFür einzelne Kommunen: ") => {
            return;
        }
        who => words::office(who, claims.names),
    };
    claims.say(None, aspect, value);
}
