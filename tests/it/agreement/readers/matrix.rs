//! The responsibility matrix: who is responsible for knowledge; its other rows say who has a share anywhere at any time.

use super::super::facts::Aspect;
use super::blocks::{Block, parts, quotes, tables};
use super::{Claims, words};

/// Duties that are no cell.
const OTHERS: [&str; 6] = [
    "First Level: Interimslösung",
    "First Level: langfristige Lösung",
    "Wissensmanagement",
    "Feedback der Kommunen",
    "Störungsmeldung",
    "Ankündigung von Änderungen",
];

/// The claims of a matrix.
pub fn read(claims: &mut Claims<'_>, blocks: &[Block]) {
    for (heading, below) in parts(blocks, 2).into_iter().skip(1) {
        if heading.text == "Ansprechpersonen (intern)" {
            continue;
        }
        let service = words::services(&heading.text, claims.names).remove(0);
        service_matrix(claims, &service, &below);
    }
}

fn service_matrix(claims: &mut Claims<'_>, service: &str, below: &[Block]) {
    let mut sides = [("co-user", Vec::new()), ("operator", Vec::new())];
    for (head, rows) in tables(below) {
        assert_eq!(head[0], "Aufgabe", "the table of duties");
        for row in rows {
            duty(&row[0]);
            for (column, letters) in head.iter().zip(row).skip(1) {
                let letters: Vec<&str> = letters.split(", ").filter(|letter| !letter.is_empty()).collect();
                assert!(
                    letters.iter().all(|letter| ["V", "D", "B", "I"].contains(letter)),
                    "no letters: {row:?}"
                );
                if row[0] == "Wissensmanagement" && letters.contains(&"V") {
                    let office = words::office(column, claims.names);
                    let side = words::side(&claims.state, &office, claims.names);
                    sides.iter_mut().find(|(name, _)| *name == side).unwrap().1.push(office);
                }
            }
        }
    }
    let is_named = sides.iter().any(|(_, who)| !who.is_empty());
    let mut is_nobody = false;
    for text in quotes(below) {
        let unclear = text
            .text
            .strip_prefix("Nicht entscheidbar: ")
            .and_then(|rest| rest.strip_suffix("; ein Eintrag dazu ist nicht lesbar."));
        if let Some(unclear) = unclear {
            duty(unclear);
            continue;
        }
        // How many lack one the concept says in full.
        if text.text.starts_with("Ohne Weg für Feedback: ") {
            continue;
        }
        let named =
            text.text.strip_prefix("Niemand genannt: ").unwrap_or_else(|| panic!("no duty: {text:?}"));
        duty(named.trim_end_matches('.'));
        is_nobody |= named == "Wissensmanagement.";
        assert!(!(is_named && named == "Wissensmanagement."), "{service}: somebody and nobody evaluates");
    }
    // Who is not known on a side is told only where nobody is on either.
    for (side, who) in sides.into_iter().filter(|(_, who)| !who.is_empty() || is_nobody) {
        let value =
            if who.is_empty() { "nobody".to_owned() } else { words::joined(who.iter().map(String::as_str)) };
        claims.say(Some(service), Aspect::Knowledge(side.to_owned()), value);
    }
}

/// A duty must be one that is known: a cell, a component of a level, or one of the others.
fn duty(text: &str) {
    if !OTHERS.contains(&text) && !text.starts_with("Second Level: ") && !text.starts_with("Third Level: ") {
        let (_, rest) = words::cell(text);
        assert!(rest.is_empty(), "no duty: {text:?}");
    }
}
