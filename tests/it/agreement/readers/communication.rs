//! The communication paths: what is missing, what the picture says of it, who answers where.

use super::super::facts::Aspect;
use super::blocks::{Block, part, parts, tables};
use super::gaps::{self, Rows};
use super::{Claims, words};

/// The claims of the communication paths of a state.
pub fn read(claims: &mut Claims<'_>, blocks: &[Block]) {
    gaps::boxes(claims, part(blocks, "Was fehlt").as_deref());
    if let Some(section) = part(blocks, "Das Bild dazu") {
        captions(claims, &section);
    }
    let mut rows = Rows::default();
    for (heading, below) in parts(&part(blocks, "Wer antwortet?").unwrap_or_default(), 3).into_iter().skip(1)
    {
        if heading.text == "Vereinbarte Zeiten" {
            continue;
        }
        let services = words::services(&heading.text, claims.names);
        for (head, table) in tables(&below) {
            for row in table {
                match head[0].as_str() {
                    "First Level: wo" => {
                        let places = words::places(&row[0], &claims.state, claims.names).unwrap_or_default();
                        rows.row(claims, (&services, "first"), &places, &row[2]);
                    }
                    "Level" => further(claims, &mut rows, &services, row),
                    other => panic!("no table of who answers: {other:?}"),
                }
            }
        }
    }
}

/// How many boxes of the pictures stand for somebody who is missing; of one picture for several services nothing is known of each.
fn captions(claims: &mut Claims<'_>, section: &[Block]) {
    for block in section {
        let Block::Paragraph(text) = block else { continue };
        let Some((topic, rest)) = text.text.split_once("; fehlende Stellen: ") else { continue };
        let count: usize = rest.split('.').next().unwrap().parse().unwrap();
        let services = words::found(topic, &claims.names.services);
        assert!(!services.is_empty(), "a picture of no service: {text:?}");
        if let [(_, service)] = services.as_slice() {
            claims.say(Some(service), Aspect::Missing, count.to_string());
        }
    }
}

/// A row of second or third level: "fachliche Fragen; Ort; ab 1. März 2027".
fn further(claims: &mut Claims<'_>, rows: &mut Rows, services: &[String], row: &[String]) {
    let level = match row[0].as_str() {
        "Second Level" => "second",
        "Third Level" => "third",
        other => panic!("no level: {other:?}"),
    };
    let (track, rest) = words::question(&row[1]);
    if rest.starts_with(": ") {
        return;
    }
    let mut place = "überall";
    for said in rest.split("; ").filter(|said| !said.is_empty()) {
        let is_day = words::is_judged_day(said)
            || said.starts_with("ab ")
            || said.starts_with(|letter: char| letter.is_ascii_digit());
        if !is_day || said.contains(" Kommune") {
            place = said;
        }
    }
    let places = words::places(place, &claims.state, claims.names).unwrap_or_default();
    rows.row(claims, (services, &format!("{level}/{track}")), &places, &row[2]);
}
